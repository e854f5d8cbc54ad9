"""Faults in markers: what a line or an unclosed document was probably meant to be.

Pure functions over texts; they decide nothing but what they are asked. Section 5 of docs/spec.md.
"""

from __future__ import annotations

import re
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from seeddoc._grammar import BLANKS, CLOSER_KEYWORDS, MARKER_LIKE, MARKER_LIKE_LINE, OPENER_KEYWORDS, WHITE_SPACE
from seeddoc._markers import BLOCK_CLOSERS, Answers, Closer, Opener, parse_block_closer, parse_marker

if TYPE_CHECKING:
    from collections.abc import Iterator

# "no bare name begins with the word BEGIN, START or END"
KEYWORD_NAME: Final = re.compile(r"(?:BEGIN|START|END)(?![A-Za-z0-9_])", re.IGNORECASE | re.ASCII)
# "no other line of the bundle holds `<<<` or ends with `>>>`"
_FENCE_AT_END: Final = re.compile(r">>>[ \t]*+\r?(?:\n|\Z)")
# A line that nearly is a closer in block form.
_NEAR_BLOCK_CLOSER: Final = r"[ \t]*+(?:FILE[ \t]*+>>++[ \t]*+|>>++[ \t]*+(?:END[ \t]*+)?)\r?"
_MARKER_LIKE_LINE: Final = re.compile(rf"^{MARKER_LIKE_LINE}", MARKER_LIKE.flags | re.MULTILINE)
_NEAR_LINE: Final = re.compile(rf"^(?:{MARKER_LIKE_LINE}|{_NEAR_BLOCK_CLOSER}$)", MARKER_LIKE.flags | re.MULTILINE)
# "a closer of the open document directly followed by an opener on one line": blanks, and a CR whose LF was lost,
# may stand between.
_JOINT: Final = re.compile(r"(?<=[>Dd])[ \t]*+\r?(?=<<<)")
_INNER_FENCE: Final = re.compile(r"(?<=[^<])<{3,}+")
_LAST_WORD: Final = re.compile(r"[^ \t]*?(\w*+)\Z")
_LONGEST_WORD: Final = 16  # of a text before a fence, more than enough to know FILE with a fault
# How many places of a line are tried at the most where a marker may begin or end: more take time, and no name
# that people use holds so many fences.
_MOST_TRIES: Final = 8
_FENCE: Final = re.compile(r"<++")
_UNFINISHED: Final = re.compile(r"<<++[ \t]*+([A-Za-z_/ \t]*+)")
_UPPER: Final = str.maketrans("file", "FILE")  # ASCII alone: a dotless i is no letter of FILE
_KEYWORDS: Final = OPENER_KEYWORDS + CLOSER_KEYWORDS


def joints(line: str) -> Iterator[tuple[int, int, bool]]:
    """Find where a line may be a closer and an opener: where the one ends, the other begins, and are they joined.

    Where they are not, what stands between them is one character, or two, that may have been a line end: then no blank
    is left out besides.
    """
    for found in islice(_JOINT.finditer(line), _MOST_TRIES):
        yield found.start(), found.end(), True
    for found in islice(_INNER_FENCE.finditer(line), _MOST_TRIES):
        for start, gap in product((found.start(), found.start() + 1), (1, 2)):
            if line[start - gap - 1] not in BLANKS:
                yield start - gap, start, False


def is_block_closer(marker: Opener | Closer | None) -> bool:
    """Tell whether a marker is a closer in block form."""
    return isinstance(marker, Closer) and marker.keyword in BLOCK_CLOSERS


def outside_fault(line: str, marker: Opener | Closer | None, *, cut_off: bool) -> str | None:
    """Return the code for a line outside documents that is, or was to be, a marker and opens nothing.

    Args:
        line: without its line end.
        marker: what it was read as.
        cut_off: it is the last line of the input and has no line end.
    """
    if isinstance(marker, Closer):
        return "B005"
    if cut_off and (marker is not None or _is_unfinished(line)):
        return "B007"
    return "B006" if MARKER_LIKE.match(line) else None


def _is_unfinished(line: str) -> bool:
    """Tell whether a line is fence characters and the beginning of a keyword, such as `<<<FI`."""
    if _FENCE.fullmatch(line.rstrip(BLANKS)):
        return True
    found = _UNFINISHED.fullmatch(line)
    if found is None:
        return False
    begun = " ".join(found[1].upper().split())
    return any(keyword.startswith(begun) for keyword in _KEYWORDS)


def may_lack_closer(opener: Opener, line_end: str, text: str) -> bool:
    """Tell whether a document that no closer ends may stand in a bundle without closers."""
    if opener.block or not line_end or not opener.label.name:
        return False
    label = opener.label
    if not label.naming and not label.fault and KEYWORD_NAME.match(label.name):
        return False
    return "<<<" not in text and not _FENCE_AT_END.search(text) and not _MARKER_LIKE_LINE.search(text)


