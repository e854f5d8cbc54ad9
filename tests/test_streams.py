"""Compressed files and URLs: read piece by piece, wherever a path is taken."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import threading
import tracemalloc
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import fsspec
import pytest
import zstandard

import seeddoc
from seeddoc import BundleError, Document, InputError, LimitError, Limits, Url, dumps
from seeddoc._compression import HEAD, Counted, Rewound, compression_by_name, compression_of
from seeddoc._remote import is_url
from seeddoc._streams import CHUNK, Stream, open_stream
from seeddoc.cli import main
from seeddoc.inputs import find_sources, read_source, write_file
from tests.test_partitioning import read_files, seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from seeddoc.scanning import Paths

TEXT = "A title\n\n“Yes,” said José.\n"
NAMES = [f"{number:04}.txt" for number in range(300)]
BUNDLE = dumps([Document(name, TEXT) for name in NAMES]).encode()
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.ZstdCompressor().compress,
}
# 64 megabytes of one character, in a few kilobytes.
BOMB = 2**26


def name_of(document: Document) -> str:
    return document.name


def make_bomb(path: Path) -> Path:
    piece = b"a" * 2**20
    if path.suffix == ".bz2":  # which takes a second for each 20 MB, but a member may come again
        path.write_bytes(bz2.compress(piece * 16) * (BOMB // len(piece) // 16))
        return path
    with lzma.open(path, "wb", preset=0) if path.suffix == ".xz" else _open_zst(path) as file:
        for _ in range(BOMB // len(piece)):
            file.write(piece)
    return path


def _open_zst(path: Path) -> io.BufferedWriter:
    writer: io.BufferedWriter = zstandard.open(path, "wb")
    return writer


@pytest.mark.parametrize("suffix", COMPRESS)
class TestCompressed:
    """`.gz .bz2 .xz .zst` everywhere, whatever the file is called."""

    @pytest.fixture(params=["a.txt{}", "b.txt"])
    def path(self, tmp_path: Path, suffix: str, request: pytest.FixtureRequest) -> Path:
        path = tmp_path / str(request.param).format(suffix)
        path.write_bytes(COMPRESS[suffix](BUNDLE))
        return path

    def test_readers(self, path: Path) -> None:
        wanted = seeddoc.loads(BUNDLE)
        assert seeddoc.load(path) == seeddoc.loads(path) == wanted
        assert seeddoc.parse(path).filename == str(path)
        assert tuple(seeddoc.iter_documents(path)) == wanted.documents
        assert [document.position for document in seeddoc.load(path)] == [document.position for document in wanted]

    def test_partitions(self, path: Path) -> None:
        results = [result for part in seeddoc.partitions(path, size=1000) for result in part.results()]
        assert seen(results) == seen(read_files(path))
        assert list(seeddoc.scan(path, name_of, workers=2)) == NAMES

    def test_command_line(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["stats", "--format", "json", str(path)]) == 0
        assert f'"documents": {len(NAMES)}' in capsys.readouterr().out

    def test_two_members(self, path: Path, suffix: str) -> None:
        path.write_bytes(COMPRESS[suffix](BUNDLE[:5000]) + COMPRESS[suffix](BUNDLE[5000:]))
        assert seeddoc.load(path) == seeddoc.loads(BUNDLE)
        assert len(list(seeddoc.iter_documents(path))) == len(NAMES)

    def test_damage_behind_a_member(self, path: Path, suffix: str) -> None:
        second = COMPRESS[suffix](BUNDLE)
        for damaged in (bytes([second[0] ^ 255]) + second[1:], b"junk") if suffix else ():
            path.write_bytes(COMPRESS[suffix](BUNDLE) + damaged)
            with pytest.raises((InputError, BundleError), match=r"\.txt"):
                list(seeddoc.iter_documents(path))

    def test_cut_off(self, path: Path, suffix: str) -> None:
        path.write_bytes(path.read_bytes()[:-10])
        error = InputError if suffix else BundleError
        for read in (seeddoc.load, lambda path: list(seeddoc.iter_documents(path))):
            with pytest.raises(error, match=r"\.txt") as caught:
                read(path)
            assert suffix == "" or "does not decompress" in str(caught.value)
        with pytest.raises(error):
            list(seeddoc.scan(path, name_of, workers=1))

    def test_piece_by_piece(self, path: Path) -> None:
        with open_stream(path) as stream:
            assert stream.read(7) == BUNDLE[:7]
            assert stream.read(0) == b""
            assert b"".join(stream.chunks()) == BUNDLE[7:]
            assert stream.read() == stream.read(5) == b""


class TestBetweenMembers:
    @pytest.mark.parametrize("zeros", [4, 1000])
    def test_padding_of_xz(self, tmp_path: Path, zeros: int) -> None:
        path, packed = tmp_path / "a.txt.xz", lzma.compress(BUNDLE)
        for data in (packed + bytes(zeros), packed + bytes(zeros) + packed):
            path.write_bytes(data)
            assert tuple(seeddoc.iter_documents(path, errors="skip"))[: len(NAMES)] == seeddoc.loads(BUNDLE).documents

    def test_little_is_made_at_a_time(self) -> None:
        for suffix in (".bz2", ".xz"):
            packed = io.BytesIO(COMPRESS[suffix](bytes(40_000_000)))
            reader = compression_of(packed.getvalue()).open(packed)  # type: ignore[union-attr]
            tracemalloc.start()
            assert sum(len(piece) for piece in iter(partial(reader.read, 1000), b"")) == 40_000_000
            peak = tracemalloc.get_traced_memory()[1]  # a decompressor has some by itself
            tracemalloc.stop()
            assert peak < 15_000_000

    def test_zeros_behind_bz2(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt.bz2"
        path.write_bytes(bz2.compress(BUNDLE) + bytes(7))
        assert seeddoc.load(path) == seeddoc.loads(BUNDLE)

    def test_padding_that_is_no_multiple_of_four(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt.xz"
        path.write_bytes(lzma.compress(BUNDLE) + bytes(6))
        with pytest.raises(InputError, match="does not decompress: 6 zeros stand behind a stream"):
            list(seeddoc.iter_documents(path))

    def test_frames_of_zstandard_that_are_passed_over(self, tmp_path: Path) -> None:
        path, skipped = tmp_path / "a.txt.zst", b"\x50\x2a\x4d\x18\x04\0\0\0abcd"
        packed = zstandard.ZstdCompressor().compress(BUNDLE)
        path.write_bytes(skipped + packed + skipped)
        assert seeddoc.load(path) == seeddoc.loads(BUNDLE)


class TestStream:
    def test_name_that_is_wrong(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt.gz"
        path.write_bytes(BUNDLE)
        with pytest.raises(InputError, match=r"a\.txt\.gz: is not compressed as \.gz, or damaged"):
            seeddoc.load(path)
        assert Stream(io.BytesIO(BUNDLE), "a.gz", must_fit=False).read() == BUNDLE

    def test_path_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            seeddoc.load(tmp_path / "a.txt")

    def test_missing_module(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.txt.zst"
        path.write_bytes(COMPRESS[".zst"](BUNDLE))
        monkeypatch.setitem(sys.modules, "zstandard", None)
        with pytest.raises(InputError, match=r"zst: this compression needs the module zstandard: pip install 'seeddoc"):
            seeddoc.load(path)

    def test_missing_module_where_one_is_written(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "zstandard", None)
        with pytest.raises(InputError, match=r"zst: this compression needs the module zstandard: pip install 'seeddoc"):
            write_file(tmp_path / "a.txt.zst", BUNDLE)

    def test_every_kind_can_be_closed(self) -> None:
        for suffix, compress in list(COMPRESS.items())[1:]:
            compression = compression_by_name(f"a{suffix}")
            assert compression
            file = compression.open(io.BytesIO(compress(BUNDLE)))
            assert file.read(7) == BUNDLE[:7]
            file.close()

    @pytest.mark.parametrize("data", [b"", b"abc", b"0123456789", b"0123456789abc"])
    def test_rewound(self, data: bytes) -> None:
        for size in range(1, 15):
            file = io.BytesIO(data)
            rewound = Rewound(file.read(HEAD), file)
            pieces = []
            while piece := rewound.read(size):
                pieces.append(piece)
            assert b"".join(pieces) == data
            rewound.close()
            assert file.closed

    def test_counted(self) -> None:
        file = io.BytesIO(b"0123456789")
        counted = Counted(file)
        assert (counted.read(3), counted.size) == (b"012", 3)
        assert (counted.read(), counted.size) == (b"3456789", 10)
        counted.close()
        assert file.closed

    def test_memory_of_a_compressed_file(self, tmp_path: Path) -> None:
        path = make_bomb(tmp_path / "a.zst")
        tracemalloc.start()
        with open_stream(path, limits=Limits(expansion=None)) as stream:
            size = sum(len(chunk) for chunk in stream.chunks())
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert size == BOMB
        assert peak < 40 * 2**20


class TestLimitOfInput:
    """A limit on the size of the input stops a bomb long before it has gone off."""

    @pytest.mark.parametrize("suffix", [".bz2", ".xz", ".zst"])
    def test_bomb(self, tmp_path: Path, suffix: str) -> None:
        path = make_bomb(tmp_path / f"a.txt{suffix}")
        limits = Limits(input_size=1_000_000)
        for read in (
            partial(seeddoc.load, limits=limits),
            lambda path: list(seeddoc.iter_documents(path, limits=limits)),
            lambda path: list(seeddoc.scan(path, name_of, limits=limits, workers=1)),
        ):
            tracemalloc.start()
            with pytest.raises(LimitError, match=r"an input of more than 1000000"):
                read(path)
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            assert peak < 40 * 2**20

    def test_what_holds_much_more_than_its_size(self, tmp_path: Path) -> None:
        path = make_bomb(tmp_path / "a.txt.xz")
        message = (
            r"a\.txt\.xz: [0-9,]+ bytes of it decompress to more than 100 times as many, 67,1[0-9,]+ so far; raise"
        )
        for read in (seeddoc.load, lambda path: list(seeddoc.iter_documents(path, errors="skip"))):
            with pytest.raises(InputError, match=message):
                read(path)
        for limits in (Limits(expansion=None), Limits(expansion=20_000)):
            with open_stream(path, limits=limits) as stream:
                assert sum(len(chunk) for chunk in stream.chunks()) == BOMB

    def test_reading_ends_where_a_limit_is(self) -> None:
        class Endless(io.BytesIO):
            def read(self, size: int | None = -1, /) -> bytes:
                return b"<<<FILE a>>>\nA\n<<<END>>>\n"

        found = list[seeddoc.Diagnostic]()
        assert len(list(seeddoc.iter_documents(Endless(), errors=found.append, limits=Limits(documents=2)))) == 2
        assert [each.code for each in found][-1] == "B015"

    def test_what_was_read_before_is_returned(self) -> None:
        one = dumps([Document("a", "x" * 30)])
        for data in (one * 3, (one * 3).encode()):
            for size in range(len(data) + 1):
                limits = Limits(input_size=size)
                result = seeddoc.parse(data, limits=limits)
                assert len(result.bundle) == min(3, size // len(one))
                assert ("B015" in {finding.code for finding in result.diagnostics}) == (size < len(data))
                for chunk in (1, 7, 1000):
                    reader = seeddoc.Reader(limits=limits)
                    for start in range(0, len(data), chunk):
                        reader.receive(data[start : start + chunk])
                    reader.close()
                    events = [event for event in reader.events() if not isinstance(event, seeddoc.Outside)]
                    wanted = [*result.bundle, *result.diagnostics]
                    assert sorted(map(str, events)) == sorted(map(str, wanted))

    def test_nothing_is_said_twice(self) -> None:
        limits = Limits(input_size=20, documents=0)
        reader = seeddoc.Reader(limits=limits)
        for _ in range(3):
            reader.receive(b"<<<FILE a>>>\nA\n<<<END>>>\n")
        reader.close()
        assert [str(event)[-5:] for event in reader.events() if "B015" in str(event)] != []
        assert len(list(seeddoc.parse(b"<<<FILE a>>>\nA\n<<<END>>>\n", limits=limits).diagnostics)) == 1

    def test_sources(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt.gz"
        path.write_bytes(gzip.compress(BUNDLE))
        (source,) = find_sources([str(path)])
        assert read_source(source, limits=Limits(input_size=len(BUNDLE))).data == BUNDLE
        with pytest.raises(InputError, match=r"a\.txt\.gz: holds more than 1,000 bytes when it is decompressed"):
            read_source(source, limits=Limits(input_size=1000))


# --- URLs -----------------------------------------------------------------------------------------------------


class Server(BaseHTTPRequestHandler):
    """Serves the files of `held`; parts of them too where it is asked for one and `ranges` is set."""

    protocol_version = "HTTP/1.1"
    held: ClassVar[dict[str, bytes]] = {}
    ranges: ClassVar[bool] = True
    sent: ClassVar[list[int]] = []

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, *, body: bool) -> None:
        data = self.held.get(self.path)
        if data is None:
            self.send_error(404)
            return
        start, stop = 0, len(data)
        asked = self.headers.get("Range", "").removeprefix("bytes=").split("-")
        is_part = self.ranges and len(asked) == 2
        if is_part:
            start, stop = int(asked[0]), min(int(asked[1]) + 1, stop)
        self.send_response(206 if is_part else 200)
        if self.ranges:
            self.send_header("Accept-Ranges", "bytes")
        if is_part:
            self.send_header("Content-Range", f"bytes {start}-{stop - 1}/{len(data)}")
        self.send_header("Content-Length", str(stop - start))
        self.end_headers()
        if body:
            self.sent.append(stop - start)
            try:
                self.wfile.write(data[start:stop])
            except ConnectionError:
                self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(Server, "held", {"/news.txt": BUNDLE, "/plain.txt": TEXT.encode()})
    monkeypatch.setattr(Server, "sent", [])
    serving = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=serving.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{serving.server_address[1]}"
    serving.shutdown()
    serving.server_close()
    thread.join()


@pytest.fixture
def memory() -> Iterator[str]:
    fs = fsspec.filesystem("memory")
    for name, data in {
        "/news/a.txt": BUNDLE,
        "/news/b.txt.gz": gzip.compress(BUNDLE),
        "/news/sub/plain.txt": TEXT.encode(),
        "/news/sub/other.md": b"x",
        "/news/.hidden/c.txt": b"x",
    }.items():
        fs.pipe(name, data)
    yield "memory://news"
    fs.rm("/news", recursive=True)


class TestUrl:
    @pytest.mark.parametrize("address", ["https://example.org/a.txt", "s3://bucket/a", "simplecache::s3://b/a"])
    def test_is_one(self, address: str) -> None:
        assert is_url(address)
        assert str(Url(address)) == address

    @pytest.mark.parametrize("address", ["a.txt", "C:\\a.txt", "c:/a", "://x", "http:/x", "", "1a://x"])
    def test_is_none(self, address: str) -> None:
        assert not is_url(address)
        with pytest.raises(ValueError, match="a URL has a scheme"):
            Url(address)

    def test_type(self) -> None:
        with pytest.raises(TypeError, match="a URL is a str, not int"):
            Url(1)  # type: ignore[arg-type]


class TestMemory:
    """fsspec's file system in memory."""

    def test_readers(self, memory: str) -> None:
        url = Url(f"{memory}/a.txt")
        assert seeddoc.load(url) == seeddoc.loads(BUNDLE)
        assert seeddoc.load(Url(f"{memory}/b.txt.gz")) == seeddoc.loads(BUNDLE)
        assert [document.name for document in seeddoc.iter_documents(url)] == NAMES
        assert seeddoc.parse(url).filename == url.address

    def test_many(self, memory: str) -> None:
        all_paths: list[Paths] = [f"{memory}/a.txt", Url(f"{memory}/a.txt"), [Url(f"{memory}/a.txt")]]
        for paths in all_paths:
            assert list(seeddoc.scan(paths, name_of, workers=1)) == NAMES
        assert list(seeddoc.scan(f"{memory}/", name_of, workers=1)) == [*NAMES, *NAMES, "sub/plain.txt"]
        assert list(seeddoc.scan(f"{memory}/s*/*", name_of, workers=1)) == ["sub/other.md", "sub/plain.txt"]

    def test_cut(self, memory: str) -> None:
        parts = list(seeddoc.partitions(f"{memory}/a.txt", size=1000, count_places=True))
        assert len(parts) > 10
        assert [document.name for part in parts for document in part.documents()] == NAMES
        found = [document.position for part in parts for document in part.documents()]
        assert found == [document.position for document in seeddoc.loads(BUNDLE)]

    @pytest.mark.parametrize(
        ("path", "message"),
        [
            ("none.txt", "none.txt: no such file"),
            ("*.json", r"news/\*.json: nothing matches"),
            ("sub/none/", r"news/sub/none/: no \*.txt file in this directory"),
        ],
    )
    def test_faults(self, memory: str, path: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(InputError, match=message):
            list(seeddoc.scan(f"{memory}/{path}", name_of, workers=1))
        assert main(["stats", f"{memory}/{path}"]) == 2
        assert capsys.readouterr().err.startswith(f"seeddoc: {memory}/")

    def test_command_line(self, memory: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "--format", "concise", f"{memory}/sub/plain.txt"]) == 0
        assert main(["convert", "--to", "jsonl", f"{memory}/sub/plain.txt"]) == 0
        assert '"name":"plain.txt"' in capsys.readouterr().out.replace(": ", ":")


