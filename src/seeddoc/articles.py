"""A document's text as an article: a title and paragraphs, and back, byte for byte.

In comes a text, out comes an `Article`; `to_text` is the inverse. What is trimmed (blank lines, outer white
space, the final newline) is the article's layout: kept, and no part of equality. Section 6 of docs/spec.md.

It knows nothing of bundles, files or markers.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import attrs

from seeddoc._grammar import WHITE_SPACE
from seeddoc.diagnostics import diagnostic
from seeddoc.errors import ArticleError
from seeddoc.limits import QUOTE_DEPTH
from seeddoc.positions import START, Anchor, Position, Span, TextIndex, Where
from seeddoc.quotes import Quote, Statement, find_quotes, statements
from seeddoc.quotes.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType

    from seeddoc.limits import Limits

# "A blank line has nothing but white space." A line break, then white space up to the last line break before
# the next character that is none: one pass, and never back over more than one line.
BLANK_LINES: Final = re.compile(rf"\n[{WHITE_SPACE}]*\n")

# White space to Python, but not to Unicode: FS, GS, RS and US.
_SEPARATORS: Final = ("\x1c", "\x1d", "\x1e", "\x1f")

# The canonical layout: "one empty line between blocks, no newline at the end".
_GAP: Final = "\n\n"


def _blocks(text: str) -> list[str]:
    """Split a text into its title and paragraphs, trimmed; nothing for a blank text."""
    body = text.strip(WHITE_SPACE)
    if not body:
        return []
    # In most texts every other line is empty, and each of the others is a block with nothing to be stripped.
    lines = body.split("\n")
    found = lines[::2]
    blocks = list(map(str.strip, found))
    if any(lines[1::2]) or not all(blocks) or blocks != found:
        return _split(body)
    return blocks


def _split(body: str) -> list[str]:
    """Split a text with blank lines of any kind."""
    # What Python strips by itself, three times as fast, has four characters more.
    fs, gs, rs, us = _SEPARATORS
    white_space = WHITE_SPACE if fs in body or gs in body or rs in body or us in body else None
    first, *rest = BLANK_LINES.split(body)
    title, _, lead = first.partition("\n")
    paragraphs = [block.strip(white_space) for block in (lead, *rest)]
    return [title.rstrip(white_space), *(paragraphs if paragraphs[0] else paragraphs[1:])]


class Layout:
    """The white space around the blocks of a text; taken apart only when asked for."""

    __slots__ = ("_blocks", "_gaps", "_text")

    def __init__(self, text: str, blocks: Iterable[str] | None = None) -> None:
        self._text = text
        self._blocks = blocks  # those of the text, where they are known already
        self._gaps: tuple[str, ...] | None = None

    def gaps(self, blocks: int) -> tuple[str, ...]:
        """Return what stands before the first block, between blocks and after the last, for so many blocks.

        It "falls back to the canonical layout where the number of blocks changes".
        """
        if self._gaps is None:
            self._gaps = self._take_apart()
        return self._gaps if len(self._gaps) == blocks + 1 else _canonical_gaps(blocks)

    def _take_apart(self) -> tuple[str, ...]:
        gaps, at = [], 0
        for block in _blocks(self._text) if self._blocks is None else self._blocks:
            start = self._text.index(block, at)
            gaps.append(self._text[at:start])
            at = start + len(block)
        return (*gaps, self._text[at:])


def _canonical_gaps(blocks: int) -> tuple[str, ...]:
    return ("", *[_GAP] * (blocks - 1), "")


def _has_marks(text: str) -> bool:
    from seeddoc.quotes.marks import has_marks  # its patterns are loaded when they are first needed

    return has_marks(text)


class _Context:
    """What the paragraphs of one article share: their texts, their quotes and where they begin.

    Of an article that was read it has the text, and where in a file that begins; of any other the layout, if any.
    """

    __slots__ = (
        "_index",
        "_language",
        "_layout",
        "_quotes",
        "_spans",
        "_start",
        "_starts",
        "_text",
        "_title",
        "_title_quotes",
        "given",
        "texts",
    )

    def __init__(
        self,
        title: str,
        texts: tuple[str, ...],
        language: Language | None,
        layout: Layout | None = None,
        text: str | None = None,
        start: Where = START,
        *,
        given: bool = False,
    ) -> None:
        self._title = title
        self.texts = texts
        self._language = language
        self._layout = layout
        self._text = text
        self._start = start
        self.given = given  # whether a paragraph has quotes that were not found
        self._index: TextIndex | None = None
        self._quotes: tuple[tuple[Quote, ...], ...] | None = None
        self._title_quotes: tuple[Quote, ...] | None = None
        self._starts: tuple[int, ...] | None = None
        self._spans: tuple[Span, ...] | None = None

    def quotes(self) -> tuple[tuple[Quote, ...], ...]:
        """Return the quotes that are found in each paragraph."""
        if self._quotes is None:
            anchor_of = None if self._text is None else self._anchor_of_paragraph
            self._quotes = find_quotes(self.texts, anchor_of, self._language)
        return self._quotes

    def title_quotes(self) -> tuple[Quote, ...]:
        if self._title_quotes is None:
            # The text names its speakers; but with a blank between no quotation of the one runs on into the other.
            blocks = (self._title, "", *self.texts) if _has_marks(self._title) else ("",)
            anchor_of = None if self._text is None else self._anchor_of_block
            found = find_quotes(blocks, anchor_of, self._language, headline=True)
            self._title_quotes = found[0]
        return self._title_quotes

    def _anchor_of_paragraph(self, number: int) -> Anchor:
        return self._anchor_of_block(number + 1)

    def _anchor_of_block(self, number: int) -> Anchor:
        return Anchor(_Block(self, number))

    def position(self, block: int, offset: int) -> Position | None:
        """Return the position in the file of an offset in the title (block 0) or a paragraph; None without a file."""
        return None if self._text is None else self.read_position(block, offset)

    def read_position(self, block: int, offset: int) -> Position:
        """Return the same, of an article that was read."""
        if self._index is None:
            self._index = TextIndex(self._text or "", self._start)
        return self._index.position(self.starts()[block] + offset)

    def layout(self) -> Layout | None:
        """Return the layout, made now for an article that was read."""
        if self._layout is None and self._text is not None:
            self._layout = Layout(self._text, (self._title, *self.texts))
        return self._layout

    def gaps(self) -> tuple[str, ...]:
        blocks, layout = len(self.texts) + 1, self.layout()
        return layout.gaps(blocks) if layout else _canonical_gaps(blocks)

    def starts(self) -> tuple[int, ...]:
        """Return where the title and each paragraph begin in the article's text, in code points."""
        if self._starts is None:
            starts, at = [], 0
            for gap, block in zip(self.gaps(), (self._title, *self.texts), strict=False):
                at += len(gap)
                starts.append(at)
                at += len(block)
            self._starts = tuple(starts)
        return self._starts

    def spans(self) -> tuple[Span, ...]:
        """Return where the title and each paragraph stand in the article's text, in code points."""
        if self._spans is None:
            blocks = zip(self.starts(), (self._title, *self.texts), strict=True)
            self._spans = tuple(Span(start, start + len(block)) for start, block in blocks)
        return self._spans


