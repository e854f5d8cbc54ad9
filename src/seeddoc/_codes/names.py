"""Rows of group N: names."""

from __future__ import annotations

from typing import Final

from seeddoc._codes._model import Code

_ONE: Final = "<<<FILE a.txt>>>\nA title\n\nText.\n<<<END FILE>>>\n"

ROWS: Final = (
    Code(
        "N001",
        "duplicate-name",
        "error",
        "two documents have the same name",
        "rename one of them",
        why="Readers that make a dictionary of names lose all but one of the documents.",
        bad=f"{_ONE}<<<FILE a.txt>>>\nB title\n\nMore.\n<<<END FILE>>>\n",
        good=f"{_ONE}<<<FILE b.txt>>>\nB title\n\nMore.\n<<<END FILE>>>\n",
        preset="minimal",
        scope="bundle",
    ),
    Code(
        "N002",
        "anonymous-document",
        "warning",
        "the document has no name",
        "name it",
        why="A document without a name can be neither asked for nor unpacked.",
        bad="<<<FILE>>>\nA title\n\nText.\n<<<END FILE>>>\n",
        good=_ONE,
        scope="bundle",
    ),
)
