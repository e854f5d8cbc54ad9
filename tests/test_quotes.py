"""Quotations and their speakers: the finder as a whole, attribution, and the interface of a language.

Every sentence here is invented, but for those of the seed.
"""

from __future__ import annotations

import copy
import pickle
import re
from typing import TYPE_CHECKING, Any, Final

import attrs
import pytest

from seeddoc import Paragraph, quotes
from seeddoc.positions import Anchor, TextIndex
from seeddoc.quotes import Mention, Quote, Statement, find_quotes, finder
from seeddoc.quotes.attribution import DECISIVE
from seeddoc.quotes.english import RULES, english
from seeddoc.quotes.language import Finding, Language, Rule
from seeddoc.quotes.marks import find_spans
from seeddoc.quotes.models import statements
from seeddoc.quotes.passages import END, Case, Passage, mark_of, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seeddoc.quotes.marks import Span

# (text of the quote, speaker, cue), for each quote of a paragraph
Found = tuple[str, str | None, str | None]

CONFIDENCE: Final = {rule.name: rule.confidence for rule in RULES}


def found(paragraph: str) -> list[Found]:
    return [short(quote) for quote in find_quotes([paragraph])[0]]


def short(quote: Quote) -> Found:
    return quote.text, text_of(quote.speaker), text_of(quote.cue)


def text_of(mention: Mention | None) -> str | None:
    return None if mention is None else mention.text


def only(text: str) -> Quote:
    (quote,) = find_quotes([text])[0]
    return quote


def pickled(value: object) -> object:
    return pickle.loads(pickle.dumps(value))  # noqa: S301  # it reads what it has just written


def test_exports() -> None:
    assert quotes.__all__ == sorted(quotes.__all__)
    assert all(hasattr(quotes, name) for name in quotes.__all__)


def test_no_module_takes_the_place_of_a_function() -> None:
    find_quotes([])
    assert [name for name in quotes.__all__ if not callable(getattr(quotes, name))] == []


# (paragraph, [(text, speaker, cue), …])
SENTENCES: Final[list[tuple[str, list[Found]]]] = [
    # beside the quotation
    ("“We go,” said Mr. Roe.", [("We go,", "Mr. Roe", "said")]),
    ("“We go”, said Mr. Roe.", [("We go", "Mr. Roe", "said")]),
    ("“We go?” he asked.", [("We go?", "he", "asked")]),
    ("“We go—” she cried.", [("We go—", "she", "cried")]),
    ("“We go,” the ministry says.", [("We go,", "the ministry", "says")]),
    ("Ann Roe said: “We go.”", [("We go.", "Ann Roe", "said")]),
    ("Ann Roe said, “We go.”", [("We go.", "Ann Roe", "said")]),
    ("Ann Roe told the paper on Monday: “We go.”", [("We go.", "Ann Roe", "told")]),
    ("According to Ann Roe, the gate was “shut for good”.", [("shut for good", "Ann Roe", "According to")]),
    # other marks
    ('"We go," said Ann Roe.', [("We go,", "Ann Roe", "said")]),
    ("‘We go,’ said Ann Roe.", [("We go,", "Ann Roe", "said")]),
    ("'We go,' said Ann Roe.", [("We go,", "Ann Roe", "said")]),
    ("«We go,» said Ann Roe.", [("We go,", "Ann Roe", "said")]),
    ("„We go,“ said Ann Roe.", [("We go,", "Ann Roe", "said")]),
    ("「We go,」 said Ann Roe.", [("We go,", "Ann Roe", "said")]),
    ("``We go,'' said Ann Roe.", [("We go,", "Ann Roe", "said")]),
    ("”We go,“ said Ann Roe.", [("We go,", "Ann Roe", "said")]),
    # a second sentence, the same speaker
    ("“A b,” said Bo. “C d.”", [("A b,", "Bo", "said"), ("C d.", "Bo", None)]),
    ("“A b,” Bo said, “c d.”", [("A b,", "Bo", "said"), ("c d.", "Bo", None)]),
    ("“A b,” said Bo. “C d,” said Al.", [("A b,", "Bo", "said"), ("C d,", "Al", "said")]),
    # quoted words in indirect speech
    ("Bo said the deal was “a farce”.", [("a farce", "Bo", "said")]),
    ("The deal is “a farce,” Bo said.", [("a farce,", "Bo", "said")]),
    ("Bo left the talks, calling them “a farce”.", [("a farce", "Bo", "calling")]),
    # words on two lines
    ("“We\ngo,”\nsaid\nAnn\nRoe,\nthe\nmayor.", [("We\ngo,", "Ann\nRoe,\nthe\nmayor", "said")]),
    # nobody
    ("The “deal” is off.", [("deal", None, None)]),
    ("“‘“", [("‘", None, None)]),
    ("“We go.”", [("We go.", None, None)]),
    ('It is a 5" nail, al-Qa’im said in the ’90s.', []),
    ("", []),
]


