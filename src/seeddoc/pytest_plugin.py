"""The pytest plugin: seed documents are test files, and each document is a test.

It is off unless it is asked for: `--seeddoc`, or the ini option `seeddoc_files`, a list of globs. A document passes
where `seeddoc check` finds nothing in it that would make it fail, with the same settings; what is about a file as a
whole is a test of its own (a rule that failed is, for one), and so is what is found across files. Results are those of
`seeddoc check`, and so is how they are told.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from seeddoc.configuration import Configuration, Configurations
    from seeddoc.diagnostics import Diagnostic
    from seeddoc.results import CheckedFile
    from seeddoc.settings import Settings

# The option of pytest's configuration: globs of the files that are collected.
OPTION: Final = "seeddoc_files"
# What is matched where only `--seeddoc` is given: what a directory is searched for.
DEFAULT: Final = ("*.txt", "*.txt.gz", "*.txt.bz2", "*.txt.xz", "*.txt.zst")
WIDTH: Final = 100


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("seeddoc", "seed documents")
    group.addoption("--seeddoc", action="store_true", help="check seed documents, each as a test")
    parser.addini(OPTION, "globs of the seed documents that are tests, such as 'seeds/*.txt'", "linelist", [])


def pytest_configure(config: pytest.Config) -> None:
    """Collect files where that is asked for.

    Raises:
        pytest.UsageError: a glob is none, or rules of another package cannot be loaded.
    """
    globs = config.getini(OPTION) or (DEFAULT if config.getoption("seeddoc") else ())
    if not globs:
        return
    from seeddoc.errors import SeedDocError
    from seeddoc.rules import load_rules

    try:
        load_rules()
    except SeedDocError as error:
        raise pytest.UsageError(f"seeddoc: {error}") from error
    config.pluginmanager.register(_Collector([_compile(glob) for glob in globs]), "seeddoc-collector")


def _compile(pattern: str) -> Callable[[str], object]:
    from seeddoc._globs import compile_glob

    try:
        return compile_glob(pattern)
    except re.error as error:
        raise pytest.UsageError(f"{OPTION}: not a glob: {pattern!r}: {error}") from error


class _Collector:
    """Collects the files that match globs."""

    def __init__(self, globs: Sequence[Callable[[str], object]]) -> None:
        from seeddoc.configuration import Configurations

        self._globs = globs
        self._files: list[_SeedFile] = []
        self._configurations = Configurations()

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        root = parent.config.rootpath
        path = file_path.relative_to(root) if file_path.is_relative_to(root) else file_path
        if not any(matches(path.as_posix()) for matches in self._globs):
            return None
        # A name that is not UTF-8 is told as in reports: pytest writes what it calls a test to files and to processes.
        told = _told(path.as_posix())
        more: Any = {"nodeid": told, "name": _told(file_path.name)} if told != path.as_posix() else {}
        file: _SeedFile = _SeedFile.from_parent(parent, path=file_path, configurations=self._configurations, **more)
        self._files.append(file)
        return file

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell how many findings were not kept, be they bad or not."""
        from seeddoc.reports import count

        left_out = sum(file.checked.left_out for file in self._files if hasattr(file, "checked"))
        if left_out:
            told = f"seeddoc: not shown: {count(left_out, 'surplus finding')}; raise the limit diagnostics to see them"
            terminalreporter.write_line(told)

    def pytest_collection_modifyitems(self, session: pytest.Session, items: list[pytest.Item]) -> None:
        """Add what is found across the files that are tested."""
        tested = {item.parent for item in items}
        files = [file for file in self._files if file in tested]
        across = _check_across(files)
        found = (file for file in files if across[file])
        items += [_SeedItem.from_parent(file, name="[across-files]", findings=across[file]) for file in found]


