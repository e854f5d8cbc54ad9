"""Look at a site that Sphinx has built: links lead somewhere, nothing is fetched, and no public name is missing.

Also that a screen reader finds its way: side columns have names, a page has a heading, and what scrolls has the focus.

In comes a folder of HTML pages with an `objects.inv`; out come problems as lines, and a summary in numbers.
Links to other sites are counted and not followed: whether they are up is not for a build to say.
"""

import zlib
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Attributes whose address a browser fetches by itself.
FETCHED = {"src", "srcset", "poster", "data"}
# Pages that Sphinx makes, whose links are those of its templates.
LINKS = {"a", "area", "link"}


@dataclass(frozen=True)
class Report:
    """What was found.

    Attributes:
        problems: a line each.
        summary: what was looked at, in numbers.
    """

    problems: tuple[str, ...]
    summary: str


class Page(HTMLParser):
    """The anchors of a page, the links that one can follow, what it fetches, and what a screen reader would miss."""

    def __init__(self) -> None:
        super().__init__()
        self.headings = 0
        self.unnamed: list[str] = []
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what one tag has."""
        given = dict(attrs)
        self.headings += tag == "h1"
        if tag == "aside" and "aria-label" not in given:
            self.unnamed.append(f"has an <aside> without a name: {given.get('class')}")
        if "table-wrapper" in (given.get("class") or "") and "tabindex" not in given:
            self.unnamed.append("has a table that no key can scroll")
        for name, value in attrs:
            if value is None:
                continue
            if name == "id" or (tag == "a" and name == "name"):
                self.anchors.add(value)
            elif name in FETCHED or (tag == "link" and name == "href"):
                self.fetched.append(value)
            elif name == "href":
                self.links.append(value)


def read_pages(site: Path) -> dict[Path, Page]:
    """Read all pages of a site."""
    pages = {}
    for path in sorted(site.rglob("*.html")):
        pages[path] = Page()
        pages[path].feed(path.read_text("utf-8"))
    return pages


def find_problem(path: Path, link: str, pages: dict[Path, Page]) -> str | None:
    """Say what is wrong with a link inside the site; None where it leads somewhere."""
    parts = urlsplit(link)
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not target.is_file():
        return f"leads nowhere: {link}"
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].anchors:
        return f"has no such anchor: {link}"
    return None


def read_inventory(site: Path) -> set[str]:
    """Read the names that the reference tells of."""
    data = (site / "objects.inv").read_bytes()
    lines = zlib.decompress(data.split(b"\n", 4)[4]).decode().splitlines()
    return {line.split()[0] for line in lines if line.split()[1].startswith("py:")}


def find_problems(site: Path, names: set[str]) -> Report:
    """Look at all of a site.

    Args:
        site: its folder.
        names: that have to be in the reference, by their full names.
    """
    pages = read_pages(site.resolve())
    problems, internal, external = [], 0, 0
    for path, page in pages.items():
        where = path.relative_to(site.resolve()).as_posix()
        problems += [f"{where} {each}" for each in (*page.unnamed, *([] if page.headings else ["has no heading"]))]
        for link in page.links + page.fetched:
            if urlsplit(link).scheme or link.startswith("//"):
                external += 1
                if link in page.fetched and not link.startswith("data:"):
                    problems.append(f"{where} fetches {link}")
                continue
            internal += 1
            problem = find_problem(path, link, pages)
            if problem:
                problems.append(f"{where} {problem}")
    held = read_inventory(site)
    problems += [f"the reference lacks {name}" for name in sorted(names - held)]
    summary = (
        f"{len(pages)} pages, {internal} links inside, {external} to other sites, "
        f"{len(names & held)} of {len(names)} public names"
    )
    return Report(tuple(dict.fromkeys(problems)), summary)
