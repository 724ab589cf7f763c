"""A release has everything that is published, and checksums that hold."""

import hashlib
import os
import zipfile

import pytest

from press import release


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A folder in which every format is built, in small."""
    monkeypatch.chdir(tmp_path)
    for path, text in {
        "html/index.html": "page",
        "html/chapters/one.html": "one",
        "pdf/a-book.pdf": "%PDF",
        "pdf/week.pdf": "%PDF pack",
        "epub/a-book.epub": "PK",
        "archives/a-book-data.zip": "PK data",
    }.items():
        file = tmp_path / "_build" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (tmp_path / "parts.json").write_text("{}")
    return tmp_path


def test_a_release_has_every_format_the_packs_the_components_and_checksums(built):
    assert release.main(["out", "parts.json"]) == 0
    names = sorted(os.listdir("out"))
    assert names == [
        "SHA256SUMS",
        "a-book-data.zip",
        "a-book-web.zip",
        "a-book.epub",
        "a-book.pdf",
        "parts.json",
        "week.pdf",
    ]
    with zipfile.ZipFile("out/a-book-web.zip") as archive:
        assert archive.namelist() == ["a-book-web/chapters/one.html", "a-book-web/index.html"]


def test_the_checksums_hold_for_every_file(built):
    release.gather(built / "out")
    for line in (built / "out/SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((built / "out" / name).read_bytes()).hexdigest() == digest


def test_the_same_book_gives_the_same_release_whenever_it_is_gathered(built):
    release.gather(built / "out")
    first = (built / "out/SHA256SUMS").read_text()
    os.utime(built / "_build/html/index.html", (10**9, 10**9))
    release.gather(built / "out")
    assert (built / "out/SHA256SUMS").read_text() == first


def test_a_release_without_one_of_the_formats_is_refused(built, capsys):
    (built / "_build/epub/a-book.epub").unlink()
    (built / "_build/epub").rmdir()
    assert release.main(["out"]) == 1
    assert "epub is not built" in capsys.readouterr().err
