"""A small, slow, obvious reader and writer of seed documents: the oracle of the test-suite.

In: the whole bundle, bytes or str. Out: a `Reading` of documents, diagnostics and outside spans.
It never raises on content. It is written from the specification alone (the comments in quotes),
follows its sections in order, works on a plain list of lines, and must not import anything of the
library. Offsets are 0-based code points of the input.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SEVERITY = {
    **dict.fromkeys(("B001", "B005", "B006", "B007", "B011", "B012", "B014"), "error"),
    **dict.fromkeys(("B002", "B003", "B004", "B008", "B009", "B010", "B013"), "warning"),
    **dict.fromkeys(("N001", "I001", "I002", "I003", "E001", "E002", "E003"), "error"),
    **dict.fromkeys(("N002", "I004", "I005"), "warning"),
    "E004": "info",
}

Pairs = tuple[tuple[str, str], ...]
Finding = tuple[int, str, int, int, int]  # offset, code, line, column, byte offset


@dataclass(frozen=True)
class RefDocument:
    name: str
    text: str
    attributes: Pairs = ()
    complete: bool = True


@dataclass(frozen=True)
class Reading:
    documents: list[RefDocument]
    diagnostics: list[Finding]
    outside: list[tuple[int, int]]

    @property
    def codes(self) -> list[str]:
        return [code for _, code, *_ in self.diagnostics]

    @property
    def errors(self) -> list[str]:
        return [code for code in self.codes if SEVERITY[code] == "error"]


# --------------------------------------------------------------------------------
# 1. Terms

BLANKS = " \t"  # "blank: space or tab"
WHITE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"  # Unicode White_Space
WHITE += "".join(map(chr, range(0x2000, 0x200B)))
BOM = "\ufeff"


@dataclass(frozen=True)
class Line:
    """One line: where it starts, where the next one starts, what it holds (without its LF)."""

    start: int
    end: int
    text: str
    has_end: bool

    # "one CR right before it, or before the end of input on a marker line, belongs to the line
    # end"; and (2.2) "only blanks may follow" a marker.
    @property
    def marker(self) -> str:
        return self.text.removesuffix("\r").rstrip(BLANKS)

    @property
    def is_white(self) -> bool:
        return self.text.strip(WHITE) == ""


# 2.1 "Lines end at LF ... Nothing else ends a line".
def split_lines(text: str, start: int) -> list[Line]:
    lines = []
    while start < len(text):
        found = text.find("\n", start)
        stop, end = (len(text), len(text)) if found < 0 else (found, found + 1)
        lines.append(Line(start, end, text[start:stop], found >= 0))
        start = end
    return lines


# 2.4 "less one line break (LF or CRLF) right before that, which belongs to the marker".
def split_line_break(region: str) -> tuple[str, str]:
    for line_break in ("\r\n", "\n"):
        if region.endswith(line_break):
            return region.removesuffix(line_break), line_break
    return region, ""


# --------------------------------------------------------------------------------
# 3. Labels

NAMING = ("path", "name", "file", "filename", "id")
KNOWN = {"sha256", "size", "bytes", "encoding", "mode", "id", "nonce", "language"}
KEY = r"[A-Za-z_][A-Za-z0-9_.-]*"
QUOTED = r"""(?:"(?:\\["\\]|\\(?!["\\])|[^"\\])*"|'[^']*')"""
EQUALS = r"[ \t]*=[ \t]*"
PAIR_START = re.compile(rf"({KEY}){EQUALS}")
QUOTED_VALUE = re.compile(QUOTED)
NEXT_KEY = re.compile(rf"[ \t]+{KEY}[ \t]*=")
WORD = re.compile(rf"({KEY})(?=[ \t]|$)")


@dataclass(frozen=True)
class Item:
    """One pair of a label, or (`quoted is None`) one word without "="."""

    key: str
    value: str
    quoted: bool | None
    end: int

    # "keys ... compared without ASCII case".
    @property
    def low(self) -> str:
        return self.key.lower()


@dataclass(frozen=True)
class Label:
    """A label that was read; its kind is empty, quoted, attributes, named, bare or bad."""

    raw: str
    kind: str
    name: str
    items: tuple[Item, ...] = ()

    @property
    def attributes(self) -> Pairs:
        naming = naming_item(self.items) if self.kind == "attributes" else None
        return tuple((item.key, item.value) for item in self.items if item is not naming)


# "a naming key among them: path, name, file, filename, id (of several, the first in this order
# names ...)".
def naming_item(items: Iterable[Item]) -> Item | None:
    pairs = {item.low: item for item in items if item.quoted is not None}
    return next((pairs[key] for key in NAMING if key in pairs), None)


