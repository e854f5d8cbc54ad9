#!/usr/bin/env python3
"""Run the conformance cases on any program that reads seed documents.

In: a directory of cases (see README.md beside this file) and a command. The command is started once
a case, gets the case's bytes on standard input, and answers on standard output with the JSON of a
bundle, its diagnostics and its outside text. Out: a report, and exit status 0 where every case
passed, 1 where one failed, 2 where the cases cannot be run. The runner needs the standard library
only, and knows no rule of the format: all that is right or wrong stands in the cases.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

TIMEOUT = 10.0
"""Seconds that the program has for a case, where no option says it."""

WORKERS = 2
"""Cases that run at the same time."""

SHOWN = 200
"""Characters of a value that a report shows."""


class Document(NamedTuple):
    """A document as a case expects it."""

    name: str
    text: str
    attributes: tuple[tuple[str, str], ...] = ()
    complete: bool = True


class Finding(NamedTuple):
    """A diagnostic as a case expects it: line and column count from 1, in code points."""

    code: str
    severity: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column} {self.severity} {self.code}"


class Span(NamedTuple):
    """A run of outside text, in code points of the input; the end is not part of it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Case:
    """One input and what a reader must say about it."""

    name: str
    data: bytes
    rule: str
    about: str
    source: str
    documents: tuple[Document, ...]
    diagnostics: tuple[Finding, ...]
    outside: tuple[Span, ...] | None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one case; it passed where there are no failures."""

    case: Case
    failures: tuple[str, ...]


class CaseError(ValueError):
    """The cases cannot be run: a file is missing or has not the shape of a case."""


class AnswerError(ValueError):
    """A program's answer has not the shape of a bundle."""


# Reading JSON, of cases and of answers: unknown until it is looked at, hence Any.


def read_document(value: Any) -> Document:
    """Return the document that a JSON object describes; members that are not compared are ignored.

    Raises:
        AnswerError: The object lacks a member, or a member has another type.
    """
    try:
        name, text = value["name"], value["text"]
        pairs = tuple((key, held) for key, held in value.get("attributes", ()))
        complete = value.get("complete", True)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise AnswerError(f"no document: {shorten(value)}") from error
    strings = [name, text, *(part for pair in pairs for part in pair)]
    if not all(isinstance(string, str) for string in strings) or not isinstance(complete, bool):
        raise AnswerError(f"no document: {shorten(value)}")
    return Document(name, text, pairs, complete)


def read_finding(value: Any) -> Finding:
    """Return the diagnostic that a JSON object describes.

    Raises:
        AnswerError: The object lacks a member, or a member has another type.
    """
    try:
        finding = Finding(value["code"], value["severity"], value["line"], value["column"])
    except (KeyError, TypeError) as error:
        raise AnswerError(f"no diagnostic: {shorten(value)}") from error
    if [type(member) for member in finding] != [str, str, int, int]:
        raise AnswerError(f"no diagnostic: {shorten(value)}")
    return finding


def read_span(value: Any) -> Span:
    """Return the span that a JSON array or object describes.

    Raises:
        AnswerError: There are not two whole numbers.
    """
    try:
        start, end = (value["start"], value["end"]) if isinstance(value, dict) else value
    except (KeyError, TypeError, ValueError) as error:
        raise AnswerError(f"no span: {shorten(value)}") from error
    if type(start) is not int or type(end) is not int:
        raise AnswerError(f"no span: {shorten(value)}")
    return Span(start, end)


def read_list(value: Any, member: str) -> list[Any]:
    """Return an object's member, which must be there and be an array.

    Raises:
        AnswerError: It is not.
    """
    held = value.get(member) if isinstance(value, dict) else None
    if not isinstance(held, list):
        raise AnswerError(f'no array "{member}"')
    return held


