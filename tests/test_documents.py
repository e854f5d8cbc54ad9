"""Documents and bundles: what can be built, and how they behave."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from typing import Any

import attrs
import pytest

from seeddoc import CANONICAL, PRESETS, ArticleError, Bundle, Document, Position, loads, parse
from seeddoc.quotes.cues import load_cues
from seeddoc.quotes.english import english

A, B, ANONYMOUS = Document("a", "x"), Document("b", "y\n"), Document("", "z")


class TestDocument:
    def test_fields(self) -> None:
        document = Document("a", "x", [("Size", "1"), ["k", ""]])  # type: ignore[list-item]
        assert document.attributes == (("Size", "1"), ("k", ""))
        assert document.complete
        assert document.position is None
        assert document == Document("a", "x", (("Size", "1"), ("k", "")))
        assert repr(document) == "Document(name='a', text='x', attributes=(('Size', '1'), ('k', '')), complete=True)"

    @pytest.mark.parametrize("name", ["a\rb", "\x00", "\u2028", "\ufeff", " ", "<<<END>>>", "é𝄞"])
    def test_names(self, name: str) -> None:
        assert Document(name, "").name == name

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"name": "a\nb"}, "a name holds a line break"),
            ({"name": "\ud800"}, "a name holds a lone surrogate"),
            ({"attributes": [("k", "a\nb")]}, "the value of 'k' holds a line break"),
            ({"attributes": [("k", "\udcff")]}, "the value of 'k' holds a lone surrogate"),
            ({"attributes": [("1", "")]}, "the key '1' is not"),
            ({"attributes": [("", "")]}, "the key '' is not"),
            ({"attributes": [("a b", "")]}, "the key 'a b' is not"),
            ({"attributes": [("é", "")]}, "the key 'é' is not"),
            ({"attributes": [("k\n", "")]}, "a key holds a line break"),
            ({"attributes": [("path", "b")]}, "is how a name is written"),
            ({"attributes": [("PATH", "b")]}, "is how a name is written"),
            ({"attributes": [("k", ""), ("K", "")]}, "stands twice"),
        ],
    )
    def test_refused(self, fields: dict[str, Any], message: str) -> None:
        with pytest.raises(ValueError, match=message):
            Document(**{"name": "a", "text": "x", **fields})
        with pytest.raises(ValueError, match=message):
            attrs.evolve(A, **fields)

    @pytest.mark.parametrize(
        "fields",
        [
            *({"name": 7}, {"name": None}, {"text": b"x"}, {"complete": 1}),
            *({"attributes": [pair]} for pair in (("k", 7), (7, "v"), ("k",), "kv")),
        ],
    )
    def test_wrong_types(self, fields: dict[str, Any]) -> None:
        with pytest.raises(TypeError):
            Document(**{"name": "a", "text": "x", **fields})

    def test_it_is_frozen(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            A.name = "b"  # type: ignore[misc]
        with pytest.raises(AttributeError):
            A.other = "b"  # type: ignore[attr-defined]

    def test_positions(self) -> None:
        for data in ("\n<<<FILE é>>>\nx\n<<<END>>>\n", "\n<<<FILE é>>>\nx\n<<<END>>>\n".encode()):
            document = loads(data)[0]
            assert document.position == Position(14, 15, 14, 3, 1)
            assert attrs.evolve(document, text="y").position is None
            again = pickle.loads(pickle.dumps(document))  # noqa: S301 (made here)
            assert (again, again.position, again.article.position) == (document, document.position, document.position)

    def test_article(self) -> None:
        document = Document("a", "Title\n\nOne.")
        assert document.article is document.article
        assert document.article.title == "Title"
        with pytest.raises(ArticleError):
            _ = Document("a", "\n").article

    def test_base64(self) -> None:
        document = Document("a", "eA==", (("Encoding", "BASE64"),))
        assert document.is_base64
        assert not A.is_base64
        assert (document.data, A.data) == (b"x", b"x")


class TestBundle:
    BUNDLE = Bundle(iter([A, B]), PRESETS["end"])

    def test_it_is_a_sequence(self) -> None:
        bundle = self.BUNDLE
        assert isinstance(bundle, Sequence)
        assert (len(bundle), list(bundle), bundle.documents) == (2, [A, B], (A, B))
        assert (bundle[0], bundle[-1], bundle.index(B), bundle.count(A)) == (A, B, 1, 1)
        assert list(reversed(bundle)) == [B, A]
        with pytest.raises(IndexError):
            _ = bundle[2]

    def test_parts_keep_the_dialect(self) -> None:
        part = self.BUNDLE[1:]
        assert part == Bundle([B])
        assert part.dialect == PRESETS["end"]

    def test_names(self) -> None:
        bundle = Bundle([A, ANONYMOUS, B, A, ANONYMOUS])
        assert bundle.names == ("a", "", "b", "a", "")
        assert bundle.duplicates == ("a",)
        assert bundle["b"] is bundle["b"] is B
        with pytest.raises(KeyError, match="2 documents are named 'a'"):
            _ = bundle["a"]
        with pytest.raises(KeyError, match="missing"):
            _ = bundle["missing"]
        assert self.BUNDLE.duplicates == ()

    @pytest.mark.parametrize(
        ("item", "expected"), [("a", True), ("c", False), (A, True), (ANONYMOUS, False), (7, False)]
    )
    def test_contains(self, item: object, expected: bool) -> None:
        assert (item in self.BUNDLE) is expected

    @pytest.mark.parametrize("key", [None, 1.5, b"a"])
    def test_other_keys(self, key: Any) -> None:
        with pytest.raises((KeyError, TypeError)):
            _ = self.BUNDLE[key]

    def test_it_is_a_value(self) -> None:
        assert Bundle([A, B]) == self.BUNDLE
        assert Bundle([A, B]).dialect == CANONICAL
        assert hash(self.BUNDLE) == hash(Bundle([A, B]))
        assert Bundle([B, A]) != self.BUNDLE
        others: list[object] = [[A, B], (A, B)]
        assert self.BUNDLE not in others
        assert len({self.BUNDLE, Bundle([A, B])}) == 1
        again = pickle.loads(pickle.dumps(self.BUNDLE))  # noqa: S301 (made here)
        assert again == self.BUNDLE
        assert again["a"] == A
        assert Bundle() == Bundle([])

    @pytest.mark.parametrize("documents", [["a"], [None], "ab", [("a", "x")]])
    def test_what_it_does_not_hold(self, documents: Any) -> None:
        with pytest.raises(TypeError, match="a bundle holds documents"):
            Bundle(documents)

    def test_its_dialect_is_one(self) -> None:
        with pytest.raises(TypeError, match="dialect is a Dialect"):
            Bundle([A], "end")  # type: ignore[arg-type]

    def test_an_edited_bundle_finds_by_its_own_names(self) -> None:
        assert self.BUNDLE["a"] == A
        edited = attrs.evolve(self.BUNDLE, documents=[Document("c", "x")])
        assert edited["c"].text == "x"
        assert edited.names == ("c",)
        with pytest.raises(KeyError):
            _ = edited["a"]


def test_what_was_read_can_be_edited() -> None:
    document = parse('<<<FILE path="a" lang="en">>>\nx\n<<<END>>>\n').bundle[0]
    edited = attrs.evolve(document, name="b", attributes=(*document.attributes, ("k", "v")))
    assert edited == Document("b", "x", (("lang", "en"), ("k", "v")))


class TestWithLanguage:
    LANGUAGE = english(load_cues("english").with_cues("drawl\tverb\tspeech\t2\n"))
    TEXT = "A title\n\nIt was “late”, drawled Bo Lind."

    def test_its_article_is_read_in_it(self) -> None:
        document = loads(f"<<<FILE a>>>\n{self.TEXT}\n<<<END FILE>>>\n")[0]
        other = document.with_language(self.LANGUAGE)
        assert other == document
        assert other.position == document.position
        (quote,) = other.article.quotes
        assert quote.cue is not None
        assert quote.cue.text == "drawled"
        assert quote.position is not None
        assert quote.position.line == 4
        assert document.article.quotes[0].cue is None
        assert pickle.loads(pickle.dumps(other)).article.quotes[0].cue is None  # noqa: S301 - its own

    def test_what_is_no_article_stays_none(self) -> None:
        document = Document("a", " ").with_language(self.LANGUAGE)
        with pytest.raises(ArticleError):
            _ = document.article
