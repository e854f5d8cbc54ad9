"""Rules of group A: the shape of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeddoc.articles import BLANK_LINES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.diagnostics import Diagnostic
    from seeddoc.rules._subject import Subject
    from seeddoc.settings import Options


def check_empty(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """A001: a text that is blank. The only rule that is asked for one."""
    if subject.is_blank:
        yield subject.finding("A001", 0, 0)


def check_paragraphs(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """A002: a title alone."""
    if not subject.article.paragraphs:
        title = subject.article.spans[0]
        yield subject.finding("A002", title.start, title.end)


def check_gap(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """A003: a title without an empty line after it."""
    article = subject.article
    if article.paragraphs and not BLANK_LINES.search(article.gap_after_title):
        title = article.spans[0]
        yield subject.finding("A003", title.start, title.end)