def load_case(path: Path, root: Path) -> Case:
    """Return the case that a .json file and the .txt file beside it make.

    Raises:
        CaseError: The .txt file is missing, or the .json file has not the shape of a case.
    """
    try:
        data = path.with_suffix(".txt").read_bytes()
        value = json.loads(path.read_bytes())
        return Case(
            name=path.relative_to(root).with_suffix("").as_posix(),
            data=data,
            rule=value["rule"],
            about=value["about"],
            source=value["source"],
            documents=tuple(map(read_document, read_list(value, "documents"))),
            diagnostics=tuple(map(read_finding, read_list(value, "diagnostics"))),
            outside=tuple(map(read_span, value["outside"])) if "outside" in value else None,
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise CaseError(f"{path}: {error}") from error


def load_cases(path: Path) -> list[Case]:
    """Return the cases below a directory, in the order of their names.

    Raises:
        CaseError: There is none, a file stands alone, or one has not the shape of a case.
    """
    cases = [load_case(found, path) for found in sorted(path.rglob("*.json"))]
    if not cases:
        raise CaseError(f"{path}: no cases")
    for found in sorted(path.rglob("*.txt")):
        if not found.with_suffix(".json").exists():
            raise CaseError(f"{found}: no .json beside it")
    return cases


# Comparing.


def shorten(value: object) -> str:
    """Return a value in ASCII, cut in the middle where it is long."""
    shown = ascii(value)
    if len(shown) <= SHOWN:
        return shown
    return f"{shown[: SHOWN // 2]} ... {shown[-SHOWN // 2 :]} ({len(shown)} characters)"


def compare_documents(wanted: Sequence[Document], got: Sequence[Document]) -> Iterator[str]:
    """Yield how two lists of documents differ."""
    if len(wanted) != len(got):
        names = shorten([document.name for document in got])
        yield f"documents: expected {len(wanted)}, got {len(got)}: {names}"
    for number, (expected, found) in enumerate(zip(wanted, got, strict=False), start=1):
        for member, want, have in zip(Document._fields, expected, found, strict=True):
            if want != have:
                place = f"document {number} ({shorten(expected.name)}): {member}"
                yield f"{place}: expected {shorten(want)}, got {shorten(have)}"


def compare_findings(wanted: Sequence[Finding], got: Sequence[Finding]) -> Iterator[str]:
    """Yield how two lists of diagnostics differ."""
    missing, surplus = list(wanted), []
    for finding in got:
        if finding in missing:
            missing.remove(finding)
        else:
            surplus.append(finding)
    yield from (f"diagnostics: missing {finding}" for finding in missing)
    yield from (f"diagnostics: not expected {finding}" for finding in surplus)
    if not missing and not surplus and list(wanted) != list(got):
        order = ", ".join(map(str, wanted))
        yield f"diagnostics: wrong order, expected {order}"


def compare(case: Case, answer: dict[str, Any]) -> list[str]:
    """Return how a program's answer differs from what a case expects; nothing where it does not."""
    try:
        documents = [read_document(value) for value in read_list(answer, "documents")]
        findings = [read_finding(value) for value in read_list(answer, "diagnostics")]
        failures = [
            *compare_documents(case.documents, documents),
            *compare_findings(case.diagnostics, findings),
        ]
        if case.outside is not None:
            spans = tuple(read_span(value) for value in read_list(answer, "outside"))
            if spans != case.outside:
                wanted = shorten([tuple(span) for span in case.outside])
                failures.append(f"outside: expected {wanted}, got {shorten([*map(tuple, spans)])}")
    except AnswerError as error:
        return [f"answer: {error}"]
    return failures


# Running.


def run_case(case: Case, command: Sequence[str], timeout: float = TIMEOUT) -> Result:
    """Run a program on a case, for so many seconds at most.

    Exit status 1 is no failure: it may mean that the input has errors.

    Raises:
        OSError: The program cannot be started.
    """
    try:
        done = subprocess.run(command, input=case.data, capture_output=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        return Result(case, (f"no answer within {timeout:g} seconds",))
    said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    if done.returncode not in {0, 1}:
        return Result(case, (f"exit status {done.returncode}: {shorten(said)}",))
    try:
        answer = json.loads(done.stdout)
    except (ValueError, RecursionError) as error:
        return Result(case, (f"no JSON on standard output ({error}): {shorten(said)}",))
    return Result(case, tuple(compare(case, answer)))


def run_cases(cases: Iterable[Case], command: Sequence[str], timeout: float = TIMEOUT) -> Iterator[Result]:
    """Yield the result of each case, in their order.

    Raises:
        OSError: The program cannot be started.
    """
    with ThreadPoolExecutor(WORKERS) as pool:
        try:
            yield from pool.map(partial(run_case, command=command, timeout=timeout), cases)
        finally:
            pool.shutdown(cancel_futures=True)


def select_cases(cases: Iterable[Case], only: Sequence[str], skip: Sequence[str]) -> list[Case]:
    """Return the cases whose names match one of `only`, if there are any, and none of `skip`.

    Raises:
        CaseError: There is no such case.
    """
    selected = [
        case
        for case in cases
        if (not only or any(fnmatchcase(case.name, pattern) for pattern in only))
        and not any(fnmatchcase(case.name, pattern) for pattern in skip)
    ]
    if not selected:
        raise CaseError("no case matches")
    return selected


# Reporting.


def print_text(results: Iterable[Result]) -> bool:
    """Print each failure as it comes, then the counts; return whether every case passed."""
    passed = failed = 0
    for result in results:
        if not result.failures:
            passed += 1
            continue
        failed += 1
        print(f"FAILED {result.case.name} ({result.case.rule}, {result.case.source})")
        print(f"    {shorten(result.case.about)[1:-1]}")
        for failure in result.failures:
            print(f"    - {failure}")
    print(f"{passed} passed, {failed} failed")
    return not failed


def print_json(results: Iterable[Result]) -> bool:
    """Print one JSON object of all results; return whether every case passed."""
    cases = [
        {
            "case": result.case.name,
            "rule": result.case.rule,
            "about": result.case.about,
            "failures": list(result.failures),
        }
        for result in results
    ]
    failed = sum(1 for case in cases if case["failures"])
    report = {"passed": len(cases) - failed, "failed": failed, "cases": cases}
    print(json.dumps(report, indent=2))
    return not failed


def read_seconds(text: str) -> float:
    """Return the seconds that an option gives.

    Raises:
        ValueError: They are no number above 0; argparse tells it.
    """
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        raise ValueError
    return seconds


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options and the command; argparse ends the program where they are wrong."""
    parser = argparse.ArgumentParser(
        description="Run the seed document conformance cases on a program.",
        epilog="Exit status: 0 every case passed, 1 a case failed, 2 the cases cannot be run.",
    )
    parser.add_argument(
        "--cases",
        type=Path,
        default=Path(__file__).parent / "cases",
        metavar="DIR",
        help="where the cases are (default: beside this script)",
    )
    for option, effect in (("--only", "run only"), ("--skip", "leave out")):
        parser.add_argument(
            option,
            action="append",
            default=[],
            metavar="GLOB",
            help=f"{effect} the cases whose name (group/case) matches; may be given several times",
        )
    parser.add_argument(
        "--timeout",
        type=read_seconds,
        default=TIMEOUT,
        metavar="SECONDS",
        help="how long the program has for a case (default: %(default)g)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("command", nargs="+", metavar="COMMAND", help="the program, after --")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the cases that the command line names and return the exit status."""
    options = parse_arguments(arguments)
    try:
        cases = select_cases(load_cases(options.cases), options.only, options.skip)
        results = run_cases(cases, options.command, options.timeout)
        passed = print_json(results) if options.json else print_text(results)
    except (CaseError, OSError) as error:
        print(f"cannot run: {error}", file=sys.stderr)
        return 2
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
