"""Quotations and their speakers: every sentence here is invented, but for those of the seed."""

from __future__ import annotations

import copy
import pickle
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seeddoc import Paragraph, parse_article, quotes
from seeddoc.positions import Anchor, TextIndex
from seeddoc.quotes import Mention, Quote, Statement, find_quotes, lexicon, statements
from seeddoc.quotes.attribution import RULES
from seeddoc.quotes.marks import MAX_DEPTH, STYLES, find_spans, has_marks
from seeddoc.quotes.phrases import phrase_end, subject
from seeddoc.quotes.words import WINDOW, tokenize, words_after, words_before

if TYPE_CHECKING:
    from collections.abc import Iterator

# (text of the quote, speaker, cue), for each quote of a paragraph
Found = tuple[str, str | None, str | None]


def found(paragraph: str) -> list[Found]:
    return [short(quote) for quote in find_quotes([paragraph])[0]]


def short(quote: Quote) -> Found:
    return (
        quote.text,
        None if quote.speaker is None else quote.speaker.text,
        None if quote.cue is None else quote.cue.text,
    )


def pickled(value: object) -> object:
    return pickle.loads(pickle.dumps(value))  # noqa: S301  # it reads what it has just written


def test_exports() -> None:
    assert quotes.__all__ == sorted(quotes.__all__)
    assert all(hasattr(quotes, name) for name in quotes.__all__)


class TestMarks:
    """Straight marks pair, marks typed the wrong way round still do, apostrophes are left alone."""

    @pytest.mark.parametrize(
        "text",
        [
            "“A b,” said Bo.",
            '"A b," said Bo.',
            "«A b,» said Bo.",
            "‹A b,› said Bo.",
            "„A b,“ said Bo.",
            "„A b,” said Bo.",
            "``A b,'' said Bo.",
            "''A b,'' said Bo.",
            "”A b,” said Bo.",
            "»A b,« said Bo.",
            "›A b,‹ said Bo.",
            '“A b," said Bo.',
            '"A b,” said Bo.',
            "“A b,'' said Bo.",
            "“A b,“ said Bo.",
            "said Bo—“A b,”",
            '("A b,")',
            'said"A b,"',
            "“A b,” x “",
        ],
    )
    def test_styles(self, text: str) -> None:
        spans = find_spans(text)
        assert [text[span.inner_start : span.inner_end] for span in spans][:1] == ["A b,"]
        assert spans[0].closed

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "Residents of al-Qa’im spoke of ISIS’ presence in the ’90s.",
            "It's the '90s, 'tis rock 'n' roll, the boys' toys",
            'A 5" nail',
            "A stray closing mark” here",
            'An empty pair "" and “ ” here',
            "It ends with “",
        ],
    )
    def test_none(self, text: str) -> None:
        assert find_spans(text) == ()

    @pytest.mark.parametrize("style", STYLES)
    def test_every_style_of_the_table_opens_and_closes(self, style: Any) -> None:
        for closer in style.closers:
            (span,) = find_spans(f"Then {style.opener}A b{closer} came.")
            assert (span.style.opener, span.inner_end - span.inner_start) == (style.opener, 3)

    def test_has_marks(self) -> None:
        assert has_marks('a "b"')
        assert has_marks("a «b»")
        assert not has_marks("al-Qa’im")
        assert not has_marks("al-Qa'im")

    def test_nested(self) -> None:
        (quote,) = find_quotes(["“They call it «the ‹big› one» here,” said Bo."])[0]
        (child,) = quote.children
        (grandchild,) = child.children
        assert (quote.text, child.text, grandchild.text) == (
            "They call it «the ‹big› one» here,",
            "the ‹big› one",
            "big",
        )
        assert (child.kind, child.speaker, child.closed) == ("bare", None, True)
        assert len({quote.statement, child.statement, grandchild.statement}) == 3

    @pytest.mark.parametrize(
        ("text", "inner"),
        [
            ('"The so-called "expert" said no," he added.', ['The so-called "expert" said no,']),
            ("“The “expert” said no,” he added.", ["The “expert” said no,"]),
            ('“A 6\'2" man," he said. “B.”', ["A 6'2\" man,", "B."]),
            ('“The 5" nail,” he said.', ['The 5" nail,']),
            ('“Up,” he said. "Down," she said.', ["Up,", "Down,"]),
        ],
    )
    def test_marks_inside(self, text: str, inner: list[str]) -> None:
        assert [text[span.inner_start : span.inner_end] for span in find_spans(text)] == inner

    @pytest.mark.parametrize(
        ("text", "spans"),
        [
            ("Bo said: “We go and go. ", [("We go and go.", False)]),
            ("“A. “B,” said Bo. “C.”", [("A.", False), ("B,", True), ("C.", True)]),
            ("““B,” said Bo.", [("B,", True)]),
            ("“ “B,” said Bo.", [("B,", True)]),
            ("“We saw the «light» and went.", [("We saw the «light» and went.", False)]),
            ("“He said “no” and left.", [("He said “no” and left.", False)]),
            ("“We saw the «light” again.", [("We saw the «light", True)]),
        ],
    )
    def test_unclosed(self, text: str, spans: list[tuple[str, bool]]) -> None:
        assert [(text[s.inner_start : s.inner_end], s.closed) for s in find_spans(text)] == spans

    def test_unclosed_inside_a_quote_ends_with_it(self) -> None:
        (quote,) = find_quotes(["“We saw the «light” again."])[0]
        assert quote.closed
        assert [(child.text, child.closed) for child in quote.children] == [("light", False)]

    def test_deeper_than_the_limit_what_is_open_ends(self) -> None:
        depth = 3 * MAX_DEPTH + 1
        spans = find_spans("«a " * depth + "b»" * depth)
        assert len(spans) == 4
        assert all(one.end <= two.start for one, two in pairwise(spans))


