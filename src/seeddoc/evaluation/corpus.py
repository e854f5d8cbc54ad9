"""A corpus on disk: a folder in, articles with their gold quotations out. This module alone reads files.

The folder is a split of PolNeAR, or is laid out as one:

    text/NAME.txt                        an article, in UTF-8
    attributions/NAME_ANNOTATOR.ann      what an annotator marked in it, in brat standoff

Of several annotators the first by name counts. An article that nobody annotated is passed over, and so are
annotations whose article is not there. Offsets are code points of the file as it stands: line ends are kept.
"""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc.errors import InputError
from seeddoc.evaluation.annotations import read_annotations
from seeddoc.evaluation.gold import GoldQuote, find_gold

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEXTS: Final = "text"
_ANNOTATIONS: Final = "attributions"
_TEXT: Final = ".txt"
_MARKED: Final = ".ann"


@attrs.frozen
class Entry:
    """The two files of an article.

    Attributes:
        name: of the article, without suffix.
        text: the path of its text.
        annotations: the path of what was marked in it.
    """

    name: str
    text: Path
    annotations: Path


@attrs.frozen
class AnnotatedText:
    """An article with its gold quotations, which are in order and side by side.

    Attributes:
        name: of its file, without the suffix.
        text: as the file has it, line ends kept.
        gold: what is to be found; offsets are code points of the text.
    """

    name: str
    text: str = attrs.field(repr=False)
    gold: tuple[GoldQuote, ...] = attrs.field(repr=False)


def find_entries(folder: Path, only: Sequence[str] = (), left_out: Sequence[str] = ()) -> tuple[Entry, ...]:
    """Find the annotated articles of a corpus, by name.

    Args:
        folder: of the corpus.
        only: patterns (`*_2020-01-*`), one of which an article's name has to match; none is every name.
        left_out: patterns none of which it may match.

    Raises:
        InputError: the folder is not there or cannot be read, or nothing is left.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such directory")
    texts = frozenset(_list(folder / _TEXTS, _TEXT))
    entries: dict[str, Entry] = {}
    for marked in _list(folder / _ANNOTATIONS, _MARKED):
        name = marked.removesuffix(_MARKED).rsplit("_", 1)[0]
        if name not in entries and name + _TEXT in texts:
            entries[name] = Entry(name, folder / _TEXTS / (name + _TEXT), folder / _ANNOTATIONS / marked)
    if not entries:
        raise InputError(f"{folder}: no annotated articles: {_TEXTS}/NAME{_TEXT} with {_ANNOTATIONS}/NAME_WHO{_MARKED}")
    chosen = [entry for entry in entries.values() if _is_chosen(entry.name, only, left_out)]
    if not chosen:
        raise InputError(f"{folder}: none of its {len(entries):,} annotated articles is chosen")
    return tuple(chosen)


def _list(folder: Path, suffix: str) -> list[str]:
    """Return the names of the files in a folder that have a suffix, in order; none if it is not there."""
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror}") from error
    return sorted(name for name in names if name.endswith(suffix) and not name.startswith("."))


def _is_chosen(name: str, only: Sequence[str], left_out: Sequence[str]) -> bool:
    if only and not any(fnmatchcase(name, pattern) for pattern in only):
        return False
    return not any(fnmatchcase(name, pattern) for pattern in left_out)


def read_entry(entry: Entry) -> AnnotatedText:
    """Read an article and what was marked in it.

    Raises:
        InputError: a file cannot be read, is not UTF-8, or holds no annotations.
    """
    text, marked = _read(entry.text), _read(entry.annotations)
    try:
        attributions = read_annotations(marked)
    except ValueError as error:
        raise InputError(f"{entry.annotations}: {error}") from error
    return AnnotatedText(entry.name, text, find_gold(text, attributions))


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8, from byte {error.start}") from error
