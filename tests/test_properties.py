"""The laws of the format, each as a class whose docstring is the sentence of the specification."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, AnyStr, TypeVar

import attrs
import pytest
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st

from seeddoc import (
    CODES,
    NEED_DATA,
    PRESETS,
    Article,
    ArticleError,
    Bundle,
    BundleError,
    Diagnostic,
    Document,
    Outside,
    Position,
    Reader,
    check,
    dumps,
    iter_documents,
    loads,
    parse,
    parse_article,
)
from seeddoc.positions import resolve
from tests import strategies

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from seeddoc import ParseResult

T = TypeVar("T")


def naive_position(data: str | bytes, offset: int) -> Position:
    """Count everything before an offset in code points, one by one; U+DC80 to U+DCFF stand for one byte each."""
    text = data if isinstance(data, str) else data.decode("utf-8", "surrogateescape")
    before = text[:offset]
    size = sum(1 if "\udc80" <= char <= "\udcff" else len(char.encode("utf-8", "surrogatepass")) for char in before)
    units = sum(2 if ord(char) > 0xFFFF else 1 for char in before)
    line = 1 + sum(char == "\n" for char in before)
    return Position(offset, size, units, line, offset - (before.rfind("\n") + 1) + 1)


def code_points(data: str | bytes) -> int:
    return len(data if isinstance(data, str) else data.decode("utf-8", "surrogateescape"))


def seen(diagnostic: Diagnostic) -> tuple[object, ...]:
    """All that a finding says, its places resolved."""
    said = diagnostic.code, diagnostic.message, diagnostic.severity, diagnostic.document
    return (*said, diagnostic.position, diagnostic.end_position)


def by_place(diagnostic: Diagnostic) -> tuple[int, str]:
    return diagnostic.offset, diagnostic.code


def is_valid(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


class TestRoundTrip:
    """S2.4: every text, with or without a final newline, comes back exactly."""

    @given(strategies.bundles())
    @example(Bundle([Document("a", ""), Document("b", "\n"), Document("c", "\r"), Document("d", "\r\n")]))
    @example(Bundle([Document("a", "x\ufeff"), Document("\ufeff", "\ufeffx")]))
    @example(Bundle([Document("a", "x", (("BEGIN", ""), ("k", '"\\')))]))
    @example(Bundle([Document("\r", "x"), Document(" ", "y"), Document("END", "z")]))
    def test_loads_of_dumps(self, bundle: Bundle) -> None:
        written = dumps(bundle)
        for data in (written, written.encode()):
            result = parse(data)
            assert result.bundle == bundle
            assert result.errors == ()
            assert result.outside == ()
            assert loads(data) == bundle

    @given(strategies.bundles())
    def test_dumps_of_loads(self, bundle: Bundle) -> None:
        written = dumps(bundle)
        assert dumps(loads(written)) == written

    @given(strategies.bundles())
    def test_concatenation(self, bundle: Bundle) -> None:
        assert "".join(dumps([document]) for document in bundle) == dumps(bundle)

    @given(strategies.bundles())
    def test_integrity(self, bundle: Bundle) -> None:
        read = loads(dumps(bundle, integrity=True))
        assert [document.text for document in read] == [document.text for document in bundle]
        for document in read:
            assert {"sha256"} <= {key.lower() for key, _ in document.attributes}

    @given(strategies.texts())
    def test_nesting_three_deep(self, text: str) -> None:
        outer = innermost = Bundle([Document("0", text)])
        for depth in (1, 2, 3):
            outer = Bundle([Document(str(depth), dumps(outer)), Document("beside", text)])
        for _ in (1, 2, 3):
            outer = loads(loads(dumps(outer))[0].text)
        assert outer == innermost


class TestDialects:
    """S4.9.3: `dumps(loads(s), dialect=d) == s` for every s that the writer wrote in d."""

    @settings(max_examples=strategies.more_examples(300))
    @given(strategies.form_texts())
    def test_dumps_of_loads(self, written: tuple[strategies.Form, str, list[tuple[str, str]]]) -> None:
        form, text, pairs = written
        result = parse(text)
        assert [(document.name, document.text) for document in result.bundle] == pairs
        assert result.errors == ()
        assert result.outside == ()
        assert dumps(result.bundle, dialect=PRESETS[form.preset]) == text

    @settings(max_examples=strategies.more_examples(200))
    @given(strategies.form_texts())
    def test_the_dialect_is_reported(self, written: tuple[strategies.Form, str, list[tuple[str, str]]]) -> None:
        form, text, _ = written
        result = parse(text)
        assert result.dialects == (PRESETS[form.preset],)
        assert result.bundle.dialect == PRESETS[form.preset]
        assert dumps(result.bundle, dialect=result.bundle.dialect) == text

    @given(st.sampled_from(sorted(PRESETS)), strategies.bundles(), st.sampled_from(("\n", "\r\n")))
    def test_what_is_written_reads_back_or_is_refused(self, preset: str, bundle: Bundle, line_end: str) -> None:
        dialect = attrs.evolve(PRESETS[preset], line_end=line_end)
        try:
            written = dumps(bundle, dialect=dialect)
        except BundleError:
            assert dialect != PRESETS["canonical"]  # which can express all
        else:
            read = loads(written)
            assert read == bundle
            assert dumps(read, dialect=dialect) == written

    def test_the_presets_are_those_of_the_specification(self) -> None:
        assert {form.preset for form in strategies.FORMS} == set(PRESETS)
        for form in strategies.FORMS:
            attributes = (("BEGIN", ""),) if form.preset == "name-begin" else ()
            written = dumps([Document("name", "x", attributes)], dialect=PRESETS[form.preset])
            assert written == "".join(line + "\n" for line in (form.opener, "x", form.closer) if line)


class TestArticles:
    """Section 6: `parse_article(a.to_text()) == a` for all articles, `parse_article(t).to_text() == t` for texts."""

    @given(strategies.article_texts() | strategies.texts() | st.text())
    @example("a\n\x1c\nb")
    @example("\ufeff")
    @example("a\r\n\r\nb\r\r")
    def test_texts(self, text: str) -> None:
        assume(text.strip(strategies.WHITE_SPACE))
        article = parse_article(text)
        assert article.to_text() == text
        blocks = (article.title, *(paragraph.text for paragraph in article.paragraphs))
        assert tuple(text[span.start : span.end] for span in article.spans) == blocks

    @given(strategies.articles())
    def test_articles(self, article: Article) -> None:
        written = article.to_text()
        assert parse_article(written) == article
        assert written == "\n\n".join((article.title, *(paragraph.text for paragraph in article.paragraphs)))

    @given(strategies.article_texts(), strategies.titles(), st.lists(strategies.paragraph_texts(), max_size=4))
    @example("Title\none\n\ntwo", "Title", ["one", "two"])
    @example("\nTitle\n\none\n", "x", ["y\nz"])
    @example("T\nx\n", "T", [])
    def test_edited(self, text: str, title: str, paragraphs: list[str]) -> None:
        read = parse_article(text)
        for edited in (
            attrs.evolve(read, title=title),
            attrs.evolve(read, paragraphs=paragraphs),
            attrs.evolve(read, title=title, paragraphs=(*read.paragraphs, *paragraphs)),
            attrs.evolve(read, paragraphs=read.paragraphs[1:]),
        ):
            assert parse_article(edited.to_text()) == edited
        assert attrs.evolve(read, title=read.title) == read
        assert attrs.evolve(read, title=read.title).to_text() == text

    @given(st.text(alphabet=strategies.WHITE_SPACE))
    def test_blank_texts(self, text: str) -> None:
        with pytest.raises(ArticleError):
            parse_article(text)

    @given(strategies.article_texts())
    def test_positions_of_blocks(self, text: str) -> None:
        document = loads(f"\n<<<<<FILE é𝄞>>>>>\n{text}\n<<<<<END FILE>>>>>\n".encode())[0]
        prefix = "\n<<<<<FILE é𝄞>>>>>\n"
        article = document.article
        whole = prefix + text
        places = [(block.position, block.end_position) for block in article.paragraphs]
        for (start, end), span in zip([(article.position, article.end_position), *places], article.spans, strict=True):
            assert start == naive_position(whole, len(prefix) + span.start)
            assert end == naive_position(whole, len(prefix) + span.end)


class TestPickling:
    """House rule: every model, error and result pickles, and keeps its places."""

    @given(strategies.garbage() | strategies.garbage_bytes())
    def test_results(self, data: str | bytes) -> None:
        result = parse(data)
        again = pickle.loads(pickle.dumps(result))  # noqa: S301 (made here)
        assert again == result
        assert [document.position for document in again.bundle] == [document.position for document in result.bundle]
        assert [seen(finding) for finding in again.diagnostics] == [seen(finding) for finding in result.diagnostics]

    @given(strategies.garbage() | strategies.garbage_bytes())
    def test_errors(self, data: str | bytes) -> None:
        assume(parse(data).errors)
        with pytest.raises(BundleError) as caught:
            loads(data)
        error = caught.value
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 (made here)
        assert type(again) is type(error)
        assert (again.args, str(again), again.line) == (error.args, str(error), error.line)

    @given(strategies.article_texts(), strategies.articles())
    def test_articles(self, text: str, made: Article) -> None:
        read = loads(f"<<<<<FILE a>>>>>\n{text}\n<<<<<END FILE>>>>>\n")[0].article
        for article in (read, made):
            again = pickle.loads(pickle.dumps(article))  # noqa: S301 (made here)
            assert again == article
            assert again.to_text() == article.to_text()
            assert again.position == article.position
            assert again.quotes == article.quotes
            for one, other in zip(again.paragraphs, article.paragraphs, strict=True):
                assert pickle.loads(pickle.dumps(other)) == other  # noqa: S301 (made here)
                assert (one.position, one.quotes) == (other.position, other.quotes)

    def test_a_document_does_not_carry_its_source(self) -> None:
        source = dumps([Document("big", "x" * 1_000_000), Document("small", "é“Yes,” she said.")])
        document = loads(source)["small"]
        for model in (document, document.article, document.article.paragraphs, document.article.quotes):
            assert len(pickle.dumps(model)) < 2000
        again = pickle.loads(pickle.dumps(document))  # noqa: S301 (made here)
        assert again.position == document.position == naive_position(source, source.index("é"))
        assert again.article.position == document.position


def received(chunks: list[AnyStr]) -> tuple[list[Document], list[Diagnostic], list[tuple[int, int]]]:
    """Read chunks; check on the way that every finding of a document stands before it."""
    reader, documents, findings, outside = Reader(), list[Document](), list[Diagnostic](), list[tuple[int, int]]()

    def take() -> None:
        while (event := reader.next_event()) not in {None, NEED_DATA}:
            if isinstance(event, Document):
                documents.append(event)
            elif isinstance(event, Diagnostic):
                findings.append(event)
            elif isinstance(event, Outside):
                outside.append((resolve(event.start).offset, resolve(event.end).offset))

    for chunk in chunks:
        reader.receive(chunk)
        take()
    assert reader.next_event() is NEED_DATA
    reader.close()
    take()
    assert reader.next_event() is None
    return documents, findings, outside


def assert_same_in_chunks(data: AnyStr, chunks: list[AnyStr]) -> None:
    result = parse(data)
    documents, findings, outside = received(chunks)
    assert tuple(documents) == result.bundle.documents
    assert [document.position for document in documents] == [document.position for document in result.bundle]
    assert [seen(finding) for finding in sorted(findings, key=by_place)] == [
        seen(finding) for finding in result.diagnostics
    ]
    assert sorted(outside) == [(span.start, span.end) for span in result.outside]


class TestChunks:
    """api.md: a reader does no input or output and takes any chunking."""

    @given(strategies.garbage(), st.data())
    @example("\ufeff<<<FILE a>>>\r\nx\r\n<<<END FILE>>>\r", None)
    def test_text(self, text: str, data: st.DataObject | None) -> None:
        assert_same_in_chunks(text, data.draw(strategies.chunkings(text)) if data else list(text))

    @given(strategies.garbage_bytes(), st.data())
    @example("\ufeff<<<FILE é>>>\r\n𝄞\r\n<<<END FILE>>>\r".encode(), None)
    @example(b"\xff\xfe\x00\x00", None)
    def test_bytes(self, raw: bytes, data: st.DataObject | None) -> None:
        single = [raw[at : at + 1] for at in range(len(raw))]
        assert_same_in_chunks(raw, data.draw(strategies.chunkings(raw)) if data else single)

    @given(strategies.bundles(), st.data())
    def test_well_formed(self, bundle: Bundle, data: st.DataObject) -> None:
        raw = dumps(bundle).encode()
        assert_same_in_chunks(raw, data.draw(strategies.chunkings(raw)))


class TestTotality:
    """S5.1.4: `parse` never raises on content; `loads` raises only with findings."""

    @given(strategies.garbage() | strategies.garbage_bytes())
    def test_loads_raises_just_where_there_are_errors(self, data: str | bytes) -> None:
        result = parse(data)
        if result.errors:
            with pytest.raises(BundleError) as caught:
                loads(data)
            assert caught.value.diagnostics == result.diagnostics
            first = result.errors[0]
            assert (caught.value.line, caught.value.column, caught.value.offset) == (
                first.line,
                first.column,
                first.offset,
            )
        else:
            assert loads(data) == result.bundle

    @given(strategies.garbage())
    def test_parse_article(self, text: str) -> None:
        if text.strip(strategies.WHITE_SPACE):
            assert parse_article(text).to_text() == text
        else:
            with pytest.raises(ArticleError):
                parse_article(text)

    @given(strategies.garbage() | strategies.garbage_bytes())
    def test_iter_documents(self, data: str | bytes) -> None:
        result, found = parse(data), list[Diagnostic]()
        assert tuple(iter_documents(data, errors=found.append)) == result.bundle.documents
        assert sorted(map(seen, found), key=repr) == sorted(map(seen, result.diagnostics), key=repr)
        skipped = list(iter_documents(data, errors="skip"))
        rest = iter(result.bundle)
        assert all(document in rest for document in skipped)  # in this order
        assert all(document.complete for document in skipped)
        if result.errors:
            with pytest.raises(BundleError):
                list(iter_documents(data))
        else:
            assert tuple(iter_documents(data)) == result.bundle.documents == tuple(skipped)

    @given(strategies.garbage() | strategies.garbage_bytes())
    def test_check(self, data: str | bytes) -> None:
        result = parse(data)
        before = pickle.dumps(result)
        found = check(result)
        assert found == check(data)
        assert set(map(seen, result.diagnostics)) <= set(map(seen, found))
        assert list(found) == sorted(found, key=by_place)
        assert check(result.bundle) is not None
        again = pickle.loads(before)  # noqa: S301 (made here)
        assert result == again
        assert [document.text for document in result.bundle] == [document.text for document in again.bundle]

    @given(strategies.articles())
    def test_check_leaves_articles_alone(self, article: Article) -> None:
        document = Document("a", article.to_text())
        before = repr(document)
        check(document)
        assert repr(document) == before
        assert document.article == article


def places_of(result: ParseResult) -> list[Position]:
    findings = [place for finding in result.diagnostics for place in (finding.position, finding.end_position)]
    return findings + [document.position for document in result.bundle if document.position]


class TestPlaces:
    """S5.1.2: lines and columns are 1-based, in code points; offsets in code points, UTF-8 bytes, UTF-16 units."""

    @given(strategies.garbage() | strategies.garbage_bytes())
    @example("\ud800\n<<<FILE a>>>\n𝄞\udc80")
    @example(b"\xed\xa0\x80 \xf0\x9d\x84\n<<<END>>>")
    def test_positions(self, data: str | bytes) -> None:
        result = parse(data)
        for place in places_of(result):
            assert place == naive_position(data, place.offset)

    @given(strategies.garbage() | strategies.garbage_bytes())
    def test_spans(self, data: str | bytes) -> None:
        result, size = parse(data), code_points(data)
        for finding in result.diagnostics:
            assert 0 <= finding.offset <= finding.end_position.offset <= size
            assert finding.code in CODES
            assert finding.severity == CODES[finding.code].severity
        ends = 0
        for span in result.outside:
            assert ends <= span.start < span.end <= size
            ends = span.end

    @given(strategies.garbage())
    def test_texts_stand_where_they_say(self, text: str) -> None:
        for document in parse(text).bundle:
            assert document.position is not None
            assert text.startswith(document.text, document.position.offset)
        for span in parse(text).outside:
            outside = text[span.start : span.end]
            assert outside
            assert outside == outside.strip(strategies.WHITE_SPACE)

    @given(strategies.garbage().filter(is_valid))
    def test_bytes_and_text_agree(self, text: str) -> None:
        one, other = parse(text), parse(text.encode())
        assert one == other
        assert places_of(one) == places_of(other)


class TestValues:
    """House rule: models are values: equal, and with one hash, where they say the same."""

    @given(strategies.documents())
    def test_documents(self, document: Document) -> None:
        again = Document(document.name, document.text, list(document.attributes))
        assert again == document
        assert hash(again) == hash(document)
        for other in (
            attrs.evolve(document, name=document.name + "x"),
            attrs.evolve(document, text=document.text + "x"),
            attrs.evolve(document, complete=False),
        ):
            assert other != document

    @given(strategies.bundles(), strategies.articles())
    def test_bundles_and_articles(self, bundle: Bundle, article: Article) -> None:
        assert hash(loads(dumps(bundle))) == hash(bundle) if bundle else len(bundle) == 0
        assert hash(parse_article(article.to_text())) == hash(article)
        assert len({*article.paragraphs, *parse_article(article.to_text()).paragraphs}) == len(set(article.paragraphs))


def sample(strategy: SearchStrategy[T], count: int) -> list[T]:
    """Take many examples of a strategy: many, since they also depend on which modules are loaded."""
    found: list[T] = []

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def take(example: T) -> None:
        found.append(example)

    take()
    return found


class TestStrategies:
    """What the strategies never make, the laws above never meet."""

    def test_texts(self) -> None:
        found = "".join(sample(strategies.texts(), 2500))
        parts = ("\r\n", "\r", "\x00", "\ufeff", "𝄞", "\u2028", "\x85", "“", '"', ">>>", "<<<<", "FILE>>>", ">>>END")
        assert [part for part in (*parts, *strategies.KEYWORDS) if part not in found] == []

    def test_names(self) -> None:
        found = sample(strategies.names(), 1500)
        assert [name for name in found if "\n" in name] == []
        parts = ("\r", "=", '"', "'", "`", "<<<", ">>>", "\\", "size=", "é", "END", " ", "\t")
        assert [part for part in parts if not any(part in name for name in found)] == []
        assert "" in found

    def test_every_finding(self) -> None:
        inputs = [*sample(strategies.soups(), 1500), *sample(strategies.garbage(), 200)]
        results = [*map(parse, inputs), *map(parse, sample(strategies.garbage_bytes(), 200))]
        codes = {finding.code for result in results for finding in result.diagnostics}
        expected = {code for code, row in CODES.items() if row.scope in {"bundle", "writing"}}
        of_names = {"N003", "N004", "N005", "N006"}  # by `check` only
        assert expected - codes == {"B015", "B016", "I002"} | of_names  # by limits, the writer, and checksums only

    def test_every_preset(self) -> None:
        found = {form for form, _, _ in sample(strategies.form_texts(), 900)}
        assert found == set(strategies.FORMS)

    def test_bundles(self) -> None:
        found = sample(strategies.bundles(), 400)
        documents = [document for bundle in found for document in bundle]
        assert {len(bundle) for bundle in found} == {0, 1, 2, 3}
        assert {"", "\n", "\r"} <= {document.text[-1:] for document in documents}
        assert {"", "size"} <= {key.lower() for document in documents for key, _ in document.attributes} | {
            document.name for document in documents
        }
        assert any(value == "" for document in documents for _, value in document.attributes)
        assert any("<<<<" in dumps(bundle) for bundle in found)

    def test_articles(self) -> None:
        found = sample(strategies.articles(), 200)
        assert {len(article.paragraphs) for article in found} == {0, 1, 2, 3}
        assert any("\n" in paragraph.text for article in found for paragraph in article.paragraphs)
        assert any(article.quotes for article in found)

    def test_article_texts(self) -> None:
        found = [parse_article(text) for text in sample(strategies.article_texts(), 200)]
        assert any(article.to_text() != attrs.evolve(article, layout=None).to_text() for article in found)

    def test_chunkings(self) -> None:
        found = sample(strategies.chunkings("abcd"), 200)
        assert {"".join(chunks) for chunks in found} == {"abcd"}
        assert ["a", "b", "c", "d"] in found
        assert any("" in chunks for chunks in found)
        assert len({len(chunks) for chunks in found}) > 4
