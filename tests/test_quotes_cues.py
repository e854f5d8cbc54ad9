"""The reader of cue tables, and the table of English that comes with the library."""

from __future__ import annotations

import pickle
from importlib import resources

import attrs
import pytest

from seeddoc.quotes.cues import KINDS, Cue, CueRow, CueTable, load_cues, read_cues

ENGLISH = load_cues("english")


def forms(table: CueTable, lemma: str) -> dict[str, set[str]]:
    """List the written forms of a verb by the name of the form."""
    found: dict[str, set[str]] = {}
    for written, cues in table.verbs.items():
        for cue in cues:
            if cue.lemma == lemma:
                found.setdefault(cue.form, set()).add(written)
    return found


def spelled(written: str) -> dict[str, set[str]]:
    """Turn `base present past participle gerund`, alternatives parted by `/`, into what `forms` gives."""
    names = ("base", "present", "past", "participle", "gerund")
    return {name: set(form.split("/")) for name, form in zip(names, written.split(), strict=True)}


class TestEnglish:
    def test_every_row_of_the_file_is_read(self) -> None:
        text = (resources.files("seeddoc.quotes") / "english" / "cues.tsv").read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        assert lines[0].split("\t") == ["word", "part", "kind", "strength", "forms"]
        assert len(ENGLISH.rows) == len(lines) - 1
        assert read_cues(text) == ENGLISH

    def test_every_row_is_found_by_its_word(self) -> None:
        for row in ENGLISH.rows:
            if row.part == "verb":
                assert row.word in {cue.lemma for cue in ENGLISH.verbs[row.word]}
            else:
                assert (ENGLISH.nouns if row.part == "noun" else ENGLISH.phrases)[row.word].lemma == row.word

    @pytest.mark.parametrize(("part", "kind"), [(part, kind) for part, kinds in KINDS.items() for kind in kinds])
    def test_every_kind_has_cues(self, part: str, kind: str) -> None:
        assert any((row.part, row.kind) == (part, kind) for row in ENGLISH.rows)

    def test_about_forty_verbs_are_strongest(self) -> None:
        strongest = {row.word for row in ENGLISH.rows if row.part == "verb" and row.strength == 3}
        assert {"say", "tell", "ask", "write", "point out"} < strongest
        assert 35 <= len(strongest) <= 45

    def test_strength_falls_off(self) -> None:
        assert [ENGLISH.verbs[verb][0].strength for verb in ("say", "suggest", "lie")] == [3, 2, 1]

    @pytest.mark.parametrize(
        ("word", "kind"),
        [("said", "speech"), ("sighed", "manner"), ("branded", "judge"), ("hoped", "mind"), ("read", "show")],
    )
    def test_kinds_of_verbs(self, word: str, kind: str) -> None:
        assert {cue.kind for cue in ENGLISH.verbs[word]} == {kind}

    @pytest.mark.parametrize(
        ("word", "lemma", "kind"),
        [
            ("allegations", "allegation", "utterance"),
            ("testimonies", "testimony", "utterance"),
            ("speeches", "speech", "utterance"),
            ("press conferences", "press conference", "medium"),
            ("mottoes", "motto", "wording"),
            ("word", "word", "naming"),
            ("words", "words", "utterance"),
        ],
    )
    def test_nouns(self, word: str, lemma: str, kind: str) -> None:
        cue = ENGLISH.nouns[word]
        assert (cue.lemma, cue.part, cue.kind, cue.form) == (lemma, "noun", kind, "noun")

    def test_a_noun_without_plural(self) -> None:
        assert "advice" in ENGLISH.nouns
        assert "advices" not in ENGLISH.nouns

    def test_phrases(self) -> None:
        assert ENGLISH.phrases["according to"] == Cue("according to", "phrase", "speech", 3, "base")
        assert ENGLISH.phrases["so-called"].kind == "naming"

    def test_a_language_is_loaded_once(self) -> None:
        assert load_cues("english") is ENGLISH

    @pytest.mark.parametrize("language", ["klingon", "../quotes/english", "", "cues.py"])
    def test_unknown_languages(self, language: str) -> None:
        with pytest.raises(ValueError, match="there are no cues of the language"):
            load_cues(language)


