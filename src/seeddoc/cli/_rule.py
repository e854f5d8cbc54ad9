"""`seeddoc rule` and `seeddoc schema`: what findings mean, and what JSON and configuration files look like."""

from __future__ import annotations

import textwrap
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

import attrs
import click

from seeddoc._values import specificity
from seeddoc.cli._options import color_option, format_option
from seeddoc.diagnostics import CODES, Code
from seeddoc.formats import findings_schema
from seeddoc.jsonio import json_schema
from seeddoc.reports import spelled
from seeddoc.rules import load_rules
from seeddoc.settings import config_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeddoc.cli._output import Output
    from seeddoc.reports import Line, Role

# A comfortable line.
_WIDTH: Final = 100


def _find(wanted: str) -> Code | list[Code]:
    """Find a rule by its code or name, without case; or those whose codes begin so.

    Raises:
        click.UsageError: there is none.
    """
    names = {name.lower(): rule for rule in CODES.values() for name in (rule.code, rule.name)}
    if wanted.lower() in names:
        return names[wanted.lower()]
    if begun := [rule for rule in CODES.values() if specificity(rule.code, [wanted.upper()]) > 0]:
        return begun
    near = get_close_matches(wanted.lower(), names, 3)
    hint = " or ".join(names[name].code if name == names[name].code.lower() else name for name in near)
    raise click.UsageError(f"no rule {wanted!r}{f'; did you mean {hint}?' if near else ''}")


def _row(rule: Code, width: int) -> Line:
    return (rule.code, rule.severity), (f"  {rule.name:<{width}}  {rule.summary}", "")


# Of an example no more is shown than that.
_EXAMPLE_LINES: Final = 16

_FIXES: Final = {
    "safe": "--fix mends it.",
    "unsafe": "--fix --unsafe-fixes mends it.",
    "none": "",
}


def _page(rule: Code, width: int) -> Iterator[Line]:
    facts = f" ({rule.severity}, preset {rule.preset})"
    yield ((rule.code, rule.severity), (f" {rule.name}", "title"), (facts, "dim"))
    yield ()
    yield from _filled(f"{rule.summary[:1].upper()}{rule.summary[1:]}.", width)
    if rule.why:
        yield ()
        yield from _filled(rule.why, width)
    yield ()
    yield from _filled(f"To mend it: {rule.hint}. {_FIXES[rule.fix]}".strip(), width, "hint")
    for title, example in (("Wrong", rule.bad), ("Right", rule.good)):
        if example:
            yield ()
            yield ((f"  {title}:", "dim"),)
            yield from _example(example, width)


def _filled(text: str, width: int, role: Role = "") -> Iterator[Line]:
    for line in textwrap.wrap(text, width - 2, break_on_hyphens=False):
        yield ((f"  {line}", role),)


def _example(text: str, width: int) -> Iterator[Line]:
    lines = spelled(text).removesuffix("\n").split("\n")
    room = width - 4
    for line in lines[:_EXAMPLE_LINES]:
        yield (("  | ", "gutter"), (line if len(line) <= room else f"{line[: room - 1]}…", ""))
    if len(lines) > _EXAMPLE_LINES:
        yield (("  | ", "gutter"), ("…", "dim"))


@click.command("rule", short_help="Tell what a code means.")
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="Every rule, a line each; the same as no code.")
@click.option("--fixable", is_flag=True, help="Only those that --fix, or --fix --unsafe-fixes, mends.")
@format_option("text", "json")
@color_option
@click.pass_obj
def rule_command(output: Output, code: str | None, every: bool, fixable: bool, form: str) -> int:
    """Tell what a code of a finding means, and how to mend it; of what codes begin with (E), a line for each."""
    if code and every:
        raise click.UsageError("a code and --all do not go together")
    load_rules()
    found = _find(code) if code else list(CODES.values())
    if isinstance(found, Code):
        if fixable:
            raise click.UsageError("one rule and --fixable do not go together")
        _print_one(output, found, form)
        return 0
    rules = [rule for rule in found if rule.fix != "none" or not fixable]
    if form == "json":
        output.write_json([_to_data(rule) for rule in rules])
    else:
        width = max((len(rule.name) for rule in rules), default=0)
        output.print(*(_row(rule, width) for rule in rules))
    return 0


def _print_one(output: Output, rule: Code, form: str) -> None:
    if form == "json":
        output.write_json(_to_data(rule))
    else:
        output.print(*_page(rule, min(output.console.width, _WIDTH)))


def _to_data(rule: Code) -> dict[str, object]:
    return {**attrs.asdict(rule), "page": rule.page}


@click.command("schema", short_help="Print a JSON Schema.")
@click.option("--config", is_flag=True, help="That of configuration files.")
@click.option("--findings", is_flag=True, help="That of what check writes with the formats json and jsonl.")
@click.pass_obj
def schema_command(output: Output, config: bool, findings: bool) -> int:
    """Print the JSON Schema of what convert writes as JSON, of configuration files, or of findings.

    That of configuration files is for seeddoc.toml, and for [tool.seeddoc] of pyproject.toml.
    """
    if config and findings:
        raise click.UsageError("--config and --findings do not go together")
    load_rules()
    make = config_schema if config else findings_schema if findings else json_schema
    output.write_json(make())
    return 0
