"""Bundles, documents and articles as JSON and back, and the schema that says how they look.

In come models or JSON; out come JSON and models equal to those that went in. One table of fields for each
model drives the writing, the checks and the schema. In JSON every `start` and `end` counts code points in
the document's text (in `article.to_text()` for an article alone); the models count in their paragraph.

All that is wrong with some JSON is found at once and raised as one `JsonError`: no JSON raises anything else.
Reading first looks for faults, then builds models of what has none.

It knows nothing of files or markers.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import partial
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias, assert_never

import attrs

from seeddoc._grammar import CLOSER_KEYWORDS, KEY, OPENER_KEYWORDS, WHITE_SPACE
from seeddoc._integrity import is_base64
from seeddoc._markers import BLOCK_CLOSERS
from seeddoc.articles import Article, Layout, Paragraph, parse_article
from seeddoc.dialects import _NAMINGS, _SEPARATORS, PRESETS, Dialect
from seeddoc.documents import Bundle, Document, read_document
from seeddoc.errors import JsonError
from seeddoc.quotes import Mention, Quote
from seeddoc.quotes.models import KINDS

FORMAT: Final = "seeddoc"
VERSION: Final = 1

# Quotes in quotes: the deepest that is read. Those that `find_quotes` finds are far from it.
MAX_DEPTH: Final = 64

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SURROGATE_PAIR: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")

Data: TypeAlias = dict[str, Any]
# Where, as a path such as `$.documents[3].name` or the end of one, and what is wrong there.
Problem: TypeAlias = tuple[str, str]


# --- What a value may be -------------------------------------------------------------------------------


@attrs.frozen
class _Kind:
    """What a value may be, without what is inside of it.

    Attributes:
        expected: in words.
        accepts: tells whether a value is one.
        schema: as JSON Schema, together with what is inside.
    """

    expected: str
    accepts: Callable[[object], bool]
    schema: Data


def _is_integer(value: object) -> bool:
    return type(value) is int  # and no bool


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _typed(expected: str, types: type | tuple[type, ...], **schema: object) -> _Kind:
    return _Kind(expected, lambda value: isinstance(value, types), schema)


def _constant(constant: str | int) -> _Kind:
    def accepts(value: object) -> bool:
        return type(value) is type(constant) and value == constant

    return _Kind(_shown(constant), accepts, {"const": constant})


def _choice(values: Collection[str]) -> _Kind:
    expected = f"one of {', '.join(map(_shown, values))}"
    return _Kind(expected, lambda value: isinstance(value, str) and value in values, {"enum": [*values]})


def _ref(model: str) -> Data:
    return {"$ref": f"#/$defs/{model}"}


def _array(model: str) -> _Kind:
    return _typed("an array", list, type="array", items=_ref(model))


def _optional(model: str) -> _Kind:
    return _typed("an object or null", (dict, type(None)), oneOf=[_ref(model), {"type": "null"}])


def _shown(value: object) -> str:
    """Say in a message what a value is: short, and printable whatever it holds."""
    if isinstance(value, str):
        return json.dumps(value) if len(value) <= 40 else f"{json.dumps(value[:40])} (cut)"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int) and abs(value) >= 10**18:
        return "a number of more than 18 digits"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, dict):
        return "an object"
    return "an array" if isinstance(value, list) else f"a Python {type(value).__name__}"


_STRING: Final = _typed("a string", str, type="string")
_STRING_OR_NULL: Final = _typed("a string or null", (str, type(None)), type=["string", "null"])
_BOOLEAN: Final = _typed("true or false", bool, type="boolean")
_INTEGER: Final = _Kind("a whole number", _is_integer, {"type": "integer"})
_COUNT: Final = _Kind("a whole number, 0 or more", _is_count, {"type": "integer", "minimum": 0})

_NO_LINE_BREAK: Final[Data] = {"type": "string", "not": {"pattern": "\n"}}
_NAME: Final = _typed("a string", str, **_NO_LINE_BREAK)
_PAIR: Final[Data] = {
    "type": "array",
    "prefixItems": [{"type": "string", "pattern": f"^{KEY}$"}, _NO_LINE_BREAK],
    "items": False,
    "minItems": 2,
}
_PAIRS: Final = _typed("an array", list, type="array", items=_PAIR)
_DIALECT_OR_NAME: Final = _typed("a name or an object", (str, dict), oneOf=[{"enum": [*PRESETS]}, _ref("dialect")])


# --- The table of fields -------------------------------------------------------------------------------


class _Field(NamedTuple):
    name: str
    kind: _Kind
    about: str


class _Model:
    """How a model looks as a JSON object: all of its keys, in order; each has to be there.

    Args:
        name: in the schema.
        about: its description there.
        fields: names, kinds and descriptions.
    """

    def __init__(self, name: str, about: str, fields: Iterable[tuple[str, _Kind, str]]) -> None:
        self.name = name
        self.about = about
        self.fields = tuple(_Field(*field) for field in fields)
        self.names = tuple(field.name for field in self.fields)
        self.kinds = {field.name: field.kind for field in self.fields}
        self.checks = tuple((name, kind.accepts, kind.expected) for name, kind, _ in self.fields)
        self._values = attrgetter(*self.names)

    def plain(self, value: object) -> Data:
        """Return what an instance has under these names."""
        return dict(zip(self.names, self._values(value), strict=True))

    def has(self, data: Data, name: str) -> bool:
        """Tell whether data has a value of the right kind under a name."""
        return name in data and self.kinds[name].accepts(data[name])


_START = "Where it begins in the document's text (of an article alone: in its own), in code points from 0."
_END = "Where it ends there: the offset of the code point after its last one."

_BUNDLE: Final = _Model(
    "bundle",
    "Documents in their order.",
    (
        ("format", _constant(FORMAT), "Tells these files from others."),
        ("version", _constant(VERSION), "Of this schema."),
        ("dialect", _DIALECT_OR_NAME, "How markers are spelled: a preset's name, or all of it."),
        ("documents", _array("document"), "The same name may stand twice."),
    ),
)

_DIALECT: Final = _Model(
    "dialect",
    "How the markers of a bundle are spelled, where no preset spells them like this.",
    (
        ("name", _STRING, "Of the dialect; any."),
        ("opener", _choice(OPENER_KEYWORDS), "The keyword of the opening marker."),
        ("separator", _choice(_SEPARATORS), "What stands between a keyword and its label."),
        ("naming", _choice(_NAMINGS), "The key or quotation mark of names; empty for bare names."),
        (
            "closer",
            _choice((*CLOSER_KEYWORDS, *BLOCK_CLOSERS, "")),
            "The keyword of the closing marker, in block form the marker; empty without closers.",
        ),
        ("closing", _choice(("", "name")), "Whether the closer says the name again."),
        ("block", _BOOLEAN, "Whether the opener has no closing fence."),
        ("words", _BOOLEAN, "Whether an attribute with an empty value is written as a word."),
        ("line_end", _choice(("\n", "\r\n")), "Of marker lines; a text keeps its own."),
    ),
)

_DOCUMENT: Final = _Model(
    "document",
    "One named text.",
    (
        ("name", _NAME, "As in its marker; empty for an anonymous document."),
        ("text", _STRING, "Verbatim. Offsets count its code points, not bytes or UTF-16 units."),
        ("attributes", _PAIRS, "Pairs of key and value; keys are unique without ASCII case."),
        ("complete", _BOOLEAN, "Whether its end was found."),
        ("article", _optional("article"), "The text as an article; null if it is blank or base64."),
    ),
)

_ARTICLE: Final = _Model(
    "article",
    "A text as a title and paragraphs.",
    (
        ("title", _STRING, "One line, not blank, without outer white space."),
        ("paragraphs", _array("paragraph"), "In their order."),
    ),
)

_PARAGRAPH: Final = _Model(
    "paragraph",
    "One paragraph of an article.",
    (
        ("text", _STRING, "Verbatim, without outer white space and blank lines."),
        ("start", _COUNT, _START),
        ("end", _COUNT, _END),
        ("quotes", _array("quote"), "What is quoted in it: in their order, none in another."),
    ),
)

_QUOTE: Final = _Model(
    "quote",
    "What stands between quotation marks.",
    (
        ("text", _STRING, "The words without the marks, verbatim."),
        ("start", _COUNT, f"{_START} The opening mark is part of it."),
        ("end", _COUNT, f"{_END} The closing mark is part of it."),
        (
            "kind",
            _choice(sorted(KINDS)),
            "direct: a whole statement; mixed: words in an indirect one; bare: no speaker was found.",
        ),
        ("speaker", _optional("mention"), "Who speaks; null where that was not found."),
        ("cue", _optional("mention"), "The words that tell of the speaking, such as `said`."),
        ("closed", _BOOLEAN, "False where a closing mark is missing."),
        ("statement", _COUNT, "Numbers the statements of an article; their segments share it."),
        ("rule", _STRING_OR_NULL, "The name of the rule that gave the speaker."),
        ("children", _array("quote"), f"The quotes inside of it, at most {MAX_DEPTH} deep."),
    ),
)

_MENTION: Final = _Model(
    "mention",
    "A speaker or a cue, as it is written.",
    (
        ("text", _STRING, "The words, verbatim."),
        ("start", _COUNT, _START),
        ("end", _COUNT, _END),
        ("paragraph", _INTEGER, "How many paragraphs after the quote's own: 0 in it, -1 before."),
    ),
)

_MODELS: Final = (_BUNDLE, _DOCUMENT, _ARTICLE, _PARAGRAPH, _QUOTE, _MENTION, _DIALECT)


def json_schema() -> Data:
    """Return the JSON Schema (2020-12) of all that `to_json` writes, as a new dict.

    It describes the shape. That offsets and texts agree is what `from_json` checks on top.
    """
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:seeddoc:schema:{VERSION}",
        "title": "A seeddoc bundle, document or article",
        "oneOf": [_ref(shape.model.name) for shape in _SHAPES],
        "$defs": {model.name: _model_schema(model) for model in _MODELS},
    }
    return copy.deepcopy(schema)


def _model_schema(model: _Model) -> Data:
    return {
        "description": model.about,
        "type": "object",
        "properties": {name: {"description": about, **kind.schema} for name, kind, about in model.fields},
        "required": [*model.names],
        "additionalProperties": False,
    }


# --- Writing -------------------------------------------------------------------------------------------


def to_json(value: Bundle | Document | Article, *, indent: int | None = None) -> str:
    """Write a bundle, a document or an article as JSON.

    Args:
        value: what to write.
        indent: how many spaces each level is indented by; None for one line.

    Returns:
        Text that can be encoded as UTF-8: lone surrogates are escaped. `from_json` makes an equal value of it.

    Raises:
        JsonError: JSON cannot say it: quotes made by hand do not agree with the text that they are in, or a
            text holds the two halves of a surrogate pair, each as a code point.
    """
    if isinstance(value, Bundle) and indent is None:
        return _encodable(_bundle_text(value))
    return _encodable(_dumps(to_data(value), indent))


def _dumps(data: Data, indent: int | None = None) -> str:
    # It was made just now: there are no circles to look for.
    return json.dumps(data, ensure_ascii=False, indent=indent, check_circular=False)


def _bundle_text(bundle: Bundle) -> str:
    """Write a bundle on one line: what `_dumps` gives, without the data of all documents at a time."""
    around = _dumps(_write_bundle(bundle, ()))
    documents = ", ".join(_dumps(data) for data in _written_documents(bundle))
    return f"{around.removesuffix(']}')}{documents}]}}"


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return _escaped(text)
    return text


def _escaped(text: str) -> str:
    """Escape the lone surrogates of a JSON text, which stand nowhere but in its strings."""
    pair = _SURROGATE_PAIR.search(text)
    if pair:
        message = "JSON takes a high surrogate and a low one after it for one character"
        raise JsonError([("$", f"{message}: {_shown(pair[0])}")])
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def to_data(value: Bundle | Document | Article) -> Data:
    """Return what `to_json` writes as dicts, lists and plain values.

    Raises:
        JsonError: quotes made by hand do not agree with the text that they are in.
    """
    problems: list[Problem] = []
    match value:
        case Bundle():
            return _write_bundle(value, _written_documents(value))
        case Document():
            data = _write_document(value, "$", problems)
        case Article():
            data = _write_article(value, "$", problems)
        case _:
            assert_never(value)
    _refuse(problems)
    return data


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise JsonError(problems)


def _written_documents(bundle: Bundle) -> Iterator[Data]:
    """Write one document after the other; after the last one, refuse the bundle if any had faults."""
    problems: list[Problem] = []
    for number, document in enumerate(bundle.documents):
        yield _write_document(document, f"$.documents[{number}]", problems)
    _refuse(problems)


def _write_bundle(bundle: Bundle, documents: Iterable[Data]) -> Data:
    return {
        "format": FORMAT,
        "version": VERSION,
        "dialect": _write_dialect(bundle.dialect),
        "documents": [*documents],
    }


def _write_dialect(dialect: Dialect) -> str | Data:
    return dialect.name if PRESETS.get(dialect.name) == dialect else _DIALECT.plain(dialect)


def _write_document(document: Document, path: str, problems: list[Problem]) -> Data:
    null = _why_null(document.text, document.attributes)
    return {
        "name": document.name,
        "text": document.text,
        "attributes": [[key, value] for key, value in document.attributes],
        "complete": document.complete,
        "article": None if null else _write_article(document.article, f"{path}.article", problems),
    }


def _why_null(text: str, attributes: tuple[tuple[str, str], ...]) -> str | None:
    """Say why a document has no article in JSON; None if it has one."""
    if not text.strip(WHITE_SPACE):
        return "blank"
    return "base64" if is_base64(attributes) else None


def _write_article(article: Article, path: str, problems: list[Problem]) -> Data:
    """Write an article; what is wrong with quotes made by hand goes to the problems."""
    spans = article.spans[1:]
    starts = [span.start for span in spans]
    paragraphs = [
        {
            "text": paragraph.text,
            "start": span.start,
            "end": span.end,
            "quotes": [_write_quote(quote, starts, number) for quote in paragraph.quotes],
        }
        for number, (paragraph, span) in enumerate(zip(article.paragraphs, spans, strict=True))
    ]
    data = {"title": article.title, "paragraphs": paragraphs}
    # Quotes that were found agree with their text.
    if any(paragraph._quotes is not None for paragraph in article.paragraphs):  # noqa: SLF001
        blocks = [_given_block(paragraph) for paragraph in paragraphs]
        problems.extend(_at(path, _article_faults(data, blocks)))
    return data


def _write_quote(quote: Quote, starts: Sequence[int], number: int, depth: int = 1) -> Data:
    """Write a quote of the paragraph with this number, of those that begin at `starts`."""
    data = _moved(_QUOTE.plain(quote), starts[number])
    if quote.speaker is not None:
        data["speaker"] = _write_mention(quote.speaker, starts, number)
    if quote.cue is not None:
        data["cue"] = _write_mention(quote.cue, starts, number)
    # One level below the deepest is enough for the check to refuse it.
    inner = quote.children if depth <= MAX_DEPTH else ()
    data["children"] = [_write_quote(child, starts, number, depth + 1) for child in inner]
    return data


def _write_mention(mention: Mention, starts: Sequence[int], number: int) -> Data:
    # A mention made by hand may name a paragraph that is not there, which the check refuses.
    place = number + mention.paragraph
    return _moved(_MENTION.plain(mention), starts[place] if 0 <= place < len(starts) else 0)


def _moved(data: Data, by: int) -> Data:
    data["start"] += by
    data["end"] += by
    return data


# --- Reading -------------------------------------------------------------------------------------------


def from_json(data: str | bytes) -> Bundle | Document | Article:
    """Read a bundle, a document or an article from JSON.

    Args:
        data: JSON text; bytes are UTF-8, or UTF-16 or UTF-32 as `json.loads` tells them apart.

    Returns:
        The value. Its quotes are those of the JSON, also where others would be found in the text. An article
        alone gets the canonical layout: JSON has no white space between paragraphs.

    Raises:
        JsonError: it is no JSON, or not what the schema says, or texts and offsets do not agree. All that is
            wrong is in its `problems`.
    """
    try:
        loaded = json.loads(data)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise JsonError([("$", f"not JSON: {error.msg}, at {where}")]) from None
    except (ValueError, RecursionError) as error:  # not UTF-8, a number of 4301 digits, 100,000 brackets
        raise JsonError([("$", f"not JSON that can be read: {error}")]) from None
    return from_data(loaded)


def from_data(data: object) -> Bundle | Document | Article:
    """Read what `to_data` returns, or `json.loads` of some JSON.

    Raises:
        JsonError: as of `from_json`.
    """
    return _checked(data).build(data)


class _Shape(NamedTuple):
    """What may stand at the top: told apart by its keys."""

    model: _Model
    keys: tuple[str, str]
    faults: Callable[[Any], Iterator[Problem]]
    build: Callable[[Any], Bundle | Document | Article]


def _checked(data: object) -> _Shape:
    """Return what data is, without any fault.

    Raises:
        JsonError: it has faults.
    """
    shape = _shape_of(data)
    _refuse(tuple(_at("$", shape.faults(data))))
    return shape


def _shape_of(data: object) -> _Shape:
    for shape in _SHAPES:
        if isinstance(data, dict) and any(key in data for key in shape.keys):
            return shape
    known = ", ".join(f"{each.model.name} ({' and '.join(each.keys)})" for each in _SHAPES)
    raise JsonError([("$", f"expected an object with the keys of one of: {known}")])


class _Block(NamedTuple):
    """A paragraph's text and where it stands in the document's text."""

    text: str
    start: int
    end: int


class _Place(NamedTuple):
    """A paragraph by its number, and what is known of all of them: None of one that has faults."""

    blocks: Sequence[_Block | None]
    number: int


# --- Faults: problems with paths that begin at the value that is looked at --------------------------------


def _at(step: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    return ((step + path, message) for path, message in problems)


def _own_faults(data: object, model: _Model) -> Iterator[Problem]:
    """Find what is wrong with an object's keys and the kinds of its values."""
    if not isinstance(data, dict):
        yield "", f"expected an object, not {_shown(data)}"
        return
    if data.keys() != model.kinds.keys():
        yield from _key_faults(data, model)
    for name, accepts, expected in model.checks:
        if name in data and not accepts(data[name]):
            yield f".{name}", f"expected {expected}, not {_shown(data[name])}"