# "In double quotes `\"` and `\\` are escapes, any other backslash is itself; in single quotes
# nothing is".
def unquote(quoted: str) -> str:
    inside = quoted[1:-1]
    return re.sub(r'\\(["\\])', r"\1", inside) if quoted[0] == '"' else inside


# "An unquoted value ends at the next blank, but an unquoted naming value runs on to the next
# ` key=` or the end" (`runs_on`). No value, an unclosed quote, and text right after a closing
# quote: no pair.
def read_pair(raw: str, at: int, runs_on: bool) -> Item | None:
    start = PAIR_START.match(raw, at)
    if start is None or start.end() == len(raw):
        return None
    key, value_at = start[1], start.end()
    if raw[value_at] in "\"'":
        value = QUOTED_VALUE.match(raw, value_at)
        if value is None or raw[value.end() : value.end() + 1] not in ("", *BLANKS):
            return None
        return Item(key, unquote(value[0]), True, value.end())
    if raw[value_at - 1] in BLANKS and PAIR_START.match(raw, value_at):
        return None  # `path= size=5`: the value is missing
    stop = NEXT_KEY if runs_on and key.lower() in NAMING else re.compile(r"[ \t]")
    found = stop.search(raw, value_at)
    end = found.start() if found else len(raw)
    return Item(key, raw[value_at:end].rstrip(BLANKS), False, end)


def read_items(raw: str, at: int, runs_on: bool) -> list[Item] | None:
    """Pairs and words separated by blanks, from `at` to the end; None if anything else is there."""
    items = []
    while at < len(raw):
        item = read_pair(raw, at, runs_on)
        if item is None:
            word = WORD.match(raw, at)
            if word is None:
                return None
            item = Item(word[1], "", None, word.end())
        items.append(item)
        rest = raw[item.end :]
        at = len(raw) - len(rest.lstrip(BLANKS))
    return items


# Rule 2 without its condition on the naming key: "the whole label is key=value ... separated by
# blanks. A word without = after the first quoted value (BEGIN) is an attribute with an empty
# value".
def read_attributes(raw: str) -> list[Item] | None:
    items = read_items(raw, 0, runs_on=True)
    if not items:
        return None
    seen_quoted = False
    for item in items:
        seen_quoted = seen_quoted or item.quoted is True
        if item.quoted is None and not seen_quoted:
            return None
    return items


# Rule 3's "run of pairs (and words between them) that reaches the end of the label. Here every
# unquoted value ends at a blank". It begins and ends with a pair.
def read_run(raw: str, at: int) -> list[Item] | None:
    items = read_items(raw, at, runs_on=False)
    if not items or items[0].quoted is None or items[-1].quoted is None:
        return None
    return items


# "a bare name, then the longest run ... where at least one pair has a known key ... or all have
# quoted values". What would have to parse (`path="a", lang="en"`) is no bare name.
def read_name_and_attributes(raw: str) -> tuple[str, list[Item]] | None:
    for at in range(1, len(raw)):
        if raw[at - 1] not in BLANKS or raw[at] in BLANKS:
            continue
        run = read_run(raw, at)
        if run is None:
            continue
        pairs = [item for item in run if item.quoted is not None]
        if any(item.low in KNOWN for item in pairs) or all(item.quoted for item in pairs):
            name = raw[:at].rstrip(BLANKS)
            return (name, run) if is_bare(name) and not must_parse(name) else None
    return None


# 4. "It does not begin with `<` or end with `>`".
def is_bare(name: str) -> bool:
    return name != "" and not name.startswith("<") and not name.endswith(">")


# 1. "the whole label is in one pair of ", ' or backticks: what is inside is the name".
def quoted_name(raw: str) -> str | None:
    quote = raw[:1]
    if len(raw) >= 2 and quote in "\"'`" and raw.endswith(quote) and quote not in raw[1:-1]:
        return raw[1:-1]
    return None


# "one with a key twice or with two names (`a.txt path="b"`), is an error". A word names nothing
# (`a.txt id=7 file lang=en`), but `path` cannot be an attribute.
def is_refused(items: list[Item], named: bool) -> bool:
    keys = [item.low for item in items]
    second_name = named and any(item.low in NAMING[:-1] for item in items if item.quoted is not None)
    return second_name or len(set(keys)) < len(keys) or any(i.low == "path" and i.quoted is None for i in items)


def outside_quotes(raw: str) -> str:
    """The label with every quoted part (a whole quoted name, a quoted value) taken out."""
    if quoted_name(raw) is not None:
        return '""'
    return re.sub(rf"(?<![^ \t])({KEY}{EQUALS}){QUOTED}", r'\1""', raw)


