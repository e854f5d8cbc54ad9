"""Articles whose quotations are known: written from sentences that leave no doubt who speaks.

The article is plain text and knows nothing of what was put into it; what is to be found comes beside it. Offsets are
code points of the paragraph, as those of `Quote` are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import attrs
from hypothesis import strategies as st

from seeddoc.articles import Article

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy


@attrs.frozen
class KnownQuote:
    """A quotation that was put into an article.

    Attributes:
        paragraph: the number of its paragraph, from 0.
        start: where its opening mark begins, in code points of the paragraph.
        end: where its closing mark ends.
        text: what stands between the marks.
        speaker: who speaks, as written; None where nobody does.
        cue: the word that tells of the speaking, where it stands beside this quotation.
        statement: numbers the statements of the article; the segments of one share it.
        children: the quotations inside it.
    """

    paragraph: int
    start: int
    end: int
    text: str
    speaker: str | None
    cue: str | None
    statement: int
    children: tuple[KnownQuote, ...] = ()


@attrs.frozen
class QuotedArticle:
    """An article, and what there is to be found in it.

    Attributes:
        article: as made in code.
        quotes: in the order of their places; nested ones are children of theirs.
    """

    article: Article
    quotes: tuple[KnownQuote, ...]

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks, each once, in the order in which they first do."""
        return tuple(dict.fromkeys(quote.speaker for quote in self.quotes if quote.speaker))

    @property
    def cues(self) -> tuple[str, ...]:
        """The cues, in their order."""
        return tuple(quote.cue for quote in self.quotes if quote.cue)


class Marks(NamedTuple):
    """Marks of quotations, and of those inside them.

    Attributes:
        opening: opens a quotation.
        closing: closes one.
        inner_opening: opens one inside another.
        inner_closing: closes that.
    """

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


# The pairs of marks that quotations stand between.
MARKS: Final = (
    Marks('"', '"', "'", "'"),
    Marks("“", "”", "‘", "’"),
    Marks("«", "»", "‹", "›"),
    Marks("„", "“", "‚", "‘"),
    Marks("``", "''", "`", "'"),
)
_SPEAKERS: Final = ("Ann Roe", "Bo Lind", "Asha Verma", "Dr. Ola Berg", "a spokesman", "the mayor")
_VERBS: Final = ("said", "told reporters", "warned", "added", "explained")
_CUES: Final = {"told reporters": "told"}
_SENTENCES: Final = (
    "We wait",
    "The river is rising",
    "Nobody was told of the new bridge",
    "It will rain again on Monday",
    "Les élus ont voté 文書 🗎",
)
_TERMS: Final = ("long", "safe", "new", "the old way")
_PLAIN: Final = ("The river runs through the town.", "It rained.", "A bridge was built here in 1931.")


class _Draft:
    """A paragraph that grows, and the quotations that were put into it."""

    def __init__(self, number: int, marks: Marks, statement: int) -> None:
        self.text = ""
        self.quotes: list[KnownQuote] = []
        self._number = number
        self._marks = marks
        self._statement = statement

    def add(self, text: str) -> None:
        self.text += text

    def quote(self, words: str, speaker: str | None, cue: str | None, *, term: str = "") -> None:
        """Put a quotation in; a term is put into it between the inner marks, before the first blank."""
        opening, closing, inner_opening, inner_closing = self._marks
        start = len(self.text)
        self.text += opening
        first, blank, rest = words.partition(" ")
        inner, children = words, list[tuple[int, int, str]]()
        if term:
            inner = f"{first} {inner_opening}{term}{inner_closing}{blank}{rest}"
            at = len(self.text) + len(first) + 1
            children = [(at, at + len(inner_opening + term + inner_closing), term)]
        self.text += inner + closing
        found = tuple(
            KnownQuote(self._number, begin, end, text, None, None, self._statement) for begin, end, text in children
        )
        self.quotes.append(KnownQuote(self._number, start, len(self.text), inner, speaker, cue, self._statement, found))


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


# --- Sentences: each draws what it is made of and adds itself to a draft -------------------------------------


