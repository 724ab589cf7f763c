"""The long book of the measures is the book several times over, with places of its own."""

import json

import pytest
import typst

from bench.print import SkippedError, _row, longer, one_page
from bench.timing import RunError

BOOK = """\
#let xref(name, body) = link(label(name), body)
#let main-matter(body) = body
#show: main-matter
= One
#metadata(none)#label("chapters/one#id3")
#xref("chapters/one#id3")[see it]
A note#footnote[with words]#label("note:chapters/one#id4").
"""


def test_a_longer_book_is_as_many_times_as_long_and_its_references_land():
    once, thrice = (len(json.loads(typst.query(longer(BOOK, n).encode(), "heading"))) for n in (1, 3))
    assert (once, thrice) == (1, 3)
    assert typst.compile(longer(BOOK, 3).encode(), format="pdf")


def test_only_names_of_places_are_changed():
    source = longer('#show: main-matter\n#raw("a#b c");#xref("a/b#c-1")\n#url("https://example.org/#x")\n', 2)
    assert source.split("\n")[3:5] == ['#raw("a#b c");#xref("1.a/b#c-1")', '#url("https://example.org/#x")']


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (SkippedError("not installed"), "not installed"),
        (RunError("x: ended with status 1\nmore"), "x: ended with status 1"),
        (RunError("x: ended with status 124\n"), "stopped after 240 s"),
    ],
)
def test_what_cannot_be_measured_is_reported_with_the_reason(tmp_path, error, reason):
    def work(_):
        raise error

    assert _row("x", "X", tmp_path / "x.pdf", work) == {"name": "x", "what": "X", "skipped": reason}


def test_other_makers_get_the_articles_without_what_is_not_printed(tmp_path):
    page = "<html><nav>n</nav><article><p>words</p><script>s()</script><details>data</details></article></html>"
    (tmp_path / "index.html").write_text(page)
    made = one_page(tmp_path)
    assert "<p>words</p>" in made
    assert not [left for left in ("s()", "data", "<nav>") if left in made.partition("</style>")[2]]
