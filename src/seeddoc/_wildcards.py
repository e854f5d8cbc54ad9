"""Wildcards as regular expressions that take no more than quadratic time, however many of them there are.

In come the parts of a pattern; out comes a regular expression for `fullmatch`. A pattern comes from a configuration or
from a `.gitignore`, which may be a stranger's, and `*a*a*a*a*a*b` as it is usually translated takes hours.

What follows a wildcard is taken where it first fits, and never elsewhere: whatever comes after the next wildcard fits
there too, if it fits anywhere. Only what has to reach the end of a part of the path, or of all of it, is looked for
there.

A leaf: it imports nothing of seeddoc.
"""

from __future__ import annotations

from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable


class Wildcard(Enum):
    """What stands for any number of characters."""

    STAR = "[^/]*"  # of a part of the path
    FOLDERS = "(?:[^/]*/)*?"  # whole parts, each with its slash
    ANY = ".*?"


# A wildcard, or a regular expression of just one character; "/" is one.
Part: TypeAlias = "Wildcard | str"

_SLASH: Final = "/"


def join_parts(parts: Iterable[Part]) -> str:
    """Return the regular expression of a pattern."""
    leads, blocks = [""], list[list[Part]]([[]])
    for part in parts:
        if isinstance(part, Wildcard) and part is not Wildcard.STAR:
            leads.append(part.value)
            blocks.append([])
        else:
            blocks[-1].append(part)
    *firsts, (lead, block) = zip(leads, blocks, strict=True)
    before = "".join(f"(?>{each}{_render(parts_of, reaches_end=False)})" for each, parts_of in firsts)
    return before + lead + _render(block, reaches_end=True)


def _render(block: list[Part], *, reaches_end: bool) -> str:
    """Return the regular expression of what stands between wildcards that reach over slashes."""
    stops = [number for number, part in enumerate(block) if part in (Wildcard.STAR, _SLASH)]
    rendered = "".join(map(str, block[: stops[0] if stops else len(block)]))
    for at, following in pairwise([*stops, len(block)]):
        fixed = "".join(map(str, block[at + 1 : following]))
        if block[at] == _SLASH:
            rendered += _SLASH + fixed
        elif following < len(block) and block[following] == _SLASH:
            rendered += f"(?>[^/]*{fixed})(?=/)"
        elif following == len(block) and reaches_end:
            rendered += rf"(?>[^/]*{fixed})(?=/|\Z)"
        else:
            rendered += f"(?>[^/]*?{fixed})"
    return rendered
