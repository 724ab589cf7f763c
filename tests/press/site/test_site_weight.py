"""What a page costs is what it loads: once, compressed, from its own site."""

import gzip

import pytest

from press.site.weight import weight

PAGE = """<html><head>
<link rel="stylesheet" href="../_static/a.css?v=1"><link rel="icon" href="../_static/icon.svg">
<link rel="next" href="other.html"><link rel="stylesheet" href="https://elsewhere.example/far.css">
<script src="../_static/a.js"></script><script defer src="../_static/a.js"></script><script>inline()</script>
</head><body><img src="data:image/png;base64,AAAA" alt=""><img src="drawing%20one.svg" alt=""></body></html>"""
FILES = {
    "_static/a.css": "a" * 999,
    "_static/icon.svg": "<svg/>",
    "_static/a.js": "b" * 5000,
    "chapters/drawing one.svg": "c",
}


def zipped(text):
    return len(gzip.compress(text.encode(), 6))


@pytest.fixture
def site(tmp_path):
    for name, text in {**FILES, "chapters/page.html": PAGE, "chapters/other.html": "x"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "_static/face.woff2").write_bytes(b"0" * 100)
    return tmp_path


def test_a_page_costs_itself_and_each_file_once(site):
    assert weight(site, "chapters/page.html") == {
        "html": zipped(PAGE),
        "scripts": zipped(FILES["_static/a.js"]),
        "styles": zipped(FILES["_static/a.css"]),
        "images": zipped(FILES["_static/icon.svg"]) + zipped(FILES["chapters/drawing one.svg"]),
        "fonts": 100,
    }


def test_a_file_that_is_not_there_is_an_error(site):
    (site / "_static/a.js").unlink()
    with pytest.raises(FileNotFoundError, match=r"a\.js"):
        weight(site, "chapters/page.html")
