"""All files or none: how `unpack` writes, and how it gets back, even after a process that was killed.

In come an open directory, and names and contents that are known to be good; out come files. What the system refuses
is an `OSError`. Everything is first written into `.seeddoc-PID-HOST-RANDOM` in the directory:

- `new-N`: the content of file N; it stays there until all is done, as a second link, where the system has links;
- `old-N`: the original of file N, if it replaces one;
- `stamp`: locked by the run as long as it lasts, and proof that the plan is of a run here: which file it is and when it
  was made, to the nanosecond, nobody can know beforehand, and no archive or repository can bring along;
- `plan`: which files are to be made. It appears, whole, before the first file is put in its place, and
  goes when the last one is there. While it is there, `settle` takes every file back; without it, all is in its place
  or nothing ever was, and only the temporary directory has to go.

So the state is on the disk alone, and a run that failed, was interrupted or was killed at any call is settled by
the same function: by the run itself, or by the next one in that directory, once nobody holds the lock. A plan that is
of no run of this user is not followed. Only what the run wrote is removed: a file that another process has put there
since stays, and so does an original that cannot go back.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import platform
import re
import secrets
import stat
import zlib
from typing import TYPE_CHECKING, Final, Self

import attrs

from seeddoc import _names
from seeddoc._folders import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seeddoc._folders import Folder

# Whether signal 0 asks for a process. On Windows it would stop it.
_ASKS_FOR_PROCESSES = os.name == "posix"

_STAMP: Final = "stamp"
_UNSTAMPED: Final = "stamp-part"
_PLAN: Final = "plan"
_PART: Final = "plan-part"
# What a temporary directory holds; anything else in it is somebody's, and stays.
_OWN: Final = re.compile(r"(?:new|old|put)-[0-9]+|(?:plan|stamp)(?:-part)?", re.ASCII)


@attrs.frozen
class _File:
    """A file that is to be made.

    Attributes:
        name: its name below the directory, with `/`.
        depth: how many of the directories on the way stood there when the plan was made.
        replaces: whether a file stood there too.
        digest: SHA-256 of its content, in hex.
    """

    name: str
    depth: int
    replaces: bool
    digest: str

    def split(self) -> tuple[list[str], str]:
        *where, leaf = self.name.split("/")
        return where, leaf


@attrs.frozen
class _Plan:
    """What is to be made.

    Attributes:
        stamp: what `_stamp_of` says of the temporary directory that it is for.
        links: whether a file can have two links here: then a file is ours if it is the one in the temporary directory.
        files: file N is `new-N` in the temporary directory.
    """

    stamp: tuple[int, ...]
    links: bool
    files: tuple[_File, ...]

    def dump(self) -> bytes:
        return json.dumps(attrs.asdict(self)).encode("ascii")

    @classmethod
    def load(cls, data: bytes) -> Self:
        """Read a plan; `ValueError` if no run here has written it."""
        try:
            found = json.loads(data)
            plan = cls(tuple(found["stamp"]), found["links"], tuple(_File(**file) for file in found["files"]))
            good = not any(_names.find_faults(file.name) or file.depth < 0 for file in plan.files)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ValueError("no plan") from error
        if not good:
            raise ValueError("no plan of ours")
        return plan


def write_all(root: Folder, files: Iterable[tuple[str, bytes]], *, overwrite: bool) -> None:
    """Write each file beside the others, then put all in their places; on any exception all is as it was.

    Args:
        root: the directory.
        files: names, none refused by `_names`, and contents; each is taken when it is its turn.
        overwrite: whether files that exist are replaced.
    """
    temporary = f".seeddoc-{os.getpid()}-{_host()}-{secrets.token_hex(8)}"
    with contextlib.ExitStack() as until_settled:
        try:
            root.make_folder(temporary, 0o700)
            staging = until_settled.enter_context(root.enter(temporary))
            staging.create(_UNSTAMPED, b"")
            until_settled.enter_context(staging.locked(_UNSTAMPED))
            staging.move(_UNSTAMPED, staging, _STAMP)
            plan = _stage(root, staging, files, overwrite=overwrite)
            staging.create(_PART, plan.dump())
            staging.move(_PART, staging, _PLAN)
            for number, file in enumerate(plan.files):
                _place(root, staging, number, file, links=plan.links)
            staging.remove(_PLAN)
        finally:
            settle(root, temporary)


def _stage(root: Folder, staging: Folder, files: Iterable[tuple[str, bytes]], *, overwrite: bool) -> _Plan:
    """Write the contents, and plan where they go."""
    planned = []
    for number, (name, data) in enumerate(files):
        staging.create(f"new-{number}", data)
        depth, there = _look_for(root, name.split("/"))
        planned.append(_File(name, depth, there and overwrite, hashlib.sha256(data).hexdigest()))
    return _Plan(_stamp_of(staging), bool(planned) and _has_links(staging), tuple(planned))


def _stamp_of(staging: Folder) -> tuple[int, ...]:
    """Return what tells the stamp of a temporary directory from every other file, and that it is this user's."""
    found = staging.status(_STAMP)
    return found.st_dev, found.st_ino, found.st_ctime_ns, found.st_uid