def _key_faults(data: Data, model: _Model) -> Iterator[Problem]:
    for name in model.names:
        if name not in data:
            yield "", f'missing key "{name}"'
    for key in data:
        if key not in model.kinds:
            yield "", f"unknown key {_shown(key)}{_suggestion(key, model.names)}"


def _suggestion(given: object, known: Collection[str]) -> str:
    near = get_close_matches(given, known, 1) if isinstance(given, str) else []
    return f"; did you mean {_shown(near[0])}?" if near else ""


def _items(data: object, key: str) -> list[Any]:
    """Return the array under a key, or none of it if that is something else."""
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def _refusals(path: str, build: Callable[[], object]) -> Iterator[Problem]:
    """Find why a model cannot be built, if it cannot."""
    try:
        build()
    except ValueError as error:
        yield path, str(error)


def _bundle_faults(data: Data) -> Iterator[Problem]:
    version = data.get("version")
    if _is_integer(version) and version != VERSION:  # the rest may mean anything
        yield ".version", f"version {_shown(version)} is not supported, only {VERSION} is"
        return
    yield from _own_faults(data, _BUNDLE)
    yield from _at(".dialect", _dialect_faults(data.get("dialect")))
    for number, document in enumerate(_items(data, "documents")):
        yield from _at(f".documents[{number}]", _document_faults(document))