# "A label that begins with a naming key and `=`, or any key, `=` and a quote, or has ` sha256=`,
# ` size=` or ` bytes=` outside quotes, and parses as none of 1 to 3 ... is an error".
def must_parse(raw: str) -> bool:
    naming = rf"(?ai:{'|'.join(NAMING)})[ \t]*="
    integrity = r"[ \t](?ai:sha256|size|bytes)[ \t]*="
    begins = re.match(rf"{naming}|{KEY}{EQUALS}[\"']", raw)
    return begins is not None or re.search(integrity, outside_quotes(raw)) is not None


# "Tried in this order"; None: the line is no marker.
def read_label(raw: str) -> Label | None:
    raw = raw.strip(BLANKS)
    if raw == "":
        return Label(raw, "empty", "")
    name = quoted_name(raw)
    if name is not None:
        return Label(raw, "quoted", name)
    items = read_attributes(raw)
    naming = naming_item(items) if items else None
    if items and naming:
        bad = is_refused(items, named=False)
        return Label(raw, "bad", raw) if bad else Label(raw, "attributes", naming.value, tuple(items))
    named = read_name_and_attributes(raw)
    if named:
        bad = is_refused(named[1], named=True)
        return Label(raw, "bad", raw) if bad else Label(raw, "named", named[0], tuple(named[1]))
    if must_parse(raw):
        return Label(raw, "bad", raw)
    return Label(raw, "bare", raw) if is_bare(raw) else None


# "Outside quotes a label holds no run of n or more `<` or `>` (as written): such a line is no
# marker".
def holds_fence(raw: str, fence: int) -> bool:
    return re.search(f"<{{{fence},}}|>{{{fence},}}", outside_quotes(raw)) is not None


# --------------------------------------------------------------------------------
# 4. Markers: what the writer writes and the dialects

OPENERS = (
    "FILE",
    "BEGIN FILE",
    "BEGIN_FILE",
    "FILE_BEGIN",
    "FILE_START",
    "START FILE",
    "START_FILE",
)
OPENERS_IF = ("FILE BEGIN", "FILE START")
CLOSERS = ("END FILE", "END_FILE", "ENDFILE", "END", "END OF FILE", "FILE_END", "/FILE")
CLOSERS_IF = ("FILE END",)
KEYWORDS = sorted((*OPENERS, *OPENERS_IF, *CLOSERS, *CLOSERS_IF), key=len, reverse=True)


# "without ASCII case, with blanks around every part".
def keyword_pattern(keyword: str) -> str:
    return "(?ai:" + re.escape(keyword).replace(r"\ ", r"[ \t]+") + ")"


ANY_KEYWORD = "(?:" + "|".join(map(keyword_pattern, KEYWORDS)) + ")"
SEPARATOR = re.compile(r"[ \t]*:{0,2}")  # "between keyword and label: blanks, `:`, `::`"


@dataclass(frozen=True)
class Marker:
    opens: bool
    bracketed: bool
    fence: int
    label: Label


def is_pairs(raw: str) -> bool:
    return read_attributes(raw) is not None or read_run(raw, 0) is not None


# The keyword (the longest that fits) and the raw label. "A keyword is followed by a blank, `:` or
# the closing fence"; "FILE BEGIN and FILE START only with nothing, `:` or key=value pairs after
# it", "FILE END" alike.
def split_keyword(inside: str) -> tuple[str, str] | None:
    for keyword in KEYWORDS:
        found = re.match(keyword_pattern(keyword) + r"(?=[ \t:]|$)", inside)
        if found is None:
            continue
        rest = inside[found.end() :]
        separator = SEPARATOR.match(rest)
        label = rest[separator.end() if separator else 0 :].strip(BLANKS)
        free = keyword not in (*OPENERS_IF, *CLOSERS_IF)
        if free or rest.strip(BLANKS) == "" or rest.lstrip(BLANKS).startswith(":") or is_pairs(label):
            return keyword, label
    return None


# 2.2 and 2.5 "its fence starts in the first column", "the same n on both ends of a marker", n >= 3,
# where (1) the fence is "the whole run".
def read_bracketed(line: str) -> Marker | None:
    fence = len(line) - len(line.lstrip("<"))
    if fence < 3 or len(line) - len(line.rstrip(">")) != fence:
        return None
    found = split_keyword(line[fence:-fence].strip(BLANKS))
    if found is None or holds_fence(found[1], fence):
        return None
    keyword, raw = found
    label = read_label(raw)
    opens = keyword in (*OPENERS, *OPENERS_IF)
    return None if label is None else Marker(opens, True, fence, label)


