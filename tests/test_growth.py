"""Work on hostile input grows no faster than the input: counted in lines of Python that are run, and not in time.

The families are those of `bench/shapes.py`, at sizes of 1, 2, 4 and 8. What C does at one stroke is not counted here:
`python -m bench growth` measures it in seconds, and tests/test_patterns.py looks at every regular expression.
"""

from __future__ import annotations

import importlib
import re
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest

from bench.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    from bench.shapes import Shape

# How much more work twice the input may be: 2 is linear, and n log n is a little more.
MOST: Final = 2.2
# Pieces of the smallest input; of the others where work for each grows until a window is full.
BASE: Final = 100
WINDOWED: Final = frozenset({"quotes", "json"})

# Public modules, and what in them takes texts, bytes, documents or what is made of them: the family that it is given,
# as "group: name", or why there is none.
FAMILIES: Final[dict[str, dict[str, str]]] = {
    "seeddoc": {
        "Article": "json: paragraphs",
        "Bundle": "models: every document by name",
        "Document": "write: documents",
        "Paragraph": "article: paragraphs",
        "Reader": "Reader: documents",
        "Writer": "write: documents",
        "check": "check: paragraphs",
        "dump": "write: documents",
        "dumps": "write: documents",
        "find_quotes": "quotes: paragraphs of one quotation",
        "from_json": "json: documents read",
        "iter_documents": "iter_documents: documents, names twice",
        "load": "parse: blocks",
        "loads": "parse: blocks",
        "parse": "parse: unclosed openers",
        "parse_article": "article: paragraphs",
        "to_json": "json: paragraphs",
    },
    "seeddoc.annotators": {
        "read_standoff": "annotators: quotes of one paragraph, from brat",
        "to_spacy": "annotators: quotes of one paragraph, spacy",
        "write_csv": "annotators: quotes of one paragraph, csv",
        "write_iob": "annotators: quotes of one paragraph, iob",
        "write_spacy": "annotators: quotes of one paragraph, spacy",
        "write_standoff": "annotators: quotes of one paragraph, from brat",
        "write_tei": "annotators: quotes of one paragraph, tei",
    },
    "seeddoc.arrow": {"to_rows": "columns: findings of a row"},
    "seeddoc.formats": {"Report": "formats: github"},
    "seeddoc.html": {"render_articles": "html: “A,” said Ann Roe. ", "render_report": "html: “A,” said Ann Roe. "},
    "seeddoc.jsonio": {
        "from_data": "json: documents read",
        "from_json": "json: documents read",
        "to_data": "json: paragraphs",
        "to_json": "json: paragraphs",
    },
    "seeddoc.llm": {"StreamReader": "stream: documents not closed", "repair": "repairs: damaged openers"},
    "seeddoc.quotes": {
        "find_quotes": "quotes: paragraphs of one quotation",
        "statements": "article: statements",
    },
}
MODEL: Final = "a value, or an error, that holds what it is given"
READS: Final = "finds, reads or writes files, and what they hold is for the functions above"
EVALUATES: Final = "is for corpora that somebody marked, and not for what strangers send"
REASONS: Final[dict[str, dict[str, str]]] = {
    "seeddoc": {
        **dict.fromkeys(("Candidate", "Code", "Diagnostic", "Dialect", "Layout", "Limits", "Mention"), MODEL),
        **dict.fromkeys(("Outside", "ParseResult", "Position", "Quote", "Settings", "Span", "Statement", "Url"), MODEL),
        **dict.fromkeys(("ArticleError", "BundleError", "InputError", "JsonError", "LimitError"), MODEL),
        **dict.fromkeys(("SeedDocError", "SettingsError", "Severity", "UnpackError", "WorkerError"), MODEL),
        **dict.fromkeys(("Partition", "pack", "partitions", "scan", "unpack"), READS),
        "json_schema": "takes nothing",
    },
    "seeddoc.annotators": {"Standoff": MODEL, "restore_cell": "looks at the beginning of one cell"},
    "seeddoc.arrow": {
        **dict.fromkeys(("Faults", "Row", "Table"), MODEL),
        **dict.fromkeys(
            ("part_batches", "part_rows", "read_documents", "schema", "to_batches", "to_table"),
            "gives rows to pyarrow, or takes them from it",
        ),
        **dict.fromkeys(("write_arrow", "write_parquet"), READS),
    },
    "seeddoc.evaluation": dict.fromkeys(importlib.import_module("seeddoc.evaluation").__all__, EVALUATES),
    "seeddoc.formats": {
        **dict.fromkeys(("Format", "FormatError", "Problem", "Stability"), MODEL),
        **dict.fromkeys(("find_format", "find_formats", "findings_schema"), "takes no more than a name"),
        "read_template": "takes what whoever runs the program types, and no document",
    },
    "seeddoc.html": {"ReportedBundle": MODEL},
    "seeddoc.jsonio": {"json_schema": "takes nothing"},
    "seeddoc.llm": {
        **dict.fromkeys(("Added", "Change", "Done", "Noted", "Repair", "Repaired", "Started"), MODEL),
        "prompt": "takes the settings of whoever asks a model",
    },
    "seeddoc.quotes": {
        **dict.fromkeys(("Candidate", "Mention", "Quote", "Statement"), MODEL),
        "rule_summary": "takes no more than a name",
    },
}

BY_NAME: Final = {f"{shape.group}: {shape.name}": shape for shape in SHAPES}
CHOSEN: Final = sorted({name for families in FAMILIES.values() for name in families.values()})


def count_lines(work: Callable[[], object]) -> int:
    """Count the lines of Python that are run. What traces (coverage, a debugger) goes on afterwards."""
    lines = 0

    def trace(_frame: FrameType, _event: str, _arg: Any) -> Callable[..., Any]:
        nonlocal lines
        lines += 1
        return trace

    re.purge()  # what was compiled for a smaller input costs nothing for the next
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines


def growth(shape: Shape, base: int) -> list[float]:
    shape.make(base)()  # modules are imported and tables made
    counts = [count_lines(shape.make(base * times)) for times in (1, 2, 4, 8)]
    return [after / before for before, after in pairwise(counts)]


@pytest.mark.parametrize("name", CHOSEN)
def test_each_public_function_has_a_family_that_grows_no_faster_than_its_input(name: str) -> None:
    assert max(growth(BY_NAME[name], BASE)) <= MOST


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: f"{shape.group}: {shape.name}")
def test_every_family_grows_no_faster_than_its_input(shape: Shape) -> None:
    base = BASE * 3 if shape.group in WINDOWED else BASE
    assert max(growth(shape, base)) <= MOST


def test_what_grows_faster_is_seen() -> None:
    def work(size: int) -> None:
        for _ in range(size):
            for _ in range(size):
                pass

    counts = [count_lines(lambda times=times: work(20 * times)) for times in (1, 2, 4, 8)]  # type: ignore[misc]
    assert min(after / before for before, after in pairwise(counts)) > 3.5


@pytest.mark.parametrize("module", REASONS)
def test_every_public_name_has_a_family_or_a_reason(module: str) -> None:
    public = importlib.import_module(module)
    families, reasons = FAMILIES.get(module, {}), REASONS[module]
    wanted = {name for name in public.__all__ if callable(getattr(public, name))}
    assert wanted - families.keys() - reasons.keys() == set()
    assert families.keys() & reasons.keys() == set()
    assert (families.keys() | reasons.keys()) <= set(public.__all__)
    assert all(name in BY_NAME for name in families.values())


def test_the_table_has_all_public_modules_with_a_list_of_names() -> None:
    assert FAMILIES.keys() <= REASONS.keys()
