"""What is installed and published, and by what: pinned actions, least permissions, lowest versions, releases."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

ROOT: Final = Path(__file__).resolve().parent.parent
WORKFLOWS: Final = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PROJECT: Final[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_there_are_workflows() -> None:
    assert [path.name for path in WORKFLOWS] == ["ci.yml", "release.yml"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
class TestWorkflows:
    def test_actions_are_pinned_by_commit_with_the_version_beside(self, path: Path) -> None:
        used = re.findall(r"uses: (.*)", path.read_text("utf-8"))
        assert used
        assert [line for line in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[0-9.]+", line)] == []

    def test_nothing_may_write_unless_a_job_says_so(self, path: Path) -> None:
        workflow = yaml.safe_load(path.read_text("utf-8"))
        assert workflow["permissions"] in ({}, {"contents": "read"})
        given = [job["permissions"] for job in workflow["jobs"].values() if "permissions" in job]
        assert [found for found in given if found not in ({"contents": "read"}, {"id-token": "write"})] == []

    def test_no_job_runs_without_end_or_keeps_the_token(self, path: Path) -> None:
        jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
        assert all("timeout-minutes" in job for job in jobs)
        checkouts = [step for job in jobs for step in job["steps"] if "actions/checkout@" in step.get("uses", "")]
        assert checkouts
        assert all(step["with"] == {"persist-credentials": False} for step in checkouts)

    def test_scripts_hold_no_expressions(self, path: Path) -> None:
        jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
        assert not [step for job in jobs for step in job["steps"] if "${{" in step.get("run", "")]


def test_publishing_asks_a_maintainer_and_needs_no_secret() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    assert yaml.safe_load(text)["jobs"]["publish"]["environment"] == "pypi"
    assert "secrets." not in text


class TestLowest:
    def run(self, *extras: str) -> list[str]:
        command = [sys.executable, str(ROOT / "tools" / "lowest.py"), *extras]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()

    def test_core(self) -> None:
        found = dict(line.split("==") for line in self.run())
        assert found.keys() == {"attrs", "regex"}
        assert all(f"{name}>={version}" in PROJECT["dependencies"] for name, version in found.items())

    def test_every_extra_of_users_is_in_the_makefile(self) -> None:
        """Those of the project itself, and Dask and Spark, which have an environment of their own, are left out."""
        own = {
            "annotators",
            "bench",
            "browser",
            "dev",
            "docs",
            "engines",
            "fuzz",
            "lint",
            "mutants",
            "notebook",
            "release",
            "slow",
            "test",
            "typing",
        }
        (extras,) = re.findall(r"^EXTRAS := (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        assert set(extras.split()) == PROJECT["optional-dependencies"].keys() - own - {"dask", "spark"}
        assert len(self.run(*extras.split())) > 7
