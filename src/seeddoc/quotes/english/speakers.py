"""Who the speakers of an article are: mentions in, the canonical name of each out.

`Okoro`, `Mr. Okoro`, `the former Kelby coach` and `he` are all `Ben Okoro` where the article
says so. First every different mention is read by itself, and the names are gathered: a surname takes
the full name of another mention, else the one that the text of the article has for it; a role (`the
mayor`) takes the person who is said to hold it; an acronym takes what it is spelled out as. Then the
pronouns and epithets (`the striker`) are resolved in reading order. Whatever is not clear keeps its own words.

No text raises, and the work is linear: each different mention is read once, a search looks at a
bounded number of places, a pronoun at a bounded stretch of text before it.

It knows nothing of quotations and cues; what the words of a mention mean it asks the language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc.quotes.english import people
from seeddoc.quotes.english.antecedents import Antecedents, gender_told
from seeddoc.quotes.english.cast import Cast, Who
from seeddoc.quotes.english.naming import is_person_noun, plain
from seeddoc.quotes.english.page import Page
from seeddoc.quotes.english.phrases import Phrase, last_phrase, read_phrase
from seeddoc.quotes.language import Spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

# A pronoun looks back over so many mentions, paragraphs and code points.
_MOST_MENTIONS: Final = 12
_MOST_PARAGRAPHS: Final = 6
_FEW_PARAGRAPHS: Final = 2
_MOST_BACK: Final = 600
# The most that is read on one side of a word, in code points.
_WINDOW: Final = 120
# What follows a mention in its clause, outside quotations.
_CLAUSE: Final = re.compile(r"[^.!?“\"«]+")

# `Verma, a Democrat` before `who`; `Verma, who has been ill and` before `who`
_DESCRIBED: Final = re.compile(r", (?:an?|the)(?: (?!an? |the )[\w’'-]++){0,5} ([\w’'-]++)$")
_COORDINATED: Final = re.compile(r" who\b[^.!?]{1,90} and $")
# A pronoun passes over so many groups: `a boat that his students called “…”. “…,” he said`
_MOST_GROUPS: Final = 4
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
    history = _History(paragraphs, cast, Antecedents(cast))
    found = []
    for text, mention in zip(texts, mentions, strict=True):
        who = known.get(text) or history.refer(text, mention)
        history.entries.append((who, mention))
        found.append(who)
    # Last of all: a name may have become longer on the way.
    return tuple([who.name for who in found])


@attrs.define(eq=False)
class _History:
    """Who spoke so far, for the pronouns and epithets.

    Attributes:
        paragraphs: the texts of the article.
        cast: who is in it.
        antecedents: finds whom the text between mentions is about.
        entries: who spoke so far, and where each is mentioned.
        unclear: by pronoun, what stands for those who cannot be told.
        epithets: whom each of them refers to.
    """

    paragraphs: Sequence[str]
    cast: Cast
    antecedents: Antecedents
    entries: list[tuple[Who, Spoken]] = attrs.Factory(list)
    unclear: dict[str, Who] = attrs.Factory(dict)
    epithets: dict[str, Who] = attrs.Factory(dict)

    def refer(self, text: str, mention: Spoken) -> Who:
        """Return whom a pronoun or an epithet refers to; if that is not clear, somebody by its own name."""
        wanted = people.PRONOUNS.get(text)
        if wanted is None:
            return self._called(read_phrase(text), mention)
        who: Who | None = None
        if wanted == "r":
            who = self._antecedent(mention)
        elif wanted in {"m", "f"}:
            told = self._told(mention, wanted) or self._recent(mention, wanted)
            who = told or self._first(mention, wanted) or self.cast.only(wanted)
        elif wanted == "n":
            who = self._told_of_institution(mention) or self._recent(mention, wanted) or self._firm(mention)
        elif wanted == "p":
            who = self._recent(mention, wanted)
        if who is None:
            name = text if text == "I" else text.lower()
            return self.unclear.setdefault(name, Who(name, "noun", "-"))
        return who

    def _called(self, phrase: Phrase, mention: Spoken) -> Who:
        """Return whom a noun such as `the striker` is about: who is told of before, was called so, or spoke last."""
        who = self._recalled(phrase, mention) or self.cast.refer(phrase)
        if phrase.core not in self.epithets:
            who.about.append(phrase.words[0])
        self.epithets[phrase.core] = who
        return who

    def _recalled(self, phrase: Phrase, mention: Spoken) -> Who | None:
        """Return whom a noun is about, if that can be told: whoever is known for something else is not meant."""
        head = phrase.words[0]
        last, place = self.entries[-1] if self.entries else (None, _NOWHERE)
        if place.paragraph < mention.paragraph - _FEW_PARAGRAPHS:
            last = None
        before = self.epithets.get(phrase.core)
        if head in people.BODY_EPITHETS:
            who = self._told_of_institution(mention)
            fits = last and last.kind == "body" and not last.is_other(head)
            return who or before or (last if fits else None if head in people.NO_FIRMS else self._firm(mention))
        wanted = phrase.gender or "e"
        who = self._told(mention, wanted)
        if who and not who.is_other(head):
            return who
        if before is None and last is None:
            return self._near(phrase, mention)
        return before or (last if last and last.fits(wanted) and not last.is_other(head) else None)

    def _firm(self, mention: Spoken) -> Who | None:
        """Return who spoke last if it is known by one word and nothing tells of a person: `Corvex`."""
        who, place = self.entries[-1] if self.entries else (None, _NOWHERE)
        if who is None or who.kind != "short" or who.gender or place.paragraph < mention.paragraph - 1:
            return None
        is_person = plain(who.name) in people.GIVEN or not people.BODY_EPITHETS.issuperset(who.about)
        return None if is_person else who

    def _near(self, phrase: Phrase, mention: Spoken) -> Who | None:
        """Return whom a noun is about that nobody spoke before: one of its kind, or the only person who is named."""
        page, place, head = self.cast.page, self._place(mention), phrase.words[0]
        first = page.introduced_before(head, place)
        if first:
            return self.cast.refer(read_phrase(first))
        sole = page.sole_person(place, head) if head in people.SEATS or head in people.PARTIES else None
        return sole and self.cast.person(sole, spoke=False)

    def _first(self, mention: Spoken, wanted: str) -> Who | None:
        """Return the only person who is named before anybody speaks, where a pronoun goes on about him or her there."""
        page, place = self.cast.page, self._place(mention)
        sole = None if self.entries else page.sole_person(place)
        if sole is None:
            return None
        named = page.text.find(sole.core) + len(sole.core)
        if gender_told(page.text[named : min(place, named + _WINDOW)]) != wanted:
            return None
        who = self.cast.person(sole, spoke=False)
        return who if who.fits(wanted) else None

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
                who.gender = gender_told(clause[0], by_objects=who.kind != "noun") if clause else ""
                if who.gender:
                    return

    def _told(self, mention: Spoken, wanted: str) -> Who | None:
        """Return the person whom the narration since the last mention of one is about."""
        text = self.paragraphs[mention.paragraph]
        goes_on = text.startswith(("He ", "She "), mention.start)
        latest = self.entries[: -_MOST_GROUPS - 1 : -1]
        tried = [latest[0][1] if latest else _NOWHERE]
        if latest and latest[0][0].fits("p"):
            tried.append(next((place for who, place in latest if not who.fits("p")), latest[-1][1]))
        for last in tried:
            found = self.antecedents.person(self._stretch(mention, last), wanted, self._place(mention), goes_on=goes_on)
            if found:
                return found
        return None

    def _told_of_institution(self, mention: Spoken) -> Who | None:
        """Return the institution whom the narration since the last mention is about."""
        last = self.entries[-1][1] if self.entries else _NOWHERE
        goes_on = self.paragraphs[mention.paragraph].startswith("It ", mention.start)
        return self.antecedents.institution(self._stretch(mention, last), goes_on=goes_on)

    def _place(self, mention: Spoken) -> int:
        """Return where on the page a mention stands."""
        return self.cast.page.starts[mention.paragraph] + mention.start

    def _stretch(self, mention: Spoken, last: Spoken) -> str:
        """Return the text between an earlier mention and this one, also of the paragraphs before."""
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
        before = text[max(0, mention.start - _WINDOW) : mention.start]
        joined = _COORDINATED.search(before)
        before = (before[: joined.start()] if joined else before).rstrip(" ,")
        described = _DESCRIBED.search(before)
        if described and is_person_noun(plain(described[1])):
            before = before[: described.start()]
        words = before.split()
        phrase = last_phrase(words)
        return self.cast.refer(phrase) if phrase else None


def _is_vague(who: Who, place: Spoken, mention: Spoken) -> bool:
    """Tell a single name, which may be no person's, and a noun in another paragraph: `an agent`."""
    return who.kind == "short" or (who.kind == "noun" and place.paragraph != mention.paragraph)


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
