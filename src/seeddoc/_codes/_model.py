"""One row of the table of codes."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, get_args

import attrs

# How bad a finding is.
Severity: TypeAlias = Literal["error", "warning", "info"]
# Each preset holds all codes of those before it.
Preset: TypeAlias = Literal["minimal", "standard", "strict"]
Fixable: TypeAlias = Literal["safe", "unsafe", "none"]
# What is looked at to find it: a bundle and its markers, one document, or all that is checked; what is found
# only where somebody writes or sets a limit; and what says which findings are meant to be.
Scope: TypeAlias = Literal["bundle", "document", "files", "writing", "suppressions"]

PRESET_NAMES: Final[tuple[Preset, ...]] = get_args(Preset)


@attrs.frozen
class Code:
    """One row of the table of codes.

    Attributes:
        code: the stable code, a letter for its group and three digits.
        name: the stable name, for people.
        severity: "error", "warning" or "info".
        summary: what it says, in one line.
        hint: what to do about it.
        why: what it is good for to know, in a sentence or two.
        bad: a whole small file that yields it. Bytes that are not UTF-8 stand as surrogateescape decodes them.
        good: the same file without the fault.
        preset: the smallest preset that has it on: "minimal", "standard" or "strict".
        fix: whether a fix comes with its findings, a safe or an unsafe one: "safe", "unsafe" or "none".
        scope: what is looked at to find it: "bundle", "document", "files" (all that are checked), "writing" or
            "suppressions".
    """

    code: str
    name: str
    severity: Severity
    summary: str
    hint: str
    why: str = attrs.field(default="", kw_only=True)
    bad: str = attrs.field(default="", kw_only=True, repr=False)
    good: str = attrs.field(default="", kw_only=True, repr=False)
    preset: Preset = attrs.field(default="standard", kw_only=True)
    fix: Fixable = attrs.field(default="none", kw_only=True)
    scope: Scope = attrs.field(default="document", kw_only=True)

    @property
    def page(self) -> str:
        """Where its page of the documentation is, from the root of the project."""
        return f"docs/rules/{self.code}.md"
