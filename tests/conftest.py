"""Hypothesis profiles, chosen by the environment variable HYPOTHESIS_PROFILE.

dev, the default, is quick and finds something new on each run; ci and thorough give the same answer
on each run, so that a gate does not fail by chance; nightly looks for what is new, at length.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

# A deadline would make the result depend on the machine. What hangs meets pytest's timeout.
settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    max_examples=100,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    deadline=None,
    derandomize=True,
    max_examples=300,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "nightly",
    deadline=None,
    max_examples=1000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


# A shell that runs tests in the background has them ignore ^C, and so would the commands that they start and stop.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the cache of `seeddoc check` where the tests are; no result depends on what is in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEEDDOC_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Escape lone surrogates in what a failure says: reports of other processes travel as UTF-8."""
    report = yield
    report.sections = [(name, _printable(text)) for name, text in report.sections]
    if report.failed and (said := str(report.longrepr)) != _printable(said):
        report.longrepr = _printable(said)
    return report


def _printable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
