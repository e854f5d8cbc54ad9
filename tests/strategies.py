"""Hypothesis strategies for seed documents: small ones first, each made of those above it.

They are written from the specification (docs/spec.md), with lists of their own, and never from the code under test:
what the library forgets must not be forgotten here too. Of the library they use only the models that they build.
Every strategy shows an example of what it gives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, AnyStr

from hypothesis import settings
from hypothesis import strategies as st

from seeddoc import Article, Bundle, Document, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hypothesis.strategies import SearchStrategy

# --------------------------------------------------------------------------------
# Characters and words of the specification

# Section 1: "white space: the Unicode property White_Space".
WHITE_SPACE = (
    "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
# S2.1.2: what ends lines elsewhere and not here.
NO_LINE_ENDS = ("\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
BOM = "\ufeff"
# One of each width in UTF-8, those of two UTF-16 units, and those that casing or normalising change.
LETTERS = ("a", "B", "7", "é", "文", "𝄞", "🗎", "\u017f", "K", "İ", "e\u0301", "ﬁ")
ODD = ("\x00", "\x1f", "\x7f", "\u200b", "\u202e", BOM, "\ufffd", "\uffff", "\U0010ffff")

# S4.1, S4.3
OPENERS = ("FILE", "BEGIN FILE", "BEGIN_FILE", "FILE_BEGIN", "FILE_START", "START FILE", "START_FILE")
GUARDED_OPENERS = ("FILE BEGIN", "FILE START")
CLOSERS = ("END FILE", "END_FILE", "ENDFILE", "END", "END OF FILE", "FILE_END", "/FILE")
GUARDED_CLOSERS = ("FILE END",)
KEYWORDS = (*OPENERS, *GUARDED_OPENERS, *CLOSERS, *GUARDED_CLOSERS)
# S4.7: what only looks like one.
NEAR_KEYWORDS = ("FILES", "FILENAME", "FILE_PATH", "ENDPOINTS", "END FILES", "ENDFILEX", "FILE|x", "FI", "EN", "")
SEPARATORS = (" ", ":", ": ", "::", " : ", "\t", "  ")

# S3.2, S3.3
NAMING_KEYS = ("path", "name", "file", "filename", "id")
KNOWN_KEYS = ("sha256", "size", "bytes", "encoding", "mode", "id", "nonce", "language")

LOOK_ALIKES = ("<<<<<<< SEARCH", ">>>>>>> REPLACE", "$x = <<<FILE", "FILE;", "cat <<<FILE", "k<<<g,b>>>()", "<<<EOF")

OPENING_MARKS, CLOSING_MARKS = ('"', "“", "‘", "«", "„", "``"), ('"', "”", "’", "»", "“", "''")


@cache
def characters() -> SearchStrategy[str]:
    """A character (or two) that some program treats badly, or any at all: `"𝄞"`."""
    special = st.sampled_from((*LETTERS, *ODD, *WHITE_SPACE, *NO_LINE_ENDS))
    return special | st.characters(exclude_categories=["Cs"])


@cache
def words() -> SearchStrategy[str]:
    """A word of prose: `"said,"`."""
    return st.sampled_from(("Iraq", "said,", "the", "Qa'im", "don’t", "1.5", "é", "文書", "𝄞", "FILE", "END", "x"))


def more_examples(count: int) -> int:
    """Return how many examples a test takes that compares much: as the profile says, but not less than `count`."""
    profile = settings.default
    return max(count, profile.max_examples if profile else 0)


# --------------------------------------------------------------------------------
# Labels


@cache
def keys() -> SearchStrategy[str]:
    """A key: `"x-1"`."""
    own = st.sampled_from(("lang", "BEGIN", "kind", "x-1", "_", "A.b", *NAMING_KEYS[1:], *KNOWN_KEYS[5:]))
    return own | st.from_regex(r"[A-Za-z_][A-Za-z0-9_.-]{0,5}", fullmatch=True)


@cache
def one_line() -> SearchStrategy[str]:
    r"""What a name or a value may be, any text without a line break: `'a "b" \\ <<<END>>>'`."""
    parts = (
        "a",
        "b.txt",
        " ",
        "\t",
        '"',
        "'",
        "`",
        "=",
        "<",
        ">",
        ">>>",
        "<<<",
        ":",
        "\\",
        "path",
        "size=1",
        "END",
        "/",
    )
    part = st.sampled_from((*parts, *KEYWORDS)) | characters().filter(lambda char: char != "\n")
    return st.lists(part, max_size=6).map("".join)


@cache
def names() -> SearchStrategy[str]:
    """A name; most are those that people give: `"docs/My notes.txt"`."""
    usual = st.sampled_from(
        ("a.txt", "docs/My notes.txt", "000_315ebbaa87e2e668.txt", "001 | 1-8", "a>b", "plot n=5.txt")
    )
    return usual | one_line()


@cache
def attributes() -> SearchStrategy[tuple[tuple[str, str], ...]]:
    """Pairs that may stand beside a name: `(("lang", "en"), ("BEGIN", ""))`. Their sizes are for `documents`."""
    checked = {"path", "size", "bytes", "sha256", "encoding", "mode"}
    pair = st.tuples(keys().filter(lambda key: key.lower() not in checked), st.just("") | one_line())
    return st.lists(pair, max_size=3, unique_by=lambda pair: pair[0].lower()).map(tuple)


# --------------------------------------------------------------------------------
# Markers


# Labels of every form of section 3, well-formed or not.
LABELS = (
    *(
        "a",
        "b",
        "a b",
        "My notes.txt",
        ": a",
        "BEGIN",
        "START x",
        "END of x",
        "BEGIN: a",
        "a>",
        "<a",
        "a>>>b",
        "a:",
        "a=b",
    ),
    *(
        '"a"',
        "'a'",
        "`a`",
        '"a',
        '"a" b',
        '"a>>>"',
        '""',
        "path=a",
        "path=a b",
        "path = a",
        "path=",
        "path= size=1",
        "PATH=a",
    ),
    *(
        'path="a"',
        'path="a" BEGIN',
        'path="a" path="b"',
        'path="a\\"b"',
        'path="a>>>"',
        'name="b" path="a"',
        "name=a id=7",
    ),
    *(
        "id=7",
        "nonce=7",
        "a id=7",
        "a nonce=7",
        "a id=7 nonce=8",
        'a kind="x"',
        'a kind="x" y',
        'a path="b"',
        'a KIND="x" kind="y"',
    ),
    *(
        "a size=0",
        "a size=1",
        "a size=2",
        "a bytes=3",
        "a size=?",
        "a sha256=SKIPPED",
        "a size=1 (x)",
        "a lang=en",
        "a lang=en size=1",
    ),
    *(
        "a encoding=base64",
        'path="a" mode="base64" size=0',
        "a encoding=gzip",
        "a mode=base64",
        "a mode=zip",
        "a mode=0644",
        "a b=1 x=2",
        'path="a", lang="en"',
    ),
)


@cache
def labels() -> SearchStrategy[str]:
    """A label of any form, or two of them: `'a.txt sha256=SKIPPED lang="en"'`."""
    label = st.integers(0, len(LABELS) - 1).map(LABELS.__getitem__)
    return st.just("") | label | label | st.tuples(label, label).map(" ".join)


# --------------------------------------------------------------------------------
# Markers


def _marker_lines() -> Iterator[str]:
    """Every keyword with every label that matters, every fence, and what may stand before and after."""
    for word in (*KEYWORDS, *NEAR_KEYWORDS, *map(str.lower, KEYWORDS), "End\t of  file", "F\u0131LE", "END FILE\u017f"):
        for label in ("", " a", ": a", ":: b", ' path="a"', " "):
            yield f"<<<{word}{label}>>>"
    for label in LABELS:
        yield from (f"<<<FILE {label}>>>", f"<<<FILE: {label} >>>", f"<<<END FILE {label}>>>", f"<<<FILE {label}")
    for left, right in ((2, 3), (3, 2), (4, 3), (3, 4), (4, 4), (5, 5), (3, 0), (4, 0), (2, 2), (1, 3)):
        for inside in ("FILE a", "END FILE", "END", "FILE", "FILE b", "/FILE"):
            yield "<" * left + inside + ">" * right
    for line in ("<<<FILE a>>>", "<<<END FILE>>>", "<<<FILE a", ">>>", "<<<FI", "<<", "<<<FILE END: a", "<<<"):
        yield from (" " + line, "\t" + line, line + " \t", line + "\r", line + " now", BOM + line, BOM + BOM + line)
        yield from (
            "x " + line,
            "E" + line,
            "FILE" + line,
            line + "<<<FILE b>>>",
            line + " <<<<FILE c>>>>",
            line + "<<<FILE b",
        )
    for fence in (">>", ">>>", ">>>>", "> >>"):
        yield from (
            fence,
            "FILE" + fence,
            "file " + fence,
            fence + "END",
            fence + " end ",
            "x FIL" + fence,
            "x." + fence,
        )


MARKER_LINES = tuple(dict.fromkeys(_marker_lines()))


@cache
def markers() -> SearchStrategy[str]:
    """A marker line of any form without its line end, whole or nearly so: `"<<<FILE: a >>>>"`."""
    usual = ("<<<FILE a>>>", "<<<FILE b>>>", "<<<END FILE>>>", "<<<END>>>", "<<<FILE a", "<<<FILE b", ">>>", "FILE>>>")
    # By number: a strategy that holds them all has a representation too long for Hypothesis.
    any_of_them = st.integers(0, len(MARKER_LINES) - 1).map(MARKER_LINES.__getitem__)
    keyword = st.sampled_from(KEYWORDS).map("<<<{}>>>".format)
    return st.sampled_from(usual) | keyword | any_of_them | any_of_them


@cache
@st.composite
def made_markers(draw: st.DrawFn) -> str:
    """A marker line put together from parts that need not fit: `"<<<<File::  a path=b >>>"`."""
    fence = draw(st.sampled_from((3, 3, 4, 2)))
    right = fence + draw(st.sampled_from((0, 0, 0, 0, 1, -1)))
    word, label = draw(st.sampled_from((*KEYWORDS, *NEAR_KEYWORDS))), draw(labels())
    return f"{'<' * fence}{word}{draw(st.sampled_from((*SEPARATORS, '')))}{label}{'>' * right}"


# --------------------------------------------------------------------------------
# Texts, documents, bundles


@cache
def prose() -> SearchStrategy[str]:
    """A line of prose: `'the Qa'im "said," 1.5'`."""
    mark = st.sampled_from((*OPENING_MARKS, *CLOSING_MARKS))
    return st.lists(words() | mark, min_size=1, max_size=6).map(" ".join)


@cache
def lines() -> SearchStrategy[str]:
    """A line of a text without its end: a marker, what looks like one, prose, anything: `"see <<<END FILE>>>"`."""
    odd = st.lists(characters(), max_size=4).map("".join)
    return markers() | prose() | made_markers() | st.sampled_from((*LOOK_ALIKES, "", "", " ", "FILE")) | odd


@cache
def texts() -> SearchStrategy[str]:
    r"""A text of a document: markers of every dialect, quotations, every line end: `"<<<FILE a>>>\r\n\x00"`."""
    end = st.sampled_from(("\n", "\n", "\n", "\r\n", *NO_LINE_ENDS))
    return st.lists(lines() | end | end, max_size=6).map("".join)


@cache
@st.composite
def documents(draw: st.DrawFn) -> Document:
    r"""A document that can be written: `Document("a b", "x\n", (("lang", "en"), ("size", "2")))`."""
    text, pairs = draw(texts()), draw(st.just(()) | attributes())
    if draw(st.integers(0, 5)) == 0:
        pairs = (*pairs, (draw(st.sampled_from(("size", "bytes", "SIZE"))), str(len(text.encode()))))
    return Document(draw(names()), text, pairs)


@cache
def bundles(max_size: int = 3) -> SearchStrategy[Bundle]:
    """A bundle that can be written, so with each name once (anonymous documents aside): `Bundle((…, …))`."""
    unique = st.lists(documents(), max_size=max_size, unique_by=lambda document: document.name or object())
    return unique.map(Bundle)


# --------------------------------------------------------------------------------
# Well-formed texts of each preset


@dataclass(frozen=True)
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


FORMS = (
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


@cache
def plain_names() -> SearchStrategy[str]:
    """A name that every preset can hold as it stands: `"docs/My notes.txt"`."""
    part = st.sampled_from(("a", "b.txt", "My notes", "docs/", "é", "文", "𝄞", "7", "-1", "_x", "(1)", "q|"))
    return st.lists(part, min_size=1, max_size=3).map("".join)


_ANY_KEYWORD = "|".join(re.escape(word).replace(r"\ ", r"[ \t]+") for word in sorted(KEYWORDS, key=len, reverse=True))


def fence_for(text: str, *, block: bool = False) -> int:
    """Return the smallest fence that a writer may take around a text (S2.5.3, S4.9.4)."""
    runs = re.findall(rf"(?<!<)(<{{3,}})[ \t]*(?ai:{_ANY_KEYWORD})(?=[ \t:>]|\r?(?:\n|\Z))", text)
    taken = {len(run) for run in runs}
    if block:
        taken |= {len(run) for run in re.findall(r"(?<!>)(>{3,})[ \t]*\r?(?:\n|\Z)", text)}
    return next(fence for fence in range(3, 1000) if fence not in taken)


def write_form(form: Form, name: str, text: str) -> str:
    """Write a document in a preset, by the letter of its row."""
    fence = fence_for(text, block=form.is_block)
    written = name.replace("\\", "\\\\").replace('"', '\\"') if form.naming else name
    opener, closer = (
        re.sub("[<]{3}|[>]{3}", lambda run: run[0][0] * fence, line) for line in (form.opener, form.closer)
    )
    opener = re.sub(r"name(?=\W*$|\" BEGIN)", lambda _: written, opener)
    closer = re.sub("name", lambda _: written, closer)
    line_break = "\r\n" if text.endswith("\r") else "\n"
    return f"{opener}\n{text}{line_break}{closer}" + ("\n" if closer else "")


@cache
def quiet_texts() -> SearchStrategy[str]:
    r"""A text that may stand in a bundle without closers (S4.6): `"the END\n\nx"`."""
    return (
        st.lists(prose() | st.just(""), min_size=1, max_size=4).map("\n".join).filter(lambda text: text.strip() != "")
    )


@cache
@st.composite
def form_texts(draw: st.DrawFn) -> tuple[Form, str, list[tuple[str, str]]]:
    r"""A preset, a bundle in it, and what that says: `(FORMS[1], "<<<FILE a>>>\nx\n<<<END>>>\n", [("a", "x")])`."""
    form = draw(st.sampled_from(FORMS))
    name = one_line() if form.naming else plain_names()
    text = texts() if form.closer else quiet_texts()
    if form.is_block:  # a line that begins like a block's closer: the writer may take a longer fence than it must
        text = text.map(lambda text: re.sub(r"(?mi)^((?:FILE[ \t]*)?>>>)", r"x\1", text))
        # A last line of a few letters may be what is left of a closer `FILE>>>` (S4.5.4): the writer refuses it.
        text = text.map(lambda text: re.sub(r"(?:\A|(?<=\n))([ \t]*\w{1,6}[ \t\r]*)\Z", r"not \1", text))
    pair = st.tuples(name.filter(bool), text)
    pairs = draw(st.lists(pair, min_size=1, max_size=3, unique_by=lambda pair: pair[0]))
    return form, "".join(write_form(form, *pair) for pair in pairs), pairs


# --------------------------------------------------------------------------------
# Articles


@cache
def white() -> SearchStrategy[str]:
    r"""White space: `"\n\u00a0\n"`."""
    return st.lists(st.sampled_from(("\n", "\n", "\n\n", *WHITE_SPACE)), max_size=3).map("".join)


def _no_outer_white(text: str) -> str:
    return text.strip(WHITE_SPACE)


@cache
def titles() -> SearchStrategy[str]:
    """A title: `"Iraq: Residents from al-Qa'im speak"`."""
    line = prose() | st.lists(words() | characters(), min_size=1, max_size=4).map("".join)
    return line.map(lambda text: text.replace("\n", " ")).map(_no_outer_white).filter(bool)


@cache
def paragraph_texts() -> SearchStrategy[str]:
    r"""The text of a paragraph: no outer white space, no blank line: `"“Go,” she said.\n\xa0 wrapped"`."""
    text = st.lists(titles(), min_size=1, max_size=3).map("\n".join)
    return text | st.tuples(
        titles(), st.sampled_from(("\r\n", "\n\t", "\n\x1f\n", "\u2028", "\r\r", "\x85")), titles()
    ).map("".join)


@cache
def articles() -> SearchStrategy[Article]:
    """An article made in code: `Article("Title", ("One.", "Two."))`."""
    return st.builds(Article, titles(), st.lists(paragraph_texts().map(Paragraph), max_size=3))


@cache
@st.composite
def article_texts(draw: st.DrawFn) -> str:
    r"""A text that holds an article, with a layout of any kind: `"\n Title\nOne.\n\xa0\n\nTwo.\n"`."""
    blocks = draw(st.lists(paragraph_texts(), min_size=1, max_size=4))
    return draw(white()) + "".join(block + draw(st.just("\n\n") | white()) for block in blocks)


# --------------------------------------------------------------------------------
# Inputs of a reader


@cache
def soups() -> SearchStrategy[str]:
    r"""Lines of which most are markers or nearly so: `"<<<FILE a>>>\nx\n >>>\n<<<END FILE>>"`."""
    cut = st.sampled_from(("<<<FILE\n a>>>\nx\n<<<END FILE>>>", "<<<FILE a\nx\nFILE\n>>>"))
    whole = st.builds(
        "<<<FILE{}{}>>>\n{}\n<<<END>>>".format, st.sampled_from((" ", ": ")), labels(), st.sampled_from("x!")
    )
    unclosed = st.sampled_from("abc").map("<<<FILE: {}>>>\nx".format)
    line = markers() | markers() | markers() | made_markers() | cut | whole | whole | unclosed | lines()
    start = st.sampled_from(("", "", "", "", "", "", "", BOM))
    end = st.sampled_from(("\n", "\n", "\n", "\n", "\n", "\r\n", "\r", ""))
    return st.lists(st.tuples(start, line, end).map("".join), max_size=8).map("".join)


@cache
def garbage() -> SearchStrategy[str]:
    r"""Any str, lone surrogates too: `"<<<FILE a>>>\n\ud800"`."""
    surrogate = st.sampled_from(("\ud800", "\udcff", "\udfff"))
    return soups() | st.text() | st.lists(soups() | surrogate | st.characters(), max_size=4).map("".join)


@cache
def garbage_bytes() -> SearchStrategy[bytes]:
    r"""Any bytes: `b"\xff\xfe<<<FILE a>>>\n\xed\xa0\x80"`."""
    odd = st.sampled_from(
        (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3", b"\xa9", b"\xf0\x9d", b"\x80", b"\n")
    )
    pieces = st.lists(soups().map(str.encode) | odd | st.binary(max_size=3), max_size=5).map(b"".join)
    return pieces | st.binary()


@st.composite
def chunkings(draw: st.DrawFn, data: AnyStr) -> list[AnyStr]:
    r"""The data in pieces, cut anywhere, single units and empty pieces too: `["<<<FI", "LE a>>>\n", ""]`."""
    if draw(st.booleans()):
        return [data[at : at + 1] for at in range(len(data))]
    cuts: Sequence[int] = sorted(draw(st.lists(st.integers(0, len(data)), max_size=8)))
    return [data[start:stop] for start, stop in zip((0, *cuts), (*cuts, len(data)), strict=True)]
