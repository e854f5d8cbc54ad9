"""What a notebook shows of the models: light, escaped, and complete in itself."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from seeddoc import Article, Bundle, Document, Mention, Paragraph, Quote, load, parse
from seeddoc.html import inline
from seeddoc.html.palette import HUES, LINES, mix
from seeddoc.reports import visible
from tests.pages import PAYLOADS, Node, contrast, parse_html

SEEDS: Final = Path(__file__).resolve().parent.parent / "seeds"
ELEMENTS: Final = "bdi caption div em p q span strong sup table tbody td th thead tr"
ATTRIBUTES: Final = {"class", "colspan", "dir", "scope", "style", "title"}


def show(model: Bundle | Article | Paragraph | Quote) -> Node:
    """Show a model as a notebook does, and check that there is nothing but what belongs there."""
    root = parse_html(model._repr_html_())
    assert {node.name for node in root.walk()} - {""} <= set(ELEMENTS.split())
    assert {name for node in root.walk() for name in node.attributes} <= ATTRIBUTES
    return root


def words(node: Node) -> str:
    return " ".join(node.text.split())


@pytest.fixture
def bundle() -> Bundle:
    return load(SEEDS / "bundle.txt")


class TestBundle:
    def test_documents(self, bundle: Bundle) -> None:
        table = show(bundle)
        assert words(table.find("caption")[0]) == "Bundle of 1 document"
        assert [words(cell) for cell in table.find("th")] == ["Document", "Title", "Words", "Quotes"]
        assert [words(cell) for cell in table.find("td")] == [bundle[0].name, bundle[0].article.title, "355", "4"]

    def test_all_kinds(self) -> None:
        text = "<<<FILE>>>\n<<<END FILE>>>\n<<<FILE b encoding=base64>>>\neA==\n<<<END FILE>>>\n<<<FILE c>>>\nT"
        rows = [[words(cell) for cell in row.find("td")] for row in show(parse(text).bundle).find("tr")[1:]]
        assert rows == [["(anonymous)", "empty"], ["b", "base64"], ["c incomplete", "T", "1", "0"]]

    @pytest.mark.parametrize(
        ("documents", "rows", "caption"),
        [
            (0, 0, "Bundle of 0 documents"),
            (20, 20, "Bundle of 20 documents"),
            (1021, 20, "Bundle of 1,021 documents, of which the first 20 are shown"),
        ],
    )
    def test_only_the_first_are_shown(self, documents: int, rows: int, caption: str) -> None:
        table = show(Bundle(Document(str(number), "T") for number in range(documents)))
        assert len(table.find("tr")) == rows + 1
        assert words(table.find("caption")[0]) == caption


class TestArticle:
    def test_text_is_there(self, bundle: Bundle) -> None:
        article = bundle[0].article
        title, speakers, *paragraphs = show(article).find("p")
        assert title.text == article.title
        assert words(speakers) == "1 one man (2) · 2 another man (2)"
        for number in title.find("sup") + [sup for each in paragraphs for sup in each.find("sup")]:
            number.children.clear()
        assert [each.text for each in paragraphs] == [paragraph.text for paragraph in article.paragraphs]

    def test_speaker_and_cue(self, bundle: Bundle) -> None:
        shown = show(bundle[0].article)
        assert [each.text for each in shown.find("em")] == ["said", "said"]
        assert [each.text for each in shown.find("strong")][1:] == ["one man", "another man"]

    def test_quotes_look_different(self, bundle: Bundle) -> None:
        styles = [quote.attributes["style"] for quote in show(bundle[0].article).find("q")]
        assert styles[0] == styles[1] != styles[2] == styles[3]
        assert [quote.attributes["title"] for quote in show(bundle[0].article).find("q")][:1] == ["one man, direct"]

    def test_quotes_of_nobody(self) -> None:
        (quote,) = show(Article("T", ["It was “odd”."])).find("q")
        assert quote.attributes["title"] == "no speaker, bare"
        assert "background" not in quote.attributes["style"]

    def test_nobody_speaks(self) -> None:
        assert [words(each) for each in show(Article("T", ["x"])).find("p")] == ["T", "x"]

    def test_only_the_first_paragraphs_are_shown(self) -> None:
        shown = show(Article("T", ["x"] * (inline.PARAGRAPHS + 1200))).find("p")
        assert len(shown) == inline.PARAGRAPHS + 2
        assert words(shown[-1]) == "… and 1,200 more paragraphs"

    def test_speaker_inside_of_quotes_only(self) -> None:
        inner = Quote("no", 5, 7, speaker=Mention("Bo", 1, 3))
        paragraph = Paragraph("“Bo: no.”", [Quote("Bo: no.", 0, 9, children=[inner])])
        assert words(show(Article("T", [paragraph])).find("p")[1]) == "1 Bo"


class TestParagraph:
    def test_paragraph(self, bundle: Bundle) -> None:
        text, speakers = show(bundle[0].article.paragraphs[3]).find("p")
        assert text.text.startswith("“Praise to God")
        assert words(speakers) == "1 one man (2)"


class TestQuote:
    def test_quote(self, bundle: Bundle) -> None:
        quote = bundle[0].article.quotes[0]
        shown = show(quote)
        assert shown.find("q")[0].text == quote.text
        rows = {words(row.find("th")[0]): words(row.find("td")[0]) for row in shown.find("tr")}
        assert rows["speaker"] == "one man · confidence 0.97"
        assert list(rows) == ["kind", "speaker", "cue", "rule", "evidence"]

    def test_of_nobody(self) -> None:
        shown = show(Quote("x", 0, 3, kind="bare"))
        assert [words(row) for row in shown.find("tr")] == ["kindbare"]
        assert "background" not in shown.find("q")[0].attributes["style"]


class TestLooks:
    def test_hues_and_lines_are_as_many_as_on_pages(self) -> None:
        assert (len(inline._HUES), len(inline._LINES)) == (HUES, len(LINES))

    @pytest.mark.parametrize(("ink", "paper"), [("#000000", "#ffffff"), ("#212121", "#fafafa"), ("#e0e0e0", "#111111")])
    @pytest.mark.parametrize("hue", inline._HUES)
    def test_text_can_be_read_on_light_and_dark(self, hue: str, ink: str, paper: str) -> None:
        color = f"#{bytes(map(int, hue.split(','))).hex()}"
        assert contrast(ink, mix(color, paper, inline._TINT)) >= 4.5
        assert contrast(color, paper) >= 3  # the line


class TestHostile:
    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_payloads(self, payload: str) -> None:
        line = payload.replace("\x85", "").replace("\u2028", "")
        mention = Mention(line, 7, 7 + len(line), name=line)
        quote = Quote("Yes.", 0, 6, speaker=mention, cue=mention, rule=line, confidence=0.5, evidence=mention)
        paragraph = Paragraph(f"“Yes.” {line} says", [quote])
        article = Article(f"T {line} t", [paragraph])
        document = Document(line, article.to_text())
        shown = visible(line)
        assert shown in show(article).text
        assert shown in show(paragraph).text
        assert shown in show(quote).text
        assert shown in show(Bundle([document])).text
        assert shown in show(Quote(line, 0, len(line))).text
