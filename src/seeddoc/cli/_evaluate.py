"""`seeddoc evaluate`: how well speakers are found, against a corpus in which people marked them.

`seeddoc.evaluation` says what the figures mean.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
import click

from seeddoc.cli._options import color_option, format_option
from seeddoc.cli._workers import spread, workers_option
from seeddoc.evaluation import (
    calibrate,
    english_without,
    find_entries,
    find_mistakes,
    judge,
    predict_text,
    read_entry,
    score_detection,
    score_group,
    score_rules,
    with_closing_commas,
)
from seeddoc.evaluation.judging import GROUPS
from seeddoc.evaluation.mistakes import MISTAKE_KINDS
from seeddoc.quotes.english import english
from seeddoc.quotes.joining import JOINS
from seeddoc.reports import visible_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seeddoc.cli._output import Output
    from seeddoc.evaluation import Calibration, Entry, Judgement, Mistake, RuleScore
    from seeddoc.quotes.language import Language
    from seeddoc.reports import Line, Role

# The most characters of a quotation or a speaker that are printed.
_SHOWN: Final = 90
_NONE: Final = "-"


@attrs.frozen
class _Wanted:
    """What is told besides the scores; of errors, how many of each kind, or None."""

    rules: bool
    calibration: bool
    errors: int | None


def _judge(language: Language | None, closing_commas: bool, entry: Entry) -> Judgement:
    article = read_entry(entry)
    predictions = predict_text(article.text, language)
    if closing_commas:
        predictions = with_closing_commas(article.text, predictions)
    return judge(article.name, article.text, article.gold, predictions)


def _first_of_each_kind(mistakes: Iterable[Mistake], most: int) -> list[Mistake]:
    seen = Counter[str]()
    kept = []
    for mistake in mistakes:
        seen[mistake.kind] += 1
        if not most or seen[mistake.kind] <= most:
            kept.append(mistake)
    return kept


# --- As data --------------------------------------------------------------------------------------------


def _to_data(judgements: Sequence[Judgement], wanted: _Wanted) -> dict[str, object]:
    data: dict[str, object] = {"articles": len(judgements)}
    data |= {group: attrs.asdict(score_group(judgements, group)) for group in GROUPS}
    data["detection"] = attrs.asdict(score_detection(judgements))
    if wanted.rules:
        data["rules"] = [attrs.asdict(each) for each in score_rules(judgements)]
    if wanted.calibration:
        calibration = calibrate(judgements)
        data["calibration"] = calibration and attrs.asdict(calibration)
    if wanted.errors is not None:
        mistakes = [mistake for each in judgements for mistake in find_mistakes(each)]
        counts = Counter(mistake.kind for mistake in mistakes)
        data["error_counts"] = {kind: counts[kind] for kind in MISTAKE_KINDS}
        data["errors"] = [_mistake_data(each) for each in _first_of_each_kind(mistakes, wanted.errors)]
    return data


def _mistake_data(mistake: Mistake) -> dict[str, object]:
    data = attrs.asdict(mistake, filter=attrs.filters.exclude("position"))
    return data | {"line": mistake.position.line, "column": mistake.position.column}


# --- As lines -------------------------------------------------------------------------------------------


def _to_lines(judgements: Sequence[Judgement], wanted: _Wanted) -> Iterator[Line]:
    yield from _score_lines(judgements)
    if wanted.rules:
        yield ()
        yield from _rule_lines(score_rules(judgements))
    if wanted.calibration:
        yield ()
        yield from _calibration_lines(calibrate(judgements))
    if wanted.errors is not None:
        mistakes = [mistake for each in judgements for mistake in find_mistakes(each)]
        counts = Counter(mistake.kind for mistake in mistakes)
        yield ()
        yield ("errors    ", "dim"), (", ".join(f"{counts[kind]:,} {kind}" for kind in MISTAKE_KINDS), "")
        for mistake in _first_of_each_kind(mistakes, wanted.errors):
            yield ()
            yield from _mistake_lines(mistake)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[Line]:
    """Lay out a table: the first column is flush left, the others flush right."""
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    return [_row(header, widths, "dim"), *(_row(row, widths, "title") for row in rows)]


def _row(cells: Sequence[str], widths: Sequence[int], role: Role) -> Line:
    first, *others = cells
    padded = (f"  {cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True))
    return (f"{first:<{widths[0]}}", "dim"), ("".join(padded).rstrip(), role)


def _shares(*shares: float) -> list[str]:
    return [f"{share:.1f}" for share in shares]


def _score_lines(judgements: Sequence[Judgement]) -> Iterator[Line]:
    yield ("articles  ", "dim"), (f"{len(judgements):,}", "title")
    yield ()
    rows = []
    for group in GROUPS:
        score = score_group(judgements, group)
        shares = (score.precision, score.recall, score.f1, score.exact_recall, score.cue_recall)
        rows.append([f"speakers, {group}", f"{score.gold:,}", f"{score.predicted:,}", *_shares(*shares)])
    detection = score_detection(judgements)
    rows.append(["quotations", "", "", *_shares(detection.precision, detection.recall), "", "", ""])
    yield from _table(("", "gold", "found", "precision", "recall", "F1", "exact recall", "cue recall"), rows)


def _rule_lines(scores: Iterable[RuleScore]) -> list[Line]:
    header = ("rule", "direct", "right", "exact", "recall", "all", "right", "exact", "recall")
    rows = []
    for score in scores:
        row = [score.rule or _NONE]
        for share in (score.direct, score.all):
            row += [f"{share.predicted:,}", *_shares(share.right, share.exact, share.recall)]
        rows.append(row)
    return _table(header, rows)


def _calibration_lines(calibration: Calibration | None) -> Iterator[Line]:
    if calibration is None:
        yield (("No speaker has a confidence.", ""),)
        return
    rows = (
        [f"{each.low:.1f} to {each.high:.1f}", f"{each.predicted:,}", *_shares(each.confidence, each.right)]
        for each in calibration.bins
        if each.predicted
    )
    yield from _table(("confidence", "found", "mean", "right"), rows)
    yield ("mean and right are apart by ", "dim"), (f"{calibration.error:.1f}", "title")


def _mistake_lines(mistake: Mistake) -> Iterator[Line]:
    place = f"{visible_line(mistake.article)}:{mistake.position.line}:{mistake.position.column}:"
    speakers = " · ".join(map(_shorten, mistake.gold_speaker)) or _NONE
    found = _NONE if mistake.speaker is None else f"{_shorten(mistake.speaker)} ({mistake.rule or _NONE})"
    yield (place, "place"), (" ", ""), (mistake.kind, "error")
    yield ((f"  {_shorten(mistake.quote)}", ""),)
    yield ("  gold   ", "dim"), (f"{speakers} ({mistake.gold_kind or 'no quotation'})", "")
    yield ("  found  ", "dim"), (found, "")


def _shorten(text: str) -> str:
    text = visible_line(" ".join(text.split()))
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


# --- The command ----------------------------------------------------------------------------------------


class _Command(click.Command):
    """A command whose option `--errors` takes a number, or none: what follows it may be the folder."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        pairs = zip_longest(args, args[1:], fillvalue="")
        given = ["--errors=0" if word == "--errors" and not after.isdecimal() else word for word, after in pairs]
        return super().parse_args(ctx, given)


