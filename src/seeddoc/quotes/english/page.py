"""The text of an article, in which names, roles and institutions are looked for.

A surname goes in, the full name that the text has for it comes out; a role (`the mayor`), and who is said to hold it;
an acronym, and what it is spelled out as. Each search looks at a bounded number of places.

It knows nothing of who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc.quotes.english import naming, people
from seeddoc.quotes.english.naming import fold
from seeddoc.quotes.english.phrases import Phrase, body_words, read_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

# A word is looked for by itself so many times; then all capitalised words are indexed at once.
_MOST_SEARCHES: Final = 64
# So many places of a word are looked at, of so many where its letters stand.
_MOST_PLACES: Final = 10
_MOST_HITS: Final = 200
# A surname with a courtesy title was named in full so near before, in code points.
_FAR: Final = 20_000
# The most that is read on one side of a word, in code points.
_WINDOW: Final = 120
_NEAR: Final = 60
# `the official` means one who is spoken of so near before.
_NEAR_BEFORE: Final = 800
# `a senior administration` before `official`
_INTRODUCING: Final = re.compile(
    r"(?<![\w’'-])(?<!is )(?<!as )(?<!be )(?<!was )(?<!not )(?<!became )((?:[Aa]n?|[Oo]ne|[Aa]nother)"
    r"(?: (?!(?:the|an?|his|her|its|their|that|who|which|and|or|to|of|in|on|for|with|by|as|at) )"
    r"(?!(?:said|told|was|is|had|has) )"
    r"[\w’'-]+){0,4}) $"
)
# What may follow that: a pause, who it is of, a verb; no other noun.
_INTRODUCED: Final = re.compile(
    rf"( (?:of|for|at|from) (?:the )?{naming.NAME})?"
    r"(?=[.,;:!?]| (?:who|and|in|on|of|for|with|to|at|from|by|close|met|had|saw|sat|stood|spoke|wrote|left"
    r"|[a-z]+(?:ed|s|ing|aid|old|ame))\b)"
)
# The most words of what an acronym stands for.
_MOST_WORDS: Final = 11
_CAPITALISED: Final = re.compile(r"[^\W\d_a-z]\w*")
_WHOLE_NAME: Final = re.compile(naming.NAME)
_OPENERS: Final = "“\"‘'([«"
_NEXT_NAME: Final = re.compile(rf" ({naming.NAME})")
# `Asha` before `and Ben Okoro`
_AND_NAME: Final = re.compile(r" and ([^\W\d_a-z]\w+) ([^\W\d_a-z][\w’'-]+)(?![’'\w-])")
_PARTNER: Final = re.compile(r"(?<!\w)([^\W\d_a-z]\w++) and $")
_NEXT_OF: Final = re.compile(rf" (?:of|for) (?:the )?{naming.NAME}")
# `the mayor of Pune, Asha Verma,` and `mayor Asha Verma`; `Asha Verma, 45, the new mayor`.
_HOLDER_AFTER: Final = re.compile(
    rf"(?: (?:of|for) (?:the )?{naming.NAME})?(?:, ({naming.NAME})(?=[,.)])| ({naming.NAME}))"
)
_HOLDER_BEFORE: Final = re.compile(
    rf"({naming.NAME}),(?: \d+,)? (?:(?:the|a|an|its|their|our) )?((?:[\w’'-]+ ){{0,3}})$"
)


@attrs.define(eq=False)
class Page:
    """The text of the article, in which names and roles are looked for.

    Attributes:
        paragraphs: their texts, in their order.
        searches: how often a word was looked for; after many of them the words are indexed.
    """

    paragraphs: Sequence[str]
    searches: int = 0

    @cached_property
    def text(self) -> str:
        """All paragraphs."""
        return "\n".join(self.paragraphs)

    @cached_property
    def starts(self) -> list[int]:
        """Where each paragraph begins in the text."""
        return [0, *accumulate(len(paragraph) + 1 for paragraph in self.paragraphs)]

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """The first places of each capitalised word."""
        found: dict[str, list[int]] = {}
        for match in _CAPITALISED.finditer(self.text):
            places = found.setdefault(match[0], [])
            if len(places) < _MOST_PLACES:
                places.append(match.start())
        return found

    def places(self, word: str) -> Iterator[int]:
        """Yield the first places where a word stands."""
        self.searches += 1
        found = self._search(word) if self.searches <= _MOST_SEARCHES else self._indexed(word)
        return islice(found, _MOST_PLACES)

    def _search(self, word: str) -> Iterator[int]:
        at = self.text.find(word)
        for _ in range(_MOST_HITS):
            if at < 0:
                return
            if self._is_whole(at, at + len(word)):
                yield at
            at = self.text.find(word, at + 1)

    def _indexed(self, word: str) -> Iterator[int]:
        head = _CAPITALISED.match(word)
        places = self.index.get(head[0], ()) if head else ()
        return (at for at in places if self.text.startswith(word, at) and self._is_whole(at, at + len(word)))

    def _is_whole(self, start: int, end: int) -> bool:
        return not self.text[end : end + 1].isalnum() and not self.text[start - 1 : start].isalnum()

    def names_before(self, at: int) -> list[str]:
        """Return the capitalised words and particles that stand right before a place."""
        words = self.text[max(0, at - _WINDOW) : at].split(" ")
        names: list[str] = []
        if words.pop():
            return names
        for word in reversed(words[-5:]):
            name = word.rpartition("\n")[2].lstrip(_OPENERS)
            if not naming.is_name_part(name):
                names.reverse()
                # The name itself is still to come.
                return naming.without_office([*names, ""], name)[:-1]
            names.append(name)
            if name != word:
                break
        names.reverse()
        return names

    def full_name(self, word: str, gender: str) -> Phrase | None:
        """Return the first full name in the text that ends with a surname, or begins with a given name."""
        found = (self._full_name_at(at, word, gender) for at in self.places(word))
        return next(filter(None, found), None)

    def named_before(self, word: str, gender: str, before: int) -> Phrase | None:
        """Return the last full name with a surname before a place, if it is not far away."""
        first = max(0, before - _FAR)
        for _ in range(_MOST_PLACES):
            before = self.text.rfind(word, first, before)
            if before < 0:
                break
            found = self._full_name_at(before, word, gender) if self._is_whole(before, before + len(word)) else None
            if found:
                return found
        return None

    def _full_name_at(self, at: int, word: str, gender: str) -> Phrase | None:
        """Return the full name that a word at a place belongs to, if it is surely one, and of a gender."""
        name = self._name_at(at, word)
        phrase = read_phrase(name) if name else None
        if phrase and phrase.gender and gender not in {"", phrase.gender}:
            phrase = self._partner(at, phrase)
        fits = phrase and fold(word) in phrase.words and gender in {"", phrase.gender or gender}
        return phrase if phrase and fits and _is_sure(phrase) else None

    def _name_at(self, at: int, word: str) -> str:
        """Return the capitalised words that a word stands among: before it, or after a given name."""
        before = naming.without_function_words(self.names_before(at))
        if len(before) > 1 and fold(before[0]) in people.NATIONALITIES:
            before = before[1:]  # `American Cody Vance`
        end = at + len(word)
        match = _NEXT_NAME.match(self.text, end, end + _WINDOW)
        after = naming.without_function_words(match[1].split()) if match else []
        if after and not naming.is_suffix(after[0]):
            return " ".join([word, *after]) if not before and self._is_given(word, after) else ""
        if not before and fold(word) in people.GIVEN:
            shared = _AND_NAME.match(self.text, end, end + _WINDOW)
            if shared and fold(shared[1]) in people.GIVEN:
                return f"{word} {shared[2]}"
        return " ".join([*before, word])

    def _partner(self, at: int, phrase: Phrase) -> Phrase | None:
        """Return who is named with a person whose surname stands at a place: of `Asha and Ben Okoro` the first."""
        given, _, surname = phrase.core.rpartition(" ")
        end = at - len(given) - 1
        if end < 0 or not self.text.startswith(surname, at):
            return None
        partner = _PARTNER.search(self.text[max(0, end - _NEAR) : end])
        return read_phrase(f"{partner[1]} {surname}") if partner else None

    def _is_given(self, word: str, after: list[str]) -> bool:
        """Tell a given name; the surname of one that is not known stands by itself, too: no `Acme Foods`."""
        if fold(word) in people.GIVEN:
            return True
        if len(after) > 1 or not naming.is_sure_start(word):
            return False
        return any(not self.text.startswith(word, max(0, at - len(word) - 1)) for at in self.places(after[0]))

    def firm(self, word: str) -> str:
        """Return the whole name of a firm that the text first calls more than by its first word: `Acme Foods`."""
        at = next(self.places(word), -1)
        match = _NEXT_NAME.match(self.text, at + len(word), at + len(word) + _WINDOW)
        if at < 0 or match is None or self.names_before(at):
            return ""
        small = fold(word)
        if small in people.PLACES or small in people.GIVEN:
            return ""
        last = fold(match[1].rpartition(" ")[2])
        if last not in people.FIRMS or any(self._is_persons(place, word) for place in self.places(word)):
            return ""
        stop = "." if last in people.SHORTENED_FIRMS and self.text.startswith(".", match.end()) else ""
        return word + match[0] + stop

    def _is_persons(self, at: int, word: str) -> bool:
        """Tell a surname: `Ms. Lind`, `Lind, 45`."""
        return self.text[max(0, at - 5) : at].endswith(("Mr. ", "Ms. ", "Mrs. ", "Dr. ")) or (
            self.text[at + len(word) : at + len(word) + 4].strip(", ").isdecimal()
        )

    def institution(self, head: str, words: frozenset[str]) -> Phrase | None:
        """Return the only institution in the text with a head, as `Ministry`."""
        found: dict[frozenset[str], Phrase] = {}
        for at in self.places(head.capitalize()):
            before = naming.without_function_words(self.names_before(at))
            after = _NEXT_OF.match(self.text, at + len(head), at + len(head) + _WINDOW)
            start = at - len(" ".join([*before, ""]))
            end = after.end() if after else at + len(head)
            name = self.text[start:end]
            key = frozenset(fold(word) for word in name.split()) - people.LINKS - {"the"}
            if len(key) > 1 and words <= key | {head}:
                the = "the " if self.text[max(0, start - 4) : start].lower() == "the " else ""
                found.setdefault(key, Phrase("body", the + name, body_words(name.split()), "n"))
        return found.popitem()[1] if len(found) == 1 else None

    def sole_person(self, before: int, head: str = "") -> Phrase | None:
        """Return the only person whom the text not far before a place gives a full name; it has no other of a kind."""
        near = self._near(before)
        if head and f" {head} " in near:
            return None
        phrases = (read_phrase(match[0]) for match in _WHOLE_NAME.finditer(near))
        found = {phrase.words[-1]: phrase for phrase in phrases if _is_sure(phrase)}
        return found.popitem()[1] if len(found) == 1 else None

    def introduced_before(self, head: str, before: int) -> str:
        """Return the phrase near before a place that tells of one person of a kind: `a tall man`; none of several."""
        if not naming.is_person_noun(head):
            return ""
        near = self._near(before)
        told: set[str] = set()
        at = near.rfind(f" {head}")
        while at > 0:
            first = near.find(" ", at - _NEAR) if at > _NEAR else 0
            found = _INTRODUCING.search(near, first, at + 1)
            after = _INTRODUCED.match(near, at + len(head) + 1)
            if found and after and near.count("“", 0, at) <= near.count("”", 0, at):  # nor inside a quotation
                told.add(f"{found[1]} {head}{after[1] or ''}")
            at = near.rfind(f" {head}", 0, at)
        return told.pop() if len(told) == 1 else ""

    def _near(self, before: int) -> str:
        """Return the text not far before a place, from a whole word on."""
        start = max(0, before - _NEAR_BEFORE)
        if start:
            start = self.text.find(" ", start, before)
        return self.text[start:before] if start >= 0 else ""

    def holder(self, head: str, words: frozenset[str]) -> Phrase | None:
        """Return the only person whom the text says to have a role; of several the only one of no other country."""
        found: dict[tuple[str, ...], Phrase] = {}
        here: dict[tuple[str, ...], Phrase] = {}
        for form in filter(None, (head, head.capitalize(), people.TITLES.get(head))):
            for at in self.places(form):
                if self._is_described(at, words - {head}):
                    phrases = map(read_phrase, self._holders(at, at + len(form)))
                    told = {phrase.words: phrase for phrase in phrases if _is_sure(phrase)}
                    found |= told
                    if not self._is_foreign(at):
                        here |= told
        only = found if len(found) == 1 else here
        return only.popitem()[1] if len(only) == 1 else None

    def _is_foreign(self, at: int) -> bool:
        """Tell `French President` from `President`."""
        before = self.text[max(0, at - _NEAR) : at].split()
        return bool(before) and fold(before[-1]) in people.FOREIGN

    def _is_described(self, at: int, details: frozenset[str]) -> bool:
        """Tell whether the words that describe a role stand around its place, and no other qualifiers."""
        before = self.text[max(0, at - _NEAR) : at].lower()
        beside = before + self.text[at : at + _NEAR].lower()
        qualifiers = frozenset(before.split()[-3:]) & people.QUALIFIERS
        return qualifiers == details & people.QUALIFIERS and all(word in beside for word in details)

    def _holders(self, at: int, end: int) -> Iterator[str]:
        after = _HOLDER_AFTER.match(self.text, end, end + _WINDOW)
        if after:
            yield after[1] or after[2]
        before = _HOLDER_BEFORE.search(self.text[max(0, at - _WINDOW) : at])
        if before and not any(word in people.FUNCTION_WORDS for word in before[2].split()):
            yield before[1]

    def expansion(self, acronym: str, key: str) -> str:
        """Return the words before an acronym in brackets that have its letters, or nothing."""
        for at in self.places(acronym):
            if self.text[at - 1 : at] == "(":
                words = self.text[max(0, at - _WINDOW) : at - 1].rpartition("\n")[2].split()
                for start in range(len(words) - 2, max(-1, len(words) - _MOST_WORDS), -1):
                    if words[start][0].lower() == key[0] and _has_initials(words[start:], key):
                        the = "the " if start and words[start - 1] in {"the", "The"} else ""
                        return the + " ".join(words[start:])
        return ""


def _is_sure(phrase: Phrase) -> bool:
    return phrase.kind == "full" and naming.is_sure_start(phrase.core.split()[0])


def _has_initials(words: list[str], key: str) -> bool:
    """Tell whether words have the letters of an acronym, the small words with or without."""
    letters = "".join(part[:1] for word in words for part in word.split("-"))
    return words[0][0].isupper() and key in {letters.lower(), "".join(filter(str.isupper, letters)).lower()}
