"""Checking many files: in several processes, with what was found before, in the order of the files.

In come jobs, one a file, each with the settings that hold for it; out come a `CheckedFile` for each, or an `InputError`
where the file cannot be read or its check ended before its time. Each is checked by a pure function of its content, so
results do not depend on how many processes there are, on the cache, or on what was checked before.

The text of a file is left out of its result where nothing was found in it, so that memory does not grow with all that
is read; `with_text` reads it again. Rules across files look at the results of all (`seeddoc.checking.check_across`).
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, closing
from functools import cache as remember
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

import seeddoc
from seeddoc._packing import is_clean, pack, unpack
from seeddoc._pool import Died, map_in_processes
from seeddoc.checking import check_content
from seeddoc.errors import InputError
from seeddoc.inputs import Source, read_source
from seeddoc.rules import RULES, load_rules
from seeddoc.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from typing import TypeAlias

    from seeddoc.caching import Cache
    from seeddoc.inputs import Content
    from seeddoc.results import CheckedFile

    Check: TypeAlias = Callable[[Content, Settings], CheckedFile]

# From so many files on that are to be checked, other processes are called for help: starting them takes as long.
MANY: Final = 48
# Files that are handed out together: some milliseconds of work.
BATCH: Final = 16
# Batches for each process that may be checked before the first of them is told of.
WINDOW: Final = 16


@attrs.frozen
class Job:
    """A file to be checked, and the settings that hold for it.

    Attributes:
        source: where it is.
        settings: what is checked in it.
    """

    source: Source
    settings: Settings


class _Done(NamedTuple):
    """What came of a job: a packed result, the text where that is wanted, or why the file could not be read.

    `key` is that of the result, where a cache is to learn it.
    """

    data: bytes
    text: str = ""
    key: bytes = b""
    error: str = ""


class _Seen(NamedTuple):
    """What is known of a job before its file is read: what it is called in a cache, and the file's signature."""

    file: bytes
    signature: str


def open_cache(folder: Path | None = None) -> Cache | None:
    """Return the cache in a folder, by default the user's own; None where Python was built without SQLite."""
    try:
        from seeddoc.caching import Cache, default_folder
    except ImportError:
        return None
    return Cache(folder or default_folder())


def run(
    jobs: Sequence[Job], *, workers: int = 1, cache: Cache | None = None, check: Check = check_content
) -> Iterator[CheckedFile | InputError]:
    """Check files and yield what came of each, in their order.

    Args:
        jobs: the files.
        workers: processes that may check; with 1 it is this one.
        cache: where results are looked for first, and put.
        check: what checks a file; picklable.

    Raises:
        Exception: what `check` raised, with a note that names the file.
    """
    seen = [_see(job) for job in jobs] if cache else []
    untouched = _find_untouched(cache, seen) if cache else {}
    todo = [number for number in range(len(jobs)) if number not in untouched]
    with ExitStack() as stack:
        if cache:
            stack.callback(cache.close)
        done = stack.enter_context(closing(_work([jobs[number] for number in todo], _Desk(check, cache), workers)))
        for number, job in enumerate(jobs):
            result = _Done(untouched.pop(number)) if number in untouched else next(done)
            if cache and isinstance(result, _Done) and result.key:
                cache.put(result.key, result.data, *seen[number])
            yield _outcome(job, result)


def _see(job: Job) -> _Seen:
    from seeddoc.caching import signature_of

    path = job.source.path
    if path is None:
        return _Seen(b"", "")
    whole = os.path.abspath(path)
    return _Seen(_digest(job, os.fsencode(whole)), signature_of(whole))


def _find_untouched(cache: Cache, seen: Sequence[_Seen]) -> dict[int, bytes]:
    """Find the results of files that were clean and have not been touched since; the others are to be read."""
    known = cache.get_files([file for file, signature in seen if signature])
    found = {}
    for number, (file, signature) in enumerate(seen):
        result = known.get(file)
        if result and signature == result.signature and is_clean(result.data):
            found[number] = result.data
    return found


