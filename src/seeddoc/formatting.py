"""The canonical form of a file, as `seeddoc fmt` writes it: a content in, its bytes out, or why nothing may be written.

Texts stay as they are, byte for byte; only markers are written anew. Pure: nothing is read, written or raised on
account of content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from seeddoc.diagnostics import Diagnostic
from seeddoc.errors import BundleError
from seeddoc.inputs import read_content
from seeddoc.writer import dumps

if TYPE_CHECKING:
    from seeddoc.inputs import Content
    from seeddoc.limits import Limits


@attrs.frozen
class Formatted:
    """What became of a content.

    Attributes:
        data: its canonical form; None where writing it would lose something.
        lost: what would be lost.
        plain: whether it is a text without markers, which stays as it is.
    """

    data: bytes | None
    lost: tuple[Diagnostic, ...] = ()
    plain: bool = False


def format_content(content: Content, limits: Limits | None = None) -> Formatted:
    """Write a content in its canonical form; limits are for reading it."""
    result, plain = read_content(content, limits)
    if plain and all(finding.code != "B015" for finding in result.diagnostics):
        return Formatted(content.data, plain=True)
    lost = [finding for finding in result.diagnostics if finding.severity == "error" or finding.code == "B009"]
    try:
        if not lost:
            return Formatted(dumps(result.bundle).encode())
    except BundleError as error:
        lost = list(error.diagnostics)
    label = content.source.label
    return Formatted(None, tuple(attrs.evolve(finding, filename=label) for finding in lost))