def _language(without: Sequence[str]) -> Language | None:
    try:
        return english_without(without) if without else None
    except ValueError as error:
        names = ", ".join(rule.name for rule in (*english().rules, *JOINS))
        raise click.UsageError(f"{error}; there are {names}") from error


@click.command("evaluate", cls=_Command, short_help="Score the speakers against an annotated corpus.")
@click.argument("directory", metavar="CORPUS_DIR", type=click.Path())
@click.option("--by-rule", "rules", is_flag=True, help="Tell what each rule adds.")
@click.option(
    "--errors",
    metavar="[N]",
    type=click.IntRange(min=0),
    help="List what is wrong, missed and spurious: all, or the first N of each.",
)
@click.option("--calibration", is_flag=True, help="Hold the confidence against what is right, in ten bins.")
@click.option(
    "--articles", "only", multiple=True, metavar="GLOB", help="Only articles of such a name; may be repeated."
)
@click.option(
    "--except", "left_out", multiple=True, metavar="GLOB", help="No articles of such a name; may be repeated."
)
@click.option(
    "--without", multiple=True, metavar="RULE", help="Leave a rule out, to see what it adds; may be repeated."
)
@click.option(
    "--closing-commas",
    is_flag=True,
    help="Take the comma that closes an apposition before its verb into the speaker, as PolNeAR's annotators do.",
)
@format_option("text", "json")
@workers_option
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@color_option
@click.pass_obj
def evaluate_command(
    output: Output,
    directory: str,
    rules: bool,
    errors: int | None,
    calibration: bool,
    only: tuple[str, ...],
    left_out: tuple[str, ...],
    without: tuple[str, ...],
    closing_commas: bool,
    form: str,
    workers: int | None,
    as_json: bool,
) -> int:
    """Score how well speakers are found, against a corpus in which people marked them.

    CORPUS_DIR is a split of PolNeAR, or another folder with text/NAME.txt and attributions/NAME_WHO.ann (brat
    standoff). A gold quotation is what stands between double quotation marks; it is direct if it is all of what was
    marked as said, mixed if it is a part. A speaker is right where it overlaps the one that was marked and is
    not much longer.
    """
    language = _language(without)
    entries = find_entries(Path(directory), only, left_out)
    judged = spread(output, entries, partial(_judge, language, closing_commas), workers, "evaluating")
    judgements = tuple(judgement for _, judgement in judged)
    wanted = _Wanted(rules, calibration, errors)
    if as_json or form == "json":
        output.write_json(_to_data(judgements, wanted))
    else:
        output.print(*_to_lines(judgements, wanted))
    return 0
