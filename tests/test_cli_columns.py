"""`seeddoc convert --to parquet` and `--to arrow`: what is written, what is told, and that faults leave nothing."""

from __future__ import annotations

import gzip
import io
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import parquet

import seeddoc
from seeddoc import Document, to_json
from seeddoc.arrow import TABLES, read_documents, schema, to_table
from seeddoc.errors import InputError
from seeddoc.inputs import Source, open_source
from seeddoc.partitioning import cut_sources
from tests.test_cli import GOOD, OTHER, Ended, home, run

if TYPE_CHECKING:
    from seeddoc.arrow import Table

__all__ = ["home"]  # the fixture that gives each test a directory


def read(path: str) -> pa.Table:
    return parquet.read_table(path)


def rows(path: str, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in read(path).select(list(names)).to_pylist()]


@pytest.mark.parametrize("table", ["documents", "quotes", "nested"])
def test_parquet(table: Table) -> None:
    assert run("convert", "--to", "parquet", "--table", table, "other.txt", "-o", "out.parquet") == Ended(0, b"", "")
    found = read("out.parquet")
    assert found.schema.equals(schema(table))
    assert found.drop_columns("source") == to_table(seeddoc.loads(OTHER), table).drop_columns("source")


def test_arrow() -> None:
    assert run("convert", "--to", "arrow", "good.txt", "-o", "out.arrow") == Ended(0, b"", "")
    with pa.ipc.open_file("out.arrow") as file:
        assert [*read_documents(file.read_all())] == list(seeddoc.loads(GOOD))


@pytest.mark.parametrize("options", [[], ["-o", "-"]])
def test_standard_output(options: list[str]) -> None:
    ended = run("convert", "--to", "parquet", *options, stdin=GOOD)
    assert (ended.status, ended.problems) == (0, "")
    (row,) = parquet.read_table(io.BytesIO(ended.data)).to_pylist()
    assert (row["source"], row["name"]) == ("<stdin>", "a.txt")


def test_many_sources_of_all_kinds() -> None:
    Path("plain.txt").write_bytes(b"Title\n\nText.\n")
    Path("more.txt.gz").write_bytes(gzip.compress(GOOD.replace("a.txt", "c.txt").encode()))
    Path("named.txt").write_bytes(gzip.compress(GOOD.replace("a.txt", "d.txt").encode()))
    Path("news.jsonl").write_text("".join(f"{to_json(Document(name, 'T'))}\n\n" for name in "xy"), "utf-8")
    Path("one.json").write_text(to_json(seeddoc.Article("Title", ("Text.",))), "utf-8")
    names = ["good.txt", "plain.txt", "more.txt.gz", "named.txt", "news.jsonl", "one.json"]
    assert run("convert", "--to", "parquet", *names, "-o", "out") == Ended(0, b"", "")
    assert rows("out", "document", "source", "name") == [
        (0, "good.txt", "a.txt"),
        (1, "plain.txt", "plain.txt"),
        (2, "more.txt.gz", "c.txt"),
        (3, "named.txt", "d.txt"),
        (4, "news.jsonl", "x"),
        (5, "news.jsonl", "y"),
        (6, "one.json", "one"),
    ]


def test_cues() -> None:
    text = "<<<FILE a>>>\nT\n\nIt was “late”, drawled Bo Lind.\n<<<END FILE>>>\n"
    Path("news.txt").write_bytes(text.encode())
    Path("cues.tsv").write_text("word\tpart\tkind\tstrength\tforms\ndrawl\tverb\tspeech\t2\n", "utf-8")
    for options, speakers in (([], [None]), (["--cues", "cues.tsv"], ["Bo Lind"])):
        ended = run("convert", "--to", "parquet", "--table", "quotes", *options, "news.txt", "-o", "out")
        assert ended == Ended(0, b"", "")
        assert [speaker for (speaker,) in rows("out", "speaker_text")] == speakers


def test_faults_leave_nothing_behind() -> None:
    Path("out").write_bytes(b"before")
    ended = run("convert", "--to", "parquet", "good.txt", "cut.txt", "other.txt", "-o", "out")
    assert ended == Ended(
        1,
        b"",
        "cut.txt:2:1: N001 two documents have the same name: 'a.txt', as in good.txt:2\n"
        "cut.txt:6:1: B001 the document is not closed\n"
        "other.txt:2:1: N001 two documents have the same name: 'a.txt', as in good.txt:2\n",
    )
    assert Path("out").read_bytes() == b"before"
    assert sorted(path.name for path in Path().iterdir()) == ["cut.txt", "good.txt", "other.txt", "out"]