def may_end_without_closer(text: str) -> bool:
    """Tell whether the last text of a bundle without closers may be its end.

    It holds something, and the input was not cut off in the fence of the next opener.
    """
    whole = text.rstrip(WHITE_SPACE)
    last = text[whole.rfind("\n") + 1 :].partition("\n")[0].rstrip(BLANKS + "\r")
    return bool(whole and last.strip("<"))


def glued_closer(text: str, opener: Opener, answers: Answers) -> tuple[int, bool] | None:
    """Find a closer glued to the last line of an unclosed document: where the text ends, and is it in brackets.

    The text has its last line end still, so that no other CR is taken for a part of it.
    """
    line_end = text.find("\n", len(text.rstrip(WHITE_SPACE)))
    body = (text if line_end < 0 else text[:line_end]).removesuffix("\r").rstrip(BLANKS)
    start = body.rfind("\n") + 1
    last = body[start:]
    at = _glued_bracketed(last, opener, answers)
    bracketed = at is not None
    if at is None and opener.block:
        at = _glued_block(last, opener)
    # "a letter or digit stands before it on the line"
    if at is None or not any(char.isalnum() for char in last[:at]):
        return None
    return start + at - (last[at - 1] == "\r"), bracketed


def _glued_bracketed(last: str, opener: Opener, answers: Answers) -> int | None:
    """Find a closer in brackets at the end of a line; a name in it may hold fences too, but not many."""
    starts = [found.start() for found in _FENCE.finditer(last) if len(found[0]) == opener.fence]
    for at in starts[-_MOST_TRIES:]:
        closer = parse_marker(last[at:])
        if isinstance(closer, Closer) and closer.fence == opener.fence and answers.accept(closer):
            return at
    return None


def _glued_block(last: str, opener: Opener) -> int | None:
    """Find `>>>` at the end of a line, unless what stands before it may be the FILE of a damaged `FILE>>>`."""
    before = last.rstrip(">")
    if len(last) - len(before) != opener.fence or any(len(run) == opener.fence for run in _FENCE.findall(before)):
        return None
    words = _LAST_WORD.search(before.rstrip(BLANKS + "\r")[-_LONGEST_WORD:])
    return None if words and any(_nearly_file(word.translate(_UPPER)) for word in words.group(0, 1)) else len(before)


def _nearly_file(word: str) -> bool:
    """Tell whether a word ends in FILE, is a tail of it, or differs from it by one character."""
    if not word:
        return False
    if word.endswith("FILE") or "FILE".endswith(word):
        return True
    shorter = {"FILE"[:at] + "FILE"[at + 1 :] for at in range(4)}
    changed = len(word) == 4 and sum(one != other for one, other in zip(word, "FILE", strict=True)) == 1
    longer = len(word) == 5 and any(word[:at] + word[at + 1 :] == "FILE" for at in range(5))
    return word in shorter or changed or longer


def is_cut_opener(text: str, opener: Opener) -> bool:
    """Tell whether a block's first text line ends as its opener would: the opener is cut into two lines."""
    first = text.partition("\n")[0].rstrip(BLANKS + "\r")
    return len(first) - len(first.rstrip(">")) in {opener.fence - 1, opener.fence}


def is_cut_closer(text: str, closer: Closer) -> bool:
    """Tell whether a block closed by `>>>` has FILE, or FIL, for its last line: its closer is cut into two lines."""
    last = text.rpartition("\n")[2].rstrip(BLANKS + "\r")
    return closer.keyword == ">>>" and last.translate(_UPPER) in {"FILE", "FIL"}


def _is_nested(marker: Opener | Closer | None, opener: Opener) -> bool:
    """Tell whether a marker is a whole one of another fence than the document's; no block stands in brackets."""
    if isinstance(marker, Opener) and marker.block and not opener.block:
        return False
    return marker is not None and marker.fence != opener.fence


def _lacks_line_end(marker: Opener | Closer | None, line: re.Match[str]) -> bool:
    """Tell whether a marker is a block opener but for its line end, in the last line of a text."""
    return isinstance(marker, Opener) and marker.block and line.end() == len(line.string)


def near_markers(text: str, opener: Opener) -> Iterator[tuple[int, int]]:
    """Find the lines of an unclosed text that are nearly markers: where each begins and ends."""
    for found in (_NEAR_LINE if opener.block else _MARKER_LIKE_LINE).finditer(text):
        line = found[0].removesuffix("\r")
        marker = parse_marker(line) or (parse_block_closer(line) if opener.block else None)
        if _lacks_line_end(marker, found) or not _is_nested(marker, opener):
            yield found.start(), found.start() + len(line)