class TestWords:
    def test_abbreviations_keep_their_full_stop(self) -> None:
        text = "Mr. J. Roe of the U.S. said so... AT&T's well-/ x.."
        assert [word.text for word in tokenize(text, 0, len(text))] == [
            *("Mr.", "J.", "Roe", "of", "the", "U.S.", "said", "so", ".", ".", "."),
            *("AT&T's", "well", "-", "/", "x", ".", "."),
        ]

    def test_sentence(self) -> None:
        text = "He came. Who? she asked! Then"
        assert [word.text for word in words_before(text, 0, len(text))] == ["Then"]
        assert [word.text for word in words_before(text, 0, 24)] == []
        assert [word.text for word in words_after(text, 9, len(text))] == [
            *("Who", "?", "she", "asked"),
        ]

    def test_a_word_cut_by_the_window_is_left_out(self) -> None:
        text = "abc " * WINDOW
        assert {word.text for word in words_after(text, 1, len(text))} == {"bc", "abc"}
        assert {word.text for word in words_before(text, 0, len(text) - 2)} == {"abc", "ab"}
        assert words_after(" " * WINDOW * 2, 0, WINDOW * 2) == ()
        assert words_before(" " * WINDOW * 2, 0, WINDOW * 2) == ()


class TestPhrases:
    @pytest.mark.parametrize(
        ("text", "phrase"),
        [
            ("one man", "one man"),
            ("he on Monday", "he"),
            ("Mr. Roe yesterday", "Mr. Roe"),
            ("a spokesman for the ministry in a statement", "a spokesman for the ministry"),
            ("the head of the board of trade on Monday", "the head of the board of trade"),
            ("Ann Roe in York", "Ann Roe"),
            ("Ann Roe and Bo Lund", "Ann Roe and Bo Lund"),
            ("Ann Roe and he", "Ann Roe"),
            ("Ann Roe and left", "Ann Roe"),
            ("Ann Roe, the former coach", "Ann Roe, the former coach"),
            ("Ann Roe, the former coach who fled", "Ann Roe, the former coach"),
            ("Ann Roe, 43, of York", "Ann Roe, 43"),
            ("Ann Roe, head of trade, a mother, 43, x, y", "Ann Roe, head of trade, a mother, 43"),
            ("Ann Roe, adding that", "Ann Roe"),
            ("Ann Roe, he", "Ann Roe"),
            ("Ann Roe, the mayor left", "Ann Roe"),
            ("Ann Roe, in York", "Ann Roe"),
            ("Ann Roe, the mayor in York", "Ann Roe, the mayor in York"),
            ("Ann Roe, chief said so", "Ann Roe"),
            ("Ann Roe,", "Ann Roe"),
            ("the White House aide", "the White House aide"),
            ("Lund laughing", "Lund"),
            ("Lund made it", "Lund"),
            ("all the men", "all the men"),
            ("some of the", "some"),
            ("a statement Lund", "a statement"),
            ("the", ""),
            ("laughing men", ""),
            ("suddenly", ""),
            ("in York", ""),
            ("$5 bills", "$5 bills"),
            ("", ""),
        ],
    )
    def test_phrase_end(self, text: str, phrase: str) -> None:
        words = tokenize(text, 0, len(text))
        end = phrase_end(words, 0)
        assert (text[words[0].start : words[end - 1].end] if end else "") == phrase

    @pytest.mark.parametrize(
        ("clause", "phrase"),
        [
            ("Ann Roe said", "Ann Roe"),
            ("On Monday, Ann Roe has also openly said", "Ann Roe"),
            ("In a statement Ann Roe said", "Ann Roe"),
            ("Ann Roe, the mayor of York, said", "Ann Roe, the mayor of York"),
            ("Ann Roe, speaking in York, said", "Ann Roe"),
            ("Because of rain, Ann Roe, in York, said", "Ann Roe"),
            ("the man who said", "the man"),
            ("the man who fled York said", "the man who fled York"),
            ("of who fled York said", None),
            ("of which fled York slowly was said", None),
            ("Ann Roe sat down and said", "Ann Roe"),
            ("But Ann Roe sat down and said", "Ann Roe"),
            ("After the rain, Ann Roe sat down and said", "Ann Roe"),
            ("After the rain and said", None),
            ("in vain, said", None),
            ("was made of said", None),
            ("said", None),
        ],
    )
    def test_subject(self, clause: str, phrase: str | None) -> None:
        words = tokenize(clause, 0, len(clause))
        span = subject(words, 0, len(words) - 1)
        text = None if span is None else clause[words[span[0]].start : words[span[1] - 1].end]
        assert text == phrase


