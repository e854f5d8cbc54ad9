"""Every public name of every public module, read from the source without importing it.

A module is public where no part of its dotted name begins with an underscore. Its public names are those of its
`__all__`; without one, what it defines (and does not import) under a name without an underscore. A name that
several public modules export has one home, where the reference tells of it: the one with the shortest dotted name.

In comes a folder of packages, out come values. Nothing here knows Sphinx.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"
HIDDEN = "TYPE_CHECKING"

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


@dataclass(frozen=True)
class Module:
    """A module as it is written.

    Attributes:
        name: its dotted name.
        path: of its file.
        is_package: whether that is an `__init__.py`.
    """

    name: str
    path: Path
    is_package: bool

    @cached_property
    def lines(self) -> list[str]:
        """The lines of its source."""
        return self.path.read_text("utf-8").splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        """What it says."""
        return ast.parse("\n".join(self.lines))

    @property
    def is_public(self) -> bool:
        """Whether it is meant for users."""
        return not any(part.startswith("_") for part in self.name.split("."))

    @property
    def summary(self) -> str:
        """The first paragraph of its docstring, on one line."""
        return " ".join((ast.get_docstring(self.tree) or "").partition("\n\n")[0].split())

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """What stands at its top level, by name; of overloads the first."""
        found: dict[str, Definition] = {}
        for node in self.tree.body:
            for name in _names(node):
                found.setdefault(name, node)  # type: ignore[arg-type]  # only definitions have names
        return found

    @cached_property
    def imports(self) -> dict[str, tuple[str, str]]:
        """The module and the name that each name was imported from, those for type checkers too."""
        nodes = (node for node in ast.walk(self.tree) if isinstance(node, ast.ImportFrom) and node.module)
        return {each.asname or each.name: (str(node.module), each.name) for node in nodes for each in node.names}

    @cached_property
    def exports(self) -> tuple[str, ...]:
        """Its public names: those of `__all__` but dunders, or all that it defines without an underscore."""
        listed = self.definitions.get("__all__")
        if isinstance(listed, ast.Assign):
            names: list[str] = ast.literal_eval(listed.value)
            return tuple(name for name in names if not name.startswith("__"))
        return tuple(name for name in self.definitions if not name.startswith("_") and name != HIDDEN)


def _names(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id
    elif isinstance(node, ast.Assign):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))


@dataclass(frozen=True)
class Public:
    """A public name.

    Attributes:
        home: the dotted name of the module where the reference tells of it.
        name: in that module.
        defined: the module that defines it, which may be a private one.
        definition: how it is defined there.
    """

    home: str
    name: str
    defined: Module
    definition: Definition

    @property
    def kind(self) -> str:
        """`class`, `exception`, `function` or `data`."""
        if isinstance(self.definition, ast.ClassDef):
            return "exception" if self.name.endswith("Error") else "class"
        return "data" if isinstance(self.definition, ast.Assign | ast.AnnAssign) else "function"

    @property
    def comment(self) -> str:
        """The comment behind the definition, or above it and those that it stands together with, on one line."""
        lines, at = self.defined.lines, self.definition.lineno - 1
        _, _, behind = lines[(self.definition.end_lineno or at + 1) - 1].partition("  # ")
        if behind:
            return behind
        while lines[at - 1].strip() and not lines[at - 1].startswith("# "):
            at -= 1
        above = at
        while above and lines[above - 1].startswith("# "):
            above -= 1
        return " ".join(line.removeprefix("# ") for line in lines[above:at])


def read_modules(source: Path = SOURCE) -> dict[str, Module]:
    """Read all modules of a folder of packages, by their dotted names, in the order of these."""
    modules = []
    for path in source.rglob("*.py"):
        parts = path.relative_to(source).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        modules.append(Module(".".join(parts[:-1] if is_package else parts), path, is_package))
    return {module.name: module for module in sorted(modules, key=lambda module: module.name)}


def find_definition(modules: dict[str, Module], module: str, name: str) -> tuple[Module, Definition]:
    """Follow a name to the module that defines it.

    Raises:
        KeyError: none of the modules does.
    """
    while name not in modules[module].definitions:
        module, name = modules[module].imports[name]
    return modules[module], modules[module].definitions[name]


def find_public(modules: dict[str, Module]) -> dict[tuple[str, str], Public]:
    """Return the home of each public name, by each public module and name that it can be had from."""
    homes: dict[tuple[str, str], Public] = {}
    found: dict[tuple[str, str], Public] = {}
    public = (module for module in modules.values() if module.is_public)
    for module in sorted(public, key=lambda module: (module.name.count("."), module.name)):
        for name in module.exports:
            defined, definition = find_definition(modules, module.name, name)
            here = Public(module.name, name, defined, definition)
            found[module.name, name] = homes.setdefault((defined.name, name), here)
    return found
