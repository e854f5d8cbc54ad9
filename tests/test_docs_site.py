"""What the site is made with: the names of the reference, the picture of the modules, the pages, the look at links.

The site itself is built by `make docs`, which needs Sphinx; here is what is known without it.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from bench import containers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT: Final = Path(__file__).resolve().parent.parent
TOOLS: Final = ("public_names", "make_api_pages", "make_module_diagram", "check_site", "build_docs")
# Modules that need what only `make engines` installs.
ENGINES: Final = {"seeddoc.dask", "seeddoc.spark"}


@pytest.fixture(scope="module")
def tools() -> Iterator[dict[str, Any]]:
    """Import the tools as they import each other: from their own folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tools"))
        yield {name: importlib.import_module(name) for name in TOOLS}
        for name in TOOLS:
            patch.delitem(sys.modules, name)


@pytest.fixture(scope="module")
def modules(tools: dict[str, Any]) -> Any:
    return tools["public_names"].read_modules()


# --- Public names ------------------------------------------------------------------------------------------------


def runtime_names(module: ModuleType) -> set[str]:
    """Return the public names of a module as Python has them: what it lists, or else what it defines."""
    if hasattr(module, "__all__"):
        return {name for name in module.__all__ if not name.startswith("__")}
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", None) == module.__name__
    }


def test_no_public_name_is_missing(tools: dict[str, Any], modules: Any) -> None:
    public = tools["public_names"].find_public(modules)
    names = [name for name, module in modules.items() if module.is_public and name not in ENGINES]
    assert len(names) > 80
    for name in names:
        missing = runtime_names(importlib.import_module(name)) - {found for module, found in public if module == name}
        assert {each for each in missing if not _is_alias(name, each)} == set(), name


def _is_alias(module: str, name: str) -> bool:
    """Whether a name is a type variable or an alias that another module has made."""
    return not inspect.isclass(getattr(importlib.import_module(module), name))


def test_a_name_has_one_home(tools: dict[str, Any], modules: Any) -> None:
    public = tools["public_names"].find_public(modules)
    assert public["seeddoc.documents", "Document"] is public["seeddoc", "Document"]
    assert public["seeddoc", "Document"].home == "seeddoc"
    assert public["seeddoc.rules", "Subject"].defined.name == "seeddoc.rules._subject"
    assert {public["seeddoc", name].kind for name in ("parse", "Bundle", "BundleError", "CODES")} == {
        "function",
        "class",
        "exception",
        "data",
    }


def test_every_constant_says_what_it_is(tools: dict[str, Any], modules: Any) -> None:
    data = {each for each in tools["public_names"].find_public(modules).values() if each.kind == "data"}
    bare = sorted(f"{each.home}.{each.name}" for each in data if not each.comment)
    assert bare == []


def test_every_class_says_what_its_fields_are(tools: dict[str, Any], modules: Any) -> None:
    bare = []
    for each in set(tools["public_names"].find_public(modules).values()):
        body = getattr(each.definition, "body", [])
        fields = [ast.unparse(node.target) for node in body if isinstance(node, ast.AnnAssign)]
        told = re.findall(r"^    (\w+): ", ast.get_docstring(each.definition) or "" if fields else "", re.MULTILINE)
        if each.kind == "class" and not set(fields) - {"_later"} <= {*told, *(f for f in fields if f[0] == "_")}:
            bare.append(f"{each.home}.{each.name}")
    assert bare == []


def test_every_function_and_method_is_told_of(tools: dict[str, Any], modules: Any) -> None:
    bare = []
    for each in set(tools["public_names"].find_public(modules).values()):
        methods = [node for node in getattr(each.definition, "body", []) if isinstance(node, ast.FunctionDef)]
        nodes = [each.definition, *methods] if each.kind in {"class", "exception"} else []
        bare += [f"{each.name}.{node.name}" for node in nodes if node.name[0] != "_" and not ast.get_docstring(node)]
    assert bare == []


# --- Pages of the reference ---------------------------------------------------------------------------------------


