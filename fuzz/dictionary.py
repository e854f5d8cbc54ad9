"""The fuzzers' dictionary, made of the constants of the format: `python -m fuzz.dictionary` writes `fuzz/seeddoc.dict`.

A test holds the file to what is made here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fuzz.targets import DICTIONARY
from seeddoc._codes import CODES
from seeddoc._grammar import BOM, CLOSER_KEYWORDS, KNOWN_KEYS, MIN_FENCE, NAMING_KEYS, OPENER_KEYWORDS, WHITE_SPACE
from seeddoc._markers import BLOCK_CLOSERS
from seeddoc.documents import Document
from seeddoc.jsonio import to_data
from seeddoc.quotes.marks import STYLES
from seeddoc.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# What stands around quotations in English, and in bundles and their files besides keywords.
_WORDS: Final = (
    "said",
    "says ",
    "according to ",
    "told",
    "asked",
    "he ",
    "she ",
    "Mr. ",
    "who ",
    "that ",
    "of ",
    "n’t",
)
_MORE: Final = ("\r\n", "\n\n", "\xff", '="', "='", '\\"', "[[", "]]", "{", "}", "null", "true", "**/", "[!", "\\ud800")


def render_dictionary() -> str:
    """Return the dictionary as libFuzzer reads it: an entry a line, in quotation marks."""
    entries = sorted({entry for each in _entries() for entry in [each.encode("utf-8", "surrogatepass")] if entry})
    return "".join(f'"{_escape(entry)}"\n' for entry in entries)


def _escape(entry: bytes) -> str:
    printable = (chr(byte) if 0x20 <= byte < 0x7F and byte not in b'"\\' else f"\\x{byte:02X}" for byte in entry)
    return "".join(printable)


def _entries() -> Iterator[str]:
    fence = "<" * MIN_FENCE
    yield from (f"{fence}{keyword}" for keyword in (*OPENER_KEYWORDS, *CLOSER_KEYWORDS))
    yield from (f"{fence}FILE a>>>\n", f"\n{fence}END FILE>>>\n", f"{fence}FILE a\n", fence, ">>>")
    yield from (*BLOCK_CLOSERS, *KNOWN_KEYS, *(f"{key}=" for key in NAMING_KEYS), BOM, *WHITE_SPACE)
    yield from {mark for style in STYLES for mark in (style.opener, *style.closers, *style.stand_ins)}
    yield from (*CODES, *Settings().to_mapping(), "suppressions", "code", "reason", "expires")
    yield from (f'"{key}"' for key in _keys(to_data(Document("a", "Title\n\n“Yes,” said Bo."))))
    yield from (*_WORDS, *_MORE)


def _keys(data: object) -> Iterator[str]:
    """Return all keys of some data."""
    if isinstance(data, dict):
        yield from data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _keys(each)


if __name__ == "__main__":
    DICTIONARY.write_text(render_dictionary(), encoding="ascii", newline="\n")
