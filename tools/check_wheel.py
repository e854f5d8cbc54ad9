"""Build the wheel, install it into an environment of its own, and use it there without src.

Takes no arguments, writes to a temporary directory only, and exits with status 1 and the reason
where something is amiss. Everything the other tests see comes from src; this sees what users get.
"""

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = ROOT / "seeds" / "bundle.txt"
TITLE = "Iraq: Residents from al-Qa'im speak about their liberation from ISIS"

# Runs in the new environment, with its working directory outside the project.
USE = f"""
import sys
from importlib import metadata, resources
from pathlib import Path

import seeddoc
from seeddoc.__about__ import __version__

assert Path(seeddoc.__file__).is_relative_to(sys.prefix), seeddoc.__file__
assert metadata.version("seeddoc") == __version__, metadata.version("seeddoc")
assert resources.files("seeddoc").joinpath("py.typed").is_file(), "py.typed is not installed"
assert not {{"click", "rich"}} & set(sys.modules), "the core imports an extra"

data = Path(sys.argv[1]).read_bytes()
bundle = seeddoc.loads(data)
assert bundle[0].article.title == {TITLE!r}, bundle[0].article.title
assert seeddoc.dumps(bundle).encode() == data, "the bundle does not come back byte for byte"
"""


def run(*command: str | Path, cwd: Path) -> None:
    """Run a command with the output it has, and fail where it fails.

    Python's own variables stay behind, so that nothing leads back to src.
    """
    environment = {key: value for key, value in os.environ.items() if key[:6] != "PYTHON"}
    subprocess.run(command, check=True, cwd=cwd, env=environment)


def build_wheel(directory: Path) -> Path:
    """Build the project's wheel into a directory and return its path."""
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps")
    run(*pip, "--wheel-dir", directory, ROOT, cwd=directory)
    (wheel,) = directory.glob("seeddoc-*.whl")
    return wheel


def check_contents(wheel: Path) -> None:
    """Check that the wheel holds the package and its metadata, and nothing else."""
    names = zipfile.ZipFile(wheel).namelist()
    info = "-".join(wheel.name.split("-")[:2]) + ".dist-info"
    strays = [name for name in names if name.split("/")[0] not in {"seeddoc", info}]
    strays += [name for name in names if "tests" in name.split("/")]
    if strays:
        sys.exit(f"{wheel.name} holds what it should not: {', '.join(strays)}")
    missing = {"seeddoc/py.typed", f"{info}/licenses/LICENSE"} - set(names)
    if missing:
        sys.exit(f"{wheel.name} lacks {', '.join(sorted(missing))}")


def make_environment(directory: Path, wheel: Path) -> Path:
    """Make a virtual environment with the wheel and what it requires; return its scripts."""
    run(sys.executable, "-m", "venv", directory, cwd=directory.parent)
    scripts = directory / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "--quiet", wheel, cwd=directory)
    return scripts


def check_missing_extra(scripts: Path) -> None:
    """Check that the command, installed without its extra, says which one to install."""
    result = subprocess.run([scripts / "seeddoc", "--version"], capture_output=True, check=False, text=True)
    if result.returncode != 2 or "seeddoc[cli]" not in result.stderr or "Trace" in result.stderr:
        sys.exit(
            "seeddoc without click should exit with status 2 and name seeddoc[cli]; "
            f"it exited with {result.returncode}:\n{result.stdout}{result.stderr}"
        )


def main() -> None:
    """Build the wheel, look into it, install it and use it."""
    with tempfile.TemporaryDirectory(prefix="seeddoc-wheel-") as name:
        directory = Path(name).resolve()
        wheel = build_wheel(directory)
        check_contents(wheel)
        scripts = make_environment(directory / "venv", wheel)
        run(scripts / "python", "-I", "-c", USE, BUNDLE, cwd=directory)
        check_missing_extra(scripts)
        print(f"{wheel.name}: builds, installs and reads {BUNDLE.relative_to(ROOT)} without src")


if __name__ == "__main__":
    main()
