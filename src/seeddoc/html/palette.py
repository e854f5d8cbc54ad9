"""The colours of pages: two themes, and what stands on what in them.

Six hues for speakers stay apart for whoever sees no red, no green or no blue; five kinds of line under their
quotations tell them apart without any colour, so that thirty speakers have each another look. `PAIRS` lists what is
read on what, and the tests hold each to a contrast of 4.5 at least.

It knows nothing of HTML.
"""

from __future__ import annotations

from typing import Final

import attrs

# How the hue of a speaker mixes with the paper under what they say; and where it is pointed at.
TINT: Final = 0.13
STRONG_TINT: Final = 0.3


@attrs.frozen
class Theme:
    """Colours as `#rrggbb`.

    Attributes:
        paper: the page.
        panel: what lies on it: tables, the toolbar, notes.
        ink: text.
        faint: text that steps back.
        rule: lines and borders.
        accent: links, buttons, focus.
        error: findings of this severity; the next two likewise.
        warning: see error.
        info: see error.
        speakers: one hue after the other.
    """

    paper: str
    panel: str
    ink: str
    faint: str
    rule: str
    accent: str
    error: str
    warning: str
    info: str
    speakers: tuple[str, ...]


# The hues were chosen by search: of all that have the contrast, six whose least distance (Oklab, seen with normal
# vision and without red, green or blue, by the model of Machado et al. 2009) is greatest.
LIGHT: Final = Theme(
    paper="#fbfaf7",
    panel="#f1efe9",
    ink="#1d1c1a",
    faint="#5c5850",
    rule="#8c877c",
    accent="#1f5fa8",
    error="#a3141e",
    warning="#7d4b00",
    info="#1b5e7a",
    speakers=("#2c6acf", "#7b3702", "#ab3d8d", "#7e6f08", "#3b2279", "#55092c"),
)
DARK: Final = Theme(
    paper="#16181c",
    panel="#20232a",
    ink="#e9e6df",
    faint="#aca79c",
    rule="#6f6c66",
    accent="#8ebcf2",
    error="#ff9a93",
    warning="#f0b75c",
    info="#7fcbe6",
    speakers=("#5dbee9", "#dea45f", "#da5788", "#ecee55", "#8d75eb", "#8afde7"),
)
HUES: Final = len(LIGHT.speakers)
LINES: Final = ("solid", "dashed", "dotted", "double", "thick")


def mix(one: str, other: str, share: float) -> str:
    """Mix a colour with another one, of which the first has the given share, from 0 to 1."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def _channels(color: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(color[1:]))


def to_tokens(theme: Theme) -> dict[str, str]:
    """Return the colours of a theme by the names that they have in a style sheet."""
    tokens = {name: value for name, value in attrs.asdict(theme).items() if isinstance(value, str)}
    for number, hue in enumerate(theme.speakers):
        tokens[f"speaker-{number}"] = hue
        tokens[f"tint-{number}"] = mix(hue, theme.paper, TINT)
        tokens[f"strong-{number}"] = mix(hue, theme.paper, STRONG_TINT)
    return tokens


def _pairs() -> tuple[tuple[str, str], ...]:
    text = [(name, ground) for name in ("ink", "faint", "accent") for ground in ("paper", "panel")]
    findings = [(name, "panel") for name in ("error", "warning", "info")]
    people = []
    for number in range(HUES):
        people += [(f"speaker-{number}", "paper"), ("ink", f"tint-{number}"), ("ink", f"strong-{number}")]
        people += [("paper", f"speaker-{number}")]
    return (*text, *findings, *people)


# What is read on what, by the names of tokens.
PAIRS: Final = _pairs()


def look(speaker: int) -> tuple[int, int]:
    """Return the number of the hue and of the line of a speaker of an article, who are numbered from 1."""
    return (speaker - 1) % HUES, (speaker - 1) % len(LINES)
