"""The one law: wrong content is never returned as right.

Every marker of some bundles, canonical and of each preset, is damaged in every way that one fault can: `loads` must
raise or return the texts that were written. What cannot be told is on a short list, each entry with its rule.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from seeddoc import Document, ParseResult, dumps, parse
from tests import strategies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CHANGED = "<>\"'=:/_,\\ \t\r\nAFELx035\ufeffé"

NESTED = dumps([Document("inner", "x\n"), Document("other", "")])
SHA = hashlib.sha256(b"One.\n\nTwo.").hexdigest()

CANONICAL = {
    "one": [Document("a.txt", "Title\n\nOne.")],
    "two": [Document("a", "A"), Document("b.txt", "B\nb2\n")],
    "three": [Document("My notes.txt", "one"), Document("docs/b", "two\n\n"), Document("c", "three")],
    "empty": [Document("a", ""), Document("b", "x"), Document("c", "")],
    "crlf": [Document("a", "x\r\ny\r\n"), Document("b", "z\r")],
    "newlines": [Document("a", "\nx\n\n"), Document("b", "\n"), Document("c", "y\n")],
    "nested": [Document("a", NESTED), Document("b", "see <<<END FILE>>>"), Document("c", "plain")],
    "integrity": [
        Document("a", "One.\n\nTwo.", (("size", "10"), ("sha256", SHA))),
        Document("b", "x", (("lang", "en"),)),
    ],
    "sized": [Document("a", "One.", (("size", "4"),)), Document("b", "x\n", (("bytes", "2"),))],
    "quoted": [Document('a"b>>>', "x"), Document("END", "y"), Document("path to x", "z")],
    "look-alikes": [
        Document("a", "> x\n<<\nFILE\nend"),
        Document("b", "FILE>>>\n>>>\n>>>END"),
        Document("c", "<<<\n>>>"),
    ],
}


# Two lines of text and more in each, so that a line moved or lost shows.
ROWS = [("a.txt", "Title\n\nOne."), ("b", "B\n"), ("c d", "last")]


@dataclass(frozen=True)
class Written:
    """A written bundle: its texts, and each document with its opener and its closer as they were written."""

    name: str
    texts: list[str]
    parts: list[tuple[str, str, str]]

    @property
    def whole(self) -> str:
        return "".join(part for part, _, _ in self.parts)

    def markers(self) -> Iterator[Marker]:
        at = 0
        for number, (part, opener, closer) in enumerate(self.parts):
            yield Marker(self, number, at, at + len(opener), opens=True)
            at += len(part)
            if closer:
                yield Marker(self, number, at - len(closer) - 1, at - 1, opens=False)


def take_apart(name: str, texts: Sequence[str], written: Sequence[str], *, closers: bool = True) -> Written:
    lines = [part.split("\n") for part in written]
    parts = [(part, found[0], found[-2] if closers else "") for part, found in zip(written, lines, strict=True)]
    return Written(name, list(texts), parts)


def written_bundles() -> Iterator[Written]:
    for name, documents in CANONICAL.items():
        yield take_apart(name, [found.text for found in documents], [dumps([found]) for found in documents])
    texts = [text for _, text in ROWS]
    for form in strategies.FORMS:
        written = [strategies.write_form(form, *row) for row in ROWS]
        yield take_apart(form.preset, texts, written, closers=bool(form.closer))
    forms = {form.preset: form for form in strategies.FORMS}
    canonical, block = forms["canonical"], forms["block-fence"]
    written = [strategies.write_form(form, *row) for form, row in zip((canonical, block, canonical), ROWS, strict=True)]
    yield take_apart("one-block", texts, written)


@dataclass(frozen=True)
class Marker:
    """One marker line of a written bundle.

    Attributes:
        bundle: that it stands in.
        number: of its document.
        start: of the line in the bundle.
        stop: of the line, without its line end.
        opens: whether it is an opener.
    """

    bundle: Written
    number: int
    start: int
    stop: int
    opens: bool

    @property
    def line(self) -> str:
        return self.bundle.whole[self.start : self.stop]

    @property
    def before(self) -> str:
        return self.bundle.whole[: self.start]

    @property
    def after(self) -> str:
        return self.bundle.whole[self.stop :]


@dataclass(frozen=True)
class Fault:
    """One fault in one marker: its kind, the damaged bundle, and where in the marker's line it is."""

    kind: str
    marker: Marker
    text: str
    at: int = 0


# --------------------------------------------------------------------------------
# Every way to damage a marker


