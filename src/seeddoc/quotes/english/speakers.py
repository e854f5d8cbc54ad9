"""Who the speakers of an article are: mentions in, the canonical name of each out.

`Okoro`, `Mr. Okoro`, `the former Kelby coach` and `he` are all `Ben Okoro` where the article
says so. First every different mention is read by itself, and the names are gathered: a surname takes
the full name of another mention, else the one that the text of the article has for it; a role (`the
mayor`) takes the person who is said to hold it; an acronym takes what it is spelled out as. Then the
pronouns are resolved in reading order. Whatever is not clear keeps its own words.

No text raises, and the work is linear: each different mention is read once, a search looks at a
bounded number of places, a pronoun at a bounded stretch of text before it.

It knows nothing of quotations and cues; what the words of a mention mean it asks the language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc.quotes.english import naming, narration, people
from seeddoc.quotes.english.cast import Cast, Who
from seeddoc.quotes.english.page import Page
from seeddoc.quotes.english.phrases import Phrase, last_phrase, read_phrase
from seeddoc.quotes.language import Spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seeddoc.quotes.english.narration import Subject
    from seeddoc.quotes.english.people import Gender

# A pronoun looks back over so many mentions, paragraphs and code points.
_MOST_MENTIONS: Final = 12
_MOST_PARAGRAPHS: Final = 6
_FEW_PARAGRAPHS: Final = 2
_MOST_BACK: Final = 400
# The most that is read on one side of a word, in code points.
_WINDOW: Final = 120
# What follows a mention in its clause, outside quotations.
_CLAUSE: Final = re.compile(r"[^.!?“\"«]+")
# `Acme said it was sorry`
_ITS: Final = re.compile(r"[^.!?“\"]{0,60} its? ")
# What follows a name, outside quotations, also in the next sentence.
_NEXT_WORDS: Final = re.compile(r"[^“\"«‘\n]{1,120}")


_NOWHERE: Final = Spoken(-1, 0, 0)


def name_speakers(paragraphs: Sequence[str], mentions: Sequence[Spoken]) -> tuple[str, ...]:
    """Return the canonical name of each mention; never an empty one.

    Args:
        paragraphs: the texts of the article's paragraphs.
        mentions: of its speakers, in reading order, none of them empty.
    """
    texts = [paragraphs[mention.paragraph][mention.start : mention.end] for mention in mentions]
    page = Page(paragraphs)
    cast = Cast(page)
    places: dict[str, int] = {}
    for text, mention in zip(texts, mentions, strict=True):
        places.setdefault(text, page.starts[mention.paragraph] + mention.start)
    known = cast.gather(places)
    history = _History(paragraphs, cast)
    found = []
    for text, mention in zip(texts, mentions, strict=True):
        who = known.get(text) or history.refer(text, mention)
        history.entries.append((who, mention))
        found.append(who)
    # Last of all: a name may have become longer on the way.
    return tuple([who.name for who in found])


@attrs.define(eq=False)
class _History:
    """Who spoke so far, for the pronouns."""

    paragraphs: Sequence[str]
    cast: Cast
    entries: list[tuple[Who, Spoken]] = attrs.Factory(list)
    unclear: dict[str, Who] = attrs.Factory(dict)
    epithets: dict[str, Who] = attrs.Factory(dict)

    def refer(self, text: str, mention: Spoken) -> Who:
        """Return whom a pronoun or an epithet refers to; if that is not clear, somebody by its own name."""
        wanted = people.PRONOUNS.get(text)
        if wanted is None:
            key = text.lower()
            if key not in self.epithets:
                self.epithets[key] = self._called(read_phrase(text), mention)
            return self.epithets[key]
        who: Who | None = None
        if wanted == "r":
            who = self._antecedent(mention)
        elif wanted in {"m", "f"}:
            who = self._subject(mention, wanted) or self._recent(mention, wanted) or self.cast.only(wanted)
        elif wanted in {"n", "p"}:
            who = self._recent(mention, wanted)
        if who is None:
            name = text if text == "I" else text.lower()
            return self.unclear.setdefault(name, Who(name, "noun", "-"))
        return who

    def _called(self, phrase: Phrase, mention: Spoken) -> Who:
        """Return whom a noun such as `the striker` or `the company` is about: who speaks or is told of before."""
        head = phrase.words[0]
        last, place = self.entries[-1] if self.entries else (None, _NOWHERE)
        if place.paragraph < mention.paragraph - _FEW_PARAGRAPHS:
            last = None
        if head in people.BODY_EPITHETS:
            who = self._institution(mention) or (last if last and _may_be_body(last) else None)
        else:
            wanted = phrase.gender or "e"
            who = self._subject(mention, wanted) or (last if last and last.fits(wanted) else None)
            who = None if who is None or who.is_other(head) else who
        return who or self.cast.refer(phrase)

    def _institution(self, mention: Spoken) -> Who | None:
        """Return the institution that the narration since the last mention is about: `Acme said it was sorry`."""
        stretch = self._stretch(mention)
        for subject in narration.subjects(stretch):
            phrase = read_phrase(subject.text)
            named = " " in phrase.core or _ITS.match(stretch, subject.end) or self.cast.page.has_inside(phrase.core)
            named = named and not (subject.noun or subject.inside)
            told = phrase.kind == "body" and phrase.words[1] not in people.INSTITUTIONS  # `The Department of Trade`
            if told or (named and self._is_no_person(phrase)):
                who = self.cast.refer(phrase)
                who.gender = "n"
                return who
        return None

    def _is_no_person(self, phrase: Phrase) -> bool:
        """Tell a name that nothing shows to be a person's."""
        if phrase.kind not in {"full", "short"} or phrase.gender or not naming.is_name_start(phrase.core.split()[0]):
            return False
        if phrase.words[0] in people.GIVEN or phrase.words[-1] in people.INSTITUTIONS:
            return False
        who = self.cast.in_text(phrase.core)
        return who is None or not (who.spoke or who.gender or who.about)

    def _recent(self, mention: Spoken, wanted: str) -> Who | None:
        """Return the nearest speaker before that fits; far away only if no other does."""
        recent = self.entries[: -_MOST_MENTIONS - 1 : -1]
        personal = wanted in {"m", "f"}
        oldest = mention.paragraph - (_MOST_PARAGRAPHS if personal else _FEW_PARAGRAPHS)
        near: Who | None = None
        far: Who | None = None
        for who, place in recent:
            if personal and not who.gender:
                self._learn(who, recent)
            if who.fits(wanted):
                if not who.gender and _is_vague(who, place, mention):
                    near = near or (who if place.paragraph >= oldest else None)
                elif place.paragraph >= oldest:
                    return who
                elif personal:
                    if far not in {None, who}:
                        return near
                    far = who
        return far or near

    def _learn(self, who: Who, recent: Iterable[tuple[Who, Spoken]]) -> None:
        """Note the gender that a clause tells and the name does not: `Bello said in her office`."""
        if not who.fits("m"):
            return
        for other, place in recent:
            if other is who:
                clause = _CLAUSE.match(self.paragraphs[place.paragraph], place.end, place.end + _WINDOW)
                for word in clause[0].split() if clause else ():
                    asked = people.PRONOUNS.get(word, "")
                    if who.kind == "noun" and word in {"him", "her"}:
                        return  # `an agent called her`
                    if asked in {"m", "f"}:
                        who.gender = "m" if asked == "m" else "f"
                        return

    def _subject(self, mention: Spoken, wanted: str) -> Who | None:
        """Return the person whom the narration since the last mention is about."""
        stretch = self._stretch(mention)
        goes_on = self.paragraphs[mention.paragraph].startswith(("He ", "She "), mention.start)
        for subject in narration.subjects(stretch, goes_on=goes_on):
            who: Who | None
            if subject.noun:
                who = self._described(subject.text, wanted)
            else:
                who = self.cast.in_text(subject.text, self.cast.page.starts[mention.paragraph] + mention.start)
                if who and not subject.sure and not self._is_told_of(who, subject, stretch, wanted):
                    who = None
            if who and who.fits(wanted):
                return who
        return None

    def _is_told_of(self, who: Who, subject: Subject, stretch: str, wanted: str) -> bool:
        """Tell whether the narration is about a person: of a name inside a sentence only where a pronoun goes on."""
        if subject.inside:
            clause = _CLAUSE.match(stretch, subject.end)
            return clause is not None and _gender_told(clause[0]) == wanted
        if who.kind == "full" and naming.fold(subject.text) == who.words[-1]:
            return True  # only people are called by the last word of their name
        return self._is_known(who, stretch[subject.end :])

    def _is_known(self, who: Who, after: str) -> bool:
        """Tell whether a name is that of a person: what is known of it or what follows it shows it."""
        if who.spoke or who.gender or who.about or naming.is_personal(after):
            return True
        if who.kind == "full" and who.words[0] in people.GIVEN:
            return True
        who.gender = _gender_told(after)
        return who.gender != ""

    def _described(self, text: str, wanted: str) -> Who | None:
        """Return whom a noun at the head of a sentence refers to, if it may be meant by a pronoun."""
        phrase = read_phrase(text)
        if phrase.definite and naming.is_epithet(phrase.words[0]):
            return self.cast.known(phrase)  # whom it stands for may have been named before
        owner = people.PRONOUNS.get(text.partition(" ")[0], "")
        # In `Her doctor` it is about her whose doctor it is.
        return self.cast.refer(phrase) if phrase.gender == wanted or (not phrase.gender and owner != wanted) else None

    def _stretch(self, mention: Spoken) -> str:
        """Return the text between the last mention and this one, also of the paragraphs before."""
        last = self.entries[-1][1] if self.entries else _NOWHERE
        number = mention.paragraph
        start = last.end if last.paragraph == number else 0
        stretch = _tail(self.paragraphs[number], start, mention.start, _MOST_BACK)
        while last.paragraph < number and number and len(stretch) < _MOST_BACK:
            number -= 1
            before = self.paragraphs[number]
            start = last.end if last.paragraph == number else 0
            stretch = _tail(before, start, len(before), _MOST_BACK - len(stretch)) + f"\n{stretch}"
        return stretch

    def _antecedent(self, mention: Spoken) -> Who | None:
        """Return whom `who` refers to: the name or noun that it follows."""
        text = self.paragraphs[mention.paragraph]
        if self.entries:
            who, last = self.entries[-1]
            if last.paragraph == mention.paragraph and text[last.end : mention.start] in {" ", ", "}:
                return who
        words = text[max(0, mention.start - _WINDOW) : mention.start].rstrip(" ,").split()
        phrase = last_phrase(words)
        return self.cast.refer(phrase) if phrase else None


