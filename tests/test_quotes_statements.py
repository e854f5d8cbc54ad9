"""Statements: which quotations share a speaker, by which rule, and how sure that is."""

from __future__ import annotations

from itertools import chain
from typing import Final

import attrs
import pytest

from seeddoc.positions import Anchor, TextIndex
from seeddoc.quotes import Mention, Quote, find_quotes
from seeddoc.quotes.english import RULES, english
from seeddoc.quotes.joining import JOINS
from seeddoc.quotes.models import statements

CONFIDENCE: Final = {rule.name: rule.confidence for rule in (*RULES, *JOINS)}


def find(*paragraphs: str) -> list[Quote]:
    return list(chain.from_iterable(find_quotes(paragraphs)))


def who(*paragraphs: str) -> list[tuple[str | None, str | None, int]]:
    """Return the speaker, the rule and the statement of each quotation."""
    return [(text_of(quote.speaker), quote.rule, quote.statement) for quote in find(*paragraphs)]


def text_of(mention: Mention | None) -> str | None:
    return None if mention is None else mention.text


class TestReopened:
    """An opening mark begins each paragraph, a closing one ends only the last."""

    def test_speaker_before(self) -> None:
        one, two, three = find("Bo said: “We go.", "“We stay.", "“We wait.”")
        assert [quote.statement for quote in (one, two, three)] == [0, 0, 0]
        assert [quote.closed for quote in (one, two, three)] == [True, True, True]
        assert [quote.kind for quote in (one, two, three)] == ["direct"] * 3
        assert [quote.rule for quote in (one, two, three)] == ["lead-in", "reopened", "reopened"]
        assert one.speaker == Mention("Bo", 0, 2, name="Bo")
        assert three.speaker == Mention("Bo", 0, 2, paragraph=-2, name="Bo")
        assert (one.cue, two.cue, three.cue) == (Mention("said", 3, 7), None, None)
        (statement,) = statements([one, two, three])
        assert statement.text == "We go. We stay. We wait."

    def test_speaker_after(self) -> None:
        one, two = find("“We go.", "“We stay,” said Bo.")
        assert one.speaker == Mention("Bo", 16, 18, paragraph=1, name="Bo")
        assert (one.rule, two.rule) == ("reopened", "inverted")
        (statement,) = statements([one, two])
        assert statement.speaker == one.speaker
        assert statement.cue == Mention("said", 11, 15, paragraph=1)

    def test_speaker_within(self) -> None:
        assert who("“A b,” said Bo. “C d.", "“E f,” he said. “G h.”") == [
            ("Bo", "inverted", 0),
            ("Bo", "next-sentence", 0),
            ("he", "subject-first", 0),
            ("he", "next-sentence", 0),
        ]

    def test_the_segment_before_keeps_how_it_was_joined(self) -> None:
        assert [rule for _, rule, _ in who("“A b,” said Bo. “C d.", "“E f.”")] == [
            "inverted",
            "next-sentence",
            "reopened",
        ]

    @pytest.mark.parametrize(("opener", "closer"), ["“”", '""', "«»", "‘’", "„“", "「」", ("``", "''")])
    def test_of_every_style(self, opener: str, closer: str) -> None:
        one, two = find(f"Bo said: {opener}We go.", f"{opener}We stay.{closer}")
        assert (one.statement, two.statement, one.closed, two.closed) == (0, 0, True, True)

    def test_never_closed(self) -> None:
        assert [quote.closed for quote in find("“We go.", "“We stay.")] == [True, False]

    @pytest.mark.parametrize(
        "paragraphs",
        [
            ["“We go.", "They left. “We stay.”"],
            ["“We go.", '"We stay."'],
            ["“We go.", "", "“We stay.”"],
            ["“We go.", "It rained.", "“We stay.”"],
            ["“We go.”", "“We stay.”"],
        ],
    )
    def test_not_reopened(self, paragraphs: list[str]) -> None:
        assert [quote.statement for quote in find(*paragraphs)] == [0, 1]

    def test_nobody_speaks(self) -> None:
        assert [(quote.kind, quote.speaker, quote.rule) for quote in find("“We go.", "“We stay.”")] == [
            ("bare", None, None)
        ] * 2


