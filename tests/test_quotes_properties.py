"""Properties of the quotation finder.

Articles made from a grammar, whose quotations, speakers and cues are known beforehand, are found exactly; of
noise, whatever is found is sound; and the same texts always give the same quotes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Final, Literal

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conformance.quotes import load_cases
from fuzz.sounding import MARKS as MARKS_OF_ALL
from fuzz.sounding import assert_quotes
from seeddoc import Paragraph, parse_article
from seeddoc.quotes import Mention, find_quotes
from seeddoc.quotes.cues import load_cues

if TYPE_CHECKING:
    from collections.abc import Sequence

# --- Articles whose quotations are known ----------------------------------------------------------------

Kind = Literal["direct", "mixed", "bare"]


@attrs.frozen
class Place:
    """Words of an article: the number of their paragraph, and where they begin and end there."""

    paragraph: int
    start: int
    end: int


NOWHERE: Final = Place(0, 0, 0)


@attrs.define(eq=False)
class Said:
    """A statement that is being written; the cue stands beside the segment number `told_at`."""

    kind: Kind
    speaker: Place | None = None
    cue: Place | None = None
    told_at: int = 0
    segments: list[tuple[Place, tuple[Place, ...]]] = attrs.Factory(list)


@attrs.define
class Draft:
    """An article in the making, with what is to be found in it.

    Attributes:
        outer: the marks of its quotations.
        inner: those of quotations inside of others.
        paragraphs: the texts so far.
        said: the statements so far.
    """

    outer: tuple[str, str]
    inner: tuple[str, str]
    paragraphs: list[str] = attrs.Factory(lambda: [""])
    said: list[Said] = attrs.Factory(list)

    def write(self, text: str) -> Place:
        """Add to the last paragraph."""
        start = len(self.paragraphs[-1])
        self.paragraphs[-1] += text
        return Place(len(self.paragraphs) - 1, start, start + len(text))

    def say(self, kind: Kind = "direct") -> Said:
        """Begin a statement."""
        said = Said(kind)
        self.said.append(said)
        return said

    def quote(self, said: Said, words: str, *, closed: bool = True) -> None:
        """Write a segment of a statement; what stands between tildes is quoted in it."""
        start = self.write(self.outer[0]).start
        nested = []
        for number, piece in enumerate(words.split("~")):
            if number % 2:
                nested.append(self.write(piece.join(self.inner)))
            else:
                self.write(piece)
        end = self.write(self.outer[1] if closed else "").end
        said.segments.append((Place(len(self.paragraphs) - 1, start, end), tuple(nested)))

    def wrap(self, width: int) -> None:
        """Break lines at the blanks, if at all."""
        if width > 9:
            for number, text in enumerate(self.paragraphs):
                self.paragraphs[number] = re.sub(rf"(.{{{width}}}\S*) ", r"\1\n", text)

    def words(self, place: Place) -> str:
        return self.paragraphs[place.paragraph][place.start : place.end]

    @property
    def wanted(self) -> list[tuple[object, ...]]:
        """What is to be found, in order, as `told` has it."""
        found = []
        for number, said in enumerate(self.said):
            for index, (place, nested) in enumerate(said.segments):
                cue = said.cue if index == said.told_at else None
                here = place.paragraph
                opener, closer = self.outer
                text = self.words(place).removeprefix(opener)
                found.append(
                    (
                        *(here, place.start, place.end, text.removesuffix(closer), said.kind, number),
                        *(self._seen(said.speaker, here), self._seen(cue, here)),
                        tuple((child.start, child.end) for child in nested),
                    )
                )
        return sorted(found, key=lambda each: (each[0], each[1]))

    def _seen(self, place: Place | None, here: int) -> tuple[object, ...] | None:
        return None if place is None else (self.words(place), place.start, place.end, place.paragraph - here)


def told(paragraphs: Sequence[str]) -> list[tuple[object, ...]]:
    """Return what is found in an article, as `Draft.wanted` has it."""
    return [
        (
            *(here, quote.start, quote.end, quote.text, quote.kind, quote.statement),
            *(seen(quote.speaker), seen(quote.cue)),
            tuple((child.start, child.end) for child in quote.children),
        )
        for here, quotes in enumerate(find_quotes(paragraphs))
        for quote in quotes
    ]


def seen(mention: Mention | None) -> tuple[object, ...] | None:
    return None if mention is None else (mention.text, mention.start, mention.end, mention.paragraph)


# The words of the grammar. Names are made of syllables, so nobody bears them and no list has them.
FIRST: Final = st.builds(
    "{}{}".format, st.sampled_from(("Ka", "Lo", "Mi", "Ne", "Vi", "Zo")), st.sampled_from(("ra", "rin", "lo", "dek"))
)
LAST: Final = st.builds(
    "{}{}".format, st.sampled_from(("Dor", "Lov", "Quen", "Tarn", "Ves")), st.sampled_from(("sen", "wick", "ard", "ov"))
)
FULL: Final = st.builds("{} {}".format, FIRST, LAST) | st.builds(
    "{} {}. {}".format, FIRST, st.sampled_from("ABJ"), LAST
)
TITLED: Final = st.builds("{} {}".format, st.sampled_from(("Mr.", "Mrs.", "Dr.", "Gov.", "President", "Captain")), LAST)
ROLE: Final = st.sampled_from(
    (
        "the harbour master",
        "the mayor",
        "the former coach of the team",
        "a clerk at the museum",
        "one man",
        "the ministry",
    )
)
OFFICE: Final = st.builds(
    "{} of {}".format, st.sampled_from(("the mayor", "a retired judge", "head of the port")), LAST
)
PRONOUN: Final = st.sampled_from(("he", "she", "they"))
SEVERAL: Final = st.builds("{} and {}".format, FULL, FULL)
VOICE: Final = st.builds("{} for {}".format, st.sampled_from(("a spokesman", "the lawyer")), ROLE | FULL)
KIN: Final = st.builds("{}’s {}".format, FULL | TITLED, st.sampled_from(("mother", "younger brother")))
NOUN: Final = FULL | FULL | TITLED | ROLE | OFFICE | SEVERAL | VOICE | KIN
APPOSED: Final = st.builds("{}, {}".format, FULL, ROLE | OFFICE | st.just("43")) | st.builds(
    "{}, who {}".format, FULL | ROLE, st.sampled_from(("keeps the gate", "lost a boat in the flood"))
)

CUES: Final = load_cues("english")
# `told` needs somebody to tell, and has that below; `insisted on Monday` is not found yet.
PAST: Final = [
    form
    for form, cues in CUES.verbs.items()
    if any((cue.kind, cue.strength, cue.form) == ("speech", 3, "past") for cue in cues)
    and " " not in form
    and form != "told"
    and "on" not in CUES.particles.get(form, ())
]
VERB: Final = st.sampled_from(PAST)
TOLD: Final = st.sampled_from((" reporters", " the paper", " me"))
# What stands between a subject and its verb.
BETWEEN: Final = st.sampled_from(("", "", "", "quietly ", "later ", "also ", "has ", "had also ", "calmly "))
ON: Final = st.sampled_from(("", "", " on Monday", " on Tuesday evening"))
TIME: Final = ON | st.sampled_from((" yesterday", " last week"))
OPENING: Final = st.sampled_from(
    ("", "", "But ", "On Monday, ", "In a statement, ", "At the old mill, ", "Asked about the gate, ", "Last week ")
)
PLAIN: Final = st.sampled_from(
    (
        "The river was low.",
        "Nobody came to the gate of the old mill.",
        "It rained for days, and the road was shut.",
        "In Dorsen the market closed early.",
        "Was it the wind?",
        "Three boats left the harbour in the night.",
    )
)
# What is said: the beginning of a sentence, and what a sentence may go on with.
BEGUN: Final = st.sampled_from(
    (
        "We waited for the boat",
        "The road is shut, and nobody knows why",
        "It is a long way to the old mill",
        "I don’t know where the boys’ boats are",
        "They called it ~the long night~ and went home",
        "You see, nobody [in the town] came back",
        "Not in the ’90s",
    )
)
GONE_ON: Final = st.sampled_from(("and we went home", "but not this year", "because the boat was gone"))
JUDGED: Final = st.sampled_from(("called", "branded", "labelled"))
PART: Final = st.sampled_from(("shut for good", "a long way off", "almost gone by the time of the flood"))
THING: Final = st.sampled_from(("the gate", "the old mill", "the road to the harbour"))


# Shapes of sentences. A speaker is a noun phrase or a pronoun; one that is described has a comma in it.


def _subject(draw: st.DrawFn, draft: Draft, opening: str = "") -> Place:
    """Write a subject, and what stands between it and its verb."""
    draft.write(opening)
    text = draw(NOUN | APPOSED | PRONOUN)
    place = draft.write(_at_head(draft, text))
    inserted = opening == "" and "," not in text and draw(st.integers(0, 4)) == 0
    draft.write(", speaking in Dorwick, " if inserted else ", " if "," in text else " ")
    draft.write(draw(BETWEEN))
    return place


def _at_head(draft: Draft, text: str) -> str:
    """Return a text with a capital if it begins a sentence."""
    before = draft.paragraphs[-1].removesuffix(" ").removesuffix(draft.outer[1])
    return text[0].upper() + text[1:] if not before or before[-1] in ".?" else text


def _subject_first(draw: st.DrawFn, draft: Draft, said: Said, opening: str = "") -> None:
    said.speaker = _subject(draw, draft, opening)
    if draw(st.integers(0, 3)) == 0:
        said.cue = draft.write("told")
        draft.write(draw(TOLD))
    else:
        said.cue = draft.write(draw(VERB))
    draft.write(draw(TIME))


def _inverted(draw: st.DrawFn, draft: Draft, said: Said) -> None:
    said.cue = draft.write(draw(VERB))
    draft.write(" ")
    text = draw(NOUN | APPOSED | PRONOUN)
    said.speaker = draft.write(text)
    if "," in text:  # `the mayor, last week` is not found yet
        draft.write("".join(f",{time}" for time in (draw(ON),) if time))
    else:
        draft.write(draw(TIME))


def _attributed(draw: st.DrawFn, draft: Draft, said: Said) -> None:
    """Write who says what stands before, in one of two orders."""
    draw(st.sampled_from((_subject_first, _inverted)))(draw, draft, said)


def _begun(draw: st.DrawFn, draft: Draft, end: str = ",") -> Said:
    """Write a quotation at the head of a sentence."""
    said = draft.say()
    draft.quote(said, draw(BEGUN) + end)
    return said


def single(draw: st.DrawFn, draft: Draft) -> None:
    """Write `“A,” said X.` or `“A?” X asked.`."""
    said = _begun(draw, draft, draw(st.sampled_from(",,,?!")))
    draft.write(" ")
    _attributed(draw, draft, said)
    draft.write(".")


def british(draw: st.DrawFn, draft: Draft) -> None:
    """Write `“A”, said X.`."""
    said = _begun(draw, draft, "")
    draft.write(", ")
    _attributed(draw, draft, said)
    draft.write(".")


def lead_in(draw: st.DrawFn, draft: Draft) -> None:
    """Write `X said: “A.”` or `X said, “A.”`."""
    said = draft.say()
    _subject_first(draw, draft, said, draw(OPENING))
    draft.write(draw(st.sampled_from((": ", ", "))))
    draft.quote(said, draw(BEGUN) + ".")


def according(draw: st.DrawFn, draft: Draft) -> None:
    """Write `“A,” according to X.`."""
    said = _begun(draw, draft)
    draft.write(" ")
    said.cue = draft.write("according to")
    draft.write(" ")
    said.speaker = draft.write(draw(NOUN | APPOSED))
    draft.write(".")


def split(draw: st.DrawFn, draft: Draft) -> None:
    """Write `“A,” said X, “b.”`."""
    said = _begun(draw, draft)
    draft.write(" ")
    _attributed(draw, draft, said)
    draft.write(", ")
    draft.quote(said, draw(GONE_ON) + ".")


def continued(draw: st.DrawFn, draft: Draft) -> None:
    """Write `“A,” said X. “B.”`, perhaps with a sentence between."""
    said = _begun(draw, draft)
    draft.write(" ")
    _attributed(draw, draft, said)
    draft.write(". ")
    draft.quote(said, draw(BEGUN) + ".")


def reopened(draw: st.DrawFn, draft: Draft) -> None:
    """Write a quotation over paragraphs, whose speaker stands in the first or the last."""
    kind = draw(st.sampled_from(("lead-in", "continued", "after")))
    if kind == "lead-in":
        said = draft.say()
        _subject_first(draw, draft, said, draw(OPENING))
        draft.write(": ")
    elif kind == "continued":
        said = _begun(draw, draft)
        draft.write(" ")
        _attributed(draw, draft, said)
        draft.write(". ")
    else:
        # After another quotation, this one would be read as what the same speaker goes on to say.
        draft.paragraphs += [draw(PLAIN), ""]
        said = draft.say()
    for _ in range(draw(st.integers(1, 2))):
        draft.quote(said, draw(BEGUN) + ".", closed=False)
        draft.paragraphs.append("")
    said.told_at = len(said.segments) if kind == "after" else 0
    draft.quote(said, draw(BEGUN) + ("," if kind == "after" else "."))
    if kind == "after":
        draft.write(" ")
        _attributed(draw, draft, said)
        draft.write(".")


def led_in(draw: st.DrawFn, draft: Draft) -> None:
    """Write a paragraph that ends with `X said:`, and what X says in the next."""
    if draft.paragraphs[-1].endswith(f"{draft.outer[1]} "):
        draft.write(f"{draw(PLAIN)} ")  # right after a quotation it may be read as who spoke that
    said = draft.say()
    _subject_first(draw, draft, said, draw(OPENING))
    draft.write(":")
    draft.paragraphs.append("")
    draft.quote(said, draw(BEGUN) + ".")


def clause_before(draw: st.DrawFn, draft: Draft) -> None:
    """Write `X said that the gate was “a”.` or `X said that she thought the gate was “a”.`."""
    said = draft.say("mixed")
    _subject_first(draw, draft, said, draw(OPENING))
    nested = "" if "," in draft.words(said.speaker or NOWHERE) else draw(st.sampled_from(("", "", "she thought ")))
    draft.write(f" that {nested}{draw(THING)} was ")
    draft.quote(said, draw(PART))
    draft.write(".")


def clause_after(draw: st.DrawFn, draft: Draft) -> None:
    """Write `The gate was “a”, X said.`."""
    said = draft.say("mixed")
    draft.write(_at_head(draft, f"{draw(THING)} was "))
    draft.quote(said, draw(PART))
    draft.write(", ")
    said.speaker = _subject(draw, draft)
    said.cue = draft.write(draw(VERB))
    draft.write(draw(TIME) + ".")


def according_before(draw: st.DrawFn, draft: Draft) -> None:
    """Write `According to X, the gate was “a”.`."""
    said = draft.say("mixed")
    said.cue = draft.write("According to")
    draft.write(" ")
    said.speaker = draft.write(draw(NOUN))
    draft.write(f", {draw(THING)} was ")
    draft.quote(said, draw(PART))
    draft.write(".")


def judged(draw: st.DrawFn, draft: Draft) -> None:
    """Write `X called the gate “a danger”.`."""
    said = draft.say("mixed")
    said.speaker = _subject(draw, draft)
    said.cue = draft.write(draw(JUDGED))
    draft.write(f" {draw(THING)} ")
    draft.quote(said, "a danger to us all")
    draft.write(".")


def judged_by(draw: st.DrawFn, draft: Draft) -> None:
    """Write `The gate was described by X as “a danger”.`."""
    said = draft.say("mixed")
    draft.write(_at_head(draft, f"{draw(THING)} was "))
    said.cue = draft.write("described")
    draft.write(" by ")
    said.speaker = draft.write(draw(NOUN))
    draft.write(" as ")
    draft.quote(said, "a danger to us all")
    draft.write(".")


def participle(draw: st.DrawFn, draft: Draft) -> None:
    """Write `X closed the gate, calling it “a danger”.`."""
    said = draft.say("mixed")
    said.speaker = draft.write(_at_head(draft, draw(NOUN | PRONOUN)))
    draft.write(f" closed {draw(THING)}, ")
    said.cue = draft.write(draw(st.sampled_from(("calling", "saying"))))
    draft.write(" it " if draft.words(said.cue) == "calling" else " it was ")
    draft.quote(said, "a danger to us all")
    draft.write(".")


def noun(draw: st.DrawFn, draft: Draft) -> None:
    """Write `Nobody heard X’s warning that the gate was “shut for good”.`."""
    said = draft.say("mixed")
    draft.write("Nobody heard ")
    said.speaker = draft.write(draw(FULL | TITLED | st.just("the ministry")))
    draft.write("’s ")
    said.cue = draft.write("warning")
    draft.write(f" that {draw(THING)} was ")
    draft.quote(said, draw(PART))
    draft.write(".")


def scare(draw: st.DrawFn, draft: Draft) -> None:
    """Write `The “deal” was off.`."""
    said = draft.say("bare")
    draft.write(draw(st.sampled_from(("The so-called ", "In those days the ", "Nobody saw the film "))))
    draft.quote(said, draw(st.sampled_from(("deal", "Rain at Noon"))))
    draft.write(draw(st.sampled_from((" was off.", " ended there."))))


def narrated(draw: st.DrawFn, draft: Draft) -> None:
    """Write a sentence in which nobody speaks."""
    draft.write(draw(PLAIN))


# Shapes that may stand anywhere in a paragraph, those that must begin one, and whether more may follow.
ANYWHERE: Final = (
    *(single, british, lead_in, according, split, continued),
    *(clause_before, clause_after, according_before, judged, judged_by, participle, noun, scare, narrated, narrated),
)
OVER_PARAGRAPHS: Final = (reopened, led_in)
MARKS: Final = (
    *((("“", "”"), ("‘", "’")), (("‘", "’"), ("“", "”")), (('"', '"'), ("‘", "’")), (("«", "»"), ("‹", "›"))),
    *((("„", "“"), ("‚", "‘")), (("「", "」"), ("『", "』")), (("``", "''"), ("‘", "’"))),
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """An article of several paragraphs: a few shapes in each."""
    draft = Draft(*draw(st.sampled_from(MARKS)))
    for number in range(draw(st.integers(1, 4))):
        if number:
            draft.paragraphs.append("")
        shapes = draw(st.lists(st.sampled_from(ANYWHERE), min_size=1, max_size=3))
        for index, shape in enumerate(shapes):
            draft.write(" " if index else "")
            shape(draw, draft)
        if draw(st.integers(0, 3)) == 0:
            draft.write(" ")
            draw(st.sampled_from(OVER_PARAGRAPHS))(draw, draft)
    draft.wrap(draw(st.integers(0, 60)))
    return draft


class TestGrammar:
    """Quotations, speakers and cues that are known beforehand are found exactly."""

    @given(drafts())
    def test_found_exactly(self, draft: Draft) -> None:
        assert told(draft.paragraphs) == draft.wanted


# --- Noise ----------------------------------------------------------------------------------------------


PUNCTUATION: Final = " |, |. |? |: |; |—|’s|\n|(|)|5|...|\u2028|\N{NO-BREAK SPACE}|İ|é|東京|\u0301"
WORDS: Final = (
    "said|says |saying |called |according to |who |and |of |in |the |was |that |by |to |went on |warned |not "
    "|he |Bo|Ann Roe |Mr. |a man |men |quickly |statement |Monday |Speaking |title |It "
)
PIECES: Final = st.sampled_from(sorted(MARKS_OF_ALL)) | st.sampled_from(f"{PUNCTUATION}|{WORDS}".split("|"))
NOISE: Final = st.lists(st.lists(PIECES | st.text(max_size=2), max_size=40).map("".join), max_size=4)


class TestNoise:
    """No text raises; what is found stands in the text, in order, and is the same each time."""

    @given(st.lists(st.text(), max_size=4))
    def test_any_text(self, paragraphs: list[str]) -> None:
        assert_quotes(paragraphs)

    @given(NOISE)
    @example(["“A", "“B"])
    @example(["“A.” “‘B’,” said Bo"])
    def test_text_made_of_what_matters(self, paragraphs: list[str]) -> None:
        assert_quotes(paragraphs)

    @given(drafts(), st.lists(st.tuples(st.integers(0, 3), st.integers(0, 999), PIECES), max_size=4))
    def test_articles_with_noise_in_them(self, draft: Draft, noise: list[tuple[int, int, str]]) -> None:
        paragraphs = draft.paragraphs
        for number, at, piece in noise:
            text = paragraphs[number % len(paragraphs)]
            paragraphs[number % len(paragraphs)] = text[: at % (len(text) + 1)] + piece + text[at % (len(text) + 1) :]
        assert_quotes(paragraphs)

    @given(NOISE)
    def test_paragraphs_take_what_is_found(self, paragraphs: list[str]) -> None:
        for paragraph in parse_article("\n\n".join(["Title", *paragraphs])).paragraphs:
            assert Paragraph(paragraph.text, paragraph.quotes).quotes == paragraph.quotes

    @pytest.mark.timeout(30)
    @pytest.mark.parametrize(
        "paragraph",
        [
            "“a b” " * 5_000,
            "“A b,” said Bo. " * 5_000,
            "“a " * 10_000,
            'x "a' * 10_000,
            "« " * 10_000 + "a" + " »" * 10_000,
            "“A,” said " + "Roe " * 100_000,
            "Roe " * 100_000 + "said: “A.”",
            "“A,” " + "," * 1_000_000 + " “B.”",
            "Bo said that he said " * 20_000 + "“a”.",
        ],
        ids=lambda paragraph: paragraph[:10],
    )
    def test_large(self, paragraph: str) -> None:
        assert_quotes([paragraph])

    @pytest.mark.timeout(30)
    def test_reopened_over_many_paragraphs(self) -> None:
        result = find_quotes(["Bo said: “We go.", *["“We go on."] * 10_000, "“We stop.”"])
        assert {quote.statement for each in result for quote in each} == {0}
        assert result[-1][0].speaker == Mention("Bo", 0, 2, paragraph=-10_001, name="Bo")


# --- The same result everywhere -------------------------------------------------------------------------

PRINT_ALL: Final = """
import json
import attrs
from conformance.quotes import load_cases
from seeddoc.quotes import find_quotes
for case in load_cases():
    for quotes in find_quotes(case.paragraphs):
        for quote in quotes:
            print(json.dumps(attrs.asdict(quote), ensure_ascii=True))
"""


def test_the_same_result_for_every_hash_seed() -> None:
    printed = []
    for seed in ("0", "1"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        ended = subprocess.run([sys.executable, "-c", PRINT_ALL], capture_output=True, env=environment, check=True)
        printed.append(ended.stdout)
    assert printed[0] == printed[1]
    assert len(printed[0].splitlines()) == sum(
        len(quotes) for case in load_cases() for quotes in find_quotes(case.paragraphs)
    )
