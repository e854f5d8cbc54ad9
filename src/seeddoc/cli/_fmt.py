"""`seeddoc fmt`: bundles in their canonical form. Texts stay as they are; only markers are written anew."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs
import click

from seeddoc.cli._diffs import print_diff
from seeddoc.cli._options import PATHS_HELP, chosen_limits, color_option, paths_argument, to_sources
from seeddoc.cli._workers import spread, workers_option
from seeddoc.errors import InputError
from seeddoc.formatting import Formatted, format_content
from seeddoc.inputs import STDIN, Content, read_source, replace_source
from seeddoc.reports import count, visible_line

if TYPE_CHECKING:
    from typing import Literal, TypeAlias

    from seeddoc.cli._output import Output
    from seeddoc.inputs import Source
    from seeddoc.limits import Limits
    from seeddoc.reports import Line

    Action: TypeAlias = Literal["write", "check", "diff", "stdout"]


@attrs.define
class _Counts:
    changed: int = 0
    same: int = 0
    refused: int = 0
    unreadable: int = 0


@attrs.frozen
class _Read:
    """What was read of a file, and what becomes of it. Of one that stays as it is neither is kept but for stdout."""

    content: Content
    formatted: Formatted
    is_same: bool


def _read(action: Action, limits: Limits, source: Source) -> _Read | InputError:
    """Read a file and format it."""
    try:
        content = read_source(source, limits=limits)
    except InputError as error:
        return error
    formatted = format_content(content, limits)
    is_same = formatted.data == content.data
    if is_same and action != "stdout":  # it may come from another process
        content, formatted = attrs.evolve(content, data=b""), attrs.evolve(formatted, data=b"")
    return _Read(content, formatted, is_same)


def _format(output: Output, label: str, read: _Read | InputError, action: Action, counts: _Counts) -> None:
    """Deliver what was formatted; a file that cannot be read or written keeps no others from it."""
    try:
        if isinstance(read, InputError):
            raise read
        _tell(output, label, read.formatted)
        canonical = read.formatted.data
        if canonical is None:
            counts.refused += 1
            return
        if action == "stdout":
            output.write(canonical)
        if read.is_same:
            counts.same += 1
            return
        counts.changed += 1
        _deliver(output, read.content, canonical, action)
    except InputError as error:
        output.note(str(error))
        counts.unreadable += 1


def _tell(output: Output, label: str, formatted: Formatted) -> None:
    """Tell why a file stays as it is."""
    if formatted.plain:
        output.note(f"{label}: left alone: a text without markers is no bundle")
    output.complain(formatted.lost)
    if formatted.data is None:
        output.note(f"{label}: not rewritten, since something would be lost")


def _deliver(output: Output, content: Content, canonical: bytes, action: Action) -> None:
    """Write a canonical form that differs from what is there, or tell of it."""
    label = content.source.label
    if action == "diff":
        print_diff(output, label, content.data, canonical)
    elif action == "check":
        output.print(((f"would rewrite {visible_line(label)}", ""),))
    elif action == "write" and content.source.path:
        replace_source(content, canonical)
        output.print(((f"rewrote {visible_line(label)}", ""),))


def _summary(counts: _Counts, action: Action) -> Line:
    verb = "rewritten" if action == "write" else "to rewrite"
    parts = [(counts.changed, verb), (counts.same, "left as they are" if counts.same != 1 else "left as it is")]
    parts += [(counts.refused, "refused"), (counts.unreadable, "not readable")]
    told = [f"{count(number, 'file')} {what}" for number, what in parts if number]
    return ((f"{', '.join(told)}.", ""),)


def _action(paths: tuple[str, ...], sources: tuple[Source, ...], flags: dict[Action, bool]) -> Action:
    """Return what to do: at most one flag, and standard input goes to standard output.

    Raises:
        click.UsageError: the flags or paths do not go together.
    """
    chosen: list[Action] = [flag for flag, is_set in flags.items() if is_set]
    if len(chosen) > 1:
        raise click.UsageError(" and ".join(f"--{flag}" for flag in chosen) + " do not go together")
    action = chosen[0] if chosen else "write"
    from_stdin = any(source.path is None for source in sources)
    if action == "write" and from_stdin:
        action = "stdout"
    if action == "stdout" and len(sources) != 1:
        what = STDIN if STDIN in paths else "--stdout"
        raise click.UsageError(f"{what} goes with one file only")
    return action


@click.command("fmt", short_help="Write bundles in their canonical form.", epilog=PATHS_HELP)
@paths_argument
@click.option("--check", "check", is_flag=True, help="Write nothing; tell which files would be rewritten.")
@click.option("--diff", "diff", is_flag=True, help="Write nothing; print what would change.")
@click.option("--stdout", "stdout", is_flag=True, help="Print the canonical form of one file instead.")
@workers_option
@color_option
@click.pass_obj
def fmt_command(
    output: Output, paths: tuple[str, ...], check: bool, diff: bool, stdout: bool, workers: int | None
) -> int:
    """Write bundles in their canonical form, in place.

    Texts stay as they are, byte for byte. A file where something would be lost (it has errors, or text outside
    documents) is not touched, and the exit status is 1; with --check and --diff also where a file would change.
    A compressed file stays compressed. Standard input goes to standard output.
    """
    sources = to_sources(paths)
    action = _action(paths, sources, {"check": check, "diff": diff, "stdout": stdout})
    counts = _Counts()
    if any(source.location is None for source in sources):  # standard input, which only this process can read
        workers = 1
    for source, read in spread(output, sources, partial(_read, action, chosen_limits()), workers, "formatting"):
        _format(output, source.label, read, action, counts)
    if action in {"write", "check"}:
        output.print(_summary(counts, action))
    if counts.unreadable:
        return 2
    return 1 if counts.refused or (counts.changed and action in {"check", "diff"}) else 0
