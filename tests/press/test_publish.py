"""What is published is whole, or it is what was there before."""

import os
import subprocess
import sys
import threading

import filelock
import pytest

from press import publish


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A folder in which the formats are made by functions that a test can swap."""
    monkeypatch.chdir(tmp_path)

    def made(text, name="index.html"):
        def build():
            folder = tmp_path / "made"
            folder.mkdir(exist_ok=True)
            (folder / name).write_text(text)
            return folder

        return build

    monkeypatch.setattr(publish, "FORMATS", {"html": made("one")})
    return made


def page(root):
    return (root / "_build" / "html" / "index.html").read_text()


def test_a_build_puts_the_book_in_place(book, tmp_path):
    assert publish.main(["html"]) == 0
    assert page(tmp_path) == "one"


def test_a_later_build_replaces_the_book_and_leaves_nothing_of_the_old_one(book, tmp_path, monkeypatch):
    publish.main(["html"])
    (tmp_path / "_build" / "html" / "old.html").write_text("gone")
    monkeypatch.setattr(publish, "FORMATS", {"html": book("two")})
    assert publish.main(["html"]) == 0
    assert page(tmp_path) == "two"
    assert sorted(os.listdir(tmp_path / "_build" / "html")) == ["index.html"]


def test_a_build_that_fails_leaves_the_last_good_book_and_says_so(book, tmp_path, monkeypatch, capsys):
    publish.main(["html"])

    def fails():
        raise publish.BuildError("a cell raised")

    monkeypatch.setattr(publish, "FORMATS", {"html": fails})
    assert publish.main(["html"]) == 1
    assert page(tmp_path) == "one"
    said = capsys.readouterr().err
    assert "a cell raised" in said
    assert "last good book is untouched" in said


def test_nothing_is_published_if_one_of_two_formats_fails(book, tmp_path, monkeypatch):
    publish.main(["html"])

    def fails():
        raise publish.BuildError("no")

    monkeypatch.setattr(publish, "FORMATS", {"html": book("two"), "pdf": fails})
    assert publish.main(["html", "pdf"]) == 1
    assert page(tmp_path) == "one"


def test_an_exchange_in_two_steps_that_was_cut_short_is_undone(book, tmp_path):
    (tmp_path / "_build").mkdir()
    old = tmp_path / "_build" / "html.old"
    old.mkdir()
    (old / "index.html").write_text("last good")
    publish.recover(tmp_path / "_build" / "html")
    assert page(tmp_path) == "last good"


@pytest.mark.parametrize("atomic", [True, False])
def test_folders_are_exchanged_with_and_without_the_system_call(tmp_path, monkeypatch, atomic):
    if not atomic:
        monkeypatch.setattr(publish, "_renameat2", lambda one, other: False)
    new, place = tmp_path / "new", tmp_path / "place"
    for folder, text in ((new, "new"), (place, "old")):
        folder.mkdir()
        (folder / "f").write_text(text)
    publish.exchange(new, place)
    assert (place / "f").read_text() == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["place"]


def test_a_second_build_waits_for_the_first(book, tmp_path, capsys):
    (tmp_path / "_build").mkdir()
    lock = filelock.FileLock(tmp_path / "_build" / ".lock")
    lock.acquire()
    second = threading.Thread(target=publish.main, args=(["html"],))
    second.start()
    second.join(timeout=0.5)
    assert second.is_alive()
    assert not (tmp_path / "_build" / "html").exists()
    lock.release()
    second.join(timeout=30)
    assert page(tmp_path) == "one"


def test_the_web_book_carries_the_other_formats_at_a_fixed_path(book, tmp_path, monkeypatch):
    monkeypatch.setattr(publish, "FORMATS", {"html": book("one")})
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / "book.pdf").write_text("%PDF")
    monkeypatch.setitem(publish.FORMATS, "pdf", lambda: tmp_path / "pdf")
    publish.main(["html", "pdf"])
    assert (tmp_path / "_build" / "html" / "downloads" / "book.pdf").read_text() == "%PDF"


def test_an_archive_has_the_same_bytes_whenever_it_is_made(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.press.archives]\nrows = ["*.csv"]\n')
    (tmp_path / "a.csv").write_text("id\n1\n")
    first = (publish.archives() / "rows.zip").read_bytes()
    os.utime(tmp_path / "a.csv", (10**9, 10**9))
    assert (publish.archives() / "rows.zip").read_bytes() == first


def test_a_pattern_that_matches_no_file_is_an_error_that_names_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.press.archives]\nrows = ["*.csv"]\n')
    with pytest.raises(publish.BuildError, match=r"rows: no file matches '\*\.csv'"):
        publish.archives()


def test_an_unknown_format_is_refused_with_the_known_ones():
    ended = subprocess.run([sys.executable, "-m", "press.publish", "docx"], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "html" in ended.stderr