# "block form: opener `<<<FILE name` (`FILE`, a label, no `>` in the line)"; it needs a line end.
def read_block_opener(line: Line) -> Marker | None:
    found = re.match(r"(<{3,})[ \t]*(?ai:FILE)(?=[ \t:]|$)[ \t]*:{0,2}", line.marker)
    if found is None or ">" in line.marker or not line.has_end:
        return None
    raw, fence = line.marker[found.end() :].strip(BLANKS), len(found[1])
    label = None if holds_fence(raw, fence) else read_label(raw)
    return None if label is None else Marker(True, False, fence, label)


def read_opener(line: Line) -> Marker | None:
    marker = read_bracketed(line.marker) or read_block_opener(line)
    return marker if marker and marker.opens else None


# "a line that is just the fence `>>>`, or `FILE>>>`, or `>>>END`": its fence, or 0.
def read_block_closer(line: str) -> int:
    found = re.fullmatch(r"(?ai:(?:FILE[ \t]*)?(>{3,})|(>{3,})[ \t]*END)", line)
    return len(found[1] or found[2]) if found else 0


def first_words(label: Label) -> set[str]:
    """Up to the first blank; a `:` at its end may be left out by the closer."""
    word = re.split(r"[ \t]", label.raw)[0]
    return {word, word.removesuffix(":")} - {""}


# "closer label: none, or one that, read as in section 3, equals the opener's whole label, its name,
# its first word, or its `id` or `nonce` (`nonce=7` alone too) ... A closer with any other label is
# text".
def closes(closer: Label, opener: Label) -> bool:
    if closer.raw in ("", opener.raw):
        return True
    tokens = {item.low: item.value for item in opener.items if item.low in ("id", "nonce")}
    pairs = read_items(closer.raw, 0, runs_on=True) or []
    if len(pairs) == 1 and pairs[0].low in ("id", "nonce") and pairs[0].quoted is not None:
        return tokens.get(pairs[0].low) == pairs[0].value
    if closer.kind == "bad":
        return False
    if closer.attributes:
        same_attributes = low_keys(closer.attributes) == low_keys(opener.attributes)
        return same_attributes and closer.name == opener.name
    return closer.name in {opener.name, *first_words(opener), *tokens.values()}


def low_keys(pairs: Pairs) -> Pairs:
    return tuple((key.lower(), value) for key, value in pairs)


# --------------------------------------------------------------------------------
# 5. What is wrong with a bundle: lines that are no markers

LOOKS_LIKE = re.compile(rf"[ \t]*<<+[ \t]*{ANY_KEYWORD}(?=[ \t:>]|$)")


# "a line that starts (after blanks) with two or more `<` and a keyword".
def looks_like_marker(line: str) -> bool:
    return LOOKS_LIKE.match(line) is not None


# "an unfinished marker as the last line (`<<<FI`)": no line end, no leading blanks, only `<`s (any
# number), or two or more `<` and a prefix of a keyword, or a block opener.
def is_unfinished(line: Line) -> bool:
    if line.has_end or not line.text.startswith("<"):
        return False
    words = re.sub(r"[ \t]+", " ", line.marker.lstrip("<").strip(BLANKS))
    if words == "":
        return True
    is_prefix = any(keyword.startswith(words.upper()) for keyword in KEYWORDS)
    if line.text.startswith("<<") and words.isascii() and is_prefix:
        return True
    return read_block_opener(Line(line.start, line.end, line.text, True)) is not None


# --------------------------------------------------------------------------------
# The machine: one line after the other


# A document that was opened at `offset`; its text runs from `text_start`. `ended` becomes closer,
# opener, end (of input) or glued; `stop` is where what ended it starts, `span_end` where the
# document's last marker ends.
@dataclass
class Open:
    offset: int
    marker: Marker
    text_start: int
    has_line_end: bool
    ended: str = ""
    stop: int = 0
    span_end: int = 0
    complete: bool = False


@dataclass
class Scan:
    """What the lines hold: documents, findings (offset, code), what is outside documents."""

    text: str
    lines: list[Line]
    documents: list[Open] = field(default_factory=list)
    found: list[tuple[int, str]] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)
    strays: list[tuple[int, int]] = field(default_factory=list)
    lone_block_closers: list[tuple[int, int]] = field(default_factory=list)
    open: Open | None = None
    in_run: bool = False

    def report(self, offset: int, code: str) -> None:
        self.found.append((offset, code))


def scan(text: str) -> Scan:
    start = 1 if text.startswith(BOM) else 0
    state = Scan(text, split_lines(text, start))
    if start:
        state.report(0, "E004")
    for line in state.lines:
        if state.open is None:
            read_outside_line(state, line)
        else:
            read_inside_line(state, state.open, line)
    end_document(state, "end", len(text), len(text))
    return state