class TestSentences:
    @pytest.mark.parametrize(("paragraph", "expected"), SENTENCES)
    def test_found(self, paragraph: str, expected: list[Found]) -> None:
        assert found(paragraph) == expected

    @pytest.mark.parametrize(
        ("paragraph", "kinds"),
        [
            ("“A b,” said Bo. “C d.”", ["direct", "direct"]),
            ("“A b,” Bo said, “c d.”", ["direct", "direct"]),
            ("Bo said it was “a” and “b”.", ["mixed", "mixed"]),
            ("The deal is “a farce,” Bo said.", ["mixed"]),
            ("The “deal” is off.", ["bare"]),
        ],
    )
    def test_kinds(self, paragraph: str, kinds: list[str]) -> None:
        assert [quote.kind for quote in find_quotes([paragraph])[0]] == kinds

    def test_a_speaker_has_a_name_of_the_article(self) -> None:
        first, second = find_quotes(["“We go,” said Ann Roe, the mayor.", "“We stay,” Ms. Roe said."])
        assert [quote.speaker and quote.speaker.name for quote in first + second] == ["Ann Roe", "Ann Roe"]

    def test_a_pronoun_has_the_name_of_who_did_something_before(self) -> None:
        (quote,) = find_quotes(["Rosal Varnik nodded at the door. “We go,” he said."])[0]
        assert quote.speaker == Mention("he", 42, 44, name="Rosal Varnik")

    def test_without_quotations(self) -> None:
        assert find_quotes([]) == ()
        assert find_quotes(["", "It rained."]) == ((), ())

    def test_a_text_is_no_sequence_of_paragraphs(self) -> None:
        with pytest.raises(TypeError, match="not one string"):
            find_quotes("“We go,” she said.")


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


