"""The command line: `seeddoc check`, `show`, `fmt`, `convert`, `pack`, `unpack`, `stats`, `evaluate`, `rule`, `schema`.

In come arguments; out come results on standard output, problems of running on standard error, and an exit status:

    0    all is well (findings that are only information count as well)
    1    there are findings: errors or warnings, a file that would be rewritten, a name that is refused
    2    the command could not run: no such path, a bad option, a file that cannot be read or written
    130  it was interrupted (^C)
    141  what it wrote to was closed, as by `| head`: what a shell says of any program that SIGPIPE ended
    143  it was told to end (SIGTERM); 129 where its terminal was closed (SIGHUP)

Output is UTF-8 whatever the locale, and bundles and JSON come out byte for byte; only on a terminal are control
and bidi characters escaped. Parts of this package return an exit status or raise; none of them ends the process.

It needs the extra `cli`. click parses, since it completes in shells, names the option that was mistyped and can
be run inside a test; rich colours, wraps by the width of characters and draws the progress bar, since a
terminal has more corners than this package wants to know. Both are imported when a command runs and not before.
"""

from __future__ import annotations

import contextlib
import io
import signal
import sys
import threading
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EXTRA: Final = frozenset({"click", "rich"})


# What asks for an end, where the system has it.
_ENDING: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class _EndedError(BaseException):
    """Somebody asked for an end, by the signal of this number: what has been begun is cleared away."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status; the arguments are those of the process by default."""
    if sys.stderr is None:  # closed, as by `2>&-`: nobody is told what goes wrong
        with contextlib.redirect_stderr(io.StringIO()):
            return main(argv)
    try:
        with _heeding_signals():
            from seeddoc.cli._app import run

            return run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return 130
    except _EndedError as error:
        return 128 + int(error.args[0])
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in _EXTRA:
            raise
        message = f"seeddoc: the command line needs {missing}: pip install 'seeddoc[cli]'\n"
        sys.stderr.write(message)
        return 2


@contextlib.contextmanager
def _heeding_signals() -> Iterator[None]:
    """End as ^C does where somebody asks for it, unless whoever runs this does something else about it."""
    is_main = threading.current_thread() is threading.main_thread()
    heeded = [number for number in _ENDING if is_main and signal.getsignal(number) == signal.SIG_DFL]
    for number in heeded:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in heeded:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: object) -> NoReturn:
    raise _EndedError(number)
