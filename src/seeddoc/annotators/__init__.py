"""Quotations for annotators: in the forms that their programs read, and back from brat.

    brat standoff   `write_standoff`, `BRAT_CONFIG`, and `read_standoff` for what people have edited
    CSV             `write_csv`; `restore_cell` takes the guard against formulas off a cell
    IOB             `write_iob`, a token a line
    spaCy           `to_spacy`, `write_spacy`
    TEI             `write_tei`

In come documents and out comes text; quotations of titles are left out everywhere, as they are in `Article.quotes`.
All offsets are code points of the document's text. Files are no business of this package.
"""

from __future__ import annotations

from seeddoc.annotators._brat import BRAT_CONFIG, Standoff, write_standoff
from seeddoc.annotators._brat_reading import read_standoff
from seeddoc.annotators._iob import IOB_COLUMNS, write_iob
from seeddoc.annotators._spacy import to_spacy, write_spacy
from seeddoc.annotators._tables import CSV_COLUMNS, restore_cell, write_csv
from seeddoc.annotators._tei import write_tei

__all__ = [
    "BRAT_CONFIG",
    "CSV_COLUMNS",
    "IOB_COLUMNS",
    "Standoff",
    "read_standoff",
    "restore_cell",
    "to_spacy",
    "write_csv",
    "write_iob",
    "write_spacy",
    "write_standoff",
    "write_tei",
]
