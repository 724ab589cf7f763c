"""What was last measured of the book, from the committed snapshot: never what a build happens to take."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.display import Table, table

__all__ = ["snapshot", "stock", "times", "weights"]

BENCH = Path(__file__).resolve().parents[2] / "bench"


@cache
def snapshot(name: str = "snapshot") -> dict[str, Any]:
    """Read a snapshot: what this book takes, or its ``comparison`` with other tools.

    Raises
    ------
    FileNotFoundError
        Where the package is installed without its checkout; the snapshot is part of the project, not of the package.

    Examples
    --------
    >>> sorted(snapshot())[:2]
    ['budget', 'machine']
    """
    return json.loads((BENCH / f"{name}.json").read_text("utf-8"))


def times() -> Table:
    """Set the times in seconds: median, least and most of the runs, the processor's share, and the machine's load."""
    rows = [
        (m["what"], m["median"], f"{m['low']:.2f} to {m['high']:.2f}", m["cpu"], m["load"])
        for m in snapshot()["measures"]
    ]
    frame = pd.DataFrame(rows, columns=["What", "Median, s", "Least to most, s", "Processor, s", "Load"])
    return table(frame, formats={"Median, s": "{:.2f}", "Processor, s": "{:.2f}", "Load": "{:.1f}"})


def weights() -> Table:
    """Set what each page weighs before anybody touches it, compressed, in thousands of bytes."""
    pages = sorted(snapshot()["pages"], key=lambda page: -page["total"])
    frame = pd.DataFrame({"Page": [p["page"] for p in pages], "kB": [p["total"] / 1000 for p in pages]})
    return table(frame, formats={"kB": "{:.0f}"})


_WEB = {
    "bytes": "Bytes before it is touched",
    "shift": "Layout shift",
    "longest_task_ms": "Longest task, ms",
    "drawn_slow_ms": "First drawing, throttled, ms",
    "live_slow_ms": "First live chart, throttled, ms",
}


def stock() -> Table:
    """Set what a chapter costs its reader beside the same with the stock theme and Altair's default renderer."""
    web = snapshot()["web"]
    rows = [(what, f"{web['ours'][name]:,}", f"{web['stock'][name]:,}") for name, what in _WEB.items()]
    return table(pd.DataFrame(rows, columns=["What", "This book", "Stock theme"]))
