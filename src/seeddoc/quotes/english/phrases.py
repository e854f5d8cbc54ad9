"""How English names a speaker: the text of a mention in, a `Phrase` out.

`read_phrase` looks at no more than `LONGEST` characters and tells a person's name from an
institution's and from a common noun. What the words mean it asks `naming`.

It knows nothing of the article that the mention stands in.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from seeddoc.quotes.english.naming import (
    NAME,
    REMEMBERED,
    TITLE_STEMS,
    fold,
    given_gender,
    is_common,
    is_name,
    is_name_part,
    is_name_start,
    is_suffix,
    is_title,
    noun_gender,
    plain,
    without_function_words,
    without_office,
)
from seeddoc.quotes.english.people import (
    APPOSITION_STARTS,
    BODIES,
    DEPUTIES,
    DETERMINERS,
    GIVEN,
    HONORIFICS,
    INSTITUTIONS,
    INTRODUCING,
    KEPT_TITLES,
    LINKS,
    MAYBE_FIRMS,
    MEANINGFUL,
    NAME_ENDINGS,
    NATIONALITIES,
    NEWSPAPERS,
    NOUN_GENDERS,
    OFFICES,
    OTHER_NAMES,
    PARTICLES,
    PLACES,
    POSSESSIVE_FIRMS,
    POSSESSIVES,
    POST_NOMINALS,
    PROPER_PLURALS,
    ROLES,
    SUFFIXES,
    SURNAME_INSTITUTIONS,
    SURNAME_ROLES,
    THINGS,
    TITLE_GENDERS,
    VAGUE,
    Gender,
)

# full: a person by given name and surname; short: by one of them, or any single capitalised word;
# body: an institution; pair: names joined by `and`; noun: a common noun phrase.
PhraseKind: TypeAlias = Literal["full", "short", "body", "pair", "noun"]

# The most that is read of a mention, in code points.
LONGEST: Final = 400

# The shortest ways: `Verma`, `Asha Verma, …`; `the mayor`.
_PLAIN: Final = re.compile(r"([A-Z][a-z]+)(?: ([A-Z][a-z]+)(?=,|\Z)|\Z)")
_PLAIN_NOUN: Final = re.compile(r"([A-Z]?[a-z]+) ([a-z]+)\Z")
# Where the head of a phrase ends.
_BREAK: Final = re.compile(r",(?!\d|\s(?:Jr|Sr|Inc|Ltd|LLC|Corp)\b)|\s?[(\[—–;]|\s-\s|:(?=\s|$)")
_ACRONYM: Final = re.compile(r" \(([A-Z][A-Za-z.]{0,8}[A-Z])\)")
_APPOSED: Final = re.compile(
    rf", (?:(?:the )?(?:[a-z]+ ){{1,3}})?((?:(?:{TITLE_STEMS})\.? )?{NAME})(?=,|$| \(| of [A-Z])"
)
# `Verma herself`
_REFLEXIVE: Final = re.compile(r" (?:him|her|it|them)sel(?:f|ves)$")
_LIST: Final = re.compile(rf"(?:, {NAME}){{0,9}},? and {NAME}")


class Phrase(NamedTuple):
    """How a mention names its speaker.

    Attributes:
        kind: what it is.
        core: the name or phrase itself, without titles and appositions; never empty.
        words: of a person the words of the name, folded; of an institution its head, its whole name
            and its acronym if that stands beside it; of a noun its head and what describes it.
        gender: what the words themselves tell of it.
        about: the titles before and the appositions after a name.
        titled: of a surname with a courtesy title both together (`Mrs. Okoro`).
        definite: a common noun that refers to somebody known (`the mayor`).
    """

    kind: PhraseKind
    core: str
    words: tuple[str, ...]
    gender: Gender = ""
    about: str = ""
    titled: str = ""
    definite: bool = False


def read_phrase(text: str) -> Phrase:
    """Read a mention that is no pronoun."""
    return _read_cut(text[:LONGEST])


@lru_cache(maxsize=REMEMBERED)
def _read_cut(text: str) -> Phrase:
    phrase = _read_plain(text) or _read_plain_noun(text) or _read(" ".join(text.split()))
    return phrase or Phrase("noun", text, ("",))


def _read_plain(text: str) -> Phrase | None:
    """Read what most mentions are, by the shortest way: `Verma`, `Asha Verma` and what follows a comma."""
    match = _PLAIN.match(text)
    if match is None:
        return None
    first, second = match.groups()
    word = first.lower()
    if second is None:
        return None if word in MEANINGFUL else Phrase("short", first, (word,))
    last, rest = second.lower(), text[match.end() :]
    if last in MEANINGFUL or (word in MEANINGFUL and word not in GIVEN) or " and " in rest:
        return None
    return Phrase("full", match[0], (word, last), given_gender(word), rest)


def _read_plain_noun(text: str) -> Phrase | None:
    """Read a determiner and a noun: `the mayor`."""
    match = _PLAIN_NOUN.match(text)
    if match is None:
        return None
    first, head = match[1].lower(), match[2]
    if first not in DETERMINERS or head in LINKS:
        return None
    words = (head, first) if first in POSSESSIVES else (head,)
    definite = first == "the" or first in POSSESSIVES
    return Phrase("noun", f"{first} {head}", words, noun_gender(head), definite=definite)


def _read(whole: str) -> Phrase | None:
    """Read a mention without superfluous white space; None if it has no words."""
    end = _head_end(whole)
    words, rest = _without_possessive(whole[:end]).split(), whole[end:]
    if not words:
        return None
    link = next((at for at in range(1, len(words)) if words[at] in LINKS), len(words))
    start = int(link > 1 and words[0].lower() in DETERMINERS)
    if not is_name(words[link - 1]) or (link == start + 1 and is_common(fold(words[start]))):
        named = _of_office(words, link, rest) or _after_roles(words, link, rest)
        return named or _apposed(words, start, link, rest) or _noun(words, link, rest)
    listed = _LIST.match(rest) if rest and " and " in rest else None
    if listed and _after_list(rest[listed.end() :]) and not any(map(is_title, listed[0].split())):
        return Phrase("pair", whole[:end] + listed[0], (), "p")
    if link < len(words):
        return _linked(words, start, link, rest)
    return _named(words, start, rest)


def _after_list(rest: str) -> bool:
    """Tell whether no more than a clause follows the names: `, who own the mill`."""
    return not rest or rest.startswith(", who")


def _head_end(whole: str) -> int:
    """Return where the first apposition or the like begins."""
    for match in _BREAK.finditer(whole, 1):
        if match[0] != "," or _ends_head(whole, match.start()):
            return match.start()
    return len(whole)


def _ends_head(whole: str, comma: int) -> bool:
    """Tell `one man, a farmer` from `a tall, thin man`."""
    before, after = whole[:comma].split(), whole[comma + 1 : comma + 40].split()
    if not before or not after or is_name(before[-1]):
        return True
    word = after[0]
    return (
        not word.islower()
        or word in APPOSITION_STARTS
        or fold(word) in ROLES
        or word.rstrip(",").endswith(("ing", "ed"))
    )


def _without_possessive(head: str) -> str:
    head = _REFLEXIVE.sub("", head.rstrip(" ,!?"))
    last = head.rpartition(" ")[2]
    if last[-1:] == "." and "." not in last[:-1] and fold(last) not in NAME_ENDINGS:
        head = head.rstrip(".")
    if head.endswith(("’s", "'s")):
        firm = fold(last[:-2]) in POSSESSIVE_FIRMS and last[0].isupper()
        return head if firm else head[:-2]
    return head[:-1] if head.endswith(("s’", "s'")) else head


def _of_office(words: list[str], link: int, rest: str) -> Phrase | None:
    """Read `former secretary of state Asha Verma`."""
    names = words[link + 2 :]
    if not names or words[link] != "of" or words[link + 1] not in OFFICES or not all(map(is_name, names)):
        return None
    return _person(words[: link + 2], names, rest)


def _after_roles(words: list[str], link: int, rest: str) -> Phrase | None:
    """Read `farmer and part-time pilot Asha Verma`."""
    run = _run_start(words, link, len(words))
    names = words[run:]
    if link == len(words) or words[link] != "and" or len(names) < 2 or fold(names[0]) not in GIVEN:
        return None
    return _person(words[:run], names, rest)


def _apposed(words: list[str], start: int, link: int, rest: str) -> Phrase | None:
    """Read `the mayor, Asha Verma`: the name follows what it is."""
    match = _APPOSED.match(rest)
    gender = noun_gender(plain(words[link - 1]))
    if match is None or gender == "p":
        return None
    phrase = read_phrase(match[1])
    first = match[1].split()[0]
    if phrase.kind == "full" and fold(first) in GIVEN and plain(words[link - 1]) not in NOUN_GENDERS:
        gender = ""  # `her opponent, Asha Verma`
    is_body = gender == "n" or (phrase.kind == "body" and plain(words[link - 1]) in MAYBE_FIRMS)
    if (phrase.kind == "body") != is_body or phrase.kind in {"pair", "noun"}:
        return None
    # `a farmer from Albany, New York` ends with a place.
    if phrase.kind == "short" or any(map(is_name, words[max(link, start) :])):
        known = fold(first) in GIVEN or (len(match[1].split()) > 1 and is_title(first))
    else:
        known = is_name_start(first)
    about = f"{' '.join(words)}, {phrase.about}{rest[match.end() :]}"
    return phrase._replace(about=about) if known else None


def last_phrase(words: list[str]) -> Phrase | None:
    """Read the name or the short noun phrase that a clause ends with."""
    start = len(words)
    while start and is_name_part(words[start - 1]):
        start -= 1
    if (
        1 < start < len(words)
        and words[start - 1] == "of"
        and is_name_part(words[start - 2])
        and not is_title(words[start - 2])
    ):
        return last_phrase(words[: start - 1])  # `Asha Verma of Leeds`
    names = without_function_words(words[start:])
    names = without_office(names, words[start - 1] if start else "")
    if names:
        return read_phrase(" ".join(names))
    determiners = (at for at in range(len(words) - 1, max(-1, len(words) - 6), -1) if words[at].lower() in DETERMINERS)
    at = next(determiners, None)
    known = at is not None and (plain(words[-1]) in NOUN_GENDERS or plain(words[-1]) in ROLES)
    return read_phrase(" ".join(words[at:])) if known else None


def _noun(words: list[str], link: int, rest: str) -> Phrase:
    head, first = plain(words[link - 1]), words[0].lower()
    owned = any(word.endswith(("’s", "'s", "s’")) for word in words[: link - 1])
    definite = first not in INTRODUCING and (first == "the" or first in POSSESSIVES or owned)
    details = frozenset(map(plain, words)) - VAGUE - {head}
    core = " ".join([_uncapitalised(words), *words[1:]])
    return Phrase("noun", core, (head, *sorted(details)), noun_gender(head), rest, definite=definite)


def _uncapitalised(words: list[str]) -> str:
    """Return the first word without the capital letter of a sentence's head."""
    word, small = words[0], words[0].lower()
    if word[1:] != small[1:] or (len(words) == 1 and len(word) == 1):
        return word
    common = is_common(small) or small in VAGUE
    if not common and (small in INSTITUTIONS or small in THINGS):  # no `Bank of England governor`
        common = not any(map(is_name, words[1:]))
    return small if common and small not in PROPER_PLURALS else word


