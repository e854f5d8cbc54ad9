"""Markers: one line in, an `Opener`, a `Closer` or None out.

A line comes without its line end. What a marker means where it stands (inside a document or outside, of which
fence) is for the scanner to say; here only its own shape counts. Sections 2, 3 and 4 of docs/spec.md.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from seeddoc._grammar import (
    BLANKS,
    CLOSER_KEYWORDS,
    GUARDED_KEYWORDS,
    MIN_FENCE,
    OPENER_KEYWORDS,
    keyword_pattern,
)
from seeddoc._labels import Attributes, Label, parse_label, read_pairs

# "A keyword is followed by a blank, `:` or the closing fence"; "between keyword and label: blanks, `:`, `::`".
_KEYWORD: Final = re.compile(
    rf"[ \t]*+({keyword_pattern(OPENER_KEYWORDS + CLOSER_KEYWORDS)})(?=[ \t:]|\Z)([ \t]*+:?:?[ \t]*+)",
    re.IGNORECASE | re.ASCII,
)

# "opener `<<<FILE name` (`FILE`, a label, no `>` in the line)": no other keyword, so no other look at what follows.
_BLOCK_KEYWORD: Final = re.compile(r"[ \t]*+FILE(?=[ \t:]|\Z)([ \t]*+:?:?[ \t]*+)", re.IGNORECASE | re.ASCII)

# "closed by a line that is just the fence `>>>`, or `FILE>>>`, or `>>>END`", with blanks around every part.
_BLOCK_CLOSER: Final = re.compile(r"(?:[ \t]*+(FILE)[ \t]*+)?(>{3,}+)[ \t]*+(END[ \t]*+)?", re.IGNORECASE | re.ASCII)

BLOCK_CLOSERS: Final = (">>>", "FILE>>>", ">>>END")

# `nonce=7` alone, also `id=7`
_TOKEN_KEYS: Final = ("id", "nonce")


@attrs.frozen
class Opener:
    """A marker that opens a document.

    Attributes:
        fence: the number of `<`.
        keyword: as in the table of section 4, in upper case.
        separator: what stands between the keyword and the label, as written.
        label: what it says.
        block: whether it has no closing fence.
    """

    fence: int
    keyword: str
    separator: str
    label: Label
    block: bool = False


@attrs.frozen
class Closer:
    """A marker that closes a document. `label` is raw: what it may say depends on the opener."""

    fence: int
    keyword: str
    separator: str
    label: str


def parse_marker(line: str) -> Opener | Closer | None:
    """Read a line as a marker in brackets, or as the opener of a block."""
    body = line.rstrip(BLANKS)
    fence = len(body) - len(body.lstrip("<"))
    if fence < MIN_FENCE:
        return None
    if len(body) - len(body.rstrip(">")) == fence:
        return _bracketed(body[fence:-fence], fence)
    return None if ">" in body else _block_opener(body[fence:], fence)


def _bracketed(inner: str, fence: int) -> Opener | Closer | None:
    found = _keyword(inner)
    if found is None:
        return None
    keyword, separator, raw = found
    label = parse_label(raw, fence)
    if label is None:
        return None
    if keyword in CLOSER_KEYWORDS:
        return Closer(fence, keyword, separator, raw)
    return Opener(fence, keyword, separator, label)


def _keyword(inner: str) -> tuple[str, str, str] | None:
    """Split what stands inside the fences into keyword, separator and raw label."""
    found = _KEYWORD.match(inner)
    if found is None:
        return None
    keyword, raw = " ".join(found[1].upper().split()), inner[found.end() :].rstrip(BLANKS)
    if keyword in GUARDED_KEYWORDS and raw and ":" not in found[2] and read_pairs(raw) is None:
        rest = inner.lstrip(BLANKS)[len("FILE") :]
        return "FILE", rest[: len(rest) - len(rest.lstrip(BLANKS))], rest.strip(BLANKS)
    return keyword, found[2], raw


def _block_opener(inner: str, fence: int) -> Opener | None:
    found = _BLOCK_KEYWORD.match(inner)
    if found is None:
        return None
    label = parse_label(inner[found.end() :], fence)
    return None if label is None else Opener(fence, "FILE", found[1], label, block=True)


def parse_block_closer(line: str) -> Closer | None:
    """Read a line as a closer in block form: `>>>`, `FILE>>>` or `>>>END`."""
    found = _BLOCK_CLOSER.fullmatch(line)
    if found is None or (found[1] and found[3]):
        return None
    if line[0] in BLANKS:
        return None
    keyword = "FILE>>>" if found[1] else ">>>END" if found[3] else ">>>"
    return Closer(len(found[2]), keyword, "", "")


class Answers:
    """What a closer of one document may say; worked out once for its opener, when first asked.

    "none, or one that, read as in section 3, equals the opener's whole label, its name, its first word, or its
    `id` or `nonce` (`nonce=7` alone too)"
    """

    __slots__ = ("_attributes", "_opener", "_said", "_tokens")

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self._said: frozenset[str] | None = None
        self._attributes: Attributes = ()
        self._tokens: dict[str, str] = {}

    def accept(self, closer: Closer) -> bool:
        """Tell whether the closer closes this document, by its label (its fence is the scanner's to check)."""
        return not closer.label or self._accept_label(closer.label)

    def _accept_label(self, raw: str) -> bool:
        if self._said is None:
            self._said = self._work_out()
        label = parse_label(raw, self._opener.fence)
        if label is None:
            return False
        tokens = self._tokens.values()
        if raw in self._said or raw in tokens:
            return True
        if token := _token(raw):
            return self._is_token(*token)
        if label.fault:
            return False
        if label.attributes:
            return label.name == self._opener.label.name and _lowered(label.attributes) == self._attributes
        return label.name in self._said or label.name in tokens

    def _is_token(self, key: str, value: str) -> bool:
        """Tell whether `nonce=7` or `id=7` alone is the opener's; an id may also be the name."""
        if key in self._tokens:
            return self._tokens[key] == value
        return key == "id" and value in (self._said or ())

    def _work_out(self) -> frozenset[str]:
        label = self._opener.label
        first_word = label.raw.replace("\t", " ").partition(" ")[0]
        self._attributes = _lowered(label.attributes)
        self._tokens = {key: value for key, value in self._attributes if key in _TOKEN_KEYS}
        if label.naming.lower() in _TOKEN_KEYS:
            self._tokens[label.naming.lower()] = label.name
        said = {label.raw, label.name, first_word, first_word.removesuffix(":")}
        return frozenset((said - {""}) | {label.name})


def _token(raw: str) -> tuple[str, str] | None:
    """Read `nonce=7` or `id=7`, alone."""
    pairs = read_pairs(raw)
    if pairs is None or len(pairs) != 1 or pairs[0].key.lower() not in _TOKEN_KEYS:
        return None
    return pairs[0].key.lower(), pairs[0].value


def _lowered(attributes: Attributes) -> Attributes:
    return tuple((key.lower(), value) for key, value in attributes)
