"""Hypothesis strategies that the tests alone need, beside those of `seeddoc.strategies`, which they share.

They too are written from the specification (docs/spec.md) and never from the code under test. Every strategy shows an
example of what it gives.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st

from seeddoc.strategies import article_texts, articles, bundles, documents, names, texts, titles
from seeddoc.strategies import chunks as chunkings
from seeddoc.strategies._articles import paragraph_texts
from seeddoc.strategies._markers import LABELS, made_marker_lines, marker_lines
from seeddoc.strategies._spellings import FORMS, Form, form_pairs, write_form
from seeddoc.strategies._texts import keys, lines
from seeddoc.strategies._words import (
    BOM,
    CLOSERS,
    GUARDED_CLOSERS,
    GUARDED_OPENERS,
    KEYWORDS,
    OPENERS,
    WHITE_SPACE,
    one_line,
)

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = [
    "BOM",
    "CLOSERS",
    "FORMS",
    "GUARDED_CLOSERS",
    "GUARDED_OPENERS",
    "KEYWORDS",
    "OPENERS",
    "WHITE_SPACE",
    "Form",
    "article_texts",
    "articles",
    "bundles",
    "chunkings",
    "documents",
    "form_texts",
    "garbage",
    "garbage_bytes",
    "keys",
    "labels",
    "more_examples",
    "names",
    "one_line",
    "paragraph_texts",
    "soups",
    "texts",
    "titles",
    "write_form",
]


def more_examples(count: int) -> int:
    """Return how many examples a test takes that compares much: as the profile says, but not less than `count`."""
    profile = settings.default
    return max(count, profile.max_examples if profile else 0)


@cache
def labels() -> SearchStrategy[str]:
    """A label of any form, or two of them: `'a.txt sha256=SKIPPED lang="en"'`."""
    label = st.integers(0, len(LABELS) - 1).map(LABELS.__getitem__)
    return st.just("") | label | label | st.tuples(label, label).map(" ".join)


@cache
@st.composite
def form_texts(draw: st.DrawFn) -> tuple[Form, str, list[tuple[str, str]]]:
    r"""A preset, a bundle in it, and what that says: `(FORMS[1], "<<<FILE a>>>\nx\n<<<END>>>\n", [("a", "x")])`."""
    form = draw(st.sampled_from(FORMS))
    pairs = draw(form_pairs(form, 1, 3))
    return form, "".join(write_form(form, *pair) for pair in pairs), pairs


# --------------------------------------------------------------------------------
# Inputs of a reader


@cache
def soups() -> SearchStrategy[str]:
    r"""Lines of which most are markers or nearly so: `"<<<FILE a>>>\nx\n >>>\n<<<END FILE>>"`."""
    cut = st.sampled_from(("<<<FILE\n a>>>\nx\n<<<END FILE>>>", "<<<FILE a\nx\nFILE\n>>>"))
    whole = st.builds(
        "<<<FILE{}{}>>>\n{}\n<<<END>>>".format, st.sampled_from((" ", ": ")), labels(), st.sampled_from("x!")
    )
    unclosed = st.sampled_from("abc").map("<<<FILE: {}>>>\nx".format)
    line = (
        marker_lines()
        | marker_lines()
        | marker_lines()
        | made_marker_lines()
        | cut
        | whole
        | whole
        | unclosed
        | lines()
    )
    start = st.sampled_from(("", "", "", "", "", "", "", BOM))
    end = st.sampled_from(("\n", "\n", "\n", "\n", "\n", "\r\n", "\r", ""))
    soup = st.lists(st.tuples(start, line, end).map("".join), max_size=8).map("".join)
    cut_off = st.sampled_from(("", "", "", "", "", "<<<FI", "<<<", "<<<FILE a"))
    return st.tuples(soup, cut_off).map("".join)


@cache
def garbage() -> SearchStrategy[str]:
    r"""Any str, lone surrogates too: `"<<<FILE a>>>\n\ud800"`."""
    surrogate = st.sampled_from(("\ud800", "\udcff", "\udfff"))
    return soups() | st.text() | st.lists(soups() | surrogate | st.characters(), max_size=4).map("".join)


@cache
def garbage_bytes() -> SearchStrategy[bytes]:
    r"""Any bytes: `b"\xff\xfe<<<FILE a>>>\n\xed\xa0\x80"`."""
    odd = st.sampled_from(
        (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3", b"\xa9", b"\xf0\x9d", b"\x80", b"\n")
    )
    pieces = st.lists(soups().map(str.encode) | odd | st.binary(max_size=3), max_size=5).map(b"".join)
    return pieces | st.binary()
