"""`seeddoc check`: what is wrong, and where; and mending what can be mended."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs
import click

from seeddoc.checking import check_across
from seeddoc.cli._diffs import print_diff
from seeddoc.cli._known import (
    Meant,
    apply_baseline,
    apply_suppressions,
    end_baseline,
    known_options,
    read_known_options,
    without_suppressed,
)
from seeddoc.cli._options import PATHS_HELP, color_option, paths_argument, refuse_inputs, to_sources
from seeddoc.cli._reporting import asks_for_report, read_report_options, report_options, write_reports
from seeddoc.cli._running import read_running_options, running_options, watch_files
from seeddoc.cli._settings import read_options, render_settings, settings_options
from seeddoc.errors import InputError
from seeddoc.fixing import fix_content
from seeddoc.formats import SURPLUS, Problem, Report
from seeddoc.inputs import read_source, replace_source
from seeddoc.reports import count, visible_line
from seeddoc.rules import load_rules
from seeddoc.runner import Job, with_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seeddoc.cli._known import Tolerance
    from seeddoc.cli._output import Output
    from seeddoc.cli._reporting import Reporting
    from seeddoc.cli._running import Running
    from seeddoc.configuration import Configuration, Configurations
    from seeddoc.diagnostics import Severity
    from seeddoc.inputs import Content, Source
    from seeddoc.results import CheckedFile
    from seeddoc.settings import Settings
    from seeddoc.suppressions import Suppressed

# What to do with fixes: make them and report the rest, make them only, print what they would change, or nothing.
Mending: TypeAlias = Literal["fix", "fix-only", "diff", "none"]


class _Run:
    """One run of the command over all sources.

    Attributes:
        checked: the files, each with the settings that hold for it.
        problems: sources that could not be read, written or checked in full.
        mended: how many findings were mended in each file, by what it is called.
        unfinished: whether some file has more to mend.
        to_stdout: whether standard input went to standard output, mended.
        tolerance: what is to be done about old findings.
        mending: what is to be done with fixes.
    """

    def __init__(
        self, output: Output, configurations: Configurations, tolerance: Tolerance, mending: Mending, *, unsafe: bool
    ) -> None:
        self.checked: list[tuple[CheckedFile, Settings]] = []
        self.problems: list[Problem] = []
        self.mended: Counter[str] = Counter()
        self.unfinished = False
        self.to_stdout = False
        self._output = output
        self._configurations = configurations
        self.tolerance = tolerance
        self._meant: dict[Configuration, list[int]] = {}
        self._sources: list[Source] = []
        self.mending = mending
        self._unsafe = unsafe

    def add(self, sources: Sequence[tuple[Source, Path | None]], running: Running) -> None:
        """Check sources; one that cannot be read or written keeps no others from being checked.

        Args:
            sources: what to read, each with what its configuration is looked for by.
            running: how they are checked, where nothing is to be mended.
        """
        configurations = [self._configurations.of(path) for _, path in sources]
        jobs = [Job(source, self._configurations.settings(path)) for source, path in sources]
        results = running.run(jobs) if self.mending == "none" else map(self._mend, jobs, configurations)
        tracked = self._output.track(jobs, "checking")
        for job, configuration, result in zip(tracked, configurations, results, strict=True):
            if isinstance(result, InputError):
                self._output.note(str(result))
                self.problems.append(Problem(job.source.label, str(result)))
                continue
            for fault in result.faults:
                told = f"{job.source.label}: {fault}"
                self._output.note(told)
                self.problems.append(Problem(job.source.label, told, partly=True))
            self._meant.setdefault(configuration, []).append(len(self.checked))
            self.checked.append((result, job.settings))
            self._sources.append(job.source)

    def _mend(self, job: Job, configuration: Configuration) -> CheckedFile | InputError:
        meant = configuration.suppressions
        sources = (*self.tolerance.sources, *((meant,) if meant else ()))
        try:
            content = read_source(job.source, limits=job.settings.limits)
            fixed = fix_content(
                content, job.settings, unsafe=self._unsafe, choose=lambda file: without_suppressed(file, sources)
            )
            self._deliver(content, fixed.content)
        except InputError as error:
            return error
        if fixed.unfinished:
            self.unfinished = True
            self._output.note(f"{job.source.label}: not all is mended: {fixed.unfinished}")
        if fixed.codes:
            self.mended[job.source.label] += len(fixed.codes)
        return fixed.checked

    def _deliver(self, before: Content, after: Content) -> None:
        """Write what was mended, or tell of it; standard input, or a URL, goes to standard output, changed or not."""
        source = before.source
        if self.mending == "diff":
            print_diff(self._output, source.label, before.data, after.data)
        elif source.path is None:
            self.to_stdout = True
            self._output.write(after.data)
        elif after.data != before.data:
            replace_source(before, after.data)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all that was looked for, but for those of rules that failed: nobody knows what there is."""
        failed = {fault.code for file, _ in self.checked for fault in file.faults}
        return frozenset[str]().union(*(settings.codes for _, settings in self.checked)) - failed

    def finish(self, folders: Sequence[str]) -> Suppressed:
        """Return the files with what can only be seen across them, and without what is meant to be.

        Args:
            folders: that were named.
        """
        files, settings = [file for file, _ in self.checked], [each for _, each in self.checked]
        across = check_across(files, settings)
        whole = [with_text(file, source) for file, source in zip(across, self._sources, strict=True)]
        return apply_suppressions(whole, self._find_meant(), folders, self.codes)

    def _find_meant(self) -> Iterator[Meant]:
        """Yield the suppressions of the command line, which are for all files, and those of configurations."""
        settings = self._configurations.settings(None)
        for source in self.tolerance.sources:
            yield Meant(source, settings)
        for configuration, numbers in self._meant.items():
            if configuration.suppressions:
                yield Meant(configuration.suppressions, configuration.settings, frozenset(numbers))

    def fails(self, files: Sequence[CheckedFile], notes: Iterable[CheckedFile]) -> bool:
        """Tell whether any finding is as bad as the settings of its file have it fail, be it kept or surplus."""
        settings = self._configurations.settings(None)
        rows = (*zip(files, (each for _, each in self.checked), strict=True), *((note, settings) for note in notes))
        return any(each.fails(severity) for file, each in rows for severity in _severities(file))


