"""Cues, the words that tell of speaking: a table goes in, look-ups by written form come out.

A table is text in columns parted by tabs (word, part, kind, strength, forms), with `#` before a
comment; `english/cues.tsv` says what the columns mean. A faulty row raises a ValueError that names
its line. Forms that the table does not give are made by the rules of English spelling; a table of another
language writes them all out.

It knows nothing of the texts that cues stand in; what a kind means to them is the rules' business.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast, get_args

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# The parts of speech that cues have.
Part: TypeAlias = Literal["verb", "noun", "phrase"]
# What a verb does with quoted words; the head of `english/cues.tsv` tells of each.
VerbKind: TypeAlias = Literal["speech", "manner", "judge", "mind", "show", "plain"]
# The same of a noun.
NounKind: TypeAlias = Literal["utterance", "medium", "wording", "naming"]
# The same of a phrase.
PhraseKind: TypeAlias = Literal["speech", "mind", "wording", "naming"]
# The same of any cue.
CueKind: TypeAlias = VerbKind | NounKind | PhraseKind
# The forms that a verb may stand in.
VerbForm: TypeAlias = Literal["base", "present", "past", "participle", "gerund"]
# Those of any cue.
Form: TypeAlias = VerbForm | Literal["noun"]

# The kinds that each part of speech may have.
KINDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"verb": get_args(VerbKind), "noun": get_args(NounKind), "phrase": get_args(PhraseKind)}
)
# The first line of a table.
HEADER: Final = ("word", "part", "kind", "strength", "forms")

# The base, and the order of the column of forms.
_FORM_ORDER: Final = get_args(VerbForm)
_WORD: Final = re.compile(r"\S+(?: \S+)*")
_ALTERNATIVES: Final = r"[^\s/]+(?:/[^\s/]+)*"
# What the column of forms may hold, and how to say so.
_FORMS: Final = {
    "verb": (re.compile(rf"(?:{_ALTERNATIVES}(?: {_ALTERNATIVES}){{3}})?"), "no forms or four, parted by blanks"),
    "noun": (re.compile(r"(?:[^/]+(?:/[^/]+)*)?"), "no form or a plural"),
    "phrase": (re.compile(""), "no forms"),
}

# Spelling of regular English verbs: an ending, how many of its last letters go, and what the column
# of forms would hold, where {0} is the rest and {1} the last letter.
_SPELLING: Final = (
    (r"ie", 2, "{0}ies {0}ied {0}ied {0}ying"),
    (r"[eoy]e", 0, "{0}s {0}d {0}d {0}ing"),
    (r"e", 1, "{0}es {0}ed {0}ed {0}ing"),
    (r"[^aeiou]y", 1, "{0}ies {0}ied {0}ied {0}ying"),
    (r"s|x|z|ch|sh|[^aeiou]o", 0, "{0}es {0}ed {0}ed {0}ing"),
    (r"ic", 0, "{0}s {0}ked {0}ked {0}king"),
    # One short vowel and one consonant, in the only syllable or in the stressed last one.
    (r"^[^aeiou]*(?:(?<=q)u)?[aeiou][bdfgklmnprt]", 0, "{0}s {0}{1}ed {0}{1}ed {0}{1}ing"),
    (r"(?<!f)fer|(?<![lv][io])mit|(?:com|dis|ex|im|pro|re)pel", 0, "{0}s {0}{1}ed {0}{1}ed {0}{1}ing"),
    (r"cur|rebel|rebut|regret|trol", 0, "{0}s {0}{1}ed {0}{1}ed {0}{1}ing"),
    # American and British.
    (r"[^aeiou][ae]l", 0, "{0}s {0}ed/{0}{1}ed {0}ed/{0}{1}ed {0}ing/{0}{1}ing"),
    (r"", 0, "{0}s {0}ed {0}ed {0}ing"),
)
# All in one, a group each: the leftmost match is of the longest ending.
_ENDING: Final = re.compile("(?:" + "|".join(f"({ending})" for ending, _, _ in _SPELLING) + ")$")


@attrs.frozen
class Cue:
    """One reading of a form of a cue.

    Attributes:
        lemma: the word as the table has it, in lower case (`say`, `point out`, `according to`).
        part: "verb", "noun" or "phrase".
        kind: what it does with quoted words, a value of `KINDS[part]`.
        strength: 3 nearly always introduces speech, 2 often, 1 only with support.
        form: of a verb; "noun" of a noun in either number, "base" of a phrase.
    """

    lemma: str
    part: Part
    kind: CueKind
    strength: int
    form: Form


def _to_lower(text: str) -> str:
    return text.lower()


@attrs.frozen
class CueRow:
    """A row of a table of cues, of which the columns are the attributes.

    `CueTable.with_cues` takes a row of strength 0, with the kind "-" or none, to remove a cue.

    Attributes:
        word: the lemma or phrase, in lower case.
        part: "verb", "noun" or "phrase".
        kind: what it does with quoted words, a value of `KINDS[part]`; "-" or nothing to remove it.
        strength: 3 nearly always introduces speech, 2 often, 1 only with support; 0 to remove it.
        forms: where they are irregular, with blanks between them and `/` between alternatives.
    """

    word: str = attrs.field(converter=_to_lower)
    part: Part
    kind: CueKind | Literal["-", ""]
    strength: int
    forms: str = attrs.field(default="", converter=_to_lower)

    def __attrs_post_init__(self) -> None:
        if not _WORD.fullmatch(self.word):
            raise ValueError(f"the word must be words parted by single blanks, not {self.word!r}")
        if self.part not in KINDS:
            raise ValueError(f"the part must be one of {', '.join(KINDS)}, not {self.part!r}")
        if self.removes:
            return
        if self.kind not in KINDS[self.part]:
            raise ValueError(
                f"the kind of a {self.part} must be one of {', '.join(KINDS[self.part])}, not {self.kind!r}"
            )
        if self.strength not in (1, 2, 3):
            raise ValueError(f"the strength must be 1, 2 or 3, not {self.strength!r}")
        allowed, told = _FORMS[self.part]
        if not allowed.fullmatch(self.forms):
            raise ValueError(f"a {self.part} has {told}, not {self.forms!r}")

    @property
    def key(self) -> tuple[str, str]:
        """What may stand in a table once, the word and its part."""
        return self.word, self.part

    @property
    def removes(self) -> bool:
        """Whether it takes a cue out of a table instead of adding one."""
        return self.strength == 0 and self.kind in ("-", "")


def _to_rows(rows: Iterable[CueRow]) -> tuple[CueRow, ...]:
    return tuple(rows)


@attrs.frozen
class CueTable:
    """Cues by their written forms; all keys are in lower case.

    Attributes:
        rows: the rows that it was made of, in order; of a word and part there is one.
    """

    rows: tuple[CueRow, ...] = attrs.field(default=(), converter=_to_rows)

    def __attrs_post_init__(self) -> None:
        if any(row.removes for row in self.rows):
            raise ValueError("a table holds no row that removes a cue; with_cues takes one")
        if len({row.key for row in self.rows}) < len(self.rows):
            raise ValueError("a table holds a word and part once")

    @cached_property
    def verbs(self) -> Mapping[str, tuple[Cue, ...]]:
        """The readings of each form of a verb, with its particle if it has one (`said`, `pointed out`).

        A form that is both past and participle has both readings, in that order.
        """
        forms = {row.word: row.forms for row in self.rows if row.part == "verb"}
        found: dict[str, list[Cue]] = {}
        for row in self.rows:
            if row.part == "verb":
                head = row.word.partition(" ")[0]
                _add_verb(found, row, row.forms or forms.get(head, ""))
        return MappingProxyType({form: tuple(cues) for form, cues in found.items()})

    @cached_property
    def particles(self) -> Mapping[str, frozenset[str]]:
        """What makes a cue of a verb's form, be that a cue by itself or not, as `back` does of `shot`.

        The form, a blank and the particle is a key of `verbs`.
        """
        found: dict[str, set[str]] = {}
        for form in self.verbs:
            head, blank, particle = form.partition(" ")
            if blank:
                found.setdefault(head, set()).add(particle)
        return MappingProxyType({head: frozenset(particles) for head, particles in found.items()})

    @cached_property
    def nouns(self) -> Mapping[str, Cue]:
        """The nouns in both numbers; a plural with a row of its own (`words`) is read as that."""
        found: dict[str, Cue] = {}
        own: dict[str, Cue] = {}
        for row in self.rows:
            if row.part == "noun":
                own[row.word] = cue = _cue(row, "noun")
                found |= dict.fromkeys(_plurals(row), cue)
        return MappingProxyType(found | own)

    @cached_property
    def phrases(self) -> Mapping[str, Cue]:
        """The phrases (`according to`)."""
        return MappingProxyType({row.word: _cue(row, "base") for row in self.rows if row.part == "phrase"})

    def with_cues(self, cues: str | Iterable[CueRow]) -> CueTable:
        """Add cues, put others in the place of those of the same word and part, or remove some.

        Args:
            cues: rows, or the text of a table.

        Raises:
            ValueError: of the first faulty row, with its line in the text or its number among the rows.
        """
        rows = {row.key: row for row in self.rows}
        given: set[tuple[str, str]] = set()
        for place, row in _read_rows(cues) if isinstance(cues, str) else _number_rows(cues):
            if row.key in given:
                raise ValueError(f"{place}: the {row.part} {row.word!r} stands twice")
            given.add(row.key)
            if not row.removes:
                rows[row.key] = row
            elif rows.pop(row.key, None) is None:
                raise ValueError(f"{place}: there is no {row.part} {row.word!r} to remove")
        return CueTable(rows.values())


def read_cues(text: str) -> CueTable:
    """Read the text of a table of cues.

    Raises:
        ValueError: of the first faulty row, with its line.
    """
    return CueTable().with_cues(text)


@lru_cache
def load_cues(language: str) -> CueTable:
    """Load the cues of a language that comes with the library, by its folder (`english`).

    Raises:
        ValueError: there is no such language.
    """
    file = resources.files("seeddoc.quotes") / language / "cues.tsv"
    # An identifier cannot lead out of the package.
    if not (language.isidentifier() and file.is_file()):
        raise ValueError(f"there are no cues of the language {language!r}")
    return read_cues(file.read_text(encoding="utf-8"))


def extend_cues(language: str, tables: Iterable[str]) -> CueTable:
    """Return the cues of a language with those of further tables, each added to what is there by then.

    Args:
        language: as `load_cues` takes it.
        tables: the text of each.

    Raises:
        ValueError: of the first faulty row, with its table, if there are several, and its line.
    """
    cues = load_cues(language)
    tables = tuple(tables)
    for number, text in enumerate(tables, 1):
        try:
            cues = cues.with_cues(text)
        except ValueError as error:
            raise ValueError(f"table {number}, {error}" if len(tables) > 1 else str(error)) from error
    return cues


def _number_rows(rows: Iterable[CueRow]) -> Iterator[tuple[str, CueRow]]:
    return ((f"row {number}", row) for number, row in enumerate(rows, 1))


def _read_rows(text: str) -> Iterator[tuple[str, CueRow]]:
    """Read the rows of a text with their places, without comments, empty lines and header."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        columns = tuple(column.strip() for column in line.split("\t"))
        if line.startswith("#") or not any(columns) or columns == HEADER:
            continue
        try:
            row = _read_row(columns)
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from None
        yield f"line {number}", row