def read_outside_line(state: Scan, line: Line) -> None:
    """An opener, a stray or lone block closer, a damaged or unfinished marker, or other text."""
    bare = without_bom(line)
    if bare is not line:
        state.report(line.start, "E004")
    opener = read_opener(bare)
    stop = bare.start + len(bare.marker)
    was_in_run, state.in_run = state.in_run, False
    if opener:
        start_document(state, opener, bare.start, bare)
    elif read_bracketed(bare.marker):
        state.report(bare.start, "B005")
        state.strays.append((bare.start, stop))
    elif read_block_closer(bare.marker):
        state.lone_block_closers.append((bare.start, stop))
    elif is_unfinished(bare) or looks_like_marker(bare.marker):
        state.report(bare.start, "B007" if is_unfinished(bare) else "B006")
        state.strays.append((bare.start, stop))
    else:
        state.in_run = True
        start = state.runs.pop()[0] if was_in_run else line.start
        state.runs.append((start, line.end))


# "a BOM ... right before a marker outside documents: info, left out".
def without_bom(line: Line) -> Line:
    bare = Line(line.start + 1, line.end, line.text[1:], line.has_end)
    if not line.text.startswith(BOM):
        return line
    is_marker = read_opener(bare) or read_bracketed(bare.marker) or read_block_closer(bare.marker)
    return bare if is_marker else line


# 2.5 "Inside a document only markers with its own n count; every other line is text".
def read_inside_line(state: Scan, document: Open, line: Line) -> None:
    marker = read_bracketed(line.marker) or (None if document.marker.bracketed else read_block_opener(line))
    if marker and marker.opens and marker.fence == document.marker.fence:
        end_document(state, "opener", line.start, line.start)
        start_document(state, marker, line.start, line)
    elif is_closer(document, line.marker):
        report_bracketed_closer(state, document, line.start)
        report_cut_closer(state, document, line)
        end_document(state, "closer", line.start, line.end)
    else:
        joined, torn = find_joined(document, line), find_torn(document, line)
        if joined or torn:
            marker, opener, closer = joined or torn or (document.marker, line, "")
            state.report(line.start, "B004" if joined else "B006")
            report_bracketed_closer(state, document, line.start)
            report_cut_closer(state, document, Line(line.start, opener.start, closer, True))
            end_document(state, "closer", line.start, opener.start)
            start_document(state, marker, opener.start, opener)


# A bracketed closer of the document's fence whose label fits; in a block document a block closer
# too: "In a bracketed document, block markers are text".
def is_closer(document: Open, text: str) -> bool:
    marker = read_bracketed(text)
    fence = document.marker.fence
    if marker and not marker.opens:
        return marker.fence == fence and closes(marker.label, document.marker.label)
    return not document.marker.bracketed and read_block_closer(text) == fence


# "a closer of the open document directly followed by an opener on one line"; blanks may stand
# between.
def find_joined(document: Open, line: Line) -> tuple[Marker, Line, str] | None:
    for found in re.finditer(r"(?<![< \t\r])[ \t]*\r?(?=<)", line.text):
        closer, at = line.text[: found.start()], line.start + found.end()
        opener = Line(at, line.end, line.text[found.end() :], line.has_end)
        marker = read_opener(opener)
        if is_closer(document, closer) and marker:
            return marker, opener, closer
    return None


# The same with one character between the two, or two, in place of the line end: an error.
def find_torn(document: Open, line: Line) -> tuple[Marker, Line, str] | None:
    for run in re.finditer(r"(?<=[^<])<{3,}", line.text):
        for at in (run.start(), run.start() + 1):
            opener = Line(line.start + at, line.end, line.text[at:], line.has_end)
            marker = read_opener(opener)
            for closer in (line.text[: at - 1], line.text[: at - 2]):
                if marker and is_closer(document, closer):
                    return marker, opener, closer
    return None


# "a bracketed marker of its fence ends it [a block document] too, with a warning"; an error where
# the first line of its text ends with a run of n or n-1 `>`: an opener that was cut in two.
def report_bracketed_closer(state: Scan, document: Open, at: int) -> None:
    if document.marker.bracketed or state.text[at] != "<":
        return
    state.report(document.offset, "B010")
    fence = document.marker.fence
    for first in split_lines(state.text[document.text_start : at], 0)[:1]:
        if len(first.marker) - len(first.marker.rstrip(">")) in (fence, fence - 1):
            state.report(document.offset, "B011")


