"""Rows of group A: the shape of articles."""

from __future__ import annotations

from typing import Final

from seeddoc._codes._model import Code

_ONE: Final = "A title\n\nThe first paragraph.\n\nThe second paragraph.\n"
_WRAPPED: Final = (
    "The council met on Tuesday to talk about the bridge, which has been closed\n"
    "since the flood of last spring, and about the ferry that has taken its place\n"
    "for those who live on the other side of the river and work in the town.\n"
)
_SAME: Final = (
    "The council met on Tuesday to talk about the bridge, which has been closed since the flood of last spring, and "
    "about the ferry that has taken its place for those who live on the other side of the river and work in town.\n"
)

ROWS: Final = (
    Code(
        "A001",
        "empty-article",
        "error",
        "the document has no title: its text is empty",
        "write a title on the first line",
        why="There is nothing to read in it; mostly the text was never written, or lost. Programs that make an "
        "article of each document stop here.",
        bad="<<<FILE a.txt>>>\n\n<<<END FILE>>>\n",
        good="<<<FILE a.txt>>>\nA title\n\nText.\n<<<END FILE>>>\n",
        preset="minimal",
    ),
    Code(
        "A002",
        "no-paragraphs",
        "warning",
        "the article has a title and no paragraphs",
        "write the text after an empty line",
        why="The body is missing, or the text has no title and its only line was taken for one.",
        bad="A title\n",
        good=_ONE,
    ),
    Code(
        "A003",
        "no-blank-line",
        "warning",
        "no empty line after the title",
        "put an empty line after the first line",
        why="A title is the first line, alone. Where text follows at once, a long title may have been wrapped, or a "
        "title be missing.",
        bad=_ONE.replace("\n\n", "\n", 1),
        good=_ONE,
        fix="unsafe",
    ),
    Code(
        "A004",
        "title-too-long",
        "warning",
        "the title is long",
        "write a shorter one, or put one before the text",
        why="A first line as long as that is mostly the first paragraph of a text that has no title. How many "
        "characters are allowed is the option `title-length`.",
        bad=f"{'The council met on Tuesday to talk about the bridge, closed since the flood, and the ferry; ' * 3}and"
        " then it went home\n\nText.\n",
        good=_ONE,
    ),
    Code(
        "A005",
        "title-ends-like-sentence",
        "info",
        "the title ends like a sentence",
        "remove the full stop, or put a title before the sentence",
        why="Titles have no full stop: the line may be the first paragraph of a text that has no title. Abbreviations "
        "and titles that end with quoted words are not asked of.",
        bad=_ONE.replace("A title", "The council met on Tuesday."),
        good=_ONE,
        preset="strict",
        fix="unsafe",
    ),
    Code(
        "A006",
        "heading-without-text",
        "warning",
        "a heading, or a line that leads in, with nothing after it",
        "write the text, or remove the heading",
        why="What should stand under it was lost, or never written. A heading is a line that begins with `#` marks, "
        "or a line at the end of the text that ends with a colon.",
        bad=f"{_ONE}\n## What the council decided\n",
        good=f"{_ONE}\n## What the council decided\n\nNothing.\n",
    ),
    Code(
        "A007",
        "hard-wrapped-paragraph",
        "info",
        "the lines of the paragraph are broken at one width",
        "write a paragraph on one line",
        why="A break in the middle of a sentence splits names and phrases, so that searches miss them; it mostly "
        "comes of copying from a page.",
        bad=f"A title\n\n{_WRAPPED}",
        good=f"A title\n\n{_WRAPPED.replace(chr(10), ' ').rstrip()}\n",
        preset="strict",
        fix="unsafe",
    ),
    Code(
        "A008",
        "long-paragraph",
        "info",
        "the paragraph is very long",
        "break it into paragraphs",
        why="A page of prose without a break has mostly lost its line breaks on its way. How many characters are "
        "allowed is the option `paragraph-length`.",
        bad=f"A title\n\n{_SAME.rstrip() + ' '}{'It was a long meeting, and nobody went home before midnight. ' * 45}"
        "So it ended.\n",
        good=_ONE,
        preset="strict",
    ),
    Code(
        "A009",
        "duplicate-paragraph",
        "warning",
        "the paragraph stands in the article twice",
        "remove one of them",
        why="Pages repeat what they advertise, and copying takes a piece twice; words and quotations are counted "
        "twice then. How many characters it must have, alone or with those after it that are repeated too, is the "
        "option `duplicate-length`.",
        bad=f"A title\n\n{_SAME}\nNothing was decided.\n\n{_SAME}",
        good=f"A title\n\n{_SAME}\nNothing was decided.\n",
        fix="unsafe",
    ),
    Code(
        "A010",
        "trailing-blanks",
        "info",
        "blanks at the end of the line",
        "remove them",
        why="Nobody sees them, but every comparison of two versions does: a diff shows lines in which nothing has "
        "changed.",
        bad=_ONE.replace("first paragraph.", "first paragraph.  "),
        good=_ONE,
        preset="strict",
        fix="safe",
    ),
    Code(
        "A011",
        "final-newline",
        "info",
        "the text ends with another number of line breaks than it should",
        "end it with one line break, or none",
        why="Empty lines at the end of a text make two copies of it compare unequal. What is wanted is the option "
        '`final-newline`: "any" (one or none), "one" or "none".',
        bad=f"{_ONE}\n\n",
        good=_ONE,
        preset="strict",
        fix="safe",
    ),
)
