"""Formats by name: those of the table, and those that other packages add as entry points."""

from __future__ import annotations

import traceback
from difflib import get_close_matches
from importlib import metadata
from typing import TYPE_CHECKING, Final

import attrs

from seeddoc.errors import SeedDocError
from seeddoc.formats._base import Format
from seeddoc.formats._table import FORMATS
from seeddoc.reports import to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from seeddoc.formats._base import Rendered, Report

# The group of entry points by which other packages add formats.
GROUP: Final = "seeddoc.formats"


class FormatError(SeedDocError):
    """A format that is not there, cannot be loaded, or failed. Its message is one line and names it."""


def find_formats() -> dict[str, str]:
    """Return the names of all formats, with what each is for; those of other packages are named and not loaded."""
    own = {row.name: row.summary for row in FORMATS.values()}
    others = {entry.name: f"of the package {_package(entry)}" for entry in _entry_points()}
    return own | {name: others[name] for name in sorted(others) if name not in own}


def find_format(name: str) -> Format:
    """Find a format; the names of the table's own are taken.

    Raises:
        FormatError: there is none of that name, or what another package has for it is none.
    """
    if name in FORMATS:
        return FORMATS[name]
    for entry in _entry_points():
        if entry.name == name:
            return _load(entry)
    known = find_formats()
    near = get_close_matches(name.lower(), known, 1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    raise FormatError(f"{name!r} is no format; {hint}")


def _entry_points() -> Iterable[metadata.EntryPoint]:
    return metadata.entry_points(group=GROUP)


def _package(entry: metadata.EntryPoint) -> str:
    return entry.dist.name if entry.dist else entry.value


def _load(entry: metadata.EntryPoint) -> Format:
    try:
        found = entry.load()
    except Exception as error:
        # Whatever a module of another package does when it is imported.
        raise FormatError(f"the format {entry.name!r} of {_package(entry)} does not load: {error}") from error
    if not isinstance(found, Format):
        raise FormatError(f"the format {entry.name!r} of {_package(entry)} is no seeddoc.formats.Format")
    told = f"the format {entry.name!r} of the package {_package(entry)!r} failed"
    statistics = found.render_statistics
    return attrs.evolve(
        found,
        render=_guard(found.render, told),
        render_statistics=_guard(statistics, told) if statistics else None,
    )


def _guard(render: Callable[[Report], Rendered], told: str) -> Callable[[Report], Rendered]:
    """Return a function of another package so that whatever goes wrong in it is a `FormatError`."""

    def guarded(report: Report) -> Rendered:
        try:
            rendered = render(report)
            (rendered if isinstance(rendered, str) else to_plain(rendered)).encode()
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # whatever a function of another package does
            what = " ".join("".join(traceback.format_exception_only(error)).split())
            raise FormatError(f"{told}: {what}") from error
        return rendered

    return guarded
