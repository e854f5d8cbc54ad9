"""Every regular expression of the package takes linear time, or is here with the reason why it may take more."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
import pytest
import regex

import seeddoc
from tests.backtracking import doubts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

# Methods that try a pattern at one place after another.
_SEARCHES: Final = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
# Modules whose extras are not there where the tests run.
_ABSENT: Final = frozenset({"seeddoc.dask", "seeddoc.spark", "seeddoc.__main__"})

# What is doubtful by its shape, and why it is harmless.
HARMLESS: Final = {
    "seeddoc._labels._LOOKS_LIKE_PAIRS": "three words stand between the two runs, and the second run ends at once",
    "seeddoc._recovery._LAST_WORD": "it is given 16 characters",
    "seeddoc.llm._repairs._CLOSER_LIKE": "it is given 300 characters",
    "seeddoc.llm._repairs._OPENER_LIKE": "it is given 300 characters",
    "seeddoc.llm._repairs._ELIDED": "it is given lines of less than 300 characters",
    "seeddoc.quotes.english.page._HOLDER_BEFORE": "it is given the 120 characters before a word",
    "seeddoc.quotes.english.narration._OWNED_NOUN": "it is given a sentence of the 600 characters before a mention",
}


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(seeddoc.__path__, "seeddoc."):
        if found.name not in _ABSENT:
            yield importlib.import_module(found.name)


def patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    """Find patterns in a constant, however deep."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, regex.Pattern):
        # What the standard library has no classes for is as wide as a class of its own.
        yield re.compile(re.sub(r"\\[pP]\{\w+\}", r"\\w", value.pattern))
    elif isinstance(value, dict):
        yield from (each for item in value.values() for each in patterns_in(item))
    elif isinstance(value, (tuple, list, frozenset)):
        yield from (each for item in value for each in patterns_in(item))
    elif attrs.has(type(value)):
        model: Any = value
        fields = [field.name for field in attrs.fields(type(model)) if not field.name.startswith("_")]
        yield from (each for name in fields for each in patterns_in(getattr(model, name)))


def tree_of(module: ModuleType) -> ast.Module:
    return ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))


def calls(module: ModuleType) -> Iterator[tuple[ast.expr, str, ast.Call]]:
    """Find calls of methods: of what, of which name, and the call."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.value, node.func.attr, node


def searched(module: ModuleType) -> set[str]:
    """Return the names of patterns that a module searches for, also those of other modules and parts of models."""
    found = set[str]()
    for value, method, _ in calls(module):
        if method in _SEARCHES:
            found |= {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
            found |= {node.attr for node in ast.walk(value) if isinstance(node, ast.Attribute)}
    return found


def all_patterns() -> dict[str, tuple[re.Pattern[Any], bool]]:
    """Return every pattern by its name, with whether it is searched for; those of one place have numbers."""
    found: dict[str, tuple[re.Pattern[Any], bool]] = {}
    seen = set[int]()
    loaded = list(modules())
    everywhere = {module.__name__: searched(module) for module in loaded}
    for module in loaded:
        for name, value in vars(module).items():
            for number, pattern in enumerate(patterns_in(value)):
                users = [module.__name__] if name.startswith("_") else everywhere
                if id(pattern) not in seen:
                    seen.add(id(pattern))
                    is_searched = any(name in everywhere[user] for user in users)
                    found[f"{module.__name__}.{name}" + (f" {number}" if number else "")] = pattern, is_searched
        for value, method, call in calls(module):
            if (
                isinstance(value, ast.Name)
                and value.id == "re"
                and method != "compile"
                and call.args
                and isinstance(call.args[0], ast.Constant)
            ):
                inline = call.args[0].value
                if isinstance(inline, (str, bytes)):
                    found[f"{module.__name__}:{call.lineno}"] = re.compile(inline), method in _SEARCHES
    return found


def test_every_pattern_takes_linear_time_or_says_why_not() -> None:
    patterns = all_patterns()
    assert len(patterns) > 150
    assert "seeddoc.annotators._tokens._TOKEN" in patterns  # of the package regex
    doubtful = {
        name: found
        for name, (pattern, is_searched) in patterns.items()
        if (found := doubts(pattern, searched=is_searched))
    }
    assert {name: found for name, found in doubtful.items() if name not in HARMLESS} == {}
    assert [name for name in HARMLESS if name not in doubtful] == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+b",
        r"(a*)*b",
        r"(?:a|a)+a+b",
        r"(?:\w+\s?)+:",
        r"[ab]*[bc]*d",
        r".*,.*;",
        r"a*?b?a*c",
        r"a*a*+b",
        r"(a+|b)*a+c",
        r"(?i:a+)A+b",
        r"x(?=a+a+b)",
        r"(?:.+/)*.+x",
        r"[^ab]+\d+x",
        r"\s+(?:,\s*)?\s+x",
    ],
)
def test_what_takes_more(pattern: str) -> None:
    assert doubts(re.compile(pattern, re.IGNORECASE))


@pytest.mark.parametrize(
    "pattern",
    [
        r"a+b+c",
        r"\S+(?: \S+)*",
        r"(?:[^/]+/)*:x",
        r"a*+a",
        r"(?>a*)b*c",
        r"a{0,9}a{0,9}b",
        r"(?:a|b)+c",
        r'"(?:[^"\\]|\\.)*+"',
        r"[ \t]*x[ \t]*",
        r"(?!a+b)\w+",
    ],
)
def test_what_does_not(pattern: str) -> None:
    assert doubts(re.compile(pattern)) == []


def test_what_is_tried_at_every_place_of_a_run() -> None:
    for slow in (r"[ ]*x", r"[ ]*+x", r"(?:[ ]+|y)x", r"a?[ ]+x", r"([ ]+)(?=x)", r"(?=[ ])[ ]+x"):
        assert doubts(re.compile(slow), searched=True) == ["begins with a run, wherever it is tried"]
        assert doubts(re.compile(slow)) == []
    for quick in (
        r"[ ]+",
        r"(?<![ ])[ ]+x",
        r"(?<=x)[ ]+x",
        r"^[ ]+x",
        r"x[ ]+y",
        r"(?m:^)[ ]*x",
        r"[ ]+x?",
        r"a{0,3}x",
    ):
        assert doubts(re.compile(quick), searched=True) == []
