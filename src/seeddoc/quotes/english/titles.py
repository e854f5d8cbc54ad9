"""Titles of works: the words of a quotation in, whether a title is written so out."""

from __future__ import annotations

from typing import Final

# Words that a title writes small.
_SMALL: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "for",
        "to",
        "and",
        "or",
        "but",
        "nor",
        "with",
        "from",
        "by",
        "as",
        "is",
        "are",
        "vs",
        "v.",
        "de",
        "la",
        "le",
        "el",
        "du",
        "des",
        "von",
        "y",
        "’s",
        "'s",
    ]
)
_LONGEST_TITLE: Final = 80


def is_title(quoted: str) -> bool:
    """Tell a text all of whose longer words have capitals."""
    quoted = quoted.rstrip(".,")
    if not quoted or len(quoted) > _LONGEST_TITLE or not quoted[0].isupper() or quoted[-1] in "!?;:…":
        return False
    return all(_fits_title(word) for word in quoted.split())


def _fits_title(word: str) -> bool:
    return word[0].isupper() or not word[0].isalpha() or word.lower() in _SMALL
