"""Styles of quotation marks, and spans: the values that the modules about marks share.

`STYLES` is the table of marks; to take another way of writing them in, add its row. Nothing here
looks at a text.
"""

from __future__ import annotations

from enum import Enum
from typing import Final, NamedTuple

import attrs


class Lean(Enum):
    """Which way a mark faces, as far as its neighbours tell."""

    OPENING = "opening"
    CLOSING = "closing"
    NEITHER = "neither"


# The leans with which a mark opens.
ANY: Final = frozenset(Lean)
_NOT_CLOSING: Final = frozenset({Lean.OPENING, Lean.NEITHER})
_OPENING: Final = frozenset({Lean.OPENING})

# The family of the marks that may also be apostrophes, or that apostrophes close.
SINGLE: Final = "single"


@attrs.frozen
class Style:
    """One way of writing quotation marks.

    Attributes:
        name: for people and for comparing.
        opener: the opening mark.
        closers: the marks that close it.
        stand_ins: marks that close it where they lean to the left and no proper closer comes.
        opens: the leans with which the opening mark opens; single marks have rules of their own.
        family: styles of one family do not nest but by mistake or inside running text. `single`
            tells the marks that British prose prefers and others use inside quotations.
        turned: the opening mark is another style's closing mark and opens only outside quotations, or
            inside turned ones of other families.
        apostrophe: the opening mark is also an apostrophe, so that it needs its closing mark.
    """

    name: str
    opener: str
    closers: tuple[str, ...]
    stand_ins: tuple[str, ...] = ()
    opens: frozenset[Lean] = ANY
    family: str = "double"
    turned: bool = False
    apostrophe: bool = False


# Of two rows with one opener the first counts.
STYLES: Final = (
    Style("curly", "“", ("”",), ('"', "''", "“")),
    Style("straight", '"', ('"',), ("”", "''"), _NOT_CLOSING),
    Style("typewriter", "``", ("''",), ('"', "”")),
    Style("apostrophes", "''", ("''",), ('"', "”"), _NOT_CLOSING),
    Style("low", "„", ("“", "”"), ('"',)),
    Style("guillemets", "«", ("»",), ("«",), family="guillemets"),
    Style("single guillemets", "‹", ("›",), ("‹",), family="single guillemets"),
    Style("corner brackets", "「", ("」",), family="corner brackets"),
    Style("white corner brackets", "『", ("』",), family="white corner brackets"),
    Style("turned curly", "”", ("”", "“"), ('"',), _OPENING, turned=True),
    Style("turned guillemets", "»", ("«",), ("»",), _OPENING, "guillemets", turned=True),
    Style("turned single guillemets", "›", ("‹",), ("›",), _OPENING, "single guillemets", turned=True),
    Style("single curly", "‘", ("’",), ("'", "‘"), family=SINGLE),
    Style("single straight", "'", ("'",), ("’",), family=SINGLE, apostrophe=True),
    Style("low single", "‚", ("‘", "’"), ("'",), family=SINGLE),
    Style("single typewriter", "`", ("'",), ("’",), family=SINGLE),
    Style("turned single curly", "’", ("’",), ("'",), family=SINGLE, turned=True, apostrophe=True),
)


class Span(NamedTuple):
    """A stretch between marks.

    Attributes:
        style: that of the opening mark.
        start: where the opening mark begins.
        inner_start: where it ends.
        inner_end: where the closing mark begins, or what was never closed ends.
        end: where the closing mark ends, or `inner_end`.
        closed: whether there is a closing mark.
        children: the spans inside, in order.
    """

    style: Style
    start: int
    inner_start: int
    inner_end: int
    end: int
    closed: bool
    children: tuple[Span, ...] = ()


# After one of these a quotation begins a sentence or a clause of its own.
_CLAUSE_END: Final = frozenset(".?!…:,;”\"'’")


def begins_clause(text: str, span: Span, floor: int) -> bool:
    """Tell whether a span begins a sentence or a clause; what is before the floor is not looked at.

    After the end of one, or at the floor, an opening mark begins a new quotation; elsewhere it
    stands in running text and is nested.
    """
    at = span.start - 1
    while at >= floor and text[at].isspace():
        at -= 1
    return at < floor or text[at] in _CLAUSE_END
