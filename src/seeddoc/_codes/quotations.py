"""Rows of group Q: quotations and their marks."""

from __future__ import annotations

from typing import Final

from seeddoc._codes._model import Code

_ONE: Final = "A title\n\n“We will build the bridge anew,” said Asha Verma.\n"
_TWO: Final = f"{_ONE}\n“It will take two years,” she said.\n"

ROWS: Final = (
    Code(
        "Q001",
        "unclosed-quote",
        "warning",
        "the quotation is not closed",
        "add the closing quotation mark",
        why="Where the quoted words end is a guess then, and the writer's own words may count as the speaker's. A "
        "quotation that goes on in the next paragraph, where its mark is opened again, needs none.",
        bad=_TWO.replace("years,”", "years,"),
        good=_TWO,
    ),
    Code(
        "Q002",
        "wrong-way-mark",
        "warning",
        "a quotation mark is the wrong way round",
        "turn it round",
        why="Other programs pair the wrong marks then, and take what stands between two quotations for quoted words. "
        "Word processors do it after a dash or a blank too many.",
        bad=_TWO.replace("“It", "”It"),
        good=_TWO,
        fix="safe",
    ),
    Code(
        "Q003",
        "mixed-marks",
        "info",
        "the quotation has other marks than most in the article",
        "use the same marks in all of the article",
        why="Curly and straight marks in one article come of putting it together from two sources, or of typing into "
        "a text that was typeset. Marks inside quotations, and single marks, are not asked of.",
        bad=_TWO.replace("“It will take two years,”", '"It will take two years,"') + "\n“Then we will see.”\n",
        good=_TWO,
        preset="strict",
        fix="unsafe",
    ),
    Code(
        "Q004",
        "nested-marks-alike",
        "info",
        "a quotation inside a quotation has the same marks",
        "use the other marks inside: ‘…’ inside “…”",
        why="Where the inner one ends, a reader takes the outer one to end.",
        bad=_TWO.replace("the bridge anew", "“the old bridge” anew"),
        good=_TWO.replace("the bridge anew", "‘the old bridge’ anew"),
        preset="strict",
        fix="unsafe",
    ),
    Code(
        "Q005",
        "no-speaker",
        "info",
        "no speaker was found for the quotation",
        "say who speaks, beside it or in the paragraph before",
        why="A reader asks who said it. Short quotations, titles and words that are set off need none; how many words "
        "make a statement is the option `speaker-words`.",
        bad="A title\n\nIt rained on Monday.\n\n“We will build the bridge anew, and it will stand for a hundred "
        "years.”\n\nThe river rose all night.\n",
        good=_ONE,
        preset="strict",
    ),
    Code(
        "Q006",
        "apostrophe-as-mark",
        "warning",
        "an apostrophe is typed as a quotation mark",
        "type an apostrophe: ’",
        why="A word processor turns the mark at the start of ‘90s into an opening one, and some keyboards have the "
        "accent instead. Words with it are not found, and quotations may seem to begin there.",
        bad=_TWO.replace("It will", "It won‘t"),
        good=_TWO.replace("It will", "It won’t"),
        fix="safe",
    ),
    Code(
        "Q007",
        "unopened-quote",
        "warning",
        "nothing opens what the quotation mark closes",
        "add the opening mark, also where a quotation goes on from the paragraph before, or remove the closing one",
        why="Where the quoted words begin is a guess then, and the quotation is not found. A quotation of several "
        "paragraphs opens again in each of them.",
        bad=_TWO.replace("“It will", "It will"),
        good=_TWO,
    ),
)