class TestReasons:
    """Each quotation tells the rule, the words that it read, how sure it is and who would be next."""

    @pytest.mark.parametrize(
        ("sentence", "evidence"),
        [
            ("“We go,” said Ann Roe on Monday.", "said Ann Roe"),
            ("“We go,” Ann Roe, the mayor, quietly said.", "Ann Roe, the mayor, quietly said"),
            ("On Monday, Ann Roe told the paper: “We go.”", "Ann Roe told"),
            ("“We go home.” – Ann Roe, pilot", "Ann Roe, pilot"),
        ],
    )
    def test_evidence_runs_from_speaker_to_cue(self, sentence: str, evidence: str) -> None:
        quote = only(sentence)
        start = sentence.index(evidence)
        assert quote.evidence == Mention(evidence, start, start + len(evidence))

    def test_confidence_is_that_of_the_rule(self) -> None:
        for sentence in ("“We go,” said Bo.", "Bo said: “We go.”", "Bo said it was “a farce”."):
            quote = only(sentence)
            assert quote.rule is not None
            assert quote.confidence == CONFIDENCE[quote.rule]

    def test_a_decisive_rule_has_no_runner_up(self) -> None:
        quote = only("Ann Roe wrote: “We go,” said Bo Lund.")
        assert quote.confidence is not None
        assert quote.confidence >= DECISIVE
        assert quote.runner_up is None

    def test_runner_up(self) -> None:
        quote = only("Ann Roe said: “We go,” according to Bo Lund.")
        assert quote.speaker == Mention("Ann Roe", 0, 7, name="Ann Roe")
        assert quote.runner_up is not None
        assert quote.confidence is not None
        assert quote.runner_up.speaker == Mention("Bo Lund", 36, 43, name="Bo Lund")
        assert quote.runner_up.rule == "according-after"
        assert quote.runner_up.confidence == pytest.approx(1 - quote.confidence)

    def test_no_runner_up_is_the_speaker_again(self) -> None:
        assert only("Ann Roe said: “We go.”").runner_up is None

    def test_without_a_speaker_there_are_no_reasons(self) -> None:
        quote = only("The “deal” is off.")
        assert (quote.speaker, quote.cue, quote.rule, quote.evidence) == (None, None, None, None)
        assert (quote.confidence, quote.runner_up) == (None, None)


class TestSingleMarks:
    """Single marks quote where there are no others; beside double ones they set words off."""

    def test_in_a_british_article(self) -> None:
        assert found("‘We go,’ said Bo. ‘We “stay” too.’") == [("We go,", "Bo", "said"), ("We “stay” too.", "Bo", None)]

    def test_beside_double_marks(self) -> None:
        first, second = find_quotes(["“We go,” said Bo.", "‘We stay,’ said Al."])
        assert [short(quote) for quote in first + second] == [("We go,", "Bo", "said"), ("We stay,", None, None)]
        assert second[0].kind == "bare"

    def test_inside_double_marks(self) -> None:
        assert found("“We ‘go’,” said Bo.") == [("We ‘go’,", "Bo", "said")]


class TestNested:
    """What is quoted inside a quotation has the speaker that is told there."""

    def test_speakers(self) -> None:
        quote = only("“They told me, ‘We go,’ and left,” said Bo.")
        (child,) = quote.children
        assert (short(child), child.kind) == (("We go,", "They", "told"), "direct")
        assert child.speaker == Mention("They", 1, 5, name="They")
        assert child.evidence == Mention("They told", 1, 10)
        assert (child.rule, child.confidence) == ("lead-in", CONFIDENCE["lead-in"])

    def test_no_speaker_from_outside(self) -> None:
        (child,) = only("“It is ‘a farce’,” said Bo.").children
        assert (child.kind, child.speaker, child.cue, child.rule, child.confidence) == ("bare", None, None, None, None)

    def test_a_signature_has_no_cue(self) -> None:
        (child,) = only("“The card read: ‘Go home now.’ — Ann Roe” is what Bo said.").children
        assert child.cue is None or child.rule != "signature"

    def test_runner_up(self) -> None:
        (child,) = only("“Ann Roe said: ‘We go,’ according to Al Roe, and that was it,” Bo said.").children
        assert child.runner_up is not None
        assert (text_of(child.speaker), child.runner_up.speaker.text) == ("Ann Roe", "Al Roe")

    def test_thrice(self) -> None:
        quote = only("“Here is «the ‹big› one» now,” said Bo.")
        (child,) = quote.children
        (grandchild,) = child.children
        assert (quote.text, child.text, grandchild.text) == (
            "Here is «the ‹big› one» now,",
            "the ‹big› one",
            "big",
        )
        assert (child.kind, child.closed) == ("bare", True)
        assert [quote.statement, child.statement, grandchild.statement] == [0, 1, 2]


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

    def test_of_a_runner_up(self) -> None:
        text = "Ann Roe said: “We go,” according to Bo Lund."
        (quote,) = find_quotes([text], [Anchor(TextIndex(text))])[0]
        assert quote.runner_up is not None
        assert quote.runner_up.speaker.position == TextIndex(text).position(36)

    def test_without(self) -> None:
        (quote,) = find_quotes(["“We go,” he said."], [None])[0]
        assert quote.position is None
        assert quote.end_position is None
        assert quote.speaker is not None
        assert quote.speaker.position is None

    def test_as_many_as_paragraphs(self) -> None:
        with pytest.raises(ValueError, match="0 anchors for 1 paragraphs"):
            find_quotes(["a"], [])


