"""What a folder is searched for: what git would show of it. Git itself says what that is, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc._ignoring import parse_patterns
from seeddoc.errors import InputError
from seeddoc.inputs import find_sources

if TYPE_CHECKING:
    from collections.abc import Callable

GIT: Final = shutil.which("git")


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Return what makes files, each with its text, in a folder of the test's own."""
    top = tmp_path / "top"
    top.mkdir()
    monkeypatch.chdir(top)

    def write(files: dict[str, str]) -> None:
        for name, text in files.items():
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    return write


def found(*paths: str, respect: bool = True) -> list[str]:
    return [source.path.as_posix() for source in find_sources(paths, respect_gitignore=respect) if source.path]


def ignored(patterns: str, path: str) -> bool | None:
    """Tell what patterns say of a path; that of a folder ends in `/`."""
    read = parse_patterns(patterns)
    assert read is not None
    return read.verdict(path.removesuffix("/"), is_folder=path.endswith("/"))


class TestPatterns:
    """Each row of gitignore(5): a pattern, paths that it matches and paths that it does not."""

    @pytest.mark.parametrize(
        ("pattern", "matched", "others"),
        [
            ("a", ["a", "a/", "b/a", "b/c/a"], ["ab", "a/b", "A"]),
            ("a/", ["a/", "b/a/"], ["a", "b/a"]),
            ("/a", ["a", "a/"], ["b/a"]),
            ("b/a", ["b/a"], ["c/b/a", "a"]),
            ("*.txt", ["a.txt", "b/a.txt", ".txt"], ["a.txt.gz"]),
            ("b/*", ["b/a", "b/a/"], ["b/a/c", "c/b/a"]),
            ("a?", ["ab", "c/ax"], ["a", "abc", "a/"]),
            ("**/a", ["a", "b/a", "b/c/a"], ["ba"]),
            ("b/**", ["b/a", "b/a/c"], ["b", "b/"]),
            ("b/**/a", ["b/a", "b/c/a", "b/c/d/a"], ["b/ca"]),
            ("b/***/a", ["b/a", "b/c/a"], []),
            ("x/a**", ["x/a", "x/ab", "x/a/b"], ["x/b"]),
            ("a**/b", ["ab", "a/b", "axy/z/b"], ["a"]),
            ("a**", ["a", "ab", "c/ab"], ["a/b", "b"]),
            ("[ab]", ["a", "b"], ["c"]),
            ("[a-c]x", ["ax", "cx"], ["dx"]),
            ("[c-a]", ["c"], ["a", "b"]),
            ("[!a]", ["b"], ["a", "bb"]),
            ("[^a]", ["b"], ["a"]),
            ("[]a]", ["]", "a"], ["b"]),
            ("[]]", ["]"], ["["]),
            (r"[\]]", ["]"], ["\\"]),
            ("[a-]", ["a", "-"], ["b"]),
            ("b[!a]c", ["bxc"], ["b/c", "bac"]),
            ("b[,-9]c", ["b,c"], ["b/c"]),
            ("[[:digit:]_]", ["7", "_"], ["x"]),
            ("[![:space:]]", ["x"], [" "]),
            (r"\#a", ["#a"], ["a"]),
            (r"\!a", ["!a"], ["a"]),
            (r"a\*", ["a*"], ["ab"]),
            ("a  ", ["a"], ["a  "]),
            ("a\\ ", ["a "], ["a"]),
            ("a\r", ["a"], ["a\r"]),
            ("\ufeffa", ["a"], []),
            ("a.b", ["a.b"], ["axb"]),
        ],
    )
    def test_pattern(self, pattern: str, matched: list[str], others: list[str]) -> None:
        assert {path: ignored(pattern, path) for path in matched} == dict.fromkeys(matched, True)
        assert {path: ignored(pattern, path) for path in others} == dict.fromkeys(others, None)

    @pytest.mark.parametrize("text", ["", "\n", "# a", "   ", "[a", "a\\", "[[:nope:]]", "\n#\n[\n"])
    def test_none(self, text: str) -> None:
        assert parse_patterns(text) is None

    def test_last_match_decides(self) -> None:
        patterns = "*.txt\n!a*\nab.txt\n"
        assert ignored(patterns, "b.txt") is True
        assert ignored(patterns, "a.txt") is False
        assert ignored(patterns, "ab.txt") is True
        assert ignored(patterns, "b") is None

    def test_folders_only(self) -> None:
        assert ignored("!a/\n", "a") is None
        assert ignored("a\n!a/\n", "a/") is False
        assert ignored("a\n!a/\n", "a") is True


