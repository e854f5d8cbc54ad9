"""Quotations in English news prose, and who speaks them.

The texts of an article's paragraphs go in, `Quote` models come out: `find_quotes`; `statements`
joins the segments of a split quotation. No model, no download, the same text always gives the same
quotes.
"""

from seeddoc.quotes.finder import find_quotes
from seeddoc.quotes.models import Mention, Quote, Statement, statements

__all__ = ["Mention", "Quote", "Statement", "find_quotes", "statements"]
