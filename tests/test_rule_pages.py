"""The pages of rules: they are what the tool makes of the table."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from seeddoc import CODES

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT / "tools" / "make_rule_pages.py"


@pytest.fixture(scope="module")
def tool() -> Any:
    spec = spec_from_file_location("make_rule_pages", TOOL)
    assert spec
    assert spec.loader
    module: ModuleType = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_current() -> None:
    done = subprocess.run([sys.executable, str(TOOL), "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_every_code_has_its_page(tool: Any) -> None:
    assert {path.name for path in (ROOT / "docs/rules").iterdir()} == {"README.md", *(f"{code}.md" for code in CODES)}
    index = (ROOT / "docs/rules/README.md").read_text("utf-8")
    for code, row in CODES.items():
        assert (ROOT / row.page).read_text("utf-8").startswith(f"# {code} {row.name}\n")
        assert f"[{code}]({code}.md) | `{row.name}`" in index
    assert tool.find_stale(ROOT / "docs/rules", tool.render_pages()) == []


def test_what_is_not_current(tool: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = tmp_path / "docs" / "rules"
    monkeypatch.setattr(tool, "PAGES", pages)
    assert tool.main(["--check"]) == 1
    assert not pages.exists()
    assert tool.main([]) == 0
    assert tool.main(["--check"]) == 0
    (pages / "A001.md").write_text("other")
    (pages / "Z001.md").write_text("gone")
    assert tool.main(["--check"]) == 1
    assert tool.main([]) == 0
    assert tool.main(["--check"]) == 0
    assert not (pages / "Z001.md").exists()
