"""The scanner: what lines make of a bundle (sections 2, 4 and 5), in one table, and its limits."""

from __future__ import annotations

from typing import Any, Final

import pytest

from seeddoc import Diagnostic, Limits, ParseResult, Reader, parse
from tests.test_properties import assert_same_in_chunks, by_place, received

END = "<<<END FILE>>>\n"

# the bundle, its documents as `name=text` (`name!text` where incomplete), and the codes in their order
Row = tuple[str, list[str], str]

TEXTS: list[Row] = [
    (f"<<<FILE a>>>\nx\n{END}", ["a=x"], ""),
    (f"<<<FILE a>>>\nx\n\n{END}", ["a=x\n"], ""),
    (f"<<<FILE a>>>\n{END}", ["a="], ""),
    (f"<<<FILE a>>>\n\n{END}", ["a="], ""),
    ("<<<FILE a>>>\r\nx\r\n<<<END FILE>>>\r\n", ["a=x"], ""),
    ("<<<FILE a>>>\nx\r\n<<<END FILE>>>\r", ["a=x"], ""),
    (f"<<<FILE a>>>\nx\r\r\n{END}", ["a=x\r"], ""),
    ("<<<FILE a>>>\rx\r<<<END>>>\r", [], "B006 B012"),
    (f"<<<FILE a>>>\r \nx\n{END}", [], "B006 B012 B009 B005"),
    (f"<<<FILE a>>>\n\x00\u2028<<<END FILE>>>\x85\n{END}", ["a=\x00\u2028<<<END FILE>>>\x85"], ""),
    (f"<<<FILE a>>> \t\nx\n{END[:-1]}  ", ["a=x"], ""),
    (f"<<<<FILE a>>>>\n<<<FILE b>>>\n{END}<<<<END FILE>>>>\n", [f"a=<<<FILE b>>>\n{END[:-1]}"], ""),
    (f"<<<FILE a>>>\n<<<<FILE b>>>>\n{END}", ["a=<<<<FILE b>>>>"], ""),
    (f"\n \n<<<FILE a>>>\nx\n{END}\n\u2003\n<<<FILE b>>>\ny\n{END}\n", ["a=x", "b=y"], ""),
    (f"<<<FILE a>>>\nx\n<<<END FILE b>>>\n{END}", ["a=x\n<<<END FILE b>>>"], ""),
    (f"<<<FILE a>>>\n<<<FILE b\n>>>\nFILE>>>\n{END}", ["a=<<<FILE b\n>>>\nFILE>>>"], ""),
]

BLOCKS: list[Row] = [
    ("<<<FILE a\nx\n>>>\n", ["a=x"], ""),
    ("<<<FILE a\nx\nFILE>>>\n<<<FILE b\n>>> END", ["a=x", "b="], ""),
    ("<<<FILE\nFILE;\n >>>\n>>>\n", ["=FILE;\n >>>"], "N002"),
    ("<<<<FILE a\n>>>\nFILE>>>\n>>>>\n", ["a=>>>\nFILE>>>"], ""),
    (f"<<<FILE a\nx\n{END}", ["a=x"], "B010"),
    (f"<<<FILE a\nx>>>\ny\n{END}", ["a=x>>>\ny"], "B010 B011"),
    (f"<<<FILE a\nx>>\n{END}", ["a=x>>"], "B010 B011"),
    (f"<<<FILE a\nx>\n{END}", ["a=x>"], "B010"),
    ("<<<FILE a\nx\nfile \n>>>\n", ["a=x\nfile "], "B011"),
    ("<<<FILE a\nx\nFILE\n>>>END\n", ["a=x\nFILE"], ""),
    ("<<<FILE a\nx\n<<<FILE b\ny\n>>>\n", ["a!x", "b=y"], "B001"),
    (f"<<<FILE a\nx\n<<<FILE b>>>\ny\n{END}", ["a!x", "b=y"], "B001"),
    ("<<<FILE a\n", ["a!"], "B001"),
    ("<<<FILE a\nx\n >>>\n>>\n>>>>\n", ["a!x\n >>>\n>>\n>>>>"], "B001 B008 B008"),
    ("<<<FILE a\nx\n<<<END FILE b>>>\n>>>\n", ["a=x\n<<<END FILE b>>>"], ""),
]

