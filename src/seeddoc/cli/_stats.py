"""`seeddoc stats`: what there is, in numbers."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Final

import attrs
import click

from seeddoc.cli._options import (
    PATHS_HELP,
    color_option,
    cues_option,
    format_option,
    in_language,
    paths_argument,
    to_sources,
)
from seeddoc.cli._workers import work, workers_option
from seeddoc.diagnostics import Diagnostic
from seeddoc.errors import ArticleError
from seeddoc.reports import count, visible_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seeddoc.articles import Article
    from seeddoc.cli._output import Output
    from seeddoc.documents import Document
    from seeddoc.quotes.language import Language
    from seeddoc.reader import ParseResult
    from seeddoc.reports import Line

# A word: what stands between white space and has a letter or a digit.
_WORD: Final = re.compile(r"[^\W_]\S*")
TOP: Final = 10


def count_words(text: str) -> int:
    """Count the words of a text: what stands between white space and has a letter or a digit."""
    return sum(1 for _ in _WORD.finditer(text))


@attrs.define
class Stats:
    """Numbers of documents, added up.

    Attributes:
        documents: all of them.
        articles: those that are neither empty nor base64; what follows is of these.
        paragraphs: without titles.
        words: with those of titles.
        quotes: outermost ones.
        attributed: quotes whose speaker is known.
        quoted_words: words in quotes.
        speakers: how many quotes each has, by the name that the article has for them.
    """

    documents: int = 0
    articles: int = 0
    paragraphs: int = 0
    words: int = 0
    quotes: int = 0
    attributed: int = 0
    quoted_words: int = 0
    speakers: Counter[str] = attrs.field(factory=Counter)

    @property
    def quoted_share(self) -> float:
        """The share of quoted words, from 0 to 1."""
        return self.quoted_words / self.words if self.words else 0.0

    def add(self, document: Document) -> None:
        """Count a document."""
        self.documents += 1
        if document.is_base64:
            return
        try:
            self._add_article(document.article)
        except ArticleError:
            return

    def include(self, other: Stats) -> None:
        """Add the numbers of documents that were counted elsewhere, after these."""
        for name in attrs.fields_dict(Stats):
            if name != "speakers":
                setattr(self, name, getattr(self, name) + getattr(other, name))
        self.speakers.update(other.speakers)

    def _add_article(self, article: Article) -> None:
        self.articles += 1
        self.paragraphs += len(article.paragraphs)
        self.words += count_words(article.title) + sum(count_words(each.text) for each in article.paragraphs)
        for quote in article.quotes:
            self.quotes += 1
            self.quoted_words += count_words(quote.text)
            if quote.speaker:
                self.attributed += 1
                self.speakers[" ".join((quote.speaker.name or quote.speaker.text).split())] += 1


def _to_data(stats: Stats) -> dict[str, object]:
    data = attrs.asdict(stats, filter=attrs.filters.exclude("speakers"))
    data["quoted_share"] = round(stats.quoted_share, 4)
    data["speakers"] = [{"name": name, "quotes": number} for name, number in stats.speakers.most_common()]
    return data


def _to_lines(stats: Stats) -> list[Line]:
    rows = [
        ("documents", stats.documents, ""),
        ("paragraphs", stats.paragraphs, ""),
        ("words", stats.words, ""),
        ("quotes", stats.quotes, f"{stats.attributed:,} with a speaker" if stats.quotes else ""),
        ("quoted words", stats.quoted_words, f"{stats.quoted_share:.1%} of all" if stats.words else ""),
        ("speakers", len(stats.speakers), ""),
    ]
    width = max(len(f"{number:,}") for _, number, _ in rows)
    lines: list[Line] = [
        ((f"{name:<12}  ", "dim"), (f"{number:>{width},}", "title"), (f"  {more}" if more else "", "dim"))
        for name, number, more in rows
    ]
    top = stats.speakers.most_common(TOP)
    if top:
        lines += [(), (("quotes  speaker", "dim"),)]
    for name, number in top:
        lines.append(((f"{number:>6,}  ", "title"), (visible_line(name), "")))
    if len(stats.speakers) > TOP:
        lines.append(((f"        and {count(len(stats.speakers) - TOP, 'other')}", "dim"),))
    return lines


@attrs.frozen
class _Counted:
    """What came of some files: their numbers, and what is wrong with them."""

    stats: Stats
    errors: tuple[Diagnostic, ...]


def _count(language: Language | None, results: Iterable[ParseResult]) -> _Counted:
    stats, errors = Stats(), list[Diagnostic]()
    for result in results:
        errors += result.errors
        for document in in_language(result.bundle, language):
            stats.add(document)
    return _Counted(stats, tuple(errors))


@click.command("stats", short_help="Count documents, words, quotations, speakers.", epilog=PATHS_HELP)
@paths_argument
@cues_option
@format_option("text", "json")
@workers_option
@color_option
@click.pass_obj
def stats_command(
    output: Output, paths: tuple[str, ...], language: Language | None, form: str, workers: int | None
) -> int:
    """Count documents, words, paragraphs and quotations, and who speaks most."""
    stats, errors = Stats(), 0
    for counted in work(output, to_sources(paths), partial(_count, language), workers, "counting"):
        output.complain(counted.errors)
        errors += len(counted.errors)
        stats.include(counted.stats)
    if form == "json":
        output.write_json(_to_data(stats))
    else:
        output.print(*_to_lines(stats))
    return 1 if errors else 0
