"""Paths as they are typed: what they stand for, what is read from them, and what is told where that fails."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zstandard
from hypothesis import example, given
from hypothesis import strategies as st

import seeddoc
from seeddoc import Limits, Settings
from seeddoc.checking import check_content
from seeddoc.errors import InputError
from seeddoc.inputs import (
    Content,
    Source,
    find_sources,
    read_bundle,
    read_content,
    read_documents,
    read_plain,
    read_source,
    write_file,
)

if TYPE_CHECKING:
    from collections.abc import Callable

BUNDLE = "<<<FILE a.txt>>>\nA title\n\n“Yes,” she said.\n<<<END FILE>>>\n".encode()
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.ZstdCompressor().compress,
}


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a directory of texts and what is none, and go there."""
    for name in ("b.txt", "a.TXT", "sub/c.txt.gz", "sub/d.md", ".hidden.txt", ".git/e.txt", "other/f.json"):
        path = tmp_path / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"Title\n\nText.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths: str) -> list[tuple[str, str]]:
    return [(Path(source.label).as_posix(), source.name) for source in find_sources(paths)]


def content_of(data: bytes, name: str = "a.txt") -> Content:
    return Content(Source(Path(name), name, name), data)


@pytest.mark.usefixtures("tree")
class TestFindSources:
    def test_file(self) -> None:
        assert found("texts/b.txt") == [("texts/b.txt", "b.txt")]
        assert found("texts/sub/d.md", "texts/sub/c.txt.gz") == [
            ("texts/sub/d.md", "d.md"),
            ("texts/sub/c.txt.gz", "c.txt"),
        ]

    def test_directory(self) -> None:
        assert found("texts") == [
            ("texts/a.TXT", "a.TXT"),
            ("texts/b.txt", "b.txt"),
            ("texts/sub/c.txt.gz", "sub/c.txt"),
        ]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names on this system")
    def test_a_pipe_in_a_directory_is_left_out(self) -> None:
        os.mkfifo("texts/pipe.txt")
        assert [name for _, name in found("texts")] == ["a.TXT", "b.txt", "sub/c.txt"]

    def test_a_search_follows_no_links(self) -> None:
        Path("outside").mkdir()
        Path("outside/o.txt").write_bytes(b"x")
        for name, target in (("one", "../outside/o.txt"), ("two", os.devnull), ("three", "nowhere"), ("four", "b.txt")):
            Path(f"texts/{name}.txt").symlink_to(target)
        Path("texts/far").symlink_to("../outside")
        assert [name for _, name in found("texts")] == ["a.TXT", "b.txt", "sub/c.txt"]
        assert [name for _, name in found("texts/**/*.txt")] == ["b.txt"]
        for pattern in ("**/one.txt", "**/far", "**/far/*", "texts/**/far/o.txt"):
            with pytest.raises(InputError, match="nothing matches"):
                find_sources([pattern])

    def test_a_link_that_is_named_is_followed(self) -> None:
        Path("one.txt").symlink_to("texts/b.txt")
        Path("far").symlink_to("texts")
        assert found("one.txt", "o*.txt") == [("one.txt", "one.txt")]
        assert [name for _, name in found("far")] == ["a.TXT", "b.txt", "sub/c.txt"]
        assert [name for _, name in found("far/**/*.txt", "f*/**/c*")] == ["b.txt", "far/sub/c.txt"]

    def test_glob(self) -> None:
        assert found("texts/*/*") == [
            ("texts/other/f.json", "other/f.json"),
            ("texts/sub/c.txt.gz", "sub/c.txt"),
            ("texts/sub/d.md", "sub/d.md"),
        ]
        assert found("texts/o*", "texts/s*") == [("texts/sub/c.txt.gz", "c.txt")]
        assert found("texts/**/c*") == [("texts/sub/c.txt.gz", "sub/c.txt")]
        assert found(str(Path.cwd() / "texts" / "b*"))[0][1] == "b.txt"

    @pytest.mark.parametrize(
        ("pattern", "names"),
        [
            ("**/*.txt", ["top.txt", "texts/b.txt"]),
            ("**/b.txt", ["texts/b.txt"]),
            ("texts/**", ["a.TXT", "b.txt", "other/f.json", "sub/c.txt", "sub/d.md"]),
            ("te*/**/*.gz", ["texts/sub/c.txt"]),
            ("**/sub/**/d*", ["texts/sub/d.md"]),
            ("./texts/**/d.md", ["sub/d.md"]),
            ("texts/**/**/d.md", ["sub/d.md"]),
        ],
    )
    def test_a_deep_glob(self, pattern: str, names: list[str]) -> None:
        Path("top.txt").write_bytes(b"x")
        assert {name for _, name in found(pattern)} == set(names)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names on this system")
    def test_a_glob_leaves_out_pipes_and_goes_in_no_circles(self) -> None:
        os.mkfifo("texts/pipe.txt")
        for name in ("texts/one", "texts/sub/two"):
            Path(name).symlink_to(Path("texts").absolute())
        Path("texts/link.txt").symlink_to("nowhere")
        assert [name for _, name in found("texts/**/*.txt")] == ["b.txt"]
        assert [name for _, name in found("texts/*.txt")] == ["b.txt", "link.txt"]
        with pytest.raises(InputError, match="nothing matches"):
            find_sources(["texts/p*"])

    def test_a_file_that_looks_like_a_glob(self) -> None:
        Path("a[1].txt").write_bytes(b"x")
        assert found("a[1].txt") == [("a[1].txt", "a[1].txt")]

    def test_each_file_once(self) -> None:
        assert found("texts/b.txt", "./texts/b.txt", "texts", "-", "-") == [
            ("texts/b.txt", "b.txt"),
            ("texts/a.TXT", "a.TXT"),
            ("texts/sub/c.txt.gz", "sub/c.txt"),
            ("<stdin>", "stdin"),
        ]

    @pytest.mark.parametrize(
        ("path", "message"),
        [
            ("nope", "nope: no such file or directory"),
            ("nope*", "nope*: nothing matches"),
            ("texts/other", "texts/other: no *.txt file in this directory"),
            ("", "'': no such file or directory"),
        ],
    )
    def test_refused(self, path: str, message: str) -> None:
        with pytest.raises(InputError) as caught:
            find_sources([path])
        assert str(caught.value) == message

    def test_directory_that_cannot_be_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(path: object) -> None:
            raise PermissionError(13, "Permission denied", "texts")

        monkeypatch.setattr(os, "scandir", refuse)
        with pytest.raises(InputError, match=r"^texts: Permission denied$"):
            find_sources(["texts"])


