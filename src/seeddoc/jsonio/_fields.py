"""The table of fields: for each model its keys in JSON, what may stand under them, and what they say.

It drives the writing, the checks and the schema. It knows nothing of how any of them works.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, get_args

from seeddoc._grammar import CLOSER_KEYWORDS, KEY, OPENER_KEYWORDS
from seeddoc._markers import BLOCK_CLOSERS
from seeddoc.diagnostics import Severity
from seeddoc.dialects import NAMINGS, PRESETS, SEPARATORS
from seeddoc.jsonio._kinds import (
    BOOLEAN,
    COUNT,
    INTEGER,
    NAME_OR_NULL,
    ORDINAL,
    SHARE,
    SHARE_OR_NULL,
    STRING,
    STRING_OR_NULL,
    Data,
    Kind,
    array,
    choice,
    constant,
    is_count,
    nullable,
    ref,
    required,
    typed,
)
from seeddoc.quotes.models import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

FORMAT: Final = "seeddoc"
VERSION: Final = 1

# Quotes in quotes: the deepest that is read. Those that `find_quotes` finds are far from it.
MAX_DEPTH: Final = 64

_NO_LINE_BREAK: Final[Data] = {"type": "string", "not": {"pattern": "\n"}}
_NAME: Final = typed("a string", str, **_NO_LINE_BREAK)
_PAIR: Final[Data] = {
    "type": "array",
    "prefixItems": [{"type": "string", "pattern": f"^{KEY}$"}, _NO_LINE_BREAK],
    "items": False,
    "minItems": 2,
}
_PAIRS: Final = typed("an array", list, type="array", items=_PAIR)
_DIALECT_OR_NAME: Final = typed("a name or an object", (str, dict), oneOf=[{"enum": [*PRESETS]}, ref("dialect")])


class Field(NamedTuple):
    name: str
    kind: Kind
    about: str
    # What a number counts; "" of what is none.
    unit: str = ""


# In the table below: a name, a kind, a description, and a unit where there is one.
Row: TypeAlias = tuple[str, Kind, str] | tuple[str, Kind, str, str]


class Model:
    """How a model looks as a JSON object: all of its keys, in order.

    Args:
        name: in the schema.
        about: its description there.
        fields: names, kinds, descriptions and units.
        optional: the names of those that may be left out; all others have to be there.
    """

    def __init__(self, name: str, about: str, fields: Iterable[Row], optional: Collection[str] = ()) -> None:
        self.name = name
        self.about = about
        self.fields = tuple(Field(*field) for field in fields)
        self.names = tuple(field.name for field in self.fields)
        self.required = tuple(name for name in self.names if name not in optional)
        self.kinds = {field.name: field.kind for field in self.fields}
        self.checks = tuple((field.name, field.kind.accepts, field.kind.expected) for field in self.fields)
        self._values = attrgetter(*self.names)

    def plain(self, value: object) -> Data:
        """Return what an instance has under these names."""
        return dict(zip(self.names, self._values(value), strict=True))

    def has(self, data: Data, name: str) -> bool:
        """Tell whether data has a value of the right kind under a name."""
        return name in data and self.kinds[name].accepts(data[name])


_START = "Where it begins in the document's text (of an article alone: in its own), in code points from 0."
_END = "Where it ends there: the offset of the code point after its last one."
_POINTS = "code points"

BUNDLE: Final = Model(
    "bundle",
    "Documents in their order.",
    (
        ("format", constant(FORMAT), "Tells these files from others."),
        ("version", constant(VERSION), "Of this schema."),
        ("dialect", _DIALECT_OR_NAME, "How markers are spelled: a preset's name, or all of it."),
        ("documents", array("document"), "The same name may stand twice."),
        ("diagnostics", array("diagnostic"), "What was found in the file that it was read from, faults and all."),
        ("outside", array("span"), "Where text of that file stood in no document."),
    ),
    optional=("diagnostics", "outside"),
)

DIALECT: Final = Model(
    "dialect",
    "How the markers of a bundle are spelled, where no preset spells them like this.",
    (
        ("name", STRING, "Of the dialect; any."),
        ("opener", choice(OPENER_KEYWORDS), "The keyword of the opening marker."),
        ("separator", choice(SEPARATORS), "What stands between a keyword and its label."),
        ("naming", choice(NAMINGS), "The key or quotation mark of names; empty for bare names."),
        (
            "closer",
            choice((*CLOSER_KEYWORDS, *BLOCK_CLOSERS, "")),
            "The keyword of the closing marker, in block form the marker; empty without closers.",
        ),
        ("closing", choice(("", "name")), "Whether the closer says the name again."),
        ("block", BOOLEAN, "Whether the opener has no closing fence."),
        ("words", BOOLEAN, "Whether an attribute with an empty value is written as a word."),
        ("line_end", choice(("\n", "\r\n")), "Of marker lines; a text keeps its own."),
    ),
)

DOCUMENT: Final = Model(
    "document",
    "One named text.",
    (
        ("name", _NAME, "As in its marker; empty for an anonymous document."),
        ("text", STRING, "Verbatim. Offsets count its code points, not bytes or UTF-16 units."),
        ("attributes", _PAIRS, "Pairs of key and value; keys are unique without ASCII case."),
        ("complete", BOOLEAN, "Whether its end was found."),
        ("article", nullable("article"), "The text as an article; null if it is blank or base64."),
    ),
)

ARTICLE: Final = Model(
    "article",
    "A text as a title and paragraphs.",
    (
        ("title", STRING, "One line, not blank, without outer white space."),
        ("paragraphs", array("paragraph"), "In their order."),
    ),
)

PARAGRAPH: Final = Model(
    "paragraph",
    "One paragraph of an article.",
    (
        ("text", STRING, "Verbatim, without outer white space and blank lines."),
        ("start", COUNT, _START, _POINTS),
        ("end", COUNT, _END, _POINTS),
        ("quotes", array("quote"), "What is quoted in it: in their order, none in another."),
    ),
)

QUOTE: Final = Model(
    "quote",
    "What stands between quotation marks.",
    (
        ("text", STRING, "The words without the marks, verbatim."),
        ("start", COUNT, f"{_START} The opening mark is part of it.", _POINTS),
        ("end", COUNT, f"{_END} The closing mark is part of it.", _POINTS),
        (
            "kind",
            choice(sorted(KINDS)),
            "direct: a whole statement; mixed: words in an indirect one; bare: no speaker was found.",
        ),
        ("speaker", nullable("mention"), "Who speaks; null where that was not found."),
        ("cue", nullable("mention"), "The words that tell of the speaking, such as `said`."),
        ("closed", BOOLEAN, "False where a closing mark is missing."),
        ("statement", COUNT, "Numbers the statements of an article; their segments share it."),
        ("rule", STRING_OR_NULL, "The name of the rule that gave the speaker."),
        ("evidence", nullable("mention"), "The words that the rule read to decide, from the first to the last."),
        ("confidence", SHARE_OR_NULL, "How sure the speaker is; null without one."),
        ("runner_up", nullable("candidate"), "The next best speaker, where the decision was open."),
        ("children", array("quote"), f"The quotes inside of it, at most {MAX_DEPTH} deep."),
    ),
)

MENTION: Final = Model(
    "mention",
    "A speaker, a cue or other words, as they are written.",
    (
        ("text", STRING, "The words, verbatim."),
        ("start", COUNT, _START, _POINTS),
        ("end", COUNT, _END, _POINTS),
        ("paragraph", INTEGER, "How many paragraphs after the quote's own: 0 in it, -1 before.", "paragraphs"),
        ("name", NAME_OR_NULL, "Of a speaker, as the article names whom the words refer to; null for all else."),
    ),
)

CANDIDATE: Final = Model(
    "candidate",
    "Someone who may be the speaker of a quote.",
    (
        ("speaker", required("mention"), "Who."),
        ("rule", STRING, "The name of the rule that found them."),
        ("confidence", SHARE, "How sure it is that they speak."),
    ),
)

# Where a quote has mentions.
MENTIONS: Final = ("speaker", "cue", "evidence")

DIAGNOSTIC: Final = Model(
    "diagnostic",
    "Something found in a file that was read. Its places are in that file, not in a document's text.",
    (
        ("code", STRING, "Stable: a letter for its group and three digits."),
        ("name", STRING, "The code's stable name, for people."),
        ("severity", choice(get_args(Severity)), "An error makes the file faulty, a warning and an info do not."),
        ("message", STRING, "For people; its wording may change."),
        ("line", ORDINAL, "From 1; lines end at LF alone.", "lines"),
        ("column", ORDINAL, "From 1, in code points.", _POINTS),
        ("offset", COUNT, "Where it begins in the file, in code points from 0.", _POINTS),
        ("byte_offset", COUNT, "The same in bytes of UTF-8.", "bytes"),
        ("utf16_offset", COUNT, "The same in UTF-16 units.", "UTF-16 units"),
        ("end_offset", COUNT, "Where it ends in the file, in code points.", _POINTS),
    ),
)

SPAN: Final = Model(
    "span",
    "A stretch of a file that was read.",
    (
        ("start", COUNT, "Where it begins in the file, in code points from 0.", _POINTS),
        ("end", COUNT, _END, _POINTS),
    ),
)

# What may stand at the top.
TOP: Final = (BUNDLE, DOCUMENT, ARTICLE)
MODELS: Final = (*TOP, PARAGRAPH, QUOTE, MENTION, CANDIDATE, DIALECT, DIAGNOSTIC, SPAN)


def moved(data: Data, by: int) -> Data:
    """Move the start and end of an object, in place, and return it."""
    data["start"] += by
    data["end"] += by
    return data


def span_of(data: object) -> tuple[int, int] | None:
    """Return the start and end of an object, if it has them."""
    if isinstance(data, dict) and is_count(data.get("start")) and is_count(data.get("end")):
        return data["start"], data["end"]
    return None
