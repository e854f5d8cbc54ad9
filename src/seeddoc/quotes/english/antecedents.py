"""Whom narration is about, as far as the cast of an article tells: a stretch of its text in, a `Who` out.

`narration` says whose names and nouns stand where somebody may be told of; here it is settled who they are, and whether
what stands around them shows a person, or an institution.

It knows nothing of mentions of speakers and of their order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc.quotes.english import naming, narration, people
from seeddoc.quotes.english.cast import Cast, Who
from seeddoc.quotes.english.phrases import Phrase, read_phrase

if TYPE_CHECKING:
    from seeddoc.quotes.english.narration import Subject
    from seeddoc.quotes.english.people import Gender

# What follows a name in its clause, outside quotations.
_CLAUSE: Final = re.compile(r"[^.!?“\"«]+")
# `Acme said it was sorry`
_ITS: Final = re.compile(r"[^.!?“\"]{0,60} its? ")
# `The Association` before `of Ferry Owners`
_OF_NAME: Final = re.compile(rf" of (?:the )?{naming.NAME}")
# The rest of a sentence, where another begins.
_SENTENCE: Final = re.compile(r"[^.!?“\"\n]*\. ?")
# `His opponent` before `, state Rep. Asha Verma`
_APPOSED: Final = re.compile(rf", (?:[a-z]+ ){{0,2}}(?:(?:{naming.TITLE_STEMS})\. )?{naming.NAME}(?=,)")
# What follows a name, outside quotations, also in the next sentence.
_NEXT_WORDS: Final = re.compile(r"[^“\"«‘\n]{1,120}")


@attrs.frozen
class Antecedents:
    """Finds whom a stretch of narration is about.

    Attributes:
        cast: of the article.
    """

    cast: Cast

    def person(self, stretch: str, wanted: str, place: int, *, goes_on: bool = False) -> Who | None:
        """Return the likeliest person of a gender.

        Args:
            stretch: the text, as `narration.subjects` takes it.
            wanted: the gender, or e for any person.
            place: where on the page the mention stands that is asked about.
            goes_on: whether that is a pronoun at the head of a sentence.
        """
        for subject in narration.subjects(stretch, goes_on=goes_on):
            if subject.noun:
                named = _APPOSED.match(stretch, subject.end)
                who = self._described(subject.text + (named[0] if named else ""), wanted)
            else:
                who = self._named(subject, stretch, wanted, place)
            if who and who.fits(wanted):
                return who
        return None

    def institution(self, stretch: str, *, goes_on: bool = False) -> Who | None:
        """Return the institution that it is about: `Acme said it was sorry`.

        Args:
            stretch: the text, as `narration.subjects` takes it.
            goes_on: whether `It` at the head of a sentence is asked about: `Acme has struggled. It said`.
        """
        for subject in narration.subjects(stretch):
            phrase = read_phrase(_whole_name(subject, stretch))
            told = phrase.kind == "body" and phrase.words[1] not in people.INSTITUTIONS  # `The Department of Trade`
            follows = goes_on and not (subject.noun or subject.inside) and _SENTENCE.fullmatch(stretch, subject.end)
            if told or ((follows or self._is_institution(subject, stretch)) and self._is_no_person(phrase)):
                who = self.cast.refer(phrase)
                who.gender = "n"
                return who
        return None

    def _is_institution(self, subject: Subject, stretch: str) -> bool:
        """Tell a name that `it` goes on about, or that follows what it is: `the operator, Acme`."""
        if subject.noun:
            return False
        return narration.is_firm(stretch, subject) or (not subject.inside and bool(_ITS.match(stretch, subject.end)))

    def _is_no_person(self, phrase: Phrase) -> bool:
        """Tell a name that nothing shows to be a person's."""
        if phrase.kind not in {"full", "short"} or phrase.gender or not naming.is_name_start(phrase.core.split()[0]):
            return False
        if phrase.words[0] in people.GIVEN or phrase.words[-1] in people.INSTITUTIONS:
            return False
        who = self.cast.in_text(phrase.core, 0)
        return who is None or not (who.spoke or who.gender or who.about)

    def _named(self, subject: Subject, stretch: str, wanted: str, place: int) -> Who | None:
        """Return the person whom a name stands for, if it is one who is told of."""
        who = self.cast.in_text(subject.text, place)
        return who if who and self._is_told_of(who, subject, stretch, wanted) else None

    def _is_told_of(self, who: Who, subject: Subject, stretch: str, wanted: str) -> bool:
        """Tell whether the narration is about a person: of a name inside a sentence only where a pronoun goes on."""
        known = self._is_person(who, subject, stretch[subject.end :])
        if subject.inside:
            clause = _CLAUSE.match(stretch, subject.end)
            described = known and (subject.goes_on or naming.is_personal(stretch[subject.end :]))
            return described or (clause is not None and gender_told(clause[0]) == wanted)
        if not known and not who.gender:
            who.gender = gender_told(stretch[subject.end :])
        return known or who.gender != ""

    def _is_person(self, who: Who, subject: Subject, after: str) -> bool:
        """Tell whether what is known of a name or what follows it shows that it is a person's."""
        if who.spoke or who.gender or who.about or naming.is_personal(after):
            return True
        if subject.goes_on and not subject.inside and who.kind == "full":
            return True
        # Only people are called by the last word of their name.
        return who.kind == "full" and (who.words[0] in people.GIVEN or naming.fold(subject.text) == who.words[-1])

    def _described(self, text: str, wanted: str) -> Who | None:
        """Return whom a noun at the head of a sentence refers to, if it may be meant by a pronoun."""
        phrase = read_phrase(text)
        if phrase.kind == "full":
            return self.cast.person(phrase, spoke=False)
        if phrase.definite and naming.is_epithet(phrase.words[0]):
            return self.cast.known(phrase)  # whom it stands for may have been named before
        owner = people.PRONOUNS.get(text.partition(" ")[0], "")
        # In `Her doctor` it is about her whose doctor it is.
        return self.cast.refer(phrase) if phrase.gender == wanted or (not phrase.gender and owner != wanted) else None


def _whole_name(subject: Subject, stretch: str) -> str:
    """Return a name with what it is of: `The Association of Ferry Owners`; not where another follows."""
    of = None if subject.inside else _OF_NAME.match(stretch, subject.end)
    return subject.text + of[0] if of and not stretch.startswith(" and ", of.end()) else subject.text


def gender_told(after: str, *, by_objects: bool = True) -> Gender:
    """Return the gender that the first pronoun of a person in what follows a name tells, if there is one soon.

    Args:
        after: the text that follows.
        by_objects: whether `him` and `her` tell it, too; not of `an agent called her`.
    """
    clause = _NEXT_WORDS.match(after)
    for word in clause[0].split() if clause else ():
        asked = people.PRONOUNS.get(word.strip(",.;"), "")
        if asked in {"m", "f"}:
            return "" if word in {"him", "her"} and not by_objects else "m" if asked == "m" else "f"
    return ""