# --- Another language -----------------------------------------------------------------------------------

# A few words of German: names N, nouns n, verbs of speech S, pronouns p, `laut` L, `sogenannte` z.
GERMAN: Final = {"sagte": "S", "fragte": "S", "er": "p", "sie": "p", "laut": "L", "sogenannte": "z", "-": "-", "–": "-"}
WHO: Final = r"(?P<speaker>p|N{1,4})"


def german_tag(word: str) -> str:
    if not word[0].isalnum():
        return END if word in ".?!" else GERMAN.get(word, word[0])
    return GERMAN.get(word.lower()) or ("N" if word[0].isupper() else "n")


def read_german(text: str, spans: Sequence[Span], start: int = 0, end: int | None = None) -> Passage:
    words: list[str] = []
    tags: list[str] = []
    at: list[int] = []
    gaps: list[tuple[int, int]] = []

    def cut(first: int, last: int) -> None:
        gaps.append((len(words), first))
        words.extend(re.compile(r"\w+|\S").findall(text, first, last))
        tags.extend(map(german_tag, words[len(tags) :]))

    for span in spans:
        cut(start, span.start)
        at.append(len(words))
        words.append("")
        tags.append(mark_of(trimmed(text, span)))
        start = span.end
    cut(start, len(text) if end is None else end)
    return Passage(text, spans, words, "".join(tags), at, gaps)


def find_after(case: Case) -> Finding | None:
    match = re.compile(rf",(?P<cue>S){WHO}").match(case.tags, case.at + 1)
    return match and Finding(match.span("speaker"), match.span("cue"), "direct")


def find_before(case: Case) -> Finding | None:
    match = re.compile(rf"{WHO}(?P<cue>S):").match(case.tags, case.start)
    return match and Finding(match.span("speaker"), match.span("cue"), "direct")


def find_laut(case: Case) -> Finding | None:
    match = re.compile(rf"(?P<cue>L){WHO}").search(case.tags, case.at + 1)
    return match and Finding(match.span("speaker"), match.span("cue"), "mixed")


def find_german_speech(passage: Passage, start: int, end: int) -> Finding | None:
    match = re.compile(rf"{WHO}(?P<cue>S)").match(passage.tags, start, end)
    return match and Finding(match.span("speaker"), match.span("cue"), "direct")


def find_german_signature(passage: Passage) -> Finding | None:
    match = re.compile(rf"-{WHO}$").match(passage.tags)
    return match and Finding(match.span("speaker"), None, "direct")


TOY: Final = Language(
    name="german",
    read=read_german,
    rules=(
        Rule("danach", "nach dem Zitat", 0.97, find_after, side="after"),
        Rule("davor", "vor dem Zitat", 0.9, find_before, side="before"),
        Rule("laut", "laut jemandem", 0.6, find_laut, side="after"),
    ),
    leads=(Rule("davor", "vor dem Zitat", 0.9, find_before),),
    is_bare=lambda case: case.before == "z",
    find_speech=find_german_speech,
    find_signature=find_german_signature,
)