def _inverted(draw: st.DrawFn, draft: _Draft, term: str) -> None:
    """As in: “We wait,” said Ann Roe."""
    speaker, verb = draw(st.sampled_from(_SPEAKERS)), draw(st.sampled_from(_VERBS[:1]))
    draft.quote(f"{draw(st.sampled_from(_SENTENCES))},", speaker, _CUES.get(verb, verb), term=term)
    draft.add(f" {verb} {speaker}.")


def _subject_first(draw: st.DrawFn, draft: _Draft, term: str) -> None:
    """As in: “We wait,” Ann Roe told reporters."""
    speaker, verb = draw(st.sampled_from(_SPEAKERS)), draw(st.sampled_from(_VERBS))
    draft.quote(f"{draw(st.sampled_from(_SENTENCES))},", speaker, _CUES.get(verb, verb), term=term)
    draft.add(f" {speaker} {verb}.")


def _lead_in(draw: st.DrawFn, draft: _Draft, term: str) -> None:
    """As in: Ann Roe said: “We wait” (and a full stop)."""
    speaker, verb = _capital(draw(st.sampled_from(_SPEAKERS))), draw(st.sampled_from(_VERBS))
    draft.add(f"{speaker} {verb}: ")
    draft.quote(f"{draw(st.sampled_from(_SENTENCES))}.", speaker, _CUES.get(verb, verb), term=term)


def _split(draw: st.DrawFn, draft: _Draft, term: str) -> None:
    """As in: “We wait,” said Ann Roe. “It will rain” (and a full stop)."""
    _inverted(draw, draft, term)
    draft.add(" ")
    draft.quote(f"{draw(st.sampled_from(_SENTENCES))}.", draft.quotes[0].speaker, None)


def _bare(draw: st.DrawFn, draft: _Draft, _term: str) -> None:
    """As in: The old bridge is the “safe” one."""
    draft.add("The old bridge is the ")
    draft.quote(draw(st.sampled_from(_TERMS)), None, None)
    draft.add(" one.")


_SENTENCE_MAKERS: Final[dict[str, Callable[[st.DrawFn, _Draft, str], None]]] = {
    "inverted": _inverted,
    "subject-first": _subject_first,
    "lead-in": _lead_in,
    "split": _split,
    "bare": _bare,
}


@st.composite
def _quoted_articles(
    draw: st.DrawFn, marks: tuple[Marks, ...], min_quotes: int, max_quotes: int, nested: bool
) -> QuotedArticle:
    style = draw(st.sampled_from(marks))
    texts: list[str] = []
    quotes: list[KnownQuote] = []
    statement = 0
    while len(quotes) < max_quotes and (len(quotes) < min_quotes or draw(st.booleans())):
        if draw(st.booleans()):
            texts.append(draw(st.sampled_from(_PLAIN)))
        room = max_quotes - len(quotes)
        maker = draw(st.sampled_from([name for name in _SENTENCE_MAKERS if name != "split" or room > 1]))
        draft = _Draft(len(texts), style, statement)
        term = draw(st.sampled_from(_TERMS)) if nested and draw(st.booleans()) else ""
        _SENTENCE_MAKERS[maker](draw, draft, term)
        texts.append(draft.text)
        quotes += draft.quotes
        statement += 1
    return QuotedArticle(Article("The river", texts), tuple(quotes))


def quoted_articles(
    *, marks: tuple[Marks, ...] = MARKS, min_quotes: int = 0, max_quotes: int = 4, nested: bool = True
) -> SearchStrategy[QuotedArticle]:
    """Articles in English whose quotations are known, each with its speaker and cue.

    Args:
        marks: which quotation marks; one article keeps to one pair.
        min_quotes: the least number of quotations, those inside others aside.
        max_quotes: the greatest.
        nested: whether quotations may stand in others.
    """
    if not 0 <= min_quotes <= max_quotes:
        raise ValueError(f"min_quotes is from 0 to max_quotes, not {min_quotes} of {max_quotes}")
    return _quoted_articles(marks, min_quotes, max_quotes, nested)
