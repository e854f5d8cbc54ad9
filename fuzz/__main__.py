"""The command line: `python -m fuzz [TARGET…] [--seconds N]`, one target after the other, each in a process of its own.

By itself it is a gate, the same on each run: a seed, a number of inputs, nothing of earlier runs, and memory in the
same places where the system lets it be (`setarch -R`). With `--seconds` it
looks for what nobody has seen: inputs come by chance, and what the fuzzer makes of the seed corpus is kept in
`fuzz/.found/TARGET` and grows from run to run. A finding is a file `fuzz/.found/crash-…`, which
`python -m fuzz TARGET --replay FILE` runs by itself. Needs atheris (extra `fuzz`).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from fuzz.targets import CORPORA, DICTIONARY, FOUND, HERE, RUNS, corpus_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# The longest input, in bytes, and the seconds and megabytes that one may take: what takes more is a finding.
LONGEST: Final = 512
TIMEOUT: Final = 20
MEMORY: Final = 2048
# What leaves nothing to chance or to the clock: no time is measured, and no corpus is read again.
_SAME_EACH_TIME: Final = ("-seed=1", "-reload=0", "-entropic_scale_per_exec_time=0")
# What starts a program with its memory in the same places.
_SET_ARCHITECTURE: Final = "setarch"


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz targets, or run one input; return 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Fuzz seeddoc.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(CORPORA)}; all by default")
    parser.add_argument("--seconds", type=int, help="for each target, by chance; else the same inputs on each run")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="run one input, without a fuzzer")
    options = parser.parse_args(arguments)
    targets = options.targets or list(CORPORA)
    if unknown := set(targets) - set(CORPORA):
        parser.error(f"no target is named {', '.join(sorted(unknown))}")
    if options.replay:
        return _replay(targets, options.replay)
    failed = [name for name in targets if _fuzz(name, options.seconds)]
    print(f"found something in: {', '.join(failed)}" if failed else "nothing found")
    return 1 if failed else 0


def _replay(targets: Sequence[str], file: Path) -> int:
    from fuzz.checks import TARGETS

    for name in targets:
        TARGETS[name](file.read_bytes())
    return 0


def _fuzz(name: str, seconds: int | None) -> bool:
    """Fuzz a target; tell whether something was found."""
    print(f"== {name}", flush=True)
    if seconds is None:
        with TemporaryDirectory() as empty:
            return _run(name, (f"-runs={RUNS[name]}", *_SAME_EACH_TIME), Path(empty), _in_the_same_places())
    found = FOUND / name
    found.mkdir(parents=True, exist_ok=True)
    return _run(name, (f"-max_total_time={seconds}",), found)


def _in_the_same_places() -> tuple[str, ...]:
    """Return what a command begins with so that memory is in the same places each time; nothing where it may not be."""
    for machine in ((), (platform.machine(),)):  # older ones want to be told the machine
        command = (_SET_ARCHITECTURE, *machine, "-R")
        with contextlib.suppress(OSError):
            if subprocess.run((*command, "true"), check=False, capture_output=True).returncode == 0:
                return command
    print("memory cannot be kept in the same places here: runs may differ in a few inputs", flush=True)
    return ()


def _run(name: str, lengths: Sequence[str], made: Path, before: Sequence[str] = ()) -> bool:
    """Fuzz a target in a process of its own, with what it makes in a folder; tell whether something was found."""
    FOUND.mkdir(exist_ok=True)
    options = (
        f"-max_len={LONGEST}",
        f"-timeout={TIMEOUT}",
        f"-rss_limit_mb={MEMORY}",
        f"-dict={DICTIONARY}",
        f"-artifact_prefix={FOUND}/",
        "-print_final_stats=1",
        "-verbosity=0",
    )
    command = [*before, sys.executable, "-m", "fuzz.driver", name, *lengths, *options, str(made), str(corpus_of(name))]
    # What is done in the order of a set has to be done in the same one.
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    return subprocess.run(command, check=False, cwd=HERE.parent, env=environment).returncode != 0


if __name__ == "__main__":
    sys.exit(main())
