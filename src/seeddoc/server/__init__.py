"""The language server: seed documents in an editor, with the findings of `seeddoc check` as they are typed.

`serve` speaks the Language Server Protocol over standard input and output, until its client is done. It needs the
extra `server`.
"""

from __future__ import annotations

__all__ = ["MissingExtraError", "serve"]


class MissingExtraError(ImportError):
    """The extra `server` is not installed."""


def serve() -> None:
    """Serve one client over standard input and output, until it is done.

    Raises:
        MissingExtraError: pygls is not installed.
    """
    try:
        from seeddoc.server._app import create_server
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in {"pygls", "lsprotocol"}:
            raise
        raise MissingExtraError(f"the language server needs {missing}: pip install 'seeddoc[server]'") from error
    create_server().start_io()
