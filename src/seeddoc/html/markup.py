"""HTML as values that cannot be confused with text.

In come texts, which are escaped, and `Html`, which is not; out comes `Html`. Whatever a document says is a str all the
way down to here, so there is no way around the escaping. Characters that turn the direction of a line or control a
terminal are shown as their escapes, as everywhere in seeddoc.

It knows nothing of documents.
"""

from __future__ import annotations

from html import escape as escape_html
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from seeddoc.reports import visible

if TYPE_CHECKING:
    from collections.abc import Iterable


@attrs.frozen
class Html:
    """Text that is HTML already.

    Attributes:
        text: as it goes into the page.
    """

    text: str

    def __str__(self) -> str:
        return self.text


# What an element may hold: markup, or a text that is escaped.
Content: TypeAlias = "Html | str"
# False and None leave an attribute out, True writes its name alone.
Value: TypeAlias = str | int | bool | None

# No markup at all.
NOTHING: Final = Html("")

# Elements without an end tag.
_VOID: Final = frozenset({"input", "link", "meta"})


def escape(text: str) -> Html:
    """Escape a text; what cannot be seen in it is shown and marked as such."""
    text = text.replace("\r\n", "\n")  # as whoever reads HTML does
    if visible(text) == text:
        return Html(escape_html(text))
    return Html("".join(_show(char) for char in text))


def _show(char: str) -> str:
    shown = visible(char)
    if shown == char:
        return escape_html(char)
    return f'<span class="control" title="U+{ord(char):04X}">{shown}</span>'


def join(parts: Iterable[Content], between: Content = NOTHING) -> Html:
    """Join texts and HTML to HTML."""
    return Html(_text(between).join(map(_text, parts)))


def element(name: str, /, *content: Content, **attributes: Value) -> Html:
    """Make an element.

    Args:
        name: of it.
        content: what is in it.
        attributes: by their names; a final underscore is dropped, as of `class_`, and any other is a hyphen.
    """
    start = start_tag(name, **attributes)
    return start if name in _VOID else Html(f"{start}{''.join(map(_text, content))}</{name}>")


def _attribute(name: str, value: Value) -> str:
    if value is None or value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    return f" {written}" if value is True else f' {written}="{escape_html(visible(str(value)))}"'


def _text(content: Content) -> str:
    return content.text if isinstance(content, Html) else escape(content).text


def start_tag(name: str, /, **attributes: Value) -> Html:
    """Make the start of an element whose content is not known yet; whoever calls ends it."""
    return Html(f"<{name}{''.join(_attribute(*pair) for pair in attributes.items())}>")
