from __future__ import annotations

import os
import subprocess

import pytest
from books import Book

from press.clock import epoch


def test_the_last_commit_is_the_moment(tmp_path):
    run = lambda *words: subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True)  # noqa: E731
    run("init")
    (tmp_path / "CITATION.cff").write_text("date-released: 2020-01-02\n")
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    stamp = {**os.environ, "GIT_COMMITTER_DATE": "1234567890 +0000"}
    command = ["git", "-C", str(tmp_path), *identity, "commit", "--allow-empty", "-m", "x"]
    subprocess.run(command, check=True, capture_output=True, env=stamp)
    assert epoch(tmp_path) == 1234567890


@pytest.mark.parametrize(
    ("text", "moment"),
    [("date-released: 2020-01-02\n", 1577923200), ("date-released: '2020-01-02'\n", 1577923200), ("title: x\n", None)],
)
def test_without_a_commit_it_is_the_release(tmp_path, monkeypatch, text, moment):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "CITATION.cff").write_text(text)
    assert epoch(tmp_path) == moment


def test_a_build_keeps_the_moment_that_it_is_given(book: Book):
    book.write("page.md", "# Page\n")
    assert book.build().environment["SOURCE_DATE_EPOCH"] == "1500000000"


def test_a_build_without_one_takes_the_release(book: Book, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(book.root.parent))
    book.write("CITATION.cff", "date-released: 2020-01-02\n")
    book.write("page.md", "# Page\n")
    assert book.build().environment["SOURCE_DATE_EPOCH"] == "1577923200"
