"""Fixing of files: the content of one in, the same with its fixes made out, and what is left to be found.

A fix touches its own stretches; all other bytes stay: line ends, a byte order mark, bytes that are not UTF-8. Whatever
fix a finding has is made: what would touch a marker, make one or make one false has none (`seeddoc.rules.Subject`), so
every document keeps its name and its place.

It goes on until there is nothing more to mend, so that doing it again changes nothing. Pure: nothing is read, written
or raised on account of content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from seeddoc.checking import check_content
from seeddoc.fixes import apply_fixes
from seeddoc.inputs import Content
from seeddoc.results import CheckedFile

if TYPE_CHECKING:
    from collections.abc import Callable

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
        text, taken = apply_fixes(checked.text, fixes)
        if not taken:
            break
        content = attrs.evolve(content, data=text.encode("utf-8", "surrogateescape"))
        checked = check_content(content, settings)
        codes += [fixes[fix] for fix in taken]
    return FixedFile(content, checked, tuple(codes))
