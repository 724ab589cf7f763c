"""Only `make data FIX=1` writes below data/, and whenever it is stopped, what a file was is still there."""

from __future__ import annotations

import contextlib
import resource
import shutil
import signal

import pytest

from helpers import validate
from tests.faults.crash import at_every_step
from tests.helpers.conftest import Package

TABLES = ("people", "terms")


@pytest.fixture
def spoilt(tmp_path):
    """A package whose tables both say what they should, in another way, and one of which has a fault besides."""
    package = Package(tmp_path / "good")
    for name in TABLES:
        package.write(name, package.path(name).read_text("utf-8").replace("\n", "\r\n"))
    return package


@contextlib.contextmanager
def no_file_longer_than(size):
    """A disk that is full after so many bytes of a file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then writing fails, as on a full disk
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, heard)


def kept(package, was):
    """Each table is what it was, or canonical with what it was beside it."""
    for name in TABLES:
        path, backup = package.path(name), package.path(name).with_name(f"{name}.csv.bak")
        now = path.read_bytes()
        assert now in (was[name], was[name].replace(b"\r\n", b"\n")), f"{name} is neither old nor new"
        assert not backup.exists() or backup.read_bytes() == was[name], f"the backup of {name} is not what it was"
        assert now == was[name] or backup.exists(), f"{name} was rewritten without a backup"


def test_fixing_killed_at_any_step_loses_nothing(spoilt, tmp_path, tried):
    tried("make data FIX=1 killed at each of its steps")
    spoilt.change("terms", "term-bo,bo-chen", "term-bo,bo-chan")  # so that the backups stay
    was = {name: spoilt.path(name).read_bytes() for name in TABLES}
    shutil.copytree(spoilt.data, tmp_path / "before")
    steps = 0
    for _ in at_every_step(lambda: validate.fix(spoilt.data)):
        kept(spoilt, was)
        validate.fix(spoilt.data)  # goes on where it was stopped
        kept(spoilt, was)
        assert all(b"\r" not in spoilt.path(name).read_bytes() for name in TABLES)
        shutil.rmtree(spoilt.data)
        shutil.copytree(tmp_path / "before", spoilt.data)
        steps += 1
    assert steps > 10


@pytest.mark.parametrize("size", [0, 10, 100, 190])
def test_fixing_on_a_full_disk_loses_nothing_and_says_so(spoilt, size, capsys, tried):
    tried("make data FIX=1 on a disk full after 0, 10, 100 and 190 bytes")
    was = {name: spoilt.path(name).read_bytes() for name in TABLES}
    with no_file_longer_than(size):
        assert validate.main(["--fix", "--data", str(spoilt.data)]) == 1
    assert "File too large" in capsys.readouterr().err
    kept(spoilt, was)
    assert validate.main(["--fix", "--data", str(spoilt.data)]) == 0
    assert sorted(p.name for p in spoilt.data.iterdir()) == ["datapackage.json", "people.csv", "terms.csv"]
