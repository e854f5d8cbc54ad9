"""Inputs that yield a code of the table of codes, and inputs like them that do not.

Each is the example of the code's row, bad or good, with other documents around it where that changes nothing. Unlike
all else here they come from the library's own table: what a rule finds is what its row says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from hypothesis import strategies as st

from seeddoc.diagnostics import CODES
from seeddoc.reader import loads, parse

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from seeddoc.diagnostics import Code

# Names of files, each with its content: bytes, and a str only where no bytes can say it.
Files: TypeAlias = dict[str, bytes | str]

# Nothing may stand beside these: they are of a whole input, of its start, or of how many documents there are.
_ALONE: Final = frozenset({"B002", "B012", "B013", "B015", "B016", "E003", "E004"})
_FILE: Final = "example.txt"
_DAYS: Final = ("Monday", "Tuesday", "Sunday")


# What the examples of suppressions are about: a configuration, and a text with an unclosed quotation.
_CONFIGURATION: Final = "seeddoc.toml"
_POEM: Final = "poem.txt"
_UNCLOSED: Final = "A title\n\n“Come in\n"


def faulty(code: str) -> SearchStrategy[Files]:
    """Files of which `seeddoc check`, with the rule on, has findings of a code.

    Mostly one file; those of the F codes are several, and of the S codes one is the configuration. B015 is found with
    `Limits(documents=1)`, B016 where the documents are written in the dialect `no-closers`.

    Args:
        code: a key of `seeddoc.CODES` whose row has examples.
    """
    row = _row(code)
    return _files(row, row.bad)


def faultless(code: str) -> SearchStrategy[Files]:
    """Files like those of `faulty`, but without the fault.

    Args:
        code: a key of `seeddoc.CODES` whose row has examples.
    """
    row = _row(code)
    return _files(row, row.good)


def _row(code: str) -> Code:
    row = CODES.get(code)
    if row is None or not row.bad:
        raise ValueError(f"no code {code!r} with examples")
    return row


def _files(row: Code, example: str) -> SearchStrategy[Files]:
    if row.scope == "files":
        return _among_files({document.name: document.text for document in loads(example)})
    if row.scope == "suppressions":
        return _among_files({_CONFIGURATION: example, _POEM: _UNCLOSED})
    return _surrounded(row, example).map(lambda text: {_FILE: _encoded(text)})


def _encoded(text: str) -> bytes | str:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text


@st.composite
def _among_files(draw: st.DrawFn, files: dict[str, str]) -> Files:
    """Put more files beside those of an example."""
    more = {f"more-{number}.txt": text for number, text in enumerate(draw(_other_texts()))}
    return {name: text.encode() for name, text in (files | more).items()}


@st.composite
def _surrounded(draw: st.DrawFn, row: Code, example: str) -> str:
    """Put more documents before an example, and after it where it ends properly."""
    if row.code in _ALONE:
        return example
    result = parse(example)
    if not result.bundle and "<<" not in example:
        fence = draw(st.sampled_from(("<<<", "<<<<")))
        example = f"{fence}FILE example{fence.replace('<', '>')}\n{example}\n{fence}END FILE{fence.replace('<', '>')}\n"
    before = _written("before", draw(_other_texts()))
    after = _written("after", draw(_other_texts())) if row.scope == "document" else ""
    return before + example + after


def _other_texts() -> SearchStrategy[list[str]]:
    """Texts of which no two are alike, and none has anything wrong with it."""
    days = st.lists(st.sampled_from(_DAYS), max_size=len(_DAYS), unique=True)
    return days.map(lambda names: [f"The news of {day}\n\nThe council met on {day}." for day in names])


def _written(name: str, texts: list[str]) -> str:
    return "".join(f"<<<FILE {name}-{number}.txt>>>\n{text}\n<<<END FILE>>>\n" for number, text in enumerate(texts, 1))