class _Block:
    """One block of an article as an index of positions, which asks only then where the block begins."""

    __slots__ = ("_context", "_number")

    def __init__(self, context: _Context, number: int) -> None:
        self._context = context
        self._number = number

    def position(self, offset: int) -> Position:
        return self._context.read_position(self._number, offset)


def _check_text(_model: object, attribute: attrs.Attribute[str], value: str) -> None:
    if not isinstance(value, str):
        raise TypeError(f"{attribute.name} is a str, not {type(value).__name__}")


def _optional_quotes(quotes: Iterable[Quote] | None) -> tuple[Quote, ...] | None:
    return None if quotes is None else tuple(quotes)


def _check_quotes(text: str, quotes: tuple[Quote, ...]) -> None:
    """Refuse quotes that do not stand in a paragraph's text, in order and side by side."""
    at = 0
    for quote in quotes:
        name = f"the quote from {quote.start} to {quote.end}"
        if quote.end > len(text):
            raise ValueError(f"{name} ends outside the paragraph")
        if quote.start < at:
            raise ValueError(f"{name} begins before {at}, where the quote before it ends")
        at = quote.end
    # Quotes see to it themselves that their children are in order and side by side.
    within = list(quotes)
    while within:
        quote = within.pop()
        if text.find(quote.text, quote.start, quote.end) < 0:
            raise ValueError(f"the text of the quote from {quote.start} to {quote.end} does not stand there")
        within += quote.children


