"""Write docs/rules: a page for each code, and the list of them, from the table of codes.

python tools/make_rule_pages.py           writes what is not as it should be
python tools/make_rule_pages.py --check   writes nothing, and exits with status 1 where a page is not current
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from seeddoc._codes import CODES, GROUPS, Code
from seeddoc.reports import spelled

PAGES = Path(__file__).resolve().parent.parent / "docs" / "rules"

INTRODUCTION = """\
# Rules

What `seeddoc check` finds. [Checking](../checking.md) tells how rules are chosen, and how bad findings are.
`seeddoc rule CODE` prints what is on these pages, `seeddoc rule --all --format json` all of it as data.

A code never changes its meaning, and none is used again. *Preset* is the smallest one that has the rule on: `minimal`
is part of `standard`, the default, and that of `strict`. *Fix* says whether `--fix` mends it, or only
`--fix --unsafe-fixes`.
"""
NOTES = {
    "suppressions": "The examples are configurations, `seeddoc.toml`, beside a `poem.txt` with an unclosed quotation.",
    "files": "The examples are bundles of whole files: unpack one, and check the directory.",
    "writing": "No command yields it: it is for programs that set limits, or write.",
}
FIXES = {"safe": "safe", "unsafe": "unsafe", "none": "–"}


def render_index() -> str:
    """Return the list of rules, group by group."""
    parts = [INTRODUCTION]
    for letter, title in GROUPS.items():
        parts.append(f"## {letter}: {title}\n\n| code | name | | preset | fix | |\n|---|---|---|---|---|---|\n")
        parts[-1] += "".join(_row(row) for row in CODES.values() if row.code[0] == letter)
    return "\n".join(parts)


def _row(row: Code) -> str:
    link = f"[{row.code}]({row.code}.md)"
    return f"| {link} | `{row.name}` | {row.severity} | {row.preset} | {FIXES[row.fix]} | {row.summary} |\n"


def render_page(row: Code) -> str:
    """Return the page of one rule."""
    return "\n".join(_page(row))


def _page(row: Code) -> Iterator[str]:
    facts = [row.severity, f"preset `{row.preset}`", f"group [{row.code[0]}](README.md)"]
    if row.fix != "none":
        facts.append(f"{row.fix} fix")
    yield f"# {row.code} {row.name}\n"
    yield f"*{' · '.join(facts)}*\n"
    yield f"{row.summary[:1].upper()}{row.summary[1:]}.\n"
    yield f"**Why.** {row.why}\n"
    yield f"**To mend it:** {row.hint}.\n"
    if row.scope in NOTES:
        yield f"{NOTES[row.scope]}\n"
    yield from _example("Wrong", row.bad)
    yield from _example("Right", row.good)
    if spelled(row.bad + row.good) != row.bad + row.good:
        yield "What could not be seen is written as an escape here.\n"


def _example(title: str, text: str) -> Iterator[str]:
    shown = spelled(text)
    end = "" if shown.endswith("\n") else "\n"
    yield f"{title}:\n\n```text\n{shown}{end}```\n"


def render_pages() -> dict[str, str]:
    """Return all pages by their names."""
    return {"README.md": render_index()} | {f"{row.code}.md": render_page(row) for row in CODES.values()}


def find_stale(directory: Path, pages: dict[str, str]) -> list[Path]:
    """Return the files that are not as they should be, and those that should not be there."""
    wrong = [directory / name for name, text in pages.items() if _read(directory / name) != text]
    return wrong + sorted(path for path in directory.glob("*") if path.name not in pages)


def _read(path: Path) -> str | None:
    return path.read_bytes().decode() if path.exists() else None


def main(arguments: list[str]) -> int:
    """Write the pages, or tell which are not current."""
    pages = render_pages()
    stale = find_stale(PAGES, pages)
    for path in stale:
        print(f"{path.relative_to(PAGES.parent.parent)} is not current")
        if "--check" not in arguments:
            PAGES.mkdir(parents=True, exist_ok=True)
            if path.name in pages:
                path.write_bytes(pages[path.name].encode())
            else:
                path.unlink()
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
