"""The fuzzers' checks without a fuzzer: over the corpus, and over chance changes of it, the same ones on each run."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING, Final

import pytest

from fuzz.__main__ import main
from fuzz.checks import TARGETS, check_json
from fuzz.dictionary import render_dictionary
from fuzz.targets import CORPORA, DICTIONARY, HERE, corpus_of

if TYPE_CHECKING:
    from pathlib import Path

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
]


@pytest.mark.parametrize(("target", "data"), FOUND)
def test_found(target: str, data: bytes) -> None:
    TARGETS[target](data)


def test_the_targets_are_all_there() -> None:
    assert set(TARGETS) == set(CORPORA)
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


def test_a_run_tells_what_ended_badly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "executable", "true")
    assert main(["labels", "json", "--seconds", "1"]) == 0
    assert "nothing found" in capsys.readouterr().out
    monkeypatch.setattr(sys, "executable", "false")
    assert main(["labels", "json", "--seconds", "1"]) == 1
    assert "found something in: labels, json" in capsys.readouterr().out