def _look_for(root: Folder, segments: list[str]) -> tuple[int, bool]:
    """Count the directories on the way that are there, and tell whether the file is."""
    with contextlib.closing(root.along(segments[:-1])) as folders:
        for depth, (folder, segment) in enumerate(zip(folders, segments, strict=True)):
            if not folder.holds(segment):
                return depth, False
    return len(segments) - 1, True


def _has_links(staging: Folder) -> bool:
    """Tell whether a file can have a second link here."""
    try:
        staging.link("new-0", staging, "put-0")
    except (OSError, NotImplementedError):
        return False
    staging.remove("put-0")
    return True


def _place(root: Folder, staging: Folder, number: int, file: _File, *, links: bool) -> None:
    """Put a written file in its place. What has come there since the plan was made is not replaced."""
    where, leaf = file.split()
    new, ready = f"new-{number}", f"put-{number}"
    with root.below(where, make=True) as folder:
        if file.replaces:
            _set_aside(folder, leaf, staging, number)
            if links:
                staging.link(new, staging, ready)
            staging.move(ready if links else new, folder, leaf)
        elif links:
            staging.link(new, folder, leaf)
        else:
            # Claimed first, since a move would silently replace a file that came in between.
            folder.create(leaf, b"")
            staging.move(new, folder, leaf)


def _set_aside(folder: Folder, leaf: str, staging: Folder, number: int) -> None:
    """Keep the file that is to be replaced: as a second link if that can be, so that its place is never empty."""
    old = f"old-{number}"
    try:
        folder.link(leaf, staging, old)
    except (OSError, NotImplementedError):
        folder.move(leaf, staging, old)
    if staging.kind(old) != FILE:
        raise OSError(errno.EEXIST, "no file any more", str(folder.path / leaf))
    staging.copy_mode(old, f"new-{number}")


def settle(root: Folder, temporary: str) -> None:
    """Bring a run to its end: take back all that it has put in place, unless it was done, and tidy up.

    Raises no `OSError`. What cannot be taken back now stays, with the plan, for the next time.
    """
    with contextlib.suppress(OSError, ValueError), root.enter(temporary) as staging:
        if staging.holds(_PLAN):
            _take_back(root, staging, _read_plan(staging))
            staging.remove(_PLAN)
        for entry in filter(_OWN.fullmatch, staging.names()):
            with contextlib.suppress(OSError):
                staging.remove(entry)
    with contextlib.suppress(OSError):
        root.remove_folder(temporary)


def _read_plan(staging: Folder) -> _Plan:
    """Read the plan of a temporary directory; `ValueError` if it is of no run of this user in it."""
    plan = _Plan.load(staging.read(_PLAN))
    if plan.stamp != _stamp_of(staging) or staging.status(_STAMP).st_uid != _user():
        raise ValueError("no plan of ours")
    return plan