# An error too: a block document closed by a line `>>>` whose last text line is just `FILE`: a
# closer that was cut in two.
def report_cut_closer(state: Scan, document: Open, closer: Line) -> None:
    lines = split_lines(state.text[document.text_start : closer.start], 0)
    is_file = any(re.fullmatch("(?ai:FILE?)", last.marker) for last in lines[-1:])
    if not document.marker.bracketed and re.fullmatch(">+", closer.marker) and is_file:
        state.report(document.offset, "B011")


def start_document(state: Scan, marker: Marker, offset: int, line: Line) -> None:
    state.open = Open(offset, marker, line.end, line.has_end)


def end_document(state: Scan, ended: str, stop: int, span_end: int) -> None:
    document, state.open = state.open, None
    if document is None:
        return
    document.ended, document.stop, document.span_end = ended, stop, span_end
    document.complete = ended == "closer"
    glued = None if document.complete else find_glued(state, document)
    if glued is not None:
        document.ended, document.stop, document.complete = "glued", glued, True
        state.report(document.offset, "B003")
        report_bracketed_closer(state, document, glued)
    state.documents.append(document)


# --------------------------------------------------------------------------------
# 5. What is wrong with a bundle: how documents end


def text_lines(state: Scan, document: Open) -> list[Line]:
    return [line for line in state.lines if document.text_start <= line.start < document.stop]


# "closing marker glued to the end of the last line before the next opener or the end of input ...,
# in a document that nothing else closes; a letter or digit stands before it on the line". Where the
# marker starts.
def find_glued(state: Scan, document: Open) -> int | None:
    lines = [line for line in text_lines(state, document) if not line.is_white]
    if not lines:
        return None
    last = lines[-1]
    at = find_glued_bracketed(document, last.marker)
    if at is None and not document.marker.bracketed:
        at = find_glued_block(document, last.marker)
    if at is None or not any(character.isalnum() for character in last.text[:at]):
        return None
    return last.start + at


def whole_runs(text: str, fence: int) -> list[int]:
    return [run.start() for run in re.finditer("<+", text) if len(run[0]) == fence]


def find_glued_bracketed(document: Open, text: str) -> int | None:
    return next(
        (at for at in whole_runs(text, document.marker.fence) if is_closer(document, text[at:])),
        None,
    )


# In a block document `>>>` too (never `FILE>>>` or `>>>END`): not where the part of the line before
# it holds a run of n `<`, or where the word right before it may be what is left of `FILE>>>`. A word
# is what stands between blanks, and the letters at its end are one too (`FIL.`, `(LE`).
def find_glued_block(document: Open, text: str) -> int | None:
    fence = document.marker.fence
    before = text.rstrip(">")
    if len(text) - len(before) != fence or whole_runs(before, fence):
        return None
    words = re.search(r"[^ \t]*?(\w*)$", before.rstrip(BLANKS + "\r"))
    if words and any(is_like_file(word.upper()) for word in (words[0], words[1])):
        return None
    return len(before)


# "does not end in FILE, is not a tail of FILE (E, LE, ILE, FILE) and does not differ from FILE by
# one letter (lost, doubled, changed)".
def is_like_file(word: str) -> bool:
    whole = "FILE"
    return (
        word.endswith(whole)
        or word in ("E", "LE", "ILE")
        or (len(word) == 5 and any(word[:at] + word[at + 1 :] == whole for at in range(5)))
        or any(
            word in (whole[:at] + whole[at + 1 :], whole[:at] + whole[at] + whole[at:])
            or (len(word) == 4 and word[:at] + word[at + 1 :] == whole[:at] + whole[at + 1 :])
            for at in range(4)
        )
    )


# "no closers: only where every marker is a bracketed opener with a line end, no bare name begins
# with the word BEGIN, START or END, and no other line of the bundle holds `<<<` or ends with `>>>`,
# and the last [that is not white] is not only `<`". Also: no opener is anonymous, no other line
# begins with two or more `<` and a keyword, no outside line is a block closer, the last text is not
# empty or white.
def has_no_closers(state: Scan) -> bool:
    openers = {document.text_start for document in state.documents}
    others = [line for line in state.lines if line.end not in openers]
    last = [line.marker for line in state.lines if not line.is_white][-1:]
    last_text = state.text[state.documents[-1].text_start : state.documents[-1].stop]
    return (
        all(d.ended in ("opener", "end") and d.marker.bracketed and d.has_line_end for d in state.documents)
        and not any(begins_with_keyword(document.marker.label) for document in state.documents)
        and all(document.marker.label.name for document in state.documents)
        and not any("<<<" in line.text or line.marker.endswith(">>>") for line in others)
        and not any(looks_like_marker(line.marker) for line in others)
        and not state.lone_block_closers
        and last_text.strip(WHITE) != ""
        and not any(re.fullmatch("<+", text) for text in last)
    )