def _dialect_faults(data: object) -> Iterator[Problem]:
    if isinstance(data, str) and data not in PRESETS:
        yield "", f"unknown dialect {_shown(data)}{_suggestion(data, PRESETS)}"
    if isinstance(data, dict):
        faults = list(_own_faults(data, _DIALECT))
        yield from faults
        if not faults:
            yield from _refusals("", lambda: Dialect(**data))


def _document_faults(data: object) -> Iterator[Problem]:
    yield from _own_faults(data, _DOCUMENT)
    if not isinstance(data, dict):
        return
    if _DOCUMENT.has(data, "name"):
        yield from _refusals(".name", lambda: Document(_mended(data["name"]), ""))
    yield from _at(".attributes", _attribute_faults(_items(data, "attributes")))
    if isinstance(data.get("article"), dict):
        yield from _at(".article", _inner_article_faults(data))


def _mended(text: str) -> str:
    """Replace lone surrogates: names that are made hold none, but one that was read may."""
    return _SURROGATE.sub("\ufffd", text)


def _attribute_faults(pairs: list[Any]) -> Iterator[Problem]:
    seen: dict[str, tuple[str, str]] = {}
    for number, pair in enumerate(pairs):
        if not _is_pair(pair):
            yield f"[{number}]", f"expected an array of a key and a value, not {_shown(pair)}"
            continue
        key, value = map(_mended, pair)
        # Alone, and after one of the same key: all that a document could refuse.
        both = [seen[key.lower()], (key, value)] if key.lower() in seen else [(key, value)]
        faults = list(_refusals(f"[{number}]", partial(Document, "", "", both)))
        yield from faults
        if not faults:
            seen[key.lower()] = (key, value)