class TestSameSentence:
    @pytest.mark.parametrize(
        ("text", "kinds"),
        [
            ("“A b,” Bo said, “c d.”", ["direct", "direct"]),
            ("“A b,” said Bo, “c d.”", ["direct", "direct"]),
            ("“A b,” said Bo on Monday, “c d.”", ["direct", "direct"]),
            ("Bo said it was “a” and “b”.", ["mixed", "mixed"]),
            ("Bo called it “a”, “b” and “c”.", ["mixed", "mixed", "mixed"]),
        ],
    )
    def test_joined(self, text: str, kinds: list[str]) -> None:
        found = find(text)
        assert [quote.kind for quote in found] == kinds
        assert {quote.statement for quote in found} == {0}
        assert {text_of(quote.speaker) for quote in found} == {"Bo"}
        assert [quote.rule for quote in found[1:]] == ["same-sentence"] * (len(found) - 1)
        assert [quote.cue is None for quote in found] == [False, *[True] * (len(found) - 1)]

    @pytest.mark.parametrize(
        "text",
        [
            "“A b,” Bo said, and Al said, “c d.”",
            "The “deal” and the “pact” were off.",
            "“A b,” said Bo. “C d,” said Al.",
        ],
    )
    def test_not_joined(self, text: str) -> None:
        assert [quote.statement for quote in find(text)] == [0, 1]

    @pytest.mark.parametrize(
        ("text", "rule"),
        [
            ("“We go,” said Bo, whose boat has “odd” sails.", None),
            ("“We go,” Bo, in a “lucky” hat, said.", None),
            ("“We go,” said Bo, adding that he thought it “too late”.", "clause-before"),
            ("“We go,” said Bo, speaking of boats, “and soon.”", "same-sentence"),
            ("“We go,” said Bo; “we must.”", "same-sentence"),
        ],
    )
    def test_what_the_writer_quotes(self, text: str, rule: str | None) -> None:
        one, two = find(text)
        assert text_of(one.speaker) == "Bo"
        assert (text_of(two.speaker), two.rule) == (rule and "Bo", rule)


