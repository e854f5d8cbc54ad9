"""Block quotations: paragraphs without marks that the one before leads into."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc import find_quotes

LEAD = "Verma, the mayor, continued on Monday:"
BLOCK = "We have no boats. The river rises."


def speakers(*paragraphs: str) -> list[tuple[int, str, str | None, str | None]]:
    found = find_quotes(paragraphs, blocks=True)
    return [
        (number, quote.text, quote.speaker.text if quote.speaker else None, quote.rule)
        for number, quotes in enumerate(found)
        for quote in quotes
    ]


class TestBlocks:
    @pytest.mark.parametrize(
        ("lead", "speaker"),
        [
            (LEAD, "Verma, the mayor"),
            ("Hale writes:", "Hale"),
            ("The letter was short. In it, she said: ", "she"),
            ("As Okoro said:", "Okoro"),
        ],
    )
    def test_they_are_found(self, lead: str, speaker: str) -> None:
        assert speakers(lead, BLOCK, "More.") == [(1, BLOCK, speaker, "lead-paragraph")]

    def test_only_where_they_are_asked_for(self) -> None:
        assert find_quotes([LEAD, BLOCK]) == ((), ())

    @pytest.mark.parametrize(
        ("lead", "block"),
        [
            ("The list is long:", BLOCK),
            ("5 p.m.:", BLOCK),
            ("Verma:", BLOCK),
            ("Verma said so.", BLOCK),
            ("", BLOCK),
            (LEAD, "Three boats"),
            (LEAD, ""),
        ],
    )
    def test_what_is_none(self, lead: str, block: str) -> None:
        assert speakers(lead, block) == []

    def test_the_first_paragraph_is_none(self) -> None:
        assert speakers(BLOCK, LEAD) == []

    def test_marks_inside_it_are_nested(self) -> None:
        block = "We wait for “the river”, as Lind said."
        (_, (quote,)) = find_quotes([LEAD, block], blocks=True)
        assert (quote.text, quote.start, quote.end, quote.kind, quote.closed) == (block, 0, len(block), "direct", True)
        assert [child.text for child in quote.children] == ["the river"]

    def test_marks_around_it_are_those_of_the_quotation(self) -> None:
        assert speakers(LEAD, "“We wait.” He left.") == [(1, "We wait.", "Verma, the mayor", "lead-paragraph")]

    def test_beside_turns(self) -> None:
        paragraphs = ["VERMA: It rises.", "LIND: It falls.", "VERMA: No.", LEAD, BLOCK]
        found = find_quotes(paragraphs, turns=True, blocks=True)
        assert [len(quotes) for quotes in found] == [1, 1, 1, 0, 1]

    @given(st.lists(st.sampled_from((LEAD, BLOCK, "Hale writes:", "“Go,” he said.", "No", "", ":", "“")), max_size=6))
    def test_any_paragraphs(self, paragraphs: list[str]) -> None:
        for text, quotes in zip(paragraphs, find_quotes(paragraphs, blocks=True), strict=True):
            for quote in quotes:
                assert 0 <= quote.start < quote.end <= len(text)
                assert quote.text in text[quote.start : quote.end]


class TestHeadlines:
    HEADLINE = "Port closure ‘a disaster’, fishermen say"
    BODY = "Fishermen in Brekke said that the closure was “a disaster” for the ‘coast’."

    def test_single_marks_of_a_headline_quote(self) -> None:
        headline, body = find_quotes([self.HEADLINE, self.BODY], headline=True)
        assert [(quote.text, quote.kind) for quote in headline] == [("a disaster", "mixed")]
        assert [quote.kind for quote in body] == ["mixed", "bare"]

    def test_they_set_off_words_in_any_other_paragraph(self) -> None:
        headline, _ = find_quotes([self.HEADLINE, self.BODY])
        assert [quote.kind for quote in headline] == ["bare"]


class TestSingleMarks:
    """Single marks quote, or set off words in an article that quotes between others."""

    SAID = "‘The sea took the road in one night, and nobody came to look at it,’ said Asha Verma."

    def test_a_title_between_double_marks_changes_nothing(self) -> None:
        title = "Verma has read the novel “Low Water”."
        assert [quote.speaker is not None for quote in chain(*find_quotes([self.SAID, title]))] == [True, False]

    def test_they_set_off_words_beside_as_much_between_double_marks(self) -> None:
        said = "“The sea took the road in one night, and nobody came to look,” said Asha Verma of the ‘quiet coast’."
        assert [quote.kind for quote in chain(*find_quotes([said]))] == ["direct", "bare"]

    def test_titles_are_not_said(self) -> None:
        sung = "She sang ‘Amazing Grace’, ‘Danny Boy’, ‘The Rose of Tralee’ and ‘Low Water’, the crowd said."
        kinds = [quote.kind for quote in chain(*find_quotes(["“We go on,” said Verma.", sung]))]
        assert kinds == ["direct", *["bare"] * 4]

    def test_what_the_next_paragraph_opens_again_takes_in_what_is_quoted_inside(self) -> None:
        paragraphs = [
            "‘We went at dawn,’ said Bo Lund. ‘He told the nurse, “See to the others first.” And they did.",
            "‘I blame nobody. I saw what I saw.’",
        ]
        quotes = list(chain(*find_quotes(paragraphs)))
        assert [quote.text[:11] for quote in quotes] == ["We went at ", "He told the", "I blame nob"]
        assert {quote.speaker and quote.speaker.text for quote in quotes} == {"Bo Lund"}
        assert {quote.statement for quote in quotes} == {0}
        assert [child.text for child in quotes[1].children] == ["See to the others first."]