def _is_pair(data: object) -> bool:
    return isinstance(data, list) and len(data) == 2 and all(isinstance(item, str) for item in data)


def _inner_article_faults(document: Data) -> Iterator[Problem]:
    """Find the faults of a document's article, which has to be the article that its text is."""
    data, blocks = document["article"], list[_Block]()
    if _DOCUMENT.has(document, "text"):
        pairs = tuple((key, value) for key, value in filter(_is_pair, _items(document, "attributes")))
        reason = _why_null(document["text"], pairs)
        if reason:
            yield "", f"expected null, as the text is {reason}"
            return
        article = parse_article(document["text"])
        blocks = _blocks(article)
        yield from _title_differences(data, article)
        yield from _differences(data, blocks)
    yield from _article_faults(data, _agreed(_items(data, "paragraphs"), blocks))


def _blocks(article: Article) -> list[_Block]:
    places = zip(article.paragraphs, article.spans[1:], strict=True)
    return [_Block(paragraph.text, span.start, span.end) for paragraph, span in places]


def _agreed(paragraphs: list[Any], blocks: list[_Block]) -> list[_Block | None]:
    """Return the block of each paragraph that has its text, None of one that has not."""
    if len(paragraphs) != len(blocks):
        return [None] * len(paragraphs)
    return [
        block if isinstance(data, dict) and data.get("text") == block.text else None
        for data, block in zip(paragraphs, blocks, strict=True)
    ]


