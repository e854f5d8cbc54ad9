"""Labels: what stands between a marker's keyword and its closing fence.

In comes the label as written, trimmed of blanks, and the length of its fence; out comes a `Label` (a name and
attributes), or None where the line is no marker at all. `render_label` is the inverse. The grammar is section 3
of docs/spec.md: four forms, tried in order, each in one pass over the label.

It knows nothing of keywords, lines or documents.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

import attrs

from seeddoc._grammar import BLANKS, KEY, KNOWN_KEYS, NAMING_KEYS

Attributes: TypeAlias = tuple[tuple[str, str], ...]

# `key=value`, `key="value"`, `key='value'`: blanks around `=` are allowed (but what follows them and is itself a
# `key=` is no value); "in double quotes `\"` and `\\` are escapes, any other backslash is itself; in single quotes
# nothing is. An unquoted value ends at the next blank."
_PAIR: Final = re.compile(
    rf"""({KEY}+)[ \t]*+=[ \t]*+(?:"((?:[^"\\]|\\.)*+)"|'([^']*+)'
    |(?:(?<==)|(?!{KEY}+[ \t]*+=))([^ \t"'][^ \t]*+))(?![^ \t])""",
    re.DOTALL | re.VERBOSE,
)
# "A word without `=` after the first quoted value (`BEGIN`) is an attribute with an empty value."
_WORD: Final = re.compile(rf"{KEY}+(?![^ \t])")
_TOKEN: Final = re.compile(r"[^ \t]++")
# "an unquoted naming value runs on to the next ` key=` or the end"
_NEXT_KEY: Final = re.compile(rf"(?<![ \t])[ \t]++(?={KEY}+[ \t]*+=)")
_ESCAPE: Final = re.compile(r'\\(["\\])')

# "Quoted name: the whole label is in one pair of `"`, `'` or backticks."
_QUOTED_NAME: Final = re.compile(r""""([^"]*)"|'([^']*)'|`([^`]*)`""")

# "A label that begins with a naming key and `=`, or any key, `=` and a quote, or has ` sha256=`, ` size=` or
# ` bytes=` outside quotes, and parses as none of 1 to 3 ... is an error."
_LOOKS_LIKE_PAIRS: Final = re.compile(
    rf"""(?:{"|".join(NAMING_KEYS)})[ \t]*+=|{KEY}+[ \t]*+=[ \t]*+["']|.*?[ \t](?:sha256|size|bytes)[ \t]*+=""",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_QUOTED_VALUE: Final = re.compile(rf"""((?<![^ \t]){KEY}+[ \t]*+=[ \t]*+)(?:"(?:[^"\\]|\\.)*+"|'[^']*+')""", re.DOTALL)

# A name that needs no look at the grammar: it holds nothing that any rule or keyword asks about.
_PLAIN: Final = re.compile(r"[^\"'`=<>]*+")


@attrs.frozen
class Label:
    """What a label says.

    Attributes:
        raw: as written, without outer blanks.
        name: the document's name; "" for an anonymous one; the raw label where it does not parse.
        attributes: (key, value) in their order, without the one that names.
        fault: why it does not parse, or "".
        naming: how the name is written: "" bare, a quotation mark, or the key as written ("path").
    """

    raw: str
    name: str
    attributes: Attributes = ()
    fault: str = ""
    naming: str = ""


@attrs.frozen
class _Pair:
    key: str
    value: str
    start: int
    end: int
    quoted: bool
    word: bool = False


def parse_label(raw: str, fence: int) -> Label | None:
    """Read a label (section 3); None where the line that holds it is no marker."""
    if _PLAIN.fullmatch(raw):
        return Label(raw, raw)
    return _finish(raw, fence, _quoted_name(raw) or _attributes(raw) or _name_and_attributes(raw))


def _finish(raw: str, fence: int, label: Label | None) -> Label | None:
    """Apply what holds for every form: runs of fence characters, and what has to parse and does not."""
    if label is None and _has_to_parse(raw):
        label = Label(raw, raw, fault="neither a name nor pairs of key and value")
    bare = _outside_quotes(raw, label)
    if "<" * fence in bare or ">" * fence in bare:
        return None
    if label is None:
        return Label(raw, raw) if _is_bare(raw) else None
    return label


def _is_bare(name: str) -> bool:
    return not name.startswith("<") and not name.endswith(">")


def _has_to_parse(name: str) -> bool:
    """Tell whether a name would have to be read as pairs; one that is all in quotation marks would be a quoted name."""
    return not _QUOTED_NAME.fullmatch(name) and bool(_LOOKS_LIKE_PAIRS.match(_QUOTED_VALUE.sub(r'\1""', name)))


def _outside_quotes(raw: str, label: Label | None) -> str:
    """Return the label with what is quoted left out: "Outside quotes a label holds no run of n or more"."""
    if label and label.naming and label.naming in "\"'`":
        return ""
    return _QUOTED_VALUE.sub(r'\1""', raw)


def _quoted_name(raw: str) -> Label | None:
    found = _QUOTED_NAME.fullmatch(raw)
    return Label(raw, found[found.lastindex or 0], naming=raw[0]) if found else None


def _attributes(raw: str) -> Label | None:
    """Read form 2: the whole label is pairs, with a naming key among them."""
    pairs = read_pairs(raw)
    if not pairs:
        return None
    # A word never names.
    names = {pair.key.lower(): pair for pair in reversed(pairs) if not pair.word}
    naming = next((key for key in NAMING_KEYS if key in names), None)
    if naming is None:
        return None
    named = names[naming]
    rest = tuple((pair.key, pair.value) for pair in pairs if pair is not named)
    return _checked(Label(raw, named.value, rest, naming=named.key), pairs)


def read_pairs(raw: str) -> list[_Pair] | None:
    """Read a label that is all `key=value` pairs (and words after the first quoted value); else None."""
    pairs: list[_Pair] = []
    quoted = False
    at = 0
    while at < len(raw):
        pair = _read_pair(raw, at) or (_read_word(raw, at) if quoted else None)
        if pair is None:
            return None
        if not pair.quoted and not pair.word and pair.key.lower() in NAMING_KEYS:
            pair = _run_on(raw, pair)
        quoted = quoted or pair.quoted
        pairs.append(pair)
        at = _skip_blanks(raw, pair.end)
    return pairs


def _read_pair(raw: str, at: int) -> _Pair | None:
    found = _PAIR.match(raw, at)
    if found is None:
        return None
    key, double, single, plain = found.groups()
    if double is not None:
        return _Pair(key, _ESCAPE.sub(r"\1", double), at, found.end(), quoted=True)
    if single is not None:
        return _Pair(key, single, at, found.end(), quoted=True)
    return _Pair(key, plain, at, found.end(), quoted=False)


def _read_word(raw: str, at: int) -> _Pair | None:
    found = _WORD.match(raw, at)
    return _Pair(found[0], "", at, found.end(), quoted=False, word=True) if found else None


def _run_on(raw: str, pair: _Pair) -> _Pair:
    """Let an unquoted naming value run on to the next ` key=` or the end: `path=a b.txt`."""
    start = pair.end - len(pair.value)
    following = _NEXT_KEY.search(raw, start)
    end = following.start() if following else len(raw)
    return attrs.evolve(pair, value=raw[start:end].rstrip(BLANKS), end=end)


def _skip_blanks(raw: str, at: int) -> int:
    while at < len(raw) and raw[at] in BLANKS:
        at += 1
    return at


def _name_and_attributes(raw: str) -> Label | None:
    """Read form 3: a bare name, then the longest run of pairs that reaches the end of the label."""
    run = _final_run(raw)
    if not run:
        return None
    name = raw[: run[0].start].rstrip(BLANKS)
    if not _is_bare(name) or _has_to_parse(name):
        return None
    label = Label(
        raw,
        name,
        tuple((pair.key, pair.value) for pair in run),
    )
    keys = (pair.key.lower() for pair in run if not pair.word)
    second_name = next((key for key in keys if key in NAMING_KEYS and key != "id"), None)
    if second_name:
        return attrs.evolve(label, name=raw, attributes=(), fault=f"two names, one of them by {second_name}=")
    return _checked(label, run)


def _final_run(raw: str) -> list[_Pair]:
    """Return the longest run of pairs, and words between pairs, that ends the label and is no part of its name.

    What can be read at a place does not depend on what stands before it, so each is looked at once, from the end on:
    a quotation mark may begin one value or end another, and only some readings reach the end.
    """
    reached: dict[int, tuple[_Pair, int]] = {}
    kinds = {len(raw): (False, True)}  # of the run from a place on: whether a key is known, whether all are quoted
    longest = len(raw)
    for at in reversed([found.start() for found in _TOKEN.finditer(raw)][1:]):
        pair = _read_pair(raw, at) or _read_word(raw, at)
        following = _skip_blanks(raw, pair.end) if pair else -1
        if pair is None or following not in kinds or (pair.word and following == len(raw)):
            continue
        known, quoted = kinds[following]
        if not pair.word:
            known, quoted = known or pair.key.lower() in KNOWN_KEYS, quoted and pair.quoted
            longest = at if known or quoted else longest
        reached[at], kinds[at] = (pair, following), (known, quoted)
    run = list[_Pair]()
    while longest < len(raw):
        pair, longest = reached[longest]
        run.append(pair)
    return run


def _checked(label: Label, pairs: list[_Pair]) -> Label:
    """Refuse a key that stands twice, or a word `path`; the document is kept then, named by the raw label."""
    seen: set[str] = set()
    for pair in pairs:
        key = pair.key.lower()
        if key in seen or (pair.word and key == "path"):
            fault = f"the key {key} stands twice" if key in seen else "path is how a name is written"
            return attrs.evolve(label, name=label.raw, attributes=(), fault=fault)
        seen.add(key)
    return label


def render_pair(key: str, value: str) -> str:
    """Write a pair so that it reads back: the value in double quotes, quotation mark and backslash escaped."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{key}="{escaped}"'
