"""English: the cues of its news prose, and what else attribution has to know of the language."""

from __future__ import annotations

from functools import lru_cache

from seeddoc.limits import QUOTE_DEPTH
from seeddoc.quotes.cues import CueTable, extend_cues, load_cues
from seeddoc.quotes.english.bare import is_bare
from seeddoc.quotes.english.beside import find_signature_alone
from seeddoc.quotes.english.colons import is_adverbial
from seeddoc.quotes.english.governed import find_narrated, find_speech, find_turned
from seeddoc.quotes.english.rules import LEADS, RULES
from seeddoc.quotes.english.speakers import name_speakers
from seeddoc.quotes.english.words import Reader
from seeddoc.quotes.language import Language

__all__ = ["RULES", "english", "english_with"]


@lru_cache(maxsize=8)
def english(cues: CueTable | None = None, depth: int = QUOTE_DEPTH) -> Language:
    """Return English, with its own table of cues or another: `load_cues("english").with_cues(…)`.

    Args:
        cues: the table.
        depth: to which quotations nest, 2 to 32.

    Raises:
        ValueError: the depth is none.
    """
    return Language(
        "english",
        Reader(cues or load_cues("english")),
        RULES,
        LEADS,
        is_bare,
        find_speech,
        find_signature_alone,
        name_speakers,
        find_narrated=find_narrated,
        find_turned=find_turned,
        is_adverbial=is_adverbial,
        depth=depth,
    )


@lru_cache(maxsize=8)
def english_with(tables: tuple[str, ...], depth: int = QUOTE_DEPTH) -> Language:
    """Return English with further tables of cues, each as text, to a depth: `extend_cues` says how they add up.

    Raises:
        ValueError: of the first faulty row.
    """
    return english(extend_cues("english", tables), depth)
