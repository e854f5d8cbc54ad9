"""`seeddoc convert` for annotators: the files that it writes, what it refuses, and brat's back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import seeddoc
from seeddoc.annotators import BRAT_CONFIG, write_csv, write_iob, write_spacy, write_tei
from seeddoc.reader import loads
from tests.test_cli import Ended, run

GOOD = (
    "<<<FILE a.txt>>>\nThe river\n\n“We wait,” said Ann Roe.\n<<<END FILE>>>\n"
    "<<<FILE docs/b>>>\nA title\n\nText.\n<<<END FILE>>>\n"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_bytes(GOOD.encode())
    return tmp_path


@pytest.mark.parametrize(
    ("form", "write"), [("csv", write_csv), ("iob", write_iob), ("spacy", write_spacy), ("tei", write_tei)]
)
def test_one_file(form: str, write: object) -> None:
    assert callable(write)
    ended = run("convert", "--to", form, "good.txt")
    assert (ended.status, ended.text) == (0, write(loads(GOOD)))
    assert run("convert", "--to", form, "good.txt", "-o", "out.gz").status == 0
    assert Path("out.gz").read_bytes()[:2] == b"\x1f\x8b"


class TestBrat:
    def test_a_folder_and_back(self) -> None:
        ended = run("convert", "--to", "brat", "good.txt", "-o", "out")
        assert ended == Ended(0, b"Wrote 5 files to out.\n", "")
        names = sorted(path.relative_to("out").as_posix() for path in Path("out").rglob("*") if path.is_file())
        assert names == ["a.ann", "a.txt", "annotation.conf", "docs/b.ann", "docs/b.txt"]
        assert Path("out/annotation.conf").read_text("utf-8") == BRAT_CONFIG
        annotations = Path("out/a.ann").read_text("utf-8")
        Path("out/a.ann").write_text(annotations.replace("Speaker 27 34\tAnn Roe", "Speaker 27 30\tAnn"), "utf-8")
        ended = run("convert", "--from", "brat", "--to", "jsonl", "out")
        first, second = (json.loads(line) for line in ended.text.splitlines())
        (quote,) = first["article"]["paragraphs"][0]["quotes"]
        assert (first["name"], quote["text"], quote["speaker"]["text"], quote["rule"]) == (
            "a.txt",
            "We wait,",
            "Ann",
            None,
        )
        assert (second["name"], second["article"]["paragraphs"][0]["quotes"]) == ("docs/b.txt", [])

    @pytest.mark.parametrize("form", ["json", "parquet"])
    @pytest.mark.parametrize("target", ["x.txt", "x.ann"])
    def test_annotations_are_read_too_and_not_replaced(self, form: str, target: str) -> None:
        Path("x.txt").write_text("T\n\nText.", "utf-8")
        Path("x.ann").write_text("", "utf-8")
        ended = run("convert", "--from", "brat", "--to", form, "x.txt", "-o", target)
        assert ended.status == 2
        assert f"{target} is one of the files that are read, and would be replaced" in ended.problems
        assert Path("x.ann").read_bytes() == b""

    def test_what_utf8_cannot_write(self) -> None:
        bundle = seeddoc.Bundle([seeddoc.Document("fine", "T"), seeddoc.Document("odd", "T\n\nx \ud800 y")])
        Path("x.json").write_text(seeddoc.to_json(bundle), "utf-8")
        ended = run("convert", "--to", "iob", "x.json")
        message = "UTF-8 cannot write a lone surrogate, which the document 'odd' holds: replace it"
        assert (ended.status, ended.data, ended.problems) == (1, b"", f"seeddoc: {message}\n")

    def test_where_people_marked_nothing_there_is_nothing(self) -> None:
        Path("x.txt").write_text("T\n\n“Go,” said Ann Roe.", "utf-8")
        Path("x.ann").write_text("", "utf-8")
        Path("blank.txt").write_text("\n", "utf-8")
        Path("blank.ann").write_text("", "utf-8")
        found = [
            json.loads(line)
            for line in run("convert", "--from", "brat", "--to", "jsonl", "x.txt", "blank.txt").text.splitlines()
        ]
        assert found[0]["article"]["paragraphs"][0]["quotes"] == []
        assert found[1]["article"] is None

    def test_anonymous_documents(self) -> None:
        ended = run("convert", "--to", "brat", "-o", "out", stdin="<<<FILE>>>\nT\n<<<END FILE>>>\n")
        assert ended.status == 0
        assert Path("out/anonymous.txt").read_bytes() == b"T"

    def test_names_that_cannot_be_files(self) -> None:
        ended = run("convert", "--to", "brat", "-o", "out", stdin="<<<FILE ../a>>>\nT\n<<<END FILE>>>\n")
        assert (ended.status, ended.data) == (1, b"")
        assert "../a.txt" in ended.problems
        assert not Path("out").exists()

    @pytest.mark.parametrize("target", [[], ["-o", "-"]])
    def test_it_needs_a_folder(self, target: list[str]) -> None:
        ended = run("convert", "--to", "brat", "good.txt", *target)
        assert (ended.status, ended.problems.partition(" (")[0]) == (
            2,
            "seeddoc convert: --to brat writes a folder: name it with -o",
        )

    def test_a_folder_that_cannot_be_made(self) -> None:
        ended = run("convert", "--to", "brat", "good.txt", "-o", "good.txt/out")
        assert ended.status == 2
        assert ended.problems.startswith("seeddoc: ")

    @pytest.mark.parametrize(
        ("text", "annotations", "message"),
        [
            (b"T", None, "x.ann: No such file or directory"),
            (b"T\xff", b"", "x.txt, or the annotations beside it: not UTF-8: invalid start byte"),
            (b"T", b"T1\tQuotation 5 6\tx", "x.ann: line 1 is no annotation of this text"),
            (b" ", b"T1\tQuotation 0 1\tx", "x.ann: "),
        ],
    )
    def test_what_cannot_be_read(self, text: bytes, annotations: bytes | None, message: str) -> None:
        Path("x.txt").write_bytes(text)
        if annotations is not None:
            Path("x.ann").write_bytes(annotations)
        ended = run("convert", "--from", "brat", "--to", "json", "x.txt")
        assert (ended.status, ended.data) == (2, b"")
        assert ended.problems.startswith(f"seeddoc: {message}")

    def test_from_standard_input(self) -> None:
        ended = run("convert", "--from", "brat", "--to", "json", stdin="T")
        assert (ended.status, "this one is in no folder" in ended.problems) == (2, True)


def test_nothing_to_write() -> None:
    Path("empty.txt").write_bytes(b"")
    ended = run("convert", "--to", "tei", "empty.txt")
    assert (ended.status, ended.data) == (1, b"")
    assert "a TEI corpus holds at least one document" in ended.problems


@pytest.mark.parametrize("option", ["--recover", "--indent=2", "--dialect=path"])
def test_options_that_go_with_other_forms(option: str) -> None:
    assert run("convert", "--to", "csv", option, "good.txt").status == 2
