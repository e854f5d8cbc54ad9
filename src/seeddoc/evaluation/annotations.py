"""What annotators marked: the lines of a brat standoff file in, attributions out.

A file has text-bound lines, which give spans of the article a number, and event lines, which say how spans belong
together. Fields are set apart by tabs, and a span may come in pieces:

    T1<tab>Source 210 220<tab>Asha Verma
    T3<tab>Content 180 196;222 240<tab>the words of both pieces
    E1<tab>Attribution:T4 Source:T1 Cue:T2 Content:T3 Content2:T5

All other lines are passed over: there are other kinds of annotation, and the words of a span may go on in the next
line. Offsets are code points of the article's text. Nothing is known here of that text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from seeddoc.positions import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LINE: Final = re.compile(r"[TE]\d+\t")
_NEWLINE: Final = re.compile(r"\r\n?")

# A role that comes twice in an event is numbered: Source, Source2, Source3.
_NUMBER: Final = re.compile(r"(?<!\d)\d++$")

_Roles: TypeAlias = "dict[str, tuple[Span, ...]]"


@attrs.frozen
class Attribution:
    """Words that somebody utters, and the words that tell who and how.

    Attributes:
        source: who utters them: several spans where there are several people, or pieces of a name.
        cue: what tells of the uttering.
        content: what is uttered; never empty.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def read_annotations(text: str) -> tuple[Attribution, ...]:
    """Read the attributions of a standoff file, in the order of its events; those without content are left out.

    Raises:
        ValueError: a line begins as one of these and goes on as none. The message says which.
    """
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[list[tuple[str, str]]] = []
    for number, line in enumerate(_NEWLINE.sub("\n", text).split("\n"), 1):
        if not _LINE.match(line):
            continue
        name, what, *_ = line.split("\t")
        try:
            if name.startswith("T"):
                spans[name] = tuple(_read_spans(what))
            else:
                events.append(list(_read_event(what)))
        except ValueError as error:
            raise ValueError(f"line {number} is no annotation: {line[:60]!r}") from error
    # An event may come before the spans that it names.
    found = (_read_roles(event, spans) for event in events)
    return tuple(_attribution(roles) for roles in found if roles.get("Content"))


def _read_spans(what: str) -> Iterator[Span]:
    """Read `Source 210 220;225 230`."""
    _, _, offsets = what.partition(" ")
    for piece in offsets.split(";"):
        start, end = piece.split()
        yield Span(int(start), int(end))


def _read_event(what: str) -> Iterator[tuple[str, str]]:
    """Read `Attribution:T4 Source:T1`: the roles of an event, each with the number of its span."""
    for argument in what.split():
        role, name = argument.split(":")
        yield _NUMBER.sub("", role), name


def _read_roles(event: list[tuple[str, str]], spans: Mapping[str, tuple[Span, ...]]) -> _Roles:
    roles: _Roles = {}
    for role, name in event:
        roles[role] = roles.get(role, ()) + spans.get(name, ())
    return roles


def _attribution(roles: _Roles) -> Attribution:
    return Attribution(roles.get("Source", ()), roles.get("Cue", ()), roles["Content"])
