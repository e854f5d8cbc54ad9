"""Documents as Arrow tables: the schema, what stands in the columns, batches, files, and documents back."""

from __future__ import annotations

import io
import subprocess
import sys
from itertools import islice
from typing import TYPE_CHECKING, Any

import attrs
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from seeddoc import (
    Article,
    Bundle,
    BundleError,
    Document,
    JsonError,
    Mention,
    Paragraph,
    Partition,
    Position,
    Quote,
    from_json,
    json_schema,
    parse,
    partitions,
    to_json,
)
from seeddoc.arrow import (
    TABLES,
    Row,
    Table,
    _writing,
    part_batches,
    part_rows,
    read_documents,
    schema,
    to_batches,
    to_table,
    write_arrow,
    write_parquet,
)
from seeddoc.jsonio import to_data
from seeddoc.positions import resolve
from tests import strategies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = """\
Rates to rise “soon”

“It is time,” Ann Roe said. “He told us: ‘Go now,’ and we went.”

Nobody was asked.

She called it “a 𝄞 shame”, adding: “We will see.”
"""
NEWS = Document("news.txt", TEXT, (("lang", "en"), ("BEGIN", "")))
BLANK = Document("blank.txt", " \n")
ENCODED = Document("a.bin", "SGk=", (("encoding", "base64"),))
PLAIN = Document("plain.txt", "A title")
BUNDLE = Bundle((NEWS, BLANK, PLAIN, ENCODED))
SURROGATE = Document("odd.txt", "Title\n\n\udc80 and “so on”, she said.")


def rows(documents: Any, table: Table, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = to_table(documents, table, **options).to_pylist()
    return found


def columns(documents: Any, table: Table, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in rows(documents, table, columns=names)]


# --- The schema -----------------------------------------------------------------------------------------


def walk(field: pa.Field) -> Iterator[pa.Field]:
    """Yield a field and all that are in it and have a name of their own."""
    yield field
    if pa.types.is_struct(field.type):
        for inner in field.type:
            yield from walk(inner)
    elif pa.types.is_list(field.type):
        for inner in field.type.value_type:
            yield from walk(inner)


@pytest.mark.parametrize("table", TABLES)
def test_every_field_is_described(table: Table) -> None:
    found = schema(table, findings=table != "quotes")
    fields = [each for field in found for each in walk(field)]
    assert len(fields) > 5
    assert [field.name for field in fields if not field.metadata.get(b"description")] == []
    assert found.metadata == {b"seeddoc.version": b"1", b"seeddoc.table": table.encode()}


@pytest.mark.parametrize("table", TABLES)
def test_every_place_has_its_unit(table: Table) -> None:
    units = {
        field.name: field.metadata.get(b"unit", b"").decode()
        for each in schema(table, findings=table != "quotes")
        for field in walk(each)
    }
    for name, unit in units.items():
        if name.endswith(("start", "end")):
            assert unit == "code points"
    if table == "nested":
        assert units["byte_offset"] == "bytes"
        assert units["utf16_offset"] == "UTF-16 units"
        assert units["offset"] == units["column"] == "code points"


def test_descriptions_are_those_of_the_json_schema() -> None:
    told = json_schema()["$defs"]
    nested = schema("nested", findings=True)
    for column, model, own in (
        ("paragraphs", "paragraph", set()),
        ("quotes", "quote", {"paragraph", "parent"}),
        ("findings", "diagnostic", set()),
    ):
        fields = {field.name: field for field in nested.field(column).type.value_type}
        expected = told[model]["properties"].keys() - {"quotes", "children"}
        assert fields.keys() == expected | own
        for name in expected:
            assert fields[name].metadata[b"description"].decode() == told[model]["properties"][name]["description"]
    quotes = nested.field("quotes").type.value_type
    assert [field.name for field in quotes.field("speaker").type] == list(told["mention"]["properties"])
    assert [field.name for field in quotes.field("runner_up").type] == list(told["candidate"]["properties"])


def test_columns_of_the_flat_tables() -> None:
    assert schema().names == ["document", "source", "name", "text", "attributes", "complete", "title"]
    flat = schema("quotes")
    assert not any(pa.types.is_nested(field.type) for field in flat)
    assert {"document", "quote", "paragraph", "parent", "start", "speaker_start", "runner_up_speaker_name"} <= {
        *flat.names
    }
    assert flat.field("speaker_start").metadata[b"description"].startswith(b"Who speaks")


def test_a_choice_of_columns_has_their_order() -> None:
    assert schema("nested", columns=["findings", "name"]).names == ["findings", "name"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"table": "words"}, "no table 'words'; the tables are documents, quotes, nested"),
        ({"columns": ["name", "text", "name"]}, "the column 'name' is named twice"),
        ({"table": "quotes", "columns": ["title"]}, "the table of quotes has no column 'title'; its columns are doc"),
        ({"table": "quotes", "findings": True}, "the table of quotes has no findings"),
    ],
)
def test_what_is_not_there_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        schema(**arguments)
    with pytest.raises(ValueError, match=message):
        to_batches(BUNDLE, **arguments)


