"""Articles, and by what name each quotation in them is spoken: who is `she`, `Mr Moss` and `the striker`?

`load_articles` yields the articles of the folder `articles`; `compare` says which names of an answer are others than a
careful reader gave. README.md beside this file has the conventions.

It knows nothing of how speakers are found.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["FOLDER", "Article", "compare", "load_articles"]

FOLDER: Final = Path(__file__).resolve().parent / "articles"
"""Where the articles are."""

_ARTICLE: Final = re.compile(r"(?:the|an?) ")


@dataclass(frozen=True, slots=True)
class Article:
    """One article and its speakers.

    Attributes:
        name: of the article, short.
        title: its headline.
        paragraphs: their texts.
        speakers: for each paragraph the names by which its outermost quotations are spoken, in order; None where nobody
            speaks one.
    """

    name: str
    title: str
    paragraphs: tuple[str, ...]
    speakers: tuple[tuple[str | None, ...], ...]


def load_articles(folder: Path = FOLDER) -> Iterator[Article]:
    """Yield the articles of a folder, in the order of its files."""
    for path in sorted(folder.glob("*.json")):
        for each in json.loads(path.read_text("utf-8")):
            paragraphs = each["paragraphs"]
            texts = tuple(paragraph["text"] for paragraph in paragraphs)
            speakers = tuple(tuple(paragraph.get("speakers", ())) for paragraph in paragraphs)
            yield Article(each["name"], each["title"], texts, speakers)


def compare(article: Article, answer: Sequence[Sequence[str | None]]) -> dict[str, str]:
    """Return the differences by the place of the quotation, `3.1` for the first of the third paragraph.

    Args:
        article: what is expected.
        answer: for each paragraph the names that a program gives its outermost quotations.
    """
    differences: dict[str, str] = {}
    for number, (expected, found) in enumerate(zip(article.speakers, answer, strict=True), 1):
        if len(expected) != len(found):
            differences[f"{number}.0"] = f"expected {len(expected)} quotations, got {len(found)}"
            continue
        for quotation, (name, other) in enumerate(zip(expected, found, strict=True), 1):
            if _folded(name) != _folded(other):
                differences[f"{number}.{quotation}"] = f"expected {name!r}, got {other!r}"
    return differences


def _folded(name: str | None) -> str | None:
    """Return a name without what is not compared: capitals, and an article before it."""
    return None if name is None else _ARTICLE.sub("", name.casefold(), count=1)
