"""`seeddoc pack` and `seeddoc unpack`: a directory into a bundle, and back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seeddoc.cli._convert import write_output
from seeddoc.cli._options import chosen_limits, color_option, limit_option, output_option, tell_written
from seeddoc.directories import pack, unpack
from seeddoc.errors import BundleError, InputError, UnpackError
from seeddoc.inputs import STDIN, find_sources, read_bundle, read_source
from seeddoc.writer import dumps

if TYPE_CHECKING:
    from seeddoc.cli._output import Output


def _unusable(error: OSError, path: str) -> InputError:
    return InputError(f"{error.filename or path}: {error.strerror or error}")


def _names_in(directory: str, target: str | None) -> set[str]:
    """Return the names by which a directory holds the file that is to be written, if it is in there."""
    if target is None or target == STDIN:
        return set()
    top, folder = Path(os.path.realpath(directory)), os.path.realpath(Path(target).parent)
    places = (Path(folder, Path(target).name), Path(os.path.realpath(target)))  # a link, and what it leads to
    return {place.relative_to(top).as_posix() for place in places if place.is_relative_to(top)}


def _refuse_a_document(target: str, directory: str) -> None:
    """Refuse to write to a file of the directory that is no bundle, and so one of those that are to be packed.

    Raises:
        click.UsageError: it would be lost.
    """
    if not os.path.isfile(target) or not os.path.getsize(target):
        return
    if not read_bundle(read_source(find_sources([target])[0])).bundle:
        raise click.UsageError(f"{target} is a file of {directory} and no bundle: it would be replaced, not packed")


@click.command("pack", short_help="Put a directory into a bundle.")
@click.argument("directory", metavar="DIR", type=click.Path())
@output_option("Write the bundle to this file (compressed, if its name says so) instead of standard output.")
@click.option("--pattern", default="**/*", show_default=True, metavar="GLOB", help="Which files to pack.")
@click.option("--integrity", is_flag=True, help="Give each document its size and checksum.")
@color_option
@click.pass_obj
def pack_command(output: Output, directory: str, target: str | None, pattern: str, integrity: bool) -> int:
    """Put the files of a directory into a bundle, named by their paths.

    The file that -o names is left out where it is in the directory: an older bundle, and no other file.
    """
    own = _names_in(directory, target)
    if target is not None and own:
        _refuse_a_document(target, directory)
    try:
        data = dumps(pack(Path(directory), pattern=pattern, exclude=own), integrity=integrity).encode()
    except OSError as error:
        raise _unusable(error, directory) from error
    except (BundleError, UnpackError) as error:
        _tell(output, error)
        return 1
    write_output(output, target, data)
    return 0


@click.command("unpack", short_help="Write a bundle's documents as files.")
@click.argument("path", type=click.Path())
@click.argument("directory", metavar="DIR", type=click.Path())
@limit_option
@click.option("--overwrite", is_flag=True, help="Replace files that are there.")
@color_option
@click.pass_obj
def unpack_command(output: Output, path: str, directory: str, overwrite: bool) -> int:
    """Write the documents of a bundle as files.

    All of them or none: a bundle with errors is refused, and so is one with a name that leads out of the
    directory, or that section 7 of the specification refuses on every system, such as that of a Windows device. Other
    names that Windows cannot write, such as a*b, fail there alone.
    """
    sources = find_sources([path])
    if len(sources) != 1:
        raise click.UsageError(f"unpack takes one bundle at a time, and {path} is {len(sources)}")
    result = read_bundle(read_source(sources[0], limits=chosen_limits()), chosen_limits())
    output.complain(finding for finding in result.diagnostics if finding.severity != "info")
    if result.errors:
        return 1
    try:
        written = unpack(result.bundle, Path(directory), overwrite=overwrite)
    except OSError as error:
        raise _unusable(error, directory) from error
    except UnpackError as error:
        _tell(output, error)
        return 1
    tell_written(output, len(written), directory)
    return 0


def _tell(output: Output, error: BundleError | UnpackError) -> None:
    """Say why nothing was written."""
    if isinstance(error, UnpackError):
        for name, reason in error.problems:
            output.note(f"{_seen(name) or '(anonymous)'}: {reason}")
    else:
        for finding in error.diagnostics:
            output.note(f"{finding.message}: {finding.hint}")


def _seen(name: str) -> str:
    """Escape what nobody sees in a name, which may be what is wrong with it."""
    return "".join([char if char.isprintable() else f"\\u{ord(char):04x}" for char in name])
