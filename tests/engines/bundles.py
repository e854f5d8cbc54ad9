"""Bundles that are hard to cut: markers quoted in texts, CRLF, characters of several bytes, faults."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Final

import seeddoc
from seeddoc import Bundle, Document, dumps

if TYPE_CHECKING:
    from pathlib import Path

_LONG: Final = "“Żółć, 文,” said Ann Roe. 𝄞 Nobody else spoke — she had “no doubts”.\r\n\r\n" * 3

TRICKY: Final = (
    f"<<<FILE a.txt>>>\r\nTitle é𝄞\r\n\r\n{_LONG}\r\n<<<END FILE>>>\r\n"
    "<<<<FILE b.txt>>>>\nQuoted markers\n\n<<<FILE a.txt>>>\nNo document\n<<<END FILE>>>\n<<<<END FILE>>>>\n"
    '<<<FILE path="c &amp; d" lang="zh">>>\n文書\n\n“是的。”\n<<<END FILE>>>\n'
    "<<<FILE e.txt>>>\n\n<<<END FILE>>>\n"
).encode()

# A stray closer, a document that is not closed, a byte that is not UTF-8, and outside text at the end.
FAULTY: Final = (
    b"<<<FILE a>>>\nGood\n<<<END FILE>>>\n<<<END FILE>>>\n<<<FILE b>>>\nNot closed\n"
    b"<<<FILE c>>>\ncaf\xe9\n\nThe end.\n<<<END FILE>>>\n<<<FILE d>>>\nGood too\n<<<END FILE>>>\noutside\n"
)


def write_directory(directory: Path) -> list[Document]:
    """Write a bundle, a text without markers and a compressed bundle; return what they hold, in their order."""
    plain, packed = Document("b.txt", "Plain\n\n“Yes,” he said."), Document("packed.txt", "Packed\n\nText.")
    (directory / "a.txt").write_bytes(TRICKY)
    (directory / "b.txt").write_text(plain.text, "utf-8", newline="")
    (directory / "c.txt.gz").write_bytes(gzip.compress(dumps([packed]).encode()))
    return [*seeddoc.loads(TRICKY), plain, packed]


def many(count: int) -> Bundle:
    """Return documents with names and texts of their own."""
    return Bundle(Document(f"{number:04}.txt", f"Title {number}\n\n“é {number},” she said.") for number in range(count))
