"""The first page, the tutorial and the guides: whoever types what they say gets what they say."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING, Final

import pytest

from tests.walks import ROOT, find_name, follow, is_excerpt, is_same

if TYPE_CHECKING:
    from pathlib import Path

PAGES: Final = (ROOT / "docs/README.md", ROOT / "docs/tutorial.md", *sorted((ROOT / "docs/howto").glob("*.md")))


@pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="the pages are typed into bash")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # blocks of Python read what the page has made
    assert follow(page, tmp_path).steps >= 5


def test_there_is_a_guide_for_each_task() -> None:
    assert {page.stem for page in PAGES[2:]} == {"ci", "llm", "parquet", "broken-bundle", "rule", "cue-verbs"}


# What PowerShell has not, and what it has for that.
POSIX: Final = {
    r"source ": r"Activate\.ps1",
    r"python3 ": r"py -m",
    r"echo \$\?": r"\$LASTEXITCODE",
    r"sed '\$d'": r"-SkipLast 1",
    r"sed 's": r"-replace '",
    r"wc -l": r"Measure-Object -Line",
    r"grep -c": r"Select-String",
    r"printf ": r"Set-Content",
    r"diff -r .* && ": r"Compare-Object",
}


def find_missing(text: str) -> list[str]:
    """Find what a page has typed that PowerShell has not, and does not say how that is done there."""
    typed = "\n".join(re.findall(r"^```(?:console|bash)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    lines = re.findall(r"^\$ (.*)", typed, re.MULTILINE)
    return [
        one for one, other in POSIX.items() if any(re.match(one, line) for line in lines) > bool(re.search(other, text))
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_can_be_done_in_powershell(page: Path) -> None:
    text = page.read_text("utf-8")
    assert find_missing(text) == []
    plain = r"(?:seeddoc|pip install|python -m|python \w+\.py|git|pre-commit|cd|cat) ?"
    commands = re.findall(r"^\$ (.*)", text, re.MULTILINE)
    assert [line for line in commands if not any(re.match(each, line) for each in (plain, *POSIX))] == []
    assert not [line for line in commands if line.endswith("\\") or " | " in line]


def test_what_cannot_be_done_in_powershell_is_noticed() -> None:
    assert find_missing("```console\n$ sed 's/a/b/' x\n```\n") == [r"sed 's"]
    assert find_missing("```console\n$ sed 's/a/b/' x\n```\n\n```powershell\n> 'x' -replace 'a'\n```\n") == []


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Save this as `a/b.txt`:\n\n", "a/b.txt"),
        ("Save `a.txt` as `b.toml`, in the folder:\n\n", "b.toml"),
        ("Save this as `a.txt`.\n\n", None),
        ("Save this as `a.txt`:\n\nNow:\n\n", None),
    ],
)
def test_names_of_files(before: str, name: str | None) -> None:
    assert find_name(f"{before}```text\n", len(before)) == name


def test_what_is_left_out() -> None:
    assert is_same("a\n…\nd\n", "a\nb\nc\nd\n")
    assert is_same("a\n…\n", "a\n")
    assert not is_same("a\n…\nd\n", "a\nb\n")
    assert not is_same("a\n", "a\nb\n")
    assert is_excerpt("one …\n\n… three\n", "zero one two\n\nand three four")
    assert not is_excerpt("three … one", "one three")


@pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="the pages are typed into bash")
@pytest.mark.parametrize(
    "page",
    ["```console\n$ echo a\nb\n```\n", "```text\nwithout a name\n```\n", "```bash\n$ rm -r seeds\n```\n"],
)
def test_what_is_not_so_is_noticed(page: str, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(page, "utf-8")
    with pytest.raises(AssertionError):
        follow(path, tmp_path / "folder")
