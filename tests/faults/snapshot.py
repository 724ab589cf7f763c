"""What became of each fault, as the book shows it: a committed snapshot, never what a build happens to find."""

from __future__ import annotations

import datetime as dt
import platform
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.faults.register import EXPECTED, GROUP

RESULTS = {"passed": "as expected", "skipped": "not tried here", "failed": "not as expected"}


def snapshot(reports: Iterable[Any]) -> dict[str, Any]:
    """Give date, version, what became of each fault in the order of the register, and the sums of what was counted.

    Parameters
    ----------
    reports
        Reports of pytest; a test says by ``record_property`` which faults it tried, and what it counted. A fault that
        several tests try has the worst of their results.

    Raises
    ------
    LookupError
        If a fault of the register was not tried: a snapshot of a part would say too much or too little.
    """
    found: dict[str, str] = {}
    counts = Counter[str]()
    for report in reports:
        for kind, value in report.user_properties:
            if kind == "count":
                counts[value[0]] += value[1]
            elif kind == "fault":
                found[value] = max(found.get(value, "passed"), report.outcome, key=list(RESULTS).index)
    if missing := EXPECTED.keys() - found.keys():
        raise LookupError(f"not tried, so that no snapshot is written: {'; '.join(sorted(missing))}")
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    return {
        "taken": dt.datetime.now(dt.UTC).date().isoformat(),
        "version": project["version"],
        "system": f"{platform.system()}, Python {platform.python_version()}",
        "faults": [
            {"group": GROUP[name], "fault": name, "expected": expected, "result": RESULTS[found[name]]}
            for name, expected in EXPECTED.items()
        ],
        "counts": dict(sorted(counts.items())),
    }
