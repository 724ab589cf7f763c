"""A good book, built once for all faults; and a record of what became of each, for the book to show."""

from __future__ import annotations

import json
import os
from pathlib import Path

import filelock
import pytest

from tests.faults.house import House

RECORD = "fault"
#: What is counted over all tests: name and what it counts.
COUNTS = ("hostile inputs", "bytes lost", "outside requests", "policy violations", "dialogs and errors of scripts")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the snapshot."""
    parser.addoption("--record-faults", metavar="FILE", help="write what became of each fault, for the book")


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A built book, which nobody may change; the processes of a run share one."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    folder = tmp_path_factory.getbasetemp().parent / f"house-{run}" if run else tmp_path_factory.mktemp("house")
    with filelock.FileLock(folder.with_name(folder.name + ".lock")):
        if not (folder / "_build" / "html").exists():
            folder.mkdir(exist_ok=True)
            ended = House.new(folder).build()
            assert ended.returncode == 0, ended.stdout[-3000:]
    return House(folder)


@pytest.fixture
def house(good: House, tmp_path: Path) -> House:
    """A copy of the built book, to be broken."""
    return good.copy(tmp_path / "house")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the snapshot, in the process that hears of every test."""
    path = session.config.getoption("--record-faults", default=None)
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not path or reporter is None or hasattr(session.config, "workerinput"):
        return
    from tests.faults.snapshot import snapshot

    reports = [r for kind in ("passed", "failed", "skipped") for r in reporter.stats.get(kind, []) if r.when == "call"]
    Path(path).write_text(json.dumps(snapshot(reports), indent=2, ensure_ascii=False) + "\n", "utf-8")
