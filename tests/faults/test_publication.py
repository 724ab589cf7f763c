"""A publication that is killed at any step leaves the last good book or the new one, each whole."""

from __future__ import annotations

import shutil

import pytest

from press import publish
from tests.faults.crash import at_every_step

FORMATS = ("html", "pdf")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a published book, and one that was built to take its place."""
    monkeypatch.chdir(tmp_path)
    for name in FORMATS:
        for folder, text in ((f"before/{name}", "old"), (f"built/{name}", "new")):
            (tmp_path / folder).mkdir(parents=True)
            for file in ("a.html", "b.html"):
                (tmp_path / folder / file).write_text(text)
    monkeypatch.setattr(publish, "FORMATS", {name: lambda name=name: tmp_path / "built" / name for name in FORMATS})
    return tmp_path


def reset(place):
    shutil.rmtree(place / "_build", ignore_errors=True)
    shutil.copytree(place / "before", place / "_build")


def published(place, name):
    return {p.read_text() for p in (place / "_build" / name).glob("*.html")}, len(
        list((place / "_build" / name).glob("*.html"))
    )


@pytest.mark.parametrize("atomic", [True, False], ids=["in one step", "in two steps"])
def test_a_publication_killed_at_any_step_leaves_each_format_whole(place, monkeypatch, atomic, tried):
    tried(f"killed at each step of a publication, formats exchanged in {'one step' if atomic else 'two'}")
    if not atomic:
        monkeypatch.setattr(publish, "_renameat2", lambda one, other: False)
    elif not publish._renameat2(place / "before" / "html", place / "built" / "html"):
        pytest.skip("this system cannot exchange two folders in one step")
    else:
        publish._renameat2(place / "before" / "html", place / "built" / "html")
    reset(place)
    steps = 0
    for _ in at_every_step(lambda: publish.main(list(FORMATS))):
        for name in FORMATS:
            if not atomic:
                publish.recover(place / "_build" / name)  # as the next build does first
            texts, number = published(place, name)
            assert texts in ({"old"}, {"new"}), f"{name} is {texts}"
            assert number == 2
        assert publish.main(list(FORMATS)) == 0  # the next build finds nothing in its way
        assert [published(place, name) for name in FORMATS] == [({"new"}, 2)] * 2
        assert sorted(p.name for p in (place / "_build").iterdir() if p.is_dir()) == sorted(FORMATS)
        reset(place)
        steps += 1
    assert steps > 20


def test_a_disk_that_fills_up_while_one_format_is_copied_leaves_all_formats(place, monkeypatch, capsys, tried):
    tried("a copy that fails while several formats are published")
    reset(place)
    (place / "built" / "pdf" / "b.html").unlink()
    (place / "built" / "pdf" / "b.html").symlink_to("nowhere")  # copying fails as it would for want of room
    assert publish.main(list(FORMATS)) == 1
    assert [published(place, name) for name in FORMATS] == [({"old"}, 2)] * 2
    said = capsys.readouterr().err
    assert "Not published: " in said
    assert "The last good book is untouched: _build/html, _build/pdf." in said


def test_an_interrupted_build_says_so_and_ends_as_a_shell_expects(place, monkeypatch, capsys):
    reset(place)

    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setitem(publish.FORMATS, "pdf", interrupted)
    assert publish.main(list(FORMATS)) == 130
    assert [published(place, name) for name in FORMATS] == [({"old"}, 2)] * 2
    assert "Not published: it was interrupted." in capsys.readouterr().err
