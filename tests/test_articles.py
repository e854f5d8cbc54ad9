"""Articles (section 6): title, paragraphs, layout."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

from seeddoc import Article, ArticleError, Mention, Paragraph, Position, Quote, Span, loads, parse_article
from seeddoc.quotes.cues import load_cues
from seeddoc.quotes.english import english
from tests.strategies import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = Path(__file__).parents[1] / "seeds" / "000_315ebbaa87e2e668.txt"

# a text, its title and its paragraphs
READ = [
    ("Title\n\nOne.\n\nTwo.", "Title", ["One.", "Two."]),
    ("Title", "Title", []),
    ("\n \n\tTitle \n", "Title", []),
    ("Title\nOne.\nstill one.\n\nTwo.", "Title", ["One.\nstill one.", "Two."]),
    ("Title\r\n\r\nOne.\r\nstill one.\r\n\r\nTwo.\r\n", "Title", ["One.\r\nstill one.", "Two."]),
    ("Title\n \u00a0\u2003\t\n\n\n  One.  \n\n", "Title", ["One."]),
    ("Title\n\n\u2028One.\x85\n\nTwo.", "Title", ["One.", "Two."]),
    ("Title\n\x1c\nOne.", "Title", ["\x1c\nOne."]),
    ("Title\n\ufeff\n\nOne.", "Title", ["\ufeff", "One."]),
    ("Title\u2028still\n\nOne.\u2028\u2028still", "Title\u2028still", ["One.\u2028\u2028still"]),
    ("Title\rstill\n\nOne.\r\rstill", "Title\rstill", ["One.\r\rstill"]),
    ("Title\n\nOne.\n\x0b\nTwo.\n\x0c\n\x0b\nThree.", "Title", ["One.", "Two.", "Three."]),
    ("a\n\na\n\na", "a", ["a", "a"]),
    ("\u00a0Title\u00a0\u00a0x", "Title\u00a0\u00a0x", []),
    ("Title\n  \n", "Title", []),
    ("Title  \n  One.", "Title", ["One."]),
    ("Title\n\n\n\nOne.\n\n \n\nTwo.", "Title", ["One.", "Two."]),
    ("Title \n\n\u00a0One. \n\n\tTwo.", "Title", ["One.", "Two."]),
]


@pytest.mark.parametrize(("text", "title", "paragraphs"), READ)
def test_read(text: str, title: str, paragraphs: list[str]) -> None:
    article = parse_article(text)
    assert (article.title, [paragraph.text for paragraph in article.paragraphs]) == (title, paragraphs)
    assert article == Article(title, paragraphs)
    assert hash(article) == hash(Article(title, paragraphs))
    assert article.to_text() == text
    assert Article(title, paragraphs).to_text() == "\n\n".join([title, *paragraphs])
    assert [text[span.start : span.end] for span in article.spans] == [title, *paragraphs]


@pytest.mark.parametrize("text", ["", "\n", "  \r\n\t", WHITE_SPACE])
def test_blank(text: str) -> None:
    with pytest.raises(ArticleError) as caught:
        parse_article(text, start=Position(5, 5, 5, 2, 1))
    assert [finding.code for finding in caught.value.diagnostics] == ["A001"]
    assert caught.value.line == 2


@pytest.mark.parametrize("title", ["", " ", "Title ", "\u00a0Title", "a\nb", "\n", "Title\x85", "\u3000"])
def test_refused_titles(title: str) -> None:
    with pytest.raises(ValueError, match="a title is"):
        Article(title)
    with pytest.raises(ValueError, match="a title is"):
        attrs.evolve(Article("x", ["y"]), title=title)


@pytest.mark.parametrize(
    "text", ["", " ", "One. ", "\nOne.", "One.\n\nTwo.", "One.\n\u00a0\nTwo.", "One.\r\n\r\nTwo.", "\u2028"]
)
def test_refused_paragraphs(text: str) -> None:
    with pytest.raises(ValueError, match="a paragraph"):
        Paragraph(text)
    with pytest.raises(ValueError, match="a paragraph"):
        Article("Title", ["One.", text])


@pytest.mark.parametrize("text", ["One.", "a\nb", "a\r\nb", "\x1c\na\n\x1f", "\ufeff", "a\u2028\u2028b", "a\r\rb"])
def test_paragraphs_that_can_be_built(text: str) -> None:
    assert str(Paragraph(text)) == Paragraph(text).text == text
    assert parse_article(Article("Title", [text]).to_text()) == Article("Title", [text])


@pytest.mark.parametrize(
    ("make", "arguments"),
    [(Article, ["T", "one"]), (Article, ["T", [7]]), (Article, [7]), (Paragraph, [b"x"]), (parse_article, [b"x"])],
)
def test_wrong_types(make: Callable[..., object], arguments: list[object]) -> None:
    with pytest.raises(TypeError):
        make(*arguments)


class TestLayout:
    READ = parse_article("\n Title\nOne.\n\n\n\tTwo.\n")

    def test_it_takes_no_part_in_equality(self) -> None:
        assert Article("Title", ["One.", "Two."]) == self.READ
        assert self.READ.gap_after_title == "\n"
        assert Article("Title", ["One."]).gap_after_title == "\n\n"

    def test_it_is_kept_where_the_number_of_blocks_stays(self) -> None:
        edited = attrs.evolve(self.READ, title="New", paragraphs=["1", "2\n3"])
        assert edited.to_text() == "\n New\n1\n\n\n\t2\n3\n"
        assert [edited.to_text()[span.start : span.end] for span in edited.spans] == ["New", "1", "2\n3"]

    def test_it_is_canonical_where_the_number_changes(self) -> None:
        assert attrs.evolve(self.READ, paragraphs=["1"]).to_text() == "Title\n\n1"
        assert attrs.evolve(self.READ, paragraphs=[]).to_text() == "Title"
        longer = attrs.evolve(self.READ, paragraphs=[*self.READ.paragraphs, "Three."])
        assert longer.to_text() == "Title\n\nOne.\n\nTwo.\n\nThree."

    def test_a_paragraph_can_move_to_another_article(self) -> None:
        other = Article("Other", [self.READ.paragraphs[1], "x"])
        assert other.to_text() == "Other\n\nTwo.\n\nx"
        assert other.paragraphs[0].position is None
        assert self.READ.paragraphs[1].text == "Two."

    def test_pickling(self) -> None:
        again = pickle.loads(pickle.dumps(self.READ))  # noqa: S301 (made here)
        assert again == self.READ
        assert again.to_text() == self.READ.to_text()
        assert again.paragraphs[1].position == self.READ.paragraphs[1].position


class TestLaterParagraphs:
    """The paragraphs of an article that was read are made when they are asked for; nobody can tell."""

    TEXT = " Title\n\n“One,” said Ann Roe.\n\nTwo.\n"
    MADE = Article("Title", ["“One,” said Ann Roe.", "Two."])

    @pytest.mark.parametrize(
        "use",
        [
            lambda article: article,
            hash,
            repr,
            lambda article: attrs.asdict(article, recurse=False)["paragraphs"],
            lambda article: article.paragraphs,
            lambda article: article.speakers,
            lambda article: article.texts,
            lambda article: copy.copy(article).paragraphs,
            lambda article: attrs.evolve(article, title="Other").paragraphs,
            lambda article: pickle.loads(pickle.dumps(article)),  # noqa: S301 (made here)
        ],
    )
    def test_it_is_as_one_that_was_made(self, use: Callable[[Article], object]) -> None:
        assert use(parse_article(self.TEXT)) == use(self.MADE)

    def test_they_are_made_once(self) -> None:
        article = parse_article(self.TEXT)
        assert article.paragraphs is article.paragraphs
        assert article.to_text() == self.TEXT

    def test_texts(self) -> None:
        assert parse_article(self.TEXT).texts == self.MADE.texts == ("“One,” said Ann Roe.", "Two.")
        assert parse_article("Title").texts == Article("Title").texts == ()

    def test_patterns(self) -> None:
        match parse_article(self.TEXT):
            case Article("Title", (_, Paragraph(text))):
                assert text == "Two."
            case other:
                pytest.fail(f"{other} does not match")

    @pytest.mark.parametrize("article", [parse_article(TEXT), MADE])
    def test_an_attribute_that_is_none(self, article: Article) -> None:
        with pytest.raises(AttributeError, match="'Article' object has no attribute 'missing'"):
            _ = article.missing  # type: ignore[attr-defined]

    def test_they_cannot_be_set(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            parse_article(self.TEXT).paragraphs = ()  # type: ignore[misc]


class TestPlaces:
    TEXT = "<<<FILE a>>>\n\n Title\n\n“Yes,” said Åsa.\n<<<END>>>\n"

    def test_of_what_was_read(self) -> None:
        article = loads(self.TEXT)[0].article
        assert article.position == Position(15, 15, 15, 3, 2)
        assert article.end_position == Position(20, 20, 20, 3, 7)
        (paragraph,) = article.paragraphs
        assert paragraph.position == Position(22, 22, 22, 5, 1)
        assert paragraph.end_position == Position(38, 43, 38, 5, 17)
        (quote,) = article.quotes
        assert (quote.position, quote.text) == (paragraph.position, "Yes,")
        assert article.spans == (Span(2, 7), Span(9, 25))

    def test_of_what_was_made(self) -> None:
        article = Article("Title", ["“Yes,” said Åsa."])
        assert (article.position, article.end_position) == (None, None)
        for paragraph in (*article.paragraphs, Paragraph("x")):
            assert (paragraph.position, paragraph.end_position) == (None, None)
        assert article.quotes[0].position is None


class TestQuotes:
    ARTICLE = parse_article(
        "Title\n\n“Yes,” she said, “and no.”\n\nNothing.\n\n“Go,” Ann Bell said. “Go,” Ann Bell said."
    )

    def test_of_an_article(self) -> None:
        assert [quote.text for quote in self.ARTICLE.quotes] == ["Yes,", "and no.", "Go,", "Go,"]
        assert [len(paragraph.quotes) for paragraph in self.ARTICLE.paragraphs] == [2, 0, 2]
        assert self.ARTICLE.statements[0].text == "Yes, and no."

    def test_of_the_seed(self) -> None:
        article = parse_article(SEED.read_text(encoding="utf-8"))
        told = [quote.speaker.text for quote in article.quotes if quote.speaker]
        assert told == ["one man", "one man", "another man", "another man"]
        assert (len(article.quotes), len(article.statements)) == (4, 2)
        assert article.speakers == ("one man", "another man")

    def test_speakers_go_by_their_names(self) -> None:
        text = "“A,” said Ann Bell. “B,” a clerk said. “C,” said Bell. “D.” “E,” she said."
        speakers = [
            Mention("Ann Bell", 10, 18, name="Ann Bell"),
            Mention("a clerk", 25, 32),
            Mention("Bell", 49, 53, name="Ann Bell"),
            None,
            Mention("she", 65, 68, name="Ann Bell"),
        ]
        starts = (0, 20, 39, 55, 60)
        quotes = [Quote(text[at + 1], at, at + 3, speaker=who) for at, who in zip(starts, speakers, strict=True)]
        article = Article("T", [Paragraph(text, quotes), "“F,” said no one."])
        assert article.speakers[:2] == ("Ann Bell", "a clerk")
        assert Article("T", [Paragraph(text, [])]).speakers == ()

    def test_of_a_paragraph_by_itself(self) -> None:
        (quote,) = Paragraph("“Go,” Ann Bell said.").quotes
        assert quote.speaker is not None
        assert quote.speaker.text == "Ann Bell"

    def test_given_ones_are_kept(self) -> None:
        given = Quote("Go", 1, 3)
        paragraph = Paragraph("“Go”", [given])
        assert paragraph.quotes == (given,)
        assert Article("Title", [paragraph]).quotes == (given,)
        assert paragraph == Paragraph("“Go”")
        assert Paragraph("“Go”", []).quotes == ()

    @pytest.mark.parametrize(
        ("quotes", "message"),
        [
            ([Quote("Go", 1, 9)], "ends outside the paragraph"),
            ([Quote("Go", 1, 4), Quote("o", 2, 3)], "begins before 4"),
            ([Quote("No", 0, 4)], "does not stand there"),
            ([Quote("Go", 0, 4, children=(Quote("x", 1, 2),))], "does not stand there"),
        ],
    )
    def test_quotes_that_do_not_stand_there(self, quotes: list[Quote], message: str) -> None:
        with pytest.raises(ValueError, match=message):
            Paragraph("“Go”", quotes)


class TestTitleQuotes:
    """The quotations of a title are told apart from those of the text."""

    TEXT = "“We wait,” says Verma\n\nThe minister Asha Verma spoke. “It rises,” she said."

    def test_they_are_found(self) -> None:
        article = loads(f"<<<FILE a>>>\n{self.TEXT}\n<<<END FILE>>>\n")[0].article
        (quote,) = article.title_quotes
        assert (quote.text, quote.start, quote.end) == ("We wait,", 0, 10)
        assert quote.speaker is not None
        assert (quote.speaker.text, quote.speaker.name) == ("Verma", "Asha Verma")
        assert quote.position is not None
        assert (quote.position.line, quote.position.column) == (2, 1)
        assert quote.speaker.position is not None
        assert quote.speaker.position.column == 17
        assert [each.text for each in article.quotes] == ["It rises,"]
        assert article.title_quotes is article.title_quotes

    @pytest.mark.parametrize("title", ["Verma waits", "Verma’s wait"])
    def test_there_may_be_none(self, title: str) -> None:
        assert Article(title, ["“It rises,” she said."]).title_quotes == ()

    def test_nothing_runs_on_from_the_title(self) -> None:
        article = Article("“We wait", ["“It rises,” she said."])
        assert [quote.closed for quote in article.title_quotes] == [False]
        assert [(quote.text, quote.statement) for quote in article.quotes] == [("It rises,", 0)]

    @pytest.mark.parametrize(
        ("title", "kind"),
        [
            ("Port closure ‘a disaster’, fishermen say", "mixed"),
            ("Port closure “a ‘true’ disaster”, fishermen say, in ‘words’", "mixed"),
        ],
    )
    def test_single_marks_quote_there_whatever_the_text_has(self, title: str, kind: str) -> None:
        article = Article(title, ["The closure was “a disaster” for the ‘coast’, Verma said."])
        assert article.title_quotes[0].kind == kind
        assert article.title_quotes[0].speaker is not None
        assert article.title_quotes[0].speaker.text == "fishermen"
        assert [quote.kind for quote in article.title_quotes[1:]] == ["bare"] * title.count("words")
        assert [quote.kind for quote in article.quotes] == ["mixed", "bare"]

    def test_made_in_code_they_have_no_place(self) -> None:
        (quote,) = Article("“We wait,” says Verma").title_quotes
        assert quote.position is None


class TestLanguage:
    """Articles are read with the cues that somebody gives."""

    CUES = "drawl\tverb\tspeech\t2\n"
    TEXT = "A title\n\nIt was “late”, drawled Bo Lind."

    def test_with_other_cues(self) -> None:
        language = english(load_cues("english").with_cues(self.CUES))
        article = parse_article(self.TEXT, language=language)
        for given in (
            article,
            attrs.evolve(article, title="Another"),
            Article("A", article.paragraphs, language=language),
        ):
            (quote,) = given.quotes
            assert quote.cue is not None
            assert quote.cue.text == "drawled"
        assert parse_article(self.TEXT).quotes[0].cue is None
        assert article == parse_article(self.TEXT)