@attrs.frozen
class Paragraph:
    """One paragraph of an article.

    Args:
        text: without outer white space and blank lines; inside it is verbatim.
        quotes: what is quoted in it. Left out, they are found in the text, when asked for, in the light of the
            whole article. They are worked out from the text, so they take no part in equality.

    Raises:
        ValueError: the text could not be written back: it is blank, has white space around it or a blank line
            inside; or its quotes do not stand in it: one ends outside of it, begins before the one before it
            ends, or has a text that is not there.
    """

    text: str = attrs.field(validator=_check_text)
    _quotes: tuple[Quote, ...] | None = attrs.field(default=None, converter=_optional_quotes, eq=False, repr=False)
    _context: _Context | None = attrs.field(default=None, eq=False, repr=False, init=False)
    _number: int = attrs.field(default=0, eq=False, repr=False, init=False)

    def __attrs_post_init__(self) -> None:
        text = self.text
        if not text or text.strip(WHITE_SPACE) != text:
            raise ValueError("a paragraph is not blank and has no white space around it")
        if BLANK_LINES.search(text):
            raise ValueError("a paragraph has no blank line inside: make it two paragraphs")
        _check_quotes(text, self._quotes or ())

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotations in it, in order; nested ones are children of theirs."""
        if self._quotes is not None:
            return self._quotes
        if self._context is None:
            return find_quotes((self.text,))[0]
        return self._context.quotes()[self._number]

    @property
    def position(self) -> Position | None:
        """Where it begins in the file that it was read from; None if it was made in code."""
        return self._at(0)

    @property
    def end_position(self) -> Position | None:
        """Where it ends in the file that it was read from; None if it was made in code."""
        return self._at(len(self.text))

    def _at(self, offset: int) -> Position | None:
        return None if self._context is None else self._context.position(self._number + 1, offset)

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        from seeddoc.html.inline import render_paragraph  # a notebook asks for it, and hardly anybody else

        return render_paragraph(self)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        from seeddoc.terminal import render_paragraph  # rich is an extra; whoever calls this has it

        yield from render_paragraph(console, self, options.max_width)


class _Draft(Paragraph):
    """A paragraph that is being made: it is filled by plain assignments, a third as dear as those of a frozen class."""

    __slots__ = ()
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__  # the quick way of assigning is only there where neither is Python code


def _in_context(context: _Context) -> tuple[Paragraph, ...]:
    """Make the paragraphs of an article from texts that are known to be some, without checking them again."""
    made, new = [], object.__new__
    for number, text in enumerate(context.texts):
        draft: Any = new(_Draft)
        draft.text = text
        draft._quotes = None  # noqa: SLF001 - its own, as the next two
        draft._context = context  # noqa: SLF001
        draft._number = number  # noqa: SLF001
        draft.__class__ = Paragraph
        made.append(draft)
    return tuple(made)


def _to_paragraphs(paragraphs: Iterable[Paragraph | str]) -> tuple[Paragraph, ...]:
    if isinstance(paragraphs, str):
        raise TypeError("paragraphs are a sequence of paragraphs, not one string")
    paragraphs = tuple(paragraphs)
    if not all(isinstance(given, (Paragraph, str)) for given in paragraphs):
        raise TypeError("paragraphs are Paragraph models or strings")
    return tuple(Paragraph(given) if isinstance(given, str) else given for given in paragraphs)


@attrs.frozen
class Article:
    """A title and paragraphs.

    Args:
        title: one line, not blank, without outer white space.
        paragraphs: of `Paragraph` or str.
        layout: the white space of the text that it was read from; it takes no part in equality. An article made
            in code has the canonical layout.
        language: that its quotations are read in; English, if it is left out. It takes no part in equality.

    Raises:
        ValueError: it could not be written back: the title is blank, has white space around it or a line break.
    """

    title: str = attrs.field(validator=_check_text)
    paragraphs: tuple[Paragraph, ...] = attrs.field(default=(), converter=_to_paragraphs)
    _layout: Layout | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)
    _language: Language | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)
    _context: _Context = attrs.field(eq=False, repr=False, init=False)

    def __attrs_post_init__(self) -> None:
        if not self.title or self.title.strip(WHITE_SPACE) != self.title:
            raise ValueError("a title is not blank and has no white space around it")
        if "\n" in self.title:
            raise ValueError("a title is one line")
        # What is quoted in one paragraph may depend on the one before: they are tied to this article.
        texts = tuple(paragraph.text for paragraph in self.paragraphs)
        quotes = [paragraph._quotes for paragraph in self.paragraphs]  # noqa: SLF001
        given = any(each is not None for each in quotes)
        context = _Context(self.title, texts, self._language, self._layout, given=given)
        paragraphs = _in_context(context)
        for paragraph, own in zip(paragraphs, quotes, strict=True):
            object.__setattr__(paragraph, "_quotes", own)
        object.__setattr__(self, "paragraphs", paragraphs)
        object.__setattr__(self, "_context", context)

    if not TYPE_CHECKING:  # to a type checker every attribute would be there

        def __getattr__(self, attribute: str) -> tuple[Paragraph, ...] | Layout | None:
            """Make what a reader left to be made when it is first asked for; Python asks here for what is not set."""
            if attribute not in {"paragraphs", "_layout"}:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {attribute!r}")
            made = _in_context(self._context) if attribute == "paragraphs" else self._context.layout()
            object.__setattr__(self, attribute, made)
            return made

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the paragraphs; whoever wants no more of an article that was read spares their models."""
        return self._context.texts

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotations of all paragraphs, in order."""
        return tuple(chain.from_iterable(quotes_of(self)))

    @property
    def title_quotes(self) -> tuple[Quote, ...]:
        """The quotations of the title, in order; they are not among `quotes`.

        Their offsets are code points of the title, where their speakers and cues stand too.
        """
        return self._context.title_quotes()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What is said, the segments of split quotations and of those over paragraphs joined."""
        return statements(self.quotes)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks, each once, in the order in which they first speak.

        By the name that the article has for them (`Mention.name`), where that is not known as written.
        """
        found = (quote.speaker.name or quote.speaker.text for quote in self.quotes if quote.speaker)
        return tuple(dict.fromkeys(found))

    @property
    def position(self) -> Position | None:
        """Where its title begins in the file that it was read from; None if it was made in code."""
        return self._context.position(0, 0)

    @property
    def end_position(self) -> Position | None:
        """Where its title ends in the file that it was read from; None if it was made in code."""
        return self._context.position(0, len(self.title))

    @property
    def gap_after_title(self) -> str:
        """The white space between the title and the first paragraph in `to_text()`."""
        return self._context.gaps()[1]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the title and each paragraph stand in `to_text()`, in code points."""
        return self._context.spans()

    def to_text(self) -> str:
        """Write the article as text: with its own layout if it was read, else with the canonical one."""
        gaps = self._context.gaps()
        blocks = (self.title, *self.texts)
        return "".join(chain.from_iterable(zip(gaps, blocks, strict=False))) + gaps[-1]

    def _repr_html_(self) -> str:
        from seeddoc.html.inline import render_article  # a notebook asks for it, and hardly anybody else

        return render_article(self)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        from seeddoc.terminal import render_article  # rich is an extra; whoever calls this has it

        yield from render_article(console, self, options.max_width)


