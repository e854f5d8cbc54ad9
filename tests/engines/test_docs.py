"""The examples of the documentation that need an engine: blocks `pycon`, which tests/test_docs.py leaves alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

pytest.importorskip("dask.dataframe", reason="the extra dask is not installed; `make engines` installs it")

pytestmark = pytest.mark.engines

ROOT: Final = Path(__file__).resolve().parent.parent.parent


def test_blocks_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)  # the examples read from seeds/
    text = (ROOT / "docs" / "scale.md").read_text("utf-8")
    page = tmp_path / "scale.md"
    page.write_text(text.replace("```python\n", "```text\n").replace("```pycon\n", "```python\n"), "utf-8")
    examples = list(Sybil(parsers=[PythonCodeBlockParser()]).parse(page).examples())
    assert len(examples) >= 4
    for example in examples:
        example.evaluate()
