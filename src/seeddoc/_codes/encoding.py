"""Rows of group E: encoding and Unicode. They hold in quoted words too: what is wrong with a character is no style."""

from __future__ import annotations

from typing import Final

from seeddoc._codes._model import Code

_ONE: Final = "<<<FILE a.txt>>>\nA title\n\nText.\n<<<END FILE>>>\n"
_PROSE: Final = "A title\n\nThe café opened on Monday, and the mayor’s office was glad.\n"

ROWS: Final = (
    Code(
        "E001",
        "not-utf8",
        "error",
        "the bytes are not UTF-8",
        "convert the file to UTF-8",
        why="The file is in another encoding, or damaged; what its bytes stand for is a guess. Strict programs refuse "
        "the file, and others show wrong letters. From Windows it is mostly Windows-1252: `iconv -f WINDOWS-1252 -t "
        "UTF-8`.",
        bad=_PROSE.replace("’", "'").replace("é", "\udce9"),
        good=_PROSE,
        preset="minimal",
        scope="bundle",
    ),
    Code(
        "E002",
        "lone-surrogate",
        "error",
        "the text holds a lone surrogate, which UTF-8 cannot write",
        "replace it",
        why="Half of a character is left of what was there. It comes of cutting UTF-16 in the middle, and only a str "
        "can hold it.",
        bad=_ONE.replace("Text", "Te\ud83dxt"),
        good=_ONE,
        preset="minimal",
        scope="bundle",
    ),
    Code(
        "E003",
        "wrong-encoding",
        "error",
        "the input is UTF-16 or UTF-32",
        "convert it to UTF-8",
        why="Nothing in it can be read: no marker, no title and no word is found, since each letter has two bytes or "
        "four. Windows calls UTF-16 “Unicode”; save the file as UTF-8 instead, or convert it: `iconv -f UTF-16 -t "
        "UTF-8`.",
        bad="\udcff\udcfeA\x00 \x00t\x00i\x00t\x00l\x00e\x00\n\x00",
        good=_PROSE,
        preset="minimal",
        scope="bundle",
    ),
    Code(
        "E004",
        "byte-order-mark",
        "info",
        "a byte order mark was left out",
        "nothing to do; the writer writes none",
        why="UTF-8 needs none, and programs that do not know it take it for the first letter of the first line.",
        bad=f"\ufeff{_PROSE}",
        good=_PROSE,
        fix="unsafe",
        scope="bundle",
    ),
    Code(
        "E005",
        "control-character",
        "warning",
        "a control character",
        "remove it",
        why="Nobody sees it, terminals and XML readers trip over it, and searches miss the word that it stands in.",
        bad=_PROSE.replace("opened", "ope\x08ned"),
        good=_PROSE,
        fix="unsafe",
    ),
    Code(
        "E006",
        "bidi-control",
        "warning",
        "a character that turns the direction of the text",
        "remove it, unless the text mixes scripts of two directions",
        why="What is shown is not in the order of what is stored, so that a reader sees another text than a program. "
        "Not asked of texts that have letters written from right to left.",
        bad=_PROSE.replace("Monday", "\u202eyadnoM\u202c"),
        good=_PROSE,
        fix="unsafe",
    ),
    Code(
        "E007",
        "mixed-normalization",
        "warning",
        "a letter and its accent are two characters, where the same text has it as one",
        "write all as one character each (NFC)",
        why="Two spellings of one name look alike and compare unequal: searches, counts and sorting miss one of them.",
        bad=_PROSE.replace("Monday", "Monday at the cafe\u0301"),
        good=_PROSE.replace("Monday", "Monday at the café"),
        fix="safe",
    ),
    Code(
        "E008",
        "no-break-space",
        "info",
        "a no-break space between words",
        "write a plain blank, unless the line must not break there",
        why="It looks like a blank and is none: searches for the two words miss it. Web pages and word processors "
        "leave it behind. Where it is good typography, after a number or before a unit, it is not asked of.",
        bad=_PROSE.replace("opened on", "opened\u00a0on"),
        good=_PROSE.replace("Monday", "Monday at 7\u00a0pm"),
        preset="strict",
        fix="unsafe",
    ),
    Code(
        "E009",
        "double-blank",
        "info",
        "more than one blank between words",
        "write one",
        why="A word may have been cut out between the two. It also makes two copies of one text compare unequal.",
        bad=_PROSE.replace("opened on", "opened  on"),
        good=_PROSE,
        preset="strict",
        fix="safe",
    ),
    Code(
        "E010",
        "mojibake",
        "warning",
        "UTF-8 that was read as Windows-1252 or Latin-1",
        "restore the characters that were meant",
        why="A reader sees three odd characters for an apostrophe, and searches miss the word. Somewhere on its way "
        "the text was decoded in the wrong encoding, mostly all of it: where you can, convert it anew from its source.",
        bad=_PROSE.replace("’", "â€™"),
        good=_PROSE,
        fix="unsafe",
    ),
    Code(
        "E011",
        "replacement-character",
        "warning",
        "U+FFFD stands for something that could not be decoded",
        "restore what was there",
        why="Some program could not read a character and threw it away. A letter, and sometimes a whole word, is lost; "
        "only the source has it.",
        bad=_PROSE.replace("é", "\ufffd"),
        good=_PROSE,
    ),
    Code(
        "E012",
        "zero-width-character",
        "warning",
        "a character without width",
        "remove it",
        why="Nobody sees it, and searches miss the word that it stands in. Web pages put it where a long word may be "
        "broken. Not asked of scripts and emoji that need it.",
        bad=_PROSE.replace("Monday", "Mon\u200bday"),
        good=_PROSE,
        fix="safe",
    ),
)
