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
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Plan:
    """A tool that is to build a book."""

    book: str
    chapters: int
    tool: Tool
    again: bool
    """Whether it builds again, and after an edit."""
    floor: bool
    """Whether the floor is measured beside it."""


def schedule(sizes: Iterable[int], real: bool, others: Iterable[int], again: Iterable[int]) -> list[Plan]:
    """List what each round builds: the synthetic books, then this one.

    Parameters
    ----------
    sizes
        Chapters of the synthetic books.
    real
        Whether this book is built, too.
    others
        Sizes that other tools than Jupyter Book build, too, once a round.
    again
        Sizes that are built again and after an edit.

    Examples
    --------
    >>> [(plan.book, plan.tool.name, plan.again) for plan in schedule([5], False, [], [5])]
    [('5 chapters', 'this press', True), ('5 chapters', 'Jupyter Book', True)]
    """
    found = [Plan(REAL, CHAPTERS, tool, True, False) for tool in (OURS, STOCK)] if real else []
    for size in sizes:
        book = f"{size} chapters"
        found += [Plan(book, size, tool, size in again, tool == STOCK and size in again) for tool in (OURS, STOCK)]
        found += [Plan(book, size, tool, False, False) for tool in OTHERS if size in others]
    return found


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
            self.failures[trial.book, trial.tool.name] = _reason(str(error))
            yield f"{trial.book:12} {trial.tool.name:26} failed: {error}"

    def rows(self) -> list[dict[str, Any]]:
        """Return a row for each book, tool and kind of run: times in seconds, the peak of memory in bytes."""
        return [
            {"book": book, "tool": tool, "what": what, **summary(list(runs.values())), "peak": _peak(runs)}
            for (book, tool, what), runs in self.runs.items()
        ]

    def told(self) -> dict[str, Any]:
        """Return rows, ratios and failures as the snapshot keeps them."""
        failures = [{"book": book, "tool": tool, "said": said} for (book, tool), said in self.failures.items()]
        return {"rows": self.rows(), "ratios": self.ratios(), "failures": failures}

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


def _reason(said: str) -> str:
    r"""Return the first line of what a tool said that names an error, else its last.

    Examples
    --------
    >>> _reason("trying\nOSError: no net\nsee the log")
    'OSError: no net'
    """
    lines = [line.strip() for line in said.strip().splitlines()]
    return next((line for line in lines if "Error: " in line), lines[-1])


def _peak(runs: dict[int, Run]) -> int:
    return max(run.peak for run in runs.values())


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.compare", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[20, 5, 100], help="chapters of the synthetic books")
    parser.add_argument("--others", type=int, nargs="*", default=[5], help="sizes that all tools build")
    parser.add_argument("--again", type=int, nargs="*", default=[20], help="sizes built again and after an edit")
    parser.add_argument("--alone", type=int, nargs="*", default=[], help="sizes that only this press builds")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-real", action="store_true", help="leave this book out")
    parser.add_argument("--long", action="store_true", help="all tools at every size, and ours alone at 500 chapters")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("comparison.json"))
    args = parser.parse_args(argv)
    everything = args.sizes if args.long else None
    plan = schedule(args.sizes, not args.no_real, everything or args.others, everything or args.again)
    plan += [Plan(f"{size} chapters", size, OURS, True, False) for size in args.alone or [500] * args.long]
    comparison, places, found = Comparison(), {}, machine()
    for tool in {p.tool.name: p.tool for p in plan}.values():
        try:
            places[tool.name] = environment(tool.environment, ENVIRONMENTS)
        except PinsError as error:
            comparison.failures["all", tool.name] = str(error).strip().splitlines()[-1]
    found["tools"] = {
        tool.name: {package: version(places[tool.name], package) for package in tool.packages}
        for tool in {p.tool.name: p.tool for p in plan}.values()
        if tool.name in places
    }
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        trials = [
            Trial(p.book, p.chapters, p.tool, Path(folder, f"{n}", "book"), places[p.tool.name], p.again, p.floor)
            for n, p in enumerate(plan)
            if p.tool.name in places
        ]
        for number in range(args.rounds):
            for trial in trials:
                if (trial.book, trial.tool.name) not in comparison.failures:
                    for line in comparison.take(trial, number):
                        print(line, flush=True)
                # after each, so that a run that is cut short leaves what it measured
                args.out.write_text(json.dumps({**found, **comparison.told()}, indent=1) + "\n", "utf-8")
    for row in comparison.ratios():
        print("{book:12} {tool:26} {what:22} {median:.2f} ({low:.2f} to {high:.2f})".format(**row))
    return 0


if __name__ == "__main__":
    sys.exit(main())
