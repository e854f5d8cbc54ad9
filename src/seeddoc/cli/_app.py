"""The program: its commands, and how whatever happens in one becomes an exit status."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from contextlib import closing, contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete, shell_complete

from seeddoc.__about__ import __version__
from seeddoc._values import suggest
from seeddoc.cli._options import color_option
from seeddoc.cli._output import Output, abandon, write_error
from seeddoc.errors import InputError, SettingsError, WorkerError
from seeddoc.formats import FormatError
from seeddoc.reports import visible_line
from seeddoc.rules import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME: Final = "seeddoc"
COMPLETION_VARIABLE: Final = "_SEEDDOC_COMPLETE"
SHELLS: Final[dict[str, type[ShellComplete]]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}

CLOSED_PIPE: Final = 141

# Errors of a system that has no more files or processes to give.
_SHORTAGES: Final = {errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM}

# Where click breaks a message: before each of the values to choose from.
_BREAK: Final = re.compile(r":?\n\s*+")
# What click says of a command or a value that is not there.
_UNKNOWN: Final = re.compile(r"(?:No such command )?'([^']*)'(?: is not one of|\.?\Z)")


# The commands, the most used first, each with the module of its function; it is imported when the command is run.
_COMMANDS: Final = {
    "check": "_check",
    "show": "_show",
    "fmt": "_fmt",
    "convert": "_convert",
    "pack": "_files",
    "unpack": "_files",
    "stats": "_stats",
    "report": "_report",
    "evaluate": "_evaluate",
    "server": "_server",
    "rule": "_rule",
    "schema": "_rule",
    "completion": "_app",
}


class _Program(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"seeddoc.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


@click.group(
    NAME,
    cls=_Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@color_option
@click.pass_context
def app(context: click.Context) -> int:
    """Read, check and write seed documents: news articles in <<<FILE name>>> text bundles.

    A PATH is a bundle, a text file without markers (one document), a directory of either, a glob, a
    compressed file (.gz, .bz2, .xz, .zst), a URL, or - for standard input. Of a directory only the files
    named *.txt are read (compressed ones too, hidden ones not); all others are skipped.

    Exit status: 0 all is well, 1 there are findings, 2 the command could not run.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return 2
    return 0


@click.command("completion", short_help="Print the script that completes in a shell.")
@click.argument("shell", type=click.Choice(tuple(SHELLS)))
def completion_command(shell: str) -> int:
    """Print what makes a shell complete commands and options.

    For bash: eval "$(seeddoc completion bash)" in ~/.bashrc; for zsh the same in ~/.zshrc; for fish:
    seeddoc completion fish > ~/.config/fish/completions/seeddoc.fish
    """
    click.echo(SHELLS[shell](app, {}, NAME, COMPLETION_VARIABLE).source())
    return 0


def run(arguments: Sequence[str]) -> int:
    """Run the program and return its exit status. Only ^C raises."""
    if sys.stdout is None:  # as by `>&-`
        return _fail("standard output is closed")
    with _writing_all("stdout"), _writing_all("stderr"):
        try:
            status = _complete() if COMPLETION_VARIABLE in os.environ else _invoke(arguments)
            with suppress(ValueError):  # the language server has closed it
                sys.stdout.flush()
        except BrokenPipeError:
            abandon(sys.stdout)
            return CLOSED_PIPE
        except OSError as error:
            abandon(sys.stdout)
            what = "cannot go on" if error.errno in _SHORTAGES else "cannot write"
            return _fail(f"{what}: {error.strerror}")
        return status


@contextmanager
def _writing_all(name: str) -> Iterator[None]:
    """Let a standard stream write UTF-8, and all of it.

    With PYTHONUNBUFFERED what is below it is a raw file, which may take a part of what it is given and no more.
    """
    stream = whole = getattr(sys, name)
    if isinstance(stream, io.TextIOWrapper):
        if isinstance(stream.buffer, io.FileIO):
            raw = io.FileIO(stream.fileno(), "wb", closefd=False)
            whole = io.TextIOWrapper(io.BufferedWriter(raw), line_buffering=True)
        whole.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if whole is stream:
        yield
        return
    setattr(sys, name, whole)
    try:
        yield
    finally:
        if getattr(sys, name) is whole:
            setattr(sys, name, stream)


def _complete() -> int:
    """Answer a shell that asks for completions."""
    return shell_complete(app, {}, NAME, COMPLETION_VARIABLE, os.environ[COMPLETION_VARIABLE])


def _invoke(arguments: Sequence[str]) -> int:
    # What click's own main does, which ends the process where a pipe is closed.
    try:
        with closing(Output()) as output, app.make_context(NAME, list(arguments), obj=output) as context:
            status: int = app.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else NAME
        message = _BREAK.sub(" ", error.format_message()).rstrip(".")
        return _fail(f"{message}{_suggest(error)} (see {command} --help)", command)
    except SettingsError as error:
        return [_fail(f"{where}: {message}") for where, message in error.problems][-1]
    except (FormatError, InputError, RuleError, WorkerError) as error:
        return _fail(str(error))
    except MemoryError as error:
        where = [note for note in getattr(error, "__notes__", ()) if "\n" not in note]
        return _fail(", ".join(["out of memory", *where]))
    return status


def _suggest(error: click.UsageError) -> str:
    """Return what to add to an error: the command or value that may have been meant, which click does not tell."""
    wanted = _UNKNOWN.match(error.message)
    if wanted is None:
        return ""
    kind = error.param.type if isinstance(error, click.BadParameter) and error.param else None
    return suggest(wanted[1], map(str, kind.choices) if isinstance(kind, click.Choice) else _COMMANDS)


def _fail(message: str, command: str = NAME) -> int:
    write_error(f"{command}: {visible_line(message)}\n")
    return 2
