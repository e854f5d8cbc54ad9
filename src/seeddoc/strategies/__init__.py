"""Hypothesis strategies for seed documents: small ones first, each made of those above it.

They need the extra `hypothesis`. All but `faulty` and `faultless` are written from the specification (docs/spec.md),
with lists of their own: of the library they use the models that they build and nothing else. Knobs are keywords and
say what may come, never how often. Everything shrinks to the smallest there is: an empty text, the name `a`.

    texts, names, attributes                what documents are made of
    titles, paragraphs, articles            articles of any characters
    article_texts                           texts that hold one, in any layout
    quoted_articles                         articles with the quotations that are in them
    documents, dialects, bundles            what can be written
    spelled_bundles                         bundles in every dialect, and what they say
    damaged_bundles                         bundles with one fault in a marker
    faulty, faultless                       files that yield a code, and files that do not
    chunks                                  data in pieces
    quotes, statements, mentions, spans, positions, diagnostics
"""

from __future__ import annotations

try:
    import hypothesis  # noqa: F401 - the message is better here than in the first module that needs it
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "seeddoc.strategies needs Hypothesis: pip install 'seeddoc[hypothesis]'", name=error.name
    ) from error

from seeddoc.strategies._articles import article_texts, articles, paragraphs, titles
from seeddoc.strategies._damage import DAMAGES, DamagedBundle, damaged_bundles
from seeddoc.strategies._documents import bundles, chunks, dialects, documents
from seeddoc.strategies._faults import Files, faultless, faulty
from seeddoc.strategies._models import diagnostics, mentions, positions, quotes, spans, statements
from seeddoc.strategies._quotations import MARKS, KnownQuote, Marks, QuotedArticle, quoted_articles
from seeddoc.strategies._spellings import SpelledBundle, spelled_bundles
from seeddoc.strategies._texts import attributes, names, texts

__all__ = [
    "DAMAGES",
    "MARKS",
    "DamagedBundle",
    "Files",
    "KnownQuote",
    "Marks",
    "QuotedArticle",
    "SpelledBundle",
    "article_texts",
    "articles",
    "attributes",
    "bundles",
    "chunks",
    "damaged_bundles",
    "diagnostics",
    "dialects",
    "documents",
    "faultless",
    "faulty",
    "mentions",
    "names",
    "paragraphs",
    "positions",
    "quoted_articles",
    "quotes",
    "spans",
    "spelled_bundles",
    "statements",
    "texts",
    "titles",
]
