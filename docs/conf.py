"""How Sphinx builds the site: run by tools/build_docs.py, which prepares the pages and lends its modules.

Pages are Markdown as GitHub shows it, docstrings are prose with names between backticks. So what is special about
them stands here: a lexer for bundles in code blocks, and how a name in a docstring becomes a link.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes
from docutils.parsers.rst.roles import register_local_role
from public_names import find_definition, find_public, read_modules
from pygments.lexer import RegexLexer, bygroups
from pygments.token import Comment, Keyword, Name, Text
from sphinx.addnodes import pending_xref
from sphinx.util.nodes import make_refnode

from seeddoc import CANONICAL, __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

project = "seeddoc"
author = "The seeddoc authors"
release = version = __version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
nitpicky = True
# A reference to a name of seeddoc has to lead somewhere; those of others would need their inventories, from a network.
# What is private has no place in the reference, though a signature may name it.
nitpick_ignore_regex = [("py:.*", r"(?!seeddoc\b).*"), ("py:.*", r"seeddoc(\.\w+)*\._\w.*")]
default_role = "name"

myst_heading_anchors = 4  # the anchors that GitHub makes
myst_enable_extensions: list[str] = []
suppress_warnings = [
    "myst.xref_missing",  # tools/build_docs.py looks at every link of what was built, anchors too
    "misc.highlighting_failure",  # JSON with three dots in it is shown plain
]

autodoc_member_order = "bysource"
autodoc_mock_imports = ["dask", "distributed", "pandas", "pyspark"]  # 1 GB that no page needs
autodoc_typehints = "signature"
add_module_names = False
maximum_signature_line_length = 90
python_use_unqualified_type_names = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = False
napoleon_use_rtype = False

html_theme = "furo"
html_title = f"seeddoc {release}"
html_static_path = ["_static"]
templates_path = ["_templates"]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_copy_source = False
html_show_copyright = False
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1f5f5b", "color-brand-content": "#1f5f5b"},
    "dark_css_variables": {"color-brand-primary": "#7fd1c7", "color-brand-content": "#7fd1c7"},
    "top_of_page_buttons": [],
}

MODULES: Final = read_modules()
HOMES: Final = {(each.defined.name, each.name): f"{each.home}.{each.name}" for each in find_public(MODULES).values()}

# What `mend_page` and `name_landmarks` put into what the theme and Sphinx have made.
TABLE: Final = '<div tabindex="0" class="table-wrapper'
SIGNATURE: Final = re.compile(r"<dl>(?=\s*<dd><em class=\"sig-param)")
EMPTY_HEAD: Final = ('<th class="head"><p></p></th>', '<td class="head"></td>')  # a head that heads nothing
LANDMARKS: Final = {"sidebar-drawer": "The pages of this site", "toc-drawer": "On this page"}

_NAME: Final = re.compile(r"[A-Za-z_][\w.]*(?:\(\))?")


class BundleLexer(RegexLexer):
    """Colours the markers of a bundle."""

    name = "seeddoc"
    aliases: ClassVar[list[str]] = ["seeddoc"]
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"^(<{3,})(END FILE|FILE)?([^\n]*?)(>{3,})$", bygroups(Comment, Keyword, Name.Function, Comment)),
            (r".+\n?|\n", Text),
        ],
    }


def link_name(
    role: str, rawtext: str, text: str, lineno: int, inliner: Any, *_: Any
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Make what stands between backticks in a docstring a link, if it is a name that the reference has."""
    literal = nodes.literal(rawtext, nodes.unescape(text))
    if not _NAME.fullmatch(text):
        return [literal], []
    env = inliner.document.settings.env
    target = text.removesuffix("()")
    link = pending_xref(rawtext, literal, refdomain="py", reftype="obj", reftarget=target, may_fail=True)
    link["refdoc"] = env.docname
    link["context"] = [env.ref_context.get(key) for key in ("py:module", "py:class")]
    return [link], []


