"""Names of documents as names of files: which are refused, and why. Section 7 of docs/spec.md.

In come names and segments of names, out come reasons. Nothing is renamed, and nothing here looks at a disk: the
answers are the same on every platform.
"""

from __future__ import annotations

import fnmatch
import re
import unicodedata
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# "a segment longer than 255 bytes"
SEGMENT_BYTES: Final = 255

# Section 7 sets no limit to a whole name; this is PATH_MAX of Linux, beyond which no other program opens the file.
NAME_BYTES: Final = 4095

_DRIVE: Final = re.compile(r"[A-Za-z]:")
_DOTS: Final = re.compile(r"(?:^|/)\.\.?(?:/|\Z)")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# Unicode's property Bidi_Control.
_BIDI_CONTROL: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# "line and paragraph separators"
_SEPARATOR: Final = re.compile("[\u2028\u2029]")
# Characters of no script's words that nobody sees: soft hyphen, Khmer's inherent vowels (which Unicode advises
# against), Mongolian vowel separator, zero-width space, word joiner and invisible operators, deprecated format
# controls, the fillers of an old Korean encoding, byte order mark, interlinear annotation, beams and slurs of music,
# and what is only reserved for such.
_HIDDEN: Final = re.compile(
    "[\u00ad\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a"
    "\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff]"
)
# Tags say which flag a black one is, and nothing else needs them: hidden text can be written with them.
_TAG: Final = re.compile("[\U000e0020-\U000e007f]")
_FLAG: Final = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
# Unicode's property Default_Ignorable_Code_Point: what is not seen where a font does not know it. Some of them words
# need, so that they are not refused: U+200C and U+200D in Persian and in Indic scripts, U+034F in Hebrew, Mongolian's
# variation selectors, the fillers of old Hangul's syllables, shorthand's controls, the selectors of emoji and of forms
# of Chinese characters.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
# What looks like a space: Unicode's property White_Space, and Braille's blank.
_BLANKS: Final = "\t\n\v\f\r \x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000"
_BLANK: Final = re.compile(f"[{_BLANKS}]")
_BAD_END: Final = re.compile(rf"[.{_BLANKS}]\Z")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# "with or without an extension": Windows looks at what stands before the first dot, less its trailing blanks.
_DEVICE: Final = re.compile(
    r"(?:^|/)(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|CLOCK\$|(?:COM|LPT)[0-9¹²³])[ ]*(?:[./]|\Z)",
    re.IGNORECASE | re.ASCII,
)
# .seeddoc-PID-HOST-RANDOM: what unpack writes into before it moves the files to their places.
_TEMPORARY: Final = re.compile(
    r"\.seeddoc-(?P<pid>[1-9][0-9]{0,8})-(?P<host>[0-9a-f]{8})-[0-9a-f]{16}", re.IGNORECASE | re.ASCII
)


def temporary(segment: str) -> tuple[int, str] | None:
    """Return the process and the host in the name of a temporary directory, or None if it is none."""
    found = _TEMPORARY.fullmatch(segment)
    return (int(found["pid"]), found["host"]) if found else None


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _any_segment(test: Callable[[str], object]) -> Callable[[str], object]:
    return lambda name: any(test(segment) for segment in name.split("/"))


def _as_seen(test: Callable[[str], object]) -> Callable[[str], object]:
    return lambda name: test(_UNSEEN.sub("", name))


def _ends_badly(segment: str) -> bool:
    seen = _UNSEEN.sub("", segment)
    return seen not in {".", ".."} and bool(_BAD_END.search(seen))


# Every rule of section 7 that looks at one name: the code of what `check` says of it, the reason, and what tells that
# it applies.
RULES: Final[tuple[tuple[str, str, Callable[[str], object]], ...]] = (
    ("N002", "it has no name", lambda name: not name),
    ("N003", "it is absolute", lambda name: name.startswith(("/", "\\"))),
    ("N003", "it begins with a drive letter", _DRIVE.match),
    ("N003", "it holds a backslash", lambda name: "\\" in name),
    ("N005", "it holds a colon", lambda name: ":" in name),
    ("N005", "it has an empty segment", lambda name: "//" in name or name.endswith("/")),
    ("N003", "it has a segment . or ..", _as_seen(_DOTS.search)),
    ("N004", "it holds a control character", _CONTROL.search),
    ("N004", "it holds a line or paragraph separator", _SEPARATOR.search),
    ("N004", "it holds a bidirectional control character", _BIDI_CONTROL.search),
    ("N004", "it holds a character that nobody sees", _HIDDEN.search),
    ("N004", "it holds a tag character that is no part of a flag", lambda name: _TAG.search(_FLAG.sub("", name))),
    ("N004", "it has a segment of which nothing is seen", _any_segment(_UNSEEN.fullmatch)),
    ("E002", "it holds a lone surrogate, which is not UTF-8", _SURROGATE.search),
    ("N005", "it has a segment that is a device of Windows", _as_seen(_DEVICE.search)),
    ("N005", "it has a segment that ends with a dot or a blank", _any_segment(_ends_badly)),
    (
        "N005",
        f"it has a segment longer than {SEGMENT_BYTES} bytes",
        _any_segment(lambda segment: _size(segment) > SEGMENT_BYTES),
    ),
    ("N005", f"it is longer than {NAME_BYTES} bytes", lambda name: _size(name) > NAME_BYTES),
    ("N005", "it has a segment that is kept for temporary directories", _any_segment(temporary)),
)

