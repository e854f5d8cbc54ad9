"""The command line: `python -m fuzz [TARGET…] [--seconds N]`, one target after the other, each in a process of its own.

What the fuzzer makes of the seed corpus is kept in `fuzz/.found/TARGET`, and grows from run to run; a finding is a
file `fuzz/.found/crash-…`, which `python -m fuzz TARGET --replay FILE` runs by itself. Needs atheris (extra `fuzz`).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fuzz.targets import CORPORA, DICTIONARY, FOUND, HERE, corpus_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# The longest input, in bytes, and the seconds and megabytes that one may take: what takes more is a finding.
LONGEST: Final = 512
TIMEOUT: Final = 20
MEMORY: Final = 2048


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz targets, or run one input; return 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Fuzz seeddoc.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(CORPORA)}; all by default")
    parser.add_argument("--seconds", type=int, default=10, help="for each target")
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


def _fuzz(name: str, seconds: int) -> bool:
    """Fuzz a target in a process of its own; tell whether something was found."""
    found = FOUND / name
    found.mkdir(parents=True, exist_ok=True)
    options = (
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={TIMEOUT}",
        f"-rss_limit_mb={MEMORY}",
        f"-dict={DICTIONARY}",
        f"-artifact_prefix={FOUND}/",
        "-print_final_stats=1",
        "-verbosity=0",
    )
    print(f"== {name}", flush=True)
    command = [sys.executable, "-m", "fuzz.driver", name, *options, str(found), str(corpus_of(name))]
    return subprocess.run(command, check=False, cwd=HERE.parent).returncode != 0


if __name__ == "__main__":
    sys.exit(main())
