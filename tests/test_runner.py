"""Many files: the same results by one process or several, with a cache or without, whatever happens on the way."""

from __future__ import annotations

import importlib
import io
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc import Diagnostic, Limits, Settings, runner
from seeddoc._packing import is_clean, pack, unpack
from seeddoc.checking import check_content
from seeddoc.errors import InputError
from seeddoc.fixes import Edit, Fix
from seeddoc.inputs import find_sources, read_source
from seeddoc.positions import Position
from seeddoc.results import CheckedFile, Entry
from seeddoc.rules import RULES
from seeddoc.runner import Job, open_cache, run, with_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seeddoc.caching import Cache
    from seeddoc.inputs import Content, Source

CLEAN = "A title\n\nText of {}.\n"
FAULTY = "A title\nText of {}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder of texts, every third of them with a finding, and go there."""
    monkeypatch.chdir(tmp_path)
    top = Path("texts")
    top.mkdir()
    for number in range(60):
        (top / f"{number:02}.txt").write_text((CLEAN if number % 3 else FAULTY).format(number), "utf-8")
    return top


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    found = open_cache(tmp_path / "cache")
    assert found is not None
    return found


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let so much time go by that files are known not to have been touched."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 60)


def jobs(*paths: str, settings: Settings | None = None) -> list[Job]:
    return [Job(source, settings or Settings()) for source in find_sources(paths)]


def told(results: Sequence[CheckedFile | InputError]) -> list[tuple[str, int, list[str]] | str]:
    """Tell what is to be compared of results."""
    return [
        str(each) if isinstance(each, InputError) else (each.path, each.documents, list(map(str, each.findings)))
        for each in results
    ]


def refuse(_content: Content, _settings: Settings) -> CheckedFile:
    raise AssertionError("checked")


def fail_at_07(content: Content, settings: Settings) -> CheckedFile:
    if content.source.name == "07.txt":
        raise LookupError("seven")
    return check_content(content, settings)


def die_at_07(content: Content, settings: Settings) -> CheckedFile:
    if content.source.name == "07.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return check_content(content, settings)


class TestResults:
    def test_as_one_by_one(self, folder: Path) -> None:
        results = list(run(jobs("texts")))
        assert len(results) == 60
        for number, result in enumerate(results):
            assert isinstance(result, CheckedFile)
            text = (folder / f"{number:02}.txt").read_text("utf-8")
            assert [finding.code for finding in result.findings] == ([] if number % 3 else ["A003"])
            # The text is there where something is to be shown of it.
            assert result.text == ("" if number % 3 else text)

    @pytest.mark.usefixtures("folder")
    def test_the_same_by_several_processes(self, cache: Cache) -> None:
        wanted = list(run(jobs("texts")))
        assert list(run(jobs("texts"), workers=2)) == wanted
        for workers in (2, 2, 1, 3):
            assert list(run(jobs("texts"), workers=workers, cache=cache)) == wanted

    @pytest.mark.parametrize("workers", [1, 2])
    def test_what_cannot_be_read(self, folder: Path, cache: Cache, workers: int) -> None:
        given = jobs("texts")  # a search would leave the link out
        wanted = told(list(run(given)))
        (folder / "05.txt").unlink()
        (folder / "05.txt").symlink_to("nowhere")
        wanted[5] = f"{folder / '05.txt'}: No such file or directory"
        for _ in range(2):
            assert told(list(run(given, workers=workers, cache=cache))) == wanted

    @pytest.mark.usefixtures("folder")
    def test_process_that_ends(self) -> None:
        wanted = told(list(run(jobs("texts"))))
        wanted[7] = f"{Path('texts', '07.txt')}: the process that checked it ended with signal 9"
        assert told(list(run(jobs("texts"), workers=2, check=die_at_07))) == wanted

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize("workers", [1, 2])
    def test_check_that_raises(self, workers: int) -> None:
        results = run(jobs("texts"), workers=workers, check=fail_at_07)
        assert len([next(results) for _ in range(7)]) == 7
        with pytest.raises(LookupError, match="seven") as caught:
            next(results)
        assert f"while {Path('texts', '07.txt')} was checked" in caught.value.__notes__

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize("workers", [1, 2])
    def test_standard_input(self, cache: Cache, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
        for _ in range(2):
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CLEAN.encode())))
            found = list(run(jobs("texts/00.txt", "-", "texts"), workers=workers, cache=cache))
            assert [result.path for result in found if isinstance(result, CheckedFile)][:2] == [
                "texts/00.txt",
                "<stdin>",
            ]
            assert (len(found), found[1]) == (61, CheckedFile("<stdin>", CLEAN, 1, (), found[1].entries))  # type: ignore[union-attr]


