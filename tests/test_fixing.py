"""Fixing of files: what is mended, what is left alone, and that doing it twice changes nothing more."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from seeddoc import CODES, Bundle, Settings, check, dumps, fixes, fixing, parse
from seeddoc.checking import check_content
from seeddoc.fixes import apply_fixes
from seeddoc.fixing import FixedFile, fix_content
from seeddoc.inputs import Content, Source, read_documents
from seeddoc.rules import RULES, Subject
from tests import strategies

if TYPE_CHECKING:
    from seeddoc.results import CheckedFile

STRICT = Settings(preset="strict")


def content(data: str | bytes) -> Content:
    given_data = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
    return Content(Source(Path("x.txt"), "x.txt", "x.txt"), given_data)


def fixed(data: str | bytes, settings: Settings = STRICT, *, unsafe: bool = True) -> FixedFile:
    return fix_content(content(data), settings, unsafe=unsafe)


def mended(data: str, settings: Settings = STRICT, *, unsafe: bool = True) -> str:
    return fixed(data, settings, unsafe=unsafe).content.data.decode("utf-8", "surrogateescape")


# A paragraph, and what becomes of it.
PARAGRAPHS = [
    ("a\x00b\x0cc\x93d\x94", "ab c“d”"),
    ("a \u202eb\u202c c", "a b c"),
    ("é cafe\u0301", "é café"),
    ("two\u00a0words", "two words"),
    ("two   words", "two words"),
    ("donâ€™t", "don’t"),
    ("FranÃ\u0192Â§ois", "François"),  # read in the wrong encoding twice
    ("â€œyesâ€", "“yes”"),
    ("Mon\u200bday", "Monday"),
    ("A line\x0b \u200b", "A line"),  # what is left by one fix another mends
    ("”Yes,“ he said. “No,“ he said.", "“Yes,” he said. “No,” he said."),
    ('“Yes,” he said. “No,” he said. "So," he said.', "“Yes,” he said. “No,” he said. “So,” he said."),
    ('"Yes," he said. "No," he said. “So,” he said.', '"Yes," he said. "No," he said. "So," he said.'),
    ("``Yes,'' he said. ``No,'' he said. “So,” he said.", "``Yes,'' he said. ``No,'' he said. “So,” he said."),
    ("“Yes, the “old bridge” is,” he said.", "“Yes, the ‘old bridge’ is,” he said."),
    ("«Oui, ‹le ‹vieux› pont›», dit-il.", "«Oui, ‹le ‹vieux› pont›», dit-il."),
    # Marks are left where others would be read in another way.
    ('“Yes,” he said. “No,” he said. "The “old” bridge."', '“Yes,” he said. “No,” he said. "The “old” bridge."'),
    ('"Yes," he said. "No," he said. “The "old" one.”', '"Yes," he said. "No," he said. “The "old" one.”'),
    ("“Yes,” he said. “No,” he said. « So ».", "“Yes,” he said. “No,” he said. « So »."),
    ('“Yes,” he said. “No,” he said. "So,\n\n"and so."', '“Yes,” he said. “No,” he said. "So,\n\n"and so."'),
    ('"Yes," he said. "No," he said. “He is 6\'2" tall.”', '"Yes," he said. "No," he said. "He is 6\'2" tall."'),
    ("“Yes, the “‘old’ bridge” is,” he said.", "“Yes, the “‘old’ bridge” is,” he said."),
    ("I don‘t know the ‘90s", "I don’t know the ’90s"),
    ("I don`t know what isn't", "I don't know what isn't"),
]


@pytest.mark.parametrize(("before", "after"), PARAGRAPHS)
def test_paragraphs(before: str, after: str) -> None:
    for end in ("", "\n"):
        assert mended(f"A title\n\n{before}{end}") == f"A title\n\n{after}{end}"
        bundle = "<<<FILE a>>>\nA title\n\n{}\n<<<END FILE>>>\n"
        assert mended(bundle.format(before + end)) == bundle.format(after + end)


WRAPPED = "The council met on Tuesday to talk about the bridge, which is\n" * 3
LONG = "The council met on Tuesday to talk about the bridge." + " It met for long." * 12


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A title\nText.", "A title\n\nText."),
        ("A title \r\nText.\r\n", "A title\r\n\r\nText.\r\n"),
        ("A title.\n\nText.", "A title\n\nText."),
        (f"A title\n\n{WRAPPED}", f"A title\n\n{WRAPPED.strip().replace(chr(10), ' ')}\n"),
        (f"A title\n\n{LONG}\n\nText.\n\n{LONG}\n\nMore.", f"A title\n\n{LONG}\n\nText.\n\nMore."),
        ("A title\n\na \nb\t\r\nc  \n \nd", "A title\n\na\nb\r\nc\n\nd"),
        ("A title\n\nText.\n\n \n", "A title\n\nText.\n"),
        ("\ufeffA title\n\nText.", "A title\n\nText."),
        ("\ufeff<<<FILE a>>>\nA title\n\nText.\n<<<END>>>", "<<<FILE a>>>\nA title\n\nText.\n<<<END>>>"),
    ],
)
def test_texts(before: str, after: str) -> None:
    assert mended(before) == after


def test_every_rule_with_a_fix_is_mended_by_it() -> None:
    rows = [row for row in CODES.values() if row.fix != "none"]
    assert len(rows) > 10
    for row in rows:
        settings = Settings(select=[row.code])
        result = fixed(row.bad, settings)
        assert set(result.codes) == {row.code}
        assert result.checked.findings == ()
        assert bool(fixed(row.bad, settings, unsafe=False).codes) == (row.fix == "safe")


def test_what_stands_around_a_fix_stays() -> None:
    """Line ends, a byte order mark, other spellings of markers and bytes that are not UTF-8 are as they were."""
    before = (
        "\ufeff<<< FILE: a.txt >>>\r\nA title\r\n\r\nMon\u200bday \udce9\r\n<<<END>>>\r\n\r\n"
        'between\r\n<<<BEGIN_FILE path="b">>>\nTitle\n\ncafe\u0301 é\n\n<<<END_FILE>>>'
    )
    assert mended(before, unsafe=False) == before.replace("\u200b", "").replace("e\u0301", "é")


def test_a_marker_is_never_made_false() -> None:
    text = "A title\n\nMon\u200bday"
    digest = hashlib.sha256(text.encode()).hexdigest()
    for label in (f"a sha256={digest}", f"a SIZE={len(text.encode())}", "a bytes=99", "a size=?"):
        bundle = f"<<<FILE {label}>>>\n{text}\n<<<END FILE>>>\n"
        result = fixed(bundle)
        assert result.content.data == bundle.encode()
        assert "E012" in {finding.code for finding in result.checked.findings}
        assert {finding.fix for finding in result.checked.findings} == {None}
    inside = f"<<<<FILE a>>>>\nA title\n\n<<<FILE a size=18>>>\n{text}\n<<<END FILE>>>\n<<<<END FILE>>>>\n"
    assert mended(inside) == inside


@pytest.mark.parametrize(
    "text",
    [
        "<<<FILE a>>>\nA title\n\n\u200b<<<END FILE>>>\nText.\n<<<END FILE>>>\n",
        "<<<FILE a>>>\nA title\n\n<\u200b<<END FILE>>>\nText.\n<<<END FILE>>>\n",
        "<<<FILE a>>>\nA title\n\n<\u200b<\x00<END FILE>>>\nText.\n<<<END FILE>>>\n",
        "<<<FILE a>>>\nA title\n\n<<<END FILE>>\u200b>\nText.\n<<<END FILE>>>\n",
        "<<<FILE a\nA title\n\n\u200b>>>\n\nText.\n>>>\n",
        "<<<FILE a\nA title\n\n>\u200b>\x00>\n\nText.\n>>>\n",
        "A title\n\n\u200b<<<FILE a>>>\nText.\n",
        "A title\n\nMon\u200bday <b>\n",
        "\u200b<",
    ],
)
def test_no_marker_comes_into_being(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "<<<FILE a>>>\nA title\n\nText.\u200b<<<END FILE>>>\n",
        "<<<FILE a>>>\r\nA title\n\nMon\u200bday. <<<END FILE>>>",
        "<<<FILE a\nA title\n\nText.\u200b>>>\n",
        "\ufeff\ufeff<<<FILE a>>>\nA title\n\nText.\n<<<END FILE>>>\n",
    ],
)
def test_no_marker_is_touched(text: str) -> None:
    settings = Settings(preset="strict", ignore=["B003"])
    assert mended(text, settings) == text
    assert not any(finding.fix for finding in fixed(text, settings).checked.findings)


END = "<<<END FILE>>>"
OTHER = "<<<FILE b>>>\nB\n\nText.\n<<<END FILE>>>\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<<<FILE a>>>\nA\n\nText.{END}\n{OTHER}", f"<<<FILE a>>>\nA\n\nText.\n{END}\n{OTHER}"),
        (f"<<<FILE a>>>\nText. {END}  ", f"<<<FILE a>>>\nText. \n{END}  "),
        (f"\ufeff<<<FILE a>>>\nT\u20acxt.{END}", f"\ufeff<<<FILE a>>>\nT\u20acxt.\n{END}"),
        (f"<<<FILE a>>>\nT\udce4xt.{END}", f"<<<FILE a>>>\nT\udce4xt.\n{END}"),
        (f"<<<FILE a>>>\r\nText.{END}\r\n", f"<<<FILE a>>>\r\nText.\r\n{END}\r\n"),
        (f"<<<FILE a>>>\r\nText.\r{END}\r\n", f"<<<FILE a>>>\r\nText.\r\n{END}\r\n"),
        ("<<<FILE a\nA title\n\nText.>>>\n", "<<<FILE a\nA title\n\nText.\n>>>\n"),
        (f"<<<FILE a>>>\nA\n{END}{OTHER}", f"<<<FILE a>>>\nA\n{END}\n{OTHER}"),
        (f"<<<FILE a>>>\nA\n{END} {OTHER}", f"<<<FILE a>>>\nA\n{END} \n{OTHER}"),
        (f"<<<FILE a>>>\nA\n{END}<<<FILE b>>>", f"<<<FILE a>>>\nA\n{END}\n<<<FILE b>>>"),
        (f"<<<FILE a>>>\nA\n{END}<<<FILE b>>>\r\nB\n{END}", f"<<<FILE a>>>\nA\n{END}\r\n<<<FILE b>>>\r\nB\n{END}"),
        (f"<<<FILE a>>>\nA\n{END}\r<<<FILE b>>>\r\nB\n{END}", f"<<<FILE a>>>\nA\n{END}\r\n<<<FILE b>>>\r\nB\n{END}"),
        ("<<<FILE a\nA\n>>><<<FILE b\nB\n>>>\n", "<<<FILE a\nA\n>>>\n<<<FILE b\nB\n>>>\n"),
    ],
)
def test_a_marker_gets_a_line_of_its_own(before: str, after: str) -> None:
    only = Settings(select=["B003", "B004"])
    assert mended(before, only) == after
    assert [each.fix.safe for each in fixed(before, only).checked.findings if each.fix] == []
    first = check(before, only)[0]
    assert first.fix
    assert first.fix.safe == (first.code == "B004")
    assert whole(after) == whole(before)


@pytest.mark.parametrize(
    "text",
    [
        f"<<<FILE a>>>\n<<<FILE b>>>{END}\n",
        f"<<<FILE a>>>\nText, <b>{END}\n",
        f"<<<FILE a size=2>>>\nx{END}\n",
        f"<<<FILE a>>>\nA\n{END}x{OTHER}",
        f"<<<FILE a>>>\nA.{END}\r\r\n",
    ],
)
def test_a_marker_that_stays_where_it_is(text: str) -> None:
    assert mended(text, Settings(select=["B"])) == text


def test_only_the_last_line_is_shut_by_a_glued_marker() -> None:
    settings = Settings(preset="strict", ignore=["B003"])
    text = "<<<FILE a>>>\nA\u200b title\n\nText.<<<END FILE>>>\n<<<FILE b>>>\nB\n\nMon\u200bday\n<<<END FILE>>>\n"
    assert mended(text, settings) == text.replace("\u200b", "")


def test_no_mark_of_another_encoding_comes_into_being() -> None:
    for mark in ("\udcff\udcfe", "\udcfe\udcff"):
        assert mended(f"\x00{mark}\n\nMon\u200bday") == f"\x00{mark}\n\nMonday"
        assert mended(f"\x00\u200b\n{mark} < x\n\nMon\u200bday") == f"\x00\u200b\n{mark} < x\n\nMonday"
        assert mended(f"\ufeff\x00{mark}\n\nMon\u200bday") == f"\x00{mark}\n\nMonday"
        assert mended(f"\ufeff{mark}\n\nMon\u200bday") == f"\ufeff{mark}\n\nMonday"
        assert mended(f"a\x00{mark}\n\nMon\u200bday") == f"a{mark}\n\nMonday"


def test_a_fix_of_another_rule_makes_no_marker_either() -> None:
    document = parse("<<<FILE a>>>\nA title\n\nMonday\n<<<END FILE>>>\n").bundle[0]
    subject = Subject(document)
    words = {"m": True, "<<<FILE b>>>\n": False, "a>": False}
    for word, allowed in words.items():
        finding = subject.finding("E012", 9, 10, fix=("Write", [fixes.Edit(9, 10, word)]))
        assert (finding.fix is not None) == allowed


def test_paragraphs_that_hold_a_marker_are_not_removed() -> None:
    text = f"A title\n\n{LONG}\n\n<x>\n\n{LONG}\n\n<x>\n\n{LONG}"
    assert mended(text) == text


def test_an_incomplete_document_is_left_alone() -> None:
    text = "<<<FILE a>>>\nA title\n\nMon\u200bday\n<<<FILE b>>>\nB\n\nx\n<<<END FILE>>>\n"
    assert mended(text) == text


def test_it_ends_though_there_is_more_to_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixing, "_ROUNDS", 1)
    result = fixed("A title\n\nA line\x0b \u200b")
    assert result.content.data == b"A title\n\nA line  "
    assert result.unfinished.startswith("after 1 rounds of fixes there is more to mend (A010); rules may undo")
    assert fixed("A title\n\nMon\u200bday").unfinished == ""


@pytest.mark.parametrize("most", [1, 3, 59, 60, "none"])
def test_mending_does_not_depend_on_how_many_findings_are_kept(most: int | str) -> None:
    # The first of all cannot be mended, and nor can the second, whose marker says what the text must be.
    text = "<<<FILE a size=99>>>\nA title\n\nMon\u200bday\n<<<END FILE>>>\n"
    text += "".join(f"<<<FILE {n}>>>\nA title\n\nMon\u200bday {n}.\n<<<END FILE>>>\n" for n in range(60))
    settings = Settings(select=["E", "I"], limits={"diagnostics": most})
    result = fixed(text, settings, unsafe=False)
    assert result.content.data.decode() == text.replace("\u200b", "").replace("Monday", "Mon\u200bday", 1)
    assert result.codes == ("E012",) * 60
    assert result.unfinished == ""
    assert result.checked == check_content(result.content, settings)


def test_more_findings_than_are_mended_in_a_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixing, "_AT_ONCE", 2)
    many = "A title\n\n" + "Mon\u200bday. " * 60
    few = Settings(select=["E"], limits={"diagnostics": 1})
    result = fixed(many, few)
    assert (result.content.data.decode(), result.unfinished) == (many.replace("\u200b", ""), "")
    text = many + "\n\n" + "\ufffd\u202e" * 2
    shut = "<<<FILE a size=9>>>\nA\n\nMon\u200bday \u200b \u200b\n<<<END FILE>>>\n"
    open_one = f"<<<FILE b>>>\n{text}\n<<<END FILE>>>\n"
    result = fixed(shut + open_one, few)
    assert result.codes == ()
    assert result.unfinished == "there are 67 findings, and only the first were looked at for fixes"


def test_off_is_off() -> None:
    text = "A title\n\nMon\u200bday  x"
    assert mended(text, Settings(preset="strict", ignore=["E012"])) == "A title\n\nMon\u200bday x"
    assert fixed(text, Settings(ignore=["E"])).codes == ()


# --- Properties -------------------------------------------------------------------------------------------------

ODD = [
    "\u200b",
    "\x00",
    "\u00a0",
    "  ",
    " \n",
    "\r\n",
    "\u202e",
    "e\u0301",
    "é",
    "â€™",
    "Ã\u0192Â§",
    "\ufffd",
    "\n\n",
    "\n",
]
MARKS = ["“", "”", "‘", "’", '"', "'", "«", "»", "``", "''", "don‘t", "‘90s"]
HARD = [
    "<<<FILE a>>>\n",
    "<<<END FILE>>>\n",
    "<",
    ">",
    "<<<FILE a size=3>>>\n",
    "\ufeff",
    "\udce9",
    "# x\n\n",
    "a.",
    ":",
]
GLUED = [
    *("<<<FILE a>>>\n", "<<<FILE b>>>\r\n", "<<<FILE c\n", "<<<FILE d size=2>>>\n", "<<<<FILE e>>>>\n"),
    *("<<<END FILE>>>\n", "<<<END FILE>>>", "<<<END>>>\r", "<<<<END FILE>>>>", ">>>\n", ">>>", "FILE>>>\n", "END>>>"),
    *("x", "x\n", " ", "\r", "\r\n", "\n", "\n\n", "FILE", "ILE", "<", ">", "\ufeff", "\udce9", "é"),
]
CHAOS = st.lists(st.sampled_from([*ODD, *MARKS, *HARD, "word", "Word ", ", ", ". "]), max_size=25).map("".join)
TEXTS = CHAOS | strategies.texts() | strategies.bundles().map(dumps)


def whole(text: str) -> list[object]:
    result = read_documents(content(text))
    return [(each.name, each.attributes, each.text, each.complete) for each in result.bundle]


def shape(data: bytes) -> list[object]:
    result = read_documents(content(data))
    return [(each.name, each.attributes, each.complete) for each in result.bundle]


class TestProperties:
    @given(TEXTS)
    def test_no_content_raises_and_every_place_is_inside(self, text: str) -> None:
        data = text.encode("utf-8", "surrogatepass") if "\ud800" in text else text.encode("utf-8", "surrogateescape")
        checked = check_content(content(data), STRICT)
        for finding in checked.findings:
            assert 0 <= finding.offset <= finding.end_position.offset <= len(checked.text)
            for edit in finding.fix.edits if finding.fix else ():
                assert 0 <= edit.start <= edit.end <= len(checked.text)
        assert [finding.offset for finding in checked.findings] == sorted(each.offset for each in checked.findings)

    @given(TEXTS)
    def test_checks_leave_the_model_alone(self, text: str) -> None:
        result = parse(text)
        before = repr(result)
        assert check(result, STRICT) == check(result, STRICT) == check(text, STRICT)
        assert repr(result) == before

    @given(TEXTS)
    def test_a_bundle_made_in_code_gives_what_the_rules_find(self, text: str) -> None:
        documents = parse(text).bundle
        for document in documents:
            own = [each.code for each in check(Bundle((document,)), STRICT) if each.code in RULES]
            assert own == [each.code for each in check(document, STRICT) if each.code in RULES]

    @given(TEXTS, st.booleans())
    @example("Title\n\n“a ‘b” c’ \x00\u200b", True)
    def test_fixing_twice_changes_nothing_more(self, text: str, unsafe: bool) -> None:
        once = fixed(text, unsafe=unsafe)
        again = fix_content(once.content, STRICT, unsafe=unsafe)
        assert again.content == once.content
        assert again.codes == ()
        assert again.checked == once.checked == check_content(once.content, STRICT)

    @given(TEXTS, st.booleans())
    @example("\u200b<", False)
    def test_documents_keep_their_names_and_places(self, text: str, unsafe: bool) -> None:
        before = content(text)
        after = fix_content(before, STRICT, unsafe=unsafe).content
        assume(after.data.decode(errors="replace").strip())  # what nobody sees may have been all of it
        assert shape(after.data) == shape(before.data)
        errors = [{each.code for each in read_documents(each).errors} for each in (before, after)]
        assert errors[1] <= errors[0]

    @given(st.lists(st.sampled_from(GLUED), max_size=25).map("".join))
    @example("<<<FILE a>>>\nx<<<END FILE>>>\r\r\n")
    def test_a_marker_on_a_line_of_its_own_changes_no_document(self, text: str) -> None:
        only = Settings(select=["B003", "B004"])
        assert whole(mended(text, only)) == whole(text)
        for finding in check_content(content(text), only).findings:
            if finding.fix:
                assert whole(apply_fixes(text, [finding.fix])[0]) == whole(text)

    @given(TEXTS)
    @example("\ufeff\ufeff<")
    @example("<<<FILE a>>>\nMon\u200bday<<<END FILE>>>")
    @example("<<<FILE a>>>\n\u200b")
    def test_a_fix_that_is_offered_can_be_made(self, text: str) -> None:
        """By itself, and without a marker coming or going."""
        given_content = content(text)
        for finding in check_content(given_content, STRICT).findings:
            if finding.fix:
                wanted = finding.fix

                def choose(file: CheckedFile, wanted: fixes.Fix = wanted) -> CheckedFile:
                    return attrs.evolve(file, findings=tuple(each for each in file.findings if each.fix == wanted))

                done = fix_content(given_content, STRICT, unsafe=True, choose=choose)
                assert done.codes[:1] == (finding.code,)
                if done.content.data.strip():
                    assert shape(done.content.data) == shape(given_content.data)

    @given(TEXTS)
    def test_a_fix_touches_nothing_but_its_stretches(self, text: str) -> None:
        checked = check_content(content(text), STRICT)
        for finding in checked.findings:
            if finding.fix:
                after, _ = apply_fixes(checked.text, [finding.fix])
                at = shift = 0
                for edit in finding.fix.edits:
                    assert after[at + shift : edit.start + shift] == checked.text[at : edit.start]
                    shift += len(edit.text) - (edit.end - edit.start)
                    at = edit.end
                assert after[at + shift :] == checked.text[at:]
