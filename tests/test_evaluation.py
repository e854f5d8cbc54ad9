"""Scores against annotated articles: what counts as gold, as found and as right, and the command that tells.

Every expected figure here is worked out by hand, from the definitions in docs/evaluation.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc import Mention, Quote
from seeddoc.errors import InputError
from seeddoc.evaluation import (
    AnnotatedText,
    Attribution,
    Detection,
    Entry,
    GoldQuote,
    Judgement,
    Prediction,
    Score,
    Share,
    calibrate,
    find_entries,
    find_gold,
    find_mistakes,
    find_segments,
    judge,
    predict_text,
    predictions,
    read_annotations,
    read_entry,
    score_detection,
    score_group,
    score_rules,
    with_closing_commas,
)
from seeddoc.evaluation.judging import GROUPS
from seeddoc.positions import Span
from tests.test_cli import run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def at(text: str, words: str) -> Span:
    """Return where words stand that come once in a text."""
    assert text.count(words) == 1, words
    return Span(text.index(words), text.index(words) + len(words))


def prediction(
    text: str, quote: str, speaker: str | None, cue: str | None = None, rule: str = "rule", confidence: float = 0.5
) -> Prediction:
    return Prediction(
        at(text, quote),
        at(text, speaker) if speaker else None,
        at(text, cue) if cue else None,
        rule if speaker else None,
        confidence if speaker else None,
    )


def standoff(text: str, *attributions: tuple[Sequence[str], Sequence[str], Sequence[str]]) -> str:
    """Write annotations: each has the words of its sources, cues and contents; ` … ` sets pieces of one apart."""
    lines, number = list[str](), 0
    for event, words in enumerate(attributions, 1):
        roles = list[str]()
        for role, spans in zip(("Source", "Cue", "Content"), words, strict=True):
            for count, pieces in enumerate(spans, 1):
                number += 1
                offsets = ";".join(f"{at(text, each).start} {at(text, each).end}" for each in pieces.split(" … "))
                lines.append(f"T{number}\t{role} {offsets}\t{pieces}")
                roles.append(f"{role}{count if count > 1 else ''}:T{number}")
        lines.append(f"E{event}\t{' '.join(roles)}")
    return "\n".join([*lines, "#1\tAnnotatorNotes T1\ta note", ""])


# Two articles, with what one annotator marked in them and what a reader might find.

RIVER = """\
Ferry stops

“The river is rising,” said Asha Verma. “We wait for it.”

Mayor Ada Holm called it “a bad week for everyone” and left for “home”.

They read “The Long Night of Rivers” aloud.

``Pay up now, please,'' the clerk wrote.
"""
RIVER_MARKED = standoff(
    RIVER,
    (["Asha Verma"], ["said"], ["“The river is rising,” … “We wait for it.”"]),
    (["Mayor Ada Holm"], ["called"], ["it “a bad week for everyone”"]),
    (["the clerk"], ["wrote"], ["``Pay up now, please,''"]),
)
RIVER_FOUND = (
    prediction(RIVER, "“The river is rising,”", "Asha Verma", "said", "after", 0.9),  # right and exact
    prediction(RIVER, "“We wait for it.”", "Asha Verma", None, "next", 0.8),  # right and exact, without the cue
    prediction(RIVER, "“a bad week for everyone”", "Ada Holm", "called", "clause", 0.6),  # right, and not exact
    prediction(RIVER, "“home”", None),
    prediction(RIVER, "“The Long Night of Rivers”", "They", "read", "clause", 0.4),  # spurious
)

SIGN = """\
The sign

It said: Bo Lind was here.

“Nobody crosses tonight. Nobody at all

“No boats, no cars, she said," Ida Moe told the crew, "and no" bikes either.

