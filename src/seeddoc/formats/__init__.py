"""Formats of reports: what was found, for people, logs and other programs.

In comes a `Report`; out comes the text of one format, or lines of pieces with their roles for formats that people
read in colour. Each format is a pure function, a row of `FORMATS`. Other packages add theirs as entry points of the
group `seeddoc.formats`; each is a `Format`.

Control and bidi characters of what was read come out visible or escaped in every format; no format has characters
that UTF-8 cannot write. It knows nothing of terminals or files.
"""

from seeddoc.formats._base import SURPLUS, Format, Problem, Rendered, Report, Stability
from seeddoc.formats._plugins import GROUP, FormatError, find_format, find_formats
from seeddoc.formats._schema import findings_schema
from seeddoc.formats._table import FORMATS
from seeddoc.formats._template import read_template

__all__ = [
    "FORMATS",
    "GROUP",
    "SURPLUS",
    "Format",
    "FormatError",
    "Problem",
    "Rendered",
    "Report",
    "Stability",
    "find_format",
    "find_formats",
    "findings_schema",
    "read_template",
]