class TestRules:
    @pytest.mark.parametrize(
        ("name", "sentence", "speaker", "cue"),
        [(rule.name, *each) for rule in RULES for each in rule.examples],
    )
    def test_examples(self, name: str, sentence: str, speaker: str, cue: str) -> None:
        (quote,) = find_quotes([sentence])[0]
        assert (*short(quote)[1:], quote.rule) == (speaker, cue, name)
        assert quote.kind != "bare"

    def test_names_are_unique(self) -> None:
        assert len({rule.name for rule in RULES}) == len(RULES)

    def test_lexicon(self) -> None:
        assert lexicon.CUES["said"] == lexicon.Cue("say", "past", "say")
        assert lexicon.CUES["read"].form == "past"
        assert len({cue.lemma for cue in lexicon.CUES.values()}) > 100


# (paragraph, [(text, speaker, cue), …])
SENTENCES: list[tuple[str, list[Found]]] = [
    ("“We go,” said Mr. Roe.", [("We go,", "Mr. Roe", "said")]),
    ("“We go”, said Mr. Roe.", [("We go", "Mr. Roe", "said")]),
    ("“We go?” he asked.", [("We go?", "he", "asked")]),
    ("“We go—” she cried.", [("We go—", "she", "cried")]),
    ("“We go,” shouted suddenly a boy.", [("We go,", "a boy", "shouted")]),
    (
        "“We go,” said a spokesman for the ministry on Monday.",
        [("We go,", "a spokesman for the ministry", "said")],
    ),
    ("“We go,” the ministry says.", [("We go,", "the ministry", "says")]),
    ("“We go,” residents say.", [("We go,", "residents", "say")]),
    ("“We go,” people say.", [("We go,", "people", "say")]),
    ("“We go,” they say.", [("We go,", "they", "say")]),
    (
        "“We go,” Ann Roe, the mayor of York, told the paper.",
        [("We go,", "Ann Roe, the mayor of York", "told")],
    ),
    ("Ann Roe said: “We go.”", [("We go.", "Ann Roe", "said")]),
    ("Ann Roe said, “We go.”", [("We go.", "Ann Roe", "said")]),
    ("Ann Roe said “We go.”", [("We go.", "Ann Roe", "said")]),
    ("Ann Roe told the paper on Monday: “We go.”", [("We go.", "Ann Roe", "told")]),
    ("Ann Roe called him, “We go.”", [("We go.", None, None)]),
    ("Ann Roe described the day: “We went.”", [("We went.", "Ann Roe", "described")]),
    ("When asked, he said, “We go.”", [("We go.", "he", "said")]),
    ("‘’: “We go.”", [("We go.", None, None)]),
    # a second sentence, the same speaker
    ("“A b,” said Bo. “C d.”", [("A b,", "Bo", "said"), ("C d.", "Bo", None)]),
    ("“A b,” Bo said, “c d.”", [("A b,", "Bo", "said"), ("c d.", "Bo", None)]),
    ("“A b,” said Bo, “c d.”", [("A b,", "Bo", "said"), ("c d.", "Bo", None)]),
    ("“A b,” Bo said. He left. “C d.”", [("A b,", "Bo", "said"), ("C d.", "Bo", None)]),
    ("“A b.” “C d,” said Bo.", [("A b.", "Bo", None), ("C d,", "Bo", "said")]),
    ("“A b. “C d,” said Bo.", [("A b.", "Bo", None), ("C d,", "Bo", "said")]),
    ("“A b,” said Bo. “C d,” said Al.", [("A b,", "Bo", "said"), ("C d,", "Al", "said")]),
    (
        "“A b,” said Bo. The “deal” was off. “C d.”",
        [("A b,", "Bo", "said"), ("deal", None, None), ("C d.", "Bo", None)],
    ),
    (
        "“A b,” said Bo. “C d.” “E f,” said Al.",
        [("A b,", "Bo", "said"), ("C d.", "Bo", None), ("E f,", "Al", "said")],
    ),
    # quoted words in indirect speech
    ("Bo said the deal was “a farce”.", [("a farce", "Bo", "said")]),
    ("Bo said it was “a” and “b”.", [("a", "Bo", "said"), ("b", "Bo", None)]),
    ("Bo called the deal “a farce”.", [("a farce", "Bo", "called")]),
    ("Bo left the talks, calling them “a farce”.", [("a farce", "Bo", "calling")]),
    ("The deal is “a farce,” Bo said.", [("a farce,", "Bo", "said")]),
    ("The “deal” was a farce, Bo said on Monday.", [("deal", "Bo", "said")]),
    ("The “deal” was off, according to Bo.", [("deal", "Bo", "according to")]),
    ("According to Bo, the “deal” was off.", [("deal", "Bo", "According to")]),
    # nobody speaks
    ("The so-called “caliphate” fell.", [("caliphate", None, None)]),
    ("The film “The Long Ferry” won.", [("The Long Ferry", None, None)]),
    ("The “deal” was, according to", [("deal", None, None)]),
    ("According to of “deal” it is.", [("deal", None, None)]),
    ("The “deal” was off, according to of it.", [("deal", None, None)]),
    ("“We go,” in vain, said.", [("We go,", None, None)]),
    ("According to in, the “deal” is.", [("deal", None, None)]),
    ("“We go,” said in a whisper.", [("We go,", None, None)]),
    ("“We go,” statement said statement.", [("We go,", "statement", "said")]),
    ("“We go,” said statement.", [("We go,", None, None)]),
    ("Bo did not say “no”.", [("no", None, None)]),
    ("Bo was told “no”.", [("no", None, None)]),
    ("The report “Ferries” came.", [("Ferries", None, None)]),
    ("Saying “no” is hard.", [("no", None, None)]),
    ("The “deal” said a lot.", [("deal", None, None)]),
    ("The “deal” in York is what Bo said.", [("deal", None, None)]),
    ("“We go,” as was said", [("We go,", None, None)]),
    (
        "Bo said it was “a” in the long and cold and wet and dark days by the river and “b”.",
        [("a", "Bo", "said"), ("b", None, None)],
    ),
]


