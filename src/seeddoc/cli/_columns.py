"""`seeddoc convert --to parquet` and `--to arrow`: documents as columns, in the memory of one batch.

Documents are written as they are read. A fault leaves nothing behind all the same: a file takes its place when it is
whole, and standard output gets what is whole. What is wrong is told of all inputs, also after the first fault.
"""

from __future__ import annotations

import sys
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

import attrs
import click

from seeddoc._compression import COMPRESSED
from seeddoc.cli._annotators import annotations_beside
from seeddoc.cli._options import refuse_inputs, to_sources
from seeddoc.cli._output import is_terminal
from seeddoc.cli._reading import Names, form_of, stream_bundle, stream_parts
from seeddoc.cli._targets import RefusedError, writing_to
from seeddoc.errors import BundleError, InputError
from seeddoc.inputs import STDIN
from seeddoc.quotes.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seeddoc.cli._output import Output
    from seeddoc.cli._reading import Found
    from seeddoc.diagnostics import Diagnostic
    from seeddoc.documents import Document
    from seeddoc.inputs import Source

ColumnForm: TypeAlias = Literal["parquet", "arrow"]
COLUMN_FORMS: Final[tuple[ColumnForm, ...]] = get_args(ColumnForm)
# Those of seeddoc.arrow, whose extra is not there for every command.
Table: TypeAlias = Literal["documents", "quotes", "nested"]
TABLES: Final[tuple[Table, ...]] = get_args(Table)


@attrs.frozen
class Columns:
    """What is to be written, and how it is read.

    Attributes:
        form: of the file.
        table: which one.
        given: the form of JSON to read, or None.
        language: that quotations are read in, or None.
        recover: write what is there of faulty bundles too, with a column of findings.
    """

    form: ColumnForm
    table: Table
    given: str | None
    language: Language | None
    recover: bool


def write_columns(
    output: Output, paths: Sequence[str], target: str | None, columns: Columns, workers: int | None
) -> int:
    """Convert what paths stand for, and return the exit status.

    Raises:
        click.UsageError: the target is a terminal or an input, or its name promises another compression.
        InputError: a path cannot be read, the target not written, or the extra is missing.
    """
    _check_target(target, columns.form)
    try:
        from seeddoc import arrow
        from seeddoc.cli._column_parts import can_be_shared, shared_batches
    except ModuleNotFoundError as error:
        raise InputError(f"--to {columns.form}: {error}") from error
    sources = to_sources(paths)
    refuse_inputs([target], sources, annotations_beside if columns.given == "brat" else None)
    documents = _Documents(output, sources, columns)
    if can_be_shared(sources, columns):
        batches = shared_batches(output, sources, columns, workers, documents.refuse)
    else:
        rows = (row for found in documents.rows() for row in arrow.to_rows(*found))
        batches = arrow.to_batches(rows, columns.table, findings=columns.recover, replace=columns.recover)
    write = arrow.write_parquet if columns.form == "parquet" else arrow.write_arrow
    try:
        with writing_to(output, target) as file:
            write(batches, file)
    except RefusedError:
        return 1
    except BundleError as error:
        output.complain(error.diagnostics)
        return 1
    return 1 if documents.faulty else 0


def _check_target(target: str | None, form: ColumnForm) -> None:
    if target is None or target == STDIN:
        if is_terminal(sys.stdout):
            raise click.UsageError(f"{form} is not for terminals: name a file with -o")
    elif Path(target).suffix.lower() in COMPRESSED:
        raise click.UsageError(f"{form} is compressed inside: leave {Path(target).suffix} out of the name")


class _Documents:
    """The documents of sources. `faulty` tells, when they have come, whether any error was found."""

    def __init__(self, output: Output, sources: Sequence[Source], columns: Columns) -> None:
        self.faulty = False
        self._output = output
        self._sources = sources
        self._columns = columns
        self._names = Names()

    def rows(self) -> Iterator[tuple[Document | None, Sequence[Diagnostic], str]]:
        """Yield documents, findings and labels; none after the first fault, if faults are not to be written.

        Raises:
            RefusedError: there were faults, which have all been told.
            InputError: a source cannot be read.
        """
        recover = self._columns.recover
        for source in self._output.track(self._sources, "reading"):
            for found in self._found(source):
                if found is None:
                    self.faulty = True
                    continue
                document, findings = self._checked(found, source)
                if recover or (document and not self.faulty):
                    yield document, findings if recover else (), source.label
        if self.faulty and not recover:
            raise RefusedError

    def refuse(self) -> None:
        """Tell of all faults.

        Raises:
            RefusedError: always.
            InputError: as for `rows`.
        """
        deque(self.rows(), maxlen=0)
        raise RefusedError  # should a file have been mended meanwhile

    def _found(self, source: Source) -> Iterator[Found | None]:
        if self._columns.recover:
            return stream_bundle(source)
        return stream_parts(self._output, source, form_of(source, self._columns.given))

    def _checked(self, found: Found, source: Source) -> tuple[Document | None, Sequence[Diagnostic]]:
        """Return a document in its language with its findings, which are told where no column has them."""
        document, findings = found.document, found.findings
        if document and all(each.code != "N001" for each in findings):
            duplicate = self._names.duplicate(document, source.label, found.line)
            findings = [*findings, duplicate] if duplicate else findings
        if not self._columns.recover:
            self._output.complain(each for each in findings if each.severity != "info")
        self.faulty |= any(each.severity == "error" for each in findings)
        language = self._columns.language
        return document.with_language(language) if document and language else document, findings
