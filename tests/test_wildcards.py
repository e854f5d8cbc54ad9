"""Wildcards: what they match, against a matcher that tries everything, and that many of them take no time."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from hypothesis import example, given, settings
from hypothesis import strategies as st

from seeddoc._globs import compile_glob
from seeddoc._ignoring import parse_patterns
from seeddoc._wildcards import Part, Wildcard, join_parts
from tests import strategies

STAR, FOLDERS, ANY = Wildcard.STAR, Wildcard.FOLDERS, Wildcard.ANY
CHARACTERS = ("a", "b", "/", "[^/]", "(?!/)[a-b]")
PATHS = st.text("ab/c", max_size=12)


def matches(parts: tuple[Part, ...], path: str) -> bool:
    """Match by trying every way."""

    @cache
    def fits(part: int, at: int) -> bool:
        if part == len(parts):
            return at == len(path)
        wanted, rest = parts[part], path[at:]
        if wanted is STAR:
            return any(fits(part + 1, at + size) for size in range(len(rest.partition("/")[0]) + 1))
        if wanted is ANY:
            return any(fits(part + 1, at + size) for size in range(len(rest) + 1))
        if wanted is FOLDERS:
            ends = [0, *(found.end() for found in re.finditer("/", rest))]
            return any(fits(part + 1, at + size) for size in ends)
        found = re.match(str(wanted), rest)
        return found is not None and fits(part + 1, at + 1)

    return fits(0, 0)


def shaped(parts: list[object]) -> tuple[Part, ...]:
    """Put parts in a form that patterns have: whole folders stand at the start or after a slash."""
    found: list[object] = []
    for part in parts:
        if part is FOLDERS and found and found[-1] not in {"/", FOLDERS}:
            found.append("/")
        found.append(part)
    return cast("tuple[Part, ...]", tuple(found))


PARTS = st.lists(st.sampled_from([*CHARACTERS, STAR, STAR, FOLDERS, ANY]), max_size=8).map(shaped)


@given(PARTS, st.lists(PATHS, max_size=8))
@example((STAR, "a", STAR, "a"), ["aa", "aba", "a", "baa/a"])
@example((FOLDERS, STAR, "a", "/", FOLDERS, "b"), ["aa/b", "b", "a/a/b", "/a/b", "a/c/b"])
@example((ANY, STAR, "b"), ["a/ab", "a/b/", "b"])
@example((STAR, "a", ANY, "a", "/", "b"), ["aca/b", "a/aa/b"])
@settings(max_examples=strategies.more_examples(300))
def test_what_matches(parts: tuple[Part, ...], paths: list[str]) -> None:
    pattern = re.compile(join_parts(parts), re.DOTALL)
    for path in paths:
        assert bool(pattern.fullmatch(path)) == matches(parts, path)


def test_many_wildcards_take_no_time() -> None:
    """Tried one way after another these would take years."""
    for piece, part in (("*a", "a"), ("**/a/", "a/"), ("a**", "a")):
        pattern, path = f"{piece * 40}b", part * 120
        assert not compile_glob(pattern)(path)
        assert compile_glob(pattern)(f"{path}b")
        patterns = parse_patterns(pattern)
        assert patterns
        assert not patterns.verdict(path, is_folder=False)
