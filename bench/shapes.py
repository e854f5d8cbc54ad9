"""Hostile inputs: what might cost more than its share of time, one row each.

Each row makes an input of a size and returns the work on it, which is all that is timed. Whoever finds an input
that grows faster than it should adds its row here.
"""

from __future__ import annotations

import io
import json
import pickle
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import Final

import attrs
from rich.console import Console

from seeddoc import (
    PRESETS,
    Article,
    Bundle,
    Document,
    Reader,
    Settings,
    arrow,
    check,
    dumps,
    find_quotes,
    from_json,
    iter_documents,
    parse,
    parse_article,
    to_json,
)
from seeddoc._globs import compile_glob
from seeddoc._ignoring import parse_patterns
from seeddoc.annotators import read_standoff, write_csv, write_iob, write_spacy, write_standoff, write_tei
from seeddoc.baseline import Known, read_baseline, write_baseline
from seeddoc.checking import check_across, check_content
from seeddoc.errors import BundleError, JsonError
from seeddoc.fixing import fix_content
from seeddoc.formats import FORMATS, Report
from seeddoc.html import render_articles
from seeddoc.inputs import Content, Source
from seeddoc.limits import NO_LIMITS
from seeddoc.llm import REPAIRS, StreamReader, repair
from seeddoc.quotes.cues import read_cues
from seeddoc.quotes.english import english
from seeddoc.suppressions import read_suppressions
from seeddoc.terminal import render_document


@attrs.frozen
class Shape:
    """One hostile input.

    Attributes:
        group: what it asks of the library.
        name: what it is made of.
        most: the largest size, in pieces.
        make: makes the input of so many pieces, and returns the work on it.
    """

    group: str
    name: str
    most: int
    make: Callable[[int], Callable[[], object]]


OPENER: Final = "<<<FILE a>>>\n"
CLOSER: Final = "\n<<<END FILE>>>\n"
BASE64: Final = '<<<FILE path="a" encoding="base64">>>\n'
MILLION: Final = 1_000_000


def _numbered(count: int, piece: str) -> str:
    return "".join(piece.format(number) for number in range(count))


def _parse(text: str) -> Callable[[], object]:
    return partial(parse, text.encode("utf-8", "surrogateescape"), limits=NO_LIMITS)


def _inside(text: str) -> Callable[[], object]:
    return _parse(f"{OPENER}{text}{CLOSER}")


def _unclosed(text: str) -> Callable[[], object]:
    """Read a document that nothing closes, in a bundle that has closers."""
    return _parse(f"<<<FILE b>>>{CLOSER}{OPENER}{text}")


def _block(text: str) -> Callable[[], object]:
    return _parse(f"<<<FILE a\n{text}")


def _label(label: str) -> Callable[[], object]:
    return _parse(f"<<<FILE {label}>>>\ntext{CLOSER}")


def _closers(opener: str, closer: str, count: int) -> Callable[[], object]:
    return _parse(f"<<<FILE {opener}>>>\n" + f"<<<END FILE {closer}>>>\n" * count)


def _bytes(piece: bytes) -> Callable[[int], Callable[[], object]]:
    return lambda count: partial(parse, piece * count)


def _attributes(count: int, pair: str = 'k{}="v" ') -> str:
    return f'path="a" {_numbered(count, pair)}'


# Reading

