"""Rules: each has an example that yields exactly it and one that does not, and finds what its table says."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc import (
    CODES,
    PRESETS,
    Bundle,
    BundleError,
    Code,
    Diagnostic,
    Document,
    Limits,
    Settings,
    _names,
    check,
    dumps,
    loads,
    parse,
)
from seeddoc.checking import check_across, check_content
from seeddoc.inputs import Content, Source, read_documents
from seeddoc.positions import resolve
from seeddoc.rules import ACROSS, RULES, Guard, Subject, find_faults
from seeddoc.rules.encoding import ODD_CODES, USUAL
from seeddoc.settings import Options
from seeddoc.suppressions import read_suppressions, suppress

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = Path(__file__).parent / "data"
ROOT = Path(__file__).resolve().parent.parent

# What comes with a finding of its nature: a near-marker is only told of in a document that is not closed, and what
# stands in no document is outside of them all.
COMPANIONS = {"B008": {"B001"}, "B012": {"B006", "B009"}}


def as_input(example: str) -> bytes | str:
    """Return an example as the bytes of a file; as a str where no bytes are UTF-8 for it."""
    try:
        return example.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return example


def files_of(row: Code, example: str) -> dict[str, bytes]:
    """Return the files that an example stands for."""
    if row.scope == "files":
        return {document.name: document.data for document in loads(example)}
    data = as_input(example)
    assert isinstance(data, bytes)
    return {"example.txt": data}


def findings_of(row: Code, example: str, settings: Settings) -> list[Diagnostic]:
    """Check an example as `seeddoc check` does; where that cannot be, as a program would."""
    if row.code == "B015":
        return [each for each in parse(example, limits=Limits(documents=1)).diagnostics if each.code in settings.codes]
    if row.code == "B016":
        return list(_refused(example))
    if row.scope == "suppressions":
        return list(_about_suppressions(example, settings))
    if isinstance(as_input(example), str):
        return list(check(example, settings))
    checked = [
        check_content(Content(Source(Path(path), path, Path(path).name), data), settings)
        for path, data in files_of(row, example).items()
    ]
    return [finding for file in check_across(checked, [settings] * len(checked)) for finding in file.findings]


def _about_suppressions(example: str, settings: Settings) -> Iterable[Diagnostic]:
    """Find what is said of a configuration beside a text with an unclosed quotation."""
    poem = check_content(Content(Source(None, "poem.txt", "poem"), "A title\n\n“Come in\n".encode()), Settings())
    source = read_suppressions(tomllib.loads(example)["suppressions"], "seeddoc.toml", example)
    for file in suppress([poem], [source], date(2026, 7, 1)).notes:
        yield from (finding for finding in file.findings if finding.code in settings.codes)


def _refused(example: str) -> Iterable[Diagnostic]:
    try:
        dumps(loads(example), dialect=PRESETS["no-closers"])
    except BundleError as error:
        return error.diagnostics
    return ()


def codes(found: Iterable[Diagnostic]) -> set[str]:
    return {finding.code for finding in found}


def test_there_are_rules() -> None:
    assert len(CODES) > 50
    assert set(RULES) | set(ACROSS) < set(CODES)
    of_documents = {code for code, row in CODES.items() if row.scope == "document"}
    assert set(RULES) == of_documents
    assert set(ACROSS) == {code for code, row in CODES.items() if row.scope == "files"}


@pytest.mark.parametrize("row", CODES.values(), ids=CODES)
class TestExamples:
    def test_the_bad_one_yields_exactly_its_code(self, row: Code) -> None:
        assert codes(findings_of(row, row.bad, Settings(select=[row.code]))) == {row.code}
        with_others = findings_of(row, row.bad, Settings(extend_select=[row.code]))
        assert codes(with_others) - COMPANIONS.get(row.code, set()) == {row.code}

    def test_the_good_one_yields_nothing(self, row: Code) -> None:
        settings = Settings(extend_select=[row.code])
        assert findings_of(row, row.good, settings) == []

    def test_the_bad_one_yields_nothing_where_the_rule_is_off(self, row: Code) -> None:
        if row.scope != "writing":
            assert row.code not in codes(findings_of(row, row.bad, Settings(preset="strict", ignore=[row.code])))

    def test_it_is_as_the_table_says(self, row: Code) -> None:
        found = [each for each in findings_of(row, row.bad, Settings(select=[row.code])) if each.code == row.code]
        assert {finding.severity for finding in found} == {row.severity}
        assert {finding.name for finding in found} == {row.name}
        fixes = {"none" if not finding.fix else "safe" if finding.fix.safe else "unsafe" for finding in found}
        assert fixes == {row.fix}

    def test_its_file_is_there(self, row: Code) -> None:
        data = as_input(row.bad)
        if isinstance(data, bytes):  # a lone surrogate is in no file
            assert (DATA / "invalid" / row.code / "example.txt").read_bytes() == data


# --- What each rule finds ---------------------------------------------------------------------------------------


def found(code: str, text: str, **options: object) -> list[str]:
    """Return what a rule marks in a text without markers."""
    settings = Settings.from_mapping(
        {"select": [code]} | {key.replace("_", "-"): each for key, each in options.items()}
    )
    checked = check_content(Content(Source(None, "x.txt", "x.txt"), text.encode()), settings)
    return [checked.text[each.offset : each.end_position.offset] for each in checked.findings]


def paragraph(text: str) -> str:
    return f"A title\n\n{text}"


# A rule, a paragraph, and what the rule marks in it.
PARAGRAPHS = [
    ("E005", "a\x00\x07b\x1bc", ["\x00\x07", "\x1b"]),
    ("E005", "tab\tand\r\ncrlf", []),
    ("E005", "a\rb", ["\r"]),
    ("E005", "a\u2028b\x0cc", ["\u2028", "\x0c"]),
    ("E005", "\x93so\x94, \x81", ["\x93", "\x94", "\x81"]),
    ("E005", "FranÃ\x83Â§ois", []),  # that is mojibake
    ("E006", "a \u202eb\u202c\u200f c", ["\u202e", "\u202c\u200f"]),
    ("E006", "a \u200fשם\u200e b", []),
    ("E006", "a \u200fسلم b", []),
    ("E007", "café and cafe\u0301, n\u0303", ["e\u0301", "n\u0303"]),
    ("E007", "cafe\u0301 and n\u0303", []),
    ("E007", "é, and x\u0301, which has no other form", []),
    ("E007", "№ and cafe\u0301", []),  # that decomposes, but is no letter with an accent
    ("E008", "two\u00a0words,\u202fsaid\u00a0\u00a0x", ["\u00a0", "\u202f", "\u00a0\u00a0"]),
    ("E008", "7\u00a0pm, No.\u00a0x, p.\u00a03, a\u00a0\u00a0man, § \u00a07, «\u00a0oui\u00a0»\u00a0!", []),
    ("E008", "end\u00a0\nand \u00a0 so", []),
    ("E008", "“so\u00a0he said”", []),
    ("E009", "two  words   and\u00a0 so", ["  ", "   ", "\u00a0 "]),
    ("E009", "two words  \n  and so", []),
    ("E009", "he said “no  never” and", []),
    ("E009", "one\u00a0blank", []),
    ("E009", "a\u00a0\u00a0b", ["\u00a0\u00a0"]),
    ("E010", "donâ€™t, FranÃ§ois, MontrÃ©al", ["â€™", "Ã§", "Ã©"]),
    ("E010", "â€œYes,â€ she said", ["â€œ", "â€"]),
    ("E010", "donâ\x80\x99t, Â£5, CafÃ\u00a0", ["â\x80\x99", "Â£", "Ã\u00a0"]),
    ("E010", "ÐœÐ¾Ñ\x81ÐºÐ²Ð°", ["ÐœÐ¾Ñ\x81ÐºÐ²Ð°"]),
    ("E010", "ðŸŽ‰", ["ðŸŽ‰"]),
    ("E010", "“CAFÉ” and “été”, « l’été\u00a0», você’” MAÇÃ’", []),
    ("E010", "São Tomé, Ångström, naïve, “É”, â", []),
    ("E010", "Ã\x83Â§", ["Ã\x83Â§"]),
    ("E010", "àŸ¿Å", []),  # no UTF-8 either
    ("E011", "a \ufffd\ufffd b\ufffd", ["\ufffd\ufffd", "\ufffd"]),
    ("E012", "a\u200bb, news\u00adpaper \ufeffand \u200d.", ["\u200b", "\u00ad", "\ufeff", "\u200d"]),
    ("E012", "می\u200cخرم ไทย\u200bไทย 👩\u200d👧", []),
    ("A006", "Text.\n\n# One\n\n## Two\n\n## Three\n\nText.\n\n# Four", ["## Two", "# Four"]),
    ("A006", "Text.\n\n## One\n\n# Two\n\nText.\n\n#Three\n\nText #4.", ["## One"]),
    ("A006", "He read on:", ["He read on:"]),
    ("A006", "He read on:\n\nText.", []),
    ("A006", "He read on\nas follows:", []),
    ("A006", "He read “as follows:", []),
    ("A006", "Text.\n\n# One:", ["# One:"]),
    ("A007", "a b c\nd e f\ng", []),
    ("A007", "so it is, and so it will be for the time to come\n\x1c\nx", []),  # a separator is no blank line
    ("A007", "so it is\nand so it will be for the time to come, he said to all\nof them", []),
    ("A008", "x" * 2500, []),
    ("A008", "x" * 2501, ["x" * 2501]),
    ("A008", f"He said “{'x' * 2501}.”", []),
    ("A010", "a \nb\t\nc\u00a0\n\n  \nd", [" ", "\t", "\u00a0", "  "]),
    ("A010", "a \r\nb\t\r\nc  ", [" ", "\t", "  "]),
    ("A010", "a\r\nb\tc\u00a0d\n", []),
    ("A010", "“a \nb” c \nd", [" "]),
    ("Q001", "“Yes,” he said. “No.", ["“No."]),
    ("Q001", "“Yes,\n\n“and no,” he said.", []),
    ("Q001", "“Sing, kettle,\n“the night is long,\n“and I am\n“nothing,” she sang.", []),
    ("Q001", "«Sing,\n«sing,\n«sing», she sang.", []),
    ("Q001", "“Sing,\n“sing,” she sang.", ["“Sing,"]),
    ("Q001", "“Sing,\n“sing,\nsing,” she\n“sang.", ["“Sing,", "“sang."]),
    ("Q002", "”Yes,” he said, “no,“ and «so« and “so.”", ["”", "“", "«"]),
    ("Q002", "”Ja,” sa han. »Nein«, sagte er. „So“, und „so”.", []),
    ("Q002", "”Yes,“ he said. “No,” he said.", ["”", "“"]),
    ("Q002", "He got a ‘D-‘ rating", ["‘"]),
    ("Q003", '“Yes,” he said. “No,” he said. "So?" and «so».', ['"', "«"]),
    ("Q003", "“Yes,” he said. ‘No,’ he said.", []),
    ("Q003", '“Yes, "so" and ‘so’,” he said.', []),
    ("Q003", '“Yes,” he said. “No,” he said. "So', ['"']),
    ("Q004", "“Yes, the “old bridge” is,” he said.", ["“old bridge”"]),
    ("Q004", "“Yes, the ‘old bridge’ is,” he said.", []),
    ("Q004", "«Oui, le «vieux pont» est là», dit-il.", ["«vieux pont»"]),
    ("Q005", "It rained. “It will take two years until we have it.”", ["“It will take two years until we have it.”"]),
    ("Q005", "“It will take two years until we have it,” he said.", []),
    ("Q005", "The “old bridge, which nobody wants” is gone.", []),
    ("Q005", "The “bridgebridgebridgebridgebridge” is gone.", []),
    ("Q006", "I don‘t, we`ll, it´s, O‘Brien", ["‘", "`", "´", "‘"]),
    ("Q006", 'they don"t', ['"']),
    ("Q006", "in the ‘90s, ‘Tis so, rock ‘n’ roll, get ‘em", ["‘"] * 4),
    ("Q006", "Hawai‘i and Ka‘ba, the ‘A’s and don’t and don't, `code`", []),
    ("Q006", "He liked ‘90s music,’ he said.", []),
    ("Q006", "‘tis the season,’ he said in the ‘60s.", ["‘"]),
    ("Q007", "We go,” he said. “We stay.”", ["”"]),
    ("Q007", "“We go,” he said.” “We stay.”", ["”"]),
    ("Q007", 'We go," he said. "We stay."', ['"']),
    ("Q007", "We go,“ he said.", ["“"]),
    ("Q007", "Nous allons », dit-il.", []),  # with a blank on both sides it may be anything
    ("Q007", "Nous allons», dit-il.", ["»"]),
    ("Q007", "“We go,” he said.\n\n“We stay,\n\n“all of us.”", []),
    ("Q007", "”Ja,” sa han. »Nein«, sagte er. „So“, und „so”. «Oui», dit-il. ”Ja”", []),
    ("Q007", '“We go, too" he said. "In fact, yes.”', []),  # in what may be a quotation
    ("Q007", 'a 21" set, 6\'2" tall, 5’11” and 3” more, a"b, ”', []),
    ("Q007", "the girls’ and the boys' ones, rock ’n’ roll", []),
]


@pytest.mark.parametrize(("code", "text", "expected"), PARAGRAPHS)
def test_paragraphs(code: str, text: str, expected: list[str]) -> None:
    assert found(code, paragraph(text)) == expected


def test_every_rule_of_documents_is_in_a_table_below() -> None:
    told = {code for code, _, _ in PARAGRAPHS} | {code for code, _, _ in TEXTS}
    assert told | {"A001"} == set(RULES)  # for which a file has to hold a document


WRAPPED = (
    "The council met on Tuesday to talk about the bridge, which is\n"
    "closed since the flood of last spring, and about the ferry that\n"
    "has taken its place."
)
LONG = "The council met on Tuesday to talk about the bridge." + " It met for long." * 12

# A rule, a text, and what the rule marks in it.
TEXTS = [
    ("A002", "A title\n", ["A title"]),
    ("A003", "A title\nText.\n", ["A title"]),
    ("A003", "\n\nA title\n \nText.\n", []),
    ("A004", "x" * 201 + "\n\nText.", ["x" * 201]),
    ("A004", "x" * 200 + "\n\nText.", []),
    ("A005", "A title.\n\nText.", ["."]),
    ("A005", "这是一个句子。\n\nText.", ["。"]),
    ("A005", "A title…\n\nText.", []),
    ("A005", "A title...\n\nText.", []),
    ("A005", "Why? And how!\n\nText.", []),
    ("A005", "He left the U.S.\n\nText.", []),
    ("A005", "He works for Smith Bros.\n\nText.", []),
    ("A005", "He said “no.”\n\nText.", []),
    ("A005", "“We will win.\n\nText.", []),
    ("A006", "A title\n", []),
    ("A007", f"A title\n\n{WRAPPED}", [WRAPPED]),
    ("A007", f"A title\n\n{WRAPPED}".replace("\n", "\r\n"), [WRAPPED.replace("\n", "\r\n")]),
    ("A007", f"A title\n\n“{WRAPPED}”", []),
    ("A007", "A title\n\n" + WRAPPED.rpartition("\n")[0], []),
    ("A009", f"A title\n\n{LONG}\n\nText.\n\n{LONG}\n\nText.", [f"{LONG}\n\nText."]),
    ("A009", f"A title\n\n{LONG}\n\n{LONG}\n\n{LONG}", [LONG, LONG]),
    ("A009", f"A title\n\n{LONG}\n\nText.\n\nText.\n\n{LONG}\n\nOther.", [LONG]),
    ("A009", "A title\n\nText.\n\nText.", []),
    ("A010", "A title \n\nText.", [" "]),
    ("A011", "A title\n\nText.\n\n \n", ["\n \n"]),
    ("A011", "A title\n\nText.\n", []),
    ("A011", "A title\n\nText.", []),
    ("Q006", "A title that isn‘t\n\nText.", ["‘"]),
    ("Q007", "We go,” he says\n\nText.", ["”"]),
]


@pytest.mark.parametrize(("code", "text", "expected"), TEXTS)
def test_texts(code: str, text: str, expected: list[str]) -> None:
    assert found(code, text) == expected


def named(*names: str) -> str:
    return "".join(f"<<<FILE {name}>>>\nA title\n\nText.\n<<<END FILE>>>\n" for name in names)


class TestNames:
    """What `unpack` refuses `check` tells of, where the name stands; one finding for each document and code."""

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("articles/2016/a b.txt", []),
            ("12345678_report.txt", []),
            ("CONSOLE-report.txt", []),
            ("é…’.txt", []),
            ("/etc/passwd", ["N003"]),
            ("../../x", ["N003"]),
            ("a/./b", ["N003"]),
            ("..\\x", ["N003"]),
            ("C:/x", ["N003", "N005"]),
            ("a\x85b\u200f", ["N004"]),
            ("a\u200bb", ["N004"]),
            ("\u0645\u06cc\u200c\u0631\u0648\u0645", []),
            ("a/\u200c", ["N004"]),
            ("a:b", ["N003", "N005"]),
            ("what:now", ["N005"]),
            ("nul.txt", ["N005"]),
            ("a./b", ["N005"]),
            ("a//b", ["N005"]),
            ("x" * 256, ["N005"]),
            (".seeddoc-1-0123abcd-0123456789abcdef", ["N005"]),
        ],
    )
    def test_one(self, name: str, expected: list[str]) -> None:
        for text in (named(name), named(name).encode(), named(name).replace("\n", "\r\n")):
            found = check(text, Settings(select=["N"]))
            assert sorted(finding.code for finding in found) == expected
            for finding in found:
                assert (finding.line, finding.column, finding.end_position.column) == (1, 9, 9 + len(name))
                assert finding.document == name

    def test_they_are_the_ones_that_unpack_refuses(self) -> None:
        """But for a name that is none, and one that is not UTF-8, which reading tells of."""
        told = {code for code, _, _ in _names.RULES}
        assert told == {"N002", "E002", "N003", "N004", "N005"}

    def test_together(self) -> None:
        text = named("a", "é", "A", "e\u0301", "a", "a/b", "c")
        told = [(each.code, each.line, each.document) for each in check(text, Settings(select=["N"]))]
        assert told == [("N006", 11, "A"), ("N006", 16, "e\u0301"), ("N001", 21, "a"), ("N006", 26, "a/b")]
        assert next(each.message for each in check(text, Settings(select=["N006"]))).endswith(
            "'A': it differs from 'a' only in case or normalisation"
        )

    def test_names_that_look_the_same(self) -> None:
        text = named("a\u200db", "ab")
        (found,) = check(text, Settings(select=["N"]))
        assert (found.code, found.document) == ("N006", "ab")
        assert found.message.endswith("only in characters that nobody sees")

    def test_where_the_name_is_not_spelled_out_the_marker_is_marked(self) -> None:
        text = '<<<FILE path="what: \\"so\\"">>>\r\nA title\n\nText.\n<<<END FILE>>>\n'
        document = parse(text).bundle[0]
        start, end = document.name_place
        assert (resolve(start).column, resolve(end).column) == (1, text.index("\r") + 1)
        assert {each.line for each in check(text, Settings(select=["N005"]))} == {1}

    def test_without_a_marker_there_is_no_name_to_tell_of(self) -> None:
        for data in (b"A title\n\nText.\n", b"\xef\xbb\xbfA title\n\nText.\n"):
            checked = check_content(Content(Source(None, "a: b.txt", "a: b.txt"), data), Settings(select=["N"]))
            assert checked.findings == ()
            document = read_documents(Content(Source(None, "x", "x"), data)).bundle[0]
            assert document.name_place == (document.where, document.where)

    def test_a_document_made_in_code(self) -> None:
        assert codes(check(Document("../a", "A title\n\nText."))) == {"N003"}
        assert codes(check(Bundle((Document("a", "x\n\ny"), Document("A", "z\n\ny"))))) == {"N006"}

    def test_off(self) -> None:
        settings = Settings(per_file_ignores={"what:*": ["N005"]})
        assert [each.document for each in check(named("what:now", "a:2"), settings) if each.code == "N005"] == ["a:2"]
        assert check(named("what:now"), Settings(ignore=["N"])) == ()

    def test_a_long_name_is_not_told_in_full(self) -> None:
        (found,) = check(named("x" * 5000), Settings(select=["N005"]))
        assert f": '{'x' * 80}'…: it has a segment longer than 255 bytes" in found.message
        assert len(found.message) < 300

    def test_of_blank_texts_and_base64_too(self) -> None:
        text = "<<<FILE what:1>>>\n<<<END FILE>>>\n<<<FILE what:2 encoding=base64>>>\nAAAA\n<<<END FILE>>>\n"
        assert [each.line for each in check(text, Settings(select=["N005"]))] == [1, 3]


@pytest.mark.parametrize(
    ("code", "text", "options", "expected"),
    [
        ("A004", "A title\n\nText.", {"title_length": 6}, ["A title"]),
        ("A008", "A title\n\nText.", {"paragraph_length": 4}, ["Text."]),
        ("A009", "A title\n\nText.\n\nText.", {"duplicate_length": 5}, ["Text."]),
        ("A011", "A title\n\nText.", {"final_newline": "one"}, [""]),
        ("A011", "A title\n\nText.\n", {"final_newline": "one"}, []),
        ("A011", "A title\n\nText.\n\n", {"final_newline": "one"}, ["\n"]),
        ("A011", "A title\n\nText. \n", {"final_newline": "none"}, [" \n"]),
        ("A011", "A title\n\nText.", {"final_newline": "none"}, []),
        ("Q005", paragraph("It rained. “It is so.”"), {"speaker_words": 3}, ["“It is so.”"]),
    ],
)
def test_options(code: str, text: str, options: dict[str, object], expected: list[str]) -> None:
    assert found(code, text, **options) == expected


def test_details() -> None:
    text = f"A title\n\n{LONG}\n\n{LONG}\n\nA\x00b â€™ cafe\u0301 é \u200b\u200b."
    told = [each.message.partition(": ")[2] for each in check(parse(f"<<<FILE a>>>\n{text}\n<<<END FILE>>>\n"))]
    assert told == [
        "as paragraph 1",
        "U+0000",
        "â€™ for ’",
        "é",
        "U+200B ZERO WIDTH SPACE, 2 characters",
    ]


def test_quoted_words_are_nobodys_style() -> None:
    """Nothing in quoted words is called an error of style: the words are the speaker's, and so is how they stand."""
    words = "We  came\u00a0home \nlate.  It\u00a0rained  on"
    text = f"A title\n\n“{words}”\n\n“{words}” said Asha Verma.\n\nShe said “{words}\n\n“{words}” that day.\n"
    style = [row.code for row in CODES.values() if row.severity == "info" and row.scope == "document"]
    assert len(style) > 5
    assert found("ALL", text, select=style) == []


def test_the_seed_is_clean_with_every_rule_that_is_on() -> None:
    for path in sorted((ROOT / "seeds").iterdir()):
        content = Content(Source(path, str(path), path.name), path.read_bytes())
        assert check_content(content, Settings()).findings == ()
        # It does hold a no-break space between two words.
        assert codes(check_content(content, Settings(preset="strict")).findings) == {"E008"}


class TestUsualCharacters:
    """No rule of `ODD_CODES` has anything to say of them: they are asked for no text that has no others."""

    @given(st.text(st.sampled_from(sorted(USUAL) + list(" ,.aeinorst\n")), min_size=1))
    def test_nothing_is_found_among_them(self, text: str) -> None:
        subject = Subject(Document("a", text))
        assert not [each for code in ODD_CODES for each in RULES[code](subject, Options())]

    def test_each_rule_finds_something_elsewhere(self) -> None:
        text = "A\n\ncafe\u0301 é \x07 \u200e \u200b \ufffd it’s â€™"
        assert {each.code for each in find_faults(Document("a", text), Settings(), Guard())} >= ODD_CODES
