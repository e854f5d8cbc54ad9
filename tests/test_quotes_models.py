"""The models of quotations: what they hold, what they refuse, and that those made quickly are the same."""

from __future__ import annotations

import copy
import inspect
import pickle
import weakref
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc.positions import Anchor, TextIndex
from seeddoc.quotes import Candidate, Mention, Quote, rule_summary, statements
from seeddoc.quotes.english import RULES
from seeddoc.quotes.models import KINDS, make_mention, make_quote, make_speaker

if TYPE_CHECKING:
    from collections.abc import Callable

    from seeddoc.quotes.models import Place

SPEAKER = Mention("she", 6, 9, name="Ann Roe")
CUE = Mention("said", 10, 14)
CANDIDATE = Candidate(Mention("Bo Lund", 0, 7, paragraph=-1, name="Bo Lund"), "inverted", 0.25)
EXPLAINED = Quote(
    "Go", 0, 5, "direct", SPEAKER, CUE, rule="subject-first", evidence=Mention("she said", 6, 14), confidence=0.75
)

# What is worked out when it is asked for.
REASONS = ("evidence", "runner_up")

numbers = st.integers(0, 99)
words = st.text(min_size=1, max_size=5)
names = st.text(st.sampled_from("aÅ \u2003"), min_size=1, max_size=5).filter(str.strip)
confidences = st.floats(0, 1)
anchors = st.none() | st.builds(Anchor, st.builds(TextIndex, words), numbers)


@st.composite
def mentions(draw: st.DrawFn) -> tuple[Any, ...]:
    """Draw what a mention has, in order."""
    text, start = draw(words), draw(numbers)
    end = start + len(text) + draw(numbers)
    return text, start, end, draw(st.integers(-9, 9)), draw(st.none() | names), draw(anchors)


def mention(values: tuple[Any, ...]) -> Mention:
    """Make a mention with the constructor that checks."""
    text, start, end, paragraph, name, anchor = values
    return Mention(text, start, end, paragraph=paragraph, name=name, anchor=anchor)


@st.composite
def quotes(draw: st.DrawFn) -> tuple[Any, ...]:
    """Draw what a quote has, in order."""
    text, start, *_ = draw(mentions())
    some = st.none() | st.builds(mention, mentions())
    candidates = st.builds(Candidate, st.builds(mention, mentions()), words, confidences)
    return (
        text,
        start,
        start + len(text) + 2,
        draw(st.sampled_from(sorted(KINDS))),
        draw(some),
        draw(some),
        draw(st.booleans()),
        draw(numbers),
        draw(st.none() | words),
        draw(some),
        draw(st.none() | confidences),
        draw(st.none() | candidates),
        draw(st.just(()) | st.just((Quote("c", start, start + 1),))),
        draw(anchors),
    )


