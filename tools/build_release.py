"""Build the wheel and the source distribution twice, and list what a user gets with them.

Takes no arguments. Writes both into dist/ and a CycloneDX list of the components of seeddoc with its extras into
build/sbom.cdx.json; exits with status 1 and the reason where the two builds differ.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
SBOM = ROOT / "build" / "sbom.cdx.json"
# What users install; the others are the project's own.
EXTRAS = "arrow,cli,hypothesis,remote,server"


def run(*command: str | Path) -> None:
    """Run a command with the output it has, and fail where it fails."""
    subprocess.run(command, check=True, cwd=ROOT)


def copy_sources(directory: Path) -> None:
    """Copy what git knows, so that no stray file of this working tree is built in."""
    git = shutil.which("git") or sys.exit("git is not installed")
    names = subprocess.run((git, "ls-files", "-z"), check=True, capture_output=True, cwd=ROOT).stdout
    for name in filter(None, names.decode().split("\0")):
        if (ROOT / name).is_file():
            (directory / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, directory / name)


def build(directory: Path) -> dict[str, bytes]:
    """Build in a directory of its own; return the contents of the files by name."""
    source, built = directory / "source", directory / "dist"
    copy_sources(source)
    run(sys.executable, "-m", "build", "--outdir", built, source)
    return {path.name: path.read_bytes() for path in sorted(built.iterdir())}


def write_sbom(directory: Path, wheel: Path) -> None:
    """List the components of an environment that holds the wheel with its extras, and nothing else."""
    environment = directory / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", environment)
    python = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", f"{wheel}[{EXTRAS}]")
    SBOM.parent.mkdir(exist_ok=True)
    list_components = (Path(sys.executable).with_name("cyclonedx-py"), "environment", "--output-reproducible")
    run(*list_components, "--pyproject", ROOT / "pyproject.toml", "--output-file", SBOM, python)


def main() -> None:
    """Build twice, compare, keep, and list."""
    with tempfile.TemporaryDirectory(prefix="seeddoc-release-") as name:
        first, second = (build(Path(name, number)) for number in ("first", "second"))
        different = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
        if different:
            sys.exit(f"built twice, these differ: {', '.join(different)}")
        shutil.rmtree(DIST, ignore_errors=True)
        DIST.mkdir()
        for file, data in first.items():
            (DIST / file).write_bytes(data)
            print(f"{hashlib.sha256(data).hexdigest()}  dist/{file}")
        (wheel,) = DIST.glob("*.whl")
        write_sbom(Path(name), wheel)
        print(f"built twice, the same bytes; components in {SBOM.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
