"""Build the site of the documentation, and look at what came out.

python tools/build_docs.py   builds build/docs/html, and exits with status 1 where something is amiss

The pages in docs/ are Markdown that GitHub shows as it is. What a site needs besides is made here, in a folder of its
own (build/docs/pages): the order of the pages, the pages of the reference, the article of the first page with its
colours. Sphinx then takes warnings for errors, and afterwards every link of the site has to lead somewhere, every
public name has to have its place in the reference, and no page may fetch anything from elsewhere.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import attrs
from check_site import find_problems
from make_api_pages import render_pages
from public_names import find_public, read_modules

import seeddoc

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
BUILT = ROOT / "build" / "docs"
# Pages of the project that stand elsewhere in the repository, and where the site has them.
OTHERS = {
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "conformance/README.md": "conformance.md",
    "changelog.d/README.md": "fragments.md",
    "README.md": "index.md",
}
# The order of the site: its headings, the pages below each, and what they are called there.
NAVIGATION = {
    "Start": {"Tutorial": "tutorial"},
    "How to …": {
        "validate in CI": "howto/ci",
        "read a model’s answer": "howto/llm",
        "make Parquet of a corpus": "howto/parquet",
        "mend a broken bundle": "howto/broken-bundle",
        "write a rule": "howto/rule",
        "add verbs of speaking": "howto/cue-verbs",
    },
    "Manual": {
        "Quotations": "quotes",
        "Checking": "checking",
        "Rules": "rules/index",
        "Formats of reports": "output",
        "Old findings": "baseline",
        "Many files, fast": "running",
        "Hooks, CI, pytest, editors": "integrations",
        "HTML reports": "report",
        "Notebooks and terminals": "notebooks",
        "For annotators": "annotators",
        "For language models": "llm",
        "Strategies for tests": "strategies",
        "Large corpora and tables": "scale",
    },
    "Reference": {"Python API": "api", "The format": "spec", "Conformance cases": "conformance"},
    "Background": {
        "How it is built": "design",
        "What it can be trusted with": "trust",
        "How well speakers are found": "evaluation",
        "Beside quotation systems": "comparison-quotations",
        "Beside other formats": "comparison-formats",
        "Beside other linters": "comparison",
        "What a petabyte would take": "petabyte",
        "What is not supported": "limits",
        "What stays stable": "stability",
    },
    "Project": {"Contributing": "contributing", "Changelog": "changelog"},
}
# What a page has below it in the navigation, without saying so itself.
BELOW = {"rules/index": list(seeddoc.CODES), "contributing": ["fragments"]}

_LINK = re.compile(r"(?<=\]\()([^()\s#]+)(?=[)#])")
_ARTICLE = re.compile(r"<!-- article: (\S+) (\d+) (\d+) -->\n")
_DIAGRAM = re.compile(r"!\[[^\]]*\]\((\w+\.svg)\)")
_ROW = re.compile(r"^\| `(seeddoc[.\w]*)` \|", re.MULTILINE)


def staged_name(path: str) -> str:
    """Return where the site has a page of docs/: a folder's README is its index."""
    return re.sub(r"(^|/)README\.md$", r"\1index.md", path)


def find_pages() -> dict[Path, str]:
    """Find all Markdown of the site, and where in the site it goes."""
    pages = {path: staged_name(path.relative_to(DOCS).as_posix()) for path in sorted(DOCS.rglob("*.md"))}
    return pages | {ROOT / path: name for path, name in OTHERS.items() if name != "index.md"}


def relink(text: str, source: Path, name: str, pages: dict[Path, str]) -> str:
    """Make links between files of the repository links between pages of the site.

    Args:
        text: of a page.
        source: where it stands in the repository.
        name: where it stands in the site.
        pages: where all pages go.
    """
    here = (BUILT / "pages" / name).parent

    def change(found: re.Match[str]) -> str:
        if "://" in found[1]:
            return found[1]
        target = (source.parent / found[1]).resolve()
        if target == ROOT / "README.md":
            target = DOCS / "README.md"
        if target.is_dir():
            target /= "README.md"
        place = BUILT / "pages" / pages[target] if target in pages else target
        return Path(os.path.relpath(place, here)).as_posix()

    return _LINK.sub(change, text)


def render_article(found: re.Match[str]) -> str:
    """Show the title and some paragraphs of an article as a notebook does."""
    article = seeddoc.load(ROOT / found[1])[0].article
    shown = attrs.evolve(article, paragraphs=article.paragraphs[int(found[2]) : int(found[3])])
    return f'<div class="sample">\n{shown._repr_html_()}\n</div>\n'


def prepare(text: str, name: str, modules: set[str]) -> str:
    """Add to a page what only the site has."""
    text = _ARTICLE.sub(render_article, text)
    text = _DIAGRAM.sub(lambda found: f'<div class="diagram">{(DOCS / found[1]).read_text("utf-8")}</div>', text)
    if name == "api.md":
        text = _ROW.sub(lambda found: f"| [`{found[1]}`](api/{found[1]}.rst) |", text)
        text += render_toctree("", [f"api/{module}" for module in sorted(modules)])
    if below := BELOW.get(name.removesuffix(".md")):
        text += render_toctree("", below)
    if name == "index.md":
        for caption, entries in NAVIGATION.items():
            text += render_toctree(caption, [f"{title} <{page}>" for title, page in entries.items()])
    return text


def render_toctree(caption: str, entries: Iterable[str]) -> str:
    """Write what Sphinx makes navigation of."""
    options = ":hidden:\n" + (f":caption: {caption}\n" if caption else "")
    return f"\n```{{toctree}}\n{options}\n" + "".join(f"{entry}\n" for entry in entries) + "```\n"


def stage(folder: Path) -> None:
    """Write all that Sphinx reads into a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    pages, modules = find_pages(), read_modules()
    api = render_pages(modules)
    for source, name in pages.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        text = relink(source.read_text("utf-8"), source, name, pages)
        target.write_text(prepare(text, name, set(api)), "utf-8")
    (folder / "api").mkdir()
    for module, text in api.items():
        (folder / "api" / f"{module}.rst").write_text(text, "utf-8")


def main() -> int:
    """Build the site and look at it."""
    pages, site = BUILT / "pages", BUILT / "html"
    stage(pages)
    shutil.rmtree(site, ignore_errors=True)
    options = ["-q", "-W", "--keep-going", "-n", "-E", "-c", str(DOCS), "-d", str(BUILT / "doctrees")]
    command = [sys.executable, "-m", "sphinx", *options, "-b", "html", str(pages), str(site)]
    done = subprocess.run(command, check=False, env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)})
    names = {f"{each.home}.{each.name}" for each in find_public(read_modules()).values()}
    report = find_problems(site, names)
    print("\n".join(report.problems), report.summary, sep="\n" if report.problems else "")
    return 1 if done.returncode or report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
