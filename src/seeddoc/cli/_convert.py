"""`seeddoc convert`: documents from one form to another.

Nothing gets to its place before all is read, so that a fault leaves no half of a file behind.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs
import click

from seeddoc.cli import _annotators
from seeddoc.cli._columns import COLUMN_FORMS, TABLES, ColumnForm, Columns, Table, write_columns
from seeddoc.cli._options import (
    PATHS_HELP,
    chosen_limits,
    color_option,
    cues_option,
    in_language,
    output_option,
    paths_argument,
    refuse_inputs,
    to_sources,
)
from seeddoc.cli._output import Output, encode_json
from seeddoc.cli._pieces import FORMS, convert_in_pieces
from seeddoc.cli._reading import Names, Part, form_of, read_parts
from seeddoc.cli._targets import RefusedError, writing_to
from seeddoc.cli._workers import workers_option
from seeddoc.dialects import CANONICAL, PRESETS
from seeddoc.documents import Bundle
from seeddoc.errors import BundleError
from seeddoc.inputs import STDIN, read_bundle, read_source, write_file
from seeddoc.jsonio import to_data, to_json
from seeddoc.reports import render_data
from seeddoc.writer import dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from seeddoc.diagnostics import Diagnostic
    from seeddoc.inputs import Source
    from seeddoc.quotes.language import Language
    from seeddoc.reader import ParseResult

Form: TypeAlias = Literal["json", "jsonl", "bundle", "html", "brat", "csv", "iob", "spacy", "tei"]


def write_output(output: Output, target: str | None, data: bytes) -> None:
    """Write to a file, compressed as its name says, or to standard output.

    Raises:
        InputError: the file cannot be written.
    """
    if target is None or target == STDIN:
        output.write(data)
    else:
        write_file(Path(target), data)


def _find_duplicates(parts: Iterable[Part]) -> Iterator[Diagnostic]:
    """Find the names that a document before has, maybe in another file."""
    names = Names()
    for part in parts:
        for document in part.bundle:
            if found := names.duplicate(document, part.label, part.line):
                yield found


def _join(parts: Sequence[Part]) -> Bundle:
    """Put bundles together; the first one's dialect is that of all."""
    dialect = parts[0].bundle.dialect if parts else CANONICAL
    return Bundle(tuple(document for part in parts for document in part.bundle), dialect)


# --- Writing --------------------------------------------------------------------------------------------


def _write_json(bundle: Bundle, indent: int | None, _dialect: str) -> bytes:
    return f"{to_json(bundle, indent=indent)}\n".encode()


def _write_jsonl(bundle: Bundle, _indent: int | None, _dialect: str) -> bytes:
    return "".join(f"{to_json(document)}\n" for document in bundle).encode()


def _write_bundle(bundle: Bundle, _indent: int | None, dialect: str) -> bytes:
    return dumps(bundle, dialect=PRESETS[dialect]).encode()


def _write_html(bundle: Bundle, _indent: int | None, _dialect: str) -> bytes:
    from seeddoc.html import render_articles  # who writes no page need not wait for it

    return render_articles(bundle).encode()


_WRITERS: Final[dict[str, Callable[[Bundle, int | None, str], bytes]]] = {
    "json": _write_json,
    "jsonl": _write_jsonl,
    "bundle": _write_bundle,
    "html": _write_html,
}
_FORMS: Final = (*_WRITERS, "brat", *_annotators.FORMS)


def _write(output: Output, bundle: Bundle, to: Form, target: str | None, indent: int | None, dialect: str) -> int:
    """Write a bundle in a form, and return the exit status."""
    if to == "brat":
        return _annotators.write_brat(output, bundle, target)
    try:
        is_ours = to in _WRITERS
        data = _WRITERS[to](bundle, indent, dialect) if is_ours else _annotators.render(to, bundle)
    except BundleError as error:
        for finding in error.diagnostics:
            output.note(f"{finding.message}: {finding.hint}")
        return 1
    except ValueError as error:  # there is nothing to write, or a quote in JSON has its speaker nowhere
        output.note(str(error))
        return 1
    write_output(output, target, data)
    return 0


def _write_pieces(
    output: Output,
    sources: Sequence[Source],
    to: Form,
    target: str | None,
    language: Language | None,
    workers: int | None,
) -> int:
    """Write documents as they are read, and return the exit status."""
    try:
        with writing_to(output, target) as file:
            convert_in_pieces(output, sources, file, to, language, workers)
    except RefusedError:
        return 1
    except ValueError as error:  # UTF-8 cannot write a text
        output.note(str(error))
        return 1
    return 0


def _write_recovered(result: ParseResult, indent: int | None) -> bytes:
    """Write all that was found in a bundle, whatever is wrong with it, as JSON."""
    data = to_data(result.bundle)
    data["diagnostics"] = [render_data(finding) for finding in result.diagnostics]
    data["outside"] = [{"start": span.start, "end": span.end} for span in result.outside]
    return encode_json(json.dumps(data, ensure_ascii=False, indent=indent) + "\n")


# --- The command ----------------------------------------------------------------------------------------