class TestHttp:
    """HTTP, against a server on this machine."""

    def test_readers(self, server: str) -> None:
        assert seeddoc.load(Url(f"{server}/news.txt")) == seeddoc.loads(BUNDLE)
        assert len(list(seeddoc.iter_documents(Url(f"{server}/news.txt")))) == len(NAMES)

    def test_parts(self, server: str) -> None:
        parts = list(seeddoc.partitions(f"{server}/news.txt", size=4000))
        assert len(parts) > 3
        Server.sent.clear()
        assert next(document.name for document in parts[1].documents()) != NAMES[0]
        assert Server.sent[-1] == parts[1].size
        assert list(seeddoc.scan(parts, name_of, workers=2)) == NAMES

    def test_server_without_parts(self, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Server, "ranges", False)
        (part,) = seeddoc.partitions(f"{server}/news.txt", size=4000)
        assert part.pieces[0].size is None
        assert [document.name for document in part.documents()] == NAMES

    def test_compressed(self, server: str) -> None:
        Server.held["/a.txt.gz"] = gzip.compress(BUNDLE)
        assert list(seeddoc.scan([f"{server}/a.txt.gz", f"{server}/plain.txt"], name_of, workers=1)) == [
            *NAMES,
            "plain.txt",
        ]

    def test_a_file_that_changes(self, server: str) -> None:
        parts = list(seeddoc.partitions(f"{server}/news.txt", size=4000))
        Server.held["/news.txt"] = BUNDLE + b"\n"
        with pytest.raises(InputError, match=r"news\.txt: has changed since it was cut"):
            list(parts[1].documents())

    def test_faults(self, server: str) -> None:
        with pytest.raises(InputError, match=r"none\.txt: no such file"):
            seeddoc.load(Url(f"{server}/none.txt"))
        with pytest.raises(InputError, match=r"^http://127\.0\.0\.1:9/a\.txt: ."):
            seeddoc.load(Url("http://127.0.0.1:9/a.txt"))

    def test_command_line(self, server: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["stats", "--format", "json", f"{server}/news.txt"]) == 0
        assert f'"documents": {len(NAMES)}' in capsys.readouterr().out