class TestForms:
    @pytest.mark.parametrize(
        "written",
        [
            "say says said said saying",
            "write writes wrote written writing",
            "swear swears swore sworn swearing",
            "begin begins began begun beginning",
            "read reads read read reading",
            "forecast forecasts forecast/forecasted forecast/forecasted forecasting",
            "beg begs begged begged begging",
            "quip quips quipped quipped quipping",
            "admit admits admitted admitted admitting",
            "commit commits committed committed committing",
            "concur concurs concurred concurred concurring",
            "rebut rebuts rebutted rebutted rebutting",
            "regret regrets regretted regretted regretting",
            "offer offers offered offered offering",
            "deadpan deadpans deadpanned deadpanned deadpanning",
            "reply replies replied replied replying",
            "pray prays prayed prayed praying",
            "agree agrees agreed agreed agreeing",
            "argue argues argued argued arguing",
            "lie lies lied lied lying",
            "echo echoes echoed echoed echoing",
            "stress stresses stressed stressed stressing",
            "preach preaches preached preached preaching",
            "vow vows vowed vowed vowing",
            "reveal reveals revealed revealed revealing",
            "tweet tweets tweeted tweeted tweeting",
            "label labels labeled/labelled labeled/labelled labeling/labelling",
            "signal signals signaled/signalled signaled/signalled signaling/signalling",
        ],
    )
    def test_of_verbs_in_the_table(self, written: str) -> None:
        assert forms(ENGLISH, written.partition(" ")[0]) == spelled(written)

    @pytest.mark.parametrize(
        "written",
        [
            "panic panics panicked panicked panicking",
            "limit limits limited limited limiting",
            "refer refers referred referred referring",
            "compel compels compelled compelled compelling",
            "patrol patrols patrolled patrolled patrolling",
            "dye dyes dyed dyed dyeing",
            "veto vetoes vetoed vetoed vetoing",
            "fix fixes fixed fixed fixing",
            "x xes xed xed xing",
        ],
    )
    def test_of_other_regular_verbs(self, written: str) -> None:
        lemma = written.partition(" ")[0]
        assert forms(read_cues(f"{lemma}\tverb\tspeech\t1"), lemma) == spelled(written)

    def test_past_and_participle_are_two_readings(self) -> None:
        assert [cue.form for cue in ENGLISH.verbs["argued"]] == ["past", "participle"]
        assert [cue.form for cue in ENGLISH.verbs["wrote"]] == ["past"]
        assert [cue.form for cue in ENGLISH.verbs["written"]] == ["participle"]
        assert [cue.form for cue in ENGLISH.verbs["read"]] == ["base", "past", "participle"]

    def test_a_particle_verb_inflects_its_first_word(self) -> None:
        assert ENGLISH.verbs["pointed out"][0] == Cue("point out", "verb", "speech", 3, "past")
        assert ENGLISH.verbs["shot back"][0].lemma == "shoot back"

    def test_a_particle_verb_takes_the_forms_of_its_verb(self) -> None:
        assert ENGLISH.verbs["went on"] == (Cue("go on", "verb", "speech", 2, "past"),)
        table = read_cues("weave in\tverb\tspeech\t1\nweave\tverb\tspeech\t1\tweaves wove woven weaving")
        assert "woven in" in table.verbs

    def test_particles_are_found_by_every_form_of_their_verb(self) -> None:
        for form in ("point", "points", "pointed", "pointing"):
            assert ENGLISH.particles[form] == {"out"}
        assert {"for", "on", "out"} <= ENGLISH.particles["called"]
        assert "shot" not in ENGLISH.verbs
        assert "said" not in ENGLISH.particles

    def test_each_particle_leads_to_a_verb(self) -> None:
        for head, particles in ENGLISH.particles.items():
            assert all(f"{head} {particle}" in ENGLISH.verbs for particle in particles)


