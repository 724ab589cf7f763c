"""What a reader looks for is found: page, section, and the word that was meant."""

import gzip
import json

import pytest

from press import search

PAGE = """<html lang="en"><body><nav>Contents of everything</nav><article data-pagefind-body>
<section id="top"><span id="label"></span><h1>%s<a class="headerlink" href="#top">#</a></h1><p>Troops went there.</p>
<section id="inner"><h2>A part</h2><p>Blue helmets, blue helmets.</p><details class="hide"><pre>secret = 1</pre></details></section>
</section></article></body></html>"""


@pytest.fixture
def site(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.html").write_text(PAGE % f"Chapter {name}")
    (tmp_path / "plain.html").write_text("<html><body>troops</body></html>")
    return tmp_path


def fragments(site):
    texts = [gzip.decompress(path.read_bytes()) for path in (site / "pagefind" / "fragment").iterdir()]
    found = [json.loads(text[text.index(b"{") :]) for text in texts]
    return {one["url"]: one for one in found}


def test_pages_that_ask_for_it_are_indexed_by_their_sections(site):
    search.index(site)
    found = fragments(site)
    assert sorted(found) == ["/one/page.html", "/two/page.html"]
    assert found["/one/page.html"]["meta"]["title"] == "Chapter one"
    heads = {a["id"]: a["text"] for a in found["/one/page.html"]["anchors"] if a["element"] in ("h1", "h2")}
    assert heads == {"top": "Chapter one", "inner": "A part"}


def test_neither_code_nor_the_frame_of_a_page_is_found(site):
    search.index(site)
    assert "Blue helmets" in (content := fragments(site)["/one/page.html"]["content"])
    assert "secret" not in content
    assert "everything" not in content


def test_an_index_has_the_same_bytes_each_time_and_leaves_nothing_of_an_older_one(site):
    def made():
        search.index(site)
        return {p.relative_to(site): p.read_bytes() for p in (site / "pagefind").rglob("*") if p.is_file()}

    first = made()
    (site / "pagefind" / "fragment" / "old.pf_fragment").write_text("old")
    assert made() == first


def test_a_site_without_pages_to_index_is_refused(tmp_path):
    with pytest.raises(RuntimeError, match="data-pagefind-body"):
        search.index(tmp_path)


def test_the_words_that_a_misspelling_may_mean_come_most_frequent_first(site):
    search.index(site)
    assert json.loads((site / "pagefind" / "words.json").read_text("utf-8"))[:2] == ["blue", "helmets"]