def has_given_quotes(article: Article) -> bool:
    """Tell whether quotes were given to an article, which may not agree with its text."""
    return article._context.given  # noqa: SLF001


def quotes_of(article: Article) -> Sequence[tuple[Quote, ...]]:
    """Return the quotes of each paragraph; the models of paragraphs are made only where quotes were given to some."""
    context = article._context  # noqa: SLF001
    return [paragraph.quotes for paragraph in article.paragraphs] if context.given else context.quotes()


def layout_of(article: Article) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the white space around the blocks of an article, and where each of them begins, in code points."""
    context = article._context  # noqa: SLF001
    return context.gaps(), context.starts()


def depth_of(article: Article) -> int:
    """Return the depth to which the quotations of an article nest."""
    language = article._language  # noqa: SLF001
    return language.depth if language else QUOTE_DEPTH


def language_of(limits: Limits) -> Language | None:
    """Return the language of what is read within limits; None where that is the one that an article has by itself."""
    if limits.quote_depth == QUOTE_DEPTH:
        return None
    from seeddoc.quotes.english import english  # as `find_quotes` has it: hardly anybody asks for another depth

    return english(depth=limits.quote_depth)


class _ArticleDraft(Article):
    """An article that is being made, as `_Draft` is a paragraph; its paragraphs and its layout can wait."""

    __slots__ = ()
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__


def parse_article(text: str, *, start: Where = START, language: Language | None = None) -> Article:
    """Read a text as an article.

    Args:
        text: of a document.
        start: where in a file the text begins, for positions.
        language: that its quotations are read in; English with its own cues, if it is left out.

    Raises:
        ArticleError: the text is empty or blank, so there is no title.
    """
    if not isinstance(text, str):
        raise TypeError(f"an article is read from a str, not {type(text).__name__}")
    blocks = _blocks(text)
    if not blocks:
        raise ArticleError([diagnostic("A001", start)])
    title = blocks[0]
    context = _Context(title, tuple(blocks[1:]), language, text=text, start=start)
    draft: Any = object.__new__(_ArticleDraft)
    draft.title = title
    draft._language = language  # noqa: SLF001 - its own, as the next
    draft._context = context  # noqa: SLF001
    draft.__class__ = Article
    article: Article = draft
    return article
