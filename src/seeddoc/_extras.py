"""The packages of extras: imported where one is used, and told by the extra's name where they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def require(module: str, extra: str) -> ModuleType:
    """Import a module of an extra.

    Raises:
        ModuleNotFoundError: it is not installed; the message says which extra to install.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        message = f"this needs {error.name}: pip install 'seeddoc[{extra}]'"
        raise ModuleNotFoundError(message, name=error.name) from error
