"""Who may be meant in an article: all who speak in it or are named, by what they may be called.

Phrases go in, `Who` comes out. A surname takes the full name of another mention, else the one that
the text of the article has for it; a role (`the mayor`) takes the person who is said to hold it; an
acronym takes what it is spelled out as. Each search looks at a bounded number of places.

It knows nothing of pronouns and of where mentions stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, assert_never

import attrs

from seeddoc.quotes.english import naming, people
from seeddoc.quotes.english.naming import Phrase, PhraseKind, fold, read_phrase
from seeddoc.quotes.english.people import Gender

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A word is looked for by itself so many times; then all capitalised words are indexed at once.
_MOST_SEARCHES: Final = 64
# So many places of a word are looked at, of so many where its letters stand, and so many namesakes.
_MOST_PLACES: Final = 10
_MOST_HITS: Final = 200
_MOST_NAMESAKES: Final = 16
# The most that is read on one side of a word, in code points.
_WINDOW: Final = 120
_NEAR: Final = 60
# The most characters of an acronym, and words of what it stands for.
_LONGEST_ACRONYM: Final = 8
_MOST_WORDS: Final = 11
_CAPITALISED: Final = re.compile(r"[^\W\d_a-z]\w*")
_OPENERS: Final = "“\"‘'([«"
_NEXT_NAME: Final = re.compile(rf" ({naming.NAME})")
_NEXT_OF: Final = re.compile(rf" (?:of|for) (?:the )?{naming.NAME}")
# `the mayor of Pune, Asha Verma,` and `mayor Asha Verma`; `Asha Verma, 45, the new mayor`.
_HOLDER_AFTER: Final = re.compile(
    rf"(?: (?:of|for) (?:the )?{naming.NAME})?(?:, ({naming.NAME})(?=[,.)])| ({naming.NAME}))"
)
_HOLDER_BEFORE: Final = re.compile(
    rf"({naming.NAME}),(?: \d+,)? (?:(?:the|a|an|its|their|our) )?((?:[\w’'-]+ ){{0,3}})$"
)


@attrs.define(eq=False)
class Who:
    """Somebody or something that speaks, or is named in the text.

    Attributes:
        name: the canonical name.
        kind: what it is named by; a `short` one is a single name of which no more is known.
        gender: what is known of it.
        words: those of its `Phrase`.
        about: titles and appositions of its mentions.
        spoke: whether it speaks, and is not only named.
        titled: its name with the courtesy title.
        asked: whether its titles and appositions were asked for the gender.
    """

    name: str
    kind: PhraseKind
    gender: Gender = ""
    words: tuple[str, ...] = ()
    about: list[str] = attrs.Factory(list)
    spoke: bool = True
    titled: str = ""
    asked: bool = False

    def fits(self, wanted: str) -> bool:
        """Tell whether a pronoun or title of a gender may be meant; what is unknown fits he and she."""
        if not self.gender and not self.asked:
            self.asked = True
            self.gender = next((each for head, _ in self.roles() if (each := naming.noun_gender(head))), "")
        return not wanted or self.gender == wanted or (not self.gender and wanted in {"m", "f"})

    def roles(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield the head of each title and apposition, and the words that describe it."""
        for about in self.about[:_MOST_NAMESAKES]:
            yield from naming.describe(about)


def _meet(who: Who, phrase: Phrase, *, spoke: bool = True) -> Who:
    """Note what another phrase tells of somebody."""
    who.spoke = who.spoke or spoke
    who.gender = who.gender or phrase.gender
    if phrase.about:
        who.about.append(phrase.about)
        who.asked = False
    return who


def _choose(many: list[Who]) -> Who | None:
    """Return the only one; of several the only one that speaks."""
    speaking = many if len(many) < 2 else [who for who in many if who.spoke]
    return speaking[0] if len(speaking) == 1 else None


def _append(index: dict[str, list[Who]], key: str, who: Who) -> None:
    """Add to a bounded list of namesakes: of so many none could be told apart anyway."""
    namesakes = index.get(key)
    if namesakes is None:
        index[key] = [who]
    elif len(namesakes) < _MOST_NAMESAKES and who not in namesakes:
        namesakes.append(who)


