"""Options and arguments that commands share, and what they stand for."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs
import click

from seeddoc.cli._output import COLOR_MODES, Output, is_terminal
from seeddoc.inputs import STDIN, Source, find_sources
from seeddoc.limits import Limits
from seeddoc.reports import count, visible_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from seeddoc.documents import Bundle
    from seeddoc.quotes.language import Language

Command = TypeVar("Command", bound="Callable[..., Any]")


def _set_color(context: click.Context, _parameter: click.Parameter, mode: str | None) -> None:
    if mode:
        context.ensure_object(Output).mode = mode


# Taken before and after the name of the command, since nobody remembers which it is.
color_option = click.option(
    "--color",
    type=click.Choice(COLOR_MODES),
    callback=_set_color,
    expose_value=False,
    help="Colour the output; by default as NO_COLOR, FORCE_COLOR or CLICOLOR_FORCE say, else at a terminal.",
)

# For the end of the help of commands that take paths: click has no help for arguments.
PATHS_HELP: Final = (
    "Of a PATH that is a directory, only the files named *.txt are read (compressed ones too, such as *.txt.gz; "
    "hidden ones and those that git ignores not); all others are skipped. Name other files themselves, or by a glob."
)

_GITIGNORE: Final = "seeddoc.respect_gitignore"


def _set_gitignore(context: click.Context, _parameter: click.Parameter, respect: bool) -> None:
    context.meta[_GITIGNORE] = respect


_LIMITS: Final = "seeddoc.limits"


def _read_limits(context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> None:
    values: dict[str, object] = {}
    for each in given:
        name, sign, value = each.partition("=")
        # As findings and Python name a limit, it may be written too.
        values[name.strip().replace("_", "-")] = (
            int(value) if value.strip().isdecimal() else value.strip() if sign else None
        )
    try:
        Limits.from_mapping(values)
    except ValueError as error:
        raise click.UsageError(f"--limit: {error}") from error
    context.meta[_LIMITS] = values


limit_option: Final = click.option(
    "--limit",
    metavar="NAME=N",
    multiple=True,
    is_eager=True,  # --cues asks for them
    callback=_read_limits,
    expose_value=False,
    help="How much an input may ask for, or none: " + ", ".join(Limits().to_mapping()) + ".",
)


def given_limits() -> dict[str, object]:
    """Return what `--limit` says for the running command, as a configuration has it."""
    given: dict[str, object] = click.get_current_context().meta[_LIMITS]
    return given


def chosen_limits() -> Limits:
    """Return the limits for the running command."""
    return Limits.from_mapping(given_limits())


def paths_argument(command: Command) -> Command:
    """Add the paths that a command reads, and what is said of all of them."""
    command = limit_option(command)
    respect = click.option(
        "--respect-gitignore/--no-respect-gitignore",
        default=True,
        callback=_set_gitignore,
        expose_value=False,
        help="Leave out of a directory what git ignores in it (the default), or read that too.",
    )
    return click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path())(respect(command))


_CUES: Final = "seeddoc.cues"


def _read_language(context: click.Context, _parameter: click.Parameter, path: str | None) -> Language | None:
    """Return English with the cues of a file added to its own."""
    if path is None:
        return None
    context.meta[_CUES] = path
    from seeddoc.configuration import read_cues
    from seeddoc.quotes.english import english_with
    from seeddoc.settings import Settings

    return english_with(read_cues(Settings(), [Path(path)], {}).cues, chosen_limits().quote_depth)


cues_option = click.option(
    "--cues",
    "language",
    metavar="FILE",
    type=click.Path(),
    callback=_read_language,
    help="Add to the words that tell of speaking, or remove some: a table as docs/quotes.md describes it.",
)


def in_language(bundle: Bundle, language: Language | None) -> Bundle:
    """Return a bundle whose quotations are read with the cues of `--cues`, if they were given."""
    if language is None:
        return bundle
    return attrs.evolve(bundle, documents=[document.with_language(language) for document in bundle])


def output_option(help_text: str = "Write to this file instead of standard output.") -> Callable[[Command], Command]:
    """Return the option `-o`."""
    return click.option("-o", "--output", "target", metavar="OUT", type=click.Path(), help=help_text)


def refuse_inputs(
    targets: Iterable[str | None],
    sources: Iterable[Source],
    beside: Callable[[Path], Path] | None = None,
    others: Iterable[Path] = (),
) -> None:
    """Refuse to write to a file that is read, which would be lost; devices may be both.

    Args:
        targets: what is to be written; None is standard output.
        sources: what is to be read.
        beside: which file is read with each of them, if one is.
        others: what else is read; the table of `--cues` is known.

    Raises:
        click.UsageError: a file is both, by whatever names.
    """
    there = [target for target in targets if target is not None and os.path.isfile(target)]
    if not there:
        return
    sources = list(sources)
    paths = [source.path for source in sources if source.path]
    paths += [*map(beside, paths)] if beside else []
    table = click.get_current_context().meta.get(_CUES)
    paths += [*others, *([Path(table)] if table else [])]
    read = [path.stat() for path in paths if path.exists()]
    if sys.stdin and any(source.location is None for source in sources):
        with contextlib.suppress(OSError, ValueError):  # it need be no file
            read.append(os.fstat(sys.stdin.fileno()))
    for target in there:
        wanted = os.stat(target)
        if any(os.path.samestat(wanted, each) for each in read):
            raise click.UsageError(f"{target} is one of the files that are read, and would be replaced")


def tell_written(output: Output, number: int, directory: str) -> None:
    """Tell how many files were written to a directory; a full stop after a dot would be read as another one."""
    where = visible_line(directory)
    output.print(((f"Wrote {count(number, 'file')} to {where}{'' if where.endswith('.') else '.'}", ""),))


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Return the option `--format`; the first format is the default."""
    return click.option(
        "--format", "form", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print it."
    )


def to_sources(paths: Sequence[str]) -> tuple[Source, ...]:
    """Find what paths stand for: standard input if there are none, and it is no terminal.

    Files that git ignores are found as the running command's options say.

    Raises:
        click.UsageError: there are none, and nothing is piped in.
        InputError: one is not there.
    """
    if not paths:
        if sys.stdin is None or is_terminal(sys.stdin):
            raise click.UsageError("no path given, and nothing is piped in")
        paths = [STDIN]
    respect: bool = click.get_current_context().meta[_GITIGNORE]
    return find_sources(paths, respect_gitignore=respect)