def character_faults(marker: Marker) -> Iterator[Fault]:
    for at, old in enumerate(marker.line):
        left, right = marker.before + marker.line[:at], marker.line[at + 1 :] + marker.after
        yield Fault("character lost", marker, left + right, at)
        yield Fault("character doubled", marker, left + old + old + right, at)
        for new in CHANGED.replace(old, ""):
            yield Fault("character changed", marker, left + new + right, at)


def cut_faults(marker: Marker) -> Iterator[Fault]:
    for at in range(len(marker.line)):
        left, right = marker.before + marker.line[:at], marker.line[at:] + marker.after
        if at:
            yield Fault("line cut in two", marker, left + "\n" + right, at)
        yield Fault("rest of the line lost", marker, left + marker.after, at)
        yield Fault("beginning of the line lost", marker, marker.before + right, at)
        yield Fault("rest of the input lost", marker, left, at)


def line_faults(marker: Marker) -> Iterator[Fault]:
    before, line, after = marker.before, marker.line, marker.after
    yield Fault("line end lost", marker, before + line + after[1:])
    if before:
        yield Fault("line end before it lost", marker, before.removesuffix("\n") + line + after)
    for blank in (" ", "\t", "    "):
        yield Fault("indented", marker, before + blank + line + after)
    yield Fault("line lost", marker, before + after[1:])
    yield Fault("line doubled", marker, f"{before}{line}\n{line}{after}")


def move_faults(marker: Marker) -> Iterator[Fault]:
    lines = marker.bundle.whole.split("\n")[:-1]
    number = marker.before.count("\n")
    rest = lines[:number] + lines[number + 1 :]
    for kind, to in (("line moved up", number - 1), ("line moved down", number + 1), ("line moved to the start", 0)):
        if 0 <= to <= len(rest) and to != number:
            yield Fault(kind, marker, "\n".join([*rest[:to], marker.line, *rest[to:], ""]))
    if number < len(rest):
        yield Fault("line moved to the end", marker, "\n".join([*rest, marker.line, ""]))


def faults(bundle: Written) -> Iterator[Fault]:
    whole = bundle.whole
    for marker in bundle.markers():
        for found in (character_faults, cut_faults, line_faults, move_faults):
            yield from (fault for fault in found(marker) if fault.text != whole)


# --------------------------------------------------------------------------------
# What cannot be told (S5.11): other texts come back and nothing can be wrong with them


def codes(result: ParseResult) -> set[str]:
    return {finding.code for finding in result.diagnostics}


def changed_texts(fault: Fault, result: ParseResult) -> list[tuple[int, str, str]] | None:
    """Return the texts that have changed, with their numbers; None where there are more or fewer documents."""
    old, new = fault.marker.bundle.texts, [document.text for document in result.bundle]
    if len(old) != len(new):
        return None
    pairs = enumerate(zip(old, new, strict=True))
    return [(number, before, after) for number, (before, after) in pairs if before != after]


def is_blank_line_lost(fault: Fault, result: ParseResult) -> bool:
    """A blank line lost right after an opener or right before a closer: by itself, or moved to its other side."""
    changed = changed_texts(fault, result)
    if (
        not changed
        or len(changed) > 1
        or fault.kind
        not in {
            "line end lost",
            "line end before it lost",
            "line moved up",
            "line moved down",
        }
    ):
        return False
    number, before, after = changed[0]
    lost = before == "\n" + after if fault.marker.opens else before in {after + "\n", after + "\r\n"}
    return number == fault.marker.number and lost


def is_outside_now(fault: Fault, result: ParseResult) -> bool:
    """A marker moved into its own text: what it no longer holds is outside text, of which there was none."""
    changed = changed_texts(fault, result)
    if not changed or len(changed) > 1 or not fault.kind.startswith("line moved") or "B009" not in codes(result):
        return False
    number, before, after = changed[0]
    outside = "\n".join(fault.text[span.start : span.end] for span in result.outside)
    left = before.removesuffix(after) if fault.marker.opens else before.removeprefix(after)
    return number == fault.marker.number and left.split() == outside.split()


def is_cut_at_a_border(fault: Fault, result: ParseResult) -> bool:
    """The input ends where a document ended, or in the END of `>>>END`, which closes without it."""
    texts, marker = [document.text for document in result.bundle], fault.marker
    at_border = fault.at == 0 if marker.opens else marker.line == ">>>END" and fault.at >= 3
    kept = marker.number + (not marker.opens)
    return fault.kind == "rest of the input lost" and at_border and texts == marker.bundle.texts[:kept]


