"""Rules of group A: the shape of articles."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from seeddoc._grammar import WHITE_SPACE
from seeddoc.fixes import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seeddoc.articles import Article
    from seeddoc.diagnostics import Diagnostic
    from seeddoc.rules._subject import Subject
    from seeddoc.settings import Options


def check_empty(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """A001: a text that is blank. The only rule that is asked for one."""
    if subject.is_blank:
        yield subject.finding("A001", 0, 0)


def check_paragraphs(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """A002: a title alone."""
    if not subject.article.texts:
        title = subject.article.spans[0]
        yield subject.finding("A002", title.start, title.end)


# --- Titles ---------------------------------------------------------------------------------------------------


# After the line that ends here, one that is blank.
_IN_LINE: Final = WHITE_SPACE.replace("\n", "")
_BLANK_LINE: Final = re.compile(rf"[{_IN_LINE}]*+\n[{_IN_LINE}]*+\n")


def check_gap(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """A003: a title without an empty line after it."""
    article, text = subject.article, subject.text
    # Where the title stands the article knows too, but to tell it takes all of the text apart.
    start = len(text) - len(text.lstrip(WHITE_SPACE))
    end = start + len(article.title)
    if article.texts and not _BLANK_LINE.match(text, end):
        after = text.index("\n", end) + 1
        fix = ("Put an empty line after it", [Edit(after, after, _line_end(text))])
        yield subject.finding("A003", start, end, fix=fix)


def _line_end(text: str) -> str:
    """Return the line end of a text: that of its first line."""
    return "\r\n" if text[: text.find("\n") + 1].endswith("\r\n") else "\n"


def check_title_length(subject: Subject, options: Options) -> Iterator[Diagnostic]:
    """A004: a title that is longer than titles are."""
    size = len(subject.article.title)
    if size > options.title_length:
        title = subject.article.spans[0]
        detail = f"{size} characters, more than {options.title_length}"
        yield subject.finding("A004", title.start, title.end, detail)


# A full stop that ends an abbreviation: of single letters, or one of these.
_ABBREVIATION: Final = re.compile(
    r"(?:\b[^\W\d_]\.|\b(?:[JS]r|Inc|Ltd|Co|Corp|Bros|St|Ave|No|Nos|Mr|Mrs|Ms|Dr|Prof|Rev|Gen|Gov|Sen|Rep|Col|Lt|Sgt|Capt"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|vs|etc|al|approx|Ph\.D|Esq|Dept|Univ|Assn|Mt|Ft|pp?|vol|ed|eds)\.)\Z",
    re.IGNORECASE,
)


def check_title_end(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """A005: a title that ends with a full stop of its own; quoted words may."""
    title = subject.article.title
    if not title.endswith((".", "。")) or title.endswith("..") or _ABBREVIATION.search(title):
        return
    end = subject.article.spans[0].end
    if not subject.is_quoted(end - 1):
        yield subject.finding("A005", end - 1, end, fix=("Remove the full stop", [Edit(end - 1, end, "")]))


# --- Paragraphs -----------------------------------------------------------------------------------------------

_HEADING: Final = re.compile(r"(#{1,6})[ \t][^\n]*+")
_COLONS: Final = (":", "\uff1a")


def check_headings(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """A006: a heading with `#` that nothing comes under, or a last line that ends with a colon."""
    article = subject.article
    if not article.texts:
        return
    numbers = [*_empty_headings(article)] if "#" in subject.text and _has_headings(article) else []
    last = article.texts[-1]
    if last.endswith(_COLONS) and "\n" not in last and not subject.is_quoted(article.spans[-1].end - 1):
        numbers.append(len(article.texts))
    for number in sorted(set(numbers)):
        block = article.spans[number]
        yield subject.finding("A006", block.start, block.end)


def _has_headings(article: Article) -> bool:
    return any(text.startswith("#") for text in article.texts)


def _empty_headings(article: Article) -> Iterator[int]:
    """Yield the numbers, from 1, of headings before one that is not below them, and of one at the end."""
    found = [_HEADING.fullmatch(text) for text in article.texts]
    levels = [len(heading[1]) if heading else None for heading in found]
    for number, (level, after) in enumerate(pairwise([*levels, 0]), 1):
        if level is not None and after is not None and after <= level:
            yield number


# Widths that prose is wrapped at, and the lines that it takes to tell.
_LEAST_WIDTH: Final = 40
_MOST_WIDTH: Final = 132
_LEAST_LINES: Final = 3
_LINE_BREAK: Final = re.compile(r"(?<![ \t\r])[ \t]*+\r?\n[ \t]*")


def check_wrapping(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """A007: a paragraph of lines each of which ends where the next word would not fit."""
    article = subject.article
    for number, text in enumerate(article.texts, 1):
        if text.count("\n") < _LEAST_LINES - 1 or not _is_wrapped(text.split("\n")):
            continue
        start = article.spans[number].start
        breaks = [(start + found.start(), start + found.end()) for found in _LINE_BREAK.finditer(text)]
        if all(subject.is_quoted(at) for at, _ in breaks):
            continue
        fix = ("Write it on one line", [Edit(at, end, " ") for at, end in breaks])
        yield subject.finding("A007", start, article.spans[number].end, fix=fix)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Tell whether lines are those of a text that was filled to their greatest width."""
    filled = [line.strip() for line in lines]
    width = max(map(len, filled))
    if not _LEAST_WIDTH <= width <= _MOST_WIDTH:
        return False
    return all(len(line) + 1 + _size_of_first_word(after) > width for line, after in pairwise(filled))


