"""Fingerprints of findings: what a finding is about, told by its content and not by its place.

In come files with their findings; out comes a short text for each. It is made of the code, the last part of the
document's name, the first line of the stretch that the finding is about, and what stands next to that in its line,
all without differences of white space and normal form. So it stays the same when lines are put in or taken out
elsewhere, when the document moves to another file, and when line ends change. Findings that are equal in all that are
numbered in their order.

It knows nothing of baselines, formats or files.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seeddoc.diagnostics import Diagnostic
    from seeddoc.results import CheckedFile

# Name of this way to make them; another way gets another name, since they are kept in files.
SCHEME: Final = "seeddoc/v1"

# Code points of the stretch, and of its line before and after it, that count.
STRETCH: Final = 80
CONTEXT: Final = 24
# What is looked at to get so many: runs of white space shrink to one blank.
_SLACK: Final = 2
_DIGITS: Final = 32  # 128 bits


def fingerprint(finding: Diagnostic, lines: Sequence[str]) -> str:
    """Return the fingerprint of one finding, without a number among equals: 32 hexadecimal digits.

    Args:
        finding: of a file.
        lines: of that file; only a line feed ends one.
    """
    before, stretch, after = _surroundings(finding, lines)
    name = (finding.document or "").rpartition("/")[2]
    parts = [SCHEME, finding.code, _normalise(name), before, stretch, after]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:_DIGITS]


def fingerprints(files: Iterable[CheckedFile]) -> tuple[tuple[str, ...], ...]:
    """Return the fingerprints of the findings of each file, such as "0123…cdef:1": no two of them are the same."""
    seen = Counter[str]()
    numbered: list[tuple[str, ...]] = []
    for file in files:
        own: list[str] = []
        for finding in file.findings:
            mark = fingerprint(finding, file.lines)
            seen[mark] += 1
            own.append(f"{mark}:{seen[mark]}")
        numbered.append(tuple(own))
    return tuple(numbered)


def _surroundings(finding: Diagnostic, lines: Sequence[str]) -> tuple[str, str, str]:
    """Return what stands before a finding in its line, what it is about in that line, and what follows in it."""
    start, end = finding.position, finding.end_position
    line = lines[start.line - 1] if start.line <= len(lines) else ""
    at = start.column - 1
    last = max(end.column - 1, at) if end.line <= start.line else len(line)
    before = _normalise(line[max(0, at - _SLACK * CONTEXT) : at])[-CONTEXT:]
    stretch = _normalise(line[at : min(last, at + _SLACK * STRETCH)])[:STRETCH]
    after = _normalise(line[last : last + _SLACK * CONTEXT])[:CONTEXT]
    return before, stretch, after


def _normalise(text: str) -> str:
    """Return a text without differences that do not show: white space, normal form, byte order marks."""
    return " ".join(unicodedata.normalize("NFC", text.replace("\ufeff", "")).split())