class TestSpeakers:
    @pytest.mark.parametrize(("paragraph", "expected"), SENTENCES)
    def test_sentences(self, paragraph: str, expected: list[Found]) -> None:
        assert found(paragraph) == expected

    @pytest.mark.parametrize(
        ("paragraph", "kinds"),
        [
            ("“A b,” said Bo. “C d.”", ["direct", "direct"]),
            ("“A b,” Bo said, “c d.”", ["direct", "direct"]),
            ("Bo said it was “a” and “b”.", ["mixed", "mixed"]),
            ("Bo said it was “a.” “C d.”", ["mixed", "direct"]),
            ("The deal is “a farce,” Bo said.", ["mixed"]),
            ("The “deal” is off.", ["bare"]),
        ],
    )
    def test_kinds(self, paragraph: str, kinds: list[str]) -> None:
        assert [quote.kind for quote in find_quotes([paragraph])[0]] == kinds

    def test_split_quotes_share_a_statement(self) -> None:
        for paragraph in ("“A b,” said Bo. “C d.”", "“A b,” Bo said, “c d.”"):
            one, two = find_quotes([paragraph])[0]
            assert one.statement == two.statement
            assert one.speaker == two.speaker
        one, two = find_quotes(["“A b,” said Bo. “C d,” said Al."])[0]
        assert one.statement != two.statement

    def test_the_rule_tells_how_a_segment_was_joined(self) -> None:
        rules = [quote.rule for quote in find_quotes(["“A b,” Bo said, “c d.” “E f.”"])[0]]
        assert rules == ["subject-first", "same-sentence", "next-sentence"]


