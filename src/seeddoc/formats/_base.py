"""What formats are made from and of: a report, a row of the table of formats, and JSON that any reader takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

from seeddoc.fingerprints import fingerprints
from seeddoc.reports import Line, count, printable, render_summary
from seeddoc.results import CheckedFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.diagnostics import Diagnostic
    from seeddoc.fixes import Fix

# "stable": what docs/output.md tells of it changes with a major version only. "free": it is for people.
Stability: TypeAlias = Literal["stable", "free"]

# Text as it is written, or lines of pieces that a terminal may colour.
Rendered: TypeAlias = str | tuple[Line, ...]

# Columns of a report that is written to a file.
WIDTH: Final = 100
# What is said of findings beyond the limit of those that are kept.
SURPLUS: Final = "Surplus findings count as new; raise the limit diagnostics to see them."


@attrs.frozen
class Problem:
    """A file that could not be checked, or not by all rules.

    Attributes:
        path: as it was named.
        message: why, in one line.
        partly: whether it was checked, but for a rule of another package that failed.
    """

    path: str
    message: str
    partly: bool = False


@attrs.frozen
class Report:
    """What a run of checks gave.

    Attributes:
        files: with their findings, in the order in which they were checked.
        problems: files that could not be checked, or not by all rules.
        known: how many findings a baseline left out.
        suppressed: how many findings suppressions left out.
        width: columns that an excerpt may take.
    """

    files: tuple[CheckedFile, ...]
    problems: tuple[Problem, ...] = ()
    known: int = 0
    suppressed: int = 0
    width: int = WIDTH

    @property
    def findings(self) -> Iterator[tuple[CheckedFile, Diagnostic]]:
        """Every finding with its file, whose path it has as its own."""
        for file in self.files:
            for finding in named_findings(file):
                yield file, finding

    @cached_property
    def fingerprints(self) -> tuple[str, ...]:
        """The fingerprint of every finding, in the order of `findings`."""
        return tuple(mark for marks in fingerprints(self.files) for mark in marks)

    @cached_property
    def found(self) -> Counter[str]:
        """How many findings there are of each severity."""
        return Counter(finding.severity for file in self.files for finding in file.findings)

    @property
    def surplus(self) -> int:
        """How many findings there are beyond the limit of those that are kept."""
        return sum(file.left_out for file in self.files)

    @property
    def summary(self) -> tuple[Line, ...]:
        """The last lines of a report for people; none where there was no file."""
        return (*(self._summarise() if self.files else ()), *self._count_problems())

    def _count_problems(self) -> Iterator[Line]:
        for partly, how in ((False, "checked"), (True, "checked in full")):
            paths = {problem.path for problem in self.problems if problem.partly is partly}
            if paths:
                yield ((f"{count(len(paths), 'file')} could not be {how}.", "error"),)

    def _summarise(self) -> Iterator[Line]:
        """Yield how much there is, how much of it can be mended, and how much is not shown."""
        faulty = sum(bool(file.findings) for file in self.files)
        documents = sum(file.documents for file in self.files)
        yield render_summary(self.found, files=len(self.files), faulty=faulty, documents=documents)
        fixes = Counter(finding.fix.safe for file in self.files for finding in file.findings if finding.fix)
        ways = ((fixes[True], "--fix"), (fixes[False], "--fix --unsafe-fixes"))
        mendable = ", ".join(f"{number:,} with {way}" for number, way in ways if number)
        if mendable:
            yield ((f"Can be mended: {mendable}.", "hint"),)
        kinds = (
            (self.known, "known finding"),
            (self.suppressed, "suppressed finding"),
            (self.surplus, "surplus finding"),
        )
        left_out = ", ".join(count(number, noun) for number, noun in kinds if number)
        if left_out:
            yield ((f"Not shown: {left_out}.", "dim"),)
        if self.surplus:
            yield ((SURPLUS, "hint"),)


@attrs.frozen
class Format:
    """One way to write a report.

    Attributes:
        name: what `--format` calls it.
        summary: what it is for, in one line.
        stability: "stable" where other programs may rely on it.
        render: what writes it.
        render_statistics: what writes the numbers of findings by code, where it can.
    """

    name: str
    summary: str
    stability: Stability
    render: Callable[[Report], Rendered]
    render_statistics: Callable[[Report], Rendered] | None = None


def named_findings(file: CheckedFile) -> Iterator[Diagnostic]:
    """Give the findings of a file, with its path as the name of theirs."""
    for finding in file.findings:
        yield finding if finding.filename == file.path else attrs.evolve(finding, filename=file.path)


def as_url_path(path: str) -> str:
    """Return a path with forward slashes, as reports for other programs have it."""
    return PurePath(path).as_posix()


def is_printable(fix: Fix) -> bool:
    """Tell whether UTF-8 can write what a fix puts in; else no other program can be told to do so."""
    return all(printable(edit.text) == edit.text for edit in fix.edits)
