"""seeddoc reads, checks, writes and understands seed documents: news articles in `<<<FILE …>>>` text bundles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeddoc.__about__ import __version__

if TYPE_CHECKING:
    from seeddoc._collector import Outside
    from seeddoc._remote import Url
    from seeddoc.articles import Article, Layout, Paragraph, parse_article
    from seeddoc.checks import check
    from seeddoc.diagnostics import CODES, Code, Diagnostic, Severity
    from seeddoc.dialects import CANONICAL, PRESETS, Dialect
    from seeddoc.directories import pack, unpack
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
    from seeddoc.jsonio import from_json, json_schema, to_json
    from seeddoc.limits import Limits
    from seeddoc.partitioning import Partition, partitions
    from seeddoc.positions import Position, Span
    from seeddoc.quotes import Candidate, Mention, Quote, Statement, find_quotes
    from seeddoc.reader import NEED_DATA, ParseResult, Reader, iter_documents, load, loads, parse
    from seeddoc.scanning import scan
    from seeddoc.settings import Settings
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

# Where each name is. They are imported when they are asked for: no program needs all of them, and who ends one with ^C
# as it begins is not to see where it was (`seeddoc.cli.main` takes care of all that is imported in it).
_MODULES = {
    "_collector": ("Outside",),
    "_remote": ("Url",),
    "articles": ("Article", "Layout", "Paragraph", "parse_article"),
    "checks": ("check",),
    "diagnostics": ("CODES", "Code", "Diagnostic", "Severity"),
    "dialects": ("CANONICAL", "PRESETS", "Dialect"),
    "directories": ("pack", "unpack"),
    "documents": ("Bundle", "Document"),
    "errors": (
        "ArticleError",
        "BundleError",
        "InputError",
        "JsonError",
        "LimitError",
        "SeedDocError",
        "SettingsError",
        "UnpackError",
        "WorkerError",
    ),
    "jsonio": ("from_json", "json_schema", "to_json"),
    "limits": ("Limits",),
    "partitioning": ("Partition", "partitions"),
    "positions": ("Position", "Span"),
    "quotes": ("Candidate", "Mention", "Quote", "Statement", "find_quotes"),
    "reader": ("NEED_DATA", "ParseResult", "Reader", "iter_documents", "load", "loads", "parse"),
    "scanning": ("scan",),
    "settings": ("Settings",),
    "writer": ("Writer", "dump", "dumps"),
}
_PLACES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _PLACES:
        value: object = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
        globals()[name] = value
        return value
    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
