"""Limits: what they are, which findings are kept, and how they are set on a command line."""

from __future__ import annotations

import gzip
import io
import pickle
import re
from pathlib import Path
from typing import Any

import attrs
import pytest

from seeddoc import (
    Article,
    BundleError,
    Document,
    Limits,
    Quote,
    Reader,
    Settings,
    check,
    from_json,
    iter_documents,
    loads,
    parse,
    parse_article,
    partitions,
    to_json,
)
from seeddoc._values import limits_schema
from seeddoc.checking import check_content
from seeddoc.cli import main
from seeddoc.formats import Report
from seeddoc.html.inline import render_article
from seeddoc.inputs import Content, Source, read_documents
from seeddoc.limits import NO_LIMITS, Keeper
from seeddoc.quotes.english import english
from seeddoc.reports import to_plain

GOOD = "<<<FILE a>>>\nA title\n\nText.\n<<<END FILE>>>\n"
STRAY = "<<<END FILE>>>\n"


def attributes(count: int) -> str:
    return "".join(f' k{number}="v"' for number in range(count))


class TestModel:
    def test_defaults_are_told(self) -> None:
        assert Limits().to_mapping() == {
            "document-size": 2**30,
            "marker-line": 2**20,
            "documents": "none",
            "attributes": 1_000,
            "input-size": "none",
            "expansion": 100,
            "diagnostics": 100_000,
            "quote-depth": 6,
        }
        without = NO_LIMITS.to_mapping()
        assert without.pop("quote-depth") == 6
        assert set(without.values()) == {"none"}

    def test_every_limit_says_what_it_is_of(self) -> None:
        assert all(attribute.metadata["help"] for attribute in attrs.fields(Limits))

    def test_the_page_has_their_defaults(self) -> None:
        page = (Path(__file__).parent.parent / "docs" / "trust.md").read_text(encoding="utf-8")
        table = page[page.index("## Limits") : page.index("**Memory.**")]
        told = dict(re.findall(r"^\| `([a-z-]+)` \| ([0-9,]+ [GM]iB|[0-9,]+|none) \|", table, re.MULTILINE))
        units = {"GiB": 2**30, "MiB": 2**20, "": 1}
        wanted = Limits().to_mapping()
        assert told.keys() == wanted.keys()
        for name, value in told.items():
            number, _, unit = value.replace(",", "").partition(" ")
            assert wanted[name] == (number if number == "none" else int(number) * units[unit])

    def test_from_mapping(self) -> None:
        base = Limits(documents=3)
        assert Limits.from_mapping({"expansion": "none"}, base) == Limits(documents=3, expansion=None)
        assert Limits.from_mapping(NO_LIMITS.to_mapping()) == NO_LIMITS
        for wrong in ({"document_size": 5}, {"documents": "many"}, {"documents": None}, {"documents": -1}):
            with pytest.raises(ValueError, match="limit"):
                Limits.from_mapping(wrong)

    def test_what_is_sure_to_exceed_none(self) -> None:
        assert Limits(document_size=5, marker_line=7).sure == 5
        assert NO_LIMITS.sure is None


