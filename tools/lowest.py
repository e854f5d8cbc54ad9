"""Print the lowest version that each run-time dependency may have, as constraints for pip.

Takes the names of extras, and no others of them; what only tests use stays as new as it is.
"""

import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def find_lowest(requirement: Requirement) -> str:
    """Return the requirement as a constraint: the version after `>=`, and no other."""
    (lowest,) = (bound.version for bound in requirement.specifier if bound.operator == ">=")
    return f"{requirement.name}=={lowest}"


def main(extras: list[str]) -> None:
    """Print a constraint a line, for the core and the extras named."""
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    lines = list(project["dependencies"])
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    requirements = map(Requirement, lines)
    print(*sorted(find_lowest(found) for found in requirements if found.name != project["name"]), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
