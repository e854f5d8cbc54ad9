"""Bundles with one fault in a marker, as bytes: what readers are to notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
from hypothesis import strategies as st

from seeddoc.documents import Document
from seeddoc.strategies._spellings import FORMS, form_pairs, write_form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import SearchStrategy


@attrs.frozen
class DamagedBundle:
    """A bundle that something happened to.

    Attributes:
        data: as it is now.
        whole: as it was written.
        preset: the name of the dialect that it was written in.
        documents: that were written.
        damage: what happened to it, a name of `DAMAGES`.
    """

    data: bytes
    whole: bytes
    preset: str
    documents: tuple[Document, ...]
    damage: str


@attrs.frozen
class _Marker:
    """A marker line of a bundle: what stands before it, itself without its line end, what comes after."""

    before: bytes
    line: bytes
    after: bytes

    def replaced(self, line: bytes) -> bytes:
        return self.before + line + self.after


_CHANGES: Final = (
    b"<",
    b">",
    b"x",
    b" ",
    b"\t",
    b"\r",
    b":",
    b'"',
    b"/",
    b"\x00",
    "\u00e9".encode(),
    "\ufeff".encode(),
)


def _at(draw: st.DrawFn, marker: _Marker, *, end: bool = False) -> int:
    return draw(st.integers(0, len(marker.line) - (not end)))


def _lose(draw: st.DrawFn, marker: _Marker) -> bytes:
    at = _at(draw, marker)
    return marker.replaced(marker.line[:at] + marker.line[at + 1 :])


def _add(draw: st.DrawFn, marker: _Marker) -> bytes:
    at = _at(draw, marker, end=True)
    return marker.replaced(marker.line[:at] + draw(st.sampled_from(_CHANGES)) + marker.line[at:])


def _change(draw: st.DrawFn, marker: _Marker) -> bytes:
    at = _at(draw, marker)
    return marker.replaced(marker.line[:at] + draw(st.sampled_from(_CHANGES)) + marker.line[at + 1 :])


def _cut(draw: st.DrawFn, marker: _Marker) -> bytes:
    at = _at(draw, marker)
    return marker.replaced(marker.line[:at] + b"\n" + marker.line[at:])


def _join_before(_draw: st.DrawFn, marker: _Marker) -> bytes:
    return marker.before.removesuffix(b"\n") + marker.line + marker.after


def _join_after(_draw: st.DrawFn, marker: _Marker) -> bytes:
    return marker.before + marker.line + marker.after.removeprefix(b"\n")


def _remove(_draw: st.DrawFn, marker: _Marker) -> bytes:
    return marker.before + marker.after.removeprefix(b"\n")


def _double(_draw: st.DrawFn, marker: _Marker) -> bytes:
    return marker.replaced(marker.line + b"\n" + marker.line)


def _indent(draw: st.DrawFn, marker: _Marker) -> bytes:
    return marker.replaced(draw(st.sampled_from((b" ", b"\t", b"> "))) + marker.line)


def _truncate(draw: st.DrawFn, marker: _Marker) -> bytes:
    return marker.before + marker.line[: _at(draw, marker)]


def _spoil(draw: st.DrawFn, marker: _Marker) -> bytes:
    """Put bytes in that are no UTF-8."""
    at = _at(draw, marker, end=True)
    return marker.replaced(
        marker.line[:at] + draw(st.sampled_from((b"\xff", b"\xc3", b"\xed\xa0\x80"))) + marker.line[at:]
    )


def _encode(_draw: st.DrawFn, marker: _Marker) -> bytes:
    """Write the whole of it as UTF-16."""
    return marker.replaced(marker.line).decode().encode("utf-16")


_DAMAGE: Final[dict[str, Callable[[st.DrawFn, _Marker], bytes]]] = {
    "character lost": _lose,
    "character added": _add,
    "character changed": _change,
    "cut in two": _cut,
    "joined with the line before": _join_before,
    "joined with the line after": _join_after,
    "missing": _remove,
    "doubled": _double,
    "indented": _indent,
    "cut off": _truncate,
    "not UTF-8": _spoil,
    "UTF-16": _encode,
}
# The damages by their names.
DAMAGES: Final = tuple(_DAMAGE)


@st.composite
def _damaged_bundles(draw: st.DrawFn, damages: Sequence[str]) -> DamagedBundle:
    form = draw(st.sampled_from([form for form in FORMS if form.closer]))
    pairs = draw(form_pairs(form, 1, 3))
    parts = [write_form(form, *pair).encode() for pair in pairs]
    number = draw(st.integers(0, len(parts) - 1))
    before, part, after = b"".join(parts[:number]), parts[number], b"".join(parts[number + 1 :])
    opener, closer = part.split(b"\n", 1)[0], part[:-1].rsplit(b"\n", 1)[1]
    markers = (
        _Marker(before, opener, part[len(opener) :] + after),
        _Marker(before + part[: -len(closer) - 1], closer, b"\n" + after),
    )
    damage = draw(st.sampled_from(damages))
    data = _DAMAGE[damage](draw, draw(st.sampled_from(markers)))
    documents = tuple(Document(name, text, form.attributes) for name, text in pairs)
    return DamagedBundle(data, before + part + after, form.preset, documents, damage)


def damaged_bundles(*, damages: Sequence[str] = DAMAGES) -> SearchStrategy[DamagedBundle]:
    """Bundles in any dialect with closers, with one marker damaged, missing or doubled.

    Of most of them a reader can tell that something is wrong; section S5.11 of the specification lists what no reader
    can tell.

    Args:
        damages: what may happen to them, names of `DAMAGES`.
    """
    unknown = [damage for damage in damages if damage not in _DAMAGE]
    if unknown or not damages:
        raise ValueError(f"damages are some of {', '.join(DAMAGES)}, not {', '.join(unknown) or 'none'}")
    return _damaged_bundles(tuple(damages))
