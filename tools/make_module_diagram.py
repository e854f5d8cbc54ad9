"""Draw docs/modules.svg: the modules of the package in groups, and which group imports which.

python tools/make_module_diagram.py           writes the picture where it is not as it should be
python tools/make_module_diagram.py --check   writes nothing, and exits with status 1 where it is not current

The groups are named here; the arrows are read from the source. What counts is what a module imports when it is
imported itself: not what only type checkers see, nor what a function imports when it is called. An arrow that
follows from others is left out. An import that points up, or a module without a group, is an error.
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from public_names import Module, read_modules

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "modules.svg"
PACKAGE = "seeddoc"


@dataclass(frozen=True)
class Group:
    """A box of the picture.

    Attributes:
        title: what it is called.
        about: what it does, in a line.
        place: row from the top, and column from the left.
        span: how many columns it takes, of six.
        modules: of the package, by their names, blanks between; a package stands for all that is in it.
    """

    title: str
    about: str
    place: tuple[int, int]
    span: int
    modules: str


# From the bottom up: no group imports one that stands below it in this list.
GROUPS = (
    Group(
        "Grammar and values",
        "the format's constants, places, findings, the table of codes",
        (4, 0),
        6,
        (
            "_grammar _alphabets _labels _markers _names _fences _integrity _codes _values _wildcards _globs "
            "_extras __about__ limits positions diagnostics dialects fixes fingerprints results reports errors"
        ),
    ),
    Group("Quotations", "who says what", (3, 2), 2, "quotes reasons evaluation"),
    Group("Models", "bundle, document, article", (3, 0), 2, "documents articles annotated counts"),
    Group(
        "Files and streams",
        "opened, unpacked, shared out",
        (3, 4),
        2,
        "_streams _compression _remote _files _folders _staging _ignoring _pool caching watching",
    ),
    Group(
        "Reading and writing",
        "text to models, and back",
        (2, 0),
        6,
        "_scanner _collector _locators _recovery _borders reader writer directories inputs jsonio formatting",
    ),
    Group(
        "Views and exports",
        "for people and other programs",
        (1, 0),
        2,
        "html terminal annotators llm strategies _hypothesis",
    ),
    Group(
        "Checks",
        "rules, settings, reports, fixes",
        (1, 4),
        2,
        "rules settings suppressions baseline formats checks checking fixing configuration projects",
    ),
    Group(
        "Many files",
        "processes, partitions, tables",
        (1, 2),
        2,
        "_pieces _packing partitioning scanning runner arrow dask spark",
    ),
    Group(
        "Programs",
        "the command line, an editor's server, a plugin",
        (0, 0),
        6,
        "cli server pytest_plugin __main__",
    ),
)

# Measures of the picture, in its own units.
COLUMN, GAP, ROW_GAP, MARGIN = 118, 18, 34, 8
PADDING, TITLE, LINE, LETTER = 12, 19, 17, 7.3
WIDTH = 6 * COLUMN + 5 * GAP + 2 * MARGIN

STYLE = """\
.modules { --ink: #1b2a2f; --soft: #4d5f66; --box: #f4f8f8; --edge: #9db4b4; --line: #1f5f5b; }
@media (prefers-color-scheme: dark) {
  .modules { --ink: #e8f0f0; --soft: #a9bcbf; --box: #1a2426; --edge: #44605f; --line: #7fd1c7; }
}
.modules text { font-family: system-ui, sans-serif; fill: var(--ink); }
.modules .title { font-size: 15px; font-weight: 600; }
.modules .about { font-size: 12px; fill: var(--soft); }
.modules .names { font-size: 12px; font-family: ui-monospace, monospace; }
.modules rect { fill: var(--box); stroke: var(--edge); }
.modules path { stroke: var(--line); stroke-width: 1.6; fill: none; }
.modules marker path { fill: var(--line); stroke: none; }
"""


def unit_of(module: str) -> str:
    """Return the module or package right below the whole package that a module belongs to."""
    return [*module.split("."), PACKAGE][1]


def find_imports(module: Module) -> set[str]:
    """Find the modules that importing one imports, by their dotted names or those of names in them."""
    return {
        name
        for node in _statements(module.tree.body)
        for name in _imported(node)
        if name.split(".")[0] == PACKAGE and unit_of(name) != PACKAGE
    }


def _statements(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Go through what runs on import: neither functions nor what only type checkers see."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from _statements(node.orelse)
        else:
            yield node
            yield from _statements(ast.iter_child_nodes(node))


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{each.name}" for each in node.names)
    elif isinstance(node, ast.Import):
        yield from (each.name for each in node.names)


def find_arrows(modules: Iterable[Module]) -> set[tuple[str, str]]:
    """Find which group imports which.

    Raises:
        ValueError: a module is in no group, or an import points up.
    """
    group_of = {unit: group.title for group in GROUPS for unit in group.modules.split()}
    height = {group.title: number for number, group in enumerate(GROUPS)}
    arrows = set()
    for module in modules:
        unit = unit_of(module.name)
        if unit == PACKAGE:
            continue  # it exports what the others define
        if unit not in group_of:
            raise ValueError(f"{module.name} is in no group of tools/make_module_diagram.py")
        for imported in find_imports(module):
            target = group_of[unit_of(imported)]
            if height[target] > height[group_of[unit]]:
                raise ValueError(f"{module.name} imports {imported}, which stands above it")
            arrows.add((group_of[unit], target))
    return {(above, below) for above, below in arrows if above != below}


def without_consequences(arrows: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Leave out the arrows that follow from others."""

    def reaches(start: str, end: str) -> bool:
        return any(below == end or reaches(below, end) for above, below in arrows if above == start)

    return {
        (above, below)
        for above, below in arrows
        if not any(other != below and reaches(other, below) for start, other in arrows if start == above)
    }


@dataclass(frozen=True)
class Box:
    """A group with its place in the picture."""

    group: Group
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


def _wrap(group: Group, width: float) -> tuple[str, ...]:
    most = int((width - 2 * PADDING) / LETTER)
    lines = [""]
    for name in group.modules.split():
        if len(lines[-1]) + 2 + len(name) > most:
            lines.append("")
        lines[-1] += f"  {name}" if lines[-1] else name
    return tuple(lines)


def place_boxes() -> dict[str, Box]:
    """Give each group its place: rows as high as their highest box."""
    boxes: dict[str, Box] = {}
    y = float(MARGIN)
    for row in range(1 + max(group.place[0] for group in GROUPS)):
        here = [group for group in GROUPS if group.place[0] == row]
        widths = [group.span * COLUMN + (group.span - 1) * GAP for group in here]
        lines = [_wrap(group, width) for group, width in zip(here, widths, strict=True)]
        height = 2 * PADDING + 2 * TITLE + LINE * max(map(len, lines)) - 4
        for group, width, text in zip(here, widths, lines, strict=True):
            x = MARGIN + group.place[1] * (COLUMN + GAP)
            boxes[group.title] = Box(group, x, y, width, height, text)
        y += height + ROW_GAP
    return boxes


def render_box(box: Box) -> Iterator[str]:
    """Draw a group."""
    x, y = box.x + PADDING, box.y + PADDING
    yield f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="6"/>'
    yield f'<text class="title" x="{x:g}" y="{y + 12:g}">{escape(box.group.title)}</text>'
    yield f'<text class="about" x="{x:g}" y="{y + 12 + TITLE:g}">{escape(box.group.about)}</text>'
    for number, line in enumerate(box.lines):
        top = y + 12 + 2 * TITLE + number * LINE
        yield f'<text class="names" xml:space="preserve" x="{x:g}" y="{top:g}">{escape(line)}</text>'


def render_arrow(above: Box, below: Box) -> str:
    """Draw which group imports which: to the right in one row, else straight down.

    The places of GROUPS are chosen so that nothing is in the way.
    """
    if above.y == below.y:
        middle = above.y + above.height / 2
        return f'<path d="M{above.x + above.width:g} {middle:g}H{below.x - 1:g}" marker-end="url(#tip)"/>'
    left, right = max(above.x, below.x), min(above.x + above.width, below.x + below.width)
    x = (left + right) / 2
    return f'<path d="M{x:g} {above.y + above.height:g}V{below.y - 1:g}" marker-end="url(#tip)"/>'


def render(modules: Iterable[Module]) -> str:
    """Draw the picture."""
    boxes = place_boxes()
    arrows = sorted(without_consequences(find_arrows(modules)))
    height = max(box.y + box.height for box in boxes.values()) + MARGIN
    parts = [
        f'<svg class="modules" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" role="img"',
        f' width="{WIDTH}" height="{height:g}" aria-labelledby="modules-title"><title id="modules-title">',
        f"The modules of seeddoc in groups: {'; '.join(f'{above} imports {below}' for above, below in arrows)}.",
        f"</title>\n<style>\n{STYLE}</style>\n",
        '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">',
        '<path d="M0 0L8 4L0 8z"/></marker>\n',
    ]
    parts += [f"{line}\n" for box in boxes.values() for line in render_box(box)]
    parts += [f"{render_arrow(boxes[above], boxes[below])}\n" for above, below in arrows]
    return "".join([*parts, "</svg>\n"])


def main(arguments: list[str]) -> int:
    """Write the picture, or tell whether it is current."""
    drawn = render(read_modules().values())
    if PICTURE.exists() and PICTURE.read_text("utf-8") == drawn:
        return 0
    print(f"{PICTURE.name} is not current")
    if "--check" in arguments:
        return 1
    PICTURE.write_text(drawn, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
