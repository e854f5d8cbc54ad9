"""Repairs of what models do to bundles: each by itself, and only where it is asked for by name.

In comes a text, out come a text and what was changed in it. `REPAIRS` is the one table; its rows are tried in its
order, and each looks at what the ones before it have left. A repair touches markers, names and what stands around
documents; documents that are whole and well marked are left as they are, but by those whose rows say that they take
some out, or take code fences off.

None of them knows what the model meant. A repair is safe where it can change no document; all others guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Final, TypeAlias

import attrs

from seeddoc._grammar import BLANKS, CLOSER_KEYWORDS, OPENER_KEYWORDS, keyword_pattern
from seeddoc._markers import Answers, Closer, Opener, parse_marker
from seeddoc.fixes import Edit, Fix, apply_fixes
from seeddoc.llm._drift import Drift, Line, Placed, is_code_fence, lines_of, read_drift

_Find: TypeAlias = Callable[[Drift], Iterator[Fix]]


@attrs.frozen
class Repair:
    """One row of the table of repairs.

    Attributes:
        name: by which it is asked for.
        summary: what it does, in one line.
        safe: whether it can change no document.
        bad: a small text that it changes.
        good: what it makes of it.
        find: the function that looks for it.
    """

    name: str
    summary: str
    safe: bool
    bad: str = attrs.field(repr=False)
    good: str = attrs.field(repr=False)
    find: _Find = attrs.field(repr=False, eq=False)


@attrs.frozen
class Change:
    """One thing that a repair did.

    Attributes:
        repair: its name.
        line: where, 1-based, in the text as the repairs before it left it.
        fix: what was done: a message, and the edits.
    """

    repair: str
    line: int
    fix: Fix

    def __str__(self) -> str:
        return f"line {self.line}: {self.fix.message} ({self.repair})"


@attrs.frozen
class Repaired:
    """A text after repairs.

    Attributes:
        text: as it is now.
        changes: what was done, in the order in which it was; empty where nothing was.
    """

    text: str
    changes: tuple[Change, ...]


def repair(text: str, repairs: Iterable[str]) -> Repaired:
    """Repair a text that should be a bundle; what is not asked for is not done.

    Read what comes out with `parse` or `loads` as any other text: what no repair mends is still a finding.

    Args:
        text: what a model wrote.
        repairs: names of rows of `REPAIRS`, in any order; `SAFE_REPAIRS` are those that can change no document.

    Raises:
        ValueError: no repair has such a name.
    """
    wanted = {repairs} if isinstance(repairs, str) else set(repairs)
    unknown = sorted(wanted - REPAIRS.keys())
    if unknown:
        raise ValueError(f"no repair {', '.join(unknown)}; there are {', '.join(REPAIRS)}")
    changes: list[Change] = []
    drift: Drift | None = None
    for row in REPAIRS.values():
        if row.name not in wanted:
            continue
        drift = drift or read_drift(text)
        repaired, applied = apply_fixes(text, row.find(drift))
        after = read_drift(repaired) if applied else drift
        # What stands outside can decide whether a bundle has closers at all.
        if applied and (not row.safe or after.result.bundle == drift.result.bundle):
            changes += _changes(row, text, applied)
            text, drift = repaired, after
    return Repaired(text, tuple(changes))


def _changes(row: Repair, text: str, fixes: Iterable[Fix]) -> Iterator[Change]:
    line, at = 1, 0
    for fix in fixes:
        start = fix.edits[0].start
        line, at = line + text.count("\n", at, start), start
        yield Change(row.name, line, attrs.evolve(fix, safe=row.safe))


def _fix(message: str, *edits: Edit) -> Fix:
    return Fix(message, edits, safe=False)


def _removal(message: str, start: int, end: int) -> Fix:
    return _fix(message, Edit(start, end, ""))


# --- Around documents -------------------------------------------------------------------------------------


def _find_outer_fences(drift: Drift) -> Iterator[Fix]:
    for line in drift.outside():
        if is_code_fence(line.text):
            yield _removal("Remove the code fence around documents", line.start, line.following)


def _find_chatter(drift: Drift) -> Iterator[Fix]:
    # Where a marker is damaged, what stands outside may be a document.
    if not drift.result.bundle or any(drift.findings("B005", "B006", "B007", "B011")):
        return
    for span in drift.result.outside:
        end = drift.text.find("\n", span.end) + 1 or len(drift.text)
        yield _removal("Remove text outside documents", drift.text.rfind("\n", 0, span.start) + 1, end)


# How long a line or a name may be that is a marker or a remark; looking at longer ones would take its time.
_LONGEST: Final = 300

# --- Markers ----------------------------------------------------------------------------------------------

_DECORATED: Final = re.compile(r"[ \t]*(?:#{1,6}[ \t]+)?(\*\*|`{1,2}|)(<{3,}[^<>\n]+>{3,})\1[ \t]*")
_OPENER_LIKE: Final = re.compile(
    rf"[ \t]*<{{2,}}[ \t]*((?:{keyword_pattern(OPENER_KEYWORDS)})(?=[ \t:])[^<>]*?)[ \t]*>*[ \t]*",
    re.IGNORECASE | re.ASCII,
)
_CLOSER_LIKE: Final = re.compile(
    rf"[ \t]*<{{2,}}[ \t]*((?:{keyword_pattern(CLOSER_KEYWORDS)})(?![^ \t:>])[^<>]*?)[ \t]*>*[ \t]*",
    re.IGNORECASE | re.ASCII,
)
_INLINE: Final = re.compile(r"(<{3,}[^<>]*>{3,})(?=[^ \t>])")


def _find_decorated_markers(drift: Drift) -> Iterator[Fix]:
    lines = [*drift.outside(), *(drift.line_at(finding.offset) for finding in drift.findings("B006"))]
    for placed in drift.placed:
        if not placed.document.complete:
            lines += lines_of(drift.text, placed.text_start, placed.end)
    for line in lines:
        found = _DECORATED.fullmatch(line.text)
        if found and found[2] != line.text.rstrip(BLANKS) and parse_marker(found[2]):
            yield _fix("Take the decoration off a marker", Edit(line.start, line.end, found[2]))


def _find_damaged_openers(drift: Drift) -> Iterator[Fix]:
    """Find what is nearly an opener, where the next marker is a closer without a document."""
    marks = [*drift.findings("B005", "B006", "B007")]
    starts = [placed.start for placed in drift.placed]
    for finding, after in pairwise(marks):
        line, closer = drift.line_at(finding.offset), parse_marker(drift.line_at(after.offset).text)
        found = _OPENER_LIKE.fullmatch(line.text[:_LONGEST])
        apart = bisect_left(starts, finding.offset) < bisect_left(starts, after.offset)
        if (finding.code, after.code) != ("B006", "B005") or not found or apart or not isinstance(closer, Closer):
            continue
        marker = f"{'<' * closer.fence}{found[1]}{'>' * closer.fence}"
        opener = parse_marker(marker)
        if isinstance(opener, Opener) and opener.label.name and Answers(opener).accept(closer):
            yield _fix("Mend an opening marker", Edit(line.start, line.end, marker))


def _find_inline_texts(drift: Drift) -> Iterator[Fix]:
    for finding in drift.findings("B006"):
        line = drift.line_at(finding.offset)
        found = _INLINE.match(line.text)
        if found and isinstance(parse_marker(found[1]), Opener):
            at = line.start + found.end()
            yield _fix("Put a marker on a line of its own", Edit(at, at, "\n"))


def _lone_near_marker(drift: Drift, placed: Placed) -> Line | None:
    """Return the last line of a document that nothing closes, if it and no other is nearly a marker."""
    line = drift.last_line(placed)
    if placed.document.complete or placed.opener.block or line is None or len(placed.near) != 1:
        return None
    return line if placed.near[0].offset == line.start else None


def _find_damaged_closers(drift: Drift) -> Iterator[Fix]:
    for placed in drift.placed:
        line = _lone_near_marker(drift, placed)
        found = _CLOSER_LIKE.fullmatch(line.text[:_LONGEST]) if line else None
        if line is None or found is None:
            continue
        fence = placed.opener.fence
        marker = f"{'<' * fence}{found[1]}{'>' * fence}"
        closer = parse_marker(marker)
        if isinstance(closer, Closer) and marker != line.text and Answers(placed.opener).accept(closer):
            yield _fix("Mend a closing marker", Edit(line.start, line.end, marker))


def _find_wrong_closers(drift: Drift) -> Iterator[Fix]:
    for placed in drift.placed:
        line = _lone_near_marker(drift, placed)
        closer = parse_marker(line.text) if line else None
        if line and isinstance(closer, Closer) and closer.fence == placed.opener.fence:
            message = f"Let the closing marker of {closer.label!r} close {placed.document.name!r}"
            yield _fix(message, Edit(line.start, line.end, _closing(placed)))


def _closing(placed: Placed) -> str:
    fence = placed.opener.fence
    return f"{'>' * fence}END" if placed.opener.block else f"{'<' * fence}END FILE{'>' * fence}"


def _find_missing_closers(drift: Drift) -> Iterator[Fix]:
    for placed in drift.placed:
        if placed.end < len(drift.text) and _lacks_closer(drift, placed):
            yield _fix(f"Close {placed.document.name!r}", Edit(placed.end, placed.end, f"{_closing(placed)}\n"))


def _find_last_closer(drift: Drift) -> Iterator[Fix]:
    for placed in drift.placed[-1:]:
        size = len(drift.text)
        if placed.end == size and _lacks_closer(drift, placed):
            line_break = "" if drift.text.endswith("\n") else "\n"
            message = f"Close {placed.document.name!r}, the last document"
            yield _fix(message, Edit(size, size, f"{line_break}{_closing(placed)}\n"))


def _lacks_closer(drift: Drift, placed: Placed) -> bool:
    """Tell whether a document has no closer, and nothing that may be what is left of one, or stands after one."""
    if placed.document.complete or placed.near:
        return False
    lines = [line.text for line in lines_of(drift.text, placed.text_start, placed.end)]
    last = drift.last_line(placed)
    cut = last is not None and last.text.lstrip(BLANKS)[:1] in {"<", ">"}
    return not cut and sum(map(is_code_fence, lines)) % 2 == 0


# --- Names ------------------------------------------------------------------------------------------------

_PAIRS: Final = (("**", "**"), ("*", "*"), ("`", "`"), ('"', '"'), ("'", "'"), ("“", "”"))
_LINK: Final = re.compile(r"\[([^\[\]]+)\]\([^()]*\)")
_NAME_LINE: Final = re.compile(
    r"(?:(?:#{1,6}|(?:path|file|filename|name)[ \t]*[:=])[ \t]*)?([*`\"']*)([\w./-]+\.[A-Za-z0-9]{1,8})\1[ \t]*",
    re.IGNORECASE,
)


def _undecorated(name: str) -> str:
    """Return a name without Markdown and quotation marks around it."""
    while True:
        link = _LINK.fullmatch(name)
        inner = (
            link[1]
            if link
            else next((name[len(left) : -len(right)] for left, right in _PAIRS if _is_in(name, left, right)), name)
        )
        if inner == name:
            return name
        name = inner.strip(BLANKS)


def _is_in(name: str, left: str, right: str) -> bool:
    return len(name) > len(left + right) and name.startswith(left) and name.endswith(right)


def _find_decorated_names(drift: Drift) -> Iterator[Fix]:
    for placed in drift.placed:
        name = placed.document.name
        clean = _undecorated(name) if len(name) < _LONGEST else name
        opener = drift.text[placed.start : placed.label_end]
        if clean == name or opener.count(name) != 1:
            continue
        edits = [_renamed(opener, name, clean, placed.start)]
        if placed.closer and placed.closer.text.count(name) == 1:
            edits.append(_renamed(placed.closer.text, name, clean, placed.closer.start))
        yield _fix(f"Name {name!r} {clean!r}", *edits)


def _renamed(line: str, name: str, clean: str, start: int) -> Edit:
    at = start + line.index(name)
    return Edit(at, at + len(name), clean)


def _find_names_on_next_line(drift: Drift) -> Iterator[Fix]:
    for placed in drift.placed:
        line = next(lines_of(drift.text, placed.text_start, placed.end), None)
        found = _NAME_LINE.fullmatch(line.text) if line else None
        if line is None or found is None or placed.document.name or placed.document.attributes:
            continue
        marker = drift.text[placed.start : placed.label_end].rstrip(BLANKS)
        head = marker.rstrip(">").rstrip(BLANKS + ":")
        renamed = f"{head} {found[2]}{'>' * (len(marker) - len(marker.rstrip('>')))}"
        yield _fix(
            f"Move the name {found[2]!r} into the marker",
            Edit(placed.start, placed.label_end, renamed),
            Edit(line.start, line.following, ""),
        )


# --- Texts ------------------------------------------------------------------------------------------------

_MARKDOWN: Final = (".md", ".markdown", ".mdx")
_WHAT: Final = (
    r"(?:the )?(?:rest|remainder|remaining|other)\b[^\n]*\b(?:unchanged|same|as before|omitted|here|continues)"
)
_ELIDED: Final = re.compile(
    rf"[ \t]*(?:#|//|--|/\*|<!--|\*)?[ \t]*(?:[\[(]?(?:\.\.\.|…)[ \t]*(?:{_WHAT}|existing[^\n]*|unchanged)[^\n]*"
    rf"|[\[(](?:{_WHAT})[^\n]*[\])])[ \t]*",
    re.IGNORECASE,
)
_PLACEHOLDERS: Final = frozenset(
    {"...", "…", "name", "path", "file", "filename", "path/to/file", "file name", "file path", "filename.txt"}
)


def _find_text_fences(drift: Drift) -> Iterator[Fix]:
    for placed in drift.placed:
        stop = placed.text_start + len(placed.document.text)
        lines = [*lines_of(drift.text, placed.text_start, stop)]
        while lines and not lines[-1].text.strip():
            lines.pop()
        fences = [line for line in lines if is_code_fence(line.text)]
        if placed.document.name.lower().endswith(_MARKDOWN) or not placed.document.complete or len(fences) != 2:
            continue
        if fences == [lines[0], lines[-1]] and fences[1].text.strip(BLANKS + "`~") == "":
            first, last = fences
            end_of_text = max(first.following, last.start - 1)
            yield _fix(
                f"Take the code fence off {placed.document.name!r}",
                Edit(first.start, first.following, ""),
                Edit(end_of_text, last.end, ""),
            )


def _find_elided_texts(drift: Drift) -> Iterator[Fix]:
    for placed in drift.placed:
        lines = lines_of(drift.text, placed.text_start, placed.text_start + len(placed.document.text))
        if placed.closer and any(_ELIDED.fullmatch(line.text) for line in lines if len(line.text) < _LONGEST):
            yield _removal(
                f"Take out {placed.document.name!r}, which says that a part is left out", placed.start, placed.end
            )


def _find_placeholder_names(drift: Drift) -> Iterator[Fix]:
    for placed in drift.placed:
        name = placed.document.name.strip("<>{}[]").lower()
        if placed.closer and name in _PLACEHOLDERS:
            yield _removal(f"Take out {placed.document.name!r}, an example of a name", placed.start, placed.end)


# --- The table --------------------------------------------------------------------------------------------

_A: Final = "<<<FILE a.txt>>>\nA title\n<<<END FILE>>>\n"
_B: Final = "<<<FILE b.txt>>>\nB title\n<<<END FILE>>>\n"

_ROWS: Final = (
    Repair(
        "decorated-markers",
        "take bold, backticks, heading marks and blanks off markers",
        False,
        "## <<<FILE a.txt>>>\nA title\n**<<<END FILE>>>**\n",
        _A,
        _find_decorated_markers,
    ),
    Repair(
        "damaged-openers",
        "mend the fences of an opening marker, where a closing one follows that closes nothing",
        False,
        "<<FILE a.txt>>>\nA title\n<<<END FILE>>>\n",
        _A,
        _find_damaged_openers,
    ),
    Repair(
        "inline-texts",
        "put text that begins on the line of its opening marker onto the next",
        False,
        "<<<FILE a.txt>>>A title\n<<<END FILE>>>\n",
        _A,
        _find_inline_texts,
    ),
    Repair(
        "outer-fences",
        "remove code fences around documents",
        True,
        f"```text\n{_A}```\n",
        _A,
        _find_outer_fences,
    ),
    Repair(
        "decorated-names",
        "take Markdown and quotation marks off names",
        False,
        "<<<FILE: **a.txt**>>>\nA title\n<<<END FILE: **a.txt**>>>\n",
        "<<<FILE: a.txt>>>\nA title\n<<<END FILE: a.txt>>>\n",
        _find_decorated_names,
    ),
    Repair(
        "names-on-next-line",
        "move a file name in the first line of a document without a name into its marker",
        False,
        "<<<FILE>>>\npath: a.txt\nA title\n<<<END FILE>>>\n",
        _A,
        _find_names_on_next_line,
    ),
    Repair(
        "damaged-closers",
        "mend the fences of a closing marker at the end of a document that nothing closes",
        False,
        f"<<<FILE a.txt>>>\nA title\n<<<END FILE>>\n{_B}",
        _A + _B,
        _find_damaged_closers,
    ),
    Repair(
        "wrong-closers",
        "let a closing marker that names another document close the one that it ends",
        False,
        f"<<<FILE a.txt>>>\nA title\n<<<END FILE: src/a.txt>>>\n{_B}",
        _A + _B,
        _find_wrong_closers,
    ),
    Repair(
        "missing-closers",
        "close a document before the next one",
        False,
        f"<<<FILE a.txt>>>\nA title\n{_B}",
        _A + _B,
        _find_missing_closers,
    ),
    Repair(
        "last-closer",
        "close the last document at the end; only for a model that came to its end by itself",
        False,
        f"{_A}<<<FILE b.txt>>>\nB title\n",
        _A + _B,
        _find_last_closer,
    ),
    Repair(
        "text-fences",
        "take off a code fence that all of a text is in, but that of a Markdown file",
        False,
        "<<<FILE a.txt>>>\n```\nA title\n```\n<<<END FILE>>>\n",
        _A,
        _find_text_fences,
    ),
    Repair(
        "elided-texts",
        "take out a document of which a line says that the rest is left out",
        False,
        f"{_A}<<<FILE b.txt>>>\nB title\n\n... rest unchanged\n<<<END FILE>>>\n",
        _A,
        _find_elided_texts,
    ),
    Repair(
        "placeholder-names",
        "take out a document with a name such as `...` or `path/to/file`, an example of the prompt",
        False,
        f"<<<FILE path/to/file>>>\n...\n<<<END FILE>>>\n{_A}",
        _A,
        _find_placeholder_names,
    ),
    Repair(
        "chatter",
        "remove text outside documents, unless a marker is damaged there",
        True,
        f"Here are the files:\n\n{_A}I hope this helps!\n",
        f"\n{_A}",
        _find_chatter,
    ),
)

# Every repair by its name, in the order in which they are tried.
REPAIRS: Final[dict[str, Repair]] = {row.name: row for row in _ROWS}
SAFE_REPAIRS: Final = tuple(row.name for row in _ROWS if row.safe)