@attrs.define(eq=False)
class Cast:
    """All who speak in an article, by what they may be called."""

    page: Page
    people: dict[tuple[str, str], Who] = attrs.Factory(dict)  # by given name and surname
    surnames: dict[str, list[Who]] = attrs.Factory(dict)
    others: dict[str, list[Who]] = attrs.Factory(dict)  # by given and middle names
    singles: dict[str, list[Who]] = attrs.Factory(dict)  # of whom no full name is known
    bodies: dict[tuple[str, ...], Who] = attrs.Factory(dict)
    heads: dict[str, list[Who]] = attrs.Factory(dict)  # institutions by their head: `ministry`
    initials: dict[str, list[Who]] = attrs.Factory(dict)
    acronyms: dict[str, Who | None] = attrs.Factory(dict)
    nouns: dict[str, Who] = attrs.Factory(dict)
    introduced: dict[str, list[Who]] = attrs.Factory(dict)  # common nouns by their head: `one man`
    sole: dict[str, Who | None] = attrs.Factory(dict)  # the only man, the only woman
    named: dict[str, Who | None] = attrs.Factory(dict)  # whom names in the text stand for

    def gather(self, texts: Iterable[str]) -> dict[str, Who]:
        """Return who is meant by each text that is no pronoun."""
        known: dict[str, Who] = {}
        later: list[tuple[str, Phrase]] = []
        for text in texts:
            if text not in people.PRONOUNS:
                phrase = read_phrase(text)
                if phrase.kind == "full" or (phrase.kind == "noun" and not phrase.definite) or _is_whole(phrase):
                    known[text] = self.refer(phrase)
                else:
                    later.append((text, phrase))
        # Surnames before roles: `Verma, the mayor` tells who the mayor is; the longer role first.
        later.sort(key=lambda each: (each[1].kind == "noun", -len(each[1].words)))
        for text, phrase in later:
            known[text] = self.refer(phrase)
        return known

    def refer(self, phrase: Phrase) -> Who:
        """Return whom a phrase refers to."""
        match phrase.kind:
            case "full":
                return self.person(phrase)
            case "short":
                return self._short(phrase)
            case "body":
                return self._body(phrase)
            case "pair":
                return self._pair(phrase)
            case "noun":
                return (phrase.definite and self._known(phrase)) or self._noun(phrase)
            case _:
                assert_never(phrase.kind)

    def person(self, phrase: Phrase, *, spoke: bool = True) -> Who:
        """Return the person of a full name."""
        first, last = phrase.words[0], phrase.words[-1]
        key = people.SHORT_NAMES.get(first, first), last
        who = self.people.get(key)
        if who is None:
            who = self._longer(phrase) if last in self.surnames else None
            if who is None:
                who = Who(phrase.core, "full", "", phrase.words, spoke=False)
                _append(self.surnames, last, who)
                for name in phrase.words[:-1]:
                    _append(self.others, name, who)
            self.people[key] = who
        elif who.name.isupper():
            who.name = phrase.core
        return _meet(who, phrase, spoke=spoke)

    def _longer(self, phrase: Phrase) -> Who | None:
        """Return the person whose name ends with this one: `Peña Mora` is `Enrique Peña Mora`."""
        size = len(phrase.words)
        return next((who for who in self.surnames[phrase.words[-1]] if who.words[-size:] == phrase.words), None)

    def _short(self, phrase: Phrase) -> Who:
        """Return the person of a single name: who has it as surname or given name, here or in the text."""
        namesakes = self._namesakes(phrase)
        who = _choose(namesakes)
        if not namesakes:
            acronym = not phrase.about and _is_acronym(phrase.core)
            who = (self._acronym(phrase.core) if acronym else None) or self._in_text(phrase)
        return self._single(phrase) if who is None else _meet(who, phrase)

    def _namesakes(self, phrase: Phrase) -> list[Who]:
        """Return the people with a surname; if nobody has it, those with such a given name."""
        word, gender = phrase.words[-1], phrase.gender
        fitting = [who for who in self.surnames.get(word, ()) if who.fits(gender)]
        return fitting or [who for who in self.others.get(word, ()) if who.fits(gender)]

    def _in_text(self, phrase: Phrase, *, spoke: bool = True) -> Who | None:
        """Return the person whose full name the text has for a single one."""
        last = phrase.core.rpartition(" ")[2]
        if not phrase.about and not naming.is_name_start(last) and fold(last) not in people.OTHER_NAMES:
            return None
        full = self.page.full_name(last.title(), phrase.gender) if last.isupper() else None
        full = full or self.page.full_name(last, phrase.gender)
        return full and self.person(full, spoke=spoke)

    def _single(self, phrase: Phrase) -> Who:
        """Return somebody of whom only one name is known; `Mr.` and `Mrs.` tell two of them apart."""
        word = phrase.words[-1]
        namesakes = self.singles.setdefault(word, [])
        for who in namesakes:
            if who.fits(phrase.gender):
                return _meet(who, phrase)
        who = Who(phrase.core, "short", words=phrase.words, titled=phrase.titled)
        namesakes.append(who)
        if len(namesakes) > 1 or word in self.surnames:
            for each in namesakes:
                each.name = each.titled or each.name
        return _meet(who, phrase)

    def _body(self, phrase: Phrase) -> Who:
        known = None if _is_whole(phrase) else self._acronym(phrase.core.split()[-1])
        return known or self._institution(phrase)

    def _institution(self, phrase: Phrase) -> Who:
        """Return the institution of a name; `Health Ministry` is `Ministry of Health`."""
        head, name, *acronym = phrase.words
        words = [word for word in name.split() if word not in people.LINKS]
        who = self.bodies.get(key := tuple(sorted(words)))
        if who is None:
            who = self.bodies[key] = Who(phrase.core, "body", "n", phrase.words)
            _append(self.heads, people.HEADS.get(head, head), who)
            for letters in {"".join(word[0] for word in words), "".join(word[0] for word in name.split())}:
                _append(self.initials, letters, who)
        if acronym:
            self.acronyms[acronym[0]] = who
            who.name = f"the {phrase.core.removeprefix('the ')}" if who.name.startswith("the ") else phrase.core
        return who

    def _acronym(self, word: str) -> Who | None:
        """Return the institution of an acronym, where the article spells it out."""
        key = naming.fold_acronym(word)
        if key not in self.acronyms:
            self.acronyms[key] = None
            name = self.page.expansion(word, key)
            if name:
                head, full = naming.body_words(name.removeprefix("the ").split())
                return self._institution(Phrase("body", f"{name} ({word})", (head, full, key)))
            self.acronyms[key] = _choose(self.initials.get(key, []))
        return self.acronyms[key]

    def _pair(self, phrase: Phrase) -> Who:
        """Return several people, each by the canonical name."""
        return self._common(" and ".join(map(self._part, phrase.words)) or phrase.core, phrase)

    def _part(self, text: str) -> str:
        phrase = read_phrase(text)
        if phrase.kind == "full":
            return self.person(phrase).name
        who = _choose(self._namesakes(phrase)) if phrase.kind == "short" else None
        return who.name if who else text

    def _noun(self, phrase: Phrase) -> Who:
        who = self._common(phrase.core, phrase)
        _append(self.introduced, phrase.words[0], who)
        return who

    def _common(self, name: str, phrase: Phrase) -> Who:
        who = self.nouns.get(key := name.lower())
        if who is None:
            who = self.nouns[key] = Who(name, phrase.kind, phrase.gender, phrase.words)
        return who

    def _known(self, phrase: Phrase) -> Who | None:
        """Return the only one that `the mayor` or `the ministry` can be."""
        head, words = phrase.words[0], frozenset(phrase.words)
        holders = [who for who, role in self.holders.get(head, ()) if _is_role(words, role)]
        candidates = list(dict.fromkeys(holders))
        if not candidates:
            candidates = [who for who in self.introduced.get(head, ()) if words <= frozenset(who.words)]
        if not candidates:
            details = words - {head, "former"}
            candidates = [who for who in self.heads.get(head, ()) if details <= frozenset(who.words[1].split())]
        if candidates:
            return candidates[0] if len(candidates) == 1 else None
        if head in people.INSTITUTIONS:
            found = self.page.institution(head, words)
        else:
            found = self.page.holder(head, words) if head in people.ROLES else None
        return found and self.refer(found)

    @cached_property
    def holders(self) -> dict[str, list[tuple[Who, frozenset[str]]]]:
        """The people by the heads of their titles and appositions, a bounded number of each."""
        found: dict[str, list[tuple[Who, frozenset[str]]]] = {}
        for who in dict.fromkeys(chain(self.people.values(), *self.singles.values())):
            for head, words in who.roles():
                namesakes = found.setdefault(head, [])
                if len(namesakes) < _MOST_NAMESAKES:
                    namesakes.append((who, words))
        return found

    def only(self, gender: str) -> Who | None:
        """Return the only known person of a gender."""
        if gender not in self.sole:
            known = {who for who in self.people.values() if who.gender == gender}
            self.sole[gender] = known.pop() if len(known) == 1 else None
        return self.sole[gender]

    def in_text(self, name: str) -> Who | None:
        """Return the person whom a name in the text stands for."""
        if name not in self.named:
            self.named[name] = self._in_text_of(name)
        return self.named[name]

    def _in_text_of(self, name: str) -> Who | None:
        words = naming.without_function_words(name.split())
        if not words:
            return None
        phrase = read_phrase(" ".join(words))
        if phrase.kind == "full":
            return self.person(phrase, spoke=False) if naming.is_name_start(phrase.core.split()[0]) else None
        if phrase.kind != "short":
            return None
        namesakes = self._namesakes(phrase)
        who = _choose(namesakes) if namesakes else self._in_text(phrase, spoke=False)
        # `His wife, Asha`
        return who or (self._single(phrase) if phrase.about and phrase.words[-1] in people.GIVEN else None)


