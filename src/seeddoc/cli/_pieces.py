"""`seeddoc convert` to forms that are one document after the other, made by as many processes as there are.

In come bundles and texts; what is to be written goes to a file as it comes. What keeps it from that, findings and
names that stand in two files, is told of all inputs. JSON, which has no parts that can be read by themselves, goes
another way (`seeddoc.cli._convert`), and so do forms whose documents know of one another.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import IO, TYPE_CHECKING, Final, NamedTuple

import attrs

from seeddoc.cli._annotators import render
from seeddoc.cli._options import chosen_limits, in_language
from seeddoc.cli._reading import Names
from seeddoc.cli._targets import RefusedError
from seeddoc.cli._workers import work
from seeddoc.diagnostics import Diagnostic
from seeddoc.dialects import CANONICAL, Dialect
from seeddoc.documents import Bundle
from seeddoc.inputs import read_documents, read_source
from seeddoc.jsonio import to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence

    from seeddoc.cli._output import Output
    from seeddoc.inputs import Source
    from seeddoc.quotes.language import Language
    from seeddoc.reader import ParseResult


class _Form(NamedTuple):
    """How a form is put together.

    Attributes:
        write: some documents.
        joint: what stands between those of two parts.
        around: what stands before and after them all, of the dialect.
    """

    write: Callable[[Bundle], str]
    joint: str = ""
    around: Callable[[Dialect], tuple[str, str]] = lambda _: ("", "")


def _write_lines(bundle: Bundle) -> str:
    return "".join(f"{to_json(document)}\n" for document in bundle)


def _write_objects(bundle: Bundle) -> str:
    return ", ".join(map(to_json, bundle))


def _around_objects(dialect: Dialect) -> tuple[str, str]:
    end = "]}"
    return to_json(Bundle((), dialect)).removesuffix(end), f"{end}\n"


def _render(form: str, bundle: Bundle) -> str:
    return render(form, bundle).decode()


def _write_rows(bundle: Bundle) -> str:
    return _render("csv", bundle).removeprefix(_around_rows(CANONICAL)[0])


def _around_rows(_: Dialect) -> tuple[str, str]:
    return _render("csv", Bundle(())), ""


_FORMS: Final = {
    "jsonl": _Form(_write_lines),
    "json": _Form(_write_objects, ", ", _around_objects),
    "csv": _Form(_write_rows, "", _around_rows),
    "iob": _Form(partial(_render, "iob")),
    "spacy": _Form(partial(_render, "spacy")),
}
FORMS: Final = tuple(_FORMS)


@attrs.frozen
class Piece:
    """What came of a file, or of a part of one.

    Attributes:
        label: of the file.
        findings: what is to be told; `is_faulty` if there are errors among them.
        names: of the documents, but for anonymous ones.
        dialect: of the file.
        data: the documents as they are to be written.
    """

    label: str | None
    findings: tuple[Diagnostic, ...]
    is_faulty: bool = False
    names: tuple[str, ...] = ()
    dialect: Dialect = CANONICAL
    data: bytes = b""


def _to_pieces(form: str, language: Language | None, results: Iterable[ParseResult]) -> list[Piece]:
    return [_piece_of(result, form, language) for result in results]


def _piece_of(result: ParseResult, form: str, language: Language | None) -> Piece:
    findings = told_of(result)
    if result.errors:
        return Piece(result.filename, findings, is_faulty=True)
    bundle = in_language(result.bundle, language)
    names = tuple(filter(None, bundle.names))
    return Piece(result.filename, findings, False, names, bundle.dialect, _FORMS[form].write(bundle).encode())


def told_of(result: ParseResult) -> tuple[Diagnostic, ...]:
    """Return what is told of a file that is converted."""
    return tuple(finding for finding in result.diagnostics if finding.severity != "info")


def convert_in_pieces(
    output: Output,
    sources: Sequence[Source],
    target: IO[bytes],
    form: str,
    language: Language | None,
    workers: int | None,
) -> None:
    """Write all documents in a form of `FORMS`, in the memory of the pieces that are under way.

    Raises:
        RefusedError: something is wrong, which has been told.
        InputError, WorkerError: as for `work`.
    """
    joined = _Joined(_FORMS[form], target)
    names, faulty = list[tuple[str | None, tuple[str, ...]]](), set[str | None]()
    # A large file comes in chunks, but not where its dialect, which is known at its end, stands at the beginning.
    in_chunks = form != "json"
    make = partial(_to_pieces, form, language)
    for pieces in work(output, sources, make, workers, "reading", in_chunks=in_chunks):
        for each in pieces:
            output.complain(each.findings)
            names.append((each.label, each.names))
            if each.is_faulty:
                faulty.add(each.label)
            elif not faulty:
                joined.write(each)
    if tell_duplicates(output, sources, names, faulty) or faulty:
        raise RefusedError
    joined.end()


class _Joined:
    """Puts pieces together in a form."""

    def __init__(self, form: _Form, target: IO[bytes]) -> None:
        self._form = form
        self._target = target
        self._tail: str | None = None  # until the first piece has come
        self._joint = b""

    def write(self, piece: Piece) -> None:
        if self._tail is None:
            head, self._tail = self._form.around(piece.dialect)
            self._target.write(head.encode())
        if piece.data:
            self._target.write(self._joint + piece.data)
            self._joint = self._form.joint.encode()

    def end(self) -> None:
        self._target.write((self._tail or "").encode())


def tell_duplicates(
    output: Output,
    sources: Iterable[Source],
    names: Iterable[tuple[str | None, Sequence[str]]],
    faulty: Container[str | None],
) -> bool:
    """Tell where names stand that another file has too: by reading once more, since that is rare.

    Args:
        output: where to tell.
        sources: all that were read.
        names: of the documents, by the labels of their files.
        faulty: labels of files that do not count.

    Returns:
        Whether there are such names.
    """
    counted = [name for label, some in names if label not in faulty for name in some]
    if len(set(counted)) == len(counted):
        return False
    seen, told = Names(), False
    for source in sources:
        if source.label not in faulty:
            for document in read_documents(read_source(source, limits=chosen_limits()), chosen_limits()).bundle:
                if duplicate := seen.duplicate(document, source.label, 1):
                    output.complain([duplicate])
                    told = True
    if not told:  # a pipe is empty when it is read once more
        name = next(name for name, number in Counter(counted).items() if number > 1)
        output.note(f"two documents have the same name, {name!r}, one of them in what can be read only once")
    return True
