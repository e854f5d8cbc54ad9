"""Findings as text and as data, and any text in a form that does no harm to a terminal.

In come diagnostics and the lines of what was read; out come lines made of pieces, each with its role (what gives a
piece its colour), or plain data for JSON. Pure: nothing is read, printed or raised.

It knows nothing of colours, terminals or files.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from seeddoc.diagnostics import Diagnostic, Severity

# What a piece of a line is, from which a terminal gets its colour.
Role: TypeAlias = Literal[
    "", "place", "error", "warning", "info", "good", "gutter", "hint", "title", "dim", "added", "removed"
]
# A text and what it is.
Piece: TypeAlias = tuple[str, Role]
Line: TypeAlias = tuple[Piece, ...]

# The severities, the worst first.
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")

# What a terminal might obey, what turns the direction of a line, and what it would not show: control characters
# but for tab and line feed, bidi controls, line and paragraph separators, byte order marks, lone surrogates.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_BREAKS: Final = re.compile("[\t\n]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
TAB: Final = "    "

# So many lines of a longer stretch are quoted as they are.
QUOTED_LINES: Final = 3
# So many characters for each column are looked at, on either side: some have no width, and a line may be long.
REACH: Final = 16


def _escape(found: re.Match[str]) -> str:
    number = ord(found[0])
    if 0xDC80 <= number <= 0xDCFF:  # a byte that is not UTF-8
        return f"\\x{number - 0xDC00:02x}"
    return f"\\x{number:02x}" if number < 0x20 else f"\\u{number:04x}"


def visible(text: str) -> str:
    r"""Return a text with control and bidi characters as `\x1b` or `\u202e`; tabs and line feeds stay.

    No byte of UTF-8 stays invalid: the result can be written anywhere. JSON that has no control characters below
    U+0020 and no lone surrogates is JSON of the same value after it.
    """
    return _INVISIBLE.sub(_escape, text)


def visible_line(text: str) -> str:
    """Return a text on one line: as `visible` does, tabs and line feeds too."""
    return _BREAKS.sub(_escape, visible(text))


def printable(text: str) -> str:
    r"""Return a text that UTF-8 can write: a byte that is not UTF-8 as `\xff`, a lone surrogate as `\ud800`."""
    return _SURROGATE.sub(_escape, text)


def dump_json(data: object, *, indent: int | None = 2) -> str:
    """Return data as JSON without control and bidi characters, and without lone surrogates: any reader takes it."""
    return visible(json.dumps(_to_printable(data), ensure_ascii=False, indent=indent))


def dump_json_list(rows: Iterable[object], depth: int = 0) -> str:
    """Return what `dump_json` writes for a list at some depth, made row by row: no more than its text is held."""
    line = "\n" + "  " * depth
    written = [dump_json(row).replace("\n", f"{line}  ") for row in rows]
    return f"[{line}  " + f",{line}  ".join(written) + f"{line}]" if written else "[]"


def _to_printable(data: object) -> object:
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, dict):
        return {key: _to_printable(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_to_printable(value) for value in data]
    return data


# What nobody sees where it stands: other blanks, what has no width, accents that stand alone, blanks at a line's end.
_UNSEEN: Final = re.compile(
    "[\u00a0\u00ad\u0300-\u036f\u180e\u200b-\u200d\u202f\u2060-\u2064]|\r|(?<![ \t])[ \t]++(?=\r?(?:\n|\\Z))"
)


def spelled(text: str) -> str:
    r"""Return a text with all that cannot be seen in it as escapes, such as `\u00a0`, blanks at line ends as `\x20`."""
    return visible(_UNSEEN.sub(_spell, text))


def _spell(found: re.Match[str]) -> str:
    return "".join(f"\\x{ord(char):02x}" if char < "\x80" else f"\\u{ord(char):04x}" for char in found[0])


def cell_width(char: str) -> int:
    """Return how many columns of a terminal a character takes: 0, 1 or 2."""
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def text_width(text: str) -> int:
    """Return how many columns of a terminal a visible text takes."""
    return len(text) if text.isascii() else sum(map(cell_width, text))


def last_line(finding: Diagnostic) -> int:
    """Return the number of the last line that a finding is about: the one before, where it ends at a line's start."""
    end = finding.end_position
    return max(finding.line, end.line - 1 if end.column == 1 else end.line)


def render_concise(finding: Diagnostic) -> tuple[Piece, Piece, Piece, Piece]:
    """Return a finding on one line: `path:line:col: CODE message`; `[*]` says that it can be mended safely."""
    mark = "[*] " if finding.fix and finding.fix.safe else ""
    return (
        (f"{visible_line(finding.filename or '<text>')}:{finding.line}:{finding.column}:", "place"),
        (" ", ""),
        (finding.code, finding.severity),
        (f" {mark}{visible_line(finding.message)}", ""),
    )


