"""Quotations in English news prose, and who speaks them.

The texts of an article's paragraphs go in, `Quote` models come out: `find_quotes`; `statements`
joins the segments of a split quotation. No model, no download, the same text always gives the same
quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeddoc.quotes.models import Candidate, Mention, Quote, Statement, statements

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seeddoc.positions import Anchor
    from seeddoc.quotes.language import Language

__all__ = ["Candidate", "Mention", "Quote", "Statement", "find_quotes", "rule_summary", "statements"]


def find_quotes(
    paragraphs: Sequence[str],
    anchors: Sequence[Anchor | None] | Callable[[int], Anchor | None] | None = None,
    language: Language | None = None,
    *,
    turns: bool = False,
    blocks: bool = False,
    headline: bool = False,
) -> tuple[tuple[Quote, ...], ...]:
    """Find the quotations in the paragraphs of an article, and who speaks them.

    Args:
        paragraphs: the texts of the paragraphs, in their order.
        anchors: where each of them comes from, for the positions of quotes and mentions; or a function that tells it
            by the number of a paragraph, from 0, and is asked for those with quotes only.
        language: that of the paragraphs; English, with its own cues, if it is left out. Another table of cues:
            `english(load_cues("english").with_cues(…))`, of `seeddoc.quotes.english` and `seeddoc.quotes.cues`.
        turns: take the turns of a transcript (`VERMA: It rises.`), which have no marks, as quotations too.
        blocks: take a paragraph without marks as a quotation where the one before leads into it (`Verma continued:`);
            of a longer block only the first paragraph.
        headline: the first paragraph is a headline: its single marks quote, also where the text quotes between double
            ones and only sets words off between single ones.

    Returns:
        The quotes of each paragraph, in their order; offsets are code points of the paragraph.

    Raises:
        ValueError: there are not as many anchors as paragraphs.
    """
    if isinstance(paragraphs, str):
        raise TypeError("paragraphs are a sequence of texts, not one string")
    from seeddoc.quotes import finder  # the lexicon and the rules are loaded when they are first needed

    return finder.find_quotes(paragraphs, anchors, language, turns=turns, blocks=blocks, headline=headline)


def rule_summary(name: str) -> str | None:
    """Say what a rule (`Quote.rule`) looks for; None where no such rule is in the table."""
    from seeddoc.quotes.english import RULES
    from seeddoc.quotes.joining import JOINS

    return next((rule.summary for rule in (*RULES, *JOINS) if rule.name == name), None)
