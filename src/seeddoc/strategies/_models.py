"""The smaller models, each as part of something that holds together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from seeddoc.diagnostics import CODES, Diagnostic, diagnostic
from seeddoc.positions import Position, Span
from seeddoc.strategies._quotations import quoted_articles

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from seeddoc.quotes import Mention, Quote, Statement


def quotes() -> SearchStrategy[Quote]:
    """Quotes as they are found in articles, some with a speaker, a cue, children, a reason."""
    return quoted_articles(min_quotes=1).flatmap(lambda known: st.sampled_from(known.article.quotes))


def statements() -> SearchStrategy[Statement]:
    """Statements as they are found in articles, some in several segments."""
    return quoted_articles(min_quotes=1).flatmap(lambda known: st.sampled_from(known.article.statements))


def mentions() -> SearchStrategy[Mention]:
    """Speakers and cues as they are found in articles."""
    spoken = quoted_articles(min_quotes=1).filter(lambda known: bool(known.speakers))
    return spoken.flatmap(lambda known: st.sampled_from(_mentions(known.article.quotes)))


def _mentions(found: tuple[Quote, ...]) -> list[Mention]:
    return [mention for quote in found for mention in (quote.speaker, quote.cue) if mention]


def spans() -> SearchStrategy[Span]:
    """Spans that run forward; empty ones too."""
    return st.tuples(st.integers(0, 999), st.integers(0, 99)).map(lambda pair: Span(pair[0], sum(pair)))


@st.composite
def positions(draw: st.DrawFn) -> Position:
    """Positions that some text has."""
    text = draw(st.text(st.sampled_from("a\n\ré文𝄞")))
    return Position(0, 0, 0, 1, 1).advanced(text)


@st.composite
def diagnostics(draw: st.DrawFn) -> Diagnostic:
    """Findings of every code, with a place and maybe a document."""
    code, document = draw(st.sampled_from(sorted(CODES))), draw(st.sampled_from((None, "a.txt")))
    start = draw(positions())
    return diagnostic(code, start, start.advanced("x" * draw(st.integers(0, 3))), document=document)
