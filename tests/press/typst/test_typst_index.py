"""The index: entries with so many pages that nobody would look them up are divided by chapters."""

import pytest

APART = "\n\n```{raw} typst\n#pagebreak()#pagebreak()\n```\n\n"  # pages in a row would be a range
ROOT = "# Root\n\n```{toctree}\none\ntwo\nthree\n```\n"


def chapter(title, times):
    """Return a chapter that marks one word on so many pages, none next to another."""
    return f"# {title}\n\n" + APART.join(["{index}`liaison` words"] * times) + "\n"


@pytest.mark.parametrize(
    ("times", "entry"),
    [
        ((6, 6, 0), "liaison, 2, 4, 6, 8, 10, 12, 13, 15, 17, 19, 21, 23"),
        ((6, 6, 1), "liaison: Early, 2, 4, 6, 8, 10, 12; Late? 13, 15, 17, 19, 21, 23; At last, 24"),
        ((13, 0, 0), "liaison, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26"),
    ],
)
def test_an_entry_with_more_than_twelve_pages_is_divided_by_chapters(build, times, entry):
    names = zip(("one", "two", "three"), ("Early", "Late?", "At last"), times, strict=True)
    pages = build({"index.md": ROOT, **{f"{name}.md": chapter(title, n) for name, title, n in names}}).pages()
    assert entry in pages[-1]


def test_places_on_few_pages_stay_together_however_many_they_are(build):
    many = " ".join(["{index}`liaison` words"] * 10)
    made = build({"index.md": ROOT, **{f"{name}.md": f"# {name}\n\n{many}\n" for name in ("one", "two", "three")}})
    assert "liaison, 2–4" in made.pages()[-1]
