from __future__ import annotations

import nbformat
import pytest
from books import cell
from IPython.core.interactiveshell import InteractiveShell
from test_stale_numbers import GLUE

from press import download
from press.download import setup_cell
from press.plain import plain


def test_chapters_are_for_download_with_the_values_in_their_text(book):
    book.chapter("sub/one", "Here {glue:text}`n:.1f`, raw {glue:text}`n`.", cell(GLUE % 1.26))
    book.chapter("two", "There {glue:text}`sub/one.md::n:.2f`, and {glue:text}`none`.", cell("1"))
    book.write("plain.md", "# Plain\n")
    build = book.build()
    one = nbformat.reads(build.text("downloads/sub/one.ipynb"), as_version=4)
    nbformat.validate(one)
    assert "Here 1.3, raw 1.26." in one.cells[0].source
    assert [c.outputs for c in one.cells if c.cell_type == "code"] == [[]]
    assert "There 1.26, and {glue:text}`none`." in build.text("downloads/two.md")
    assert "```{code-cell}" in build.text("downloads/two.md")
    assert sorted(p.name for p in (build.out / "downloads").rglob("*.*")) == [
        "one.ipynb",
        "one.md",
        "two.ipynb",
        "two.md",
    ]


def test_a_notebook_without_code_yet_is_for_download_too(book):
    book.chapter("words", "Words.")
    build = book.build(press_preload=["json"])
    assert build.error is None
    assert "Words." in build.text("downloads/words.md")
    assert "find_spec" not in build.text("downloads/words.md")


def test_references_in_a_download_say_what_they_say_in_the_book(book):
    book.write(
        "parts/two.md", "(there)=\n# The other *page*\n\n```{figure} dot.svg\n:name: dot\n:alt: dot\n\nDot\n```\n"
    )
    book.write("parts/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    book.write("words.md", "# Words\n\n```{glossary}\nveto\n  A no.\n```\n")
    roles = [
        ("{ref}`there`", "The other page"),
        ("{ref}`this <there>`", "this"),
        ("{numref}`dot`", "Fig. 1"),
        ("{term}`veto`", "veto"),
        ("{cite:p}`kille2011`", "[Kille, 2011]"),
        ("{doc}`parts/two`", "The other page"),
        ("``{ref}`nowhere` ``", "``{ref}`nowhere` ``"),
    ]
    book.chapter("one", "(label)=\n## Part", "; ".join(role for role, _ in roles), cell("1"))
    build = book.build()
    assert not build.messages
    text = nbformat.reads(build.text("downloads/one.ipynb"), as_version=4).cells[0].source
    assert "(label)=" not in text
    said = text.splitlines()[-1].split("; ")
    assert said == [words for _, words in roles]


BOXES = """\
:::{admonition} In one minute
:class: tip
- One point of {glue:text}`n`.
:::

:::{exercise} Reason
:label: ex-reason
:nonumber:
Why?
:::

:::{exercise}
:label: ex-one
Say.
:::

:::{solution} ex-one
:class: dropdown
Because.

```python
":::{note}"
```
:::
"""
READ = """\
> **In one minute**
>
> - One point of 7.

> **Exercise (Reason)**
>
> Why?

> **Exercise 1**
>
> Say.

<details><summary>Solution to Exercise 1</summary>

Because.

```python
":::{note}"
```

</details>"""


def test_boxes_exercises_and_solutions_of_a_download_are_read_anywhere(book):
    book.config["extensions"] = ["myst_nb", "sphinx_exercise", "sphinxcontrib.bibtex", "press"]
    book.config["myst_enable_extensions"] = ["colon_fence"]
    book.chapter("one", BOXES, cell(GLUE % 7))
    build = book.build()
    assert build.error is None
    text = nbformat.reads(build.text("downloads/one.ipynb"), as_version=4).cells[0].source
    assert READ in text
    assert READ in build.text("downloads/one.md")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (":::{note}\nMind.\n:::", "> **Note**\n>\n> Mind."),
        ("::::{tip}\n:::{note} In\nA\n:::\n::::", "> **Tip**\n>\n> > **In**\n> >\n> > A"),
        ("```{code-block} sh\n:caption: Run\nmake\n```", "*Run*\n\n```sh\nmake\n```"),
        ("```{figure} a.svg\n:alt: A\n\nWhat it shows.\n```", "*What it shows.*"),
        (":::{glossary}\nveto\n  A no\n  of one.\n:::", "- **veto**: A no of one."),
        (
            ":::{list-table} Two\n:header-rows: 1\n\n* - A\n  - B\n* - 1|2\n  - more\n    words\n:::",
            "**Two**\n\n| A | B |\n| --- | --- |\n| 1\\|2 | more words |",
        ),
        (":::{solution-start} ex\n:class: dropdown\n:::", "**Solution to Exercise 4**"),
        (":::{solution-end}\n:::", "*End of the solution.*"),
        ("```{bibliography}\n```", ""),
        (":::{of-an-extension} x\ny\n:::", ":::{of-an-extension} x\ny\n:::"),
        ("````\n```{note}\n```\n````", "````\n```{note}\n```\n````"),
        ("```{note}\nnever closed", "> **Note**\n>\n> never closed"),
    ],
)
def test_a_directive_becomes_what_any_program_shows(written, read):
    assert plain(written, {"ex": "Exercise 4"}) == read
    assert plain(f"Before.\n\n{written}\n\nAfter.", {"ex": "Exercise 4"}).startswith(f"Before.\n\n{read}")


