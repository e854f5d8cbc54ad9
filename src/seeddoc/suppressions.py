"""Suppressions: findings that are meant to be, each with the reason why.

Prose has no comments that could say so. So the entries stand in a configuration or a file of their own: the code of
the finding, what it is about (globs for file and document, words of the text), a reason, and maybe a day until which
they hold. In come entries as TOML has them, and files with their findings; out come the files without the findings
that are suppressed, and findings about entries that are not understood, have expired, or are for nothing.

It knows nothing of clocks, files or the command line: what day it is and what paths are called is told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

import attrs

from seeddoc._globs import compile_glob
from seeddoc.baseline import without_findings
from seeddoc.diagnostics import CODES, Diagnostic, diagnostic
from seeddoc.positions import START, Position, TextIndex
from seeddoc.results import CheckedFile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

# What an entry may hold; the first two it must, and one of the next three.
_REQUIRED: Final = ("code", "reason")
_NARROWING: Final = ("file", "document", "text")
_KEYS: Final = (*_REQUIRED, *_NARROWING, "expires")
# Codes of findings about suppressions, which none can suppress.
_OWN: Final = frozenset({"S001", "S002", "S003"})

# What makes a part of a path a glob.
_MAGIC: Final = re.compile(r"[*?\[]")

# Where an entry begins in TOML; other ways to write it are found by the key, or not at all.
_HEADER: Final = re.compile(
    r"^[ \t]*\[\[[ \t]*(?:tool[ \t]*\.[ \t]*seeddoc[ \t]*\.[ \t]*)?suppressions[ \t]*\]\]", re.MULTILINE
)
_KEY: Final = re.compile(r"^[ \t]*suppressions(?=[ \t]*=)", re.MULTILINE)


@attrs.frozen
class Suppression:
    """One entry.

    Attributes:
        code: of the findings that it is for.
        reason: why they are meant to be.
        file: a glob for the path of the file, or "" for any.
        document: a glob for the name of the document, or "" for any.
        text: words that the finding is about or stands among, or "" for any; white space counts as one blank.
        expires: the last day on which it holds, or None.
        start: where it stands in its file.
        end: where its header ends there.
    """

    code: str
    reason: str
    file: str = ""
    document: str = ""
    text: str = ""
    expires: date | None = None
    start: Position = START
    end: Position = START

    def matches_file(self, path: str) -> bool:
        """Tell whether it is for a file."""
        return not self.file or bool(compile_glob(self.file)(path))

    def matches(self, finding: Diagnostic, text: str) -> bool:
        """Tell whether it is for a finding in a file that it is for."""
        if finding.code != self.code:
            return False
        if self.document and not (finding.document and compile_glob(self.document)(finding.document)):
            return False
        return not self.text or self._is_quoted(finding, text)

    def _is_quoted(self, finding: Diagnostic, text: str) -> bool:
        """Tell whether the words overlap or touch what a finding is about."""
        start, end = finding.offset, max(finding.offset, finding.end_position.offset)
        reach = 2 * len(self.text)  # white space in the text may be longer than in the words
        found = self._words.finditer(text, max(0, start - reach), end + reach)
        return any(each.start() <= end and each.end() >= start for each in found)

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return re.compile(r"\s+".join(map(re.escape, self.text.split())))

    @property
    def label(self) -> str:
        """What messages call it."""
        where = next((repr(each) for each in (self.text, self.document, self.file) if each), "")
        return f"{self.code} {where}"


@attrs.frozen
class SuppressionFile:
    """The entries of one configuration or file.

    Attributes:
        path: of the file.
        text: of the file.
        entries: that are understood.
        faults: findings about those that are not.
    """

    path: str
    text: str = attrs.field(repr=False)
    entries: tuple[Suppression, ...]
    faults: tuple[Diagnostic, ...] = ()


@attrs.frozen
class Suppressed:
    """What suppressions make of the findings of a run.

    Attributes:
        files: without the findings that are suppressed.
        count: how many were.
        notes: the files with suppressions about which there is something to say.
    """

    files: tuple[CheckedFile, ...]
    count: int
    notes: tuple[CheckedFile, ...]


# --- Reading --------------------------------------------------------------------------------------------------


def read_suppressions(data: object, path: str, text: str) -> SuppressionFile:
    """Read entries; those that are not understood become findings.

    Args:
        data: what TOML has under `suppressions`.
        path: of the file, for findings.
        text: of the file, to find the places of entries in.
    """
    if not isinstance(data, Sequence) or isinstance(data, str):
        data = [data]
    entries: list[Suppression] = []
    faults: list[Diagnostic] = []
    for entry, (start, end) in zip(data, _find_places(text, len(data)), strict=True):
        problems = list(_find_problems(entry))
        if problems:
            faults += [diagnostic("S003", start, end, detail=each, filename=path) for each in problems]
        else:
            entries.append(_to_suppression(entry, start, end))
    return SuppressionFile(path, text, tuple(entries), tuple(faults))


def _find_places(text: str, count: int) -> list[tuple[Position, Position]]:
    """Find where entries begin: at their headers if they have some, else at the key that holds them all."""
    index = TextIndex(text)
    headers = list(_HEADER.finditer(text))
    if len(headers) != count:
        headers = [*_KEY.finditer(text)][:1] * count
    places = [(index.position(found.start()), index.position(found.end())) for found in headers]
    return places or [(START, START)] * count


def _find_problems(entry: object) -> Iterator[str]:
    """Tell what is wrong with an entry."""
    if not isinstance(entry, Mapping):
        yield f"expected a table, not {entry!r}"
        return
    for key in entry:
        if key not in _KEYS:
            yield f"no such key as {key!r}{_suggest(str(key), _KEYS)}"
    for key in (*_REQUIRED, *_NARROWING):
        if key in entry and not (isinstance(entry[key], str) and entry[key].strip()):
            yield f"{key} has to be a text, not {entry[key]!r}"
    for key in _REQUIRED:
        if key not in entry:
            yield f"{key} is missing"
    if not any(key in entry for key in _NARROWING):
        yield "it would be for every finding of its code; give file, document or text"
    yield from _find_wrong_values(entry)


def _find_wrong_values(entry: Mapping[str, object]) -> Iterator[str]:
    code = entry.get("code")
    if isinstance(code, str) and code.strip() and _find_code(code) is None:
        yield _tell_unknown(code)
    for key in ("file", "document"):
        if isinstance(value := entry.get(key), str) and not _is_glob(value):
            yield f"{key} is no glob: {value!r}"
    if "expires" in entry and _to_date(entry["expires"]) is None:
        yield f"expires has to be a date such as 2030-12-31, not {entry['expires']!r}"


def _tell_unknown(code: str) -> str:
    own, known = (
        [name for each in codes for name in (each, CODES[each].name)] for codes in (_OWN, CODES.keys() - _OWN)
    )
    if code.strip().lower() in map(str.lower, own):
        return f"{code!r} is about suppressions, and none can suppress it; mend the entry that it tells of"
    return f"no finding has the code {code!r}{_suggest(code, sorted(known))}"


def _suggest(wanted: str, known: Iterable[str]) -> str:
    near = get_close_matches(wanted, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _find_code(wanted: str) -> str | None:
    """Find a code by itself or its name, without case; none of those about suppressions."""
    word = wanted.strip().lower()
    found = (code for code, row in CODES.items() if code not in _OWN and word in {code.lower(), row.name})
    return next(found, None)


def _is_glob(pattern: str) -> bool:
    try:
        compile_glob(pattern.strip())
    except re.error:
        return False
    return True


def _to_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _to_suppression(entry: Mapping[str, Any], start: Position, end: Position) -> Suppression:
    texts = {key: entry.get(key, "").strip() for key in ("reason", *_NARROWING)}
    code = _find_code(entry["code"]) or ""
    return Suppression(code, **texts, expires=_to_date(entry.get("expires")), start=start, end=end)


def suppressions_schema() -> dict[str, object]:
    """Return the JSON Schema of the entries, as a configuration has them."""
    text: dict[str, object] = {"type": "string", "pattern": r"\S"}
    expires = {"type": "string", "format": "date", "description": "the last day on which it holds"}
    return {
        "description": "findings that are meant to be",
        "type": "array",
        "items": {
            "type": "object",
            "properties": dict.fromkeys((*_REQUIRED, *_NARROWING), text) | {"expires": expires},
            "required": [*_REQUIRED],
            "anyOf": [{"required": [key]} for key in _NARROWING],
            "additionalProperties": False,
        },
    }


# --- Suppressing ----------------------------------------------------------------------------------------------


def suppress(
    files: Iterable[CheckedFile],
    sources: Iterable[SuppressionFile],
    today: date,
    *,
    name: Callable[[str], str] = str,
    covers: Callable[[Suppression], bool] = lambda _: True,
) -> Suppressed:
    """Take away the findings that are suppressed.

    Args:
        files: with their findings.
        sources: of suppressions.
        today: an entry holds up to the day on which it expires.
        name: what globs of entries call the path of a file.
        covers: tells whether this run would have found what an entry is for; if not, it is not called unused. None is
            where there were more findings than are kept.
    """
    sources, files = tuple(sources), tuple(files)
    tells = not any(file.left_out for file in files)
    used = set[Suppression]()
    valid = [each for source in sources for each in source.entries if not _is_over(each, today)]
    left: list[CheckedFile] = []
    count = 0
    for file in files:
        marks = _find_suppressed(file, valid, name(file.path), used) if file.findings else []
        count += sum(marks)
        left.append(without_findings(file, marks))
    notes = (_to_notes(source, used, today, lambda entry: tells and covers(entry)) for source in sources)
    return Suppressed(tuple(left), count, tuple(each for each in notes if each.findings))


def _is_over(entry: Suppression, today: date) -> bool:
    return entry.expires is not None and today > entry.expires


def _find_suppressed(
    file: CheckedFile, entries: Iterable[Suppression], path: str, used: set[Suppression]
) -> list[bool]:
    """Tell which findings of a file are suppressed; all entries that are for one are used."""
    by_code: dict[str, list[Suppression]] = defaultdict(list)
    for entry in entries:
        if entry.matches_file(path):
            by_code[entry.code].append(entry)
    marks = []
    for finding in file.findings:
        matching = [entry for entry in by_code[finding.code] if entry.matches(finding, file.text)]
        used.update(matching)
        marks.append(bool(matching))
    return marks


def _to_notes(
    source: SuppressionFile, used: set[Suppression], today: date, covers: Callable[[Suppression], bool]
) -> CheckedFile:
    found = list(source.faults)
    for entry in source.entries:
        if _is_over(entry, today):
            detail = f"{entry.label}, on {entry.expires}"
            found.append(diagnostic("S002", entry.start, entry.end, detail=detail, filename=source.path))
        elif entry not in used and covers(entry):
            found.append(diagnostic("S001", entry.start, entry.end, detail=entry.label, filename=source.path))
    return CheckedFile(source.path, source.text, 0, tuple(sorted(found, key=lambda each: (each.offset, each.code))))


def is_covered(
    entry: Suppression, checked: Collection[str], folders: Collection[str], exists: Callable[[str], bool]
) -> bool:
    """Tell whether a run would have found what an entry is for, as far as its glob for the file tells.

    Args:
        entry: with a glob that names a file, names files below a folder, or names files anywhere.
        checked: the paths of the files that were checked, as the glob has them.
        folders: the paths of the folders all of whose files were checked; "." is where globs are told from.
        exists: tells whether a path is there.
    """
    parts = entry.file.removeprefix("./").split("/")
    fixed = list(takewhile(lambda part: not _MAGIC.search(part), parts))
    if len(parts) == 1:  # files anywhere
        return bool(folders)
    if fixed == parts:
        path = "/".join(parts)
        return path in checked or not exists(path)
    return any(folder == "." or fixed[: folder.count("/") + 1] == folder.split("/") for folder in folders)
