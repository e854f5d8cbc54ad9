"""Characters, keywords and lines, from the lists of the specification: what all other strategies are made of.

The lists are of docs/spec.md and never of the code that reads by it: what the library forgets must not be forgotten
here too. The simplest of everything stands first, so that failing examples shrink to it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

# Section 1: "white space: the Unicode property White_Space".
WHITE_SPACE: Final = (
    "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
# S2.1.2: what ends lines elsewhere and not here.
NO_LINE_ENDS = ("\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
BOM = "\ufeff"
# One of each width in UTF-8, those of two UTF-16 units, and those that casing or normalising change.
LETTERS = ("a", "B", "7", "é", "文", "𝄞", "🗎", "\u017f", "K", "İ", "e\u0301", "ﬁ")
ODD = ("\x00", "\x1f", "\x7f", "\u200b", "\u202e", BOM, "\ufffd", "\uffff", "\U0010ffff")

# S4.1, S4.3
OPENERS = ("FILE", "BEGIN FILE", "BEGIN_FILE", "FILE_BEGIN", "FILE_START", "START FILE", "START_FILE")
GUARDED_OPENERS = ("FILE BEGIN", "FILE START")
CLOSERS = ("END FILE", "END_FILE", "ENDFILE", "END", "END OF FILE", "FILE_END", "/FILE")
GUARDED_CLOSERS = ("FILE END",)
KEYWORDS = (*OPENERS, *GUARDED_OPENERS, *CLOSERS, *GUARDED_CLOSERS)
# S4.7: what only looks like one.
NEAR_KEYWORDS = ("FILES", "FILENAME", "FILE_PATH", "ENDPOINTS", "END FILES", "ENDFILEX", "FILE|x", "FI", "EN", "")
SEPARATORS = (" ", ":", ": ", "::", " : ", "\t", "  ")

# S3.2, S3.3
NAMING_KEYS = ("path", "name", "file", "filename", "id")
KNOWN_KEYS = ("sha256", "size", "bytes", "encoding", "mode", "id", "nonce", "language")

LOOK_ALIKES = ("<<<<<<< SEARCH", ">>>>>>> REPLACE", "$x = <<<FILE", "FILE;", "cat <<<FILE", "k<<<g,b>>>()", "<<<EOF")


OPENING_MARKS: Final = ('"', "“", "‘", "«", "„", "``")
CLOSING_MARKS: Final = ('"', "”", "’", "»", "“", "''")
# What ends a line in some program or other, and stands between the blocks of an article.
LINE_BREAKS: Final = ("\n", "\r\n", *NO_LINE_ENDS)


@cache
def characters() -> SearchStrategy[str]:
    """A character (or two) that some program treats badly, or any at all: `"𝄞"`."""
    special = st.sampled_from((*LETTERS, *ODD, *WHITE_SPACE, *NO_LINE_ENDS))
    return special | st.characters(exclude_categories=["Cs"])


@cache
def words() -> SearchStrategy[str]:
    """A word of prose: `"said,"`."""
    return st.sampled_from(("a", "Iraq", "said,", "the", "Qa'im", "don’t", "1.5", "é", "文書", "𝄞", "FILE", "END", "x"))


@cache
def prose() -> SearchStrategy[str]:
    """A line of prose: `'the Iraq "said," 1.5'`."""
    mark = st.sampled_from((*OPENING_MARKS, *CLOSING_MARKS))
    return st.lists(words() | mark, min_size=1, max_size=6).map(" ".join)


@cache
def one_line() -> SearchStrategy[str]:
    r"""What a name or a value may be, any text without a line break: `'a "b" \\ <<<END>>>'`."""
    parts = (
        "a",
        "b.txt",
        " ",
        "\t",
        '"',
        "'",
        "`",
        "=",
        "<",
        ">",
        ">>>",
        "<<<",
        ":",
        "\\",
        "path",
        "size=1",
        "END",
        "/",
    )
    part = st.sampled_from((*parts, *KEYWORDS)) | characters().filter(lambda char: char != "\n")
    return st.lists(part, max_size=6).map("".join)