GLUED: list[Row] = [
    (f"<<<FILE a>>>\nx.{END}", ["a=x."], "B003"),
    (f"<<<FILE a>>>\nx.{END}\n\t\n<<<FILE b>>>\ny\n{END}", ["a=x.", "b=y"], "B003"),
    (f"<<<FILE a>>>\nx\r{END}", ["a=x"], "B003"),
    (f"<<<FILE a>>>\n> {END}", [f"a!> {END[:-1]}"], "B001"),
    (f"<<<FILE a>>>\nx{END}y\n", [f"a!x{END}y"], "B001"),
    ("<<<FILE a>>>\nx<<<END FILE b>>>\n", ["a!x<<<END FILE b>>>"], "B001"),
    ("<<<FILE a>>>\nx<<<<END FILE>>>\n", ["a!x<<<<END FILE>>>"], "B001"),
    ("<<<FILE a>>>\nx<<<END FILE>>>>\n", ["a!x<<<END FILE>>>>"], "B001"),
    ("<<<FILE a>>>\nx<<<<END>>>>\n", ["a!x<<<<END>>>>"], "B001"),
    ("<<<FILE a>>>\nx<<<FILE b>>>\n", ["a!x<<<FILE b>>>"], "B001"),
    ("<<<FILE a\nx>>>\n", ["a=x"], "B003"),
    ("<<<FILE a\nx FILE>>>\n", ["a!x FILE>>>"], "B001"),
    ("<<<FILE a\nx FIL>>>\n", ["a!x FIL>>>"], "B001"),
    ("<<<FILE a\nx FILEX>>>\n", ["a!x FILEX>>>"], "B001"),
    ("<<<FILE a\nx ILE>>>\n", ["a!x ILE>>>"], "B001"),
    ("<<<FILE a\nx FIXE>>>\n", ["a!x FIXE>>>"], "B001"),
    ("<<<FILE a\nx word>>>\n", ["a=x word"], "B003"),
    ("<<<FILE a\nx.>>>\n", ["a=x."], "B003"),
    ("<<<FILE a\nx<<<b>>>\n", ["a!x<<<b>>>"], "B001"),
    ("<<<FILE a\nx>>>>\n", ["a!x>>>>"], "B001"),
    (f"<<<FILE a\nx.{END}", ["a=x."], "B003 B010"),
    ("<<<FILE a>>>\n", ["a!"], "B001"),
]

JOINED: list[Row] = [
    (f"<<<FILE a>>>\nx\n<<<END FILE>>><<<FILE b>>>\ny\n{END}", ["a=x", "b=y"], "B004"),
    (f"<<<FILE a>>>\nx\n<<<END>>> \t<<<<FILE b>>>>\ny\n<<<<{END[3:-1]}>\n", ["a=x", "b=y"], "B004"),
    ("<<<FILE a\nx\n>>><<<FILE b\ny\nFILE>>><<<FILE c\nz\n>>>\n", ["a=x", "b=y", "c=z"], "B004 B004"),
    (f"<<<FILE a\nx\n<<<END>>><<<FILE b>>>\ny\n{END}", ["a=x", "b=y"], "B010 B004"),
    (f"<<<FILE a>>>\nx\n<<<END FILE b>>><<<FILE b>>>\n{END}", ["a=x\n<<<END FILE b>>><<<FILE b>>>"], ""),
    (f"<<<FILE a>>>\n<<<END>>><<<END>>>\n{END}", ["a=<<<END>>><<<END>>>"], ""),
]

OUTSIDE: list[Row] = [
    (f"Hi.\n\n there \n<<<FILE a>>>\nx\n{END}bye\n", ["a=x"], "B009 B009"),
    (f"<<<FILE a>>>\nx\n{END}{END}<<<END b>>>\n>>>\n", ["a=x"], "B005 B005 B009"),
    (f">>>\n<<<FILE a\nx\n>>>\nFILE>>>\n<<<FILE b>>>\ny\n{END}", ["a=x", "b=y"], "B005 B005"),
    (f"<<FILE a>>>\nx\n{END}", [], "B006 B012 B009 B005"),
    (
        f"<<<FILE a>>>A<<<END FILE>>>\n  <<<FILE b>>>\n<<<BEGIN_FILE: c\n<<<FILE d>>>\nx\n{END}",
        ["d=x"],
        "B006 B006 B006",
    ),
    *(
        (f"<<<FILE a>>>\nx\n{END}{last}", ["a=x"], "B007")
        for last in ("<", "<<", "<<<", "<<<FI", "<<<end", "<<<FILE b", "<< E", "<<<<<")
    ),
    *((f"<<<FILE a>>>\nx\n{END}{last}", ["a=x"], "B009") for last in ("<F", "x<<<", "<<<\n", "<<<X", " <", "<<<é")),
    (f"<<<FILE a>>>\nx\n{END}<<<END FILE>>", ["a=x"], "B006"),
    (f"<<<FILE a>>>\nx\n{END}<<<END FILE>>>", ["a=x"], "B005"),
    ("", [], "B013"),
    (" \n\t\u2003\r\n", [], "B013"),
    ("\ufeff", [], "B013 E004"),
    ("x", [], "B009 B012"),
    ("\n\n x\n", [], "B009 B012"),
]

