"""One target under atheris: `python -m fuzz.driver TARGET [OPTION…] [CORPUS…]`, with the options of libFuzzer.

seeddoc is imported while atheris watches, so that every branch that an input takes counts as new coverage.
"""

from __future__ import annotations

import sys

try:
    import atheris
except ImportError as error:
    raise SystemExit(f"fuzzing needs {error.name}: pip install 'seeddoc[fuzz]'") from error

with atheris.instrument_imports(include=["seeddoc"]):
    from fuzz.checks import TARGETS
    from seeddoc.quotes import finder  # noqa: F401 (which would else be imported when nobody watches any more)

if __name__ == "__main__":
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()