# --- What stands in the columns -------------------------------------------------------------------------


def test_documents() -> None:
    assert rows(BUNDLE, "documents")[0] == {
        "document": 0,
        "source": None,
        "name": "news.txt",
        "text": TEXT,
        "attributes": [{"key": "lang", "value": "en"}, {"key": "BEGIN", "value": ""}],
        "complete": True,
        "title": "Rates to rise “soon”",
    }
    assert columns(BUNDLE, "documents", "document", "title") == [
        (0, "Rates to rise “soon”"),
        (1, None),
        (2, "A title"),
        (3, None),
    ]


def test_quotes_are_flat_and_know_their_document() -> None:
    found = columns([PLAIN, NEWS], "quotes", "document", "name", "quote", "paragraph", "parent", "text")
    assert found == [
        (1, "news.txt", 0, 0, None, "It is time,"),
        (1, "news.txt", 1, 0, None, "He told us: ‘Go now,’ and we went."),
        (1, "news.txt", 2, 0, 1, "Go now,"),
        (1, "news.txt", 3, 2, None, "a 𝄞 shame"),
        (1, "news.txt", 4, 2, None, "We will see."),
    ]


def test_offsets_count_code_points_of_the_document() -> None:
    found = columns(BUNDLE, "quotes", "text", "start", "end", "speaker_text", "speaker_start", "speaker_end")
    assert len(found) == 5
    for text, start, end, speaker, speaker_start, speaker_end in found:
        assert text in TEXT[start:end]
        assert speaker is None or TEXT[speaker_start:speaker_end] == speaker
    assert found[0][3] == "Ann Roe"


def test_lists_are_null_without_an_article_and_empty_without_items() -> None:
    assert columns(BUNDLE, "nested", "paragraphs", "quotes")[1:] == [(None, None), ([], []), (None, None)]


def put_together(row: dict[str, Any]) -> dict[str, Any] | None:
    """Make the article of JSON of a row of the nested table, in another way than the library does."""
    if row["title"] is None:
        return None

    def within(parent: int | None, paragraph: int) -> list[dict[str, Any]]:
        return [
            {key: value for key, value in quote.items() if key not in {"paragraph", "parent"}}
            | {"children": within(number, paragraph)}
            for number, quote in enumerate(row["quotes"])
            if quote["parent"] == parent and quote["paragraph"] == paragraph
        ]

    paragraphs = [each | {"quotes": within(None, number)} for number, each in enumerate(row["paragraphs"])]
    return {"title": row["title"], "paragraphs": paragraphs}


def test_nested_says_what_json_says() -> None:
    for row, document in zip(rows(BUNDLE, "nested"), BUNDLE, strict=True):
        assert put_together(row) == to_data(document)["article"]


