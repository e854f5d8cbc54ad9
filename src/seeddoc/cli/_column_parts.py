"""Columns made by as many processes as there are, and put together here.

In come sources that can be cut; out come record batches, whose documents are numbered through all sources. What is
wrong is not told here: at the first fault another reading is asked for, which tells of all.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs

from seeddoc._compression import compression_by_name
from seeddoc._extras import require
from seeddoc.arrow import Row, schema, to_batches
from seeddoc.cli._options import chosen_limits
from seeddoc.cli._reading import form_of
from seeddoc.cli._workers import work_parts
from seeddoc.diagnostics import Diagnostic
from seeddoc.partitioning import Partition, cut_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pyarrow as pa

    from seeddoc.cli._columns import Columns, Table
    from seeddoc.cli._output import Output
    from seeddoc.inputs import Source
    from seeddoc.limits import Limits
    from seeddoc.quotes.language import Language
else:
    pa = require("pyarrow", "arrow")


@attrs.frozen
class _Part:
    """What came of a partition.

    Attributes:
        names: of its documents, but for anonymous ones.
        findings: all that was found.
        count: how many documents there are.
        batches: of them, numbered from 0; none where there are errors.
    """

    names: tuple[str, ...]
    findings: tuple[Diagnostic, ...]
    count: int
    batches: tuple[pa.RecordBatch, ...]

    @property
    def is_faulty(self) -> bool:
        """Whether there are errors, or names that stand twice."""
        return any(each.severity == "error" for each in self.findings) or len(set(self.names)) < len(self.names)


def can_be_shared(sources: Sequence[Source], columns: Columns) -> bool:
    """Tell whether other processes can read sources, in the memory of a part: no JSON, and nothing compressed."""
    return not columns.recover and all(
        source.location is not None
        and form_of(source, columns.given) == "bundle"
        and compression_by_name(source.label) is None
        for source in sources
    )


def shared_batches(
    output: Output, sources: Sequence[Source], columns: Columns, workers: int | None, refuse: Callable[[], None]
) -> pa.RecordBatchReader:
    """Read sources into record batches.

    Args:
        output: for the bar, and for warnings.
        sources: for which `can_be_shared` is true.
        columns: what is wanted.
        workers: how many processes.
        refuse: is called at the first fault; it tells of all, and raises.
    """
    batches = _batches(output, sources, columns, workers, refuse)
    return pa.RecordBatchReader.from_batches(schema(columns.table), batches)


def _batches(
    output: Output, sources: Sequence[Source], columns: Columns, workers: int | None, refuse: Callable[[], None]
) -> Iterator[pa.RecordBatch]:
    names, told, count = set[str](), list[Diagnostic](), 0
    limits = chosen_limits()
    make = partial(_make, columns.table, columns.language, limits)
    # The same for any number of processes: each becomes batches of the file.
    parts = list(cut_sources(sources, limits=limits))
    for part in work_parts(output, parts, make, workers, "reading"):
        if part.is_faulty or not names.isdisjoint(part.names):
            refuse()
        names.update(part.names)
        told += (finding for finding in part.findings if finding.severity != "info")
        yield from (_numbered(batch, count) for batch in part.batches)
        count += part.count
    output.complain(told)


def _numbered(batch: pa.RecordBatch, first: int) -> pa.RecordBatch:
    """Number documents from another number on."""
    import pyarrow.compute as pc

    at = batch.schema.get_field_index("document")
    return batch.set_column(at, batch.schema.field(at), pc.add(batch.column(at), first))


def _make(table: Table, language: Language | None, limits: Limits, partition: Partition) -> _Part:
    """Read a partition, in any process."""
    rows, findings = list[Row](), list[Diagnostic]()
    for piece in partition.pieces:
        for document in Partition((piece,)).documents(errors=findings.append, limits=limits):
            spoken = document.with_language(language) if language else document
            rows.append(Row(spoken, (), piece.source.label))
    names = tuple(row.document.name for row in rows if row.document and row.document.name)
    part = _Part(names, tuple(findings), len(rows), ())
    return part if part.is_faulty else attrs.evolve(part, batches=tuple(to_batches(rows, table)))
