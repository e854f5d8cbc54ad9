"""Quotations as values: what was said, by whom, and where it stands.

In come texts and offsets (code points in the text of a paragraph); out come frozen, hashable,
picklable models. What does not hold together is refused with a ValueError when it is built, what is
of a wrong type with a TypeError; but `make_mention` and `make_quote` trust what they are given, for the
finder, which makes them by the thousand.

It knows nothing of how quotations are found, and of files only what an `Anchor` knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias, get_args

import attrs

from seeddoc._grammar import WHITE_SPACE
from seeddoc.positions import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, ConsoleOptions, RenderableType

    from seeddoc.positions import Position

# direct: the quoted words are the whole statement; mixed: quoted words in an indirect quotation;
# bare: no speaker was found (scare quotes, titles of works, nicknames).
Kind: TypeAlias = Literal["direct", "mixed", "bare"]
KINDS: Final[frozenset[str]] = frozenset(get_args(Kind))

_OR_NONE: Final = " or None"


def _check_span(what: str, text: str, start: int, end: int) -> None:
    if not 0 <= start < end:
        raise ValueError(f"a {what} needs 0 <= start < end, not start={start}, end={end}")
    if len(text) > end - start:
        raise ValueError(f"the text of a {what} has {len(text)} characters, its span only {end - start}")


def _check_type(name: str, value: object, model: type, or_none: str = "") -> None:
    if not isinstance(value, model) and not (or_none and value is None):
        raise TypeError(f"{name} must be a {model.__name__}{or_none}, not {value!r}")


def _check_name(name: object) -> None:
    _check_type("name", name, str, _OR_NONE)
    if isinstance(name, str) and not name.strip(WHITE_SPACE):
        raise ValueError("a name is not blank")


def _check_confidence(value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"confidence must be a number, not {value!r}")
    if not 0 <= value <= 1:  # so NaN is refused, which compares with nothing
        raise ValueError(f"confidence must be from 0 to 1, not {value}")


def _position(anchor: Anchor | None, offset: int) -> Position | None:
    return None if anchor is None else anchor.position(offset)


# A paragraph of the article, and where in it a mention begins and ends.
Place: TypeAlias = tuple[int, int, int]


class Names(Protocol):
    """Whatever knows by what name the article has a speaker."""

    def name_of(self, place: Place) -> str:
        """Return the name of whom the words at a place refer to."""


class Reasons(Protocol):
    """Whatever knows why a speaker was chosen."""

    def evidence(self) -> Mention:
        """Return the words that decided."""

    def runner_up(self) -> Candidate | None:
        """Return the next best speaker, where the decision was open."""


class _Later:
    """Room for what works out attributes that are not set; none itself, so it is neither compared nor pickled."""

    __slots__ = ("_later",)


@attrs.frozen
class Mention(_Later):
    """A speaker, a cue or other words of a paragraph, as they are written.

    Attributes:
        text: the words.
        start: where they begin in the text of their paragraph, in code points.
        end: where they end there.
        paragraph: how many paragraphs away from the quote's own: 0 the same, -1 the one before.
        name: of a speaker, the name that the article has for whom the words refer to (`Roe` and `she`:
            `Ann Roe`), of one who is not named the words themselves; None for all else.
        anchor: ties their own paragraph to the file; takes no part in equality.
    """

    text: str
    start: int
    end: int
    paragraph: int = attrs.field(default=0, kw_only=True)
    name: str | None = attrs.field(default=None, kw_only=True)
    anchor: Anchor | None = attrs.field(default=None, kw_only=True, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _check_span("mention", self.text, self.start, self.end)
        _check_name(self.name)

    if not TYPE_CHECKING:  # to a type checker every attribute would be there

        def __getattr__(self, attribute: str) -> str:
            """Work out the name when it is first asked for; Python asks here for what is not set."""
            if attribute != "name":
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {attribute!r}")
            names, place = self._later
            name = names.name_of(place)
            object.__setattr__(self, "name", name)
            return name

    @property
    def position(self) -> Position | None:
        """Where it begins in the file; None without an anchor."""
        return _position(self.anchor, self.start)

    @property
    def end_position(self) -> Position | None:
        """Where it ends in the file; None without an anchor."""
        return _position(self.anchor, self.end)


@attrs.frozen
class Candidate:
    """Someone who may be the speaker.

    Attributes:
        speaker: who.
        rule: the name of the rule that found them.
        confidence: how sure it is that they speak, from 0 to 1.
    """

    speaker: Mention
    rule: str
    confidence: float

    def __attrs_post_init__(self) -> None:
        _check_type("speaker", self.speaker, Mention)
        _check_type("rule", self.rule, str)
        _check_confidence(self.confidence)


def _to_quotes(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    return tuple(quotes)


@attrs.frozen
class Quote(_Later):
    """One stretch of a paragraph between quotation marks.

    Attributes:
        text: what stands between the marks, verbatim.
        start: where the opening mark begins in the text of the paragraph, in code points.
        end: where the closing mark ends there; without one, where the quoted text ends.
        kind: "direct", "mixed" or "bare".
        speaker: who speaks; None where that was not found.
        cue: the words that tell of the speaking (`said`, `according to`); of a statement in several
            segments only the segment that they stand at has it.
        closed: False where a closing mark is missing. A segment that is reopened in the next
            paragraph needs none.
        statement: numbers the statements of an article; the segments of one statement share it.
        rule: the name of the rule that gave the speaker.
        evidence: the words that the rule read to decide, from the first to the last.
        confidence: how sure it is that the speaker is right, from 0 to 1; None without a speaker.
        runner_up: the next best speaker, where the decision was open.
        children: the quotations inside this one, in order; their offsets are of the paragraph.
        anchor: ties the paragraph to the file; takes no part in equality.
    """

    text: str
    start: int
    end: int
    kind: Kind = "direct"
    speaker: Mention | None = None
    cue: Mention | None = None
    closed: bool = attrs.field(default=True, kw_only=True)
    statement: int = attrs.field(default=0, kw_only=True)
    rule: str | None = attrs.field(default=None, kw_only=True)
    evidence: Mention | None = attrs.field(default=None, kw_only=True)
    confidence: float | None = attrs.field(default=None, kw_only=True)
    runner_up: Candidate | None = attrs.field(default=None, kw_only=True)
    children: tuple[Quote, ...] = attrs.field(default=(), kw_only=True, converter=_to_quotes)
    anchor: Anchor | None = attrs.field(default=None, kw_only=True, eq=False, repr=False)

    if not TYPE_CHECKING:  # to a type checker every attribute would be there

        def __getattr__(self, attribute: str) -> Mention | Candidate | None:
            """Work out a reason when it is first asked for; Python asks here for what is not set."""
            if attribute not in {"evidence", "runner_up"}:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {attribute!r}")
            reason = getattr(self._later, attribute)()
            object.__setattr__(self, attribute, reason)
            return reason

    def __attrs_post_init__(self) -> None:
        _check_span("quote", self.text, self.start, self.end)
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {sorted(KINDS)}, not {self.kind!r}")
        if self.statement < 0:
            raise ValueError(f"statement must not be negative, not {self.statement}")
        _check_type("speaker", self.speaker, Mention, _OR_NONE)
        _check_type("cue", self.cue, Mention, _OR_NONE)
        _check_type("evidence", self.evidence, Mention, _OR_NONE)
        _check_type("runner_up", self.runner_up, Candidate, _OR_NONE)
        if self.confidence is not None:
            _check_confidence(self.confidence)
        self._check_children()

    def _check_children(self) -> None:
        at = self.start
        for child in self.children:
            if child.start < at or child.end > self.end:
                raise ValueError(
                    f"the quote at {child.start} to {child.end} does not stand inside the quote at "
                    f"{self.start} to {self.end}, after those before it"
                )
            at = child.end

    @property
    def position(self) -> Position | None:
        """Where the opening mark begins in the file; None without an anchor."""
        return _position(self.anchor, self.start)

    @property
    def end_position(self) -> Position | None:
        """Where the quote ends in the file; None without an anchor."""
        return _position(self.anchor, self.end)

    def _repr_html_(self) -> str:
        from seeddoc.html.inline import render_quote  # a notebook asks for it, and hardly anybody else

        return render_quote(self)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        from seeddoc.terminal import render_quote  # rich is an extra; whoever calls this has it

        yield from render_quote(console, self, options.max_width)


@attrs.frozen
class Statement:
    """What one speaker says at a stretch, in one segment or several.

    Attributes:
        speaker: who speaks, seen from the first segment (`Mention.paragraph`); None if not known.
        cue: the words that tell of the speaking, seen from the first segment.
        kind: of the first segment.
        quotes: the segments, at least one, in order.
    """

    speaker: Mention | None
    cue: Mention | None
    kind: Kind
    quotes: tuple[Quote, ...] = attrs.field(converter=_to_quotes)

    def __attrs_post_init__(self) -> None:
        if not self.quotes:
            raise ValueError("a statement needs at least one quote")

    @property
    def text(self) -> str:
        """The texts of the segments, joined by a space."""
        return " ".join(quote.text for quote in self.quotes)


def statements(quotes: Iterable[Quote]) -> tuple[Statement, ...]:
    """Join the quotes of an article that share a statement, in the order of first segments."""
    groups: dict[int, list[Quote]] = {}
    for quote in quotes:
        groups.setdefault(quote.statement, []).append(quote)
    return tuple(Statement(group[0].speaker, _cue(group), group[0].kind, tuple(group)) for group in groups.values())


def _cue(group: list[Quote]) -> Mention | None:
    """Find the cue of the first segment's speaker, its paragraph counted from that segment."""
    speaker = group[0].speaker
    if speaker is None:
        return group[0].cue
    for quote in group:
        other = quote.speaker
        if quote.cue is not None and other is not None and _same_place(speaker, other):
            away = speaker.paragraph - other.paragraph
            return attrs.evolve(quote.cue, paragraph=quote.cue.paragraph + away)
    return None