# What none of these applies to: most names, for a quick look. Devices begin with a letter and are short, or have a `$`.
_PLAIN: Final = re.compile(r"(?:[A-Za-z0-9_-]{5,100}|[0-9_-][A-Za-z0-9_-]{0,3})(?:\.[a-z]{1,8})?", re.ASCII)


def find_coded_faults(name: str) -> list[tuple[str, str]]:
    """Return why a name is refused: every reason with the code of what it is about, none for a good name."""
    if _PLAIN.fullmatch(name):
        return []
    return [(code, reason) for code, reason, applies in RULES if applies(name)]


def find_faults(name: str) -> list[str]:
    """Return why a name is refused: every reason, none for a good name."""
    return [reason for _, reason in find_coded_faults(name)]


def fold(segment: str) -> str:
    """Return what is equal for segments that some file system, or whoever looks at them, takes for the same one.

    HFS+ leaves out what nobody sees, as this does; all blanks are one.
    """
    return _fold_case(_BLANK.sub(" ", _UNSEEN.sub("", segment)))


def _fold_case(segment: str) -> str:
    """Return what is "equal after case folding and NFC".

    That is Unicode's canonical caseless matching (its definition D145), which decomposes before it folds.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", segment).casefold())


def tell_difference(one: str, other: str) -> str:
    """Tell in what two segments differ that `fold` makes equal."""
    if _fold_case(one) == _fold_case(other):
        return "in case or normalisation"
    seen = _fold_case(_UNSEEN.sub("", one)) == _fold_case(_UNSEEN.sub("", other))
    return "in characters that nobody sees" if seen else "in blanks of different kinds"


@attrs.define(eq=False)
class _Node:
    """A segment of names: how it is spelled, who spelled it first, and what stands below it."""

    segment: str
    name: str
    is_file: bool
    below: dict[str, _Node] = attrs.field(factory=dict)


def find_collisions(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Find the names that cannot stand on one disk with a name before them, each with the reason.

    Anonymous ones take no part. Time and memory are linear in the length of all names.
    """
    top: dict[str, _Node] = {}
    for name in filter(None, names):
        reason = _add(top, name)
        if reason:
            yield name, reason


def _add(top: dict[str, _Node], name: str) -> str | None:
    """Add a name to the tree of names; return the reason if it collides with one there."""
    level, segments = top, name.split("/")
    for number, segment in enumerate(segments, 1):
        key, is_file = fold(segment), number == len(segments)
        node = level.get(key)
        if node is None:
            node = level[key] = _Node(segment, name, is_file)
        elif reason := _clash(node, segment, is_file=is_file):
            return reason
        level = node.below
    return None


def _clash(node: _Node, segment: str, *, is_file: bool) -> str | None:
    difference = tell_difference(node.segment, segment)
    alike = "" if node.segment == segment else f", and the two differ only {difference}"
    if node.is_file and not is_file:
        return f"it needs a directory {segment!r} where {node.name!r} is a file{alike}; rename one of them"
    if is_file and not node.is_file:
        return f"it is a file where {node.name!r} needs a directory {node.segment!r}{alike}; rename one of them"
    if alike:
        return f"it differs from {node.name!r} only {difference}; rename one of them"
    return "another document has the same name; rename one of them" if is_file else None


def matches(name: str, pattern: str) -> bool:
    """Tell whether a whole name matches a pattern: `**` is any number of segments; case counts."""
    return _match(name.split("/"), pattern.split("/"))


def _match(segments: list[str], patterns: list[str]) -> bool:
    if not patterns:
        return not segments
    first, rest = patterns[0], patterns[1:]
    if first == "**":
        return any(_match(segments[skip:], rest) for skip in range(len(segments) + 1))
    return bool(segments) and fnmatch.fnmatchcase(segments[0], first) and _match(segments[1:], rest)