@pytest.mark.usefixtures("later")
class TestCache:
    def test_what_is_known_is_not_checked_again(self, folder: Path, cache: Cache) -> None:
        wanted = list(run(jobs("texts"), cache=cache))
        assert list(run(jobs("texts"), cache=cache, check=refuse)) == wanted
        # A new copy has other times, and the same content.
        for path in folder.iterdir():
            path.write_bytes(path.read_bytes())
        assert list(run(jobs("texts"), cache=cache, check=refuse)) == wanted

    @pytest.mark.usefixtures("folder")
    def test_clean_files_that_are_known_are_not_read(self, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
        wanted = list(run(jobs("texts"), cache=cache))
        read = list[str]()

        def note(source: Source, *, limits: Limits) -> Content:
            read.append(source.name)
            return read_source(source, limits=limits)

        monkeypatch.setattr(runner, "read_source", note)
        assert list(run(jobs("texts"), cache=cache)) == wanted
        assert read == [f"{number:02}.txt" for number in range(0, 60, 3)]

    def test_file_that_changes(self, folder: Path, cache: Cache) -> None:
        list(run(jobs("texts"), cache=cache))
        path = folder / "01.txt"
        found = path.stat()
        path.write_text(CLEAN.format("1").replace("\n\n", "\n \n").replace(" \n", "x\n"), "utf-8")
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
        result = list(run(jobs("texts"), cache=cache))[1]
        assert isinstance(result, CheckedFile)
        assert [finding.code for finding in result.findings] == ["A003"]

    @pytest.mark.usefixtures("folder")
    def test_other_settings(self, cache: Cache) -> None:
        list(run(jobs("texts"), cache=cache))
        results = list(run(jobs("texts", settings=Settings(ignore=["A003"])), cache=cache))
        assert not any(result.findings for result in results if isinstance(result, CheckedFile))

    @pytest.mark.usefixtures("folder")
    def test_other_program(self, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
        list(run(jobs("texts/01.txt"), cache=cache))
        runner._start.cache_clear()
        monkeypatch.setattr("seeddoc.__version__", "next")
        with pytest.raises(AssertionError, match="checked"):
            list(run(jobs("texts/01.txt"), cache=cache, check=refuse))
        runner._start.cache_clear()

    @pytest.mark.usefixtures("folder")
    def test_other_path(self, cache: Cache) -> None:
        list(run(jobs("texts/00.txt"), cache=cache))
        (result,) = run(jobs("texts/../texts/00.txt"), cache=cache)
        assert str(result.findings[0]).startswith("texts/../texts/00.txt:1:1: ")  # type: ignore[union-attr]

    @pytest.mark.usefixtures("folder")
    def test_what_was_done_is_kept_when_a_run_ends_early(self, cache: Cache) -> None:
        results = run(jobs("texts"), cache=cache)
        first = [next(results) for _ in range(4)]
        results.close()  # type: ignore[attr-defined]
        assert list(run(jobs(*(f"texts/0{number}.txt" for number in range(4))), cache=cache, check=refuse)) == first

    def test_without_sqlite(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(sys.modules, "seeddoc.caching", raising=False)
        monkeypatch.setitem(sys.modules, "sqlite3", None)
        assert open_cache() is None

    def test_where_it_is_by_default(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SEEDDOC_CACHE_DIR", str(tmp_path))
        cache = open_cache()
        assert cache is not None
        assert cache.folder == tmp_path


class TestText:
    def test_is_read_again(self, folder: Path) -> None:
        (source,) = find_sources(["texts/01.txt"])
        (checked,) = run([Job(source, Settings())])
        assert isinstance(checked, CheckedFile)
        assert with_text(checked, source) is checked
        found = attrs.evolve(checked, findings=(Diagnostic("A002", "m", "info", Position(9, 9, 9, 3, 1)),))
        assert with_text(found, source).text == CLEAN.format(1)
        (folder / "01.txt").write_text("A", "utf-8")
        assert with_text(found, source).lines == ["A", "", ""]
        (folder / "01.txt").unlink()
        assert with_text(found, source).lines == ["", "", ""]


class TestPacking:
    def test_every_part_is_packed(self) -> None:
        """A field that is new has to be packed too."""
        assert [field.name for field in attrs.fields(CheckedFile)] == [
            "path",
            "text",
            "documents",
            "findings",
            "entries",
            "surplus",
            "faults",
        ]
        assert [field.name for field in attrs.fields(Entry)] == ["name", "digest", "where", "plain"]
        assert [field.alias for field in attrs.fields(Diagnostic)] == [
            *("code", "message", "severity", "where", "end", "document", "filename", "fix")
        ]
        assert [field.name for field in attrs.fields(Fix)] == ["message", "edits", "safe"]
        assert [field.name for field in attrs.fields(Edit)] == ["start", "end", "text"]

    @given(
        message=st.text(st.characters(exclude_categories=[])),
        numbers=st.lists(st.integers(0, 2**63), min_size=5, max_size=5),
        document=st.none() | st.text(),
        fix=st.none()
        | st.builds(Fix, st.text(), st.tuples(st.builds(Edit, st.just(1), st.just(2), st.text())), st.booleans()),
        digest=st.binary(),
    )
    def test_it_comes_back(
        self, message: str, numbers: list[int], document: str | None, fix: Fix | None, digest: bytes
    ) -> None:
        at = Position(*numbers)
        findings = (Diagnostic("A001", message, "info", at, at, document, message, fix),)
        checked = CheckedFile(
            "p",
            "t",
            3,
            findings,
            (Entry(message, digest, at, plain=True), Entry("", b"", at)),
            (("error", 2), ("info", 1)),
        )
        assert unpack(pack(checked), "p", "t") == checked
        assert not is_clean(pack(checked))
        assert is_clean(pack(attrs.evolve(checked, findings=())))

    @pytest.mark.parametrize(
        "data", [b"", b"-", b"-[]", b"-{}", b"-[1,2,3]", b"-[1,[[1]],[]]", b'-[1,[],[["a","x",[],1]]]']
    )
    def test_what_was_not_packed_here(self, data: bytes) -> None:
        with pytest.raises(ValueError, match=r"^not what `pack` packs: "):
            unpack(data, "p")


def test_rules_of_other_packages_in_a_process_that_was_started_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There they are not loaded yet: the desk that comes from the other process knows of them."""
    monkeypatch.setitem(RULES, "XY001", RULES["A001"])
    desk = runner._Desk(check_content, None)
    loaded = list[str]()
    monkeypatch.setattr(runner, "load_rules", lambda: loaded.append("all"))
    (job,) = jobs(str(folder / "00.txt"))
    desk(job)
    assert loaded == []
    monkeypatch.delitem(RULES, "XY001")
    desk(job)
    assert loaded == ["all"]


def test_code_of_a_package_and_of_a_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules of other packages are part of a result's key: their files are."""
    for name in ("one/__init__.py", "one/more.py", "other.py", "not_of_it.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("one", "other"):
        monkeypatch.setitem(sys.modules, name, importlib.import_module(name))
    found = {name: [Path(path).name for path, _, _ in runner._files(name)] for name in ("one", "other", "nowhere")}
    assert found == {"one": ["__init__.py", "more.py"], "other": ["other.py"], "nowhere": []}
