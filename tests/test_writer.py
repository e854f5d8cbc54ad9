"""Writing (S2.3 to S2.5, S3.7, S4.9): what is written, letter by letter, and what is refused."""

from __future__ import annotations

import hashlib
import io
import tempfile
from typing import TYPE_CHECKING

import attrs
import pytest

from seeddoc import CANONICAL, PRESETS, Bundle, BundleError, Dialect, Document, Writer, dump, dumps, loads, parse

if TYPE_CHECKING:
    from pathlib import Path

END = "<<<END FILE>>>\n"
SHA = hashlib.sha256(b"x").hexdigest()

WRITTEN = [
    (Document("a", "x"), f"<<<FILE a>>>\nx\n{END}"),
    (Document("a", "x\n"), f"<<<FILE a>>>\nx\n\n{END}"),
    (Document("a", ""), f"<<<FILE a>>>\n\n{END}"),
    (Document("a", "x\r"), f"<<<FILE a>>>\nx\r\r\n{END}"),
    (Document("a", "x\r\n"), f"<<<FILE a>>>\nx\r\n\n{END}"),
    (Document("", "x"), f"<<<FILE>>>\nx\n{END}"),
    (Document("My notes.txt", "x"), f"<<<FILE My notes.txt>>>\nx\n{END}"),
    (Document("a>b", "x"), f"<<<FILE a>b>>>\nx\n{END}"),
    (Document("a", "x", (("lang", "en"),)), f'<<<FILE path="a" lang="en">>>\nx\n{END}'),
    (Document("a", "x", (("BEGIN", ""), ("k", '"\\'))), f'<<<FILE path="a" BEGIN="" k="\\"\\\\">>>\nx\n{END}'),
    (Document("a", "<<<END>>>"), "<<<<FILE a>>>>\n<<<END>>>\n<<<<END FILE>>>>\n"),
    (Document("a", "x <<< End\r\n<<<</file:"), "<<<<<FILE a>>>>>\nx <<< End\r\n<<<</file:\n<<<<<END FILE>>>>>\n"),
    (Document("a", "<<<ENDPOINTS>>> <<FILE>>"), f"<<<FILE a>>>\n<<<ENDPOINTS>>> <<FILE>>\n{END}"),
    (Document("a>>>b", "<<<END"), "<<<<FILE a>>>b>>>>\n<<<END\n<<<<END FILE>>>>\n"),
    *(
        (Document(name, "x"), f'<<<FILE path="{name}">>>\nx\n{END}')
        for name in (" a", "a ", "END", ": a", "path=a", "<a", "a>", "a>>>b", "a size=1", "'a'", "`a`", "\t")
    ),
    (Document('"a"', "x"), f'<<<FILE path="\\"a\\"">>>\nx\n{END}'),
    (Document("Beginning", "x"), f"<<<FILE Beginning>>>\nx\n{END}"),
]


@pytest.mark.parametrize(("document", "text"), WRITTEN)
def test_canonical(document: Document, text: str) -> None:
    assert dumps([document]) == text
    assert loads(text) == Bundle([document])


IN_DIALECTS = [
    ("path", Document("a", "x"), f'<<<FILE path="a">>>\nx\n{END}'),
    ("name", Document("a", "x", (("name", "b"),)), f'<<<FILE path="a" name="b">>>\nx\n{END}'),
    ("name", Document("a", "x", (("id", "b"),)), f'<<<FILE name="a" id="b">>>\nx\n{END}'),
    (
        "name-begin",
        Document("a", "x", (("BEGIN", ""), ("k", ""), ("v", "1"))),
        '<<<FILE name="a" BEGIN k v="1">>>\nx\n<<<FILE END>>>\n',
    ),
    ("end-name", Document("a b", "x"), "<<<FILE a b>>>\nx\n<<<END a b>>>\n"),
    ("end-name", Document("FILE x", "x"), '<<<FILE FILE x>>>\nx\n<<<END path="FILE x">>>\n'),
    ("end-name", Document("", "x"), "<<<FILE>>>\nx\n<<<END>>>\n"),
    ("end-name", Document("a", "x", (("k", "v"),)), '<<<FILE path="a" k="v">>>\nx\n<<<END a>>>\n'),
    ("begin_file", Document("a", "x"), "<<<BEGIN_FILE:a>>>\nx\n<<<END_FILE:a>>>\n"),
    ("file_begin", Document("END", "x"), "<<<FILE_BEGIN END>>>\nx\n<<<FILE_END END>>>\n"),
    ("block", Document("a", "x>>>\ny"), "<<<<FILE a\nx>>>\ny\nFILE>>>>\n"),
    ("block-fence", Document("a", "x>>>>\n>>> \r\n"), "<<<<<FILE a\nx>>>>\n>>> \r\n\n>>>>>\n"),
    ("block-end", Document("", "x"), "<<<FILE\nx\n>>>END\n"),
    ("block-end", Document("a", ">>>END"), "<<<<FILE a\n>>>END\n>>>>END\n"),
    ("block", Document("a", "x", (("k", "v"),)), '<<<FILE path="a" k="v"\nx\nFILE>>>\n'),
    ("no-closers", Document("a", "x"), "<<<FILE: a>>>\nx\n"),
]