_LINES: Final = (
    Shape("parse", "unclosed openers", 64_000, lambda n: _parse(_numbered(n, "<<<FILE {}>>>\ntext\n"))),
    Shape(
        "parse",
        "unclosed openers, then a closer",
        64_000,
        lambda n: _parse(_numbered(n, "<<<FILE {}>>>\nt\n") + CLOSER),
    ),
    Shape("parse", "unclosed openers, <<< inside", 64_000, lambda n: _parse(_numbered(n, "<<<FILE {}>>>\n<<<\n"))),
    Shape("parse", "unclosed block openers", 64_000, lambda n: _parse(_numbered(n, "<<<FILE {}\nt\n"))),
    Shape("parse", "one line of text inside", 10 * MILLION, lambda n: _inside("a" * n)),
    Shape("parse", "one line of text outside", 10 * MILLION, lambda n: _parse("a" * n)),
    Shape("parse", "one line of text, unclosed", 10 * MILLION, lambda n: _unclosed("a" * n)),
    Shape("parse", "one line of text, unclosed block", 10 * MILLION, lambda n: _block("a" * n)),
    Shape("parse", "< inside", MILLION, lambda n: _inside("<" * n)),
    Shape("parse", "< outside", MILLION, lambda n: _parse("<" * n)),
    Shape("parse", "<, unclosed", MILLION, lambda n: _unclosed("<" * n)),
    Shape("parse", "<, unclosed block", MILLION, lambda n: _block("<" * n)),
    Shape("parse", "> inside", MILLION, lambda n: _inside(">" * n)),
    Shape("parse", "> outside", MILLION, lambda n: _parse(">" * n)),
    Shape("parse", ">, unclosed block", MILLION, lambda n: _block("a" + ">" * n)),
    Shape("parse", "< and blanks inside", MILLION // 2, lambda n: _inside("< " * n)),
    Shape("parse", "< and blanks, unclosed block", MILLION // 2, lambda n: _block("a" + "< " * n + ">>>")),
    Shape("parse", "<<< and many blanks", MILLION, lambda n: _parse("<<<" + " " * n + "x")),
    Shape("parse", "<<<END and many blanks", MILLION, lambda n: _parse("<<<END" + " " * n + "x>>>")),
    Shape("parse", "many < and many >", MILLION // 2, lambda n: _parse("<" * n + "FILE a" + ">" * n + "\ntext\n")),
    Shape("parse", "lines of <<< inside", 250_000, lambda n: _inside("<<<\n" * n)),
    Shape("parse", "lines of <<< outside", 250_000, lambda n: _parse("<<<\n" * n)),
    Shape("parse", "lines of <<<<FILE a>>>> inside", 100_000, lambda n: _inside("<<<<FILE a>>>>\n" * n)),
    Shape("parse", "lines of <<<FILE inside", 100_000, lambda n: _inside("<<<FILE\n" * n)),
    Shape("parse", "near-markers, unclosed", 100_000, lambda n: _unclosed("<<FILE a>>\n" * n)),
    Shape("parse", "near-markers, unclosed block", 100_000, lambda n: _block("FILE>>\n" * n)),
    Shape("parse", "near-markers outside", 100_000, lambda n: _parse("<<FILE a>>\n" * n)),
    Shape("parse", "closers outside", 100_000, lambda n: _parse("<<<END FILE>>>\n" * n)),
    Shape("parse", "block closers outside", 100_000, lambda n: _parse(">>>\n" * n)),
    Shape("parse", "block closers, then a block", 100_000, lambda n: _parse(">>>\n" * n + "<<<FILE a\nt\n>>>\n")),
    Shape("parse", ">>>> in blocks", 250_000, lambda n: _block(">>>>\n" * n + ">>>\n")),
    Shape("parse", "lines of FILE in blocks", 250_000, lambda n: _block("FILE\n" * n + ">>>\n")),
    Shape("parse", "FILE and many blanks in blocks", MILLION, lambda n: _block("FILE" + " " * n + "x\n>>>\n")),
    Shape("parse", "FILE, blanks and blanks in blocks", 100_000, lambda n: _block("FILE     x\n" * n + ">>>\n")),
    Shape("parse", "blocks", 64_000, lambda n: _parse(_numbered(n, "<<<FILE {}\nt\n>>>\n"))),
    Shape(
        "parse", "joined markers", 64_000, lambda n: _parse(OPENER + _numbered(n, "t\n<<<END FILE>>> <<<FILE {}>>>\n"))
    ),
    Shape("parse", "joined markers in one line", 64_000, lambda n: _inside("<<<END FILE>>> " * n)),
    Shape(
        "parse",
        "documents and outside text",
        64_000,
        lambda n: _parse(_numbered(n, "<<<FILE {}>>>\nt\n<<<END FILE>>>\nx\n")),
    ),
    Shape("parse", "no closers", 64_000, lambda n: _parse(_numbered(n, "<<<FILE: {}>>>\na line\n"))),
    Shape(
        "parse", "no closers, then one", 64_000, lambda n: _parse(_numbered(n, "<<<FILE: {}>>>\nt\n") + "<<<END>>>\n")
    ),
    Shape("parse", "many names twice", 64_000, lambda n: _parse(f"{OPENER}t{CLOSER}" * n)),
    Shape("parse", "anonymous documents", 64_000, lambda n: _parse(f"<<<FILE>>>\nt{CLOSER}" * n)),
    Shape("parse", "blank lines outside", MILLION, lambda n: _parse("\n" * n)),
    Shape("parse", "blanks outside", MILLION, lambda n: _parse(" " * n)),
    Shape("parse", "lines of CR outside", MILLION, lambda n: _parse("\r" * n)),
    Shape("parse", "CR inside", MILLION, lambda n: _inside("\r" * n)),
    Shape("parse", "byte order marks", MILLION // 4, lambda n: _parse("\ufeff" * n)),
    Shape("parse", "lines of byte order marks", MILLION // 4, lambda n: _parse("\ufeff\n" * n)),
    Shape(
        "parse",
        "byte order marks before markers",
        64_000,
        lambda n: _parse(_numbered(n, f"\ufeff<<<FILE {{}}>>>\nt{CLOSER}")),
    ),
    Shape(
        "parse",
        "byte order marks before one marker",
        MILLION // 4,
        lambda n: _parse("\ufeff" * n + f"{OPENER}t{CLOSER}"),
    ),
    Shape("parse", "as str, surrogates inside", MILLION // 2, lambda n: partial(parse, OPENER + "\ud800" * n + CLOSER)),
)

_GLUED: Final = (
    Shape("parse", "glued closers", 32_000, lambda n: _parse(_numbered(n, "<<<FILE {}>>>\nThe end.<<<END FILE>>>\n"))),
    Shape("parse", "glued closers in one line", 64_000, lambda n: _unclosed("The end. <<<END FILE>>> " * n)),
    Shape("parse", "a glued closer after many <<<", 250_000, lambda n: _unclosed("<<< " * n + "end.<<<END FILE>>>")),
    Shape("parse", "a glued closer before blank lines", MILLION, lambda n: _unclosed("end.<<<END FILE>>>" + "\n" * n)),
    Shape("parse", "a glued closer before blanks", MILLION, lambda n: _unclosed("end.<<<END FILE>>>" + " " * n)),
    Shape("parse", "a glued closer after many marks", MILLION, lambda n: _unclosed("!" * n + "<<<END FILE>>>")),
    Shape("parse", "a glued block closer after letters", MILLION, lambda n: _block("a" * n + "!>>>")),
    Shape("parse", "a glued block closer after blanks", MILLION, lambda n: _block("a" + " " * n + "!>>>")),
    Shape("parse", "a glued block closer after a word", MILLION, lambda n: _block("a" * n + ">>>")),
    Shape("parse", "a glued block closer after words", MILLION // 4, lambda n: _block("a bc " * n + "!>>>")),
    Shape("parse", "an unclosed block after letters", MILLION, lambda n: _block("a" * n + "!")),
)

_LABELS: Final = (
    Shape("label", "backslashes in quotation marks", MILLION, lambda n: _label('path="' + "\\" * (n // 2 * 2) + '"')),
    Shape("label", "backslashes, mark not closed", MILLION, lambda n: _label('path="' + "\\" * n)),
    Shape("label", "escaped marks", MILLION // 2, lambda n: _label('path="' + '\\"' * n + '"')),
    Shape("label", "escaped marks, not closed", MILLION // 2, lambda n: _label('path="' + '\\"' * n)),
    Shape("label", "quotation marks", MILLION, lambda n: _label('"' * n)),
    Shape("label", "quotation marks after a key", MILLION, lambda n: _label("path=" + '"' * n)),
    Shape("label", "apostrophes", MILLION, lambda n: _label("'" * n)),
    Shape("label", "marks in turn", MILLION // 2, lambda n: _label("\"'" * n)),
    Shape("label", "equals signs", MILLION, lambda n: _label("=" * n)),
    Shape("label", "a= without end", MILLION // 2, lambda n: _label("a=" * n)),
    Shape("label", "a = without end", MILLION // 4, lambda n: _label("a = " * n)),
    Shape("label", 'a=" without end', MILLION // 4, lambda n: _label('a="' * n)),
    Shape("label", 'a=" and blanks without end', MILLION // 4, lambda n: _label('a=" ' * n)),
    Shape("label", "a=' and a=\" in turn", MILLION // 8, lambda n: _label("a=' b=\" " * n)),
    Shape("label", '=" and =\\" in turn', MILLION // 8, lambda n: _label('x="a" b="\\" c=\\" ' * n)),
    Shape("label", "size= without end", MILLION // 8, lambda n: _label(" size=" * n)),
    Shape("label", "name= without end", MILLION // 8, lambda n: _label("name=a " * n)),
    Shape("label", "name= and words", MILLION // 4, lambda n: _label("name=" + "a b " * n)),
    Shape("label", "blanks", MILLION, lambda n: _label(" " * n)),
    Shape("label", "blanks between words", MILLION, lambda n: _label("a" + " " * n + "b")),
    Shape("label", "blanks after a key", MILLION, lambda n: _label("a" + " " * n + "=")),
    Shape("label", "blanks after an equals sign", MILLION, lambda n: _label("path=" + " " * n + '"a" b')),
    Shape("label", "blanks before FILE", MILLION, lambda n: _parse("<<<" + " " * n + "FILE a>>>\n")),
    Shape("label", "blanks in BEGIN FILE", MILLION, lambda n: _parse("<<<BEGIN" + " " * n + "FILE a>>>\n")),
    Shape("label", "FILE BEGIN and words", MILLION // 4, lambda n: _label("BEGIN " + "a=b c " * n)),
    Shape("label", "tokens", MILLION // 4, lambda n: _label("a b= " * n)),
    Shape("label", "pairs", 100_000, lambda n: _label(_attributes(n))),
    Shape("label", "pairs without marks", 100_000, lambda n: _label(_attributes(n, "k{}=v "))),
    Shape("label", "words after a pair", 100_000, lambda n: _label(_attributes(n, "k{} "))),
    Shape("label", "a name and pairs", 100_000, lambda n: _label("a " + _numbered(n, 'k{}="v" '))),
    Shape("label", "a name, pairs and a word", 100_000, lambda n: _label("a " + _numbered(n, 'k{}="v" ') + "b")),
    Shape("label", "one pair many times", 100_000, lambda n: _label('path="a" ' + 'k="v" ' * n)),
    Shape("label", "< in a name", MILLION, lambda n: _label("a" + "<" * n + "b")),
    Shape("label", "closers of others", 100_000, lambda n: _closers("a", "b", n)),
    Shape("label", "closers of others, one word", 32_000, lambda n: _closers("a " * n, "a b", n)),
    Shape("label", "closers of others with pairs", 32_000, lambda n: _closers('a size="1"', 'a size="2"', n)),
    Shape(
        "label", "closers with pairs, opener with many", 32_000, lambda n: _closers(_attributes(n), 'path="a" b="c"', n)
    ),
    Shape("label", "closers with a nonce", 100_000, lambda n: _closers("a nonce=1", "nonce=2", n)),
    Shape("label", "a long name, short closers", 100_000, lambda n: _closers("a" * n, "b", n)),
)

_CONTENT: Final = (
    Shape("content", "base64", MILLION * 4, lambda n: _parse(BASE64 + "AAAA" * (n // 4) + CLOSER)),
    Shape("content", "base64, a line each", MILLION, lambda n: _parse(BASE64 + "AAAA\n" * (n // 4) + CLOSER)),
    Shape("content", "base64, padding", MILLION, lambda n: _parse(BASE64 + "=" * n + CLOSER)),
    Shape(
        "content",
        "sizes that do not hold",
        32_000,
        lambda n: _parse(_numbered(n, f'<<<FILE path="{{}}" size="1">>>\nt{CLOSER}')),
    ),
    Shape("content", "long sizes", MILLION, lambda n: _label(f'path="a" size="{"1" * n}"')),
    Shape(
        "content",
        "checksums of large texts",
        10 * MILLION,
        lambda n: _parse(f'<<<FILE path="a" sha256="{"0" * 64}">>>\n{"a" * n}{CLOSER}'),
    ),
    Shape("content", "not UTF-8 inside", MILLION, lambda n: _inside("\udcff" * n)),
    Shape("content", "not UTF-8 outside", MILLION, lambda n: _parse("\udcff" * n)),
    Shape("content", "not UTF-8, unclosed", MILLION, lambda n: _unclosed("\udcff" * n)),
    Shape("content", "not UTF-8, a line each outside", MILLION // 4, _bytes(b"\xff\n")),
    Shape("content", "not UTF-8 in names", 64_000, lambda n: _parse(_numbered(n, f"<<<FILE \udcff{{}}>>>\nt{CLOSER}"))),
    Shape(
        "content", "not UTF-8 in all texts", 64_000, lambda n: _parse(_numbered(n, f"<<<FILE {{}}>>>\n\udcff{CLOSER}"))
    ),
    Shape(
        "content",
        "not UTF-8 between markers",
        64_000,
        lambda n: _parse(_numbered(n, f"<<<FILE {{}}>>>\nt{CLOSER}\udcff\n")),
    ),
    Shape("content", "continuation bytes", MILLION, _bytes(b"\x80")),
)


def _ask(text: str) -> Callable[[], object]:
    """Ask for every place of every finding and document."""
    result = parse(text.encode())
    return lambda: [
        *((each.line, each.column, each.end_position, str(each)) for each in result.diagnostics),
        *(document.position for document in result.bundle),
    ]


def _feed(content: bytes, size: int) -> None:
    reader = Reader()
    for start in range(0, len(content), size):
        reader.receive(content[start : start + size])
        deque(reader.events(), maxlen=0)
    reader.close()
    deque(reader.events(), maxlen=0)


def _chunks(text: str, size: int) -> Callable[[], object]:
    return partial(_feed, text.encode(), size)


def _drain(text: str) -> Callable[[], object]:
    return lambda: deque(iter_documents(text.encode(), errors=str), maxlen=0)


def _fail(text: str) -> Callable[[], object]:
    findings = parse(text).diagnostics
    return lambda: str(BundleError(findings))


_STREAMS: Final = (
    Shape("places", "of stray closers", 64_000, lambda n: _ask("<<<END FILE>>>\n" * n)),
    Shape(
        "places",
        "of near-markers in one document",
        64_000,
        lambda n: _ask(OPENER + "é<<FILE a\n<<FILE a\n" * n + "<<<FILE b>>>"),
    ),
    Shape(
        "places", "of joined markers in one line", 16_000, lambda n: _ask(OPENER + "<<<END FILE>>> <<<FILE b>>>\n" * n)
    ),
    Shape("places", "of documents", 64_000, lambda n: _ask(_numbered(n, f"<<<FILE {{}}>>>\né{CLOSER}"))),
    Shape(
        "places", "of lines that are not UTF-8", 64_000, lambda n: _ask(_numbered(n, f"<<<FILE {{}}>>>\né{CLOSER}x\n"))
    ),
    Shape("errors", "the text of an error", 64_000, lambda n: _fail("<<<END FILE>>>\n" * n)),
    Shape("Reader", "one line, 64 bytes a chunk", 10 * MILLION, lambda n: _chunks(OPENER + "a" * n + CLOSER, 64)),
    Shape("Reader", "one line, a byte a chunk", MILLION, lambda n: _chunks(OPENER + "a" * n + CLOSER, 1)),
    Shape("Reader", "one line outside", 10 * MILLION, lambda n: _chunks("a" * n, 64)),
    Shape("Reader", "an opener without end", 10 * MILLION, lambda n: _chunks("<<<FILE " + "a" * n, 64)),
    Shape(
        "Reader", "one text of many lines", 10 * MILLION, lambda n: _chunks(OPENER + "a line\n" * (n // 7) + CLOSER, 64)
    ),
    Shape(
        "Reader", "an unclosed text of many lines", 10 * MILLION, lambda n: _chunks(OPENER + "a line\n" * (n // 7), 64)
    ),
    Shape("Reader", "blank lines", MILLION, lambda n: _chunks("\n" * n, 64)),
    Shape("Reader", "lines outside", MILLION, lambda n: _chunks("ab\n" * (n // 3), 64)),
    Shape("Reader", "documents", 64_000, lambda n: _chunks(_numbered(n, f"<<<FILE {{}}>>>\nt{CLOSER}"), 64)),
    Shape("Reader", "documents without closers", 64_000, lambda n: _chunks(_numbered(n, "<<<FILE {}>>>\nt\n"), 64)),
    Shape("iter_documents", "stray closers", 64_000, lambda n: _drain("<<<END FILE>>>\n" * n)),
    Shape("iter_documents", "documents, names twice", 64_000, lambda n: _drain(f"{OPENER}t{CLOSER}" * n)),
)

# Articles and quotes


def _article(text: str) -> Callable[[], object]:
    """Read a text as an article; a title goes before one that is blank."""
    text = text if text.strip() else f"Title{text}end"
    return lambda: parse_article(text).to_text()


def _paragraphs(count: int) -> Article:
    return parse_article("Title\n\n" + "“One,” said Ann.\n\n" * count)


def _positions(count: int) -> Callable[[], object]:
    article = _paragraphs(count)
    return lambda: [(paragraph.position, paragraph.end_position) for paragraph in article.paragraphs]


def _quote_positions(count: int) -> Callable[[], object]:
    article = _paragraphs(count)
    return lambda: [(quote.position, quote.speaker and quote.speaker.position) for quote in article.quotes]


def _every_quote(count: int) -> Callable[[], object]:
    return lambda: [paragraph.quotes for paragraph in _paragraphs(count).paragraphs]


def _statements(text: str) -> Callable[[], object]:
    article = parse_article(f"Title\n\n{text}")
    return lambda: [(each.quotes, str(each), each.speaker) for each in article.statements]


def _edited(count: int) -> Callable[[], object]:
    article = _paragraphs(count)
    return lambda: attrs.evolve(article, title="Other").to_text()


def _quotes(text: str) -> Callable[[], object]:
    return partial(find_quotes, (text,))


def _each(paragraph: str, count: int) -> Callable[[], object]:
    return partial(find_quotes, (paragraph,) * count)


_ARTICLES: Final = (
    Shape("article", "line breaks", MILLION, lambda n: _article("\n" * n)),
    Shape("article", "blanks", MILLION, lambda n: _article(" " * n)),
    Shape("article", "no-break spaces", MILLION, lambda n: _article("\xa0" * n)),
    Shape("article", "CR", MILLION, lambda n: _article("\r" * n)),
    Shape("article", "line breaks and blanks", MILLION // 2, lambda n: _article("\n " * n)),
    Shape("article", "a line break, then blanks", MILLION, lambda n: _article("\n" + " " * n)),
    Shape("article", "blanks, then a line break", MILLION, lambda n: _article(" " * n + "\n")),
    Shape("article", "lines that begin with blanks", MILLION // 4, lambda n: _article("a\n  " * n)),
    Shape("article", "lines that end with blanks", MILLION // 4, lambda n: _article("a  \n" * n)),
    Shape("article", "a long line", 10 * MILLION, lambda n: _article("a" * n)),
    Shape("article", "paragraphs", MILLION // 4, lambda n: _article("a\n\n" * n)),
    Shape(
        "article",
        "paragraphs of one letter, then others",
        MILLION // 8,
        lambda n: _article("a\n\n" * n + "aaab\n\n" * n),
    ),
    Shape("article", "long paragraphs", 100, lambda n: _article(("ab" * 50_000 + "\n\n") * n)),
    Shape("article", "positions of paragraphs", 16_000, _positions),
    Shape("article", "quotes of every paragraph", 16_000, _every_quote),
    Shape("article", "positions of quotes", 16_000, _quote_positions),
    Shape("article", "an edited title", 64_000, _edited),
    Shape("article", "statements", 16_000, lambda n: _statements("“One,” said Ann. “Two.” " * n)),
    Shape("article", "one statement over paragraphs", 16_000, lambda n: _statements("“One\n\n" * n)),
    Shape(
        "article",
        "one statement and its speaker last",
        16_000,
        lambda n: _statements("“One\n\n" * n + "“One,” said Ann."),
    ),
)


def _texts(texts: Iterable[str]) -> Callable[[], object]:
    return partial(find_quotes, tuple(texts))


def _names(count: int) -> Iterator[str]:
    """Yield so many different capitalised words."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for number in range(count):
        first, second, third, fourth = (number // 26**power % 26 for power in range(4))
        yield f"{letters[first].upper()}{letters[second]}{letters[third]}{letters[fourth]}ey"


def _introduced(name: str) -> str:
    return f"“One,” said Ann {name}, a clerk."


def _spoken(count: int) -> Iterator[str]:
    return (f"“Two,” {name} said." for name in _names(count))


def _as_deep_as_can_be(text: str) -> Callable[[], object]:
    return partial(find_quotes, (text,), language=english(depth=32))


def _repeated(mark: str) -> Callable[[int], Callable[[], object]]:
    return lambda count: _quotes(mark * count)


def _repeated_deep(mark: str) -> Callable[[int], Callable[[], object]]:
    return lambda count: _as_deep_as_can_be(mark * count)


_MARKS: Final = (
    *("“", "”", '"', "'", "''", "``", "‘", "’", "«", "»", "„", "“ ", " “", '" ', ' "', "” ", "“a", "“a ", "a” ", 'a" '),
    *('"a ', "«a ", "“‘", "“‘«", "“«„‹", "“A. ", "“” ", "“a”", '"a" ', '„a"“', '“a" ', '``a" ', "6'2\" ", "a“b”c»d«"),
    *("“a,” said X. ", "“a,” X said, “b.” ", "“A.” “B,” said X ", "X said “a” ", "According to X, “a” "),
    *("‹", "「", "『", "「『", "‚", "‘a ", "‘a’ ", "'a ", "'a' ", "‘a “b ", "‘a“b’c”", "“a ‘b” c’ ", "a’s ", "s’ "),
    *("s' ", "don't ", "'n' ", "’n’ ", "'90s ", "’Tis ", "”a“ ", "“a’ ", "''a`` "),
    *("“a,” he said. ", "“A” B: ", "a “b” of "),
)

_QUOTES: Final = (
    *(Shape("quotes", f"{mark!r} again and again", MILLION // 16, _repeated(mark)) for mark in _MARKS),
    *(
        Shape("quotes", f"{mark!r} again and again, 32 deep", MILLION // 16, _repeated_deep(mark))
        for mark in ("“", "“a ", "“‘", " “a ‘b «c „d", "‘a ")
    ),
    Shape(
        "quotes",
        "words in the innermost of 64",
        MILLION // 64,
        lambda n: _as_deep_as_can_be(" “a ‘b" * 32 + " c" * n + " b’ a”" * 32),
    ),
    Shape("quotes", "words before one", MILLION // 4, lambda n: _quotes("said " * n + "“a”")),
    Shape("quotes", "words after one", MILLION // 4, lambda n: _quotes("“a,” " + "Ann " * n + "said")),
    Shape("quotes", "blanks before one", MILLION, lambda n: _quotes("said" + " " * n + "“a”")),
    Shape("quotes", "blanks inside one", MILLION, lambda n: _quotes("“a" + " " * n + "“b”")),
    Shape("quotes", "blanks between many", MILLION // 16, lambda n: _quotes("“  \n  “a” " * n)),
    Shape("quotes", "one that is long", MILLION, lambda n: _quotes("“" + "a " * (n // 2) + "”")),
    Shape("quotes", "many in one that is not closed", MILLION // 16, lambda n: _quotes("“" + "«a» " * n)),
    Shape("quotes", "single marks in one", MILLION, lambda n: _quotes("“a" + "’" * n + "”")),
    Shape("quotes", "titles", MILLION // 4, lambda n: _quotes("“a,” said " + "Mr. " * n)),
    Shape("quotes", "commas", MILLION // 4, lambda n: _quotes("“a,” said Ann" + ", b" * n)),
    Shape("quotes", "full stops in words", MILLION, lambda n: _quotes("“a,” said " + "." * n)),
    Shape("quotes", "hyphens in a word", MILLION, lambda n: _quotes("“a,” said a" + "-" * n)),
    Shape("quotes", "capitals after said", MILLION // 4, lambda n: _quotes("“a,” said " + "Ann " * n)),
    Shape("quotes", "other capitals after said", 400_000, lambda n: _quotes("“a,” said " + " ".join(_names(n)))),
    Shape("quotes", "capitals before said", MILLION // 4, lambda n: _quotes("Ann " * n + "said: “a”")),
    Shape("quotes", "commas alone, after one", MILLION, lambda n: _quotes("“a,” said Ann" + "," * n)),
    Shape("quotes", "commas alone, before one", MILLION, lambda n: _quotes("," * n + "“a,” said Ann")),
    Shape("quotes", "commas alone, inside one", MILLION, lambda n: _quotes("“a" + "," * n + "” said Ann")),
    Shape("quotes", "names and commas before one", MILLION // 4, lambda n: _quotes("Ann, " * n + "said: “a”")),
    Shape("quotes", "names and conjunctions", MILLION // 4, lambda n: _quotes("“a,” said " + "Ann and " * n)),
    Shape("quotes", "according to, after one", 100_000, lambda n: _quotes("“a,” " + "according to " * n)),
    Shape("quotes", "according to, before one", 100_000, lambda n: _quotes("According to " * n + "“a”")),
    Shape("quotes", "that, after one", MILLION // 4, lambda n: _quotes("“a,” " + "said that " * n)),
    Shape("quotes", "clauses before one", MILLION // 8, lambda n: _quotes("Ann, who said that he, " * n + "“a”")),
    Shape("quotes", "of the, before one", MILLION // 4, lambda n: _quotes("The head " + "of the " * n + "said: “a”")),
    Shape("quotes", "colons before one", MILLION, lambda n: _quotes("Ann" + ":" * n + " “a”")),
    Shape("quotes", "dashes after one", MILLION, lambda n: _quotes("“a”" + " —" * n + " Ann")),
    Shape("quotes", "brackets around one", MILLION // 2, lambda n: _quotes("(" * n + "“a,” said Ann" + ")" * n)),
    Shape("quotes", "apostrophes after one", MILLION, lambda n: _quotes("“a,” said Ann" + "'" * n)),
    Shape("quotes", "apostrophes in words", MILLION // 4, lambda n: _quotes("‘a " + "don’t " * n + "’ said Ann")),
    Shape("quotes", "no blank before one", MILLION, lambda n: _quotes("a" * n + "“b,” said Ann")),
    Shape("quotes", "no blank after one", MILLION, lambda n: _quotes("“b,” said A" + "a" * n)),
    Shape("quotes", "no blank in one", MILLION, lambda n: _quotes("“" + "a" * n + ",” said Ann")),
    Shape("quotes", "no blank, and many", MILLION // 16, lambda n: _quotes("a“b”" * n + "said:“c”")),
    Shape("quotes", "initials", MILLION // 4, lambda n: _quotes("“a,” said " + "A." * n)),
    Shape("quotes", "nested in two ways", MILLION // 16, lambda n: _quotes("“‘" * n + "a" + "’”" * n)),
    Shape("quotes", "nested corner brackets", MILLION // 16, lambda n: _quotes("「『" * n + "a" + "』」" * n)),
    Shape("quotes", "nested in three ways", MILLION // 16, lambda n: _quotes("«“‘" * n + "a" + "’”»" * n)),
    Shape("quotes", "one in each sentence", MILLION // 32, lambda n: _quotes("Ann said he was “a” and went. " * n)),
    Shape("quotes", "paragraphs", 32_000, partial(_each, "“One,” said Ann.")),
    Shape("quotes", "paragraphs of one quotation", 32_000, partial(_each, "“One")),
    Shape("quotes", "paragraphs in turn", 32_000, partial(_each, "One” said Ann. “Two")),
    Shape("quotes", "paragraphs reopened with straight marks", 32_000, partial(_each, '"One')),
    Shape("quotes", "paragraphs reopened with single marks", 32_000, partial(_each, "‘One")),
    Shape("quotes", "paragraphs after a lead-in", 32_000, lambda n: _texts(["Ann said:", *["“One"] * n])),
    Shape("quotes", "paragraphs that nobody speaks", 32_000, partial(_each, "The “one” was here.")),
    Shape("quotes", "paragraphs of a pronoun", 32_000, lambda n: _texts(["Ann Lee came.", *["“One,” she said."] * n])),
    Shape("quotes", "speakers", 32_000, lambda n: _texts(f"“One,” said {name} Lee." for name in _names(n))),
    Shape("quotes", "surnames", 32_000, lambda n: _texts(f"“One,” said Ann {name}. “Two.”" for name in _names(n))),
    Shape("quotes", "speakers, then surnames", 16_000, lambda n: _texts([*map(_introduced, _names(n)), *_spoken(n)])),
    Shape("quotes", "a transcript", 32_000, partial(_each, "ANN: One “two” three.")),
    Shape("quotes", "signatures", 32_000, lambda n: _texts(["“One.”", "— Ann Lee"] * n)),
)


# Writing and models


def _write(document: Document, dialect: str = "canonical") -> Callable[[], object]:
    return partial(dumps, (document,), dialect=PRESETS[dialect])


def _documents(count: int) -> tuple[Document, ...]:
    return tuple(Document(f"{number}.txt", "t") for number in range(count))


def _find_all(count: int) -> Callable[[], object]:
    bundle = Bundle(_documents(count))
    return lambda: [bundle[name] for name in bundle.names]


def _ask_all(count: int) -> Callable[[], object]:
    bundle: Container[object] = Bundle(_documents(count))
    names = [f"{number}.txt" for number in range(count)]
    return lambda: [name in bundle for name in names]


def _pickled(count: int) -> Callable[[], object]:
    article = _paragraphs(count)
    return lambda: [pickle.dumps(paragraph) for paragraph in article.paragraphs]


def _refuse(text: str) -> Callable[[], object]:
    """Read JSON that is refused."""

    def work() -> None:
        with suppress(JsonError):
            from_json(text)

    return work


def _many_attributes(count: int) -> Callable[[], object]:
    return _write(Document("a", "t", tuple((f"k{number}", "v") for number in range(count))))


_MODELS: Final = (
    Shape("write", "documents", 64_000, lambda n: partial(dumps, _documents(n))),
    Shape(
        "write", "documents in another dialect", 8_000, lambda n: partial(dumps, _documents(n), dialect=PRESETS["path"])
    ),
    Shape("write", "openers inside", 64_000, lambda n: _write(Document("a", OPENER * n))),
    Shape("write", "<<< and blanks inside", MILLION, lambda n: _write(Document("a", "<<<" + " " * n))),
    Shape("write", "<<<END and blanks inside", MILLION, lambda n: _write(Document("a", "<<<END" + " " * n))),
    Shape("write", "< inside", MILLION, lambda n: _write(Document("a", "<" * n))),
    Shape("write", "> inside a block", MILLION, lambda n: _write(Document("a", ">" * n), "block")),
    Shape(
        "write",
        ">>> and blanks inside a block",
        MILLION,
        lambda n: _write(Document("a", ">>>" + " " * n + "x"), "block"),
    ),
    Shape(
        "write", ">>> without end inside a block", MILLION // 4, lambda n: _write(Document("a", ">>> " * n), "block")
    ),
    Shape("write", "a name of backslashes", MILLION, lambda n: _write(Document("\\" * n, "t"))),
    Shape("write", "a name of quotation marks", MILLION, lambda n: _write(Document('"' * n, "t"))),
    Shape("write", "a name of blanks", MILLION, lambda n: _write(Document(" " * n, "t"))),
    Shape("write", "a name of equals signs", MILLION // 4, lambda n: _write(Document("a= " * n, "t"))),
    Shape("write", "attributes", 100_000, _many_attributes),
    Shape("models", "every document by name", 64_000, _find_all),
    Shape("models", "every name in the bundle", 64_000, _ask_all),
    Shape("models", "every paragraph pickled", 8_000, _pickled),
    Shape("models", "all findings pickled", 64_000, lambda n: partial(pickle.dumps, parse("<<<END FILE>>>\n" * n))),
    Shape("json", "paragraphs", 16_000, lambda n: partial(to_json, _paragraphs(n))),
    Shape("json", "paragraphs read", 16_000, lambda n: partial(from_json, to_json(_paragraphs(n)))),
    Shape("json", "documents read", 16_000, lambda n: partial(from_json, to_json(Bundle(_documents(n))))),
    Shape("json", "quotes of one paragraph", 16_000, lambda n: partial(to_json, Article("T", ("“a” " * n + "b",)))),
    Shape("json", "brackets", MILLION, lambda n: _refuse("[" * n)),
    Shape("json", "unknown keys", 64_000, lambda n: _refuse(json.dumps({f"documents{each}": 1 for each in range(n)}))),
    Shape("json", "a long unknown key", MILLION, lambda n: _refuse(json.dumps({"documents" * n: 1}))),
    Shape("json", "strings for documents", 64_000, lambda n: _refuse(json.dumps({"documents": ["x"] * n}))),
    Shape("check", "documents", 16_000, lambda n: partial(check, Bundle(_documents(n)))),
    Shape(
        "check", "a text of quotes not closed", 16_000, lambda n: partial(check, OPENER + "T\n\n" + "“A. " * n + CLOSER)
    ),
    Shape("check", "paragraphs", 16_000, lambda n: partial(check, OPENER + "T\n\n" + "“A.\n\nB.\n\n" * n + CLOSER)),
)


# --- Rules: each piece is a finding, or nearly one ----------------------------------------------------------------

_STRICT: Final = Settings(preset="strict")

# What a piece is, in one paragraph or, where it breaks lines, in many.
_RULED: Final = {
    "blanks": "a  b",
    "one run of blanks": "  ",
    "no-break spaces": "word\u00a0",
    "blanks at line ends": "a  \n",
    "empty lines of blanks": "  \n",
    "control characters": "a\x00",
    "zero widths": "a\u200b",
    "bidi controls": "a\u202e",
    "accents apart": "é e\u0301",
    "one letter with many accents": "\u0301",
    "mojibake": "â€™",
    "what mojibake begins with": "Ã",
    "Cyrillic mojibake": "Ð¾",
    "quotations and blanks": "“a  b”  ",
    "nested quotations": "“a ",
    "turned marks": "”a“ “b” ",
    "apostrophes": "n‘t ",
    "doubled apostrophes": 'n"t ',
    "headings": "# a\n\n",
    "wrapped lines": "a line that is as long as the others are\n",
    "paragraphs that come again": "a paragraph\n\n",
    "brackets": "<a>  ",
}


def _check(piece: str, count: int) -> Callable[[], object]:
    return partial(check, f"{OPENER}T\n\né “a” {piece * count}{CLOSER}", _STRICT)


def _fix(piece: str, count: int) -> Callable[[], object]:
    content = Content(Source(None, "x", "x"), f"T\n\né “a” {piece * count}".encode())
    return partial(fix_content, content, _STRICT, unsafe=True)


def _check_names(count: int) -> Callable[[], object]:
    bundle = "".join(f"<<<FILE {n // 2:06}_0123456789abcdef.txt>>>\nT{n // 3}{CLOSER}" for n in range(count))
    checked = check_content(Content(Source(None, "x", "x"), bundle.encode()), _STRICT)
    return partial(check_across, [checked], [_STRICT])


_RULES: Final = (
    *(Shape("rules", name, 16_000, partial(_check, piece)) for name, piece in _RULED.items()),
    *(Shape("fixes", name, 8_000, partial(_fix, piece)) for name, piece in _RULED.items()),
    Shape("rules", "numbered names", 16_000, _check_names),
)


# --- Answers of models, and quotations for annotators ---------------------------------------------------------------

# What a piece of an answer is; it stands in a document that is not closed.
_ANSWERED: Final = {
    "documents not closed": "<<<FILE a>>>\nx\n",
    "damaged openers": "<<FILE a>>>\nx\n<<<END FILE>>>\n",
    "damaged closers": "<<<FILE a>>>\nx\n<<<END FILE>>\n",
    "decorated markers": "**<<<FILE a>>>**\nx\n",
    "code fences": "```\n",
    "names on next lines": "<<<FILE>>>\na.txt\n<<<END FILE>>>\n",
    "one line of remarks": "[rest unchanged ",
    "white lines": "x <\n \n",
}


def _repair(piece: str, count: int) -> Callable[[], object]:
    return partial(repair, OPENER + piece * count, REPAIRS)


def _listen(piece: str, count: int) -> Callable[[], object]:
    text = OPENER + piece * count

    def work() -> None:
        reader = StreamReader()
        for at in range(0, len(text), 4):
            reader.receive(text[at : at + 4])
        reader.close()

    return work


def _annotate(write: Callable[[list[Document]], str], count: int) -> Callable[[], object]:
    article = Article("T", ("“A,” said Ann Roe. " * count + "b",))
    return partial(write, [Document("a", article.to_text()).with_article(article)])


def _read_brat(count: int) -> Callable[[], object]:
    standoff = write_standoff(Article("T", ("“A,” said Ann Roe. " * count + "b",)))
    return partial(read_standoff, standoff.text, standoff.annotations)


_ANSWERS: Final = (
    *(Shape("repairs", name, 8_000, partial(_repair, piece)) for name, piece in _ANSWERED.items()),
    *(Shape("stream", name, 8_000, partial(_listen, piece)) for name, piece in _ANSWERED.items()),
    *(
        Shape("annotators", f"quotes of one paragraph, {name}", 4_000, partial(_annotate, write))
        for name, write in {"csv": write_csv, "iob": write_iob, "spacy": write_spacy, "tei": write_tei}.items()
    ),
    Shape("annotators", "quotes of one paragraph, from brat", 4_000, _read_brat),
)


# --- What is shown, and files that steer seeddoc -------------------------------------------------------------------


def _show(text: str) -> Callable[[], object]:
    console = Console(file=io.StringIO(), width=80)
    document = Document("a", f"T\n\n{text}")
    return lambda: deque(render_document(console, document, 80), maxlen=0)


def _report(name: str, count: int) -> Callable[[], object]:
    content = Content(Source(None, "x", "x"), b"<<<FILE a>>>\nT\n\nx  y\n<<<END FILE>>>\n" * count)
    report = Report((check_content(content, _STRICT),))
    return partial(FORMATS[name].render, report)


def _render(piece: str, count: int) -> Callable[[], object]:
    return partial(render_articles, Bundle((Document("a", f"T\n\nA {piece * count}b"),)))


def _glob(piece: str, count: int) -> Callable[[], object]:
    return lambda: compile_glob.__wrapped__(piece * count + "b")("a" * 40 + "/a" * 40)


def _ignore(line: str, count: int) -> Callable[[], object]:
    return lambda: parse_patterns(line * count).verdict("a" * 200, is_folder=False)  # type: ignore[union-attr]


def _roles(count: int) -> Callable[[], object]:
    annotations = f"T1\tQuote 0 1\ta\nE1\tQuote:T1 Speaker{'1' * count}x:T1\n"

    def work() -> None:
        with suppress(ValueError):
            read_standoff("a b", annotations)

    return work


def _suppress(count: int) -> Callable[[], object]:
    entry = {"code": "A001", "reason": "r", "text": "a b"}
    return partial(read_suppressions, [entry] * count, "x.toml", "[[suppressions]]\n" * count)


def _cues(count: int) -> Callable[[], object]:
    return partial(read_cues, _numbered(count, "say{}\tverb\tspeech\t3\n"))


def _known(count: int) -> Callable[[], object]:
    entry = Known("a", "", "A001", "00")
    return partial(read_baseline, write_baseline([entry] * count))


def _rows(count: int) -> Callable[[], object]:
    documents = _documents(count)
    return lambda: [list(arrow.to_rows(document, (), "a")) for document in documents]


def _rows_of_findings(count: int) -> Callable[[], object]:
    result = parse("<<<END FILE>>>\n" * count + OPENER + "\ud800" + CLOSER + "<<<END FILE>>>\n" * count)
    return lambda: list(arrow.to_rows(result.bundle[0], result.diagnostics, "a"))


_SHOWN: Final = (
    Shape("show", "blanks in a paragraph", MILLION, lambda n: _show("a" + " " * n + "b")),
    Shape("show", "blanks and line breaks", MILLION // 4, lambda n: _show("a" + " \n" * 1 + "b \n" * n + "c")),
    Shape("show", "quotes", 4_000, lambda n: _show("“A,” said Ann Roe. " * n)),
    *(Shape("formats", name, 4_000, partial(_report, name)) for name in FORMATS),
    *(Shape("html", piece, 8_000, partial(_render, piece)) for piece in ("“A,” said Ann Roe. ", "<", "\x1b", "“a ")),
    Shape("steering", "wildcards", 1_000, partial(_glob, "*a")),
    Shape("steering", "wildcards of folders", 1_000, partial(_glob, "**/a/")),
    Shape("steering", "wildcards without slashes", 1_000, partial(_glob, "a**")),
    Shape("steering", "patterns to ignore", 4_000, partial(_ignore, "*a*a*a*b\n")),
    Shape("steering", "suppressions", 4_000, _suppress),
    Shape("steering", "cues", 8_000, _cues),
    Shape("steering", "known findings", 32_000, _known),
    Shape("annotators", "digits after a role, from brat", MILLION, _roles),
    Shape("repairs", "blanks after a code fence", MILLION, lambda n: partial(repair, "```" + " " * n + "!", REPAIRS)),
    Shape("columns", "rows", 8_000, _rows),
    Shape("columns", "findings of a row", 8_000, _rows_of_findings),
)


SHAPES: Final = (
    *(*_LINES, *_GLUED, *_LABELS, *_CONTENT, *_STREAMS, *_ARTICLES),
    *(*_QUOTES, *_MODELS, *_RULES, *_ANSWERS, *_SHOWN),
)
