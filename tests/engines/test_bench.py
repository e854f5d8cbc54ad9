"""The benchmark of engines runs, and every engine gives what `scan` gives; how fast is not for a test to say."""

from __future__ import annotations

import os
import shutil

import pytest

pytest.importorskip("pyspark", reason="the extra engines is not installed; `make engines` installs it")
pytest.importorskip("dask.dataframe", reason="the extra engines is not installed; `make engines` installs it")

from bench import engines
from bench.measure import Settings

pytestmark = pytest.mark.engines


@pytest.mark.skipif(
    not (shutil.which("java") or os.environ.get("JAVA_HOME")), reason="Spark needs Java 17, and there is no java here"
)
@pytest.mark.timeout(600)
def test_engines() -> None:
    rows = engines.run(Settings(size=0.3, runs=1))
    assert len(rows) == len(engines.ENGINES) * (1 + len(engines.JOBS))
    assert all(row.figures for row in rows)