class TestNextSentence:
    def test_joined(self) -> None:
        assert who("“A b,” said Bo. “C d.”") == [("Bo", "inverted", 0), ("Bo", "next-sentence", 0)]

    def test_a_sentence_stands_between(self) -> None:
        assert who("“A b,” Bo said. It rained. “C d.”")[1] == ("Bo", "next-sentence", 0)

    def test_another_quotation_stands_between(self) -> None:
        assert who("“A b,” said Bo. The “deal” was off. “C d.”") == [
            ("Bo", "inverted", 0),
            (None, None, 1),
            ("Bo", "next-sentence", 0),
        ]

    def test_what_another_said_stands_between(self) -> None:
        assert who("“We go,” said Bo, who told of what Al calls a “pact”. “We stay.”") == [
            ("Bo", "inverted", 0),
            ("Al", "clause-before", 1),
            ("Bo", "next-sentence", 0),
        ]
        assert who("“We go,” said Bo, who called it “odd” and “sad”. “We stay.”") == [
            ("Bo", "inverted", 0),
            ("who", "clause-before", 1),
            ("who", "same-sentence", 1),
            ("Bo", "next-sentence", 0),
        ]

    def test_an_adverbial_stands_before_it(self) -> None:
        assert who("“We go,” said Bo. Now, “we wait for rain.”")[1] == ("Bo", "next-sentence", 0)
        assert who("“We go,” said Bo. In the end, “nothing” came of it.")[1] == (None, None, 1)
        assert who("Al said it rained. Now, “we wait for rain.”") == [("Al", "sentence-before", 0)]

    def test_a_clause_around_a_quotation_is_no_part_of_the_speaker(self) -> None:
        assert who("“We go,” said Bo, who had found it “sad”.")[0] == ("Bo", "inverted", 0)

    def test_a_sentence_that_only_seems_to_tell_of_speaking(self) -> None:
        assert who("“We go,” said Bo. He plans to speak of boats. “We stay.”")[1] == ("Bo", "next-sentence", 0)

    def test_the_speaker_comes_after_the_second(self) -> None:
        assert who("“A b.” “C d,” said Bo.") == [("Bo", "next-sentence", 0), ("Bo", "inverted", 0)]
        assert who("“A b. “C d,” said Bo.") == [("Bo", "next-sentence", 0), ("Bo", "inverted", 0)]

    def test_the_speaker_comes_after_the_second_which_is_direct_speech(self) -> None:
        assert [quote.kind for quote in find("“We wait.” “We go,” said Bo.")] == ["direct", "direct"]

    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("“A b,” said Bo. “C d,” said Al.", [0, 1]),
            ("“A b,” said Bo. “C d.” “E f,” said Al.", [0, 0, 1]),
            ("“We go home.” It rained. “We stay,” said Bo.", [0, 1]),
            ("“A b,” Bo said. The gate was “shut” again.", [0, 1]),
            ("“A b,” Bo said. He sang “Rain at Noon”.", [0, 1]),
        ],
    )
    def test_not_joined(self, text: str, numbers: list[int]) -> None:
        assert [quote.statement for quote in find(text)] == numbers


class TestNextParagraph:
    def test_found(self) -> None:
        assert who("“We go home,” Bo said.", "“We stay here now.”", "“We wait.”") == [
            ("Bo", "subject-first", 0),
            ("Bo", "next-paragraph", 1),
            ("Bo", "next-paragraph", 2),
        ]

    @pytest.mark.parametrize(
        "paragraphs",
        [
            ["“We go home,” Bo said.", "It rained.", "“We stay here now.”"],
            ["“We go home,” Bo said.", "“We stay here” on the hill."],
            ["“We go home.”", "“We stay here now.”"],
            ["“We go home,” Bo said.", "The film “Rain at Noon”"],
        ],
    )
    def test_not_found(self, paragraphs: list[str]) -> None:
        assert find(*paragraphs)[-1].speaker is None

    def test_the_speaker_of_the_statement_itself_is_nearer(self) -> None:
        assert who("Bo said: “We go.”", "“We stay.", "“We wait,” said Al.")[1:] == [
            ("Al", "reopened", 1),
            ("Al", "inverted", 1),
        ]


class TestSentenceBefore:
    def test_found(self) -> None:
        assert who("Bo Lund said it was late. “We stay here now.” He left.") == [("Bo Lund", "sentence-before", 0)]

    @pytest.mark.parametrize(
        ("sentence", "cue"), [("It rained, said Bo.", "said"), ("It was late, according to Bo.", "according to")]
    )
    def test_the_speaker_comes_last(self, sentence: str, cue: str) -> None:
        (quote,) = find(f"{sentence} “We stay here now.”")
        assert (text_of(quote.speaker), text_of(quote.cue), quote.rule) == ("Bo", cue, "sentence-before")

    def test_another_speaker_than_in_the_quotation_before(self) -> None:
        assert who("“We stay here,” Bo said. Ann Roe disagreed. “We go home.”") == [
            ("Bo", "subject-first", 0),
            ("Ann Roe", "sentence-before", 1),
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "It was late. “We stay here now.”",
            "Bo Lund said it was late. It rained. “We stay here now.”",
            "So it was said. “We stay here now.”",
            "Bo Lund said it was late. The “deal” was off.",
            "The “gate” said Bo Lund was late. “We stay here now.” He left.",
        ],
    )
    def test_not_found(self, text: str) -> None:
        assert "sentence-before" not in {quote.rule for quote in find(text)}