def test_flat_says_what_nested_says() -> None:
    nested = rows([NEWS], "nested")[0]["quotes"]
    for flat, quote in zip(rows([NEWS], "quotes"), nested, strict=True):
        runner_up = quote["runner_up"] or {"speaker": None, "rule": None}
        assert flat["kind"] == quote["kind"]
        assert flat["cue_paragraph"] == (quote["cue"] and quote["cue"]["paragraph"])
        assert flat["evidence_start"] == (quote["evidence"] and quote["evidence"]["start"])
        assert flat["runner_up_rule"] == runner_up["rule"]
        assert flat["runner_up_speaker_text"] == (runner_up["speaker"] and runner_up["speaker"]["text"])


@given(st.lists(st.builds(Document, strategies.names(), strategies.article_texts() | strategies.texts())))
def test_any_documents_say_what_json_says(documents: list[Document]) -> None:
    found = rows(documents, "nested")
    assert [put_together(row) for row in found] == [to_data(document)["article"] for document in documents]
    flat = columns(documents, "quotes", "document", "start")
    assert flat == [(number, each["start"]) for number, row in enumerate(found) for each in row["quotes"] or ()]
    assert [*read_documents(to_table(documents, "nested"))] == documents


def test_findings_and_sources() -> None:
    result = parse("<<<FILE a.txt>>>\nTitle\n<<<FILE b.txt>>>\nAnother\n<<<END FILE>>>\nmore\n")
    given = [
        Row(result.bundle[0], result.diagnostics[:1], "in.txt"),
        Row(result.bundle[1]),
        Row(None, result.diagnostics[1:], "in.txt"),
    ]
    found = rows(given, "nested", findings=True)
    assert [(row["name"], row["source"]) for row in found] == [("a.txt", "in.txt"), ("b.txt", None), (None, "in.txt")]
    assert [[each["code"] for each in row["findings"]] for row in found] == [["B001"], [], ["B009"]]
    assert found[0]["findings"][0]["message"] == result.diagnostics[0].message
    assert found[2]["findings"][0]["line"] == 6
    assert found[2]["text"] is found[2]["paragraphs"] is found[2]["attributes"] is None
    assert rows(given, "quotes") == []
    assert [each.name for each in read_documents(to_table(given, "nested", findings=True))] == ["a.txt", "b.txt"]


def test_columns_that_are_not_wanted_are_not_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("asked for")

    monkeypatch.setattr("seeddoc.articles.find_quotes", refuse)
    assert columns(BUNDLE, "nested", "title", "paragraphs")[0][1][1]["text"] == "Nobody was asked."
    monkeypatch.setattr("seeddoc.documents.parse_article", refuse)
    fresh = [Document("a", "Title\n\n“Yes,” he said.")]
    assert columns(fresh, "nested", "text", "name") == [(fresh[0].text, "a")]
    with pytest.raises(AssertionError, match="asked for"):
        columns(fresh, "documents", "title")


# --- Quotes made by hand --------------------------------------------------------------------------------


def by_hand(quote: Quote) -> Document:
    document = Document("a", "T\n\n“Yes,” he said.")
    data = to_data(document)
    assert data["article"]
    made = attrs.evolve(document)
    object.__setattr__(made, "_article", Article("T", [Paragraph("“Yes,” he said.", quotes=[quote])]))
    return made


def test_quotes_made_by_hand_are_those_of_the_table() -> None:
    made = by_hand(Quote("Yes", 0, 6, speaker=Mention("he", 7, 9), rule="mine", confidence=0.5))
    assert columns([made], "quotes", "text", "start", "speaker_start", "rule") == [("Yes", 3, 10, "mine")]
    (back,) = read_documents(to_table([made], "nested"))
    assert to_json(back) == to_json(made)


def test_quotes_that_do_not_agree_with_their_text_are_refused() -> None:
    made = by_hand(Quote("Yes", 0, 6, speaker=Mention("she", 7, 10)))
    with pytest.raises(JsonError, match=r"\$\.article\.paragraphs\[0\]\.quotes\[0\]\.speaker\.text"):
        to_table([made], "quotes")


