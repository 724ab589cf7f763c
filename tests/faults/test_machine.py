"""Faults of the machine: disks, places, settings and programs that are not what one expects."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import machine
from tests.faults.house import ROOT, House, cell, publish
from tests.faults.register import ABROAD, ALONE, FULL_DISK
from tests.faults.test_faults import refused

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("room", FULL_DISK)
def test_a_disk_that_fills_up_leaves_the_last_good_book(good: House, tmp_path: Path, room: int, unharmed, tried):
    tried(FULL_DISK[room])
    with machine.disk(tmp_path / "disk", machine.size(good.root) + 20 * 1024) as disk:
        house = good.copy(disk / "house")
        house.edit("data/terms.csv", ",37,", ",38,")
        before = house.state()
        free = shutil.disk_usage(disk).free
        (disk / "filler").write_bytes(bytes(free - room * 1024))
        ended = house.build("html")
        refused(ended.stdout, ended.returncode, (r"No space left on device|database or disk is full",))
        unharmed(house, before)
        if room != max(FULL_DISK):
            return
        (disk / "filler").unlink()
        ended = house.build("html")
        assert ended.returncode == 0, ended.stdout[-3000:]
        assert "38" in (house.root / "_build/html/chapters/terms.html").read_text("utf-8")


def test_a_read_only_checkout_is_said_to_be_one(house: House, unharmed, tried):
    tried("a read-only checkout")
    before = house.state()
    with machine.read_only(house.root):
        ended = house.build("html")
        refused(ended.stdout, ended.returncode, (r"Read-only file system",))
        unharmed(house, before)
    assert "Traceback" not in ended.stdout


@pytest.fixture
def from_nothing(good: House, unharmed) -> Callable[..., None]:
    """Build without anything of an earlier build: it is the same book."""

    def build(house: House, formats: str, before: tuple[str, ...] = (), **env: str) -> None:
        for name in ("aside", *formats.split()):
            shutil.rmtree(house.root / "_build" / name, ignore_errors=True)
        ended = house.run(*before, *publish(*formats.split()), env=env)
        assert ended.returncode == 0, ended.stdout[-3000:]
        unharmed(house, good.state())

    return build


def deep(folder: Path, length: int) -> Path:
    """Return a folder whose path has that length."""
    rest = length - len(str(folder)) - 1
    return folder / "/".join(["long-long" * 10] * (rest // 91) + ["x" * (rest % 91)])


def test_a_path_too_long_for_the_cache_is_refused_before_anything_is_executed(
    good: House, tmp_path: Path, unharmed, tried
):
    tried("a path of 600 characters")
    house = good.copy(deep(tmp_path, 600))
    before = house.state()
    ended = house.build("html")
    refused(ended.stdout, ended.returncode, (r"too long by 1\d\d bytes for the cache",))
    unharmed(house, before)


def test_a_folder_to_build_in_is_all_that_is_needed(good: House, tmp_path: Path, from_nothing, tried):
    tried(*ALONE)
    alone = (shutil.which("unshare") or "unshare", "-n" if not os.getuid() else "-rn")
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("this system does not take the network from a process")
    house = good.copy(deep(tmp_path, 400))
    shutil.rmtree(house.root / "_build")
    (house.root / "_build").mkdir()
    with machine.read_only(house.root), machine.disk(house.root / "_build", 200 * 1024):
        from_nothing(house, "archives pdf html", alone, PATH="/nowhere", HOME="/nowhere")


def test_place_locale_time_zone_umask_and_hash_seed_do_not_matter(good: House, tmp_path: Path, from_nothing, tried):
    tried(*ABROAD)
    house = good.copy(tmp_path / "a 'quoted' \"place\" of $HOME; {x} [y] #1 100%" / "Ünïcode 本 \u202eevig")
    strange = {"LC_ALL": "tr_TR.ISO-8859-9", "LANG": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}
    from_nothing(house, "html", ("sh", "-c", 'umask 077 && exec "$@"', "sh"), **strange)


def test_without_a_browser_its_tests_skip_and_say_so_but_fail_where_nothing_may_be_wanting(good: House, tried):
    tried("no Chromium when the tests run")
    tests = ["-q", "-n0", "-rs", "-p", "no:cacheprovider", "tests/book/test_browser.py"]
    env = good.environment(PATH="/nowhere", HOME="/nowhere", BOOK_HTML=str(good.root / "_build/html"))
    env |= {"PLAYWRIGHT_BROWSERS_PATH": "/nowhere", "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "pytest", *tests]
    for ci, code in (({}, 0), ({"CI": "1"}, 1)):
        ended = subprocess.run(command, cwd=ROOT, env=env | ci, capture_output=True, text=True, check=False)
        assert ended.returncode == code, ended.stdout
        assert "no browser: looked for chromium" in ended.stdout


def test_another_python_is_refused_before_anything_is_made(house: House, tmp_path: Path, unharmed, tried):
    tried("Python 3.10")
    old = tmp_path / "python3.10"
    old.write_text(
        f'#!/bin/sh\nexec {sys.executable} -c "import sys; sys.version_info = (3, 10, 0); exec(sys.argv[2])" "$@"\n'
    )
    old.chmod(0o755)
    for name in ("Makefile", "requirements.lock"):
        shutil.copy2(ROOT / name, house.root / name)
    before = house.state()
    ended = house.run("make", f"PYTHON={old}", "html")
    assert ended.returncode == 2
    assert "Python 3.11 or newer is needed" in ended.stdout
    unharmed(house, before)


def test_of_two_builds_at_once_the_second_waits(house: House, tried):
    tried("two builds at once")
    os.mkfifo(house.root / "gate")
    house.add(cell("open('../gate').read()\n'open'"))
    first = machine.Running(house, "html")
    first.until(text="updating environment")
    second = machine.Running(house, "archives")
    second.until(text="Another build of this book is running; waiting for it to end.")
    assert "waiting" in second.said
    (house.root / "gate").write_text("")  # lets the cell of the first go on
    assert first.end() == 0, first.said[-3000:]
    assert second.end() == 0, second.said[-3000:]
    assert "'open'" in (house.root / "_build/html/chapters/terms.html").read_text("utf-8")