NO_CLOSERS: list[Row] = [
    ("<<<FILE a>>>\nx\n<<<FILE b>>>\ny\n", ["a=x", "b=y"], "B002"),
    ("intro\n<<<FILE a>>>\nx\n", ["a=x"], "B009 B002"),
    ("intro\n<<<FILE a>>>\nx\n<<<FILE b>>>\ny\n", ["a=x", "b=y"], "B009 B002"),
    ("<<<FILE a>>>\r\nx\r\n\r\n<<<FILE b>>>\n<<<FILE c>>>\n y\n", ["a=x\r\n", "b=", "c= y"], "B002"),
    ("<<<FILE a>>>\nx\n<<<FILE a>>>\ny\n<<<FILE a>>>\nz\n", ["a=x", "a=y", "a=z"], "B002 N001 N001"),
    ("<<<FILE END-x>>>\nx\n<<<FILE b>>>\ny\n", ["END-x!x", "b!y"], "B001 B001"),
    ("<<<FILE a>>>\nx>>>\n<<<FILE b>>>\ny\n", ["a!x>>>", "b!y"], "B001 B001"),
    ("<<<FILE a>>>\nx\n<<<FILE b>>>\ny<<<FILE c>>>\n", ["a!x", "b!y<<<FILE c>>>"], "B001 B001"),
    ("<<<FILE a>>>\nx <<<y\n", ["a!x <<<y"], "B001"),
    ("<<<FILE a>>>\nx>>>\n", ["a!x>>>"], "B001"),
    ("<<<FILE a>>>\n<<FILE\n", ["a!<<FILE"], "B001 B008"),
    ("<<<FILE a>>>\nx\n<<\n", ["a!x\n<<"], "B001"),
    ("<<<FILE a>>>\n \n", ["a! "], "B001"),
    ("<<<FILE a>>>", ["a!"], "B001"),
    ("<<<FILE>>>\nx\n", ["!x"], "B001 N002"),
    ("<<<FILE END of x>>>\nx\n", ["END of x!x"], "B001"),
    ("<<<FILE Ending>>>\nx\n", ["Ending=x"], "B002"),
    ("see <<<there\n<<<FILE a>>>\nx\n", ["a!x"], "B009 B001"),
    ("fence>>>\n<<<FILE a>>>\nx\n", ["a!x"], "B009 B001"),
    ("<<<FILE a>>>\nx\n<<<FILE b>>>\ny\n<<<END>>>\n<<<FILE c>>>\nz\n", ["a!x", "b=y", "c!z"], "B001 B001"),
    ("<<<FILE a>>>\nx\n<<<FILE b\ny\n>>>\n", ["a!x\n<<<FILE b\ny\n>>>"], "B001 B008"),
]

NEAR: list[Row] = [
    (
        f"<<<FILE a>>>\nx\n<<<END FILE>>\n<<<FILE b>>>\n {END}<<<FILE c>>>\n<<<END x>>>\n",
        ["a!x\n<<<END FILE>>", f"b! {END[:-1]}", "c!<<<END x>>>"],
        "B001 B008 B001 B008 B001 B008",
    ),
    (
        f"<<<FILE a>>>\n<<<<FILE b>>>>\n<<<<END>>>>\n<<<FILE b>>>\nx\n{END}",
        ["a!<<<<FILE b>>>>\n<<<<END>>>>", "b=x"],
        "B001",
    ),
]

NAMES: list[Row] = [
    (f"<<<FILE a>>>\n1\n{END}<<<FILE A>>>\n2\n{END}<<<FILE: a>>>\n3\n<<<END>>>\n", ["a=1", "A=2", "a=3"], "N001"),
    (f"<<<FILE>>>\nx\n{END}<<<FILE: >>>\ny\n{END}", ["=x", "=y"], "N002 N002"),
    (f'<<<FILE path="a>>>\nx\n{END}', ['path="a=x'], "B014"),
    (f"<<<FILE a size=2>>>\nx\n{END}<<<FILE b size=3 sha256=0>>>\nx\n{END}", ["a=x\n", "b=x"], "I001 I004"),
    (f"<<<FILE a mode=gzip>>>\nx\n{END}<<<FILE b mode=base64>>>\n!\n{END}", ["a=x", "b=!"], "I005 I003"),
]

