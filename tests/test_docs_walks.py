"""The first page, the tutorial and the guides: whoever types what they say gets what they say."""

from __future__ import annotations

import os
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
