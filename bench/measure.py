"""Measuring and telling: functions in, CPU seconds and tables out.

What is compared runs in turn (A B A B), so that a machine that slows down slows both. Times are CPU seconds,
ratios the median of the rounds' own ratios.
"""

from __future__ import annotations

import gc
import resource
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MEGABYTE: Final = 1_000_000


@attrs.frozen
class Settings:
    """How much is measured.

    Attributes:
        size: of the bundles, in megabytes; the other inputs shrink and grow with it.
        runs: of everything that is timed.
    """

    size: float = 100.0
    runs: int = 5

    def of(self, full: int, least: int = 1) -> int:
        """Return a number that is `full` at the size of 100 MB, in proportion."""
        return max(least, round(full * self.size / 100))


@attrs.frozen
class Row:
    """One line of a table.

    Attributes:
        case: what was measured.
        figures: columns and what was measured, in one order throughout a table.
        note: what is to be said of it.
        goal: what its ratio is to reach, or 0 where nothing is asked of it.
    """

    case: str
    figures: tuple[tuple[str, float], ...] = ()
    note: str = ""
    goal: float = 0.0

    @property
    def ratio(self) -> float | None:
        """How fast it is beside its floor; None where it was not compared with anything."""
        return dict(self.figures).get("ratio")

    @property
    def remark(self) -> str:
        """What its note says, or else whether it reaches its goal."""
        if self.note or not self.goal or self.ratio is None:
            return self.note
        return verdict(self.goal, met=self.ratio >= self.goal)

    def as_json(self) -> dict[str, object]:
        """Return what `--json` writes."""
        return attrs.asdict(attrs.evolve(self, figures=())) | {"figures": dict(self.figures)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Row:
        """Return the row that `as_json` made this of."""
        return cls(**{**data, "figures": tuple(data["figures"].items())})


def spend(function: Callable[[], object]) -> float:
    """Return the CPU seconds of one call; what it returns is let go after the clock has stopped."""
    gc.collect()
    start = time.process_time()
    result = function()
    seconds = time.process_time() - start
    del result
    return seconds


def peak_memory() -> float:
    """Return the most memory that this process has had, in MB.

    The kernel's own mark: getrusage would count that of the parent before exec too.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text("utf-8").partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare(floor: Callable[[], object], subject: Callable[[], object], runs: int) -> tuple[float, float, float]:
    """Return the seconds of both, and how fast the subject is: 1.0 is as fast as the floor, 0.5 half as fast."""
    rounds = [(spend(floor), spend(subject)) for _ in range(runs)]
    floors, subjects = zip(*rounds, strict=True)
    ratio = statistics.median(each / max(own, 1e-9) for each, own in rounds)
    return statistics.median(floors), statistics.median(subjects), ratio


def speed_row(case: str, size: int, measured: tuple[float, float, float], goal: float = 0.0) -> Row:
    """Make the line of a comparison that worked through `size` bytes; a goal is for the ratio."""
    floor, subject, ratio = measured
    figures = (
        ("MB", size / MEGABYTE),
        ("floor s", floor),
        ("seconds", subject),
        ("MB/s", size / MEGABYTE / max(subject, 1e-9)),
        ("ratio", ratio),
    )
    return Row(case, figures, goal=goal)


def verdict(goal: float, *, met: bool) -> str:
    """Say what a goal is and whether it is met."""
    return f"goal {goal:.3g}: {'met' if met else 'MISSED'}"


def render(title: str, rows: Iterable[Row]) -> str:
    """Write rows as one table with aligned columns."""
    rows = list(rows)
    names = list(dict.fromkeys(name for row in rows for name, _ in row.figures))
    lines = [("", *names, "")]
    for row in rows:
        figures = dict(row.figures)
        cells = (_number(figures[name]) if name in figures else "" for name in names)
        lines.append((row.case, *cells, row.remark))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join([title, *(_line(line, widths) for line in lines)])


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    case, *figures, note = cells
    middle = (figure.rjust(width) for figure, width in zip(figures, widths[1:-1], strict=True))
    return "  ".join([case.ljust(widths[0]), *middle, note]).rstrip()


def _number(figure: float) -> str:
    if figure == int(figure) or abs(figure) >= 1000:
        return f"{figure:,.0f}"
    return f"{figure:.1f}" if abs(figure) >= 100 else f"{figure:.2f}" if abs(figure) >= 1 else f"{figure:.4f}"
