"""Articles made in code, and texts that hold an article in any layout."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from seeddoc.articles import Article, Paragraph
from seeddoc.strategies._words import WHITE_SPACE, characters, prose, words

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


@cache
def white() -> SearchStrategy[str]:
    r"""White space: `"\n\u00a0\n"`."""
    return st.lists(st.sampled_from(("\n", "\n", "\n\n", *WHITE_SPACE)), max_size=3).map("".join)


def _no_outer_white(text: str) -> str:
    return text.strip(WHITE_SPACE)


@cache
def titles() -> SearchStrategy[str]:
    """Titles: one line without outer white space: `"Iraq: Residents from al-Qa'im speak"`."""
    line = prose() | st.lists(words() | characters(), min_size=1, max_size=4).map("".join)
    return line.map(lambda text: text.replace("\n", " ")).map(_no_outer_white).filter(bool)


@cache
def paragraph_texts() -> SearchStrategy[str]:
    r"""Texts of paragraphs: without outer white space, maybe hard-wrapped: `"“Go,” she said.\n\xa0 wrapped"`."""
    text = st.lists(titles(), min_size=1, max_size=3).map("\n".join)
    odd = st.sampled_from(("\r\n", "\n\t", "\n\x1f\n", "\u2028", "\r\r", "\x85"))
    return text | st.tuples(titles(), odd, titles()).map("".join)


def paragraphs() -> SearchStrategy[Paragraph]:
    """Paragraphs made in code, whose quotations are found when they are asked for."""
    return paragraph_texts().map(Paragraph)


def articles(*, min_paragraphs: int = 0, max_paragraphs: int = 3) -> SearchStrategy[Article]:
    """Articles made in code, of any characters: `Article("Title", ("One.", "Two."))`.

    Their quotation marks pair off as chance has it; `quoted_articles` has those whose quotations are known.

    Args:
        min_paragraphs: the least number of paragraphs.
        max_paragraphs: the greatest.
    """
    return st.builds(Article, titles(), st.lists(paragraphs(), min_size=min_paragraphs, max_size=max_paragraphs))


@st.composite
def article_texts(draw: st.DrawFn) -> str:
    r"""Texts that hold an article, with any white space around its blocks: `"\n Title\nOne.\n\xa0\n\nTwo.\n"`."""
    blocks = draw(st.lists(paragraph_texts(), min_size=1, max_size=4))
    return draw(white()) + "".join(block + draw(st.just("\n\n") | white()) for block in blocks)
