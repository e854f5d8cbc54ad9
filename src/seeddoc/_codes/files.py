"""Rows of group F: what can only be seen across documents and files.

Their examples are bundles of whole files: unpack one and check the directory.
"""

from __future__ import annotations

from typing import Final

from seeddoc._codes._model import Code


def _files(**texts: str) -> str:
    """Return files as a bundle; a name is that of a file but for `.txt`, its folder before `__`."""
    return "".join(
        f"<<<<FILE {name.replace('__', '/')}.txt>>>>\n{text}\n<<<<END FILE>>>>\n" for name, text in texts.items()
    )


def _document(name: str, text: str) -> str:
    return f"<<<FILE {name}>>>\n{text}\n<<<END FILE>>>"


_A: Final = "A title\n\nThe council met on Tuesday."
_B: Final = "Another title\n\nThe bridge will be built anew."
_C: Final = "A third title\n\nThe ferry will go on."
_FIRST, _SECOND, _THIRD = "000_315ebbaa87e2e668.txt", "001_0c9a3f41d7b2e650.txt", "002_9b7d20fe4411c3aa.txt"

ROWS: Final = (
    Code(
        "F001",
        "same-name",
        "warning",
        "a document of another file has the same name and another text",
        "rename one of them, or remove the older one",
        why="Once the files are put into one bundle, or one data set, one of the two is lost. A copy, the same text "
        "under the same name, is not asked of: a bundle may lie beside the files that it was made of.",
        bad=_files(one=_document("a.txt", _A), two=_document("a.txt", _B)),
        good=_files(one=_document("a.txt", _A), two=_document("b.txt", _B)),
        scope="files",
    ),
    Code(
        "F002",
        "same-text",
        "warning",
        "a document of another name has the same text",
        "remove one of them",
        why="It is counted twice, and where one copy is for training and one for testing, the test is worth nothing.",
        bad=_files(one=_document("a.txt", _A), two=_document("b.txt", _A)),
        good=_files(one=_document("a.txt", _A), two=_document("b.txt", _B)),
        scope="files",
    ),
    Code(
        "F003",
        "number-repeated",
        "warning",
        "another document of the folder or bundle has the same number",
        "number them anew",
        why="Names such as 000_<16 hex digits>.txt count documents: a number that stands twice comes of two runs that "
        "wrote into one place.",
        bad=_files(one="\n".join((_document(_FIRST, _A), _document(_SECOND.replace("001", "000"), _B)))),
        good=_files(one="\n".join((_document(_FIRST, _A), _document(_SECOND, _B)))),
        scope="files",
    ),
    Code(
        "F004",
        "number-missing",
        "info",
        "a number is left out before this document",
        "see whether a document is missing, or number them anew",
        why="Names such as 000_<16 hex digits>.txt count documents: a gap shows that one is lost, or that only some "
        "of the files were given to be checked.",
        bad=_files(one="\n".join((_document(_FIRST, _A), _document(_THIRD, _C)))),
        good=_files(one="\n".join((_document(_FIRST, _A), _document(_SECOND, _B), _document(_THIRD, _C)))),
        preset="strict",
        scope="files",
    ),
    Code(
        "F005",
        "copied-document",
        "info",
        "a document of another file has the same name and the same text",
        "check or convert one of the two files only, or remove one",
        why="That is right where a bundle lies beside the files that it was made of. Who puts all of them into one "
        "data set gets the document twice, or, as from `seeddoc convert`, a refusal: names must be distinct (N001).",
        bad=_files(one=_document("a.txt", _A), two=_document("a.txt", _A)),
        good=_files(one=_document("a.txt", _A), two=_document("b.txt", _B)),
        preset="strict",
        scope="files",
    ),
)