class TestLeadParagraph:
    @pytest.mark.parametrize(
        ("lead", "speaker", "cue"),
        [
            ("Bo Lund continued:", "Bo Lund", "continued"),
            ("It rained. On Monday, Bo Lund said:\n", "Bo Lund", "said"),
            ("Said Bo Lund:", "Bo Lund", "Said"),
            ("Bo Lund had two wishes:", "Bo Lund", ":"),
            ("“We go,” Al said. Bo Lund said:", "Bo Lund", "said"),
        ],
    )
    def test_found(self, lead: str, speaker: str, cue: str) -> None:
        quote = find(lead, "“We stay.”")[-1]
        assert quote.rule == "lead-paragraph"
        assert quote.speaker is not None
        assert quote.cue is not None
        assert (quote.speaker.text, quote.cue.text, quote.kind) == (speaker, cue, "direct")
        assert (quote.speaker.paragraph, quote.cue.paragraph) == (-1, -1)
        assert lead[quote.speaker.start : quote.speaker.end] == speaker

    def test_sentences_stand_between_it_and_a_quotation(self) -> None:
        lead = "“We go,” said Al. They left in the night. Bo Lund said:"
        assert who(lead, "“We stay.”")[1] == ("Bo Lund", "lead-paragraph", 1)

    @pytest.mark.parametrize("speaker", ["The coach", "The coach, who lost a boat"])
    def test_it_stands_right_after_a_quotation(self, speaker: str) -> None:
        lead = f"“We go,” said Al. “We go home now.” {speaker}{',' * speaker.count(',')} told us:"
        assert who(lead, "“We stay.”")[1:] == [("Al", "next-sentence", 0), (speaker, "lead-paragraph", 1)]

    @pytest.mark.parametrize(
        "paragraphs",
        [
            ["Bo Lund said it: no", "“We stay.”"],
            ["Then:", "“We stay.”"],
            ["Bo Lund said:", "It rained. “We stay.”"],
            ["Bo Lund said:", "", "“We stay.”"],
        ],
    )
    def test_not_found(self, paragraphs: list[str]) -> None:
        assert "lead-paragraph" not in {quote.rule for quote in find(*paragraphs)}


class TestParagraphBefore:
    def test_found(self) -> None:
        quote = find("It rained. Bo Lund said it was late.", "“We stay here now.”")[0]
        assert (quote.rule, quote.kind, quote.confidence) == (
            "paragraph-before",
            "direct",
            CONFIDENCE["paragraph-before"],
        )
        assert quote.speaker == Mention("Bo Lund", 11, 18, paragraph=-1, name="Bo Lund")
        assert quote.evidence == Mention("Bo Lund said", 11, 23, paragraph=-1)

    @pytest.mark.parametrize(
        "paragraphs",
        [
            ["It was late.", "“We stay here now.”"],
            ["Bo Lund said it was late", "“We stay here now.”"],
            ["Bo Lund said it was late.", "“We stay here now” or never."],
            ["Bo Lund said it was late.", "It rained.", "“We stay here now.”"],
            ["", "“We stay here now.”"],
        ],
    )
    def test_not_found(self, paragraphs: list[str]) -> None:
        assert find(*paragraphs)[-1].speaker is None


