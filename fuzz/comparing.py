"""Two ways to read the same bytes: bytes in, an AssertionError where they do not say the same."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING, AnyStr

from seeddoc import Diagnostic, Document, Outside, ParseResult, Reader, parse
from seeddoc._borders import PartReader, cut_bundle
from seeddoc.positions import TextIndex, resolve
from seeddoc.reader import to_result
from tests.reference import read

if TYPE_CHECKING:
    from collections.abc import Iterable


def decode(data: bytes) -> str:
    """Return bytes as the reader takes them: what is not UTF-8 as lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def cut(data: AnyStr) -> list[AnyStr]:
    """Cut anywhere, always in the same places for the same data."""
    return [data[start:stop] for start, stop in pairwise(_places(len(data)))]


def _places(size: int) -> list[int]:
    chance = random.Random(size)  # noqa: S311 (places to cut at)
    return [0, *sorted(chance.choices(range(size + 1), k=5)), size]


def assert_as_the_reference(data: str | bytes) -> None:
    """Assert that the reader finds what the reference reader of the tests finds."""
    result, reading = parse(data), read(data)
    assert [(each.name, each.text, each.attributes, each.complete) for each in result.bundle] == [
        (each.name, each.text, each.attributes, each.complete) for each in reading.documents
    ]
    found = [(each.offset, each.code, each.line, each.column, each.byte_offset) for each in result.diagnostics]
    expected = reading.diagnostics
    if isinstance(data, str) and "E002" in reading.codes:  # what UTF-8 cannot write has no place in it
        found, expected = ([(*each[:4], 0) for each in row] for row in (found, expected))
    assert found == expected
    assert [(span.start, span.end) for span in result.outside] == reading.outside


def _seen(results: Iterable[ParseResult]) -> tuple[list[object], ...]:
    """Return all that results say: documents with their places, findings, outside text."""
    results = list(results)
    findings = sorted((each for result in results for each in result.diagnostics), key=lambda each: each.offset)
    return (
        [(document, document.position) for result in results for document in result.bundle],
        sorted(map(_told, findings), key=repr),
        [span for result in results for span in result.outside],
    )


def _told(finding: Diagnostic) -> tuple[object, ...]:
    said = finding.code, finding.message, finding.severity, finding.document
    return (*said, finding.position, finding.end_position)


def assert_same_in_chunks(data: AnyStr, chunks: list[AnyStr]) -> None:
    """Assert that a `Reader` that takes chunks gives what `parse` gives."""
    reader, documents, findings, outside = Reader(), list[Document](), list[Diagnostic](), list[tuple[int, int]]()
    for chunk in (*chunks, None):
        if chunk is None:
            reader.close()
        else:
            reader.receive(chunk)
        for event in reader.events():
            if isinstance(event, Document):
                documents.append(event)
            elif isinstance(event, Outside):
                outside.append((resolve(event.start).offset, resolve(event.end).offset))
            else:
                findings.append(event)
    result = parse(data)
    if not chunks and isinstance(data, str):
        result = parse(b"")  # a reader that was given nothing does not know of what kind it was
    assert tuple(documents) == result.bundle.documents
    assert [each.position for each in documents] == [each.position for each in result.bundle]
    assert sorted(map(_told, findings), key=repr) == sorted(map(_told, result.diagnostics), key=repr)
    assert sorted(outside) == [(span.start, span.end) for span in result.outside]


def assert_same_in_parts(data: bytes, size: int) -> None:
    """Assert that the parts that a bundle can be cut into, of so many bytes each, read as the whole does."""
    parts = list(cut_bundle(cut(data), size))
    if len(parts) < 2:
        return  # then it is read as a whole
    index, results = TextIndex(data), []
    for part, whole in parts:
        reader = PartReader(data[part.start : part.stop], part, whole, index.position(part.start))
        results.append(to_result(reader.events(), reader.spellings, None))
    assert _seen(results) == _seen([parse(data)])
