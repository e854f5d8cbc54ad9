"""A format of one's own in one line: a template with fields, which gives a line for each finding.

In comes `{path}:{line}: {code} {message}`, out comes a `Format`. Fields are those of the format `json`, but for the
fix; what they hold is told on one line, and visible.
"""

from __future__ import annotations

import re
from functools import partial
from string import Formatter
from typing import TYPE_CHECKING, Final, TypeAlias

from seeddoc._values import suggest
from seeddoc.formats._base import Format
from seeddoc.formats._json import finding_rows
from seeddoc.formats._plugins import FormatError
from seeddoc.formats._schema import FIELDS
from seeddoc.reports import visible, visible_line

if TYPE_CHECKING:
    from seeddoc.formats._base import Report

# What the format of a template is called in messages; no other has a name like it.
NAME: Final = "template"

# What stands as it is, and the field that follows; "" for none.
_Part: TypeAlias = tuple[str, str]

_KNOWN: Final = tuple(name for name in FIELDS if name != "fix")
_ESCAPE: Final = re.compile(r"\\([tn\\])")
_ESCAPED: Final = {"t": "\t", "n": "\n", "\\": "\\"}


def read_template(text: str) -> Format:
    r"""Read a template. `{{` and `}}` stand for braces, `\t`, `\n` and `\\` for a tab, a line end and a backslash.

    Raises:
        FormatError: it is none, or has a field that is not there.
    """
    try:
        parts = tuple(_read_part(*part) for part in Formatter().parse(text))
    except ValueError as error:
        raise FormatError(f"{text!r} is no template: {error}") from error
    if not any(field for _, field in parts):
        raise FormatError(f"{text!r} is no template: it has no field, such as {{code}}")
    return Format(NAME, "a line for each finding, as a template says", "stable", partial(_render, parts))


def _read_part(literal: str, field: str | None, spec: str | None, conversion: str | None) -> _Part:
    if spec or conversion:
        raise ValueError(f"a field is a name in braces, such as {{line}}, and has no {spec or conversion!r}")
    if field is not None and field not in _KNOWN:
        hint = suggest(field, _KNOWN) or f"; there are {', '.join(_KNOWN)}"
        raise ValueError(f"no field {field!r}{hint}")
    return visible(_ESCAPE.sub(lambda found: _ESCAPED[found[1]], literal)), field or ""


def _render(parts: tuple[_Part, ...], report: Report) -> str:
    """Return a line for each finding, and no summary."""
    lines = []
    for row in finding_rows(report):
        fields = {name: "" if row[name] is None else visible_line(str(row[name])) for name in _KNOWN}
        lines.append("".join(literal + fields.get(name, "") for literal, name in parts))
    return "".join(f"{line}\n" for line in lines)
