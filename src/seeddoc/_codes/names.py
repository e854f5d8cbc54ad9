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
    Code(
        "N003",
        "unsafe-path",
        "error",
        "the name is no path below the directory that it is unpacked into",
        "write a relative path with `/`, such as `articles/a.txt`",
        why="A program that takes the name for a path writes over files that have nothing to do with the bundle, which "
        "is how archives have been used to break into machines. `seeddoc unpack` refuses the whole bundle.",
        bad=_ONE.replace("a.txt", "../a.txt"),
        good=_ONE.replace("a.txt", "articles/a.txt"),
        preset="minimal",
        scope="bundle",
    ),
    Code(
        "N004",
        "hidden-in-name",
        "warning",
        "the name holds a character that nobody sees",
        "write the name without it",
        why="What is shown is not the name: whoever types it does not find the document, and one with a control "
        "character that turns the direction can look like a file of another kind. `seeddoc unpack` refuses it. The "
        "joiners U+200C and U+200D, which words of Persian and Indic scripts need, and the selectors of emoji are no "
        "finding.",
        bad=_ONE.replace("a.txt", "a\u202etxt.exe"),
        good=_ONE,
        scope="bundle",
    ),
    Code(
        "N005",
        "unportable-name",
        "warning",
        "the name cannot be that of a file on every system",
        "rename it: no colon, no dot or blank at the end, no device of Windows, no empty or overlong part",
        why="Somebody who unpacks the bundle on another system gets no file, or one of another name. `seeddoc unpack` "
        "refuses it everywhere. Where names are not for files, as with addresses, turn the rule off.",
        bad=_ONE.replace("a.txt", "Interview: part 1.txt"),
        good=_ONE.replace("a.txt", "Interview, part 1.txt"),
        scope="bundle",
    ),
    Code(
        "N006",
        "colliding-names",
        "warning",
        "the name cannot stand beside that of another document",
        "rename one of them",
        why="On the disks of Windows and macOS, where case and the form of accents do not count, the second file "
        "replaces the first; nobody can tell names apart that differ in what is not seen, or in which blanks they "
        "have; and nowhere can `a` be a file and the folder of `a/b`. `seeddoc unpack` refuses it.",
        bad=f"{_ONE}<<<FILE A.TXT>>>\nB title\n\nMore.\n<<<END FILE>>>\n",
        good=f"{_ONE}<<<FILE b.txt>>>\nB title\n\nMore.\n<<<END FILE>>>\n",
        scope="bundle",
    ),
)
