"""Dialects as data (S4.9): the presets, what cannot be one, and what the reader reports."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from seeddoc import CANONICAL, PRESETS, Dialect, Document, dumps, parse
from tests import strategies


def test_presets_are_named_by_themselves() -> None:
    assert [dialect.name for dialect in PRESETS.values()] == list(PRESETS)
    assert list(PRESETS) == [form.preset for form in strategies.FORMS]
    assert PRESETS["canonical"] is CANONICAL
    assert len({attrs.evolve(dialect, name="") for dialect in PRESETS.values()}) == len(PRESETS)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"opener": "OPEN"}, "opener"),
        ({"opener": "file"}, "opener"),
        ({"separator": ""}, "separator"),
        ({"separator": "\n"}, "separator"),
        ({"naming": "title"}, "naming"),
        ({"closer": "STOP"}, "closer"),
        ({"closing": "label"}, "closing"),
        ({"line_end": "\r"}, "line_end"),
        ({"closer": ">>>"}, "goes with block=False"),
        ({"block": True}, "goes not with block=True"),
        ({"block": True, "closer": ""}, "goes not"),
        ({"block": True, "closer": ">>>", "opener": "BEGIN FILE"}, "the opener of a block is FILE"),
        ({"block": True, "closer": ">>>", "closing": "name"}, "only a closer in brackets"),
        ({"closer": "", "closing": "name"}, "only a closer in brackets"),
    ],
)
def test_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Dialect(**fields)


# a bundle of one document, and how it is spelled
SEEN: list[tuple[str, dict[str, Any]]] = [
    ("<<<FILE a>>>\nx\n<<<END FILE>>>\n", {"name": "canonical"}),
    ("<<<FILE\ta>>>\nx\n<<<END FILE>>>\n", {"name": "canonical"}),
    ("<<<FILE   a>>>\nx\n<<<END FILE>>>\n", {"name": "canonical"}),
    ("<<<FILE :a>>>\nx\n<<<END FILE>>>\n", {"name": "colon", "separator": ": "}),
    ("<<<FILE a>>>\r\nx\r\n<<<END FILE>>>\r\n", {"line_end": "\r\n"}),
    ("<<<file 'a'>>>\nx\n<<<end of  file 'a'>>>\n", {"naming": "'", "closer": "END OF FILE", "closing": "name"}),
    (
        '<<<FILE Name="a" BEGIN>>>\nx\n<<<FILE END>>>\n',
        {"name": "name-begin", "naming": "name", "closer": "FILE END", "words": True},
    ),
    ("<<<FILE a\nx\n>>>\n", {"name": "block-fence", "closer": ">>>", "block": True}),
    ("<<<FILE a\nx\n<<<END FILE a>>>\n", {"name": "block-fence", "closer": ">>>", "block": True}),
    ("<<<FILE a>>>\nx\n", {"closer": ""}),
    ("<<<START FILE::a>>>\nx\n<<<END>>>\n", {"opener": "START FILE", "separator": "::", "closer": "END"}),
]


@pytest.mark.parametrize(("text", "fields"), SEEN)
def test_seen(text: str, fields: dict[str, Any]) -> None:
    assert parse(text).bundle.dialect == Dialect(**fields)
    assert parse(text.encode()).dialects == (Dialect(**fields),)


def test_several_are_reported_in_their_order() -> None:
    names = ["end", "colon", "canonical", "path"]
    text = "".join(dumps([Document(f"in {name}", "x")], dialect=PRESETS[name]) for name in names)
    result = parse(text + dumps([Document("again", "x")], dialect=PRESETS["end"]))
    assert [dialect.name for dialect in result.dialects] == names
    assert result.bundle.dialect == PRESETS["end"]


@pytest.mark.parametrize("data", ["", "x", "<<<FILE a>>>\n<<<"])
def test_without_a_whole_document_it_is_the_canonical_one(data: str) -> None:
    assert parse(data).dialects == (CANONICAL,)