class TestReading:
    def test_a_plain_document_that_is_large_or_whose_marker_is(self) -> None:
        for limits, text in (
            (Limits(document_size=11), GOOD),
            (Limits(marker_line=12), f"<<<FILE {'a' * 9}>>>\nx\n<<<END FILE>>>\n"),
        ):
            assert [each.code for each in parse(text, limits=limits).diagnostics] == ["B015"]
        assert not parse(GOOD * 2, limits=Limits(document_size=14)).bundle.duplicates[1:]

    def test_the_error_names_the_limit_and_the_place(self) -> None:
        found = parse(f"{GOOD}<<<FILE b{attributes(3)}>>>\nB\n{STRAY}", limits=Limits(attributes=2)).diagnostics
        assert [str(each) for each in found] == [
            "6:1: B015 a limit is exceeded and reading stops here: a marker with more than 2 attributes (attributes)"
        ]
        assert "raise the limit" in found[0].hint

    @pytest.mark.parametrize("end", ["", STRAY, "<<<FILE b>>>\n"], ids=["none", "a closer", "an opener"])
    def test_the_size_of_a_document_is_named_wherever_it_ends(self, end: str) -> None:
        for size in (10, 100):
            (found,) = parse(f"<<<FILE a>>>\n{'x' * size}\n{end}", limits=Limits(document_size=9)).errors
            assert str(found).endswith(": a document of more than 9 (document_size)")

    def test_attributes(self) -> None:
        text = f"<<<FILE a{attributes(3)}>>>\nA\n{STRAY}"
        for limits in (Limits(attributes=3), Limits(attributes=None), None):
            assert len(loads(text, limits=limits)[0].attributes) == 3

    def test_findings_beyond_the_limit_are_counted(self) -> None:
        text = GOOD + "outside\n" + STRAY * 5 + GOOD * 3
        result = parse(text, limits=Limits(diagnostics=2))
        everything = parse(text)
        assert result.bundle == everything.bundle
        assert [each.code for each in result.diagnostics] == ["B009", "B005", "B005"]
        assert (result.left_out, everything.left_out) == (6, 0)
        assert (result.surplus, everything.surplus) == ((("B005", 3), ("N001", 3)), ())
        assert len(everything.diagnostics) == len(result.diagnostics) + result.left_out

    def test_errors_are_never_among_those_that_are_left_out_alone(self) -> None:
        text = "outside\n" + GOOD + "outside\n" + STRAY
        with pytest.raises(BundleError) as caught:
            loads(text, limits=Limits(diagnostics=1))
        assert [each.code for each in caught.value.diagnostics] == ["B009", "B005"]
        assert parse(text, limits=Limits(diagnostics=1)).left_out == 1

    def test_of_each_severity_at_least_one_finding_is_kept(self) -> None:
        with pytest.raises(
            ValueError, match="the limit diagnostics is a whole number from 1 on, or None for no limit: 0"
        ):
            Limits(diagnostics=0)
        with pytest.raises(ValueError, match='the limit diagnostics is a whole number from 1 on or "none", not 0'):
            Limits.from_mapping({"diagnostics": 0})
        schema: Any = limits_schema()
        properties = schema["properties"]
        assert properties.pop("quote-depth").items() >= {"type": "integer", "minimum": 2, "maximum": 32}.items()
        least = {name: each["anyOf"][0]["minimum"] for name, each in properties.items()}
        assert least == dict.fromkeys(least, 0) | {"diagnostics": 1}

    def test_a_reader_hands_all_of_them_on(self) -> None:
        reader = Reader(limits=Limits(diagnostics=1))
        reader.receive(STRAY * 3)
        reader.close()
        assert len([each for each in reader.events() if getattr(each, "code", "") == "B005"]) == 3

    def test_a_reader_that_has_stopped_says_so(self) -> None:
        reader = Reader(limits=Limits(documents=1))
        assert not reader.stopped
        reader.receive(GOOD)
        assert not reader.stopped
        reader.receive(GOOD)
        assert reader.stopped

    def test_a_warning_keeps_no_document_back(self) -> None:
        assert len(list(iter_documents(f"outside\n{GOOD}"))) == 1

    def test_nothing_more_is_taken_from_a_file(self) -> None:
        file = io.BytesIO(GOOD.encode() * 20_000)
        assert len(list(iter_documents(file, errors=str, limits=Limits(documents=1)))) == 1
        assert file.tell() < 600_000


def levels(count: int) -> str:
    """Return a paragraph of quotations one in another."""
    return "".join(" “One" for _ in range(count)).lstrip() + " two”" * count + " said Ann Roe."


def depth(quotes: tuple[Quote, ...]) -> int:
    return max((1 + depth(quote.children) for quote in quotes), default=0)