class TestSeed:
    """The seed document has four quotes, spoken by one man and another man."""

    def test_seed(self) -> None:
        paragraphs = [
            "Following liberation, people are relieved that ISIS’ presence is diminished.",
            (
                "“Praise to God, we stayed in our homes and did not come out. We were patient"
                " until the security forces came and liberated us,” said one man. “We are"
                " better now. We have seen difficult days, and we have experienced difficult"
                " conditions, and we have been away from our families for months and years"
                " without seeing them.”"
            ),
            (
                "“The injustice [of ISIS] left and the light has arrived with the help of God"
                " and the security forces which liberated us from ISIS,” said another man. “We"
                " have been oppressed and humiliated. We lived without services, schools,"
                " electricity, water, or food, even bread was so hard to get.”"
            ),
            "The operations to liberate al-Qa’im were launched last Friday.",
        ]
        assert [[short(quote)[1:] for quote in each] for each in find_quotes(paragraphs)] == [
            [],
            [("one man", "said"), ("one man", None)],
            [("another man", "said"), ("another man", None)],
            [],
        ]


class TestReopened:
    """An opening mark begins each paragraph, a closing one ends only the last."""

    def test_speaker_before(self) -> None:
        one, two, three = (
            quote for each in find_quotes(["Bo said: “We go.", "“We stay.", "“We wait.”"]) for quote in each
        )
        assert {quote.statement for quote in (one, two, three)} == {0}
        assert [quote.closed for quote in (one, two, three)] == [True, True, True]
        assert [quote.kind for quote in (one, two, three)] == ["direct"] * 3
        assert [quote.rule for quote in (one, two, three)] == ["lead-in", "reopened", "reopened"]
        assert one.speaker == Mention("Bo", 0, 2)
        assert three.speaker == Mention("Bo", 0, 2, paragraph=-2)
        (statement,) = statements([one, two, three])
        assert statement.text == "We go. We stay. We wait."

    def test_speaker_after(self) -> None:
        one, two = (quote for each in find_quotes(["“We go.", "“We stay,” said Bo."]) for quote in each)
        assert one.speaker == Mention("Bo", 16, 18, paragraph=1)
        (statement,) = statements([one, two])
        assert statement.speaker == one.speaker
        assert statement.cue == Mention("said", 11, 15, paragraph=1)

    def test_speaker_within(self) -> None:
        found_quotes = find_quotes(["“A b,” said Bo. “C d.", "“E f,” he said. “G h.”"])
        assert [[short(quote)[1] for quote in each] for each in found_quotes] == [
            ["Bo", "Bo"],
            ["he", "he"],
        ]
        flat = [quote for each in found_quotes for quote in each]
        assert {quote.statement for quote in flat} == {0}
        (statement,) = statements(flat)
        assert (statement.speaker, statement.cue) == (flat[0].speaker, flat[0].cue)

    def test_never_closed(self) -> None:
        first, second = find_quotes(["“We go.", "“We stay."])
        assert [quote.closed for quote in first + second] == [True, False]

    @pytest.mark.parametrize(
        "paragraphs",
        [
            ["“We go.", "They left. “We stay.”"],
            ["“We go.", '"We stay."'],
            ["“We go.", "", "“We stay.”"],
            ["“We go.”", "“We stay.”"],
        ],
    )
    def test_not_reopened(self, paragraphs: list[str]) -> None:
        numbers = [quote.statement for each in find_quotes(paragraphs) for quote in each]
        assert numbers == [0, 1]

    def test_nobody_speaks(self) -> None:
        first, second = find_quotes(["“We go.", "“We stay.”"])
        assert [(quote.kind, quote.speaker, quote.rule) for quote in first + second] == [
            ("bare", None, None),
            ("bare", None, None),
        ]


