"""A good book, built once for all faults; and a record of what became of each, for the book to show."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import filelock
import pytest

from tests.faults.house import House, lost
from tests.faults.register import EXPECTED
from tests.faults.snapshot import snapshot


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the snapshot."""
    parser.addoption("--record-faults", metavar="FILE", help="write what became of each fault, for the book")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Make a folder once for all processes of a run: ``once("name", make)``."""

    def made(name: str, make: Callable[[Path], None]) -> Path:
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
        base = tmp_path_factory.getbasetemp()
        folder = (base.parent if run else base) / f"{name}-{run or 'alone'}"
        with filelock.FileLock(folder.with_name(folder.name + ".lock")):
            if not folder.exists():
                aside = folder.with_name(folder.name + ".aside")
                shutil.rmtree(aside, ignore_errors=True)  # of one that failed
                aside.mkdir()
                make(aside)
                aside.rename(folder)
        return folder

    return made


@pytest.fixture(scope="session")
def good(once) -> House:
    """A built book, which nobody may change."""

    def make(folder: Path) -> None:
        ended = House.new(folder).build()
        assert ended.returncode == 0, ended.stdout[-3000:]

    return House(once("house", make))


@pytest.fixture
def house(good: House, tmp_path: Path) -> House:
    """A copy of the built book, to be broken."""
    return good.copy(tmp_path / "house")


@pytest.fixture
def tried(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Say which faults of the register a test tries: ``tried("no network")``."""

    def note(*names: str) -> None:
        for name in names:
            assert name in EXPECTED, f"the register has no fault {name!r}"
            record_property("fault", name)

    return note


@pytest.fixture
def unharmed(record_property: Callable[[str, object], None]) -> Callable[[House, dict[str, str]], None]:
    """Assert that a house is byte for byte in the state that it was in, and count what was lost."""

    def check(house: House, before: dict[str, str]) -> None:
        after = house.state()
        record_property("count", ("bytes lost", lost(before, after)))
        assert after == before

    return check


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the snapshot, in the process that hears of every test."""
    path = session.config.getoption("--record-faults", default=None)
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not path or reporter is None or hasattr(session.config, "workerinput"):
        return
    reports = [r for kind in ("passed", "failed", "skipped") for r in reporter.stats.get(kind, []) if r.when == "call"]
    try:
        found = snapshot(reports)
    except LookupError as error:
        reporter.write_line(f"\n{error.args[0]}", red=True)
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED
        return
    Path(path).write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", "utf-8")