class TestQuoteDepth:
    """How deep quotations nest is a limit too, and the one that no document can exceed: they end there."""

    TEXT = f"A title\n\n{levels(4)}"

    @pytest.mark.parametrize("wrong", [1, 33, 0, -1, True, "6", None])
    def test_what_it_is_not(self, wrong: Any) -> None:
        for make in (
            lambda: Limits(quote_depth=wrong),
            lambda: Limits.from_mapping({"quote-depth": wrong}),
            lambda: english(depth=wrong),
        ):
            with pytest.raises(ValueError, match="a whole number from 2 to 32"):
                make()
        with pytest.raises(ValueError, match=r"quote-depth is a whole number from 2 to 32, not 'none'"):
            Limits.from_mapping({"quote-depth": "none"})

    @pytest.mark.parametrize("most", [3, 4])
    @pytest.mark.parametrize(
        "text",
        [
            f"<<<FILE a>>>\n{TEXT}\n<<<END FILE>>>\n",
            f'<<<FILE a size="{len(TEXT.encode())}">>>\n{TEXT}\n<<<END FILE>>>\n',
            f"<<<FILE a>>>\n{TEXT}\n<<<FILE b>>>\n{TEXT}\n",
            f"<<<FILE a\n{TEXT}\n>>>\n",
        ],
        ids=["plain", "with a size", "without closers", "a block"],
    )
    def test_all_ways_to_read(self, text: str, most: int, tmp_path: Path) -> None:
        limits = Limits(quote_depth=most)
        path = tmp_path / "a.txt"
        path.write_text(text, encoding="utf-8")
        reader = Reader(limits=limits)
        reader.receive(text)
        reader.close()
        found = {
            "parse": parse(text, limits=limits).bundle.documents,
            "bytes": parse(text.encode(), limits=limits).bundle.documents,
            "iter_documents": tuple(iter_documents(path, errors=str, limits=limits)),
            "Reader": tuple(each for each in reader.events() if isinstance(each, Document)),
            "parts": tuple(
                document
                for partition in partitions([path], size=50)
                for document in partition.documents(errors=str, limits=limits)
            ),
        }
        usual = parse(text).bundle.documents
        assert usual
        for documents in found.values():
            assert documents == usual
            for document in documents:
                quotes = document.article.quotes
                assert (len(quotes), depth(quotes)) == ((1, 4) if most == 4 else (2, 3))
                assert to_json(document.article) == to_json(parse_article(self.TEXT, language=english(depth=most)))
                assert pickle.loads(pickle.dumps(document)).article.quotes == usual[0].article.quotes  # noqa: S301
        assert depth(usual[0].article.quotes) == 4

    def test_a_text_without_markers(self) -> None:
        content = Content(Source(None, "a.txt", "a.txt"), self.TEXT.encode())
        for most, wanted in ((3, 3), (4, 4)):
            (document,) = read_documents(content, Limits(quote_depth=most)).bundle
            assert depth(document.article.quotes) == wanted

    def test_over_paragraphs(self) -> None:
        text = "A title\n\n“One “two ‘three’ two”\n\n“One “two “three” two” one,” said Ann Roe."
        wide, narrow = (parse_article(text, language=english(depth=most)) for most in (3, 2))
        first, second = wide.quotes
        assert [quote.statement for quote in wide.quotes] == [first.statement] * 2
        assert (depth((first,)), depth((second,)), second.closed) == (3, 3, True)
        assert depth((narrow.quotes[0],)) == 3  # single marks count apart
        assert [quote.closed for quote in narrow.quotes] == [True, False, True]
        assert {quote.statement for quote in narrow.quotes} == {narrow.quotes[0].statement}

    @pytest.mark.parametrize(("mark", "count"), [("“", 100_000), ("“a ‘b ", 2_000), ("‘A ", 2_000), ('"a ', 2_000)])
    def test_the_greatest_on_a_hostile_text(self, mark: str, count: int) -> None:
        article = parse_article("A title\n\n" + mark * count, language=english(depth=32))
        assert depth(article.quotes) <= 64
        assert from_json(to_json(article)) == article

    def test_the_deepest_tree_there_is(self) -> None:
        text = "A title\n\n" + "“One ‘two " * 32 + "three" + "’ two” one" * 32 + " said Ann Roe."
        (document,) = parse(f"<<<FILE a>>>\n{text}\n<<<END FILE>>>\n", limits=Limits(quote_depth=32)).bundle
        article = document.article
        assert depth(article.quotes) == 64
        again = from_json(to_json(article))
        assert isinstance(again, Article)
        assert again.quotes == article.quotes
        assert hash(again.quotes) == hash(article.quotes)
        assert pickle.loads(pickle.dumps(article.quotes)) == article.quotes  # noqa: S301 - its own
        assert render_article(article).count("three") == 1


