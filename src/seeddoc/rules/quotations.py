"""Rules of group Q: quotations and their marks.

What a rule can tell by the marks alone it does not ask of the quotations: to find who speaks takes ten times as long.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from seeddoc.fixes import Edit
from seeddoc.quotes._pairing import AFTER_CLOSING, BEFORE_OPENING
from seeddoc.quotes.marks import SINGLE, find_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seeddoc.diagnostics import Diagnostic
    from seeddoc.quotes.marks import Span
    from seeddoc.rules._subject import Subject
    from seeddoc.settings import Options


_start: Final = attrgetter("start")


def _blocks(subject: Subject) -> Iterator[tuple[int, str, tuple[Span, ...]]]:
    """Yield the paragraphs that have quotations: their number, from 1, their text and what stands between marks."""
    if not any(subject.spans):
        return
    for number, (text, spans) in enumerate(zip(subject.article.texts, subject.spans, strict=True), 1):
        if spans:
            yield number, text, spans


def _all_spans(spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        yield span
        if span.children:
            yield from _all_spans(span.children)


def check_closed(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """Q001: a quotation that is not closed, nor opened again in the next paragraph."""
    # Whether it goes on in the next paragraph takes all of the article; where every mark is closed, nobody asks.
    if all(span.closed for span in chain.from_iterable(subject.spans)):
        return
    article = subject.article
    for block, text, paragraph in zip(article.spans[1:], article.texts, article.paragraphs, strict=True):
        repeated = _find_repeated(text)
        for quote in paragraph.quotes:
            if not quote.closed and quote.start not in repeated:
                yield subject.finding("Q001", block.start + quote.start, block.start + quote.end)


# Marks that older books repeat at the beginning of each line of a quoted verse, with what closes the last one.
_REPEATED: Final = {"“": "”", "«": "»"}
# So many lines are a verse, and no conversation.
_VERSE: Final = 3


def _find_repeated(text: str) -> set[int]:
    """Find where lines of verse begin with the mark of the one quotation that they are in, which ends in the last."""
    found, run, at = set[int](), list[int](), 0
    for line in text.split("\n"):
        closer = _REPEATED.get(line[:1])
        if not closer or (run and text[run[0]] != line[0]):
            run = []
        if closer:
            run.append(at)
            if closer in line:
                found.update(run if len(run) >= _VERSE else ())
                run = []
        at += len(line) + 1
    return found


# --- Q002: the wrong way round ----------------------------------------------------------------------------------

# What a mark is, turned round.
_TURNED: Final = {"“": "”", "”": "“", "‘": "’", "«": "»", "»": "«", "‹": "›", "›": "‹"}
# The styles that open with another's closing mark, each with the right one. Swedish and Finnish texts write ”so”,
# German ones »so«: they count as wrong only where the same article has more of the others.
_RIGHT: Final = {"turned curly": "curly", "turned guillemets": "guillemets"}


def check_turned(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """Q002: an opening mark that closes a quotation, or a closing one that opens it."""
    names = Counter(span.style.name for span in _all_spans(chain.from_iterable(subject.spans)))
    for number, text, spans in _blocks(subject):
        for span in _all_spans(spans):
            if names[span.style.name] <= names[_RIGHT.get(span.style.name, "")]:
                yield _turned(subject, number, span.start, text[span.start])
                if text[span.inner_end : span.end] == "“":
                    yield _turned(subject, number, span.inner_end, "“")
            elif span.closed and text[span.inner_end : span.end] == span.style.opener not in span.style.closers:
                yield _turned(subject, number, span.inner_end, span.style.opener)


def _turned(subject: Subject, number: int, offset: int, mark: str) -> Diagnostic:
    at = subject.starts[number] + offset
    return subject.finding("Q002", at, at + 1, fix=(f"Write {_TURNED[mark]}", [Edit(at, at + 1, _TURNED[mark])]))


# --- Q003, Q004: styles of marks --------------------------------------------------------------------------------

# Marks of two styles that can be told to be the same in another.
_PAIRS: Final = {
    "curly": ("“", "”"),
    "straight": ('"', '"'),
    "low": ("„", "“"),
    "guillemets": ("«", "»"),
    "turned curly": ("”", "”"),
    "turned guillemets": ("»", "«"),
}
_INSIDE: Final = {"curly": ("‘", "’"), "straight": ("'", "'"), "turned curly": ("’", "’"), "low": ("‚", "‘")}


def check_mixed(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """Q003: an outermost quotation whose marks are not those of most in the article; single marks are not asked."""
    styles = [span.style for span in chain.from_iterable(subject.spans) if span.style.family != SINGLE]
    if len(set(styles)) < 2:
        return
    usual = Counter(style.name for style in styles).most_common(1)[0][0]
    goes_on = False
    for number, text, spans in _blocks(subject):
        for span in spans:
            if span.style.family != SINGLE and span.style.name != usual:
                start = subject.starts[number]
                fix = None if goes_on else _with_marks(start, text, span, _PAIRS.get(usual))
                yield subject.finding("Q003", start + span.start, start + span.inner_start, fix=fix)
            # What opens again in the next paragraph has the same marks there.
            goes_on = not span.closed


def check_nested(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """Q004: a quotation inside a quotation of the same style."""
    for number, text, spans in _blocks(subject):
        for span in _all_spans(spans):
            for child in span.children:
                if child.style.name == span.style.name:
                    start = subject.starts[number]
                    fix = _with_marks(start, text, child, _INSIDE.get(span.style.name))
                    yield subject.finding("Q004", start + child.start, start + child.end, fix=fix)


def _with_marks(start: int, text: str, span: Span, marks: tuple[str, str] | None) -> tuple[str, list[Edit]] | None:
    """Return the fix that gives a quotation other marks; none where not all would be read as before with them."""
    if marks is None or not span.closed:
        return None
    opener, closer = marks
    inner = text[span.inner_start : span.inner_end]
    if inner != inner.strip():  # « so » has blanks that other marks have not
        return None
    found = find_spans(f"{opener}{inner}{closer}")
    whole = len(found) == 1 and found[0].closed and found[0].inner_end == len(opener) + len(inner)
    if not whole or _shape(found[0]) != _shape(span) or found[0].style in {child.style for child in span.children}:
        return None
    edits = [
        Edit(start + span.start, start + span.inner_start, opener),
        Edit(start + span.inner_end, start + span.end, closer),
    ]
    return f"Write {' '.join(marks)}", edits


def _shape(span: Span) -> list[tuple[int, int, str]]:
    """Return where quotations stand in one, and their styles."""
    return [
        (each.start - span.inner_start, each.end - span.inner_start, each.style.name)
        for each in _all_spans(span.children)
    ]


# --- Q005: speakers ---------------------------------------------------------------------------------------------

_WORD: Final = re.compile(r"[^\W_]\S*")


def check_speakers(subject: Subject, options: Options) -> Iterator[Diagnostic]:
    """Q005: a quotation of some words for which no speaker was found."""
    # A word and the blank after it take two characters at least.
    least = options.speaker_words
    if all(span.inner_end - span.inner_start < 2 * least - 1 for span in chain.from_iterable(subject.spans)):
        return
    article = subject.article
    for block, paragraph in zip(article.spans[1:], article.paragraphs, strict=True):
        for quote in paragraph.quotes:
            if quote.speaker is None and len(_WORD.findall(quote.text)) >= least:
                yield subject.finding("Q005", block.start + quote.start, block.start + quote.end)


# --- Q006: apostrophes ------------------------------------------------------------------------------------------

# `don‘t`, `O`Brien`, and `don"t`; letters of other languages are written so: Hawai‘i, Ka‘ba. Then years and words that
# have lost their beginning: ‘90s, ‘Tis.
_ENDINGS: Final = r"(?:t|s|re|ve|ll|d|m)(?![^\W_])"
_APOSTROPHE: Final = re.compile(
    rf"(?<=[A-Za-z])[‘`´](?={_ENDINGS})"
    r"|(?<=\bO)[‘`´](?=[A-Z][a-z])"
    r'|(?<=[A-Za-z]n)"(?=t(?![^\W_]))'
    r"|(?<![^\s(\[—–-])‘(?=\d\ds?(?![\w.,]\w)|(?:em|til|tis|twas|twere|cause|n)(?![^\W_]))",
    re.IGNORECASE,
)
_MARKS: Final = frozenset("‘´")
# Where one may be, for a quick search.
_CANDIDATE: Final = re.compile("[‘`´]")
_CANDIDATE_OF_ALL: Final = re.compile('[‘`´"]')


def _starts(subject: Subject) -> Iterator[int]:
    """Yield where in the text each quotation begins."""
    for number, _, spans in _blocks(subject):
        for span in _all_spans(spans):
            yield subject.starts[number] + span.start


def check_apostrophes(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """Q006: an apostrophe typed as an opening mark, an accent or a double mark."""
    text, doubled = subject.text, 'n"t' in subject.text
    if subject.odd.isdisjoint(_MARKS) and "`" not in text and not doubled:
        return
    right = "'" if "’" not in subject.odd and "'" in text else "’"
    openers = None
    for candidate in (_CANDIDATE_OF_ALL if doubled else _CANDIDATE).finditer(text):
        at = candidate.start()
        if _APOSTROPHE.match(text, at) is None:
            continue
        if candidate[0] == "‘":  # it may open a quotation after all: ‘90s music,’ he said
            if openers is None:
                openers = set(_starts(subject))
            if at in openers:
                continue
        yield subject.finding("Q006", at, at + 1, fix=(f"Write {right}", [Edit(at, at + 1, right)]))


# --- Q007: closing marks without an opening one ------------------------------------------------------------------

# What closes, in one language or another. After a figure it may be inches or seconds; with a letter on both sides, or
# on none, it may be anything.
_CLOSERS: Final = frozenset('“”»"')
_BEFORE: Final = re.escape("".join(BEFORE_OPENING))
_AFTER: Final = re.escape("".join(AFTER_CLOSING))
_CLOSING: Final = re.compile(rf'(?<=[^\s\d{_BEFORE}])[“”»"](?=[\s{_AFTER}]|\Z)')


def check_opened(subject: Subject, _options: Options) -> Iterator[Diagnostic]:
    """Q007: a mark that closes, and no mark has opened a quotation in its paragraph."""
    whole = subject.text
    marks = [mark for mark in _CLOSERS if mark in (whole if mark.isascii() else subject.odd)]
    if not marks:
        return
    article = subject.article
    texts = (article.title, *article.texts)
    spans = [subject.spans_of(0), *subject.spans]
    if sum(map(whole.count, marks)) == sum(map(_count_paired, texts, spans)):
        return
    for block, text, here in zip(article.spans, texts, spans, strict=True):
        for found in _CLOSING.finditer(text):
            if not _is_inside(found.start(), here):
                yield subject.finding("Q007", block.start + found.start(), block.start + found.end())


def _count_paired(text: str, spans: Iterable[Span]) -> int:
    """Count the marks that open or close a quotation, of those that close in one language or another."""
    number = 0
    for span in spans:
        number += (text[span.start] in _CLOSERS) + (span.closed and text[span.inner_end] in _CLOSERS)
        if span.children:
            number += _count_paired(text, span.children)
    return number


def _is_inside(at: int, spans: Sequence[Span]) -> bool:
    """Tell whether a place is in one of some spans, with its marks."""
    number = bisect_right(spans, at, key=_start) - 1
    return number >= 0 and at < spans[number].end
