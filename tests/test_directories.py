"""Section 7 of docs/spec.md: names on disk."""

from __future__ import annotations

import base64
import contextlib
import errno
import fcntl
import hashlib
import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Self

import attrs
import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from seeddoc import (
    Bundle,
    Document,
    Settings,
    UnpackError,
    _folders,
    _names,
    _staging,
    check,
    dumps,
    loads,
    pack,
    unpack,
)
from seeddoc.documents import read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NO_NAME = "it has no name"
ABSOLUTE = "it is absolute"
DRIVE = "it begins with a drive letter"
BACKSLASH = "it holds a backslash"
COLON = "it holds a colon"
EMPTY = "it has an empty segment"
DOTS = "it has a segment . or .."
CONTROL = "it holds a control character"
BIDI = "it holds a bidirectional control character"
HIDDEN = "it holds a character that nobody sees"
NOTHING_SEEN = "it has a segment of which nothing is seen"
SURROGATE = "it holds a lone surrogate, which is not UTF-8"
DEVICE = "it has a segment that is a device of Windows"
TRAILING = "it has a segment that ends with a dot or a blank"
LONG_SEGMENT = "it has a segment longer than 255 bytes"
LONG = "it is longer than 4095 bytes"
KEPT = "it has a segment that is kept for temporary directories"

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SEPARATOR = "it holds a line or paragraph separator"
TAG = "it holds a tag character that is no part of a flag"
HIDDEN_ONES = "\u00ad\u17b4\u17b5\u180e\u200b\u2060\u2064\u2065\u206a\u206f\u3164\ufeff\uffa0\ufff0\ufff9\ufffa\ufffb"
HIDDEN_ONES += "\U0001d173\U0001d17a\U000e0000\U000e0001\U000e001f\U000e0080\U000e00ff\U000e01f0\U000e0fff"
# What words and emoji need, though nobody sees it: not refused beside what is seen.
UNSEEN = "\u034f\u115f\u1160\u180b\u180c\u180d\u180f\u200c\u200d\U0001bca0\U0001bca1\U0001bca2\U0001bca3"
UNSEEN += "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
_DEFAULT_IGNORABLE = regex.compile(r"\p{Default_Ignorable_Code_Point}")
IGNORABLE = "".join(filter(_DEFAULT_IGNORABLE.match, map(chr, range(sys.maxunicode + 1))))
# A word of Persian, which needs its joiner.
I_GO = "\u0645\u06cc\u200c\u0631\u0648\u0645"
TO_GO = I_GO.replace("\u200c", "")
DEVICES = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"]
DEVICES += [port + digit for port in ("COM", "LPT") for digit in "0123456789¹²³"]
STALE = ".seeddoc-1-0badc0de-0123456789abcdef"

REFUSED: list[tuple[str, set[str]]] = [
    ("", {NO_NAME}),
    ("/", {ABSOLUTE, EMPTY}),
    ("/etc/passwd", {ABSOLUTE}),
    ("//host/x", {ABSOLUTE, EMPTY}),
    ("\\\\host\\x", {ABSOLUTE, BACKSLASH}),
    ("\\x", {ABSOLUTE, BACKSLASH}),
    ("\\\\?\\C:\\x", {ABSOLUTE, BACKSLASH, COLON}),
    ("C:\\x", {DRIVE, BACKSLASH, COLON}),
    ("C:/x", {DRIVE, COLON}),
    ("c:x", {DRIVE, COLON}),
    ("a:stream", {DRIVE, COLON}),
    ("ab:stream", {COLON}),
    ("a/b:c/d", {COLON}),
    ("..\\x", {BACKSLASH}),
    ("a\\b", {BACKSLASH}),
    ("a//b", {EMPTY}),
    ("a/", {EMPTY}),
    (".", {DOTS}),
    ("..", {DOTS}),
    ("./a", {DOTS}),
    ("../x", {DOTS}),
    ("a/./b", {DOTS}),
    ("a/../../x", {DOTS}),
    ("a/..", {DOTS}),
    ("../", {DOTS, EMPTY}),
    ("...", {TRAILING}),
    ("a.", {TRAILING}),
    ("a ", {TRAILING}),
    (" ", {TRAILING}),
    ("a./b", {TRAILING}),
    ("a /b", {TRAILING}),
    ("a. ", {TRAILING}),
    (".. /b", {TRAILING}),
    ("a\t", {TRAILING, CONTROL}),
    *((f"a{chr(code)}b", {CONTROL}) for code in (*range(0x20), *range(0x7F, 0xA0))),
    *((f"a{control}b", {BIDI}) for control in BIDI_CONTROLS),
    *((f"a{unseen}b", {HIDDEN}) for unseen in HIDDEN_ONES),
    *((f"a/{unseen * 2}", {NOTHING_SEEN}) for unseen in UNSEEN[::20]),
    ("a\u2028b", {SEPARATOR}),
    ("a\u2029", {SEPARATOR, TRAILING}),
    ("a\u00a0", {TRAILING}),
    ("a\u3000/b", {TRAILING}),
    ("\u2800", {TRAILING}),
    ("a.\u200d", {TRAILING}),
    ("a\U000e0041b", {TAG}),
    ("\U000e0041", {TAG, NOTHING_SEEN}),
    (f"{ENGLAND}\U000e0061", {TAG}),
    (ENGLAND[:-1], {TAG}),
    ("\U0001f3f4" + "\U000e0061" * 7 + "\U000e007f", {TAG}),
    (".\u200d./a", {DOTS}),
    ("a/NUL\u200c.txt", {DEVICE}),
    ("\u200b/a", {HIDDEN, NOTHING_SEEN}),
    ("a\ud800b", {SURROGATE}),
    ("a\udcff", {SURROGATE}),
    *((device, {DEVICE}) for device in DEVICES),
    *((f"a/{device.lower()}.tar.gz", {DEVICE}) for device in DEVICES),
    ("Con/a", {DEVICE}),
    ("NUL .txt", {DEVICE}),
    ("NUL   .txt", {DEVICE}),
    ("NUL ", {DEVICE, TRAILING}),
    ("NUL.", {DEVICE, TRAILING}),
    ("x" * 256, {LONG_SEGMENT}),
    ("a/" + "é" * 128 + "/b", {LONG_SEGMENT}),
    ("\ud800" * 86, {LONG_SEGMENT, SURROGATE}),
    ("a/" * 2047 + "bc", {LONG}),
    (STALE, {KEPT}),
    (f"a/{STALE.upper()}/b", {KEPT}),
]
ALLOWED = [
    "000_315ebbaa87e2e668.txt",
    "My notes.txt",
    "a..b.txt",
    ".hidden",
    "..a/b",
    "...a",
    " a",
    "~/x",
    "-rf",
    "a%2e%2e/x",
    "a%2fb",
    "a<b>|?*.txt",
    "CONSOLE",
    "CON1",
    "COM10",
    "COM",
    "COM⁴",
    " CON",
    "a.CON",
    "CON-1.txt",
    "x" * 255,
    "é" * 127 + "x",
    "a/" * 2047 + "b",
    "é.txt",
    "e\u0301.txt",
    "新聞/一.txt",
    "a\u00a0b",
    "a\u3000b",
    "\u2813\u2800\u2813",
    ENGLAND,
    f"{ENGLAND}{ENGLAND}.txt",
    "\U0001f469\u200d\U0001f4bb.txt",
    "1\ufe0f\u20e3",
    "\u845b\U000e0100",
    "\ud55c\uae00",
    "\u1112\u1161\u11ab",
    "\u115f\u1161",
    "\u1781\u17d2\u1798\u17c2\u179a",
    "\u1820\u180b",
    "\u05d0\u05b0\u034f\u05bd",
    "a\u200db",
    f"{I_GO}.txt",
    "क्\u200dष.txt",
    "❤\ufe0f.txt",
    "\u200ca",
    ".seeddoc-notes.txt",
    ".seeddoc-1-0badc0de-0123456789abcde",
]

