"""Findings as values: what is wrong, how bad it is, where, and how to mend it.

A `Diagnostic` is made where the fault is found and rendered elsewhere. `CODES` is the one table of codes:
readers take severities from it, documentation and the command line their summaries. Codes are stable: one
never changes its meaning and none is used again.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs

from seeddoc.fixes import Fix
from seeddoc.positions import Position, Where, resolve

Severity: TypeAlias = Literal["error", "warning", "info"]


@attrs.frozen
class Code:
    """One row of the table of codes.

    Attributes:
        code: the stable code, a letter for its group and three digits.
        name: the stable name, for people.
        severity: "error", "warning" or "info".
        summary: what it says, in one line.
        hint: what to do about it.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    hint: str


_ROWS: Final = (
    Code(
        "B001",
        "document-not-closed",
        "error",
        "the document is not closed",
        "add its closing marker on a line of its own",
    ),
    Code(
        "B002",
        "no-closers",
        "warning",
        "a bundle without closing markers: if it was cut off, that cannot be told",
        "write closing markers, `seeddoc fmt` does",
    ),
    Code(
        "B003",
        "glued-closer",
        "warning",
        "the closing marker is glued to the last line",
        "put the marker on a line of its own",
    ),
    Code(
        "B004",
        "joined-markers",
        "warning",
        "a closing and an opening marker stand on one line",
        "put each marker on a line of its own",
    ),
    Code(
        "B005",
        "stray-closer",
        "error",
        "a closing marker outside any document",
        "remove it, or mend the opening marker that it belongs to",
    ),
    Code(
        "B006",
        "damaged-marker",
        "error",
        "the line begins like a marker but is none",
        "mend it: `<<<FILE name>>>` alone on its line, from the first column",
    ),
    Code(
        "B007", "unfinished-marker", "error", "the input ends inside a marker", "the bundle was cut off; write it again"
    ),
    Code(
        "B008",
        "near-marker",
        "warning",
        "the line is nearly a marker and was taken as text",
        "mend it if it was meant as one",
    ),
    Code("B009", "outside-text", "warning", "text outside any document", "remove it, or put it into a document"),
    Code(
        "B010",
        "bracketed-closer",
        "warning",
        "a document in block form is closed by a marker in brackets",
        "close it with a line `>>>`",
    ),
    Code("B011", "cut-marker", "error", "a marker of the document is cut into two lines", "join the two lines"),
    Code("B012", "no-documents", "error", "no documents found", "a document begins with a line `<<<FILE name>>>`"),
    Code("B013", "empty-input", "warning", "the input is empty", "nothing to do if that was meant"),
    Code(
        "B014",
        "bad-label",
        "error",
        "the label of the marker does not parse",
        'write `path="…"` and pairs `key="value"`, each key once',
    ),
    Code(
        "B015",
        "limit-exceeded",
        "error",
        "a limit is exceeded and reading stops here",
        "raise the limit if the input is trusted",
    ),
    Code(
        "B016",
        "not-expressible",
        "error",
        "the dialect cannot express the document",
        "write it in another dialect; the canonical one can express all",
    ),
    Code("N001", "duplicate-name", "error", "two documents have the same name", "rename one of them"),
    Code("N002", "anonymous-document", "warning", "the document has no name", "name it"),
    Code(
        "I001",
        "size-mismatch",
        "error",
        "the text is not of the size that the marker gives",
        "restore the text, or write it with integrity=True",
    ),
    Code(
        "I002",
        "checksum-mismatch",
        "error",
        "the text does not have the checksum that the marker gives",
        "restore the text, or write it with integrity=True",
    ),
    Code("I003", "bad-base64", "error", "the text is not base64", "restore it, or remove the encoding from the marker"),
    Code(
        "I004",
        "unchecked-integrity",
        "warning",
        "the marker gives a size or checksum that cannot be checked",
        "give digits, or leave it out",
    ),
    Code(
        "I005",
        "unknown-encoding",
        "warning",
        "the marker names an encoding that is not known; the text is kept as it stands",
        'use encoding="base64" or none',
    ),
    Code("E001", "not-utf8", "error", "the bytes are not UTF-8", "convert the file to UTF-8"),
    Code("E002", "lone-surrogate", "error", "the text holds a lone surrogate, which UTF-8 cannot write", "replace it"),
    Code("E003", "wrong-encoding", "error", "the input is UTF-16 or UTF-32", "convert it to UTF-8"),
    Code("E004", "byte-order-mark", "info", "a byte order mark was left out", "nothing to do; the writer writes none"),
    Code(
        "A001",
        "empty-article",
        "error",
        "the document has no title: its text is empty",
        "write a title on the first line",
    ),
    Code(
        "A002",
        "no-paragraphs",
        "warning",
        "the article has a title and no paragraphs",
        "write the text after an empty line",
    ),
    Code("A003", "no-blank-line", "warning", "no empty line after the title", "put an empty line after the first line"),
    Code("Q001", "unclosed-quote", "warning", "the quotation is not closed", "add the closing quotation mark"),
)

# Every code by itself; iteration is in the order of the documentation.
CODES: Final[dict[str, Code]] = {row.code: row for row in _ROWS}


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