def _size_of_first_word(line: str) -> int:
    """Return how long the first word of a line is: 0 for one of separators (U+001C) alone, which is not blank."""
    return len(next(iter(line.split(None, 1)), ""))


def check_paragraph_length(subject: Subject, options: Options) -> Iterator[Diagnostic]:
    """A008: a paragraph that is too long even without the words that it quotes."""
    most = options.paragraph_length
    article = subject.article
    for number, text in enumerate(article.texts, 1):
        if len(text) <= most:
            continue
        size = len(text) - sum(span.inner_end - span.inner_start for span in subject.spans_of(number))
        if size > most:
            block = article.spans[number]
            yield subject.finding("A008", block.start, block.end, f"{size} characters, more than {most}")


_BEGINNING: Final = 32


def check_duplicates(subject: Subject, options: Options) -> Iterator[Diagnostic]:
    """A009: paragraphs that stand twice, one or several in a row; a line that an article repeats now and then may."""
    texts = subject.article.texts
    # Nearly always they begin differently, which is told in less time than it takes to hash them.
    if len({text[:_BEGINNING] for text in texts}) == len(texts) or len(set(texts)) == len(texts):
        return
    for number, after, other in _repeated(texts):
        blocks = subject.article.spans[number:after]
        if blocks[-1].end - blocks[0].start >= options.duplicate_length:
            before = subject.article.spans[number - 1]
            fix = ("Remove it", [Edit(before.end, blocks[-1].end, "")])
            detail = f"as paragraph {other}" if len(blocks) == 1 else f"{len(blocks)} paragraphs, as from {other} on"
            yield subject.finding("A009", blocks[0].start, blocks[-1].end, detail, fix)


def _repeated(texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield runs of paragraphs that stand before, in the same order.

    Each as the number of its first, the one after its last, and that of what the first repeats; numbers are from 1.
    """
    first: dict[str, int] = {}
    begin = source = 0
    for number, text in enumerate(texts, 1):
        other = first.setdefault(text, number)
        if begin and (other == number or other - source != number - begin):
            yield begin, number, source
            begin = 0
        if other != number and not begin:
            begin, source = number, other
    if begin:
        yield begin, len(texts) + 1, source


# --- White space ----------------------------------------------------------------------------------------------

_BLANKS: Final = " \t\u00a0"
_ODD_BLANKS: Final = frozenset("\t\u00a0\r")


def check_trailing(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """A010: blanks at the end of a line, of an empty one too."""
    text = subject.text
    if " \n" not in text and not text.endswith(" ") and subject.odd.isdisjoint(_ODD_BLANKS):
        return
    at = 0
    for line in text.split("\n"):
        whole = line.removesuffix("\r")
        start, end = at + len(whole.rstrip(_BLANKS)), at + len(whole)
        at += len(line) + 1
        if start < end and not subject.is_quoted(start):
            yield subject.finding("A010", start, end, fix=("Remove them", [Edit(start, end, "")]))


def check_final_newline(subject: Subject, options: Options) -> Iterator[Diagnostic]:
    """A011: more line breaks at the end of a text, or less, than the option wants."""
    text = subject.text
    end = len(text.rstrip(WHITE_SPACE))
    breaks = text.count("\n", end)
    wanted = {"any": min(breaks, 1), "one": 1, "none": 0}[options.final_newline]
    if breaks == wanted:
        return
    if breaks < wanted:
        yield subject.finding("A011", end, end, fix=("Add a line break", [Edit(len(text), len(text), _line_end(text))]))
    else:
        keep = text.index("\n", end) + 1 if wanted else end
        yield subject.finding("A011", keep, len(text), fix=("Remove what is too many", [Edit(keep, len(text), "")]))
