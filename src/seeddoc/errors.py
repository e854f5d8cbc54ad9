"""The exceptions that leave seeddoc. They carry findings; they decide and word nothing themselves.

Each inherits the built-in that a caller would expect, and has `args` that are its arguments, so that it
pickles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seeddoc.diagnostics import Diagnostic


class SeedDocError(Exception):
    """The root of all errors that seeddoc raises on its own account."""


class FindingsError(SeedDocError, ValueError):
    """An error that is one finding or more, the first error first in its message."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__(self.diagnostics)

    @property
    def first(self) -> Diagnostic | None:
        """The first error, or the first finding if none is an error."""
        errors = (finding for finding in self.diagnostics if finding.severity == "error")
        return next(errors, self.diagnostics[0] if self.diagnostics else None)

    @property
    def filename(self) -> str | None:
        """The file that was read or is to be written, if it has a name."""
        return self.first.filename if self.first else None

    @property
    def line(self) -> int | None:
        """The line of the first error, 1-based."""
        return self.first.line if self.first else None

    @property
    def column(self) -> int | None:
        """The column of the first error, 1-based, in code points."""
        return self.first.column if self.first else None

    @property
    def offset(self) -> int | None:
        """The offset of the first error, 0-based, in code points."""
        return self.first.offset if self.first else None

    def __str__(self) -> str:
        if self.first is None:
            return "no findings"
        errors = sum(finding.severity == "error" for finding in self.diagnostics)
        more = f" (and {errors - 1} more)" if errors > 1 else ""
        return f"{self.first}; {self.first.hint}{more}" if self.first.hint else f"{self.first}{more}"


class BundleError(FindingsError):
    """A bundle that does not read, or cannot be written, as it stands. `diagnostics` holds all findings."""


class LimitError(BundleError):
    """A limit on the size or number of documents, or on a marker line, is exceeded."""


class ArticleError(FindingsError):
    """A text that is no article: it has no title."""


class InputError(SeedDocError):
    """A path or URL that cannot be read or written. Its message is one line and names it."""


class JsonError(SeedDocError, ValueError):
    """JSON that does not hold what the schema says.

    Attributes:
        problems: every one, as (path, message), such as ("$.documents[3].name", "expected a string").
    """

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        self.problems: tuple[tuple[str, str], ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(f"{path}: {message}" for path, message in self.problems)


class UnpackError(SeedDocError, ValueError):
    """A bundle whose names cannot all be written into a directory. Nothing was written.

    Attributes:
        problems: every one, as (name, reason).
    """

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        self.problems: tuple[tuple[str, str], ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(f"{name!r}: {reason}" for name, reason in self.problems)


class WorkerError(SeedDocError, RuntimeError):
    """A process that ended before its time, by a signal or for want of memory.

    Attributes:
        label: of what it was reading.
        reason: how it ended, such as "signal 9".
    """

    def __init__(self, label: str, reason: str) -> None:
        self.label = label
        self.reason = reason
        super().__init__(label, reason)

    def __str__(self) -> str:
        return f"{self.label}: the process that read it ended with {self.reason}"


class SettingsError(SeedDocError, ValueError):
    """Settings that cannot be meant: an unknown key or code, or a value of another type.

    Attributes:
        problems: every one, as (where, message), such as ("pyproject.toml: tool.seeddoc.selct", "no such key; …").
    """

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        self.problems: tuple[tuple[str, str], ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(f"{where}: {message}" for where, message in self.problems)
