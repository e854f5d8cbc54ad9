"""JSON: what is written, that it is read back, and what is said of JSON with faults."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import seeddoc
from seeddoc import (
    PRESETS,
    Article,
    Bundle,
    Dialect,
    Document,
    JsonError,
    Mention,
    Paragraph,
    Quote,
    from_json,
    json_schema,
    jsonio,
    parse_article,
    to_json,
)
from seeddoc.cli import main
from seeddoc.jsonio import from_data, to_data
from seeddoc.jsonio._kinds import SURROGATE
from seeddoc.quotes import Candidate
from seeddoc.reports import render_data

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
CASES = sorted((ROOT / "conformance" / "cases").rglob("*.txt"))
VALIDATOR = Draft202012Validator(json_schema())

# --- Values --------------------------------------------------------------------------------------------

MARKERS = ("<<<FILE a>>>", "<<<END FILE>>>", "<<<FILE", ">>>")
MARKS = ("“", "”", "‘", "’", '"', "'", "«", "»", "said Bo", "Ann said:", "according to")
WHITE = (" ", "\t", "\n", "\n\n", "\r\n", "\r", "\x0b", "\x85", "\xa0", "\u2028", "\u3000")
ODD = ("😀", "\U0010fffd", "e\u0301", "\ufeff", "\0", "\x1c", "\x7f", "\\", "\\udc80", "word", ".", ",")
BAD_BYTES = ("\udc80", "\udcff")

# "A text is any string."
texts = st.lists(st.sampled_from(MARKERS + MARKS + WHITE + ODD + BAD_BYTES), max_size=20).map("".join)
# "Title and paragraph texts have no outer white space"; a paragraph has no blank lines.
lines = st.lists(st.sampled_from(MARKERS + MARKS + ODD), min_size=1, max_size=9).map(" ".join)
blocks = st.lists(lines, min_size=1, max_size=3).map("\n".join)
names = st.text(st.sampled_from("aZ0_.- <>\"'=:\t\r\0é😀\ufeff\\"), max_size=8)
keys = st.from_regex(r"[A-Za-z_][A-Za-z0-9_.-]{0,4}", fullmatch=True)
pairs = st.tuples(keys.filter(lambda key: key.lower() != "path"), names)
attributes = st.lists(pairs | st.just(("encoding", "base64")), max_size=3, unique_by=lambda pair: pair[0].lower()).map(
    tuple
)

documents = st.builds(Document, names, texts, attributes, st.booleans())
bundles = st.builds(
    Bundle,
    st.lists(documents, max_size=3),
    st.sampled_from([*PRESETS.values(), Dialect(name="mine", naming="id"), Dialect(line_end="\r\n")]),
)


@st.composite
def spans(draw: st.DrawFn, start: int, end: int) -> tuple[int, int]:
    at = draw(st.integers(start, end - 1))
    return at, draw(st.integers(at + 1, end))


@st.composite
def mentions(draw: st.DrawFn, paragraphs: list[str], here: int) -> Mention:
    there = draw(st.integers(0, len(paragraphs) - 1))
    start, end = draw(spans(0, len(paragraphs[there])))
    name = draw(st.none() | st.sampled_from(["Ann Bell", "a clerk", "\udc80", "\x1f"]))
    return Mention(paragraphs[there][start:end], start, end, paragraph=there - here, name=name)


def candidates(paragraphs: list[str], here: int) -> st.SearchStrategy[Candidate]:
    return st.builds(Candidate, mentions(paragraphs, here), st.sampled_from(["by-hand", ""]), st.floats(0, 1))


@st.composite
def quotes_between(draw: st.DrawFn, paragraphs: list[str], here: int, start: int, end: int) -> list[Quote]:
    found = []
    while start < end and draw(st.booleans()):
        start, stop = draw(spans(start, end))
        inner = draw(spans(start, stop))
        quote = Quote(
            paragraphs[here][slice(*inner)],
            start,
            stop,
            draw(st.sampled_from(["direct", "mixed", "bare"])),
            draw(st.none() | mentions(paragraphs, here)),
            draw(st.none() | mentions(paragraphs, here)),
            closed=draw(st.booleans()),
            statement=draw(st.integers(0, 9)),
            rule=draw(st.none() | st.just("by-hand")),
            evidence=draw(st.none() | mentions(paragraphs, here)),
            confidence=draw(st.none() | st.floats(0, 1) | st.sampled_from([0, 1])),
            runner_up=draw(st.none() | candidates(paragraphs, here)),
            children=draw(quotes_between(paragraphs, here, *inner)),
        )
        found.append(quote)
        start = stop
    return found


@st.composite
def articles(draw: st.DrawFn, *, by_hand: bool = False) -> Article:
    paragraphs = draw(st.lists(blocks, max_size=3))
    if not by_hand:
        return Article(draw(lines), paragraphs)
    corrected = [
        Paragraph(text, draw(quotes_between(paragraphs, here, 0, len(text)))) for here, text in enumerate(paragraphs)
    ]
    return Article(draw(lines), corrected)


def written(value: Bundle | Document | Article) -> Any:
    return json.loads(to_json(value))


def problems(data: object) -> list[tuple[str, str]]:
    with pytest.raises(JsonError) as caught:
        from_json(json.dumps(data))
    return list(caught.value.problems)


def assert_slices(data: Any, text: str) -> None:
    """Assert that all offsets are code points of the text, wherever they stand."""
    if isinstance(data, list):
        for item in data:
            assert_slices(item, text)
    elif isinstance(data, dict):
        if "start" in data:
            found = text[data["start"] : data["end"]]
            assert data["text"] in found if "kind" in data else data["text"] == found
        for item in data.values():
            assert_slices(item, text)


@pytest.mark.parametrize("indent", ["x", "  ", True, -1, 1.5])
def test_an_indent_is_a_number_of_spaces(indent: Any) -> None:
    with pytest.raises(ValueError, match="indent is a whole number of spaces, or None for one line"):
        to_json(Document("a", "b"), indent=indent)


def test_exports() -> None:
    assert jsonio.__all__ == ["from_data", "from_json", "json_schema", "to_data", "to_json"]
    assert all(getattr(seeddoc, name, getattr(jsonio, name)) is getattr(jsonio, name) for name in jsonio.__all__)


QUOTE_KEYS = [
    *("text", "start", "end", "kind", "speaker", "cue", "closed", "statement"),
    *("rule", "evidence", "confidence", "runner_up", "children"),
]


def settled(data: Any) -> Any:
    """Return a quote without what explains its speaker, which changes where the rules do."""
    assert [*data] == QUOTE_KEYS
    kept = {key: value for key, value in data.items() if key not in {"evidence", "confidence", "runner_up"}}
    for key in ("speaker", "cue"):
        if kept[key]:
            assert [*kept[key]] == ["text", "start", "end", "paragraph", "name"]
            kept[key] = {name: value for name, value in kept[key].items() if name != "name"}
    return kept


class TestSeed:
    """The seed document, written down by hand."""

    def test_document(self) -> None:
        name = "000_315ebbaa87e2e668.txt"
        text = (ROOT / "seeds" / name).read_text(encoding="utf-8")
        places = [(70, 285), (287, 515), (517, 719), (721, 1039), (1041, 1327)]
        places += [(1329, 1650), (1652, 1921), (1923, 2143)]
        quoted: dict[int, list[dict[str, Any]]] = {
            3: [
                {
                    "text": text[722:846],
                    "start": 721,
                    "end": 847,
                    "kind": "direct",
                    "speaker": {"text": "one man", "start": 853, "end": 860, "paragraph": 0},
                    "cue": {"text": "said", "start": 848, "end": 852, "paragraph": 0},
                    "closed": True,
                    "statement": 0,
                    "rule": "inverted",
                    "children": [],
                },
                {
                    "text": text[863:1038],
                    "start": 862,
                    "end": 1039,
                    "kind": "direct",
                    "speaker": {"text": "one man", "start": 853, "end": 860, "paragraph": 0},
                    "cue": None,
                    "closed": True,
                    "statement": 0,
                    "rule": "next-sentence",
                    "children": [],
                },
            ],
            4: [
                {
                    "text": text[1042:1171],
                    "start": 1041,
                    "end": 1172,
                    "kind": "direct",
                    "speaker": {"text": "another man", "start": 1178, "end": 1189, "paragraph": 0},
                    "cue": {"text": "said", "start": 1173, "end": 1177, "paragraph": 0},
                    "closed": True,
                    "statement": 1,
                    "rule": "inverted",
                    "children": [],
                },
                {
                    "text": text[1192:1326],
                    "start": 1191,
                    "end": 1327,
                    "kind": "direct",
                    "speaker": {"text": "another man", "start": 1178, "end": 1189, "paragraph": 0},
                    "cue": None,
                    "closed": True,
                    "statement": 1,
                    "rule": "next-sentence",
                    "children": [],
                },
            ],
        }
        expected = {
            "name": name,
            "text": text,
            "attributes": [],
            "complete": True,
            "article": {
                "title": "Iraq: Residents from al-Qa'im speak about their liberation from ISIS",
                "paragraphs": [
                    {"text": text[start:end], "start": start, "end": end, "quotes": quoted.get(number, [])}
                    for number, (start, end) in enumerate(places)
                ],
            },
        }
        data = written(Document(name, text))
        for paragraph in data["article"]["paragraphs"]:
            paragraph["quotes"] = [settled(quote) for quote in paragraph["quotes"]]
        assert json.dumps(data) == json.dumps(expected)

    def test_bundle(self) -> None:
        bundle = seeddoc.load(ROOT / "seeds" / "bundle.txt")
        data = written(bundle)
        assert [*data] == ["format", "version", "dialect", "documents"]
        assert (data["format"], data["version"], data["dialect"]) == ("seeddoc", 1, "canonical")
        assert data["documents"] == [written(document) for document in bundle]
        assert to_data(bundle) == data

    def test_options(self) -> None:
        bundle = Bundle([Document("é", "T\n\nP"), Document("b", "")])
        assert '"name": "é"' in to_json(bundle)
        for indent in (None, 2):
            plain = json.dumps(to_data(bundle), ensure_ascii=False, indent=indent)
            assert to_json(bundle, indent=indent) == plain

    @pytest.mark.parametrize(
        "text",
        [
            "Title",
            "Title\n\nOne.\n\nTwo.",
            " Title\nOne,\nwrapped.\n \n\n\tTwo.\n",
            "Title\r\n\r\n“Yes,” said Åsa.\r\n",
            'A "title"\n\n"C:\\Temp,"\tsaid Ann Roe. She said: "No."',
            "Title\n\nA form\x0cfeed, a NUL\0 and \x1f. “Yes,”\x01 said Ann Roe.",
            "Title\n\n“Yes \udc80,” said Ann \ud800.",
            "Title\n\nAnn Roe said: “We go,” according to Bo Lund. “She said ‘No,’” said Bo Lund.",
            " \n",
            "\x1c\n\ud800",
        ],
    )
    def test_it_is_what_json_writes(self, text: str) -> None:
        documents = [Document("é\x02", text, [("key", 'a "value"\t')]), Document("b", "T\n\n“No,” said Bo.")]
        values: list[Bundle | Document | Article] = [Bundle(documents), Bundle(documents[1:] * 2), *documents]
        for value in (*values, documents[1].article):
            expected = json.dumps(to_data(value), ensure_ascii=False)
            assert to_json(value) == SURROGATE.sub(lambda found: json.dumps(found[0])[1:-1], expected)

    def test_null_articles(self) -> None:
        assert written(Document("a", " \n\x85"))["article"] is None
        assert written(Document("a", "aGk=", [("mode", "base64")]))["article"] is None


class TestRoundTrips:
    """`from_json(to_json(x)) == x`, and the other way round."""

    @given(bundles | documents | articles() | articles(by_hand=True))
    @example(Bundle())
    @example(Article("T"))
    def test_values(self, value: Bundle | Document | Article) -> None:
        text = to_json(value)
        again = from_json(text.encode())
        assert again == value
        assert from_json(text) == value
        assert to_json(again) == text
        assert from_data(to_data(value)) == value
        assert VALIDATOR.is_valid(json.loads(text))
        # Lone surrogates are escaped after that.
        assert json.loads(text) == to_data(value)
        if "\\ud" not in text:
            assert text == json.dumps(to_data(value), ensure_ascii=False)
        if isinstance(value, Bundle):
            assert isinstance(again, Bundle)
            assert again.dialect == value.dialect

    @given(documents)
    def test_offsets(self, document: Document) -> None:
        assert_slices(to_data(document), document.text)

    @given(articles() | articles(by_hand=True))
    def test_article_offsets(self, article: Article) -> None:
        assert_slices(to_data(article), article.to_text())

    @given(articles(by_hand=True))
    def test_quotes_by_hand(self, article: Article) -> None:
        again = from_json(to_json(article))
        assert isinstance(again, Article)
        assert again.quotes == article.quotes
        # Within a document too, whose text has a layout of its own.
        document = Document("a", "\n " + article.to_text().replace("\n\n", "\n \n\n") + "\n")
        found = document.article
        data = to_data(document)
        data["article"] = _shifted(to_data(article), found)
        kept = from_data(data)
        assert isinstance(kept, Document)
        assert kept.article.quotes == article.quotes
        assert kept.article.to_text() == kept.text
        assert to_data(kept) == data

    def test_explained_by_hand(self) -> None:
        speaker = Mention("she", 6, 9, name="Ann Bell")
        quote = Quote(
            *("Go,", 0, 5, "direct", speaker, Mention("said", 10, 14)),
            rule="by-hand",
            evidence=Mention("she said", 6, 14),
            confidence=0.75,
            runner_up=Candidate(Mention("Bo", 0, 2, paragraph=-1, name="Bo Lund"), "other", 0.25),
        )
        article = Article("T", ["Bo sat.", Paragraph("“Go,” she said.", [quote])])
        data = to_data(article)
        assert data["paragraphs"][1]["quotes"] == [
            {
                "text": "Go,",
                "start": 12,
                "end": 17,
                "kind": "direct",
                "speaker": {"text": "she", "start": 18, "end": 21, "paragraph": 0, "name": "Ann Bell"},
                "cue": {"text": "said", "start": 22, "end": 26, "paragraph": 0, "name": None},
                "closed": True,
                "statement": 0,
                "rule": "by-hand",
                "evidence": {"text": "she said", "start": 18, "end": 26, "paragraph": 0, "name": None},
                "confidence": 0.75,
                "runner_up": {
                    "speaker": {"text": "Bo", "start": 3, "end": 5, "paragraph": -1, "name": "Bo Lund"},
                    "rule": "other",
                    "confidence": 0.25,
                },
                "children": [],
            }
        ]
        VALIDATOR.validate(data)
        again = from_data(data)
        assert isinstance(again, Article)
        assert again.quotes == (quote,)
        assert again.speakers == ("Ann Bell",)

    def test_layout_of_an_article_alone_is_canonical(self) -> None:
        article = parse_article("\nT\n \n\n“Go,” said Bo.\n")
        assert to_data(article)["paragraphs"][0]["start"] == 6
        again = from_json(to_json(article))
        assert again == article
        assert to_data(again)["paragraphs"][0]["start"] == 3

    def test_corrected_in_json(self) -> None:
        data = to_data(Document("a", "T\n\n“Go,” said Bo.\n\nAnn sat."))
        speaker = data["article"]["paragraphs"][0]["quotes"][0]["speaker"]
        speaker.update(text="Ann", start=19, end=22, paragraph=1, name="Ann Bell")
        document = from_data(data)
        assert isinstance(document, Document)
        assert document.article.speakers == ("Ann Bell",)
        assert document.article.quotes[0].speaker == Mention("Ann", 0, 3, paragraph=1, name="Ann Bell")
        assert to_data(document) == data

    def test_null_leaves_the_article_to_the_text(self) -> None:
        data = to_data(Document("a", "T\n\n“Go,” said Bo."))
        data["article"] = None
        document = from_data(data)
        assert isinstance(document, Document)
        assert document.article.speakers == ("Bo",)

    @pytest.mark.parametrize(
        "dialect", [*PRESETS.values(), Dialect(naming="id"), Dialect(name="canonical", words=True)]
    )
    def test_dialects(self, dialect: Dialect) -> None:
        data = to_data(Bundle((), dialect))
        preset = PRESETS.get(dialect.name) == dialect
        assert data["dialect"] == (dialect.name if preset else attrs.asdict(dialect))
        again = from_data(data)
        assert isinstance(again, Bundle)
        assert again.dialect == dialect
        assert VALIDATOR.is_valid(data)

    def test_whatever_is_read(self) -> None:
        assert CASES
        for case in CASES:
            bundle = seeddoc.parse(case.read_bytes()).bundle
            text = to_json(bundle)
            assert from_json(text) == bundle
            assert to_json(from_json(text)) == text

    def test_whatever_is_recovered(self, tmp_path: Path) -> None:
        found = 0
        for case in CASES:
            result = seeddoc.parse(case.read_bytes())
            if not result.diagnostics:
                continue
            found += 1
            path = tmp_path / f"{found}.json"
            status = main(["convert", "--to", "json", "--recover", str(case), "-o", str(path)])
            assert status == bool(result.errors)
            data = json.loads(path.read_bytes())
            VALIDATOR.validate(data)
            assert len(data["diagnostics"]) == len(result.diagnostics)
            assert from_json(path.read_bytes()) == result.bundle
            assert not {"diagnostics", "outside"} & to_data(from_data(data)).keys()
        assert found

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
    def test_encodings(self, encoding: str) -> None:
        assert from_json(to_json(Article("é😀")).encode(encoding)) == Article("é😀")


def _shifted(data: dict[str, Any], article: Article) -> dict[str, Any]:
    """Move the offsets of a canonical article to the places of the same paragraphs in another layout."""
    starts = [span.start for span in article.spans[1:]]
    old = [paragraph["start"] for paragraph in data["paragraphs"]]

    def move(item: Any, number: int) -> None:
        number += item.get("paragraph", 0)
        item["start"] += starts[number] - old[number]
        item["end"] += starts[number] - old[number]

    def move_quote(quote: Any, number: int) -> None:
        move(quote, number)
        for key in ("speaker", "cue", "evidence"):
            if quote[key]:
                move(quote[key], number)
        if quote["runner_up"]:
            move(quote["runner_up"]["speaker"], number)
        for child in quote["children"]:
            move_quote(child, number)

    for number, paragraph in enumerate(data["paragraphs"]):
        move(paragraph, number)
        for quote in paragraph["quotes"]:
            move_quote(quote, number)
    return data


class TestSurrogates:
    """Nothing that is read from broken bytes is lost, and all JSON is UTF-8."""

    def test_read(self) -> None:
        bundle = seeddoc.parse(b'<<<FILE path="a\xff" k="\xfe" size=1>>>\nT\xfd\n<<<END FILE>>>\n').bundle
        assert bundle.names == ("a\udcff",)
        text = to_json(bundle)
        assert r'"a\udcff"' in text
        assert r'["k", "\udcfe"]' in text
        assert r'"T\udcfd"' in text
        assert from_json(text.encode()) == bundle
        assert to_json(from_json(text)) == text

    def test_high(self) -> None:
        document = Document("a", "T\ud83d \\udc00 \ud83d\\udc00\ud83d\ud83d")
        assert from_json(to_json(document).encode()) == document

    def test_pair(self) -> None:
        with pytest.raises(JsonError) as caught:
            to_json(Document("a", "T\ud83d\ude00"))
        message = "JSON takes a high surrogate and a low one after it for one character"
        assert caught.value.problems == (("$", rf'{message}: "\ud83d\ude00"'),)

    def test_other_faults_of_a_name_remain(self) -> None:
        data = {**written(Document("a", "")), "name": "\udcff\n", "attributes": [["\udcff", "b"]]}
        assert [path for path, _ in problems(data)] == ["$.name", "$.attributes[0]"]


# --- Faults --------------------------------------------------------------------------------------------

DELETED: Any = object()
DOCUMENT = to_data(Document("a", "T\n\n«Go “on”,» said Bo.\n\n“I” and “you” sat.", [("k", "v")]))
QUOTE = ("article", "paragraphs", 0, "quotes", 0)
NAME = (*QUOTE, "speaker", "name")
SURE = (*QUOTE, "confidence")
PARAGRAPH = ("article", "paragraphs", 0)
SECOND = ("article", "paragraphs", 1, "quotes")
SAID = {"text": "said", "start": 14, "end": 18, "paragraph": 0, "name": None}
RUNNER_UP = {"speaker": SAID, "rule": "other", "confidence": 0.25}
Path_ = tuple[str | int, ...]


def edited(data: Any, *edits: tuple[Path_, Any]) -> Any:
    data = copy.deepcopy(data)
    for (*way, last), value in edits:
        place = data
        for step in way:
            place = place[step]
        if value is DELETED:
            del place[last]
        else:
            place[last] = value
    return data


def path_of(path: Path_) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)


def test_what_the_faults_are_made_in() -> None:
    assert from_data(DOCUMENT) == Document("a", "T\n\n«Go “on”,» said Bo.\n\n“I” and “you” sat.", [("k", "v")])
    first, second = (paragraph["quotes"] for paragraph in DOCUMENT["article"]["paragraphs"])
    assert [(quote["start"], quote["end"]) for quote in (*first, *first[0]["children"], *second)] == [
        (3, 13),
        (7, 11),
        (24, 27),
        (32, 37),
    ]


DOCUMENT_FAULTS: list[tuple[Path_, Any, list[tuple[Path_, str]]]] = [
    (("name",), None, [(("name",), "expected a string, not null")]),
    (("name",), True, [(("name",), "expected a string, not true")]),
    (("name",), 5, [(("name",), "expected a string, not 5")]),
    (("name",), 0.5, [(("name",), "expected a string, not 0.5")]),
    (("name",), -(10**18), [(("name",), "expected a string, not a number of more than 18 digits")]),
    (("name",), {}, [(("name",), "expected a string, not an object")]),
    (("name",), [], [(("name",), "expected a string, not an array")]),
    (("name",), "a\nb", [(("name",), "a name holds a line break")]),
    (("name",), DELETED, [((), 'missing key "name"')]),
    (("nmae",), "a", [((), 'unknown key "nmae"; did you mean "name"?')]),
    (("Ü" * 50,), "a", [((), 'unknown key "' + r"\u00dc" * 40 + '" (cut)')]),
    (("complete",), 1, [(("complete",), "expected true or false, not 1")]),
    (("text",), 1, [(("text",), "expected a string, not 1")]),
    (("text",), "", [(("article",), "expected null, as the text is blank")]),
    (("attributes",), {}, [(("attributes",), "expected an array, not an object")]),
    (("attributes",), [["mode", "base64"]], [(("article",), "expected null, as the text is base64")]),
    (("attributes",), ["kv"], [(("attributes", 0), 'expected an array of a key and a value, not "kv"')]),
    (("attributes", 0), ["k"], [(("attributes", 0), "expected an array of a key and a value, not an array")]),
    (("attributes", 0), ["k", 1], [(("attributes", 0), "expected an array of a key and a value, not an array")]),
    (("attributes", 0), ["k", "\n"], [(("attributes", 0), "the value of 'k' holds a line break")]),
    (("attributes", 0), ["0", ""], [(("attributes", 0), "the key '0' is not")]),
    (("attributes", 0), ["path", ""], [(("attributes", 0), "the key 'path' is how a name is written")]),
    (
        ("attributes",),
        [["k", ""], ["!", ""], ["K", ""], ["a", ""], ["A", "\n"]],
        [
            (("attributes", 1), "the key '!' is not"),
            (("attributes", 2), "the key 'K' stands twice"),
            (("attributes", 4), "the key 'A' stands twice"),
        ],
    ),
    (("article",), "", [(("article",), 'expected an object or null, not ""')]),
    (("article",), {}, [(("article",), 'missing key "title"'), (("article",), 'missing key "paragraphs"')]),
    (("article", "title"), 1, [(("article", "title"), "expected a string, not 1")]),
    (("article", "title"), "t", [(("article", "title"), 'expected "T", as in the document\'s text, not "t"')]),
    (("article", "paragraphs"), {}, [(("article", "paragraphs"), "expected an array, not an object")]),
    (
        ("article", "paragraphs", 0),
        DELETED,
        [(("article", "paragraphs"), "expected 2 paragraphs, as in the document's text, not 1")],
    ),
    (PARAGRAPH, 1, [(PARAGRAPH, "expected an object, not 1")]),
    ((*PARAGRAPH, "text"), "«Go", [((*PARAGRAPH, "text"), "differs from the document's text at 6")]),
    ((*PARAGRAPH, "text"), "‘Go", [((*PARAGRAPH, "text"), "differs from the document's text at 3")]),
    ((*PARAGRAPH, "start"), 2, [((*PARAGRAPH, "start"), "expected 3, as in the document's text, not 2")]),
    ((*PARAGRAPH, "end"), 2, [((*PARAGRAPH, "end"), "expected 22, as in the document's text, not 2")]),
    ((*PARAGRAPH, "end"), -1, [((*PARAGRAPH, "end"), "expected a whole number, 0 or more, not -1")]),
    ((*PARAGRAPH, "quotes"), None, [((*PARAGRAPH, "quotes"), "expected an array, not null")]),
    (QUOTE, "", [(QUOTE, 'expected an object, not ""')]),
    ((*QUOTE, "kind"), "dirct", [((*QUOTE, "kind"), 'expected one of "bare", "direct", "mixed", not "dirct"')]),
    ((*QUOTE, "kind"), [], [((*QUOTE, "kind"), 'expected one of "bare", "direct", "mixed", not an array')]),
    ((*QUOTE, "speker"), None, [(QUOTE, 'unknown key "speker"; did you mean "speaker"?')]),
    ((*QUOTE, "start"), 3.0, [((*QUOTE, "start"), "expected a whole number, 0 or more, not 3.0")]),
    ((*QUOTE, "start"), True, [((*QUOTE, "start"), "expected a whole number, 0 or more, not true")]),
    ((*QUOTE, "start"), 2, [((*QUOTE, "start"), "2 is not in 3 to 22, where it has to be")]),
    ((*QUOTE, "start"), 22, [((*QUOTE, "start"), "22 is not in 3 to 22, where it has to be")]),
    ((*QUOTE, "end"), 3, [((*QUOTE, "end"), "3 is not after 3 and up to 22")]),
    ((*QUOTE, "end"), 23, [((*QUOTE, "end"), "23 is not after 3 and up to 22")]),
    (
        (*QUOTE, "end"),
        10,
        [
            ((*QUOTE, "text"), r'expected a part of "\u00abGo \u201con", as stands there'),
        ],
    ),
    ((*QUOTE, "text"), "go", [((*QUOTE, "text"), "expected a part of")]),
    ((*QUOTE, "closed"), None, [((*QUOTE, "closed"), "expected true or false, not null")]),
    ((*QUOTE, "statement"), -1, [((*QUOTE, "statement"), "expected a whole number, 0 or more, not -1")]),
    ((*QUOTE, "rule"), 1, [((*QUOTE, "rule"), "expected a string or null, not 1")]),
    ((*QUOTE, "speaker"), [], [((*QUOTE, "speaker"), "expected an object or null, not an array")]),
    ((*QUOTE, "speaker", "text"), "B", [((*QUOTE, "speaker", "text"), 'expected "Bo", as stands there, not "B"')]),
    ((*QUOTE, "cue", "end"), 99, [((*QUOTE, "cue", "end"), "99 is not after 14 and up to 22")]),
    ((*QUOTE, "cue", "paragraph"), "0", [((*QUOTE, "cue", "paragraph"), 'expected a whole number, not "0"')]),
    ((*QUOTE, "cue", "paragraph"), -1, [((*QUOTE, "cue", "paragraph"), "-1 from paragraph 0 is none of 0 to 1")]),
    ((*QUOTE, "cue", "paragraph"), 2, [((*QUOTE, "cue", "paragraph"), "2 from paragraph 0 is none of 0 to 1")]),
    ((*QUOTE, "cue", "paragraph"), 1, [((*QUOTE, "cue", "start"), "14 is not in 24 to 42, where it has to be")]),
    ((*QUOTE, "cue", "name"), DELETED, [((*QUOTE, "cue"), 'missing key "name"')]),
    (NAME, "", [(NAME, 'expected a string that is not blank, or null, not ""')]),
    (NAME, " \x85\n", [(NAME, r'expected a string that is not blank, or null, not " \u0085\n"')]),
    (NAME, 1, [(NAME, "expected a string that is not blank, or null, not 1")]),
    (NAME, ["Bo"], [(NAME, "expected a string that is not blank, or null, not an array")]),
    ((*QUOTE, "evidence"), DELETED, [(QUOTE, 'missing key "evidence"')]),
    ((*QUOTE, "evidence"), "said", [((*QUOTE, "evidence"), 'expected an object or null, not "said"')]),
    (
        (*QUOTE, "evidence"),
        {**SAID, "end": 17},
        [((*QUOTE, "evidence", "text"), 'expected "sai", as stands there, not "said"')],
    ),
    ((*QUOTE, "evidence"), {**SAID, "start": 23}, [((*QUOTE, "evidence", "start"), "23 is not in 3 to 22, where")]),
    (
        (*QUOTE, "evidence"),
        {**SAID, "paragraph": 2, "rule": ""},
        [
            ((*QUOTE, "evidence"), 'unknown key "rule"'),
            ((*QUOTE, "evidence", "paragraph"), "2 from paragraph 0 is none of 0 to 1"),
        ],
    ),
    ((*QUOTE, "confidence"), DELETED, [(QUOTE, 'missing key "confidence"')]),
    (SURE, -0.5, [(SURE, "expected a number from 0 to 1, or null, not -0.5")]),
    (SURE, 2, [(SURE, "expected a number from 0 to 1, or null, not 2")]),
    (SURE, True, [(SURE, "expected a number from 0 to 1, or null, not true")]),
    (SURE, "1", [(SURE, 'expected a number from 0 to 1, or null, not "1"')]),
    (SURE, float("nan"), [(SURE, "expected a number from 0 to 1, or null, not nan")]),
    (SURE, float("inf"), [(SURE, "expected a number from 0 to 1, or null, not inf")]),
    ((*QUOTE, "runner_up"), DELETED, [(QUOTE, 'missing key "runner_up"')]),
    ((*QUOTE, "runner_up"), [], [((*QUOTE, "runner_up"), "expected an object or null, not an array")]),
    (
        (*QUOTE, "runner_up"),
        {"speker": None},
        [
            ((*QUOTE, "runner_up"), 'missing key "speaker"'),
            ((*QUOTE, "runner_up"), 'missing key "rule"'),
            ((*QUOTE, "runner_up"), 'missing key "confidence"'),
            ((*QUOTE, "runner_up"), 'unknown key "speker"; did you mean "speaker"?'),
        ],
    ),
    (
        (*QUOTE, "runner_up"),
        {"speaker": None, "rule": None, "confidence": None},
        [
            ((*QUOTE, "runner_up", "speaker"), "expected an object, not null"),
            ((*QUOTE, "runner_up", "rule"), "expected a string, not null"),
            ((*QUOTE, "runner_up", "confidence"), "expected a number from 0 to 1, not null"),
        ],
    ),
    (
        (*QUOTE, "runner_up"),
        {**RUNNER_UP, "speaker": {**SAID, "text": "sad", "name": ""}, "confidence": 1.5},
        [
            ((*QUOTE, "runner_up", "confidence"), "expected a number from 0 to 1, not 1.5"),
            ((*QUOTE, "runner_up", "speaker", "name"), "expected a string that is not blank, or null"),
            ((*QUOTE, "runner_up", "speaker", "text"), 'expected "said", as stands there, not "sad"'),
        ],
    ),
    ((*QUOTE, "children"), {}, [((*QUOTE, "children"), "expected an array, not an object")]),
    ((*QUOTE, "children", 0, "end"), 14, [((*QUOTE, "children", 0, "end"), "14 is not after 7 and up to 13")]),
    ((*QUOTE, "children", 0, "start"), 2, [((*QUOTE, "children", 0, "start"), "2 is not in 3 to 13, where")]),
    (
        (*SECOND, 1, "start"),
        26,
        [((*SECOND, 1, "start"), "26 is before 27, where the quote before it ends")],
    ),
    (
        SECOND,
        DOCUMENT["article"]["paragraphs"][1]["quotes"][::-1],
        [((*SECOND, 1, "start"), "24 is before 37, where the quote before it ends")],
    ),
]

ARTICLE = to_data(parse_article("T\n\n«Go “on”,» said Bo.\n\n“I” and “you” sat."))
LONE_PARAGRAPHS = ("paragraphs",)

ARTICLE_FAULTS: list[tuple[Path_, Any, list[tuple[Path_, str]]]] = [
    (("title",), " T", [(("title",), "a title is not blank and has no white space around it")]),
    (("title",), "T\nU", [(("title",), "a title is one line")]),
    (("title",), None, [(("title",), "expected a string, not null")]),
    (("title",), "Title", [(("paragraphs", 0, "start"), "3 is before 5, where the text before it ends")]),
    (("paragraphs", 0), None, [(("paragraphs", 0), "expected an object, not null")]),
    (("paragraphs", 0, "text"), None, [(("paragraphs", 0, "text"), "expected a string, not null")]),
    (
        ("paragraphs", 0, "text"),
        "«Go “on”,» said Bo ",
        [(("paragraphs", 0, "text"), "a paragraph is not blank and has no white space around it")],
    ),
    (
        ("paragraphs", 0, "end"),
        23,
        [(("paragraphs", 0, "end"), "expected 22, the start and the length of the text, not 23")],
    ),
    (
        ("paragraphs", 0, "start"),
        None,
        [(("paragraphs", 0, "start"), "expected a whole number, 0 or more, not null")],
    ),
    (
        ("paragraphs",),
        ARTICLE["paragraphs"][::-1],
        [(("paragraphs", 1, "start"), "3 is before 42, where the text before it ends")],
    ),
    (
        ("paragraphs", 0, "quotes", 0, "end"),
        30,
        [(("paragraphs", 0, "quotes", 0, "end"), "30 is not after 3 and up to 22")],
    ),
]

CUSTOM = to_data(Bundle([Document("a", "T")], Dialect(naming="id")))
DIALECT = ("dialect",)

# As `convert --recover` writes it.
FAULTY = seeddoc.parse("stray\n<<<FILE a>>>\nT\n<<<END FILE>>>\n<<<FILE b>>>\nU\n")
RECOVERED = {
    **to_data(FAULTY.bundle),
    "diagnostics": [render_data(finding) for finding in FAULTY.diagnostics],
    "outside": [attrs.asdict(span) for span in FAULTY.outside],
}
FINDING = ("diagnostics", 0)

RECOVERED_FAULTS: list[tuple[Path_, Any, list[tuple[Path_, str]]]] = [
    (("diagnostics",), None, [(("diagnostics",), "expected an array, not null")]),
    (FINDING, "B009", [(FINDING, 'expected an object, not "B009"')]),
    ((*FINDING, "code"), 9, [((*FINDING, "code"), "expected a string, not 9")]),
    ((*FINDING, "severity"), "bad", [((*FINDING, "severity"), 'expected one of "error", "warning", "info", not')]),
    ((*FINDING, "line"), 0, [((*FINDING, "line"), "expected a whole number, 1 or more, not 0")]),
    ((*FINDING, "column"), True, [((*FINDING, "column"), "expected a whole number, 1 or more, not true")]),
    ((*FINDING, "offset"), -1, [((*FINDING, "offset"), "expected a whole number, 0 or more, not -1")]),
    ((*FINDING, "end_offset"), DELETED, [(FINDING, 'missing key "end_offset"')]),
    ((*FINDING, "hint"), "", [(FINDING, 'unknown key "hint"')]),
    (("outside",), {}, [(("outside",), "expected an array, not an object")]),
    (("outside", 0), [0, 5], [(("outside", 0), "expected an object, not an array")]),
    (("outside", 0, "end"), "5", [(("outside", 0, "end"), 'expected a whole number, 0 or more, not "5"')]),
    (("outsid",), [], [((), 'unknown key "outsid"; did you mean "outside"?')]),
]

BUNDLE_FAULTS: list[tuple[Path_, Any, list[tuple[Path_, str]]]] = [
    (("format",), "sedoc", [(("format",), 'expected "seeddoc", not "sedoc"')]),
    (("version",), 2, [(("version",), "version 2 is not supported, only 1 is")]),
    (("version",), True, [(("version",), "expected 1, not true")]),
    (("version",), 10**30, [(("version",), "version a number of more than 18 digits is not supported")]),
    (("version",), DELETED, [((), 'missing key "version"')]),
    (("documents",), {}, [(("documents",), "expected an array, not an object")]),
    (("documents", 0), "a", [(("documents", 0), 'expected an object, not "a"')]),
    (DIALECT, None, [(DIALECT, "expected a name or an object, not null")]),
    (DIALECT, "colon-nd", [(DIALECT, 'unknown dialect "colon-nd"; did you mean "colon-end"?')]),
    (DIALECT, "", [(DIALECT, 'unknown dialect ""')]),
    ((*DIALECT, "opener"), "OPEN", [((*DIALECT, "opener"), 'expected one of "BEGIN FILE", "BEGIN_FILE"')]),
    ((*DIALECT, "words"), DELETED, [(DIALECT, 'missing key "words"')]),
    ((*DIALECT, "block"), True, [(DIALECT, "closer 'END FILE' goes not with block=True")]),
    (
        ("documents", 0, "article", "paragraphs"),
        [{"quotes": [{}]}],
        [
            (("documents", 0, "article", "paragraphs"), "expected 0 paragraphs, as in the document's text, not 1"),
            *(
                (("documents", 0, "article", "paragraphs", 0), f'missing key "{key}"')
                for key in ("text", "start", "end")
            ),
            *(
                (("documents", 0, "article", "paragraphs", 0, "quotes", 0), f'missing key "{key}"')
                for key in QUOTE_KEYS
            ),
        ],
    ),
]


class TestFaults:
    """Every fault has its path and its message, and all are told at once."""

    @pytest.mark.parametrize(
        ("data", "path", "value", "expected"),
        [
            *((DOCUMENT, *fault) for fault in DOCUMENT_FAULTS),
            *((ARTICLE, *fault) for fault in ARTICLE_FAULTS),
            *((CUSTOM, *fault) for fault in BUNDLE_FAULTS),
            *((RECOVERED, *fault) for fault in RECOVERED_FAULTS),
        ],
    )
    def test_one(self, data: Any, path: Path_, value: Any, expected: list[tuple[Path_, str]]) -> None:
        found = problems(edited(data, (path, value)))
        assert [path for path, _ in found] == [f"${path_of(path)}" for path, _ in expected]
        for (_, message), (_, start) in zip(found, expected, strict=True):
            assert message.startswith(start)

    def test_paths_through_a_bundle(self) -> None:
        data = to_data(Bundle([Document("a", ""), from_data(DOCUMENT)]))  # type: ignore[list-item]
        edits: list[tuple[Path_, Any]] = [
            (("documents", 0, "name"), None),
            (("documents", 1, *QUOTE, "start"), 0),
            (("documents", 1, *QUOTE, "speaker", "txt"), ""),
            (("documents", 1, *QUOTE, "children", 0, "rule"), 1),
        ]
        quote = "$.documents[1].article.paragraphs[0].quotes[0]"
        assert problems(edited(data, *edits)) == [
            ("$.documents[0].name", "expected a string, not null"),
            (f"{quote}.start", "0 is not in 3 to 22, where it has to be"),
            (f"{quote}.speaker", 'unknown key "txt"; did you mean "text"?'),
            (f"{quote}.children[0].rule", "expected a string or null, not 1"),
        ]

    @pytest.mark.parametrize("data", [None, [], 1, "a", {}, {"quotes": []}])
    def test_unknown_at_the_top(self, data: Any) -> None:
        expected = (
            "expected an object with the keys of one of: bundle (format and documents), "
            "document (name and text), article (title and paragraphs)"
        )
        assert problems(data) == [("$", expected)]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "not JSON: Expecting value, at line 1, column 1"),
            ('{"a":\n 1,}', "not JSON: "),
            (b"\xff\xff", "not JSON that can be read: "),
            ("1" * 5000, "not JSON that can be read: "),
            ("[" * 200_000, "not JSON that can be read: "),
            ('{"a":' * 200_000, "not JSON that can be read: "),
        ],
    )
    def test_no_json(self, text: str | bytes, message: str) -> None:
        with pytest.raises(JsonError) as caught:
            from_json(text)
        ((path, found),) = caught.value.problems
        assert path == "$"
        assert found.startswith(message)

    def test_line_and_column(self) -> None:
        with pytest.raises(JsonError, match="at line 2, column 3"):
            from_json("[\n1 2]")

    def test_keys_twice(self) -> None:
        document = to_json(Document("a", "x"))
        twice = document.replace('"text":', '"name": "b", "text":')
        text = to_json(Bundle(())).replace("[]", f"[{twice}, {twice}]")
        with pytest.raises(JsonError) as caught:
            from_json("{" + '"format": 1, ' + text.removeprefix("{"))
        assert caught.value.problems == (
            ("$", 'an object has the key "name" more than once'),
            ("$", 'an object has the key "format" more than once'),
        )

    @pytest.mark.parametrize("value", ["x", None, {}, Paragraph("x")])
    def test_values_of_another_type_are_not_written(self, value: Any) -> None:
        message = f"only a Bundle, a Document or an Article can be written as JSON, not a {type(value).__name__}"
        for write in (to_json, to_data):
            with pytest.raises(TypeError, match=message):
                write(value)

    def test_python_values(self) -> None:
        with pytest.raises(JsonError) as caught:
            from_data({"name": b"", "text": {1}, 5: (), "attributes": [], "complete": True, "article": None})
        assert caught.value.problems == (
            ("$", "unknown key 5"),
            ("$.name", "expected a string, not a Python bytes"),
            ("$.text", "expected a string, not a Python set"),
        )

    def test_depth(self) -> None:
        def nested(depth: int) -> Article:
            text = "x" * depth
            quote = Quote(text, 0, depth)
            for _ in range(depth - 1):
                quote = Quote(text, 0, depth, children=[quote])
            return Article("T", [Paragraph(text, [quote])])

        assert from_json(to_json(nested(64))) == nested(64)
        path = "$.paragraphs[0].quotes[0]" + ".children[0]" * 63 + ".children"
        expected = ((path, "quotes stand in quotes more than 64 deep"),)
        for depth in (65, 500):
            with pytest.raises(JsonError) as caught:
                to_json(nested(depth))
            assert caught.value.problems == expected
        data = to_data(nested(64))
        deepest = data["paragraphs"][0]["quotes"][0]
        while deepest["children"]:
            deepest = deepest["children"][0]
        deepest["children"] = [deepest]  # without end
        with pytest.raises(JsonError) as caught:
            from_data(data)
        assert caught.value.problems == expected

    def test_quotes_by_hand(self) -> None:
        longer = Paragraph("a b c", [Quote("a b", 0, 3), Quote("c", 4, 5, cue=Mention("c", 4, 6))])
        elsewhere = Paragraph("d", [Quote("d", 0, 1, speaker=Mention("a", 0, 1, paragraph=-2))])
        f, g = Mention("f", 0, 1), Candidate(Mention("g", 0, 1), "by-hand", 0.5)
        other = Paragraph("e", [Quote("e", 0, 1, speaker=f, evidence=f, runner_up=g)])
        article = Article("T", [longer, elsewhere, other])
        expected = [
            ("paragraphs[0].quotes[1].cue.end", "9 is not after 7 and up to 8"),
            ("paragraphs[1].quotes[0].speaker.paragraph", "-2 from paragraph 1 is none of 0 to 2"),
            ("paragraphs[2].quotes[0].speaker.text", 'expected "e", as stands there, not "f"'),
            ("paragraphs[2].quotes[0].evidence.text", 'expected "e", as stands there, not "f"'),
            ("paragraphs[2].quotes[0].runner_up.speaker.text", 'expected "e", as stands there, not "g"'),
        ]
        with pytest.raises(JsonError) as caught:
            to_json(article)
        assert caught.value.problems == tuple((f"$.{path}", message) for path, message in expected)

    def test_quotes_by_hand_in_a_bundle(self) -> None:
        document = from_data(DOCUMENT)
        assert isinstance(document, Document)
        quote = Quote("e", 0, 1, speaker=Mention("f", 0, 1))
        object.__setattr__(document, "_article", Article("T", [Paragraph("e", [quote])]))
        path = "article.paragraphs[0].quotes[0].speaker.text"
        with pytest.raises(JsonError) as caught:
            to_json(document)
        assert [where for where, _ in caught.value.problems] == [f"$.{path}"]
        bundle = Bundle([document, Document("b", "T"), document])
        for indent in (None, 1):
            with pytest.raises(JsonError) as caught:
                to_json(bundle, indent=indent)
            paths = [where for where, _ in caught.value.problems]
            assert paths == [f"$.documents[0].{path}", f"$.documents[2].{path}"]


NAMES = sorted({key for model in json_schema()["$defs"].values() for key in model["properties"]})
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=3)
    | st.sampled_from(["", "seeddoc", "canonical", "T", "direct", 1]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner, max_size=8)
    ),
    max_leaves=12,
)


@st.composite
def nearly(draw: st.DrawFn) -> Any:
    """Draw good JSON in which one value or more is another one, or not there."""
    data = copy.deepcopy(draw(st.sampled_from([DOCUMENT, ARTICLE, CUSTOM, RECOVERED])))
    for _ in range(draw(st.integers(1, 3))):
        holder, step = draw(st.sampled_from([*_places(data)] or [({}, "name")]))
        if draw(st.booleans()):
            holder[step] = draw(anything | st.integers(0, 45))
        else:
            holder.pop(step, None) if isinstance(holder, dict) else holder.pop(step)
    return data


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every array and object together with every key of it."""
    for key, value in [*(data.items() if isinstance(data, dict) else enumerate(data))]:
        yield data, key
        if isinstance(value, (dict, list)):
            yield from _places(value)


