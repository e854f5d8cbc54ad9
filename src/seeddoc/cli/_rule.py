"""`seeddoc rule` and `seeddoc schema`: what findings mean, and what JSON looks like."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import attrs
import click

from seeddoc.cli._options import color_option, format_option
from seeddoc.diagnostics import CODES, Code
from seeddoc.jsonio import json_schema

if TYPE_CHECKING:
    from seeddoc.cli._output import Output
    from seeddoc.reports import Line


def _find(wanted: str) -> Code:
    """Find a rule by its code or name, without case.

    Raises:
        click.UsageError: there is none.
    """
    names = {name.lower(): rule for rule in CODES.values() for name in (rule.code, rule.name)}
    if wanted.lower() in names:
        return names[wanted.lower()]
    near = get_close_matches(wanted.lower(), names, 3)
    hint = " or ".join(names[name].code if name == names[name].code.lower() else name for name in near)
    raise click.UsageError(f"no rule {wanted!r}{f'; did you mean {hint}?' if near else ''}")


def _row(rule: Code, width: int) -> Line:
    return (rule.code, rule.severity), (f"  {rule.name:<{width}}  {rule.summary}", "")


def _page(rule: Code) -> tuple[Line, ...]:
    return (
        ((rule.code, rule.severity), (f" {rule.name}", "title"), (f" ({rule.severity})", "dim")),
        (),
        ((f"  {rule.summary[:1].upper()}{rule.summary[1:]}.", ""),),
        (("  To mend it: ", "hint"), (f"{rule.hint}.", "")),
    )


@click.command("rule", short_help="Tell what a code means.")
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="Every rule, a line each; the same as no code.")
@format_option("text", "json")
@color_option
@click.pass_obj
def rule_command(output: Output, code: str | None, every: bool, form: str) -> int:
    """Tell what a code of a finding means, and how to mend it."""
    if code and every:
        raise click.UsageError("a code and --all do not go together")
    rules = [_find(code)] if code else list(CODES.values())
    if form == "json":
        data = [attrs.asdict(rule) for rule in rules]
        output.write_json(data[0] if code else data)
    elif code:
        output.print(*_page(rules[0]))
    else:
        width = max(len(rule.name) for rule in rules)
        output.print(*(_row(rule, width) for rule in rules))
    return 0


@click.command("schema", short_help="Print the JSON Schema.")
@click.pass_obj
def schema_command(output: Output) -> int:
    """Print the JSON Schema of what convert writes as JSON."""
    output.write_json(json_schema())
    return 0