def _check_options(
    to: Form | ColumnForm, given: str | None, dialect: str | None, recover: bool, indent: int | None, table: str | None
) -> None:
    refused = {
        "--dialect goes with --to bundle": dialect and to != "bundle",
        "--indent goes with --to json": indent is not None and to != "json",
        "--recover goes with --to json, jsonl, parquet or arrow: nothing else can say what is wrong": (
            recover and to not in {"json", "jsonl", *COLUMN_FORMS}
        ),
        "--recover reads bundles, not JSON": recover and given,
        "--recover goes with --table documents or nested, which have findings": recover and table == "quotes",
        "--table goes with --to parquet or arrow": table and to not in COLUMN_FORMS,
    }
    for message, is_refused in refused.items():
        if is_refused:
            raise click.UsageError(message)


def _recover(
    output: Output,
    sources: tuple[Source, ...],
    to: Form,
    language: Language | None,
    indent: int | None,
    target: str | None,
) -> int:
    """Convert all that is there of bundles. Findings go into the JSON, or for a line a document to stderr."""
    if to == "json" and len(sources) != 1:
        raise click.UsageError("--recover --to json takes one bundle at a time: its offsets are of one file")
    limits = chosen_limits()
    read = (read_bundle(read_source(each, limits=limits), limits) for each in output.track(sources, "reading"))
    results = [_in_language(result, language) for result in read]
    if to == "json":
        data = _write_recovered(results[0], indent)
    else:
        data = b"".join(_write_jsonl(result.bundle, None, "") for result in results)
        output.complain(finding for result in results for finding in result.diagnostics)
    duplicates = tuple(_find_duplicates_across(results))
    output.complain(duplicates)
    write_output(output, target, data)
    return 1 if duplicates or any(result.errors for result in results) else 0


def _find_duplicates_across(results: Iterable[ParseResult]) -> Iterator[Diagnostic]:
    """Find the names that another file before has; those twice in one are among its own findings."""
    names = Names()
    for result in results:
        firsts = {document.name: document for document in reversed(result.bundle.documents)}
        for document in result.bundle:
            found = firsts[document.name] is document and names.duplicate(document, result.filename or "", 1)
            if found:
                yield found


def _in_language(result: ParseResult, language: Language | None) -> ParseResult:
    return attrs.evolve(result, bundle=in_language(result.bundle, language))


@click.command("convert", short_help="Convert from and to JSON, columns, HTML, annotators' forms.", epilog=PATHS_HELP)
@paths_argument
@click.option("--to", required=True, type=click.Choice((*_FORMS, *COLUMN_FORMS)), help="What to write.")
@output_option("Write to this file (compressed, if its name says so) instead of standard output.")
@click.option(
    "--from",
    "given",
    type=click.Choice(("json", "jsonl", "brat")),
    help="Read JSON, or texts with brat's annotations beside them; without it, names tell JSON.",
)
@cues_option
@click.option("--dialect", type=click.Choice(tuple(PRESETS)), metavar="NAME", help="How to spell the markers.")
@click.option("--recover", is_flag=True, help="Write what is there of a faulty bundle too, and what is wrong.")
@click.option("--table", type=click.Choice(TABLES), help="Which columns to write; documents without it.")
@click.option("--indent", type=click.IntRange(0, 16), metavar="N", help="Indent JSON by so many spaces.")
@workers_option
@color_option
@click.pass_obj
def convert_command(
    output: Output,
    paths: tuple[str, ...],
    to: Form | ColumnForm,
    target: str | None,
    given: str | None,
    language: Language | None,
    dialect: str | None,
    recover: bool,
    table: Table | None,
    indent: int | None,
    workers: int | None,
) -> int:
    """Convert bundles, texts and JSON to JSON, a line of it a document, columns, a bundle, a page, or for annotators.

    The page (--to html) has the articles with their quotations, without overview and findings: `seeddoc report` adds
    those. brat writes a folder with a .txt and a .ann file for each document; csv, iob, spacy and tei are one file.

    Nothing is written where something is wrong, and never over a file that is read; --recover writes what was found
    together with what is wrong with it. It reads its input as a bundle, whatever it looks like: a text without markers
    is one without documents.

    Parquet and Arrow files have a row for each document, or for each quotation (--table quotes), or for each
    document with lists of its paragraphs and quotations (--table nested).

    Several processes read bundles and texts, but not for brat, bundle, html, tei, indented JSON and --recover; what is
    written is the same.
    """
    _check_options(to, given, dialect, recover, indent, table)
    if to == "parquet" or to == "arrow":  # noqa: PLR1714 (which mypy narrows the type by)
        columns = Columns(to, table or "documents", given, language, recover)
        return write_columns(output, paths, target, columns, workers)
    sources = to_sources(paths)
    refuse_inputs([target], sources, _annotators.annotations_beside if given == "brat" else None)
    if recover:
        return _recover(output, sources, to, language, indent, target)
    if to in FORMS and indent is None and all(form_of(source, given) == "bundle" for source in sources):
        return _write_pieces(output, sources, to, target, language, workers)
    tracked = output.track(sources, "reading")
    contents = ((read_source(each, limits=chosen_limits()), form_of(each, given)) for each in tracked)
    read = [part for content, form in contents for part in read_parts(output, content, form)]
    parts = [part for part in read if part is not None]
    duplicates = tuple(_find_duplicates(parts))
    output.complain(duplicates)
    if duplicates or None in read:
        return 1
    return _write(output, in_language(_join(parts), language), to, target, indent, dialect or CANONICAL.name)