E_ACUTE, E_AND_ACUTE = "\u00e9", "e\u0301"
# The second name is refused beside the first, whichever comes first.
COLLISIONS = [
    ("a", "a", "another document has the same name", "another document has the same name"),
    ("README", "readme", "it differs from 'README' only", "it differs from 'readme' only"),
    (E_ACUTE, E_AND_ACUTE, f"it differs from {E_ACUTE!r} only", f"it differs from {E_AND_ACUTE!r} only"),
    (E_ACUTE.upper(), E_AND_ACUTE, f"it differs from {E_ACUTE.upper()!r} only", "it differs from"),
    ("straße", "STRASSE", "it differs from 'straße' only", "it differs from 'STRASSE' only"),
    ("\u1f80\u0301", "\u1f00\u0301\u0345", "it differs from", "it differs from"),
    ("K", "\u212a", "it differs from 'K' only", "it differs from"),
    (I_GO, TO_GO, "it differs from", f"it differs from {TO_GO!r} only in characters that nobody sees"),
    ("\u2764\ufe0f", "\u2764", "it differs from", "it differs from '\u2764' only in characters that nobody sees"),
    ("a\u034fb", "ab", "it differs from 'a\u034fb' only", "it differs from 'ab' only in characters that nobody sees"),
    (
        "a\u200d",
        "a/b",
        "it needs a directory 'a' where 'a\\u200d' is a file, and the two differ only in char",
        "it is a file",
    ),
    ("a b", "a\u00a0b", "it differs from 'a b' only in blanks of different kinds", "it differs from"),
    ("a\u2800b", "A\u3000B", "it differs from", "it differs from"),
    ("a\u1160b", "ab", "it differs from", "it differs from 'ab' only in characters that nobody sees"),
    ("A/x", "a/y", "it differs from 'A/x' only", "it differs from 'a/y' only"),
    ("b/A/x", "b/a/y/z", "it differs from 'b/A/x' only", "it differs from 'b/a/y/z' only"),
    ("a", "a/b", "it needs a directory 'a' where 'a' is a file; rename", "it is a file where 'a/b' needs"),
    (
        "a",
        "A/b",
        "it needs a directory 'A' where 'a' is a file, and the two differ only in case or normalisation; rename",
        "it is a file where 'A/b' needs a directory 'A', and the two differ only in case or normalisation; rename",
    ),
    ("a/b", "a/b/c/d", "it needs a directory 'b' where 'a/b' is a file;", "it is a file where 'a/b/c/d' needs"),
]