class TestSignature:
    def test_found(self) -> None:
        (quote,) = find("“We stay here now.”", "— Bo Lund, pilot")
        assert (quote.rule, quote.cue) == ("signature-after", None)
        assert quote.speaker == Mention("Bo Lund, pilot", 2, 16, paragraph=1, name="Bo Lund")
        assert quote.evidence == Mention("Bo Lund, pilot", 2, 16, paragraph=1)

    @pytest.mark.parametrize(
        "paragraphs",
        [
            ["“We stay here now.”", "Bo Lund, pilot"],
            ["“We stay here now.”", "— Bo Lund left for York when the rain had gone"],
            ["“We stay here now.”", f"— Bo Lund{', a pilot' * 20}"],
            ["The song “Rain” was sung.", "— Bo Lund, pilot"],
            ["“We stay here now.”"],
        ],
    )
    def test_not_found(self, paragraphs: list[str]) -> None:
        assert find(*paragraphs)[0].speaker is None

    def test_a_speaker_of_its_own_is_nearer(self) -> None:
        assert who("“We stay here now,” Al said.", "— Bo Lund, pilot") == [("Al", "subject-first", 0)]


class TestTitlesBetween:
    """A title says nothing, and parts nothing."""

    def test_in_a_sentence(self) -> None:
        assert who("“We go,” Bo said of his book, “Rain at Noon,” “and soon.”") == [
            ("Bo", "subject-first", 0),
            (None, None, 1),
            ("Bo", "same-sentence", 0),
        ]

    def test_before_a_paragraph(self) -> None:
        found = who("“We go,” said Bo, the author of “Rain at Noon.”", "“We wait.”")
        assert found[2] == ("Bo, the author of “Rain at Noon.”", "next-paragraph", 2)


class TestNarration:
    """A sentence without a word of speaking tells who speaks next, where it begins with a name."""

    @pytest.mark.parametrize(
        ("text", "speaker"),
        [
            ("Bo Lund looked up.", "Bo Lund"),
            ("Bo Lund then turned to the boats.", "Bo Lund"),
            ("Bo Lund is tired.", "Bo Lund"),
            ("The hall fell silent.", None),
            ("Bo Lund! Up!", None),
        ],
    )
    def test_before_a_paragraph(self, text: str, speaker: str | None) -> None:
        assert who(text, "“We go now.”")[0][0] == speaker

    def test_before_a_sentence(self) -> None:
        assert who("Bo Lund looked up. “We go now.”") == [("Bo Lund", "sentence-before", 0)]

    def test_not_where_somebody_speaks(self) -> None:
        assert who("“We go,” said Ann Roe. Bo Lund looked up. “We stay.”")[1] == ("Ann Roe", "next-sentence", 0)

    @pytest.mark.parametrize("text", ["Bo Lund, told of this, grinned.", "Bo Lund is less sure."])
    def test_a_sentence_may_turn_to_another(self, text: str) -> None:
        said = f"“We go,” said Ann Roe. {text} “We stay.”"
        assert who(said)[1] == ("Bo Lund", "sentence-before", 1)
        language = attrs.evolve(english(), find_turned=None)
        assert find_quotes([said], language=language)[0][1].rule == "next-sentence"

    @pytest.mark.parametrize(
        "text", ["Roe, told of this, grinned.", "She is less sure.", "The boat was late.", "Paris was empty."]
    )
    def test_or_go_on_about_the_same(self, text: str) -> None:
        assert who(f"“We go,” said Ann Roe. {text} “We stay.”")[1] == ("Ann Roe", "next-sentence", 0)

    def test_paragraphs_opened_again_may_each_name_the_speaker(self) -> None:
        paragraphs = ("“We go,” said Bo Lund. “Now.", "“We stay,” said Lund. “Here.", "“We wait,” said Lund.")
        assert {statement for _, _, statement in who(*paragraphs)} == {0}

    def test_nobody_may_have_spoken_before(self) -> None:
        assert who("“We go.” Bo Lund is less sure. “We stay.”")[1][0] is None

    def test_a_language_may_not_tell(self) -> None:
        language = attrs.evolve(english(), find_narrated=None)
        assert find_quotes(["Bo Lund looked up. “We go now.”"], language=language)[0][0].speaker is None


