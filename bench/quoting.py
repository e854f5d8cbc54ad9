"""From the text of articles to quotes with their speakers, beside `json.loads` of the same result.

The articles are made up: sentences of 25 words, built from syllables and function words, with a quotation every
420 characters, which is what news has, in the forms that news has. Thousands of word forms, and no article twice, so
that nothing that a reader keeps of one text helps it with the next. The environment variable `SEEDDOC_BENCH_TEXTS`
names a folder of articles (`*.txt`) to be measured as well.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from bench.measure import MEGABYTE, Row, Settings, compare, speed_row, spend
from seeddoc import Article, parse_article, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SEED: Final = 1_789
GOAL: Final = 25.0  # MB/s
FOLDER: Final = "SEEDDOC_BENCH_TEXTS"

_MARKS: Final = re.compile("[“”\"«»„]|''|``")

# --- Words ----------------------------------------------------------------------------------------------

_COMMON: Final = """
    the of and to in a that for on with was is as by at it from be has an were are have had not but this which would
    their they his he she her its who more will been about or one after than also could over into there when if all
    out so no some two last up other new what first between because before during against while where many through
    under only most since then them him such any own those three may even both still our we you your how just
"""
_ONSETS: Final = tuple("bcdfghjklmnprstvw") * 2 + ("bl", "br", "cl", "dr", "fr", "gr", "pl", "sh", "sp", "st", "tr")
_VOWELS: Final = tuple("aeiou") * 3 + ("ai", "ea", "ee", "ou")
_CODAS: Final = ("", "", "", "l", "m", "n", "ng", "r", "rt", "s", "st", "t")
_ENDINGS: Final = ("", "", "", "s", "s", "ed", "ing", "er", "ly", "ment", "’s", "al")
_STEMS: Final = 9_000
_NAMES: Final = 1_500

_SAID: Final = ("said",) * 12 + ("added", "told reporters", "wrote", "asked", "argued", "explained", "recalled")
_TOLD: Final = ("said",) * 8 + ("added", "warned", "wrote", "insisted", "noted", "acknowledged", "countered")
_TITLES: Final = ("Mr.", "Ms.", "Dr.", "Sen.", "Gov.", "Mayor", "President", "Professor")
_PRONOUNS: Final = ("he", "she", "they", "he", "she", "I")
_ROLES: Final = ("minister", "officials", "spokesman", "governor", "campaign", "coach", "report", "lawyer", "engineer")

# --- Articles -------------------------------------------------------------------------------------------

# The forms that quotations come in, and how often each does, in a hundred; the fields are those of `_Writer`.
_FORMS: Final = (
    ("{quote} {name} {said}.", 18),
    ("{quote} said {someone}. {sentence} {sentence}", 9),
    ("{quote} {name} {said}. {quotation}", 19),
    ("{quote} {name} {told}, “{words}.”", 4),
    ("{sentence} {Someone} {said}: {quotation}", 8),
    ("{Someone} {told} {words} {part} {words}.", 18),
    ("{Someone} called the {few} {part} and {part}. {sentence}", 6),
    ("The {words} {part}, according to {someone}. {sentence}", 3),
    ("{sentence} The so-called {part} {words}.", 14),
    ("“{sentence}\n\n“{sentence} {sentence}” {name} {said}.", 1),
)
_PLAIN: Final = (("{sentence}", 2), ("{sentence} {sentence}", 1))
_NAMED: Final = (
    ("{pronoun}", 25),
    ("the {few} {role}", 15),
    ("{title} {surname}", 15),
    ("{surname}", 20),
    ("{surname} {surname}", 25),
)
_SOMEONE: Final = (("{name}", 7), ("{surname} {surname}, the {few} of {surname}", 3))
_MARKED: Final = (("“{}”", 11), ('"{}"', 9))
_QUOTING: Final = 0.43  # the share of paragraphs with quotations


class _Writer:
    """Writes news that means nothing, the same for the same seed.

    Its items are what forms are filled with, each time others: `str.format_map` asks for them.
    """

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - the same news every time is what is wanted
        stems = [self._syllables(2) for _ in range(_STEMS)]
        forms = dict.fromkeys(stem + ending for stem in stems for ending in self._chance.choices(_ENDINGS, k=3))
        self._words = [*_COMMON.split(), *forms]
        # The rank of a word tells how often it comes, as in any language: four in ten are function words.
        self._weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(self._words))))
        self._surnames = tuple(self._syllables(2).capitalize() for _ in range(_NAMES))
        self._fields: dict[str, Callable[[], str]] = {
            "words": partial(self._write, 10),
            "few": partial(self._write, 3),
            "sentence": lambda: _begin(self._write(28)) + ".",
            "quote": lambda: self._form(_MARKED).format(_begin(self._write(15)) + ","),
            "quotation": lambda: self._form(_MARKED).format(_begin(self._write(15)) + "."),
            "part": lambda: f"“{self._write(4)}”",
            "name": lambda: self._fill(_NAMED),
            "someone": lambda: self._fill(_SOMEONE),
            "Someone": lambda: _begin(self._fill(_SOMEONE)),
            "said": partial(self._chance.choice, _SAID),
            "told": partial(self._chance.choice, _TOLD),
            "pronoun": partial(self._chance.choice, _PRONOUNS),
            "role": partial(self._chance.choice, _ROLES),
            "title": partial(self._chance.choice, _TITLES),
            "surname": partial(self._chance.choice, self._surnames),
        }

    def __getitem__(self, field: str) -> str:
        return self._fields[field]()

    def article(self) -> str:
        """Write a title and some twenty paragraphs."""
        kinds = self._chance.choices((_FORMS, _PLAIN), (_QUOTING, 1 - _QUOTING), k=self._chance.randint(12, 28))
        return "\n\n".join([self._write(8).title(), *map(self._fill, kinds)])

    def _form(self, forms: tuple[tuple[str, int], ...]) -> str:
        texts, shares = zip(*forms, strict=True)
        text: str = self._chance.choices(texts, shares)[0]
        return text

    def _fill(self, forms: tuple[tuple[str, int], ...]) -> str:
        return self._form(forms).format_map(self)

    def _syllables(self, most: int) -> str:
        pick, count = self._chance.choice, self._chance.randint(1, most)
        return "".join(pick(_ONSETS) + pick(_VOWELS) + pick(_CODAS) for _ in range(count))

    def _write(self, mean: int) -> str:
        """Write some words, a name or a comma every eight."""
        size = self._chance.randint(mean // 2, mean * 3 // 2)
        words = self._chance.choices(self._words, cum_weights=self._weights, k=size)
        for at in range(5, size, 8):
            words[at] = self["surname"] if self._chance.random() < 0.7 else f"{words[at]},"
        return " ".join(words)


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]


def made_up(size: int) -> Iterator[str]:
    """Yield articles of `size` bytes together."""
    writer = _Writer(SEED)
    while size > 0:
        text = writer.article()
        yield text
        size -= len(text.encode())


# --- Measuring ------------------------------------------------------------------------------------------


def _read(texts: Sequence[str]) -> list[Article]:
    """Read articles with their quotes, and look at every speaker."""
    articles = [parse_article(text) for text in texts]
    for article in articles:
        for quote in article.quotes:
            _ = quote.speaker and quote.speaker.text
    return articles


def _read_paragraphs(texts: Sequence[str]) -> list[list[str]]:
    return [[paragraph.text for paragraph in parse_article(text).paragraphs] for text in texts]


def _find_marks(texts: Sequence[str]) -> list[list[str]]:
    return [_MARKS.findall(text) for text in texts]


def _load(written: Sequence[str]) -> list[object]:
    return [json.loads(text) for text in written]


def _input_row(case: str, texts: Sequence[str], articles: Sequence[Article]) -> Row:
    quotes = [quote for article in articles for quote in article.quotes]
    figures = (
        ("MB", _size(texts) / MEGABYTE),
        ("quotes", float(len(quotes))),
        ("speakers", float(sum(quote.speaker is not None for quote in quotes))),
        ("chars a quote", sum(map(len, texts)) / max(len(quotes), 1)),
    )
    return Row(case, figures)


def _measure(label: str, texts: Sequence[str], runs: int) -> list[Row]:
    size = _size(texts)
    _read(texts[:1])  # it loads the rules
    first = spend(partial(_read, texts))
    articles = _read(texts)
    load = partial(_load, [to_json(article) for article in articles])
    find, read = partial(_find_marks, texts), partial(_read, texts)
    beside_json = compare(load, read, runs)
    speed = size / MEGABYTE / max(beside_json[1], 1e-9)
    goal = f"goal {GOAL:g} MB/s: {'met' if speed >= GOAL else 'MISSED'}"
    return [
        _input_row(label, texts, articles),
        attrs.evolve(speed_row(f"{label}, quotes, beside json.loads of the result", size, beside_json), note=goal),
        Row(f"{label}, quotes, the first time", (("seconds", first), ("MB/s", size / MEGABYTE / max(first, 1e-9)))),
        speed_row(f"{label}, quotes, beside re.findall of marks", size, compare(find, read, runs)),
        speed_row(f"{label}, paragraphs, beside the same", size, compare(find, partial(_read_paragraphs, texts), runs)),
    ]


def _size(texts: Sequence[str]) -> int:
    return sum(len(text.encode()) for text in texts)


def run(settings: Settings) -> list[Row]:
    """Measure made-up articles, and those of the folder that the environment names."""
    rows = _measure("made-up news", list(made_up(round(settings.size * MEGABYTE / 20))), settings.runs)
    folder = os.environ.get(FOLDER)
    if folder:
        texts = [path.read_bytes().decode() for path in sorted(Path(folder).glob("*.txt"))]
        rows += _measure("articles of the folder", texts, settings.runs)
    return rows