def _title_differences(data: Data, article: Article) -> Iterator[Problem]:
    if _ARTICLE.has(data, "title") and data["title"] != article.title:
        expected, given = _shown(article.title), _shown(data["title"])
        yield ".title", f"expected {expected}, as in the document's text, not {given}"


def _differences(data: Data, blocks: list[_Block]) -> Iterator[Problem]:
    """Find where paragraphs are not those of the document's text."""
    paragraphs = _items(data, "paragraphs")
    if _ARTICLE.has(data, "paragraphs") and len(paragraphs) != len(blocks):
        message = f"expected {len(blocks)} paragraphs, as in the document's text, not {len(paragraphs)}"
        yield ".paragraphs", message
        return
    for number, (paragraph, block) in enumerate(zip(paragraphs, blocks, strict=False)):
        for name, expected in block._asdict().items():
            given = paragraph.get(name) if isinstance(paragraph, dict) else None
            if given != expected and _PARAGRAPH.kinds[name].accepts(given):
                yield f".paragraphs[{number}].{name}", _difference(given, expected, block.start)


def _difference(given: Any, expected: str | int, start: int) -> str:
    if isinstance(expected, int):
        return f"expected {expected}, as in the document's text, not {_shown(given)}"
    same = (one == other for one, other in zip(given, expected, strict=False))
    common = next((at for at, equal in enumerate(same) if not equal), min(len(given), len(expected)))
    return f"differs from the document's text at {start + common}"


