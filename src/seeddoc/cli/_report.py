"""`seeddoc report`: all documents with their quotations and findings, as one page for a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import click

from seeddoc.checks import check
from seeddoc.cli._convert import write_output
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
from seeddoc.inputs import read_documents, read_source
from seeddoc.rules import RuleFailedError
from seeddoc.settings import Settings

if TYPE_CHECKING:
    from seeddoc.cli._output import Output
    from seeddoc.quotes.language import Language


@click.command("report", short_help="Write a page with articles, quotes and findings.", epilog=PATHS_HELP)
@paths_argument
@output_option("Write the page to this file instead of standard output.")
@click.option("--title", default="Report", show_default=True, help="Of the page.")
@cues_option
@color_option
@click.pass_obj
def report_command(
    output: Output, paths: tuple[str, ...], target: str | None, title: str, language: Language | None
) -> int:
    """Write one HTML page: an overview, and every article with its quotations, their speakers and findings.

    The page is complete in itself and fetches nothing. The exit status is 1 where there are errors; the page has
    them all, and 2 where a rule of another package failed.
    """
    from seeddoc.html import ReportedBundle, render_report  # no other command need wait for it

    bundles, errors, failed = list[ReportedBundle](), 0, False
    sources = to_sources(paths)
    refuse_inputs([target], sources)
    for source in output.track(sources, "reading"):
        result = read_documents(read_source(source, limits=chosen_limits()), chosen_limits())
        result = attrs.evolve(result, bundle=in_language(result.bundle, language))
        try:
            findings = check(result, Settings(limits=chosen_limits()))
        except RuleFailedError as error:
            output.note(f"{source.label}: {error}")
            findings, failed = error.findings, True
        bundles.append(ReportedBundle(result.bundle, findings))
        errors += len(result.errors)
    write_output(output, target, render_report(bundles, title=title).encode())
    return 2 if failed else 1 if errors else 0
