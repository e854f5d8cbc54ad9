"""English: the cues of its news prose, and what else attribution has to know of the language."""

from __future__ import annotations

from functools import lru_cache

from seeddoc.quotes.cues import CueTable, load_cues
from seeddoc.quotes.english.bare import is_bare
from seeddoc.quotes.english.beside import find_signature_alone
from seeddoc.quotes.english.governed import find_narrated, find_speech
from seeddoc.quotes.english.rules import LEADS, RULES
from seeddoc.quotes.english.speakers import name_speakers
from seeddoc.quotes.english.words import Reader
from seeddoc.quotes.language import Language

__all__ = ["RULES", "english"]


@lru_cache(maxsize=8)
def english(cues: CueTable | None = None) -> Language:
    """Return English, with its own table of cues or another: `load_cues("english").with_cues(…)`."""
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
    )