def begins_with_keyword(label: Label) -> bool:
    return label.kind in ("bare", "named") and re.match(r"(?ai:BEGIN|START|END)(?!\w)", label.name) is not None


def judge_ends(state: Scan) -> None:
    """B001, B002 and B008."""
    if state.documents and has_no_closers(state):
        state.report(state.documents[0].offset, "B002")
        for document in state.documents:
            document.complete = True
    for document in state.documents:
        if not document.complete:
            state.report(document.offset, "B001")
            for line in text_lines(state, document):
                if is_near_marker(document, line):
                    state.report(line.start, "B008")


# "a line that only nearly is a marker (uneven fences, indented, text after it, a foreign label)":
# it looks like one, and is not a whole marker of another fence (a nested bundle).
def is_near_marker(document: Open, line: Line) -> bool:
    marker = read_bracketed(line.marker) or (None if document.marker.bracketed else read_block_opener(line))
    if looks_like_marker(line.marker):
        return marker is None or marker.fence == document.marker.fence
    block = re.fullmatch(r"(?ai:[ \t]*(?:FILE[ \t]*)?>>+|[ \t]*>>+[ \t]*END)", line.marker)
    return block is not None and not document.marker.bracketed and read_block_closer(line.marker) == 0


# "other outside text (a lone `>>>` too, where the bundle has no block opener)": B009 with its span;
# "a block closer too, where the bundle has a block opener": B005.
def judge_outside(state: Scan) -> list[tuple[int, int]]:
    spans = []
    for start, end in state.runs:
        inside = state.text[start:end].strip(WHITE)
        if inside:
            first = state.text.index(inside, start)
            spans.append((first, first + len(inside)))
    if any(not document.marker.bracketed for document in state.documents):
        for start, _ in state.lone_block_closers:
            state.report(start, "B005")
    else:
        spans.extend(state.lone_block_closers)
    for start, _ in spans:
        state.report(start, "B009")
    return sorted(spans)


# --------------------------------------------------------------------------------
# 3. Labels: sha256, size, bytes, encoding, mode

