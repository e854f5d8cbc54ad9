"""Documents, dialects and bundles that can be written, and chunks of what was."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, AnyStr

from hypothesis import strategies as st

from seeddoc.dialects import CANONICAL, Dialect
from seeddoc.documents import Bundle, Document
from seeddoc.strategies._spellings import FORMS
from seeddoc.strategies._texts import attributes as any_attributes
from seeddoc.strategies._texts import names as any_names
from seeddoc.strategies._texts import texts as any_texts
from seeddoc.strategies._words import CLOSERS, GUARDED_CLOSERS, GUARDED_OPENERS, NAMING_KEYS, OPENERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

_Pairs = tuple[tuple[str, str], ...]


def documents(
    *,
    names: SearchStrategy[str] | None = None,
    texts: SearchStrategy[str] | None = None,
    attributes: bool = True,
    base64: bool = True,
) -> SearchStrategy[Document]:
    r"""Documents that can be written: `Document("a b", "x\n", (("lang", "en"), ("size", "2")))`.

    Some have attributes, some of these sizes and checksums (that hold), some have a text that is base64, and some
    have no name.

    Args:
        names: where names come from.
        texts: where texts come from that are not base64.
        attributes: whether there may be any, beside the one that says base64.
        base64: whether there may be base64.
    """
    name, text = any_names() if names is None else names, any_texts() if texts is None else texts
    plain = _plain(name, text, attributes)
    return _text_or_base64(plain, _encoded(name, attributes)) if base64 else plain


@st.composite
def _text_or_base64(draw: st.DrawFn, plain: SearchStrategy[Document], encoded: SearchStrategy[Document]) -> Document:
    # Of a union both would be as frequent, and it is texts that have most to them.
    return draw(encoded if draw(st.sampled_from((False, False, False, False, True))) else plain)


@st.composite
def _plain(draw: st.DrawFn, name: SearchStrategy[str], text: SearchStrategy[str], has_attributes: bool) -> Document:
    written = draw(text)
    pairs = draw(_pairs(written.encode())) if has_attributes else ()
    return Document(draw(name), written, pairs)


@st.composite
def _encoded(draw: st.DrawFn, name: SearchStrategy[str], has_attributes: bool) -> Document:
    data, key = draw(st.binary(max_size=60)), draw(st.sampled_from(("encoding", "mode")))
    value, line = draw(st.sampled_from(("base64", "BASE64"))), draw(st.sampled_from((76, 4)))
    encoded = base64.b64encode(data).decode()
    text = "\n".join(encoded[at : at + line] for at in range(0, len(encoded), line))
    pairs = draw(_pairs(data)) if has_attributes else ()
    return Document(draw(name), text, ((key, value), *pairs))


@st.composite
def _pairs(draw: st.DrawFn, data: bytes) -> _Pairs:
    """Attributes of some content; its size and checksum hold."""
    pairs = draw(st.just(()) | any_attributes())
    sized = draw(st.sampled_from(("", "size", "bytes", "SIZE")))
    if sized:
        pairs = (*pairs, (sized, str(len(data))))
    if draw(st.booleans()):
        pairs = (*pairs, ("sha256", hashlib.sha256(data).hexdigest()))
    return pairs


@st.composite
def dialects(draw: st.DrawFn) -> Dialect:
    """Dialects: those that have a name, and all others that a writer could be asked for."""
    if draw(st.booleans()):
        return draw(_other_dialects())
    return draw(st.sampled_from((CANONICAL, *_named_dialects())))


def _named_dialects() -> Sequence[Dialect]:
    from seeddoc.dialects import PRESETS

    return [PRESETS[form.preset] for form in FORMS if form.preset != CANONICAL.name]


@st.composite
def _other_dialects(draw: st.DrawFn) -> Dialect:
    block = draw(st.booleans())
    closers = (">>>", "FILE>>>", ">>>END") if block else (*CLOSERS, *GUARDED_CLOSERS, "")
    closer = draw(st.sampled_from(closers))
    return Dialect(
        opener="FILE" if block else draw(st.sampled_from((*OPENERS, *GUARDED_OPENERS))),
        separator=draw(st.sampled_from((" ", ":", ": ", "::"))),
        naming=draw(st.sampled_from(("", *NAMING_KEYS, '"', "'", "`"))),
        closer=closer,
        closing="name" if closer and not block and draw(st.booleans()) else "",
        block=block,
        words=draw(st.booleans()),
        line_end=draw(st.sampled_from(("\n", "\r\n"))),
    )


def bundles(
    *, documents: SearchStrategy[Document] | None = None, min_size: int = 0, max_size: int = 3
) -> SearchStrategy[Bundle]:
    """Bundles that can be written, so with each name once, anonymous documents aside: `Bundle((…, …))`.

    Args:
        documents: where documents come from.
        min_size: the least number of documents.
        max_size: the greatest.
    """
    each = _any_documents() if documents is None else documents
    unique = st.lists(each, min_size=min_size, max_size=max_size, unique_by=lambda document: document.name or object())
    return st.builds(Bundle, unique, dialects())


def _any_documents() -> SearchStrategy[Document]:
    return documents()


@st.composite
def chunks(draw: st.DrawFn, data: AnyStr) -> list[AnyStr]:
    r"""The data in pieces, cut anywhere, single units and empty pieces too: `["<<<FI", "LE a>>>\n", ""]`."""
    if draw(st.booleans()):
        return [data[at : at + 1] for at in range(len(data))]
    cuts: Sequence[int] = sorted(draw(st.lists(st.integers(0, len(data)), max_size=8)))
    return [data[start:stop] for start, stop in zip((0, *cuts), (*cuts, len(data)), strict=True)]
