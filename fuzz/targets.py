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


def corpus_of(target: str) -> Path:
    """Return the folder of a target's seed corpus."""
    return HERE / "corpus" / CORPORA[target]
