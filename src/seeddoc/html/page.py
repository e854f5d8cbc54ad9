"""The frame of a page: one file that fetches nothing, and runs no script but its own.

In comes what stands in it, out comes a page. Its policy names the style sheet and the script by their checksums and
forbids all else: what a document might smuggle in would not run even if it came through unescaped.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from seeddoc.__about__ import __version__
from seeddoc.html.document import HEIGHTS
from seeddoc.html.markup import Html, element, join
from seeddoc.html.palette import DARK, HUES, LIGHT, to_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seeddoc.html.palette import Theme

# What a step of height adds to the height of a document, in lines of its text.
_STEP: Final = 11


def render_page(title: str, *content: Html, datalist: Sequence[str], codes: Sequence[str], contents: Html) -> str:
    """Render a page.

    Args:
        title: of the page.
        content: sections, of which the last are the documents.
        datalist: the speakers that are offered to filter by.
        codes: of the findings that can be filtered by.
        contents: the list of documents.
    """
    body = element(
        "body",
        element("a", "Skip to the documents", class_="skip", href="#documents"),
        element("header", element("h1", title, dir="auto"), class_="banner"),
        _render_filters(datalist, codes),
        element("div", contents, element("main", *content), class_="columns"),
        element("footer", f"Made by seeddoc {__version__}."),
        element("div", id="card", hidden=True, aria_hidden="true"),
        element("script", Html(script())),
    )
    return f"<!DOCTYPE html>\n{element('html', _render_head(title), body, lang='en')}\n"


def _render_head(title: str) -> Html:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy()),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("link", rel="icon", href="data:,"),  # else a browser asks the server for one
        element("style", Html(style_sheet())),
    )


def policy() -> str:
    """Return the page's content security policy."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_checksum(script())}'",
            f"style-src '{_checksum(style_sheet())}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _checksum(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _asset(name: str) -> str:
    return resources.files("seeddoc.html").joinpath(name).read_text(encoding="utf-8")


def script() -> str:
    """Return the page's script."""
    return _asset("page.js")


@cache
def style_sheet() -> str:
    """Return the page's style sheet: the colours of both themes, the looks of speakers, and the rest."""
    light, dark = _tokens(LIGHT), _tokens(DARK)
    themes = (
        f":root{{color-scheme:light;{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}\n"
        f"@media print{{:root,:root:not([data-theme=light]){{color-scheme:light;{light}}}}}\n"
    )
    hues = "".join(
        f".hue-{each}{{--hue:var(--speaker-{each});--tint:var(--tint-{each});--strong:var(--strong-{each})}}\n"
        for each in range(HUES)
    )
    heights = "".join(f".height-{each}{{--lines:{each * _STEP}}}\n" for each in range(HEIGHTS))
    return f"{themes}{hues}{heights}{_asset('page.css')}"


def _tokens(theme: Theme) -> str:
    return "".join(f"--{name}:{value};" for name, value in to_tokens(theme).items())


def _render_filters(datalist: Sequence[str], codes: Sequence[str]) -> Html:
    """Render the controls. They are hidden until the script that they need has started."""
    speakers = element("datalist", *(element("option", value=name) for name in datalist), id="speakers")
    return element(
        "search",
        _render_field("Search in the text", "query", "search"),
        _render_field("Speaker", "speaker", "search", list="speakers"),
        speakers,
        _render_choice("Show", "show", (("", "all documents"), *_choices(codes))),
        _render_choice("Colours", "theme", (("", "as the system"), ("light", "light"), ("dark", "dark"))),
        element("button", "Clear", type="button", id="clear"),
        element("p", id="status", role="status"),
        class_="filters",
        id="filters",
        role="search",
        aria_label="Filter the documents",
        hidden=True,
    )


def _choices(codes: Sequence[str]) -> list[tuple[str, str]]:
    findings = [("*", "those with findings"), *((code, f"those with {code}") for code in codes)] if codes else []
    return [("q", "those with quotes"), *findings]


def _render_field(label: str, name: str, kind: str, **more: str) -> Html:
    box = element("input", id=name, type=kind, autocomplete="off", spellcheck="false", **more)
    return element("label", element("span", label), box)


def _render_choice(label: str, name: str, options: Sequence[tuple[str, str]]) -> Html:
    made = join(element("option", text, value=value) for value, text in options)
    return element("label", element("span", label), element("select", made, id=name))
