"""What holds for any bytes: a check for each target.

In come bytes that somebody else made up; nothing comes out. An AssertionError, or anything else that is raised, is a
finding. Every check is a pure function of its bytes, so that a finding is a file, and the same checks run under a
fuzzer (`python -m fuzz`) and under pytest (tests/test_fuzz.py).

The reference reader is that of the tests, which is written from the specification alone.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fuzz.comparing import (
    assert_as_the_reference,
    assert_same_in_chunks,
    assert_same_in_parts,
    cut,
    decode,
)
from fuzz.sounding import assert_quotes, assert_spans
from seeddoc import Bundle, Document, Settings, dumps, loads, parse, parse_article, to_json
from seeddoc._globs import compile_glob
from seeddoc._grammar import WHITE_SPACE
from seeddoc._ignoring import parse_patterns
from seeddoc._labels import parse_label
from seeddoc.baseline import BaselineError, read_baseline
from seeddoc.checking import check_content
from seeddoc.configuration import parse_configuration, read_override
from seeddoc.errors import BundleError, JsonError, SettingsError
from seeddoc.fixing import fix_content
from seeddoc.formatting import format_content
from seeddoc.inputs import Content, Source, read_documents
from seeddoc.jsonio import from_json, to_data
from seeddoc.quotes.cues import read_cues
from tests import reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STRICT: Final = Settings(preset="strict")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


# --- The scanner --------------------------------------------------------------------------------------------------


def check_scanner(data: bytes) -> None:
    """Reading never raises; what it finds stands where it says; what it calls whole is written back as it was."""
    result = parse(data)
    text = decode(data)
    assert_spans(result, len(text))
    for document in result.bundle:
        assert document.position is not None
        assert text.startswith(document.text, document.position.offset)
    if result.errors:
        _assert_refused(data)
        return
    assert loads(data) == result.bundle
    written = dumps(result.bundle)
    again = parse(written)
    assert (again.bundle, again.errors, again.outside) == (result.bundle, (), ())
    assert dumps(again.bundle) == written


def _assert_refused(data: bytes) -> None:
    try:
        loads(data)
    except BundleError as error:
        assert str(error)
    else:
        raise AssertionError("a bundle with errors was read")


def check_differential(data: bytes) -> None:
    """Bytes and str, all at once, in chunks and in parts, quick and slow: all read the same."""
    text = decode(data)
    assert_as_the_reference(data)
    assert_as_the_reference(text)
    for size in (1, 3, 17):
        assert_same_in_chunks(data, [data[at : at + size] for at in range(0, len(data), size)])
        assert_same_in_chunks(text, [text[at : at + size] for at in range(0, len(text), size)])
    assert_same_in_chunks(data, cut(data))
    assert_same_in_parts(data, 1)
    assert_same_in_parts(data, 64)
    if not _SURROGATE.search(text):
        assert parse(text) == parse(data)


# --- Labels -------------------------------------------------------------------------------------------------------


def check_labels(data: bytes) -> None:
    """A label is read as the specification has it, and what it says can be written again."""
    fence, raw = 3 + (data[:1] or b"\0")[0] % 3, decode(data[1:]).replace("\n", " ").strip(" \t")
    label, expected = parse_label(raw, fence), reference.read_label(raw)
    if expected is None or reference.holds_fence(raw, fence):
        assert label is None
        return
    assert label is not None
    assert (label.name, label.attributes) == (expected.name, expected.attributes)
    assert bool(label.fault) == (expected.kind == "bad")
    if label.fault or _SURROGATE.search(raw):
        return
    document = Document(label.name, "text", label.attributes)
    try:
        written = dumps([document])
    except BundleError:  # a checksum that does not hold
        return
    assert loads(written) == Bundle([document])


# --- Articles and quotations --------------------------------------------------------------------------------------


def check_articles(data: bytes) -> None:
    """Every text that is not blank is an article that gives its text back, and whose JSON gives it back too."""
    text = decode(data)
    if not text.strip(WHITE_SPACE):
        return
    article = parse_article(text)
    assert article.to_text() == text
    blocks = (article.title, *(paragraph.text for paragraph in article.paragraphs))
    assert tuple(text[span.start : span.end] for span in article.spans) == blocks
    for block in blocks:
        assert block == block.strip(WHITE_SPACE)
    document = Document("a", text)
    assert document.article == article
    assert from_json(to_json(document)) == document
    for finding in check_content(_content(data), _STRICT).findings:
        assert finding.offset <= finding.end_position.offset <= len(text)


def check_quotes(data: bytes) -> None:
    """Whatever is found stands in the text, in order, and says why its speaker is the one."""
    assert_quotes([each for each in decode(data).split("\n\n") if each])


# --- JSON ---------------------------------------------------------------------------------------------------------


def check_json(data: bytes) -> None:
    """JSON is read as what it was written from, or refused with all that is wrong with it, and nothing else raises.

    What begins with `!` stands for changes of a faultless document: pairs of a place and a value.
    """
    written = json.dumps(_changed(data[1:])).encode() if data.startswith(b"!") else data
    try:
        value = from_json(written)
    except JsonError as error:
        assert error.problems
        assert all(path.startswith("$") and message and "\n" not in message for path, message in error.problems)
        return
    again = from_json(to_json(value))
    assert again == value
    assert to_data(again) == to_data(value)


_TEXT: Final = "Title\n\n“One,” said Ann Roe. She left. “Two ‘three’ four.”\n\nPlain."
# What a place may get: values of every type, and near misses of those that belong there.
_VALUES: Final[tuple[object, ...]] = (
    None,
    True,
    0,
    1,
    -1,
    5,
    10**20,
    0.5,
    "",
    "a",
    "\n",
    "\ud800",
    "direct",
    "bare",
    [],
    [None],
    {},
    {"text": "a"},
)


def _changed(data: bytes) -> object:
    """Return a faultless document, as JSON has it, with values in other places: two bytes for each change."""
    whole: dict[str, Any] = {"": to_data(Document("a.txt", _TEXT, (("lang", "en"),)))}
    for place, value in zip(data[::2], data[1::2], strict=False):
        slots = list(_slots(whole))
        holder, key = slots[place % len(slots)]
        if value == 0xFF:
            del holder[key]
        else:
            holder[key] = json.loads(json.dumps(_VALUES[value % len(_VALUES)]))
        if not whole:
            return None
    return whole[""]


def _slots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Return every place in some data: what holds it and under which key."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _slots(value[key])


# --- Configuration ------------------------------------------------------------------------------------------------


def check_configuration(data: bytes) -> None:
    """Files that steer seeddoc are read or refused with what is wrong: settings, baselines, cues, patterns."""
    text = data.decode("utf-8", "replace")
    _check_settings(text)
    _check_patterns(text)
    for read, error in ((read_override, SettingsError), (read_baseline, BaselineError), (read_cues, ValueError)):
        try:
            read(text)
        except error as refusal:
            assert str(refusal)


def _check_settings(text: str) -> None:
    try:
        found = parse_configuration(text, Path("seeddoc.toml"), "seeddoc.toml")
    except SettingsError as error:
        assert error.problems
        return
    assert found is not None
    assert Settings.from_mapping(found.settings.to_mapping()) == found.settings
    assert len(found.settings.digest) == 32
    found.settings.for_path("a/b.txt")
    for entry in found.suppressions.entries if found.suppressions else ():
        entry.matches_file("a/b.txt")


def _check_patterns(text: str) -> None:
    patterns = parse_patterns(text)
    if patterns:
        for path in ("a", "a/b.txt", "é"):
            patterns.verdict(path, is_folder=False)
            patterns.verdict(path, is_folder=True)
    for pattern in filter(None, text.split("\n")):
        try:
            matches = compile_glob(pattern)
        except re.error:
            continue
        matches("a/b.txt")


# --- Fixes --------------------------------------------------------------------------------------------------------


def check_fixes(data: bytes) -> None:
    """A fix takes no document away and changes no name, and fixing twice changes nothing more."""
    before = _content(data)
    for unsafe in (False, True):
        once = fix_content(before, _STRICT, unsafe=unsafe)
        again = fix_content(once.content, _STRICT, unsafe=unsafe)
        assert (again.content, again.codes) == (once.content, ())
        assert again.checked == once.checked
        if once.checked.text.strip():
            assert _named(once.content) == _named(before)
    formatted = format_content(before)
    if formatted.data is not None:
        assert format_content(_content(formatted.data)).data == formatted.data
        assert _texts(formatted.data) == _texts(data)


def _content(data: bytes) -> Content:
    return Content(Source(None, "x.txt", "x.txt"), data)


def _named(content: Content) -> list[tuple[object, ...]]:
    return [(each.name, each.attributes, each.complete) for each in read_documents(content).bundle]


def _texts(data: bytes) -> list[tuple[str, str]]:
    return [(each.name, each.text) for each in read_documents(_content(data)).bundle]


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "scanner": check_scanner,
    "differential": check_differential,
    "labels": check_labels,
    "articles": check_articles,
    "quotes": check_quotes,
    "json": check_json,
    "configuration": check_configuration,
    "fixes": check_fixes,
}
