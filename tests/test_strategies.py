"""The public strategies: what they give holds, every feature really comes, and everything shrinks to the smallest."""

from __future__ import annotations

import pickle
import subprocess
import sys
import tomllib
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

import seeddoc
from seeddoc import (
    CODES,
    PRESETS,
    Article,
    Bundle,
    BundleError,
    Diagnostic,
    Dialect,
    Document,
    Limits,
    Paragraph,
    Settings,
    check,
    dumps,
    loads,
    parse,
    strategies,
)
from seeddoc._hypothesis import MODELS, register
from seeddoc.checking import check_across, check_content
from seeddoc.inputs import Content, Source
from seeddoc.strategies import DamagedBundle, Files, KnownQuote, Marks, QuotedArticle, SpelledBundle
from seeddoc.suppressions import read_suppressions
from seeddoc.suppressions import suppress as suppress_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hypothesis.strategies import SearchStrategy

    from seeddoc import Quote

# Looked for long enough that what one example in a few hundred has is found, and always the same ones.
SEARCH = settings(
    max_examples=5000, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
COVER = settings(SEARCH, phases=[Phase.generate])


def assert_covers(strategy: SearchStrategy[Any], features: Mapping[str, Callable[[Any], object]]) -> None:
    """Assert that every feature comes in some example or other."""
    missing = dict(features)

    def look_at(each: object) -> bool:
        for name in [name for name, has in missing.items() if has(each)]:
            del missing[name]
        return not missing

    with suppress(NoSuchExample):
        find(strategy, look_at, settings=COVER)
    assert list(missing) == []


def smallest(strategy: SearchStrategy[Any], condition: Callable[[Any], object] = lambda _: True) -> Any:
    return find(strategy, lambda each: bool(condition(each)), settings=SEARCH)


# --- What is given holds ----------------------------------------------------------------------------------


class TestWhatIsGivenHolds:
    @given(strategies.bundles())
    def test_bundles_can_be_written_and_read(self, bundle: Bundle) -> None:
        assert loads(dumps(bundle)) == bundle

    @given(strategies.spelled_bundles())
    def test_spelled_bundles_say_what_they_say(self, spelled: SpelledBundle) -> None:
        for data in (spelled.text, spelled.text.encode()):
            result = parse(data)
            assert result.errors == ()
            assert result.bundle.documents == spelled.documents
            assert result.outside == ()

    @given(strategies.quoted_articles())
    def test_quotations_that_are_known_are_found(self, known: QuotedArticle) -> None:
        assert [found_as(quote, number) for number, quote in found_in(known.article)] == list(known.quotes)
        assert known.speakers == tuple(
            dict.fromkeys(quote.speaker.text for quote in known.article.quotes if quote.speaker)
        )
        assert known.cues == tuple(quote.cue.text for quote in known.article.quotes if quote.cue)

    @given(strategies.article_texts())
    def test_article_texts_hold_articles(self, text: str) -> None:
        assert seeddoc.parse_article(text).to_text() == text

    @given(strategies.texts(markers=False))
    def test_texts_without_markers(self, text: str) -> None:
        assert parse(text).bundle.documents == ()

    @given(strategies.damaged_bundles(), st.data())
    def test_damaged_bundles_are_read_the_same_in_chunks(self, damaged: DamagedBundle, data: st.DataObject) -> None:
        result = parse(damaged.data)
        reader, found = seeddoc.Reader(), []
        for chunk in data.draw(strategies.chunks(damaged.data)):
            reader.receive(chunk)
        reader.close()
        found = [event for event in reader.events() if isinstance(event, Document)]
        assert tuple(found) == result.bundle.documents
        assert loads(damaged.whole).documents == damaged.documents

    @given(strategies.damaged_bundles(damages=("UTF-16", "not UTF-8")))
    def test_damage_that_is_always_told(self, damaged: DamagedBundle) -> None:
        with pytest.raises(BundleError):
            loads(damaged.data)

    @given(strategies.dialects())
    def test_dialects_write_or_say_that_they_cannot(self, dialect: Dialect) -> None:
        document = Document("a", "A title\n\nText.")
        assert written_in(document, dialect) in (Bundle((document,)), ["B016"])

    @given(st.data())
    def test_chunks_join_to_the_data(self, data: st.DataObject) -> None:
        text, raw = data.draw(st.text()), data.draw(st.binary())
        assert "".join(data.draw(strategies.chunks(text))) == text
        assert b"".join(data.draw(strategies.chunks(raw))) == raw


def written_in(document: Document, dialect: Dialect) -> Bundle | list[str]:
    """Write a document and read it again, or return the codes that say why not."""
    try:
        return loads(dumps([document], dialect=dialect))
    except BundleError as error:
        return [finding.code for finding in error.diagnostics]


def found_in(article: Article) -> Iterable[tuple[int, Quote]]:
    return ((number, quote) for number, each in enumerate(article.paragraphs) for quote in each.quotes)


def found_as(quote: Quote, paragraph: int) -> KnownQuote:
    """Return what was found as what is to be found: of those inside it, only where they are."""
    children = tuple(
        KnownQuote(paragraph, child.start, child.end, child.text, None, None, quote.statement)
        for child in quote.children
    )
    speaker, cue = quote.speaker, quote.cue
    return KnownQuote(
        paragraph,
        quote.start,
        quote.end,
        quote.text,
        speaker.text if speaker else None,
        cue.text if cue else None,
        quote.statement,
        children,
    )


# --- Codes ------------------------------------------------------------------------------------------------


def found_codes(code: str, files: Files) -> set[str]:
    """Check files as the row of a code says that it is found."""
    contents = list(files.values())
    if code == "B015":
        return {finding.code for finding in parse(contents[0], limits=Limits(documents=1)).diagnostics}
    if code == "B016":
        try:
            dumps(loads(contents[0]), dialect="no-closers")
        except BundleError as error:
            return {finding.code for finding in error.diagnostics}
        return set()
    if "seeddoc.toml" in files:
        return about_suppressions(files)
    chosen = Settings(select=[code])
    if isinstance(contents[0], str):
        return {finding.code for finding in check(contents[0], chosen)}
    checked = [
        check_content(Content(Source(None, name, name), data), chosen)
        for name, data in files.items()
        if isinstance(data, bytes)
    ]
    return {finding.code for file in check_across(checked, [chosen] * len(checked)) for finding in file.findings}


def about_suppressions(files: Files) -> set[str]:
    """Find what is said of the suppressions of a configuration among files."""
    texts = {name: data.decode() for name, data in files.items() if isinstance(data, bytes)}
    configuration = texts.pop("seeddoc.toml")
    meant = read_suppressions(tomllib.loads(configuration)["suppressions"], "seeddoc.toml", configuration)
    checked = [
        check_content(Content(Source(None, name, name), text.encode()), Settings()) for name, text in texts.items()
    ]
    notes = suppress_findings(checked, [meant], date(2026, 7, 1)).notes
    return {finding.code for file in notes for finding in file.findings}


@pytest.mark.parametrize("code", CODES)
class TestCodes:
    @settings(max_examples=20)
    @given(st.data())
    def test_faulty_files_yield_it(self, code: str, data: st.DataObject) -> None:
        assert code in found_codes(code, data.draw(strategies.faulty(code)))

    @settings(max_examples=20)
    @given(st.data())
    def test_faultless_ones_do_not(self, code: str, data: st.DataObject) -> None:
        assert code not in found_codes(code, data.draw(strategies.faultless(code)))


def test_others_stand_around_the_example() -> None:
    files = strategies.faulty("A002").map(lambda each: each["example.txt"])
    assert_covers(
        files,
        {
            "before": lambda data: data.startswith(b"<<<FILE before-1"),
            "after": lambda data: b"<<<FILE after-2" in data,
            "fence": lambda data: b"<<<<FILE example" in data,
            "alone": lambda data: data.startswith(b"<<<FILE example") and b"after" not in data,
        },
    )
    assert_covers(strategies.faulty("F001"), {"more": lambda each: "more-0.txt" in each})
    assert isinstance(smallest(strategies.faulty("E002"))["example.txt"], str)


def test_a_code_that_is_none() -> None:
    with pytest.raises(ValueError, match="no code 'X999' with examples"):
        strategies.faulty("X999")


# --- Every feature comes ----------------------------------------------------------------------------------


def is_named(name: str, dialect: Dialect) -> bool:
    return dialect.name == name


def is_in(preset: str, spelled: SpelledBundle) -> bool:
    return spelled.preset == preset


def has_marks(marks: Marks, known: QuotedArticle) -> bool:
    return bool(known.quotes) and marks.opening in known.article.to_text()


def is_damage(name: str, damaged: DamagedBundle) -> bool:
    return damaged.damage == name


class TestEveryFeatureComes:
    def test_of_texts(self) -> None:
        assert_covers(
            strategies.texts(),
            {
                "crlf": lambda text: "\r\n" in text,
                "bom": lambda text: "\ufeff" in text,
                "nul": lambda text: "\0" in text,
                "marker": lambda text: "<<<END FILE>>>" in text.splitlines(),
                "opener": lambda text: parse(text).bundle,
                "separator": lambda text: "\u2028" in text,
                "quotation": lambda text: "“" in text,
                "look_alike": lambda text: "<<<<<<< SEARCH" in text,
                "astral": lambda text: "𝄞" in text,
                "final_newline": lambda text: text.strip() and text.endswith("\n"),
            },
        )

    def test_of_documents(self) -> None:
        def has(key: str) -> Callable[[Document], bool]:
            return lambda document: key in dict(document.attributes)

        assert_covers(
            strategies.documents(),
            {
                "anonymous": lambda document: not document.name,
                "attributes": has("lang"),
                "flag": lambda document: ("BEGIN", "") in document.attributes,
                "size": has("size"),
                "checksum": has("sha256"),
                "base64": lambda document: document.is_base64 and document.data,
                "base64_by_mode": has("mode"),
                "base64_in_lines": lambda document: document.is_base64 and "\n" in document.text,
                "base64_with_size": lambda document: document.is_base64 and "size" in dict(document.attributes),
                "awkward_name": lambda document: ">>>" in document.name,
                "blanks": lambda document: document.name.endswith(" "),
                "longer_fence": lambda document: dumps([document]).startswith("<<<<"),
                "empty": lambda document: not document.text,
            },
        )

    def test_of_documents_without(self) -> None:
        plain = strategies.documents(names=st.just("a"), texts=st.just("x"), attributes=False, base64=False)
        assert smallest(plain) == Document("a", "x")
        with pytest.raises(AssertionError, match="more"):
            assert_covers(plain, {"more": lambda document: document != Document("a", "x")})
        bare = strategies.documents(attributes=False)
        assert_covers(bare, {"base64": lambda document: document.attributes == (("encoding", "base64"),)})

    def test_of_bundles(self) -> None:
        assert_covers(
            strategies.bundles(),
            {
                "empty": lambda bundle: not bundle,
                "several": lambda bundle: len(bundle) == 3,
                "anonymous": lambda bundle: bundle.names.count("") > 1,
                "dialect": lambda bundle: bundle.dialect.name == "path-end",
                "custom": lambda bundle: bundle.dialect.name == "custom",
            },
        )
        two = strategies.bundles(documents=strategies.documents(attributes=False), min_size=2, max_size=2)
        assert len(smallest(two)) == 2

    @pytest.mark.parametrize("preset", PRESETS)
    def test_of_spellings(self, preset: str) -> None:
        assert_covers(
            strategies.spelled_bundles(presets=[preset]),
            {
                "crlf": lambda spelled: spelled.line_end == "\r\n" and not spelled.text.startswith("\ufeff"),
                "bom": lambda spelled: spelled.text.startswith("\ufeff"),
                "several": lambda spelled: len(spelled.documents) == 3,
                "dialect": lambda spelled: parse(spelled.text).bundle.dialect == PRESETS[spelled.preset],
            },
        )

    def test_of_spellings_all(self) -> None:
        assert_covers(
            strategies.spelled_bundles(),
            {preset: partial(is_in, preset) for preset in PRESETS},
        )

    def test_of_dialects(self) -> None:
        assert_covers(
            strategies.dialects(),
            dict(
                block=lambda dialect: dialect.block and dialect.name == "custom",
                naming=lambda dialect: dialect.naming == "`",
                no_closer=lambda dialect: not dialect.closer,
                closing=lambda dialect: dialect.closing and dialect.name == "custom",
                flags=lambda dialect: dialect.words and dialect.name == "custom",
                crlf=lambda dialect: dialect.line_end == "\r\n",
                **{f"preset {name}": partial(is_named, name) for name in PRESETS},
            ),
        )

    def test_of_articles(self) -> None:
        assert_covers(
            strategies.articles(),
            {
                "no_paragraphs": lambda article: not article.paragraphs,
                "hard_wrapped": lambda article: any("\n" in each.text for each in article.paragraphs),
                "crlf": lambda article: any("\r\n" in each.text for each in article.paragraphs),
                "quotes": lambda article: article.quotes,
                "title_quotes": lambda article: article.title_quotes,
                "no_break_space": lambda article: "\xa0" in article.to_text().strip(),
            },
        )
        assert_covers(
            strategies.article_texts(),
            {
                "layout": lambda text: text != seeddoc.parse_article(text).to_text().strip() and text.startswith("\n"),
                "no_blank_line": lambda text: any(each.code == "A003" for each in check(Document("a", text))),
            },
        )

    def test_of_quotations(self) -> None:
        def quotes(condition: Callable[[KnownQuote], object]) -> Callable[[QuotedArticle], bool]:
            return lambda known: any(condition(quote) for quote in known.quotes)

        assert_covers(
            strategies.quoted_articles(),
            dict(
                none=lambda known: not known.quotes,
                plain_paragraph=lambda known: len(known.article.paragraphs) > len(known.quotes) > 0,
                bare=quotes(lambda quote: quote.speaker is None),
                nested=quotes(lambda quote: quote.children),
                split=quotes(lambda quote: quote.speaker and not quote.cue),
                told=quotes(lambda quote: quote.cue == "told"),
                astral=quotes(lambda quote: "🗎" in quote.text),
                several_speakers=lambda known: len(known.speakers) > 2,
                **{f"marks {marks.opening}": partial(has_marks, marks) for marks in strategies.MARKS},
            ),
        )

    def test_of_damage(self) -> None:
        assert_covers(
            strategies.damaged_bundles(),
            dict(
                opener=lambda each: b"<<<FILE" in each.whole[:9] and each.data[:9] != each.whole[:9],
                closer=lambda each: (
                    each.damage == "missing" and parse(each.data).errors and each.data[:9] == each.whole[:9]
                ),
                told=lambda each: parse(each.data).errors,
                untold=lambda each: each.damage == "joined with the line before" and not parse(each.data).errors,
                **{name: partial(is_damage, name) for name in strategies.DAMAGES},
            ),
        )

    def test_of_the_small_models(self) -> None:
        assert_covers(
            strategies.quotes(),
            {
                "children": lambda quote: quote.children,
                "bare": lambda quote: quote.kind == "bare",
                "reason": lambda quote: quote.rule,
            },
        )
        assert_covers(strategies.statements(), {"split": lambda statement: len(statement.quotes) > 1})
        assert_covers(strategies.mentions(), {"speaker": lambda each: each.name, "cue": lambda each: each.name is None})
        assert_covers(
            strategies.spans(),
            {"empty": lambda span: span.start == span.end, "long": lambda span: span.end > span.start},
        )
        assert_covers(
            strategies.positions(),
            {"line": lambda each: each.line > 1, "wide": lambda each: each.utf16_offset > each.offset},
        )
        assert_covers(
            strategies.diagnostics(), {"placed": lambda each: each.line > 1, "named": lambda each: each.document}
        )
        assert_covers(strategies.diagnostics(), {code: partial(is_of, code) for code in CODES})


def is_of(code: str, finding: Diagnostic) -> bool:
    return finding.code == code


# --- Everything shrinks -----------------------------------------------------------------------------------


class TestEverythingShrinks:
    @pytest.mark.parametrize(
        ("strategy", "wanted"),
        [
            (strategies.texts(), ""),
            (strategies.names(), "a"),
            (strategies.attributes(), ()),
            (strategies.titles(), "a"),
            (strategies.articles(), Article("a")),
            (strategies.article_texts(), "a\n\n"),
            (strategies.paragraphs(), Paragraph("a")),
            (strategies.documents(), Document("a", "")),
            (strategies.dialects(), seeddoc.CANONICAL),
            (strategies.quoted_articles(), QuotedArticle(Article("The river"), ())),
            (strategies.bundles(), Bundle()),
            (strategies.spelled_bundles().map(lambda each: each.text), "<<<FILE a>>>\n\n<<<END FILE>>>\n"),
            (strategies.spans(), seeddoc.Span(0, 0)),
            (strategies.positions(), seeddoc.Position(0, 0, 0, 1, 1)),
        ],
    )
    def test_to_the_smallest_there_is(self, strategy: SearchStrategy[Any], wanted: object) -> None:
        assert smallest(strategy) == wanted

    def test_to_the_smallest_with_a_fault(self) -> None:
        assert smallest(strategies.texts(), lambda text: "<<<END FILE>>>" in text) == "<<<END FILE>>>"
        assert smallest(strategies.bundles(), len) == Bundle((Document("a", ""),))
        assert smallest(strategies.documents(), lambda each: "\r" in each.text) == Document("a", "\r")
        assert smallest(strategies.documents(), lambda each: each.is_base64) == Document(
            "a", "", (("encoding", "base64"),)
        )
        assert smallest(strategies.articles(), lambda each: each.paragraphs) == Article("a", ("a",))
        known = smallest(strategies.quoted_articles(), lambda each: each.speakers)
        assert known.article.to_text() == 'The river\n\n"We wait," said Ann Roe.'
        assert smallest(strategies.quoted_articles(), lambda each: len(each.quotes) > 1).article.paragraphs[0].text == (
            '"We wait," said Ann Roe.'
        )
        damaged = smallest(strategies.damaged_bundles(), lambda each: parse(each.data).errors)
        assert damaged.data == b"<FILE a>>>\n\n<<<END FILE>>>\n" or len(damaged.data) <= len(
            b"<<<FILE a>>>\n\n<<<END FILE>>>\n"
        )
        assert len(damaged.documents) == 1


# --- Knobs ------------------------------------------------------------------------------------------------


def test_knobs_that_are_none() -> None:
    with pytest.raises(ValueError, match=r"damages are some of character lost, .*, not melted"):
        strategies.damaged_bundles(damages=("melted",))
    with pytest.raises(ValueError, match="not none"):
        strategies.damaged_bundles(damages=())
    with pytest.raises(ValueError, match="min_quotes is from 0 to max_quotes, not 3 of 2"):
        strategies.quoted_articles(min_quotes=3, max_quotes=2)
    with pytest.raises(ValueError, match="no dialect is named so"):
        smallest(strategies.spelled_bundles(presets=["none"]))


def test_numbers_of_quotations() -> None:
    three = strategies.quoted_articles(min_quotes=3, max_quotes=3, nested=False, marks=strategies.MARKS[:1])
    assert len(smallest(three).quotes) == 3
    one = strategies.quoted_articles(min_quotes=1, max_quotes=1)
    assert len(smallest(one).quotes) == 1


def test_a_split_quotation_may_fill_the_number() -> None:
    two = strategies.quoted_articles(min_quotes=2, max_quotes=2)
    assert len(smallest(two, lambda known: known.quotes[0].statement == known.quotes[1].statement).quotes) == 2


# --- Types ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_from_type(model: type) -> None:
    value = smallest(st.from_type(model))
    assert isinstance(value, model)
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own


def test_from_type_by_entry_point() -> None:
    code = (
        "import hypothesis.strategies as st; from hypothesis import find; import seeddoc; "
        "print(find(st.from_type(seeddoc.Article), lambda article: article.paragraphs).to_text())"
    )
    ended = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "a\n\na\n"


def test_the_strategies_can_be_imported_first() -> None:
    code = "import seeddoc.strategies as s; from hypothesis import find; print(find(s.titles(), bool))"
    ended = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "a\n"


def test_models_have_strategies() -> None:
    register()  # a second time is no harm
    assert set(MODELS.values()) <= set(strategies.__all__)


def test_without_hypothesis_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "seeddoc.strategies")
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'seeddoc\[hypothesis\]'"):
        import seeddoc.strategies  # noqa: F401
