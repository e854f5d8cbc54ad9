"""Turns of a transcript: quotations without marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc.quotes import find_quotes

# (text of the quote, speaker, cue)
Found = tuple[str, str | None, str | None]


def found(*paragraphs: str) -> list[list[Found]]:
    return [
        [
            (quote.text, quote.speaker.text if quote.speaker else None, quote.cue.text if quote.cue else None)
            for quote in quotes
        ]
        for quotes in find_quotes(paragraphs, turns=True)
    ]


def test_turns() -> None:
    assert found("Two spoke.", "VERMA: It rises.", "BO LIND (laughing): It falls.", "VERMA: We shall see.") == [
        [],
        [("It rises.", "VERMA", ":")],
        [("It falls.", "BO LIND", ":")],
        [("We shall see.", "VERMA", ":")],
    ]


def test_they_are_asked_for() -> None:
    assert find_quotes(["VERMA: It rises.", "LIND: No.", "VERMA: Yes."]) == ((), (), ())


def test_kind_and_place() -> None:
    quote = find_quotes(["VERMA: It rises.", "LIND: No.", "VERMA: Yes."], turns=True)[0][0]
    assert (quote.start, quote.end, quote.kind, quote.rule, quote.closed) == (7, 16, "direct", "label", True)


def test_questions_and_answers() -> None:
    assert found("Q: Did you sign?", "A: I did.", "Q: Why?")[1] == [("I did.", "A", ":")]


def test_what_a_turn_quotes_is_inside_of_it() -> None:
    turn = find_quotes(["VERMA: It rises.", "LIND: She said “never” to me.", "VERMA: Yes."], turns=True)[1][0]
    assert turn.text == "She said “never” to me."
    assert [(child.text, child.speaker and child.speaker.text) for child in turn.children] == [("never", "She")]


def test_a_turn_with_marks_is_what_is_between_them() -> None:
    assert found("VERMA: “It rises.”", "LIND: “No.”", "VERMA: “Yes.”")[1] == [("No.", "LIND", ":")]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["VERMA: It rises.", "LIND: No."],  # two are a pair of headings
        ["NOTE: One.", "NOTE: Two.", "NOTE: Three."],  # nobody talks with themselves
        ["Verma: It rises.", "Lind: No.", "Verma: Yes."],
        ["VERMA:It rises.", "LIND:No.", "VERMA:Yes."],
        ["VERMA:", "LIND:", "VERMA:"],
    ],
)
def test_no_turns(paragraphs: list[str]) -> None:
    assert found(*paragraphs) == [[]] * len(paragraphs)


@given(st.lists(st.from_regex(r"\A(?:VERMA|LIND|Q|“A”|x)(?: \(y\))?:? [“”\"a. ]{0,8}z\Z"), max_size=6))
def test_turns_stand_in_their_paragraphs(paragraphs: list[str]) -> None:
    for text, quotes in zip(paragraphs, find_quotes(paragraphs, turns=True), strict=True):
        assert all(text[quote.start : quote.end].find(quote.text) >= 0 for quote in quotes)