def test_faults_send_nothing_to_standard_output() -> None:
    assert run("convert", "--to", "arrow", "cut.txt") == Ended(1, b"", "cut.txt:6:1: B001 the document is not closed\n")


def test_a_name_twice_in_one_file_is_told_once() -> None:
    ended = run("convert", "--to", "arrow", stdin=GOOD + GOOD)
    assert ended == Ended(1, b"", "<stdin>:6:1: N001 two documents have the same name: 'a.txt'\n")


def test_nothing_and_bad_json_are_told() -> None:
    ended = run("convert", "--from", "jsonl", "--to", "arrow", stdin=f"{to_json(Document('a', 'x'))}\n{{\n")
    assert (ended.status, ended.data) == (1, b"")
    assert ended.problems.startswith("seeddoc: <stdin>:2: $: not JSON")
    assert run("convert", "--to", "arrow", stdin="") == Ended(
        0, run("convert", "--to", "arrow", "--from", "jsonl", stdin="\n").data, "<stdin>:1:1: B013 the input is empty\n"
    )


def test_warnings_are_told() -> None:
    ended = run("convert", "--to", "parquet", stdin=f"\ufeffoutside\n{GOOD}more\n", terminal="err")
    assert (ended.status, ended.data[:4]) == (0, b"PAR1")
    assert ended.problems == (
        "<stdin>:1:2: B009 text outside any document\n<stdin>:7:1: B009 text outside any document\n"
    )


def test_lone_surrogates_of_json_are_refused() -> None:
    ended = run("convert", "--from", "json", "--to", "parquet", stdin=to_json(Document("a", "T\n\n\ud800")))
    assert (ended.status, ended.data) == (1, b"")
    assert "E002" in ended.problems
    assert "<stdin>" in ended.problems


def test_recovered() -> None:
    Path("bad.txt").write_bytes(b"<<<FILE x>>>\ncaf\xe9\n<<<END FILE>>>\n")
    ended = run("convert", "--to", "parquet", "--recover", "cut.txt", "bad.txt", "good.txt", "-o", "out")
    assert ended == Ended(1, b"", "")
    found = read("out").to_pylist()
    assert [(row["name"], row["text"], row["complete"]) for row in found] == [
        ("a.txt", "A title\n\nText.", True),
        ("b.txt", "B title\n\nTe", False),
        ("x", "caf\ufffd", True),
        ("a.txt", "A title\n\n“Yes,” she said.", True),
    ]
    assert [[each["code"] for each in row["findings"]] for row in found] == [[], ["B001"], ["E001"], ["N001"]]
    assert "findings" in schema("documents", findings=True).names


def test_recovered_findings_without_documents_have_rows() -> None:
    ended = run("convert", "--to", "parquet", "--recover", "--table", "nested", "-o", "out", stdin="No markers\n")
    assert ended == Ended(1, b"", "")
    assert rows("out", "name", "text", "quotes") == [(None, None, None)]
    assert run("convert", "--to", "parquet", "--recover", "-o", "out", "good.txt") == Ended(0, b"", "")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--to json --table quotes", "--table goes with --to parquet or arrow"),
        ("--to parquet --table words", "Invalid value for '--table'"),
        ("--to parquet --table quotes --recover", "--recover goes with --table documents or nested"),
        ("--to parquet -o out.parquet.gz", "parquet is compressed inside: leave .gz out of the name"),
        ("--to parquet --dialect path", "--dialect goes with --to bundle"),
    ],
)
def test_what_does_not_go_together(options: str, message: str) -> None:
    ended = run("convert", *options.split(), "good.txt")
    assert (ended.status, ended.data) == (2, b"")
    assert message in ended.problems


def test_a_terminal_is_spared() -> None:
    ended = run("convert", "--to", "parquet", "good.txt", terminal="out")
    assert (ended.status, ended.data) == (2, b"")
    assert "parquet is not for terminals: name a file with -o" in ended.problems


def test_output_that_cannot_be_written() -> None:
    ended = run("convert", "--to", "parquet", "good.txt", "-o", "no/out")
    assert ended == Ended(2, b"", "seeddoc: no/out: cannot be written: No such file or directory\n")


