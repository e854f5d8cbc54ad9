"""Cluster engines on this machine, with two workers each, beside `scan` with two: seconds of the clock.

Three jobs: the titles of all articles (little is done, little is sent), the lengths of their texts (an engine that asks
for columns gets all of them), and who speaks how often (much is done: of a tenth of the bundle). Sessions are started
before the clock; paths are cut into partitions after it. An engine whose extra is not installed is told and left out:
`make bench-engines` has them all.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from bench import data
from bench.measure import MEGABYTE, Row, Settings
from seeddoc import partitions, scan
from seeddoc.partitioning import SIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from seeddoc import Article, Document

Result: TypeAlias = "int | dict[str, int]"
WORKERS: Final = 2
GOALS: Final = {"dask bag": 0.8, "dask dataframe": 0.0, "spark": 0.6}
# Each job, and of how much of the bundle.
JOBS: Final = {"titles": 1.0, "texts": 1.0, "speakers": 0.1}


def part_size(path: Path, most: int = SIZE, parts: int = 32) -> int:
    """Return the size of partitions: so many, or more where they would be larger than they are by default."""
    return min(most, path.stat().st_size // parts + 1)


# --- The job, as a function of a document or an article -------------------------------------------------


def title_length(article: Article) -> int:
    """Return the length of a title."""
    return len(article.title)


def text_length(document: Document) -> int:
    """Return the length of a text."""
    return len(document.text)


def speakers(article: Article) -> Counter[str]:
    """Count who speaks."""
    return Counter(quote.speaker.name or "" for quote in article.quotes if quote.speaker)


# --- Engines: each a context in which jobs run ----------------------------------------------------------


class Engine(NamedTuple):
    """A name, the modules that it needs, and what starts it and gives a function of a job and a path."""

    name: str
    modules: tuple[str, ...]
    start: Callable[[ExitStack], Callable[[str, Path], Result]]


def _scan(_stack: ExitStack) -> Callable[[str, Path], Result]:
    def work(job: str, path: Path) -> Result:
        parts = partitions(path, size=part_size(path))
        if job == "texts":
            return scan(parts, text_length, reduce="sum", workers=WORKERS) or 0
        if job == "titles":
            return scan(parts, title_length, per="article", reduce="sum", workers=WORKERS) or 0
        return dict(scan(parts, speakers, per="article", reduce="sum", workers=WORKERS) or {})

    return work


def _cluster(stack: ExitStack) -> Any:
    from dask import distributed

    cluster = distributed.LocalCluster(
        host="127.0.0.1",
        n_workers=WORKERS,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        silence_logs=logging.ERROR,
    )
    return stack.enter_context(distributed.Client(stack.enter_context(cluster)))


def _add_up(counts: Any) -> Any:
    return sum(counts, start=Counter[str]())


def _bag(stack: ExitStack) -> Callable[[str, Path], Result]:
    from seeddoc import dask

    _cluster(stack)

    def work(job: str, path: Path) -> Result:
        size = part_size(path)
        if job == "texts":
            return int(dask.read(path, size=size).map(text_length).sum().compute())
        articles = dask.read(path, "articles", size=size)
        if job == "titles":
            return int(articles.map(title_length).sum().compute())
        return dict(articles.map(speakers).reduction(_add_up, _add_up).compute())

    return work


def _dataframe(stack: ExitStack) -> Callable[[str, Path], Result]:
    from seeddoc import dask

    _cluster(stack)

    def work(job: str, path: Path) -> Result:
        size = part_size(path)
        if job == "speakers":
            names = dask.read_table(path, "quotes", columns=["speaker_name"], size=size)["speaker_name"]
            return {str(name): int(count) for name, count in names.value_counts().compute().items()}
        column = "title" if job == "titles" else "text"
        return int(dask.read_table(path, columns=[column], size=size)[column].str.len().sum().compute())

    return work


def _spark(stack: ExitStack) -> Callable[[str, Path], Result]:
    from pyspark.sql import SparkSession

    from seeddoc import spark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local[{WORKERS}]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.sql.shuffle.partitions", str(WORKERS))
    session = builder.getOrCreate()
    stack.callback(session.stop)
    session.sparkContext.setLogLevel("ERROR")
    spark.register(session)

    def work(job: str, path: Path) -> Result:
        read = session.read.format("seeddoc").option("partitionSize", str(part_size(path, spark.SIZE, 8)))
        if job == "speakers":
            frame = read.option("table", "quotes").option("columns", "speaker_name").load(str(path))
            rows = frame.where("speaker_name IS NOT NULL").groupBy("speaker_name").count().collect()
            return {row["speaker_name"]: row["count"] for row in rows}
        column = "title" if job == "titles" else "text"
        row = read.option("columns", column).load(str(path)).selectExpr(f"sum(length({column})) AS length").first()
        return int(row["length"])

    return work


ENGINES: Final = (
    Engine("dask bag", ("dask", "distributed"), _bag),
    Engine("dask dataframe", ("dask.dataframe", "distributed", "pandas"), _dataframe),
    Engine("spark", ("pyspark",), _spark),
)


# --- Measuring ------------------------------------------------------------------------------------------


def _missing(engine: Engine) -> str:
    """Say why an engine cannot be measured; nothing if it can."""
    for module in engine.modules:
        if importlib.util.find_spec(module.partition(".")[0]) is None:
            return f"not measured: {module} is not installed"
    if engine.name == "spark" and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        return "not measured: no java here"
    return ""


def _clock(work: Callable[[], Result]) -> tuple[float, Result]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def _compare(job: str, path: Path, floor: Any, work: Any, runs: int) -> tuple[float, float, float]:
    """Return the seconds of `scan` and of an engine in turn, and the median of the rounds' ratios."""
    rounds = []
    for _ in range(runs):
        floor_seconds, expected = _clock(partial(floor, job, path))
        seconds, found = _clock(partial(work, job, path))
        assert found == expected, f"{job}: {found} is not {expected}"
        rounds.append((floor_seconds, seconds))
    floors, subjects = zip(*rounds, strict=True)
    return statistics.median(floors), statistics.median(subjects), statistics.median(one / own for one, own in rounds)