BASE64 = re.compile("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
ENCODINGS = {"utf-8", "utf8", "ascii", "text", "plain", "base64"}


def encode(text: str, errors: str) -> bytes:
    return text.encode("utf-8", errors)


# "its bytes are decoded strictly (line breaks and blanks allowed, anything else an error ...)".
def decode_base64(text: str) -> bytes | None:
    packed = re.sub(r"\r?\n|[ \t]", "", text)
    return base64.b64decode(packed) if BASE64.fullmatch(packed) else None


# "`sha256` (64 hex digits) and `size` or `bytes` (ASCII digits, at most 18) are checked".
def is_checkable(key: str, value: str) -> bool:
    return re.fullmatch("[0-9a-fA-F]{64}" if key == "sha256" else "[0-9]{1,18}", value) is not None


def holds(key: str, value: str, data: bytes) -> bool:
    return hashlib.sha256(data).hexdigest() == value.lower() if key == "sha256" else len(data) == int(value)


# "If all of them hold for the text together with the line break of rule 4, that line break belongs
# to the text ... Else, unless all hold for the text without it, an error". The text and the codes.
def check_integrity(attributes: Pairs, text: str, line_break: str, errors: str) -> tuple[str, list[str]]:
    low = low_keys(attributes)
    codes = [
        "I005"
        for key, value in low
        if (key == "encoding" and value.lower() not in ENCODINGS)
        or (key == "mode" and not re.fullmatch("text|base64|[0-7]+", value.lower()))
    ]
    claims = [(key, value) for key, value in low if key in ("sha256", "size", "bytes")]
    checked = [(key, value) for key, value in claims if is_checkable(key, value)]
    codes += ["I004"] * (len(claims) - len(checked))
    data: bytes | None
    if any(key in ("encoding", "mode") and value.lower() == "base64" for key, value in low):
        data = decode_base64(text)
        if data is None:
            return text, [*codes, "I003"]
    else:
        data = encode(text, errors)
        longer = encode(text + line_break, errors)
        if checked and line_break and all(holds(key, value, longer) for key, value in checked):
            return text + line_break, codes
    failed = [key for key, value in checked if not holds(key, value, data)]
    return text, [*codes, *("I002" if key == "sha256" else "I001" for key in failed)]


# --------------------------------------------------------------------------------
# 5. What is wrong with a bundle: documents, encodings, the whole


def build_documents(state: Scan, errors: str) -> list[RefDocument]:
    """Texts (rule 4), labels, names, integrity."""
    documents, names = [], set()
    for found in state.documents:
        label, region = found.marker.label, state.text[found.text_start : found.stop]
        text, line_break = split_line_break(region)
        if found.ended == "glued":  # it takes one CR right before it (a CRLF that lost its LF)
            text, line_break = region.removesuffix("\r"), ""
        text, codes = check_integrity(label.attributes, text, line_break, errors)
        codes += ["B014"] if label.kind == "bad" else []
        codes += ["N002"] if label.name == "" else ["N001"] if label.name in names else []
        names.add(label.name)
        for code in codes:
            state.report(found.offset, code)
        documents.append(RefDocument(label.name, text, label.attributes, found.complete))
    return documents


# "not UTF-8, a lone surrogate in a str (once a document, with the first place and a count)"; once a
# run of outside text, too.
def report_surrogates(state: Scan, code: str) -> None:
    documents = [(document.offset, document.span_end) for document in state.documents]
    for start, end in [*documents, *state.runs, *state.strays]:
        found = re.compile("[\ud800-\udfff]").search(state.text, start, end)
        if found:
            state.report(found.start(), code)


# "text but no document: error"; "nothing or only white space: warning".
def report_nothing_found(state: Scan) -> None:
    text = state.text.removeprefix(BOM)
    if state.documents:
        return
    if text.strip(WHITE) == "":
        state.report(0, "B013")
    else:
        state.report(len(state.text) - len(text.lstrip(WHITE)), "B012")


# "line and column (1-based, in code points), code-point and byte offset"; sorted by (offset, code).
def locate(text: str, found: Iterable[tuple[int, str]], errors: str) -> Iterator[Finding]:
    for offset, code in sorted(found):
        before = text[:offset]
        column = offset - (before.rfind("\n") + 1) + 1
        yield offset, code, before.count("\n") + 1, column, len(encode(before, errors))


def read(data: bytes | str) -> Reading:
    """Read a whole bundle."""
    if isinstance(data, bytes):
        if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
            return Reading([], [(0, "E003", 1, 1, 0)], [])
        text, code, errors = data.decode("utf-8", "surrogateescape"), "E001", "surrogateescape"
    else:
        text, code, errors = data, "E002", "surrogatepass"
    state = scan(text)
    judge_ends(state)
    documents = build_documents(state, errors)
    outside = judge_outside(state)
    report_surrogates(state, code)
    report_nothing_found(state)
    return Reading(documents, list(locate(text, state.found, errors)), outside)


# --------------------------------------------------------------------------------
# 2. and 3. The writer


def write(documents: Iterable[RefDocument]) -> str:
    """The canonical form; a name that cannot be written back is the caller's fault."""
    return "".join(map(write_document, documents))


# "The writer puts one LF after the text, CRLF where the text ends with CR".
def write_document(document: RefDocument) -> str:
    fence = choose_fence(document.text)
    left, right = "<" * fence, ">" * fence
    line_break = "\r\n" if document.text.endswith("\r") else "\n"
    return f"{write_opener(document, left, right)}\n{document.text}{line_break}{left}END FILE{right}\n"


# "The writer takes the smallest n >= 3 such that no line of the text holds, anywhere, a run of
# exactly n `<` and then (blanks and) a keyword of section 4", followed by a blank, `:`, `>` or the
# end of the line.
def choose_fence(text: str) -> int:
    fence = 3
    while re.search(rf"(?<!<)<{{{fence}}}[ \t]*{ANY_KEYWORD}(?=[ \t:>]|\r?(?:\n|\Z))", text):
        fence += 1
    return fence


# In block dialects also: no line of the text ends with a run of exactly n `>`, or begins with one
# (after `FILE`, too): joined with an opener it would be a closer.
def choose_block_fence(text: str) -> int:
    lines = [line.marker for line in split_lines(text, 0)]
    taken = {len(line) - len(line.rstrip(">")) for line in lines}
    taken |= {len(found[1]) for line in lines if (found := re.match("(?ai:FILE[ \t]*)?(>*)", line))}
    fence = 3
    while fence in taken or choose_fence(text) > fence:
        fence += 1
    return fence


# "The writer writes the bare form where it reads back to the same name and there are no attributes,
# else `path="..."` and the attributes ... the empty name is an anonymous document, `<<<FILE>>>`".
def write_opener(document: RefDocument, left: str, right: str) -> str:
    if not document.attributes:
        bare = f"{left}FILE {document.name}{right}" if document.name else f"{left}FILE{right}"
        marker = read_bracketed(bare)
        if marker and marker.opens and marker.label.kind in ("bare", "empty") and marker.label.name == document.name:
            return bare
    pairs = (("path", document.name), *document.attributes)
    return f"{left}FILE {' '.join(map(write_pair, pairs))}{right}"


def write_pair(pair: tuple[str, str]) -> str:
    key, value = pair
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{key}="{escaped}"'
