"""What tests of pages share: a parser, hostile texts, and the numbers of accessible colours."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID: Final = frozenset({"input", "link", "meta"})

# What has run, fetched or broken out in other people's pages, in text, in attributes and in what holds text only.
PAYLOADS: Final = (
    "<script>window.injected = 1</script>",
    "</script><script>window.injected = 1</script>",
    "<img src=x onerror='window.injected = 1'>",
    '"><img src=x onerror="window.injected = 1">',
    "'><svg/onload=window.injected=1>",
    '" onmouseover="window.injected = 1" x="',
    "' autofocus onfocus='window.injected = 1' x='",
    "</title><script>window.injected = 1</script>",
    "</style><style>* { background: url(https://example.invalid/x) }</style>",
    "</textarea></select></option></datalist><iframe src='https://example.invalid/'></iframe>",
    "<a href='javascript:window.injected=1'>here</a>",
    "<!-- --!><script>window.injected = 1</script><!--",
    "<![CDATA[<script>window.injected = 1</script>]]>",
    "<base href='https://example.invalid/'><meta http-equiv=refresh content='0;url=https://example.invalid/'>",
    "<link rel=stylesheet href='https://example.invalid/x.css'><object data='https://example.invalid/'></object>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=window.injected=1&gt;'>",
    "<form id=filters><input name=hidden></form><a id=documents></a><img name=getElementById>",
    "&lt;script&gt;window.injected = 1&lt;/script&gt; &#60;b&#62; &amp;amp;",
    "{{constructor.constructor('window.injected = 1')()}} ${window.injected = 1} `+(window.injected = 1)+`",
    "<svg><script>window.injected = 1</script></svg><q id='query'>x</q>",
    "\u202ereversed\u202c \u2066isolated\u2069 \u200fmark \ufeff \x1b[31m \x00 \x07 \x85 \u2028",
)


@attrs.define
class Node:
    """An element of a page."""

    name: str
    attributes: dict[str, str]
    children: list[Node | str] = attrs.field(factory=list)

    @property
    def text(self) -> str:
        return "".join(each if isinstance(each, str) else each.text for each in self.children)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def find(self, name: str, class_: str = "") -> list[Node]:
        """Find elements by name and class; `*` is any name."""
        return [node for node in self.walk() if name in {"*", node.name} and (not class_ or class_ in node.classes)]

    def by_id(self, given: str) -> Node:
        (found,) = (node for node in self.walk() if node.attributes.get("id") == given)
        return found


class _Parser(HTMLParser):
    """Builds a tree, and refuses what does not nest."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        node = Node(tag, {name: value or "" for name, value in attributes})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def parse_html(text: str) -> Node:
    """Parse HTML, a page or a piece; every element has to be closed, and every identifier is there once."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    assert parser.open == [parser.root], f"not closed: {[node.name for node in parser.open[1:]]}"
    ids = [node.attributes["id"] for node in parser.root.walk() if "id" in node.attributes]
    assert len(ids) == len(set(ids)), "an id is there twice"
    return parser.root


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours `#rrggbb`, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def to_linear(color: str) -> tuple[float, float, float]:
    """Return the channels of a colour as shares of light."""
    red, green, blue = (_linear(channel / 255) for channel in bytes.fromhex(color[1:]))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _luminance(color: str) -> float:
    red, green, blue = to_linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