def _user() -> int:
    return os.geteuid() if hasattr(os, "geteuid") else 0


def _take_back(root: Folder, staging: Folder, plan: _Plan) -> None:
    """Leave the directory as it was; one file that fails does not hold up the others, and is raised at the end."""
    failed: OSError | None = None
    for number, file in reversed(tuple(enumerate(plan.files))):
        try:
            _take_file_back(root, staging, number, file, links=plan.links)
        except OSError as error:
            failed = error
        _remove_folders(root, file)
    if failed:
        raise failed


def _remove_folders(root: Folder, file: _File) -> None:
    """Remove the directories that were missing before the file, from the innermost out, as long as they are empty."""
    where, _leaf = file.split()
    for length in range(len(where), file.depth, -1):
        try:
            with root.below(where[: length - 1]) as folder:
                folder.remove_folder(where[length - 1])
        except FileNotFoundError:
            continue
        except OSError:
            return


def _take_file_back(root: Folder, staging: Folder, number: int, file: _File, *, links: bool) -> None:
    where, leaf = file.split()
    old = f"old-{number}"
    if file.replaces and not staging.holds(old):
        return
    try:
        with root.below(where) as folder:
            ours = folder.holds(leaf) and _is_ours(folder, leaf, staging, number, file, links=links)
            if file.replaces:
                _restore(folder, leaf, staging, old, ours=ours)
            elif ours:
                folder.remove(leaf)
    except OSError as error:
        # Where no directory is, the file was never put in its place.
        if file.replaces or error.errno not in {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}:
            raise


def _restore(folder: Folder, leaf: str, staging: Folder, old: str, *, ours: bool) -> None:
    """Put an original back, unless something else has taken its place."""
    if not ours and folder.holds(leaf) and not os.path.samestat(folder.status(leaf), staging.status(old)):
        raise FileExistsError(errno.EEXIST, "changed since it was replaced", str(folder.path / leaf))
    staging.move(old, folder, leaf)
    # Moving one of two links to the same file onto the other does nothing.
    with contextlib.suppress(FileNotFoundError):
        staging.remove(old)


def _is_ours(folder: Folder, leaf: str, staging: Folder, number: int, file: _File, *, links: bool) -> bool:
    """Tell whether what stands there is what this run wrote."""
    new = f"new-{number}"
    found = folder.status(leaf)
    if links:
        return staging.holds(new) and os.path.samestat(found, staging.status(new))
    if not stat.S_ISREG(found.st_mode):
        return False
    if staging.holds(new):
        return found.st_size == 0  # only claimed so far
    return hashlib.sha256(folder.read(leaf)).hexdigest() == file.digest


def settle_stale(root: Folder) -> None:
    """Settle the runs of processes that are no more."""
    for entry in root.names():
        found = _names.temporary(entry)
        if found:
            # One that cannot be entered, or whose stamp is locked, is left alone.
            with contextlib.suppress(OSError), _abandoned(root, entry, *found) as is_abandoned:
                if is_abandoned:
                    settle(root, entry)


@contextlib.contextmanager
def _abandoned(root: Folder, temporary: str, process: int, host: str) -> Iterator[bool]:
    """Tell whether a temporary directory is nobody's any more, and keep others from it for as long as that matters."""
    with root.enter(temporary) as staging:
        if not staging.holds(_STAMP):  # it was killed before it did anything, or is about to begin
            yield _is_gone(process, host)
            return
        with staging.locked(_STAMP) as is_ours:
            yield is_ours


def _host() -> str:
    """Return eight hex digits for this machine: the numbers of processes mean nothing on another one."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _is_gone(process: int, host: str) -> bool:
    """Tell whether a process is certainly no more."""
    if host != _host() or not _ASKS_FOR_PROCESSES:
        return False
    try:
        os.kill(process, 0)
    except OSError as error:
        return isinstance(error, ProcessLookupError)
    return False