# --- Lone surrogates ------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["documents", "nested"])
def test_a_lone_surrogate_is_refused(table: Table) -> None:
    with pytest.raises(BundleError, match=r"in 'odd.txt', at offset 7; replace=True puts U\+FFFD") as caught:
        to_table([NEWS, SURROGATE], table)
    assert caught.value.diagnostics[0].code == "E002"


def test_a_lone_surrogate_in_a_marker_is_refused() -> None:
    (read,) = parse(b'<<<FILE path="a" x="\xff">>>\nT\n<<<END FILE>>>\n').bundle
    with pytest.raises(BundleError, match="lone surrogate"):
        to_table([read])


def test_a_lone_surrogate_in_no_document_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        to_table([Row(None), by_hand(Quote("Yes", 0, 6, rule="\ud800"))], "quotes")


@pytest.mark.parametrize("table", TABLES)
def test_surrogates_replaced_leave_offsets_right(table: Table) -> None:
    (row,) = rows([SURROGATE], table, replace=True)
    if table == "quotes":
        assert SURROGATE.text[row["start"] : row["end"]] == "“so on”"
    else:
        assert row["text"] == SURROGATE.text.replace("\udc80", "\ufffd")


def test_surrogates_are_replaced_wherever_they_stand() -> None:
    result = parse(b'<<<FILE path="\xff" x="\xff">>>\n\xff\n\n\xff\n<<<END FILE>>>\n')
    findings = [attrs.evolve(finding, message="\udcff") for finding in result.diagnostics]
    row = Row(result.bundle[0], findings, "\udcff.txt")
    (found, _) = rows([row, Row(PLAIN)], "nested", findings=True, replace=True)
    mark = "\ufffd"
    assert found["name"] == found["title"] == found["paragraphs"][0]["text"] == mark
    assert found["attributes"] == [{"key": "x", "value": mark}]
    assert found["source"] == "\ufffd.txt"
    assert (found["findings"][0]["code"], found["findings"][0]["message"]) == ("E001", mark)


# --- Batches --------------------------------------------------------------------------------------------


def test_batches_are_made_one_by_one() -> None:
    taken = 0

    def many() -> Iterator[Document]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield Document(f"{number}.txt", "Title")

    reader = to_batches(many(), rows=10)
    assert taken == 0
    assert [len(batch) for batch in islice(reader, 3)] == [10, 10, 10]
    assert taken == 30


def test_numbers_go_on_from_batch_to_batch() -> None:
    batches = [*to_batches([PLAIN] * 5, rows=2, first=7, columns=["document"])]
    assert [batch.to_pydict()["document"] for batch in batches] == [[7, 8], [9, 10], [11]]
    quotes = to_batches([NEWS, PLAIN, NEWS], "quotes", rows=2, columns=["document", "quote"]).read_all().to_pylist()
    assert quotes == [{"document": owner, "quote": number} for owner in (0, 2) for number in range(5)]


def test_long_documents_make_small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_writing, "SIZE", 2 * len(TEXT))
    assert [len(batch) for batch in to_batches([NEWS] * 5)] == [2, 2, 1]


def test_no_documents_make_no_batches() -> None:
    assert [*to_batches([])] == []
    assert to_table([], "nested").schema == schema("nested")


def test_what_documents_raise_is_raised() -> None:
    def fail() -> Iterator[Document]:
        yield NEWS
        raise BundleError

    with pytest.raises(BundleError):
        to_table(fail())


def test_batches_have_rows() -> None:
    with pytest.raises(ValueError, match="at least one row, not 0"):
        to_batches(BUNDLE, rows=0)


# --- Files ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_parquet(table: Table, tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    write_parquet(to_batches(BUNDLE, table, rows=1), path)
    file = parquet.ParquetFile(path)
    assert file.schema_arrow.equals(schema(table), check_metadata=False)
    assert file.schema_arrow.field("name").metadata[b"description"].startswith(b"As in its marker")
    assert file.read() == to_table(BUNDLE, table)
    assert file.num_row_groups == (1 if table == "quotes" else 4)
    assert [each.name for each in tmp_path.iterdir()] == ["out.parquet"]


