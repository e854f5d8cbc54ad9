"""What seeddoc finds: the text of an article in, quotations with offsets of that text out.

Each line of the text is a paragraph, the title too, since annotators marked all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from seeddoc.evaluation.gold import PARAGRAPH
from seeddoc.positions import Span
from seeddoc.quotes import find_quotes
from seeddoc.quotes.english import english
from seeddoc.quotes.joining import JOINS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seeddoc.quotes import Mention, Quote
    from seeddoc.quotes.language import Language


@attrs.frozen
class Prediction:
    """A quotation that was found. Its spans are code points of the article's text.

    Attributes:
        span: of the quotation, with its marks.
        speaker: None where none was found.
        cue: None where none was found.
        rule: the name of the rule that gave the speaker.
        confidence: how sure the speaker is, from 0 to 1; None where that is not known.
    """

    span: Span
    speaker: Span | None = None
    cue: Span | None = None
    rule: str | None = None
    confidence: float | None = None


def english_without(rules: Iterable[str]) -> Language:
    """Return English without some of its rules, to see what they add.

    Raises:
        ValueError: there is no rule of a name.
    """
    whole, names = english(), frozenset(rules)
    unknown = names - {rule.name for rule in (*whole.rules, *JOINS)}
    if unknown:
        raise ValueError(f"no rule {min(unknown)!r}")
    kept = tuple(rule for rule in whole.rules if rule.name not in names)
    return attrs.evolve(whole, rules=kept, left_out=names)


def predict_text(text: str, language: Language | None = None) -> tuple[Prediction, ...]:
    """Find the quotations of an article, outermost ones only, in order."""
    lines = list(PARAGRAPH.finditer(text))
    starts = [line.start() for line in lines]
    found = find_quotes([line[0] for line in lines], language=language)
    return tuple(_prediction(quote, starts, number) for number, quotes in enumerate(found) for quote in quotes)


def _prediction(quote: Quote, starts: Sequence[int], number: int) -> Prediction:
    """Move a quote of the paragraph of that number, and what belongs to it, to where it stands in the text."""

    def place(mention: Mention | None) -> Span | None:
        if mention is None:
            return None
        start = starts[number + mention.paragraph]
        return Span(start + mention.start, start + mention.end)

    span = Span(starts[number] + quote.start, starts[number] + quote.end)
    return Prediction(span, place(quote.speaker), place(quote.cue), quote.rule, quote.confidence)


def with_closing_commas(text: str, predictions: Iterable[Prediction]) -> tuple[Prediction, ...]:
    """Take the comma that closes an apposition into the speaker: of `Bo Lind, a pilot, said`, `Bo Lind, a pilot,`.

    A speaker of seeddoc is a noun phrase, without that comma; PolNeAR's annotators took it in, as a rule, where the
    verb follows. A quotation that goes on has its speaker from the one before, and so its span.
    """
    predictions = tuple(predictions)
    longer = {
        speaker: Span(speaker.start, speaker.end + 1)
        for speaker, cue in ((each.speaker, each.cue) for each in predictions)
        if speaker and cue and cue.start > speaker.end and _is_closed(text, speaker)
    }
    return tuple(
        attrs.evolve(each, speaker=longer[each.speaker]) if each.speaker in longer else each for each in predictions
    )


def _is_closed(text: str, speaker: Span) -> bool:
    return text[speaker.end] == "," and "," in text[speaker.start : speaker.end]