“Well now,” a boy added.
"""
SIGN_MARKED = standoff(
    SIGN,
    (["Bo Lind"], [], ["“Nobody crosses tonight. Nobody at all"]),  # a source in another paragraph, and no cue
    (["Ida Moe", "the crew"], ["told"], ['“No boats, no cars, she said,"', '"and no"']),
    ([], ["added"], ["“Well now,”"]),  # no source
)
SIGN_FOUND = (
    prediction(SIGN, "“Nobody crosses tonight. Nobody at all", "It said: Bo Lind", None, "far", 0.3),  # right
    prediction(SIGN, '“No boats, no cars, she said,"', "she", None, "inside", 0.9),  # wrong
    prediction(SIGN, "“Well now,”", "a boy", "added", "after", 0.7),  # spurious
)


def judged(name: str, text: str, marked: str, found: Sequence[Prediction]) -> Judgement:
    return judge(name, text, find_gold(text, read_annotations(marked)), found)


@pytest.fixture
def judgements() -> tuple[Judgement, ...]:
    return judged("river", RIVER, RIVER_MARKED, RIVER_FOUND), judged("sign", SIGN, SIGN_MARKED, SIGN_FOUND)


class TestSegments:
    @pytest.mark.parametrize(
        ("text", "segments"),
        [
            ("", []),
            ("No marks’ here, it's 6' 2.", []),
            ("“One” and “two”", ["“One”", "“two”"]),
            ('"One" and "two"', ['"One"', '"two"']),
            ("``One'' and ''two''", ["``One''", "''two''"]),
            ('“One" and "two” and ``three"', ['“One"', '"two”', '``three"']),
            ("an “opening “mark inside” is text", ["“opening “mark inside”"]),
            ("a closing” mark alone is text", []),
            ("wrong ”way“ round it", ["“ round it"]),
            ("“Not closed\nand “closed”", ["“Not closed", "“closed”"]),
            ("not “ab", []),
            ("but “abc", ["“abc"]),
            ("''' and `", ["''' and `"]),
            ("“a”“b”", ["“a”", "“b”"]),
        ],
    )
    def test_segments(self, text: str, segments: list[str]) -> None:
        assert [text[each.start : each.end] for each in find_segments(text)] == segments

    def test_a_line_ends_at_a_line_feed_alone(self) -> None:
        assert find_segments("“one\r two\u2028\x0b” three") == (Span(0, 12),)
        assert find_segments("“one\r\ntwo”") == (Span(0, 5),)  # what is not closed runs to the line feed

    @given(st.text(alphabet="“”\"'` a\n", max_size=40))
    def test_segments_are_in_order_and_side_by_side(self, text: str) -> None:
        ends = [0, *(each.end for each in find_segments(text))]
        assert all(end <= each.start < each.end for end, each in zip(ends, find_segments(text), strict=False))


class TestAnnotations:
    def test_roles(self) -> None:
        text = (
            "T1\tSource 0 4\tAnna\nT2\tCue 5 9\tsaid\nT3\tContent 10 14;20 24\tmore\nless\n"
            "T4\tAttribution 5 9\tsaid\nT5\tSource 30 33\tBob\n"
            "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1 Source2:T5\nR1\tx Arg1:T1 Arg2:T2\n*\tEquiv T1 T5\n"
        )
        source, cue, content = (Span(0, 4), Span(30, 33)), (Span(5, 9),), (Span(10, 14), Span(20, 24))
        assert read_annotations(text) == (Attribution(source, cue, content),)

    def test_what_is_not_complete(self) -> None:
        text = (
            "E1\tContent:T2 Source:T9\n"  # a span that is not there is nothing
            "T1\tSource 0 4\tAnna\nT2\tContent 5 9\tsaid\n"
            "E2\tSource:T1\n"  # no content is no attribution
            "E3\tContent12:T2"
        )
        assert read_annotations(text) == (Attribution((), (), (Span(5, 9),)),) * 2

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends(self, end: str) -> None:
        assert read_annotations(end.join(["T1\tContent 5 9\tx", "E1\tContent:T1", ""])) == (
            Attribution((), (), (Span(5, 9),)),
        )

    @pytest.mark.parametrize("line", ["T2\tSource", "T2\tSource 1 x\tz", "T2\tSource 1\tz", "E1\tContent", "E1\ta:b:c"])
    def test_what_is_no_annotation(self, line: str) -> None:
        with pytest.raises(ValueError, match=r"^line 2 is no annotation: '"):
            read_annotations(f"T1\tSource 1 2\ta\n{line}\n")


class TestGold:
    def test_kinds(self) -> None:
        gold = find_gold(RIVER, read_annotations(RIVER_MARKED))
        verma, mayor, clerk = (at(RIVER, words) for words in ("Asha Verma", "Mayor Ada Holm", "the clerk"))
        said, called, wrote = (at(RIVER, words) for words in ("said", "called", "wrote"))
        assert gold == (
            GoldQuote(at(RIVER, "“The river is rising,”"), "direct", (verma,), (said,)),
            GoldQuote(at(RIVER, "“We wait for it.”"), "direct", (verma,), (said,)),
            GoldQuote(at(RIVER, "“a bad week for everyone”"), "mixed", (mayor,), (called,)),
            GoldQuote(at(RIVER, "“home”"), "bare"),
            GoldQuote(at(RIVER, "“The Long Night of Rivers”"), "bare"),
            GoldQuote(at(RIVER, "``Pay up now, please,''"), "direct", (clerk,), (wrote,)),
        )

    def test_several_sources_and_none(self) -> None:
        gold = find_gold(SIGN, read_annotations(SIGN_MARKED))
        several = (at(SIGN, "Ida Moe"), at(SIGN, "the crew"))
        assert [each.kind for each in gold] == ["direct"] * 4
        assert [each.source for each in gold] == [(at(SIGN, "Bo Lind"),), several, several, ()]
        assert [SIGN[each.span.start : each.span.end] for each in gold[1:3]] == [
            '“No boats, no cars, she said,"',
            '"and no"',
        ]

    @pytest.mark.parametrize(
        ("covered", "kind"),
        # Of the ten characters of the segment, with its marks, six have to be covered: 60 %.
        [(5, "bare"), (6, "direct"), (10, "direct")],
    )
    def test_the_least_that_a_content_covers(self, covered: int, kind: str) -> None:
        content = Span(0, covered)
        assert find_gold("“abcdefgh”", [Attribution((), (), (content,))])[0].kind == kind

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("“abcdefghijabcdefghi” x", "direct"),  # 19 of 20 letters are quoted: 95 %
            ("“abcdefghijabcdefgh” x", "mixed"),
            ("“abcdefghij”, “abcdefghi” – x", "mixed"),  # 19 of 21: the dash counts
            ("“abcdefghij”. ;:, “abcdefghi”", "direct"),  # what is between does not
            ("“,.” ;:,", "mixed"),  # nothing that counts
        ],
    )
    def test_how_much_of_a_content_is_quoted(self, text: str, kind: str) -> None:
        assert {each.kind for each in find_gold(text, [Attribution((), (), (Span(0, len(text)),))])} == {kind}

    def test_the_attribution_that_covers_most_wins_then_the_first(self) -> None:
        text = "“abcdefgh”"
        some = Attribution((Span(0, 1),), (), (Span(0, 8),))
        more = Attribution((Span(1, 2),), (), (Span(0, 4), Span(4, 9)))
        same = Attribution((Span(2, 3),), (), (Span(1, 10),))
        assert find_gold(text, [some, more, same])[0].source == more.source

    def test_spans_that_are_not_in_the_text(self) -> None:
        odd = Attribution((Span(90, 95),), (), (Span(0, 99), Span(50, 40), Span(2, 2)))
        assert find_gold("“abcdefgh”", [odd])[0].kind == "direct"


class TestPredictions:
    def test_offsets_are_of_the_text(self) -> None:
        text = "Title\r\n\n\nSome.\n“One,” said Ann Lee.\n"
        assert [(each.span, each.speaker, each.cue) for each in predict_text(text)] == [
            (at(text, "“One,”"), at(text, "Ann Lee"), at(text, "said"))
        ]

    def test_a_speaker_of_another_paragraph(self, monkeypatch: pytest.MonkeyPatch) -> None:
        quote = Quote("One", 0, 5, "direct", Mention("Ann", 0, 3, paragraph=-1), rule="far")
        monkeypatch.setattr(
            predictions, "find_quotes", lambda paragraphs, language: ((),) * (len(paragraphs) - 1) + ((quote,),)
        )
        found = predict_text("T\n\nAnn spoke.\n“One”")
        assert [(each.span, each.speaker, each.cue, each.rule) for each in found] == [
            (Span(14, 19), Span(3, 6), None, "far")
        ]

    def test_closing_commas(self) -> None:
        text = (
            "T\n\n“One,” Bo Lind, a pilot, said. “Two.”\n\n"
            "“Three,” said Bo Lind, a pilot, on Monday.\n\n“Four,” Al, said.\n"
        )
        found = with_closing_commas(text, predict_text(text))
        speakers = [each.speaker and text[each.speaker.start : each.speaker.end] for each in found]
        assert speakers == ["Bo Lind, a pilot,", "Bo Lind, a pilot,", "Bo Lind, a pilot", "Al"]
        assert with_closing_commas(text, found) == found
        assert [attrs.evolve(each, speaker=None) for each in found] == [
            attrs.evolve(each, speaker=None) for each in predict_text(text)
        ]
        assert with_closing_commas("“One”", predict_text("“One”")) == predict_text("“One”")


class TestScores:
    def test_direct(self, judgements: tuple[Judgement, ...]) -> None:
        # Gold: rising, wait, clerk; nobody, boats, bikes. Found with a speaker, and not about a mixed one: rising,
        # wait, night; nobody, no boats, well. Right: rising, wait, nobody. To the character: rising, wait. Gold with
        # a cue: all but nobody; found with it: rising. F1 of 3/6 and 3/6.
        assert score_group(judgements, "direct") == Score(
            gold=6, predicted=6, precision=50.0, recall=50.0, f1=50.0, exact_recall=33.3, cue_recall=20.0
        )

    def test_all(self, judgements: tuple[Judgement, ...]) -> None:
        # The mixed one is found too, with its cue: 4 of 7 for both; the cues of 2 in 6.
        assert score_group(judgements, "all") == Score(
            gold=7, predicted=7, precision=57.1, recall=57.1, f1=57.1, exact_recall=28.6, cue_recall=33.3
        )

    def test_f1_is_that_of_the_shares_themselves(self, judgements: tuple[Judgement, ...]) -> None:
        # Of river alone: 3 of 4 and 3 of 4; without its last prediction 3 of 3, and F1 is 2 · 1 · 0.75 / 1.75.
        assert score_group(judgements[:1], "all").f1 == 75.0
        better = judged("river", RIVER, RIVER_MARKED, RIVER_FOUND[:4])
        score = score_group([better], "all")
        assert (score.precision, score.recall, score.f1) == (100.0, 75.0, 85.7)

    def test_detection(self, judgements: tuple[Judgement, ...]) -> None:
        # Of three words or more: rising, wait, week, night, clerk; nobody, boats; found: all but the clerk.
        # “home”, “Well now,” and "and no" are too short.
        assert [(each.wanted, each.offered, each.matched) for each in judgements] == [(5, 4, 4), (2, 2, 2)]
        assert score_detection(judgements) == Detection(precision=100.0, recall=85.7)

    def test_nothing(self) -> None:
        nothing = judge("empty", "", (), ())
        assert score_group([nothing], "all") == Score(0, 0, 0.0, 0.0, 0.0, 0.0, 0.0)
        assert score_detection([]) == Detection(0.0, 0.0)
        assert score_rules([nothing]) == ()

    def test_what_is_marked_scores_full(self) -> None:
        gold = find_gold(SIGN, read_annotations(SIGN_MARKED))
        found = [Prediction(each.span, each.source[0], (*each.cue, None)[0]) for each in gold if each.source]
        assert score_group([judge("sign", SIGN, gold, found)], "all") == Score(3, 3, *[100.0] * 5)


class TestJudging:
    TEXT = "x" * 400
    GOLD = (
        GoldQuote(Span(10, 30), "direct", (Span(100, 110),), (Span(120, 124),)),
        GoldQuote(Span(30, 50), "mixed", (Span(200, 210), Span(220, 225)), ()),
        GoldQuote(Span(60, 80), "bare"),
    )

    def judge(self, *found: Prediction) -> Judgement:
        return judge("x", self.TEXT, self.GOLD, found)

    @pytest.mark.parametrize(
        ("speaker", "right", "exact"),
        [
            (Span(100, 110), True, True),
            (Span(109, 120), True, False),  # one character in common
            (Span(110, 120), False, False),  # none
            (Span(90, 100), False, False),
            (Span(100, 160), True, False),  # 60 characters: twice the ten of the gold one, and 40
            (Span(100, 161), False, False),  # longer is no answer
            (None, None, None),
        ],
    )
    def test_speakers(self, speaker: Span | None, right: bool | None, exact: bool | None) -> None:
        judgement = self.judge(Prediction(Span(10, 30), speaker))
        assert [(each.right, each.exact) for each in judgement.answers] == ([] if right is None else [(right, exact)])
        target = judgement.targets[0]
        assert (target.found is not None, target.exact) == (bool(right), bool(exact))

    def test_any_source_will_do(self) -> None:
        assert self.judge(Prediction(Span(30, 50), Span(219, 226))).answers[0].right
        assert self.judge(Prediction(Span(30, 50), Span(220, 225))).answers[0].exact

    @pytest.mark.parametrize(
        ("span", "gold"),
        [
            (Span(15, 35), 0),
            (Span(25, 45), 1),
            (Span(20, 40), 0),  # as much like one as like the other: the first
            (Span(50, 60), None),  # it touches two and overlaps none
            (Span(70, 90), 2),
        ],
    )
    def test_the_gold_quotation_that_a_prediction_is_about(self, span: Span, gold: int | None) -> None:
        answer = self.judge(Prediction(span, Span(100, 110))).answers[0]
        assert answer.gold == (None if gold is None else self.GOLD[gold])
        assert answer.right is (gold == 0)

    def test_a_target_takes_whatever_overlaps_it(self) -> None:
        wrong = Prediction(Span(0, 12), Span(300, 310), Span(123, 130))
        right = Prediction(Span(29, 50), Span(105, 106))
        target, other = self.judge(wrong, right).targets
        assert (target.found, target.exact, target.cue) == (right, False, True)
        assert (other.found, other.exact, other.cue) == (None, False, False)

    def test_a_cue_without_a_speaker_is_none(self) -> None:
        assert not self.judge(Prediction(Span(10, 30), None, Span(120, 124))).targets[0].cue

    def test_a_gold_quotation_is_detected_once(self) -> None:
        text = "one two three four. one two three four."
        gold = [GoldQuote(Span(0, 19), "bare"), GoldQuote(Span(20, 39), "bare")]
        found = [Prediction(Span(0, 14)), Prediction(Span(0, 19)), Prediction(Span(0, 39)), Prediction(Span(25, 39))]
        judgement = judge("x", text, gold, found)
        # The first takes the first, so there is none for the second; the third is less than half like the second;
        # the last has three words, and 14 of its 19 characters.
        assert (judgement.wanted, judgement.offered, judgement.matched) == (2, 4, 2)

    @given(
        borders=st.lists(st.integers(0, 60), max_size=16, unique=True).map(sorted),
        found=st.lists(st.tuples(st.integers(0, 55), st.integers(1, 30), st.integers(0, 55)), max_size=6),
    )
    def test_it_is_what_looking_at_all_pairs_gives(self, borders: list[int], found: list[tuple[int, int, int]]) -> None:
        text = "a bc d " * 20
        spans = [Span(*pair) for pair in zip(borders[::2], borders[1::2], strict=False)]
        gold = [GoldQuote(span, "direct", (Span(span.start, span.start + 3),)) for span in spans]
        offered = [Prediction(Span(start, start + size), Span(at, at + 3)) for start, size, at in found]
        judgement = judge("x", text, gold, offered)
        assert [answer.gold for answer in judgement.answers] == [nearest(each.span, gold) for each in offered]
        for target in judgement.targets:
            speakers = [each.speaker for each in offered if common(each.span, target.gold.span)]
            assert (target.found is not None) is any(each and common(each, target.gold.source[0]) for each in speakers)
        assert judgement.matched == match(text, spans, [each.span for each in offered])


def common(one: Span, other: Span) -> int:
    return len({*range(one.start, one.end)} & {*range(other.start, other.end)})


def alike(one: Span, other: Span) -> float:
    return common(one, other) / (max(one.end, other.end) - min(one.start, other.start))


def nearest(span: Span, gold: Iterable[GoldQuote]) -> GoldQuote | None:
    return max(
        (each for each in gold if common(span, each.span)), key=lambda each: alike(span, each.span), default=None
    )


def match(text: str, wanted: Sequence[Span], offered: Sequence[Span]) -> int:
    free = [span for span in wanted if len(text[span.start : span.end].split()) >= 3]
    before = len(free)
    for span in offered:
        if len(text[span.start : span.end].split()) >= 3:
            taken = next((each for each in free if alike(span, each) >= 0.5), None)
            free = [each for each in free if each != taken]
    return before - len(free)


class TestBreakdown:
    def test_rules(self, judgements: tuple[Judgement, ...]) -> None:
        scores = score_rules(judgements)
        assert [score.rule for score in scores] == ["after", "clause", "far", "inside", "next"]
        after, clause, far, inside, following = scores
        # “after” gives two, of which one is right, and finds one of six direct ones, one of seven.
        assert (after.direct, after.all) == (Share(2, 50.0, 50.0, 16.7), Share(2, 50.0, 50.0, 14.3))
        assert (clause.direct, clause.all) == (Share(1, 0.0, 0.0, 0.0), Share(2, 50.0, 0.0, 14.3))
        assert (far.direct, inside.direct) == (Share(1, 100.0, 0.0, 16.7), Share(1, 0.0, 0.0, 0.0))
        assert following.all == Share(1, 100.0, 100.0, 14.3)

    def test_recall_of_the_rules_adds_up(self) -> None:
        gold = (GoldQuote(Span(0, 10), "direct", (Span(20, 30),)),)
        found = [Prediction(Span(0, 4), Span(20, 22), rule="a"), Prediction(Span(4, 10), Span(20, 30))]
        scores = score_rules([judge("x", "", gold, found)])
        assert [(score.rule, score.all) for score in scores] == [
            (None, Share(1, 100.0, 100.0, 0.0)),
            ("a", Share(1, 100.0, 0.0, 100.0)),
        ]

    def test_calibration(self, judgements: tuple[Judgement, ...]) -> None:
        calibration = calibrate(judgements)
        assert calibration is not None
        assert [(each.low, each.predicted, each.confidence, each.right) for each in calibration.bins[3:]] == [
            (0.3, 1, 30.0, 100.0),
            (0.4, 1, 40.0, 0.0),
            (0.5, 0, 0.0, 0.0),
            (0.6, 1, 60.0, 100.0),
            (0.7, 1, 70.0, 0.0),
            (0.8, 1, 80.0, 100.0),
            (0.9, 2, 90.0, 50.0),
        ]
        # 0.7 + 0.4 + 0.4 + 0.7 + 0.2 + twice 0.4, of seven.
        assert calibration.error == 45.7

    @pytest.mark.parametrize(
        ("confidence", "number"), [(0.0, 0), (0.0999, 0), (0.1, 1), (0.7, 7), (0.999, 9), (1.0, 9)]
    )
    def test_bins(self, confidence: float, number: int) -> None:
        found = [Prediction(Span(0, 1), Span(0, 1), confidence=confidence), Prediction(Span(0, 1), Span(0, 1))]
        calibration = calibrate([judge("x", "", (), found)])
        assert calibration is not None
        assert [each.predicted for each in calibration.bins] == [int(each == number) for each in range(10)]

    def test_without_confidence(self) -> None:
        assert calibrate([judge("x", "", (), [Prediction(Span(0, 1), Span(0, 1))])]) is None


class TestMistakes:
    def test_kinds(self, judgements: tuple[Judgement, ...]) -> None:
        river, sign = map(find_mistakes, judgements)
        assert [(each.kind, each.quote, each.speaker, each.gold_speaker, each.gold_kind) for each in river] == [
            ("spurious", "“The Long Night of Rivers”", "They", (), "bare"),
            ("missed", "``Pay up now, please,''", None, ("the clerk",), "direct"),
        ]
        assert [(each.kind, each.quote, each.speaker, each.gold_speaker, each.rule) for each in sign] == [
            ("wrong", '“No boats, no cars, she said,"', "she", ("Ida Moe", "the crew"), "inside"),
            ("missed", '"and no"', None, ("Ida Moe", "the crew"), None),
            ("spurious", "“Well now,”", "a boy", (), "after"),
        ]
        assert [(each.position.line, each.position.column) for each in sign] == [(7, 1), (7, 55), (9, 1)]

    def test_an_answer_about_nothing(self) -> None:
        (mistake,) = find_mistakes(judge("x", "abcdef", (), [Prediction(Span(0, 2), Span(3, 5))]))
        assert (mistake.kind, mistake.speaker, mistake.gold_kind, mistake.gold_speaker) == ("spurious", "de", None, ())

    def test_each_fault_is_told_once(self, judgements: tuple[Judgement, ...]) -> None:
        mistakes = [mistake for each in judgements for mistake in find_mistakes(each)]
        wrong = [answer for each in judgements for answer in each.answers if not answer.right]
        lost = [target for each in judgements for target in each.targets if target.found is None]
        assert len([each for each in mistakes if each.kind != "missed"]) == len(wrong) == 3
        assert len([each for each in mistakes if each.kind != "spurious"]) == len(lost) == 3


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Write the two articles, as two annotators marked them, and files that do not count."""
    other = standoff(RIVER, (["They"], ["read"], ["“The Long Night of Rivers”"]))
    marked = {"a_river_1.ann": RIVER_MARKED, "a_river_2.ann": other, "b_sign_0f.ann": SIGN_MARKED}
    unused = {"lost_1.ann": "", ".b_sign_0.ann": "", "b_sign_0.txt": "", "c.ann": ""}
    for folder, files in (
        ("text", {"a_river.txt": RIVER, "b_sign.txt": SIGN, "unmarked.txt": RIVER}),
        ("attributions", marked | unused),
    ):
        (tmp_path / folder).mkdir()
        for name, text in files.items():
            (tmp_path / folder / name).write_text(text, "utf-8", newline="")
    return tmp_path


