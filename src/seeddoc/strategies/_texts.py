"""Texts of documents, names and attributes: all that a document is made of."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from seeddoc.strategies._markers import made_marker_lines, marker_lines
from seeddoc.strategies._words import KNOWN_KEYS, LOOK_ALIKES, NAMING_KEYS, NO_LINE_ENDS, characters, one_line, prose

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

# Keys that say something of the text, and the one that is how a name is written.
_CHECKED = frozenset({"path", "size", "bytes", "sha256", "encoding", "mode"})


@cache
def lines(*, markers: bool = True) -> SearchStrategy[str]:
    """A line of a text without its end: prose, what looks like a marker, anything: `"see <<<END FILE>>>"`."""
    odd = st.lists(characters(), max_size=4).map("".join)
    plain = ("", "", " ", "FILE")
    if not markers:
        return prose() | st.sampled_from(plain) | odd
    return marker_lines() | prose() | made_marker_lines() | st.sampled_from((*plain, *LOOK_ALIKES)) | odd


@cache
def texts(*, markers: bool = True, max_lines: int = 6) -> SearchStrategy[str]:
    r"""Texts of documents: quotations, markers of every dialect, every line end: `"<<<FILE a>>>\r\n\x00"`.

    Args:
        markers: whether lines may stand in it that are markers, or nearly so.
        max_lines: about how many lines it has at most.
    """
    # A union takes each of its parts as often: three are for what ends lines.
    line_end, odd_end = st.just("\n"), st.sampled_from(("\r", "\r\n", *NO_LINE_ENDS))
    ended = lines(markers=markers).map("{}\n".format)
    return st.lists(lines(markers=markers) | line_end | odd_end | ended, max_size=max_lines).map("".join)


@cache
def keys() -> SearchStrategy[str]:
    """A key of an attribute: `"x-1"`."""
    own = st.sampled_from(("lang", "BEGIN", "kind", "x-1", "_", "A.b", *NAMING_KEYS[1:], *KNOWN_KEYS[5:]))
    return own | st.from_regex(r"[A-Za-z_][A-Za-z0-9_.-]{0,5}", fullmatch=True)


@cache
def names() -> SearchStrategy[str]:
    """Names of documents: those that people give, and any without a line break; "" is an anonymous one."""
    usual = ("a", "a.txt", "docs/My notes.txt", "000_315ebbaa87e2e668.txt", "001 | 1-8", "a>b", "plot n=5.txt")
    return st.sampled_from(usual) | one_line()


@cache
def attributes() -> SearchStrategy[tuple[tuple[str, str], ...]]:
    """Pairs that may stand beside a name and say nothing of the text: `(("lang", "en"), ("BEGIN", ""))`."""
    pair = st.tuples(keys().filter(lambda key: key.lower() not in _CHECKED), st.just("") | one_line())
    return st.lists(pair, max_size=3, unique_by=lambda pair: pair[0].lower()).map(tuple)
