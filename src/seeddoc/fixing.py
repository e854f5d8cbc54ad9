"""Fixing of files: the content of one in, the same with its fixes made out, and what is left to be found.

A fix touches its own stretches; all other bytes stay: line ends, a byte order mark, bytes that are not UTF-8. Whatever
fix a finding has is made: what would touch a marker, make one or make one false has none (`seeddoc.rules.Subject`), so
every document keeps its name and its place.

It goes on until there is nothing more to mend, so that doing it again changes nothing, and whatever the limit
`diagnostics`: how many findings are told has nothing to do with how many are mended. Rules of other packages may undo
each other's fixes, which ends after some rounds and is told. Pure: nothing is read, written or raised on account of
content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from seeddoc.checking import check_content
from seeddoc.fixes import apply_fixes
from seeddoc.inputs import Content
from seeddoc.results import CheckedFile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from seeddoc.settings import Settings

# A fix may bring out what another mends, such as blanks that become trailing ones. Each round leaves less to mend.
_ROUNDS: Final = 20
# Findings of each severity that are mended in one round, so that memory does not grow with all that there are; where
# there are more, more rounds follow.
_AT_ONCE: Final = 1_000_000


@attrs.frozen
class FixedFile:
    """A file with its fixes made.

    Attributes:
        content: what it holds now.
        checked: what is left to be found in it.
        codes: of the findings that were mended, in the order in which that was done.
        unfinished: why not all was mended that could be, in a few words; "" where all was.
    """

    content: Content
    checked: CheckedFile
    codes: tuple[str, ...] = ()
    unfinished: str = ""


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
    wide, codes, unfinished = _with_all(settings), list[str](), ""
    checked = check_content(content, wide)
    last, number = _ROUNDS + _size(checked) // _AT_ONCE, 0
    while True:
        fixes = {each.fix: each.code for each in choose(checked).findings if each.fix and (each.fix.safe or unsafe)}
        if number == last or not fixes:
            unfinished = _tell_unfinished(last, fixes.values(), checked)
            break
        text, taken = apply_fixes(checked.text, fixes)
        content = attrs.evolve(content, data=text.encode("utf-8", "surrogateescape"))
        checked = check_content(content, wide)
        codes += [fixes[fix] for fix in taken]
        number += 1
    return FixedFile(content, _as_limited(content, checked, settings), tuple(codes), unfinished)


def _with_all(settings: Settings) -> Settings:
    """Return settings by which more findings are kept than anybody has told."""
    most = settings.limits.diagnostics
    wide = None if most is None else max(most, _AT_ONCE)
    return attrs.evolve(settings, limits=attrs.evolve(settings.limits, diagnostics=wide))


def _size(checked: CheckedFile) -> int:
    return len(checked.findings) + checked.left_out


def _tell_unfinished(rounds: int, codes: Collection[str], checked: CheckedFile) -> str:
    if codes:
        told = ", ".join(sorted(set(codes)))
        return f"after {rounds} rounds of fixes there is more to mend ({told}); rules may undo each other's fixes"
    if checked.left_out:
        return f"there are {_size(checked):,} findings, and only the first were looked at for fixes"
    return ""


def _as_limited(content: Content, checked: CheckedFile, settings: Settings) -> CheckedFile:
    """Return what is found by settings, given what is by those that keep more of it."""
    most = settings.limits.diagnostics
    if most is None or _size(checked) <= most:
        return checked
    return check_content(content, settings)
