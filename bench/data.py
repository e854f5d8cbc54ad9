"""Made-up news: the same for every run of a seed, in every shape of bundle that is measured."""

from __future__ import annotations

import random
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SEED: Final = 20_240_229
# So many articles differ; after them they come again under other names.
DISTINCT: Final = 200
ARTICLE_SIZE: Final = 4_700

_NAMES: Final = ("Asha Verma", "José Núñez", "Mayor Ellen O’Hara", "Dr. Søren Lind", "the harbour master", "Li Wei")
_CUES: Final = ("said", "told reporters", "added", "warned", "asked", "wrote in a statement")
_VOCABULARY: Final = (
    "the a of and to in on for with river bridge council harbour night report budget school minister people water "
    "years city plan vote north south storm ferry station trade talks court health winter police workers didn’t it’s "
    "they’ve Tuesday London café naïve million percent against before after under between around first second"
)
_WORDS: Final = _VOCABULARY.split()


def _sentence(chance: random.Random) -> str:
    words = chance.choices(_WORDS, k=chance.randint(6, 18))
    return f"{' '.join(words).capitalize()}."


def _paragraph(chance: random.Random) -> str:
    if chance.random() < 0.31:
        quoted = _sentence(chance)[:-1]
        return f"“{quoted},” {chance.choice(_CUES)} {chance.choice(_NAMES)}. {_sentence(chance)}"
    return " ".join(_sentence(chance) for _ in range(chance.randint(2, 4)))


@cache
def articles() -> tuple[str, ...]:
    """Return the texts of articles: a title and paragraphs, about `ARTICLE_SIZE` bytes each."""
    chance = random.Random(SEED)  # noqa: S311 - the same news every time is what is wanted
    return tuple(_article(chance) for _ in range(DISTINCT))


def _article(chance: random.Random) -> str:
    blocks = [_sentence(chance)[:-1]]
    size = chance.randint(ARTICLE_SIZE // 2, ARTICLE_SIZE * 3 // 2)
    while size > 0:
        blocks.append(_paragraph(chance))
        size -= len(blocks[-1].encode()) + 2
    return "\n\n".join(blocks)


@cache
def pages() -> tuple[str, ...]:
    """Return the articles as HTML, full of `<`."""
    return tuple(
        f"<h1>{text}</h1>".replace("\n\n", "</p>\n<p>").replace(" the ", " <b>the</b> ") for text in articles()
    )


def named(size: float, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield names and texts, again and again from the start, until they hold `size` bytes."""
    sized = [(text, len(text.encode())) for text in texts]
    number = 0
    while size > 0:
        text, length = sized[number % len(sized)]
        yield f"{number:06}.txt", text
        size -= length + 40
        number += 1


def bundle(
    documents: Iterable[tuple[str, str]],
    opener: str = "<<<FILE {}>>>",
    closer: str = "<<<END FILE>>>",
    line: str = "\n",
) -> bytes:
    """Return documents as a bundle; the place of the name in its markers is `{}`."""
    parts = (f"{opener.format(name)}\n{text}\n{closer.format(name)}\n" for name, text in documents)
    return "".join(parts).replace("\n", line).encode()


def write_bundle(path: Path, size: float) -> Path:
    """Write a bundle of articles that hold `size` bytes, in the memory of one, and return its path."""
    with path.open("wb") as file:
        for document in named(size, articles()):
            file.write(bundle([document]))
    return path
