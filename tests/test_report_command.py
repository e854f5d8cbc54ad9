"""`seeddoc report` and `seeddoc convert --to html`, as people and pipes use them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Final

import pytest

from tests.pages import parse_html
from tests.test_cli import run

GOOD: Final = "<<<FILE a.txt>>>\nA title\n\n“Yes,” said Ann Bell.\n<<<END FILE>>>\n"
CUT: Final = "<<<FILE b.txt>>>\nA title\n\nx\n<<<END FILE>>>\n<<<FILE c.txt>>>\nB title\n\nTe"


@pytest.fixture(autouse=True)
def _directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(GOOD, encoding="utf-8")
    Path("cut.txt").write_text(CUT, encoding="utf-8")


class TestReport:
    def test_to_a_file(self) -> None:
        assert run("report", "good.txt", "-o", "page.html", "--title", "One page").status == 0
        page = parse_html(Path("page.html").read_text(encoding="utf-8"))
        assert page.find("h1")[0].text == "One page"
        assert [article.attributes["id"] for article in page.find("article")] == ["doc-a.txt"]

    def test_to_standard_output(self) -> None:
        ended = run("report", "good.txt")
        assert ended.text.startswith('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">')
        assert ended.problems == ""

    def test_from_standard_input(self) -> None:
        page = parse_html(run("report", stdin="A title\n\nText.").text)
        assert page.find("h3")[0].text == "A title"

    def test_compressed(self) -> None:
        assert run("report", "good.txt", "-o", "page.html.gz").status == 0
        assert gzip.decompress(Path("page.html.gz").read_bytes()).decode() == run("report", "good.txt").text

    def test_several_files_and_what_is_wrong_with_them(self) -> None:
        ended = run("report", "good.txt", "cut.txt")
        assert ended.status == 1
        page = parse_html(ended.text)
        assert [article.attributes["id"] for article in page.find("article")] == ["doc-a.txt", "doc-b.txt", "doc-c.txt"]
        assert [finding.find("strong")[0].text for finding in page.find("div", "finding")] == ["error B001"]

    def test_warnings_are_no_errors(self) -> None:
        Path("warned.txt").write_text("A title\nText.", encoding="utf-8")
        ended = run("report", "warned.txt")
        assert ended.status == 0
        assert "warning A003" in ended.text

    def test_what_cannot_be_read(self) -> None:
        ended = run("report", "nope.txt", "-o", "page.html")
        assert (ended.status, ended.problems) == (2, "seeddoc: nope.txt: no such file or directory\n")
        assert not Path("page.html").exists()

    def test_what_cannot_be_written(self) -> None:
        ended = run("report", "good.txt", "-o", "none/page.html")
        assert ended.status == 2
        assert ended.problems.startswith("seeddoc: none/page.html: cannot be written")

    def test_cues(self) -> None:
        Path("cues.tsv").write_text("drawl\tverb\tspeech\t2\n", encoding="utf-8")
        text = "A title\n\nIt was “late”, drawled Bo Lind."
        without, with_cues = (
            parse_html(run("report", *more, stdin=text).text).find("span", "cue")
            for more in ((), ("--cues", "cues.tsv"))
        )
        assert without == []
        assert [cue.text for cue in with_cues] == ["drawled"]


class TestConvert:
    def test_articles_alone(self) -> None:
        ended = run("convert", "--to", "html", "good.txt")
        assert ended.status == 0
        page = parse_html(ended.text)
        assert page.find("section", "overview") == []
        assert page.find("h3")[0].text == "A title"

    def test_from_json(self) -> None:
        Path("a.json").write_text(run("convert", "--to", "json", "good.txt").text, encoding="utf-8")
        assert json.loads(Path("a.json").read_text(encoding="utf-8"))
        assert run("convert", "--to", "html", "a.json").data == run("convert", "--to", "html", "good.txt").data

    def test_nothing_where_something_is_wrong(self) -> None:
        ended = run("convert", "--to", "html", "cut.txt", "-o", "page.html")
        assert ended.status == 1
        assert not Path("page.html").exists()

    @pytest.mark.parametrize("options", [("--dialect", "colon"), ("--indent", "2"), ("--recover",)])
    def test_options_of_other_forms(self, options: tuple[str, ...]) -> None:
        ended = run("convert", "--to", "html", *options, "good.txt")
        assert ended.status == 2
        assert options[0] in ended.problems
