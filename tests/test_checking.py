"""Checking of files: one content after the other, then all of them together."""

from __future__ import annotations

import pickle
from pathlib import Path

from seeddoc import Settings
from seeddoc.checking import check_across, check_content
from seeddoc.inputs import Content, Source

GOOD = "A title\n\n“Yes,” she said.\n"
BUNDLE = f"<<<FILE a.txt>>>\n{GOOD}<<<END FILE>>>\n"


def content(text: str | bytes, path: str = "x/a.txt") -> Content:
    data = text.encode() if isinstance(text, str) else text
    return Content(Source(Path(path), path, Path(path).name), data)


class TestOneFile:
    def test_a_bundle(self) -> None:
        checked = check_content(content(BUNDLE + "<<<FILE b.txt>>>\n"), Settings())
        assert (checked.path, checked.documents) == ("x/a.txt", 2)
        assert [finding.code for finding in checked.findings] == ["B001", "A001"]
        assert {finding.filename for finding in checked.findings} == {"x/a.txt"}
        assert [(entry.name, entry.plain) for entry in checked.entries] == [("a.txt", False), ("b.txt", False)]

    def test_a_text_without_markers(self) -> None:
        checked = check_content(content("\ufeffTitle\nText \udcff".encode("utf-8", "surrogateescape")), Settings())
        assert checked.documents == 1
        assert checked.text == "\ufeffTitle\nText \udcff"
        assert [finding.code for finding in checked.findings] == ["E004", "A003", "E001"]
        assert [checked.text[finding.offset] for finding in checked.findings] == ["\ufeff", "T", "\udcff"]
        assert [(entry.name, entry.plain) for entry in checked.entries] == [("a.txt", True)]

    def test_settings_decide(self) -> None:
        text = "Title\nText"
        assert check_content(content(text), Settings(ignore=["A"])).findings == ()
        (finding,) = check_content(content(text), Settings(severity=(("A003", "info"),))).findings
        assert finding.severity == "info"
        for pattern in ("a.txt", "*.txt"):
            assert check_content(content(text), Settings(per_file_ignores=((pattern, ("A003",)),))).findings == ()

    def test_a_document_of_a_bundle_is_ignored_by_its_name(self) -> None:
        bundle = f"{BUNDLE}<<<FILE b.txt>>>\nTitle\nText\n<<<END FILE>>>\n"
        settings = Settings(per_file_ignores=(("b.*", ("A003",)),))
        assert check_content(content(bundle), settings).findings == ()
        assert len(check_content(content(bundle), Settings()).findings) == 1

    def test_what_is_wanted_across_files_only_where_it_is_asked_for(self) -> None:
        assert check_content(content(BUNDLE), Settings(ignore=["F"])).entries == ()
        (entry,) = check_content(content(BUNDLE), Settings(select=["F003"])).entries
        assert entry.digest == b""
        (one,), (other,) = (check_content(content(text), Settings()).entries for text in (BUNDLE, GOOD))
        assert one.digest == other.digest != b""

    def test_it_pickles(self) -> None:
        checked = check_content(content("Title\nText"), Settings())
        assert pickle.loads(pickle.dumps(checked)) == checked  # noqa: S301 (made here)


HEX = ("315ebbaa87e2e668", "0c9a3f41d7b2e650", "9b7d20fe4411c3aa")


def document(name: str, text: str) -> str:
    return f"<<<FILE {name}>>>\nA title\n\n{text}\n<<<END FILE>>>\n"


def across(files: dict[str, str], settings: Settings | None = None) -> list[str]:
    """Check files together; return their findings, each as its file, code and detail."""
    chosen = [settings or Settings(select=["F"], ignore=["F005"])] * len(files)
    checked = [
        check_content(content(text, path), each) for (path, text), each in zip(files.items(), chosen, strict=True)
    ]
    return [
        f"{file.path}:{finding.line} {finding.code} {finding.message.partition(': ')[2]}"
        for file in check_across(checked, chosen)
        for finding in file.findings
    ]