class TestAnchors:
    def test_positions(self) -> None:
        text = "é\n“We go.\n“We «stay»,” said Bo."
        index = TextIndex(text)
        paragraphs = text.split("\n")
        anchors = [Anchor(index, text.index(each)) for each in paragraphs]
        first, second = (quote for each in find_quotes(paragraphs, anchors) for quote in each)
        assert first.position == index.position(2)
        assert first.end_position == index.position(9)
        assert first.speaker is not None
        assert first.speaker.position == index.position(text.index("Bo"))
        assert first.speaker.end_position == index.position(len(text) - 1)
        assert second.children[0].position == index.position(text.index("«"))
        assert second.position is not None
        assert second.position.line == 3
        assert second == find_quotes(paragraphs)[2][0]

    def test_without(self) -> None:
        (quote,) = find_quotes(["“We go,” he said."], [None])[0]
        assert quote.position is None
        assert quote.end_position is None
        assert quote.speaker is not None
        assert quote.speaker.position is None

    def test_as_many_as_paragraphs(self) -> None:
        with pytest.raises(ValueError, match="0 anchors for 1 paragraphs"):
            find_quotes(["a"], [])


class TestModels:
    @pytest.mark.parametrize(
        ("make", "message"),
        [
            (lambda: Mention("a", 1, 1), "a mention needs 0 <= start < end"),
            (lambda: Mention("a", -1, 1), "a mention needs 0 <= start < end"),
            (lambda: Mention("ab", 0, 1), "the text of a mention has 2 characters"),
            (lambda: Quote("a", 3, 2), "a quote needs 0 <= start < end"),
            (lambda: Quote("abc", 0, 2), "the text of a quote has 3 characters"),
            (lambda: Quote("a", 0, 3, "scare"), "kind must be one of"),  # type: ignore[arg-type]
            (lambda: Quote("a", 0, 3, statement=-1), "statement must not be negative"),
            (lambda: Quote("a", 1, 4, children=(Quote("b", 0, 2),)), "does not stand inside"),
            (lambda: Quote("a", 0, 3, children=(Quote("b", 2, 4),)), "does not stand inside"),
            (
                lambda: Quote("a", 0, 9, children=[Quote("b", 3, 5), Quote("b", 4, 6)]),
                "after those before it",
            ),
            (lambda: Statement(None, None, "bare", ()), "at least one quote"),
        ],
    )
    def test_refused(self, make: Any, message: str) -> None:
        with pytest.raises(ValueError, match=message):
            make()

    def test_values(self) -> None:
        quote = find_quotes(["“We «go»,” said Bo. “We «go».”"], [Anchor(TextIndex("x"))])[0][0]
        for copied in (pickled(quote), copy.deepcopy(quote)):
            assert copied == quote
            assert hash(copied) == hash(quote)
            assert repr(copied) == repr(quote)
        assert "anchor" not in repr(quote)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            quote.text = "b"  # type: ignore[misc]

    def test_defaults(self) -> None:
        quote = Quote("a", 0, 3)
        assert (quote.kind, quote.closed, quote.statement, quote.rule) == ("direct", True, 0, None)
        assert quote.children == ()

    def test_statements(self) -> None:
        speaker, cue = Mention("Bo", 9, 11), Mention("said", 4, 8)
        quotes_ = [
            Quote("a", 0, 3, "direct", speaker, cue, statement=4),
            Quote("b", 4, 7, "bare", statement=2),
            Quote("c", 8, 11, "direct", speaker, statement=4),
        ]
        one, two = statements(iter(quotes_))
        assert one == Statement(speaker, cue, "direct", (quotes_[0], quotes_[2]))
        assert (one.text, two.text, two.kind, two.speaker, two.cue) == (
            *("a c", "b", "bare"),
            *(None, None),
        )
        assert pickled(one) == one
        assert hash(one) == hash(attrs.evolve(one))

    def test_a_cue_of_another_speaker_is_not_the_statement_s(self) -> None:
        bo, al = Mention("Bo", 9, 11), Mention("Al", 9, 11)
        (statement,) = statements(
            [Quote("a", 0, 3, "direct", bo), Quote("b", 4, 7, "direct", al, Mention("said", 4, 8))]
        )
        assert statement.cue is None


