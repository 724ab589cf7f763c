"""Each fault of a file is injected for real: what the book says, how it ends, and that nothing is lost."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from tests.faults.house import House, cell
from tests.faults.table import BOOK, CELLS, DATA, PROSE, STATE, Fault, add_chapters

pytestmark = pytest.mark.slow


def refused(said: str, code: int, patterns: Iterable[str] = ()) -> None:
    """The build ended as it should and said why."""
    assert code == 1, said[-3000:]
    assert not [p for p in patterns if not re.search(p, said)], said[-5000:]
    assert "Not published: " in said
    assert "The last good book is untouched: " in said


def each(faults: Iterable[Fault]) -> list[object]:
    """Make a test of each fault, under its name."""
    return [pytest.param(fault, id=fault.name) for fault in faults]


@pytest.mark.parametrize("fault", each(DATA))
def test_a_fault_of_the_data_is_named_with_file_and_row(house: House, fault: Fault, unharmed, tried):
    tried(fault.name)
    fault.do(house)
    before = house.state()
    ended = house.run(sys.executable, "-m", "helpers.validate")
    assert ended.returncode == 1, ended.stdout[-3000:]
    assert "Traceback" not in ended.stdout
    assert not [p for p in fault.says if not re.search(p, ended.stdout)], ended.stdout[-5000:]
    unharmed(house, before)


def test_a_build_without_make_checks_the_data_too(house: House, unharmed):
    (fault,) = (fault for fault in DATA if fault.name.startswith("six"))
    fault.do(house)
    before = house.state()
    ended = house.build("html")
    refused(ended.stdout, ended.returncode, fault.says)
    unharmed(house, before)


@pytest.mark.parametrize("fault", each(BOOK))
def test_a_fault_of_the_settings_is_named_and_stops_the_build(house: House, fault: Fault, unharmed, tried):
    tried(fault.name)
    fault.do(house)
    before = house.state()
    ended = house.build("archives", "html")
    refused(ended.stdout, ended.returncode, fault.says)
    unharmed(house, before)


@pytest.mark.parametrize("faults", [pytest.param(faults, id=faults[0].name) for faults in STATE])
def test_what_earlier_builds_left_behind_may_be_spoilt(house: House, faults: tuple[Fault, ...], unharmed, tried):
    before = house.state()
    for fault in faults:
        tried(fault.name)
        fault.do(house)
    ended = house.build("html")
    assert ended.returncode == 0, ended.stdout[-3000:]
    unharmed(house, before)


@pytest.fixture(scope="session")
def together(good: House, once) -> Callable[[str, Mapping[str, str]], tuple[str, int]]:
    """Put many faults, each in a chapter, in one book, and build it: what that said, and how it ended."""

    def built(name: str, texts: Mapping[str, str]) -> tuple[str, int]:
        def make(folder: Path) -> None:
            house = good.copy(folder / "house")
            add_chapters(house, texts)
            before = house.state()
            ended = house.build("html")
            assert house.state() == before
            (folder / "said").write_text(f"{ended.returncode}\n{ended.stdout}", "utf-8")

        code, _, said = (once(name, make) / "said").read_text("utf-8").partition("\n")
        return said, int(code)

    return built


@pytest.mark.parametrize("name", PROSE)
def test_a_fault_of_the_prose_is_named_with_its_line_and_stops_the_build(together, name: str, tried):
    tried(name)
    said, code = together("prose", {fault: text for fault, (text, _) in PROSE.items()})
    place = rf"chapters/bad-{list(PROSE).index(name)}\.md:\d+: WARNING: .*"
    refused(said, code, [place + PROSE[name][1]])


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_that_misbehaves_is_named_and_stops_the_build(together, name: str, tried):
    tried(name)
    said, code = together("cells", {fault: cell(code) for fault, (code, _) in CELLS.items()})
    place = (
        rf"bad-{list(CELLS).index(name)}\.md(?::\d+)?: ERROR: the chapter was not executed: (?s:.*?)(?=\x1b\[39;49;00m)"
    )
    report = re.search(place, said)
    assert report, said[-5000:]
    assert re.search(CELLS[name][1], report[0]), report[0]
    refused(said, code)
