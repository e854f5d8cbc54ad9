"""Bundles in every spelling, written by the letter of the specification and by none of the library's code."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import attrs
from hypothesis import strategies as st

from seeddoc.documents import Document
from seeddoc.strategies._texts import texts
from seeddoc.strategies._words import BOM, KEYWORDS, one_line, prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy


@attrs.frozen
class Form:
    """One row of the table of presets in S4.9; `opener` and `closer` hold `name` where the name stands."""

    preset: str
    opener: str
    closer: str

    @property
    def is_block(self) -> bool:
        return not self.opener.endswith(">>>")

    @property
    def naming(self) -> str:
        """What stands before a quoted name: `path`."""
        return self.opener.split("=")[0].split()[-1] if "=" in self.opener else ""

    @property
    def attributes(self) -> tuple[tuple[str, str], ...]:
        """What its openers say beside the name."""
        return (("BEGIN", ""),) if self.opener.endswith(" BEGIN>>>") else ()


FORMS: Final = (
    Form("canonical", "<<<FILE name>>>", "<<<END FILE>>>"),
    Form("end", "<<<FILE name>>>", "<<<END>>>"),
    Form("endfile", "<<<FILE name>>>", "<<<ENDFILE>>>"),
    Form("end_file", "<<<FILE name>>>", "<<<END_FILE>>>"),
    Form("end-name", "<<<FILE name>>>", "<<<END name>>>"),
    Form("colon", "<<<FILE: name>>>", "<<<END FILE>>>"),
    Form("colon-end", "<<<FILE: name>>>", "<<<END>>>"),
    Form("colon-end_file", "<<<FILE: name>>>", "<<<END_FILE>>>"),
    Form("colon-endfile", "<<<FILE: name>>>", "<<<ENDFILE>>>"),
    Form("colon-name", "<<<FILE: name>>>", "<<<END FILE: name>>>"),
    Form("colon-slash", "<<<FILE:name>>>", "<<</FILE>>>"),
    Form("no-closers", "<<<FILE: name>>>", ""),
    Form("path", '<<<FILE path="name">>>', "<<<END FILE>>>"),
    Form("path-end", '<<<FILE path="name">>>', "<<<END>>>"),
    Form("path-endfile", '<<<FILE path="name">>>', "<<<ENDFILE>>>"),
    Form("name", '<<<FILE name="name">>>', "<<<END FILE>>>"),
    Form("name-begin", '<<<FILE name="name" BEGIN>>>', "<<<FILE END>>>"),
    Form("begin-file", "<<<BEGIN FILE: name>>>", "<<<END FILE: name>>>"),
    Form("begin_file", "<<<BEGIN_FILE:name>>>", "<<<END_FILE:name>>>"),
    Form("start_file", "<<<START_FILE:name>>>", "<<<END_FILE:name>>>"),
    Form("file_start", "<<<FILE_START: name>>>", "<<<FILE_END: name>>>"),
    Form("file_begin", "<<<FILE_BEGIN name>>>", "<<<FILE_END name>>>"),
    Form("block", "<<<FILE name", "FILE>>>"),
    Form("block-fence", "<<<FILE name", ">>>"),
    Form("block-end", "<<<FILE name", ">>>END"),
)


_ANY_KEYWORD: Final = "|".join(
    re.escape(word).replace(r"\ ", r"[ \t]+") for word in sorted(KEYWORDS, key=len, reverse=True)
)


def fence_for(text: str, *, block: bool = False) -> int:
    """Return the smallest fence that a writer may take around a text (S2.5.3, S4.9.4)."""
    runs = re.findall(rf"(?<!<)(<{{3,}})[ \t]*(?ai:{_ANY_KEYWORD})(?=[ \t:>]|\r?(?:\n|\Z))", text)
    taken = {len(run) for run in runs}
    if block:
        taken |= {len(run) for run in re.findall(r"(?<!>)(>{3,})[ \t]*\r?(?:\n|\Z)", text)}
    return next(fence for fence in range(3, 1000) if fence not in taken)


def write_form(form: Form, name: str, text: str, line_end: str = "\n") -> str:
    """Write a document in a preset, by the letter of its row."""
    fence = fence_for(text, block=form.is_block)
    written = name.replace("\\", "\\\\").replace('"', '\\"') if form.naming else name
    opener, closer = (
        re.sub("[<]{3}|[>]{3}", lambda run: run[0][0] * fence, line) for line in (form.opener, form.closer)
    )
    opener = re.sub(r"name(?=\W*$|\" BEGIN)", lambda _: written, opener)
    closer = re.sub("name", lambda _: written, closer)
    line_break = "\r\n" if text.endswith("\r") else line_end
    return f"{opener}{line_end}{text}{line_break}{closer}" + (line_end if closer else "")


@cache
def plain_names() -> SearchStrategy[str]:
    """A name that every preset can hold as it stands: `"docs/My notes.txt"`."""
    part = st.sampled_from(("a", "b.txt", "My notes", "docs/", "é", "文", "𝄞", "7", "-1", "_x", "(1)", "q|"))
    return st.lists(part, min_size=1, max_size=3).map("".join)


@cache
def quiet_texts() -> SearchStrategy[str]:
    r"""A text that may stand in a bundle without closers (S4.6): `"the END\n\nx"`."""
    lines = st.lists(prose() | st.just(""), min_size=1, max_size=4).map("\n".join)
    return lines.filter(lambda text: text.strip() != "")


def block_text(text: str) -> str:
    """Return a text that a document in block form can hold whatever the writer: without what may be its closer."""
    # A line that begins like a block's closer: the writer may take a longer fence than it must.
    text = re.sub(r"(?mi)^((?:FILE[ \t]*)?>>>)", r"x\1", text)
    # A last line of a few letters may be what is left of a closer `FILE>>>` (S4.5.4): the writer refuses it.
    return re.sub(r"(?:\A|(?<=\n))([ \t]*\w{1,6}[ \t\r]*)\Z", r"not \1", text)


@cache
@st.composite
def form_pairs(draw: st.DrawFn, form: Form, min_size: int, max_size: int) -> list[tuple[str, str]]:
    r"""Names and texts that a preset can express: `[("a", "x")]`."""
    name = one_line() if form.naming else plain_names()
    text = texts() if form.closer else quiet_texts()
    if form.is_block:
        text = text.map(block_text)
    pair = st.tuples(name.filter(bool), text)
    return draw(st.lists(pair, min_size=min_size, max_size=max_size, unique_by=lambda pair: pair[0]))


@attrs.frozen
class SpelledBundle:
    """A bundle in some spelling, and what it says.

    Attributes:
        text: the whole of it.
        preset: the name of its dialect.
        line_end: of its marker lines.
        documents: in their order.
    """

    text: str
    preset: str
    line_end: str
    documents: tuple[Document, ...]


@st.composite
def spelled_bundles(
    draw: st.DrawFn, *, presets: Sequence[str] | None = None, min_size: int = 1, max_size: int = 3
) -> SpelledBundle:
    r"""Bundles in every dialect that has a name, with CRLF or LF, with a byte order mark or without, and what they say.

    They are written by the letter of the specification, and not by seeddoc's writer: `parse(each.text)` has no errors,
    and its documents equal `each.documents`.

    Args:
        draw: filled in by Hypothesis.
        presets: the names of dialects, as in `seeddoc.PRESETS`; all of them if it is left out.
        min_size: the least number of documents, at least 1.
        max_size: the greatest.
    """
    wanted = [form for form in FORMS if presets is None or form.preset in presets]
    if not wanted:
        raise ValueError(f"no dialect is named so: {presets}")
    form = draw(st.sampled_from(wanted))
    pairs = draw(form_pairs(form, min_size, max_size))
    line_end = draw(st.sampled_from(("\n", "\r\n")))
    start = draw(st.sampled_from(("", BOM)))
    text = start + "".join(write_form(form, name, text, line_end) for name, text in pairs)
    return SpelledBundle(
        text, form.preset, line_end, tuple(Document(name, text, form.attributes) for name, text in pairs)
    )
