"""Rules of group E: characters that nobody meant.

Each first asks which odd characters the text has at all, so that a clean text costs no search.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from seeddoc.fixes import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.diagnostics import Diagnostic
    from seeddoc.rules._subject import Subject
    from seeddoc.settings import Options


# With no odd characters but these (marks, dashes, Latin letters) a text has nothing for the rules of `ODD_CODES`.
USUAL: Final = frozenset("“”‘’„‚«»‹›–—…") | frozenset(map(chr, range(0xC0, 0x100))) - frozenset("ÂÃ\xd7\xf7")
ODD_CODES: Final = frozenset({"E005", "E006", "E007", "E010", "E011", "E012"})


def _told(text: str) -> str:
    """Name the characters of a run: the code point, with its name where it has one, and how many of them."""
    name = unicodedata.name(text[0], "")
    more = f", {len(text)} characters" if len(text) > 1 else ""
    return f"U+{ord(text[0]):04X}{f' {name}' if name else ''}{more}"


# --- E005: control characters ---------------------------------------------------------------------------------

# All of category Cc but for tab, line feed, and a CR right before one; and the separators that some programs take
# for line ends. Text read as UTF-8 has no C1 controls but by mistake: they are characters of Windows-1252, or, after
# a letter with an accent, of mojibake, which has a rule of its own.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029]+|\r(?!\n)|(?<![\x80-\u00f4])[\x80-\x9f]")
_CONTROLS: Final = frozenset(map(chr, (*range(9), 0x0B, 0x0C, *range(0x0D, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)))


def check_controls(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """E005: control characters; the fix writes what was meant, or a blank for one that is white space."""
    for found in subject.find(_CONTROL, _CONTROLS):
        meant = _of_windows(ord(found[0][0]))
        fix = (f"Write {meant}" if meant.strip() else "Remove it", [Edit(found.start(), found.end(), meant)])
        yield subject.finding("E005", found.start(), found.end(), _told(found[0]), fix)


def _of_windows(point: int) -> str:
    """Return what a control character from U+0080 on is in Windows-1252; a blank or nothing for one that is none."""
    if 0x80 <= point < 0xA0:
        return bytes([point]).decode("cp1252", "ignore")
    return " " if chr(point).isspace() else ""


# --- E006: bidi controls --------------------------------------------------------------------------------------

_BIDI: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_BIDIS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check_bidi(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """E006: bidi controls in a text without letters that are written from right to left."""
    if subject.odd.isdisjoint(_BIDIS) or any(map(_is_right_to_left, subject.odd - _BIDIS)):
        return
    for found in subject.find(_BIDI, _BIDIS):
        edit = Edit(found.start(), found.end(), "")
        yield subject.finding("E006", found.start(), found.end(), _told(found[0]), ("Remove it", [edit]))


def _is_right_to_left(char: str) -> bool:
    return unicodedata.bidirectional(char) in {"R", "AL"}


# --- E007: mixed normalization --------------------------------------------------------------------------------


def check_normalization(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """E007: letters with their accent apart, in a text that has others with theirs."""
    marks = "".join(sorted(filter(unicodedata.combining, subject.odd)))
    if not marks or not any(map(_is_composed, subject.odd)):
        return
    for found in re.finditer(f"[^{re.escape(marks)}\n][{re.escape(marks)}]+", subject.text):
        composed = unicodedata.normalize("NFC", found[0])
        if len(composed) < len(found[0]):
            edit = Edit(found.start(), found.end(), composed)
            yield subject.finding("E007", found.start(), found.end(), composed, ("Write it as one character", [edit]))


def _is_composed(char: str) -> bool:
    parts = unicodedata.decomposition(char)
    return bool(parts) and not parts.startswith("<") and " " in parts


# --- E008, E009: blanks ---------------------------------------------------------------------------------------

_NO_BREAK: Final = re.compile("[\u00a0\u202f]+")
_NO_BREAKS: Final = frozenset("\u00a0\u202f")
# What a no-break space is meant after: a word of one letter, an initial or abbreviation, an opening mark; and before.
_MEANT_BEFORE: Final = re.compile(r"(?:\b[^\W\d_]|[.«‹„“(—–§№#&])\Z")
_MEANT_AFTER: Final = frozenset("!?:;»›%‰€$£¥°–—&")


def check_no_break(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """E008: no-break spaces between words, where none of the customs of typography has one."""
    if subject.odd.isdisjoint(_NO_BREAKS):
        return
    text = subject.text
    for found in _NO_BREAK.finditer(text):
        before, after = text[max(0, found.start() - 2) : found.start()], text[found.end() : found.end() + 1]
        if not before.strip() or not after.strip() or _is_meant(before, after) or subject.is_quoted(found.start()):
            continue
        edit = Edit(found.start(), found.end(), " ")
        yield subject.finding("E008", found.start(), found.end(), fix=("Write a blank", [edit]))


def _is_meant(before: str, after: str) -> bool:
    if before[-1].isdigit() or after.isdigit() or after in _MEANT_AFTER:
        return True
    return _MEANT_BEFORE.search(before) is not None


_BLANKS: Final = re.compile("  +")
_ALL_BLANKS: Final = re.compile("[ \u00a0]{2,}")


def check_blanks(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """E009: more than one blank between two words of a line."""
    text, with_no_break = subject.text, "\u00a0" in subject.odd
    if "  " not in text and not with_no_break:
        return
    for found in (_ALL_BLANKS if with_no_break else _BLANKS).finditer(text):
        start, end = found.span()
        if not text[max(0, start - 1) : start].strip() or not text[end : end + 1].strip():
            continue  # at the beginning or the end of a line
        if not subject.is_quoted(start):
            yield subject.finding("E009", start, end, fix=("Write one blank", [Edit(start, end, " ")]))


# --- E010: mojibake -------------------------------------------------------------------------------------------


def _readings(byte: int) -> str:
    """Return what a byte is read as, in Windows-1252 and in Latin-1."""
    return bytes([byte]).decode("cp1252", "ignore") + chr(byte)


# Bytes that go on a character in UTF-8, and those that begin one, as they are read by mistake.
_BYTES: Final = {char: byte for byte in range(0x80, 0xF5) for char in _readings(byte)}
_NEXT: Final = "".join(char for char, byte in _BYTES.items() if byte < 0xC0)
# What stands after a letter of a right text: “CAFÉ”, « été », MAÇÃ… The others do not.
_NATURAL: Final = frozenset("’”“‘…–—›‹„‚»«\u00a0")
_NEXTS: Final = re.escape(_NEXT)
_STRANGES: Final = re.escape("".join(char for char in _NEXT if char not in _NATURAL))
_FIRMS: Final = re.escape(_NEXT.replace("\u00a0", ""))

_MOJIBAKE: Final = re.compile(
    f"(?:[ÂÃ][{_STRANGES}\u00a0«»]"  # two bytes: Latin letters and signs
    f"|[à-ï](?:[{_STRANGES}][{_NEXTS}]|[{_FIRMS}][{_STRANGES}])"  # three: marks, dashes, most scripts
    f"|ð[Ÿ\x9f][{_NEXTS}]{{2}}"  # four: emoji
    f"|(?:[Ä-ß][{_NEXTS}]){{2,}})+"  # two bytes twice: Greek, Cyrillic, Hebrew, Arabic
    f"|â€(?![{_NEXTS}])"  # a closing mark, whose last byte Windows-1252 lacks
)
# What every one of them begins with.
_BEGINNINGS: Final = frozenset(map(chr, range(ord("Â"), ord("ð") + 1)))
_LATIN_LEADS: Final = frozenset("ÂÃ")
_LEADS: Final = frozenset(map(chr, range(0xC4, 0xF1)))
_STRANGE_CHARACTERS: Final = frozenset(char for char in _NEXT if char not in _NATURAL)


def check_mojibake(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """E010: UTF-8 that was decoded as Windows-1252 or Latin-1."""
    odd = subject.odd
    if odd.isdisjoint(_LATIN_LEADS) and (odd.isdisjoint(_LEADS) or odd.isdisjoint(_STRANGE_CHARACTERS)):
        return
    done = 0
    for at in subject.places(_BEGINNINGS):
        found = _MOJIBAKE.match(subject.text, at) if at >= done else None
        meant = _meant(found[0]) if found else ""
        if found and meant:
            done = found.end()
            fix = (f"Write {meant}", [Edit(at, done, meant)]) if meant.isprintable() else None
            yield subject.finding("E010", at, done, f"{found[0]} for {meant}", fix)


def _meant(text: str) -> str:
    """Return what was meant by characters that stand for bytes, or nothing where they stand for none.

    What was read in the wrong encoding twice is decoded twice.
    """
    if text == "â€":
        return "”"
    try:
        meant = bytes(_BYTES[char] for char in text).decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return (_meant(meant) or meant) if _MOJIBAKE.fullmatch(meant) else meant


# --- E011: replacement characters -----------------------------------------------------------------------------

_LOST: Final = "\ufffd"
_LOST_RUN: Final = re.compile(f"{_LOST}+")


def check_lost(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """E011: what stands for what could not be decoded."""
    if _LOST in subject.odd:
        for found in _LOST_RUN.finditer(subject.text):
            yield subject.finding("E011", found.start(), found.end())


# --- E012: zero width -----------------------------------------------------------------------------------------

# Zero-width space, joiners and non-joiners, invisible operators, a BOM in mid-text, soft hyphen, Mongolian separator.
_ZERO_WIDTHS: Final = frozenset("\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u180e")
_ZERO_WIDTH: Final = re.compile("[\u200b-\u200d\u2060-\u2064\ufeff\u00ad\u180e]+")


def check_zero_width(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """E012: characters without width, but beside scripts and emoji that need them."""
    if subject.odd.isdisjoint(_ZERO_WIDTHS):
        return
    text = subject.text
    for found in subject.find(_ZERO_WIDTH, _ZERO_WIDTHS):
        beside = (text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1])
        if not any(map(_needs_joiners, filter(None, beside))):
            edit = Edit(found.start(), found.end(), "")
            yield subject.finding("E012", found.start(), found.end(), _told(found[0]), ("Remove it", [edit]))


def _needs_joiners(char: str) -> bool:
    """Tell whether a character is of no script that is written as Latin, Greek and Cyrillic are; emoji are not."""
    point = ord(char)
    return point >= 0x0590 and not (0x1E00 <= point < 0x2070 or 0xFE10 <= point < 0xFE70 or char == _LOST)
