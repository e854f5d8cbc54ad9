"""Findings as values: what is wrong, how bad it is, where, and how to mend it.

A `Diagnostic` is made where the fault is found and rendered elsewhere. `CODES` is the one table of codes (its rows
are in `seeddoc._codes`): readers take severities from it, documentation and the command line their summaries.
"""

from __future__ import annotations

import attrs

from seeddoc._codes import CODES, Code, Severity
from seeddoc.fixes import Fix
from seeddoc.positions import Position, Where, resolve

__all__ = ["CODES", "Code", "Diagnostic", "Severity", "diagnostic"]


def _resolved(where: Where | None) -> Position | None:
    return None if where is None else resolve(where)


@attrs.frozen
class Diagnostic:
    """One finding.

    Attributes:
        code: stable, a key of `CODES`.
        message: for people; its wording may change.
        severity: "error", "warning" or "info".
        document: the name of the document that it is about, or None.
        filename: the file that was read, or None.
        fix: what mends it, where that can be done without asking anybody.

    Its place is worked out when asked for; `line` and `column` are 1-based, offsets 0-based.
    """

    code: str
    message: str
    severity: Severity
    _where: Where = attrs.field(eq=_resolved)
    _end: Where | None = attrs.field(default=None, eq=_resolved, repr=False)
    document: str | None = None
    filename: str | None = None
    fix: Fix | None = attrs.field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The stable name of the code, such as "document-not-closed"."""
        return CODES[self.code].name if self.code in CODES else self.code

    @property
    def hint(self) -> str:
        """What to do about it, in a few words."""
        return CODES[self.code].hint if self.code in CODES else ""

    @property
    def position(self) -> Position:
        """Where it begins."""
        return resolve(self._where)

    @property
    def end_position(self) -> Position:
        """Where it ends; the same as `position` for a place without length."""
        return self.position if self._end is None else resolve(self._end)

    @property
    def offset(self) -> int:
        """0-based, in code points of the input."""
        return self.position.offset

    @property
    def byte_offset(self) -> int:
        """0-based, in bytes of UTF-8."""
        return self.position.byte_offset

    @property
    def utf16_offset(self) -> int:
        """0-based, in UTF-16 units."""
        return self.position.utf16_offset

    @property
    def line(self) -> int:
        """1-based."""
        return self.position.line

    @property
    def column(self) -> int:
        """1-based, in code points."""
        return self.position.column

    def __str__(self) -> str:
        place = f"{self.filename}:" if self.filename else ""
        return f"{place}{self.line}:{self.column}: {self.code} {self.message}"


def diagnostic(
    code: str,
    where: Where,
    end: Where | None = None,
    *,
    detail: str = "",
    document: str | None = None,
    filename: str | None = None,
    fix: Fix | None = None,
) -> Diagnostic:
    """Make a finding from its row of the table: the summary, then what is special about this one."""
    row = CODES[code]
    message = f"{row.summary}: {detail}" if detail else row.summary
    return Diagnostic(code, message, row.severity, where, end, document, filename, fix)