def _lone_article_faults(data: Data) -> Iterator[Problem]:
    """Find the faults of an article without a document: all that is known of its text is in it."""
    at = 0
    if _ARTICLE.has(data, "title"):
        yield from _refusals(".title", lambda: Article(data["title"]))
        at = len(data["title"])
    paragraphs = _items(data, "paragraphs")
    for number, paragraph in enumerate(paragraphs):
        yield from _at(f".paragraphs[{number}]", _lone_paragraph_faults(paragraph, at))
        at = max(at, *(_span(paragraph) or ()), 0)
    yield from _article_faults(data, [_given_block(paragraph) for paragraph in paragraphs])


def _lone_paragraph_faults(data: object, at: int) -> Iterator[Problem]:
    span = _span(data)
    if span and span[0] < at:
        yield ".start", f"{span[0]} is before {at}, where the text before it ends"
    if isinstance(data, dict) and _PARAGRAPH.has(data, "text"):
        yield from _refusals(".text", lambda: Paragraph(data["text"]))
        if span and not _given_block(data):
            expected = span[0] + len(data["text"])
            yield ".end", f"expected {expected}, the start and the length of the text, not {span[1]}"


def _given_block(data: object) -> _Block | None:
    """Return a paragraph with its place as it says them, if they agree."""
    span = _span(data)
    if isinstance(data, dict) and span and isinstance(data.get("text"), str):
        block = _Block(data["text"], *span)
        return block if len(block.text) == block.end - block.start else None
    return None