@pytest.mark.parametrize(("preset", "document", "text"), IN_DIALECTS)
def test_dialects(preset: str, document: Document, text: str) -> None:
    assert dumps([document], dialect=PRESETS[preset]) == text
    assert loads(text) == Bundle([document])


def test_custom_dialects() -> None:
    quoted = Dialect(naming="'", closer="END OF FILE", line_end="\r\n")
    assert dumps([Document("a", "x\ny\r")], dialect=quoted) == "<<<FILE 'a'>>>\r\nx\ny\r\r\n<<<END OF FILE>>>\r\n"
    assert dumps([Document("it's", "")], dialect=quoted) == '<<<FILE path="it\'s">>>\r\n\r\n<<<END OF FILE>>>\r\n'
    assert dumps([Document("a", "", (("k", "v"),))], dialect=quoted).startswith('<<<FILE path="a" k="v">>>')
    named = Dialect(naming="name")
    weaker, stronger = (Document("a", "", ((key, "b"),)) for key in ("file", "id"))
    for document in (weaker, stronger):  # keys that would only name it if `name` did not
        assert dumps([document], dialect=named).startswith('<<<FILE name="a" ')
    guarded = Dialect(opener="FILE BEGIN", separator=": ")
    assert dumps([Document("a", "x")], dialect=guarded).startswith("<<<FILE BEGIN: a>>>\n")
    spaced = attrs.evolve(guarded, separator=" ")
    assert dumps([Document("a b!", "x")], dialect=spaced).startswith('<<<FILE BEGIN path="a b!">>>\n')


REFUSED = [
    (Document("a", "x", (), complete=False), "B001", "incomplete"),
    (Document("a", "x\ud800"), "E002", "at offset 1"),
    (Document("a", "x", (("size", "2"),)), "I001", "1 bytes, not 2"),
    (Document("a", "x", (("sha256", "0" * 64),)), "I002", "sha256"),
    (Document("a", "!", (("mode", "base64"),)), "I003", "base64"),
]


@pytest.mark.parametrize(("document", "code", "message"), REFUSED)
def test_refused(document: Document, code: str, message: str) -> None:
    with pytest.raises(BundleError, match=message) as caught:
        dumps([Document("before", ""), document])
    assert [finding.code for finding in caught.value.diagnostics] == [code]
    assert caught.value.diagnostics[0].document == "a"


def test_a_name_that_is_not_utf8() -> None:
    bundle = parse(b"<<<FILE \xff>>>\nx\n<<<END>>>\n").bundle
    with pytest.raises(BundleError, match="in the name"):
        dumps(bundle)


def test_a_name_twice() -> None:
    with pytest.raises(BundleError, match=r"N001 two documents have the same name: 'a'"):
        dumps([Document("a", ""), Document("b", ""), Document("a", "x")])
    assert len(loads(dumps([Document("", ""), Document("", "x")]))) == 2


