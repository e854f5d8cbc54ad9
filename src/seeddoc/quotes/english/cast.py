"""Who may be meant in an article: all who speak in it or are named, by what they may be called.

Phrases go in, `Who` comes out. A surname takes the full name of another mention, else the one that
the text of the article has for it; a role (`the mayor`) takes the person who is said to hold it; an
acronym takes what it is spelled out as. Each search looks at a bounded number of places.

It knows nothing of pronouns and of where mentions stand.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final, assert_never

import attrs

from seeddoc.quotes.english import naming, people
from seeddoc.quotes.english.naming import fold
from seeddoc.quotes.english.page import Page
from seeddoc.quotes.english.people import Gender
from seeddoc.quotes.english.phrases import Phrase, PhraseKind, body_words, fold_acronym, read_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# So many namesakes are looked at.
_MOST_NAMESAKES: Final = 16
# The most characters of an acronym.
_LONGEST_ACRONYM: Final = 8


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
        """Tell whether a pronoun or title of a gender may be meant; what is unknown fits he and she, e any person."""
        if not self.gender and not self.asked:
            self.asked = True
            self.gender = next((each for head, _ in self.roles() if (each := naming.noun_gender(head))), "")
        if wanted == "e":
            return self.kind in {"full", "short"} and self.gender in {"m", "f", ""}
        return not wanted or self.gender == wanted or (not self.gender and wanted in {"m", "f"})

    def is_other(self, head: str) -> bool:
        """Tell whether somebody is known for other work, or to be from elsewhere, than what a noun says."""
        if head in people.NATIONALITIES:
            return any(each in people.NATIONALITIES and each != head for each, _ in self.roles())
        if head in people.NO_FIRMS:
            return self.kind == "body" and naming.fold(self.name.rpartition(" ")[2]) in people.FIRMS
        if head in people.PARTIES:
            return any(each in people.PARTIES and each != head for each, _ in self.roles())
        if head not in people.ROLES or head in people.CONDITIONS:
            return False
        heads = {each for each, _ in self.roles()} & people.ROLES - people.HONORIFICS
        return bool(heads) and head not in heads

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
    """All who speak in an article, by what they may be called.

    Attributes:
        page: the text of the article.
        people: by given name and surname.
        surnames: by surname.
        others: by given and middle names.
        singles: of whom no full name is known.
        bodies: institutions by all words of their names.
        heads: institutions by their head: `ministry`.
        initials: institutions by the first letters of their names.
        acronyms: what an acronym stands for; None where several may be meant.
        nouns: whom a description in full refers to.
        introduced: common nouns by their head: `one man`.
        sole: the only man, the only woman; None where there are several.
        named: whom names in the text stand for.
        courtesy: whom a single name stands for that has a title or the like which tells the gender.
    """

    page: Page
    people: dict[tuple[str, str], Who] = attrs.Factory(dict)
    surnames: dict[str, list[Who]] = attrs.Factory(dict)
    others: dict[str, list[Who]] = attrs.Factory(dict)
    singles: dict[str, list[Who]] = attrs.Factory(dict)
    bodies: dict[tuple[str, ...], Who] = attrs.Factory(dict)
    heads: dict[str, list[Who]] = attrs.Factory(dict)
    initials: dict[str, list[Who]] = attrs.Factory(dict)
    acronyms: dict[str, Who | None] = attrs.Factory(dict)
    nouns: dict[str, Who] = attrs.Factory(dict)
    introduced: dict[str, list[Who]] = attrs.Factory(dict)
    sole: dict[str, Who | None] = attrs.Factory(dict)
    named: dict[str, Who | None] = attrs.Factory(dict)
    courtesy: dict[str, Who] = attrs.Factory(dict)

    def gather(self, texts: Mapping[str, int]) -> dict[str, Who]:
        """Return who is meant by each text, but for those that mean somebody by where they stand.

        Those are the pronouns, and epithets of somebody (`the striker`).

        Args:
            texts: with the place on the page where each stands first.
        """
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
            who = self._mentioned(phrase, texts[text])
            if who:
                known[text] = who
        return known

    def _mentioned(self, phrase: Phrase, place: int) -> Who | None:
        """Return whom a phrase that first stands at a place refers to; None for an epithet of somebody."""
        if phrase.kind == "short" and phrase.gender:
            return self.titled(phrase, place)
        if phrase.kind != "noun":
            return self.refer(phrase)
        if naming.is_epithet(phrase.words[0]):
            return self.known(phrase)
        return self.known(phrase) or self._introduced(phrase, place) or self.refer(phrase)

    def _introduced(self, phrase: Phrase, place: int) -> Who | None:
        """Return whom the text not far before speaks of as one of a kind: `a senior official … the official said`."""
        plain = len(phrase.words) == 1 and phrase.core.startswith("the ")
        first = self.page.introduced_before(phrase.words[0], place) if plain else ""
        return None if people.QUALIFIERS.intersection(first.split()) or not first else self.refer(read_phrase(first))

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
                return (phrase.definite and self.known(phrase)) or self._noun(phrase)
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

    def titled(self, phrase: Phrase, place: int, *, spoke: bool = True) -> Who:
        """Return the person of a single name whose words tell the gender: `Mr. Verma`, `his wife, Asha`.

        That is whoever was named last with it in full before it first stands; from there on it means the same person.
        """
        key = phrase.titled.replace(".", "") or f"{phrase.about} {phrase.core}"
        if key not in self.courtesy:
            full = self.page.named_before(phrase.core.rpartition(" ")[2], phrase.gender, place)
            known = full and full.words[-1] == phrase.words[-1] and full.words[0] in people.GIVEN
            self.courtesy[key] = self.person(full, spoke=spoke) if full and known else self._short(phrase)
        return self.courtesy[key]

    def _short(self, phrase: Phrase) -> Who:
        """Return the person of a single name: who has it as surname or given name, here or in the text."""
        namesakes = self._namesakes(phrase)
        who = self._one_of(namesakes, phrase) if namesakes else None
        if who is None and not namesakes:
            acronym = not phrase.about and _is_acronym(phrase.core)
            who = (self._acronym(phrase.core) if acronym else None) or self._in_text(phrase) or self._firm(phrase)
        return self._single(phrase) if who is None else _meet(who, phrase)

    def _namesakes(self, phrase: Phrase) -> list[Who]:
        """Return the people with a surname; if nobody has it, those with such a given name."""
        word, gender = phrase.words[-1], phrase.gender
        fitting = [who for who in self.surnames.get(word, ()) if who.fits(gender)]
        return fitting or [who for who in self.others.get(word, ()) if who.fits(gender)]

    def _first(self, phrase: Phrase) -> Who | None:
        """Return whom the text names first with a surname: who speaks by a full name may be a relative."""
        last = phrase.core.rpartition(" ")[2]
        full = self.page.full_name(last, phrase.gender)
        if full is None or full.words[-1] != phrase.words[-1] or full.words[0] not in people.GIVEN:
            return None
        return self.person(full, spoke=False)

    def _one_of(self, namesakes: list[Who], phrase: Phrase) -> Who | None:
        """Return whom of some namesakes a single name means: whoever is named first in the text, or alone speaks."""
        first = self._first(phrase)
        return first if first and (len(namesakes) == 1 or first in namesakes) else _choose(namesakes)

    def _in_text(self, phrase: Phrase, *, spoke: bool = True) -> Who | None:
        """Return the person whose full name the text has for a single one."""
        last = phrase.core.rpartition(" ")[2]
        if not phrase.about and not naming.is_name_start(last) and fold(last) not in people.OTHER_NAMES:
            return None
        full = self.page.full_name(last.title(), phrase.gender) if last.isupper() else None
        full = full or self.page.full_name(last, phrase.gender)
        return full and self.person(full, spoke=spoke)

    def _firm(self, phrase: Phrase) -> Who | None:
        """Return the firm whose name in the text begins with a single one: of `Acme`, `Acme Foods`."""
        name = "" if phrase.about or phrase.gender else self.page.firm(phrase.core)
        return self._institution(Phrase("body", name, body_words(name.split()), "n")) if name else None

    def _single(self, phrase: Phrase) -> Who:
        """Return somebody of whom only one name is known; `Mr.` and `Mrs.` tell two of them apart."""
        word = phrase.words[-1]
        namesakes = self.singles.setdefault(word, [])
        for who in namesakes:
            if who.fits(phrase.gender):
                return _meet(who, phrase)
        who = Who(phrase.core, "short", words=phrase.words, titled=phrase.titled)
        namesakes.append(who)
        if len(namesakes) > 1 or word in self.surnames or (phrase.titled and self._has_namesake(phrase)):
            for each in namesakes:
                each.name = each.titled or each.name
        return _meet(who, phrase)

    def _has_namesake(self, phrase: Phrase) -> bool:
        """Tell whether the text gives the surname of a courtesy title to somebody else."""
        return self.page.full_name(phrase.core.rpartition(" ")[2], "") is not None

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
        key = fold_acronym(word)
        if key not in self.acronyms:
            self.acronyms[key] = None
            name = self.page.expansion(word, key)
            if name:
                head, full = body_words(name.removeprefix("the ").split())
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

    def known(self, phrase: Phrase) -> Who | None:
        """Return the only one that `the mayor` or `the ministry` can be."""
        head, words = phrase.words[0], frozenset(phrase.words)
        holders = [(who, role) for who, role in self.holders.get(head, ()) if _is_role(words, role)]
        here = [who for who, role in holders if not role & people.FOREIGN - words]
        abroad = bool(holders) and not here  # `the president` is not the French president
        found = self.page.holder(head, words) if abroad else None
        if found:
            return self.refer(found)
        candidates = list(dict.fromkeys(here or [who for who, _ in holders]))
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

    def in_text(self, name: str, place: int) -> Who | None:
        """Return the person whom a name in the text stands for.

        Args:
            name: its words.
            place: where on the page somebody asks, for a name like `Mr. Verma`.
        """
        words = naming.without_function_words(name.split())
        if not words:
            return None
        phrase = read_phrase(" ".join(words))
        if phrase.kind == "short" and phrase.gender:
            return self.titled(phrase, place, spoke=False)
        if name not in self.named:
            self.named[name] = self._in_text_of(phrase)
        return self.named[name]

    def _in_text_of(self, phrase: Phrase) -> Who | None:
        if phrase.kind == "full":
            return self.person(phrase, spoke=False) if naming.is_name_start(phrase.core.split()[0]) else None
        if phrase.kind != "short":
            return None
        namesakes = self._namesakes(phrase)
        if namesakes:
            return self._one_of(namesakes, phrase)
        who = self._in_text(phrase, spoke=False) or _choose(self.singles.get(phrase.words[-1], []))
        is_person = phrase.about and phrase.words[-1] in people.GIVEN  # `The actor Asha`
        return who or (self._single(phrase) if is_person else None)


def _is_whole(phrase: Phrase) -> bool:
    """Tell the name of an institution from its acronym."""
    return phrase.kind == "body" and not (phrase.words[0] == phrase.words[1] and _is_acronym(phrase.core.split()[-1]))


def _is_acronym(word: str) -> bool:
    return word.isupper() and 1 < len(fold_acronym(word)) <= _LONGEST_ACRONYM


def _is_role(words: frozenset[str], role: frozenset[str]) -> bool:
    """Tell whether a role is meant: all that is said of it fits, and `the mayor` is no former mayor."""
    return words <= role and words & people.QUALIFIERS == role & people.QUALIFIERS
