"""Findings that are known or meant to be, as a command has them: baselines and suppressions from files, and back."""

from __future__ import annotations

import os
import tomllib
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from seeddoc.baseline import BaselineError, Comparison, Known, compare, read_baseline, write_baseline
from seeddoc.checks import as_bad_as
from seeddoc.errors import InputError
from seeddoc.inputs import write_file
from seeddoc.reports import count, printable
from seeddoc.results import CheckedFile
from seeddoc.settings import SUPPRESSIONS, Settings
from seeddoc.suppressions import Suppressed, SuppressionFile, is_covered, read_suppressions, suppress

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from seeddoc.cli._options import Command
    from seeddoc.cli._output import Output
    from seeddoc.suppressions import Suppression


def known_options(command: Command) -> Command:
    """Add the options for old findings; what the command gets for them is for `read_known_options`."""
    decorators: tuple[Callable[[Command], Command], ...] = (
        click.option("--baseline", metavar="FILE", type=click.Path(), help="Leave out the findings that it knows."),
        click.option(
            "--update-baseline",
            is_flag=True,
            help="Remove from the baseline what is gone; write one of all findings if there is none.",
        ),
        click.option("--extend-baseline", is_flag=True, help="The same, and add the findings that are new."),
        click.option("--fail-on-stale", is_flag=True, help="Fail if the baseline knows findings that are gone."),
        click.option(
            "--suppressions",
            metavar="FILE",
            type=click.Path(),
            help="A TOML file with more entries [[suppressions]] than the configuration has.",
        ),
    )
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


@attrs.frozen
class BaselineChoice:
    """What the options of a baseline say.

    Attributes:
        path: of the baseline, or None.
        update: whether what is gone is to be removed.
        extend: whether what is new is to be added, too.
        fail_on_stale: whether entries whose findings are gone make the run fail.

    Raises:
        click.UsageError: an option is given that wants a baseline, and there is none.
    """

    path: Path | None
    update: bool = False
    extend: bool = False
    fail_on_stale: bool = False

    def __attrs_post_init__(self) -> None:
        flags = {
            "--update-baseline": self.update,
            "--extend-baseline": self.extend,
            "--fail-on-stale": self.fail_on_stale,
        }
        given = next((name for name, value in flags.items() if value), None)
        if given and self.path is None:
            raise click.UsageError(f"{given} wants a baseline: give --baseline FILE")

    @property
    def writes(self) -> bool:
        """Whether the baseline is to be written."""
        return self.update or self.extend


@attrs.frozen
class Tolerance:
    """What options say of old findings, with what their files hold.

    Attributes:
        choice: what is to become of the baseline.
        known: the entries of the baseline; None if it is not there yet.
        sources: of suppressions for all files.
    """

    choice: BaselineChoice
    known: tuple[Known, ...] | None
    sources: tuple[SuppressionFile, ...]


def read_known_options(options: dict[str, Any]) -> Tolerance:
    """Read what a command got from `known_options`, and the files that are named there.

    Raises:
        click.UsageError: options do not go together.
        InputError: a file cannot be read, or is not what it has to be.
    """
    path = Path(options["baseline"]) if options["baseline"] else None
    flags = (options[name] for name in ("update_baseline", "extend_baseline", "fail_on_stale"))
    choice = BaselineChoice(path, *flags)
    named = options["suppressions"]
    return Tolerance(choice, load_baseline(choice), (load_suppressions(Path(named)),) if named else ())


# --- Baselines ------------------------------------------------------------------------------------------------


def load_baseline(choice: BaselineChoice) -> tuple[Known, ...] | None:
    """Read the baseline; None if it is not there and is to be written.

    Raises:
        InputError: it is not there, cannot be read or is none.
    """
    if choice.path is None:
        return ()
    try:
        return read_baseline(choice.path.read_bytes().decode())
    except FileNotFoundError as error:
        if choice.writes:
            return None
        hint = "--update-baseline writes one"
        raise InputError(f"{choice.path}: there is no such baseline; {hint}") from error
    except OSError as error:
        raise InputError(f"{choice.path}: {error.strerror}") from error
    except (BaselineError, UnicodeDecodeError) as error:
        raise InputError(f"{choice.path}: {error}") from error


def apply_baseline(files: Sequence[CheckedFile], tolerance: Tolerance, codes: Collection[str]) -> Comparison:
    """Leave out what the baseline knows; where it is to be extended or is not there yet, that is everything.

    Args:
        files: with their findings.
        tolerance: what options say.
        codes: of the findings that this run looks for.
    """
    if tolerance.choice.path is None:
        return Comparison(tuple(files), known=0, new=(), kept=(), gone=())
    choice, known = tolerance.choice, tolerance.known
    folder = tolerance.choice.path.parent
    name = _namer(folder)
    names = {printable(name(file.path)) for file in files} if known else frozenset[str]()
    there = lru_cache(maxsize=None)(lambda path: os.path.lexists(folder / path))

    def covers(entry: Known) -> bool:
        return entry.code in codes and (entry.path in names or not (_is_stream(entry.path) or there(entry.path)))

    result = compare(files, known or (), name=name, covers=covers)
    if choice.extend or known is None:
        everything = (*result.kept, *result.new)
        result = attrs.evolve(result, known=result.known + len(result.new), new=(), kept=everything)
        result = attrs.evolve(result, files=tuple(attrs.evolve(file, findings=()) for file in files))
    return result