def _linked(words: list[str], start: int, link: int, rest: str) -> Phrase:
    """Read what goes on after a name: `Bank of England`, `Asha Verma of Pune`, `Verma and Okoro`."""
    run = _run_start(words, start, link)
    names, word, right = words[run:link], words[link], words[link + 1 :]
    the = bool(start) and words[0].lower() == "the" and run == start
    if word == "and":
        return _joined(words, the, names, right, rest)
    if fold(names[-1]) in ROLES and fold(names[0]) not in GIVEN:
        # Secretary of State Asha Verma; the Archbishop of York
        if word == "of" and len(right) > 2 and all(map(is_name, right)):
            return _person(words[: link + 2], right[1:], rest)
        return _apposed(words, start, link, rest) or _noun(words, link, rest)
    roles = range(len(words) - 1, link + 1, -1)
    role = next((at for at in roles if words[at] in ROLES or (_is_body(names) and is_title(words[at]))), 0)
    if role and word == "of":  # Bank of England governor Asha Verma
        named = len(words) > role + 1 and all(map(is_name, words[role + 1 :]))
        return _person(words[: role + 1], words[role + 1 :], rest) if named else _noun(words, len(words), rest)
    single = len(names) == 1 and word in {"of", "for"}
    if single or _is_body(names) or (the and not _title_end(names)):
        return _body(the, [*names, word, *right], rest)
    return _named(words[:link], start, f" , {' '.join(right)}{rest}")


