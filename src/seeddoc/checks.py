"""Checks of a whole bundle: all that reading finds, and what is wrong with its articles and quotations.

In comes a bundle or a text, out come findings in the order of their places. Pure: nothing is changed, printed or
raised on account of content; but `check` adds the rules of other packages to the tables when it is first called.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from seeddoc.diagnostics import CODES, Diagnostic, diagnostic
from seeddoc.documents import Bundle, Document
from seeddoc.fixes import Edit, Fix
from seeddoc.limits import Keeper
from seeddoc.positions import START
from seeddoc.reader import Input, ParseResult, parse
from seeddoc.results import Findings
from seeddoc.rules import Guard, RuleFailedError, find_faults, load_rules_once
from seeddoc.rules.names import check_names
from seeddoc.settings import Settings
from seeddoc.writer import refusals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from seeddoc.diagnostics import Severity


@lru_cache(maxsize=1)
def _default(_rules: int) -> Settings:
    """Return the standard settings for so many rules: another package may have added one."""
    return Settings()


def check(bundle: Bundle | Document | ParseResult | Input, settings: Settings | None = None) -> Findings:
    """Check a bundle, by the rules of seeddoc and of all packages that are installed, as `seeddoc check` does.

    Those of other packages are loaded when it is first called. To name one of them in settings before that, call
    `seeddoc.rules.load_rules` first; to do without them, `ignore` their codes.

    Args:
        bundle: a text or file, of which everything is checked; what `parse` gave for it; or a bundle or document
            from anywhere, of which everything is checked that would keep it from being written and read.
        settings: which rules are on, what they allow, and how bad findings are; by default the standard ones.

    Returns:
        The findings, in the order of their places; none are errors where all is well. It is a tuple that knows how
        many findings there were beyond `Limits.diagnostics`: its `left_out`, and by severity its `surplus`.

    Raises:
        OSError: the file cannot be read. Nothing is raised on account of the content.
        RuleError: rules of a package cannot be loaded; or, as a `RuleFailedError` with all that was found, one raised
            something.
    """
    load_rules_once()
    if settings is not None and not isinstance(settings, Settings):
        raise TypeError(f"settings is a Settings, such as Settings(preset='strict'), not {settings!r}")
    settings = settings or _default(len(CODES))
    if isinstance(bundle, Document):
        bundle = Bundle((bundle,))
    if isinstance(bundle, Bundle):
        result = ParseResult(bundle, tuple(_bundle_findings(bundle)), (), (bundle.dialect,))
    else:
        result = bundle if isinstance(bundle, ParseResult) else parse(bundle, limits=settings.limits)
    keeper, guard = Keeper(settings.limits.diagnostics), Guard()
    found = check_documents(result.bundle, result.diagnostics, settings, result.filename, keeper, guard)
    everything = Findings(found, count_surplus(result.surplus, keeper.surplus, settings))
    if guard.faults:
        raise RuleFailedError(guard.faults, everything) from guard.first
    return everything


def check_documents(
    documents: Iterable[Document],
    found: Iterable[Diagnostic],
    settings: Settings,
    filename: str | None,
    keeper: Keeper,
    guard: Guard,
) -> tuple[Diagnostic, ...]:
    """Check documents, and add what was found when they were read.

    Args:
        documents: to be checked.
        found: when they were read.
        settings: of the rules.
        filename: that they come from.
        keeper: takes the findings that are to be kept.
        guard: asks the rules of other packages, and keeps what they raise.

    Returns:
        The findings of rules that are on, in the order of their places, as bad as the settings have them.
    """
    found, documents = tuple(found), tuple(documents)
    glued = {finding.end_position.offset for finding in found if finding.code == "B003"}
    everything = chain(
        (_with_fix(finding) for finding in found if finding.code in settings.codes),
        check_names(documents, settings, filename),
        chain.from_iterable(
            find_faults(document, settings, guard, filename, is_glued=bool(glued) and _is_after(document, glued))
            for document in documents
        ),
    )
    findings = [
        each for each in (as_bad_as(each, settings) for each in everything) if keeper.takes(each.code, each.severity)
    ]
    return tuple(sorted(findings, key=by_place))


def count_surplus(
    read: Iterable[tuple[str, int]], checked: Mapping[str, int], settings: Settings
) -> tuple[tuple[Severity, int], ...]:
    """Count what was not kept, by how bad it is; what was not kept in reading may be of a rule that is off."""
    found: Counter[Severity] = Counter()
    for code, number in (*read, *checked.items()):
        if code in settings.codes:
            found[settings.severity_of(code) or CODES[code].severity] += number
    return tuple(sorted(found.items()))


def _is_after(document: Document, ends: set[int]) -> bool:
    """Tell whether the opening marker of a document is one that ends at one of some offsets, with its line end."""
    start = document.position.offset if document.position else 0
    return not ends.isdisjoint(range(start - 2, start))


def _with_fix(finding: Diagnostic) -> Diagnostic:
    """Add its fix to what was found when a bundle was read: a byte order mark at its start can go."""
    if finding.code != "E004" or finding.offset:
        return finding
    return attrs.evolve(finding, fix=Fix("Remove it", (Edit(0, 1, ""),), safe=False))


def as_bad_as(finding: Diagnostic, settings: Settings) -> Diagnostic:
    """Return a finding as bad as the settings have it, and without a fix where they want none."""
    severity = settings.severity_of(finding.code)
    if finding.fix and not settings.may_fix(finding.code):
        finding = attrs.evolve(finding, fix=None)
    return attrs.evolve(finding, severity=severity) if severity else finding


def by_place(finding: Diagnostic) -> tuple[int, str]:
    """Return what findings of one file are sorted by."""
    return finding.offset, finding.code


def _bundle_findings(bundle: Bundle) -> Iterator[Diagnostic]:
    """Find what would keep the documents from being written."""
    names = set[str]()
    for document in bundle:
        yield from refusals(document)
        place, name = document.position or START, document.name
        if not name:
            yield diagnostic("N002", place)
        elif name in names:
            yield diagnostic("N001", place, detail=repr(name), document=name)
        names.add(name)
