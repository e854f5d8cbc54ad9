"""Baselines: findings that are known, so that a check tells only of new ones.

In come the JSON of a baseline and files with their findings; out come the files with the findings that are new, and
what a baseline of this run holds. A finding is known by its fingerprint, so it stays known where lines move. An entry
counts for one finding: three equal ones take three. An entry also says in which file its finding was, which serves
people, and tells whether a run that did not find it looked there at all. Where a run found more than it keeps, what
it does not have may still be there, and no entry is called gone.

It knows nothing of how files are read or of the command line. Paths are whatever the caller compares them by.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final

import attrs

from seeddoc.errors import SeedDocError
from seeddoc.fingerprints import SCHEME, fingerprint
from seeddoc.reports import dump_json, printable
from seeddoc.results import CheckedFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from seeddoc.diagnostics import Diagnostic

# Of the file; another one is refused.
VERSION: Final = 1
_KEYS: Final = frozenset({"path", "document", "code", "fingerprint"})


class BaselineError(SeedDocError):
    """A baseline that cannot be read. Its message is one line and says where and why."""


@attrs.frozen(order=True)
class Known:
    """One finding that is known.

    Attributes:
        path: of the file that it was in.
        document: the name of the document, or "".
        code: of the finding.
        fingerprint: without a number among equals.
    """

    path: str
    document: str
    code: str
    fingerprint: str


@attrs.frozen
class Comparison:
    """What a baseline makes of the findings of a run.

    Attributes:
        files: with those findings only that are new.
        known: how many are not.
        new: the findings that are new, as entries.
        kept: the entries whose findings are still there, or that this run cannot tell about, as they are now.
        gone: the entries whose findings are not there any more.
    """

    files: tuple[CheckedFile, ...]
    known: int
    new: tuple[Known, ...]
    kept: tuple[Known, ...]
    gone: tuple[Known, ...]


def compare(
    files: Iterable[CheckedFile],
    baseline: Iterable[Known],
    *,
    name: Callable[[str], str] = str,
    covers: Callable[[Known], bool] = lambda _: True,
) -> Comparison:
    """Compare the findings of a run with a baseline.

    An entry is first for a finding in its own file, then for one in any other: documents move.

    Args:
        files: with their findings.
        baseline: its entries.
        name: what the baseline calls the path of a file.
        covers: tells whether this run would have found what an entry is about; if not, the entry is left alone.
    """
    files = tuple(files)
    found = [[_to_known(finding, file.lines, name(file.path)) for finding in file.findings] for file in files]
    entries = Counter(baseline)
    matched = _match_in_place(found, entries)
    _match_elsewhere(found, matched, entries, covers)
    left = tuple(without_findings(file, marks) for file, marks in zip(files, matched, strict=True))
    pairs = [
        (entry, mark) for row, marks in zip(found, matched, strict=True) for entry, mark in zip(row, marks, strict=True)
    ]
    rest = sorted(entries.elements())
    tells = not any(file.left_out for file in files)
    gone = tuple(each for each in rest if tells and covers(each))
    unsure = (each for each in rest if not (tells and covers(each)))
    return Comparison(
        files=left,
        known=sum(mark for _, mark in pairs),
        new=tuple(sorted(entry for entry, mark in pairs if not mark)),
        kept=tuple(sorted([*(entry for entry, mark in pairs if mark), *unsure])),
        gone=gone,
    )


def without_findings(file: CheckedFile, left_out: Sequence[bool]) -> CheckedFile:
    """Return a file without some of its findings."""
    if not any(left_out):
        return file
    kept = (finding for finding, out in zip(file.findings, left_out, strict=True) if not out)
    return attrs.evolve(file, findings=tuple(kept))


def _to_known(finding: Diagnostic, lines: Sequence[str], path: str) -> Known:
    return Known(printable(path), printable(finding.document or ""), finding.code, fingerprint(finding, lines))


def _match_in_place(found: list[list[Known]], entries: Counter[Known]) -> list[list[bool]]:
    """Take away the entries that name a finding and its file; return which findings that were."""
    exact: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for entry in entries.elements():
        exact[entry.fingerprint, entry.path].append(entry)
    matched = []
    for row in found:
        marks = []
        for each in row:
            known = exact[each.fingerprint, each.path]
            marks.append(bool(known))
            if known:
                entries[known.pop()] -= 1
        matched.append(marks)
    return matched


def _match_elsewhere(
    found: list[list[Known]],
    matched: list[list[bool]],
    entries: Counter[Known],
    covers: Callable[[Known], bool],
) -> None:
    """Take away the entries that name a finding and another file, in which it is not any more."""
    moved: dict[str, list[Known]] = defaultdict(list)
    for entry in sorted(entries.elements(), reverse=True):
        if covers(entry):
            moved[entry.fingerprint].append(entry)
    for row, marks in zip(found, matched, strict=True):
        for number, each in enumerate(row):
            if not marks[number] and moved[each.fingerprint]:
                entries[moved[each.fingerprint].pop()] -= 1
                marks[number] = True


# --- As JSON ------------------------------------------------------------------------------------------------


def write_baseline(entries: Iterable[Known]) -> str:
    """Return a baseline as JSON: an entry a line, in the order of paths, so that changes of it read well."""
    rows = [f"    {dump_json(attrs.asdict(entry), indent=None)}" for entry in sorted(entries)]
    found = "[\n" + ",\n".join(rows) + "\n  ]" if rows else "[]"
    return f'{{\n  "version": {VERSION},\n  "fingerprints": "{SCHEME}",\n  "findings": {found}\n}}\n'


def read_baseline(text: str) -> tuple[Known, ...]:
    """Read a baseline.

    Raises:
        BaselineError: it is none, or of a version that is not known here.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BaselineError(f"is no JSON: {error}") from error
    if not isinstance(data, dict) or "version" not in data:
        raise BaselineError('is no baseline: expected an object with "version" and "findings"')
    version, scheme = data["version"], data.get("fingerprints")
    if version != VERSION or scheme != SCHEME:
        told = f"version {version!r} with fingerprints {scheme!r}"
        raise BaselineError(f"is of {told}, and this seeddoc knows version {VERSION} with {SCHEME!r}: write it anew")
    findings = data.get("findings")
    if not isinstance(findings, list):
        raise BaselineError('has no list "findings"')
    return tuple(_read_entry(number, entry) for number, entry in enumerate(findings, 1))


def _read_entry(number: int, data: Any) -> Known:
    if not isinstance(data, dict):
        raise BaselineError(f"finding {number} is no object")
    wrong = sorted(_KEYS - data.keys()) or sorted(key for key in _KEYS if not isinstance(data[key], str))
    if wrong:
        raise BaselineError(f"finding {number} has no text for {wrong[0]!r}")
    return Known(**{key: data[key] for key in _KEYS})