MARKS: list[Row] = [
    (f"\ufeff<<<FILE a>>>\n\ufeffx\n{END}", ["a=\ufeffx"], "E004"),
    (f"\ufeff<<<FILE a>>>\nx\n{END}\ufeff<<<FILE b>>>\ny\n{END}\ufeff\n", ["a=x", "b=y"], "E004 E004 B009"),
    (f"<<<FILE a>>>\nx\n{END}\ufeff{END}", ["a=x"], "E004 B005"),
    (f"<<<FILE a>>>\nx\n{END}\ufeff<<<FILE b>>>", ["a=x", "b!"], "E004 B001"),
    (f"<<<FILE a>>>\nx\n{END}\ufeff<<<FILE b", ["a=x"], "B009"),
    ("\ufeff>>>\n", [], "E004 B009 B012"),
    (f"<<<FILE a>>>\nx\n{END}\ufeff<<<FILE b", ["a=x"], "B009"),
    (f"<<<FILE a>>>\n\ud800x\udfff\n{END}\ud800\n<<<END \ud800>>>\n", ["a=\ud800x\udfff"], "E002 B009 E002 B005 E002"),
    (f"<<<FILE \ud800>>>\n\ud800\n{END}", ["\ud800=\ud800"], "E002"),
    ("<<<FILE a>>>\n\ud800\n<<<FILE b>>>\nx\n", ["a=\ud800", "b=x"], "B002 E002"),
    (f"<<FILE \ud800>>>\n<<<FILE a>>>\nx\n{END}", ["a=x"], "B006 E002"),
]

ROWS = [*TEXTS, *BLOCKS, *GLUED, *JOINED, *OUTSIDE, *NO_CLOSERS, *NEAR, *NAMES, *MARKS]


def shown(result: ParseResult) -> list[str]:
    return [f"{found.name}{'=' if found.complete else '!'}{found.text}" for found in result.bundle]


@pytest.mark.parametrize(("text", "documents", "codes"), ROWS)
def test_whole(text: str, documents: list[str], codes: str) -> None:
    result = parse(text)
    assert shown(result) == documents
    assert " ".join(finding.code for finding in result.diagnostics) == codes


@pytest.mark.parametrize("text", [text for text, _, _ in ROWS])
def test_in_chunks(text: str) -> None:
    for size in (1, 2, 7):
        assert_same_in_chunks(text, [text[at : at + size] for at in range(0, len(text), size)])
    data = text.encode("utf-8", "surrogatepass")
    assert_same_in_chunks(data, [data[at : at + 1] for at in range(len(data))])


def test_bytes_that_are_not_utf8() -> None:
    data = (
        b"\xe9t\xe9\n<<<FILE \xe9>>>\n\xff\n<<<END FILE>>>\n<<<FILE b>>>\nx\xe9\xe9\n<<<END FILE>>>\n<<<END \xff>>>\n"
    )
    result = parse(data)
    assert [(found.code, found.offset, found.byte_offset) for found in result.diagnostics if found.code == "E001"] == [
        (code, data.index(place) + more, data.index(place) + more)
        for code, place, more in (
            ("E001", b"\xe9t", 0),
            ("E001", b"\xe9>", 0),
            ("E001", b"\xe9\xe9", 0),
            ("E001", b"\xff>", 0),
        )
    ]
    assert "2 places" in result.errors[0].message
    assert shown(result) == ["\udce9=\udcff", "b=x\udce9\udce9"]
    assert result.bundle[1].text.encode("utf-8", "surrogateescape") == b"x\xe9\xe9"


# S5.2: where outside text begins and ends: at what is no white space, behind a byte order mark that is left out
@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("  outside \nmore\t\n", [(2, 15)]),
        ("\ufeffoutside\n", [(1, 8)]),
        ("\ufeff\u2003outside\n", [(2, 9)]),
        (f"x\n \n{END}y\n", [(0, 1), (19, 20)]),
    ],
)
def test_where_outside_text_stands(text: str, spans: list[tuple[int, int]]) -> None:
    assert [(span.start, span.end) for span in parse(text).outside] == spans


