"""`seeddoc check`: what is wrong, and where; and mending what can be mended."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs
import click

from seeddoc.checking import check_across, check_content
from seeddoc.cli._diffs import print_diff
from seeddoc.cli._options import PATHS_HELP, color_option, format_option, paths_argument, to_sources
from seeddoc.cli._settings import read_options, render_settings, settings_options
from seeddoc.fixing import fix_content
from seeddoc.inputs import InputError, read_source, write_file
from seeddoc.reports import count, render_concise, render_data, render_full, render_summary, visible_line
from seeddoc.rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seeddoc.cli._output import Output
    from seeddoc.configuration import Configurations
    from seeddoc.diagnostics import Diagnostic
    from seeddoc.inputs import Content, Source
    from seeddoc.reports import Line
    from seeddoc.results import CheckedFile
    from seeddoc.settings import Settings

# What to do with fixes: make them and report the rest, make them only, print what they would change, or nothing.
Mending: TypeAlias = Literal["fix", "fix-only", "diff", "none"]


class _Run:
    """One run of the command over all sources.

    Attributes:
        checked: the files, each with the settings that hold for it.
        unreadable: whether any source could not be read.
        mended: how many findings were mended in each file, by what it is called.
        to_stdout: whether standard input went to standard output, mended.
    """

    def __init__(self, output: Output, configurations: Configurations, mending: Mending, *, unsafe: bool) -> None:
        self.checked: list[tuple[CheckedFile, Settings]] = []
        self.unreadable = False
        self.mended: Counter[str] = Counter()
        self.to_stdout = False
        self._output = output
        self._configurations = configurations
        self._mending = mending
        self._unsafe = unsafe

    def add(self, source: Source, path: Path | None) -> None:
        """Check a source; one that cannot be read or written keeps no others from being checked.

        Args:
            source: what to read.
            path: what its configuration is looked for by.
        """
        settings = self._configurations.settings(path)
        try:
            content = read_source(source)
            self.checked.append((self._check(content, settings), settings))
        except InputError as error:
            self._output.note(str(error))
            self.unreadable = True

    def _check(self, content: Content, settings: Settings) -> CheckedFile:
        if self._mending == "none":
            return check_content(content, settings)
        fixed = fix_content(content, settings, unsafe=self._unsafe)
        if fixed.codes:
            self.mended[content.source.label] += len(fixed.codes)
        self._deliver(content, fixed.content)
        return fixed.checked

    def _deliver(self, before: Content, after: Content) -> None:
        """Write what was mended, or tell of it; standard input goes to standard output, changed or not."""
        source = before.source
        if self._mending == "diff":
            print_diff(self._output, source.label, before.data, after.data)
        elif source.path is None:
            self.to_stdout = True
            self._output.write(after.data)
        elif after.data != before.data:
            write_file(source.path, after.data, before.suffix)

    def finish(self) -> list[CheckedFile]:
        """Return the files with what can only be seen across them."""
        files, settings = [file for file, _ in self.checked], [each for _, each in self.checked]
        return list(check_across(files, settings))

    def fails(self, files: Sequence[CheckedFile]) -> bool:
        """Tell whether any finding is as bad as the settings of its file have it fail."""
        return any(
            settings.fails(finding.severity)
            for file, (_, settings) in zip(files, self.checked, strict=True)
            for finding in file.findings
        )


def _report(output: Output, files: Sequence[CheckedFile], form: str) -> None:
    """Write findings to standard output."""
    if form == "json":
        output.write_json([_to_data(finding) for file in files for finding in file.findings])
        return
    for file in files:
        for finding in file.findings:
            if form == "concise":
                output.print(render_concise(finding))
            else:
                output.print(*render_full(finding, file.lines, output.console.width), ())
    if files:
        output.print(*_summary(files))


def _to_data(finding: Diagnostic) -> dict[str, object]:
    more = {"hint": finding.hint, "document": finding.document}
    return {"path": finding.filename, **render_data(finding), **more}


def _summary(files: Sequence[CheckedFile]) -> Iterator[Line]:
    """Yield the last lines of a report: how much there is, and how much of it can be mended."""
    findings = [finding for file in files for finding in file.findings]
    found = Counter[str](finding.severity for finding in findings)
    faulty = sum(bool(file.findings) for file in files)
    documents = sum(file.documents for file in files)
    yield render_summary(found, files=len(files), faulty=faulty, documents=documents)
    fixes = Counter(finding.fix.safe for finding in findings if finding.fix)
    ways = [(fixes[True], "--fix"), (fixes[False], "--fix --unsafe-fixes")]
    told = [f"{number:,} with {way}" for number, way in ways if number]
    if told:
        yield ((f"Can be mended: {', '.join(told)}.", "hint"),)


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
        click.UsageError: there is a name, and no standard input to give it to.
    """
    if name is None:
        return sources
    if all(source.path for source in sources):
        raise click.UsageError("--stdin-filename is for standard input, which is not read")
    return [each if each.path else attrs.evolve(each, label=name, name=PurePath(name).name) for each in sources]


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
@format_option("full", "concise", "json")
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
    form: str,
    **options: Any,
) -> int:
    """Tell what is wrong with bundles, their articles and quotations.

    Errors and warnings give exit status 1; information alone gives 0. --fail-on says otherwise. `seeddoc rule` tells
    of the rules. Settings come from seeddoc.toml, or [tool.seeddoc] of pyproject.toml, in the nearest folder above
    each file that has one.
    """
    load_rules()
    configurations = read_options(options)
    mending = _mending(fix, fix_only, diff)
    sources = _name_stdin(to_sources(paths), stdin_filename)
    if show_files:
        output.print(*(((visible_line(source.label), ""),) for source in sources))
        return 0
    if show_settings:
        found = dict.fromkeys(configurations.of(_path_of(source, stdin_filename)) for source in sources)
        output.print(*(line for each in found for line in render_settings(each)))
        return 0
    run = _Run(output, configurations, mending, unsafe=unsafe)
    for source in output.track(sources, "checking"):
        run.add(source, _path_of(source, stdin_filename))
    return _end(output, run, mending, form, exit_zero=exit_zero)


def _path_of(source: Source, stdin_filename: str | None) -> Path | None:
    """Return what the settings of a source are looked for by."""
    return source.path or (Path(stdin_filename) if stdin_filename else None)


def _end(output: Output, run: _Run, mending: Mending, form: str, *, exit_zero: bool) -> int:
    """Report what was found, and return the exit status."""
    files = run.finish()
    if mending in {"none", "fix"}:
        if run.to_stdout:
            output.complain(finding for file in files for finding in file.findings)
        else:
            _report(output, files, form)
    if run.mended and mending != "diff" and form != "json" and not run.to_stdout:
        told = f"Mended {count(run.mended.total(), 'finding')} in {count(len(run.mended), 'file')}."
        output.print(((told, "good"),))
    if run.unreadable:
        return 2
    failed = bool(run.mended) if mending == "diff" else mending != "fix-only" and run.fails(files)
    return 1 if failed and not exit_zero else 0