def _rows(engine: Engine, paths: dict[str, Path], runs: int) -> Iterator[Row]:
    if reason := _missing(engine):
        yield Row(engine.name, note=reason)
        return
    with ExitStack() as stack, _quiet():
        seconds, work = _started(engine, stack)
        work("titles", paths["titles"])  # the first query starts what the session has not
        yield Row(f"{engine.name}: start", (("seconds", seconds),))
        for job in JOBS:
            floor, subject, ratio = _compare(job, paths[job], _scan(stack), work, runs)
            megabytes = paths[job].stat().st_size / MEGABYTE
            figures = (("MB", megabytes), ("scan s", floor), ("seconds", subject), ("MB/s", megabytes / subject))
            yield Row(f"{engine.name}: {job}", (*figures, ("ratio", ratio)), goal=GOALS[engine.name])


def _started(engine: Engine, stack: ExitStack) -> tuple[float, Callable[[str, Path], Result]]:
    start = time.perf_counter()
    work = engine.start(stack)
    return time.perf_counter() - start, work


@contextmanager
def _quiet() -> Iterator[None]:
    """Let engines warn of the machine that they find, which is not what is measured."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def run(settings: Settings) -> list[Row]:
    """Measure every engine that is installed, on a bundle of the size given."""
    with tempfile.TemporaryDirectory() as directory:
        written = {
            share: data.write_bundle(Path(directory, f"{share}.txt"), settings.size * MEGABYTE * share)
            for share in JOBS.values()
        }
        paths = {job: written[share] for job, share in JOBS.items()}
        return [row for engine in ENGINES for row in _rows(engine, paths, settings.runs)]


if __name__ == "__main__":
    from bench.__main__ import main

    main(["engines", *sys.argv[1:]])