def render_full(finding: Diagnostic, lines: Sequence[str], width: int) -> tuple[Line, ...]:
    """Return a finding with the lines that it is about and what to do.

    Args:
        finding: to be rendered.
        lines: of what was read, as `text.split(LF)` gives them.
        width: columns that the excerpt may take.
    """
    place, blank, code, message = render_concise(finding)
    rendered: list[Line] = [(place, blank, (f"{finding.severity} {code[0]}", finding.severity), message)]
    last = max(finding.line, min(last_line(finding), len(lines)))
    margin = " " * len(str(last))
    room = max(width - len(margin) - 5, 20)
    for number in _quoted_lines(finding.line, last):
        if number is None:
            rendered.append(((f"  {margin} …", "gutter"),))
            continue
        excerpt, mark = _excerpt(finding, number, lines[number - 1] if number <= len(lines) else "", room)
        if excerpt.strip():
            rendered.append(((f"  {number:>{len(margin)}} | ", "gutter"), (excerpt, "")))
            rendered.append(((f"  {margin} | ", "gutter"), (mark, finding.severity)))
    if finding.hint:
        rendered.append(((f"  {margin} = ", "gutter"), (finding.hint, "hint")))
    if finding.fix:
        unsafe = "" if finding.fix.safe else " (unsafe)"
        rendered.append(((f"  {margin} = ", "gutter"), (f"fix{unsafe}: {visible_line(finding.fix.message)}", "good")))
    return tuple(rendered)


def _quoted_lines(first: int, last: int) -> Iterator[int | None]:
    """Return the numbers of lines to quote: all, or the first two and the last, with None for those between."""
    if last - first < QUOTED_LINES:
        yield from range(first, last + 1)
    else:
        yield from (first, first + 1, None, last)


def _excerpt(finding: Diagnostic, number: int, line: str, width: int) -> tuple[str, str]:
    """Return the part of a line that a finding is about, with its surroundings, and the mark to go under it."""
    size, end = len(line) - line.endswith("\r"), finding.end_position
    start = min(finding.column - 1, size) if number == finding.line else 0
    stop = min(max(start, end.column - 1), size) if number == end.line else size
    reach = REACH * width
    before, cut = _tail(line[max(0, start - reach) : start], width // 2, width // 4)
    left = ("…" if cut or start > reach else "") + before
    room = width - text_width(left)
    marked = line[start : min(stop, start + reach)]
    inside, more = _head(marked, room - 1, _show_unseen if all(map(_is_unseen, marked)) else _show)
    more = more or stop - start > reach
    after, rest = ("", more) if more else _head(line[stop : min(size, stop + reach)], room - 1 - text_width(inside))
    mark = " " * text_width(left) + "^" * max(text_width(inside), 1)
    return f"{left}{inside}{after}{'…' if rest or size - stop > reach else ''}".rstrip(), mark


def _show(text: str) -> str:
    return visible_line(text.replace("\t", TAB))


def _is_unseen(char: str) -> bool:
    """Tell whether a character is a control of format, such as a zero-width blank, which nobody would see marked."""
    return unicodedata.category(char) == "Cf"


def _show_unseen(char: str) -> str:
    return f"\\u{ord(char):04x}"


def _head(text: str, width: int, show: Callable[[str], str] = _show) -> tuple[str, bool]:
    """Return as much of a text's beginning as fits, made visible, and whether something is left over."""
    shown: list[str] = []
    for char in text:
        piece = show(char)
        width -= text_width(piece)
        if width < 0:
            return "".join(shown), True
        shown.append(piece)
    return "".join(shown), False


def _tail(text: str, width: int, short: int) -> tuple[str, bool]:
    """Return a text made visible, or its end of the short width if all of it does not fit the other."""
    whole, cut = _head(text[: width + 1], width)
    if not cut and len(text) <= width:
        return whole, False
    shown: list[str] = []
    for char in reversed(text):
        piece = _show(char)
        short -= text_width(piece)
        if short < 0:
            break
        shown.append(piece)
    return "".join(reversed(shown)), True


def render_data(finding: Diagnostic) -> dict[str, str | int]:
    """Return a finding as data: the object that JSON output has for it."""
    start = finding.position
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "line": start.line,
        "column": start.column,
        "offset": start.offset,
        "byte_offset": start.byte_offset,
        "utf16_offset": start.utf16_offset,
        "end_offset": finding.end_position.offset,
    }


def render_summary(found: Counter[str], *, files: int, faulty: int, documents: int) -> Line:
    """Return the last line of a report.

    Args:
        found: how many findings there are of each severity.
        files: how many were read.
        faulty: how many of them have findings.
        documents: how many they hold.
    """
    counts = [(count(found[each], each), each) for each in SEVERITIES if found[each]]
    if not counts:
        return (("No findings", "good"), (f" in {count(documents, 'document')}, {count(files, 'file')}.", ""))
    pieces: list[Piece] = []
    for text, severity in counts:
        pieces += [(", " if pieces else "", ""), (text, severity)]
    where = count(files, "file") if files == 1 else f"{faulty:,} of {files:,} files"
    return (*pieces, (f" in {where}, {count(documents, 'document')}.", ""))


def count(number: int, noun: str) -> str:
    """Return a number and its noun: "1 file", "1,200 files", "2 infos"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def to_plain(lines: Iterable[Line]) -> str:
    """Return lines without their roles, each with a line feed."""
    return "".join("".join(text for text, _ in line) + "\n" for line in lines)
