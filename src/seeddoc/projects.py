"""A file as its project has it checked: with the settings that hold for it, and without what is meant to be.

For whoever checks one file at a time, as an editor or a test does. `seeddoc check` does the same for many, and tells
besides which suppressions are not used.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from seeddoc.checking import check_content
from seeddoc.suppressions import suppress

if TYPE_CHECKING:
    from seeddoc.configuration import Configuration, Configurations
    from seeddoc.inputs import Content
    from seeddoc.results import CheckedFile


def check_in_project(content: Content, path: Path, configurations: Configurations) -> CheckedFile:
    """Check a file.

    Args:
        content: of it.
        path: what its configuration is looked for by.
        configurations: of the project.

    Raises:
        SettingsError: a configuration file is wrong.
    """
    checked = check_content(content, configurations.settings(path))
    return without_meant(checked, path, configurations.of(path))


def without_meant(checked: CheckedFile, path: Path, configuration: Configuration) -> CheckedFile:
    """Return a result without the findings that a configuration says are meant to be."""
    meant = configuration.suppressions
    if meant is None or not checked.findings:
        return checked
    name = Path(os.path.relpath(path, Path(meant.path).parent)).as_posix()
    today = datetime.now().astimezone().date()
    return suppress([checked], [meant], today, name=lambda _: name).files[0]