def test_inputs_that_cannot_be_read() -> None:
    ended = run("convert", "--to", "parquet", "nothing.txt", "-o", "out")
    assert ended == Ended(2, b"", "seeddoc: nothing.txt: no such file or directory\n")
    with pytest.raises(InputError, match=r"gone.txt: No such file or directory"):
        open_source(Source(Path("gone.txt"), "gone.txt", "gone.txt"))


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("seeddoc.arrow", "pyarrow"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(seeddoc, "arrow")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ended = run("convert", "--to", "parquet", "good.txt", "-o", "out")
    assert ended == Ended(2, b"", "seeddoc: --to parquet: this needs pyarrow: pip install 'seeddoc[arrow]'\n")


class TestWorkers:
    """The same file with any number of processes, byte for byte."""

    @pytest.fixture(autouse=True)
    def many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("seeddoc.cli._workers.cut_sources", partial(cut_sources, size=200))
        text = "".join(f"<<<FILE {n}>>>\nT\n\n“Yes,” said A{n} B.\n<<<END FILE>>>\n" for n in range(40))
        Path("large.txt").write_bytes(b"Outside.\n" + text.encode() + b"Outside too.\n<<<FILE>>>\nT\n<<<END FILE>>>\n")
        Path("plain").write_bytes(b"A title\n\nText.")
        Path("empty.txt").write_bytes(b"")

    @pytest.mark.parametrize("table", TABLES)
    @pytest.mark.parametrize("form", ["parquet", "arrow"])
    def test_same_file(self, form: str, table: str) -> None:
        files, written = ["large.txt", "good.txt", "plain", "empty.txt"], []
        for workers in "123":
            ended = run("convert", "--to", form, "--table", table, "--workers", workers, *files, "-o", "out")
            assert ended.status == 0
            assert [line.split()[1] for line in ended.problems.splitlines()] == ["B009", "B009", "N002", "B013"]
            written.append(Path("out").read_bytes())
        assert len(set(written)) == 1

    @pytest.mark.parametrize("table", TABLES)
    def test_same_rows_as_in_one(self, table: str, monkeypatch: pytest.MonkeyPatch) -> None:
        options = ["convert", "--to", "parquet", "--table", table, "large.txt", "good.txt", "plain"]
        shared = run(*options, "--workers", "2", "-o", "shared")
        monkeypatch.setattr("seeddoc.cli._column_parts.can_be_shared", lambda *_: False)
        assert run(*options, "-o", "whole") == shared
        whole = parquet.read_table("whole")
        assert whole == parquet.read_table("shared")
        assert whole.schema.equals(parquet.read_schema("shared"), check_metadata=True)
        assert len(set(whole["document"].to_pylist())) == (43 if table != "quotes" else 41)
        assert None not in whole["name"].to_pylist()

    @pytest.mark.parametrize("workers", ["1", "2"])
    def test_faults_are_told_as_in_one(self, workers: str, monkeypatch: pytest.MonkeyPatch) -> None:
        for files in (["large.txt", "cut.txt"], ["good.txt", "large.txt", "other.txt"], ["good.txt", "other.txt"]):
            options = ["convert", "--to", "arrow", *files]
            ended = run(*options, "--workers", workers)
            assert (ended.status, ended.data) == (1, b"")
            with monkeypatch.context() as patch:
                patch.setattr("seeddoc.cli._column_parts.can_be_shared", lambda *_: False)
                assert run(*options) == ended

    def test_own_cues(self) -> None:
        Path("cues.tsv").write_text("word\tpart\tkind\tstrength\tforms\ndrawl\tverb\tspeech\t2\n", "utf-8")
        Path("news.txt").write_bytes(b'<<<FILE a>>>\nT\n\nIt was "late", drawled Bo Lind.\n<<<END FILE>>>\n')
        options = ["--cues", "cues.tsv", "--workers", "2"]
        run("convert", "--to", "parquet", "--table", "quotes", *options, "large.txt", "news.txt", "-o", "out")
        assert rows("out", "document", "speaker_text")[-1] == (41, "Bo Lind")

    def test_a_file_that_was_mended_meanwhile(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("seeddoc.cli._columns._Documents.rows", lambda _: iter(()))
        assert run("convert", "--to", "arrow", "cut.txt") == Ended(1, b"", "")
