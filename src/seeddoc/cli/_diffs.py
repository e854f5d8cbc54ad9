"""Diffs of files: what is there and what would be, as `diff -u` has it."""

from __future__ import annotations

import difflib
import sys
from typing import TYPE_CHECKING

from seeddoc.cli._output import is_terminal, wants_color
from seeddoc.reports import visible, visible_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.cli._output import Output
    from seeddoc.reports import Line, Role

_ROLES: dict[str, Role] = {"+": "added", "-": "removed", "@": "gutter"}


def _diff(label: str, before: bytes, after: bytes) -> Iterator[str]:
    """Compare in lines that end at LF alone; bytes that are not UTF-8 as surrogateescape decodes them."""
    texts = (data.decode("utf-8", "surrogateescape") for data in (before, after))
    old, new = ([f"{line}\n" for line in text.split("\n")] for text in texts)
    for lines in (old, new):  # a last line without a line feed, or nothing after the last line feed
        lines[-1:] = [lines[-1][:-1]] if lines[-1] != "\n" else []
    for line in difflib.unified_diff(old, new, label, label):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def print_diff(output: Output, label: str, before: bytes, after: bytes) -> None:
    """Print a diff: for a terminal made visible, else as `patch` wants it."""
    lines = _diff(visible_line(label), before, after)
    if wants_color(output.mode) or is_terminal(sys.stdout):
        output.print(*(_color(line) for line in lines))
    else:
        output.write("".join(lines).encode("utf-8", "surrogateescape"))


def _color(line: str) -> Line:
    role: Role = "title" if line.startswith(("+++", "---")) else _ROLES.get(line[0], "")
    return ((visible(line.removesuffix("\n")), role),)
