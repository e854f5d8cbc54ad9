"""Reports as pages: what is on them, where findings stand, and that no document gets anything into them but text."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from typing import Final

import pytest

from seeddoc import Article, Bundle, Diagnostic, Document, Mention, Paragraph, Quote, check, parse
from seeddoc.html import ReportedBundle, render_articles, render_report
from seeddoc.html.findings import group_by_block, place_findings
from seeddoc.html.page import policy, script, style_sheet
from seeddoc.positions import START
from seeddoc.reports import visible
from tests.pages import PAYLOADS, Node, parse_html

TEXT: Final = """\
<<<FILE a b.txt lang="en">>>
The “river”

Ann Bell runs the ferry. “The river is rising,” she said. “We wait.”

“Who knows,” said Bo Lind.
<<<END FILE>>>
<<<FILE c.txt>>>
No blank line
Text. “This is never closed, said Bo Lind.
<<<END FILE>>>
stray
<<<FILE d.txt>>>
Cut
"""

# All elements and attributes of a page: whatever else is there got in.
ELEMENTS: Final = """
    a article bdi body button caption datalist dd details div dl dt footer h1 h2 h3 head header html input label li link
    main meta nav ol option p q rect script search section select span strong style summary svg table tbody td th thead
    title tr ul
"""
ATTRIBUTES: Final = """
    aria-hidden aria-label aria-labelledby aria-pressed autocomplete charset class colspan content data-c data-code
    data-codes data-m data-name data-number data-p data-s data-why dir height hidden href http-equiv id lang list name
    open rel role scope spellcheck tabindex title type value width