@pytest.mark.parametrize("table", TABLES)
def test_arrow_file(table: Table, tmp_path: Path) -> None:
    path = tmp_path / "out.arrow"
    write_arrow(to_batches(BUNDLE, table), path)
    with pa.ipc.open_file(path) as file:
        assert file.read_all() == to_table(BUNDLE, table)
        assert file.schema.metadata == schema(table).metadata


def test_open_files_are_written_to_and_stay_open() -> None:
    for write, magic in ((write_parquet, b"PAR1"), (write_arrow, b"ARROW1")):
        target = io.BytesIO()
        write(to_batches(BUNDLE), target)
        assert target.getvalue().startswith(magic)


def test_a_fault_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    path.write_bytes(b"before")
    with pytest.raises(BundleError):
        write_parquet(to_batches([NEWS, SURROGATE], rows=1), path)
    assert path.read_bytes() == b"before"
    assert [*tmp_path.iterdir()] == [path]


# --- Back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["documents", "nested"])
def test_documents_come_back(table: Table) -> None:
    found = to_table(BUNDLE, table)
    for data in (found, found.combine_chunks().to_batches()[0], to_batches(BUNDLE, table, rows=1)):
        back = Bundle(read_documents(data))
        assert back == BUNDLE
        assert to_json(back) == to_json(BUNDLE)


def test_quotes_come_back_as_they_were() -> None:
    changed = from_json(to_json(NEWS).replace('"rule": "', '"rule": "my-'))
    assert isinstance(changed, Document)
    (back,) = read_documents(to_table([changed], "nested"))
    assert {quote.rule for quote in back.article.quotes} >= {quote.rule for quote in changed.article.quotes}
    assert to_json(back) == to_json(changed) != to_json(NEWS)


def test_two_columns_are_enough() -> None:
    table = pa.table({"text": pa.array(["Title"], pa.large_string()), "name": ["a"], "label": [1]})
    assert [*read_documents(table)] == [Document("a", "Title")]


def test_attributes_may_be_a_map() -> None:
    pairs = pa.array([[("lang", "en")], None], pa.map_(pa.string(), pa.string()))
    table = pa.table({"name": ["a", "b"], "text": ["T", "U"], "attributes": pairs})
    assert [*read_documents(table)] == [Document("a", "T", (("lang", "en"),)), Document("b", "U")]


def test_missing_columns_and_other_types_are_told() -> None:
    with pytest.raises(ValueError, match="no column 'name'"):
        read_documents(to_table(BUNDLE, columns=["text"]))
    with pytest.raises(ValueError, match="the column 'text' is list<item: int64>, not string"):
        next(read_documents(pa.table({"name": ["a"], "text": [[1]]})))
    with pytest.raises(ValueError, match="these are quotes"):
        read_documents(to_table(BUNDLE, "quotes"))


def test_only_rows_of_findings_are_passed_over() -> None:
    table = pa.table({"name": pa.array([None, "b"], pa.string()), "text": pa.array([None, "U"], pa.string())})
    assert [*read_documents(table)] == [Document("b", "U")]
    nameless = pa.table({"name": pa.array([None, "b"], pa.string()), "text": ["T", "U"]})
    with pytest.raises(JsonError, match=r"row 0: \$\.name: expected a string, not null"):
        list(read_documents(nameless))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": "a\nb"}, r"row 1: \$\.name: a name holds a line break"),
        ({"text": None}, r"row 1: \$\.text: expected a string, not null"),
        ({"title": "Another"}, r"row 1: \$\.article\.title: expected"),
        ({"paragraphs": None}, r"row 1: \$\.quotes\[0\]\.paragraph: expected a number below 0, not 0"),
        ({"paragraphs": [None]}, r"row 1: \$\.quotes\[3\]\.paragraph: expected a number below 1, not 2"),
        ({"quotes": [None]}, r"row 1: \$\.quotes\[0\]\.paragraph: expected a number below 3, not null"),
        ({"quotes": [{"paragraph": 0, "parent": 0}]}, r"row 1: \$\.quotes\[0\]\.parent: expected a number below 0"),
        ({"quotes": [{"paragraph": 0}]}, r"row 1: \$\.article\.paragraphs\[0\]\.quotes\[0\]\.text: expected a str"),
    ],
)
def test_rows_with_faults_are_told(change: dict[str, Any], message: str) -> None:
    table = to_table([PLAIN, NEWS], "nested")
    changed = pa.Table.from_pylist([table.to_pylist()[0], table.to_pylist()[1] | change], table.schema)
    with pytest.raises(JsonError, match=message):
        [*read_documents(changed)]


