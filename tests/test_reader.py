"""Reading: whole, from files, in chunks, one document after the other."""

from __future__ import annotations

import io
import tempfile
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from seeddoc import (
    NEED_DATA,
    BundleError,
    Diagnostic,
    Document,
    LimitError,
    Limits,
    Outside,
    Reader,
    Span,
    dumps,
    iter_documents,
    load,
    loads,
    parse,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "<<<FILE é>>>\nx\r\n<<<END FILE>>>\n"
BROKEN = "<<<FILE a>>>\n1\n<<<END>>>\n<<<FILE a>>>\n2\n<<<END>>>\n<<<FILE b>>>\n3\n<<<END>>>\nbye <<<END>>>\n"


@pytest.mark.parametrize(
    "make", [str.encode, str, lambda text: bytearray(text.encode()), lambda text: memoryview(text.encode())]
)
def test_contents(make: Callable[[str], Any]) -> None:
    for read in (load, loads, lambda data: parse(data).bundle):
        assert read(make(TEXT)).names == ("é",)
    assert [document.text for document in iter_documents(make(TEXT))] == ["x"]


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "bundle.txt"
    path.write_bytes(TEXT.encode())
    expected = loads(TEXT)
    for read in (load, loads, lambda source: parse(source).bundle, lambda source: list(iter_documents(source))):
        assert list(read(path)) == list(expected)
        with path.open("rb") as binary, path.open(encoding="utf-8", newline="") as text:
            assert list(read(binary)) == list(read(text)) == list(expected)
        assert list(read(io.BytesIO(TEXT.encode()))) == list(read(io.StringIO(TEXT, newline=""))) == list(expected)


def test_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "bundle.txt"
    path.write_text(BROKEN)
    with path.open("rb") as file:
        for source in (path, file):
            result = parse(source)
            assert result.filename == str(path)
            assert {finding.filename for finding in result.diagnostics} == {str(path)}
    with pytest.raises(BundleError) as caught:
        load(path)
    assert caught.value.filename == str(path)
    assert str(caught.value).startswith(f"{path}:4:1: N001")
    with pytest.raises(BundleError) as caught:
        list(iter_documents(path))
    assert caught.value.filename == str(path)
    with tempfile.TemporaryFile() as numbered:  # its name is a number
        assert parse(numbered).filename is None
    assert parse(BROKEN).filename is None


def test_a_missing_file(tmp_path: Path) -> None:
    for read in (load, loads, parse, lambda source: list(iter_documents(source))):
        with pytest.raises(FileNotFoundError):
            read(tmp_path / "missing.txt")


@pytest.mark.parametrize("source", [None, 7, ["<<<FILE a>>>"]])
def test_what_cannot_be_read(source: Any) -> None:
    for read in (load, loads, parse, lambda data: list(iter_documents(data))):
        with pytest.raises(TypeError, match="expected bytes, str, a"):
            read(source)


def test_a_str_is_content_and_never_a_file_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bundle.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    assert [finding.code for finding in parse("bundle.txt").diagnostics] == ["B009", "B012"]


def test_results() -> None:
    result = parse("hi\n" + BROKEN)
    assert result.bundle.names == ("a", "a", "b")
    assert [finding.code for finding in result.diagnostics] == ["B009", "N001", "B009"]
    assert [finding.code for finding in result.errors] == ["N001"]
    assert result.outside == (Span(0, 2), Span(78, 91))
    with pytest.raises(BundleError) as caught:
        loads("hi\n" + BROKEN)
    assert caught.value.diagnostics == result.diagnostics
    assert caught.value.line == 5


class TestReader:
    def test_events(self) -> None:
        reader = Reader()
        assert reader.next_event() is NEED_DATA
        reader.receive("hi\n<<<FILE a>>>\nx\n<<<EN")
        found = reader.next_event()
        assert isinstance(found, Diagnostic)
        assert found.code == "B009"
        assert isinstance(reader.next_event(), Outside)
        assert reader.next_event() is NEED_DATA
        reader.receive("D>>>\n")
        assert reader.next_event() == Document("a", "x")
        assert reader.next_event() is NEED_DATA
        reader.close()
        assert reader.next_event() is None
        assert reader.next_event() is None

    def test_closing(self) -> None:
        reader = Reader()
        reader.close()
        reader.close()
        assert [event.code for event in reader.events() if isinstance(event, Diagnostic)] == ["B013"]
        assert reader.next_event() is None
        with pytest.raises(ValueError, match="closed"):
            reader.receive("x")

    def test_no_events_before_the_first_chunk(self) -> None:
        assert list(Reader().events()) == []

    @pytest.mark.parametrize(("first", "second"), [("x", b"x"), (b"x", "x"), ("", b"")])
    def test_chunks_of_one_kind(self, first: str | bytes, second: str | bytes) -> None:
        reader = Reader()
        reader.receive(first)
        with pytest.raises(TypeError, match="as in the chunks before"):
            reader.receive(second)

    def test_chunks_that_are_neither(self) -> None:
        reader = Reader()
        with pytest.raises(TypeError, match="not int"):
            reader.receive(7)  # type: ignore[arg-type]

    def test_findings_stand_before_their_document(self) -> None:
        reader = Reader()
        reader.receive("<<<FILE a size=9>>>\nx\n<<<END>>>\n<<<FILE b>>>\n<<<END>>>\n")
        kinds = [event.code if isinstance(event, Diagnostic) else type(event).__name__ for event in reader.events()]
        assert kinds == ["I001", "Document", "Document"]

    @pytest.mark.parametrize("line_end", ["\n", "\r\n"])
    def test_places_in_a_bundle_without_closers(self, line_end: str) -> None:
        lines = ["<<<FILE a>>>", "é", "two", "<<<FILE b>>>", "", "<<<FILE c>>>", "three 🦊", "<<<FILE d>>>", "four", ""]
        text = line_end.join(lines)
        wanted = [(document.name, document.position) for document in parse(text.encode()).bundle]
        assert [position and position.line for _, position in wanted] == [2, 5, 7, 9]
        for data in (text, text.encode()):
            reader = Reader()
            reader.receive(data)
            reader.close()
            found = [(each.name, each.position) for each in reader.events() if isinstance(each, Document)]
            assert found == [(document.name, document.position) for document in parse(data).bundle]
        assert found == wanted

    def test_memory_is_that_of_one_document(self) -> None:
        reader, chunk = Reader(), dumps([Document("", "x" * 50_000)])
        tracemalloc.start()
        for _ in range(200):
            reader.receive(chunk)
            assert [type(event) for event in reader.events()][-1] is Document
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 2_000_000


class TestIterDocuments:
    def test_raise(self) -> None:
        found: list[str] = []
        with pytest.raises(BundleError) as caught:
            found.extend(document.text for document in iter_documents(BROKEN))
        assert found == ["1"]
        assert [finding.code for finding in caught.value.diagnostics] == ["N001"]
        documents = iter_documents(BROKEN.encode(), errors="raise")
        assert next(documents).text == "1"
        with pytest.raises(BundleError):
            next(documents)

    def test_skip(self) -> None:
        assert [document.text for document in iter_documents(BROKEN, errors="skip")] == ["1", "3"]

    def test_callback(self) -> None:
        found: list[Diagnostic] = []
        assert [document.text for document in iter_documents(BROKEN, errors=found.append)] == ["1", "2", "3"]
        assert [finding.code for finding in found] == ["N001", "B009"]

    def test_an_error_after_the_last_document(self) -> None:
        documents = iter_documents(TEXT + "<<<END>>>\n")
        assert next(documents).name == "é"
        with pytest.raises(BundleError, match="B005"):
            next(documents)

    def test_options(self) -> None:
        with pytest.raises(ValueError, match="'ignore'"):
            iter_documents(TEXT, errors="ignore")  # type: ignore[arg-type]
        with pytest.raises(LimitError, match="B015"):
            list(iter_documents(TEXT, limits=Limits(document_size=0)))
        with pytest.raises(LimitError):
            loads(TEXT, limits=Limits(documents=0))
        with pytest.raises(TypeError, match="limits is a Limits"):
            parse(TEXT, limits=7)  # type: ignore[arg-type]

    def test_files_are_read_in_chunks(self, tmp_path: Path) -> None:
        path = tmp_path / "big.txt"
        documents = [Document(str(number), "é\n" * 100_000) for number in range(4)]
        path.write_bytes(dumps(documents).encode())
        assert list(iter_documents(path)) == documents
        with path.open(encoding="utf-8", newline="") as file:
            assert list(iter_documents(file)) == documents