def write_corpus(folder: Path, text: str, annotations: str) -> None:
    """Write a corpus of one article."""
    for path, content in (("text/a.txt", text), ("attributions/a_1.ann", annotations)):
        (folder / path).parent.mkdir()
        (folder / path).write_text(content, "utf-8")


@pytest.fixture
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have found what the tests of this file say, whatever the rules would find."""
    answers = {RIVER: RIVER_FOUND, SIGN: SIGN_FOUND}
    monkeypatch.setattr("seeddoc.cli._evaluate.predict_text", lambda text, _language: answers[text])


class TestCorpus:
    def test_the_first_annotator_counts(self, corpus: Path) -> None:
        assert [(each.name, each.annotations.name) for each in find_entries(corpus)] == [
            ("a_river", "a_river_1.ann"),
            ("b_sign", "b_sign_0f.ann"),
        ]

    @pytest.mark.parametrize(
        ("only", "left_out", "names"),
        [
            (["a*"], [], ["a_river"]),
            (["b*", "*river"], [], ["a_river", "b_sign"]),
            ([], ["?_river"], ["b_sign"]),
            (["*"], ["x*", "b*"], ["a_river"]),
        ],
    )
    def test_names(self, corpus: Path, only: list[str], left_out: list[str], names: list[str]) -> None:
        assert [each.name for each in find_entries(corpus, only, left_out)] == names

    def test_offsets_are_those_of_the_file_as_it_stands(self, tmp_path: Path) -> None:
        text = "\ufeffT\r\n“One,” said Ann.\r\n"
        entry = Entry("x", tmp_path / "x.txt", tmp_path / "x.ann")
        entry.text.write_bytes(text.encode())
        entry.annotations.write_bytes(standoff(text, (["Ann"], [], ["“One,”"])).replace("\n", "\r\n").encode())
        gold = (GoldQuote(at(text, "“One,”"), "direct", (at(text, "Ann"),)),)
        assert read_entry(entry) == AnnotatedText("x", text, gold)

    def test_what_cannot_be_read(self, corpus: Path) -> None:
        entry = find_entries(corpus)[0]
        entry.annotations.write_text("T1\tSource 1\tx")
        with pytest.raises(InputError, match=r"a_river_1\.ann: line 1 is no annotation"):
            read_entry(entry)
        entry.text.write_bytes(b"Title\n\n\xff")
        with pytest.raises(InputError, match=r"a_river\.txt: is not UTF-8, from byte 7$"):
            read_entry(entry)
        entry.text.unlink()
        with pytest.raises(InputError, match=r"a_river\.txt: No such file"):
            read_entry(entry)


SCORES = """\
articles  2

                  gold  found  precision  recall    F1  exact recall  cue recall
