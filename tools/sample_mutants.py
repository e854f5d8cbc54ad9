"""Faults made on purpose, a sample of them: `python tools/sample_mutants.py [--every N] [MODULE…]`.

The sample is every N-th mutant, chosen by a checksum of its name: the same ones each time, whatever is changed in other
functions. Modules are named as mutants are, with wildcards: `seeddoc._scanner`, `seeddoc.quotes.*`. mutmut tries them,
as `pyproject.toml` has it; at the end stands how many of each module the tests found, and the names of the others.
"""

import argparse
import fnmatch
import json
import subprocess
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What mutmut writes for a mutant that no test has found: all passed, or none came by.
NOT_FOUND = {0, 5, 33}


def find_mutants() -> Iterator[str]:
    """Return the names of all mutants of the modules that pyproject.toml names."""
    from mutmut.configuration import config
    from mutmut.mutation.file_mutation import mutate_file_contents
    from mutmut.utils.format_utils import get_mutant_name

    paths = (path.relative_to(ROOT) for path in sorted((ROOT / "src").rglob("*.py")))
    for path in filter(config().should_mutate, paths):
        made = mutate_file_contents(str(path), path.read_text(encoding="utf-8"))
        yield from (get_mutant_name(path, name) for name in made.mutant_names)


def choose(names: Iterator[str], every: int, patterns: list[str]) -> list[str]:
    """Return the names of the sample."""
    wanted = [f"{pattern}.*" for pattern in patterns] or ["*"]
    fitting = (name for name in names if any(fnmatch.fnmatchcase(name, pattern) for pattern in wanted))
    return [name for name in fitting if zlib.crc32(name.encode()) % every == 0]


def read_results() -> dict[str, int | None]:
    """Return what became of each mutant, as mutmut wrote it down; None where it was not tried."""
    results = {}
    for path in (ROOT / "mutants").rglob("*.meta"):
        results.update(json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"])
    return results


def render(sample: list[str], results: dict[str, int | None]) -> str:
    """Return a line for each module, and one for each mutant that was not found."""
    modules = defaultdict(list)
    for name in sample:
        if results.get(name) is not None:
            modules[name.rpartition(".")[0]].append(name)
    left = [name for name in sample if results.get(name) in NOT_FOUND]
    lines = []
    for module, tried in modules.items():
        found = len(tried) - len(set(left).intersection(tried))
        lines.append(f"{module}: {found} of {len(tried)} ({found / len(tried):.0%})")
    return "\n".join([*lines, *(f"not found: {name}" for name in left)])


def main(arguments: list[str]) -> int:
    """Try a sample, and print what was found."""
    parser = argparse.ArgumentParser(description="Try a sample of mutants.")
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every N-th of them; all by default")
    parser.add_argument("--report", action="store_true", help="only tell what was tried before")
    options = parser.parse_args(arguments)
    sample = choose(find_mutants(), options.every, options.modules)
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *sample]
    status = 0 if options.report else subprocess.run(command, check=False, cwd=ROOT).returncode
    print(render(sample, read_results()))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
