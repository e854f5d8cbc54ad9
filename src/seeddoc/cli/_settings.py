"""Options that say what is checked, and how settings are shown."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from seeddoc._codes import PRESET_NAMES
from seeddoc._values import FAIL_ON
from seeddoc.cli._options import given_limits
from seeddoc.configuration import Configurations, Overrides, read_override
from seeddoc.errors import SettingsError
from seeddoc.settings import CUES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from seeddoc.cli._options import Command
    from seeddoc.configuration import Configuration
    from seeddoc.reports import Line


def _codes(given: Iterable[str]) -> list[str]:
    """Return the codes of an option that may be given several times, each time with several of them."""
    return [code for each in given for code in map(str.strip, each.split(",")) if code]


def settings_options(command: Command) -> Command:
    """Add the options that say what is checked; what the command gets for them is for `read_options`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _many(name: str, form: str, help_text: str) -> Callable[[Any], Any]:
    return click.option(name, metavar=form, multiple=True, help=help_text)


_OPTIONS: Final[tuple[Callable[[Any], Any], ...]] = (
    _many("--select", "CODES", "Check these rules only: codes, what they begin with, or names."),
    _many("--extend-select", "CODES", "Check these rules besides."),
    _many("--ignore", "CODES", "Do not check these rules."),
    _many("--per-file-ignores", "GLOB:CODES", "Do not check these rules in some files."),
    _many("--fixable", "CODES", "Make fixes of these rules only."),
    _many("--unfixable", "CODES", "Make no fixes of these rules."),
    _many("--severity", "CODE=LEVEL", "How bad findings are: error, warning or info."),
    click.option("--preset", metavar="NAME", help=f"The rules to begin with: {', '.join(PRESET_NAMES)}."),
    click.option("--fail-on", metavar="LEVEL", help=f"What gives exit status 1: {', '.join(FAIL_ON)}."),
    _many("--config", "FILE|KEY=VALUE", "A configuration file, or a value for a key of one."),
    _many("--cues", "FILE", "Read quotations by this table of words that tell of speaking besides."),
    click.option("--isolated", is_flag=True, help="Look for no configuration files."),
)


def read_options(options: dict[str, Any]) -> Configurations:
    """Return the configurations for what a command got from `settings_options`.

    Raises:
        SettingsError: an option is wrong, or a configuration file.
    """
    added = ("extend-select", "ignore", "unfixable")
    more: dict[str, object] = {key: _codes(options[key.replace("-", "_")]) for key in added}
    instead = (("select", "--ignore ALL checks none"), ("fixable", "--unfixable ALL mends nothing"))
    for key, hint in instead:
        if options[key]:
            more[key] = _codes(options[key])
            if not more[key]:  # as from an empty variable of a shell: all would pass
                raise SettingsError([(f"--{key}", f"names no rule; {hint}")])
    more |= {key: options[key.replace("-", "_")] for key in ("preset", "fail-on") if options[key.replace("-", "_")]}
    more["per-file-ignores"] = tuple(_ignores(options["per_file_ignores"]))
    more["severity"] = tuple(_pair("severity", each, "=", "CODE=LEVEL") for each in options["severity"])
    more["limits"] = given_limits()
    more[CUES] = options["cues"]
    file, values = _read_config(options["config"])
    if file and options["isolated"]:
        raise click.UsageError("--isolated and --config FILE do not go together")
    return Configurations(Overrides(file, options["isolated"], values, more))


def _ignores(given: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    for each in given:
        pattern, codes = _pair("per-file-ignores", each, ":", "GLOB:CODES")
        yield pattern, _codes([codes])


def _pair(option: str, text: str, mark: str, form: str) -> tuple[str, str]:
    before, found, after = text.rpartition(mark)
    if not found:
        raise SettingsError([(f"--{option}", f"expected {form}, not {text!r}")])
    return before.strip(), after.strip()


def _read_config(given: Iterable[str]) -> tuple[Path | None, dict[str, object]]:
    """Return the file and the values that `--config` gives; a later one goes before those before it."""
    file, values = None, dict[str, object]()
    for each in given:
        if not each:
            raise SettingsError([("--config", "names neither a file nor KEY=VALUE")])
        if "=" in each and not Path(each).is_file():
            values |= read_override(each)
        else:
            file = Path(each)
    return file, values


# --- Showing them -----------------------------------------------------------------------------------------------

_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")


def render_settings(configuration: Configuration) -> Iterator[Line]:
    """Render settings as a `seeddoc.toml` that says the same, with the codes that are on."""
    settings = configuration.settings
    yield ((f"# from {configuration.path or 'no configuration file'}", "dim"),)
    for key, value in settings.to_mapping().items():
        yield ((key, "title"), (f" = {_to_toml(value)}", ""))
    if configuration.cues:
        folder = configuration.path.parent if configuration.path else configuration.root
        files = [_told_from(folder, path) for path in configuration.cues]
        yield ((CUES, "title"), (f" = {_to_toml(files)}", ""))
    yield ((f"# on: {' '.join(code for code in sorted(settings.codes))}", "dim"),)


def _told_from(root: Path, path: Path) -> str:
    """Return a path as a configuration in a folder would name it."""
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _to_toml(value: object) -> str:
    if isinstance(value, dict):
        pairs = (f"{_key(key)} = {_to_toml(each)}" for key, each in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    return json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)
