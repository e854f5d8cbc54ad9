"""What is of a wrong type is refused where it is given, with a sentence that says what belongs there."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest

from seeddoc import (
    Article,
    Bundle,
    Document,
    Limits,
    Mention,
    Paragraph,
    Quote,
    Writer,
    dump,
    dumps,
    find_quotes,
    loads,
    parse_article,
)

if TYPE_CHECKING:
    from collections.abc import Callable

WRONG: list[tuple[Callable[[Any], object], Any, type[Exception], str]] = [
    (lambda value: Document("a", value), 5, TypeError, "text is a str, not int"),
    (lambda value: Document(value, "t"), None, TypeError, "a name is a str"),
    (lambda value: Document("a", "t", value), ["ab", "cd"], TypeError, "attributes are pairs"),
    (lambda value: Document("a", "t", value), {"x": "1"}, TypeError, "attributes are pairs"),
    (lambda value: Document("a", "t", (), value), "no", TypeError, "complete is True or False"),
    (lambda value: Document("a", "t", (), value), 1, TypeError, "complete is True or False"),
    (lambda value: Bundle((), value), "block", TypeError, "dialect is a Dialect"),
    (Bundle, "text", TypeError, "a bundle holds documents, not str"),
    (lambda value: Limits(documents=value), -1, ValueError, "the limit documents is a whole number"),
    (lambda value: Limits(document_size=value), "5", ValueError, "the limit document_size"),
    (lambda value: Limits(marker_line=value), True, ValueError, "the limit marker_line"),
    (lambda value: loads("x", limits=value), 5, TypeError, "limits is a Limits"),
    (lambda value: dumps([], dialect=value), "bloc", ValueError, "no dialect 'bloc'; the presets are canonical, end"),
    (dumps, "text", TypeError, "a bundle holds documents"),
    (lambda value: dump([], value), "out.txt", TypeError, "a pathlib.Path or an open file"),
    (Writer, None, TypeError, "an open file"),
    (lambda value: Article("a", value), [5], TypeError, "Paragraph models or strings"),
    (lambda value: Article("a", value), "pq", TypeError, "not one string"),
    (Article, 5, TypeError, "title is a str, not int"),
    (Paragraph, 5, TypeError, "text is a str, not int"),
    (parse_article, b"x", TypeError, "read from a str, not bytes"),
    (find_quotes, "“a” said Bob", TypeError, "not one string"),
    (lambda value: Quote("a", 0, 3, speaker=value), "Bob", TypeError, "speaker must be a Mention"),
    (lambda value: Quote("a", 0, 3, cue=value), 5, TypeError, "cue must be a Mention"),
]


@pytest.mark.parametrize(("make", "value", "error", "message"), WRONG)
def test_wrong_types(make: Callable[[Any], object], value: object, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make(value)


def test_what_looks_alike_is_taken() -> None:
    assert Document("a", "t", [["k", "v"]]).attributes == (("k", "v"),)  # type: ignore[list-item]
    assert Quote("a", 0, 3, speaker=Mention("b", 4, 5)).speaker == Mention("b", 4, 5)
    assert dumps([Document("a", "x")], dialect="colon") == "<<<FILE: a>>>\nx\n<<<END FILE>>>\n"
    file = io.StringIO()
    with Writer(file, dialect="path") as writer:
        writer.write(Document("a", "x"))
    assert file.getvalue() == '<<<FILE path="a">>>\nx\n<<<END FILE>>>\n'
