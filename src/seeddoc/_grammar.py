"""The constants of the format: one for each rule of docs/spec.md, the rule above it.

A leaf: it imports nothing of seeddoc, holds no state and decides nothing. Readers, writers and models
all build on these same constants, so that what cannot be written back cannot be built either.
"""

from __future__ import annotations

import re
from typing import Final

# "blank: space or tab."
BLANKS: Final = " \t"

# "Unicode White_Space: NBSP and U+0085 are, FS GS RS US and BOM are not." `str.isspace` and `\s` of the
# standard `re` also take U+001C to U+001F, so the property is spelled out here.
WHITE_SPACE: Final = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)

BOM: Final = "\ufeff"

# "The fence has n >= 3 characters, the same n on both ends of a marker."
MIN_FENCE: Final = 3

# Opener keywords of section 4; a blank inside stands for one blank or more.
OPENER_KEYWORDS: Final = (
    "BEGIN FILE",
    "BEGIN_FILE",
    "START FILE",
    "START_FILE",
    "FILE_BEGIN",
    "FILE_START",
    "FILE BEGIN",
    "FILE START",
    "FILE",
)

# Closer keywords of section 4, the longer ones before those that they begin with.
CLOSER_KEYWORDS: Final = (
    "END OF FILE",
    "END FILE",
    "END_FILE",
    "ENDFILE",
    "END",
    "FILE_END",
    "FILE END",
    "/FILE",
)

# "`FILE BEGIN` and `FILE START` only with nothing, `:` or key=value pairs after it", so too `FILE END`:
# `<<<FILE Start here.txt>>>` is a name.
GUARDED_KEYWORDS: Final = frozenset({"FILE BEGIN", "FILE START", "FILE END"})

# "keys are `[A-Za-z_][A-Za-z0-9_.-]*`, compared without ASCII case"
KEY: Final = r"[A-Za-z_][A-Za-z0-9_.-]*"

# "a naming key among them: path, name, file, filename, id (of several, the first in this order names)"
NAMING_KEYS: Final = ("path", "name", "file", "filename", "id")

# "where at least one pair has a known key"
KNOWN_KEYS: Final = frozenset({"sha256", "size", "bytes", "encoding", "mode", "id", "nonce", "language"})


def keyword_pattern(keywords: tuple[str, ...]) -> str:
    """Make the alternation that finds any of the keywords, the longest first, any blanks inside."""
    longest_first = sorted(keywords, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[ \t]+") for word in longest_first)


_ANY_KEYWORD: Final = keyword_pattern(OPENER_KEYWORDS + CLOSER_KEYWORDS)

# "a line that starts (after blanks) with two or more `<` and a keyword". "A keyword is followed by a blank, `:` or the
# closing fence": `<<<FILES a>>>` and `<<<ENDPOINTS>>>` are text.
_MARKER_LIKE: Final = rf"[ \t]*+<<++[ \t]*+(?:{_ANY_KEYWORD})"
_LINE_ENDS: Final = r"\r?(?:\n|\Z)"

# A line that wants to be a marker, without its line end; and all of them in a text.
MARKER_LIKE: Final = re.compile(rf"{_MARKER_LIKE}(?=[ \t:>]|\Z)", re.IGNORECASE | re.ASCII)
MARKER_LIKE_LINE: Final = rf"{_MARKER_LIKE}(?=[ \t:>]|{_LINE_ENDS}).*+"

# "a run of exactly n `<` and then (blanks and) a keyword of section 4", anywhere in a text: the writer
# takes a fence of another length than every such run.
FENCED_KEYWORD: Final = re.compile(
    rf"(?<!<)(<{{{MIN_FENCE},}}+)[ \t]*+(?:{_ANY_KEYWORD})(?=[ \t:>]|{_LINE_ENDS})", re.IGNORECASE | re.ASCII
)
