"""The benchmarks run and tell what they should; how fast they are is not for a test to say."""

from __future__ import annotations

import json
import platform
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from bench import containers, growth, memory, plot
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
    "lengths": {"MB", "seconds", "MB/s", "ratio", "peak MB"},
    "writing": {"MB", "floor s", "seconds", "MB/s", "ratio"},
    "articles": {"MB", "floor s", "seconds", "MB/s", "ratio"},
    "quoting": {"MB", "quotes", "speakers", "chars a quote", "floor s", "seconds", "MB/s", "ratio"},
    "scanning": {"MB", "floor s", "seconds", "MB/s", "ratio", "ratio of work"},
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
    assert list(written["benchmarks"]) == ["writing"]
    assert written["benchmarks"]["writing"]["rows"][0]["case"] == "dumps"
    assert written["benchmarks"]["writing"]["how"] == "bundles of 0.01 MB, medians of 1"
    assert platform.python_version() in written["machines"][0]


class TestRow:
    def test_remark_is_the_note_or_else_whether_the_goal_is_reached(self) -> None:
        assert Row("a", (("ratio", 0.7),), goal=0.6).remark == "goal 0.6: met"
        assert Row("a", (("ratio", 0.5),), goal=0.6).remark == "goal 0.6: MISSED"
        assert Row("a", (("ratio", 0.5),), "as noted", goal=0.6).remark == "as noted"
        assert Row("a", (("ratio", 0.5),)).remark == ""
        assert Row("a", (("seconds", 0.5),), goal=0.6).remark == ""

    def test_json_and_back(self) -> None:
        row = Row("a", (("MB", 1.0), ("ratio", 0.5)), "as noted", 0.6)
        assert Row.from_json(json.loads(json.dumps(row.as_json()))) == row


class TestPlot:
    ROWS = (
        Row("reaches it", (("ratio", 0.7),), goal=0.6),
        Row("does not", (("ratio", 120.0),), goal=500.0),
        Row("has none", (("ratio", 2.0),)),
        Row("was not compared", (("seconds", 2.0),)),
    )

    def test_colours_tell_of_goals(self) -> None:
        assert [plot.color_of(row) for row in self.ROWS] == [plot.MET, plot.MISSED, plot.PLAIN, plot.PLAIN]

    def test_panels_hold_what_has_a_ratio(self) -> None:
        figure = plot.draw({"First": self.ROWS, "Nothing": self.ROWS[3:], "Last": self.ROWS[:1]}, "a machine")
        first, last = figure.axes
        assert (first.get_title(loc="left"), last.get_title(loc="left")) == ("First", "Last")
        assert [label.get_text() for label in first.get_yticklabels()] == ["reaches it", "does not", "has none"]
        bars = [bar for bar in first.patches if isinstance(bar, Rectangle)]
        assert [bar.get_x() + bar.get_width() for bar in bars] == pytest.approx([0.7, 120, 2])
        assert [bar.get_hatch() for bar in bars] == ["", "///", ""]
        assert [np.asarray(line.get_xdata()).tolist() for line in first.lines] == [[0.6, 0.6], [500, 500], [1, 1]]
        assert [text.get_text() for text in first.texts] == [" 0.7 ", " 120 ", " 2 "]
        assert last.get_xlabel().endswith("a machine")

    def test_same_figures_make_the_same_picture(self, tmp_path: Path) -> None:
        first, second = tmp_path / "1.png", tmp_path / "2.png"
        for target in (first, second):
            plot.save(plot.draw({"Title": self.ROWS}, "a machine"), target)
        assert first.read_bytes().startswith(b"\x89PNG")
        assert first.read_bytes() == second.read_bytes()

    def test_nothing_to_draw(self) -> None:
        with pytest.raises(ValueError, match="nothing that was measured has a ratio"):
            plot.draw({"Title": self.ROWS[3:]}, "a machine")

    def test_says_what_is_not_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "matplotlib", None)
        with pytest.raises(ImportError, match=r"pip install 'seeddoc\[bench\]'"):
            plot.draw({"Title": self.ROWS}, "a machine")


def test_command_line_draws_runs_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second, drawn = tmp_path / "1.json", tmp_path / "2.json", tmp_path / "out.png"
    found = {"how": "in some way", "rows": [Row("a case", (("ratio", 0.7),), goal=0.6).as_json()]}
    first.write_text(json.dumps({"machines": ["one"], "benchmarks": {"peers": found, "reading": found}}), "utf-8")
    second.write_text(json.dumps({"machines": ["one", "two"], "benchmarks": {"writing": found}}), "utf-8")
    merged = tmp_path / "3.json"
    main(["writing", "peers", "--read", str(first), str(second), "--plot", str(drawn), "--json", str(merged)])
    printed = capsys.readouterr().out
    assert printed.count("a case") == printed.count("goal 0.6: met") == 2
    assert drawn.read_bytes().startswith(b"\x89PNG")
    written = json.loads(merged.read_text("utf-8"))
    assert written == {"machines": ["one", "two"], "benchmarks": {"peers": found, "writing": found}}


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
