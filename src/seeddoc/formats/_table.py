"""The table of formats: what `--format` takes, in the order of the documentation."""

from __future__ import annotations

from typing import Final

from seeddoc.formats._azure import render_azure
from seeddoc.formats._base import Format
from seeddoc.formats._github import render_github
from seeddoc.formats._gitlab import render_gitlab
from seeddoc.formats._json import render_json, render_jsonl
from seeddoc.formats._junit import render_junit
from seeddoc.formats._pylint import render_pylint
from seeddoc.formats._rdjson import render_rdjson
from seeddoc.formats._sarif import render_sarif
from seeddoc.formats._statistics import render_counts, render_counts_json, render_counts_jsonl
from seeddoc.formats._text import render_concise_report, render_full_report, render_grouped_report

_ROWS: Final = (
    Format("full", "the lines that a finding is about, and what to do", "free", render_full_report, render_counts),
    Format("concise", "a finding a line", "stable", render_concise_report, render_counts),
    Format("grouped", "the findings under the names of their files", "free", render_grouped_report, render_counts),
    Format("json", "an array of findings", "stable", render_json, render_counts_json),
    Format("jsonl", "an object a line", "stable", render_jsonl, render_counts_jsonl),
    Format("github", "annotations of GitHub Actions; the default there", "stable", render_github),
    Format("azure", "issues of a run of Azure Pipelines", "stable", render_azure),
    Format("gitlab", "a Code Quality report of GitLab", "stable", render_gitlab),
    Format("sarif", "SARIF 2.1.0, for code scanning", "stable", render_sarif),
    Format("junit", "JUnit's XML, for whatever shows tests", "stable", render_junit),
    Format("rdjson", "the Reviewdog Diagnostic Format", "stable", render_rdjson),
    Format("pylint", "a finding a line, as pylint writes it, for collectors of warnings", "stable", render_pylint),
)

# The formats by their names, in the order of the documentation.
FORMATS: Final[dict[str, Format]] = {row.name: row for row in _ROWS}
