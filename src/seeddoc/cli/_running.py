"""Options of commands that check many files, and how the files are checked: by whom, with which cache, once or on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import attrs
import click

from seeddoc._pool import default_workers
from seeddoc.configuration import FILE, PYPROJECT
from seeddoc.errors import SeedDocError
from seeddoc.reports import count
from seeddoc.runner import open_cache, run
from seeddoc.watching import look_at, watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from seeddoc.caching import Cache
    from seeddoc.cli._options import Command
    from seeddoc.cli._output import Output
    from seeddoc.errors import InputError
    from seeddoc.results import CheckedFile
    from seeddoc.runner import Job
    from seeddoc.watching import State

# So many changes are told by name.
NAMED: Final = 3


@attrs.frozen
class Running:
    """How files are checked.

    Attributes:
        workers: how many processes check; None for as many as may run at once.
        cache_dir: the folder of the cache; None for the user's own.
        no_cache: whether there is none.
    """

    workers: int | None = None
    cache_dir: str | None = None
    no_cache: bool = False

    def run(self, jobs: Sequence[Job]) -> Iterator[CheckedFile | InputError]:
        """Check files, in their order."""
        return run(jobs, workers=self.workers or default_workers(), cache=self._cache())

    def _cache(self) -> Cache | None:
        return None if self.no_cache else open_cache(Path(self.cache_dir) if self.cache_dir else None)


def running_options(command: Command) -> Command:
    """Add the options that `read_running_options` takes."""
    for option in (
        click.option("--watch", is_flag=True, help="Check again whenever a file changes, until ^C."),
        click.option("--no-cache", is_flag=True, help="Check all files, also those that have not changed."),
        click.option(
            "--cache-dir",
            metavar="DIR",
            type=click.Path(),
            envvar="SEEDDOC_CACHE_DIR",
            help="Where results are kept; by default in the user's folder for caches.",
        ),
        click.option(
            "--workers",
            metavar="N",
            type=click.IntRange(min=1),
            help="How many processes check; by default as many as the machine runs at once.",
        ),
    ):
        command = option(command)
    return command


def read_running_options(options: dict[str, Any]) -> Running:
    """Return what a command got from `running_options`, but for `watch`."""
    return Running(options["workers"], options["cache_dir"], options["no_cache"])


def watch_files(output: Output, find: Callable[[], Iterable[Path]], check: Callable[[], int]) -> NoReturn:
    """Check now, and again whenever a file, or what settings are read from, changes, comes or goes.

    Args:
        output: where it is told what has changed.
        find: finds the files.
        check: checks them; what keeps it from that is told, and it is asked again after the next change.

    Raises:
        click.UsageError: they cannot be watched.
        KeyboardInterrupt: that is how it ends.
    """
    known: list[Path] = []

    def look() -> State:
        nonlocal known
        fault = ""
        try:
            known = list(find())
        except SeedDocError as error:  # a change of this too is a change
            fault = str(error)
        return {"": tuple(fault.encode()), **look_at([*map(str, known), *_configuration_files(known)])}

    def work(changed: list[str]) -> None:
        if changed:
            output.note(f"{_tell(changed)}; checking again")
        try:
            check()
        except SeedDocError as error:
            output.note(str(error))
        output.flush()

    watch(look, work)


def _tell(changed: list[str]) -> str:
    names = [os.path.relpath(path) if os.path.isabs(path) else path for path in changed if path] or ["files"]
    if len(names) > NAMED:
        return f"{', '.join(names[:NAMED])} and {count(len(names) - NAMED, 'more file')} changed"
    return f"{', '.join(names)} changed"


def _configuration_files(paths: Iterable[Path]) -> list[str]:
    """Return where configuration of files is, or would be looked for."""
    folders = {os.path.abspath(folder) for folder in {os.path.dirname(path) for path in paths}}
    above = {parent for folder in folders for parent in (Path(folder), *Path(folder).parents)}
    return sorted(str(folder / name) for folder in above for name in (FILE, PYPROJECT))
