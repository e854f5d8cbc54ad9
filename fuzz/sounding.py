"""What holds for whatever is found in whatever text: models in, an AssertionError where one is not sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seeddoc import CODES, Mention, ParseResult, Quote, find_quotes
from seeddoc.quotes import rule_summary
from seeddoc.quotes.marks import STYLES
from seeddoc.quotes.models import statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# All marks that open or close quotations, of all styles.
MARKS: Final = {mark for style in STYLES for mark in (style.opener, *style.closers, *style.stand_ins)}


def assert_spans(result: ParseResult, size: int) -> None:
    """Assert that findings and outside text stand in the input, of so many code points, in their order."""
    at = 0
    for finding in result.diagnostics:
        assert at <= finding.offset <= finding.end_position.offset <= size
        assert finding.severity == CODES[finding.code].severity
        at = finding.offset
    at = 0
    for span in result.outside:
        assert at <= span.start < span.end <= size
        at = span.end


def assert_quotes(paragraphs: list[str]) -> None:
    """Assert what holds of whatever is found in whatever paragraphs."""
    result = find_quotes(paragraphs)
    assert result == find_quotes(paragraphs)
    assert len(result) == len(paragraphs)
    for here, found in enumerate(result):
        _assert_ordered(found, 0, len(paragraphs[here]))
        for quote in _every(found):
            _assert_quoted(quote, paragraphs[here])
            _assert_explained(quote)
            for mention in _mentions(quote):
                assert here + mention.paragraph >= 0
                there = paragraphs[here + mention.paragraph][mention.start : mention.end]
                assert there == mention.text == mention.text.strip()
    _assert_numbered([quote for found in result for quote in found])


def _every(quotes: Sequence[Quote]) -> Iterator[Quote]:
    for quote in quotes:
        yield quote
        yield from _every(quote.children)


def _mentions(quote: Quote) -> Iterator[Mention]:
    other = quote.runner_up.speaker if quote.runner_up else None
    return (each for each in (quote.speaker, quote.cue, quote.evidence, other) if each is not None)


def _assert_ordered(quotes: Sequence[Quote], start: int, end: int) -> None:
    """Assert that quotes stand in a stretch of their paragraph, one after another, with their children inside."""
    for quote in quotes:
        assert start <= quote.start < quote.end <= end
        _assert_ordered(quote.children, quote.start, quote.end)
        start = quote.end


def _assert_quoted(quote: Quote, paragraph: str) -> None:
    """Assert that a quote is what stands between two marks, or after one."""
    whole = paragraph[quote.start : quote.end]
    openers = [mark for mark in MARKS if whole.startswith(mark + quote.text)]
    assert {whole[len(mark + quote.text) :] for mark in openers} & {"", *MARKS}


def _assert_explained(quote: Quote) -> None:
    """Assert that a quote has all of what tells its speaker, or nothing."""
    if quote.speaker is None:
        assert (quote.kind, quote.cue, quote.rule, quote.evidence) == ("bare", None, None, None)
        assert (quote.confidence, quote.runner_up) == (None, None)
        return
    assert quote.kind != "bare"
    assert quote.speaker.name
    assert rule_summary(quote.rule or "")
    assert quote.confidence is not None
    assert 0 < quote.confidence < 1
    assert quote.evidence is not None
    assert quote.evidence.start <= quote.speaker.start < quote.speaker.end <= quote.evidence.end
    if quote.runner_up is not None:
        assert 0 < quote.runner_up.confidence < 1
        assert quote.runner_up.speaker != quote.speaker


def _assert_numbered(quotes: list[Quote]) -> None:
    """Assert that statements are numbered in the order of their first quotes, and those nested after them."""
    numbers = list(dict.fromkeys(quote.statement for quote in quotes))
    nested = [child.statement for quote in quotes for child in _every(quote.children)]
    assert numbers == list(range(len(numbers)))
    assert nested == list(range(len(numbers), len(numbers) + len(nested)))
    assert sum(len(each.quotes) for each in statements(quotes)) == len(quotes)
