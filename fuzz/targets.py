"""Where the targets' files are: corpora, the dictionary, findings. It imports nothing of seeddoc."""

from __future__ import annotations

from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
DICTIONARY: Final = HERE / "seeddoc.dict"
# What fuzzers add, which is kept out of the repository.
FOUND: Final = HERE / ".found"
# The corpus of each target; some have the same.
CORPORA: Final = {
    "scanner": "bundles",
    "differential": "bundles",
    "labels": "labels",
    "articles": "texts",
    "quotes": "texts",
    "json": "json",
    "configuration": "configuration",
    "fixes": "bundles",
}
# How many inputs each target gets where there is no time given: what takes some 15 seconds.
RUNS: Final = {
    "scanner": 4_000,
    "differential": 600,
    "labels": 20_000,
    "articles": 1_500,
    "quotes": 4_000,
    "json": 6_000,
    "configuration": 5_000,
    "fixes": 800,
}


def corpus_of(target: str) -> Path:
    """Return the folder of a target's seed corpus."""
    return HERE / "corpus" / CORPORA[target]
