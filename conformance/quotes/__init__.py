"""The conformance cases of quotations: texts, and what a careful reader says about them.

`load_cases` yields the cases of the folder `cases`, one JSON file for each group; `compare` says
how the answer of a program differs from a case. README.md beside this file has the conventions.

It knows nothing of how quotations are found, and of answers only the members that are compared.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from conformance.run import AnswerError, CaseError, read_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["FOLDER", "AnswerError", "Case", "CaseError", "Nested", "Quote", "compare", "load_cases"]

FOLDER: Final = Path(__file__).resolve().parent / "cases"
"""Where the cases are."""

PARAGRAPH_BREAK: Final = "\n\n"
"""What stands between two paragraphs of a case."""

_SHOWN: Final = 80
"""Characters of a value that a difference shows."""

_STRING: Final = (str,)
_OPTIONAL_STRING: Final = (str, type(None))


@dataclass(frozen=True, slots=True)
class Nested:
    """A quotation inside another one, of which only the marks are compared."""

    text: str
    closed: bool = True
    children: tuple[Nested, ...] = ()

    def __str__(self) -> str:
        inner = f" with {', '.join(map(str, self.children))} inside" if self.children else ""
        return f"{_shorten(self.text)}{'' if self.closed else ' (not closed)'}{inner}"


@dataclass(frozen=True, slots=True)
class Quote:
    """An outermost quotation, as a case expects it or as a program found it.

    Attributes:
        text: what stands between the marks, without white space at its ends.
        kind: "direct", "mixed" or "bare".
        speaker: the speaker's words, if any.
        name: the speaker's name within the article, if any.
        named: whether the name was given at all; one that was not is not compared.
        cue: the words that tell of the speaking, if any stand at this quotation.
        statement: the number that it shares with the other segments of its statement.
        closed: False where a closing mark is missing.
        children: the quotations right inside.
    """

    text: str
    kind: str
    speaker: str | None
    name: str | None
    named: bool
    cue: str | None
    statement: int
    closed: bool = True
    children: tuple[Nested, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One text and its quotations; the name is that of the group, a slash and its own."""

    name: str
    about: str
    text: str
    quotes: tuple[Quote, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the text; empty ones count."""
        return tuple(self.text.split(PARAGRAPH_BREAK))


def load_cases(folder: Path = FOLDER) -> Iterator[Case]:
    """Yield the cases of a folder, group by group in the order of their names.

    Raises:
        CaseError: There is no group, or one cannot be read or has not the shape of a list of cases.
    """
    groups = sorted(folder.glob("*.json"))
    if not groups:
        raise CaseError(f"{folder}: no cases")
    for group in groups:
        try:
            cases = [_read_case(group.stem, value) for value in json.loads(group.read_bytes())]
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise CaseError(f"{group}: {error}") from error
        yield from cases


def compare(case: Case, answer: dict[str, Any]) -> list[str]:
    """Say how a program's answer differs from what a case expects; nothing where it does not.

    Args:
        case: the case.
        answer: an object with the member `quotes`, whose objects have the members of a case's; others
            are ignored. Statements may have any numbers. A `name` that is left out is not compared, and
            capitals in it are not.
    """
    try:
        got = [_read_quote(value) for value in read_list(answer, "quotes")]
    except AnswerError as error:
        return [f"answer: {error}"]
    return [*_compare_texts(case.quotes, got), *_compare_members(case.quotes, got)]


# Reading JSON, of cases and of answers: unknown until it is looked at, hence Any.


def _read_case(group: str, value: Any) -> Case:
    name, about, text = (_read(value, member, _STRING) for member in ("name", "about", "text"))
    quotes = tuple(map(_read_expected, read_list(value, "quotes")))
    return Case(f"{group}/{name}", about, text, quotes)


def _read_expected(value: Any) -> Quote:
    """Read a quotation of a case, where a name that is left out is the speaker's text."""
    return _read_quote({"name": _read(value, "speaker", _OPTIONAL_STRING)} | value)


def _read_quote(value: Any) -> Quote:
    nested = _read_nested(value)
    return Quote(
        text=nested.text,
        kind=_read(value, "kind", _STRING),
        speaker=_read(value, "speaker", _OPTIONAL_STRING),
        name=_read({"name": None} | value, "name", _OPTIONAL_STRING),
        named="name" in value,
        cue=_read(value, "cue", _OPTIONAL_STRING),
        statement=_read(value, "statement", (int,)),
        closed=nested.closed,
        children=nested.children,
    )


def _read_nested(value: Any) -> Nested:
    text = _read(value, "text", _STRING)
    optional = {"closed": True, "children": []} | value
    children = tuple(map(_read_nested, read_list(optional, "children")))
    return Nested(text.strip(), _read(optional, "closed", (bool,)), children)


def _read(value: Any, member: str, types: Sequence[type]) -> Any:
    """Return an object's member, which must be there and have one of the types.

    Raises:
        AnswerError: It is not, or has not.
    """
    if not isinstance(value, dict) or member not in value:
        raise AnswerError(f'no member "{member}" in {_shorten(value)}')
    if type(value[member]) not in types:
        raise AnswerError(f'"{member}" cannot be {_shorten(value[member])}')
    return value[member]


# Comparing.


def _shorten(value: object) -> str:
    """Return a value for people, cut in the middle where it is long."""
    shown = "nothing" if value is None else repr(value)
    if len(shown) <= _SHOWN:
        return shown
    return f"{shown[: _SHOWN // 2]} ... {shown[-_SHOWN // 2 :]}"


def _compare_texts(wanted: Sequence[Quote], got: Sequence[Quote]) -> Iterator[str]:
    """Yield how the numbers of quotations differ."""
    if len(wanted) != len(got):
        texts = ", ".join(_shorten(quote.text) for quote in got) or "none"
        yield f"quotes: expected {len(wanted)}, got {len(got)}: {texts}"


def _compare_members(wanted: Sequence[Quote], got: Sequence[Quote]) -> Iterator[str]:
    """Yield how the quotations that both have differ, in order."""
    groups = zip(_number(wanted), _number(got), strict=False)
    for at, (expected, found, (want, have)) in enumerate(zip(wanted, got, groups, strict=False), start=1):
        place = f"quote {at} ({_shorten(expected.text)})"
        for member in ("text", "kind", "speaker", "cue", "closed"):
            one, other = getattr(expected, member), getattr(found, member)
            if one != other:
                yield f"{place}: {member}: expected {_shorten(one)}, got {_shorten(other)}"
        if found.named and _fold(expected.name) != _fold(found.name):
            yield f"{place}: name: expected {_shorten(expected.name)}, got {_shorten(found.name)}"
        if want != have:
            yield f"{place}: statement: expected that of quote {want}, got that of quote {have}"
        if expected.children != found.children:
            yield f"{place}: children: expected {_list(expected.children)}, got {_list(found.children)}"


def _fold(name: str | None) -> str | None:
    """Return a name without its capitals: `The council` may head a sentence."""
    return name and name.casefold()


def _number(quotes: Sequence[Quote]) -> list[int]:
    """Return for each quotation the place of the first one of its statement, from 1."""
    first: dict[int, int] = {}
    return [first.setdefault(quote.statement, at) for at, quote in enumerate(quotes, start=1)]


def _list(children: Sequence[Nested]) -> str:
    return ", ".join(map(str, children)) or "none"