def _check_across(files: Sequence[_SeedFile]) -> dict[_SeedFile, list[Diagnostic]]:
    from seeddoc.checking import check_across
    from seeddoc.projects import without_meant

    before = [file.checked for file in files]
    after = check_across(before, [file.settings for file in files])
    found = {}
    for file, one, other in zip(files, before, after, strict=True):
        known = set(one.findings)
        left = without_meant(other, file.path, file.configuration).findings
        found[file] = [finding for finding in left if finding not in known]
    return found


class _SeedFile(pytest.File):
    """A bundle, or a text without markers."""

    settings: Settings
    configuration: Configuration
    checked: CheckedFile

    def __init__(self, *, configurations: Configurations, **more: Any) -> None:
        super().__init__(**more)
        self._configurations = configurations

    def collect(self) -> Iterator[pytest.Item]:
        """Check the file; yield a test for what is about all of it, and one for each document."""
        from seeddoc.errors import SeedDocError
        from seeddoc.inputs import find_sources, read_documents, read_source
        from seeddoc.projects import check_in_project
        from seeddoc.reports import visible_line

        label = str(self.path.relative_to(Path.cwd())) if self.path.is_relative_to(Path.cwd()) else str(self.path)
        try:
            (source,) = find_sources([label])
            content = read_source(source)
            self.checked = check_in_project(content, self.path, self._configurations)
        except SeedDocError as error:
            raise self.CollectError(f"seeddoc: {error}") from error
        self.settings, self.configuration = self._configurations.settings(self.path), self._configurations.of(self.path)
        names = [document.name for document in read_documents(content).bundle]
        findings = list(self.checked.findings)
        whole = [finding for finding in findings if finding.document is None or finding.document not in names]
        yield _SeedItem.from_parent(self, name="[file]", findings=whole, notes=self._tell_whole())
        for name in dict.fromkeys(names):
            own = [finding for finding in findings if finding.document == name]
            yield _SeedItem.from_parent(self, name=visible_line(name) or "[anonymous]", findings=own)

    def _tell_whole(self) -> Iterator[str]:
        """Yield what else makes the test of the whole file fail: rules that failed, and findings that are not kept."""
        from seeddoc.reports import count, visible_line

        yield from (visible_line(str(fault)) for fault in self.checked.faults)
        if any(self.settings.fails(severity) for severity, _ in self.checked.surplus):
            surplus = count(self.checked.left_out, "surplus finding")
            yield f"Not shown: {surplus}; raise the limit diagnostics to see them."


class _FindingsError(Exception):
    """What was found in a document; pytest asks the item how to tell it."""


class _SeedItem(pytest.Item):
    """A document, or a file as a whole: it passes unless something is found that makes `seeddoc check` fail."""

    def __init__(self, *, findings: Iterable[Diagnostic], notes: Iterable[str] = (), **more: Any) -> None:
        super().__init__(**more)
        self._findings = tuple(findings)
        self._notes = tuple(notes)

    def runtest(self) -> None:
        """Fail where a finding is as bad as that, or something is to be told."""
        file = self.parent
        assert isinstance(file, _SeedFile)  # noqa: S101
        if self._notes or any(file.settings.fails(finding.severity) for finding in self._findings):
            raise _FindingsError

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """Tell the findings as `seeddoc check` does."""
        from seeddoc.reports import render_full, to_plain

        if not isinstance(excinfo.value, _FindingsError):
            return str(super().repr_failure(excinfo))
        file = self.parent
        assert isinstance(file, _SeedFile)  # noqa: S101
        lines = file.checked.lines
        told = to_plain(line for finding in self._findings for line in (*render_full(finding, lines, WIDTH), ()))
        return told + "".join(f"{note}\n" for note in self._notes)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Tell where it is: at the first finding."""
        line = self._findings[0].line - 1 if self._findings else 0
        return Path(_told(str(self.path))), line, f"{_told(self.path.name)}: {self.name}"


def _told(name: str) -> str:
    from seeddoc.reports import printable

    return printable(name)
