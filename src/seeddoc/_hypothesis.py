"""What Hypothesis runs when it is imported: strategies for the models, made when they are asked for.

Its entry point is in the group `hypothesis`; with it `st.from_type(seeddoc.Article)` works, and so does `st.builds` of
anything that takes models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from seeddoc.articles import Article, Paragraph
from seeddoc.diagnostics import Diagnostic
from seeddoc.dialects import Dialect
from seeddoc.documents import Bundle, Document
from seeddoc.positions import Position, Span
from seeddoc.quotes import Mention, Quote, Statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

# Each model with the name of its strategy in `seeddoc.strategies`.
MODELS: Final[dict[type, str]] = {
    Article: "articles",
    Bundle: "bundles",
    Diagnostic: "diagnostics",
    Dialect: "dialects",
    Document: "documents",
    Mention: "mentions",
    Paragraph: "paragraphs",
    Position: "positions",
    Quote: "quotes",
    Span: "spans",
    Statement: "statements",
}


def register() -> None:
    """Tell Hypothesis of the models."""
    from hypothesis import strategies as st

    for model, name in MODELS.items():
        st.register_type_strategy(model, _later(name))


def _later(name: str) -> Callable[[type], SearchStrategy[Any]]:
    """Return what makes a strategy of a name; Hypothesis is not all there yet when this is called."""

    def make(_model: type) -> SearchStrategy[Any]:
        from seeddoc import strategies

        strategy: SearchStrategy[Any] = getattr(strategies, name)()
        return strategy

    return make