def find_name(app: Sphinx, env: BuildEnvironment, node: pending_xref, shown: nodes.TextElement) -> nodes.Node | None:
    """Find what a name without its module means: types in signatures, names in docstrings."""
    may_fail = node.get("may_fail", False)
    if node.get("refdomain") != "py":
        return None
    name, objects = node["reftarget"], env.domains.python_domain.objects
    module, owner = node.get("context") or (node.get("py:module"), None)
    found = find_home(name, module or "seeddoc")
    if owner and f"{module}.{owner}.{name}" in objects:
        found = f"{module}.{owner}.{name}"
    if found is None and (not may_fail or name[:1].isupper()):
        found = min((full for full in objects if full.endswith(f".{name}")), key=len, default=None)
    if found not in objects:
        return shown if may_fail else None
    return make_refnode(app.builder, node["refdoc"], objects[found].docname, objects[found].node_id, shown, found)


def find_home(name: str, module: str) -> str | None:
    """Find where the reference has what a module means by a name; None where it has no such thing."""
    first, _, rest = name.removeprefix("seeddoc.").partition(".")
    for place in (module, "seeddoc"):
        try:
            defined, _ = find_definition(MODULES, place, first)
        except KeyError:
            continue
        home = HOMES.get((defined.name, first))
        return home and ".".join(filter(None, (home, rest)))
    return None


def keep_own_search(app: Sphinx, doctree: nodes.document) -> None:
    """Leave names without a module to `find_name`: Sphinx would take any that ends so, and complain of two."""
    for node in doctree.findall(pending_xref):
        if node.get("refdomain") == "py":
            node.attributes.pop("refspecific", None)


def skip_member(app: Sphinx, what: str, name: str, obj: object, skip: bool, options: object) -> bool | None:
    """Leave out fields of named tuples, which the docstring of their class tells of."""
    return True if type(obj).__name__ == "_tuplegetter" else None


def simplify_signature(
    app: Sphinx, what: str, name: str, obj: object, options: object, signature: str | None, returns: str | None
) -> tuple[str | None, str | None]:
    """Show defaults by their names; three dots stand for what attrs makes anew for each object."""
    if signature:
        signature = signature.replace("NOTHING", "...").replace(repr(CANONICAL), "CANONICAL")
    return signature, returns


def mend_page(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Let the keyboard scroll blocks of code and tables, and say of headings in the navigation how deep they stand.

    A signature of several lines is a list of definitions without terms to Sphinx; it is no list to a screen reader.
    """
    for key in ("body", "furo_navigation_tree"):
        html = context.get(key, "")
        html = html.replace("<pre>", '<pre tabindex="0">').replace('<div class="table-wrapper', TABLE)
        html = SIGNATURE.sub('<dl role="none">', html).replace(*EMPTY_HEAD)
        context[key] = html.replace('role="heading">', 'role="heading" aria-level="3">')


def name_landmarks(app: Sphinx, failure: Exception | None) -> None:
    """Give the theme's two side columns names, by which a screen reader tells them apart: its template has none."""
    if failure is None:
        for path in Path(app.outdir).rglob("*.html"):
            html = path.read_text("utf-8")
            for drawer, name in LANDMARKS.items():
                html = html.replace(f'<aside class="{drawer}"', f'<aside class="{drawer}" aria-label="{name}"')
                html = html.replace(
                    f'<aside class="{drawer} no-toc"', f'<aside class="{drawer} no-toc" aria-label="{name}"'
                )
            path.write_text(html, "utf-8")


def setup(app: Sphinx) -> None:
    """Add all of that to Sphinx."""
    app.add_lexer("seeddoc", BundleLexer)
    register_local_role("name", link_name)
    app.connect("doctree-read", keep_own_search)
    app.connect("missing-reference", find_name)
    app.connect("autodoc-skip-member", skip_member)
    app.connect("autodoc-process-signature", simplify_signature)
    app.connect("html-page-context", mend_page, priority=900)  # after the theme
    app.connect("build-finished", name_landmarks)
