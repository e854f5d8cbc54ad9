"""Turns of a transcript: paragraphs that begin with a name in capitals and a colon, and have no marks.

`VERMA: The river is rising.` is a quotation without marks where an article has several such turns of
several people; one alone is more likely a heading. The texts of paragraphs and what was found between
marks in them go in, the same with a span for each turn comes out.

It knows no language, and nothing of who speaks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from seeddoc.quotes._styles import Span, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

# The style of turns, which have no marks.
TURN: Final = Style("turn", "", ("",), family="turn")

# So many turns, and so many who take them, make a transcript.
_FEWEST_TURNS: Final = 3
_FEWEST_SPEAKERS: Final = 2

_LABEL: Final = re.compile(r"([^\W\d_][\w.’' -]{0,39}?)(?: \([^()\n]{1,30}\))?:[ \n](?=\S)")


def find_turns(paragraphs: Sequence[str], found: Sequence[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """Add the turns of a transcript to the quotations that were found between marks.

    Args:
        paragraphs: the texts of an article's paragraphs.
        found: the quotations of each; those of a turn become its children.
    """
    turns = {}
    speakers = set()
    for number, text in enumerate(paragraphs):
        label = _LABEL.match(text)
        if label and label[1].isupper() and not _begins_marked(found[number], label.end()):
            turns[number] = label.end()
            speakers.add(label[1])
    if len(turns) < _FEWEST_TURNS or len(speakers) < _FEWEST_SPEAKERS:
        return list(found)
    return [
        (_turn(text, turns[number], found[number]),) if number in turns else found[number]
        for number, text in enumerate(paragraphs)
    ]


def _begins_marked(spans: tuple[Span, ...], start: int) -> bool:
    """Tell whether the turn has marks of its own, or a quotation stands in its label."""
    return bool(spans) and spans[0].start <= start


def _turn(text: str, start: int, children: tuple[Span, ...]) -> Span:
    return Span(TURN, start, start, len(text), len(text), True, children)
