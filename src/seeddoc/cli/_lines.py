"""`seeddoc convert --to jsonl`: a line of JSON a document, made by as many processes as there are.

In come bundles and texts; out come lines, or what keeps them from being written: findings, and names that stand in two
files. JSON, which has no parts that can be read by themselves, goes another way (`seeddoc.cli._convert`).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs

from seeddoc.cli._options import chosen_limits, in_language
from seeddoc.cli._reading import Names
from seeddoc.cli._workers import work
from seeddoc.diagnostics import Diagnostic
from seeddoc.inputs import read_documents, read_source
from seeddoc.jsonio import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seeddoc.cli._output import Output
    from seeddoc.inputs import Source
    from seeddoc.quotes.language import Language
    from seeddoc.reader import ParseResult


@attrs.frozen
class _Lines:
    """What came of a file, or of a part of one.

    Attributes:
        label: of the file.
        findings: what is to be told; `is_faulty` if there are errors among them.
        names: of the documents, but for anonymous ones.
        data: their lines.
    """

    label: str | None
    findings: tuple[Diagnostic, ...]
    is_faulty: bool
    names: tuple[str, ...]
    data: bytes


def _to_lines(language: Language | None, results: Iterable[ParseResult]) -> list[_Lines]:
    return [_lines_of(result, language) for result in results]


def _lines_of(result: ParseResult, language: Language | None) -> _Lines:
    findings = tuple(finding for finding in result.diagnostics if finding.severity != "info")
    if result.errors:
        return _Lines(result.filename, findings, True, (), b"")
    documents = in_language(result.bundle, language)
    names = tuple(filter(None, documents.names))
    return _Lines(result.filename, findings, False, names, "".join(f"{to_json(each)}\n" for each in documents).encode())


def convert_to_lines(
    output: Output, sources: Sequence[Source], language: Language | None, workers: int | None
) -> bytes | None:
    """Return the lines of all documents; None where something is wrong, which is told.

    Raises:
        InputError, WorkerError: as for `work`.
    """
    found = list[_Lines]()
    for lines in work(output, sources, partial(_to_lines, language), workers, "reading"):
        for each in lines:
            output.complain(each.findings)
        found += lines
    faulty = {each.label for each in found if each.is_faulty}
    names = [name for each in found if each.label not in faulty for name in each.names]
    if len(set(names)) < len(names):
        _tell_duplicates(output, [source for source in sources if source.label not in faulty])
    elif not faulty:
        return b"".join(each.data for each in found)
    return None


def _tell_duplicates(output: Output, sources: Iterable[Source]) -> None:
    """Tell where names stand that another file has too: by reading once more, since that is rare."""
    names = Names()
    for source in sources:
        for document in read_documents(read_source(source, limits=chosen_limits()), chosen_limits()).bundle:
            if duplicate := names.duplicate(document, source.label, 1):
                output.complain([duplicate])
