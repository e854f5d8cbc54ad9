"""Rows of group I: sizes, checksums and encodings that markers give."""

from __future__ import annotations

from typing import Final

from seeddoc._codes._model import Code

_TEXT: Final = "A title\n\nText.\n<<<END FILE>>>\n"
_SUM: Final = "ff556d943e25a0c5ec2d671550139ff3238e611ecd3b027cc6e46385dc199691"

ROWS: Final = (
    Code(
        "I001",
        "size-mismatch",
        "error",
        "the text is not of the size that the marker gives",
        "restore the text; if the change was meant, take the size out of the marker",
        why="The text is not the one that was written: something was lost or added, or line ends were converted. "
        "`seeddoc unpack` refuses the bundle.",
        bad=f"<<<FILE a.txt size=20>>>\n{_TEXT}",
        good=f"<<<FILE a.txt size=14>>>\n{_TEXT}",
        preset="minimal",
        scope="bundle",
    ),
    Code(
        "I002",
        "checksum-mismatch",
        "error",
        "the text does not have the checksum that the marker gives",
        "restore the text; if the change was meant, take the checksum out of the marker",
        why="The text is not the one that was written, by a character at least; nobody can say which. `seeddoc unpack` "
        "refuses the bundle.",
        bad=f"<<<FILE a.txt sha256={'0' * 64}>>>\n{_TEXT}",
        good=f"<<<FILE a.txt sha256={_SUM}>>>\n{_TEXT}",
        preset="minimal",
        scope="bundle",
    ),
    Code(
        "I003",
        "bad-base64",
        "error",
        "the text is not base64",
        "restore it, or remove the encoding from the marker",
        why="The file in it, a picture say, cannot be had from it: a piece was lost, or the text was edited.",
        bad="<<<FILE a.png encoding=base64>>>\niVBORw0KGgo\n<<<END FILE>>>\n",
        good="<<<FILE a.png encoding=base64>>>\niVBORw0KGgo=\n<<<END FILE>>>\n",
        preset="minimal",
        scope="bundle",
    ),
    Code(
        "I004",
        "unchecked-integrity",
        "warning",
        "the marker gives a size or checksum that cannot be checked",
        "give digits, or leave it out",
        why="Whoever reads the marker takes the text for a checked one, and nothing checks it: damage passes unseen.",
        bad=f"<<<FILE a.txt sha256=SKIPPED>>>\n{_TEXT}",
        good=f"<<<FILE a.txt>>>\n{_TEXT}",
        scope="bundle",
    ),
    Code(
        "I005",
        "unknown-encoding",
        "warning",
        "the marker names an encoding that is not known; the text is kept as it stands",
        'use encoding="base64" or none',
        why="Nothing here can decode it: readers return the text as it stands, which is not what was meant.",
        bad=f"<<<FILE a.txt encoding=rot13>>>\n{_TEXT}",
        good=f"<<<FILE a.txt>>>\n{_TEXT}",
        scope="bundle",
    ),
)