@pytest.fixture(params=["anchored", "plain"])
def top(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory of its own, for both ways to reach files."""
    monkeypatch.setattr(_folders, "ANCHORED", request.param == "anchored")
    directory = tmp_path / "top"
    directory.mkdir()
    return directory


def anonymous(name: str, text: str = "text") -> Document:
    """A document as it may be read, whose name need not be one that can be written."""
    return read_document(name, text, (), True, None, 0)


def tree(top: Path) -> dict[str, object]:
    """All that stands below a directory, so that nothing can change unseen."""
    found: dict[str, object] = {}
    for path in sorted(top.rglob("*")):
        status = path.lstat()
        about: object = None
        if stat.S_ISLNK(status.st_mode):
            about = os.readlink(path)
        elif stat.S_ISREG(status.st_mode):
            about = (path.read_bytes(), status.st_ino, status.st_mtime_ns)
        found[path.relative_to(top).as_posix()] = (stat.filemode(status.st_mode), about)
    return found


def contents(top: Path) -> dict[str, bytes]:
    """The files below a directory."""
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}


def problems(documents: list[Document], top: Path, **options: Any) -> list[tuple[str, str]]:
    """What `unpack` refuses, having left all as it was."""
    before = tree(top)
    with pytest.raises(UnpackError) as caught:
        unpack(documents, top, **options)
    assert tree(top) == before
    return list(caught.value.problems)


class TestNames:
    """Refused are absolute names, drive letters and UNC paths, empty, `.` and `..` segments, and so on."""

    @pytest.mark.parametrize(("name", "reasons"), REFUSED, ids=[ascii(name)[:30] for name, _ in REFUSED])
    def test_refused(self, tmp_path: Path, name: str, reasons: set[str]) -> None:
        found = problems([Document("good.txt", ""), anonymous(name)], tmp_path)
        assert {reason for _, reason in found} == reasons
        assert {refused for refused, _ in found} == {name}

    def test_every_rule_has_a_name(self) -> None:
        assert {reason for _, reason, _ in _names.RULES} == set().union(*(reasons for _, reasons in REFUSED))

    @pytest.mark.parametrize("name", ALLOWED, ids=[ascii(name)[:30] for name in ALLOWED])
    def test_allowed(self, name: str) -> None:
        assert _names.find_faults(name) == []
        # A name in full may be too long for a path that begins with a directory; its segments are not.
        with tempfile.TemporaryDirectory() as directory, contextlib.chdir(directory):
            assert unpack([Document(name, "text")], ".") == [Path(name)]
            assert Path(name).read_bytes() == b"text"
            remove_deep(name)

    def test_what_is_not_seen_is_what_unicode_calls_default_ignorable(self) -> None:
        assert len(IGNORABLE) > 4000
        assert _names.fold(f"a{IGNORABLE}b") == "ab"
        assert all(_names.find_faults(each) for each in IGNORABLE)
        ignorable = set(IGNORABLE)
        seen = (chr(code) for code in range(sys.maxunicode + 1) if chr(code) not in ignorable)
        assert not [each for each in seen if not _names.fold(each)]

    @pytest.mark.parametrize("code", sorted({ord(each) // 256 for each in IGNORABLE}))
    def test_what_is_not_seen_is_refused_unless_words_need_it(self, code: int) -> None:
        for each in filter(_DEFAULT_IGNORABLE.match, map(chr, range(code * 256, code * 256 + 256))):
            faults = set(_names.find_faults(f"ab{each}cd"))
            assert bool(faults) == (each not in UNSEEN), ascii(each)
            assert faults <= {HIDDEN, BIDI, TAG}
            assert NOTHING_SEEN in _names.find_faults(f"a/{each}")
            ((_, reason),) = _names.find_collisions([f"ab{each}cd", "abcd"])
            assert reason.startswith(f"it differs from {f'ab{each}cd'!r} only in characters that nobody sees")

    def test_whatever_looks_like_a_space_ends_no_segment_and_is_one(self) -> None:
        found = [each for each in map(chr, range(sys.maxunicode + 1)) if regex.match(r"[\p{White_Space}\u2800]", each)]
        assert len(found) == 26
        for blank in found:
            for name in (blank, f"a{blank}", f"a/b{blank}/c", f"a{blank}\u200d"):
                assert TRAILING in _names.find_faults(name)
            assert set(_names.find_faults(f"a{blank}b")) <= {CONTROL, SEPARATOR}
            assert [name for name, _ in _names.find_collisions(["a b", f"a{blank}b"])] == [f"a{blank}b"]
        assert _names.fold("".join(found)) == " " * len(found)

    def test_other_controls_of_formats_are_refused_or_seen(self) -> None:
        """Signs that stand under numbers, and what arranges hieroglyphs, are all that is left of category Cf."""
        controls = [each for each in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(each) == "Cf"]
        left = "".join(each for each in controls if each not in UNSEEN and not _names.find_faults(f"a{each}b"))
        assert regex.fullmatch(r"[\p{Prepended_Concatenation_Mark}\U00013430-\U0001345f]+", left)

    @pytest.mark.parametrize("name", [name for name, _ in REFUSED if 0 < len(name) < 100], ids=ascii)
    def test_check_says_the_same(self, name: str) -> None:
        document = anonymous(name, "A title\n\nText.\n")
        codes = {found.code for found in check(Bundle([document]), Settings(select=["N"]))}
        assert codes == {code for code, _ in _names.find_coded_faults(name)} & {"N003", "N004", "N005"}

    def test_problems_are_told_at_once(self, tmp_path: Path) -> None:
        documents = [anonymous(name) for name in ("../x", "", "A", "a", "C:x", "ok")]
        assert problems(documents, tmp_path) == [
            ("../x", DOTS),
            ("", NO_NAME),
            ("C:x", DRIVE),
            ("C:x", COLON),
            ("a", "it differs from 'A' only in case or normalisation; rename one of them"),
        ]

    def test_messages_show_controls_escaped(self, tmp_path: Path) -> None:
        with pytest.raises(UnpackError) as caught:
            unpack([anonymous("a\x1b\u202eb")], tmp_path)
        assert str(caught.value) == f"'a\\x1b\\u202eb': {CONTROL}\n'a\\x1b\\u202eb': {BIDI}"

    @pytest.mark.parametrize(("one", "other", "forward", "backward"), COLLISIONS)
    def test_collisions(self, tmp_path: Path, one: str, other: str, forward: str, backward: str) -> None:
        first, second = Document(one, "1"), Document(other, "2")
        for documents, reason in (([first, second], forward), ([second, first], backward)):
            [(name, found)] = problems(documents, tmp_path)
            assert name == documents[1].name
            assert found.startswith(reason)

    def test_names_that_only_share_directories(self, tmp_path: Path) -> None:
        names = ["a/b", "a/c", "a/d/e", "b", "B2"]
        unpack([Document(name, name) for name in names], tmp_path)
        assert contents(tmp_path) == {name: name.encode() for name in names}

    def test_collisions_are_found_in_linear_time(self) -> None:
        deep = "a/" * 100_000
        assert list(_names.find_collisions([deep + "x", deep + "y", deep + "X"])) == [
            (deep + "X", f"it differs from {deep + 'x'!r} only in case or normalisation; rename one of them")
        ]

    @given(st.text(st.sampled_from("aA.~ /\\:\t\x00\u202e\ud800é\u0301CONconul$1")) | st.text())
    @example("..")
    @example("a/../../b")
    @example("/tmp/x")  # noqa: S108
    def test_nothing_leaves_the_directory(self, name: str) -> None:
        with tempfile.TemporaryDirectory() as directory:
            top = Path(directory) / "a" / "b"
            try:
                [path] = unpack([anonymous(name)], top)
            except UnpackError:
                assert os.listdir(directory) == []
            else:
                assert path.resolve().relative_to(top.resolve()).as_posix() == name
                assert contents(Path(directory)) == {f"a/b/{name}": b"text"}


def remove_deep(name: str) -> None:
    """Remove a file and its directories, also where shutil's recursion ends."""
    Path(name).unlink()
    for parent in list(Path(name).parents)[:-1]:
        parent.rmdir()


class TestContent:
    """Refused are what `loads` refuses, and documents of an unknown encoding."""

    @pytest.mark.parametrize(
        ("document", "reason"),
        [
            (Document("a", "text", complete=False), "it is incomplete"),
            (Document("a", "text", (("encoding", "gzip"),)), "('gzip')"),
            (Document("a", "text", (("mode", "patch"),)), "('patch')"),
            (Document("a", "AAE", (("encoding", "base64"),)), "not base64"),
            (Document("a", "A?==", (("Mode", "BASE64"),)), "not base64"),
            (Document("a", "text", (("size", "5"),)), "4 bytes, not 5"),
            (Document("a", "text", (("sha256", "0" * 64),)), "sha256 is"),
            (Document("a", "te\ud800xt"), "lone surrogate"),
        ],
    )
    def test_refused(self, tmp_path: Path, document: Document, reason: str) -> None:
        [(name, found)] = problems([Document("b", ""), document], tmp_path)
        assert name == "a"
        assert reason in found

    @pytest.mark.parametrize(
        ("document", "data"),
        [
            (Document("a", ""), b""),
            (Document("a", "\ufeffé\r\n\r\0"), b"\xef\xbb\xbf\xc3\xa9\r\n\r\0"),
            (Document("a", "AAEC\n/w==", (("encoding", "base64"),)), b"\0\1\2\xff"),
            (Document("a", "text", (("size", "?"), ("mode", "755"), ("lang", "en"))), b"text"),
            (Document("a", "text", (("size", "4"),)), b"text"),
        ],
    )
    def test_written(self, top: Path, document: Document, data: bytes) -> None:
        assert unpack(Bundle((document,)), top) == [top / "a"]
        assert (top / "a").read_bytes() == data

    def test_documents_may_come_from_an_iterator(self, top: Path) -> None:
        paths = unpack((Document(name, name) for name in ("z", "b/c", "a")), str(top))
        assert paths == [top / "z", top / "b/c", top / "a"]

    def test_no_documents(self, top: Path) -> None:
        assert unpack([], top / "new") == []
        assert tree(top) == {"new": ("drwxr-xr-x", None)}


class TestPlaces:
    """Existing files are not overwritten unless that is asked for; any symbolic link on the way is refused."""

    def test_directories_are_made_with_the_usual_permissions(self, top: Path) -> None:
        mask = os.umask(0o027)
        try:
            unpack([Document("a/b", "")], top / "x" / "y")
        finally:
            os.umask(mask)
        modes = {name: about[0] for name, about in tree(top).items() if isinstance(about, tuple)}
        assert modes == {"x": "drwxr-x---", "x/y": "drwxr-x---", "x/y/a": "drwxr-x---", "x/y/a/b": "-rw-r-----"}

    def test_existing_file(self, top: Path) -> None:
        (top / "a").write_bytes(b"old")
        assert problems([Document("b", ""), Document("a", "new")], top) == [("a", "it exists")]

    def test_overwrite(self, top: Path) -> None:
        (top / "a").write_bytes(b"old")
        (top / "a").chmod(0o640)
        (top / "other").write_bytes(b"kept")
        unpack([Document("a", "new"), Document("b/c", "")], top, overwrite=True)
        assert contents(top) == {"a": b"new", "b/c": b"", "other": b"kept"}
        assert stat.S_IMODE((top / "a").stat().st_mode) == 0o640

    def test_overwrite_cuts_hard_links(self, top: Path) -> None:
        (top / "a").write_bytes(b"old")
        os.link(top / "a", top / "b")
        unpack([Document("a", "new")], top, overwrite=True)
        assert contents(top) == {"a": b"new", "b": b"old"}

    @pytest.mark.parametrize("fault", [PermissionError(errno.EPERM, ""), NotImplementedError()])
    def test_overwrite_without_hard_links(self, top: Path, fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
        def link(*_arguments: object, **_options: object) -> None:
            raise fault

        monkeypatch.setattr(os, "link", link)
        (top / "a").write_bytes(b"old")
        unpack([Document("a", "new")], top, overwrite=True)
        assert contents(top) == {"a": b"new"}
        before = tree(top)
        with pytest.raises(OSError, match="b"):
            unpack_with_intruder([Document("a", "newer"), Document("b", "")], top, (top / "b").mkdir)
        (top / "b").rmdir()
        assert tree(top) == before

    @pytest.mark.parametrize("overwrite", [False, True])
    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("folder", "'folder' is a directory there"),
            ("file/x", "'file' is a file there"),
            ("folder/file/x/y", "'folder/file' is a file there"),
            ("link", "'link' is a symbolic link there"),
            ("link/x", "'link' is a symbolic link there"),
            ("folder/up/x", "'folder/up' is a symbolic link there"),
            ("file-link", "'file-link' is a symbolic link there"),
            ("dangling", "'dangling' is a symbolic link there"),
            ("dangling/x", "'dangling' is a symbolic link there"),
            ("loop/x", "'loop' is a symbolic link there"),
            ("pipe", "'pipe' is neither a file nor a directory there"),
            ("pipe/x", "'pipe' is neither a file nor a directory there"),
            ("FILE", "'file' exists, which differs only in case or normalisation"),
            ("Folder/new", "'folder' exists, which differs only in case or normalisation"),
            ("folder/FILE", "'folder/file' exists, which differs only in case or normalisation"),
            ("caf\u00e9", "'cafe\u0301' exists, which differs only in case or normalisation"),
            ("fi\u200dle", "'file' exists, which differs only in characters that nobody sees"),
        ],
    )
    def test_taken(self, top: Path, name: str, reason: str, *, overwrite: bool) -> None:
        (top.parent / "outside").mkdir()
        (top / "folder").mkdir()
        (top / "file").touch()
        (top / "folder/file").touch()
        (top / "link").symlink_to(top.parent / "outside")
        (top / "folder/up").symlink_to("..")
        (top / "file-link").symlink_to("file")
        (top / "dangling").symlink_to("nowhere")
        (top / "loop").symlink_to("loop")
        (top / "cafe\u0301").touch()
        os.mkfifo(top / "pipe")
        documents = [Document("good", "x"), Document(name, "x")]
        assert problems(documents, top, overwrite=overwrite) == [(name, reason)]
        assert os.listdir(top.parent / "outside") == []

    def test_taken_in_two_spellings(self, top: Path) -> None:
        (top / "a").write_bytes(b"1")
        (top / "A").write_bytes(b"2")
        unpack([Document("a", "new")], top, overwrite=True)
        assert contents(top) == {"a": b"new", "A": b"2"}

    def test_the_directory_may_be_a_link(self, top: Path) -> None:
        (top.parent / "link").symlink_to(top)
        unpack([Document("a/b", "x")], top.parent / "link")
        assert contents(top) == {"a/b": b"x"}

    def test_the_directory_may_be_relative(self, top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(top)
        assert unpack([Document("a", "x")], "new/b") == [Path("new/b/a")]
        assert contents(top) == {"new/b/a": b"x"}

    @pytest.mark.parametrize(
        ("name", "error"),
        [("file", NotADirectoryError), ("file/x", NotADirectoryError), ("dangling", FileNotFoundError)],
    )
    def test_the_directory_cannot_be(self, top: Path, name: str, error: type[OSError]) -> None:
        (top / "file").touch()
        (top / "dangling").symlink_to("nowhere")
        before = tree(top)
        with pytest.raises(error):
            unpack([Document("a", "x")], top / name)
        assert tree(top) == before

    def test_a_junction_is_a_link(self, top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        junction = SimpleNamespace(st_mode=stat.S_IFDIR, st_reparse_tag=0xA0000003)
        with _folders.Folder.at(top) as folder, monkeypatch.context() as patch:
            patch.setattr(os, "stat", lambda *_, **__: junction)
            assert folder.kind("a") == "a symbolic link"


def unpack_with_intruder(
    documents: list[Document], top: Path, intrude: Callable[[], object], *, overwrite: bool = True
) -> None:
    """Unpack, while somebody changes the directory between the check and the first file in its place."""
    has_links = _staging._has_links

    def between(staging: _folders.Folder) -> bool:
        intrude()
        return has_links(staging)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_staging, "_has_links", between)
        unpack(documents, top, overwrite=overwrite)


class TestRaces:
    """What comes in between the check and the write is neither followed nor replaced."""

    def test_link_to_a_directory(self, top: Path) -> None:
        outside = top.parent / "outside"
        outside.mkdir()
        with pytest.raises(OSError, match="link"):
            unpack_with_intruder(
                [Document("a", ""), Document("link/x", "")], top, lambda: (top / "link").symlink_to(outside)
            )
        assert os.listdir(top) == ["link"]
        assert os.listdir(outside) == []

    @pytest.mark.parametrize("overwrite", [False, True])
    def test_link_to_a_file(self, top: Path, *, overwrite: bool) -> None:
        outside = top.parent / "outside"
        outside.write_bytes(b"kept")
        with pytest.raises(FileExistsError):
            unpack_with_intruder(
                [Document("link", "x")], top, lambda: (top / "link").symlink_to(outside), overwrite=overwrite
            )
        assert os.listdir(top) == ["link"]
        assert (top / "link").is_symlink()
        assert outside.read_bytes() == b"kept"

    def test_link_in_the_place_of_a_file(self, top: Path) -> None:
        def intrude() -> None:
            (top / "b").unlink()
            (top / "b").symlink_to("a")

        for name in ("a", "b"):
            (top / name).write_bytes(b"old")
        with pytest.raises(FileExistsError, match="no file any more"):
            unpack_with_intruder([Document("a", "new"), Document("b", "new")], top, intrude)
        assert contents(top) == {"a": b"old", "b": b"old"}
        assert (top / "b").is_symlink()

    def test_file(self, top: Path) -> None:
        with pytest.raises(FileExistsError):
            unpack_with_intruder([Document("a", ""), Document("b", "")], top, (top / "b").touch, overwrite=False)
        assert os.listdir(top) == ["b"]

    def test_directory(self, top: Path) -> None:
        with pytest.raises(FileExistsError):
            unpack_with_intruder([Document("b", "")], top, (top / "b").mkdir)
        assert tree(top) == {"b": ("drwxr-xr-x", None)}

    def test_directory_that_is_wanted(self, top: Path) -> None:
        unpack_with_intruder([Document("b/c", "x")], top, (top / "b").mkdir)
        assert contents(top) == {"b/c": b"x"}

    def test_directory_made_by_two(self, top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Somebody makes the directory after we saw that it is missing."""
        make = os.mkdir

        def mkdir(path: str, mode: int = 0o777, **options: Any) -> None:
            make(path, mode, **options)
            if not Path(path).name.startswith(".seeddoc-"):
                raise FileExistsError(errno.EEXIST, "made by somebody else", path)

        monkeypatch.setattr(os, "mkdir", mkdir)
        unpack([Document("b/c", "x")], top / "new")
        assert contents(top) == {"new/b/c": b"x"}


class Faults:
    """Makes the calls of the file system fail, from the number of one of them on or only there."""

    CALLS = (
        "open", "close", "write", "mkdir", "stat", "link", "replace", "rename", "unlink", "rmdir", "chmod",
        "listdir", "scandir", "kill",
    )  # fmt: skip

    def __init__(self, number: int, fault: BaseException, *, after: bool = False, only: tuple[str, ...] = ()) -> None:
        self.number, self.fault, self.after, self.only = number, fault, after, only
        self.count = 0

    def __enter__(self) -> Self:
        self.patch = pytest.MonkeyPatch()
        for call in self.CALLS:
            self.patch.setattr(os, call, self.faulty(call, getattr(os, call)))
        return self

    def __exit__(self, *_exception: object) -> None:
        self.patch.undo()

    def is_due(self, call: str, arguments: tuple[Any, ...]) -> bool:
        if not self.only:
            self.count += 1
            return self.count == self.number
        writes = call in self.only and (call != "open" or arguments[1] & os.O_CREAT)
        self.count += bool(writes)
        return bool(writes) and self.count >= self.number

    def faulty(self, call: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def faulty(*arguments: Any, **options: Any) -> Any:
            if not self.is_due(call, arguments):
                return function(*arguments, **options)
            if self.after or call == "close":
                result = function(*arguments, **options)
                if call == "open":
                    closing(result)
                elif call == "scandir":
                    result.close()
            raise self.fault

        closing = os.close
        return faulty


OLD = {"keep": b"keep", "replaced": b"old 1", "d/replaced": b"old 2", "d/keep": b""}
NEW = {"replaced": b"new 1", "d/replaced": b"new 2", "new": b"new 3", "d/new": b"4", "e/f/new": b"5", "e/g": b"6"}


def prepare(top: Path) -> tuple[list[Document], dict[str, object]]:
    for name, data in OLD.items():
        (top / name).parent.mkdir(exist_ok=True)
        (top / name).write_bytes(data)
    (top / "link").symlink_to("keep")
    (top / "d/replaced").chmod(0o604)
    return [Document(name, data.decode()) for name, data in NEW.items()], tree(top)


def is_done(top: Path) -> bool:
    found = {name: data for name, data in contents(top).items() if not name.startswith(".seeddoc-")}
    return found == {**OLD, **NEW, "link": b"keep"}


def attempt(faults: Faults, documents: list[Document], top: Path) -> bool:
    """Unpack with faults, and tell whether it went well; only the injected fault may come out."""
    raised: list[BaseException] = []
    with faults:
        try:
            unpack(documents, top, overwrite=True)
        except (OSError, KeyboardInterrupt) as error:
            raised.append(error)
    assert raised in ([], [faults.fault])
    return not raised


def faults_at_every_call(kind: str) -> Iterator[Faults]:
    """One fault at the first call, then at the second, and so on, until it comes too late to happen."""
    for number in range(1, 2000):
        fault = OSError(errno.EIO, "injected") if kind == "error" else KeyboardInterrupt()
        yield (faults := Faults(number, fault, after=kind == "interrupt after"))
        if faults.count < number:
            return


@pytest.mark.parametrize("kind", ["error", "interrupt before", "interrupt after"])
class TestFaultAtEveryCall:
    """Writing is atomic: a fault leaves nothing behind."""

    def test_with_files_that_are_replaced(self, top: Path, kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
        undone = 0
        for faults in faults_at_every_call(kind):
            top = tmp_path_factory.mktemp("top")
            documents, before = prepare(top)
            went_well = attempt(faults, documents, top)
            if tree(top) == before:
                assert not went_well
                undone += 1
            else:
                # An interrupt may also come when all is in place.
                assert is_done(top)
                assert went_well or kind != "error"
        assert undone > 60

    def test_in_a_directory_that_was_missing(self, top: Path, kind: str) -> None:
        undone = 0
        for faults in faults_at_every_call(kind):
            went_well = attempt(faults, [Document("a/b", "1"), Document("c", "2")], top / "x" / "y")
            if os.listdir(top):
                found = {name: data for name, data in contents(top).items() if ".seeddoc-" not in name}
                assert found == {"x/y/a/b": b"1", "x/y/c": b"2"}
                assert went_well or kind != "error"
                shutil.rmtree(top / "x")
            else:
                assert not went_well
                undone += 1
        assert undone > 20


class TestFaults:
    """Writing is atomic: a fault leaves nothing behind."""

    def test_full_disk(self, top: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
        """From some call on nothing can be made or written; removing works."""
        full = OSError(errno.ENOSPC, "No space left on device")
        for number in range(1, 100):
            top = tmp_path_factory.mktemp("top")
            documents, before = prepare(top)
            if attempt(Faults(number, full, only=("open", "write", "mkdir", "link")), documents, top):
                break
            assert tree(top) == before
        assert is_done(top)
        assert number > 15

    def test_short_writes(self, top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write = os.write
        monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:3]))
        unpack([Document("a", "0123456789")], top)
        assert contents(top) == {"a": b"0123456789"}

    def test_originals_that_cannot_be_put_back_are_kept(self, top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (top / "a").write_bytes(b"old")
        replace, moved = os.replace, [0]

        def failing(*arguments: Any, **options: Any) -> None:
            moved[0] += 1
            if moved[0] > 2:  # the stamp and the plan are in their places
                raise OSError(errno.EIO, "injected")
            replace(*arguments, **options)

        monkeypatch.setattr(os, "replace", failing)
        with pytest.raises(OSError, match="injected"):
            unpack([Document("a", "new"), Document("b", "")], top, overwrite=True)
        [stale] = temporaries(top)
        assert (top / stale / "old-0").read_bytes() == b"old"
        monkeypatch.undo()
        unpack([], top)
        assert contents(top) == {"a": b"old"}

    def test_no_descriptors_are_lost(self, tmp_path: Path) -> None:
        open_files = len(os.listdir("/dev/fd"))
        (tmp_path / "a").touch()
        for _ in range(20):
            unpack([Document("a", "x"), Document("b/c/d", "y")], tmp_path, overwrite=True)
            with pytest.raises(UnpackError):
                unpack([Document("a", "x")], tmp_path)
            pack(tmp_path)
        assert len(os.listdir("/dev/fd")) == open_files


def temporaries(top: Path) -> list[str]:
    return [name for name in os.listdir(top) if name.startswith(".seeddoc-")]


def ended_process() -> int:
    """The number of a process that is no more."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def write_plan(stale: Path, name: str, *, links: bool, replaces: bool) -> None:
    file = _staging._File(name, name.count("/"), replaces, hashlib.sha256(b"new").hexdigest())
    (stale / "stamp").touch()
    with _folders.Folder.at(stale) as folder:
        stamp = _staging._stamp_of(folder)
    (stale / "plan").write_bytes(_staging._Plan(stamp, links, (file,)).dump())


class TestKilled:
    """A process that is killed leaves all files or none, once the next one has been there."""

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
    @pytest.mark.timeout(240)
    @pytest.mark.parametrize("mode", ["links", "no-links", "missing"])
    def test_at_every_call(self, tmp_path: Path, mode: str) -> None:
        command = [sys.executable, "-m", "tests.killing", str(tmp_path), mode]
        root = Path(__file__).parents[1]
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=root)
        assert done.stderr == ""
        killed, undone = map(int, done.stdout.split())
        assert killed > undone > 50


class TestStale:
    """What a killed process left behind is settled by the next one."""

    NAME = "0123456789abcdef"

    @pytest.fixture
    def stale(self, tmp_path: Path) -> Path:
        """A temporary directory of a process that is no more."""
        path = tmp_path / f".seeddoc-{ended_process()}-{_staging._host()}-{self.NAME}"
        path.mkdir()
        (path / "new-0").touch()
        return path

    def test_gone(self, stale: Path) -> None:
        unpack([], stale.parent)
        assert not stale.exists()

    @pytest.mark.parametrize(
        "plan",
        [
            b"",
            b"[]",
            b"{}",
            b"\xff",
            b"[" * 100_000,
            b'{"stamp": STAMP, "links": false, "files": [{"name": "a", "depth": 1}]}',
            b'{"stamp": STAMP, "links": false, "files": [{"name": "../a", "depth": 0, REST}]}',
            b'{"stamp": STAMP, "links": false, "files": [{"name": "b/c", "depth": -2, REST}]}',
            b'{"stamp": STAMP, "links": false, "files": [{"name": 7, "depth": 0, REST}]}',
            # Right but for the proof that it was made here.
            b'{"stamp": [1, 2, 3, 4], "links": false, "files": [{"name": "a", "depth": 0, REST}]}',
        ],
    )
    def test_a_plan_of_somebody_else_is_not_followed(self, stale: Path, plan: bytes) -> None:
        top = stale.parent / "top"
        top.mkdir()
        stale = stale.rename(top / stale.name)
        for place in (top.parent / "a", top / "a"):
            place.write_bytes(b"kept")
        (stale / "new-0").unlink()
        (stale / "stamp").touch()
        with _folders.Folder.at(stale) as folder:
            stamp = json.dumps(_staging._stamp_of(folder)).encode()
        rest = f'"replaces": false, "digest": "{hashlib.sha256(b"kept").hexdigest()}"'.encode()
        (stale / "plan").write_bytes(plan := plan.replace(b"STAMP", stamp).replace(b"REST", rest))
        unpack([], top)
        assert contents(stale) == {"plan": plan, "stamp": b""}
        assert contents(top.parent)["a"] == contents(top)["a"] == b"kept"

    def test_a_plan_without_a_stamp_is_not_followed(self, stale: Path) -> None:
        write_plan(stale, ".git/hooks/pre-commit", links=False, replaces=True)
        (stale / "old-0").write_bytes(b"#!/bin/sh")
        (stale / "stamp").unlink()
        unpack([], stale.parent)
        assert os.listdir(stale.parent) == [stale.name]

    def test_a_plan_of_another_user_is_not_followed(self, stale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write_plan(stale, "a", links=False, replaces=True)
        (stale / "old-0").write_bytes(b"theirs")
        monkeypatch.setattr(os, "geteuid", lambda: stale.stat().st_uid + 1)
        unpack([], stale.parent)
        assert os.listdir(stale.parent) == [stale.name]

    def test_a_plan_that_is_a_pipe_is_not_waited_for(self, stale: Path) -> None:
        write_plan(stale, "a", links=False, replaces=True)
        (stale / "plan").unlink()
        os.mkfifo(stale / "plan")
        unpack([], stale.parent)
        assert (stale / "plan").is_fifo()

    def test_a_run_that_goes_on_is_left_alone(self, stale: Path) -> None:
        """Its lock tells, not the number of its process, which means nothing in a container."""
        write_plan(stale, "a", links=False, replaces=False)
        with _folders.Folder.at(stale) as folder, folder.locked("stamp") as is_ours:
            assert is_ours
            unpack([], stale.parent)
            assert sorted(os.listdir(stale)) == ["new-0", "plan", "stamp"]
        unpack([], stale.parent)
        assert not stale.exists()

    @pytest.mark.parametrize("lacking", ["the module", "the file system"])
    def test_without_locks_all_is_left_alone(self, stale: Path, lacking: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def flock(_handle: int, _how: int) -> None:
            raise OSError(errno.ENOLCK, "no locks here")

        write_plan(stale, "a", links=False, replaces=False)
        if lacking == "the module":
            monkeypatch.setitem(sys.modules, "fcntl", None)
        else:
            monkeypatch.setattr(fcntl, "flock", flock)
        unpack([Document("b", "new")], stale.parent)
        assert sorted(os.listdir(stale.parent)) == sorted([stale.name, "b"])

    @pytest.mark.parametrize(("links", "replaces"), [(True, True), (False, True), (False, False)])
    def test_what_somebody_has_put_there_since_stays(self, stale: Path, *, links: bool, replaces: bool) -> None:
        write_plan(stale, "a", links=links, replaces=replaces)
        (stale / "new-0").unlink()
        place = stale.parent / "a"
        place.write_bytes(b"theirs")
        if replaces:
            (stale / "old-0").write_bytes(b"old")
        unpack([], stale.parent)
        assert place.read_bytes() == b"theirs"
        assert stale.exists() == replaces
        if replaces:
            assert (stale / "old-0").read_bytes() == b"old"
            place.unlink()
            unpack([], stale.parent)
            assert contents(stale.parent) == {"a": b"old"}

    def test_a_directory_in_the_place_of_a_file_stays(self, stale: Path) -> None:
        write_plan(stale, "a", links=False, replaces=False)
        (stale.parent / "a").mkdir()
        unpack([], stale.parent)
        assert os.listdir(stale.parent) == ["a"]

    @pytest.mark.parametrize("folder", ["gone", "a file"])
    def test_originals_stay_where_their_directory_is_gone(self, stale: Path, folder: str) -> None:
        write_plan(stale, "d/a", links=True, replaces=True)
        (stale / "old-0").write_bytes(b"old")
        if folder == "a file":
            (stale.parent / "d").touch()
        unpack([], stale.parent)
        assert (stale / "old-0").read_bytes() == b"old"

    def test_something_else_in_it_stays(self, stale: Path) -> None:
        (stale / "mine").touch()
        unpack([], stale.parent)
        assert os.listdir(stale) == ["mine"]

    @pytest.mark.parametrize("name", [".seeddoc-notes", ".seeddoc-1-x-y", "seeddoc-1"])
    def test_another_name_stays(self, stale: Path, name: str) -> None:
        other = stale.rename(stale.with_name(name))
        unpack([], other.parent)
        assert os.listdir(other) == ["new-0"]

    def test_another_machine_stays(self, stale: Path) -> None:
        other = stale.rename(str(stale).replace(_staging._host(), "00000000"))
        unpack([], other.parent)
        assert os.listdir(other) == ["new-0"]

    def test_a_living_process_stays(self, stale: Path) -> None:
        name = f".seeddoc-{os.getpid()}-{_staging._host()}-0123456789abcdef"
        other = stale.rename(stale.with_name(name))
        unpack([], other.parent)
        assert os.listdir(other) == ["new-0"]

    def test_the_process_of_another_user_stays(self, stale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def kill(_process: int, _signal: int) -> None:
            raise PermissionError

        monkeypatch.setattr(os, "kill", kill)
        unpack([], stale.parent)
        assert stale.exists()

    def test_windows_is_never_asked_for_a_process(self, stale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_staging, "_ASKS_FOR_PROCESSES", False)
        unpack([], stale.parent)
        assert stale.exists()

    def test_a_link_of_that_name_is_not_followed(self, stale: Path) -> None:
        target = stale.rename(stale.with_name("target"))
        stale.symlink_to(target)
        unpack([], stale.parent)
        assert stale.is_symlink()
        assert os.listdir(target) == ["new-0"]


class TestPack:
    """`pack` reads all regular files below a directory; `unpack` writes the same bytes."""

    def test_text_stays_verbatim(self, top: Path) -> None:
        texts = {"crlf": "a\r\nb\r", "bom": "\ufeffa", "zero": "\0", "empty": "", "dir/.hidden": "é\n"}
        for name, text in texts.items():
            (top / name).parent.mkdir(exist_ok=True)
            (top / name).write_bytes(text.encode())
        (top / "empty directory").mkdir()
        assert pack(top) == Bundle(tuple(Document(name, texts[name]) for name in sorted(texts)))

    def test_other_content_becomes_base64(self, top: Path) -> None:
        data = bytes(range(256))
        (top / "a").write_bytes(data)
        [document] = pack(str(top))
        assert document.attributes == (("encoding", "base64"),)
        assert {len(line) for line in document.text.split("\n")[:-1]} == {76}
        assert not document.text.endswith("\n")
        assert document.data == data == base64.b64decode(document.text)

    def test_order_is_that_of_code_points(self, top: Path) -> None:
        for name in ("a.b", "B", "é", "_", "z", "\uffee", "\U00010000"):
            (top / name).touch()
        (top / "a").mkdir()
        (top / "a/b").touch()
        assert pack(top).names == ("B", "_", "a.b", "a/b", "z", "é", "\uffee", "\U00010000")

    @pytest.mark.parametrize(
        ("pattern", "names"),
        [
            ("**/*", ["a.txt", "d/b.txt", "d/e/c.txt", "d/x.html"]),
            ("*", ["a.txt"]),
            ("**/*.txt", ["a.txt", "d/b.txt", "d/e/c.txt"]),
            ("d/*.txt", ["d/b.txt"]),
            ("d/**", ["d/b.txt", "d/e/c.txt", "d/x.html"]),
            ("**/e/*", ["d/e/c.txt"]),
            ("**/[ab].*", ["a.txt", "d/b.txt"]),
            ("A.txt", []),
            ("d", []),
            ("", []),
        ],
    )
    def test_pattern(self, top: Path, pattern: str, names: list[str]) -> None:
        unpack([Document(name, "") for name in ("a.txt", "d/b.txt", "d/e/c.txt", "d/x.html")], top)
        assert list(pack(top, pattern=pattern).names) == names

    def test_temporaries_are_left_out(self, top: Path) -> None:
        (top / STALE).mkdir()
        (top / STALE / "new-0").touch()
        (top / ".seeddoc-notes").touch()
        assert pack(top).names == (".seeddoc-notes",)

    def test_refused(self, top: Path) -> None:
        (top / "d").mkdir()
        for name in ("a:b", "A", "a", "d/end.", "line\nbreak", "ok"):
            (top / name).touch()
        with open(os.fsencode(top) + b"/\xff", "wb"):
            pass
        (top / "d/link").symlink_to("..")
        (top / "dangling").symlink_to("nowhere")
        os.mkfifo(top / "pipe")
        # The path of a socket has to be short.
        with socket.socket(socket.AF_UNIX) as server, contextlib.chdir(top):
            server.bind("d/socket")
        with pytest.raises(UnpackError) as caught:
            pack(top)
        assert caught.value.problems == (
            ("d/link", "it is a symbolic link"),
            ("d/socket", "it is neither a file nor a directory"),
            ("dangling", "it is a symbolic link"),
            ("pipe", "it is neither a file nor a directory"),
            ("a:b", DRIVE),
            ("a:b", COLON),
            ("d/end.", TRAILING),
            ("line\nbreak", CONTROL),
            ("\udcff", SURROGATE),
            ("a", "it differs from 'A' only in case or normalisation; rename one of them"),
        )

    def test_what_the_pattern_leaves_out_is_not_refused(self, top: Path) -> None:
        os.mkfifo(top / "pipe")
        (top / "a:b").touch()
        (top / "a.txt").touch()
        assert pack(top, pattern="*.txt").names == ("a.txt",)
        (top / "link").symlink_to(".")
        with pytest.raises(UnpackError, match="'link': it is a symbolic link"):
            pack(top, pattern="*.txt")

    def test_what_is_excluded_is_not_looked_at(self, top: Path) -> None:
        for name in ("a", "b:", "d/a"):
            (top / name).parent.mkdir(exist_ok=True)
            (top / name).touch()
        assert pack(top, exclude={"b:", "d/a", "nope"}).names == ("a",)

    def test_the_directory_may_be_a_link(self, top: Path) -> None:
        (top / "a").touch()
        (top.parent / "link").symlink_to(top)
        assert pack(top.parent / "link").names == ("a",)

    @pytest.mark.parametrize(("name", "error"), [("file", NotADirectoryError), ("missing", FileNotFoundError)])
    def test_no_directory(self, top: Path, name: str, error: type[OSError]) -> None:
        (top / "file").touch()
        with pytest.raises(error):
            pack(top / name)

    def test_bundles_nest(self, top: Path) -> None:
        inner = dumps(Bundle((Document("a", "x"), Document("b", "<<<FILE c>>>\n<<<END FILE>>>"))))
        unpack([Document("bundle.txt", inner), Document("d/bundle.txt", inner)], top)
        bundle = pack(top)
        assert [document.text for document in bundle] == [inner, inner]
        assert loads(dumps(bundle)) == bundle


def fold(name: str) -> str:
    spaced = regex.sub(r"[\p{White_Space}\u2800]", " ", name)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", spaced).casefold())


def ends_badly(name: str) -> bool:
    return regex.search(r"[.\p{White_Space}\u2800]\Z", name) is not None


def has_separator(name: str) -> bool:
    return regex.search(r"[\p{Zl}\p{Zp}\uFFF9-\uFFFB]", name) is not None


def is_device(name: str) -> bool:
    return name.partition(".")[0].rstrip(" ").upper() in DEVICES


# Filtered, and not excluded: a strategy that is told of 4,000 characters warns of how long it would be to print.
_SEEN = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="/\\:" + BIDI_CONTROLS).filter(
    lambda char: not _DEFAULT_IGNORABLE.match(char)
)
SEGMENTS: st.SearchStrategy[str] = st.text(_SEEN, min_size=1, max_size=60).filter(
    lambda name: (
        not ends_badly(name) and not has_separator(name) and not is_device(name) and not name.startswith(".seeddoc-")
    )
)
CONTENTS = (
    st.binary(max_size=200)
    | st.text(max_size=50).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.sampled_from([b"\xef\xbb\xbfx", b"a\r\nb\r", b"<<<FILE a>>>\nx\n<<<END FILE>>>\n", b"\0", b"\xff\xfe"])
)
Tree = dict[str, Any]


def folders(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Tree]:
    """Directories in which no two names are equal after case folding and NFC; theirs hold nothing unseen."""
    entries = st.lists(st.tuples(SEGMENTS, inner), max_size=4, unique_by=lambda entry: fold(entry[0]))
    return entries.map(dict)


TREES = folders(st.recursive(CONTENTS, folders, max_leaves=8))


def files(entries: Tree, before: str = "") -> Iterator[tuple[str, bytes]]:
    for name, inside in entries.items():
        if isinstance(inside, bytes):
            yield before + name, inside
        else:
            yield from files(inside, f"{before}{name}/")


class TestRoundTrip:
    """`unpack(pack(directory), other)` gives the same files, byte for byte."""

    @given(TREES)
    def test_files(self, entries: Tree) -> None:
        wanted = dict(files(entries))
        with tempfile.TemporaryDirectory() as directory:
            one, other = Path(directory, "one"), Path(directory, "other")
            one.mkdir()
            for name, data in wanted.items():
                (one / name).parent.mkdir(parents=True, exist_ok=True)
                (one / name).write_bytes(data)
            bundle = pack(one)
            assert list(bundle.names) == sorted(wanted)
            assert unpack(bundle, other) == [other / name for name in sorted(wanted)]
            assert contents(other) == wanted
            unpack([attrs.evolve(document, text="", attributes=()) for document in bundle], other, overwrite=True)
            assert contents(other) == dict.fromkeys(wanted, b"")
            assert pack(other).names == bundle.names

    @given(TREES)
    def test_through_a_bundle_of_text(self, entries: Tree) -> None:
        with tempfile.TemporaryDirectory() as directory:
            documents = [
                Document(name, base64.b64encode(data).decode(), (("mode", "base64"),)) for name, data in files(entries)
            ]
            unpack(documents, directory)
            bundle = pack(directory)
            assert not bundle or loads(dumps(bundle)) == bundle