def _span(data: object) -> tuple[int, int] | None:
    """Return the start and end of an object, if it has them."""
    if isinstance(data, dict) and _is_count(data.get("start")) and _is_count(data.get("end")):
        return data["start"], data["end"]
    return None


def _article_faults(data: Data, blocks: Sequence[_Block | None]) -> Iterator[Problem]:
    yield from _own_faults(data, _ARTICLE)
    for number, paragraph in enumerate(_items(data, "paragraphs")):
        yield from _at(f".paragraphs[{number}]", _paragraph_faults(paragraph, _Place(blocks, number)))


def _paragraph_faults(data: object, place: _Place) -> Iterator[Problem]:
    yield from _own_faults(data, _PARAGRAPH)
    block = place.blocks[place.number]
    yield from _at(".quotes", _quotes_faults(_items(data, "quotes"), place, block and block[1:]))


def _quotes_faults(quotes: list[Any], place: _Place, room: tuple[int, int] | None, depth: int = 1) -> Iterator[Problem]:
    """Find the faults of quotes that stand side by side.

    Args:
        quotes: the array.
        place: the paragraph that they are in.
        room: the start and end of what is around them, if known.
        depth: in how many quotes they are, and one.
    """
    if depth > MAX_DEPTH and quotes:
        yield "", f"quotes stand in quotes more than {MAX_DEPTH} deep"
        return
    at = 0
    for number, quote in enumerate(quotes):
        start, end = _span(quote) or (at, at)
        if start < at:
            yield f"[{number}].start", f"{start} is before {at}, where the quote before it ends"
        at = max(at, end)
        yield from _at(f"[{number}]", _quote_faults(quote, place, room, depth))


