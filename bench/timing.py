"""Runs of one piece of work, and their median with the spread around it."""

from __future__ import annotations

import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.memory import Peak


class RunError(Exception):
    """A piece of work that failed, with the end of what it said."""


@dataclass(frozen=True)
class Run:
    """What one run took."""

    wall: float
    """Seconds on the clock."""
    cpu: float
    """Seconds of processor, over all its processes; depends less on what else the machine does."""
    peak: int = 0
    """Bytes that all its processes held together at most; 0 where that was not watched."""
    system: float | None = None
    """Seconds of processor that the system took of them, such as for handing out memory; None where not asked."""


def summary(runs: Sequence[Run]) -> dict[str, float | int]:
    """Return the median of the clock, the quickest and the slowest run, and the median of processor time, in seconds.

    Examples
    --------
    >>> summary([Run(1.0, 0.5), Run(3.0, 0.6), Run(1.2, 0.7)])
    {'runs': 3, 'median': 1.2, 'low': 1.0, 'high': 3.0, 'cpu': 0.6}
    """
    walls = [run.wall for run in runs]
    system = [run.system for run in runs if run.system is not None]
    return {
        "runs": len(runs),
        "median": round(statistics.median(walls), 3),
        "low": round(min(walls), 3),
        "high": round(max(walls), 3),
        "cpu": round(statistics.median(run.cpu for run in runs), 3),
        **({"system": round(statistics.median(system), 3)} if system else {}),
    }


def repeated(work: Callable[[], Run], runs: int, before: Callable[[], None] = lambda: None) -> list[Run]:
    """Do a piece of work several times, each after `before`, which is not counted."""
    found = []
    for _ in range(runs):
        before()
        found.append(work())
    return found


def command(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Run a command and measure it from start to end.

    Raises
    ------
    RunError
        If it does not end with status 0.
    """
    used, begun = _children(), time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        process = subprocess.Popen(arguments, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT)
        with Peak(process.pid) as peak:
            code = process.wait()
        taken = Run(time.perf_counter() - begun, _children() - used, peak.bytes)
        said.seek(0)
        last = "".join(said.readlines()[-20:])
    if code:
        raise RunError(f"{' '.join(arguments[1:])}: ended with status {code}\n{last}")
    return taken


def reported(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Run a command whose last line has seconds of the clock, of processor, and, perhaps, of these the system's."""
    ended = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RunError(f"{' '.join(arguments[1:])}: ended with status {ended.returncode}\n{ended.stderr[-2000:]}")
    wall, cpu, *system = map(float, ended.stdout.splitlines()[-1].split())
    return Run(wall, cpu, system=system[0] if system else None)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