@pytest.mark.parametrize(
    "text", [f"\ufeff<<<FILE a>>>\nx\n{END}", f"<<<FILE a>>>\nx\n{END}\ufeff<<<FILE b>>>\nx\n{END}"]
)
def test_a_byte_order_mark_is_told_as_one_character(text: str) -> None:
    (found,) = parse(text).diagnostics
    at = text.index("\ufeff")
    assert (found.code, found.offset, found.end_position.offset) == ("E004", at, at + 1)


def test_bytes_that_are_not_utf8_outside_are_one_finding_with_their_number() -> None:
    data = b"a \xe9\nb \xe9\xe9\n\nc \xff\n" + f"<<<FILE a>>>\nx\n{END}".encode()
    (found,) = (each for each in parse(data).diagnostics if each.code == "E001")
    assert (found.code, found.line, found.column) == ("E001", 1, 3)
    assert "4 places" in found.message


def test_a_byte_between_two_markers_on_a_line_is_told_where_it_stands() -> None:
    data = f"<<<FILE a>>>\nx\n{END[:-1]}".encode() + b"\xb9" + f"<<<FILE b>>>\ny\n{END}".encode()
    found = [each for each in parse(data).diagnostics if each.code == "E001"]
    assert [(each.line, each.column, each.offset) for each in found] == [(3, 15, data.index(b"\xb9"))]
    (torn,) = (each for each in parse(data).diagnostics if each.code == "B006")
    assert torn.message.endswith("with something between them, where a line end belongs")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_wrong_encoding(encoding: str) -> None:
    data = ("" if encoding in {"utf-16", "utf-32"} else "\ufeff").encode(encoding)
    data += f"<<<FILE a>>>\nx\n{END}".encode(encoding)
    result = parse(data)
    assert [found.code for found in result.diagnostics] == ["E003"]
    assert encoding[:6].upper() in result.diagnostics[0].message
    assert len(result.bundle) == 0
    assert result.diagnostics[0].offset == 0
    documents, findings, _ = received([data[at : at + 40] for at in range(0, len(data), 40)])
    assert (documents, [found.code for found in findings]) == ([], ["E003"])


# limits, a bundle that is within them, and one that is not, with what is left of it
LIMITED: list[tuple[Limits, str, str, list[str]]] = [
    (Limits(documents=1), f"<<<FILE a>>>\nx\n{END}", f"<<<FILE a>>>\nx\n{END}<<<FILE b>>>\ny\n{END}", ["a=x"]),
    (Limits(documents=1), "<<<FILE a>>>\nx\n", "<<<FILE a>>>\nx\n<<<FILE b>>>\ny\n", ["a!x"]),
    (Limits(document_size=3), f"<<<FILE a>>>\nxyz\r\n{END}", f"<<<FILE a>>>\nxyz\n\n{END}", []),
    (Limits(document_size=3), f"<<<FILE a>>>\n\n\n\n\n{END}", f"<<<FILE a>>>\n{'x' * 99}\n{END}", []),
    (Limits(document_size=3), f"<<<FILE a>>>\n\n\n\n\n{END}", f"<<<FILE a>>>\n{'x' * 99_999}", []),
    (Limits(document_size=3, marker_line=14), f"hi\n<<<FILE a>>>\nx\n{END}", f"{'x' * 18}\n<<<FILE a>>>\nx\n{END}", []),
    (Limits(document_size=3, marker_line=14), f"hi\n<<<FILE a>>>\nx\n{END}", f"hi\n{'x' * 99}", []),
    (Limits(marker_line=14), f"<<<FILE a>>>\nx\n{END}", f"<<<FILE a234567>>>\nx\n{END}", []),
    (Limits(marker_line=16), f"<<<FILE a>>>\n{'x' * 99}\n{END}", "<<<FILE a>>>\nx\n<<<END FILE    >>>\n", []),
    (
        Limits(marker_line=30),
        f"<<<FILE a>>>\nx\n{END}",
        f"<<<FILE a>>>\nx\n<<<END FILE>>><<<FILE bbbbbbbbbb>>>\ny\n{END}",
        ["a=x"],
    ),
    (
        Limits(document_size=1),
        f"<<<FILE a>>>\nx\n{END}",
        f"<<<FILE a>>>\nxyz12\n<<<END FILE>>><<<FILE b>>>\ny\n{END}",
        [],
    ),
    (Limits(document_size=1), f"<<<FILE a>>>\nx\n{END}", f"a\n<<<FILE b>>>\nxy\n<<<FILE c>>>\ny\n{END}", []),
    (Limits(document_size=1), f"<<<FILE a>>>\nx\n{END}", "<<<FILE b>>>\nxy\n", []),
]