def end_baseline(output: Output, result: Comparison, tolerance: Tolerance) -> bool:
    """Write the baseline where that is asked for, tell what became of it, and whether that makes the run fail.

    Raises:
        InputError: it cannot be written.
    """
    choice, known = tolerance.choice, tolerance.known
    if choice.path is None:
        return False
    gone = count(len(result.gone), "known finding")
    verb = "is" if len(result.gone) == 1 else "are"
    if not choice.writes:
        if result.gone:
            output.note(f"{choice.path}: {gone} {verb} gone; --update-baseline removes what is")
        return bool(result.gone) and choice.fail_on_stale
    if known is None or sorted(known) != sorted(result.kept):
        write_file(choice.path, write_baseline(result.kept).encode())
        output.note(f"{choice.path}: written, with {count(len(result.kept), 'known finding')}; {gone} {verb} gone")
    return False


def _namer(folder: Path) -> Callable[[str], str]:
    """Return what gives a path as it is told from a folder, with `/`."""
    start = os.path.abspath(folder)

    def name(path: str) -> str:
        if _is_stream(path):
            return path
        try:
            return Path(os.path.relpath(path, start)).as_posix()
        except ValueError:  # on another drive of Windows
            return Path(os.path.abspath(path)).as_posix()

    return name


def _is_stream(path: str) -> bool:
    """Tell whether a path is no path, such as <stdin>."""
    return path.startswith("<")


# --- Suppressions ---------------------------------------------------------------------------------------------


@attrs.frozen
class Meant:
    """Suppressions, and what they are for.

    Attributes:
        source: of the entries.
        settings: what findings about them are by.
        numbers: of the files of a run that they are for; None for all.
    """

    source: SuppressionFile
    settings: Settings
    numbers: frozenset[int] | None = None


def load_suppressions(path: Path) -> SuppressionFile:
    """Read the suppressions of a TOML file.

    Raises:
        InputError: it cannot be read, or is no TOML, or has other things in it.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: {error}") from error
    other = next((key for key in data if key != SUPPRESSIONS), None)
    if other is not None:
        raise InputError(f"{path}: no such key as {other!r}; a file of suppressions has entries [[{SUPPRESSIONS}]]")
    return read_suppressions(data.get(SUPPRESSIONS, []), str(path), text)


def apply_suppressions(
    files: Sequence[CheckedFile], meant: Iterable[Meant], folders: Iterable[str], codes: Collection[str]
) -> Suppressed:
    """Leave out what is meant to be.

    Args:
        files: with their findings.
        meant: the suppressions; globs in each are told from its folder.
        folders: that were named to be checked.
        codes: of the findings that this run looks for.
    """
    left, folders, total, notes = list(files), tuple(folders), 0, list[CheckedFile]()
    for each in meant:
        numbers = [number for number in range(len(left)) if each.numbers is None or number in each.numbers]
        result = _apply_source([left[number] for number in numbers], each.source, folders, codes)
        for number, file in zip(numbers, result.files, strict=True):
            left[number] = file
        total += result.count
        notes += [_as_set(note, each.settings) for note in result.notes]
    return Suppressed(tuple(left), total, tuple(note for note in notes if note.findings))


def without_suppressed(file: CheckedFile, sources: Iterable[SuppressionFile]) -> CheckedFile:
    """Return a file without the findings that are meant to be: those are not to be mended."""
    for source in sources:
        file = _apply_source([file], source, (), ()).files[0]
    return file


def _apply_source(
    files: Sequence[CheckedFile], source: SuppressionFile, folders: Iterable[str], codes: Collection[str]
) -> Suppressed:
    folder = Path(source.path).parent
    name = _namer(folder)
    names, below = {name(file.path) for file in files}, [name(each) for each in folders]

    def exists(path: str) -> bool:
        return os.path.lexists(folder / path)

    def covers(entry: Suppression) -> bool:
        return entry.code in codes and is_covered(entry, names, below, exists)

    return suppress(files, [source], _today(), name=name, covers=covers)


def _as_set(note: CheckedFile, settings: Settings) -> CheckedFile:
    """Return the findings about suppressions that are wanted, as bad as the settings have them."""
    kept = (as_bad_as(finding, settings) for finding in note.findings if finding.code in settings.codes)
    return attrs.evolve(note, findings=tuple(kept))


def _today() -> date:
    return datetime.now().astimezone().date()