@pytest.mark.parametrize(
    ("preset", "document"),
    [
        ("no-closers", Document("a", "")),
        ("no-closers", Document("a", "see <<<")),
        ("no-closers", Document("", "x")),
        ("no-closers", Document("END", "x>>>")),
        ("block", Document("a>b", "x")),
        ("block", Document("a", "", (("k", ">"),))),
    ],
)
def test_what_a_dialect_cannot_express(preset: str, document: Document) -> None:
    with pytest.raises(BundleError, match=f"'{preset}'") as caught:
        dumps([document], dialect=PRESETS[preset])
    assert [finding.code for finding in caught.value.diagnostics] == ["B016"]


def test_integrity() -> None:
    plain, old = Document("a", "x"), Document("b", "x", (("Bytes", "9"), ("k", "v"), ("sha256", "old")))
    text = dumps([plain, old], integrity=True)
    assert f'path="a" size="1" sha256="{SHA}"' in text
    assert f'path="b" Bytes="1" k="v" sha256="{SHA}"' in text
    assert [document.text for document in loads(text)] == ["x", "x"]
    packed = Document("c", "eA==", (("encoding", "base64"),))
    assert f'size="1" sha256="{SHA}"' in dumps([packed], integrity=True)
    with pytest.raises(BundleError) as caught:
        dumps([Document("c", "eA=", (("encoding", "base64"),))], integrity=True)
    with pytest.raises(BundleError) as loaded:
        loads('<<<FILE path="c" encoding="base64">>>\neA=\n<<<END FILE>>>\n')
    (finding,), (read) = caught.value.diagnostics, loaded.value.diagnostics
    assert (finding.code, finding.message) == ("I003", read[0].message)  # the same fault, told the same way


def test_a_preset_by_its_name() -> None:
    document = Document("a", "x")
    assert dumps([document], dialect="end") == dumps([document], dialect=PRESETS["end"])
    with pytest.raises(ValueError, match="no dialect 'ending'; the presets are canonical, end,"):
        dumps([document], dialect="ending")


def test_what_cannot_be_written_to() -> None:
    with pytest.raises(TypeError, match="Path or an open file"):
        dump([], "bundle.txt")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="an open file"):
        Writer(None)  # type: ignore[arg-type]


class TestWriter:
    def test_text_and_bytes(self) -> None:
        text, data = io.StringIO(newline=""), io.BytesIO()
        for file in (text, data):
            with Writer(file) as writer:
                writer.write(Document("é", "x\r"))
                writer.write(Document("b", "y"))
            assert not file.closed
        assert text.getvalue() == dumps([Document("é", "x\r"), Document("b", "y")])
        assert data.getvalue() == text.getvalue().encode()

    def test_a_wrapped_text_file_is_one(self) -> None:
        with tempfile.NamedTemporaryFile("w+", encoding="utf-8", newline="") as file:
            dump([Document("a", "é")], file)
            file.seek(0)
            assert file.read() == dumps([Document("a", "é")])

    def test_a_refused_document_leaves_nothing(self) -> None:
        file = io.StringIO()
        with Writer(file, dialect=PRESETS["no-closers"]) as writer:
            for refused in (Document("a", ""), Document("a", "x", complete=False)):
                with pytest.raises(BundleError):
                    writer.write(refused)
            writer.write(Document("a", "x"))
            with pytest.raises(BundleError, match="N001"):
                writer.write(Document("a", "y"))
        assert file.getvalue() == "<<<FILE: a>>>\nx\n"

    def test_closed(self) -> None:
        writer = Writer(io.StringIO(), integrity=True)
        writer.close()
        with pytest.raises(ValueError, match="closed"):
            writer.write(Document("a", "x"))


def test_dump(tmp_path: Path) -> None:
    path = tmp_path / "bundle.txt"
    dump([Document("é", "x\r\n")], path)
    assert path.read_bytes() == dumps([Document("é", "x\r\n")]).encode()
    dump([Document("a", "x")], path, dialect=PRESETS["end"], integrity=True)
    assert path.read_text() == dumps([Document("a", "x")], dialect="end", integrity=True)
    with pytest.raises(BundleError):
        dump([Document("a", "x"), Document("a", "y")], path)
    assert "<<<END>>>" in path.read_text()
    binary, text = io.BytesIO(), io.StringIO(newline="")
    dump([Document("a", "é")], binary)
    dump([Document("a", "é")], text)
    assert binary.getvalue().decode() == text.getvalue() == dumps([Document("a", "é")], dialect=CANONICAL)
