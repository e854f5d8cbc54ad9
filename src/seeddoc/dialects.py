"""Dialects as data: how a bundle spells its markers.

A `Dialect` says everything that the writer needs to write markers, and everything that the reader reports of
those it saw. `PRESETS` names the common ones. Section 4 of docs/spec.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from seeddoc._grammar import CLOSER_KEYWORDS, NAMING_KEYS, OPENER_KEYWORDS
from seeddoc._markers import BLOCK_CLOSERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seeddoc._markers import Closer, Opener

# What may stand between the keyword and the name.
SEPARATORS: Final = (" ", ":", ": ", "::")
# How the name may be given: bare, under a key, or in quotation marks.
NAMINGS: Final = ("", *NAMING_KEYS, '"', "'", "`")
_one_of = attrs.validators.in_


@attrs.frozen(kw_only=True)
class Dialect:
    """How markers are spelled.

    Attributes:
        name: of the preset, or "custom".
        opener: the keyword of the opening marker.
        separator: what stands between a keyword and its label.
        naming: "" for a bare name where it reads back, else the key ("path") or quotation mark of the name.
        closer: the keyword of the closing marker (in block form the marker); "" for a bundle without closers.
        closing: "name" where the closer says the name again, else "".
        block: whether the opener has no closing fence.
        words: whether an attribute with an empty value is written as a word: `name="a" BEGIN`.
        line_end: of the marker lines; a text keeps its own.

    Raises:
        ValueError: a value that no reader would take, or two that do not go together.
    """

    name: str = "custom"
    opener: str = attrs.field(default="FILE", validator=_one_of(OPENER_KEYWORDS))
    separator: str = attrs.field(default=" ", validator=_one_of(SEPARATORS))
    naming: str = attrs.field(default="", validator=_one_of(NAMINGS))
    closer: str = attrs.field(default="END FILE", validator=_one_of((*CLOSER_KEYWORDS, *BLOCK_CLOSERS, "")))
    closing: str = attrs.field(default="", validator=_one_of(("", "name")))
    block: bool = False
    words: bool = False
    line_end: str = attrs.field(default="\n", validator=_one_of(("\n", "\r\n")))

    def __attrs_post_init__(self) -> None:
        if self.block != (self.closer in BLOCK_CLOSERS):
            raise ValueError(f"closer {self.closer!r} goes {'not ' if self.block else ''}with block={self.block}")
        if self.block and self.opener != "FILE":
            raise ValueError("the opener of a block is FILE")
        if self.closing and (self.block or not self.closer):
            raise ValueError("only a closer in brackets can say the name again")


# The dialect that is written where none is asked for.
CANONICAL: Final = Dialect(name="canonical")

_ALL: Final = (
    CANONICAL,
    Dialect(name="end", closer="END"),
    Dialect(name="endfile", closer="ENDFILE"),
    Dialect(name="end_file", closer="END_FILE"),
    Dialect(name="end-name", closer="END", closing="name"),
    Dialect(name="colon", separator=": "),
    Dialect(name="colon-end", separator=": ", closer="END"),
    Dialect(name="colon-end_file", separator=": ", closer="END_FILE"),
    Dialect(name="colon-endfile", separator=": ", closer="ENDFILE"),
    Dialect(name="colon-name", separator=": ", closing="name"),
    Dialect(name="colon-slash", separator=":", closer="/FILE"),
    Dialect(name="no-closers", separator=": ", closer=""),
    Dialect(name="path", naming="path"),
    Dialect(name="path-end", naming="path", closer="END"),
    Dialect(name="path-endfile", naming="path", closer="ENDFILE"),
    Dialect(name="name", naming="name"),
    Dialect(name="name-begin", naming="name", closer="FILE END", words=True),
    Dialect(name="begin-file", opener="BEGIN FILE", separator=": ", closing="name"),
    Dialect(name="begin_file", opener="BEGIN_FILE", separator=":", closer="END_FILE", closing="name"),
    Dialect(name="start_file", opener="START_FILE", separator=":", closer="END_FILE", closing="name"),
    Dialect(name="file_start", opener="FILE_START", separator=": ", closer="FILE_END", closing="name"),
    Dialect(name="file_begin", opener="FILE_BEGIN", closer="FILE_END", closing="name"),
    Dialect(name="block", block=True, closer="FILE>>>"),
    Dialect(name="block-fence", block=True, closer=">>>"),
    Dialect(name="block-end", block=True, closer=">>>END"),
)

# The presets by name.
PRESETS: Final[Mapping[str, Dialect]] = {dialect.name: dialect for dialect in _ALL}


class Spelling(NamedTuple):
    """How the markers of one document were spelled: what a dialect is made from.

    Attributes:
        opener: the keyword of the opening marker.
        separator: what stands between it and the name.
        naming: how the name is given, one of `NAMINGS`.
        closer: the keyword of the closing marker; empty without one.
        closing: what stands behind it: nothing, or the name as it is given there.
        block: whether it is the block form.
        words: whether a word such as BEGIN stands behind the name.
        line_end: what ends the opening marker's line.
    """

    opener: str
    separator: str
    naming: str
    closer: str
    closing: str
    block: bool
    words: bool
    line_end: str

    @classmethod
    def of(cls, opener: Opener, line_end: str, closer: Closer | None) -> Spelling:
        """Take the spelling of a document from its markers."""
        label = opener.label
        last, value = label.attributes[-1] if label.attributes else ("", "")
        words = bool(label.naming and last) and not value and label.raw.endswith(last)
        separator = opener.separator.replace("\t", " ")
        return cls(
            opener.keyword,
            separator if separator in SEPARATORS else ": " if ":" in separator else " ",
            label.naming.lower(),
            closer.keyword if closer else "",
            "name" if closer and closer.label else "",
            opener.block,
            words,
            line_end or "\n",
        )

    def dialect(self) -> Dialect:
        """Return the dialect that writes like this: a preset where there is one."""
        spelled = self
        if self.block and self.closer not in BLOCK_CLOSERS:
            spelled = self._replace(closer=">>>", closing="")
        return _PRESET_OF.get(spelled) or Dialect(**spelled._asdict())


_PRESET_OF: Final = {
    Spelling(*(getattr(preset, field) for field in Spelling._fields)): preset for preset in reversed(_ALL)
}
# How its markers look: `<<<FILE name>>>`, `<<<END FILE>>>`.
CANONICAL_SPELLING: Final = Spelling("FILE", " ", "", "END FILE", "", False, False, "\n")
# The same with CRLF at the end of a marker's line.
CRLF_SPELLING: Final = CANONICAL_SPELLING._replace(line_end="\r\n")
# And both without closing markers, by the end of a marker's line.
OPEN_SPELLINGS: Final = {each.line_end: each._replace(closer="") for each in (CANONICAL_SPELLING, CRLF_SPELLING)}
