"""English, layer by layer: words and their tags, noun phrases, clauses, the rules and what is bare."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seeddoc.quotes import Mention, Quote, find_quotes, rule_summary
from seeddoc.quotes.cues import load_cues
from seeddoc.quotes.english import RULES, clauses, english, grammar, subjects, words
from seeddoc.quotes.english.titles import is_title
from seeddoc.quotes.joining import JOINS
from seeddoc.quotes.marks import find_spans
from seeddoc.quotes.passages import END, QUOTED, WINDOW, Case

if TYPE_CHECKING:
    from seeddoc.quotes.language import Language
    from seeddoc.quotes.passages import Passage


def read(text: str) -> Passage:
    return english().read(text, find_spans(text))


def tagged(text: str) -> list[tuple[str, str]]:
    passage = read(text)
    return list(zip(passage.words, passage.tags, strict=True))


def tag_of(text: str, word: str) -> str:
    """Return the tag of the last word of a text that is written so."""
    return [tag for each, tag in tagged(text) if each == word][-1]


def only(text: str, language: Language | None = None) -> Quote:
    (quote,) = find_quotes([text], language=language)[0]
    return quote


def short(quote: Quote) -> tuple[str | None, str | None, str | None]:
    return text_of(quote.speaker), text_of(quote.cue), quote.rule


def text_of(mention: Mention | None) -> str | None:
    return None if mention is None else mention.text


# --- Words ----------------------------------------------------------------------------------------------


class TestTokens:
    @pytest.mark.parametrize(
        ("text", "tokens"),
        [
            ("", []),
            (" \n\t ", []),
            ("Mr. J. Roe of the U.S. left", ["Mr.", "J.", "Roe", "of", "the", "U.S.", "left"]),
            ("on Jan. 5 St. Ives and Acme Co. met", [*("on", "Jan.", "5", "St.", "Ives", "and"), "Acme", "Co.", "met"]),
            ("It went. A dog. Done", ["It", "went", ".", "A", "dog", ".", "Done"]),
            ("al-Qa’im, O'Brien, AT&T's", ["al-Qa’im", ",", "O'Brien", ",", "AT&T", "'s"]),
            ("Bo’s boys’ boats", ["Bo", "’s", "boys", "’", "boats"]),
            ("and/or 3,000 well-known, 5%", ["and/or", "3,000", "well-known", ",", "5", "%"]),
            ("at 10:30, 1,250,000 of 3, 4", ["at", "10:30", ",", "1,250,000", "of", "3", ",", "4"]),
            ("he’d, they’ve, I'm, we’ll", [*("he", "’d", ",", "they", "’ve", ",", "I", "'m", ","), "we", "’ll"]),
            ("the U.S.-led A.F.L.-C.I.O. met", ["the", "U.S.-led", "A.F.L.-C.I.O.", "met"]),
            ("so... he . . . went--away—now", [*("so", "...", "he", ". . .", "went"), "--", "away", "—", "now"]),
            ("(yes) [no] $5 x_y", ["(", "yes", ")", "[", "no", "]", "$", "5", "x", "_", "y"]),
            ("she can’t, he isn't", ["she", "can’t", ",", "he", "isn't"]),
        ],
    )
    def test_words(self, text: str, tokens: list[str]) -> None:
        assert [word for word, _ in tagged(text)] == tokens

    def test_a_quotation_is_one_tag_without_a_word(self) -> None:
        assert tagged("“We go,” he said.") == [("", "Q"), ("he", "p"), ("said", "S"), (".", END)]

    @pytest.mark.parametrize("loose", ["'", "’", '"', "”", "”'"])
    def test_loose_marks_after_a_quotation_are_left_out(self, loose: str) -> None:
        assert tagged(f"“We go,”{loose} he said.")[1] == ("he", "p")


class TestTags:
    @pytest.mark.parametrize(
        ("tag", "examples"),
        [
            ("N", "Ann Lund Qa’im NATO U.N. Mr."),
            ("n", "boat old sudden"),
            ("U", "statement opinion testimony"),
            ("p", "he she they we I it"),
            ("o", "him them himself"),
            ("w", "who Who"),
            ("r", "which whose"),
            ("t", "that"),
            ("d", "the an his no"),
            ("q", "two some dozens"),
            ("#", "5 90s $ %"),
            ("S", "said told spoke wrote"),
            ("P", "says tells"),
            ("G", "saying telling"),
            ("D", "spoken written"),
            ("J", "called calls condemned"),
            ("L", "calling branding"),
            ("I", "believed thinks"),
            ("M", "laughed shouts continued"),
            ("E", "laughing shouting"),
            ("v", "went made wants"),
            ("e", "walked robbed"),
            ("g", "walking thinking"),
            ("a", "quickly also later"),
            ("b", "is were been"),
            ("h", "has had"),
            ("m", "would can did"),
            ("x", "not never didn’t can't"),
            ("i", "in on with"),
            ("f", "of"),
            ("T", "to"),
            ("y", "by"),
            ("C", "according According"),
            ("l", "Monday yesterday week"),
            ("c", "and or"),
            ("k", "but nor"),
            ("s", "when while if"),
            ("-", "– —"),
            (",", ","),
            ("*", "@ *"),
        ],
    )
    def test_of_words_in_a_sentence(self, tag: str, examples: str) -> None:
        # A word that stands where no verb does is left as it is; so is one that stands in no sentence.
        assert [(word, tag_of(f"{word} zz", word)) for word in examples.split()] == [
            (word, tag) for word in examples.split()
        ]

    @pytest.mark.parametrize(
        ("text", "word", "tag"),
        [
            # a verb or a noun of the same form
            ("they attack the plan", "attack", "K"),
            ("people attack the plan", "attack", "K"),
            ("the men attack the plan", "attack", "K"),
            ("the residents claim it", "claim", "B"),
            ("to claim it", "claim", "B"),
            ("a recent attack on the plan", "attack", "n"),
            ("the claim of the town", "claim", "U"),
            ("she wanted the debate of the day", "debate", "n"),
            ("he attacks the plan", "attacks", "J"),
            ("recent attacks on the town", "attacks", "n"),
            ("the attacks on the town", "attacks", "n"),
            ("his boss attacks the plan", "attacks", "J"),
            ("the agent reports it", "reports", "P"),
            ("the remarks of the town", "remarks", "U"),
            # a particle makes another verb of it
            ("she went on: it is late", "went", "S"),
            ("she went home: it is late", "went", "v"),
            ("he pointed out that it is late", "pointed", "S"),
            ("he pointed at the boat", "pointed", "M"),
            ("he put it bluntly to them", "put", "S"),
            ("he put the boat away", "put", "v"),
            # capitals
            ("The Hill wrote of it", "The", "d"),
            ("a boat of Acme The Boatmen", "The", "N"),
            ("a man called Rush", "Rush", "N"),
            ("NO ONE", "NO", "N"),
            ("a boat that Omar Said said he had", "Said", "N"),
            ("a boat of Omar Said, a farmer", "Said", "N"),
            ("so said Omar Said.", "Said", "N"),
            ("so said Bo Omar Said.", "Said", "N"),
            ("a boat of Omar Said", "Said", "S"),
            ("Lind Said, “We go.”", "Said", "S"),
            ("the mayor Said", "Said", "S"),
            ("April Ames met them", "April", "N"),
            ("Mr. Day met them", "Day", "N"),
            ("they met in April", "April", "l"),
            ("Lind met them April 5", "April", "l"),
            ("Per Lind met them", "Per", "N"),
            ("Per the law, they met", "Per", "i"),
            ("Standing in the rain, they met", "Standing", "g"),
            ("Fleming met them", "Fleming", "N"),
            ("a boat of Fleming in York", "Fleming", "N"),
            # numbers and names
            ("about 40 people met", "about", "q"),
            ("In 1963 Bo Lind met them", "1963", "l"),
            ("In 19633 Bo Lind met them", "19633", "#"),
            ("In 1963 they met", "1963", "#"),
            ("a man who was known only as Ali", "as", "i"),
            ("a man who laughed as Ali left", "as", "s"),
            ("a man who ran and won as Ali left", "as", "s"),
            # a noun in the plural, or a verb
            ("he’s asking them", "asking", "G"),
            ("Bo’s saying of the year", "saying", "n"),
            ("they said that states may", "states", "n"),
            ("a law that states it", "states", "P"),
            ("in her opening remarks", "remarks", "U"),
            ("a wave of court orders", "orders", "n"),
            ("the court orders it", "orders", "P"),
            ("Article 33 affirms it", "affirms", "P"),
            ("she had written it", "written", "S"),
            ("it was written", "written", "D"),
            # where a sentence ends
            ("LEEDS, England (AP) — It rained", "—", END),
            ("WASHINGTON It rained — so", "—", "-"),
            ("Lind of Tampa, Fla. She left", "", END),
            ("Lind of Tampa, Fla.", "", END),
            ("Lind of Tampa, Fla., left", "Fla", "N"),
            ("Lind of Tampa, Fla. was ill", "Fla", "N"),
            ("It rained. She left", ".", END),
            ("Did it rain? She left", "?", END),
            ("It rained! She left", "!", END),
            ("It rained.", ".", END),
            ("It rained. no more", ".", "."),
            ("It rained (hard.) She left", ".", "."),
            ("It rained… then it stopped", "…", "."),
            ("It rained... She left", "...", END),
        ],
    )
    def test_settled_by_the_neighbours(self, text: str, word: str, tag: str) -> None:
        assert tag_of(text, word) == tag

    @pytest.mark.parametrize("word", ["gO", "pUT", "poiNTed"])
    def test_capitals_inside_of_a_word_that_takes_a_particle(self, word: str) -> None:
        assert tagged(f"he {word} out")[1][1] != ""

    def test_the_particle_belongs_to_its_verb(self) -> None:
        assert "".join(tag for _, tag in tagged("he pointed out that it is late")).startswith("pSz")
        assert "".join(tag for _, tag in tagged("he put it bluntly")).startswith("pS")

    @pytest.mark.parametrize(
        ("text", "tag"),
        [
            ("“We go,” he said.", "Q"),
            ("“We go.”", "Q"),
            ("“We go.” then he left.", "Q"),
            ("“We go.” Then he left.", "F"),
            ("“We go…” Then he left.", "F"),
            ("“We go?” Then he left.", "Y"),
            ("“We go!” Bo said.", "Y"),
            ("“We go?”, Bo asked.", "Q"),
            ("“” Then he left “now”.", "Q"),
        ],
    )
    def test_of_a_quotation(self, text: str, tag: str) -> None:
        assert next(each for _, each in tagged(text) if each in QUOTED) == tag


# Marks, words and signs that a reader may stumble over; white space, and what cannot be seen or told apart.
ODD: Final = "“ ” \" ' ’ ‘ « » . , : ; — - / & @ … ... U.S. Mr. said went on ’s İ ß ǅ Ⅷ ² १ 東京"
HIDDEN: Final = st.sampled_from(" \N{NO-BREAK SPACE}\u2028\x1c\x85\u200b\u00ad\ud800\ufb01\U0001d7d9\0\u0301")
TEXTS: Final = st.text(max_size=80) | st.lists(
    st.sampled_from(ODD.split()) | HIDDEN | st.text(max_size=3), max_size=40
).map("".join)


class TestOffsets:
    """Each word has the offsets of where it stands."""

    @given(TEXTS)
    @example("Bo’s “a” ’s ’s “b” ’s")
    def test_slices(self, text: str) -> None:
        passage = read(text)
        ends = [0]
        for index, word in enumerate(passage.words):
            if word:
                start, end = passage.offsets(index, index + 1)
                assert text[start:end] == word
                assert start >= ends[-1]
                ends.append(end)
        assert len(passage.words) == len(passage.tags)
        assert [passage.tags[at] in QUOTED for at in passage.at] == [True] * len(passage.spans)

    @given(TEXTS, st.integers(0, 40), st.integers(0, 40))
    def test_of_a_stretch(self, text: str, start: int, size: int) -> None:
        end = min(start + size, len(text))
        passage = english().read(text, (), start, end)
        for index, word in enumerate(passage.words):
            first, last = passage.offsets(index, index + 1)
            assert start <= first < last <= end
            assert text[first:last] == word


class TestWindow:
    """Of a long stretch only the words near to a quotation are read."""

    FAR: Final = "near " + "far " * 3 * WINDOW + "near"

    @pytest.mark.parametrize(
        "text",
        [
            f"“A b,” {FAR}",
            f"{FAR}, it is near “A b.”",
            f"“A b,” {FAR} “c d.”",
            f"{FAR}, so {FAR}, so “A b,” {FAR}, {FAR}",
        ],
    )
    def test_far_words_are_left_out(self, text: str) -> None:
        passage = read(text)
        assert len(passage.words) < len(text.split()) / 2
        written = [(word, passage.offsets(i, i + 1)) for i, word in enumerate(passage.words) if word]
        assert written
        assert [text[slice(*place)] for _, place in written] == [word for word, _ in written]
        assert all(one[1] <= two[0] for (_, one), (_, two) in pairwise(written))

    def test_a_sentence_ends_where_words_are_left_out(self) -> None:
        passage = read(f"“A b,” he said {self.FAR} she said, “c d.”")
        assert passage.tags.find(END, *passage.at) > 0

    def test_nothing_but_blanks(self) -> None:
        assert "".join(read(" " * 3 * WINDOW).words) == ""

    def test_nothing_but_blanks_between_quotations(self) -> None:
        assert read(f"“A b,” {' ' * 3 * WINDOW}“c d.”").tags.strip(QUOTED) in {"", END}

    @pytest.mark.parametrize("size", [0, 1, WINDOW // 10])
    def test_near_words_are_read(self, size: int) -> None:
        text = f"{'far ' * size}“A b,” {'far ' * size}"
        assert len(read(text).words) == len(text.split()) - 1

    def test_no_speaker_comes_from_afar(self) -> None:
        gone = "gone " * WINDOW
        assert only(f"Bo Lund said the road was {gone}“shut for good”.").speaker is None
        assert only("Bo Lund said the road was gone, gone, “shut for good”.").speaker is not None

    def test_no_speaker_is_half_a_word(self) -> None:
        found = set()
        for size in range(WINDOW - 20, WINDOW):
            quote = only(f"Bo Lundgren warned of {'-' * size}: “We go.”")
            found.add((text_of(quote.speaker) or "").partition(" ")[0])
        assert found <= {"", "Bo"}


class TestMemory:
    def test_different_words_are_forgotten(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(words, "_MEMORY", 5)
        text = " ".join(f"boat{number} said that Ann{number} went on and on." for number in range(20))
        reader = words.Reader(load_cues("english"))
        assert reader(text, ()).tags == english().read(text, ()).tags
        memory = vars(reader)["_tag"].__self__
        assert len(memory) <= 5


# --- Cues of the user's own -----------------------------------------------------------------------------


class TestCues:
    def test_a_new_verb(self) -> None:
        sentence = "Bo Lund burbled that the gate was “shut for good”."
        own = english(load_cues("english").with_cues("burble\tverb\tspeech\t3"))
        assert short(only(sentence, own)) == ("Bo Lund", "burbled", "clause-before")
        assert only(sentence).rule != "clause-before"

    def test_a_verb_with_a_particle(self) -> None:
        sentence = "Bo Lund burbled on that the gate was “shut for good”."
        own = english(load_cues("english").with_cues("burble on\tverb\tspeech\t3"))
        quote = only(sentence, own)
        assert (text_of(quote.speaker), quote.rule) == ("Bo Lund", "clause-before")
        assert only(sentence).rule != "clause-before"

    def test_a_noun(self) -> None:
        sentence = "Bo Lund’s burble that the gate was “shut for good” was heard by few."
        own = english(load_cues("english").with_cues("burble\tnoun\tutterance\t3"))
        assert short(only(sentence, own))[:2] == ("Bo Lund", "burble")
        assert only(sentence).cue is None

    @pytest.mark.parametrize(
        ("sentence", "cue"),
        [
            ("Bo Lund warned that the gate was “shut for good”.", "warned"),
            ("The gate was “shut for good”, warned Bo Lund.", "warned"),
        ],
    )
    def test_a_removed_verb(self, sentence: str, cue: str) -> None:
        found = only(sentence)
        assert (text_of(found.cue), found.kind) == (cue, "mixed")
        without = only(sentence, english(load_cues("english").with_cues("warn\tverb\t-\t0")))
        assert without.rule != found.rule

    def test_the_table_of_the_library_is_left_alone(self) -> None:
        before = english()
        english(load_cues("english").with_cues("say\tverb\t-\t0"))
        assert english() is before
        assert short(only("“We go,” Bo said.")) == ("Bo", "said", "subject-first")


# --- Noun phrases ---------------------------------------------------------------------------------------


def begin(pattern: str, text: str) -> str | None:
    """Return the words at the head of a text that a pattern of tags fits."""
    passage = read(text)
    found = re.match(pattern, passage.tags)
    return text[slice(*passage.offsets(0, found.end()))] if found else None


class TestPhrase:
    @pytest.mark.parametrize(
        ("text", "phrase"),
        [
            ("one man", "one man"),
            ("he on Monday", "he"),
            ("Mr. Roe yesterday", "Mr. Roe"),
            ("a spokesman for the ministry in a statement", "a spokesman for the ministry"),
            ("the head of the board of trade on Monday", "the head of the board of trade"),
            ("Ann Roe and Bo Lund", "Ann Roe and Bo Lund"),
            ("Ann Roe and he", "Ann Roe"),
            ("Ann Roe and left", "Ann Roe"),
            ("Ann Roe’s mother", "Ann Roe’s mother"),
            ("the team’s head coach said", "the team’s head coach"),
            ("Ann Roe (pictured) said", "Ann Roe (pictured)"),
            ("a retired mayor", "a retired mayor"),
            ("dozens of fans", "dozens of fans"),
            ("state Senator Bo Roe", "state Senator Bo Roe"),
            ("Lund laughing", "Lund"),
            ("Lund made it", "Lund"),
            ("all the men", "all the men"),
            ("$5 bills", "$5 bills"),
            ("suddenly", None),
            ("in York", None),
            (", he", None),
        ],
    )
    def test_phrases(self, text: str, phrase: str | None) -> None:
        assert begin(grammar.PHRASE, text) == phrase

    @pytest.mark.parametrize(
        ("text", "subject"),
        [
            ("Ann Roe said", "Ann Roe"),
            ("Ann Roe, the former coach, said", "Ann Roe, the former coach"),
            ("Ann Roe, 43, said", "Ann Roe, 43"),
            ("the mayor of York, Bo Lund, said", "the mayor of York, Bo Lund"),
            ("Ann Roe, speaking in York, said", "Ann Roe"),
            ("Ann Roe, in York, said", "Ann Roe"),
            ("she said", "she"),
            ("quickly said", None),
        ],
    )
    def test_subjects(self, text: str, subject: str | None) -> None:
        assert begin(grammar.SUBJECT, text) == subject

    @pytest.mark.parametrize(
        ("text", "described"),
        [
            ("Ann Roe.", "Ann Roe"),
            ("Ann Roe on Monday.", "Ann Roe"),
            ("Ann Roe, the former coach who fled.", "Ann Roe, the former coach who fled"),
            ("Ann Roe, a pilot who lives in Oslo.", "Ann Roe, a pilot who lives in Oslo"),
            ("Ann Roe, who keeps bees.", "Ann Roe, who keeps bees"),
            ("Ann Roe, on Monday.", "Ann Roe"),
            ("Ann Roe, in York.", "Ann Roe"),
            ("Ann Roe, adding that it is late.", "Ann Roe"),
            ("Ann Roe when asked.", "Ann Roe"),
            ("he when asked.", "he"),
            ("in York.", None),
        ],
    )
    def test_described(self, text: str, described: str | None) -> None:
        assert begin(grammar.DESCRIBED, text) == described


# --- Clauses --------------------------------------------------------------------------------------------


def case_of(text: str) -> Case:
    """Return a case without quotation at the end of a text of one sentence."""
    passage = read(text)
    return Case.within(passage, 0, len(passage.tags))


def told(case: Case, governor: clauses.Governor) -> tuple[str, str]:
    passage = case.passage
    return passage.text[slice(*passage.offsets(*governor.subject))], passage.words[governor.cue]


class TestClauses:
    @pytest.mark.parametrize(
        ("text", "nearest"),
        [
            ("Ann Roe said the gate was", ("Ann Roe", "said")),
            ("On Monday, Ann Roe has also openly said it was", ("Ann Roe", "said")),
            ("Ann Roe, the mayor of York, said it was", ("Ann Roe, the mayor of York", "said")),
            ("Because of rain, Ann Roe, in York, said it was", ("Ann Roe", "said")),
            ("Ann Roe sat down and said it was", ("Ann Roe", "said")),
            ("But Ann Roe sat down and said it was", ("Ann Roe", "said")),
            ("Ann Roe closed it, calling it", ("Ann Roe", "calling")),
            ("Ann Roe said she thought it was", ("she", "thought")),
            ("Ann Roe is also saying it is", ("Ann Roe", "saying")),
            ("with Ann Roe saying it was", ("Ann Roe", "saying")),
            ("Ann Roe wanted to say it was", ("Ann Roe", "say")),
            ("Ann Roe refused to say it was", None),
            ("Ann Roe laughed that", ("Ann Roe", "laughed")),
            ("Ann Roe laughed, then ran to", None),
            ("He was not told it was", None),
            ("Ann Roe was also told it was", None),
            ("the remarks of Bo Lund", None),
            ("A film called", None),
            ("claim it was", None),
            ("was made of said", None),
            ("said", None),
            ("walking home", None),
        ],
    )
    def test_nearest_governor(self, text: str, nearest: tuple[str, str] | None) -> None:
        case = case_of(text)
        found = next(clauses.governors(case, case.at), None)
        assert (found and told(case, found)) == nearest

    @pytest.mark.parametrize(
        ("text", "outermost"),
        [
            ("Ann Roe said it was", ("Ann Roe", "said")),
            ("Ann Roe said she thought it was", ("Ann Roe", "said")),
            ("Ann Roe told reporters on Monday that she thought it was", ("Ann Roe", "told")),
            ("Ann Roe said Bo Lund believed that he thought it was", ("Ann Roe", "said")),
            ("Ann Roe left it as she thought it was", ("she", "thought")),
            ("Ann Roe said so, but Bo Lund thought it was", ("Bo Lund", "thought")),
            ("Ann Roe said he was out, adding it was", ("Ann Roe", "adding")),
            ("Ann Roe left, telling Bo that it was late and asking how it was", ("Ann Roe", "asking")),
        ],
    )
    def test_outermost_governor(self, text: str, outermost: tuple[str, str]) -> None:
        case = case_of(text)
        found = next(clauses.governors(case, case.at))
        assert told(case, clauses.climb(case, found)) == outermost

    @pytest.mark.parametrize(
        ("text", "subject"),
        [
            ("Ann Roe said it", "Ann Roe"),
            ("On Monday, Ann Roe said it", "Ann Roe"),
            ("But when it rained, Ann Roe left", "Ann Roe"),
            ("She left", "She"),
            ("In York", None),
        ],
    )
    def test_first_subject(self, text: str, subject: str | None) -> None:
        passage = read(text)
        found = subjects.first_subject(passage.tags, 0, len(passage.tags))
        assert (found and text[slice(*passage.offsets(*found))]) == subject

    def test_no_clause_is_searched_further_than_its_reach(self) -> None:
        text = "Ann Roe said it was " + "big and " * subjects.REACH
        case = case_of(text)
        assert list(clauses.governors(case, case.at)) == []
        assert len(list(clauses.governors(case, case.at, 3 * subjects.REACH))) == 1

    def test_phrases_are_taken_apart_in_one_way_only(self) -> None:
        # In as many ways as there are to split forty places between them, this would take longer than anybody waits.
        text = "A note left" + " in Oslo" * 40 + " – in Oslo said it was “a bad day.”"
        assert only(text).rule == "clause-before"


# --- Rules ----------------------------------------------------------------------------------------------


class TestRules:
    @pytest.mark.parametrize(
        ("name", "sentence", "speaker", "cue"),
        [(rule.name, *each) for rule in RULES for each in rule.examples],
    )
    def test_examples(self, name: str, sentence: str, speaker: str, cue: str) -> None:
        quote = only(sentence)
        assert short(quote) == (speaker, cue or None, name)
        assert quote.kind != "bare"

    def test_every_rule_has_examples_and_a_name_of_its_own(self) -> None:
        assert [rule.name for rule in RULES if not rule.examples] == []
        names = [rule.name for rule in (*RULES, *JOINS)]
        assert len(set(names)) == len(names) > 20
        assert [name for name in names if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []

    def test_every_rule_says_what_it_looks_for_and_how_sure_it_is(self) -> None:
        assert [rule.name for rule in (*RULES, *JOINS) if not 0 < rule.confidence < 1] == []
        assert [rule.name for rule in (*RULES, *JOINS) if not rule.summary.strip() or rule.summary.endswith(".")] == []
        for rule in (*RULES, *JOINS):
            assert rule_summary(rule.name) == rule.summary
        assert rule_summary("by-hand") is None

    @pytest.mark.parametrize(
        ("sentence", "found"),
        [
            # right beside the quotation
            ("“We go?” asked Mr. Roe.", ("Mr. Roe", "asked", "inverted")),
            ("“We go,” said a spokesman for the port on Monday.", ("a spokesman for the port", "said", "inverted")),
            ("“We go,” said Ann Roe, the mayor of York.", ("Ann Roe, the mayor of York", "said", "inverted")),
            ("“We go,” said quietly a boy.", ("a boy", "said", "inverted")),
            ("“We go,” residents say.", ("residents", "say", "subject-first")),
            ("“We go,” they cried.", ("they", "cried", "subject-first")),
            ("“We go,” she has often said.", ("she", "said", "subject-first")),
            ("“We go,” Ann Roe, in a red hat, said.", ("Ann Roe", "said", "subject-first")),
            ("“We go” – Bo Lund said so.", ("Bo Lund", "said", "subject-first")),
            ("“Never again,” managed the pilot.", ("the pilot", "managed", "unlisted-verb")),
            ("“We go home now.” Said Bo Lund.", ("Bo Lund", "Said", "no-comma")),
            ("“We never go,” it said, according to Bo Lund.", ("it", "said", "subject-first")),
            ("“We go,” Bo Lund, calling, said.", ("Bo Lund", "said", "subject-first")),
            (
                "“We go,” Bo Lund, the man they called Bobo, said.",
                ("Bo Lund, the man they called Bobo", "said", "subject-first"),
            ),
            # before it
            ("When asked, he said, “We go.”", ("he", "said", "lead-in")),
            ("Ann Roe told the paper on Monday: “We go.”", ("Ann Roe", "told", "lead-in")),
            ("Ann Roe laughed: “We go.”", ("Ann Roe", "laughed", "lead-in")),
            ("On Monday, Ann Roe left the road: “We go.”", ("Ann Roe", ":", "colon")),
            ("Verma’s answer was short: “We go.”", ("Verma", "answer", "colon")),
            ("To critics, Ann Roe has a reply: “We go.”", ("Ann Roe", ":", "colon")),
            # around it
            ("Bo said the deal was “a farce”.", ("Bo", "said", "clause-before")),
            ("Bo called the deal “a farce”.", ("Bo", "called", "clause-before")),
            ("The gate was “shut” for days, he said on Monday.", ("he", "said", "clause-after")),
            ("The gate was “shut for good” as described by Bo.", ("Bo", "described", "passive")),
            ("Few knew of her claim of “a farce”.", ("her", "claim", "noun")),
            ("Bo told many that, on Monday, Ann thought it “a farce”.", ("Ann", "thought", "clause-before")),
            # nobody
            ("The claim “We go home.”", (None, None, None)),
            ("The man was not called “a farce”.", (None, None, None)),
            ("It was “a farce”.", (None, None, None)),
            ("“Newsnight” reported it.", (None, None, None)),
            ("The word “go” is short.", (None, None, None)),
            ("He left “for good”.", (None, None, None)),
        ],
    )
    def test_found(self, sentence: str, found: tuple[str | None, str | None, str | None]) -> None:
        assert short(only(sentence)) == found

    @pytest.mark.parametrize(
        ("sentence", "speaker", "cue"),
        [
            ("“We go home,” said another.", "another", "said"),
            ("“We go,” said Bo Lund, the mayor, last week.", "Bo Lund, the mayor", "said"),
            ("“We go,” said Bo Lund, 43, yesterday.", "Bo Lund, 43", "said"),
            ("“We go,” said Bo Lund. 'Tis late.", "Bo Lund", "said"),
            ("“We go,” Bo Lund, smiling, said.", "Bo Lund", "said"),
            ("“We go home now.” The coach, who lost a boat, said.", "The coach, who lost a boat", "said"),
            ("“We go,” Bo Lund insisted on Monday.", "Bo Lund", "insisted"),
            ("“We go,” the mayor insisted on Tuesday evening.", "the mayor", "insisted"),
            ("In a statement Bo Lund said the gate was “shut for good”.", "Bo Lund", "said"),
            ("In a statement Bo Lund said: “We go.”", "Bo Lund", "said"),
            ("Bo Lund, who keeps bees, said that she thought it “a farce”.", "Bo Lund, who keeps bees", "said"),
            ("Their chants of “one more boat” went on till ten.", "Their", "chants"),
        ],
    )
    def test_found_with_its_cue(self, sentence: str, speaker: str, cue: str) -> None:
        assert short(only(sentence))[:2] == (speaker, cue)

    @pytest.mark.parametrize(
        ("sentence", "speaker", "cue"),
        [
            ("After the flood, Bo Lund, the mayor, said: “We go.”", "Bo Lund, the mayor", "said"),
            ("After the flood, Bo Lund, speaking in York, said: “We go.”", "Bo Lund", "said"),
            ("Ann Roe left Bo Lund, who had told her: “You go.”", "Bo Lund", "told"),
        ],
    )
    @pytest.mark.xfail(reason="not found yet")
    def test_not_found_yet(self, sentence: str, speaker: str, cue: str) -> None:
        assert short(only(sentence))[:2] == (speaker, cue)

    def test_a_rule_is_asked_where_words_stand(self) -> None:
        assert english().rules_for(Case(read("“We go.”"), 0)) == ()
        before = english().rules_for(Case(read("Bo said: “We go.”"), 0))
        after = english().rules_for(Case(read("“We go,” said Bo."), 0))
        both = english().rules_for(Case(read("It is “a farce,” said Bo."), 0))
        assert {rule.side for rule in before} == {"before", "both"}
        assert {rule.side for rule in after} == {"after", "both"}
        assert both == tuple(rule for rule in RULES if not rule.introducers)

    def test_a_rule_is_asked_behind_its_introducers(self) -> None:
        asked = english().rules_for(Case(read("Bo said - “We go,” said Al."), 0))
        assert asked == tuple(rule for rule in RULES if "-" in rule.introducers or not rule.introducers)
        assert {rule.name for rule in RULES} - {rule.name for rule in asked} == {"label", "from", "colon", "in-words"}


# --- Bare quotations ------------------------------------------------------------------------------------


class TestBare:
    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("Rain at Noon", True),
            ("The Boy and the 7 Seas,", True),
            ("A Song of the Sea.", True),
            ("Rain at noon", False),
            ("rain at Noon", False),
            ("Who Goes There?", False),
            ("7 Seas", False),
            ("Go " * 30, False),
            (".", False),
            ("", False),
        ],
    )
    def test_is_title(self, text: str, title: bool) -> None:
        assert is_title(text) is title

    @pytest.mark.parametrize(
        "sentence",
        [
            "Bo Lund said that the film “Rain at Noon” was long.",
            "Bo Lund read the poem “The Boy and the Seas”.",
            "A film called “Rain at Noon” opened.",
            "Ann “Stormy” Roe said so.",
            "The so-called “deal” is off.",
            "Bo Lund said so in his memoir, “Rain at Noon.”",
            "Bo Lund told of the making of “Rain at Noon”.",
            "Bo Lund said that he sang a hymn (“Rain at Noon”).",
            "A vote on a promise to “mend it”.",
            "On a promise to “mend the pier,” nobody left.",
        ],
    )
    def test_nobody_speaks(self, sentence: str) -> None:
        quote = only(sentence)
        assert (quote.kind, quote.speaker, quote.cue, quote.rule) == ("bare", None, None, None)
        assert (quote.evidence, quote.confidence, quote.runner_up) == (None, None, None)

    def test_a_title_beside_a_title(self) -> None:
        for text, kinds in (
            ("Bo Lund, the star of “Rain at Noon” and “Eels,” left.", ["bare", "bare"]),
            ("Bo Lund called Ann “a fool” and “Queen of Eels”.", ["mixed", "mixed"]),
            ("Bo Lund called Ann weak and “Queen of Eels”.", ["mixed"]),
        ):
            assert [quote.kind for quote in find_quotes([text])[0]] == kinds

    @pytest.mark.parametrize(
        "sentence",
        [
            "Bo Lund called him a “Lord of Misrule”.",
            "Bo Lund said that the film was “rain at noon”.",
            "“Rain at Noon,” Bo Lund said.",
        ],
    )
    def test_somebody_speaks(self, sentence: str) -> None:
        quote = only(sentence)
        assert quote.kind != "bare"
        assert quote.speaker is not None
        assert quote.speaker.text == "Bo Lund"


AIDE: Final = ("an aide to Roe, who asked not to be named", "told")
PILOT: Final = ("Bo Lund, a pilot in Roe and the next mayor of the town", "said")


class TestReach:
    """How far a speaker reaches."""

    @pytest.mark.parametrize(
        ("sentence", "speaker"),
        [
            # A clause that tells which one is meant is a part of it, be it as long as it may.
            (
                "“We go,” said Bo Lund, a pilot who for eleven years had flown mail over the hills of the far north.",
                "Bo Lund, a pilot who for eleven years had flown mail over the hills of the far north",
            ),
            (
                "“We go,” said Bo Lund, who for eleven years and a day flew the mail over the hills of the north.",
                "Bo Lund, who for eleven years and a day flew the mail over the hills of the north",
            ),
            # Of whoever is known already a long one says more than who he is.
            ("“We go,” said Lund, who for eleven years and a day flew the mail over the hills.", "Lund"),
            ("“We go,” said Lund, who flew the mail for years.", "Lund, who flew the mail for years"),
            ("“We go,” said Bo Lund, who was asked on Friday in the hall about the mail that never came.", "Bo Lund"),
            (
                "“We go,” said Bo Lund, who is known for his flights over the old hills.",
                "Bo Lund, who is known for his flights over the old hills",
            ),
            (
                "“We go,” said a pilot, who asked not to be named for fear of the town.",
                "a pilot, who asked not to be named for fear of the town",
            ),
            (
                "“We go,” said Bo Lund, who lost his boat when the old pier fell in May and whose brother, Al, sank.",
                "Bo Lund",
            ),
            (
                "“We go,” said Bo Lund, who flew mail over the hills of the north – which was a risk.",
                "Bo Lund, who flew mail over the hills of the north",
            ),
            (
                "“We go,” Bo Lund, who for eleven years and a day had flown the mail over the hills, said.",
                "Bo Lund, who for eleven years and a day had flown the mail over the hills",
            ),
            ("“We go,” Lund, who for eleven years and a day had flown the mail over the hills, said.", "Lund"),
            ("“We go,” said Bo Lund, a pilot from Hull, told the Courier.", "Bo Lund, a pilot from Hull"),
            (
                "“We go,” said Bo Lund, a fellow of the Centre for Air and Mail Making.",
                "Bo Lund, a fellow of the Centre for Air and Mail Making",
            ),
            (
                "“We go,” said Bo Lund, a pilot who gave the town 4,500 crowns.",
                "Bo Lund, a pilot who gave the town 4,500 crowns",
            ),
            ("“We go,” said Bo Lund, who gave the town $4,500.", "Bo Lund, who gave the town $4,500"),
            (
                "“We go,” said Bo Lund, a cook at the Harbour Inn, which serves eel.",
                "Bo Lund, a cook at the Harbour Inn, which serves eel",
            ),
            # What describes a subject runs on to its comma.
            (
                "Bo Lund, the only local pilot to fly in March, said it was “too late”.",
                "Bo Lund, the only local pilot to fly in March",
            ),
            (
                "Ann Roe, a clerk at a school for boys catering to sons of sailors, wrote, “We go.”",
                "Ann Roe, a clerk at a school for boys catering to sons of sailors",
            ),
            ("Bo Lund, himself a pilot until last year, said it was “too late”.", "Bo Lund"),
            (
                "At Eel Bay, where it costs much to land, Ann Roe, the mayor, said it was “too late”.",
                "Ann Roe, the mayor",
            ),
            (
                "Another man who had come to pray in the chapel by the old port and mill said it was “too late”.",
                "Another man who had come to pray in the chapel by the old port and mill",
            ),
            (
                "Bo Lund, clad in a coat with lights that formed his name, said it was “too late”.",
                "Bo Lund, clad in a coat with lights that formed his name",
            ),
            ("A man calling himself Bobo said it was “too late”.", "A man calling himself Bobo"),
            ("Rail House, which Bo Lund had called “a barn”, is shut.", "Bo Lund"),
            ("One tweet said: “We go.”", "One tweet"),
            # Nouns and adjectives that end like adverbs and participles.
            ("“We go,” said Lund ally Ann Roe.", "Lund ally Ann Roe"),
            ("“We go,” said Bo Lund, managing director of the port.", "Bo Lund, managing director of the port"),
            # With himself; without the full stop inside a parenthesis.
            ("Bo Lund himself said the gate was “shut for good”.", "Bo Lund himself"),
            ("(“We go,” said one old pilot.)", "one old pilot"),
        ],
    )
    def test_it_reaches(self, sentence: str, speaker: str) -> None:
        assert text_of(only(sentence).speaker) == speaker


class TestTraps:
    """Sentences that were once read wrongly."""

    @pytest.mark.parametrize(
        ("sentence", "speaker", "cue"),
        [
            ("Bo Lund, of Oxford, said: “Act now.”", "Bo Lund, of Oxford", "said"),
            ("“We go,” Bo Lund, of course, said.", "Bo Lund", "said"),
            ("Lund, of all people, said it was “late”.", "Lund", "said"),
            ("10:15 Lund: “We are safe.”", "Lund", ":"),
            ("3:30 PM Lund said it was “late”.", "Lund", "said"),
            ("9.30am BST Lund said it was “late”.", "Lund", "said"),
            ("“Wait!” called a boy from the pier.", "a boy from the pier", "called"),
            ("Bo Lund, 43, of Hull, said it was “bad”.", "Bo Lund, 43, of Hull", "said"),
            (
                "“No,” one aide to Roe, who asked not to be named, told a reporter.",
                "one aide to Roe, who asked not to be named",
                "told",
            ),
            ("Another says: “He is right.”", "Another", "says"),
            ("Bo Lund, however, said: “No.”", "Bo Lund", "said"),
            ("\u202e“No,”\u202c said Bo Lund.", "Bo Lund", "said"),
            ("“No,” she smiled.", "she", "smiled"),
            ("Asked about the “hoax”, Bo Lund smiled.", None, None),
            ("Asked about the “hoax”, smiled Bo Lund.", None, None),
            ("Bo Lund denied the claim that he was late, saying, “We go.”", "Bo Lund", "saying"),
            ("Bo Lund left after they came, calling it “a farce”.", "Bo Lund", "calling"),
            ("It ended at noon, when Bo Lund rose, shouting “we go now”.", "Bo Lund", "shouting"),
            ("Bo Lund walked by, chanting, “We go.”", "Bo Lund", "chanting"),
            ("Although Bo Lund said it was “a short walk,” he claimed they would wait.", "Bo Lund", "said"),
            ("Although it was “a short walk,” he claimed.", "he", "claimed"),
            ("In York it was “a farce,” Bo Lund told the town.", "Bo Lund", "told"),
            ("It was “a farce,” as Bo Lund put it.", "Bo Lund", "put"),
            ("Bo Lund called it “a farce,” after Ann Roe spoke.", "Bo Lund", "called"),
            ("Bo Lund shouted “now or never,” raising fresh questions about it.", "Bo Lund", "shouted"),
            ("Bo Lund called it “a farce,” but said she should go.", "Bo Lund", "called"),
            ("The flood, says Bo Lund, was “far too long”.", "Bo Lund", "says"),
            ("But, said Bo Lund, “we go.”", "Bo Lund", "said"),
            ("Bo Lund, the pilot, told Ann, “We go.”", "Bo Lund, the pilot", "told"),
            ("Bo Lund waved as if to calm the crowd, then leaned in and said: “We go.”", "Bo Lund", "said"),
            ("Asked about the gate, he kept it short: “We go.”", "he", ":"),
            ("Ann Roe has met an old pilot, called the mayor “a fool” and left.", "Ann Roe", "called"),
            ("Bo Lund told of papers signed by Ann Roe “to keep the gate”.", "Bo Lund", "told"),
            ("The gate was seen by Bo Lund as “a risk”.", "Bo Lund", "seen"),
            ("It is “a risk”, as described by Bo Lund.", "Bo Lund", "described"),
            ("It is “a risk”, as required by the port.", None, None),
            ("The mayor issued a statement saying the gate was “shut”.", "The mayor", "saying"),
            ("Bo Lund ended the day saying it was “too late”.", "Bo Lund", "saying"),
            ("Bo Lund put out a plan calling it “too late”.", "Bo Lund", "calling"),
            ("They met, with one of the pilots asking, “Who goes?”", "one of the pilots", "asking"),
            ("They met, with Bo Lund reportedly saying, “We go.”", "Bo Lund", "saying"),
            ("“Who goes?” Ann Roe of York runs a shop, according to Bo.", None, None),
            ("In York: “We go.”", None, None),
            ("The town was tired of Bo Lund’s call for “a ban on eels”.", "Bo Lund", "call"),
            ("It sank two days after her warning that it was “past saving”.", "her", "warning"),
            ("It sank two days after the warning that it was “past saving”.", None, None),
            ("Bo Lund sniped that it was “past saving”.", "Bo Lund", "sniped"),
            ("While Bo Lund said it was “very odd” and sad, he said and wrote no more.", "Bo Lund", "said"),
            ("“A fool” is what Bo Lund called him.", "Bo Lund", "called"),
            ("Bo Lund declined to call it “a farce”.", None, None),
            ("To call it “a farce” was wrong.", None, None),
            ("It was “a farce” in Bo Lund’s view.", "Bo Lund", "view"),
            ("It was “a farce” in Bo Lund’s town.", None, None),
            ("In the words of Bo Lund, “a farce”.", "Bo Lund", "words"),
            ("Both forms — of “loud farce” — grow and thrive.", None, None),
            ("Bo Lund grew weary of “endless talk of rain”.", "Bo Lund", "grew"),
            ("Bo Lund came home, where there was “endless talk of rain”.", None, None),
            ("“No,” came the reply.", None, None),
            ("“No,” read the statement.", "the statement", "read"),
            ("“No,” came the reply from Bo Lund.", "Bo Lund", "reply"),
            ("“No,” came the reply in York.", None, None),
            ("The answer from Bo Lund was “no”.", "Bo Lund", "answer"),
            ("The answer to Bo Lund was “no”.", None, None),
            ("The answer from Bo Lund was: “No.”", "Bo Lund", "answer"),
            ("Bo Lund’s letter makes the case: “No.”", "Bo Lund’s letter", ":"),
            ("While boats were “far too late,” Bo Lund said the rent was too.", None, None),
            ("To a question about the “endless talk of rain,” Bo Lund said boats were late.", None, None),
            ("They wore a sign that read “Go!” Her father, Bo, said no.", "a sign", "read"),
            ("Nobody said: “We are sorry.”", None, None),
            ("Neither Ann Roe nor Bo Lund said “sorry”.", None, None),
            ("Neither Ann Roe nor Bo Lund said: “Sorry.”", None, None),
            ("No wonder Bo Lund said “sorry”.", "No wonder Bo Lund", "said"),
            ("Bo Lund denied calling it “a farce”.", None, None),
            ("Bo Lund denied saying “it is a farce”.", None, None),
            ("Bo Lund denied that it was “a farce”.", "Bo Lund", "denied"),
            ("The flood led Bo Lund to say it was “a farce”.", "Bo Lund", "say"),
            ("Forced by nothing, Bo Lund rose to say it was “a farce”.", "Bo Lund", "say"),
            ("That prompted the paper to run a page saying “no”.", "the paper", "saying"),
            ("Bo Lund dropped the port’s plan to get tough, saying it was “a farce”.", "Bo Lund", "saying"),
            ("Bo Lund opposed a tax called the “toll of tolls”.", "Bo Lund", "opposed"),
            ("Bo Lund slammed a boat bought by a man, calling it “a farce”.", "Bo Lund", "calling"),
            ("Bo Lund kept to her oars (pun intended) and called it “a farce”.", "Bo Lund", "called"),
            ("Bo Lund wrote to Ann Roe saying it was “a farce”.", "Bo Lund", "saying"),
            ("It was Ann Roe, with films of Bo Lund saying it was “a farce”.", "films of Bo Lund", "saying"),
            ("Bo Lund said it was late, to which Ann Roe replied: “No.”", "Ann Roe", "replied"),
            ("Bo Lund said it was late for Ann Roe, whom she called “a fool”.", "she", "called"),
            ("Bo Lund said it was late, while Ann Roe said it was “a farce”.", "Ann Roe", "said"),
            ("Bo Lund said it was late, when Ann Roe called it “a farce”.", "Ann Roe", "called"),
            ("A year ago, Bo Lund said, the paper called it “a farce”.", "Bo Lund", "said"),
            ("Bo Lund said on Monday it would close, citing “endless talk of rain”.", "Bo Lund", "citing"),
            ("A man was heard shouting “go now”.", "A man", "shouting"),
            ("“Go now,” a man can be heard shouting.", "a man", "be heard shouting"),
            ("He’s predicting that it will be “a farce”.", "He", "predicting"),
            ("Some called for what one described as “a farce”.", "one", "described"),
            ("Bo Lund this week called it “a farce”.", "Bo Lund", "called"),
            ("Bo Lund at the time called it “a farce”.", "Bo Lund", "called"),
            ("After Bo Lund, asked about the boats, had said, “No.”", "Bo Lund", "said"),
            ("As Bo Lund had written just a few years ago, “No.”", "Bo Lund", "written"),
            ("The trust shut the charged “gate”, Bo Lund said.", "Bo Lund", "said"),
            ("In the charged “gate” they met.", None, None),
            ("It was “a farce”, he told reporters.", "he", "told"),
            ("The boats sank “in two days” when, he said, nobody looked.", None, None),
            ("LEEDS — Bo Lund met Ann Roe and called it “a farce”.", "Bo Lund", "called"),
            ("“No,” said Bo Lund, dressed in black.", "Bo Lund", "said"),
            ("“No,” said a man calling himself Bo.", "a man calling himself Bo", "said"),
            (
                "“No,” said Bo Lund, who works with Ann Roe, the pilot.",
                "Bo Lund, who works with Ann Roe, the pilot",
                "said",
            ),
            (
                "“No,” said a man, a welder who gave his name, Ulf.",
                "a man, a welder who gave his name, Ulf",
                "said",
            ),
            ("“No,” said Bo Lund, 20, of Tampa, Fla.", "Bo Lund, 20, of Tampa, Fla.", "said"),
            ("A man who gave his name only as Ali said: “No.”", "A man who gave his name only as Ali", "said"),
            ("Then the sea replied, “No.”", "the sea", "replied"),
            ("In 1963 Bo Lund said: “No.”", "Bo Lund", "said"),
            (
                "Ann Roe, Bo Lund and Ada Moe, who own it, said: “No.”",
                "Ann Roe, Bo Lund and Ada Moe, who own it",
                "said",
            ),
        ],
    )
    def test_it_is_read(self, sentence: str, speaker: str | None, cue: str | None) -> None:
        assert short(only(sentence))[:2] == (speaker, cue)


# Sentences next to those of other tables, where one condition more or less would tell something else.
NEAR: Final = [
    # Who calls somebody something is no name of his: `the mayor, nicknamed “Otto”`.
    ("After the vote, Roe called “Otto” a fool.", [("mixed", "Roe", "called")]),
    ("On Monday the mayor, Roe nicknamed “Otto” in public.", [("mixed", "Roe", "nicknamed")]),
    # The second of two titles is as little said as the first would be by itself.
    ("Ann Roe read “Rain at Noon” and “Night in Ulm” aloud.", [("mixed", "Ann Roe", "read"), ("bare", None, None)]),
    # What a sentence goes on with is no sentence of its own.
    ("The flood, says Verma, was “a shock”.", [("mixed", "Verma", "says")]),
    # Nouns in -ss are no plural, so what follows them is a noun too.
    ("The class demand for “more” was met.", [("bare", None, None)]),
    ("The boss claim “more” was made.", [("bare", None, None)]),
    ("Lind Said “We go.” Omar said", [("direct", "Lind", "Said")]),
    # What somebody plans to do is nothing that they say.
    (
        "“No,” said Sara Holm. A woman who came here in 2013, she plans to cast her vote for Roe. “It is not fair.”",
        [("direct", "Sara Holm", "said"), ("direct", "Sara Holm", None)],
    ),
    # A second verb has the subject of its own clause, and a participle that of the main one.
    (
        "The story shows that Lund was heard – and long before town officials started to portray it as a “prank”.",
        [("mixed", "town officials", "portray")],
    ),
    (
        "On Sunday, Lund shared a list for a class called “Seeing” on his page, writing “Allow me to do it.”",
        [("bare", None, None), ("direct", "Lund", "writing")],
    ),
    # `her adopted` is no subject and its verb.
    ("Roe drew cheers as she thanked her adopted town and then boomed, “We go.”", [("direct", "she", "boomed")]),
]


@pytest.mark.parametrize(("text", "wanted"), NEAR)
def test_near_others(text: str, wanted: list[tuple[str, str | None, str | None]]) -> None:
    (found,) = find_quotes([text])
    assert [(each.kind, text_of(each.speaker), text_of(each.cue)) for each in found] == wanted


def test_what_a_colon_introduces_is_not_whose_sentence_follows() -> None:
    ((_, yelled),) = find_quotes(["“It works,” Roe said as the man yelled: “You lie!” Lund argued that it rained."])
    assert yelled.speaker is not None
    assert yelled.speaker.text != "Lund"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Roes came. “We go,” said Roe.", "Roe"),  # who only nearly has her name is somebody else
        ("Then former president Ann Roe spoke. “We go,” she said.", "Ann Roe"),
        ("U.N. said: “We go.” “No,” said Ann U.N.", "U.N."),  # nobody's surname
        # He is who was named last, however long the text before.
        (f"Ann Roe came. {'The river ran low. ' * 25}Bo Lund, the baker, hinted at it. “We go,” he said.", "Bo Lund"),
    ],
)
def test_names_near_others(text: str, name: str) -> None:
    (found,) = find_quotes([text])
    assert found[0].speaker is not None
    assert found[0].speaker.name == name


def test_nobody_is_told_of() -> None:
    """`Nobody came.` before a quotation says nothing of its speaker, who is named after it."""
    first, second = find_quotes(["Nobody came to the gate.", "“We waited.", "“We left,” Kara Dorsen said."])[1:]
    assert [quote.speaker.text for quote in (*first, *second) if quote.speaker] == ["Kara Dorsen"] * 2
    assert first[0].statement == second[0].statement


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("McDonald’s said . . . it was “a very good day.”", "McDonald’s"),
        ("In Wendy’s words, it was “a very good day.”", "Wendy"),
        ("McDonald\u200b’s said it was “a very good day.”", "McDonald"),  # something stands between
    ],
)
def test_firms_like_possessives(text: str, speaker: str) -> None:
    assert text_of(only(text).speaker) == speaker


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Hart said he was “gone,” but his daughter, Amy, told the crowd that her father “never quits.”",
            ["Hart", "his daughter, Amy"],
        ),
        (
            "Dorn said the pier was “a ruin,” and her aide, Sam Moss, said in an interview that the lamps “are out.”",
            ["Dorn", "her aide, Sam Moss"],
        ),
        ("“The Harbour,” starring Ines Moss and Tom Pell, opens on Friday.", [None]),
        ("A visitor from Leeds: “We go.”", [None]),  # a heading, for all that is known
        ("They heard him saying “Run.”", ["him"]),
        ("The pier was “rotten” in parts, the keeper left.", [None]),
        ("The keeper has long said it was “cruel.”", ["The keeper"]),
        ("The keeper has critics said it was “cruel.”", ["critics"]),
    ],
)
def test_whose_clause_it_is(text: str, speakers: list[str | None]) -> None:
    assert [text_of(quote.speaker) for quote in find_quotes([text])[0]] == speakers


def test_a_pronoun_after_a_relative_with_a_given_name() -> None:
    paragraphs = [
        "Carla Mendez lives next door. “This wasn’t random,” Mendez said.",
        "Whitlock’s sister, Monique, stood behind the tape.",
        "“He did two tours,” she said.",
    ]
    (quote,) = find_quotes(paragraphs)[2]
    assert quote.speaker is not None
    assert quote.speaker.name == "Whitlock’s sister"