speakers, direct     6      6       50.0    50.0  50.0          33.3        20.0
speakers, all        7      7       57.1    57.1  57.1          28.6        33.3
quotations                         100.0    85.7
"""

RULES = """
rule    direct  right  exact  recall  all  right  exact  recall
after        2   50.0   50.0    16.7    2   50.0   50.0    14.3
clause       1    0.0    0.0     0.0    2   50.0    0.0    14.3
far          1  100.0    0.0    16.7    1  100.0    0.0    14.3
inside       1    0.0    0.0     0.0    1    0.0    0.0     0.0
next         1  100.0  100.0    16.7    1  100.0  100.0    14.3
"""

CALIBRATION = """
confidence  found  mean  right
0.3 to 0.4      1  30.0  100.0
0.4 to 0.5      1  40.0    0.0
0.6 to 0.7      1  60.0  100.0
0.7 to 0.8      1  70.0    0.0
0.8 to 0.9      1  80.0  100.0
0.9 to 1.0      2  90.0   50.0
mean and right are apart by 45.7
"""

ERRORS = """
errors    1 wrong, 2 missed, 2 spurious

a_river:7:11: spurious
  “The Long Night of Rivers”
  gold   - (bare)
  found  They (clause)

a_river:9:1: missed
  ``Pay up now, please,''
  gold   the clerk (direct)
  found  -

