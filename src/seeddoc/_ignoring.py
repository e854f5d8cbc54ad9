"""What git would leave out of a folder: its `.gitignore` files and `.git/info/exclude`, as gitignore(5) has them.

In come a folder and the names in it; out comes which of them are ignored. Whoever walks asks for every folder on the
way, and enters none that is ignored: so a pattern is matched against one path and never against those above it,
which is how git lets an inner file take back what an outer one said. No pattern raises: one that git would not match
matches nothing here.

It knows nothing of seeds and texts. Files that git tracks although they are ignored, and the user's own global
list, count for nothing: what is read shall not depend on whose machine it is.
"""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path
from typing import Final

import attrs

from seeddoc._wildcards import Part, Wildcard, join_parts

IGNORE_FILE: Final = ".gitignore"
REPOSITORY: Final = ".git"
_BOM: Final = "\ufeff"

# "[[:space:]]" and the like inside of brackets.
_CLASSES: Final = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": r" \t",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": r"\x21-\x7e",
    "lower": "a-z",
    "print": r"\x20-\x7e",
    "punct": r"!-/:-@\[-`{-~",
    "space": r" \t\n\r\f\v",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}
# One piece of a pattern; what is none of these stands for itself. A bracket that is not closed is no pattern.
_PIECE: Final = re.compile(
    r"(?P<start>(?:(?<=/)|(?<!.))\*{2,}/)|(?P<rest>(?:(?<=/)|(?<!.))\*{2,}\Z)|(?P<stars>\*+)|(?P<one>\?)"
    r"|\[(?P<not>[!^]?)(?P<set>(?:\[:[a-z]*:\]|\\.|[^\]\\])(?:\[:[a-z]*:\]|\\.|[^\]\\])*|\](?:\[:[a-z]*:\]|\\.|[^\]\\])*)\]"
    r"|\\(?P<escaped>.)|(?P<broken>[\[\\])|(?P<char>.)",
    re.DOTALL,
)
_MEMBER: Final = re.compile(r"\[:(?P<name>[a-z]*):\]|(?P<low>\\?.)(?:-(?P<high>\\?.))?", re.DOTALL)
_PLAIN: Final = re.compile(r"[^*?\[\\]*+")
_TRAILING_SPACES: Final = re.compile(r"(?<!\\) +\Z")


class _NoPatternError(ValueError):
    """A pattern that matches nothing."""


@attrs.frozen
class Patterns:
    """The patterns of one file, ready to be matched: the last one that matches a path decides.

    Attributes:
        files: matches a path of anything but a folder; its groups are the patterns, from the last to the first.
        folders: the same for folders.
        kept: for each group of `files` and of `folders`, whether its pattern takes back what others ignore.
    """

    files: re.Pattern[str]
    folders: re.Pattern[str]
    kept: tuple[tuple[bool, ...], tuple[bool, ...]]

    def verdict(self, path: str, *, is_folder: bool) -> bool | None:
        """Tell whether a path is ignored, with `/` and from where the patterns stand; None where they do not say."""
        found = (self.folders if is_folder else self.files).fullmatch(path)
        if found is None or found.lastindex is None:
            return None
        return not self.kept[is_folder][found.lastindex - 1]


def parse_patterns(text: str) -> Patterns | None:
    """Read a file of patterns; None where there are none."""
    found = [each for each in map(_parse_line, reversed(text.removeprefix(_BOM).split("\n"))) if each]
    if not found:
        return None
    for_files = [(pattern, kept) for pattern, kept, folders_only in found if not folders_only]
    for_folders = [(pattern, kept) for pattern, kept, _ in found]
    compiled = [
        re.compile("|".join(f"({pattern})" for pattern, _ in each) or r"(?!)", re.DOTALL)
        for each in (for_files, for_folders)
    ]
    kept = [tuple(kept for _, kept in each) for each in (for_files, for_folders)]
    return Patterns(compiled[0], compiled[1], (kept[0], kept[1]))


def _parse_line(line: str) -> tuple[str, bool, bool] | None:
    """Read a line as a regular expression, whether it takes back, and whether it is for folders only."""
    line = _TRAILING_SPACES.sub("", line.removesuffix("\r"))
    if not line or line.startswith("#"):
        return None
    kept, line = line.startswith("!"), line.removeprefix("!")
    folders_only, line = line.endswith("/"), line.removesuffix("/")
    anywhere, line = "/" not in line, line.removeprefix("/")
    # git takes what needs no matching off first, and then the rest by itself: `a**/b` matches `ab` too.
    matched = _PLAIN.sub("", line, count=1)
    plain = line.removesuffix(matched)
    try:
        pattern = join_parts([*map(re.escape, plain), *map(_translate, _PIECE.finditer(matched))])
    except _NoPatternError:
        return None
    return (f"(?:.*/)?+{pattern}" if anywhere else pattern), kept, folders_only


