"""Where `seeddoc convert` writes what it makes piece by piece: only what is whole gets to its place.

A file takes its place when it is whole, and standard output, a pipe or a device gets what is whole, so that a fault
leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import sys
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from seeddoc._files import holding_back
from seeddoc.cli._output import is_terminal
from seeddoc.errors import SeedDocError
from seeddoc.inputs import STDIN, writing_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.cli._output import Output

_PIECE: Final = 1024 * 1024


class RefusedError(SeedDocError):
    """Inputs had faults, which have been told: nothing is to be written."""


@contextlib.contextmanager
def writing_to(output: Output, target: str | None) -> Iterator[IO[bytes]]:
    """Open what is written to, compressed as its name says; it is written when the block ends well.

    Raises:
        InputError: it cannot be written.
    """
    if target is None or target == STDIN:
        with holding_back(partial(_print, output)) as file:
            yield file
    else:
        with writing_file(Path(target)) as file:
            yield file


def _print(output: Output, held: IO[bytes]) -> None:
    whole_lines = is_terminal(sys.stdout)  # it gets them as text
    while piece := held.read(_PIECE):
        output.write(piece + held.readline() if whole_lines else piece)