def _read_row(columns: tuple[str, ...]) -> CueRow:
    if len(columns) not in (4, 5):
        raise ValueError(f"a row has 4 or 5 columns parted by tabs, not {len(columns)}")
    word, part, kind, strength, *forms = columns
    if strength not in ("0", "1", "2", "3"):
        raise ValueError(f"the strength must be 1, 2 or 3, not {strength!r}")
    # The model refuses any other part and kind.
    return CueRow(word, cast("Part", part), cast("CueKind", kind), int(strength), *forms)


def _cue(row: CueRow, form: Form) -> Cue:
    # A table holds no row that removes a cue, so the kind is one.
    return Cue(row.word, row.part, cast("CueKind", row.kind), row.strength, form)


def _add_verb(found: dict[str, list[Cue]], row: CueRow, forms: str) -> None:
    """Add the readings of a row to those of its written forms; alternatives are parted by `/`."""
    head, blank, particle = row.word.partition(" ")
    written = (head, *(forms or _spell(head)).split(" "))
    for form, alternatives in zip(_FORM_ORDER, written, strict=True):
        cue = _cue(row, form)
        for alternative in alternatives.split("/"):
            found.setdefault(alternative + blank + particle, []).append(cue)


def _spell(verb: str) -> str:
    """Spell the forms of a regular English verb, as the column of forms would hold them."""
    # Every word has an ending, for the last one of the table is empty.
    ending = next(_ENDING.finditer(verb))
    _, cut, forms = _SPELLING[(ending.lastindex or 0) - 1]
    return forms.format(verb[: len(verb) - cut], verb[-1])


def _plurals(row: CueRow) -> list[str]:
    if row.forms:
        return [] if row.forms == "-" else row.forms.split("/")
    before, blank, last = row.word.rpartition(" ")
    # Spelled as a verb's third person is.
    return [before + blank + _spell(last).partition(" ")[0]]
