"""Borders of bundles: parts read as the whole does, wherever it is cut."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seeddoc import PRESETS, Document, Limits, Position, dumps, parse
from seeddoc._borders import BUFFER, Part, PartReader, Whole, _Skimmer, cut_bundle
from seeddoc.positions import TextIndex
from seeddoc.reader import to_result
from tests import strategies
from tests.test_one_law import CANONICAL, ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.reader import ParseResult

SIZES = (1, 60)


def cut(chunks: list[bytes], size: int) -> list[tuple[Part, Whole]]:
    return list(cut_bundle(chunks, size))


def parts_of(chunks: list[bytes], size: int) -> list[Part]:
    return [part for part, _ in cut(chunks, size)]


def read_parts(data: bytes, parts: list[tuple[Part, Whole]]) -> list[ParseResult]:
    index, results = TextIndex(data), []
    for part, whole in parts:
        reader = PartReader(data[part.start : part.stop], part, whole, index.position(part.start))
        results.append(to_result(reader.events(), reader.spellings, None))
    return results


def seen(results: list[ParseResult]) -> tuple[list[object], ...]:
    """All that results say: documents with their places, findings, outside text."""
    return (
        [(document, document.position) for result in results for document in result.bundle],
        [
            (each.code, each.message, each.document, each.position, each.end_position)
            for result in results
            for each in result.diagnostics
        ],
        [span for result in results for span in result.outside],
    )


def check_parts(data: bytes, found: list[tuple[Part, Whole]]) -> None:
    parts = [part for part, _ in found]
    assert [part.stop for part in parts[:-1]] == [part.start for part in parts[1:]]
    assert (parts[0].start, parts[-1].stop) == (0, len(data))
    wanted = parse(data)
    if len(parts) == 1:
        return  # then it is read as a whole
    results = read_parts(data, found)
    assert seen(results) == seen([wanted])
    assert all(len(result.bundle) for result in results)
    dialects = dict.fromkeys(dialect for result in results for dialect in result.dialects)
    assert set(wanted.dialects) <= set(dialects)


@given(strategies.garbage_bytes(), st.integers(1, 200), st.data())
@settings(max_examples=strategies.more_examples(300))
@example(b"<<<FILE a>>>\nA\n<<<FILE b>>>\nB\n", 1, None)
@example(b"<<<FILE a>>>\nA\n<<<FILE b>>>\n \n", 1, None)
@example(b"<<<FILE a>>>\nA\n<<<FILE a>>>\nB\n<<<FILE b\n>>>\n>>>\n", 1, None)
@example(b"<<<FILE a>>>\nA\n<<<END>>>\n>>>\n<<<FILE b>>>\nB\n<<<END>>>\n<<<FILE c\n>>>\n", 1, None)
@example(b"\xef\xbb\xbf\xef\xbb\xbf<<<FILE a>>>\n<<<END>>>\n\xef\xbb\xbf<<<FILE b>>>\n<<<END>>>\n<<<FILE c\n", 1, None)
def test_parts_of_anything(data: bytes, size: int, more: st.DataObject | None) -> None:
    chunks = more.draw(strategies.chunkings(data)) if more else [data]
    check_parts(data, cut(chunks, size))


@given(strategies.form_texts(), st.integers(1, 200))
@settings(max_examples=strategies.more_examples(200))
def test_parts_of_every_preset(written: tuple[strategies.Form, str, list[tuple[str, str]]], size: int) -> None:
    data = written[1].encode()
    check_parts(data, cut([data], size))


def damaged(data: bytes) -> Iterator[bytes]:
    """Every line lost, doubled, joined with the next; every character of a marker line lost or changed."""
    lines = data.splitlines(keepends=True)
    for number, line in enumerate(lines):
        before, after = b"".join(lines[:number]), b"".join(lines[number + 1 :])
        yield before + after
        yield before + line + line + after
        yield before + line.rstrip(b"\n") + after
        if b"<<<" in line or b">>>" in line:
            yield from (before + line[:at] + line[at + 1 :] + after for at in range(len(line)))
            yield from (before + line[:at] + b"<" + line[at:] + after for at in range(0, len(line), 3))


@pytest.mark.parametrize("preset", PRESETS)
def test_parts_of_damaged_presets(preset: str) -> None:
    rows = [*ROWS, *ROWS[:1]]
    data = "".join(dumps([Document(name, text)], dialect=PRESETS[preset]) for name, text in rows).encode()
    for broken in damaged(data):
        for size in SIZES:
            check_parts(broken, cut([broken], size))


@pytest.mark.parametrize("name", CANONICAL)
def test_parts_of_damaged_bundles(name: str) -> None:
    for broken in damaged(dumps(CANONICAL[name]).encode()):
        for size in SIZES:
            check_parts(broken, cut([broken], size))


@pytest.mark.parametrize("size", range(1, 120))
def test_every_size(size: int) -> None:
    data = "".join(dumps([Document(f"{n} é{n}", "x\r\n文" * n)]) for n in range(6)).encode()
    nested = dumps([Document("outer", data.decode()), Document("2 é2", "again"), Document("last", "")]).encode()
    for whole in (data, nested, data + nested, data.replace(b"\n", b"\r\n")):
        check_parts(whole, cut([whole], size))


def test_a_part_ends_with_the_document_that_fills_it() -> None:
    document = b"<<<FILE a>>>\nA\n<<<END FILE>>>\n"
    assert parts_of([document * 5], len(document) + 1) == [
        Part(0, 2 * len(document)),
        Part(2 * len(document), 4 * len(document), frozenset({"a"})),
        Part(4 * len(document), 5 * len(document), frozenset({"a"})),
    ]


def test_no_border_inside_a_longer_fence() -> None:
    inner = dumps([Document(name, "x") for name in "abc"])
    data = dumps([Document("outer", inner), Document("d", "y")]).encode()
    starts = [part.start for part in parts_of([data], 1)]
    assert starts == [0, data.index(b"<<<FILE d>>>")]


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "",
        "FILE",
        "file >>>",
        "<<<",
        "<<<FILE b",
        "<<<END FILE>>>",
        "x>>>",
        ">>>>",
        " >>>",
        "A.<<<FILE b>>>",
        "<<<FILE b>>>\nx\n<<<END FILE>>>",
        "<<<<FILE b\nx\n>>>>",
    ],
)
@pytest.mark.parametrize(
    "closer", [">>>", "FILE>>>", ">>>END", "file>>>", ">>> END", ">>>>", "<<<END>>>", ">>><<<FILE c>>>"]
)
def test_block_form(closer: str, text: str) -> None:
    block = f"<<<FILE a\n{text}\n{closer}\n"
    bracketed = "\n<<<FILE b>>>\nx\n<<<END FILE>>>\n"
    for whole in (block * 3, bracketed + block * 2 + bracketed + block, block + ">>>\n\n" + block, block + bracketed):
        for line in ("\n", "\r\n"):
            data = whole.replace("\n", line).encode()
            for size in SIZES:
                check_parts(data, cut([data], size))
            check_parts(data[:-1], cut([data[:9], data[9:-1]], 1))


def test_without_closers_there_are_borders_too() -> None:
    data = b"<<<FILE: a>>>\nA\n<<<FILE: b>>>\nB\n"
    assert [whole for _, whole in cut([data], 1)] == [Whole(has_closers=False)] * 2
    assert {whole for _, whole in cut([data + b"<<<END>>>\n"], 1)} == {Whole(has_closers=True)}


def test_parts_come_as_soon_as_nothing_can_change_them() -> None:
    document, block, lone = b"<<<FILE a>>>\nA\n<<<END FILE>>>\n", b"<<<FILE b\nB\n>>>\n", b">>>\n"

    def taken(*chunks: bytes) -> list[int]:
        """How many chunks had been taken when each part came."""
        count = 0

        def counted() -> Iterator[bytes]:
            nonlocal count
            for chunk in chunks:
                count += 1
                yield chunk

        return [count for _ in cut_bundle(counted(), 1)]

    assert taken(*[document] * 4) == [2, 3, 4, 4]
    assert taken(document, lone, document, document) == [4, 4, 4]  # a block may follow, and then it is a fault
    assert taken(document, lone, document, block, document) == [4, 4, 5, 5]
    assert taken(b"<<<FILE a>>>\nA\n", b"<<<FILE b>>>\nB\n", document, document) == [3, 3, 4, 4]


def test_nothing_to_cut() -> None:
    for data in (b"", b"\n\n", b"no markers", b"\xff\xfe<\x00"):
        assert parts_of([data], 1) == [Part(0, len(data))]
    assert parts_of([], 1) == [Part(0, 0)]


def test_documents_come_one_by_one() -> None:
    data = dumps([Document(str(number), "x" * (BUFFER - 50)) for number in range(4)]).encode()
    reader = PartReader(data, Part(0, len(data)), Whole(), Position(0, 0, 0, 1, 1))
    events = reader.events()
    first = next(events)
    assert isinstance(first, Document)
    assert first.name == "0"
    assert len(list(events)) == 3


def test_limits_of_a_part() -> None:
    data = dumps([Document(name, "x") for name in "abc"]).encode()
    reader = PartReader(data, Part(0, len(data)), Whole(), Position(0, 0, 0, 1, 1), Limits(documents=2))
    result = to_result(reader.events(), reader.spellings, None)
    assert (len(result.bundle), [each.code for each in result.diagnostics]) == (2, ["B015"])


@pytest.mark.parametrize("closer", ["<<<END FILE>>>", "<<<END a/b c.txt>>>", "<<<FILE_END: a/b c.txt>>>"])
def test_common_dialects_are_skipped(closer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = f"<<<FILE: a/b c.txt>>>\n<p>\n{closer}\n\r\n".encode()
    monkeypatch.setattr(_Skimmer, "_open_document", None)
    parts = parts_of([data * 3], 1)
    assert [part.start for part in parts] == [0, len(data), 2 * len(data)]
    for first, second in pairwise(parts):
        assert first.stop == second.start