def _severities(file: CheckedFile) -> Iterator[Severity]:
    """Yield how bad the findings of a file are; nobody has looked at the surplus ones, so that they count as new."""
    yield from (finding.severity for finding in file.findings)
    yield from (severity for severity, _ in file.surplus)


def _mending(fix: bool, fix_only: bool, diff: bool) -> Mending:
    """Return what to do with fixes.

    Raises:
        click.UsageError: more than one thing is asked for.
    """
    flags: dict[Mending, bool] = {"fix": fix, "fix-only": fix_only, "diff": diff}
    chosen = [name for name, is_set in flags.items() if is_set]
    if len(chosen) > 1:
        raise click.UsageError(" and ".join(f"--{name}" for name in chosen) + " do not go together")
    return chosen[0] if chosen else "none"


def _name_stdin(sources: Sequence[Source], name: str | None) -> Sequence[Source]:
    """Give standard input the name that it is to have.

    Raises:
        click.UsageError: there is a name, and no standard input to give it to, or an empty one.
    """
    if name is None:
        return sources
    if not name:
        raise click.UsageError("--stdin-filename gives no name")
    if all(source.location for source in sources):
        raise click.UsageError("--stdin-filename is for standard input, which is not read")
    return [each if each.location else attrs.evolve(each, label=name, name=PurePath(name).name) for each in sources]


