"""The example notebooks: what they show is what comes out, in this process and in Jupyter's own."""

from __future__ import annotations

import ast
import importlib.util
import io
import json
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
NOTEBOOKS: Final = sorted((ROOT / "examples").glob("*.ipynb"))

# Runs in a process of its own: a kernel's warnings are none of ours.
EXECUTE: Final = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(notebook)
NotebookClient(notebook, timeout=120, kernel_name="python3").execute(cwd=sys.argv[2])
nbformat.write(notebook, sys.argv[3])
"""


def read_cells(path: Path) -> list[dict[str, Any]]:
    """Read the cells of a notebook that hold code."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def outputs_of(cell: dict[str, Any]) -> list[dict[str, str]]:
    """Return what a cell shows: a stream by its name, a value by its types, each text joined."""
    outputs = []
    for output in cell["outputs"]:
        data = output["data"] if "data" in output else {output["name"]: output["text"]}
        outputs.append({kind: "".join(text) for kind, text in data.items()})
    return outputs


def execute(source: str, names: dict[str, object]) -> list[dict[str, str]]:
    """Execute a cell in this process, and return what a notebook shows of it."""
    tree = ast.parse(source)
    last = tree.body[-1]
    shown_value = ast.Expression(last.value) if isinstance(last, ast.Expr) else None
    if shown_value:
        tree.body.pop()
    shown, printed = list[dict[str, str]](), io.StringIO()
    with redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), names)  # noqa: S102 (the project's own notebook)
        value = eval(compile(shown_value, "<cell>", "eval"), names) if shown_value else None  # noqa: S307
    if printed.getvalue():
        shown.append({"stdout": printed.getvalue()})
    if value is not None:
        html = getattr(value, "_repr_html_", None)
        shown.append({"text/plain": repr(value), **({"text/html": html()} if html else {})})
    return shown


def test_there_is_one() -> None:
    assert NOTEBOOKS != []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_cells_show_what_comes_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If this fails, run the notebooks anew: `jupyter execute --inplace examples/*.ipynb`."""
    monkeypatch.chdir(path.parent)
    names: dict[str, object] = {}
    cells = read_cells(path)
    assert sum("text/html" in output for cell in cells for output in outputs_of(cell)) >= 4
    for cell in cells:
        assert execute("".join(cell["source"]), names) == outputs_of(cell)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_jupyter_shows_the_same(path: Path, tmp_path: Path) -> None:
    missing = [name for name in ("nbclient", "nbformat", "ipykernel") if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"Jupyter is not here: no {', '.join(missing)} (pip install '.[notebook]')")
    target = tmp_path / path.name
    command = [sys.executable, "-c", EXECUTE, str(path), str(path.parent), str(target)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert [outputs_of(cell) for cell in read_cells(target)] == [outputs_of(cell) for cell in read_cells(path)]
