"""Block quotations: paragraphs without marks that the paragraph before leads into, as `Verma continued:` does.

The texts of paragraphs and what was found in them go in, the same with a span for each block comes out. Only the
paragraph right after the lead-in is one: nothing tells where a longer block ends.

It asks the language whether somebody speaks in the lead-in; who that is, is found again when statements are joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seeddoc.quotes._styles import Span
from seeddoc.quotes.passages import WINDOW, Case
from seeddoc.quotes.turns import TURN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seeddoc.quotes.language import Language

_COLON: Final = ":"
# What the last sentence of a block ends with: else it is a heading or an item of a list.
_ENDS: Final = (".", "?", "!", "…", "”", '"', ")")


def find_blocks(
    paragraphs: Sequence[str], found: Sequence[tuple[Span, ...]], language: Language
) -> list[tuple[Span, ...]]:
    """Add block quotations to what was found between marks.

    Args:
        paragraphs: the texts of an article's paragraphs.
        found: the quotations of each; those in a block become its children.
        language: tells what leads in.
    """
    whole = list(found)
    for number in range(1, len(paragraphs)):
        text = paragraphs[number]
        begins_marked = bool(found[number]) and found[number][0].start == 0
        if not begins_marked and text.rstrip().endswith(_ENDS) and _leads_in(paragraphs[number - 1], language):
            whole[number] = (Span(TURN, 0, 0, len(text), len(text), True, found[number]),)
    return whole


def _leads_in(text: str, language: Language) -> bool:
    """Tell whether a paragraph ends with somebody's verb of speech and a colon."""
    if not text.rstrip().endswith(_COLON):
        return False
    passage = language.read(text, (), max(0, len(text) - WINDOW))
    end = len(passage.tags)
    case = Case.within(passage, passage.sentence_start(end), end)
    findings = (rule.find(case) for rule in language.leads)
    cue = next((finding.cue for finding in findings if finding), None)
    return cue is not None and passage.words[cue[0]] != _COLON