@click.command("check", short_help="Tell what is wrong, and where; mend what can be.", epilog=PATHS_HELP)
@paths_argument
@settings_options
@click.option("--fix", is_flag=True, help="Mend what can be mended safely.")
@click.option("--fix-only", is_flag=True, help="The same, and tell nothing of what is left.")
@click.option("--unsafe-fixes", "unsafe", is_flag=True, help="Mend also what may have been meant.")
@click.option("--diff", is_flag=True, help="Mend nothing; print what would change.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("--stdin-filename", metavar="NAME", help="What to call standard input, and where to look for settings.")
@click.option("--show-settings", is_flag=True, help="Print the settings that hold for the paths instead.")
@click.option("--show-files", is_flag=True, help="Print the files that would be checked instead.")
@report_options
@known_options
@running_options
@color_option
@click.pass_obj
def check_command(
    output: Output,
    /,
    paths: tuple[str, ...],
    fix: bool,
    fix_only: bool,
    unsafe: bool,
    diff: bool,
    exit_zero: bool,
    stdin_filename: str | None,
    show_settings: bool,
    show_files: bool,
    **options: Any,
) -> int:
    """Tell what is wrong with bundles, their articles and quotations.

    Errors and warnings give exit status 1; information alone gives 0. --fail-on says otherwise. `seeddoc rule` tells
    of the rules. Settings come from seeddoc.toml, or [tool.seeddoc] of pyproject.toml, in the nearest folder above
    each file that has one.
    """
    load_rules()
    given = _Given(paths, _mending(fix, fix_only, diff), unsafe, exit_zero, stdin_filename, options)
    if show_files or show_settings:
        _show(output, given, files=show_files)
        return 0
    if options["watch"]:
        return watch_files(output, lambda: _find_watched(given), lambda: _check(output, given))
    return _check(output, given)


@attrs.frozen
class _Given:
    """What the command was given. `options` are those that other modules read."""

    paths: tuple[str, ...]
    mending: Mending
    unsafe: bool
    exit_zero: bool
    stdin_filename: str | None
    options: dict[str, Any]

    def sources(self) -> Sequence[Source]:
        """Find what the paths stand for."""
        return _name_stdin(to_sources(self.paths), self.stdin_filename)

    def path_of(self, source: Source) -> Path | None:
        """Return what the settings of a source are looked for by."""
        return source.path or (Path(self.stdin_filename) if self.stdin_filename else None)


def _show(output: Output, given: _Given, *, files: bool) -> None:
    """Print the files that would be checked, or the settings that hold for them."""
    configurations, sources = read_options(given.options), given.sources()
    if files:
        output.print(*(((visible_line(source.label), ""),) for source in sources))
    else:
        found = dict.fromkeys(configurations.of(given.path_of(source)) for source in sources)
        output.print(*(line for each in found for line in render_settings(each)))


def _find_watched(given: _Given) -> list[Path]:
    """Find the files that a check depends on, with what is read besides them; standard input is none.

    Raises:
        click.UsageError: what was given cannot be done again and again.
        SettingsError: a configuration is wrong.
    """
    if given.mending != "none":
        raise click.UsageError(f"--watch and --{given.mending} do not go together")
    sources = given.sources()
    paths = [source.path for source in sources if source.path]
    if len(paths) < len(sources):
        raise click.UsageError("--watch is for files, not for standard input and URLs")
    return [*paths, *_read_besides(given, read_options(given.options), sources)]


def _read_besides(given: _Given, configurations: Configurations, sources: Iterable[Source]) -> list[Path]:
    """Return what is read besides the sources: configurations with their tables of cues, suppressions, a baseline."""
    found = dict.fromkeys(configurations.of(given.path_of(source)) for source in sources)
    paths = [path for each in found for path in (*each.cues, *each.bases, each.path) if path]
    return [*paths, *(Path(given.options[name]) for name in ("suppressions", "baseline") if given.options[name])]


def _check(output: Output, given: _Given) -> int:
    """Check all that was given, once, and return the exit status."""
    options, mending = given.options, given.mending
    configurations = read_options(options)
    if mending in {"diff", "fix-only"} and asks_for_report(options):
        raise click.UsageError(
            f"--{mending} writes no report: leave --format, --output and --statistics out, or use --fix"
        )
    reporting, tolerance = read_report_options(options), read_known_options(options)
    if mending == "diff" and tolerance.choice.writes:
        raise click.UsageError("--diff changes nothing, and a baseline is to be written")
    sources = given.sources()
    targets = [target.path for target in reporting.targets if target.path]
    refuse_inputs(targets, sources, others=_read_besides(given, configurations, sources) if targets else ())
    run = _Run(output, configurations, tolerance, mending, unsafe=given.unsafe)
    run.add([(source, given.path_of(source)) for source in sources], read_running_options(options))
    failed = _end(output, run, reporting, [path for path in given.paths if Path(path).is_dir()])
    if run.problems or run.unfinished:
        return 2
    return 1 if failed and not given.exit_zero else 0


def _end(output: Output, run: _Run, reporting: Reporting, folders: Sequence[str]) -> bool:
    """Report what was found, and tell whether that makes the command fail.

    Args:
        output: to write to.
        run: that is over.
        reporting: which reports are wanted.
        folders: that were named.
    """
    suppressed = run.finish(folders)
    compared = apply_baseline(suppressed.files, run.tolerance, run.codes)
    files = (*compared.files, *suppressed.notes)
    _tell(output, run, Report(files, tuple(run.problems), compared.known, suppressed.count), reporting)
    if run.mending == "diff":  # what was checked is what would be, and not what there is
        return bool(run.mended)
    stale = end_baseline(output, compared, run.tolerance)
    return stale or (run.mending != "fix-only" and run.fails(compared.files, suppressed.notes))


def _tell(output: Output, run: _Run, report: Report, reporting: Reporting) -> None:
    """Report what was found, and what was mended."""
    mending = run.mending
    if mending in {"none", "fix"}:
        if run.to_stdout:
            output.complain(finding for _, finding in report.findings)
        write_reports(output, report, reporting.to_files if run.to_stdout else reporting)
        if report.surplus and not reporting.is_for_people:  # no report says so
            output.note(f"Not shown: {count(report.surplus, 'surplus finding')}. {SURPLUS}")
    if run.mended and mending != "diff" and not run.to_stdout:
        told = f"Mended {count(run.mended.total(), 'finding')} in {count(len(run.mended), 'file')}."
        if reporting.is_for_people:
            output.print(((told, "good"),))