class TestTotality:
    """No JSON raises anything but JsonError; what is read is written and read again."""

    @given(anything | nearly())
    def test_any_json(self, data: Any) -> None:
        text = json.dumps(data)
        try:
            value = from_json(text)
        except JsonError as error:
            found = error
        else:
            assert VALIDATOR.is_valid(json.loads(text))
            assert from_json(to_json(value)) == value
            return
        assert found.problems
        assert all(path.startswith("$") and message for path, message in found.problems)
        str(found).encode()

    @given(st.text() | st.binary())
    def test_any_text(self, text: str | bytes) -> None:
        with pytest.raises(JsonError):
            from_json(text)


class TestSchema:
    """The published schema is the one of the code, and says what is written."""

    def test_published(self) -> None:
        path = ROOT / "docs" / "schema" / "seeddoc-1.schema.json"
        assert path.read_text(encoding="utf-8") == json.dumps(json_schema(), indent=2) + "\n"

    def test_is_a_schema(self) -> None:
        Draft202012Validator.check_schema(json_schema())
        assert json_schema()["$id"] == "urn:seeddoc:schema:1"

    def test_is_new_each_time(self) -> None:
        json_schema()["$defs"].clear()
        json_schema()["$defs"]["document"]["properties"]["name"].clear()
        assert json_schema()["$defs"]["document"]["properties"]["name"]["type"] == "string"

    def test_describes_everything(self) -> None:
        for name, model in json_schema()["$defs"].items():
            assert model["additionalProperties"] is False
            optional = {"diagnostics", "outside"} if name == "bundle" else set()
            assert model["required"] == [key for key in model["properties"] if key not in optional]
            assert all(each["description"] for each in (model, *model["properties"].values()))

    @pytest.mark.parametrize(
        ("name", "model"), [("quote", Quote), ("mention", Mention), ("candidate", Candidate), ("dialect", Dialect)]
    )
    def test_has_the_fields_of_the_models(self, name: str, model: type[attrs.AttrsInstance]) -> None:
        fields = {field.name for field in attrs.fields(model)} - {"anchor"}
        assert set(json_schema()["$defs"][name]["properties"]) == fields

    def test_has_the_keys_of_what_is_recovered(self) -> None:
        assert FAULTY.errors
        for name, (item, *_) in (("diagnostic", RECOVERED["diagnostics"]), ("span", RECOVERED["outside"])):
            assert [*json_schema()["$defs"][name]["properties"]] == [*item]

    @pytest.mark.parametrize("data", [DOCUMENT, ARTICLE, CUSTOM, RECOVERED, to_data(Bundle())])
    def test_accepts(self, data: Any) -> None:
        assert VALIDATOR.is_valid(data)

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            (("name",), "a\n"),
            (("text",), None),
            (("attributes",), [["k"]]),
            (("attributes",), [["k", "v", "w"]]),
            (("attributes",), [["1", "v"]]),
            (("attributes",), [["k", "\n"]]),
            (("more",), 1),
            ((*QUOTE, "start"), -1),
            ((*QUOTE, "kind"), "other"),
            ((*QUOTE, "speaker"), {}),
            ((*QUOTE, "speaker", "name"), "\n\xa0"),
            ((*QUOTE, "evidence"), {}),
            ((*QUOTE, "confidence"), 1.5),
            ((*QUOTE, "confidence"), True),
            ((*QUOTE, "runner_up"), {**RUNNER_UP, "speaker": None}),
            ((*QUOTE, "runner_up"), {**RUNNER_UP, "confidence": -1}),
            ((*QUOTE, "children"), DELETED),
        ],
    )
    def test_refuses(self, path: Path_, value: Any) -> None:
        data = edited(DOCUMENT, (path, value))
        assert not VALIDATOR.is_valid(data)
        assert problems(data)
