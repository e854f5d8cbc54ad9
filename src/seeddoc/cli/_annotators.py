"""What `seeddoc convert` writes for annotators, and reads from them.

brat keeps a folder with two files for each document; all other forms are one file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from seeddoc._alphabets import find_bad
from seeddoc.cli._options import tell_written
from seeddoc.directories import unpack
from seeddoc.documents import Bundle, Document
from seeddoc.errors import ArticleError, InputError, UnpackError
from seeddoc.inputs import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.cli._output import Output
    from seeddoc.inputs import Content

# The forms that are one file.
FORMS: Final = ("csv", "iob", "spacy", "tei")
_TEXT: Final = ".txt"
_ANNOTATIONS: Final = ".ann"
_CONFIG: Final = "annotation.conf"


def render(form: str, bundle: Bundle) -> bytes:
    """Write a bundle in a form of `FORMS`.

    Raises:
        ValueError: there is nothing to write, a quote in JSON has its speaker nowhere, or UTF-8 cannot write a text.
    """
    from seeddoc import annotators  # no other command needs it

    writers = (annotators.write_csv, annotators.write_iob, annotators.write_spacy, annotators.write_tei)
    written = dict(zip(FORMS, writers, strict=True))[form](bundle)
    if find_bad(written):
        name = next((each.name for each in bundle if find_bad(each.name) or find_bad(each.text)), "")
        raise ValueError(f"UTF-8 cannot write a lone surrogate, which the document {name!r} holds: replace it")
    return written.encode()


def write_brat(output: Output, bundle: Bundle, directory: str | None) -> int:
    """Write a folder for brat: a text and its annotations for each document, and what brat has to know of them.

    Returns:
        The exit status: 1 where a name is refused; nothing is written then.

    Raises:
        InputError: the folder cannot be written.
    """
    if directory is None or directory == STDIN:
        raise click.UsageError("--to brat writes a folder: name it with -o")
    try:
        written = unpack(_files(bundle), Path(directory))
    except OSError as error:
        raise InputError(f"{error.filename or directory}: {error.strerror or error}") from error
    except UnpackError as error:
        for name, reason in error.problems:
            output.note(f"{name}: {reason}")
        return 1
    tell_written(output, len(written), directory)
    return 0


def _files(bundle: Bundle) -> Iterator[Document]:
    from seeddoc.annotators import BRAT_CONFIG, write_standoff

    yield Document(_CONFIG, BRAT_CONFIG)
    for document in bundle:
        standoff, name = write_standoff(document), document.name.removesuffix(_TEXT) or "anonymous"
        yield Document(name + _TEXT, standoff.text)
        yield Document(name + _ANNOTATIONS, standoff.annotations)


def annotations_beside(text: Path) -> Path:
    """Return where brat has the annotations of a text."""
    return text.with_suffix(_ANNOTATIONS)


def read_brat(content: Content) -> Bundle:
    """Read a text of such a folder with the annotations beside it, as a bundle of one document.

    Raises:
        InputError: there are no annotations beside it, or they do not fit the text.
    """
    from seeddoc.annotators import read_standoff

    path = content.source.path
    if path is None:
        raise InputError(f"{content.source.label}: brat's annotations lie beside a text, and this one is in no folder")
    beside = annotations_beside(path)
    try:
        text, annotations = content.data.decode(), beside.read_bytes().decode()
    except OSError as error:
        raise InputError(f"{beside}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}, or the annotations beside it: not UTF-8: {error.reason}") from error
    document = Document(content.source.name, text)
    try:
        return Bundle((document.with_article(read_standoff(text, annotations)),))
    except ArticleError as error:
        if annotations.strip():
            raise InputError(f"{beside}: {error}") from error
        return Bundle((document,))  # a blank text has no article, and nobody has marked anything in it
    except ValueError as error:
        raise InputError(f"{beside}: {error}") from error
