"""Words of English names: a word or an apposition in, what it tells of whoever bears it out.

It tells given names, titles, roles and institutions apart, and reads the titles and appositions beside a name. What
it knows of words is in the tables of `people`.

It knows nothing of whole mentions, which `phrases` reads.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from seeddoc.quotes.english.people import (
    ABBREVIATED,
    BODY_EPITHETS,
    DETERMINERS,
    EPITHETS,
    FEMALE,
    FUNCTION_WORDS,
    GIVEN,
    INSTITUTIONS,
    LINKS,
    MALE,
    NATIONALITIES,
    NOUN_GENDERS,
    OFFICES,
    OTHER_NAMES,
    PARTICLES,
    PERSON_ENDINGS,
    PLACES,
    PLURALS,
    ROLES,
    SUFFIXES,
    SURNAME_ROLES,
    VAGUE,
    Gender,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

# So many readings are kept: the same people and offices speak in many articles.
REMEMBERED: Final = 2048
_MOST_SEGMENTS: Final = 6

_WORD: Final = r"(?:(?:[^\W\d_a-z]\.)+|[^\W\d_a-z][\w’'-]*)"
_PARTICLE: Final = "|".join(sorted(PARTICLES))
# A pattern of a name, and one of the titles that a full stop ends.
NAME: Final = rf"{_WORD}(?: (?:(?:{_PARTICLE}) )*{_WORD}){{0,6}}"
TITLE_STEMS: Final = "Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof|Rev|Gen|Lt|Col|Capt|Sgt"
_PERSONAL_PRONOUNS: Final = frozenset(("he", "she", "they", "we", "i", "you"))
_SEGMENT: Final = re.compile(r"[,;:()\[\]—–]")
# What only people do, at the head of the words after a name.
_PERSONAL: Final = re.compile(
    r",? (?:who|whose|whom|\d\d|grew|lives|lived|works|worked|remembers|recalled|studied|married|retired|resigned"
    r"|nodded|smiled|laughed|shrugged|sighed|paused|stood|sat|spoke|told|joked|agreed|disagreed|declined|tweeted|wrote|looked"
    r"|grinned|frowned|winced|blinked|leaned|wept|cried|waved|shook|walked|knelt|swallowed|hesitated|was born)\b"
)

# `Asha Verma` before ` of Leeds, who`
_OF_PLACE: Final = re.compile(rf"^ of {_WORD}(?: {_WORD}){{0,2}}(?=,)")


@lru_cache(maxsize=REMEMBERED)
def describe(about: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the head of each title or apposition, and its words that tell something."""
    found = []
    for segment in _SEGMENT.split(about)[:_MOST_SEGMENTS]:
        words = segment.split()
        if segment.strip().isdecimal():
            head = f"{segment.strip()}-year-old"
            found.append((head, frozenset({head})))
        elif words and words[0].lower() not in LINKS:
            link = next((at for at in range(1, len(words)) if words[at] in LINKS), len(words))
            head = plain(words[link - 1])
            if head in INSTITUTIONS:  # Bank of England governor
                head = plain(words[-1])
            if noun_gender(head) not in {"n", "p"}:
                found.append((head, (frozenset(map(plain, words)) - VAGUE) | {head}))
    return tuple(found)


def noun_gender(head: str) -> Gender:
    """Tell the gender of a common noun in small letters; a thing where it is nobody's role."""
    known = NOUN_GENDERS.get(head)
    if known is not None:
        return known
    first, hyphen, rest = head.partition("-")
    if hyphen and rest == "year-old":
        return ""
    if hyphen:  # father-of-two, co-founder
        return NOUN_GENDERS.get(first) or NOUN_GENDERS.get(rest, "n")
    if _is_plural(head):
        return "p"
    if head.endswith("man"):
        return "f" if head.endswith("woman") else "m"
    return "" if head.endswith(PERSON_ENDINGS) else "n"


def is_person_noun(word: str) -> bool:
    """Tell a common noun in small letters for what a person is: `forewoman`, `pilot`."""
    known = NOUN_GENDERS.get(word)
    return word.endswith("man") if known is None else known in {"m", "f", ""}


