"""What told the speaker of a quotation, as people read it: labels and lines.

In comes a quotation, out come pairs of texts, each on one line and harmless to a terminal. It knows nothing of how they
are laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeddoc.quotes import rule_summary
from seeddoc.reports import count, visible_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.quotes import Mention, Quote


def _one_line(text: str) -> str:
    return visible_line(" ".join(text.split()))


def _mention(mention: Mention, confidence: float | None = None) -> str:
    """Tell a mention: the words, whom they name, how far away they are, how sure that is."""
    text, name, away = _one_line(mention.text), _one_line(mention.name or ""), abs(mention.paragraph)
    told = f"{text} → {name}" if name not in {"", text} else text
    if away:
        told += f" ({count(away, 'paragraph')} {'before' if mention.paragraph < 0 else 'after'})"
    return told if confidence is None else f"{told} · confidence {confidence:.2f}"


def render_reasons(quote: Quote) -> Iterator[tuple[str, str]]:
    """Yield what is known of a quote's speaker, each with its label."""
    if quote.speaker:
        yield "speaker", _mention(quote.speaker, quote.confidence)
    if quote.cue:
        yield "cue", _mention(quote.cue)
    if quote.rule:
        summary = rule_summary(quote.rule)
        yield "rule", visible_line(f"{quote.rule}: {summary}" if summary else quote.rule)
    if quote.evidence:
        yield "evidence", _mention(quote.evidence)
    if quote.runner_up:
        found = quote.runner_up
        yield "runner-up", f"{_mention(found.speaker, found.confidence)} · {visible_line(found.rule)}"
