"""Kill `unpack` at every call of the file system, and see what the next one makes of it.

`python -m tests.killing DIRECTORY MODE`, where MODE is links, no-links or missing (the directory), prints how
many times the process was killed, and how many of these left all as it was. A process of its own: it forks, which a
test runner with threads should not.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seeddoc import Document, unpack
from tests.test_directories import Faults, contents, is_done, prepare, temporaries, tree

if TYPE_CHECKING:
    from collections.abc import Callable


class Kills(Faults):
    """Kills the process before or after a call of the file system."""

    def faulty(self, call: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def killing(*arguments: Any, **options: Any) -> Any:
            due = self.is_due(call, arguments)
            if due and not self.after:
                os.kill(os.getpid(), signal.SIGKILL)
            result = function(*arguments, **options)
            if due:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return killing if call != "kill" else function


def no_link(*_arguments: object, **_options: object) -> None:
    raise OSError("no links here")


def is_killed(documents: list[Document], top: Path, number: int, *, after: bool, links: bool) -> bool:
    """Unpack in a process that is killed at one call; False if the call came too late to happen."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    try:
        if not links:
            os.link = no_link
        with Kills(number, KeyboardInterrupt(), after=after):
            unpack(documents, top, overwrite=True)
    finally:
        os._exit(0)


def try_one(top: Path, number: int, mode: str, *, after: bool) -> tuple[bool, bool]:
    """Kill once, and unpack again; whether it was killed, and whether all is as it was before."""
    top.mkdir(parents=True)
    documents, before = prepare(top)
    if mode == "missing":
        top, before = top / "x" / "y", {}
    killed = is_killed(documents, top, number, after=after, links=mode != "no-links")
    unpack([], top)
    assert temporaries(top) == [], (number, after)
    if tree(top) == before:
        return killed, True
    new = {document.name: document.data for document in documents}
    assert contents(top) == new if mode == "missing" else is_done(top), (number, after, tree(top))
    return killed, False


def main(directory: str, mode: str) -> None:
    killed = undone = 0
    for after in (False, True):
        for number in range(1, 2000):
            was_killed, as_before = try_one(Path(directory, f"{after}-{number}"), number, mode, after=after)
            if not was_killed:
                break
            killed += 1
            undone += as_before
    print(killed, undone)  # noqa: T201 - its result


if __name__ == "__main__":
    main(*sys.argv[1:])
