"""Checking, beside reading what it has to look at: paragraphs, and their quotations where rules of group Q are on."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench import data
from bench.measure import MEGABYTE, Row, Settings, compare, speed_row
from bench.quoting import FOLDER
from seeddoc import Settings as Rules
from seeddoc import check, parse

if TYPE_CHECKING:
    from collections.abc import Callable

# At most twice the time of reading the same.
GOAL: Final = 0.5

_STANDARD: Final = Rules()
_WITHOUT_QUOTES: Final = Rules(ignore=["Q"])
_STRICT: Final = Rules(preset="strict")
_STRICT_WITHOUT_QUOTES: Final = Rules(preset="strict", ignore=["Q"])


def _read_articles(bundle: bytes) -> list[object]:
    return [document.article for document in parse(bundle).bundle]


def _read_paragraphs(bundle: bytes) -> list[object]:
    return [document.article.paragraphs for document in parse(bundle).bundle]


def _read_quotes(bundle: bytes) -> list[object]:
    return [document.article.quotes for document in parse(bundle).bundle]


def _measure(label: str, bundle: bytes, runs: int) -> list[Row]:
    articles, quotes = partial(_read_articles, bundle), partial(_read_quotes, bundle)
    paragraphs = partial(_read_paragraphs, bundle)
    check(bundle, _STRICT)  # it loads the rules
    quotes()
    # What is found costs as well, and of matters of style there is much: no goal is set for the strict rules.
    cases: tuple[tuple[str, Callable[[], object], Rules, float], ...] = (
        ("check, beside parse and quotes", quotes, _STANDARD, GOAL),
        ("check without Q, beside parse and paragraphs", paragraphs, _WITHOUT_QUOTES, GOAL),
        # An article is lazy: its paragraphs are made when they are asked for. This floor does without them.
        ("check without Q, beside parse and articles", articles, _WITHOUT_QUOTES, 0.0),
        ("strict, beside parse and quotes", quotes, _STRICT, 0.0),
        ("strict without Q, beside parse and articles", articles, _STRICT_WITHOUT_QUOTES, 0.0),
    )
    return [
        speed_row(f"{label}, {name}", len(bundle), compare(floor, partial(check, bundle, rules), runs), goal)
        for name, floor, rules, goal in cases
    ]


def run(settings: Settings) -> list[Row]:
    """Measure made-up articles, and those of the folder that the environment names."""
    made_up = data.bundle(data.named(round(settings.size * MEGABYTE / 20), data.articles()))
    rows = _measure("made-up news", made_up, settings.runs)
    folder = os.environ.get(FOLDER)
    if folder:
        files = ((path.name, path.read_bytes().decode()) for path in sorted(Path(folder).glob("*.txt")))
        rows += _measure("articles of the folder", data.bundle(files), settings.runs)
    return rows
