"""Many texts in one file: bundles beside txtar, MIME and JSON lines, each as its documentation has it.

What is measured of each: the bytes that it adds to a document; how many of the odd texts come back as they were; what
its reader makes of a file that was cut off at any byte, or that lost any single byte which belongs to no name and no
text; and how fast it is read. A reader that raises has noticed; one that returns other documents than were written
without a word has not.

txtar has no reader in Python; this one follows https://pkg.go.dev/golang.org/x/tools/txtar, which says that there are
no syntax errors in it. MIME is Python's `email` with parts of text, its list of defects taken for errors.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import attrs

from bench import data
from bench.measure import MEGABYTE, Row, Settings, compare
from seeddoc import Document, SeedDocError, dumps, loads

if TYPE_CHECKING:
    from collections.abc import Sequence

Pairs = list[tuple[str, str]]

# What a text may be, and come back otherwise.
ODD_TEXTS: Final = (
    "",
    "no line break at the end",
    "two line breaks at the end\n\n",
    "\n\nempty lines first\n",
    "CR LF\r\nat the ends\r\n",
    "a lone CR\rin the middle\n",
    "\ufeffa byte order mark\n",
    "a NUL\0 in the middle\n",
    "a form feed\f, a separator\u2028 and NEL\x85\n",
    "blanks at the end  \n  and the beginning\n",
    "<<<END FILE>>>\nand what follows\n",
    "-- other.txt --\nand what follows\n",
    "--===============1==\nand what follows\n",
    '{"name": "other.txt", "text": "x"}\n',
    "From the first word on\n.\n",
    f"a line of 2,000 characters{' too long' * 220}\n",
)
NAMES: Final = ("first.txt", "second.txt", "third.txt")
TEXT: Final = "Xxxx xx xxxx\n\nXxx xxxx xxx xx.\n"


@attrs.frozen
class Container:
    """A form in which many texts make one file.

    Attributes:
        name: what it is called.
        write: pairs of name and text in, the file out.
        read: the file in, the pairs out; raises a ValueError where it notices something.
    """

    name: str
    write: Callable[[Pairs], bytes]
    read: Callable[[bytes], Pairs]


def write_bundle(pairs: Pairs) -> bytes:
    """Write a bundle of seeddoc."""
    return dumps([Document(name, text) for name, text in pairs]).encode()


def write_checked(pairs: Pairs) -> bytes:
    """Write a bundle whose markers have sizes and checksums."""
    return dumps([Document(name, text) for name, text in pairs], integrity=True).encode()


def read_bundle(content: bytes) -> Pairs:
    """Read one; it raises where there are errors."""
    try:
        return [(document.name, document.text) for document in loads(content)]
    except SeedDocError as error:
        raise ValueError(str(error)) from error


_FILE: Final = re.compile(r"^-- (\S.*?) --$\n?", re.MULTILINE)


def write_txtar(pairs: Pairs) -> bytes:
    """Write as txtar's Format does: a line break is added to a text that ends with none."""
    return "".join(f"-- {name} --\n{text}{_missing_break(text)}" for name, text in pairs).encode()


def _missing_break(text: str) -> str:
    return "\n" if text and not text.endswith("\n") else ""


def read_txtar(content: bytes) -> Pairs:
    """Read as txtar's Parse does, which knows no errors."""
    _, *rest = _FILE.split(content.decode())
    return [(name, text + _missing_break(text)) for name, text in zip(rest[::2], rest[1::2], strict=True)]


def write_mime(pairs: Pairs) -> bytes:
    """Write a multipart message with a part of text for each."""
    message = EmailMessage(policy=policy.default.clone(cte_type="8bit"))
    message["MIME-Version"] = "1.0"
    message.make_mixed()
    for name, text in pairs:
        message.add_attachment(text, filename=name, cte="8bit")
    return message.as_bytes()


def read_mime(content: bytes) -> Pairs:
    """Read one; a defect that Python notes is an error."""
    message: Any = message_from_bytes(content, policy=policy.default)
    parts = list(message.iter_parts()) if message.is_multipart() else []
    if message.defects or not parts or any(part.defects for part in parts):
        raise ValueError("the message has defects")
    try:
        return [(part.get_filename() or "", part.get_content()) for part in parts]
    except (KeyError, LookupError, AttributeError) as error:
        raise ValueError(f"a part is no text: {error}") from error


def write_lines(pairs: Pairs) -> bytes:
    """Write an object a line."""
    return "".join(json.dumps({"name": n, "text": t}, ensure_ascii=False) + "\n" for n, t in pairs).encode()


def read_lines(content: bytes) -> Pairs:
    """Read them; what is no object with both keys is an error."""
    try:
        rows = [json.loads(line) for line in content.decode().split("\n") if line]
        return [(row["name"], row["text"]) for row in rows]
    except (KeyError, TypeError) as error:
        raise ValueError(f"a line is no document: {error}") from error


CONTAINERS: Final = (
    Container("bundle", write_bundle, read_bundle),
    Container("bundle with checksums", write_checked, read_bundle),
    Container("txtar", write_txtar, read_txtar),
    Container("MIME", write_mime, read_mime),
    Container("JSON lines", write_lines, read_lines),
)


def comes_back(container: Container, text: str) -> bool:
    """Tell whether a text comes back as it was, between two others."""
    pairs = [("a", "x\n"), ("b", text), ("c", "x\n")]
    try:
        return container.read(container.write(pairs)) == pairs
    except (ValueError, UnicodeError):
        return False


def count_unnoticed(container: Container, files: Sequence[bytes], written: Pairs) -> int:
    """Count the files that are read without an error as other documents than were written."""
    return sum(_is_wrong(container, content, written) for content in files)


def _is_wrong(container: Container, content: bytes, written: Pairs) -> bool:
    try:
        return container.read(content) != written
    except ValueError:
        return False


def find_frame(content: bytes) -> list[int]:
    """Find the bytes of a file of made-up texts that belong to no name and no text."""
    inside = "|".join(map(re.escape, (*NAMES, TEXT, json.dumps(TEXT)[1:-1])))
    taken = {at for found in re.finditer(inside.encode(), content) for at in range(*found.span())}
    return [at for at in range(len(content)) if at not in taken]


def run(settings: Settings) -> list[Row]:
    """Measure all of them."""
    pairs = list(data.named(round(settings.size * MEGABYTE / 4), data.articles()))
    size = sum(len(text.encode()) for _, text in pairs)
    floor = write_lines(pairs)
    return [_measure(container, pairs, size, floor, settings) for container in CONTAINERS]


def _measure(container: Container, pairs: Pairs, size: int, floor: bytes, settings: Settings) -> Row:
    content = container.write(pairs)
    _, seconds, ratio = compare(partial(read_lines, floor), partial(container.read, content), settings.runs)
    written = [(name, TEXT) for name in NAMES]
    small = container.write(written)
    assert container.read(small) == written
    frame = find_frame(small)
    cuts = [small[:at] for at in range(1, len(small))]
    losses = [small[:at] + small[at + 1 :] for at in frame]
    return Row(
        container.name,
        (
            ("bytes a document", (len(content) - size) / len(pairs)),
            ("odd texts", len(ODD_TEXTS)),
            ("come back", sum(comes_back(container, text) for text in ODD_TEXTS)),
            ("cuts", len(cuts)),
            ("cuts unnoticed", count_unnoticed(container, cuts, written)),
            ("lost bytes", len(losses)),
            ("losses unnoticed", count_unnoticed(container, losses, written)),
            ("MB/s", size / MEGABYTE / max(seconds, 1e-9)),
            ("ratio", ratio),
        ),
    )