def by_name(values: tuple[Any, ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a quote has by its attributes, and the same without the reasons."""
    given = dict(zip([field.name for field in attrs.fields(Quote)], values, strict=True))
    return given, {name: value for name, value in given.items() if name not in REASONS}


def assert_same(made: Mention | Quote, built: Mention | Quote) -> None:
    """Assert that one model is like another in every respect."""
    assert type(made) is type(built)
    assert (made, hash(made), repr(made)) == (built, hash(built), repr(built))
    for field in attrs.fields(type(built)):
        assert getattr(made, field.name) is getattr(built, field.name)
    assert not hasattr(made, "__dict__")
    assert weakref.ref(made)() is made
    again = pickle.loads(pickle.dumps(made))  # noqa: S301 (made here)
    assert type(again) is type(built)
    assert again == copy.deepcopy(made) == attrs.evolve(made) == built
    assert attrs.asdict(made) == attrs.asdict(built)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.text = "x"  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del made.text


class TestMade:
    """`make_mention` and `make_quote` leave out the checks, and nothing else."""

    @given(mentions())
    def test_mentions(self, values: tuple[Any, ...]) -> None:
        assert_same(make_mention(*values), mention(values))

    @given(mentions(), names)
    def test_speakers(self, values: tuple[Any, ...], name: str) -> None:
        text, start, end, paragraph, _, anchor = values
        asked: list[Place] = []

        class Known:
            def name_of(self, place: Place) -> str:
                asked.append(place)
                return name

        made = make_speaker(text, (7, start, end), paragraph, Known(), anchor)
        assert asked == []
        assert_same(made, Mention(text, start, end, paragraph=paragraph, name=name, anchor=anchor))
        assert asked == [(7, start, end)]

    @given(quotes())
    def test_quotes(self, values: tuple[Any, ...]) -> None:
        given, told = by_name(values)
        assert_same(make_quote(**told, reasons=None), Quote(**told))
        assert given.keys() - told.keys() == set(REASONS)

    @given(quotes())
    def test_reasons(self, values: tuple[Any, ...]) -> None:
        given, told = by_name(values)
        asked: list[str] = []

        class Known:
            def evidence(self) -> Any:
                asked.append("evidence")
                return given["evidence"]

            def runner_up(self) -> Any:
                asked.append("runner_up")
                return given["runner_up"]

        made = make_quote(**told, reasons=Known())
        assert asked == []
        assert_same(made, Quote(**given))
        assert asked == [*REASONS]

    def test_arguments_are_the_attributes(self) -> None:
        assert [*inspect.signature(make_mention).parameters] == [field.name for field in attrs.fields(Mention)]
        expected = [field.name for field in attrs.fields(Quote) if field.name not in REASONS]
        assert [*inspect.signature(make_quote).parameters] == [*expected, "reasons"]

    @pytest.mark.parametrize("model", [SPEAKER, EXPLAINED])
    def test_other_attributes_are_not_there(self, model: Mention | Quote) -> None:
        with pytest.raises(AttributeError, match=f"{type(model).__name__!r} object has no attribute 'voice'"):
            getattr(model, "voice")  # noqa: B009 - mypy knows it too

    def test_nothing_is_checked(self) -> None:
        made = make_mention("", 5, 5, 0, "", None)
        with pytest.raises(ValueError, match="a mention needs"):
            attrs.evolve(made)


class TestFields:
    def test_nothing_is_known_unless_it_is_said(self) -> None:
        assert Mention("a", 0, 1).name is None
        quote = Quote("a", 0, 1)
        assert (quote.evidence, quote.confidence, quote.runner_up) == (None, None, None)

    def test_what_is_said_is_kept(self) -> None:
        quote = attrs.evolve(EXPLAINED, runner_up=CANDIDATE)
        assert quote.speaker is SPEAKER
        assert (SPEAKER.name, quote.confidence) == ("Ann Roe", 0.75)
        assert quote.evidence == Mention("she said", 6, 14)
        assert quote.runner_up == Candidate(CANDIDATE.speaker, "inverted", 0.25)

    @pytest.mark.parametrize(
        "change", [{"evidence": None}, {"confidence": 0.5}, {"runner_up": CANDIDATE}, {"speaker": Mention("she", 6, 9)}]
    )
    def test_they_are_part_of_equality(self, change: dict[str, Any]) -> None:
        assert attrs.evolve(EXPLAINED, **change) != EXPLAINED
        assert attrs.evolve(EXPLAINED) == EXPLAINED

    @pytest.mark.parametrize("model", [EXPLAINED, CANDIDATE, SPEAKER, attrs.evolve(EXPLAINED, runner_up=CANDIDATE)])
    def test_pickling_and_hashing(self, model: object) -> None:
        again = pickle.loads(pickle.dumps(model))  # noqa: S301 (made here)
        assert (again, hash(again)) == (model, hash(model))

    @pytest.mark.parametrize("name", ["speaker", "rule", "confidence", "more"])
    def test_candidates_are_frozen_and_have_slots(self, name: str) -> None:
        assert not hasattr(CANDIDATE, "__dict__")
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(CANDIDATE, name, None)

    @pytest.mark.parametrize("confidence", [0, 1, 0.0, 1.0, 0.5])
    def test_confidences(self, confidence: float) -> None:
        assert Quote("a", 0, 1, confidence=confidence).confidence == confidence
        assert Candidate(SPEAKER, "r", confidence).confidence == confidence

    def test_the_cue_of_a_statement_names_nobody(self) -> None:
        first = attrs.evolve(EXPLAINED, cue=None)
        (statement,) = statements([first, attrs.evolve(EXPLAINED, start=20, end=25)])
        assert (statement.speaker, statement.cue) == (SPEAKER, CUE)


class TestRefused:
    @pytest.mark.parametrize("confidence", [-0.01, 1.01, 2, -1, float("nan"), float("inf"), 10**400])
    @pytest.mark.parametrize(
        "make", [lambda value: Quote("a", 0, 1, confidence=value), lambda value: Candidate(SPEAKER, "r", value)]
    )
    def test_confidences_out_of_range(self, make: Callable[[float], object], confidence: float) -> None:
        with pytest.raises(ValueError, match="confidence must be from 0 to 1"):
            make(confidence)

    @pytest.mark.parametrize("name", ["", " ", "\n\t", "\u2003\x85"])
    def test_blank_names(self, name: str) -> None:
        with pytest.raises(ValueError, match="a name is not blank"):
            Mention("a", 0, 1, name=name)

    @pytest.mark.parametrize(
        ("make", "value", "message"),
        [
            (lambda value: Mention("a", 0, 1, name=value), 5, "name must be a str or None, not 5"),
            (lambda value: Mention("a", 0, 1, name=value), b"a", "name must be a str or None"),
            (lambda value: Quote("a", 0, 1, evidence=value), "she said", "evidence must be a Mention or None"),
            (lambda value: Quote("a", 0, 1, runner_up=value), SPEAKER, "runner_up must be a Candidate or None"),
            (lambda value: Quote("a", 0, 1, confidence=value), True, "confidence must be a number, not True"),
            (lambda value: Quote("a", 0, 1, confidence=value), "0.5", "confidence must be a number, not '0.5'"),
            (lambda value: Candidate(SPEAKER, "r", value), None, "confidence must be a number, not None"),
            (lambda value: Candidate(SPEAKER, "r", value), False, "confidence must be a number, not False"),
            (lambda value: Candidate(value, "r", 0.5), None, "speaker must be a Mention, not None"),
            (lambda value: Candidate(SPEAKER, value, 0.5), None, "rule must be a str, not None"),
        ],
    )
    def test_wrong_types(self, make: Callable[[Any], object], value: object, message: str) -> None:
        with pytest.raises(TypeError, match=message):
            make(value)


class TestRules:
    def test_every_rule_of_the_table_has_a_summary(self) -> None:
        assert RULES
        assert {rule.name: rule_summary(rule.name) for rule in RULES} == {rule.name: rule.summary for rule in RULES}

    def test_others_have_none(self) -> None:
        assert rule_summary("by-hand") is None