b_sign:7:1: wrong
  “No boats, no cars, she said,"
  gold   Ida Moe · the crew (direct)
  found  she (inside)
"""


@pytest.mark.usefixtures("fixed")
class TestCommand:
    @pytest.mark.parametrize(
        ("options", "more"),
        [
            ([], ""),
            (["--by-rule"], RULES),
            (["--calibration"], CALIBRATION),
            (["--errors", "1"], ERRORS),
            (["--calibration", "--errors=1", "--by-rule"], RULES + CALIBRATION + ERRORS),
        ],
    )
    def test_text(self, corpus: Path, options: list[str], more: str) -> None:
        ended = run("evaluate", *options, corpus)
        assert (ended.status, ended.problems) == (0, "")
        assert ended.text == SCORES + more

    @pytest.mark.parametrize(
        "words", [["--errors", "CORPUS"], ["CORPUS", "--errors"], ["--errors", "--json", "CORPUS"]]
    )
    def test_errors_without_a_number_are_all(self, corpus: Path, words: list[str]) -> None:
        ended = run("evaluate", "--json", *(str(corpus) if word == "CORPUS" else word for word in words))
        assert isinstance(ended.json, dict)
        assert ended.json["error_counts"] == {"wrong": 1, "missed": 2, "spurious": 2}
        assert [each["quote"] for each in ended.json["errors"]][-1] == "“Well now,”"
        assert len(ended.json["errors"]) == 5

    def test_json(self, corpus: Path) -> None:
        options = ["--by-rule", "--calibration", "--errors", "1", "--articles", "a*"]
        ended = run("evaluate", "--format", "json", *options, corpus)
        assert isinstance(ended.json, dict)
        direct = {"gold": 3, "predicted": 3, "precision": 66.7, "recall": 66.7, "f1": 66.7}
        assert ended.json["articles"] == 1
        assert ended.json["direct"] == direct | {"exact_recall": 66.7, "cue_recall": 33.3}
        assert list(ended.json)[1:4] == [*GROUPS, "detection"]
        assert ended.json["rules"][1] == {
            "rule": "after",
            "direct": {"predicted": 1, "right": 100.0, "exact": 100.0, "recall": 33.3},
            "all": {"predicted": 1, "right": 100.0, "exact": 100.0, "recall": 25.0},
        }
        assert (len(ended.json["calibration"]["bins"]), ended.json["calibration"]["error"]) == (10, 27.5)
        assert ended.json["errors"][0] == {
            "kind": "spurious",
            "article": "a_river",
            "line": 7,
            "column": 11,
            "quote": "“The Long Night of Rivers”",
            "speaker": "They",
            "rule": "clause",
            "gold_kind": "bare",
            "gold_speaker": [],
        }

    def test_json_is_a_format(self, corpus: Path) -> None:
        assert run("evaluate", "--json", corpus) == run("evaluate", "--format=json", corpus)
        assert run("evaluate", "--json", corpus).json.keys() == {"articles", *GROUPS, "detection"}  # type: ignore[attr-defined]

    def test_a_part_is_set_aside(self, corpus: Path) -> None:
        assert run("evaluate", corpus, "--except", "b*").text == run("evaluate", corpus, "--articles", "*r").text
        assert run("evaluate", corpus, "--except", "b*").text.startswith("articles  1\n")

    def test_long_and_odd_texts_are_cut_and_made_visible(self, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        text = "“" + "word \x1b[0m " * 30 + "”"
        (corpus / "text" / "b_sign.txt").write_text(text, "utf-8")
        found = (Prediction(Span(0, 9), Span(0, len(text))), Prediction(Span(len(text), len(text) + 1), Span(0, 1)))
        monkeypatch.setattr("seeddoc.cli._evaluate.predict_text", lambda _text, _language: found)
        (corpus / "attributions" / "b_sign_0f.ann").write_text("", "utf-8")
        lines = run("evaluate", corpus, "--errors", "--articles", "b*").text.splitlines()
        assert lines[-1] == "  found  “ (-)"
        assert lines[-2] == "  gold   - (no quotation)"
        shown = lines[-6].removeprefix("  found  ").removesuffix(" (-)")
        assert len(shown) == 90
        assert shown.startswith(r"“word \x1b[0m word ")
        assert shown.endswith("…")


class TestCommandAsItIs:
    def test_it_finds_what_anyone_would(self, tmp_path: Path) -> None:
        text = "Title\n\n“The river is rising,” said Asha Verma.\n"
        marked = standoff(text, (["Asha Verma"], ["said"], ["“The river is rising,”"]))
        for path, content in (("text/a.txt", text), ("attributions/a_1.ann", marked)):
            (tmp_path / path).parent.mkdir()
            (tmp_path / path).write_text(content, "utf-8")
        ended = run("evaluate", "--json", tmp_path)
        assert isinstance(ended.json, dict)
        perfect = {"gold": 1, "predicted": 1, "precision": 100.0, "recall": 100.0, "f1": 100.0}
        assert ended.json["direct"] == ended.json["all"] == perfect | {"exact_recall": 100.0, "cue_recall": 100.0}

    def test_closing_commas(self, tmp_path: Path) -> None:
        text = "Title\n\n“We wait,” Bo Lind, a pilot, said.\n"
        write_corpus(tmp_path, text, standoff(text, (["Bo Lind, a pilot,"], ["said"], ["“We wait,”"])))
        for options, exact in (([], 0.0), (["--closing-commas"], 100.0)):
            ended = run("evaluate", "--json", *options, tmp_path)
            assert isinstance(ended.json, dict)
            assert (ended.json["direct"]["f1"], ended.json["direct"]["exact_recall"]) == (100.0, exact)

    def test_a_rule_is_left_out(self, tmp_path: Path) -> None:
        text = "Title\n\n“The river is rising,” said Asha Verma.\n"
        write_corpus(tmp_path, text, standoff(text, (["Asha Verma"], ["said"], ["“The river is rising,”"])))
        ended = run("evaluate", "--json", "--without", "inverted", "--without", "no-comma", tmp_path)
        assert isinstance(ended.json, dict)
        assert (ended.json["all"]["gold"], ended.json["all"]["predicted"]) == (1, 0)

    def test_a_rule_that_is_not_there(self, tmp_path: Path) -> None:
        ended = run("evaluate", "--without", "sideways", tmp_path)
        assert ended.status == 2
        assert "no rule 'sideways'" in ended.problems
        assert "subject-first" in ended.problems

    def test_confidence_is_told_where_there_is_none(self, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("seeddoc.cli._evaluate.predict_text", lambda _text, _language: ())
        assert run("evaluate", "--calibration", corpus).text.endswith("\n\nNo speaker has a confidence.\n")
        assert run("evaluate", "--calibration", "--json", corpus).text.endswith('"calibration": null\n}\n')

    @pytest.mark.parametrize(
        ("prepare", "message"),
        [
            ("missing", "nowhere: no such directory"),
            ("file", "nowhere: no such directory"),
            ("empty", "nowhere: no annotated articles: text/NAME.txt with attributions/NAME_WHO.ann"),
            ("no texts", "nowhere: no annotated articles: text/NAME.txt with attributions/NAME_WHO.ann"),
            ("not a folder", "nowhere/text: Not a directory"),
            ("other names", "nowhere: none of its 1 annotated articles is chosen"),
            ("not UTF-8", "nowhere/text/a.txt: is not UTF-8, from byte 0"),
            ("odd annotations", "nowhere/attributions/a_1.ann: line 1 is no annotation: 'T1\\tSource x'"),
        ],
    )
    def test_what_cannot_be_evaluated(
        self, prepare: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        write_odd_corpus(Path("nowhere"), prepare)
        ended = run("evaluate", "nowhere", "--articles", "b*" if prepare == "other names" else "*")
        assert (ended.status, ended.data, ended.problems) == (2, b"", f"seeddoc: {message}\n")

    @pytest.mark.parametrize("words", [["--errors=x"], ["--errors=-1"], ["one", "two"], []])
    def test_what_is_not_understood(self, words: list[str]) -> None:
        ended = run("evaluate", *words)
        assert (ended.status, ended.data) == (2, b"")
        assert ended.problems.startswith("seeddoc evaluate: ")


def write_odd_corpus(folder: Path, kind: str) -> None:
    if kind == "missing":
        return
    if kind == "file":
        folder.write_text("")
        return
    folder.mkdir()
    if kind == "empty":
        return
    if kind == "not a folder":
        (folder / "text").write_text("")
        return
    (folder / "attributions").mkdir()
    (folder / "attributions" / "a_1.ann").write_text("T1\tSource x" if kind == "odd annotations" else "")
    if kind != "no texts":
        (folder / "text").mkdir()
        (folder / "text" / "a.txt").write_bytes(b"\xff" if kind == "not UTF-8" else b"Title")
