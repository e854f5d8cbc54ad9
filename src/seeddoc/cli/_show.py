"""`seeddoc show`: articles as people read them, with who speaks in the margin."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from seeddoc.cli._options import (
    PATHS_HELP,
    chosen_limits,
    color_option,
    cues_option,
    in_language,
    paths_argument,
    to_sources,
)
from seeddoc.documents import Document
from seeddoc.errors import InputError
from seeddoc.inputs import read_documents, read_source
from seeddoc.terminal import TEXT_WIDTH, render_document

if TYPE_CHECKING:
    from seeddoc.cli._output import Output
    from seeddoc.quotes.language import Language


def _choose(documents: list[Document], name: str | None) -> list[Document]:
    """Return the documents of a name, or all.

    Raises:
        InputError: there is none of that name.
    """
    if name is None:
        return documents
    found = [document for document in documents if document.name == name]
    if not found:
        near = get_close_matches(name, [document.name for document in documents], 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise InputError(f"no document is named {name!r}{hint}")
    return found


@click.command("show", short_help="Show articles, with who speaks in the margin.", epilog=PATHS_HELP)
@paths_argument
@click.option("--name", metavar="NAME", help="Show the document of this name only.")
@cues_option
@click.option("--explain", is_flag=True, help="Say below each paragraph what told the speakers of its quotations.")
@color_option
@click.pass_obj
def show_command(
    output: Output, paths: tuple[str, ...], name: str | None, language: Language | None, explain: bool
) -> int:
    """Show articles as people read them: wrapped, with each quotation's speaker beside it."""
    documents, errors = list[Document](), 0
    for source in output.track(to_sources(paths), "reading"):
        result = read_documents(read_source(source, limits=chosen_limits()), chosen_limits())
        output.complain(result.errors)
        errors += len(result.errors)
        documents += in_language(result.bundle, language)
    console = output.console
    width = console.width
    for number, document in enumerate(_choose(documents, name)):
        if number:
            rule = "─" * min(width, TEXT_WIDTH)
            output.print((), ((rule, "dim"),), ())
        for line in render_document(console, document, width, explain=explain):
            output.print_text(line)
    return 1 if errors else 0
