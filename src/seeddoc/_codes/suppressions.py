"""Rows of group S: suppressions, the entries of a configuration that say which findings are meant to be.

Their examples are configurations, `seeddoc.toml`; what is checked beside them is a text with an unclosed quotation.
"""

from __future__ import annotations

from typing import Final

from seeddoc._codes._model import Code

_GOOD: Final = """\
[[suppressions]]
code = "Q001"
file = "poem.txt"
text = "“Come in"
reason = "the poem breaks off here"
"""

ROWS: Final = (
    Code(
        "S001",
        "unused-suppression",
        "warning",
        "the suppression is for nothing",
        "remove it",
        why="What it was for is mended or gone. Left alone, it would hide the next fault that looks like it.",
        bad=_GOOD.replace("Come in", "Go away"),
        good=_GOOD,
        scope="suppressions",
    ),
    Code(
        "S002",
        "expired-suppression",
        "warning",
        "the suppression has expired",
        "mend what it is for, or give it a later date",
        why="Somebody said until when it was to be left alone, and that day is over. It hides nothing any more.",
        bad=f"{_GOOD}expires = 2001-01-01\n",
        good=f"{_GOOD}expires = 9999-12-31\n",
        scope="suppressions",
    ),
    Code(
        "S003",
        "bad-suppression",
        "error",
        "the suppression is not understood",
        "give code, reason, and one of file, document and text, each as a text; expires = 2030-12-31 if wanted",
        why="An entry with a typing error would hide nothing, or too much. It hides nothing.",
        bad=_GOOD.replace("reason", "raeson"),
        good=_GOOD,
        preset="minimal",
        scope="suppressions",
    ),
)
