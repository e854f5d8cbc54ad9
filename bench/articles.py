"""From documents to titles, paragraphs, quotes and JSON, each beside the least that could do it."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING

from bench import data
from bench.measure import MEGABYTE, Row, Settings, compare, speed_row
from seeddoc import Bundle, Document, find_quotes, from_json, parse_article, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BLANK = re.compile(r"\n\s*\n")
_QUOTED = re.compile('“[^”]*”|"[^"]*"')


def _split(texts: Sequence[str]) -> list[list[str]]:
    return [_BLANK.split(text.strip()) for text in texts]


def _paragraphs(texts: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(paragraph.text for paragraph in parse_article(text).paragraphs) for text in texts]


def _find_marks(paragraphs: Sequence[Sequence[str]]) -> list[list[str]]:
    return [_QUOTED.findall(text) for each in paragraphs for text in each]


def _find_quotes(paragraphs: Sequence[Sequence[str]]) -> list[object]:
    return [find_quotes(each) for each in paragraphs]


def _read(texts: Sequence[str]) -> list[object]:
    return [parse_article(text) for text in texts]


def _place(texts: Sequence[str]) -> list[object]:
    return [[paragraph.position for paragraph in parse_article(text).paragraphs] for text in texts]


def _json_rows(texts: Sequence[str], size: int, runs: int) -> list[Row]:
    bundle = Bundle(tuple(Document(f"{number}.txt", text) for number, text in enumerate(texts)))
    try:
        written = to_json(bundle)
        plain = json.loads(written)
        from_json(written)
    except Exception as error:  # whatever it is, the other figures still count
        return [Row("JSON", note=f"left out: {error!r}")]
    cases: tuple[tuple[str, Callable[[], object], Callable[[], object]], ...] = (
        ("to_json, beside json.dumps", partial(json.dumps, plain), lambda: to_json(bundle)),
        ("from_json, beside json.loads", partial(json.loads, written), partial(from_json, written)),
    )
    return [speed_row(name, size, compare(floor, subject, runs)) for name, floor, subject in cases]


def run(settings: Settings) -> list[Row]:
    """Measure `parse_article`, `find_quotes` and JSON."""
    texts = [text for _, text in data.named(round(settings.size * MEGABYTE / 5), data.articles())]
    size = sum(len(text.encode()) for text in texts)
    paragraphs = _paragraphs(texts)
    split = partial(_split, texts)
    cases: tuple[tuple[str, Callable[[], object], Callable[[], object]], ...] = (
        ("parse_article, beside re.split", split, partial(_read, texts)),
        ("and texts of paragraphs", split, partial(_paragraphs, texts)),
        ("and positions of paragraphs", split, partial(_place, texts)),
        ("find_quotes, beside re.findall", partial(_find_marks, paragraphs), partial(_find_quotes, paragraphs)),
    )
    rows = [speed_row(name, size, compare(floor, subject, settings.runs)) for name, floor, subject in cases]
    few = texts[: max(1, len(texts) // 4)]
    return rows + _json_rows(few, sum(len(text.encode()) for text in few), settings.runs)