class TestSearch:
    def test_nested_files_and_negation(self, plant: Callable[[dict[str, str]], None]) -> None:
        plant(
            {
                ".gitignore": "*.log.txt\n/out/\ndrafts/*\n!drafts/keep.txt\n",
                "a.txt": "",
                "a.log.txt": "",
                "out/b.txt": "",
                "sub/out/c.txt": "",
                "drafts/d.txt": "",
                "drafts/keep.txt": "",
                "sub/.gitignore": "!b.log.txt\nmine.txt",
                "sub/b.log.txt": "",
                "sub/c.log.txt": "",
                "sub/mine.txt": "",
                "mine.txt": "",
            }
        )
        assert found(".") == ["a.txt", "drafts/keep.txt", "mine.txt", "sub/b.log.txt", "sub/out/c.txt"]
        assert len(found(".", respect=False)) == 10

    def test_what_is_named_is_read(self, plant: Callable[[dict[str, str]], None]) -> None:
        plant(
            {
                ".git/HEAD": "",
                ".gitignore": "out\n*.log.txt\n",
                "out/in/a.txt": "",
                "out/b.log.txt": "",
                "x.log.txt": "",
            }
        )
        assert found("x.log.txt", "out/in/a.txt") == ["x.log.txt", "out/in/a.txt"]
        assert found("*.txt") == ["x.log.txt"]
        # An ignored folder that is named is searched, and so is one inside of it.
        assert found("out") == ["out/b.log.txt", "out/in/a.txt"]
        assert found("out/in") == ["out/in/a.txt"]

    def test_patterns_above_the_folder(self, plant: Callable[[dict[str, str]], None]) -> None:
        files = {"../.gitignore": "*", ".gitignore": "b.txt\n", "in/.gitignore": "!c.txt\n"}
        plant(files | {"in/deep/a.txt": "", "in/deep/b.txt": ""})
        assert found("in/deep") == ["in/deep/a.txt", "in/deep/b.txt"]  # there is no repository
        plant({".git/HEAD": ""})
        assert found("in/deep") == ["in/deep/a.txt"]
        assert found("in/deep", respect=False) == ["in/deep/a.txt", "in/deep/b.txt"]

    def test_repository_inside(self, plant: Callable[[dict[str, str]], None]) -> None:
        plant({".gitignore": "a.txt\n", "in/.git/HEAD": "", "in/a.txt": "", "b.txt": ""})
        assert found(".") == ["b.txt", "in/a.txt"]

    @pytest.mark.parametrize("kind", ["folder", "worktree", "separate", "missing"])
    def test_exclude_of_the_repository(self, plant: Callable[[dict[str, str]], None], kind: str) -> None:
        plant({"a.txt": "", "b.txt": ""})
        if kind == "folder":
            plant({".git/info/exclude": "a.txt\n"})
        elif kind == "worktree":
            own = {".git": "gitdir: ../all/.git/worktrees/x\n", "../all/.git/worktrees/x/commondir": "../..\n"}
            plant(own | {"../all/.git/info/exclude": "a.txt\n"})
        elif kind == "separate":
            plant({".git": "gitdir: ../all\n", "../all/info/exclude": "a.txt\n"})
        else:
            plant({".git/HEAD": ""})
        assert found(".") == (["a.txt", "b.txt"] if kind == "missing" else ["b.txt"])

    def test_all_ignored(self, plant: Callable[[dict[str, str]], None]) -> None:
        plant({"in/.gitignore": "*", "in/a.txt": ""})
        with pytest.raises(InputError) as caught:
            find_sources(["in"])
        wanted = "in: no *.txt file in this directory that git does not ignore; --no-respect-gitignore reads the others"
        assert str(caught.value) == wanted
        assert found("in", respect=False) == ["in/a.txt"]

    def test_links_are_not_followed(self, plant: Callable[[dict[str, str]], None]) -> None:
        plant({"in/a.txt": ""})
        Path("in/loop").symlink_to(".")
        Path("in/loop.txt").symlink_to(".")
        Path("in/b.txt").symlink_to("a.txt")
        assert found("in") == ["in/a.txt"]

    @pytest.mark.parametrize("target", ["patterns", "/dev/zero", "."])
    def test_patterns_that_are_a_link_are_not_read(self, target: str, plant: Callable[[dict[str, str]], None]) -> None:
        plant({"in/a.txt": "", "in/patterns": "*.txt"})
        Path("in/.gitignore").symlink_to(target)
        assert found("in") == ["in/a.txt"]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names on this system")
    def test_a_pipe_is_not_waited_for(self, plant: Callable[[dict[str, str]], None]) -> None:
        plant({"in/a.txt": "", "other/a.txt": "", "third/a.txt": "", "third/.git": "gitdir: own", "third/own/x": ""})
        for name in ("in/.gitignore", "other/.git", "third/own/commondir"):
            os.mkfifo(name)
        assert found("in", "other", "third") == ["in/a.txt", "other/a.txt", "third/a.txt"]

    def test_the_exclusions_of_a_repository_may_be_a_link(self, plant: Callable[[dict[str, str]], None]) -> None:
        plant({"in/a.txt": "", "in/b.txt": "", "in/.git/info/x": "", "patterns": "b.txt"})
        Path("in/.git/info/exclude").symlink_to(Path("patterns").absolute())
        assert found("in") == ["in/a.txt"]

    def test_folder_that_is_a_link(self, plant: Callable[[dict[str, str]], None]) -> None:
        plant({".git/HEAD": "", ".gitignore": "/real/a.txt\n", "real/a.txt": "", "real/b.txt": ""})
        Path("link").symlink_to("real")
        assert found("link") == ["link/b.txt"]


