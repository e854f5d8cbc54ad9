"""What checking gave for one file."""

from __future__ import annotations

import pickle

import seeddoc
from seeddoc.results import CheckedFile


def test_a_checked_file_is_a_value() -> None:
    text = "<<<FILE a.txt>>>\nA title\r\nand more"
    checked = CheckedFile("a.txt", text, 1, seeddoc.check(text))
    assert checked.lines == ["<<<FILE a.txt>>>", "A title\r", "and more"]
    assert pickle.loads(pickle.dumps(checked)) == checked  # noqa: S301 - its own
    assert "A title" not in repr(checked)