class TestReading:
    def test_comments_header_blank_lines_and_line_ends(self) -> None:
        text = (
            "\ufeff# mine\r\n\r\nword\tpart\tkind\tstrength\tforms\r\nSay\tverb\tspeech\t3\tsays said said saying\r\n"
        )
        assert read_cues(text).rows == (CueRow("say", "verb", "speech", 3, "says said said saying"),)

    def test_an_empty_table(self) -> None:
        table = read_cues("")
        assert table.rows == ()
        assert [*table.verbs, *table.nouns, *table.phrases, *table.particles] == []

    @pytest.mark.parametrize(
        ("row", "fault"),
        [
            ("say", "a row has 4 or 5 columns parted by tabs, not 1"),
            ("say\tverb\tspeech", "not 3"),
            ("say\tverb\tspeech\t3\t\tmore", "not 6"),
            ("\tverb\tspeech\t3", "the word must be"),
            ("point  out\tverb\tspeech\t3", "the word must be"),
            ("say\tadverb\tspeech\t3", "the part must be one of verb, noun, phrase, not 'adverb'"),
            ("say\tverb\tmedium\t3", "the kind of a verb must be one of speech, .*, not 'medium'"),
            ("claim\tnoun\tspeech\t3", "the kind of a noun must be one of utterance, "),
            ("per\tphrase\tjudge\t3", "the kind of a phrase must be one of speech, "),
            ("say\tverb\t-\t1", "the kind of a verb must be"),
            ("say\tverb\tspeech\t4", "the strength must be 1, 2 or 3, not '4'"),
            ("say\tverb\tspeech\t0", "the strength must be 1, 2 or 3, not 0"),
            ("say\tverb\tspeech\t", "the strength must be 1, 2 or 3, not ''"),
            ("say\tverb\tspeech\tstrong", "the strength must be"),
            ("say\tverb\tspeech\t3\tsays said", "a verb has no forms or four, parted by blanks, not 'says said'"),
            ("say\tverb\tspeech\t3\tsays said/ said saying", "a verb has no forms or four"),
            ("motto\tnoun\twording\t3\t/mottoes", "a noun has no form or a plural"),
            ("per\tphrase\tspeech\t3\tpers", "a phrase has no forms, not 'pers'"),
            ("ask\tverb\tspeech\t3", "the verb 'ask' stands twice"),
            ("Ask\tverb\tjudge\t1", "the verb 'ask' stands twice"),
            ("say\tverb\t-\t0", "there is no verb 'say' to remove"),
        ],
    )
    def test_faults_name_their_line(self, row: str, fault: str) -> None:
        with pytest.raises(ValueError, match=f"^line 3: .*{fault}"):
            read_cues(f"# mine\nask\tverb\tspeech\t3\n{row}\n")

    def test_a_word_may_be_of_several_parts(self) -> None:
        table = read_cues("claim\tverb\tspeech\t3\nclaim\tnoun\tutterance\t2")
        assert (table.verbs["claim"][0].strength, table.nouns["claims"].strength) == (3, 2)


class TestUsersCues:
    def test_added_by_a_text(self) -> None:
        table = ENGLISH.with_cues("tootle\tverb\tmanner\t1\nfireside chat\tnoun\tmedium\t2\nas per\tphrase\tspeech\t1")
        assert table.verbs["tootling"] == (Cue("tootle", "verb", "manner", 1, "gerund"),)
        assert table.nouns["fireside chats"].kind == "medium"
        assert table.phrases["as per"].strength == 1
        assert "tootling" not in ENGLISH.verbs

    def test_added_by_rows(self) -> None:
        table = ENGLISH.with_cues([CueRow("Squawk Back", "verb", "manner", 1)])
        assert table.verbs["squawked back"][0].lemma == "squawk back"
        assert table.particles["squawked"] == {"back"}

    def test_replaced_in_place(self) -> None:
        table = read_cues("say\tverb\tspeech\t3\nask\tverb\tspeech\t3").with_cues("say\tverb\tplain\t1")
        assert [(row.word, row.kind) for row in table.rows] == [("say", "plain"), ("ask", "speech")]

    @pytest.mark.parametrize("kind", ["-", ""])
    def test_removed(self, kind: str) -> None:
        table = ENGLISH.with_cues(f"claim\tverb\t{kind}\t0")
        assert "claimed" not in table.verbs
        assert "claim" in table.nouns

    def test_faults_name_the_row(self) -> None:
        row = CueRow("squawk", "verb", "manner", 1)
        with pytest.raises(ValueError, match=r"^row 2: the verb 'squawk' stands twice"):
            ENGLISH.with_cues([row, row])
        with pytest.raises(ValueError, match=r"^row 1: there is no noun 'squawk' to remove"):
            ENGLISH.with_cues([CueRow("squawk", "noun", "-", 0)])

    def test_a_row_checks_itself(self) -> None:
        with pytest.raises(ValueError, match="the strength must be 1, 2 or 3, not 7"):
            CueRow("squawk", "verb", "manner", 7)


class TestTable:
    def test_refuses_what_no_reader_makes(self) -> None:
        row = CueRow("squawk", "verb", "manner", 1)
        with pytest.raises(ValueError, match="once"):
            CueTable([row, row])
        with pytest.raises(ValueError, match="with_cues takes one"):
            CueTable([CueRow("squawk", "verb", "-", 0)])

    def test_is_a_value(self) -> None:
        table = read_cues("say\tverb\tspeech\t3")
        assert table.verbs["say"]
        assert pickle.loads(pickle.dumps(table)) == table == read_cues("say\tverb\tspeech\t3")  # noqa: S301 -- its own
        assert hash(table) == hash(CueTable(table.rows))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            table.rows = ()  # type: ignore[misc]

    def test_its_look_ups_cannot_be_written(self) -> None:
        with pytest.raises(TypeError):
            ENGLISH.verbs["blather"] = ()  # type: ignore[index]