def _work(jobs: Sequence[Job], desk: _Desk, workers: int) -> Generator[_Done | Died]:
    """Yield what comes of jobs: worked on here, or by several processes where there are many."""
    # Only this process can read its standard input.
    from_stdin = {number: desk(job) for number, job in enumerate(jobs) if job.source.path is None}
    others = [job for job in jobs if job.source.path is not None]
    several = workers > 1 and len(others) >= MANY
    if several:
        desk.close()
    results = _share(desk, others, workers) if several else (desk(job) for job in others)
    with closing(results):
        yield from (from_stdin[number] if number in from_stdin else next(results) for number in range(len(jobs)))


def _share(desk: _Desk, jobs: Sequence[Job], workers: int) -> Generator[_Done | Died]:
    with closing(map_in_processes(desk, jobs, workers, batch=BATCH, window=WINDOW)) as results:
        for _, result in results:
            yield result


class _Desk:
    """Where a job is worked on, in any process.

    Args:
        check: what checks a content.
        cache: where results are looked for; in each process it has a connection of its own.
    """

    def __init__(self, check: Check, cache: Cache | None) -> None:
        self.check = check
        self.cache = cache
        self._rules = frozenset(RULES)

    def close(self) -> None:
        """Let go of what must not be shared between processes."""
        if self.cache:
            self.cache.close()

    def __call__(self, job: Job) -> _Done:
        """Look for the result of a content in the cache, else check it."""
        if not self._rules <= RULES.keys():  # a process that was started anew knows no rules of other packages
            load_rules()
        try:
            content = read_source(job.source, limits=job.settings.limits)
        except InputError as error:
            return _Done(b"", error=str(error))
        key = _digest(job, blake2b(content.data, digest_size=16).digest()) if self.cache else b""
        found = self.cache.get(key) if self.cache else None
        data = found or b""
        if not found:
            checked = self._check(content, job)
            data = pack(checked)
            key = b"" if checked.faults else key  # what a rule could not do is not to be learned
        clean = is_clean(data)
        wanted = content.source.path is None or not clean
        text = content.data.decode("utf-8", "surrogateescape") if wanted else ""
        # That a clean file need not be read the next time is worth learning; of the others nothing is new.
        return _Done(data, text, key if clean or not found else b"")

    def _check(self, content: Content, job: Job) -> CheckedFile:
        try:
            return self.check(content, job.settings)
        except Exception as error:
            error.add_note(f"while {job.source.label} was checked")
            raise


def _outcome(job: Job, done: _Done | Died) -> CheckedFile | InputError:
    label = job.source.label
    if isinstance(done, Died):
        return InputError(f"{label}: the process that checked it ended with {done.reason}")
    return InputError(done.error) if done.error else unpack(done.data, label, done.text)


def _digest(job: Job, of: bytes) -> bytes:
    """Return a digest of something together with all else that the result of a job depends on."""
    source, digest = job.source, _start(job.settings.digest).copy()
    digest.update(f"{source.label}\0{source.name}\0".encode("utf-8", "surrogateescape") + of)
    return digest.digest()


@remember
def _start(settings: str) -> blake2b:
    """Return a digest of settings and of all code that checks: this version, its files, those of other packages."""
    packages = {check.__module__.partition(".")[0] for check in RULES.values()} | {seeddoc.__name__}
    files = [_files(name) for name in sorted(packages)]
    return blake2b(repr((seeddoc.__version__, files, settings)).encode(), digest_size=16)


def _files(package: str) -> list[tuple[str, int, int]]:
    """Return the files of a package, or of a module that is none, with their sizes and times."""
    path = Path(getattr(sys.modules.get(package), "__file__", None) or "nowhere")
    files = sorted(path.parent.rglob("*.py")) if path.name == "__init__.py" else [path] if path.exists() else []
    return [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files]


def with_text(checked: CheckedFile, source: Source) -> CheckedFile:
    """Return a result with the text of its file, read again where it was left out.

    However the file has changed meanwhile, the text has the lines that findings point at.
    """
    if checked.text or not checked.findings:
        return checked
    try:
        text = read_source(source).data.decode("utf-8", "surrogateescape")
    except InputError:
        text = ""
    last = max(finding.end_position.line for finding in checked.findings)
    return attrs.evolve(checked, text=text + "\n" * max(0, last - 1 - text.count("\n")))