def test_a_row_without_quotes_has_none() -> None:
    table = to_table([NEWS], "nested")
    changed = pa.Table.from_pylist([table.to_pylist()[0] | {"quotes": None}], table.schema)
    (document,) = read_documents(changed)
    assert document.article.quotes == ()


# --- Without pyarrow ------------------------------------------------------------------------------------


def test_the_extra_is_named_where_it_is_missing() -> None:
    code = "import sys; sys.modules['pyarrow'] = None; import seeddoc.arrow"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.stderr.endswith("ModuleNotFoundError: this needs pyarrow: pip install 'seeddoc[arrow]'\n")


# --- Partitions -----------------------------------------------------------------------------------------

FAULTY = (
    b"<<<FILE a>>>\nGood\n<<<END FILE>>>\n<<<END FILE>>>\n<<<FILE b>>>\nNot closed\n"
    b"<<<FILE c>>>\ncaf\xe9\n<<<END FILE>>>\noutside\n"
)


@pytest.fixture
def parts(tmp_path: Path) -> list[Partition]:
    (tmp_path / "a.txt").write_bytes(FAULTY)
    (tmp_path / "b.txt").write_bytes(b"Plain\n")
    return list(partitions(tmp_path, size=1))


def test_parts_are_numbered_apart(parts: list[Partition]) -> None:
    numbers, names = [], []
    for number, part in enumerate(parts):
        batches = part_batches(part, number, errors="keep", columns=["document", "name"])
        for row in batches.read_all().to_pylist():
            numbers.append(row["document"])
            names.append(row["name"])
    assert names == ["a", None, "b", "c", None, "b.txt"]
    assert numbers == [0, 1, 2**33, 2 * 2**33, 2 * 2**33 + 1, 3 * 2**33]


@pytest.mark.parametrize("size", [1, 60, 1000])
def test_findings_of_parts_do_not_depend_on_their_borders(parts: list[Partition], size: int) -> None:
    path = parts[0].pieces[0].source.path
    assert path
    rows = [row for part in partitions(path, size=size) for row in part_rows(part, errors="keep")]
    assert [(row.document and row.document.name, [each.code for each in row.findings]) for row in rows] == [
        ("a", []),
        (None, ["B005"]),
        ("b", ["B001"]),
        ("c", ["E001"]),
        (None, ["B009"]),
    ]
    assert {row.source for row in rows} == {str(path)}


def test_errors_of_parts(parts: list[Partition]) -> None:
    with pytest.raises(BundleError):
        [*part_batches(parts[1])]
    kept = [part_batches(part, errors="skip").read_all().column("name").to_pylist() for part in parts]
    assert kept == [["a"], [], [], ["b.txt"]]
    assert part_batches(parts[2], table="nested", errors="keep").schema == schema("nested", findings=True)
    assert part_batches(parts[2], table="quotes", errors="keep").schema == schema("quotes")
    with pytest.raises(ValueError, match="errors is one of raise, skip, keep, not 'ignore'"):
        part_rows(parts[0], errors="ignore")  # type: ignore[arg-type]


def test_places_are_only_counted_where_something_was_found(
    parts: list[Partition], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = list[Document]()

    def count(document: Document) -> Position:
        counted.append(document)
        return resolve(document.where)

    monkeypatch.setattr(Document, "position", property(count))
    rows = [row for part in parts for row in part_rows(part, errors="keep")]
    faulty = [row.document for row in rows if row.document and row.findings]
    assert counted == faulty
    assert 0 < len(faulty) < sum(row.document is not None for row in rows)