def _may_be_body(who: Who) -> bool:
    """Tell an institution, and a name of several words that is no person's as far as is known."""
    unknown = who.kind == "full" and not who.gender and not who.about and who.words[0] not in people.GIVEN
    return who.kind == "body" or unknown


def _is_vague(who: Who, place: Spoken, mention: Spoken) -> bool:
    """Tell a single name, which may be no person's, and a noun in another paragraph: `an agent`."""
    return who.kind == "short" or (who.kind == "noun" and place.paragraph != mention.paragraph)


def _gender_told(after: str) -> Gender:
    """Return the gender that the first pronoun of a person in what follows a name tells, if there is one soon."""
    clause = _NEXT_WORDS.match(after)
    for word in clause[0].split() if clause else ():
        asked = people.PRONOUNS.get(word.strip(",.;"), "")
        if asked in {"m", "f"}:
            return "m" if asked == "m" else "f"
    return ""


def _tail(text: str, start: int, end: int, most: int) -> str:
    """Return a stretch, at the most so much of its end: without the cut word or quotation then."""
    if end - start <= most:
        # What goes on after a mention is no head of a sentence.
        return text[start:end] if start == 0 else " " + text[start:end]
    stretch = text[end - most : end]
    opening, closing = stretch.find("“"), stretch.find("”")
    if 0 <= closing < (opening if opening >= 0 else most):
        return stretch[closing:]
    if stretch.count('"') % 2:
        return stretch[stretch.find('"') + 1 :]
    return stretch[max(stretch.find(" "), 0) :]