class TestMissing:
    def test_fsspec(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "fsspec.core", None)
        with pytest.raises(InputError, match=r"^s3://b/a: this needs the module fsspec: pip install 'seeddoc\["):
            seeddoc.load(Url("s3://b/a"))

    def test_scheme(self) -> None:
        with pytest.raises(InputError, match=r"^nope://b/a: Protocol not known: nope"):
            seeddoc.load(Url("nope://b/a"))


def test_chunks_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * (3 * CHUNK))
    with open_stream(path) as stream:
        assert [len(chunk) for chunk in stream.chunks()] == [CHUNK] * 3


@pytest.mark.parametrize("outer", [suffix for suffix in COMPRESS if suffix])
@pytest.mark.parametrize("inner", [suffix for suffix in COMPRESS if suffix])
def test_what_is_compressed_twice_is_no_text(tmp_path: Path, outer: str, inner: str) -> None:
    path = tmp_path / f"a.txt{outer}"
    path.write_bytes(COMPRESS[outer](COMPRESS[inner](BUNDLE)))
    told = f"is compressed twice, {inner} in {outer}: decompress it once"
    with pytest.raises(InputError, match=told):
        read_source(find_sources([str(path)])[0])
    with pytest.raises(InputError, match=told):
        seeddoc.parse(path)
