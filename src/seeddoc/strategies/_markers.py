"""Lines that are markers, or nearly so: what a text may hold and a reader must tell apart."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from seeddoc.strategies._words import BOM, KEYWORDS, NEAR_KEYWORDS, SEPARATORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import SearchStrategy

# Labels of every form of section 3, well-formed or not.
LABELS: Final = (
    *(
        "a",
        "b",
        "a b",
        "My notes.txt",
        ": a",
        "BEGIN",
        "START x",
        "END of x",
        "BEGIN: a",
        "a>",
        "<a",
        "a>>>b",
        "a:",
        "a=b",
    ),
    *(
        '"a"',
        "'a'",
        "`a`",
        '"a',
        '"a" b',
        '"a>>>"',
        '""',
        "path=a",
        "path=a b",
        "path = a",
        "path=",
        "path= size=1",
        "PATH=a",
    ),
    *(
        'path="a"',
        'path="a" BEGIN',
        'path="a" path="b"',
        'path="a\\"b"',
        'path="a>>>"',
        'name="b" path="a"',
        "name=a id=7",
    ),
    *(
        "id=7",
        "nonce=7",
        "a id=7",
        "a nonce=7",
        "a id=7 nonce=8",
        'a kind="x"',
        'a kind="x" y',
        'a path="b"',
        'a KIND="x" kind="y"',
    ),
    *(
        "a size=0",
        "a size=1",
        "a size=2",
        "a bytes=3",
        "a size=?",
        "a sha256=SKIPPED",
        "a size=1 (x)",
        "a lang=en",
        "a lang=en size=1",
    ),
    *(
        "a encoding=base64",
        'path="a" mode="base64" size=0',
        "a encoding=gzip",
        "a mode=base64",
        "a mode=zip",
        "a mode=0644",
        "a b=1 x=2",
        'path="a", lang="en"',
    ),
)


@cache
def labels() -> SearchStrategy[str]:
    """A label of any form, or two of them: `'a.txt sha256=SKIPPED lang="en"'`."""
    label = st.integers(0, len(LABELS) - 1).map(LABELS.__getitem__)
    return st.just("") | label | label | st.tuples(label, label).map(" ".join)


def _marker_lines() -> Iterator[str]:
    """Every keyword with every label that matters, every fence, and what may stand before and after."""
    for word in (*KEYWORDS, *NEAR_KEYWORDS, *map(str.lower, KEYWORDS), "End\t of  file", "F\u0131LE", "END FILE\u017f"):
        for label in ("", " a", ": a", ":: b", ' path="a"', " "):
            yield f"<<<{word}{label}>>>"
    for label in LABELS:
        yield from (f"<<<FILE {label}>>>", f"<<<FILE: {label} >>>", f"<<<END FILE {label}>>>", f"<<<FILE {label}")
    for left, right in ((2, 3), (3, 2), (4, 3), (3, 4), (4, 4), (5, 5), (3, 0), (4, 0), (2, 2), (1, 3)):
        for inside in ("FILE a", "END FILE", "END", "FILE", "FILE b", "/FILE"):
            yield "<" * left + inside + ">" * right
    for line in ("<<<FILE a>>>", "<<<END FILE>>>", "<<<FILE a", ">>>", "<<<FI", "<<", "<<<FILE END: a", "<<<"):
        yield from (" " + line, "\t" + line, line + " \t", line + "\r", line + " now", BOM + line, BOM + BOM + line)
        yield from (
            "x " + line,
            "E" + line,
            "FILE" + line,
            line + "<<<FILE b>>>",
            line + " <<<<FILE c>>>>",
            line + "<<<FILE b",
        )
    for fence in (">>", ">>>", ">>>>", "> >>"):
        yield from (
            fence,
            "FILE" + fence,
            "file " + fence,
            fence + "END",
            fence + " end ",
            "x FIL" + fence,
            "x." + fence,
        )


MARKER_LINES: Final = tuple(dict.fromkeys(_marker_lines()))


@cache
def marker_lines() -> SearchStrategy[str]:
    """A marker line of any form without its line end, whole or nearly so: `"<<<FILE: a >>>>"`."""
    usual = ("<<<FILE a>>>", "<<<FILE b>>>", "<<<END FILE>>>", "<<<END>>>", "<<<FILE a", "<<<FILE b", ">>>", "FILE>>>")
    # By number: a strategy that holds them all has a representation too long for Hypothesis.
    any_of_them = st.integers(0, len(MARKER_LINES) - 1).map(MARKER_LINES.__getitem__)
    keyword = st.sampled_from(KEYWORDS).map("<<<{}>>>".format)
    return st.sampled_from(usual) | keyword | any_of_them | any_of_them


@cache
@st.composite
def made_marker_lines(draw: st.DrawFn) -> str:
    """A marker line put together from parts that need not fit: `"<<<<File::  a path=b >>>"`."""
    fence = draw(st.sampled_from((3, 3, 4, 2)))
    right = fence + draw(st.sampled_from((0, 0, 0, 0, 1, -1)))
    word, label = draw(st.sampled_from((*KEYWORDS, *NEAR_KEYWORDS))), draw(labels())
    return f"{'<' * fence}{word}{draw(st.sampled_from((*SEPARATORS, '')))}{label}{'>' * right}"