def _joined(words: list[str], the: bool, names: list[str], right: list[str], rest: str) -> Phrase:
    """Read `Verma and Okoro`, `the Food and Drug Agency`."""
    named = bool(right) and all(is_name(word) or word in PARTICLES for word in right)
    if named and (the or _is_body(names) or _is_body(right)):
        return _body(the, [*names, "and", *right], rest)
    if named:
        return Phrase("pair", " ".join(words), (" ".join(names), " ".join(right)), "p", rest)
    return _noun(words, len(words), rest)._replace(gender="p")


def _named(words: list[str], start: int, rest: str) -> Phrase:
    """Read a phrase that ends with capitalised words."""
    run = _run_start(words, start, len(words))
    before, names = words[start:run], words[run:]
    determiner = words[0].lower() if start else ""
    the = determiner == "the" and not before
    if _is_body(names) and determiner not in INTRODUCING and (len(names) > 1 or not determiner):
        return _body(the, names, rest)
    if _is_role(names, determiner):
        return _apposed(words, start, len(words), rest) or _noun(words, len(words), rest)
    titles = _title_end(names)
    role = bool(before) and plain(before[-1])
    if determiner and not titles and role not in ROLES:
        if the:
            return _body(the, names, rest)
        if not before or (determiner in INTRODUCING and (len(names) < 2 or fold(names[0]) not in GIVEN)):
            return _noun(words, len(words), rest)  # but `a smiling Asha Verma` is a name
    name = names[titles:]
    if role in INSTITUTIONS or role in THINGS or _is_body(name) or not (titles or _is_person(name)):
        return _body(False, name, rest)
    return _person(before + names[:titles], name, rest)


