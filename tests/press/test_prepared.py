"""What is the same for every book is made with the environment, and a build that finds it there makes none."""

import json
from types import SimpleNamespace

import pytest

from press import draw, fonts, prepared

SPEC = json.dumps({"data": {"values": [{"year": 1949}]}, "mark": "point", "encoding": {"x": {"field": "year"}}})


@pytest.fixture(scope="module")
def share(tmp_path_factory):
    place = tmp_path_factory.mktemp("share")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESS_PREPARED", str(place))
        prepared.main()
    return place


def build(folder):
    return SimpleNamespace(outdir=str(folder / "html"), builder=SimpleNamespace(format="html", name="html"))


def files(folder):
    return {path.relative_to(folder): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_a_build_makes_nothing_of_what_was_prepared(share, tmp_path, monkeypatch):
    monkeypatch.setenv("PRESS_PREPARED", str(share))
    given = []
    ahead = draw.Ahead(build(tmp_path), SimpleNamespace(submit=lambda work, *rest: given.append(work)))
    ahead.draw([SPEC])
    ahead.finish()
    assert given == [draw._write]
    assert draw.library(build(tmp_path)).is_relative_to(share)
    assert all(fonts.lent(tmp_path, small).is_relative_to(share) for small in (False, True))
    assert files(tmp_path) == {}


def test_a_build_that_finds_nothing_prepared_makes_the_same(share, tmp_path, monkeypatch):
    monkeypatch.setenv("PRESS_PREPARED", str(tmp_path / "nothing"))
    made = [draw.library(build(tmp_path))]
    made += [face for small in (False, True) for face in fonts.lent(tmp_path / "lent", small).iterdir()]
    kept = {path.relative_to(share): path.read_bytes() for path in share.rglob("*") if path.is_file()}
    assert len(kept) == 13
    assert sorted(path.read_bytes() for path in made) == sorted(kept.values())
    assert not (tmp_path / "nothing").exists()


def test_what_is_prepared_is_not_prepared_again(share, monkeypatch):
    monkeypatch.setenv("PRESS_PREPARED", str(share))
    before = files(share)
    prepared.main()
    assert files(share) == before


def test_it_stands_in_the_environment_unless_told_otherwise(monkeypatch):
    monkeypatch.delenv("PRESS_PREPARED", raising=False)
    monkeypatch.setattr("sys.prefix", "/some/where")
    assert str(prepared.place()) == "/some/where/share/press"
