"""The fuzzers' checks without a fuzzer: over the corpus, and over chance changes of it, the same ones on each run."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from fuzz.__main__ import _in_the_same_places, main
from fuzz.checks import TARGETS, check_json
from fuzz.dictionary import render_dictionary
from fuzz.targets import CORPORA, DICTIONARY, HERE, RUNS, corpus_of

if TYPE_CHECKING:
    from collections.abc import Callable

CASES: Final = HERE.parent / "conformance" / "cases"
CHANGES: Final = 150
LONGEST: Final = 1_500
WORDS: Final = [
    eval(f"b{line}")  # noqa: S307 (an entry of the dictionary is a literal of Python's, too)
    for line in DICTIONARY.read_text(encoding="ascii").splitlines()
]


def seeds(target: str) -> list[bytes]:
    found = [path.read_bytes() for path in sorted(corpus_of(target).iterdir())]
    if CORPORA[target] == "bundles":
        found += [path.read_bytes() for path in sorted(CASES.rglob("*.txt"))][::5]
    return [each for each in found if len(each) <= LONGEST]


def change(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Change some bytes as a fuzzer does: words put in, stretches left out, doubled, or of another input."""
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 4)):
        at, stop = sorted(chance.randrange(len(changed) + 1) for _ in range(2))
        piece = bytes(changed[at:stop])
        begin = chance.randrange(len(other) + 1)
        changed[at:stop] = chance.choice(
            (b"", piece * 2, chance.choice(WORDS), chance.choice(WORDS) + piece, other[begin : begin + 40], b"\xff")
        )
    return bytes(changed[:LONGEST])


@pytest.mark.parametrize("target", TARGETS)
def test_corpus(target: str) -> None:
    corpus = seeds(target)
    assert len(corpus) > 5
    for data in corpus:
        TARGETS[target](data)


@pytest.mark.parametrize("target", TARGETS)
def test_changes_of_the_corpus(target: str) -> None:
    chance, corpus = random.Random(target), seeds(target)  # noqa: S311 (the same changes each time)
    for _ in range(CHANGES):
        data = change(chance.choice(corpus), chance.choice(corpus), chance)
        try:
            TARGETS[target](data)
        except Exception as error:
            error.add_note(f"with {data!r}")
            raise


# What fuzzers found that no table of another test has.
FOUND: Final = [
    ("fixes", b"\0\0\0\0\xff\xfe"),
    ("labels", b'\0x a=" b=" y" c="z"'),
    ("labels", b'\0" a=" size= mode=P"c'),
    ("differential", b"<<<FILE a>>>\ny\n<<<END FILE>>>\xb9<<<FILE b>>>\nz\n<<<END FILE>>>\n"),
    ("differential", b"<<<FILE a x=7 FILE nonce=8>>>\ny\n<<<END FILE>>>\n"),
    ("differential", b"<<<FILE: a\nx\n<<<<<<FILE::"),
    ("differential", b"<<<FILE a>>>\nabc<<<END FILE>>>\r\r\n"),
    ("differential", b"<<<FILE a\n<<<END FILE>>> < <<<FILE a>>>\nFILE>>>x>>>END"),
    ("differential", b"x\n>>>END\n<<<FILE c>>>\nabc"),
    ("labels", b'\0"a SIZE=1 " sha256=x'),
    ("fixes", b"A\n\nso it is, and so it will be for the time to come\n\x1c\nx"),
]


@pytest.mark.parametrize(("target", "data"), FOUND)
def test_found(target: str, data: bytes) -> None:
    TARGETS[target](data)


def test_the_targets_are_all_there() -> None:
    assert set(TARGETS) == set(CORPORA) == set(RUNS)
    assert {path.name for path in (HERE / "corpus").iterdir()} == set(CORPORA.values())


def test_the_dictionary_is_current() -> None:
    assert DICTIONARY.read_text(encoding="ascii") == render_dictionary(), "python -m fuzz.dictionary writes it"


def test_changes_of_json_reach_every_kind_of_value() -> None:
    for value in (*range(20), 0xFF):
        for place in range(0, 256, 3):
            check_json(b"!" + bytes([place, value]))


def test_a_check_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes) -> None:
        assert data != b"bad"

    monkeypatch.setitem(TARGETS, "labels", fail)
    file = tmp_path / "input"
    file.write_bytes(b"good")
    assert main(["labels", "--replay", str(file)]) == 0
    file.write_bytes(b"bad")
    with pytest.raises(AssertionError):
        main(["labels", "--replay", str(file)])


def test_unknown_targets_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["nothing"])
    assert "no target is named nothing" in capsys.readouterr().err


# What stands in for Python: it tells how it was called, and what lay in the folder that the fuzzer writes to.
_RECORDER: Final = """#!{python}
import json, os, pathlib, sys
made = pathlib.Path(sys.argv[-2])
said = {{"arguments": sys.argv[1:], "hashes": os.environ["PYTHONHASHSEED"], "there": [*map(str, made.iterdir())]}}
(made / "unit").touch()
with open({log!r}, "a") as log:
    log.write(json.dumps(said) + "\\n")
"""


@pytest.fixture
def called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[dict[str, Any]]]:
    log, script = tmp_path / "log", tmp_path / "python"
    script.write_text(_RECORDER.format(python=sys.executable, log=str(log)), encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    monkeypatch.setattr("fuzz.__main__.FOUND", tmp_path / "found")
    return lambda: [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def test_without_a_time_each_run_is_the_same(called: Callable[[], list[dict[str, Any]]]) -> None:
    for _ in range(2):
        assert main(["labels"]) == 0
    first, second = called()
    for each in (first, second):
        made = Path(each["arguments"].pop(-2))
        assert not made.exists()  # nothing of one run is there for the next
    assert first == second
    assert (first["there"], first["hashes"]) == ([], "0")
    assert {f"-runs={RUNS['labels']}", "-seed=1"} < set(first["arguments"])
    assert not [each for each in first["arguments"] if each.startswith("-max_total_time")]


def test_with_a_time_a_run_goes_on_from_the_last_by_chance(called: Callable[[], list[dict[str, Any]]]) -> None:
    for _ in range(2):
        assert main(["labels", "--seconds", "1"]) == 0
    first, second = called()
    assert first["arguments"] == second["arguments"]
    assert "-max_total_time=1" in first["arguments"]
    assert not [each for each in first["arguments"] if each.startswith(("-seed", "-runs"))]
    assert [Path(each).name for each in (*first["there"], *second["there"])] == ["unit"]


@pytest.mark.parametrize("command", ["false", "missing"])
def test_where_memory_may_not_stay_in_its_places_that_is_told(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("fuzz.__main__._SET_ARCHITECTURE", command)
    assert _in_the_same_places() == ()
    assert "memory cannot be kept in the same places here" in capsys.readouterr().out


def test_a_run_tells_what_ended_badly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "executable", "true")
    assert main(["labels", "json", "--seconds", "1"]) == 0
    assert "nothing found" in capsys.readouterr().out
    monkeypatch.setattr(sys, "executable", "false")
    assert main(["labels", "json", "--seconds", "1"]) == 1
    assert "found something in: labels, json" in capsys.readouterr().out