class TestConfidence:
    """A speaker is as sure as where it was found, and as what joined it."""

    @pytest.mark.parametrize(
        "paragraphs",
        [
            ["“A b,” said Bo. “C d.”"],
            ["“A b,” Bo said, “c d.”"],
            ["Bo said: “We go.", "“We stay.”"],
            ["Bo said: “We go.”", "“We stay here.”"],
            ["The gate was “shut” and “gone” for days, Bo said."],
        ],
    )
    def test_joined(self, paragraphs: list[str]) -> None:
        found = find(*paragraphs)
        first, last = found[0], found[-1]
        assert first.rule is not None
        assert last.rule is not None
        assert first.confidence == CONFIDENCE[first.rule]
        assert last.confidence == pytest.approx(CONFIDENCE[first.rule] * CONFIDENCE[last.rule], abs=0.005)
        assert last.evidence is not None
        assert first.evidence is not None
        assert last.evidence.text == first.evidence.text

    def test_a_segment_joined_to_a_joined_one(self) -> None:
        one, two, three = find("“A b,” said Bo. “C d.", "“E f.”")
        assert (one.confidence, two.rule, three.rule) == (CONFIDENCE["inverted"], "next-sentence", "reopened")
        assert three.confidence == pytest.approx(CONFIDENCE["inverted"] * CONFIDENCE["reopened"], abs=0.005)


class TestNumbers:
    def test_statements_are_numbered_in_order_and_nested_quotes_after_them(self) -> None:
        one, two, three = find("“A ‘b’ c,” said Bo. The “deal” was off.", "“D ‘e’ f,” Al said.")
        assert [quote.statement for quote in (one, two, three)] == [0, 1, 2]
        assert [child.statement for quote in (one, two, three) for child in quote.children] == [3, 4]

    def test_anchors_are_those_of_the_paragraph_that_a_mention_stands_in(self) -> None:
        text = "Bo said:\n“We «go».”"
        index = TextIndex(text)
        paragraphs = text.split("\n")
        anchors = [Anchor(index, text.index(each)) for each in paragraphs]
        (quote,) = chain.from_iterable(find_quotes(paragraphs, anchors))
        assert quote.speaker is not None
        assert quote.speaker.position == index.position(0)
        assert quote.cue is not None
        assert quote.cue.end_position == index.position(7)
        assert quote.evidence is not None
        assert quote.evidence.position == index.position(0)
        assert quote.position == index.position(9)
        assert quote.children[0].position == index.position(text.index("«"))
        assert quote == find_quotes(paragraphs)[1][0]


class TestLeftOut:
    def test_a_rule_that_joins(self) -> None:
        language = attrs.evolve(english(), left_out=frozenset({"next-sentence", "sentence-before"}))
        paragraphs = ["“We go,” said Bo Lund. “We stay.”", "Ann Roe said no. “We stay here now.”"]
        found = find_quotes(paragraphs, language=language)
        assert [quote.speaker and quote.speaker.text for quotes in found for quote in quotes] == ["Bo Lund", None, None]


class TestReopenedByAnother:
    def test_another_speaker_begins_a_statement(self) -> None:
        first, second = (quotes[0] for quotes in find_quotes(["Bo Lund said: “We go", "“We stay,” Ann Roe said."]))
        assert (first.closed, first.statement, second.statement) == (False, 0, 1)

    @pytest.mark.parametrize("speaker", ["he", "Lund", "Bo Lund", "the mayor"])
    def test_the_same_or_an_unnamed_one_goes_on(self, speaker: str) -> None:
        first, second = (quotes[0] for quotes in find_quotes(["Bo Lund said: “We go", f"“We stay,” {speaker} said."]))
        assert (first.closed, first.statement, second.statement) == (True, 0, 0)

    def test_nobody_is_named(self) -> None:
        first, second = (quotes[0] for quotes in find_quotes(["“We go", "“We stay,” Ann Roe said."]))
        assert (first.statement, second.statement) == (0, 0)
