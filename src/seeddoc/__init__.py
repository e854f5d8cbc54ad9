"""seeddoc reads, checks, writes and understands seed documents: news articles in `<<<FILE …>>>` text bundles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeddoc.__about__ import __version__
from seeddoc._collector import Outside
from seeddoc._remote import Url
from seeddoc.articles import Article, Layout, Paragraph, parse_article
from seeddoc.diagnostics import CODES, Code, Diagnostic, Severity
from seeddoc.dialects import CANONICAL, PRESETS, Dialect
from seeddoc.documents import Bundle, Document
from seeddoc.errors import (
    ArticleError,
    BundleError,
    InputError,
    JsonError,
    LimitError,
    SeedDocError,
    SettingsError,
    UnpackError,
    WorkerError,
)
from seeddoc.limits import Limits
from seeddoc.positions import Position, Span
from seeddoc.quotes import Candidate, Mention, Quote, Statement, find_quotes
from seeddoc.reader import NEED_DATA, ParseResult, Reader, iter_documents, load, loads, parse
from seeddoc.writer import Writer, dump, dumps

if TYPE_CHECKING:
    from seeddoc.checks import check
    from seeddoc.directories import pack, unpack
    from seeddoc.errors import InputError
    from seeddoc.jsonio import from_json, json_schema, to_json
    from seeddoc.partitioning import Partition, partitions
    from seeddoc.scanning import scan
    from seeddoc.settings import Settings

__all__ = [
    "CANONICAL",
    "CODES",
    "NEED_DATA",
    "PRESETS",
    "Article",
    "ArticleError",
    "Bundle",
    "BundleError",
    "Candidate",
    "Code",
    "Diagnostic",
    "Dialect",
    "Document",
    "InputError",
    "JsonError",
    "Layout",
    "LimitError",
    "Limits",
    "Mention",
    "Outside",
    "Paragraph",
    "ParseResult",
    "Partition",
    "Position",
    "Quote",
    "Reader",
    "SeedDocError",
    "Settings",
    "SettingsError",
    "Severity",
    "Span",
    "Statement",
    "UnpackError",
    "Url",
    "WorkerError",
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
    "partitions",
    "scan",
    "to_json",
    "unpack",
]

# What not every program needs, and what takes as long to import as all the rest.
_LATER = {
    "Settings": "settings",
    "check": "checks",
    "Partition": "partitioning",
    "from_json": "jsonio",
    "json_schema": "jsonio",
    "pack": "directories",
    "partitions": "partitioning",
    "scan": "scanning",
    "to_json": "jsonio",
    "unpack": "directories",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