@pytest.mark.parametrize(("limits", "within", "beyond", "left"), LIMITED)
def test_limits(limits: Limits, within: str, beyond: str, left: list[str]) -> None:
    assert not [found for found in parse(within, limits=limits).diagnostics if found.code == "B015"]
    result = parse(beyond, limits=limits)
    limited = [found for found in result.diagnostics if found.code == "B015"]
    assert len(limited) == 1
    assert shown(result) == left
    assert not [found for found in result.diagnostics if found.code in {"B012", "B013"}]


def placed(finding: Diagnostic) -> tuple[object, ...]:
    return finding.code, finding.document, finding.position, finding.end_position


@pytest.mark.parametrize(("limits", "within", "beyond"), [row[:3] for row in LIMITED])
def test_limits_in_chunks(limits: Limits, within: str, beyond: str) -> None:
    for text in (within, beyond):
        for data in (text, text.encode()):
            result = parse(data, limits=limits)
            for size in (1, 7, 1000):
                reader = Reader(limits=limits)
                for at in range(0, len(data), size):
                    reader.receive(data[at : at + size])
                reader.close()
                events = list(reader.events())
                documents = [event for event in events if event in result.bundle.documents]
                assert tuple(documents) == result.bundle.documents
                found = sorted((event for event in events if isinstance(event, Diagnostic)), key=by_place)
                assert [placed(finding) for finding in found] == [placed(finding) for finding in result.diagnostics]
                assert reader.next_event() is None


OPEN: Final = "<<<FILE a>>>\nx\n<<<END>>>\n<<<FILE b>>>\n"


# What is exceeded, what is read, where the finding stands, and what it says
@pytest.mark.parametrize(
    ("limits", "text", "place", "message"),
    [
        (
            Limits(document_size=3, marker_line=14),
            f"{OPEN}{'x' * 99_999}",
            (4, 1),
            "a line of more than 17 (document_size)",
        ),
        (
            Limits(document_size=3, marker_line=14),
            f"x\n\n{'y' * 18}\n",
            (3, 1),
            "a line of more than 17 (document_size)",
        ),
        (Limits(input_size=45), f"{OPEN}{'x' * 99}", (4, 1), "an input of more than 45 (input_size)"),
        (Limits(document_size=3), f"{OPEN}xyz1", (4, 1), "a document of more than 3 (document_size)"),
        (Limits(marker_line=14), "<<<FILE a234567>>>\n", (1, 1), "a marker of more than 14 (marker_line)"),
        (Limits(documents=1), OPEN, (4, 1), "more than 1 documents (documents)"),
        (Limits(attributes=1), "x\n<<<FILE a size=1 sha256=1>>>\n", (2, 1), "more than 1 attributes (attributes)"),
    ],
)
def test_what_is_said_of_a_limit(limits: Limits, text: str, place: tuple[int, int], message: str) -> None:
    for data in (text, text.encode()):
        reader = Reader(limits=limits)
        for at in range(0, len(data), 7):
            reader.receive(data[at : at + 7])
        reader.close()
        (found,) = (each for each in reader.events() if isinstance(each, Diagnostic) and each.code == "B015")
        assert (found.line, found.column) == place
        assert found.message.endswith(message)


def test_what_is_said_of_a_long_line_outside_that_is_read_as_a_whole() -> None:
    found = parse(f"x\n\n{'y' * 18}\n", limits=Limits(document_size=3, marker_line=14)).diagnostics
    assert [(each.code, each.line, each.column) for each in found] == [("B009", 1, 1), ("B015", 3, 1)]
    assert found[1].message.endswith("a line of more than 17 (document_size)")


def test_limits_stop_a_reader_for_good() -> None:
    reader = Reader(limits=Limits(documents=0))
    reader.receive("<<<FILE a>>>\n")
    reader.receive("x\n<<<END>>>\nmore\n")
    reader.close()
    assert [getattr(event, "code", "") for event in reader.events()] == ["B015"]
    assert Limits(document_size=5, marker_line=7).line == 12
    assert Limits(document_size=5, marker_line=None).line == 65_541
    assert Limits(document_size=None, marker_line=7).line is None


@pytest.mark.parametrize("value", [-1, 1.5, True, "9"])
def test_what_is_no_limit(value: Any) -> None:
    for name in ("document_size", "marker_line", "documents"):
        with pytest.raises(ValueError, match=f"the limit {name}"):
            Limits(**{name: value})
