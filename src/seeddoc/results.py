"""What checking gave for one file, as a value: for whoever reports, fixes, compares or caches it.

It knows nothing of how files are read, which rules there are or how findings are written.
"""

from __future__ import annotations

from functools import cached_property

import attrs

from seeddoc.diagnostics import Diagnostic, Severity
from seeddoc.positions import Where


@attrs.frozen
class Entry:
    """What is to be known of a document to compare it with those of other files.

    Attributes:
        name: of the document.
        digest: of its text without outer white space; b"" where it is blank or base64, or nothing asks for it.
        where: it begins, in its file.
        plain: whether it is all of a file without markers.
    """

    name: str
    digest: bytes
    where: Where
    plain: bool = False


@attrs.frozen
class CheckedFile:
    """One file with its findings.

    Attributes:
        path: as it was named, or the name that was given for standard input.
        text: what was read, decoded with surrogateescape: offsets of findings and fixes count its code points.
        documents: how many it holds.
        findings: in the order of their places.
        entries: its documents, for the rules across files; none where all those are off.
        surplus: severities, and how many findings of each are not among `findings`: those beyond `Limits.diagnostics`.
    """

    path: str
    text: str = attrs.field(repr=False)
    documents: int
    findings: tuple[Diagnostic, ...]
    entries: tuple[Entry, ...] = attrs.field(default=(), repr=False)
    surplus: tuple[tuple[Severity, int], ...] = ()

    @property
    def left_out(self) -> int:
        """How many findings are not among `findings`, since there are more than `Limits.diagnostics`."""
        return sum(number for _, number in self.surplus)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text; only a line feed ends one."""
        return self.text.split("\n")
