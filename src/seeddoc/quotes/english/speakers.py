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

from seeddoc.quotes.english import naming, people
from seeddoc.quotes.english.cast import Cast, Who
from seeddoc.quotes.english.page import Page
from seeddoc.quotes.english.phrases import last_phrase, read_phrase
from seeddoc.quotes.language import Spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A pronoun looks back over so many mentions, paragraphs and code points.
_MOST_MENTIONS: Final = 12
_MOST_PARAGRAPHS: Final = 6
_FEW_PARAGRAPHS: Final = 2
_MOST_BACK: Final = 400
# The most that is read on one side of a word, in code points.
_WINDOW: Final = 120
_TITLED: Final = rf"(?:(?:{naming.TITLE_STEMS}|[^\W\d_a-z])\. ?)*{naming.NAME}"
_QUOTED: Final = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?|‘[^‘]*?’(?!\w)")
_SENTENCE_END: Final = re.compile(r"[.!?] |\n")
# What stands at the head of a sentence: a name, small words and a name (`The actor Ben Okoro`), a
# name after a comma (`On Monday, Asha Verma`).
_HEAD: Final = re.compile(
    rf"({_TITLED})(?: ((?:[\w’'-]+ ){{0,3}}[a-z][\w’'-]*) ({_TITLED}))?(?:[^,.“\"\n]{{0,60}}, ({_TITLED}))?"
)
# `His wife`, `The girl`, `Verma’s sister, Asha` at the head of a sentence, the noun as it stands there.
_RELATIVE: Final = re.compile(
    r"((?:His|Her|Their|My|The|A|One|[A-Z][\w-]{1,30}[’']s) (?:[a-z-]+ )?([a-z]+))(?:,? [a-z]|, [A-Z])"
)
_SHORTEST_SENTENCE: Final = 10
# What an entry of a live blog begins with: `12.05pm: `, `9:30 a.m.: `.
_STAMP: Final = re.compile(r"\d{1,2}[.:]\d\d ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?: ")
# What follows a mention in its clause, outside quotations.
_CLAUSE: Final = re.compile(r"[^.!?“\"«]+")


_NOWHERE: Final = Spoken(-1, 0, 0)


def name_speakers(paragraphs: Sequence[str], mentions: Sequence[Spoken]) -> tuple[str, ...]:
    """Return the canonical name of each mention; never an empty one.

    Args:
        paragraphs: the texts of the article's paragraphs.
        mentions: of its speakers, in reading order, none of them empty.
    """
    texts = [paragraphs[mention.paragraph][mention.start : mention.end] for mention in mentions]
    cast = Cast(Page(paragraphs))
    known = cast.gather(dict.fromkeys(texts))
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

    def refer(self, text: str, mention: Spoken) -> Who:
        """Return whom a pronoun refers to; if that is not clear, somebody by the name of the pronoun."""
        wanted = people.PRONOUNS[text]
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
                if who.kind == "short" and not who.gender:
                    near = near or (who if place.paragraph >= oldest else None)  # it may be no person at all
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
                    if asked in {"m", "f"}:
                        who.gender = "m" if asked == "m" else "f"
                        return

    def _subject(self, mention: Spoken, wanted: str) -> Who | None:
        """Return the person at the head of the nearest sentence since the last mention."""
        stretch = self._stretch(mention)
        for start, end in reversed(_heads(stretch)):
            match = _RELATIVE.match(stretch, start, end)
            told = self._described(match, wanted) if match else None
            if told and match and match[0][-1].islower():
                return told
            found = _HEAD.match(stretch, start, end)
            for name, after in _names(found) if found else ():
                who = self.cast.in_text(name)
                if (
                    who
                    and who.fits(wanted)
                    and (who.spoke or who.gender or who.about or naming.is_personal(stretch[after:]))
                ):
                    return who
            if told:
                return told
        return None

    def _described(self, match: re.Match[str], wanted: str) -> Who | None:
        """Return whom a noun at the head of a sentence refers to, if it may be meant by a pronoun."""
        if match[2] not in people.NOUN_GENDERS or naming.noun_gender(match[2]) not in (wanted, ""):
            return None
        who = self.cast.refer(read_phrase(match[1]))
        return who if who.fits(wanted) else None

    def _stretch(self, mention: Spoken) -> str:
        """Return the text between the last mention and this one, also of the paragraph before."""
        last = self.entries[-1][1] if self.entries else _NOWHERE
        number, here = mention.paragraph, self.paragraphs[mention.paragraph]
        if last.paragraph == number:
            return _tail(here, last.end, mention.start, _MOST_BACK)
        stretch = _tail(here, 0, mention.start, _MOST_BACK)
        if mention.start >= _MOST_BACK or not number:
            return stretch
        before = self.paragraphs[number - 1]
        start = last.end if last.paragraph == number - 1 else 0
        return _tail(before, start, len(before), _MOST_BACK - mention.start) + f"\n{stretch}"

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


def _names(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """Yield the names at the head of a sentence that may be its subject, and where each ends."""
    first, small, named, second = match.groups()
    if not first.endswith(("’s", "'s", "s’")):  # `Verma’s lawyer`
        yield first, match.end(1)
    if small and naming.is_title(small.rpartition(" ")[2]):
        yield f"{small} {named}", match.end(3)
    if second:
        before = match[0][: -len(second)]
        if naming.is_title(before[:-2].rpartition(" ")[2]):  # `His wife, Asha`
            yield before + second, match.end(4)
        yield second, match.end(4)


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


def _heads(stretch: str) -> list[tuple[int, int]]:
    """Return where the sentences outside quotations begin, and where each is broken off by a quotation."""
    found: list[tuple[int, int]] = []
    at = 0
    for quoted in (*_QUOTED.finditer(stretch), None):
        end = len(stretch) if quoted is None else quoted.start()
        if end - at >= _SHORTEST_SENTENCE:
            if at == 0:
                found.append((_after_stamp(stretch, 0), end))
            elif stretch[at] == " " and stretch[at - 2] in ".!?":  # `… now.” Verma nodded.`
                found.append((at + 1, end))
            ends = _SENTENCE_END.finditer(stretch, at, end)
            found.extend((_after_stamp(stretch, match.end()), end) for match in ends)
        at = end if quoted is None else quoted.end()
    return found


def _after_stamp(stretch: str, start: int) -> int:
    stamp = _STAMP.match(stretch, start)
    return stamp.end() if stamp else start
