"""Checks of a whole bundle: all that reading finds, and what is wrong with its articles and quotations.

In comes a bundle or a text, out come findings in the order of their places. Pure: nothing is changed, printed or
raised on account of content.
"""

from __future__ import annotations

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
from seeddoc.rules import find_faults
from seeddoc.rules.names import check_names
from seeddoc.settings import Settings
from seeddoc.writer import refusals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@lru_cache(maxsize=1)
def _default(_rules: int) -> Settings:
    """Return the standard settings for so many rules: another package may have added one."""
    return Settings()


def check(bundle: Bundle | Document | ParseResult | Input, settings: Settings | None = None) -> tuple[Diagnostic, ...]:
    """Check a bundle.

    Args:
        bundle: a text or file, of which everything is checked; what `parse` gave for it; or a bundle or document
            from anywhere, of which everything is checked that would keep it from being written and read.
        settings: which rules are on, what they allow, and how bad findings are; by default the standard ones.

    Returns:
        The findings, in the order of their places; none are errors where all is well.

    Raises:
        OSError: the file cannot be read. Nothing is raised on account of the content.
    """
    if settings is not None and not isinstance(settings, Settings):
        raise TypeError(f"settings is a Settings, such as Settings(preset='strict'), not {settings!r}")
    settings = settings or _default(len(CODES))
    if isinstance(bundle, Document):
        bundle = Bundle((bundle,))
    if isinstance(bundle, Bundle):
        documents, findings, filename = bundle, list(_bundle_findings(bundle)), None
    else:
        result = bundle if isinstance(bundle, ParseResult) else parse(bundle, limits=settings.limits)
        documents, findings, filename = result.bundle, list(result.diagnostics), result.filename
    return check_documents(documents, findings, settings, filename, Keeper(settings.limits.diagnostics))


def check_documents(
    documents: Iterable[Document],
    found: Iterable[Diagnostic],
    settings: Settings,
    filename: str | None,
    keeper: Keeper,
) -> tuple[Diagnostic, ...]:
    """Check documents, and add what was found when they were read.

    Args:
        documents: to be checked.
        found: when they were read.
        settings: of the rules.
        filename: that they come from.
        keeper: takes the findings that are to be kept.

    Returns:
        The findings of rules that are on, in the order of their places, as bad as the settings have them.
    """
    found, documents = tuple(found), tuple(documents)
    glued = {finding.end_position.offset for finding in found if finding.code == "B003"}
    everything = chain(
        (_with_fix(finding) for finding in found if finding.code in settings.codes),
        check_names(documents, settings, filename),
        chain.from_iterable(
            find_faults(document, settings, filename, is_glued=bool(glued) and _is_after(document, glued))
            for document in documents
        ),
    )
    findings = [
        each for each in (as_bad_as(each, settings) for each in everything) if keeper.takes(each.code, each.severity)
    ]
    return tuple(sorted(findings, key=by_place))


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
    """Return a finding as bad as the settings have it."""
    severity = settings.severity_of(finding.code)
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
