"""Whom narration is about: the text between two mentions in, whoever a pronoun after it may refer to out.

The sentences outside quotations are gone through from the last to the first. Of each come the noun or the names at
its head, and the names that its verbs of telling have (`…, Asha Verma, a pilot, said`); of the last sentence, and of
the one before a sentence that begins with a pronoun (`She retired in May.`), also its other names.

It knows nothing of who is meant, which the cast tells, and looks at no more than it is given.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from seeddoc.quotes.english import naming, people
from seeddoc.quotes.english.words import STAMP

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLED: Final = rf"(?:(?:{naming.TITLE_STEMS}|[^\W\d_a-z])\. ?){{0,4}}+{naming.NAME}"
# No quotation runs on over a paragraph: the next one opens it again.
_QUOTED: Final = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?|«[^»\n]*»?|‘[^‘\n]*?’(?!\w)")
# No sentence ends after `Ms.` or an initial.
_NOT_ITS_STOP: Final = "".join(rf"(?<!\b{stem}\.)" for stem in (*naming.TITLE_STEMS.split("|"), "[A-Z]"))
_SENTENCE_END: Final = re.compile(rf"(?:\.{_NOT_ITS_STOP}|[!?]) |\n")
# What names an institution before its name: `the ferry’s operator, Acme,`.
_FIRM: Final = re.compile(
    rf"(?:{'|'.join(sorted(people.MAYBE_FIRMS))}|company|firm|group|airline|club|union|charity|start-up|chain|agency"
    r"|fund|bank)s?, $"
)
_LONGEST_FIRM: Final = 20
# What stands at the head of a sentence: a name, small words and a name (`The actor Ben Okoro`), a
# name after a comma (`On Monday, Asha Verma`) or after two (`In June, Lind’s sister, Asha`).
_HEAD: Final = re.compile(
    rf"(?:[A-Z][a-z]+ (?=(?:{naming.TITLE_STEMS})\.))?({_TITLED})"
    rf"(?: ((?:[\w’'-]+ ){{0,3}}[a-z\d][\w’'-]*) ({_TITLED}))?"
    rf"(?:[^,.“\"\n]{{0,60}}, (?:[a-z][^,.“\"\n]{{0,40}}, )?((?:[a-z\d-]+ ){{0,3}})({_TITLED})"
    rf"(?:[^,.“\"\n]{{0,40}}, ({_TITLED}))?)?"
)
_DETERMINED: Final = re.compile(r"(?:His|Her|Their|My|Our|The|An?|One|Another|[A-Z][\w-]{1,30}[’']s) ")
# `In Leeds, where it rained, Asha Verma`
_PLACING: Final = frozenset(("In", "At", "Near", "Outside", "Inside", "Across", "From"))
# `Asha Verma of` before `Leeds`
_OF: Final = re.compile(r"[^\W\d_a-z][\w’'-]+ of $")
_TIMES: Final = frozenset(("morning", "afternoon", "evening", "night", "day", "week", "month", "year"))
_SMALL: Final = re.compile(r"[a-z-]+")
_NAME_NEXT: Final = re.compile(
    r"(?:(?: and [a-z-]+)?(?: (?:of|for|at|in|with|from|to) [^,.“\n]{1,50})?,)? "
    r"(?:(?:the|an?) (?:[a-z-]+ ){1,3})?(?:\d\d-year-old )?[^\W\d_a-z]"
)
# A noun stands among so many words after a determiner.
_MOST_WORDS: Final = 3
# The end of what names a relative before its name: `and his wife, `.
_OWNED_NOUN: Final = re.compile(r"(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|\w+[’']s) (?:[\w-]+ ){0,2}[a-z-]+, $")
# `Asha Verma, a pilot, said`, `Asha Verma of Oslo said`
_TELLER: Final = re.compile(
    rf"(?<![\w.’'-])({_TITLED})(?: (?:of|from|at|for|with) [^,.“”\"\n]{{1,60}})?(?:, ([^,.“”\"\n]{{1,80}}),|,)?"
    r" (?:said|says|told|tells|wrote|writes|testified|argued|added|warned|explained|recalled|remembers|insisted"
    r"|suggested|claimed|admitted|acknowledged|announced|declined|replied|urged|confirmed|agreed)\b"
)
# What may stand before a pronoun that goes on: `In March, she`, `On Tuesday in Leeds he`.
_ADVERBIAL: Final = re.compile(
    r"(?:In|On|At|By|After|Before|Since|During|Last|Earlier|Later|Then|This|That)\b(?: [\w’'-]+){0,6},? "
)
# `The referee, he added,`, `A former singer, he`: whoever that is, the pronoun is somebody named before.
_ASIDE: Final = re.compile(r"(?:The|This|That|These|Those|An?|His|Her|Their|Its) [^,.“\"]{1,60}, ")
_WHOLE_NAME: Final = re.compile(_TITLED)
_NAMED: Final = re.compile(rf"(?<=[a-z,] ){_TITLED}")
_SHORTEST_SENTENCE: Final = 10
# What an article begins with: `PORTLAND, Maine (AP) — `.
_DATELINE: Final = re.compile(r"[A-Z][A-Z .’'-]{2,30}(?:, [\w. ]{1,25})?(?: \([\w /]{1,20}\))? ?(?:—|–|--|:) ")
_POSSESSIVE: Final = ("’s", "'s", "s’")


class Subject(NamedTuple):
    """Words of the narration that may name whoever a pronoun refers to.

    Attributes:
        text: the words.
        end: where they end in the stretch.
        noun: whether they are a common noun (`his wife`), and no name.
        alone: of a noun, whether no name follows it.
        goes_on: of a name, whether the next sentence begins with the pronoun of a person.
        inside: whether it is neither at the head of its sentence nor the subject of a verb of telling.
    """

    text: str
    end: int
    noun: bool = False
    alone: bool = False
    goes_on: bool = False
    inside: bool = False


def subjects(stretch: str, *, goes_on: bool = False) -> Iterator[Subject]:
    """Yield whoever a stretch of narration may be about, the likeliest first.

    Args:
        stretch: text between two mentions; with a blank at its head where it begins inside a sentence.
        goes_on: whether a sentence with a pronoun at its head follows.
    """
    last = True
    for start, end in reversed(_sentences(stretch)):
        if last and (_ADVERBIAL.fullmatch(stretch, start, end) or _ASIDE.fullmatch(stretch, start, end)):
            goes_on = True
            continue
        noun = _noun_at(stretch, start, end)
        if noun and noun.alone:
            yield noun
        yield from _heads(stretch, start, end, goes_on=goes_on)
        if noun and not noun.alone:
            yield noun
        for match in reversed([*_TELLER.finditer(stretch, start, end)]):
            if match[2] and _WHOLE_NAME.fullmatch(match[2]):  # `a graduate of Acme College, Asha Verma, said`
                yield Subject(match[2], match.end(2))
            yield Subject(match[1], match.end(1))
        if goes_on or last:
            for match in reversed([*_NAMED.finditer(stretch, start, end)]):
                place = _OF.search(stretch, max(start, match.start() - _LONGEST_FIRM), match.start())
                if not place and not match[0].endswith(_POSSESSIVE):
                    yield Subject(match[0], match.end(), goes_on=goes_on, inside=True)
        goes_on, last = _goes_on(stretch, start), False


def is_firm(stretch: str, subject: Subject) -> bool:
    """Tell a name that follows what it is: `the ferry’s operator, Acme,`."""
    start = subject.end - len(subject.text)
    return _FIRM.search(stretch, max(0, start - _LONGEST_FIRM), start) is not None


def _goes_on(stretch: str, start: int) -> bool:
    """Tell whether a sentence begins with the pronoun of a person."""
    return stretch.startswith(("He ", "She "), start)


def _noun_at(stretch: str, start: int, end: int) -> Subject | None:
    """Find `His wife`, `The girl`, `Verma’s sister, Asha` at the head of a sentence."""
    determined = _DETERMINED.match(stretch, start, end)
    if determined is None:
        return None
    at, found = determined.end(), None
    for _ in range(_MOST_WORDS):
        word = _SMALL.match(stretch, at, end)
        if word is None:
            break
        if naming.is_person_noun(word[0]):
            found = word.end()
        elif found:
            break
        at = word.end()
        if stretch[at : at + 1] != " ":
            break
        at += 1
    if found is None:
        return None
    named = _NAME_NEXT.match(stretch, found, end) is not None
    return Subject(stretch[start:found], found, noun=True, alone=not named)


def _heads(stretch: str, start: int, end: int, *, goes_on: bool) -> Iterator[Subject]:
    """Yield the names at the head of a sentence that may be its subject."""
    match = _HEAD.match(stretch, start, end)
    if match is None:
        return
    first, small, named, role, second, third = match.groups()
    if not first.endswith(_POSSESSIVE) and first.partition(" ")[0] not in _PLACING:  # `Verma’s lawyer`
        yield Subject(first, match.end(1), goes_on=goes_on)
    if small:
        yield from _behind(small, Subject(named, match.end(3), goes_on=goes_on))
    if role and naming.is_title(role.split()[-1]):  # `Across the road, the baker Asha Verma`
        second = role.split()[-1] + f" {second}"
    elif role and not role.endswith("-year-old "):
        second = ""  # `On Monday, police told Verma`
    for number, name in ((5, second), (6, third)):
        if name and not name.endswith(_POSSESSIVE):
            before = _OWNED_NOUN.search(stretch, max(start, match.start(number) - 60), match.start(number))
            if before and naming.is_title(before[0][:-2].rpartition(" ")[2]):  # `His wife, Asha`
                yield Subject(before[0] + name, match.end(number))
            yield Subject(name, match.end(number))


def _behind(small: str, named: Subject) -> Iterator[Subject]:
    """Yield who is named behind small words at the head of a sentence, if that may be its subject."""
    last = small.rpartition(" ")[2]
    if naming.is_title(last):  # `The actor Asha Verma`
        yield named._replace(text=f"{small} {named.text}", goes_on=False)
    elif named.goes_on and last == small and " " in named.text:  # `Opposition corporator Asha Verma`
        yield named
    elif small[-1].isdigit() or last in _TIMES:  # `In the spring of 2019 Asha Verma`
        yield named._replace(goes_on=False)


def _sentences(stretch: str) -> list[tuple[int, int]]:
    """Return where the sentences outside quotations begin, and where each ends or is broken off by a quotation."""
    found: list[tuple[int, int]] = []
    at = 0
    for quoted in (*_QUOTED.finditer(stretch), None):
        end = len(stretch) if quoted is None else quoted.start()
        if end - at >= _SHORTEST_SENTENCE:
            starts = [match.end() for match in _SENTENCE_END.finditer(stretch, at, end)]
            if at == 0:
                starts.insert(0, 0)
            elif stretch[at] == " " and stretch[at - 2] in ".!?":  # `… now.” Verma nodded.`
                starts.insert(0, at + 1)
            found += [(_after_stamp(stretch, start), stop) for start, stop in pairwise([*starts, end]) if start < stop]
        at = end if quoted is None else quoted.end()
    return found


def _after_stamp(stretch: str, start: int) -> int:
    stamp = STAMP.match(stretch, start) or _DATELINE.match(stretch, start)
    return stamp.end() if stamp else start
