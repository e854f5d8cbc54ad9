"""The conformance cases of quotations: which of them seeddoc passes, that they are sound, and their comparison."""

from __future__ import annotations

import copy
import json
import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Final

import jsonschema
import pytest

from conformance.quotes import FOLDER, Case, CaseError, Nested, Quote, compare, load_cases
from seeddoc.quotes import Mention, find_quotes
from seeddoc.quotes import Quote as Found

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CASES: Final = tuple(load_cases())
FILES: Final = sorted(FOLDER.glob("*.json"))

# The cases that seeddoc is known to fail, each with the reason in a few words.
KNOWN: Final[dict[str, str]] = json.loads((FOLDER.parent / "known.json").read_text("utf-8"))


def name_of(mention: Mention | None) -> str | None:
    name: str | None = getattr(mention, "name", None)
    return name


# Names are compared where the finder gives any.
HAS_NAMES: Final = name_of(find_quotes(["“We go,” said Bo."])[0][0].speaker) is not None


def read_answer(case: Case) -> dict[str, Any]:
    """Find the quotations of a case and say what was found in the words of the suite."""
    return {"quotes": [describe(quote) for quote in chain.from_iterable(find_quotes(case.paragraphs))]}


def describe(quote: Found) -> dict[str, Any]:
    told: dict[str, Any] = {
        "text": quote.text,
        "kind": quote.kind,
        "speaker": quote.speaker and quote.speaker.text,
        "cue": quote.cue and quote.cue.text,
        "statement": quote.statement,
        "closed": quote.closed,
        "children": list(map(describe, quote.children)),
    }
    return told | ({"name": name_of(quote.speaker)} if HAS_NAMES else {})


def with_mark(case: Case) -> Any:
    """Return a case as a parameter, expected to fail where it is known to."""
    if case.name not in KNOWN:
        return pytest.param(case, id=case.name)
    mark = pytest.mark.xfail(reason=KNOWN[case.name], raises=AssertionError, strict=True)
    return pytest.param(case, id=case.name, marks=mark)


@pytest.mark.parametrize("case", [with_mark(case) for case in CASES])
def test_case(case: Case) -> None:
    assert compare(case, read_answer(case)) == []


def test_known_failures_are_cases_with_a_reason() -> None:
    assert list(KNOWN) == sorted(KNOWN)
    assert set(KNOWN) <= {case.name for case in CASES}
    assert all(reason and len(reason) <= 80 for reason in KNOWN.values())


# --- The cases as a whole -------------------------------------------------------------------------------


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 400
    assert min(len(json.loads(path.read_bytes())) for path in FILES) >= 5


def test_names_and_texts_are_unique() -> None:
    assert len({case.name for case in CASES}) == len(CASES)
    assert len({case.text for case in CASES}) == len(CASES)


def test_every_kind_and_fault_has_cases() -> None:
    quotes = [quote for case in CASES for quote in case.quotes]
    assert {quote.kind for quote in quotes} == {"direct", "mixed", "bare"}
    assert {quote.closed for quote in quotes} == {True, False}
    assert any(not case.quotes for case in CASES)


# Every mark of the list that the task gives, and those typed in their place.
MARKS: Final = r"``|''|‘‘|’’|[“”\"‘’'«»‹›„‚「」『』`]"


