"""`seeddoc convert`: documents from one form to another.

All is read before anything is written, so that a fault leaves no half of a file behind.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs
import click

from seeddoc.articles import Article
from seeddoc.cli import _annotators
from seeddoc.cli._options import (
    PATHS_HELP,
    color_option,
    cues_option,
    in_language,
    output_option,
    paths_argument,
    to_sources,
)
from seeddoc.cli._output import Output, encode_json
from seeddoc.diagnostics import diagnostic
from seeddoc.dialects import CANONICAL, PRESETS
from seeddoc.documents import Bundle, Document
from seeddoc.errors import BundleError, JsonError
from seeddoc.inputs import STDIN, read_bundle, read_documents, read_source, write_file
from seeddoc.jsonio import from_json, to_data, to_json
from seeddoc.positions import START
from seeddoc.reports import render_data
from seeddoc.writer import dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from seeddoc.diagnostics import Diagnostic
    from seeddoc.inputs import Content, Source
    from seeddoc.quotes.language import Language
    from seeddoc.reader import ParseResult

Form: TypeAlias = Literal["json", "jsonl", "bundle", "brat", "csv", "iob", "spacy", "tei"]


def write_output(output: Output, target: str | None, data: bytes) -> None:
    """Write to a file, compressed as its name says, or to standard output.

    Raises:
        InputError: the file cannot be written.
    """
    if target is None or target == STDIN:
        output.write(data)
    else:
        write_file(Path(target), data)


# --- Reading --------------------------------------------------------------------------------------------


@attrs.frozen
class _Part:
    """Documents that were read together.

    Attributes:
        label: of the file.
        line: where they begin in it, for documents that do not know their own line.
        bundle: the documents.
    """

    label: str
    line: int
    bundle: Bundle


def _form_of(source: Source, given: str | None) -> str:
    """Return the form that a source has: as given, else as its name says."""
    suffix = Path(source.name).suffix.lower()
    return given or {".json": "json", ".jsonl": "jsonl"}.get(suffix, "bundle")


def _read(output: Output, content: Content, form: str) -> list[_Part] | None:
    """Read a content; None where it has errors, which are told."""
    label = content.source.label
    if form == "bundle":
        result = read_documents(content)
        output.complain(finding for finding in result.diagnostics if finding.severity != "info")
        return None if result.errors else [_Part(label, 1, result.bundle)]
    if form == "brat":
        return [_Part(label, 1, _annotators.read_brat(content))]
    if form == "json":
        pieces = [(label, 1, content.data)]
    else:
        lines = content.data.split(b"\n")
        pieces = [(f"{label}:{number}", number, line) for number, line in enumerate(lines, 1) if line.strip()]
    parts = list[_Part]()
    for place, number, data in pieces:
        bundle = _read_json(output, place, data, content.source.name)
        if bundle is not None:
            parts.append(_Part(label, number, bundle))
    return parts if len(parts) == len(pieces) else None


def _read_json(output: Output, label: str, data: bytes, name: str) -> Bundle | None:
    """Read one value of JSON; None where it is none of ours, which is told."""
    try:
        value = from_json(data)
    except JsonError as error:
        for path, message in error.problems:
            output.note(f"{label}: {path}: {message}")
        return None
    if isinstance(value, Article):
        value = Document(name.removesuffix(".json"), value.to_text())
    return Bundle((value,)) if isinstance(value, Document) else value


def _find_duplicates(parts: Iterable[_Part]) -> Iterator[Diagnostic]:
    """Find the names that a document before has, maybe in another file. Anonymous ones have none."""
    first: dict[str, str] = {}
    for part in parts:
        for document in part.bundle:
            name, place = document.name, document.position or attrs.evolve(START, line=part.line)
            if name in first:
                detail = f"{name!r}, as in {first[name]}"
                yield diagnostic("N001", place, detail=detail, document=name, filename=part.label)
            elif name:
                first[name] = f"{part.label}:{place.line}"


def _join(parts: Sequence[_Part]) -> Bundle:
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


_WRITERS: Final[dict[str, Callable[[Bundle, int | None, str], bytes]]] = {
    "json": _write_json,
    "jsonl": _write_jsonl,
    "bundle": _write_bundle,
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


def _write_recovered(result: ParseResult, indent: int | None) -> bytes:
    """Write all that was found in a bundle, whatever is wrong with it, as JSON."""
    data = to_data(result.bundle)
    data["diagnostics"] = [render_data(finding) for finding in result.diagnostics]
    data["outside"] = [{"start": span.start, "end": span.end} for span in result.outside]
    return encode_json(json.dumps(data, ensure_ascii=False, indent=indent) + "\n")


# --- The command ----------------------------------------------------------------------------------------


def _check_options(to: Form, given: str | None, dialect: str | None, recover: bool, indent: int | None) -> None:
    refused = {
        "--dialect goes with --to bundle": dialect and to != "bundle",
        "--indent goes with --to json": indent is not None and to != "json",
        "--recover goes with --to json or jsonl: a bundle cannot say what is wrong": recover and to == "bundle",
        "--recover goes with --to json or jsonl": recover and to not in {"json", "jsonl"},
        "--recover reads bundles, not JSON": recover and given,
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
    results = [_in_language(read_bundle(read_source(each)), language) for each in output.track(sources, "reading")]
    if to == "json":
        data = _write_recovered(results[0], indent)
    else:
        data = b"".join(_write_jsonl(result.bundle, None, "") for result in results)
        output.complain(finding for result in results for finding in result.diagnostics)
    write_output(output, target, data)
    return 1 if any(result.errors for result in results) else 0


def _in_language(result: ParseResult, language: Language | None) -> ParseResult:
    return attrs.evolve(result, bundle=in_language(result.bundle, language))


@click.command("convert", short_help="Convert from and to JSON and the forms of annotators.", epilog=PATHS_HELP)
@paths_argument
@click.option("--to", required=True, type=click.Choice(_FORMS), help="What to write.")
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
@click.option("--indent", type=click.IntRange(0, 16), metavar="N", help="Indent JSON by so many spaces.")
@color_option
@click.pass_obj
def convert_command(
    output: Output,
    paths: tuple[str, ...],
    to: Form,
    target: str | None,
    given: str | None,
    language: Language | None,
    dialect: str | None,
    recover: bool,
    indent: int | None,
) -> int:
    """Convert bundles, texts and JSON to JSON, to a line of JSON a document, to one bundle, or for annotators.

    brat writes a folder with a .txt and a .ann file for each document; csv, iob, spacy and tei are one file.

    Nothing is written where something is wrong; --recover writes what was found together with what is wrong with
    it. It reads its input as a bundle, whatever it looks like: a text without markers is one without documents.
    """
    _check_options(to, given, dialect, recover, indent)
    sources = to_sources(paths)
    if recover:
        return _recover(output, sources, to, language, indent, target)
    tracked = output.track(sources, "reading")
    read = [_read(output, read_source(source), _form_of(source, given)) for source in tracked]
    parts = [part for found in read if found is not None for part in found]
    duplicates = tuple(_find_duplicates(parts))
    output.complain(duplicates)
    if duplicates or None in read:
        return 1
    return _write(output, in_language(_join(parts), language), to, target, indent, dialect or CANONICAL.name)