def test_the_list_of_modules_is_current(tools: dict[str, Any], modules: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = tools["make_api_pages"]
    assert tool.main(["--check"]) == 0
    rows = re.findall(r"^\| `([\w.]+)` \| .", (ROOT / "docs/api.md").read_text("utf-8"), re.MULTILINE)
    assert rows == [name for name, module in modules.items() if module.is_public and name.count(".") < 2]
    monkeypatch.setattr(tool, "render_list", lambda _: "another\n")
    assert tool.main(["--check"]) == 1


def test_pages_have_every_name_once(tools: dict[str, Any], modules: Any) -> None:
    text = "".join(tools["make_api_pages"].render_pages(modules).values())
    for each in set(tools["public_names"].find_public(modules).values()):
        target = each.name if each.kind == "data" else f"{each.home}.{each.name}"
        assert re.search(rf"^\.\. (auto|py:)\w+:: {re.escape(target)}$", text, re.MULTILINE), each
    assert len(re.findall(r"^\.\. autoclass:: seeddoc\.Document$", text, re.MULTILINE)) == 1


def test_types_of_constants(tools: dict[str, Any], modules: Any) -> None:
    public = tools["public_names"].find_public(modules)
    types = {name: tools["make_api_pages"].type_of(public[name]) for name in public if public[name].kind == "data"}
    assert types["seeddoc", "PRESETS"] == "Mapping[str, Dialect]"
    assert types["seeddoc", "Severity"] == "TypeAlias"
    assert types["seeddoc.html.inline", "DOCUMENTS"] == "int"
    assert types["seeddoc.spark", "SIZE"] == "int"


# --- The picture --------------------------------------------------------------------------------------------------


def test_the_picture_is_current(tools: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = tools["make_module_diagram"]
    assert tool.main(["--check"]) == 0
    monkeypatch.setattr(tool, "PICTURE", tmp_path / "modules.svg")
    assert [tool.main(arguments) for arguments in (["--check"], [], ["--check"])] == [1, 0, 0]


def test_the_picture_has_every_module(tools: dict[str, Any], modules: Any) -> None:
    text = (ROOT / "docs/modules.svg").read_text("utf-8")
    for unit in {tools["make_module_diagram"].unit_of(name) for name in modules} - {"seeddoc"}:
        assert re.search(rf"(?<!\w){unit}(?!\w)", text), unit
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize(
    ("name", "source", "message"),
    [
        ("seeddoc._grammar", "from seeddoc.cli import main\n", "imports seeddoc.cli.main, which stands above it"),
        ("seeddoc._grammar", "if 1:\n    import seeddoc.cli\n", "imports seeddoc.cli, which stands above it"),
        ("seeddoc.unheard", "x = 1\n", "seeddoc.unheard is in no group"),
    ],
)
def test_what_does_not_fit_the_picture(
    tools: dict[str, Any], tmp_path: Path, name: str, source: str, message: str
) -> None:
    path = tmp_path / "module.py"
    path.write_text(source, "utf-8")
    module = tools["public_names"].Module(name, path, is_package=False)
    with pytest.raises(ValueError, match=message):
        tools["make_module_diagram"].find_arrows([module])


def test_imports_that_do_not_count(tools: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import seeddoc.cli\n"
        "else:\n    import seeddoc.errors\ndef f():\n    import seeddoc.cli\n",
        "utf-8",
    )
    module = tools["public_names"].Module("seeddoc.x", path, is_package=False)
    assert tools["make_module_diagram"].find_imports(module) == {"seeddoc.errors"}


def test_arrows_that_follow_from_others(tools: dict[str, Any]) -> None:
    arrows = {("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("a", "d")}
    assert tools["make_module_diagram"].without_consequences(arrows) == {("a", "b"), ("b", "c"), ("c", "d")}


# --- Pages of the site --------------------------------------------------------------------------------------------


def test_every_page_is_in_the_navigation_once(tools: dict[str, Any]) -> None:
    tool = tools["build_docs"]
    entries = [page for entries in tool.NAVIGATION.values() for page in entries.values()]
    entries += [
        f"{above.rpartition('/')[0]}/{page}".strip("/") for above, pages in tool.BELOW.items() for page in pages
    ]
    assert sorted([*entries, "index"]) == sorted(name.removesuffix(".md") for name in tool.find_pages().values())


def test_links_between_pages(tools: dict[str, Any]) -> None:
    tool = tools["build_docs"]
    pages = tool.find_pages()
    text = (
        "[a](spec.md#x) [b](rules/README.md) [c](../CONTRIBUTING.md) [d](../README.md#install) [e](https://x.org/a.md)"
    )
    assert tool.relink(text, ROOT / "docs/x.md", "x.md", pages) == (
        "[a](spec.md#x) [b](rules/index.md) [c](contributing.md) [d](index.md#install) [e](https://x.org/a.md)"
    )
    out = tool.relink("[a](../editors/x.json) [b](changelog.d)", ROOT / "CHANGELOG.md", "changelog.md", pages)
    assert out.endswith("[b](fragments.md)")


def test_what_only_the_site_has(tools: dict[str, Any]) -> None:
    tool = tools["build_docs"]
    page = tool.prepare("<!-- article: seeds/bundle.txt 3 5 -->\n", "index.md", set())
    assert page.count("<q ") == 4
    assert ":caption: Manual" in page
    assert "<svg" in tool.prepare("![x](modules.svg)\n", "design.md", set())
    row = tool.prepare("| `seeddoc.reader` | x |\n", "api.md", {"seeddoc.reader"})
    assert "| [`seeddoc.reader`](api/seeddoc.reader.rst) | x |" in row
    assert "\napi/seeddoc.reader\n" in row


# --- What the comparison of formats counts -------------------------------------------------------------------------


def test_counts_of_the_comparison_of_formats() -> None:
    page = (ROOT / "docs/comparison-formats.md").read_text("utf-8")
    rows = [line.strip("|").split(" | ") for line in page.splitlines() if re.search(r"\| \d", line)]
    told = {row[0].strip(): [cell.strip() for cell in row[1:]] for row in rows}
    written = [(name, containers.TEXT) for name in containers.NAMES]
    columns = []
    for each in (each for each in containers.CONTAINERS if each.name != "MIME"):  # Python's own changes with it
        small = each.write(written)
        cuts = [small[:at] for at in range(1, len(small))]
        losses = [small[:at] + small[at + 1 :] for at in containers.find_frame(small)]
        columns.append(
            (
                str(sum(containers.comes_back(each, text) for text in containers.ODD_TEXTS)),
                f"{containers.count_unnoticed(each, cuts, written)} of {len(cuts)}",
                f"{containers.count_unnoticed(each, losses, written)} of {len(losses)}",
            )
        )
    counts = [list(row) for row in zip(*columns, strict=True)]
    assert [told[name][:3] + told[name][4:] for name in told if name.startswith("of ")] == counts
    assert f"of {len(containers.ODD_TEXTS)} odd texts" in page


# --- The look at what was built -----------------------------------------------------------------------------------


def make_site(folder: Path, page: str, names: str) -> Path:
    (folder / "index.html").write_text(page, "utf-8")
    (folder / "other.html").write_text('<h1 id="there">x</h1><a name="old"></a>', "utf-8")
    head = b"# Sphinx inventory version 2\n# Project: x\n# Version: 1\n# rest is zlib\n"
    (folder / "objects.inv").write_bytes(head + zlib.compress(names.encode()))
    return folder


def test_a_site_that_is_right(tools: dict[str, Any], tmp_path: Path) -> None:
    page = '<h1>x</h1><aside aria-label="y"></aside><div class="table-wrapper" tabindex="0"></div>'
    page += '<a href="other.html#there">x</a><a href="#">y</a><a href="https://x.org">z</a><a href="other.html#old">'
    site = make_site(tmp_path, page, "a.b py:function 1 x -\npage std:doc -1 x -\n")
    report = tools["check_site"].find_problems(site, {"a.b"})
    assert report.problems == ()
    assert report.summary == "2 pages, 3 links inside, 1 to other sites, 1 of 1 public names"


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ('<a href="gone.html">', "index.html leads nowhere: gone.html"),
        ('<a href="other.html#gone">', "index.html has no such anchor: other.html#gone"),
        ('<a href="#gone">', "index.html has no such anchor: #gone"),
        ('<img src="gone.png">', "index.html leads nowhere: gone.png"),
        ('<img src="https://example.org/x.png">', "index.html fetches https://example.org/x.png"),
        ('<script src="//example.org/x.js">', "index.html fetches //example.org/x.js"),
        ("", "the reference lacks a.c"),
        ("<h2>x</h2>", "index.html has no heading"),
        ('<aside class="toc-drawer">', "index.html has an <aside> without a name: toc-drawer"),
        ('<div class="table-wrapper docutils">', "index.html has a table that no key can scroll"),
    ],
)
def test_a_site_that_is_not(tools: dict[str, Any], tmp_path: Path, page: str, problem: str) -> None:
    site = make_site(tmp_path, page, "a.b py:function 1 x -\n")
    assert problem in tools["check_site"].find_problems(site, {"a.b", "a.c"}).problems
