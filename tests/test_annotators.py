"""Quotations in the forms of annotators: exact on every text, and back from brat."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc import Article, Bundle, Document, Mention, Paragraph, Quote, load, parse_article, strategies
from seeddoc.annotators import (
    BRAT_CONFIG,
    CSV_COLUMNS,
    IOB_COLUMNS,
    Standoff,
    read_standoff,
    restore_cell,
    to_spacy,
    write_csv,
    write_iob,
    write_spacy,
    write_standoff,
    write_tei,
)
from seeddoc.annotators._marked import find_marked
from seeddoc.annotators._tokens import find_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hypothesis.strategies import SearchStrategy

ROOT = Path(__file__).resolve().parent.parent
TEI = "{http://www.tei-c.org/ns/1.0}"

TEXT = (
    "The river\n\n“We ‘wait’,” said Ann\nRoe. “It rains.”\n\nThe mayor’s “plan”.\n\n"
    "According to Bo Lind, the bridge is “safe\tand\u2028sound”.\n"
)
DOCUMENT = Document("a.txt", TEXT)


def documents() -> SearchStrategy[Document]:
    """Documents with quotations that are known, or of any characters, or without an article."""
    known = strategies.quoted_articles().map(lambda known: known.article.to_text())
    return strategies.documents(texts=known | known | strategies.article_texts() | strategies.texts())


def bundles(min_size: int = 0) -> SearchStrategy[Bundle]:
    return strategies.bundles(documents=documents(), min_size=min_size)


def by_hand(quote: Quote, numbers: dict[int, int]) -> Quote:
    """Return a quote as people would have marked it."""
    return attrs.evolve(
        quote,
        statement=numbers.setdefault(quote.statement, len(numbers)),
        rule=None,
        evidence=None,
        confidence=None,
        runner_up=None,
        children=[by_hand(child, numbers) for child in quote.children],
    )


def all_by_hand(article: Article) -> list[list[Quote]]:
    numbers: dict[int, int] = {}
    return [[by_hand(quote, numbers) for quote in paragraph.quotes] for paragraph in article.paragraphs]


# --- Places -----------------------------------------------------------------------------------------------


class TestPlaces:
    @given(documents())
    def test_every_span_is_what_it_says(self, document: Document) -> None:
        for number, marked in enumerate(find_marked(document)):
            assert marked.number == number
            assert marked.quote.text in document.text[marked.span.start : marked.span.end]
            for mention, span in ((marked.quote.speaker, marked.speaker), (marked.quote.cue, marked.cue)):
                assert (mention is None) == (span is None)
                if mention and span:
                    assert document.text[span.start : span.end] == mention.text

    def test_nested_ones_know_their_parents(self) -> None:
        found = [(each.number, each.parent, each.quote.text, each.name) for each in find_marked(DOCUMENT)]
        assert found == [
            (0, None, "We ‘wait’,", "Ann Roe"),
            (1, 0, "wait", ""),
            (2, None, "It rains.", "Ann Roe"),
            (3, None, "plan", ""),
            (4, None, "safe\tand\u2028sound", "Bo Lind"),
        ]

    @pytest.mark.parametrize("place", [{"paragraph": 1}, {"paragraph": -1}, {"end": 99}])
    def test_a_speaker_that_stands_nowhere(self, place: dict[str, Any]) -> None:
        speaker = Mention("x", 0, place.pop("end", 1), **place)
        article = Article("T", [Paragraph("“x”", [Quote("x", 0, 3, speaker=speaker)])])
        with pytest.raises(ValueError, match="'x', of a quote in paragraph 0, stands in no paragraph"):
            find_marked(article)

    def test_what_has_no_article(self) -> None:
        for document in (Document("a", " \n"), Document("b", "YQ==", (("encoding", "base64"),))):
            assert find_marked(document) == ()

    def test_of_other_things(self) -> None:
        with pytest.raises(TypeError, match="expected a Document or an Article, not str"):
            find_marked(TEXT)  # type: ignore[arg-type]


class TestTokens:
    @given(strategies.texts(), st.data())
    def test_they_hold_all_but_white_space(self, text: str, data: st.DataObject) -> None:
        borders = data.draw(st.sets(st.integers(0, len(text)), max_size=5))
        spans = list(find_tokens(text, 0, len(text), borders))
        assert all(span.start < span.end for span in spans)
        assert "".join(text[span.start : span.end] for span in spans) == "".join(text.split())
        assert not any(span.start < border < span.end for span in spans for border in borders)

    def test_words(self) -> None:
        text = "Don't—e\u0301lan_7, 1.5 文書"
        found = [text[span.start : span.end] for span in find_tokens(text, 0, len(text), [1])]
        assert found == ["D", "on", "'", "t", "—", "e\u0301lan_7", ",", "1", ".", "5", "文書"]


# --- brat -------------------------------------------------------------------------------------------------

WRITTEN = """\
T1\tQuotation 11 23\t“We ‘wait’,”
T2\tSpeaker 29 32;33 36\tAnn Roe
#1\tAnnotatorNotes T2\tAnn Roe
T3\tCue 24 28\tsaid
E1\tQuotation:T1 Speaker:T2 Cue:T3
A1\tKind E1 direct
T4\tQuotation 15 21\t‘wait’
E2\tQuotation:T4
A2\tKind E2 bare
T5\tQuotation 38 49\t“It rains.”
E3\tQuotation:T5 Speaker:T2
A3\tKind E3 direct
R1\tContinues Arg1:T5 Arg2:T1
"""


class TestBrat:
    def test_a_file(self) -> None:
        standoff = write_standoff(DOCUMENT)
        assert standoff.text == TEXT
        assert standoff.annotations.startswith(WRITTEN)
        start = TEXT.index("“safe")
        places = f"{start} {start + 5};{start + 6} {start + 9};{start + 10} {start + 16}"
        assert f"Quotation {places}\t“safe and sound”\n" in standoff.annotations

    @given(documents())
    def test_fragments_are_the_text_without_line_breaks(self, document: Document) -> None:
        standoff = write_standoff(document)
        assert standoff.text == document.text
        for line in standoff.annotations.split("\n"):
            assert len(line.splitlines()) <= 1
            if line.startswith("T"):
                _, where, words = line.split("\t")
                pieces = [[int(place) for place in piece.split()] for piece in where.split(" ", 1)[1].split(";")]
                assert " ".join(document.text[start:end] for start, end in pieces) == words
                assert all(start < end for start, end in pieces)

    @given(documents())
    def test_the_same_quotes_come_back(self, document: Document) -> None:
        if not document.text.strip(WHITE_SPACE):
            return
        standoff = write_standoff(document)
        article = read_standoff(standoff.text, standoff.annotations)
        assert article.to_text() == document.text
        wanted = [[]] * len(article.paragraphs) if document.is_base64 else all_by_hand(document.article)
        assert [list(paragraph.quotes) for paragraph in article.paragraphs] == wanted
        again = write_standoff(article)
        assert read_standoff(again.text, again.annotations).quotes == article.quotes

    def test_what_people_edit(self) -> None:
        text = "T\n\nAnn Roe and Bo Lind spoke: “Go.”\n\nLater “Stop” was heard."
        lines = [
            "T9\tQuotation 30 35\t“Go.”",
            "T2 \tnot one of ours",
            "T3\tSpeaker 3 10\tAnn Roe",
            "T4\tSpeaker 15 22\tBo Lind",
            "T5\tCue 23 28\tspoke",
            "E1\tQuotation:T9 Speaker:T3 Speaker2:T4 Cue:T5",
            "T6\tQuotation 43 49\t“Stop”",
            "T7\tPlace 0 1\tT",
            "*\tEquiv T3 T4",
            "A9\tNegated E1",
            "R9\tNear Arg1:T3 Arg2:T4",
            "R8\tContinues Arg1:T6 Arg2:T99",
            "#4\tAnnotatorNotes T3\t  ",
            "#5\tOther T3\tx",
            "N1\tReference T3 Wikidata:Q1\tAnn Roe",
            "",
        ]
        article = read_standoff(text, "\r\n".join(lines))
        go, stop = article.quotes
        assert go == Quote("Go.", 27, 32, "direct", Mention("Ann Roe", 0, 7), Mention("spoke", 20, 25))
        assert stop == Quote("Stop", 6, 12, "bare", statement=1)
        document = Document("a", text).with_article(article)
        assert document.article.quotes == (go, stop)
        assert write_standoff(document).text == text

    def test_a_speaker_in_another_paragraph(self) -> None:
        text = "T\n\nAnn Roe stood up.\n\n“Go.”"
        (quote,) = read_standoff(
            text, "T1\tQuotation 22 27\tx\nT2\tSpeaker 3 10\tx\nE1\tQuotation:T1 Speaker:T2\nA1\tKind T1 mixed\n"
        ).quotes
        assert quote.speaker == Mention("Ann Roe", 0, 7, paragraph=-1)
        assert quote.kind == "mixed"

    def test_marks(self) -> None:
        text = "T\n\n``a'' 'b' x “c"
        lines = ["T1\tQuotation 3 8\tx", "T2\tQuotation 9 12\tx", "T3\tQuotation 13 14\tx", "T4\tQuotation 15 17\tx"]
        found = [(quote.text, quote.closed) for quote in read_standoff(text, "\n".join(lines)).quotes]
        assert found == [("a", True), ("b", True), ("x", True), ("c", False)]
        cut = read_standoff("T\n\n“c”", "T1\tQuotation 3 6\tx\nA1\tUnclosed T1\n")
        assert [(quote.text, quote.closed) for quote in cut.quotes] == [("c”", False)]

    @pytest.mark.parametrize(
        ("lines", "message"),
        [
            (["T1\tQuotation 3 99\tx"], "line 1 is no annotation of this text: 'T1\\\\tQuotation 3 99"),
            (["", "T1\tQuotation 5 5\tx"], "line 2 is no annotation"),
            (["T1\tQuotation x 5\tx"], "line 1 is no annotation"),
            (["T1\t"], "line 1 is no annotation"),
            (["A1\tKind E1"], "line 1 is no annotation"),
            (["E1\tQuotation"], "line 1 is no annotation"),
            (["T1\tQuotation 0 1\tT"], "line 1: the span from 0 to 1 does not stand in one paragraph"),
            (["T1\tQuotation 3 14\tx"], "line 1: the span from 3 to 14 does not stand in one paragraph"),
            (
                ["T1\tQuotation 3 6\tx", "A1\tKind T1 odd"],
                "line 1: a quotation is one of bare, direct, mixed, not 'odd'",
            ),
            (["T1\tQuotation 3 6\tx", "E1\tQuotation:T1 Cue:T2"], "an event names T2 as its Cue, which is not there"),
            (
                ["T1\tQuotation 3 6\tx", "T2\tQuotation 5 8\tx"],
                "line 2: this quotation overlaps the one of line 1",
            ),
        ],
    )
    def test_what_does_not_fit_the_text(self, lines: list[str], message: str) -> None:
        with pytest.raises(ValueError, match=message):
            read_standoff("T\n\nabcdefg\n\nhij", "\n".join(lines))

    def test_breaks_at_the_borders(self) -> None:
        quotes = [Quote("\tb\u2028", 1, 4)]
        written = write_standoff(Article("T", [Paragraph("a\tb\u2028c", quotes)])).annotations
        assert written.startswith("T1\tQuotation 5 6\tb\n")
        breaks = Article("T", [Paragraph("a\t\u2028c", [Quote("\t\u2028", 1, 3)])])
        with pytest.raises(ValueError, match="brat cannot mark what is all line breaks and tabs, from 4 to 6"):
            write_standoff(breaks)

    def test_config_names_what_is_written(self) -> None:
        for word in ("Quotation", "Speaker", "Cue", "Continues", "Kind", "bare|direct|mixed"):
            assert word in BRAT_CONFIG

    def test_values(self) -> None:
        assert write_standoff(parse_article("T")) == Standoff("T", "")
        with pytest.raises(ValueError, match="this is the article of another text"):
            DOCUMENT.with_article(parse_article("T"))


WHITE_SPACE = "".join(
    map(chr, (*range(9, 14), 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000))
)


# --- CSV --------------------------------------------------------------------------------------------------


def rows_of(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table, newline="")))


class TestCsv:
    @given(bundles())
    def test_every_cell_comes_back(self, bundle: Bundle) -> None:
        rows = rows_of(write_csv(bundle))
        found = [(document, marked) for document in bundle for marked in find_marked(document)]
        assert len(rows) == len(found)
        for row, (document, marked) in zip(rows, found, strict=True):
            assert restore_cell(row["document"]) == document.name
            assert restore_cell(row["text"]) == marked.quote.text
            assert (int(row["start"]), int(row["end"])) == (marked.span.start, marked.span.end)
            assert restore_cell(row["speaker_name"]) == marked.name
            assert restore_cell(row["cue"]) == (marked.quote.cue.text if marked.quote.cue else "")
            assert row["parent"] == ("" if marked.parent is None else str(marked.parent))

    @given(bundles())
    def test_no_cell_is_a_formula(self, bundle: Bundle) -> None:
        for row in csv.reader(io.StringIO(write_csv(bundle), newline="")):
            assert not any(re.match("[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r\n]", cell) for cell in row)

    @pytest.mark.parametrize(
        "text", ["=1+1", "+1", "-1", "@x", "\tx", "\uff1dx", "'=x", "''+x", "'x", "x=1", "", "'", "''", "\r=x"]
    )
    def test_guard(self, text: str) -> None:
        document = Document(text, "T\n\n“=1+1” said Ann Roe.")
        (row,) = rows_of(write_csv([document]))
        assert restore_cell(row["document"]) == text
        assert row["text"] == "'=1+1"

    def test_head(self) -> None:
        assert write_csv([]) == ",".join(CSV_COLUMNS) + "\r\n"


# --- IOB --------------------------------------------------------------------------------------------------


def read_iob(text: str) -> Iterator[list[list[str]]]:
    """Read the lines of each document, as fields."""
    for part in text.split("-DOCSTART- -X- O O\n\n")[1:]:
        yield [line.split("\t") for line in part.split("\n") if line]


def spans_of(lines: Iterable[list[str]], column: str) -> list[tuple[int, int]]:
    at, found = IOB_COLUMNS.index(column), list[tuple[int, int]]()
    for line in lines:
        if line[at].startswith("B-"):
            found.append((int(line[1]), int(line[2])))
        elif line[at].startswith("I-"):
            found[-1] = found[-1][0], int(line[2])
    return found


class TestIob:
    @given(bundles())
    def test_tags_are_exact(self, bundle: Bundle) -> None:
        read = list(read_iob(write_iob(bundle)))
        assert len(read) == len(bundle)
        for document, lines in zip(bundle, read, strict=True):
            assert all(len(line) == len(IOB_COLUMNS) for line in lines)
            assert all(document.text[int(start) : int(end)] == token for token, start, end, *_ in lines)
            outer = [marked.span for marked in find_marked(document) if marked.parent is None]
            assert [document.text[start:end].strip() for start, end in spans_of(lines, "quotation")] == [
                document.text[span.start : span.end].strip() for span in outer
            ]
            speakers = {(each.speaker.start, each.speaker.end) for each in find_marked(document) if each.speaker}
            assert set(spans_of(lines, "speaker")) <= speakers

    def test_a_file(self) -> None:
        lines = write_iob([Document("a", "T\n\n“Go ‘now’,” said Ann Roe.")]).split("\n")
        assert lines[:4] == ["-DOCSTART- -X- O O", "", "T\t0\t1\tO\tO\tO\tO", ""]
        assert [line.split("\t")[0] + " " + " ".join(line.split("\t")[3:]) for line in lines[4:-2]] == [
            "“ O O O B-Quotation",
            "Go O O O I-Quotation",
            "‘ O O B-Quotation I-Quotation",
            "now O O I-Quotation I-Quotation",
            "’ O O I-Quotation I-Quotation",
            ", O O O I-Quotation",
            "” O O O I-Quotation",
            "said O B-Cue O O",
            "Ann B-Speaker O O O",
            "Roe I-Speaker O O O",
            ". O O O O",
        ]

    def test_of_two_speakers_that_overlap_one_counts(self) -> None:
        first, second = Mention("Ann Roe", 8, 15), Mention("Roe", 12, 15)
        quotes = [Quote("a", 0, 3, speaker=first), Quote("b", 4, 7, speaker=second)]
        article = Article("T", [Paragraph("“a” “b” Ann Roe", quotes)])
        document = Document("x", article.to_text()).with_article(article)
        (lines,) = read_iob(write_iob([document]))
        assert spans_of(lines, "speaker") == [(11, 18)]


# --- spaCy ------------------------------------------------------------------------------------------------


class TestSpacy:
    @given(documents())
    def test_tokens_and_spans(self, document: Document) -> None:
        data = to_spacy(document)
        text, tokens = document.text, data["tokens"]
        assert data["text"] == text
        joined = ""
        for token in tokens:
            joined += " " * (token["start"] - len(joined)) + text[token["start"] : token["end"]]
        assert joined + " " * (len(text) - len(joined)) == text
        starts, ends = {token["start"] for token in tokens}, {token["end"] for token in tokens}
        assert all(
            span["start"] in starts and span["end"] in ends for layer in data["spans"].values() for span in layer
        )

    def test_lines(self) -> None:
        (line,) = write_spacy([DOCUMENT]).splitlines()
        data = json.loads(line)
        assert data == to_spacy(DOCUMENT)
        assert [(span["label"], span["kb_id"]) for span in data["spans"]["cues"]] == [("CUE", "0"), ("CUE", "4")]


# --- TEI --------------------------------------------------------------------------------------------------


def text_of(element: ET.Element) -> str:
    """Return the text of an element, with the characters that stand in it by number."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{TEI}g":
            parts.append(chr(int(child.attrib["n"].replace("U+", "0x"), 0)))
        else:
            parts.append(text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


class TestTei:
    @given(bundles(min_size=1))
    def test_it_holds_the_texts(self, bundle: Bundle) -> None:
        corpus = ET.fromstring(write_tei(bundle).encode())  # noqa: S314 - our own
        parts = corpus.findall(f"{TEI}TEI")
        assert len(parts) == len(bundle)
        for document, part in zip(bundle, parts, strict=True):
            blocks = [text_of(each) for each in part.iter() if each.tag in {f"{TEI}head", f"{TEI}p", f"{TEI}ab"}][2:]
            if document.is_base64 or not document.text.strip(WHITE_SPACE):
                assert blocks == [document.text]
            else:
                article = document.article
                assert blocks == [article.title, *(each.text for each in article.paragraphs)]
            said = [text_of(each) for each in part.iter(f"{TEI}said")]
            assert said == [document.text[each.span.start : each.span.end] for each in find_marked(document)]

    def test_speakers(self) -> None:
        corpus = ET.fromstring(write_tei([DOCUMENT]))  # noqa: S314 - our own
        people = {
            f"#{person.attrib['{http://www.w3.org/XML/1998/namespace}id']}": text_of(person)
            for person in corpus.iter(f"{TEI}person")
        }
        assert people == {"#d1p1": "Ann Roe", "#d1p2": "Bo Lind"}
        said = [people.get(each.attrib.get("who", "")) for each in corpus.iter(f"{TEI}said")]
        assert said == ["Ann Roe", None, "Ann Roe", None, "Bo Lind"]
        assert [(each.attrib["type"], text_of(each)) for each in corpus.iter(f"{TEI}seg")] == [
            ("cue", "said"),
            ("speaker", "Ann\nRoe"),
            ("cue", "According to"),
            ("speaker", "Bo Lind"),
        ]

    def test_what_overlaps_is_cut(self) -> None:
        text = "ab “cd” ef gh"
        quotes = [Quote("cd", 3, 7, speaker=Mention("b “c", 1, 5), cue=Mention("d” ef", 5, 10))]
        other = Quote("gh", 11, 13, speaker=Mention("ef g", 8, 12), cue=Mention("ab", 0, 2))
        article = Article("T", [Paragraph(text, [*quotes, other])])
        written = write_tei([Document("x", article.to_text()).with_article(article)])
        corpus = ET.fromstring(written)  # noqa: S314 - our own
        assert [text_of(each) for each in corpus.iter(f"{TEI}p")][-1] == text
        assert [text_of(each) for each in corpus.iter(f"{TEI}said")] == ["“cd”", "gh"]
        pieces = [(each.attrib["type"], each.attrib.get("part"), text_of(each)) for each in corpus.iter(f"{TEI}seg")]
        assert "".join(words for role, _, words in pieces if role == "speaker") == "b “cef g"
        assert {part for _, part, _ in pieces} >= {"I", "F"}

    def test_many_that_overlap(self) -> None:
        text = "abcdefghij “x” “y”"
        quotes = [
            Quote("x", 11, 14, speaker=Mention("abcde", 0, 5), cue=Mention("defgh", 3, 8)),
            Quote("y", 15, 18, speaker=Mention("efghij", 4, 10)),
        ]
        article = Article("T", [Paragraph(text, quotes)])
        document = Document("x", article.to_text()).with_article(article)
        corpus = ET.fromstring(write_tei([document]))  # noqa: S314 - our own
        assert [text_of(each) for each in corpus.iter(f"{TEI}p")][-1] == text
        roles = [(each.attrib["type"], text_of(each)) for each in corpus.iter(f"{TEI}seg") if each.get("part") == "F"]
        assert {role for role, _ in roles} == {"speaker", "cue"}

    def test_characters(self) -> None:
        document = Document('a<"\t\n'.replace("\n", "") + "\x01", "T\x08 & <b>\n\nx\r\ny\x00\ufffe")
        corpus = ET.fromstring(write_tei([document]))  # noqa: S314 - our own
        assert corpus[1].attrib["n"] == 'a<"\tU+0001'
        assert [text_of(each) for each in corpus[1].iter(f"{TEI}head")] == ["T\x08 & <b>"]
        assert [text_of(each) for each in corpus[1].iter(f"{TEI}p")][-1] == "x\r\ny\x00\ufffe"

    def test_nothing(self) -> None:
        with pytest.raises(ValueError, match="a TEI corpus holds at least one document"):
            write_tei([])


def test_the_seed_document() -> None:
    bundle = load(ROOT / "seeds" / "bundle.txt")
    assert write_iob(bundle).count("B-Quotation") == 4
    assert write_tei(bundle).count("<said ") == 4
    assert len(rows_of(write_csv(bundle))) == 4