class TestParagraphs:
    """The quotes of a paragraph stand in its text, in order and side by side."""

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ([Quote("c", 4, 6)], "the quote from 4 to 6 ends outside the paragraph"),
            ([Quote("b", 2, 3), Quote("a", 0, 1)], "the quote from 0 to 1 begins before 3, where"),
            ([Quote("a b", 0, 3), Quote("b", 2, 3)], "the quote from 2 to 3 begins before 3, where the quote before"),
            ([Quote("a", 0, 1), Quote("b", 3, 5)], "the text of the quote from 3 to 5 does not stand there"),
            ([Quote("c", 0, 4)], "the text of the quote from 0 to 4 does not stand there"),
            (
                [Quote("a b", 0, 3, children=[Quote("a", 0, 1), Quote("a", 2, 3)])],
                "the text of the quote from 2 to 3 does not stand there",
            ),
        ],
    )
    def test_refused(self, given: list[Quote], message: str) -> None:
        with pytest.raises(ValueError, match=message):
            Paragraph("a b c", given)

    def test_taken(self) -> None:
        given = (Quote("b", 0, 3, children=(Quote("b", 2, 3),)), Quote("", 3, 4), Quote("c", 4, 5))
        assert Paragraph("a b c", given).quotes == given


def every(found_quotes: tuple[Quote, ...]) -> Iterator[Quote]:
    for quote in found_quotes:
        yield quote
        yield from every(quote.children)


