"""A picture of what was measured: the ratio of each comparison as a bar, on one logarithmic axis, beside its goal.

In come the tables, out comes a PNG. Only what has a ratio is drawn; nothing is measured here, and nothing worked out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from matplotlib.figure import Figure

    from bench.measure import Row

# Colours that those can tell apart who do not see red and green; what misses its goal is hatched too.
MET: Final = "#0072b2"
MISSED: Final = "#e69f00"
PLAIN: Final = "#b0b0b0"
LEGEND: Final = "black: the floor or peer, 1; red: the goal. Blue meets its goal, orange does not, grey has none"
# Behind figures, so that a goal's line does not run through them.
_PAPER: Final = {"facecolor": "white", "edgecolor": "none", "pad": 0.4}
_BAR: Final = 0.22  # inches
_HEAD: Final = 0.42
_CAPTION: Final = 1.4


def color_of(row: Row) -> str:
    """Return the colour of a row's bar."""
    if row.ratio is None or not row.goal:
        return PLAIN
    return MET if row.ratio >= row.goal else MISSED


def draw(tables: Mapping[str, Sequence[Row]], caption: str) -> Figure:
    """Draw tables, by their titles, one panel each.

    Args:
        tables: rows without a ratio, and tables of no others, are left out.
        caption: where and how it was measured.

    Raises:
        ImportError: matplotlib is not installed.
        ValueError: nothing has a ratio.
    """
    try:
        from matplotlib import figure as drawing
    except ImportError as error:
        raise ImportError("a picture needs matplotlib: pip install 'seeddoc[bench]'") from error
    shown = {title: kept for title, rows in tables.items() if (kept := [row for row in rows if row.ratio])}
    if not shown:
        raise ValueError("nothing that was measured has a ratio, so there is nothing to draw")
    heights = [_HEAD + _BAR * len(rows) for rows in shown.values()]
    figure = drawing.Figure(figsize=(11, sum(heights) + _CAPTION), layout="constrained")
    panels = figure.subplots(len(shown), sharex=True, squeeze=False, height_ratios=heights)
    for axes, (title, rows) in zip(panels[:, 0], shown.items(), strict=True):
        _draw_panel(axes, title, rows)
    panels[-1, 0].set_xlabel(f"{LEGEND}\n{caption}", fontsize=8)
    return figure


def save(figure: Figure, target: Path) -> None:
    """Write a picture as PNG: the same bytes for the same figures."""
    figure.savefig(target, format="png", dpi=90, metadata={"Software": None})


def _draw_panel(axes: Any, title: str, rows: Sequence[Row]) -> None:
    """Draw the bars of a table from 1, the first one on top."""
    places = range(len(rows))
    ratios = [row.ratio or 0.0 for row in rows]
    colors = [color_of(row) for row in rows]
    bars = axes.barh(places, [ratio - 1 for ratio in ratios], left=1, color=colors, height=0.7)
    for place, (bar, row, ratio) in enumerate(zip(bars, rows, ratios, strict=True)):
        bar.set_hatch("///" if color_of(row) == MISSED else "")
        if row.goal:
            axes.plot([row.goal] * 2, [place - 0.45, place + 0.45], color="#c00000", linewidth=2)
        side = "right" if ratio < 1 else "left"
        axes.annotate(f" {ratio:.3g} ", (ratio, place), ha=side, va="center", fontsize=7, bbox=_PAPER)
    axes.axvline(1, color="black", linewidth=1)
    axes.set_xscale("log")
    axes.margins(x=0.15)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_yticks(list(places), [row.case for row in rows], fontsize=7)
    axes.set_title(title, loc="left", fontsize=9)
    axes.tick_params(axis="x", labelsize=7)
