"""The rules: what is looked for in each document, a pure function for each code, in one table.

In comes a `Subject`, one document, with the options of the settings; out come findings. What reading finds (groups B,
N, I and much of E) is no rule of these; its rows are in the same table of codes. A rule of another package is a
`Rule`, or several, that its entry point of the group `seeddoc.rules` names; `load_rules` adds them to the tables.

No rule changes, prints or raises anything, and none looks at more than it must. One of another package that raises all
the same keeps no other from being asked (`seeddoc.rules._guard`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from seeddoc.diagnostics import CODES, Code
from seeddoc.errors import SeedDocError
from seeddoc.rules import articles, encoding, files
from seeddoc.rules._guard import Guard
from seeddoc.rules._subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from importlib.metadata import EntryPoint

    from seeddoc.diagnostics import Diagnostic
    from seeddoc.documents import Document
    from seeddoc.results import Findings, RuleFault
    from seeddoc.settings import Options, Settings

    Check: TypeAlias = Callable[[Subject, Options], Iterator[Diagnostic]]
    CheckAcross: TypeAlias = Callable[[Sequence[files.Placed]], Iterator[tuple[int, Diagnostic]]]

__all__ = [
    "ACROSS",
    "PACKAGES",
    "RULES",
    "Guard",
    "Rule",
    "RuleError",
    "RuleFailedError",
    "Subject",
    "add_rule",
    "find_faults",
    "load_rules",
    "load_rules_once",
]

# What a blank text is asked, and nothing else.
BLANK_CODE: Final = "A001"


def _of_quotations(name: str) -> Check:
    """Return a rule about quotations that is loaded when it is first asked.

    The patterns of quotations take longer to make than all else that a check begins with, and no file needs them that
    a cache knows already.
    """

    def check(subject: Subject, options: Options) -> Iterator[Diagnostic]:
        from seeddoc.rules import quotations

        found: Iterator[Diagnostic] = getattr(quotations, name)(subject, options)
        return found

    return check


# The function of each code that is looked for in a document.
RULES: Final[dict[str, Check]] = {
    "E005": encoding.check_controls,
    "E006": encoding.check_bidi,
    "E007": encoding.check_normalization,
    "E008": encoding.check_no_break,
    "E009": encoding.check_blanks,
    "E010": encoding.check_mojibake,
    "E011": encoding.check_lost,
    "E012": encoding.check_zero_width,
    "A001": articles.check_empty,
    "A002": articles.check_paragraphs,
    "A003": articles.check_gap,
    "A004": articles.check_title_length,
    "A005": articles.check_title_end,
    "A006": articles.check_headings,
    "A007": articles.check_wrapping,
    "A008": articles.check_paragraph_length,
    "A009": articles.check_duplicates,
    "A010": articles.check_trailing,
    "A011": articles.check_final_newline,
    "Q001": _of_quotations("check_closed"),
    "Q002": _of_quotations("check_turned"),
    "Q003": _of_quotations("check_mixed"),
    "Q004": _of_quotations("check_nested"),
    "Q005": _of_quotations("check_speakers"),
    "Q006": _of_quotations("check_apostrophes"),
    "Q007": _of_quotations("check_opened"),
}

# And of each that is looked for across files.
ACROSS: Final[dict[str, CheckAcross]] = {
    "F001": files.check_names,
    "F002": files.check_texts,
    "F003": files.check_repeats,
    "F004": files.check_gaps,
    "F005": files.check_copies,
}


# The package of each code that is of another one.
PACKAGES: Final[dict[str, str]] = {}


def find_faults(
    document: Document, settings: Settings, guard: Guard, filename: str | None = None, *, is_glued: bool = False
) -> Iterator[Diagnostic]:
    """Find what is wrong with a document as an article, as far as rules are on; base64 is none.

    Args:
        document: it.
        settings: which rules are on, and what they allow.
        guard: asks the rules of other packages, and keeps what they raise.
        filename: of the file that it was read from.
        is_glued: whether its closing marker stands on its last line.
    """
    if document.is_base64:
        return
    if settings.per_file_ignores:
        settings = settings.for_path(document.name)
    if settings.cues:
        from seeddoc.quotes.english import english_with  # as `_of_quotations` has it

        document = document.with_language(english_with(settings.cues, settings.limits.quote_depth))
    subject, options = Subject(document, filename, is_glued=is_glued), settings.options
    codes = settings.codes & {BLANK_CODE} if subject.is_blank else settings.codes
    for code, check in _checks(codes, is_usual=subject.odd <= encoding.USUAL):
        package = PACKAGES.get(code)
        yield from guard.ask(code, package, check, subject, options) if package else check(subject, options)


@lru_cache(maxsize=64)
def _checks(codes: frozenset[str], *, is_usual: bool) -> tuple[tuple[str, Check], ...]:
    """Return the functions for codes, with them; for a text of usual characters those that may find something."""
    asked = codes - encoding.ODD_CODES if is_usual else codes
    return tuple((code, check) for code, check in RULES.items() if code in asked)


# --- Rules of other packages ------------------------------------------------------------------------------------

ENTRY_POINTS: Final = "seeddoc.rules"

# One letter is for the groups that are here, or will be.
_FOREIGN_CODE: Final = re.compile(r"[A-Z]{2,}[0-9]{3}")


class RuleError(SeedDocError):
    """A rule of another package that cannot be added: its message names the rule and what is wrong with it."""


class RuleFailedError(RuleError):
    """Rules of other packages that raised something while documents were checked; the others have been asked.

    Attributes:
        faults: what they raised, one for each rule.
        findings: all that was found.
    """

    def __init__(self, faults: tuple[RuleFault, ...], findings: Findings) -> None:
        self.faults = faults
        self.findings = findings
        super().__init__(faults, findings)

    def __str__(self) -> str:
        return "; ".join(map(str, self.faults))


@attrs.frozen
class Rule:
    """A rule for documents: its row of the table of codes, and the function that looks for it.

    Attributes:
        code: the row; a code of another package has two capital letters or more and three digits.
        check: takes a `Subject` and the `Options` of the settings, and yields what `Subject.finding` makes.
    """

    code: Code
    check: Check


def add_rule(rule: Rule, package: str = "") -> None:
    """Add a rule of another package to the tables; one that is there already is left as it is.

    Args:
        rule: it.
        package: the distribution that it comes from; by default its function's module stands for that.

    Raises:
        RuleError: its code is none for other packages, or its code or name stands for another rule.
    """
    code, name = rule.code.code, rule.code.name
    if not _FOREIGN_CODE.fullmatch(code):
        raise RuleError(f"the code {code!r} is not two capital letters or more and three digits, such as 'XY001'")
    others = [row for row in CODES.values() if row != rule.code and (row.code == code or row.name == name)]
    if others:
        raise RuleError(f"the rule {code} {name} cannot be added: {others[0].code} {others[0].name} is there")
    CODES.setdefault(code, rule.code)
    RULES.setdefault(code, rule.check)
    PACKAGES.setdefault(code, package or rule.check.__module__)
    _checks.cache_clear()


def load_rules() -> None:
    """Add the rules of all packages that are installed; doing it again adds nothing.

    Raises:
        RuleError: a package's rules cannot be loaded or added; its message names the entry point.
    """
    from importlib.metadata import entry_points

    for point in entry_points(group=ENTRY_POINTS):
        try:
            for rule in _load(point):
                add_rule(rule, point.dist.name if point.dist else "")
        except Exception as error:
            raise RuleError(f"the entry point {point.name!r} ({point.value}): {error}") from error


@lru_cache(maxsize=1)
def load_rules_once() -> None:
    """Do what `load_rules` does, the first time: what is installed later is not seen.

    Raises:
        RuleError: as it does; it is tried again the next time.
    """
    load_rules()


def _load(point: EntryPoint) -> Iterable[Rule]:
    loaded = point.load()
    rules = tuple(loaded) if isinstance(loaded, Iterable) else (loaded,)
    for rule in rules:
        if not isinstance(rule, Rule):
            raise TypeError(f"{rule!r} is no seeddoc.rules.Rule")
    return rules
