"""Checking of files: one content after the other, then all of them together."""

from __future__ import annotations

import pickle
from pathlib import Path

from seeddoc import Settings
from seeddoc.checking import check_content
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
