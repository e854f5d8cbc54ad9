"""The scanner's alphabets: the same few constants and questions for bytes and for str.

The scanner is written once for both; here stands all in which they differ. A leaf but for the grammar.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import AnyStr, Final, Generic

import attrs

from seeddoc._grammar import BOM

# A canonical opener with a name that no rule asks about: no blank, no quotation mark, and no keyword in any case.
_OPENER: Final = r"<<<FILE (?!(?i:BEGIN|START|END){})([A-Za-z0-9_][A-Za-z0-9_./-]*+)>>>(\r?+)\n"
_PLAIN_OPENER: Final = _OPENER.format(">")
# In a bundle without closers no name even begins with such a word.
_OPEN_OPENER: Final = _OPENER.format("(?![A-Za-z0-9_])")

# A line that may end a document in block form begins like this: with a fence, or with FILE and a fence. It is looked
# for from the line break before it on: a pattern that begins with a character skips to the next of those, and one whose
# first character may be of either case does not.
_BLOCK_START: Final = r"(?:<<<|>>>|[Ff][Ii][Ll][Ee][ \t]*+>>>)"

# The longer marks first: that of UTF-32 (little endian) begins with that of UTF-16.
_OTHER_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
LONGEST_MARK: Final = max(len(mark) for mark, _ in _OTHER_MARKS)


@attrs.frozen
class Alphabet(Generic[AnyStr]):
    """What the scanner looks for in its input, and how the input becomes text.

    Attributes:
        empty, lf, cr, crlf, lt, gt: as they are called.
        mark: the byte order mark.
        line_fence: a line break and the shortest fence.
        closer: the canonical closer with the line break before it.
        opener: a whole canonical line with a plain name.
        block_start: of a line that may end a document in block form.
        block_line: the same, with the line break before it.
        decode: to text, raising UnicodeError where that is not possible.
        decode_any: to text, whatever it is.
        size: of a text, in units of the input.
        bad_code: the code for what cannot be decoded (or encoded).
        wrong_encoding: the encoding that a byte order mark gives away, or None.
    """

    empty: AnyStr
    lf: AnyStr
    cr: AnyStr
    crlf: AnyStr
    lt: AnyStr
    gt: AnyStr
    mark: AnyStr
    line_fence: AnyStr
    closer: AnyStr
    opener: re.Pattern[AnyStr]
    open_opener: re.Pattern[AnyStr]
    block_start: re.Pattern[AnyStr]
    block_line: re.Pattern[AnyStr]
    decode: Callable[[AnyStr], str]
    decode_any: Callable[[AnyStr], str]
    size: Callable[[str], int]
    bad_code: str
    wrong_encoding: Callable[[AnyStr], str | None]


def find_bad(text: str) -> tuple[int, int] | None:
    """Return where the first lone surrogate stands, and how many there are; None if there is none."""
    if text.isascii():
        return None
    try:
        text.encode("utf-16-le")  # faster than UTF-8, and as strict about surrogates
    except UnicodeEncodeError as error:
        return error.start, sum("\ud800" <= char <= "\udfff" for char in text[error.start :])
    return None


def _decode_any(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _byte_size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogateescape"))


def _find_other_mark(data: bytes) -> str | None:
    return next((name for mark, name in _OTHER_MARKS if data.startswith(mark)), None)


def _encodable(text: str) -> str:
    if not text.isascii():
        text.encode("utf-16-le")
    return text


def _same(text: str) -> str:
    return text


def _no_mark(_text: str) -> None:
    return None


BYTES: Final = Alphabet[bytes](
    b"",
    b"\n",
    b"\r",
    b"\r\n",
    b"<",
    b">",
    codecs.BOM_UTF8,
    b"\n<<<",
    b"\n<<<END FILE>>>",
    re.compile(_PLAIN_OPENER.encode()),
    re.compile(_OPEN_OPENER.encode()),
    re.compile(_BLOCK_START.encode()),
    re.compile(b"\n" + _BLOCK_START.encode()),
    bytes.decode,
    _decode_any,
    _byte_size,
    "E001",
    _find_other_mark,
)

TEXT: Final = Alphabet[str](
    "",
    "\n",
    "\r",
    "\r\n",
    "<",
    ">",
    BOM,
    "\n<<<",
    "\n<<<END FILE>>>",
    re.compile(_PLAIN_OPENER, re.ASCII),
    re.compile(_OPEN_OPENER, re.ASCII),
    re.compile(_BLOCK_START),
    re.compile("\n" + _BLOCK_START),
    _encodable,
    _same,
    len,
    "E002",
    _no_mark,
)
