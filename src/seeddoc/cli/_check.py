"""`seeddoc check`: what is wrong, and where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from seeddoc.checking import check_content
from seeddoc.cli._known import (
    BaselineChoice,
    apply_baseline,
    apply_suppressions,
    known_options,
    load_baseline,
    load_suppressions,
    save_baseline,
)
from seeddoc.cli._options import PATHS_HELP, color_option, paths_argument, to_sources
from seeddoc.cli._reporting import choose_targets, report_options, write_reports
from seeddoc.formats import Problem, Report
from seeddoc.inputs import InputError, read_source
from seeddoc.settings import Settings

if TYPE_CHECKING:
    from seeddoc.cli._output import Output
    from seeddoc.cli._reporting import Target
    from seeddoc.results import CheckedFile


@click.command("check", short_help="Tell what is wrong, and where.", epilog=PATHS_HELP)
@paths_argument
@report_options
@known_options
@color_option
@click.pass_obj
def check_command(
    output: Output,
    paths: tuple[str, ...],
    targets: tuple[Target, ...],
    target: str | None,
    statistics: bool,
    baseline: str | None,
    update_baseline: bool,
    extend_baseline: bool,
    fail_on_stale: bool,
    suppressions: str | None,
) -> int:
    """Tell what is wrong with bundles, their articles and quotations.

    Errors and warnings give exit status 1; information alone gives 0.
    """
    wanted = choose_targets(targets, target, statistics=statistics)
    choice = BaselineChoice(Path(baseline) if baseline else None, update_baseline, extend_baseline, fail_on_stale)
    known = load_baseline(choice)
    sources = [load_suppressions(Path(suppressions))] if suppressions else []
    settings = Settings()

    files: list[CheckedFile] = []
    problems: list[Problem] = []
    for source in output.track(to_sources(paths), "checking"):
        try:
            content = read_source(source)
        except InputError as error:
            output.note(str(error))
            problems.append(Problem(source.label, str(error)))
            continue
        files.append(check_content(content, settings))

    folders = [path for path in paths if Path(path).is_dir()]
    suppressed = apply_suppressions(files, sources, folders, settings.codes)
    compared, stale = apply_baseline(suppressed.files, known, choice, settings.codes)
    report = Report((*compared.files, *suppressed.notes), tuple(problems), compared.known, suppressed.count)
    write_reports(output, report, wanted, statistics=statistics)
    save_baseline(output, compared, known, choice)
    if problems:
        return 2
    return 1 if stale or any(settings.fails(finding.severity) for _, finding in report.findings) else 0