def is_cut_in_the_only_one(fault: Fault, result: ParseResult) -> bool:
    """The closer of the only document (of those that are left) is lost, all but a `>` or two of it (B002)."""
    texts, marker = [document.text for document in result.bundle], fault.marker
    lost = fault.kind in {"rest of the input lost", "rest of the line lost", "beginning of the line lost"}
    first = marker.bundle.texts[0]
    return lost and codes(result) == {"B002"} and texts in [[first], [first + "\n"], [first + "\n>"], [first + "\n>>"]]


def is_without_closers(fault: Fault, result: ParseResult) -> bool:
    """An opener lost in a bundle that has no closers, or the rest of the bundle with it (B002)."""
    return not any(closer for _, _, closer in fault.marker.bundle.parts) and codes(result) <= {"B002", "B009", "B013"}


def is_block_opener_cut(fault: Fault, result: ParseResult) -> bool:
    """A block opener cut inside its label: its end is the first line of the text now. Or the reverse."""
    changed = changed_texts(fault, result)
    if not changed or len(changed) > 1 or not fault.marker.opens or ">" in fault.marker.line:
        return False
    _, before, after = changed[0]
    if fault.kind == "line end lost":
        return fault.text.startswith(
            fault.marker.line + before.partition("\n")[0], fault.marker.start
        ) and before.endswith(after)
    tail = fault.marker.line[fault.at + (fault.kind == "character changed") :]
    return fault.kind in {"line cut in two", "character changed"} and after == f"{tail}\n{before}" and "\n" not in tail


def is_the_only_block(fault: Fault, result: ParseResult) -> bool:
    """The only block opener is damaged: what is left looks like text between bracketed documents (B009)."""
    blocks = [opener for _, opener, _ in fault.marker.bundle.parts if ">" not in opener]
    texts = [document.text for document in result.bundle]
    only = len(blocks) == 1 and codes(result) == {"B009"}
    rest = [text for number, text in enumerate(fault.marker.bundle.texts) if number != fault.marker.number]
    if blocks == [fault.marker.line] and texts == rest:
        return only
    # It and the closer before it have changed places: it is text now.
    changed_places = fault.kind in {"line moved down", "line moved up"}
    return only and changed_places and any(text.endswith("\n" + blocks[0]) for text in texts)


def is_fitting_size(fault: Fault, result: ParseResult) -> bool:
    """A size changed so that it fits the text with the line break after it."""
    changed = changed_texts(fault, result)
    if not changed or len(changed) > 1 or not re.search("size=|bytes=", fault.marker.line):
        return False
    number, before, after = changed[0]
    is_digit = fault.kind.startswith("character") and fault.marker.line[fault.at].isdigit()
    return number == fault.marker.number and is_digit and after == before + "\n"


def is_moved_over_another_fence(fault: Fault, result: ParseResult) -> bool:
    """A closer moved behind a document of another fence: that document is nested now."""
    following = fault.marker.bundle.parts[fault.marker.number + 1 :]
    fence = fault.marker.line.count("<")
    others = bool(following) and all(opener.count("<") != fence for _, opener, _ in following)
    texts = [document.text for document in result.bundle]
    kept = texts[:-1] == fault.marker.bundle.texts[: fault.marker.number]
    return (
        others
        and not fault.marker.opens
        and fault.kind == "line moved to the end"
        and kept
        and following[0][0] in texts[-1] + "\n"
    )


CANNOT_BE_TOLD: dict[str, Callable[[Fault, ParseResult], bool]] = {
    "a blank line next to a marker lost": is_blank_line_lost,
    "a moved marker leaves outside text": is_outside_now,
    "cut off at a border": is_cut_at_a_border,
    "cut off in the only document": is_cut_in_the_only_one,
    "no closers": is_without_closers,
    "a block opener cut or joined": is_block_opener_cut,
    "the only block opener": is_the_only_block,
    "a size that fits": is_fitting_size,
    "nested by moving": is_moved_over_another_fence,
}


# --------------------------------------------------------------------------------
# The tests

REFUSED, SAME, UNTOLD = "refused", "same texts", "cannot be told"


@pytest.fixture(scope="module")
def table(request: pytest.FixtureRequest) -> Iterator[Counter[tuple[str, str]]]:
    """Counts outcomes by kind of fault (and reasons that cannot be told), and shows them after the last test."""
    counted: Counter[tuple[str, str]] = Counter()
    yield counted
    plugins = request.config.pluginmanager
    with plugins.getplugin("capturemanager").global_and_fixture_disabled():
        for line in render(counted):
            plugins.getplugin("terminalreporter").write_line(line)