# --- Beside git itself ------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [
        "a",
        "b",
        "ab",
        "*",
        "?",
        "**",
        "***",
        "a*",
        "*b",
        "[ab]",
        "[!a]",
        "[^b]",
        "[]a]",
        "[a-c]",
        "[c-a]",
        "[[:alpha:]]",
        "[[:foo:]]",
        "[a",
        "\\a",
        "\\",
        "a\\*",
        "*.t",
        "b.t",
        "[a-]",
        "[\\]a]",
        "**b",
        "a**",
        "[--0]",
        "[/]",
        "a[/]b",
    ]
)
_LINES = st.builds(
    lambda parts, before, after: before + "/".join(parts) + after,
    st.lists(_PIECES, min_size=1, max_size=3),
    st.sampled_from(["", "", "", "!", "/", "!/", "#", "\\"]),
    st.sampled_from(["", "", "", "/", " ", "\\ ", "\r"]),
)
_NAMES = st.sampled_from(["a", "b", "ab", "c", "]", "-", "b.t", "aa", "1", "a*", "a ", "!a", "#a", "[a", "^"])
_PATHS = st.builds("/".join, st.lists(_NAMES, min_size=1, max_size=4))


def make_tree(top: Path, paths: list[str], patterns: dict[str, list[str]]) -> None:
    """Make files, ending in .txt, and the patterns of folders that are there."""
    subprocess.run([str(GIT), "init", "-q", top], check=True)
    for path in paths:
        file = top / f"{path}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    for folder, lines in patterns.items():
        if (top / folder).is_dir():
            (top / folder / ".gitignore").write_bytes("\n".join(lines).encode())


@pytest.mark.skipif(GIT is None, reason="git is not installed")
@given(
    paths=st.lists(_PATHS, min_size=1, max_size=12),
    patterns=st.dictionaries(st.one_of(st.just("."), _PATHS), st.lists(_LINES, min_size=1, max_size=4), max_size=3),
)
def test_as_git_does(
    tmp_path_factory: pytest.TempPathFactory, paths: list[str], patterns: dict[str, list[str]]
) -> None:
    top = Path(os.path.realpath(tmp_path_factory.mktemp("tree")))
    make_tree(top, paths, patterns)
    listed = subprocess.run(
        [str(GIT), "-C", top, "ls-files", "-z", "--others", "--exclude-standard", "*.txt"],
        check=True,
        capture_output=True,
    )
    wanted = sorted(filter(None, listed.stdout.decode().split("\0")))
    try:
        sources = find_sources([str(top)])
    except InputError:
        sources = ()
    assert sorted(source.path.relative_to(top).as_posix() for source in sources if source.path) == wanted
