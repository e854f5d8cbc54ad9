"""Options of commands that report findings, and where reports go: standard output, or files."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
import click
from click.shell_completion import CompletionItem

from seeddoc.cli._options import output_option
from seeddoc.formats import FORMATS, Format, FormatError, Report, find_format, find_formats, read_template
from seeddoc.inputs import write_file
from seeddoc.reports import to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seeddoc.cli._options import Command
    from seeddoc.cli._output import Output

DEFAULT: Final = "full"
# What a file is called that is none.
STDOUT: Final = frozenset({"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})
# What GitHub Actions sets, and what is written there by default.
ACTIONS_VARIABLE: Final = "GITHUB_ACTIONS"
ACTIONS_DEFAULT: Final = "github"
# Formats in lines that stand by themselves, so that others may come before and after; any other is one document.
LINES: Final = frozenset({"full", "concise", "grouped", "github", "azure", "pylint", "template"})
# Formats that end with what a person may read on from.
FOR_PEOPLE: Final = frozenset({"full", "concise", "grouped"})


@attrs.frozen
class Target:
    """A report that is wanted.

    Attributes:
        form: of it.
        path: of the file that it goes to; None for standard output.
    """

    form: Format
    path: str | None = None


@attrs.frozen
class Reporting:
    """Which reports are wanted.

    Attributes:
        targets: the reports.
        statistics: whether they tell numbers only.
    """

    targets: tuple[Target, ...]
    statistics: bool = False

    @property
    def to_files(self) -> Reporting:
        """The reports that go to files."""
        return attrs.evolve(self, targets=tuple(target for target in self.targets if target.path is not None))

    @property
    def is_for_people(self) -> bool:
        """Whether a line may follow them on standard output."""
        forms = {target.form.name for target in self.targets if target.path is None}
        return bool(forms) and forms <= FOR_PEOPLE


class _TargetType(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic since click 8.2
    """The name of a format, and maybe `=` and a file."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Target:
        name, sign, path = str(value).partition("=")
        if sign and not path:
            self.fail(f"{value!r} names no file", param, ctx)
        try:
            return Target(find_format(name), None if path in STDOUT else path or None)
        except FormatError as error:
            self.fail(str(error), param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        names = find_formats().items()
        return [CompletionItem(name, help=summary) for name, summary in names if name.startswith(incomplete)]


class _TemplateType(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic since click 8.2
    """A template of a line for each finding."""

    name = "template"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Format:
        try:
            return read_template(str(value))
        except FormatError as error:
            self.fail(str(error), param, ctx)


def report_options(command: Command) -> Command:
    """Add the options for reports; what the command gets for them is for `read_report_options`."""
    decorators: tuple[Callable[[Command], Command], ...] = (
        click.option(
            "--format",
            "targets",
            type=_TargetType(),
            multiple=True,
            metavar="FORMAT[=FILE]",
            help=f"How to write it, and where to; may be given again. Formats: {', '.join(FORMATS)}, and those of "
            f"other packages.  [default: {DEFAULT}; in GitHub Actions {ACTIONS_DEFAULT}]",
        ),
        click.option(
            "--template",
            type=_TemplateType(),
            metavar="TEXT",
            help="Write a line for each finding, such as '{path}:{line}: {code} {message}'; the fields are those of "
            "the format json.",
        ),
        output_option("Write the report to this file instead of standard output."),
        click.option("--statistics", is_flag=True, help="Count the findings by code instead of telling each."),
    )
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


def asks_for_report(options: dict[str, Any]) -> bool:
    """Tell whether a report is asked for by options, and not only by default."""
    return any(options[name] for name in ("targets", "template", "target", "statistics"))


def read_report_options(options: dict[str, Any]) -> Reporting:
    """Tell which reports are wanted, and where they go.

    Raises:
        click.UsageError: options do not go together.
    """
    targets: Sequence[Target] = options["targets"]
    if options["template"]:
        targets = [*targets, Target(options["template"])]
    path, statistics = options["target"], options["statistics"]
    path = None if path in STDOUT else path
    if not targets:
        in_actions = os.environ.get(ACTIONS_VARIABLE) == "true" and not path and not statistics
        targets = [Target(FORMATS[ACTIONS_DEFAULT if in_actions else DEFAULT])]
    if path:
        targets = _with_path(targets, path)
    paths = Counter(os.path.realpath(target.path) for target in targets if target.path)
    twice = next((name for name, number in paths.items() if number > 1), None)
    if twice:
        raise click.UsageError(f"two reports for one file, {twice}")
    _refuse_mixture([target.form.name for target in targets if target.path is None])
    if statistics:
        _refuse_without_statistics(targets)
    return Reporting(tuple(targets), statistics)


def _refuse_mixture(names: Sequence[str]) -> None:
    """Refuse what nobody could read: a report that is one document, and another one after it."""
    whole = next((name for name in names if name not in LINES), None)
    if whole and len(names) > 1:
        raise click.UsageError(
            f"{' and '.join(names)} cannot go to standard output together: give one a file, --format {whole}=FILE"
        )


def _with_path(targets: Sequence[Target], path: str) -> list[Target]:
    """Give the one report without a file the one of `--output`."""
    bare = [target for target in targets if target.path is None]
    if len(bare) != 1:
        wanted = " and ".join(target.form.name for target in bare) or "none"
        raise click.UsageError(
            f"--output is for one report without a file, and there is {wanted}: give --format NAME=FILE"
        )
    return [attrs.evolve(target, path=target.path or path) for target in targets]


def _refuse_without_statistics(targets: Sequence[Target]) -> None:
    for target in targets:
        if target.form.render_statistics is None:
            able = ", ".join(name for name, form in FORMATS.items() if form.render_statistics)
            raise click.UsageError(f"--statistics has no format {target.form.name}; it has {able}")


def write_reports(output: Output, report: Report, reporting: Reporting) -> None:
    """Write reports, those for standard output in their order.

    Raises:
        InputError: a file cannot be written.
        FormatError: one of another package failed; the others have been written.
    """
    failed: FormatError | None = None
    for target in reporting.targets:
        render = (target.form.render_statistics if reporting.statistics else None) or target.form.render
        try:
            rendered = render(report if target.path else attrs.evolve(report, width=output.console.width))
        except FormatError as error:
            failed = failed or error
            continue
        if target.path is not None:
            text = rendered if isinstance(rendered, str) else to_plain(rendered)
            write_file(Path(target.path), text.encode())
        elif isinstance(rendered, str):
            output.write(rendered.encode())
        else:
            output.print(*rendered)
    if failed:
        raise failed