def render(counted: Counter[tuple[str, str]]) -> Iterator[str]:
    kinds = sorted({kind for kind, _ in counted} - {*CANNOT_BE_TOLD, ""})
    yield f"\n{'kind of fault':<28}{'tried':>8}{REFUSED:>9}{SAME:>12}{UNTOLD:>16}"
    for kind in [*kinds, "all"]:
        counting = kinds if kind == "all" else [kind]
        row = [sum(counted[each, end] for each in counting) for end in (REFUSED, SAME, UNTOLD)]
        yield f"{kind:<28}{sum(row):>8}{row[0]:>9}{row[1]:>12}{row[2]:>16}"
    yield from (f"  cannot be told: {reason:<36}{counted[reason, UNTOLD]:>6}" for reason in CANNOT_BE_TOLD)


def outcome(fault: Fault) -> tuple[str, str]:
    """Return what came of a fault, and why it cannot be told."""
    result = parse(fault.text)
    if result.errors:
        return REFUSED, ""
    if [document.text for document in result.bundle] == fault.marker.bundle.texts:
        return SAME, ""
    return UNTOLD, next((reason for reason, holds in CANNOT_BE_TOLD.items() if holds(fault, result)), "")


@pytest.mark.parametrize("bundle", list(written_bundles()), ids=lambda bundle: bundle.name)
def test_no_fault_in_a_marker_returns_other_texts(bundle: Written, table: Counter[tuple[str, str]]) -> None:
    whole = parse(bundle.whole)
    assert ([document.text for document in whole.bundle], whole.errors) == (bundle.texts, ())
    broken = []
    for fault in faults(bundle):
        ends, reason = outcome(fault)
        table[fault.kind, ends] += 1
        table[reason, ends] += bool(reason)
        if ends == UNTOLD and not reason:
            broken.append((fault.kind, fault.marker.line, fault.at, fault.text))
    assert broken == []


def test_there_are_many_faults_of_every_kind() -> None:
    counted = Counter(fault.kind for bundle in written_bundles() for fault in faults(bundle))
    assert counted.total() > 10_000
    assert len(counted) == 16
    assert min(counted.values()) > 100


# For every reason an example: what was written, what became of it, and the texts that come back without an error.
EXAMPLES = [
    ("<<<FILE a>>>\nx\n\n<<<END FILE>>>\n", "<<<FILE a>>>\nx\n<<<END FILE>>>\n", ["x"]),
    ("<<<FILE a>>>\nx\ny\n<<<END FILE>>>\n", "<<<FILE a>>>\nx\n<<<END FILE>>>\ny\n", ["x"]),
    ("<<<FILE a>>>\nx\n<<<END FILE>>>\n<<<FILE b>>>\ny\n<<<END FILE>>>\n", "<<<FILE a>>>\nx\n<<<END FILE>>>\n", ["x"]),
    ("<<<FILE a>>>\nx\ny\n<<<END FILE>>>\n", "<<<FILE a>>>\nx\n", ["x"]),
    ("<<<FILE: a>>>\nx\n<<<FILE: b>>>\ny\n", "<<<FILE: a>>>\nx\ny\n", ["x\ny"]),
    ("<<<FILE ab\nx\n>>>\n", "<<<FILE a\nb\nx\n>>>\n", ["b\nx"]),
    ("<<<FILE a\nx\n>>>\n", "<<<FILE ax\n>>>\n", [""]),
    (
        "<<<FILE a>>>\nx\n<<<END FILE>>>\n<<<FILE b\ny\n>>>\n",
        "<<<FILE a>>>\nx\n<<<END FILE>>>\n<<<FLE b\ny\n>>>\n",
        ["x"],
    ),
    ('<<<FILE path="a" size="1">>>\nx\n<<<END FILE>>>\n', '<<<FILE path="a" size="2">>>\nx\n<<<END FILE>>>\n', ["x\n"]),
    (
        "<<<<FILE a>>>>\nx\n<<<<END FILE>>>>\n<<<FILE b>>>\ny\n<<<END FILE>>>\n",
        "<<<<FILE a>>>>\nx\n<<<FILE b>>>\ny\n<<<END FILE>>>\n<<<<END FILE>>>>\n",
        ["x\n<<<FILE b>>>\ny\n<<<END FILE>>>"],
    ),
]


@pytest.mark.parametrize(("written", "damaged", "texts"), EXAMPLES)
def test_what_cannot_be_told_is_a_bundle_as_good_as_the_other(written: str, damaged: str, texts: list[str]) -> None:
    assert not parse(written).errors
    result = parse(damaged)
    assert not result.errors
    assert [document.text for document in result.bundle] == texts
    assert texts != [document.text for document in parse(written).bundle]
