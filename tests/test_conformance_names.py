"""The articles of the suite of names: which names seeddoc gives right, that the suite is sound, and its comparison."""

from __future__ import annotations

import json
from typing import Final

import pytest

from conformance.names import FOLDER, Article, compare, load_articles
from seeddoc.articles import Article as Written
from seeddoc.quotes import find_quotes

ARTICLES: Final = tuple(load_articles())

# By article, the quotations whose name is known to be another.
KNOWN: Final[dict[str, list[str]]] = json.loads((FOLDER.parent / "known.json").read_text("utf-8"))


def answer_to(article: Article) -> list[list[str | None]]:
    """Find the speakers of an article by their names."""
    return [
        [quote.speaker.name if quote.speaker else None for quote in quotes]
        for quotes in find_quotes(article.paragraphs)
    ]


@pytest.mark.parametrize("article", ARTICLES, ids=[article.name for article in ARTICLES])
def test_names(article: Article) -> None:
    differences = compare(article, answer_to(article))
    assert sorted(differences) == sorted(KNOWN.get(article.name, [])), differences


def test_the_suite_is_sound() -> None:
    assert len(ARTICLES) == len({article.name for article in ARTICLES}) >= 90
    assert sum(len(names) for article in ARTICLES for names in article.speakers) >= 1_100
    assert KNOWN.keys() <= {article.name for article in ARTICLES}
    for article in ARTICLES:
        Written(article.title, article.paragraphs)  # which refuses what no article may hold


class TestComparison:
    ARTICLE: Final = Article("a", "A", ("“B,” he said. “C.”", "D."), (("Bo Lind", None), ()))

    def test_what_is_the_same(self) -> None:
        assert compare(self.ARTICLE, [["bo lind", None], []]) == {}
        mayor = Article("a", "A", ("“B,” he said.",), (("The mayor",),))
        assert compare(mayor, [["mayor"]]) == {}

    def test_what_differs(self) -> None:
        assert compare(self.ARTICLE, [["Bo", "he"], []]) == {
            "1.1": "expected 'Bo Lind', got 'Bo'",
            "1.2": "expected None, got 'he'",
        }
        assert compare(self.ARTICLE, [["Bo Lind"], []]) == {"1.0": "expected 2 quotations, got 1"}
