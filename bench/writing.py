"""Writing bundles, beside a join of f-strings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bench import data
from bench.measure import MEGABYTE, Row, Settings, compare, speed_row
from seeddoc import PRESETS, Document, dumps

if TYPE_CHECKING:
    from collections.abc import Sequence


def floor(documents: Sequence[Document]) -> str:
    """Write without looking."""
    return "".join(f"<<<FILE {document.name}>>>\n{document.text}\n<<<END FILE>>>\n" for document in documents)


def run(settings: Settings) -> list[Row]:
    """Measure `dumps` in the canonical dialect and others."""
    size = round(settings.size * MEGABYTE)
    documents = [Document(name, text) for name, text in data.named(size, data.articles())]
    tiny = [Document(f"{number}.txt", "A tiny text.") for number in range(settings.of(300_000))]
    few = documents[: max(1, len(documents) // 8)]
    assert dumps(documents) == floor(documents)
    cases = (
        ("dumps", documents, dumps),
        ("300,000 tiny documents", tiny, dumps),
        ("integrity", few, partial(dumps, integrity=True)),
        ("dialect path", few, partial(dumps, dialect=PRESETS["path"])),
        ("dialect block", few, partial(dumps, dialect=PRESETS["block"])),
    )
    return [
        speed_row(
            name, len(floor(chosen).encode()), compare(partial(floor, chosen), partial(write, chosen), settings.runs)
        )
        for name, chosen, write in cases
    ]
