"""Write the list of modules in docs/api.md, which GitHub shows too, and make the pages of the reference for the site.

python tools/make_api_pages.py           writes docs/api.md where its table is not as it should be
python tools/make_api_pages.py --check   writes nothing, and exits with status 1 where it is not current

A page of the reference is reStructuredText: a module of the package `seeddoc`, or a package with all its public
modules. `build_docs.py` puts them into the site.
"""

import ast
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any

from public_names import Module, Public, find_public, read_modules

LIST = Path(__file__).resolve().parent.parent / "docs" / "api.md"
BEGIN = "<!-- modules: written by tools/make_api_pages.py -->\n"
END = "<!-- end of modules -->\n"
CORE = "seeddoc"

# How the names of a page are ordered: what one calls first, what one gets, what one catches, and the rest.
TITLES = {"function": "Functions", "class": "Classes", "exception": "Exceptions", "data": "Constants and types"}
DIRECTIVES = {"function": "autofunction", "class": "autoclass", "exception": "autoexception"}
OPTIONS = {"function": "", "class": "   :members:\n", "exception": "   :members:\n   :show-inheritance:\n"}
UNDERLINES = "=-~"
LONGEST_VALUE = 60


def page_of(module: str) -> str:
    """Return the name of the page that a module is on."""
    return ".".join(module.split(".")[:2])


def _sorted_modules(modules: dict[str, Module]) -> list[Module]:
    return [module for module in modules.values() if module.is_public]


def render_list(modules: dict[str, Module]) -> str:
    """Return the table of pages: each public module of the package, and what it is about."""
    rows = [f"| `{module.name}` | {module.summary} |\n" for module in _sorted_modules(modules) if _is_page(module)]
    return "| module | what it is about |\n|---|---|\n" + "".join(rows)


def _is_page(module: Module) -> bool:
    return page_of(module.name) == module.name


def with_list(text: str, table: str) -> str:
    """Put a table in the place of the one that a page has."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def render_pages(modules: dict[str, Module]) -> dict[str, str]:
    """Return all pages of the reference, by their names."""
    public = find_public(modules)
    groups = groupby(_sorted_modules(modules), key=lambda module: page_of(module.name))
    return {name: "\n".join(_page(list(group), public)) for name, group in groups}


def _page(members: Sequence[Module], public: dict[tuple[str, str], Public]) -> Iterator[str]:
    for module in members:
        deeper = 0 if _is_page(module) else 1
        yield from _heading(f"``{module.name}``", deeper)
        yield f".. automodule:: {module.name}\n"
        here = {name: public[module.name, name] for name in module.exports}
        own = [each for each in here.values() if each.home == module.name]
        for kind, title in TITLES.items():
            names = sorted((each for each in own if each.kind == kind), key=lambda each: each.name)
            if names:
                yield from _heading(title, deeper + 1)
                yield from map(_render, names)
        yield from _elsewhere([each for each in here.values() if each.home != module.name])


def _heading(text: str, level: int) -> Iterator[str]:
    yield f"\n{text}\n{UNDERLINES[level] * len(text)}\n"


def _elsewhere(names: Sequence[Public]) -> Iterator[str]:
    if names:
        links = ", ".join(f":py:obj:`{each.home}.{each.name}`" for each in sorted(names, key=lambda each: each.name))
        yield f"\nAlso to be had from here: {links}.\n"


def _render(each: Public) -> str:
    path = f"{each.home}.{each.name}"
    if each.kind == "data":
        return "\n".join(_constant(each))
    return f".. {DIRECTIVES[each.kind]}:: {path}\n{OPTIONS[each.kind]}"


def _constant(each: Public) -> Iterator[str]:
    yield f".. py:data:: {each.name}"
    yield f"   :type: {type_of(each)}"
    value = ast.unparse(each.definition.value) if each.definition.value else ""  # type: ignore[union-attr]
    if value and len(value) <= LONGEST_VALUE:
        yield f"   :value: {value}"
    if each.home != each.defined.name:
        yield f"   :canonical: {each.defined.name}.{each.name}"
    yield f"\n   {each.comment}\n"


def type_of(each: Public) -> str:
    """Return the type of a constant: as it is annotated, or else that of its value."""
    annotation = getattr(each.definition, "annotation", None)
    written = ast.unparse(annotation) if annotation else "Final"
    if written.startswith("Final["):
        return written[6:-1]
    return _kind_of_value(each) if written == "Final" else written


def _kind_of_value(each: Public) -> str:
    try:
        value: Any = ast.literal_eval(each.definition.value)  # type: ignore[union-attr,arg-type]
    except ValueError:
        value = getattr(import_module(each.defined.name), each.name)
    return type(value).__name__


def main(arguments: list[str]) -> int:
    """Write the list of modules, or tell whether it is current."""
    old = LIST.read_text("utf-8")
    new = with_list(old, render_list(read_modules()))
    if new == old:
        return 0
    print(f"{LIST.name} is not current")
    if "--check" in arguments:
        return 1
    LIST.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