class TestChecking:
    def content(self, text: str) -> Content:
        return Content(Source(None, "a.txt", "a.txt"), text.encode())

    def test_findings_of_rules_too(self) -> None:
        settings = Settings(preset="strict", limits=Limits(diagnostics=1))
        text = "A title\n\n" + "Mon\u200bday  x\n\n" * 3
        checked, everything = (
            check_content(self.content(text), each) for each in (settings, Settings(preset="strict"))
        )
        assert len(checked.findings) + checked.left_out == len(everything.findings)
        assert checked.left_out > 0 == everything.left_out
        assert [each.code for each in check(text, settings)] == sorted(
            {each.severity: each.code for each in reversed(check(text, settings))}.values(),
            key=[each.code for each in check(text, settings)].index,
        )
        assert (
            "surplus findings.\nSurplus findings count as new; raise the limit diagnostics to see them.\n"
        ) in to_plain(Report((checked,)).summary)

    def test_surplus_of_a_rule_that_is_off_is_none_and_severities_are_those_of_the_settings(self) -> None:
        text = GOOD + STRAY * 3 + GOOD * 2
        for settings, wanted in (
            (Settings(), (("error", 4),)),
            (Settings(ignore=["B005"]), (("error", 2),)),
            (Settings(severity=(("N001", "info"),)), (("error", 2), ("info", 2))),
        ):
            limited = attrs.evolve(settings, limits=Limits(diagnostics=1))
            checked = check_content(self.content(text), limited)
            assert (checked.surplus, checked.left_out) == (wanted, sum(number for _, number in wanted))

    def test_a_text_without_markers_is_one_document_whatever_is_kept(self) -> None:
        content = Content(Source(None, "a.txt", "a.txt"), b"A title\n\nText.\xff\n")
        checked = check_content(content, Settings(limits=Limits(diagnostics=1)))
        assert (checked.documents, [each.code for each in checked.findings], checked.surplus) == (1, ["E001"], ())

    def test_documents_beyond_a_limit_are_not_checked(self) -> None:
        checked = check_content(self.content(GOOD * 2), Settings(limits=Limits(documents=1)))
        assert (checked.documents, [each.code for each in checked.findings]) == (1, ["B015"])

    def test_the_cache_tells_them_apart(self) -> None:
        assert Settings(limits=Limits(documents=1)).digest != Settings().digest


def test_keeper() -> None:
    keeper = Keeper(1)
    found: tuple[tuple[str, str], ...] = (("B001", "error"), ("B005", "error"), ("B009", "info"), ("B001", "error"))
    assert [keeper.takes(*each) for each in found] == [True, False, True, False]
    assert keeper.surplus == {"B005": 1, "B001": 1}
    everything = Keeper(None)
    assert all(everything.takes("B001", "error") for _ in range(3))
    assert not everything.surplus


