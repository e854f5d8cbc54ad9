"""Configuration: what files and a command line say, as the `Settings` of each file that is checked.

For a file that is `seeddoc.toml`, or `[tool.seeddoc]` of `pyproject.toml`, in its own folder or the nearest above it
that has one; what a command line gives goes before both. Globs of a configuration file are told from its folder,
those of a command line from the working directory.

It reads configuration files, and the tables of cues that they name, and nothing else. What is wrong with one is a
`SettingsError`.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import attrs

from seeddoc.errors import SettingsError
from seeddoc.limits import Limits
from seeddoc.settings import CUES, EXTEND, SUPPRESSIONS, Settings
from seeddoc.suppressions import SuppressionFile, read_suppressions

# A configuration of seeddoc's own.
FILE: Final = "seeddoc.toml"
# The other file that may hold one, and its table there.
PYPROJECT: Final = "pyproject.toml"
# The table of it.
TABLE: Final = "tool.seeddoc"
# So many configurations may extend one another in a row.
DEEPEST: Final = 16


@attrs.frozen
class Configuration:
    """Where settings come from.

    Attributes:
        settings: as they stand there.
        root: the folder that its globs are told from.
        path: of the file; None where there is none.
        suppressions: that stand there.
        cues: the files of the tables of cues; `Configurations` reads them into the settings.
        bases: the files of the configurations that this one extends, the nearest first.
    """

    settings: Settings
    root: Path
    path: Path | None = None
    suppressions: SuppressionFile | None = None
    cues: tuple[Path, ...] = ()
    bases: tuple[Path, ...] = ()


def read_configuration(path: Path, extending: tuple[Path, ...] = ()) -> Configuration | None:
    """Read a configuration file; None for a `pyproject.toml` that says nothing of seeddoc.

    Args:
        path: of the file.
        extending: the files that are read already, each of which extends the next, and the last this one.

    Raises:
        SettingsError: it cannot be read, is no TOML, or has wrong keys or values.
    """
    where = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise SettingsError([(where, f"cannot be read: {reason}")]) from error
    return parse_configuration(text, path, where, extending)


def parse_configuration(text: str, path: Path, where: str, extending: tuple[Path, ...] = ()) -> Configuration | None:
    """Read the text of a configuration file; None for a `pyproject.toml` that says nothing of seeddoc.

    Args:
        text: of the file.
        path: of the file.
        where: what messages call it.
        extending: the files that are read already, each of which extends the next, and the last this one.

    Raises:
        SettingsError: it is no TOML, or has wrong keys or values.
    """
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingsError([(where, f"cannot be read: {error}")]) from error
    if path.name != PYPROJECT:
        return _configure(data, where, "", path, text, extending)
    tool = data.get("tool")
    table = tool.get("seeddoc") if isinstance(tool, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise SettingsError([(f"{where}: {TABLE}", f"expected a table, not {table!r}")])
    return _configure(table, where, f"{TABLE}.", path, text, extending)


def _configure(
    data: Mapping[str, Any], label: str, prefix: str, path: Path, text: str, extending: tuple[Path, ...]
) -> Configuration:
    """Make a configuration of what a file holds; what is wrong with a suppression is a finding, and no error."""
    where, folder = f"{label}: {prefix}", path.parent
    base = _read_base(data[EXTEND], f"{where}{EXTEND}", path, extending) if EXTEND in data else None
    settings = Settings.from_mapping(_without(data, CUES, EXTEND, SUPPRESSIONS), where, base.settings if base else None)
    entries = read_suppressions(data[SUPPRESSIONS], label, text) if SUPPRESSIONS in data else None
    cues = _find_cues(data, where, folder)
    if base is None:
        return Configuration(settings, folder, path, entries, cues)
    # Globs and names of files are told from the folder of the file that they stand in.
    root = folder if "per-file-ignores" in data else base.root
    bases = (*([base.path] if base.path else []), *base.bases)
    return Configuration(settings, root, path, entries, cues if CUES in data else base.cues, bases)


def _read_base(name: object, where: str, path: Path, extending: tuple[Path, ...]) -> Configuration:
    """Read the configuration that another one extends.

    Raises:
        SettingsError: it is none, or extends the other one itself.
    """
    if not isinstance(name, str) or not name or "\0" in name:
        raise SettingsError([(where, f"expected a file such as '../seeddoc.toml', not {name!r}")])
    base, on_the_way = Path(os.path.normpath(path.parent / name)), (*extending, path)
    if os.path.realpath(base) in map(os.path.realpath, on_the_way):
        raise SettingsError([(where, f"{name} extends this file, which goes on without end")])
    if len(on_the_way) > DEEPEST:
        raise SettingsError([(where, f"more than {DEEPEST} files extend one another")])
    try:
        found = read_configuration(base, on_the_way)
    except SettingsError as error:
        raise SettingsError([(where, f"{place}: {message}") for place, message in error.problems]) from error
    if found is None:
        raise SettingsError([(where, f"{name} has no table [{TABLE}]")])
    return found


def _without(data: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in keys}


def _find_cues(data: Mapping[str, Any], where: str, folder: Path) -> tuple[Path, ...]:
    """Return the files that the key for cues names, from a folder; none where it is not there.

    Raises:
        SettingsError: its value is no list of names.
    """
    names = data.get(CUES, ())
    if isinstance(names, str) or not isinstance(names, Sequence) or not all(isinstance(name, str) for name in names):
        raise SettingsError([(f"{where}{CUES}", f"expected a list of files such as ['cues.tsv'], not {names!r}")])
    return tuple(folder / name for name in names)


def read_cues(settings: Settings, paths: Sequence[Path], known: dict[Path, str]) -> Settings:
    """Return settings with the cues of files besides.

    Args:
        settings: to add to.
        paths: of the files.
        known: what they hold; what is there already is not read again, as a pipe cannot be.

    Raises:
        SettingsError: a file cannot be read, or is no table.
    """
    for number, path in enumerate(paths, 1):
        where = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
        if path not in known:
            known[path] = _read_table(path, where)
        try:
            settings = attrs.evolve(settings, cues=(*settings.cues, known[path]))
        except SettingsError as error:  # a faulty row
            told = [(where, message.removeprefix(f"table {number}, ")) for _, message in error.problems]
            raise SettingsError(told) from error
    return settings


def _read_table(path: Path, where: str) -> str:
    try:
        # A stranger's configuration may name a device that never ends.
        data = None if path.is_char_device() else path.read_bytes()
    except (OSError, ValueError) as error:  # the name may be none, too
        reason = error.strerror if isinstance(error, OSError) else error
        raise SettingsError([(where, f"cannot be read: {reason}")]) from error
    if data is None:
        raise SettingsError([(where, "is a device, and no table of cues")])
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise SettingsError([(where, f"is not UTF-8, from byte {error.start}")]) from error


def read_override(text: str) -> dict[str, object]:
    """Read `KEY=VALUE`, the value as TOML has it.

    Raises:
        SettingsError: it is none.
    """
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        reason = f"not KEY=VALUE with a value of TOML, such as 'title-length=120' or 'ignore=[\"E\"]': {error}"
        raise SettingsError([(f"--config {text}", reason)]) from error


@attrs.frozen
class Overrides:
    """What a command line says.

    Attributes:
        file: a configuration file to take instead of those that would be found.
        isolated: whether to look for none.
        values: keys of a configuration, which replace what its file says.
        more: keys that add to it; those whose values are lists or tables, as TOML has them.
    """

    file: Path | None = None
    isolated: bool = False
    values: Mapping[str, object] = attrs.field(factory=dict)
    more: Mapping[str, Any] = attrs.field(factory=dict)

    @cached_property
    def added(self) -> Settings:
        """What is added, as settings of its own.

        Raises:
            SettingsError: a value is wrong.
        """
        return Settings.from_mapping(_without(self.more, CUES), "--")

    def cues(self, configured: tuple[Path, ...]) -> tuple[Path, ...]:
        """Return the files of cues: those that a configuration names, or those in their place, and those besides.

        Raises:
            SettingsError: a value is wrong.
        """
        here = Path.cwd()
        own = _find_cues(self.values, "--config ", here) if CUES in self.values else configured
        return (*own, *_find_cues(self.more, "--", here))

    def apply(self, settings: Settings) -> Settings:
        """Return the settings of a file with what the command line says; cues are in files, and not among that.

        Raises:
            SettingsError: a value is wrong.
        """
        settings = Settings.from_mapping(_without(self.values, CUES), "--config ", settings)
        more = self.added
        return attrs.evolve(
            settings,
            limits=Limits.from_mapping(self.more.get("limits", {}), settings.limits),
            preset=more.preset if "preset" in self.more else settings.preset,
            select=more.select if "select" in self.more else settings.select,
            fail_on=more.fail_on if "fail-on" in self.more else settings.fail_on,
            extend_select=(*settings.extend_select, *more.extend_select),
            ignore=(*settings.ignore, *more.ignore),
            per_file_ignores=(*settings.per_file_ignores, *more.per_file_ignores),
            fixable=more.fixable if "fixable" in self.more else settings.fixable,
            unfixable=(*settings.unfixable, *more.unfixable),
            severity=(*settings.severity, *more.severity),
        )


class Configurations:
    """Finds the settings of files, and keeps what it found.

    Raises:
        SettingsError: what the command line says is wrong; so does asking, where a configuration file is.
    """

    def __init__(self, overrides: Overrides | None = None) -> None:
        self._overrides = overrides or Overrides()
        self._here = Path.cwd()
        self._found: dict[Path, Configuration] = {}
        # The same by folders as they were told, since there may be many files in one.
        self._told: dict[str, Configuration] = {}
        self._tables: dict[Path, str] = {}
        # What is wrong with these is told at once.
        read_cues(self._overrides.apply(Settings()), self._overrides.cues(()), self._tables)
        self._fixed = self._find_fixed()

    def _find_fixed(self) -> Configuration | None:
        """Return the configuration that holds for all files, where the command line says which."""
        given = self._overrides
        if given.file is None:
            return self._with_overrides(Configuration(Settings(), self._here)) if given.isolated else None
        found = read_configuration(given.file.absolute())
        if found is None:
            raise SettingsError([(str(given.file), f"has no table [{TABLE}]")])
        return self._with_overrides(found)

    def _with_overrides(self, configuration: Configuration) -> Configuration:
        paths = self._overrides.cues(configuration.cues)
        settings = read_cues(self._overrides.apply(configuration.settings), paths, self._tables)
        return attrs.evolve(configuration, settings=settings, cues=paths)

    def of(self, path: Path | None) -> Configuration:
        """Return the configuration of a file; of the working directory for standard input."""
        if self._fixed:
            return self._fixed
        told = "" if path is None else os.path.dirname(path)
        if told not in self._told:
            self._told[told] = self._of_folder(Path(os.path.normpath(self._here / told)))
        return self._told[told]

    def _of_folder(self, folder: Path) -> Configuration:
        on_the_way = []
        for parent in (folder, *folder.parents):
            on_the_way.append(parent)
            known = self._found.get(parent)
            read = None if known else _read_folder(parent)
            if known or read:
                break
        found = known or self._with_overrides(read or Configuration(Settings(), self._here))
        self._found.update(dict.fromkeys(on_the_way, found))
        return found

    def settings(self, path: Path | None) -> Settings:
        """Return the settings of a file, with what globs ignore there."""
        found = self.of(path)
        if path is None or not found.settings.per_file_ignores:
            return found.settings
        absolute = Path(os.path.normpath(self._here / path))
        settings = found.settings.for_path(_relative(absolute, found.root))
        own = self._overrides.added.for_path(_relative(absolute, self._here)).ignore
        return attrs.evolve(settings, ignore=(*settings.ignore, *own)) if own else settings


def _relative(path: Path, root: Path) -> str:
    """Return a path from a folder on, with `/`; all of it where it is not below."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _read_folder(folder: Path) -> Configuration | None:
    found = (read_configuration(folder / name) for name in (FILE, PYPROJECT) if _is_there(folder / name))
    return next(filter(None, found), None)


def _is_there(path: Path) -> bool:
    """Tell whether there is a file, or a link that leads nowhere: what is in it was meant to hold."""
    return os.path.isfile(path) or (os.path.islink(path) and not os.path.exists(path))
