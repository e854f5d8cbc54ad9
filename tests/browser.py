"""A browser for the tests of pages: Debian's Chromium or whatever is there, by remote control, on nobody's network."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import attrs
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Names it goes by; SEEDDOC_BROWSER names another one.
PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS: Final = (
    "--no-sandbox",  # there is none in a container, and the pages are ours
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_browser() -> str | None:
    """Find a browser; None where there is none."""
    found = os.environ.get("SEEDDOC_BROWSER") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    return found or _find_playwrights_own()


def _find_playwrights_own() -> str | None:
    """Find the browser that `playwright install chromium` has brought."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


@contextmanager
def start_browser() -> Iterator[Any]:
    """Start a browser, or skip the test and say what is missing."""
    pytest.importorskip("playwright.sync_api", reason="Playwright is not here (pip install '.[browser]')")
    from playwright.sync_api import sync_playwright

    path = find_browser()
    if path is None:
        pytest.skip("no browser is here: install Debian's chromium, or run `playwright install chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(OPTIONS))
        yield browser
        browser.close()


@attrs.define(slots=False)  # Playwright keeps attributes of its own on whose methods it calls
class Tab:
    """A page in a browser, and all that it has said and asked for.

    Attributes:
        page: Playwright's.
        problems: messages of its console, faults of its scripts, dialogs.
        requests: addresses that it wanted, but for its own.
        refused: those of them that its policy kept it from asking for.
    """

    page: Any
    problems: list[str] = attrs.field(factory=list)
    requests: list[str] = attrs.field(factory=list)
    refused: list[str] = attrs.field(factory=list)

    def listen(self, own: str) -> None:
        """Note all that the page says and asks for; `own` is its own address."""
        self.page.on("console", lambda message: self.problems.append(message.text))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.on("request", lambda request: self._note(request.url, own))
        self.page.on("requestfailed", self._refuse)

    def _dismiss(self, dialog: Any) -> None:
        self.problems.append(dialog.message)
        dialog.dismiss()

    def _note(self, url: str, own: str) -> None:
        if url.partition("#")[0] != own:
            self.requests.append(url)

    def _refuse(self, request: Any) -> None:
        if request.failure == "csp":
            self.refused.append(request.url)


@contextmanager
def open_tab(browser: Any, path: Path | str, fragment: str = "", *, width: int = 1400, **options: Any) -> Iterator[Tab]:
    """Open a page in a profile of its own.

    Args:
        browser: that was started.
        path: of a file, or an address.
        fragment: of the address, with its `#`.
        width: of the window.
        options: of Playwright's context.
    """
    settings = {"viewport": {"width": width, "height": 1000}, "reduced_motion": "reduce", **options}
    context = browser.new_context(**settings)
    try:
        tab = Tab(context.new_page())
        address = path if isinstance(path, str) else path.as_uri()
        tab.listen(address)
        tab.page.goto(f"{address}{fragment}")
        yield tab
    finally:
        context.close()
