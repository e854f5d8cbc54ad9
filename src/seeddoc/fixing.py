"""Fixing of files: the content of one in, the same with its fixes made out, and what is left to be found.

A fix touches its own stretches; all other bytes stay: line ends, a byte order mark, bytes that are not UTF-8. No
marker is touched and none comes into being, so every document keeps its name and its place. What cannot be mended
without making a marker false stays as it is: texts with a size or checksum, texts that hold markers, incomplete ones.

It goes on until there is nothing more to mend, so that doing it again changes nothing. Pure: nothing is read, written
or raised on account of content.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc._alphabets import BYTES, LONGEST_MARK
from seeddoc.checking import check_content
from seeddoc.fixes import Fix, apply_fixes
from seeddoc.inputs import Content
from seeddoc.results import CheckedFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from seeddoc.settings import Settings

# A fix may bring out what another mends, such as blanks that become trailing ones. Each round leaves less to mend.
_ROUNDS: Final = 20


@attrs.frozen
class FixedFile:
    """A file with its fixes made.

    Attributes:
        content: what it holds now.
        checked: what is left to be found in it.
        codes: of the findings that were mended, in the order in which that was done.
    """

    content: Content
    checked: CheckedFile
    codes: tuple[str, ...] = ()


def _all(file: CheckedFile) -> CheckedFile:
    return file


def fix_content(
    content: Content, settings: Settings, *, unsafe: bool = False, choose: Callable[[CheckedFile], CheckedFile] = _all
) -> FixedFile:
    """Make the fixes of all findings.

    Args:
        content: of the file.
        settings: that hold for it.
        unsafe: make also those that may change what was meant.
        choose: leaves of a file's findings those that are to be mended; by default all.
    """
    checked, codes = check_content(content, settings), list[str]()
    for _ in range(_ROUNDS):
        fixes = {each.fix: each.code for each in choose(checked).findings if each.fix and (each.fix.safe or unsafe)}
        text, taken = _apply(checked.text, fixes)
        if not taken:
            break
        content = attrs.evolve(content, data=text.encode("utf-8", "surrogateescape"))
        checked = check_content(content, settings)
        codes += [fixes[fix] for fix in taken]
    return FixedFile(content, checked, tuple(codes))


def can_fix(text: str, fix: Fix) -> bool:
    """Tell whether a fix can be made by itself: it touches no marker, and makes none."""
    return bool(_apply(text, [fix])[1])


def _apply(text: str, fixes: Iterable[Fix]) -> tuple[str, tuple[Fix, ...]]:
    """Apply the fixes that touch no line which may be a marker, if no such line comes of it, from whatever rule."""
    starts, ends = _fence_lines(text)
    fixed, taken = apply_fixes(text, (fix for fix in fixes if not _touches(fix, starts, ends)))
    before, after = (
        [each[start:end] for start, end in zip(*_fence_lines(each), strict=True)] for each in (text, fixed)
    )
    return (fixed, taken) if before == after and _begins_with_mark(text) == _begins_with_mark(fixed) else (text, ())


def _begins_with_mark(text: str) -> bool:
    """Tell whether a text begins as one of another encoding does, which nothing but its mark makes it."""
    return BYTES.wrong_encoding(text[:LONGEST_MARK].encode("utf-8", "surrogateescape")) is not None


def _fence_lines(text: str) -> tuple[list[int], list[int]]:
    """Return where lines begin and end that hold `<` or `>`; every marker does, and a line that is only nearly one.

    A byte order mark before the first one is no part of it.
    """
    starts, ends = list[int](), list[int]()
    if "<" in text or ">" in text:
        at = int(text.startswith("\ufeff"))
        for line in text[at:].split("\n"):
            if "<" in line or ">" in line:
                starts.append(at)
                ends.append(at + len(line))
            at += len(line) + 1
    return starts, ends


def _touches(fix: Fix, starts: list[int], ends: list[int]) -> bool:
    """Tell whether any edit of a fix reaches one of some stretches, or its end.

    Whatever stands before the first stretch and on its line is a byte order mark, and may go.
    """
    for edit in fix.edits:
        at = bisect_right(starts, edit.end) - 1
        if at >= 0 and ends[at] >= edit.start and (edit.start, edit.end) != (0, 1):
            return True
    return False