class TestReadSource:
    def test_file(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(BUNDLE)
        (source,) = find_sources([str(path)])
        content = read_source(source)
        assert (content.data, content.suffix) == (BUNDLE, "")
        assert content.lines[2:4] == ["", "“Yes,” she said."]

    def test_stdin(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(BUNDLE))))
        assert read_source(*find_sources(["-"])) == Content(Source(None, "<stdin>", "stdin"), BUNDLE, ".gz")

    def test_closed_stdin(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        with pytest.raises(InputError, match=r"^<stdin>: closed$"):
            read_source(*find_sources(["-"]))

    @pytest.mark.parametrize("suffix", COMPRESS)
    @pytest.mark.parametrize("name", ["a.txt", "a.txt{}", "A.TXT{}"])
    def test_compressed(self, tmp_path: Path, name: str, suffix: str) -> None:
        path = tmp_path / name.format(suffix)
        path.write_bytes(COMPRESS[suffix](BUNDLE) * 2)
        content = read_source(*find_sources([str(path)]))
        assert (content.data, content.suffix) == (BUNDLE * 2, suffix)

    @pytest.mark.parametrize("suffix", COMPRESS)
    @pytest.mark.parametrize("damage", ["cut", "changed", "text", "empty"])
    def test_corrupt(self, tmp_path: Path, suffix: str, damage: str) -> None:
        whole = COMPRESS[suffix](BUNDLE * 100)
        damaged = {
            "cut": whole[:-6],
            "changed": whole[:12] + b"\xff" * (len(whole) - 18) + whole[-6:],
            "text": BUNDLE,
            "empty": b"",
        }
        path = tmp_path / f"a.txt{suffix}"
        path.write_bytes(damaged[damage])
        with pytest.raises(InputError) as caught:
            read_source(*find_sources([str(path)]))
        reason = "does not decompress: " if damage in {"cut", "changed"} else f"is not compressed as {suffix}"
        assert str(caught.value).startswith(f"{path}: {reason}")
        assert "\n" not in str(caught.value)

    def test_text_that_begins_like_bzip2(self) -> None:
        # No file name, no compression.
        assert read_documents(content_of(b"BZh91 is a title\n")).bundle.names == ("a.txt",)

    def test_title_that_begins_like_bzip2(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"BZh91 is a title\n")
        assert read_source(*find_sources([str(path)])).suffix == ""

    def test_empty_bzip2(self, tmp_path: Path) -> None:
        path = tmp_path / "a.bz2"
        path.write_bytes(bz2.compress(b""))
        assert read_source(*find_sources([str(path)])).data == b""

    def test_missing_module(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.txt.zst"
        path.write_bytes(COMPRESS[".zst"](BUNDLE))
        monkeypatch.setitem(sys.modules, "zstandard", None)
        with pytest.raises(InputError, match=r"needs the module zstandard: pip install 'seeddoc\[cli\]'$"):
            read_source(*find_sources([str(path)]))

    def test_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.symlink_to("nowhere")
        with pytest.raises(InputError, match=r"a\.txt: No such file or directory$"):
            read_source(*find_sources([str(path)]))


class TestWriteFile:
    @pytest.mark.parametrize("suffix", ["", *COMPRESS])
    def test_compressed_as_its_name_says(self, tmp_path: Path, suffix: str) -> None:
        path = tmp_path / f"a.txt{suffix}"
        write_file(path, BUNDLE)
        assert (path.read_bytes() == BUNDLE) == (suffix == "")
        (source,) = find_sources([str(path)])
        assert read_source(source).data == BUNDLE

    def test_compressed_as_told(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        write_file(path, BUNDLE, ".gz")
        assert gzip.decompress(path.read_bytes()) == BUNDLE
        write_file(tmp_path / "a.gz", BUNDLE, "")
        assert (tmp_path / "a.gz").read_bytes() == BUNDLE

    def test_refused(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"cannot be written: No such file or directory$"):
            write_file(tmp_path / "no" / "a.txt", b"")
        with pytest.raises(InputError, match="cannot be written: "):
            write_file(tmp_path, b"")

    def test_zstandard_says_its_size_as_some_readers_ask(self, tmp_path: Path) -> None:
        write_file(tmp_path / "a.zst", BUNDLE * 1000)
        assert zstandard.decompress((tmp_path / "a.zst").read_bytes()) == BUNDLE * 1000

    def test_devices_stay_devices(self) -> None:
        write_file(Path(os.devnull), BUNDLE)
        assert not stat.S_ISREG(Path(os.devnull).stat().st_mode)


class TestDocuments:
    def test_bundle(self) -> None:
        content = content_of(BUNDLE)
        result = read_documents(content)
        assert read_plain(content, result) is None
        assert result.bundle == seeddoc.loads(BUNDLE)

    @pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
    @pytest.mark.parametrize("text", ["Title\n\nText.\n", "\n Title", "A\n>>>\nB", "Title\r\n"])
    def test_plain_text_is_one_document(self, start: bytes, text: str) -> None:
        result = read_documents(content_of(start + text.encode(), "sub/a.txt"))
        assert result.bundle.documents == (seeddoc.Document("sub/a.txt", text),)
        assert [finding.code for finding in result.diagnostics] == ["E004"] * bool(start)
        assert result.outside == ()

    @given(
        st.lists(st.sampled_from(("A", "é", "🎈", " ", "\n", "\r\n", "<", ">", "\0", "\x85", "\ufeff"))).map("".join)
        | st.binary().map(lambda data: data.decode("utf-8", "surrogateescape")),
        st.sampled_from((None, Limits(document_size=5), Limits(input_size=5), Limits(documents=0))),
    )
    @example("café\n", None)
    @example("cafe\udce9\n", None)
    @example("a\nb\nc", Limits(input_size=5))
    @example("a\nb\nc", Limits(input_size=4))
    @example(" \n", None)
    def test_a_text_without_signs_of_markers_is_read_as_any_other(self, text: str, limits: Limits | None) -> None:
        content = content_of(text.encode("utf-8", "surrogateescape"), "sub/a.txt")
        result = read_bundle(content, limits)
        plain = read_plain(content, result, limits)
        assert read_content(content, limits) == (plain or result, plain is not None)

    def test_places_in_plain_text(self) -> None:
        findings = seeddoc.check(read_documents(content_of("\ufeffÉtat\nText “open".encode())))
        assert [(each.code, each.line, each.column, each.byte_offset, each.filename) for each in findings] == [
            ("E004", 1, 1, 0, "a.txt"),
            ("A003", 1, 2, 3, "a.txt"),
            ("Q001", 2, 6, 14, "a.txt"),
        ]

    def test_text_that_is_not_utf8_is_a_text_with_an_error(self) -> None:
        result = read_documents(content_of(b"caf\xe9\n"))
        assert [document.text for document in result.bundle] == ["caf\udce9\n"]
        assert [finding.code for finding in result.diagnostics] == ["E001"]

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "B013"),
            (b"Text\n<<FILE a>>>\nText", "B006"),
            (b"Text\n<<<END FILE>>>\n", "B005"),
            (b"Text\n<<<FI", "B007"),
            ("Text".encode("utf-16"), "E003"),
        ],
    )
    def test_what_is_no_plain_text(self, data: bytes, code: str) -> None:
        content = content_of(data)
        result = read_documents(content)
        assert result == read_bundle(content)
        assert len(result.bundle) == 0
        assert code in {finding.code for finding in result.diagnostics}

    @pytest.mark.parametrize("encoding", ["UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"])
    @pytest.mark.parametrize("text", ["Title\n\nThe café’s “new” owner.\n", BUNDLE.decode(), "AB\n\n" * 2000 + "Āā"])
    def test_wide_text_is_one_finding_that_says_what_to_do(self, encoding: str, text: str) -> None:
        content = content_of(text.encode(encoding))
        result = read_documents(content)
        (finding,) = result.diagnostics
        assert (finding.code, finding.offset, finding.fix, len(result.bundle)) == ("E003", 0, None, 0)
        assert f"{encoding} without a byte order mark; `iconv -f {encoding} -t UTF-8`" in finding.message
        assert check_content(content, Settings(preset="strict")).findings == (finding,)

    @pytest.mark.parametrize(
        "data", [b"A\0B\0", b"Tit\0le\n\nText.\n", b"\0" * 40, b"ab\0\0" * 40, b"A\0\n\nText, text."]
    )
    def test_other_zero_bytes_are_control_characters(self, data: bytes) -> None:
        assert {finding.code for finding in read_documents(content_of(data)).diagnostics} == set()