"""


def check_page(page: Node) -> None:
    """Check that a page has its own elements and attributes and no others."""
    assert {node.name for node in page.walk()} - {""} <= set(ELEMENTS.split())
    assert {name for node in page.walk() for name in node.attributes} <= set(ATTRIBUTES.split())
    assert len(page.find("script")) == len(page.find("style")) == 1
    assert {link.attributes["href"][0] for link in page.find("a")} == {"#"}


def report(text: str = TEXT, title: str = "Report") -> Node:
    result = parse(text)
    return parse_html(render_report([ReportedBundle(result.bundle, check(result))], title=title))


def made(article: Article, name: str = "a", attributes: tuple[tuple[str, str], ...] = ()) -> Document:
    """Make a document that has the quotes of its article."""
    document = Document(name, article.to_text(), attributes)
    object.__setattr__(document, "_article", article)
    return document


def words(node: Node) -> str:
    return " ".join(node.text.split())


class TestOverview:
    def test_numbers(self) -> None:
        numbers = {
            words(row.find("dt")[0]): [words(each) for each in row.find("dd")]
            for row in report().find("dl")[0].find("div")
        }
        assert numbers == {
            "documents": ["3"],
            "words": ["32"],
            "quotes": ["4", "3 with a speaker"],
            "of all words quoted": ["46.9%", "15 words"],
            "speakers": ["2"],
        }

    def test_one_of_each(self) -> None:
        page = report("<<<FILE a>>>\nTitle\n\n“Yes,” said Bo.\n<<<END FILE>>>\n")
        names = [words(row.find("dt")[0]) for row in page.find("dl")[0].find("div")]
        assert names == ["document", "words", "quote", "of all words quoted", "speaker"]

    def test_articles_among_documents(self) -> None:
        page = report("<<<FILE a>>>\nT\n\nx\n<<<END FILE>>>\n<<<FILE b>>>\n<<<END FILE>>>\n")
        assert words(page.find("dl")[0].find("div")[0]) == "documents21 article among them"

    def test_chart(self) -> None:
        (chart,) = report().find("table", "chart")
        rows = [[words(cell) for cell in row.children if isinstance(cell, Node)] for row in chart.find("tr")]
        assert rows == [["Speaker", "Quotes"], ["Ann Bell", "", "2"], ["Bo Lind", "", "1"]]
        assert [bar.attributes["width"] for bar in chart.find("rect")] == ["100.0%", "50.0%"]
        assert [button.attributes["data-name"] for button in chart.find("button")] == ["Ann Bell", "Bo Lind"]
        assert words(chart.find("caption")[0]) == "Speakers by number of quotes"

    def test_chart_of_many(self) -> None:
        said = "\n\n".join(f"“Yes,” said Bo Li{chr(97 + number)}d." for number in range(17))
        (chart,) = report(f"<<<FILE a>>>\nT\n\n{said}\n<<<END FILE>>>\n").find("table", "chart")
        assert words(chart.find("caption")[0]) == "Speakers by number of quotes: the first 15 of 17"
        assert len(chart.find("rect")) == 15

    def test_findings(self) -> None:
        (table,) = report().find("table", "codes")
        rows = [[words(cell) for cell in row.children if isinstance(cell, Node)] for row in table.find("tr")[1:]]
        assert rows == [
            ["B001", "error", "the document is not closed", "1"],
            ["A002", "warning", "the article has a title and no paragraphs", "1"],
            ["A003", "warning", "no empty line after the title", "1"],
            ["B009", "warning", "text outside any document", "1"],
            ["Q001", "warning", "the quotation is not closed", "1"],
        ]
        # No document can be filtered by what belongs to none.
        assert [button.text for button in table.find("button")] == ["B001", "A002", "A003", "Q001"]

    def test_findings_outside_of_documents(self) -> None:
        (details,) = report().find("div", "findings")[0].find("details")
        assert "open" in details.attributes
        assert words(details).startswith("1 finding outside of documents")
        assert "line 12, column 1" in words(details)

    def test_many_findings_outside_are_folded_up(self) -> None:
        page = report("<<<FILE a>>>\nT\n\nx\n<<<END FILE>>>\n" + "<<<END FILE>>>\n" * 6)
        (details,) = page.find("div", "findings")[0].find("details")
        assert "open" not in details.attributes

    def test_nothing(self) -> None:
        page = report("<<<FILE a>>>\nT\n\nx\n<<<END FILE>>>\n")
        assert [words(each) for each in page.find("p", "nothing")] == [
            "Nobody speaks in these documents.",
            "No findings.",
        ]

    def test_no_documents(self) -> None:
        page = parse_html(render_report([]))
        assert [words(each) for each in page.by_id("documents").find("p", "nothing")] == ["There are no documents."]

    def test_a_code_of_somebody_elses(self) -> None:
        finding = Diagnostic("X001", "odd", "info", START)
        page = parse_html(render_report([ReportedBundle(Bundle([Document("a", "T\n\nx")]), (finding,))]))
        assert words(page.find("table", "codes")[0].find("tbody")[0]) == "X001infoodd1"


class TestDocuments:
    def test_title_and_facts(self) -> None:
        first, _, last = report().find("article")
        assert first.attributes["id"] == "doc-a-b.txt"
        assert words(first.find("h3")[0]) == "The “river”"
        assert [words(fact) for fact in first.find("ul", "facts")[0].find("li")] == [
            "a b.txt",
            "lang=en",
            "2 paragraphs",
            "3 quotes",
            "link",
        ]
        assert words(last.find("ul", "facts")[0]).endswith("incomplete: its end was not foundlink")

    def test_cast(self) -> None:
        first, second, _ = report().find("article")
        buttons = first.find("ul", "cast")[0].find("button")
        assert [words(button) for button in buttons] == ["1Ann Bell2 quotes", "2Bo Lind1 quote"]
        assert [button.classes for button in buttons] == [["hue-0", "solid"], ["hue-1", "dashed"]]
        assert second.find("ul", "cast") == []

    def test_speakers_inside_of_quotes_only(self) -> None:
        inner = Quote("no", 5, 7, speaker=Mention("Bo", 1, 3))
        article = Article("T", [Paragraph("“Bo: no.”", [Quote("Bo: no.", 0, 9, children=[inner])])])
        page = parse_html(render_articles(Bundle([made(article)])))
        assert words(page.find("ul", "cast")[0]) == "1Bonot in paragraphs"
        assert [quote.attributes.get("id") for quote in page.find("q")] == ["quote-a-1", None]

    def test_quotes(self) -> None:
        first = report().find("article")[0]
        title, one, two, three = first.find("q")
        assert title.attributes.get("id") is None
        assert [quote.attributes["id"] for quote in (one, two, three)] == [
            f"quote-a-b.txt-{each}" for each in (1, 2, 3)
        ]
        assert one.text == "“The river is rising,”"
        assert [quote.classes for quote in (title, one, three)] == [
            ["bare", "nobody"],
            ["direct", "hue-0", "solid"],
            ["direct", "hue-1", "dashed"],
        ]

    def test_text_is_what_it_was(self) -> None:
        texts = [node.text for node in report().find("article")[0].find("*", "text")]
        article = parse(TEXT).bundle[0].article
        assert texts == [article.title, *(paragraph.text for paragraph in article.paragraphs)]

    def test_speaker_and_cue_are_tied_to_their_quotes(self) -> None:
        first = report().find("article")[0]
        one, two = first.find("q")[1:3]
        tied = {node.attributes["data-m"]: node for node in first.walk() if "data-m" in node.attributes}
        assert tied[one.attributes["data-s"]].text == "she"
        assert tied[one.attributes["data-c"]].text == "said"
        assert tied[two.attributes["data-s"]] is tied[one.attributes["data-s"]]
        assert "data-c" not in two.attributes
        assert tied[one.attributes["data-s"]].classes == ["speaker", "hue-0", "solid"]
        assert tied[one.attributes["data-c"]].classes == ["cue"]

    def test_links_to_quotes(self) -> None:
        first = report().find("article")[0]
        links = first.find("a", "number")
        assert [link.attributes["href"] for link in links] == [f"#quote-a-b.txt-{each}" for each in (1, 2, 3)]
        assert links[0].attributes["aria-label"] == "Quote 1, direct, Ann Bell"
        assert [link.attributes["data-number"] for link in links] == ["1", "1", "2"]
        assert all(link.children == [] for link in links)

    def test_quote_of_nobody(self) -> None:
        page = report("<<<FILE a>>>\nT\n\nIt was “odd”.\n<<<END FILE>>>\n")
        (link,) = page.find("a", "number")
        assert (link.attributes["data-number"], link.attributes["aria-label"]) == ("·", "Quote 1, bare, no speaker")

    def test_reasons(self) -> None:
        one = report().find("article")[0].find("q")[1]
        why = dict(line.split("\t") for line in one.attributes["data-why"].split("\n"))
        assert why["speaker"] == "she → Ann Bell · confidence 0.98"
        assert why["cue"] == "said"
        assert why["kind"] == "direct"

    def test_margin(self) -> None:
        rows = report().find("article")[0].find("div", "row")
        assert [[words(name) for name in row.find("span", "name")] for row in rows] == [["Ann Bell"], ["Bo Lind"]]

    def test_findings_stand_beside_their_paragraphs(self) -> None:
        _, second, last = report().find("article")
        assert second.attributes["data-codes"] == "A003 Q001"
        header, row = second.find("header")[0], second.find("div", "row")[0]
        assert [words(each.find("strong")[0]) for each in header.find("div", "finding")] == ["warning A003"]
        assert [words(each.find("strong")[0]) for each in row.find("div", "margin")[0].find("div", "finding")] == [
            "warning Q001"
        ]
        assert [words(each.find("strong")[0]) for each in last.find("div", "finding")] == ["error B001", "warning A002"]

    def test_no_articles(self) -> None:
        page = report("<<<FILE>>>\n\n<<<END FILE>>>\n<<<FILE b encoding=base64>>>\neA==\n<<<END FILE>>>\n")
        one, other = page.find("article")
        assert words(one.find("h3")[0]) == "(anonymous)"
        assert words(one.find("ul", "facts")[0]).endswith("emptylink")
        assert words(other.find("ul", "facts")[0]) == "bencoding=base64base64, not shownlink"
        assert [words(each.find("strong")[0]) for each in one.find("div", "finding")] == ["warning N002", "error A001"]

    def test_contents(self) -> None:
        page = report()
        links = page.by_id("contents").find("a")
        assert [(words(link), link.attributes["href"]) for link in links] == [
            ("The “river”", "#doc-a-b.txt"),
            ("No blank line", "#doc-c.txt"),
            ("Cut", "#doc-d.txt"),
        ]

    def test_long_documents_are_taken_to_be_taller(self) -> None:
        documents = [Document(name, f"T\n\n{'word ' * size}") for name, size in (("a", 1), ("b", 500), ("c", 90_000))]
        heights = [article.classes[-1] for article in parse_html(render_articles(Bundle(documents))).find("article")]
        assert heights == ["height-0", "height-4", "height-24"]

    def test_crlf_is_a_line_break(self) -> None:
        page = report("<<<FILE a>>>\r\nT\r\n\r\none\r\ntwo\r\n<<<END FILE>>>\r\n")
        assert page.find("p", "text")[0].text == "one\ntwo"


class TestLinks:
    """Links are made of names, so that they last, and each leads to one place."""

    @pytest.mark.parametrize(
        ("names", "slugs"),
        [
            (["a.txt", "b c/d.txt"], ["a.txt", "b-c-d.txt"]),
            (["a", "a", "a~2", "a-2", "a"], ["a", "a~2", "a-2", "a-2~2", "a~3"]),
            (["", "é", "3", "-x-"], ["1", "2", "3", "x"]),
            (["2", ""], ["2", "2~2"]),
            (["x" * 200], ["x" * 80]),
        ],
    )
    def test_slugs(self, names: list[str], slugs: list[str]) -> None:
        page = parse_html(render_articles(Bundle(Document(name, "T") for name in names)))
        assert [article.attributes["id"] for article in page.find("article")] == [f"doc-{slug}" for slug in slugs]

    def test_every_link_leads_somewhere(self) -> None:
        page = report()
        ids = {node.attributes["id"] for node in page.walk() if "id" in node.attributes}
        links = [link.attributes["href"] for link in page.find("a")]
        assert len(links) > 8
        assert {link.removeprefix("#") for link in links} <= ids

    def test_labels_and_titles_are_there(self) -> None:
        page = report()
        ids = {node.attributes["id"] for node in page.walk() if "id" in node.attributes}
        assert {
            node.attributes["aria-labelledby"] for node in page.walk() if "aria-labelledby" in node.attributes
        } <= ids


class TestFindings:
    def test_of_documents_of_one_name(self) -> None:
        result = parse("<<<FILE a>>>\nT\n<<<END FILE>>>\n<<<FILE a>>>\nU\nx\n<<<END FILE>>>\n")
        placed = place_findings(result.bundle, check(result))
        assert [[each.code for each in found] for found in placed.of_documents] == [["A002"], ["N001", "A003"]]

    def test_of_anonymous_documents(self) -> None:
        result = parse("<<<FILE>>>\n\n\n<<<END FILE>>>\n\nstray\n<<<FILE>>>\nT\n\nx\n<<<END FILE>>>\n")
        placed = place_findings(result.bundle, check(result))
        assert [[each.code for each in found] for found in placed.of_documents] == [["N002", "A001"], ["N002"]]
        assert [each.code for each in placed.elsewhere] == ["B009"]

    def test_before_all_documents(self) -> None:
        result = parse("stray\n<<<FILE a>>>\nT\n\nx\n<<<END FILE>>>\n")
        placed = place_findings(result.bundle, check(result))
        assert ([each.code for each in placed.elsewhere], placed.of_documents) == (["B009"], ((),))

    def test_of_documents_made_in_code(self) -> None:
        bundle = Bundle([Document("a", ""), Document("b", ""), Document("", "")])
        placed = place_findings(bundle, check(bundle))
        assert [[each.code for each in found] for found in placed.of_documents[:2]] == [["A001"], ["A001"]]
        assert [each.code for each in placed.elsewhere] == ["A001", "N002"]

    def test_of_a_document_that_is_not_there(self) -> None:
        finding = Diagnostic("A001", "empty", "error", START, None, "x")
        assert place_findings(Bundle([Document("a", "T")]), [finding]).elsewhere == (finding,)

    def test_blocks(self) -> None:
        (document,) = parse("<<<FILE a>>>\n\nTitle\n\nOne “x.\n\nTwo “y.\n<<<END FILE>>>\n").bundle
        groups = group_by_block((*check(Bundle([document])), Diagnostic("B001", "x", "error", START)), document)
        assert {block: [each.code for each in found] for block, found in groups.items()} == {
            0: ["B001"],
            1: ["Q001"],
            2: ["Q001"],
        }

    def test_blocks_of_what_was_made_in_code(self) -> None:
        finding = Diagnostic("B001", "x", "error", START)
        assert group_by_block([finding], Document("a", "T\n\nx")) == {0: [finding]}

    def test_a_finding_of_no_known_code_has_no_hint(self) -> None:
        finding = Diagnostic("X001", "odd", "info", START, None, "a")
        page = parse_html(render_report([ReportedBundle(Bundle([Document("a", "T\n\nx")]), (finding,))]))
        (shown,) = page.find("div", "finding")
        assert words(shown) == "info X001 oddline 1, column 1"


class TestPage:
    """One file, which says itself what may run in it."""

    def test_policy_is_strict(self) -> None:
        page = report()
        (content,) = (
            meta.attributes["content"]
            for meta in page.find("meta")
            if meta.attributes.get("http-equiv") == "Content-Security-Policy"
        )
        directives = dict(each.split(" ", 1) for each in content.split("; "))
        assert content == policy()
        assert directives["default-src"] == "'none'"
        assert directives["base-uri"] == directives["form-action"] == "'none'"
        assert "unsafe" not in content
        for name, kind in (("script-src", "script"), ("style-src", "style")):
            (own,) = page.find(kind)
            checksum = b64encode(hashlib.sha256(own.text.encode()).digest()).decode()
            assert directives[name] == f"'sha256-{checksum}'"

    def test_own_script_and_style_end_nowhere_else(self) -> None:
        assert "</" not in script()
        assert "<!--" not in script()
        assert "</" not in style_sheet()

    def test_script_writes_text_only(self) -> None:
        for sink in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval",
            'setTimeout("',
            "Function",
        ):
            assert sink not in script()

    def test_nothing_is_fetched(self) -> None:
        page = render_report([])
        assert (
            re.findall(r"https?:|//[a-z]|url\(|@import|src=", page.replace("script-src", "").replace("img-src", ""))
            == []
        )

    def test_title(self) -> None:
        page = report(title="A <b> title")
        assert page.find("title")[0].text == page.find("h1")[0].text == "A <b> title"

    def test_every_control_has_a_label(self) -> None:
        page = report()
        labelled = {node.name for label in page.find("label") for node in label.walk()}
        assert labelled >= {"input", "select", "span"}
        assert len(page.find("input")) + len(page.find("select")) == len(page.find("label"))
        assert all(words(button) for button in page.find("button"))
        assert all(words(link) or link.attributes["aria-label"] for link in page.find("a"))

    def test_filters(self) -> None:
        page = report()
        assert [option.attributes["value"] for option in page.by_id("speakers").find("option")] == [
            "Ann Bell",
            "Bo Lind",
        ]
        values = [option.attributes["value"] for option in page.by_id("show").find("option")]
        assert values == ["", "q", "*", "A002", "A003", "B001", "Q001"]
        values = [option.attributes["value"] for option in parse_html(render_report([])).by_id("show").find("option")]
        assert values == ["", "q"]

    def test_it_works_out_the_same_page_each_time(self) -> None:
        results = [parse(TEXT), parse(TEXT)]
        one, other = (render_report([ReportedBundle(each.bundle, check(each))]) for each in results)
        assert one == other

    def test_articles_alone(self) -> None:
        page = parse_html(render_articles(parse(TEXT).bundle))
        assert page.find("section", "overview") == []
        assert page.find("div", "finding") == []
        assert len(page.find("article")) == 3


class TestHostile:
    """Everything from a document is text on the page, and none of its elements or attributes."""

    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_payloads(self, payload: str) -> None:
        line = payload.replace("\x85", "").replace("\u2028", "")
        words = Mention(line, 7, 7 + len(line), name=line)
        quote = Quote("Yes.", 0, 6, speaker=words, cue=words, rule=line, confidence=0.5, evidence=words)
        article = Article(f"T {line} t", [Paragraph(f"“Yes.” {line} says", [quote]), Paragraph(f"“{line}” said Ann.")])
        document = made(article, line, (("lang", line), ("x", line)))
        finding = Diagnostic("X001", line, "error", START, None, document.name, line)
        stray = Diagnostic("X002", line, "warning", START, None, None, line)
        page = parse_html(render_report([ReportedBundle(Bundle([document]), (finding, stray))], title=line))
        check_page(page)
        assert len(page.find("article")) == 1
        assert page.find("h1")[0].text == visible(line)
        assert page.find("h3")[0].text == visible(f"T {line} t")
        assert page.find("p", "text")[0].text == visible(f"“Yes.” {line} says")

    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_payloads_in_bundles(self, payload: str) -> None:
        text = f"{payload}\n\n“{payload},” said {payload}. {payload}"
        check_page(report(f"<<<FILE {payload}>>>\n{text}\n<<<END FILE>>>\n{payload}\n"))

    def test_bytes_that_are_not_utf8(self) -> None:
        result = parse(b"<<<FILE a>>>\nT \xff\n\nx\n<<<END FILE>>>\n")
        page = render_report([ReportedBundle(result.bundle, check(result))])
        assert 'T <span class="control" title="U+DCFF">\\xff</span>' in page
        page.encode()
