"""Compare this press with other tools, side by side: ``python -m bench.compare`` writes ``comparison.json``.

Tools take turns in each round, so that what else the machine does falls on all of them. A ratio is reckoned within a
round; its spread is that of the rounds. ``--long`` adds what takes hours: all tools at 100 chapters, ours at 500.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.environments import PinsError, environment, version
from bench.machine import ROOT, machine
from bench.timing import Run, RunError, summary
from bench.tools import OTHERS, OURS, STOCK, Tool
from bench.trials import COLD, FLOOR, REAL, Trial

ENVIRONMENTS = ROOT / "_build" / "bench" / "environments"
CHAPTERS = 19
"""Pages of this book, near enough."""
Key = tuple[str, str, str]
"""Book, tool, what was done."""


def schedule(sizes: Iterable[int], real: bool, rounds: int, others: Iterable[int]) -> list[tuple[str, int, Tool, int]]:
    """List what is to be built: book, chapters, tool, rounds; other tools than Jupyter Book at the sizes given only.

    Examples
    --------
    >>> [(book, tool.name, rounds) for book, _, tool, rounds in schedule([5], False, 3, [])]
    [('5 chapters', 'this press', 3), ('5 chapters', 'Jupyter Book', 3)]
    """
    found = []
    for size in sizes:
        tools = [OURS, STOCK, *(OTHERS if size in others else ())]
        found += [(f"{size} chapters", size, tool, rounds) for tool in tools]
    return found + ([(REAL, CHAPTERS, tool, rounds) for tool in (OURS, STOCK)] if real else [])


class Comparison:
    """What was measured so far."""

    def __init__(self) -> None:
        self.runs: dict[Key, dict[int, Run]] = defaultdict(dict)
        self.failures: dict[tuple[str, str], str] = {}

    def take(self, trial: Trial, number: int) -> Iterator[str]:
        """Run one round of a trial; yields a line on each run."""
        try:
            for what, run in trial.runs():
                self.runs[trial.book, trial.tool.name, what][number] = run
                yield f"{trial.book:12} {trial.tool.name:26} {what:22} {run.wall:8.2f} s {run.peak / 1e6:8.0f} MB"
        except RunError as error:
            self.failures[trial.book, trial.tool.name] = str(error).strip().splitlines()[-1]
            yield f"{trial.book:12} {trial.tool.name:26} failed: {error}"

    def rows(self) -> list[dict[str, Any]]:
        """Return a row for each book, tool and kind of run: times in seconds, the peak of memory in bytes."""
        return [
            {"book": book, "tool": tool, "what": what, **summary(list(runs.values())), "peak": _peak(runs)}
            for (book, tool, what), runs in self.runs.items()
        ]

    def ratios(self) -> list[dict[str, Any]]:
        """Return our time as a part of each other's in the same round: median, least and most."""
        found = []
        for (book, tool, what), runs in self.runs.items():
            ours = self.runs.get((book, OURS.name, COLD if what == FLOOR else what), {})
            parts = [ours[number].wall / run.wall for number, run in runs.items() if number in ours]
            if tool != OURS.name and parts:
                found.append({"book": book, "tool": tool, "what": what, **spread(parts)})
        return found


def spread(parts: list[float]) -> dict[str, float]:
    """Return the median, the least and the most of some ratios.

    Examples
    --------
    >>> spread([0.5, 0.2, 0.3])
    {'median': 0.3, 'low': 0.2, 'high': 0.5}
    """
    return {
        k: round(v, 3) for k, v in (("median", statistics.median(parts)), ("low", min(parts)), ("high", max(parts)))
    }


def _peak(runs: dict[int, Run]) -> int:
    return max(run.peak for run in runs.values())


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.compare", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[5, 20, 100], help="chapters of the synthetic books")
    parser.add_argument("--others", type=int, nargs="*", default=[5], help="sizes that all tools build")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-real", action="store_true", help="leave this book out")
    parser.add_argument(
        "--long", action="store_true", help="all tools at 5, 20 and 100 chapters, and ours alone at 500"
    )
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("comparison.json"))
    args = parser.parse_args(argv)
    plan = schedule(args.sizes, not args.no_real, args.rounds, args.sizes if args.long else args.others)
    if args.long:
        plan.append(("500 chapters", 500, OURS, 1))
    comparison, places, found = Comparison(), {}, machine()
    for tool in {tool.name: tool for _, _, tool, _ in plan}.values():
        try:
            places[tool.name] = environment(tool.environment, ENVIRONMENTS)
        except PinsError as error:
            comparison.failures["all", tool.name] = str(error).strip().splitlines()[-1]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        trials = [
            (Trial(book, chapters, tool, Path(folder, f"{n}", "book"), places[tool.name]), rounds)
            for n, (book, chapters, tool, rounds) in enumerate(plan)
            if tool.name in places
        ]
        for number in range(max(rounds for _, rounds in trials)):
            for trial, rounds in trials:
                if number < rounds and (trial.book, trial.tool.name) not in comparison.failures:
                    for line in comparison.take(trial, number):
                        print(line, flush=True)
    versions = {
        tool.name: {package: version(places[tool.name], package) for package in tool.packages}
        for _, _, tool, _ in plan
        if tool.name in places
    }
    failures = [{"book": book, "tool": tool, "said": said} for (book, tool), said in comparison.failures.items()]
    found |= {"tools": versions, "rows": comparison.rows(), "ratios": comparison.ratios(), "failures": failures}
    args.out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for row in found["ratios"]:
        print("{book:12} {tool:26} {what:22} {median:.2f} ({low:.2f} to {high:.2f})".format(**row))
    return 0


if __name__ == "__main__":
    sys.exit(main())
