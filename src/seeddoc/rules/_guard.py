"""Asking rules of other packages: what one raises, or finds that is no finding, keeps no other from being asked.

In comes a rule with what it looks at; out come its findings, and what it raised as a `RuleFault` for each rule. Rules
of seeddoc's own are not asked through this: what they raise is a fault of seeddoc.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

import attrs

from seeddoc._alphabets import find_bad
from seeddoc.diagnostics import Diagnostic, Severity
from seeddoc.results import RuleFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from seeddoc.rules._subject import Subject
    from seeddoc.settings import Options

# Characters of a message that are told: it may hold a whole document.
TOLD: Final = 300
_SEVERITIES: Final = frozenset(get_args(Severity))


class Guard:
    """Asks rules about the documents of one file, and keeps what they raise.

    Attributes:
        first: what was raised first.
    """

    def __init__(self) -> None:
        self.first: BaseException | None = None
        self._faults: dict[str, RuleFault] = {}

    @property
    def faults(self) -> tuple[RuleFault, ...]:
        """What the rules raised, one for each of them."""
        return tuple(self._faults.values())

    def ask(
        self,
        code: str,
        package: str,
        check: Callable[[Subject, Options], Iterator[Diagnostic]],
        subject: Subject,
        options: Options,
    ) -> Iterator[Diagnostic]:
        """Yield what a rule finds, until it raises.

        Args:
            code: of the rule.
            package: that it comes from.
            check: its function.
            subject: the document.
            options: of the settings.
        """
        findings: Iterator[Diagnostic] | None = None
        while True:
            try:
                findings = iter(check(subject, options)) if findings is None else findings
                finding = _checked(next(findings), code, subject)
            except StopIteration:
                return
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # whatever a function of another package does
                self._keep(error, code, package, subject, check.__module__)
                return
            yield finding

    def _keep(self, error: BaseException, code: str, package: str, subject: Subject, module: str) -> None:
        self.first = self.first or error
        known = self._faults.get(code)
        new = RuleFault(code, package, subject.name, _tell(error, module))
        self._faults[code] = attrs.evolve(known, more=known.more + 1) if known else new


def _checked(finding: object, code: str, subject: Subject) -> Diagnostic:
    """Return a finding whose place has been worked out, so that nothing is left to go wrong later.

    A rule finds what has its own code: whoever turns that off would be told of another all the same, and whoever turns
    off the other would not know whom to ask. A fix that the rule made by itself, and not by `Subject.finding`, touches
    nothing but the document either.

    Raises:
        TypeError, ValueError: it is none, or cannot be told.
    """
    if not isinstance(finding, Diagnostic):
        raise TypeError(f"{finding!r} is no Diagnostic, which Subject.finding makes")
    if finding.code != code:
        raise ValueError(f"a finding has the code {finding.code!r}, which the rule {code} may not use")
    if finding.severity not in _SEVERITIES:
        raise ValueError(f"a finding of {code} has the severity {finding.severity!r}")
    if not _are_texts(finding.message, finding.document or "", finding.filename or ""):
        raise TypeError(f"a finding of {code} has a message, a document or a filename that is no text")
    if finding.end_position.offset < finding.position.offset:
        raise ValueError(f"a finding of {finding.code} ends before it begins")
    if finding.fix:
        start = subject.document.position.offset if subject.document.position else 0
        edits = finding.fix.edits
        if edits[0].start < start or edits[-1].end > start + len(subject.text):
            raise ValueError(f"a fix of {finding.code} is not within the document")
        if any(find_bad(edit.text) for edit in edits):
            raise ValueError(f"a fix of {finding.code} puts in what UTF-8 cannot write")
    return finding


def _are_texts(*values: object) -> bool:
    return all(isinstance(value, str) for value in values)


def _tell(error: BaseException, module: str) -> str:
    """Tell what was raised in one line, with the last place in a rule's own package that it came through."""
    told = " ".join("".join(traceback.format_exception_only(error)).split())
    told = told if len(told) <= TOLD else f"{told[: TOLD - 1]}…"
    top = module.partition(".")[0]
    places = [
        f" ({Path(frame.f_code.co_filename).name}, line {line})"
        for frame, line in traceback.walk_tb(error.__traceback__)
        if str(frame.f_globals.get("__name__")).partition(".")[0] == top
    ]
    return told + (places[-1] if places else "")
