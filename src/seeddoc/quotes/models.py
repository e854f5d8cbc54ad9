"""Quotations as values: what was said, by whom, and where it stands.

In come texts and offsets (code points in the text of a paragraph); out come frozen, hashable,
picklable models. What does not hold together is refused with a ValueError when it is built.

It knows nothing of how quotations are found, and of files only what an `Anchor` knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

import attrs

from seeddoc.positions import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seeddoc.positions import Position

# direct: the quoted words are the whole statement; mixed: quoted words in an indirect quotation;
# bare: no speaker was found (scare quotes, titles of works, nicknames).
Kind: TypeAlias = Literal["direct", "mixed", "bare"]
KINDS: Final[frozenset[str]] = frozenset(get_args(Kind))


def _check_span(what: str, text: str, start: int, end: int) -> None:
    if not 0 <= start < end:
        raise ValueError(f"a {what} needs 0 <= start < end, not start={start}, end={end}")
    if len(text) > end - start:
        raise ValueError(f"the text of a {what} has {len(text)} characters, its span only {end - start}")


def _position(anchor: Anchor | None, offset: int) -> Position | None:
    return None if anchor is None else anchor.position(offset)


@attrs.frozen
class Mention:
    """A speaker or a cue, as it is written.

    Attributes:
        text: the words.
        start: where they begin in the text of their paragraph, in code points.
        end: where they end there.
        paragraph: how many paragraphs away from the quote's own: 0 the same, -1 the one before.
        anchor: ties their own paragraph to the file; takes no part in equality.
    """

    text: str
    start: int
    end: int
    paragraph: int = attrs.field(default=0, kw_only=True)
    anchor: Anchor | None = attrs.field(default=None, kw_only=True, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _check_span("mention", self.text, self.start, self.end)

    @property
    def position(self) -> Position | None:
        """Where it begins in the file; None without an anchor."""
        return _position(self.anchor, self.start)

    @property
    def end_position(self) -> Position | None:
        """Where it ends in the file; None without an anchor."""
        return _position(self.anchor, self.end)


def _to_quotes(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    return tuple(quotes)


def _check_mention(name: str, mention: object) -> None:
    if mention is not None and not isinstance(mention, Mention):
        raise TypeError(f"{name} must be a Mention or None, not {mention!r}")


@attrs.frozen
class Quote:
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
    children: tuple[Quote, ...] = attrs.field(default=(), kw_only=True, converter=_to_quotes)
    anchor: Anchor | None = attrs.field(default=None, kw_only=True, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _check_span("quote", self.text, self.start, self.end)
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {sorted(KINDS)}, not {self.kind!r}")
        if self.statement < 0:
            raise ValueError(f"statement must not be negative, not {self.statement}")
        _check_mention("speaker", self.speaker)
        _check_mention("cue", self.cue)
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