def _same_place(one: Mention, other: Mention) -> bool:
    return (one.text, one.start, one.end) == (other.text, other.start, other.end)


# A frozen model is filled by a call for each attribute. A draft is filled by plain assignments, and then
# becomes the model: it adds nothing to it, so their objects look the same. That takes a third of the time.


class _MentionDraft(Mention):
    __slots__ = ()
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__  # the quick way of assigning is only there where neither is Python code


class _QuoteDraft(Quote):
    __slots__ = ()
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__


_new: Final = object.__new__


def make_mention(text: str, start: int, end: int, paragraph: int, name: str | None, anchor: Anchor | None) -> Mention:
    """Make a mention of what is known to be right, without checking it."""
    draft: Any = _new(_MentionDraft)
    draft.text = text
    draft.start = start
    draft.end = end
    draft.paragraph = paragraph
    draft.name = name
    draft.anchor = anchor
    draft.__class__ = Mention
    mention: Mention = draft
    return mention


def make_speaker(text: str, place: Place, paragraph: int, names: Names, anchor: Anchor | None) -> Mention:
    """Make a mention whose name is worked out when it is asked for, of what is known to be right."""
    draft: Any = _new(_MentionDraft)
    draft.text = text
    draft.start = place[1]
    draft.end = place[2]
    draft.paragraph = paragraph
    draft.anchor = anchor
    draft._later = names, place  # noqa: SLF001 - its own
    draft.__class__ = Mention
    mention: Mention = draft
    return mention


def make_quote(  # noqa: PLR0913, PLR0917 (as many as a quote has attributes)
    text: str,
    start: int,
    end: int,
    kind: Kind,
    speaker: Mention | None,
    cue: Mention | None,
    closed: bool,
    statement: int,
    rule: str | None,
    confidence: float | None,
    children: tuple[Quote, ...],
    anchor: Anchor | None,
    reasons: Reasons | None,
) -> Quote:
    """Make a quote of what is known to be right, without checking it; its reasons are asked when somebody does."""
    draft: Any = _new(_QuoteDraft)
    draft.text = text
    draft.start = start
    draft.end = end
    draft.kind = kind
    draft.speaker = speaker
    draft.cue = cue
    draft.closed = closed
    draft.statement = statement
    draft.rule = rule
    draft.confidence = confidence
    draft.children = children
    draft.anchor = anchor
    if reasons is None:
        draft.evidence = draft.runner_up = None
    else:
        draft._later = reasons  # noqa: SLF001 - its own
    draft.__class__ = Quote
    quote: Quote = draft
    return quote
