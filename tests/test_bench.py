"""The benchmarks run and tell what they should; how fast they are is not for a test to say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bench import containers, growth, memory
from bench.__main__ import BENCHMARKS, main
from bench.measure import Row, Settings, render
from bench.shapes import SHAPES, Shape

if TYPE_CHECKING:
    from pathlib import Path

TINY = Settings(size=0.01, runs=1)

COLUMNS = {
    "reading": {"MB", "floor s", "seconds", "MB/s", "ratio"},
    "columns": {"MB", "floor s", "seconds", "MB/s", "ratio", "peak MB"},
    "containers": {
        *("bytes a document", "odd texts", "come back", "cuts", "cuts unnoticed", "lost bytes", "losses unnoticed"),
        *("MB/s", "ratio"),
    },
    "engines": {"MB", "scan s", "seconds", "MB/s", "ratio"},
    "streaming": {"MB", "floor s", "seconds", "MB/s", "ratio", "before MB", "peak MB", "more MB"},
    "writing": {"MB", "floor s", "seconds", "MB/s", "ratio"},
    "articles": {"MB", "floor s", "seconds", "MB/s", "ratio"},
    "quoting": {"MB", "quotes", "speakers", "chars a quote", "floor s", "seconds", "MB/s", "ratio"},
    "scanning": {"MB", "floor s", "seconds", "MB/s", "ratio", "ratio of work", "peak MB"},
    "peers": {"MB", "floor s", "seconds", "MB/s", "ratio"},
    "checking": {"MB", "floor s", "seconds", "MB/s", "ratio"},
    "running": {"floor s", "floor cpu", "seconds", "cpu", "ratio"},
    "growth": {"pieces", "seconds", "x2", "x4", "x8"},
    "memory": {"MB", "parse", "iter_documents", "check", "holds MB", "peak MB"},
    "importing": {"ms", "ratio"},
}


def test_every_benchmark_has_its_columns() -> None:
    assert set(COLUMNS) == set(BENCHMARKS)


@pytest.mark.parametrize("name", [name for name in BENCHMARKS if name not in {"growth", "memory"}])
def test_benchmark(name: str) -> None:
    _, run = BENCHMARKS[name]
    rows = run(TINY)
    assert len({row.case for row in rows}) == len(rows) > 2
    assert {column for row in rows for column, _ in row.figures} <= COLUMNS[name]
    assert all(row.figures or row.note for row in rows)


def test_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "INPUTS", {"one line": memory.INPUTS["one line"]})
    row, bomb = memory.run(Settings(size=2, runs=1))
    assert [column for column, _ in row.figures] == ["MB", "parse", "iter_documents", "check"]
    assert dict(row.figures)["parse"] > 0
    assert dict(bomb.figures)["holds MB"] == 200
    assert dict(bomb.figures)["peak MB"] < 200
    monkeypatch.setattr(memory, "GOALS", {"parse": -1.0})
    assert memory.run(Settings(size=0.2, runs=1))[0].note == "MORE than it may"


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: f"{shape.group}: {shape.name}")
def test_shape_can_be_made_and_worked_on(shape: Shape) -> None:
    for size in (1, 3):
        work = shape.make(size)
        assert callable(work)
        work()


def test_shapes_have_names_of_their_own() -> None:
    assert len({(shape.group, shape.name) for shape in SHAPES}) == len(SHAPES)


def test_growth_tells_of_three_doublings() -> None:
    row, summary = growth.run(TINY, [Shape("group", "name", 80_000, lambda size: lambda: size)])
    assert [column for column, _ in row.figures] == ["pieces", "seconds", "x2", "x4", "x8"]
    assert dict(row.figures)["pieces"] == 8
    assert row.case == "group: name"
    assert summary.case == "0 of 1 grow faster than their input"


def test_growth_marks_what_is_quadratic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "_spend", lambda _shape, size: size**2 / 1000)
    row, summary = growth.run(Settings(), [Shape("group", "name", 1024, lambda size: lambda: size)])
    assert dict(row.figures) == {"pieces": 64, "seconds": 64**2 / 1000, "x2": 4, "x4": 4, "x8": 4}
    assert row.note == "GROWS by more than 2.5"
    assert summary.case == "1 of 1 grow faster than their input"


def test_render_aligns_columns() -> None:
    rows = [Row("a", (("s", 0.5), ("ratio", 1.25)), "note"), Row("longer", (("s", 12345.0),))]
    assert render("Title", rows).splitlines() == [
        "Title",
        "             s  ratio",
        "a       0.5000   1.25  note",
        "longer  12,345",
    ]


def test_command_line_prints_and_writes_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.json"
    main(["writing", "--size", "0.01", "--runs", "1", "--json", str(target)])
    assert capsys.readouterr().out.startswith("Writing")
    written = json.loads(target.read_text(encoding="utf-8"))
    assert list(written) == ["writing"]
    assert written["writing"][0]["case"] == "dumps"


def test_command_line_refuses_unknown_names(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["nothing"])
    assert "no benchmark is named nothing" in capsys.readouterr().err


def test_bundles_bring_back_every_odd_text() -> None:
    bundle, checked, *others = containers.CONTAINERS
    assert all(containers.comes_back(each, text) for each in (bundle, checked) for text in containers.ODD_TEXTS)
    assert {each.name for each in others} == {"txtar", "MIME", "JSON lines"}


def test_what_is_read_otherwise_without_a_word_is_counted() -> None:
    (lines,) = (each for each in containers.CONTAINERS if each.name == "JSON lines")
    written = [("a", "x"), ("b", "y")]
    content = lines.write(written)
    assert containers.count_unnoticed(lines, [content, content[:-4], content[: len(content) // 2]], written) == 1
