"""See to it that there is a browser for the slow tests of pages; where none can be had, say why and leave it at that.

Takes no arguments. One that is there is taken. Else root installs Debian's chromium, as in a container, and anybody
else has Playwright bring one. The exit status is 0 either way: the tests that need a browser are skipped without one.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MINUTES = 10


def find() -> str | None:
    """Find a browser as the tests do."""
    sys.path.insert(0, str(ROOT))
    from tests.browser import find_browser

    return find_browser()


def commands() -> list[list[str]]:
    """Return what brings a browser."""
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        return [[apt, "update", "-qq"], [apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"]]
    return [[sys.executable, "-m", "playwright", "install", "chromium"]]


def main() -> None:
    """Find a browser or install one."""
    if find() is None:
        try:
            for command in commands():
                subprocess.run(command, check=True, timeout=60 * MINUTES, stdout=subprocess.DEVNULL)
        except (OSError, subprocess.SubprocessError) as error:
            print(f"no browser, so the tests of pages are skipped: {error}")
            return
    print(f"browser: {find()}")


if __name__ == "__main__":
    main()
