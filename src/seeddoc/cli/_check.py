"""`seeddoc check`: what is wrong, and where."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from seeddoc.checks import check
from seeddoc.cli._options import PATHS_HELP, color_option, format_option, paths_argument, to_sources
from seeddoc.errors import InputError
from seeddoc.inputs import read_documents, read_source
from seeddoc.reports import render_concise, render_data, render_full, render_summary

if TYPE_CHECKING:
    from seeddoc.cli._output import Output
    from seeddoc.diagnostics import Diagnostic
    from seeddoc.inputs import Content, Source


class _Report:
    """What has been found so far."""

    def __init__(self, output: Output, form: str) -> None:
        self.found = Counter[str]()
        self.files = self.faulty = self.documents = 0
        self.unreadable = False
        self._output = output
        self._form = form
        self._data: list[dict[str, object]] = []

    def add(self, source: Source) -> None:
        """Check a source; one that cannot be read keeps no others from being checked."""
        try:
            content = read_source(source)
        except InputError as error:
            self._output.note(str(error))
            self.unreadable = True
            return
        result = read_documents(content)
        findings = check(result)
        self.files += 1
        self.documents += len(result.bundle)
        self.faulty += bool(findings)
        self.found.update(finding.severity for finding in findings)
        for finding in findings:
            self._tell(finding, content)

    def _tell(self, finding: Diagnostic, content: Content) -> None:
        if self._form == "json":
            more = {"hint": finding.hint, "document": finding.document}
            self._data.append({"path": finding.filename, **render_data(finding), **more})
        elif self._form == "concise":
            self._output.print(render_concise(finding))
        else:
            self._output.print(*render_full(finding, content.lines, self._output.console.width), ())

    def end(self) -> int:
        """Write what comes last and return the exit status."""
        if self._form == "json":
            self._output.write_json(self._data)
        elif self.files:
            counts = {"files": self.files, "faulty": self.faulty, "documents": self.documents}
            self._output.print(render_summary(self.found, **counts))
        if self.unreadable:
            return 2
        return 1 if self.found["error"] or self.found["warning"] else 0


@click.command("check", short_help="Tell what is wrong, and where.", epilog=PATHS_HELP)
@paths_argument
@format_option("full", "concise", "json")
@color_option
@click.pass_obj
def check_command(output: Output, paths: tuple[str, ...], form: str) -> int:
    """Tell what is wrong with bundles, their articles and quotations.

    Errors and warnings give exit status 1; information alone gives 0.
    """
    report = _Report(output, form)
    for source in output.track(to_sources(paths), "checking"):
        report.add(source)
    return report.end()