def assert_sound(paragraphs: list[str]) -> None:
    result = find_quotes(paragraphs)
    assert len(result) == len(paragraphs)
    marks = {mark for style in STYLES for mark in (style.opener, *style.closers, *style.stand_ins)}
    for number, (paragraph, found_quotes) in enumerate(zip(paragraphs, result, strict=True)):
        assert list(found_quotes) == sorted(found_quotes, key=lambda quote: quote.start)
        for one, two in pairwise(found_quotes):
            assert one.end <= two.start
        for quote in every(found_quotes):
            whole = paragraph[quote.start : quote.end]
            around = {(quote.text.join((one, two))) for one in marks for two in ("", *marks)}
            assert whole in around
            for mention in (quote.speaker, quote.cue):
                if mention is not None:
                    other = paragraphs[number + mention.paragraph]
                    assert other[mention.start : mention.end] == mention.text
    flat = [quote for each in result for quote in each]
    numbers = list(dict.fromkeys(quote.statement for quote in flat))
    assert numbers == list(range(len(numbers)))
    assert sum(len(each.quotes) for each in statements(flat)) == len(flat)


PIECES = st.sampled_from(
    [mark for style in STYLES for mark in (style.opener, *style.closers)]
    + [" ", ", ", ". ", "? ", ": ", "—", "’s", "\n", "(", "5", "..."]
    + ["said", "says", "saying", "called", "according to", "who", "and", "of", "in", "the", "was"]
    + ["he", "Bo", "Ann Roe", "Mr.", "a man", "men", "quickly", "statement", "not", "Monday"]
)


class TestProperties:
    @given(st.lists(st.text(), max_size=4))
    def test_any_text(self, paragraphs: list[str]) -> None:
        assert_sound(paragraphs)

    @given(st.lists(st.lists(PIECES, max_size=40).map("".join), max_size=4))
    @example(["“A", "“B"])
    def test_text_made_of_what_matters(self, paragraphs: list[str]) -> None:
        assert_sound(paragraphs)

    @given(st.lists(st.lists(PIECES, max_size=40).map("".join), max_size=4))
    def test_paragraphs_take_what_is_found(self, paragraphs: list[str]) -> None:
        for paragraph in parse_article("\n\n".join(["Title", *paragraphs])).paragraphs:
            assert Paragraph(paragraph.text, paragraph.quotes).quotes == paragraph.quotes

    @pytest.mark.timeout(30)
    @pytest.mark.parametrize(
        "paragraph",
        [
            "“a b” " * 5_000,
            "“a " * 10_000,
            'x "a' * 10_000,
            "« " * 10_000 + "a" + " »" * 10_000,
            "“A,” said " + "Roe " * 100_000,
            "Roe " * 100_000 + "said: “A.”",
            "“A,” " + "," * 1_000_000 + " “B.”",
        ],
        ids=lambda paragraph: paragraph[:8],
    )
    def test_large(self, paragraph: str) -> None:
        assert_sound([paragraph])

    @pytest.mark.timeout(30)
    def test_reopened_over_many_paragraphs(self) -> None:
        result = find_quotes(["Bo said: “We go.", *["“We go on."] * 10_000, "“We stop.”"])
        assert {quote.statement for each in result for quote in each} == {0}
        assert result[-1][0].speaker == Mention("Bo", 0, 2, paragraph=-10_001)
