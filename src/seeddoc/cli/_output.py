"""What commands write to: results to standard output, problems to standard error, a bar while work goes on.

In come lines made of pieces (of `seeddoc.reports`), bytes, and rich's own texts; what a role looks like is decided
here, and nowhere else. Colours are the sixteen that a terminal's own theme defines.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from functools import cached_property
from typing import TYPE_CHECKING, Final, TextIO, TypeVar

from rich.console import Console
from rich.text import Text

from seeddoc.reports import render_concise, to_plain, visible, visible_line

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from seeddoc.diagnostics import Diagnostic
    from seeddoc.reports import Line, Role

T = TypeVar("T")

COLOR_MODES: Final = ("auto", "always", "never")

_STYLES: Final[dict[Role, str]] = {
    "": "",
    "place": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "good": "bold green",
    "gutter": "blue",
    "hint": "cyan",
    "title": "bold",
    "dim": "dim",
    "added": "green",
    "removed": "red",
}

# Seconds of work before a bar is drawn: what is quicker needs none.
BAR_DELAY = 1.0

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class _Console(Console):
    """A console that leaves a closed pipe to whoever runs the command."""

    def on_broken_pipe(self) -> None:
        raise  # noqa: PLE0704 (rich calls this where it handles the error)


def is_terminal(stream: io.TextIOBase | object) -> bool:
    """Tell whether a standard stream is there and is a terminal."""
    isatty: Callable[[], bool] | None = getattr(stream, "isatty", None)
    return isatty is not None and isatty()


def wants_color(mode: str) -> bool:
    """Tell whether to colour: as the option says, else as NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE say, in this order.

    Where none of them says anything, at a terminal.
    """
    if mode != "auto":
        return mode == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE", "0") not in {"", "0"}:
        return True
    return is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


def encode_json(text: str) -> bytes:
    """Encode JSON that may hold lone surrogates, which only an escape can write."""
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


class Output:
    """Where a command writes.

    Args:
        mode: of `--color`: "auto", "always" or "never"; it may be set until something is written.
    """

    def __init__(self, mode: str = "auto") -> None:
        self.mode = mode
        self._bar: _Bar | None = None
        # What is to be written when the bar is gone.
        self._held: list[Callable[[], None]] = []

    @cached_property
    def console(self) -> Console:
        """Rich's console on standard output."""
        color = wants_color(self.mode)
        return _Console(
            file=sys.stdout,
            force_terminal=color,
            color_system="standard" if color else None,
            no_color=False,  # NO_COLOR has been asked
            highlight=False,
            markup=False,
            emoji=False,
        )

    def print(self, *lines: Line) -> None:
        """Write lines to standard output. Their text is visible already."""
        if lines and not wants_color(self.mode):  # rich would take ten times as long for the same
            self._when_free(lambda: sys.stdout.writelines(to_plain([line]) for line in lines))
            return
        for line in lines:
            self.print_text(Text.assemble(*((text, _STYLES[role]) for text, role in line)))

    def print_text(self, text: Text) -> None:
        """Write one of rich's texts to standard output, as it is: without wrapping."""
        self._when_free(lambda: self.console.print(text, soft_wrap=True))

    def write(self, data: bytes) -> None:
        """Write data to standard output, byte for byte; at a terminal what it might obey is made visible."""
        self._when_free(lambda: _write_data(data))

    def write_json(self, data: object, *, indent: int | None = 2) -> None:
        """Write data to standard output as JSON."""
        self.write(encode_json(json.dumps(data, ensure_ascii=False, indent=indent) + "\n"))

    def note(self, message: str) -> None:
        """Write one line to standard error: what the command did not do, and why."""
        self._when_free(lambda: _write_error(f"seeddoc: {visible_line(message)}\n"))

    def complain(self, findings: Iterable[Diagnostic]) -> None:
        """Write findings to standard error, for commands whose results are something else."""
        text = to_plain(render_concise(finding) for finding in findings)
        if text:
            self._when_free(lambda: _write_error(text))

    def track(self, items: Sequence[T], what: str) -> Iterator[T]:
        """Go through items; where that takes long, with a bar on a terminal. What is written meanwhile waits."""
        if len(items) < 2 or not is_terminal(sys.stderr):
            yield from items
            return
        began = time.monotonic()
        for number, item in enumerate(items):
            if self._bar is None and time.monotonic() - began >= BAR_DELAY:
                self._bar = _Bar(what, len(items))
            if self._bar:
                self._bar.move(number)
            yield item
        self.close()

    def flush(self) -> None:
        """Let go on its way what has been written so far."""
        sys.stdout.flush()

    def close(self) -> None:
        """Take the bar away, if there is one, and write what waited for that."""
        bar, self._bar = self._bar, None
        if bar:
            bar.stop()
        held, self._held = self._held, []
        for write in held:
            write()

    def _when_free(self, write: Callable[[], None]) -> None:
        if self._bar:
            self._held.append(write)
        else:
            write()


class _Bar:
    """A progress bar on standard error; nothing stays of it."""

    def __init__(self, what: str, total: int) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        console = Console(stderr=True)
        self._progress = Progress(*columns, console=console, transient=True, redirect_stdout=False)
        self._task = self._progress.add_task(what, total=total)
        self._progress.start()

    def move(self, done: int) -> None:
        self._progress.update(self._task, completed=done)

    def stop(self) -> None:
        self._progress.stop()


def _write_data(data: bytes) -> None:
    if is_terminal(sys.stdout):
        # A CR before a line feed does nothing to a terminal; one by itself would write over the line.
        lines = data.decode("utf-8", "surrogateescape").split("\r\n")
        sys.stdout.write("\n".join(map(visible, lines)))
        return
    sys.stdout.flush()  # what was written as text before goes first
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _write_error(text: str) -> None:
    sys.stdout.flush()  # so that the two streams keep their order where both go to one file
    write_error(text)


def write_error(text: str) -> None:
    """Write to standard error; where that is on a full disk, nobody is told, and the exit status stays what it is."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except BrokenPipeError:
        raise
    except OSError:
        abandon(sys.stderr)


def abandon(stream: TextIO) -> None:
    """Let go what a stream cannot write, so that Python does not try again when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
