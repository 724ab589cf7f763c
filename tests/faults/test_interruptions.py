"""Builds that are stopped at random moments leave the last good book, and one that is not makes the new one."""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

from tests.faults import machine
from tests.faults.house import House, digests
from tests.faults.register import INTERRUPTED

pytestmark = pytest.mark.slow
SEED = 1945
LINES = 40  # fewer than any of the builds says before it comes to its end
#: The signal, and whether all processes of the build get it.
SIGNALS = (
    (signal.SIGINT, True),
    (signal.SIGKILL, True),
    (signal.SIGTERM, True),
    (signal.SIGKILL, True),
    (signal.SIGKILL, False),
)


@pytest.fixture(scope="session")
def edited(good: House, once) -> dict[str, str]:
    """What the web book is after an edit, where nothing was interrupted."""

    def make(folder: Path) -> None:
        house = good.copy(folder / "house")
        house.edit("data/terms.csv", ",37,", ",38,")
        ended = house.build("html")
        assert ended.returncode == 0, ended.stdout[-3000:]

    return digests(once("edited", make) / "house" / "_build" / "html")


def test_builds_that_are_interrupted_leave_the_last_good_book_until_one_comes_to_its_end(
    house: House, edited, unharmed, tried
):
    tried(*INTERRUPTED)
    house.edit("data/terms.csv", ",37,", ",38,")
    before, sources = house.state(), house.sources()
    moments = random.Random(SEED).sample(range(1, LINES), len(SIGNALS))
    for moment, (kill, whole) in zip(moments, SIGNALS, strict=True):
        build = machine.Running(house, "html")
        build.until(moment)
        code = build.end(kill, whole)
        assert code == (130 if kill is signal.SIGINT else -kill), build.said[-2000:]
        assert kill is not signal.SIGINT or "Not published: it was interrupted." in build.said
        unharmed(house, before)
    ended = house.build("html")  # which waits until what the last one left running has ended
    assert ended.returncode == 0, ended.stdout[-3000:]
    assert digests(house.root / "_build" / "html") == edited
    assert house.sources() == sources
