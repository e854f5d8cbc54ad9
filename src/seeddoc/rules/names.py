"""Rules of group N that are about the names of a bundle as names of files: what `unpack` refuses, told before.

In come the documents of one bundle, out come findings where their names stand. A text without markers has no name but
that of its file, which is on a disk already. What reading finds of names, N001 and N002, is not asked again.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Final

from seeddoc._names import find_coded_faults, find_collisions
from seeddoc.diagnostics import diagnostic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from seeddoc.diagnostics import Diagnostic
    from seeddoc.documents import Document
    from seeddoc.settings import Settings

_CODES_OF_ONE: Final = frozenset({"N003", "N004", "N005"})
_COLLIDING: Final = "N006"
_ALL: Final = _CODES_OF_ONE | {_COLLIDING}

# What is the hint of the code already.
_HINT: Final = "; rename one of them"

# So much of a name is told.
_SHOWN: Final = 80

# No marker is shorter than that, so a text that begins before it has none: at most a byte order mark is before it.
_LEAST_MARKER: Final = 2


def check_names(documents: Iterable[Document], settings: Settings, filename: str | None) -> Iterator[Diagnostic]:
    """Find what is wrong with names as names of files, as far as rules are on."""
    if settings.codes.isdisjoint(_ALL):
        return
    found = tuple(documents)
    for document, code, detail in chain(_find_faults(found), _find_collisions(found)):
        if code in settings.for_path(document.name).codes and _has_marker(document):
            start, end = document.name_place
            yield diagnostic(code, start, end, detail=detail, document=document.name, filename=filename)


def _find_faults(documents: Iterable[Document]) -> Iterator[tuple[Document, str, str]]:
    for document in documents:
        faults = find_coded_faults(document.name)
        if not faults:
            continue
        reasons: dict[str, list[str]] = defaultdict(list)
        for code, reason in faults:
            reasons[code].append(reason)
        for code in sorted(_CODES_OF_ONE & reasons.keys()):
            yield document, code, f"{_shown(document.name)}: {', '.join(reasons[code])}"


def _shown(name: str) -> str:
    return repr(name) if len(name) <= _SHOWN else f"{name[:_SHOWN]!r}…"


def _find_collisions(documents: Sequence[Document]) -> Iterator[tuple[Document, str, str]]:
    """Find names that cannot stand beside others; the same name twice is N001."""
    first: dict[str, Document] = {}
    for document in documents:
        first.setdefault(document.name, document)
    if _all_apart(first):
        return
    for name, reason in find_collisions(first):
        yield first[name], _COLLIDING, f"{_shown(name)}: {reason.removesuffix(_HINT)}"


def _all_apart(names: Collection[str]) -> bool:
    """Tell by a quick look that plain names cannot collide; where it cannot tell, False."""
    together = "".join(names)
    return together.isascii() and "/" not in together and len({name.lower() for name in names}) == len(names)


def _has_marker(document: Document) -> bool:
    position = document.position
    return position is None or position.offset >= _LEAST_MARKER