class TestAcross:
    def test_the_same_name_with_another_text(self) -> None:
        one, same, other = document("a.txt", "One."), document("a.txt", "One.\n"), document("a.txt", "Two.")
        assert across({"x": one, "y": same}) == []
        assert across({"x": document("b", "B.") + one, "y": other}) == ["y:2 F001 'a.txt', as in x:7"]
        assert across({"x": one, "z/a.txt": "A title\n\nOne."}) == []
        assert across({"x": one, "z/a.txt": "A title\n\nTwo."}) == ["z/a.txt:1 F001 'a.txt', as in x:2"]
        assert across({"z/a.txt": "A title\n\nTwo.", "x": one}) == ["x:2 F001 'a.txt', as in z/a.txt"]
        assert across({"y/a.txt": "A title\n\nOne.", "z/a.txt": "A title\n\nTwo."}) == []
        assert across({"x": document("", "One."), "y": document("", "Two.")}) == []
        assert across({"x": one + other}) == []  # that is N001

    def test_the_same_text_under_another_name(self) -> None:
        one, other = document("a.txt", "One."), document("b.txt", "One.")
        assert across({"x": one + other}) == ["x:7 F002 'a.txt', in x:2"]
        assert across({"x": one, "y": other}) == ["y:2 F002 'a.txt', in x:2"]
        assert across({"y/a.txt": "One.", "z/b.txt": "One.\n\n"}) == ["z/b.txt:1 F002 'a.txt', in y/a.txt"]
        assert across({"y/a.txt": "One.", "z/a.txt": "One."}) == []
        assert across({"x": document("1/a.txt", "One.") + document("2/a.txt", "One.")}) == [
            "x:7 F002 '1/a.txt', in x:2"
        ]
        assert across({"x": document("1/a.txt", "One."), "y": document("2/a.txt", "One.")}) == []
        blank = "<<<FILE a>>>\n<<<END FILE>>>\n<<<FILE b>>>\n\n\n<<<END FILE>>>\n"
        assert across({"x": blank}) == []
        packed = (
            "<<<FILE a encoding=base64>>>\nAAAA\n<<<END FILE>>>\n<<<FILE b encoding=base64>>>\nAAAA\n<<<END FILE>>>\n"
        )
        assert across({"x": packed}) == []

    def test_a_number_twice(self) -> None:
        names = [f"000_{HEX[0]}.txt", f"000_{HEX[1]}.txt", f"001_{HEX[2]}.txt"]
        bundle = "".join(document(name, name) for name in names)
        assert across({"x": bundle}) == [f"x:7 F003 as {names[0]!r}"]
        assert across({"x": document(names[0], "One."), "y": document(names[1], "Two.")}) == []
        assert across({"x": document("1/" + names[0], "One.") + document("2/" + names[1], "Two.")}) == []
        files = {f"x/{name}": name for name in names}
        assert across(files) == [f"x/{names[1]}:1 F003 as {names[0]!r}"]
        assert across({f"x/{names[0]}": "One.", f"y/{names[1]}": "Two."}) == []
        assert across({"x": document(names[0], "One.") * 2}) == []  # that is N001

    def test_a_document_in_two_files(self) -> None:
        strict = Settings(select=["F005"])
        one, other = document("a.txt", "One."), document("a.txt", "Two.")
        assert across({"x": one, "y": one}, strict) == ["y:2 F005 'a.txt', as in x:2"]
        assert across({"x": one, "y": other, "z": document("b.txt", "One.")}, strict) == []
        assert across({"x": one * 2}, strict) == []  # that is N001
        assert across({"x": one, "y": one}) == []

    def test_a_number_left_out(self) -> None:
        bundle = "".join(document(f"{n}_{HEX[0]}.txt", n) for n in ("000", "004", "002", "005"))
        assert across({"x": bundle}) == [
            f"x:7 F004 3, after '002_{HEX[0]}.txt'",
            f"x:12 F004 1, after '000_{HEX[0]}.txt'",
        ]
        bundle = "".join(document(f"{n}_{HEX[0]}.txt", n) for n in ("7", "11"))
        assert across({"x": bundle}) == [f"x:7 F004 8 to 10, after '7_{HEX[0]}.txt'"]
        assert across({"x": document("000_x.txt", "One.") + document("002_x.txt", "Two.")}) == []

    def test_settings_decide(self) -> None:
        files = {"x": document("a.txt", "One.") + document("b.txt", "One.")}
        assert across(files, Settings()) == across(files)
        assert across(files, Settings(ignore=["F002"])) == []
        assert across(files, Settings(ignore=["F"])) == []
        assert across(files, Settings(per_file_ignores=(("b.txt", ("F002",)),))) == []
        one = check_content(content(files["x"], "x"), Settings())
        (found,) = check_across([one], [Settings(severity=(("F", "error"),))])
        assert [finding.severity for finding in found.findings] == ["error"]
        (same,) = check_across([one], [Settings(ignore=["F"])])
        assert same is one
        assert check_across([], []) == ()