def _is_whole(phrase: Phrase) -> bool:
    """Tell the name of an institution from its acronym."""
    return phrase.kind == "body" and not (phrase.words[0] == phrase.words[1] and _is_acronym(phrase.core.split()[-1]))


def _is_acronym(word: str) -> bool:
    return word.isupper() and 1 < len(naming.fold_acronym(word)) <= _LONGEST_ACRONYM


def _is_role(words: frozenset[str], role: frozenset[str]) -> bool:
    """Tell whether a role is meant: all that is said of it fits, and `the mayor` is no former mayor."""
    return words <= role and words & people.QUALIFIERS == role & people.QUALIFIERS


@attrs.define(eq=False)
class Page:
    """The text of the article, in which names and roles are looked for."""

    paragraphs: Sequence[str]
    searches: int = 0

    @cached_property
    def text(self) -> str:
        """All paragraphs."""
        return "\n".join(self.paragraphs)

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
                break
            names.append(name)
            if name != word:
                break
        names.reverse()
        return names

    def full_name(self, word: str, gender: str) -> Phrase | None:
        """Return the first full name in the text that ends with a surname, or begins with a given name."""
        for at in self.places(word):
            name = self._name_at(at, word)
            phrase = read_phrase(name) if name else None
            fits = phrase and fold(word) in phrase.words and gender in {"", phrase.gender or gender}
            if phrase and fits and _is_sure(phrase):
                return phrase
        return None

    def _name_at(self, at: int, word: str) -> str:
        """Return the capitalised words that a word stands among: before it, or after a given name."""
        before = naming.without_function_words(self.names_before(at))
        match = _NEXT_NAME.match(self.text, at + len(word), at + len(word) + _WINDOW)
        after = naming.without_function_words(match[1].split()) if match else []
        if after and not naming.is_suffix(after[0]):
            return " ".join([word, *after]) if not before and fold(word) in people.GIVEN else ""
        return " ".join([*before, word])

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
                found.setdefault(key, Phrase("body", the + name, naming.body_words(name.split()), "n"))
        return found.popitem()[1] if len(found) == 1 else None

    def holder(self, head: str, words: frozenset[str]) -> Phrase | None:
        """Return the only person whom the text says to have a role."""
        found: dict[tuple[str, ...], Phrase] = {}
        for form in filter(None, (head, head.capitalize(), people.TITLES.get(head))):
            for at in self.places(form):
                if self._is_described(at, words - {head}):
                    phrases = map(read_phrase, self._holders(at, at + len(form)))
                    found.update((phrase.words, phrase) for phrase in phrases if _is_sure(phrase))
        return found.popitem()[1] if len(found) == 1 else None

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
