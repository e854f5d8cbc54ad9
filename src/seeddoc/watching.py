"""Watching: something is done again whenever files change.

In come what says which files there are and what is to be done; nothing comes out, it goes on until it is interrupted.
Files are looked at from time to time, which works on every system and for files of other machines, and takes a tenth of
one processor at most.

It knows nothing of what is done.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final, NoReturn, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    # Paths, each with what the system says of it: None where nothing is there.
    State: TypeAlias = Mapping[str, tuple[int, ...] | None]

# Seconds between two looks, and how much longer than a look that is at least.
PAUSE: Final = 0.3
SHARE: Final = 10


def look_at(paths: Iterable[str]) -> State:
    """Return what the system says of files, as far as they are there."""
    return {path: _look(path) for path in paths}


def _look(path: str) -> tuple[int, ...] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def changes(before: State, after: State) -> list[str]:
    """Return the paths of what has changed, come or gone, in order."""
    missing = object()
    names = before.keys() | after.keys()
    return sorted(name for name in names if before.get(name, missing) != after.get(name, missing))


def watch(look: Callable[[], State], work: Callable[[list[str]], None]) -> NoReturn:
    """Do something now, and again whenever what is looked at has changed.

    Args:
        look: says what there is.
        work: is told which paths have changed; none, the first time.

    Raises:
        KeyboardInterrupt: that is how it ends.
    """
    state, changed = look(), list[str]()
    while True:
        work(changed)
        # What has changed while it was worked on is seen the next time: it is compared with what was there before.
        while not (changed := changes(state, now := _look_and_wait(look, state))):
            pass
        state = now


def _look_and_wait(look: Callable[[], State], state: State) -> State:
    """Look, and wait unless there is something new; that is looked at again, since it may have been half done."""
    began = time.perf_counter()
    if look() != state:
        return look()
    time.sleep(max(PAUSE, SHARE * (time.perf_counter() - began)))
    return state