def test_the_files_of_a_page_that_is_not_written_again_stay_as_they_are(book):
    book.config["exclude_patterns"] = ["_build", "**.ipynb_checkpoints"]  # myst-nb would add it, and change the setting
    for name in ("one", "two"):
        book.chapter(name, "Text.", cell("1"))
    build = book.build()
    for name in ("one", "two"):
        (build.out / f"downloads/{name}.md").write_text("as it was")
    book.chapter("two", "Other text.", cell("1"))
    book.build()
    assert build.text("downloads/one.md") == "as it was"
    assert "Other text." in build.text("downloads/two.md")


class Launched(InteractiveShell):
    """A shell in which pip is noted, and installs by making the package known."""

    asked = ()

    def run_line_magic(self, name, line, **_):
        self.asked = (*self.asked, f"{name} {line.format(**self.user_ns)}")


def launched(code, folder, monkeypatch):
    """Run code in a folder, as a notebook opened there does; what pip was asked for, and the error if one stopped it."""
    monkeypatch.chdir(folder)
    shell = Launched()
    ended = shell.run_cell(code)
    return list(shell.asked), ended.error_in_exec


NOWHERE = ["no_such_package"]


def test_a_notebook_in_a_checkout_installs_what_it_needs_from_there(monkeypatch, tmp_path):
    (tmp_path / "src/no_such_package").mkdir(parents=True)
    (tmp_path / "chapters/deep").mkdir(parents=True)
    for known in (None, "book @ git+https://example.org/a/b"):
        asked, error = launched(setup_cell(NOWHERE, known), tmp_path / "chapters/deep", monkeypatch)
        assert (asked, error) == ([f'pip install --quiet "{tmp_path}"'], None)


def test_a_notebook_alone_says_in_one_line_how_to_get_what_it_needs(monkeypatch, tmp_path):
    asked, error = launched(setup_cell(NOWHERE, None), tmp_path, monkeypatch)
    assert not asked
    assert isinstance(error, ModuleNotFoundError)
    assert "pip install ." in str(error)
    assert "\n" not in str(error)


def test_a_notebook_alone_installs_from_the_repository_if_one_is_known(monkeypatch, tmp_path):
    known = "book @ git+https://example.org/a/b@notebooks"
    assert launched(setup_cell(NOWHERE, known), tmp_path, monkeypatch) == ([f'pip install --quiet "{known}"'], None)


def test_a_notebook_where_all_is_there_installs_nothing(monkeypatch, tmp_path):
    assert launched(setup_cell(["json"], None), tmp_path, monkeypatch) == ([], None)


def test_a_downloaded_notebook_begins_its_code_with_what_finds_its_packages(book):
    book.write("pyproject.toml", '[project]\nname = "some-book"\n')
    book.chapter("one", "Text.", cell("1"))
    options = {"repository_url": "https://github.com/somebody/book.git"}
    build = book.build(press_preload=["json"], html_theme="sphinx_book_theme", html_theme_options=options)
    notebook = nbformat.reads(build.text("downloads/one.ipynb"), as_version=4)
    nbformat.validate(notebook)
    codes = [c.source for c in notebook.cells if c.cell_type == "code"]
    assert codes == [setup_cell(["json"], "some-book @ git+https://github.com/somebody/book@notebooks"), "1"]


def test_downloads_have_the_same_bytes_each_time(book):
    book.chapter("one", "Text.", cell("1"), cell("2"))
    build = book.build()
    before = build.text("downloads/one.ipynb")
    (build.out / "downloads/one.ipynb").unlink()
    assert book.build().text("downloads/one.ipynb") == before


def test_a_build_that_writes_no_page_leaves_the_downloads_as_they_are(book):
    book.chapter("one", "Value {glue:text}`n`.", cell(GLUE % 1))
    first = book.build()
    file = first.out / "downloads/one.md"
    file.write_text("marked", "utf-8")
    assert book.build().text("downloads/one.md") == "marked"
    file.unlink()
    assert "Value 1." in book.build().text("downloads/one.md")
    file.write_text("marked", "utf-8")
    book.chapter("one", "Worth {glue:text}`n`.", cell(GLUE % 2))
    assert "Worth 2." in book.build().text("downloads/one.md")


def test_downloads_that_a_failed_build_left_out_are_made_by_the_next(book, monkeypatch):
    book.chapter("one", "First.", cell("1"))
    book.build()
    book.chapter("one", "Second.", cell("1"))
    with monkeypatch.context() as patched:
        patched.setattr(download, "_write", lambda *_: 1 / 0)
        assert "division" in str(book.build().error)
    assert "Second." in book.build().text("downloads/one.md")