def is_somebody(words: Iterable[str]) -> bool:
    """Tell by its words what may speak: a name, a pronoun, a noun for a person or an institution; not `the debate`."""
    return any(_is_somebodys(word) for word in words if word.lower() not in DETERMINERS)


def _is_somebodys(word: str) -> bool:
    if is_name(word) or word in _PERSONAL_PRONOUNS or is_person_noun(word):
        return True
    small = plain(word)
    return small in INSTITUTIONS or small in ROLES


def is_epithet(head: str) -> bool:
    """Tell the head of a phrase by which a text may go on about somebody: `the striker`, `the company`."""
    return head in EPITHETS or head in BODY_EPITHETS or head in NATIONALITIES or head.endswith("-year-old")


def given_gender(name: str) -> Gender:
    """Tell the gender of a given name in small letters."""
    return "m" if name in MALE else "f" if name in FEMALE else ""


@lru_cache(maxsize=REMEMBERED)
def fold(word: str) -> str:
    """Return a word of a name in the form in which names are compared."""
    return word.lower().strip(".,’'“”\"")


def is_title(word: str) -> bool:
    """Tell a word that may stand as a title before a name."""
    word = fold(word)
    if "-" in word:
        first, *_, last = word.split("-")
        return (first in ROLES and first not in SURNAME_ROLES) or (last in ROLES and last not in SURNAME_ROLES)
    return word in ROLES and word not in GIVEN


def is_name(word: str) -> bool:
    """Tell a word that has a capital letter anywhere: `al-Baghdadi` too."""
    return word != word.lower()


def _is_plural(word: str) -> bool:
    if not word.endswith("s") or word.endswith(("ss", "us", "is", "ics")):
        return False
    return word not in ROLES and word not in INSTITUTIONS


@lru_cache(maxsize=REMEMBERED)
def plain(word: str) -> str:
    """Return a noun as the tables have it: folded, without a possessive, spelled out."""
    word = fold(word)
    word = word[:-2] if word.endswith(("’s", "'s")) else word
    return ABBREVIATED.get(word, word)


def is_common(word: str) -> bool:
    """Tell a word that names nobody though it has a capital letter, as at the head of a sentence."""
    return word in PLURALS or word in DETERMINERS or (word.endswith("s") and word[:-1] in ROLES)


def is_sure_start(word: str) -> bool:
    """Tell a given name, or a word that is hardly anything but one: no `Replacing`."""
    small = fold(word)
    return small in GIVEN or (is_name_start(word) and not small.endswith(("ing", "ed", "ly")))


def is_personal(after: str) -> bool:
    """Tell whether the words after a name show it to be a person's: `, a farmer`, `nodded`, ` of Leeds, who`."""
    after = _OF_PLACE.sub("", after, count=1)
    if _PERSONAL.match(after):
        return True
    segment = after[1:80].partition(",")[0] if after.startswith(",") else ""
    return any(head in ROLES for head, _ in describe(segment))


def is_suffix(word: str) -> bool:
    """Tell what follows a surname and belongs to the name."""
    return fold(word) in SUFFIXES


def is_name_part(word: str) -> bool:
    """Tell a word that may stand in the middle of a name."""
    if not word or word in PARTICLES:
        return bool(word)
    return word[0].isupper() and (word[-1].isalnum() or (word[-1] == "." and (len(word) == 2 or is_title(word))))


def without_function_words(words: list[str]) -> list[str]:
    """Leave out the words before a name that belong to the sentence: `When`, `But`."""
    for at, word in enumerate(words):
        if fold(word) not in FUNCTION_WORDS and word not in PARTICLES:
            return words[at:]
    return []


def without_office(words: list[str], before: str) -> list[str]:
    """Leave out the office in `Secretary of State Asha Verma`, where `of` stands before the words."""
    return words[1:] if before == "of" and len(words) > 1 and fold(words[0]) in OFFICES else words


def is_name_start(word: str) -> bool:
    """Tell whether a capitalised word may be the first of a person's name."""
    word = fold(word)
    if word in GIVEN:
        return True
    other = word in FUNCTION_WORDS or word in OTHER_NAMES or word in PLACES or word in INSTITUTIONS
    return not (other or is_common(word))
