"""What became of the faults tried on the book, from committed snapshots: never what a build happens to find."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers import status
from helpers.display import Table, table

__all__ = ["counts", "mutations", "snapshot", "tried"]


def snapshot() -> dict[str, Any]:
    """Read the snapshot of the faults.

    Examples
    --------
    >>> sorted(snapshot())
    ['counts', 'faults', 'system', 'taken', 'version']
    """
    return status.snapshot("faults")


def counts() -> dict[str, int]:
    """Count all faults, those tried and those survived, and give what the tests counted besides.

    Examples
    --------
    >>> counts()["tried"] >= counts()["survived"]
    True
    """
    results = [fault["result"] for fault in snapshot()["faults"]]
    return {
        "all": len(results),
        "tried": len(results) - results.count("not tried here"),
        "survived": results.count("as expected"),
        **{name.replace(" ", "-"): number for name, number in snapshot()["counts"].items()},
    }


def tried(group: str) -> Table:
    """Set the faults of a group: what was done, what was expected, what came of it.

    Raises
    ------
    KeyError
        If the snapshot has no such group.
    """
    groups = pd.DataFrame(snapshot()["faults"]).groupby("group")
    columns = {"fault": "Fault", "expected": "Expected", "result": "Result"}
    return table(groups.get_group(group)[list(columns)].rename(columns=columns))


def mutations() -> Table:
    """Set what was broken on purpose, and the test that noticed, by the sentence that is its name."""
    rows = [
        (found["mutation"], (found["caught"] or "none").rpartition("::")[-1].removeprefix("test_").replace("_", " "))
        for found in status.snapshot("mutations")["mutations"]
    ]
    return table(pd.DataFrame(rows, columns=["Broken", "Noticed, for the test says that"]))