def _translate(piece: re.Match[str]) -> Part:
    """Return a piece of a pattern as a wildcard, or as the regular expression of one character."""
    match piece.lastgroup:
        case "start":
            return Wildcard.FOLDERS
        case "rest":
            return Wildcard.ANY
        case "stars":
            return Wildcard.STAR
        case "one":
            return "[^/]"
        case "set":
            return _translate_set(piece["set"], negated=bool(piece["not"]))
        case "broken":
            raise _NoPatternError
        case _:
            return re.escape(piece["escaped"] or piece["char"])


def _translate_set(members: str, *, negated: bool) -> str:
    """Return what stands in brackets as a regular expression; it never matches `/`."""
    ranges = []
    for member in _MEMBER.finditer(members):
        if member["name"] is not None:
            if member["name"] not in _CLASSES:
                raise _NoPatternError
            ranges.append(_CLASSES[member["name"]])
            continue
        low = member["low"][-1]
        high = max(low, member["high"][-1] if member["high"] else low)  # git takes "c-a" as "c"
        ranges.append(f"{re.escape(low)}-{re.escape(high)}")
    return f"[^/{''.join(ranges)}]" if negated else f"(?!/)[{''.join(ranges)}]"


@attrs.frozen
class Ignoring:
    """What is ignored in a folder, by its own patterns and by those above it.

    Attributes:
        levels: patterns, and how long the path is of the folder where they stand; the innermost first.

    Paths are whole, with `/`, and those of folders that are entered end in one.
    """

    levels: tuple[tuple[int, Patterns], ...] = ()

    def entered(self, folder: str, *, is_repository: bool) -> Ignoring:
        """Return what is ignored inside of a folder; in a repository nothing counts that stands above it."""
        levels = () if is_repository else self.levels
        own = [Path(folder, IGNORE_FILE)]
        if is_repository:
            own.append(_git_folder(Path(folder, REPOSITORY)) / "info" / "exclude")
        found = ((len(folder), patterns) for file in own if (patterns := _read_patterns(file)))
        return Ignoring((*found, *levels))

    def ignores(self, path: str, *, is_folder: bool) -> bool:
        """Tell whether something in the folder is ignored."""
        for length, patterns in self.levels:
            verdict = patterns.verdict(path[length:], is_folder=is_folder)
            if verdict is not None:
                return verdict
        return False


def ignoring_above(folder: str) -> Ignoring:
    """Return what the folders above one ignore in it, up to its repository: nothing, if it is ignored itself.

    Args:
        folder: its real path. Whoever names an ignored folder wants what is in it.
    """
    trail = [folder, *(f"{parent.as_posix().rstrip('/')}/" for parent in Path(folder).parents)]
    root = next((each for each in trail if os.path.lexists(Path(each, REPOSITORY))), folder)
    ignoring = Ignoring()
    for outer, inner in pairwise(reversed(trail[: trail.index(root) + 1])):
        ignoring = ignoring.entered(outer, is_repository=outer == root)
        if ignoring.ignores(inner.removesuffix("/"), is_folder=True):
            return Ignoring()
    return ignoring


def _read_patterns(file: Path) -> Patterns | None:
    """Read a file of patterns; None where there is none, or nothing to be read. git refuses links among texts, too."""
    try:
        if file.name == IGNORE_FILE and file.is_symlink():
            return None
        return parse_patterns(_read_text(file))
    except OSError:
        return None


def _read_text(file: Path) -> str:
    """Read a file; pipes and devices, which might never end, count as if they were not there.

    Raises:
        OSError: it is not there, or cannot be read.
    """
    if not file.is_file():
        raise FileNotFoundError(file)
    return file.read_bytes().decode("utf-8", "surrogateescape")


def _git_folder(repository: Path) -> Path:
    """Return the folder that holds what all worktrees of a repository share; `.git` is a file in a worktree."""
    try:
        told = _read_text(repository)
    except OSError:
        return repository
    own = repository.parent / told.removeprefix("gitdir:").strip()
    try:
        return own / _read_text(own / "commondir").strip()
    except OSError:
        return own
