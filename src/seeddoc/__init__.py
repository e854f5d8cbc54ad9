"""seeddoc reads, checks, writes and understands seed documents: news articles in `<<<FILE …>>>` text bundles."""

from seeddoc.__about__ import __version__
from seeddoc._collector import Outside
from seeddoc._scanner import Limits
from seeddoc.articles import Article, Layout, Paragraph, parse_article
from seeddoc.checks import check
from seeddoc.diagnostics import CODES, Code, Diagnostic, Severity
from seeddoc.dialects import CANONICAL, PRESETS, Dialect
from seeddoc.directories import pack, unpack
from seeddoc.documents import Bundle, Document
from seeddoc.errors import (
    ArticleError,
    BundleError,
    JsonError,
    LimitError,
    SeedDocError,
    UnpackError,
)
from seeddoc.jsonio import from_json, json_schema, to_json
from seeddoc.positions import Position, Span
from seeddoc.quotes import Mention, Quote, Statement, find_quotes
from seeddoc.reader import NEED_DATA, ParseResult, Reader, iter_documents, load, loads, parse
from seeddoc.writer import Writer, dump, dumps

__all__ = [
    "CANONICAL",
    "CODES",
    "NEED_DATA",
    "PRESETS",
    "Article",
    "ArticleError",
    "Bundle",
    "BundleError",
    "Code",
    "Diagnostic",
    "Dialect",
    "Document",
    "JsonError",
    "Layout",
    "LimitError",
    "Limits",
    "Mention",
    "Outside",
    "Paragraph",
    "ParseResult",
    "Position",
    "Quote",
    "Reader",
    "SeedDocError",
    "Severity",
    "Span",
    "Statement",
    "UnpackError",
    "Writer",
    "__version__",
    "check",
    "dump",
    "dumps",
    "find_quotes",
    "from_json",
    "iter_documents",
    "json_schema",
    "load",
    "loads",
    "pack",
    "parse",
    "parse_article",
    "to_json",
    "unpack",
]
