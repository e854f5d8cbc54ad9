"""The public surface: what is exported, what importing costs, what is promised."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from importlib import resources

import attrs
import pytest

import seeddoc
from seeddoc import Bundle, Diagnostic, Document, Mention, Paragraph, Quote, loads

# Names that users, the documentation and the measurements rely on.
PROMISED = """
    loads load parse iter_documents Reader NEED_DATA dumps dump Writer Bundle Document Article Paragraph Quote Mention
    Candidate Diagnostic parse_article check to_json from_json json_schema pack unpack BundleError ArticleError
"""
EXTRAS = ("click", "rich", "zstandard", "msgspec", "orjson", "cattrs", "jsonschema", "hypothesis", "pyarrow")


def run(code: str) -> str:
    result = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    return result.stdout


def test_all_is_sorted_and_holds_the_public_names() -> None:
    names = seeddoc.__all__
    assert names == sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))  # as ruff sorts
    public = {
        name for name in dir(seeddoc) if not name.startswith("_") and not inspect.ismodule(getattr(seeddoc, name))
    }
    assert public - {"annotations", "TYPE_CHECKING"} == set(names) - {"__version__"}
    assert [name for name in names if getattr(seeddoc, name, None) is None] == []


@pytest.mark.parametrize("name", PROMISED.split())
def test_promised_names(name: str) -> None:
    assert name in seeddoc.__all__
    assert getattr(seeddoc, name)


def test_what_is_not_there() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'read_text'"):
        _ = seeddoc.read_text


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Document, ["name", "text", "attributes", "complete"]),
        (Bundle, ["documents", "dialect"]),
        (seeddoc.Article, ["title", "paragraphs"]),
        (Paragraph, ["text", "quotes"]),
        (Quote, ["text", "start", "end", "kind", "speaker", "cue"]),
        (Mention, ["text", "start", "end"]),
        (Diagnostic, ["code", "message", "severity"]),
    ],
)
def test_promised_fields(model: type, fields: list[str]) -> None:
    assert list(inspect.signature(model).parameters)[: len(fields)] == fields
    assert attrs.has(model)


@pytest.mark.parametrize(
    "model",
    [value for name in seeddoc.__all__ if isinstance(value := getattr(seeddoc, name), type) and attrs.has(value)],
    ids=lambda model: model.__name__,
)
def test_models_are_frozen_and_have_slots(model: type) -> None:
    assert "__slots__" in vars(model)
    blank: object = object.__new__(model)
    assert not hasattr(blank, "__dict__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        blank.__setattr__("anything", 1)
    assert model.__hash__ is not None


def test_public_objects_are_documented() -> None:
    objects = [getattr(seeddoc, name) for name in seeddoc.__all__]
    bare = [
        found
        for found in objects
        if (inspect.isclass(found) or inspect.isfunction(found)) and not inspect.getdoc(found)
    ]
    assert bare == []


# All that reading, writing and quotations need.
CORE = "import sys; from seeddoc import CODES, PRESETS, Url, dumps, find_quotes, loads, parse_article"


def test_import_loads_no_more_than_is_asked_for() -> None:
    """So that ^C as a program begins finds the command line ready for it."""
    code = "import seeddoc.cli, sys; print(sorted(name for name in sys.modules if name.startswith('seeddoc')))"
    assert run(code).strip() == "['seeddoc', 'seeddoc.__about__', 'seeddoc.cli']"


def test_modules_are_there_without_an_import_of_their_own() -> None:
    assert run("import seeddoc; print(seeddoc.errors.InputError is seeddoc.InputError)").strip() == "True"
    assert seeddoc.__getattr__("errors") is sys.modules["seeddoc.errors"]
    assert seeddoc.__getattr__("InputError") is seeddoc.InputError


def test_import_loads_no_extra() -> None:
    code = f"{CORE}; print([name for name in {EXTRAS!r} if name in sys.modules])"
    assert run(code).strip() == "[]"


def test_import_loads_no_test_framework_and_no_network() -> None:
    code = f"{CORE}; print([name for name in ('asyncio', 'ssl', 'http', 'unittest') if name in sys.modules])"
    assert run(code).strip() == "[]"


def test_a_fresh_import_has_all_names() -> None:
    code = "import seeddoc; print(len([getattr(seeddoc, name) for name in seeddoc.__all__]), len(dir(seeddoc)) > 40)"
    assert run(code).split() == [str(len(seeddoc.__all__)), "True"]


def test_what_is_asked_for_later_is_kept() -> None:
    code = "import seeddoc; first = seeddoc.to_json; print(seeddoc.to_json is first, 'to_json' in vars(seeddoc))"
    assert run(code).split() == ["True", "True"]


def test_it_is_typed() -> None:
    assert resources.files("seeddoc").joinpath("py.typed").is_file()


def test_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc|\.dev)\d+)?", seeddoc.__version__)


def test_a_first_look() -> None:
    bundle = loads("<<<FILE a.txt>>>\nTitle\n\n“Yes,” she said.\n<<<END FILE>>>\n")
    assert [quote.text for quote in bundle["a.txt"].article.quotes] == ["Yes,"]
