"""Time a page of `seeddoc report` in a browser: how long it takes to be there, and how long its filters take.

Takes the page and, if others are wanted, a text and a speaker to look for: `time_page.py report.html [TEXT [SPEAKER]]`.
Prints the quickest of three runs, in milliseconds; a filter is timed from the key to the next picture, less the time
that the page waits for another key. It needs the extra `browser`.
"""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RUNS = 3
# What the page waits for another key.
PATIENCE = 120

LOAD = """() => {
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return { "first paint": paint.startTime, loaded: performance.getEntriesByType("navigation")[0].loadEventEnd };
}"""
FILTER = """async ([id, value]) => {
  const box = document.getElementById(id), status = document.getElementById("status");
  const told = new Promise((done) => new MutationObserver(done).observe(status, { childList: true }));
  const start = performance.now();
  box.value = value;
  box.dispatchEvent(new Event("input"));
  await told;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""


def time_page(browser: Any, path: Path, wanted: list[tuple[str, str]]) -> dict[str, float]:
    """Time one run."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(path.resolve().as_uri())
    times: dict[str, float] = dict(page.evaluate(LOAD))
    for box, value in wanted:
        times[f"{box}: {value}" if value else f"{box} cleared"] = page.evaluate(FILTER, [box, value]) - PATIENCE
    page.close()
    return times


def main() -> None:
    """Time the page that was named."""
    if len(sys.argv) < 2:
        sys.exit("usage: time_page.py PAGE [TEXT [SPEAKER]]")
    text, speaker = (*sys.argv[2:], *("the river", "Ann")[len(sys.argv) - 2 :])[:2]
    sys.path.insert(0, str(ROOT))
    from tests.browser import start_browser

    wanted = [("query", text), ("query", ""), ("speaker", speaker), ("speaker", "")]
    with start_browser() as browser:
        runs = [time_page(browser, Path(sys.argv[1]), wanted) for _ in range(RUNS)]
    for name in runs[0]:
        print(f"{min(run[name] for run in runs):7.0f} ms  {name}")


if __name__ == "__main__":
    main()