def _run_start(words: list[str], start: int, end: int) -> int:
    """Return where the capitalised words before an end begin, particles (`van der`) among them."""
    at = end
    while at > start and (is_name(words[at - 1]) or words[at - 1] in PARTICLES):
        at -= 1
    return at


def _is_role(names: list[str], determiner: str) -> bool:
    """Tell `the Prime Minister`, `Prime Minister` and `the Italian` from `Martin King`."""
    last = fold(names[-1])
    if determiner == "the" and len(names) == 1 and last in NATIONALITIES:
        return True
    if determiner and len(names) == 1 and last in INSTITUTIONS and last not in NEWSPAPERS:
        return True
    if last not in ROLES:
        return False
    return bool(determiner) or (len(names) > 1 and last not in SURNAME_ROLES and fold(names[0]) not in GIVEN)


def _title_end(names: list[str]) -> int:
    """Return how many words of a name are titles: `Police Chief`, `Labour’s`."""
    last = len(names) - 1
    while last > 0 and is_suffix(names[last]):
        last -= 1
    for at in range(last - 1, -1, -1):
        word = names[at]
        if word.endswith(("’s", "'s", "s’", "s'")):
            return at + 1
        if at and fold(word) == "con" and fold(names[at - 1]) == "det":
            return at + 1  # `Det Con Asha Verma`
        kept = at and fold(word) in SURNAME_ROLES and fold(names[at - 1]) in GIVEN
        if is_title(word) and not kept:
            return at + 1
        if at and fold(word) in ROLES and fold(names[at - 1]) in DEPUTIES:
            return at + 1  # `Associate Dean Asha Verma`, though Dean is a name
    return 0


def _is_body(names: list[str]) -> bool:
    """Tell the name of an institution."""
    last = fold(names[-1])
    if last in SURNAME_INSTITUTIONS and any(fold(name) in GIVEN or fold(name) in HONORIFICS for name in names[:-1]):
        return False
    return last in INSTITUTIONS or "&" in names or (len(names) == 1 and last.replace(".", "") in BODIES)


def _is_person(name: list[str]) -> bool:
    """Tell what may be a person's name from `New Kelby`, `Kelby United`."""
    first = fold(name[0])
    other = first in INSTITUTIONS or first in OTHER_NAMES or first in PLACES
    return len(name) <= 5 and (len(name) == 1 or first in GIVEN or not other)


def _body(the: bool, names: list[str], rest: str) -> Phrase:
    words = body_words(names)
    core = f"the {' '.join(names)}" if the else " ".join(names)
    acronym = _ACRONYM.match(rest)
    if acronym is None:
        return Phrase("body", core, words, "n", rest)
    return Phrase("body", core + acronym[0], (*words, fold_acronym(acronym[1])), "n", rest)


def body_words(names: list[str]) -> tuple[str, str]:
    """Return the head of an institution's name, and the whole name folded."""
    link = next((at for at in range(1, len(names)) if names[at] in LINKS), len(names))
    return fold(names[link - 1]), " ".join(map(fold, names))


def fold_acronym(word: str) -> str:
    """Return an acronym in the form in which acronyms are compared."""
    return word.replace(".", "").lower()


def _person(lead: list[str], name: list[str], rest: str) -> Phrase:
    """Read the words before a name and the name itself."""
    while len(name) > 1 and fold(name[-1]) in POST_NOMINALS:
        name = name[:-1]
    words = [fold(word) for word in name]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    if words[-1][:3] in {"al-", "el-"}:
        words[-1] = words[-1][3:]
    core, about = " ".join(name), " ".join(lead) + rest
    genders = (TITLE_GENDERS[fold(word)] for word in reversed(lead) if fold(word) in TITLE_GENDERS)
    gender: Gender = next(genders, "")
    if len(words) > 1 and name[0] not in PARTICLES:
        return Phrase("full", core, tuple(words), gender or given_gender(words[0]), about)
    title = lead[-1] if lead and is_name(lead[-1]) else ""
    if fold(title) in KEPT_TITLES:
        return Phrase("short", f"{title} {core}", tuple(words), gender, about)
    titled = f"{title} {core}" if fold(title) in TITLE_GENDERS else ""
    return Phrase("short", core, tuple(words), gender, about, titled)