def spans_of(case: Case) -> Iterator[tuple[int, int]]:
    """Yield where each quotation stands in the text: its words right after a mark, behind the one before."""
    at = 0
    for quote in case.quotes:
        found = re.compile(rf"(?:{MARKS})\s*({re.escape(quote.text)})").search(case.text, at)
        assert found is not None, quote.text
        yield found.span(1)
        # A quotation may stand inside the speaker of the one before, never inside that one's words.
        at = found.end(1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_quotations_stand_in_the_text(case: Case) -> None:
    spans = list(spans_of(case))
    assert all(one[1] < two[0] for one, two in pairwise(spans))
    for quote, (_, end) in zip(case.quotes, spans, strict=True):
        behind = case.text[end:]
        # White space may stand before a closing mark, and does before one that reopens the next paragraph.
        marked = re.match(rf"\s*(?:{MARKS})" if quote.closed else MARKS, behind) is not None
        assert marked is quote.closed
        assert_nested(quote)


def assert_nested(quote: Quote | Nested) -> None:
    at = 0
    for child in quote.children:
        found = re.compile(rf"(?:{MARKS})\s*({re.escape(child.text)})").search(quote.text, at)
        assert found is not None, child.text
        at = found.end(1)
        assert_nested(child)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_speakers_and_cues_stand_in_the_text(case: Case) -> None:
    for quote in case.quotes:
        for words in (quote.speaker, quote.cue):
            if words is not None:
                assert re.search(r":\s" if words == ":" else rf"(?<!\w){re.escape(words)}(?!\w)", case.text)
                assert words.strip(" ,–—\n") == words


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_statements_hang_together(case: Case) -> None:
    numbers = [quote.statement for quote in case.quotes]
    assert list(dict.fromkeys(numbers)) == list(range(len(set(numbers))))
    for number in set(numbers):
        segments = [quote for quote in case.quotes if quote.statement == number]
        assert len({quote.name for quote in segments}) == 1
        assert len(segments) == 1 or all((quote.kind == "bare") is (segments[0].kind == "bare") for quote in segments)


def test_a_name_stands_only_where_it_differs() -> None:
    quotes = [quote for path in FILES for case in json.loads(path.read_bytes()) for quote in case["quotes"]]
    assert [quote for quote in quotes if quote.get("name", "") == quote["speaker"]] == []


# --- The files ------------------------------------------------------------------------------------------

SCHEMA: Final[dict[str, Any]] = json.loads((FOLDER.parent / "schema.json").read_text("utf-8"))
VALIDATOR: Final = jsonschema.Draft202012Validator(SCHEMA)


def test_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_groups_have_the_shape_of_the_schema() -> None:
    faults = {path.stem: [*VALIDATOR.iter_errors(json.loads(path.read_bytes()))] for path in FILES}
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "scare"},
        {"kind": "bare"},
        {"speaker": None},
        {"speaker": ""},
        {"cue": ""},
        {"statement": -1},
        {"closed": True},
        {"children": []},
        {"children": [{"text": " a"}]},
        {"text": ""},
        {"rule": "inverted"},
    ],
)
def test_schema_refuses(change: dict[str, Any]) -> None:
    quote = {"text": "We go,", "kind": "direct", "speaker": "Bo", "cue": "said", "statement": 0}
    group = [{"name": "a", "about": "A.", "text": "“We go,” said Bo.", "quotes": [quote]}]
    assert VALIDATOR.is_valid(group)
    assert not VALIDATOR.is_valid([group[0] | {"quotes": [quote | change]}])


