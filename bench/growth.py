"""How time grows on hostile input: each shape at 1, 2, 4 and 8 times some size. Work is linear, or it is a fault."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bench.measure import Row, Settings, spend
from bench.shapes import SHAPES, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

# A shape whose doublings take more than this on average is marked: 2 is linear, 4 is quadratic.
MARKED: Final = 2.5
# Below so many seconds the clock and the machine say more than the work does.
CLEAR: Final = 0.005
# A size that takes so long is the last one, so that what is quadratic comes to an end too.
ENOUGH: Final = 2.0
_DOUBLINGS: Final = 3
# A shape begins at this part of its largest size.
_FIRST: Final = 2**8


def _spend(shape: Shape, size: int) -> float:
    """Return the seconds of a shape at a size: the least of two where it is quick."""
    work = shape.make(size)
    seconds = spend(work)
    return min(seconds, spend(work)) if seconds < ENOUGH / 4 else seconds


def _sizes(most: int) -> list[int]:
    sizes = [most]
    while len(sizes) <= _DOUBLINGS or sizes[0] > max(most // _FIRST, 1):
        if sizes[0] < 2:
            break
        sizes.insert(0, sizes[0] // 2)
    return sizes


def measure(shape: Shape, most: int) -> Row:
    """Measure a shape from small sizes up to `most` pieces, or to where it takes too long; tell of the last four."""
    seconds: list[float] = []
    size = 0
    for size in _sizes(most):
        seconds.append(_spend(shape, size))
        if seconds[-1] > ENOUGH:
            break
    seconds = seconds[-_DOUBLINGS - 1 :]
    ratios = [after / max(before, 1e-9) for before, after in pairwise(seconds)]
    columns = [(f"x{2 ** (number + 1)}", ratio) for number, ratio in enumerate(ratios)]
    figures = (("pieces", float(size)), ("seconds", seconds[-1]), *columns)
    note = f"GROWS by more than {MARKED:g}" if _growth(seconds) > MARKED else ""
    return Row(f"{shape.group}: {shape.name}", figures, note)


def _growth(seconds: list[float]) -> float:
    """Return the mean growth of a doubling, over those that the clock can tell of."""
    clear = [each for each in seconds if each > CLEAR]
    return (clear[-1] / clear[0]) ** (1 / (len(clear) - 1)) if len(clear) > 1 else 1.0


def run(settings: Settings, shapes: Iterable[Shape] = SHAPES) -> list[Row]:
    """Measure all shapes; what is marked is measured again, since a machine hiccups more often than code."""
    rows = []
    for shape in shapes:
        row = measure(shape, settings.of(shape.most))
        if row.note:
            row = measure(shape, settings.of(shape.most))
        rows.append(row)
    marked = sum(bool(row.note) for row in rows)
    return [*rows, Row(f"{marked} of {len(rows)} grow faster than their input")]
