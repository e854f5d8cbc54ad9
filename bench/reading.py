"""Reading bundles into documents, beside a bare loop of `find` that makes tuples of name and text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from bench import data
from bench.measure import MEGABYTE, Row, Settings, compare, speed_row
from seeddoc import loads, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GOAL: Final = 0.6

Pairs = list[tuple[str, str]]


def floor_bytes(content: bytes, fence: bytes = b"<<<", line: bytes = b"\n") -> Pairs:
    """Read a bundle as fast as Python can: no checks, no positions, no findings."""
    opener, opened, closer = fence + b"FILE ", b">" * len(fence) + line, line + fence + b"END FILE"
    found, find, at = Pairs(), content.find, 0
    while (at := find(opener, at)) >= 0:
        start = find(opened, at)
        text = start + len(opened)
        stop = find(closer, text)
        found.append((content[at + len(opener) : start].decode(), content[text:stop].decode()))
        at = stop + len(closer)
    return found


def floor_str(content: str) -> Pairs:
    """Do the same with a str."""
    found, find, at = Pairs(), content.find, 0
    while (at := find("<<<FILE ", at)) >= 0:
        start = find(">>>\n", at)
        stop = find("\n<<<END FILE", start + 4)
        found.append((content[at + 8 : start], content[start + 4 : stop]))
        at = stop + 13
    return found


def _tiny(count: int) -> bytes:
    return data.bundle((f"{number:06}.txt", "A tiny text.") for number in range(count))


def _nested(size: int) -> bytes:
    inner = [data.bundle([(f"{number}.txt", text)]).decode() for number, text in enumerate(data.articles())]
    return data.bundle(data.named(size, inner), "<<<<FILE {}>>>>", "<<<<END FILE>>>>")


def _shapes(settings: Settings) -> Iterator[tuple[str, bytes, Callable[[bytes], Pairs]]]:
    size = round(settings.size * MEGABYTE)
    part = size // 4
    yield "300,000 tiny documents", _tiny(settings.of(300_000)), floor_bytes
    yield "HTML", data.bundle(data.named(part, data.pages())), floor_bytes
    yield "nested bundles", _nested(part), partial(floor_bytes, fence=b"<<<<")
    crlf = data.bundle(data.named(part, data.articles()), line="\r\n")
    yield "CRLF", crlf, partial(floor_bytes, line=b"\r\n")
    opener = '<<<FILE path="{}" lang="en" source="wire">>>'
    yield "attributes", data.bundle(data.named(part, data.articles()), opener), floor_bytes
    yield "names in quotation marks", data.bundle(data.named(part, data.articles()), '<<<FILE "{}">>>'), floor_bytes
    yield "other closers", data.bundle(data.named(part, data.articles()), closer="<<<END FILE {}>>>"), floor_bytes
    block = data.bundle(data.named(part, data.articles()), "<<<FILE {}", ">>>")
    yield "block form", block, _floor_block


def _floor_block(content: bytes) -> Pairs:
    found, find, at = Pairs(), content.find, 0
    while (at := find(b"<<<FILE ", at)) >= 0:
        start = find(b"\n", at)
        stop = find(b"\n>>>", start)
        found.append((content[at + 8 : start].decode(), content[start + 1 : stop].decode()))
        at = stop + 4
    return found


def run(settings: Settings) -> list[Row]:
    """Measure `parse` and `loads` of bundles of many shapes."""
    canonical = data.bundle(data.named(round(settings.size * MEGABYTE), data.articles()))
    text, size = canonical.decode(), len(canonical)
    assert [(document.name, document.text) for document in loads(canonical)] == floor_bytes(canonical)
    rows = [
        speed_row(f"{name} of {kind}", size, compare(floor, subject, settings.runs), GOAL)
        for name, kind, floor, subject in (
            ("parse", "bytes", partial(floor_bytes, canonical), partial(parse, canonical)),
            ("loads", "bytes", partial(floor_bytes, canonical), partial(loads, canonical)),
            ("parse", "str", partial(floor_str, text), partial(parse, text)),
            ("loads", "str", partial(floor_str, text), partial(loads, text)),
        )
    ]
    del canonical, text
    for name, content, floor in _shapes(settings):
        assert [document.text for document in loads(content)] == [text for _, text in floor(content)]
        measured = compare(partial(floor, content), partial(parse, content), settings.runs)
        rows.append(speed_row(name, len(content), measured))
    return rows