class TestLanguage:
    """Another language fills the interface, and needs nothing of English."""

    def told(self, *paragraphs: str) -> list[tuple[str | None, str | None, str | None]]:
        return [
            (text_of(quote.speaker), text_of(quote.cue), quote.rule)
            for each in finder.find_quotes(paragraphs, language=TOY)
            for quote in each
        ]

    @pytest.mark.parametrize(
        ("paragraphs", "expected"),
        [
            (["„Wir gehen“, sagte Bo Lund."], [("Bo Lund", "sagte", "danach")]),
            (["„Wir gehen?“, fragte sie."], [("sie", "fragte", "danach")]),
            (["Ann Roe sagte: „Wir gehen.“"], [("Ann Roe", "sagte", "davor")]),
            (["„Wir gehen“, sagte Bo. „Es ist spät.“"], [("Bo", "sagte", "danach"), ("Bo", None, "next-sentence")]),
            (["„Wir gehen“, sagte Bo, „es ist spät.“"], [("Bo", "sagte", "danach"), ("Bo", None, "same-sentence")]),
            (["Bo sagte: „Wir gehen.", "„Es ist spät.“"], [("Bo", "sagte", "davor"), ("Bo", None, "reopened")]),
            (["Bo sagte:", "„Wir gehen.“"], [("Bo", "sagte", "lead-paragraph")]),
            (["Bo sagte nein. „Wir gehen.“"], [("Bo", "sagte", "sentence-before")]),
            (["Bo sagte nein.", "„Wir gehen.“"], [("Bo", "sagte", "paragraph-before")]),
            (["„Wir gehen.“", "– Bo Lund"], [("Bo Lund", None, "signature-after")]),
            (["Die sogenannte „Reise“, sagte Bo."], [(None, None, None)]),
            (["„We go,“ said Bo. Bo said: “We go.”"], [(None, None, None)] * 2),
        ],
    )
    def test_found(self, paragraphs: list[str], expected: list[tuple[str | None, str | None, str | None]]) -> None:
        assert self.told(*paragraphs) == expected

    def test_runner_up_and_nested(self) -> None:
        text = "Ann sagte: „Er sagte: ‚Geh!‘ und ging“ laut Bo."
        (quote,) = finder.find_quotes([text], language=TOY)[0]
        assert quote.runner_up is not None
        assert (quote.runner_up.speaker, quote.runner_up.rule) == (Mention("Bo", 44, 46, name="Bo"), "laut")
        assert quote.runner_up.confidence == pytest.approx(0.1)
        (child,) = quote.children
        assert (child.text, text_of(child.speaker), child.rule) == ("Geh!", "Er", "davor")

    def test_a_runner_up_is_no_surer_than_the_speaker(self) -> None:
        unsure = attrs.evolve(TOY, rules=tuple(attrs.evolve(rule, confidence=0.5) for rule in TOY.rules))
        (_, joined), *_ = finder.find_quotes(["Bo sagte: „Ja“ laut Al „nein“"], language=unsure)
        assert joined.rule == "same-sentence"
        assert joined.runner_up is not None
        assert joined.confidence is not None
        assert joined.runner_up.confidence <= joined.confidence

    def test_it_is_taken_by_the_public_function(self) -> None:
        paragraphs = ["„Wir gehen“, sagte Bo Lund."]
        assert find_quotes(paragraphs, language=TOY) == finder.find_quotes(paragraphs, None, TOY)
        assert find_quotes(paragraphs, language=english()) == find_quotes(paragraphs)

    def test_rules_of_a_side_are_asked_where_words_stand(self) -> None:
        def rules(text: str) -> list[str]:
            (span,) = find_spans(text)
            return [rule.name for rule in TOY.rules_for(Case(read_german(text, [span]), 0))]

        assert rules("„Ja“") == []
        assert rules("„Ja“, sagte Bo") == ["danach", "laut"]
        assert rules("Bo sagte: „Ja“") == ["davor"]
        assert rules("Bo sagte: „Ja“, sagte Bo") == ["danach", "davor", "laut"]

    def test_it_is_a_value(self) -> None:
        assert attrs.evolve(TOY) == TOY
        assert attrs.evolve(TOY, name="deutsch") != TOY


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
