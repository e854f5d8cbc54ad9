"""`seeddoc server`: the language server."""

from __future__ import annotations

import click

from seeddoc.errors import InputError
from seeddoc.server import MissingExtraError, serve


@click.command("server", short_help="Serve an editor, as a language server.")
def server_command() -> int:
    """Speak the Language Server Protocol over standard input and output.

    For editors: findings as you type, quick fixes, who speaks, an outline, folds and formatting.
    """
    try:
        serve()
    except MissingExtraError as error:
        raise InputError(str(error)) from error
    return 0
