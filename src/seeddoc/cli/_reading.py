"""What `seeddoc convert` reads: bundles, texts, JSON and annotations, whole or document by document.

In come sources; out come documents. Findings and what is wrong with JSON are told on the way.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, cast

import attrs

from seeddoc.articles import Article
from seeddoc.cli import _annotators
from seeddoc.cli._options import chosen_limits
from seeddoc.diagnostics import Diagnostic, diagnostic
from seeddoc.documents import Bundle, Document
from seeddoc.errors import JsonError
from seeddoc.inputs import open_source, read_documents, read_source
from seeddoc.jsonio import from_json
from seeddoc.positions import START
from seeddoc.reader import iter_documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seeddoc.cli._output import Output
    from seeddoc.inputs import Content, Source


@attrs.frozen
class Part:
    """Documents that were read together.

    Attributes:
        label: of the file.
        line: where they begin in it, for documents that do not know their own line.
        bundle: the documents.
    """

    label: str
    line: int
    bundle: Bundle


def form_of(source: Source, given: str | None) -> str:
    """Return the form that a source has: as given, else as its name says."""
    suffix = Path(source.name).suffix.lower()
    return given or {".json": "json", ".jsonl": "jsonl"}.get(suffix, "bundle")


def read_parts(output: Output, content: Content, form: str) -> Iterator[Part | None]:
    """Read a content piece by piece; None stands for one that has errors, which are told."""
    if form == "bundle":
        result = read_documents(content, chosen_limits())
        output.complain(finding for finding in result.diagnostics if finding.severity != "info")
        yield None if result.errors else Part(content.source.label, 1, result.bundle)
    elif form == "brat":
        yield Part(content.source.label, 1, _annotators.read_brat(content))
    elif form == "json":
        yield _read_json(output, content, content.data, 1, content.source.label)
    else:
        for number, line in enumerate(content.data.split(b"\n"), 1):
            if line.strip():
                yield _read_json(output, content, line, number, f"{content.source.label}:{number}")


def _read_json(output: Output, content: Content, data: bytes, line: int, place: str) -> Part | None:
    """Read one value of JSON; None where it is none of ours, which is told."""
    try:
        value = from_json(data)
    except JsonError as error:
        for path, message in error.problems:
            output.note(f"{place}: {path}: {message}")
        return None
    if isinstance(value, Article):
        value = Document(content.source.name.removesuffix(".json"), value.to_text())
    bundle = Bundle((value,)) if isinstance(value, Document) else value
    return Part(content.source.label, line, bundle)


class Names:
    """The names seen so far, in all files. Anonymous documents have none."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, int]] = {}

    def duplicate(self, document: Document, label: str, line: int) -> Diagnostic | None:
        """Take the name of a document; return the finding that one before has it, maybe in another file.

        Args:
            document: it.
            label: of its file.
            line: where it stands there, if it does not know that itself.
        """
        name, place = document.name, document.position or attrs.evolve(START, line=line)
        if name in self._first:
            first, text = self._first[name]
            alike = ", and the same text: leave one of the two out" if text == hash(document.text) else ""
            detail = f"{name!r}, as in {first}{alike}"
            return diagnostic("N001", place, detail=detail, document=name, filename=label)
        if name:
            self._first[name] = f"{label}:{place.line}", hash(document.text)
        return None


# --- Document by document -------------------------------------------------------------------------------


class Found(NamedTuple):
    """A document with what was found in it; without one, what belongs to none.

    Attributes:
        document: None where only findings are left.
        findings: of the document.
        line: where it stands, if it does not know that itself.
    """

    document: Document | None
    findings: Sequence[Diagnostic] = ()
    line: int = 1


def stream_bundle(source: Source) -> Iterator[Found]:
    """Read the documents of a bundle, in the memory of one.

    Raises:
        InputError: it cannot be read.
    """
    with open_source(source, chosen_limits()) as stream:
        yield from _found(cast("IO[bytes]", stream), source)  # it reads, and that is all that is asked of it


def _found(data: IO[bytes] | bytes, source: Source) -> Iterator[Found]:
    findings = list[Diagnostic]()
    for document in iter_documents(data, errors=findings.append, limits=chosen_limits()):
        yield Found(document, _named(findings, source))
        findings.clear()
    if findings:
        yield Found(None, _named(findings, source))


def _named(findings: list[Diagnostic], source: Source) -> list[Diagnostic]:
    return [attrs.evolve(finding, filename=source.label) for finding in findings]


def stream_documents(source: Source) -> Iterator[Found]:
    """Read the documents of a bundle, or a text without markers as one. Standard input is held as a whole.

    Raises:
        InputError: it cannot be read.
    """
    held = read_source(source, limits=chosen_limits()) if source.location is None else None
    is_first = True
    for found in _found(held.data, source) if held else stream_bundle(source):
        if is_first and found.document is None:  # it may be a text without markers
            result = read_documents(held or read_source(source, limits=chosen_limits()), chosen_limits())
            yield from map(Found, result.bundle)
            yield Found(None, result.diagnostics)
        else:
            yield found
        is_first = False


def stream_parts(output: Output, source: Source, form: str) -> Iterator[Found | None]:
    """Read the documents of any form; None stands for JSON that has errors, which are told.

    Raises:
        InputError: it cannot be read.
    """
    if form == "bundle":
        yield from stream_documents(source)
        return
    for part in read_parts(output, read_source(source, limits=chosen_limits()), form):
        if part is None:
            yield None
        else:
            yield from (Found(document, (), part.line) for document in part.bundle)
