"""Objects shared between threads and processes: what is worked out later is worked out whole, then kept in one step."""

from __future__ import annotations

import importlib
import multiprocessing
import pickle
import pkgutil
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pytest

import seeddoc
from seeddoc import Bundle, Document, check, parse, to_json
from seeddoc.quotes.english import english
from seeddoc.quotes.english.words import _Tags
from seeddoc.quotes.passages import END

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from seeddoc.quotes import Quote

THREADS: Final = 6
ROUNDS: Final = 8

TEXT: Final = """The mayor says “no”

Ann Roe, the mayor of Ulm, met Bo Lund, a baker. “We go,” said Roe. “Then we stay.”

“Nobody asked us,” Lund told the ‘Evening Post’ on Monday, after what he called “a ‘bad’ year”.

“I never said ‘yes’,” she said, and the baker – whom she had known for years – answered: “Of course not.

“But you might have.”
"""
DATA: Final = "".join(f"<<<FILE {number % 4}.txt>>>\n{TEXT}\n<<<END FILE>>>\n" for number in range(6)).encode()


def describe_quote(quote: Quote) -> tuple[object, ...]:
    """All of a quote, with what is worked out when it is asked for."""
    speaker = quote.speaker
    return (
        quote,
        quote.runner_up,
        quote.evidence,
        speaker and (speaker.name, speaker.position),
        quote.position,
        [describe_quote(child) for child in quote.children],
    )


def describe(bundle: Bundle) -> list[object]:
    """All that can be asked of documents."""
    found: list[object] = [bundle.duplicates, [list(map(bundle.__contains__, ("0.txt", "9.txt")))]]
    for document in bundle:
        article = document.article
        found += [document, document.position, article, article.spans, article.speakers, article.position]
        found += map(describe_quote, (*article.title_quotes, *article.quotes))
        found += [paragraph.position for paragraph in article.paragraphs]
    return [*found, *check(bundle)]


def describe_text(data: bytes) -> list[object]:
    return describe(parse(data).bundle)


def copied(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - its own


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def in_threads(function: Callable[[], object]) -> list[object]:
    """Call a function in several threads that begin at once."""
    barrier = threading.Barrier(THREADS)

    def run(_number: int) -> object:
        barrier.wait()
        return function()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


@pytest.mark.usefixtures("hasty")
class TestThreads:
    @pytest.fixture
    def expected(self) -> list[object]:
        return describe_text(DATA)

    def test_one_bundle_is_asked_by_all(self, expected: list[object]) -> None:
        for _ in range(ROUNDS):
            bundle = parse(DATA).bundle
            assert all(found == expected for found in in_threads(partial(describe, bundle)))

    def test_each_reads_its_own(self, expected: list[object]) -> None:
        assert all(found == expected for found in in_threads(lambda: describe_text(DATA)))

    def test_one_bundle_is_written_by_all(self) -> None:
        bundle = parse(DATA).bundle
        expected = to_json(parse(DATA).bundle)
        assert in_threads(lambda: to_json(bundle)) == [expected] * THREADS

    def test_one_document_is_pickled_while_it_is_asked(self) -> None:
        for _ in range(ROUNDS):
            document = parse(DATA).bundle[0]
            expected = [quote.speaker for quote in parse(DATA).bundle[0].article.quotes]

            def ask(document: Document = document) -> object:
                return [
                    quote.speaker for quote in (document, copied(document))[threading.get_ident() % 2].article.quotes
                ]

            assert in_threads(ask) == [expected] * THREADS


def test_what_another_thread_makes_it_forget_is_worked_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tags of words are forgotten when there are too many, maybe while a paragraph is read elsewhere."""
    expected = describe_text(DATA)
    known = _Tags.__missing__

    def forgotten(tags: _Tags, word: str) -> str:
        tags.clear()
        return known(tags, word)

    monkeypatch.setattr(_Tags, "__missing__", forgotten)
    english.cache_clear()
    assert describe_text(DATA) == expected
    assert _Tags({}, {})[""] == END


class TestProcesses:
    @pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
    @pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
    def test_what_was_made_here_is_the_same_there(self, method: str) -> None:
        bundle = parse(DATA).bundle
        expected = copied(describe(bundle))  # asked before the others are made
        context: Any = multiprocessing.get_context(method)
        with context.Pool(2) as pool:
            found = [*pool.map(describe, [bundle, copied(bundle)]), *pool.map(describe_text, [DATA])]
        assert [each == expected for each in found] == [True] * 3


def modules() -> list[ModuleType]:
    """All modules of the package whose extras are there."""
    found = []
    for info in pkgutil.walk_packages(seeddoc.__path__, "seeddoc."):
        try:
            found.append(importlib.import_module(info.name))
        except ImportError:
            assert info.name.split(".")[1] in {"dask", "spark"}, info.name
    return found


def state() -> dict[str, str]:
    """What could change in the modules: their lists, dictionaries and sets."""
    return {
        f"{module.__name__}.{name}": repr(value)
        for module in modules()
        for name, value in vars(module).items()
        if isinstance(value, (list, dict, set, bytearray)) and not name.startswith("__")
    }


def test_no_module_has_a_state() -> None:
    before = state()
    assert len(before) > 10
    describe_text(DATA)
    to_json(parse(DATA).bundle)
    assert state() == before
