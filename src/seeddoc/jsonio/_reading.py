"""JSON as models.

In comes JSON text, or the same as dicts and lists. It is looked at for faults first, and models are built of what
has none; all of its faults go out as one `JsonError`.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from seeddoc.articles import Article, Layout, Paragraph
from seeddoc.dialects import PRESETS, Dialect
from seeddoc.documents import Bundle, Document, read_document
from seeddoc.errors import JsonError
from seeddoc.jsonio._article_faults import lone_article_faults
from seeddoc.jsonio._faults import bundle_faults, document_faults
from seeddoc.jsonio._fields import ARTICLE, BUNDLE, DOCUMENT, MENTIONS, moved
from seeddoc.jsonio._kinds import shown
from seeddoc.jsonio._problems import refuse, under
from seeddoc.quotes import Candidate, Mention, Quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from seeddoc.jsonio._fields import Model
    from seeddoc.jsonio._kinds import Data
    from seeddoc.jsonio._problems import Problem


def from_json(data: str | bytes) -> Bundle | Document | Article:
    """Read a bundle, a document or an article from JSON.

    Args:
        data: JSON text; bytes are UTF-8, or UTF-16 or UTF-32 as `json.loads` tells them apart.

    Returns:
        The value. Its quotes are those of the JSON, also where others would be found in the text. An article
        alone gets the canonical layout: JSON has no white space between paragraphs. What was read with faults is
        read again as the bundle alone: its `diagnostics` and `outside` are checked, and left out.

    Raises:
        JsonError: it is no JSON, an object has a key twice, or it is not what the schema says, or texts and
            offsets do not agree. All that is wrong is in its `problems`.
    """
    twice: dict[str, None] = {}

    def build(pairs: list[tuple[str, Any]]) -> Data:
        built = dict(pairs)
        if len(built) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            twice.update((key, None) for key in built if counts[key] > 1)
        return built

    try:
        loaded = json.loads(data, object_pairs_hook=build)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise JsonError([("$", f"not JSON: {error.msg}, at {where}")]) from None
    except (ValueError, RecursionError) as error:  # not UTF-8, a number of 4301 digits, 100,000 brackets
        raise JsonError([("$", f"not JSON that can be read: {error}")]) from None
    refuse([("$", f"an object has the key {shown(key)} more than once") for key in twice])
    return from_data(loaded)


def from_data(data: object) -> Bundle | Document | Article:
    """Read what `to_data` returns, or `json.loads` of some JSON.

    Raises:
        JsonError: as of `from_json`.
    """
    return _checked(data).build(data)


class _Shape(NamedTuple):
    """What may stand at the top: told apart by its keys."""

    model: Model
    keys: tuple[str, str]
    faults: Callable[[Any], Iterator[Problem]]
    build: Callable[[Any], Bundle | Document | Article]


def _checked(data: object) -> _Shape:
    """Return what data is, without any fault.

    Raises:
        JsonError: it has faults.
    """
    shape = _shape_of(data)
    refuse(tuple(under("$", shape.faults(data))))
    return shape


def _shape_of(data: object) -> _Shape:
    for shape in _SHAPES:
        if isinstance(data, dict) and any(key in data for key in shape.keys):
            return shape
    known = ", ".join(f"{each.model.name} ({' and '.join(each.keys)})" for each in _SHAPES)
    raise JsonError([("$", f"expected an object with the keys of one of: {known}")])


# --- Building: of data without faults ------------------------------------------------------------------


def _build_bundle(data: Data) -> Bundle:
    spelled = data["dialect"]
    dialect = PRESETS[spelled] if isinstance(spelled, str) else Dialect(**spelled)
    return Bundle([_build_document(document) for document in data["documents"]], dialect)


def _build_document(data: Data) -> Document:
    # Unchecked, as it has no faults but lone surrogates in names and values, which `parse` returns too.
    attributes = tuple((key, value) for key, value in data["attributes"])
    document = read_document(data["name"], data["text"], attributes, data["complete"], None, 0)
    if data["article"] is not None:
        _keep_article(document, _build_article(data["article"], Layout(data["text"])))
    return document


def _keep_article(document: Document, article: Article) -> None:
    """Have a document return this article, quotes included, and not read its text again."""
    object.__setattr__(document, "_article", article)


def _build_article(data: Data, layout: Layout | None = None) -> Article:
    starts = [paragraph["start"] for paragraph in data["paragraphs"]]
    paragraphs = [
        Paragraph(
            paragraph["text"],
            quotes=[_build_quote(quote, starts, number) for quote in paragraph["quotes"]],
        )
        for number, paragraph in enumerate(data["paragraphs"])
    ]
    return Article(data["title"], paragraphs, layout=layout)


def _build_quote(data: Data, starts: Sequence[int], number: int) -> Quote:
    parts = moved({**data}, -starts[number])
    for key in MENTIONS:
        parts[key] = None if data[key] is None else _build_mention(data[key], starts, number)
    runner_up = data["runner_up"]
    if runner_up is not None:
        speaker = _build_mention(runner_up["speaker"], starts, number)
        parts["runner_up"] = Candidate(**{**runner_up, "speaker": speaker})
    parts["children"] = [_build_quote(child, starts, number) for child in data["children"]]
    return Quote(**parts)


def _build_mention(data: Data, starts: Sequence[int], number: int) -> Mention:
    return Mention(**moved({**data}, -starts[number + data["paragraph"]]))


_SHAPES: Final = (
    _Shape(BUNDLE, ("format", "documents"), bundle_faults, _build_bundle),
    _Shape(DOCUMENT, ("name", "text"), document_faults, _build_document),
    _Shape(ARTICLE, ("title", "paragraphs"), lone_article_faults, _build_article),
)