class TestCommandLine:
    COMMANDS = (
        ["check", "--isolated"],
        ["show"],
        ["stats"],
        ["fmt", "--check"],
        ["convert", "--to", "json"],
        ["convert", "--to", "jsonl"],
        ["convert", "--to", "json", "--recover"],
        ["convert", "--to", "parquet"],
        ["report"],
    )

    @pytest.fixture
    def path(self, tmp_path: Path) -> str:
        path = tmp_path / "a.txt"
        path.write_text(GOOD + GOOD.replace("FILE a", "FILE b").replace("Text", "More"), encoding="utf-8")
        return str(path)

    @pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
    def test_commands_that_read(self, command: list[str], path: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main([*command, path]) == 0
        assert b"B015" not in b"".join(capfdbinary.readouterr())
        assert main([*command, path, "--limit", "documents=1"]) == 1
        assert b"more than 1 documents (documents)" in b"".join(capfdbinary.readouterr())

    @pytest.mark.parametrize("command", [each for each in COMMANDS if "--recover" not in each], ids=" ".join)
    @pytest.mark.parametrize("bom", ["", "\ufeff"])
    def test_a_text_without_markers_is_a_document(
        self, command: list[str], bom: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        path = tmp_path / "a.txt"
        path.write_text(f"{bom}A title\n\nText.\n", encoding="utf-8")
        few = [*command, str(path), "--limit"]
        assert main([*few, "document-size=15"]) == 0
        assert b"B015" not in b"".join(capfdbinary.readouterr())
        for limit, told in (
            ("document-size=14", b"a document of more than 14 (document_size)"),
            ("documents=0", b"more than 0 documents (documents)"),
        ):
            assert main([*few, limit]) == 1
            assert told in b"".join(capfdbinary.readouterr())

    @pytest.mark.parametrize("cues", [False, True])
    def test_depth_of_quotations(self, cues: bool, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        (tmp_path / "cues.tsv").write_text("toot\tverb\tspeech\t2\n", encoding="utf-8")
        path = tmp_path / "a.txt"
        path.write_text(f"A title\n\n{levels(3)}\n", encoding="utf-8")
        more = ["--cues", str(tmp_path / "cues.tsv")] if cues else []
        for command, three, two in (
            (["show"], b"1 quote\n", b"2 quotes\n"),
            (["stats", "--format", "json"], b'"quotes": 1,', b'"quotes": 2,'),
            (["convert", "--to", "json"], b'"text": "One \xe2\x80\x9cOne \xe2\x80\x9cOne two', b'"text": "One two"'),
            (["convert", "--to", "csv"], b"One two\xe2\x80\x9d two", b"One two,"),
        ):
            assert main([*command, str(path), *more, "--limit", "quote-depth=3"]) == 0
            wide = capfdbinary.readouterr().out
            assert main([*command, "--limit", "quote-depth=2", str(path), *more]) == 0
            narrow = capfdbinary.readouterr().out
            assert three in wide
            assert two in narrow
            assert wide != narrow

    def test_depth_of_quotations_that_are_checked(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "a.txt"
        path.write_text(f"A title\n\n{levels(3)}\n", encoding="utf-8")
        cues = tmp_path / "cues.tsv"
        cues.write_text("toot\tverb\tspeech\t2\n", encoding="utf-8")
        for more in ([], ["--config", f"cues=[{str(cues)!r}]"]):
            check = ["check", str(path), "--select", "Q", *more]
            assert main([*check, "--limit", "quote-depth=3"]) == 0
            assert "Q001" not in capsys.readouterr().out
            main([*check, "--limit", "quote-depth=2"])
            assert "Q001" in capsys.readouterr().out
        (tmp_path / "seeddoc.toml").write_text("limits = { quote-depth = 2 }\n", encoding="utf-8")
        main(["check", str(path)])
        assert "Q001" in capsys.readouterr().out

    def test_unpack(self, path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        target = tmp_path / "out"
        assert main(["unpack", path, str(target), "--limit", "documents=1"]) == 1
        assert "B015" in capsys.readouterr().err
        assert main(["unpack", path, str(target), "--limit", "documents=2"]) == 0
        assert sorted(each.name for each in target.iterdir()) == ["a", "b"]

    def test_what_expands(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "a.txt.gz"
        path.write_bytes(gzip.compress(b"A title\n\n" + b"a" * 2**27))
        for command in self.COMMANDS:
            assert main([*command, str(path)]) == 2
            assert "raise the limit expansion" in capsys.readouterr().err

    def test_the_configuration_and_what_goes_before_it(self, path: str, tmp_path: Path) -> None:
        (tmp_path / "seeddoc.toml").write_text("limits = { documents = 1 }\n", encoding="utf-8")
        assert main(["check", path]) == 1
        assert main(["check", path, "--isolated"]) == 0
        assert main(["check", path, "--limit", "documents=2"]) == 0
        assert main(["check", path, "--limit", "documents=none"]) == 0
        assert main(["check", path, "--limit", "attributes=2"]) == 1
        assert main(["check", path, "--limit", "document_size=1"]) == 1  # as a finding names it
        assert main(["check", path, "--config", "limits={documents=2}"]) == 0

    @pytest.mark.parametrize(
        "given",
        ["documents", "documents=", "documents=x", "size=1", "documents=-1", "=1", "diagnostics=0", "quote-depth=none"],
    )
    def test_what_is_none(self, given: str, path: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["show", path, "--limit", given]) == 2
        assert "--limit: " in capsys.readouterr().err