def _quote_faults(data: object, place: _Place, room: tuple[int, int] | None, depth: int) -> Iterator[Problem]:
    yield from _own_faults(data, _QUOTE)
    if not isinstance(data, dict):
        return
    misplaced = list(_place_faults(data, place.blocks[place.number], room))
    yield from misplaced
    for key in ("speaker", "cue"):
        if isinstance(data.get(key), dict):
            yield from _at(f".{key}", _mention_faults(data[key], place))
    inner = None if misplaced else _span(data)
    children = _items(data, "children")
    yield from _at(".children", _quotes_faults(children, place, inner, depth + 1))


def _mention_faults(data: Data, place: _Place) -> Iterator[Problem]:
    yield from _own_faults(data, _MENTION)
    if not _MENTION.has(data, "paragraph"):
        return
    number = place.number + data["paragraph"]
    if not 0 <= number < len(place.blocks):
        away, last = _shown(data["paragraph"]), len(place.blocks) - 1
        yield ".paragraph", f"{away} from paragraph {place.number} is none of 0 to {last}"
        return
    block = place.blocks[number]
    yield from _place_faults(data, block, block and block[1:], exact=True)


def _place_faults(
    data: Data, block: _Block | None, room: tuple[int, int] | None, *, exact: bool = False
) -> Iterator[Problem]:
    """Find what is wrong with the place of a quote or mention in its paragraph, if both are known.

    Args:
        data: the quote or mention.
        block: the paragraph.
        room: the start and end of what is around it.
        exact: whether its text is all of what stands there, or without its marks.
    """
    span = _span(data)
    if span is None or room is None:
        return
    start, end = span
    if not room[0] <= start < room[1]:
        yield ".start", f"{start} is not in {room[0]} to {room[1]}, where it has to be"
    elif not start < end <= room[1]:
        yield ".end", f"{end} is not after {start} and up to {room[1]}"
    elif block and isinstance(data.get("text"), str):
        found = block.text[start - block.start : end - block.start]
        if not (data["text"] == found if exact else data["text"] in found):
            part = "" if exact else "a part of "
            yield ".text", f"expected {part}{_shown(found)}, as stands there, not {_shown(data['text'])}"


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
    parts = _moved({**data}, -starts[number])
    for key in ("speaker", "cue"):
        parts[key] = _build_mention(data[key], starts, number)
    parts["children"] = [_build_quote(child, starts, number) for child in data["children"]]
    return Quote(**parts)


def _build_mention(data: Data | None, starts: Sequence[int], number: int) -> Mention | None:
    if data is None:
        return None
    return Mention(**_moved({**data}, -starts[number + data["paragraph"]]))


_SHAPES: Final = (
    _Shape(_BUNDLE, ("format", "documents"), _bundle_faults, _build_bundle),
    _Shape(_DOCUMENT, ("name", "text"), _document_faults, _build_document),
    _Shape(_ARTICLE, ("title", "paragraphs"), _lone_article_faults, _build_article),
)
