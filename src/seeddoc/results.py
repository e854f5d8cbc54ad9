"""What checking gave for one file, as a value: for whoever reports, fixes, compares or caches it.

It knows nothing of how files are read, which rules there are or how findings are written.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

import attrs

from seeddoc.diagnostics import Diagnostic, Severity
from seeddoc.positions import Where

if TYPE_CHECKING:
    from collections.abc import Iterable


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
class RuleFault:
    """A rule of another package that raised something when it was asked about a document.

    Attributes:
        code: of the rule.
        package: the distribution that it comes from; its module where that is not known.
        document: the name of the first document for which it did; None for an anonymous one.
        error: what was raised, with its type and where, in one line.
        more: for how many more documents of the file it did.
    """

    code: str
    package: str
    document: str | None
    error: str
    more: int = 0

    def __str__(self) -> str:
        where = f"for the document {self.document!r}" if self.document else "for an anonymous document"
        more = f" and {self.more} more" if self.more else ""
        return f"the rule {self.code} of the package {self.package!r} failed {where}{more}: {self.error}"


class Findings(tuple[Diagnostic, ...]):  # noqa: SLOT001 (a tuple has no room for slots)
    """Findings, in the order of their places: a tuple that knows how many more there were.

    Attributes:
        surplus: severities, and how many findings of each are left out: those beyond `Limits.diagnostics`.
    """

    surplus: tuple[tuple[Severity, int], ...]

    def __new__(cls, findings: Iterable[Diagnostic] = (), surplus: Iterable[tuple[Severity, int]] = ()) -> Self:
        """Make them."""
        made = super().__new__(cls, findings)
        made.surplus = tuple(surplus)
        return made

    @property
    def left_out(self) -> int:
        """How many findings are left out."""
        return sum(number for _, number in self.surplus)


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
        faults: of rules of other packages, which found no more of the documents that they name.
    """

    path: str
    text: str = attrs.field(repr=False)
    documents: int
    findings: tuple[Diagnostic, ...]
    entries: tuple[Entry, ...] = attrs.field(default=(), repr=False)
    surplus: tuple[tuple[Severity, int], ...] = ()
    faults: tuple[RuleFault, ...] = ()

    @property
    def left_out(self) -> int:
        """How many findings are not among `findings`, since there are more than `Limits.diagnostics`."""
        return sum(number for _, number in self.surplus)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text; only a line feed ends one."""
        return self.text.split("\n")