def write_json(value: object) -> str:
    """Write a value in one line; what cannot be seen is escaped, marks and letters are not."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def render_group(group: list[dict[str, Any]]) -> str:
    """Write a group in the layout that all share: a member a line, and a quotation a line."""
    cases = []
    for case in group:
        members = [f'    "{key}": {write_json(case[key])}' for key in ("name", "about", "text")]
        quotes = ",\n".join(f"      {write_json(quote)}" for quote in case["quotes"])
        members.append(f'    "quotes": [\n{quotes}\n    ]' if quotes else '    "quotes": []')
        cases.append("  {{\n{}\n  }}".format(",\n".join(members)))
    return "[\n{}\n]\n".format(",\n".join(cases))


def test_layout() -> None:
    texts = {path: path.read_text("utf-8") for path in FILES}
    assert [path.stem for path, text in texts.items() if render_group(json.loads(text)) != text] == []


def test_the_table_of_groups_is_whole() -> None:
    readme = (FOLDER.parent / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (\d+) \|", readme, re.MULTILINE)
    assert {name: int(count) for name, count in rows} == {
        path.stem: len(json.loads(path.read_bytes())) for path in FILES
    }


# --- Loading --------------------------------------------------------------------------------------------

# A group of the tests' own.
QUOTES: Final[list[dict[str, Any]]] = [
    {"text": "We ‘go’,", "kind": "direct", "speaker": "she", "name": "Ann Roe", "cue": "said", "statement": 0}
    | {"children": [{"text": "go"}]},
    {"text": "all of us.", "kind": "direct", "speaker": "she", "name": "Ann Roe", "cue": None, "statement": 0},
    {"text": "Wait.", "kind": "direct", "speaker": "Bo", "cue": "said", "statement": 1, "closed": False},
]
TEXT: Final = "“We ‘go’,” she said, “all of us.”\n\nBo said: “Wait."
GROUP: Final = [{"name": "shape", "about": "A case.", "text": TEXT, "quotes": QUOTES}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "group.json").write_text(json.dumps(GROUP), "utf-8")
    return tmp_path


def test_load_cases(folder: Path) -> None:
    (case,) = load_cases(folder)
    assert (case.name, case.about, case.text) == ("group/shape", "A case.", TEXT)
    assert case.paragraphs == ("“We ‘go’,” she said, “all of us.”", "Bo said: “Wait.")
    first, second, third = case.quotes
    assert first == Quote("We ‘go’,", "direct", "she", "Ann Roe", True, "said", 0, children=(Nested("go"),))
    assert (second.cue, second.statement, second.closed) == (None, 0, True)
    assert (third.name, third.named, third.closed) == ("Bo", True, False)


def test_no_cases(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no cases"):
        next(load_cases(tmp_path))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "group.json: Expecting"),
        ("5", "not iterable"),
        ('["a"]', "no member \"name\" in 'a'"),
        ('[{"name": "a", "about": "A."}]', 'no member "text"'),
        ('[{"name": "a", "about": "A.", "text": null, "quotes": []}]', '"text" cannot be nothing'),
        ('[{"name": "a", "about": "A.", "text": ""}]', 'no array "quotes"'),
        ('[{"name": "a", "about": "A.", "text": "", "quotes": [{}]}]', 'no member "speaker"'),
    ],
)
def test_not_a_group(folder: Path, content: str, problem: str) -> None:
    (folder / "group.json").write_text(content, "utf-8")
    with pytest.raises(CaseError, match=problem):
        list(load_cases(folder))


# --- Comparing ------------------------------------------------------------------------------------------


@pytest.fixture
def case(folder: Path) -> Case:
    return next(load_cases(folder))


def make_answer() -> dict[str, Any]:
    """Return a right answer: with white space inside the marks, other numbers, and a member that is not compared."""
    quotes = copy.deepcopy(QUOTES)
    quotes[0] |= {"text": " We ‘go’,\N{NO-BREAK SPACE}", "statement": 7, "rule": "subject-first"}
    quotes[1] |= {"statement": 7, "closed": True, "children": []}
    quotes[2] |= {"statement": 3, "name": "bo"}
    return {"quotes": quotes, "seconds": 1}


def test_right_answer(case: Case) -> None:
    assert compare(case, make_answer()) == []


def test_an_answer_without_names(case: Case) -> None:
    answer = make_answer()
    for quote in answer["quotes"]:
        del quote["name"]
    assert compare(case, answer) == []


@pytest.mark.parametrize(
    ("at", "change", "differences"),
    [
        (0, {"text": "We"}, ["quote 1 ('We ‘go’,'): text: expected 'We ‘go’,', got 'We'"]),
        (0, {"kind": "mixed"}, ["quote 1 ('We ‘go’,'): kind: expected 'direct', got 'mixed'"]),
        (0, {"speaker": None}, ["quote 1 ('We ‘go’,'): speaker: expected 'she', got nothing"]),
        (1, {"cue": "said"}, ["quote 2 ('all of us.'): cue: expected nothing, got 'said'"]),
        (2, {"closed": True}, ["quote 3 ('Wait.'): closed: expected False, got True"]),
        (0, {"name": "Roe"}, ["quote 1 ('We ‘go’,'): name: expected 'Ann Roe', got 'Roe'"]),
        (2, {"name": None}, ["quote 3 ('Wait.'): name: expected 'Bo', got nothing"]),
        (1, {"statement": 8}, ["quote 2 ('all of us.'): statement: expected that of quote 1, got that of quote 2"]),
        (2, {"statement": 7}, ["quote 3 ('Wait.'): statement: expected that of quote 3, got that of quote 1"]),
        (0, {"children": []}, ["quote 1 ('We ‘go’,'): children: expected 'go', got none"]),
        (
            0,
            {"children": [{"text": "go", "closed": False, "children": [{"text": "o"}]}]},
            ["quote 1 ('We ‘go’,'): children: expected 'go', got 'go' (not closed) with 'o' inside"],
        ),
        # What has not the shape of an answer.
        (0, {"text": 5}, ['answer: "text" cannot be 5']),
        (0, {"statement": True}, ['answer: "statement" cannot be True']),
        (0, {"children": ["go"]}, ["answer: no member \"text\" in 'go'"]),
    ],
)
def test_wrong_answer(case: Case, at: int, change: dict[str, Any], differences: list[str]) -> None:
    answer = make_answer()
    answer["quotes"][at] |= change
    assert compare(case, answer) == differences


def test_too_few_and_too_many(case: Case) -> None:
    assert compare(case, {"quotes": []}) == ["quotes: expected 3, got 0: none"]
    answer = make_answer()
    answer["quotes"].append(answer["quotes"][2])
    assert compare(case, answer) == ["quotes: expected 3, got 4: 'We ‘go’,', 'all of us.', 'Wait.', 'Wait.'"]


def test_no_answer(case: Case) -> None:
    assert compare(case, {}) == ['answer: no array "quotes"']


def test_long_values_are_cut(case: Case) -> None:
    answer = make_answer()
    answer["quotes"][0]["text"] = "é" * 10_000
    (difference,) = compare(case, answer)
    assert len(difference) < 200
