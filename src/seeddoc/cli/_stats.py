"""`seeddoc stats`: what there is, in numbers."""

from __future__ import annotations

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
from seeddoc.counts import Stats
from seeddoc.diagnostics import Diagnostic
from seeddoc.reports import count, visible_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seeddoc.cli._output import Output
    from seeddoc.quotes.language import Language
    from seeddoc.reader import ParseResult
    from seeddoc.reports import Line

TOP: Final = 10


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
    counting = work(output, to_sources(paths), partial(_count, language), workers, "counting", in_chunks=True)
    for counted in counting:
        output.complain(counted.errors)
        errors += len(counted.errors)
        stats.include(counted.stats)
    if form == "json":
        output.write_json(_to_data(stats))
    else:
        output.print(*_to_lines(stats))
    return 1 if errors else 0
