"""Documents as Arrow columns, beside the same as JSON, and beside the same columns made of rows of dicts."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from bench import data
from bench.measure import MEGABYTE, Row, Settings, compare, speed_row, verdict
from seeddoc import Bundle, parse, to_json
from seeddoc.arrow import TABLES, schema, to_batches, to_table, write_parquet
from seeddoc.jsonio import to_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.arrow import Table

# Of a bundle: its quotations are found before anything is timed, since that takes ten times as long as the rest.
SHARE: Final = 20
MEMORY_GOAL: Final = 250.0  # MB, of which the interpreter with pyarrow takes 70

# The kernel's own mark of the process's peak, as in bench/streaming.py.
_CHILD: Final = """
import sys
from bench.measure import peak_memory
from seeddoc.cli import main

main(["convert", "--to", "parquet", "--table", sys.argv[1], sys.argv[2], "-o", sys.argv[3]])
print(peak_memory())
"""


def rows_of(bundle: Bundle) -> Iterator[dict[str, Any]]:
    """Make rows of the nested table as dicts, from the data that JSON is written from."""
    for number, document in enumerate(bundle):
        row = to_data(document)
        article = row.pop("article")
        quotes: list[dict[str, Any]] = []
        for place, paragraph in enumerate(article["paragraphs"]):
            for quote in paragraph["quotes"]:
                _add(quote, None, place, quotes)
        pairs = [{"key": key, "value": value} for key, value in row["attributes"]]
        lists = {"title": article["title"], "paragraphs": article["paragraphs"], "quotes": quotes}
        yield {**row, "document": number, "source": None, "attributes": pairs, **lists}


def _add(quote: dict[str, Any], parent: int | None, place: int, quotes: list[dict[str, Any]]) -> None:
    number = len(quotes)
    quotes.append({**quote, "paragraph": place, "parent": parent})
    for child in quote["children"]:
        _add(child, number, place, quotes)


def _from_rows(bundle: Bundle) -> pa.Table:
    return pa.Table.from_pylist(list(rows_of(bundle)), schema("nested"))


def _to_parquet(bundle: Bundle, table: Table) -> int:
    sink = pa.BufferOutputStream()
    write_parquet(to_batches(bundle, table), sink)
    return int(sink.tell())


def _memory(table: Table, size: int) -> Row:
    """Measure the peak of a process that converts a bundle to Parquet."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "bundle.txt")
        path.write_bytes(data.bundle(data.named(size, data.articles())))
        command = [sys.executable, "-c", _CHILD, table, str(path), str(Path(directory, "out.parquet"))]
        peak = float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
        figures = (("MB", path.stat().st_size / MEGABYTE), ("peak MB", peak))
    return Row(
        f"memory of convert, {table} of {size / MEGABYTE:g} MB", figures, verdict(MEMORY_GOAL, met=peak < MEMORY_GOAL)
    )


def run(settings: Settings) -> list[Row]:
    """Measure the tables of documents whose quotations are known, and the memory of a conversion."""
    content = data.bundle(data.named(round(settings.size * MEGABYTE / SHARE), data.articles()))
    bundle = parse(content).bundle
    known = to_table(bundle, "nested")
    assert _from_rows(bundle) == known
    size = len(content)
    json = partial(to_json, bundle)
    rows = [
        speed_row(f"{table}, beside to_json", size, compare(json, partial(to_table, bundle, table), settings.runs))
        for table in TABLES
    ]
    rows += [
        speed_row(
            f"{table} as Parquet, beside to_json",
            size,
            compare(json, partial(_to_parquet, bundle, table), settings.runs),
        )
        for table in TABLES
    ]
    by_rows = compare(partial(_from_rows, bundle), partial(to_table, bundle, "nested"), settings.runs)
    rows.append(speed_row("nested, beside rows of dicts and from_pylist", size, by_rows, 1.0))
    sizes = [settings.size / 10, settings.size]
    return [*rows, *(_memory("documents", round(size * MEGABYTE)) for size in sizes)]
