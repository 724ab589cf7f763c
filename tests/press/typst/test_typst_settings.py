"""Settings: code, solutions, drawings of charts, tables that a cell leaves as data."""

import json

import pytest

EXERCISE = """\
# Root

```{exercise} Counting
:label: ex-count
How many?
```

```{solution} ex-count
:label: sol-count
Between four and eight.
```

The answer is in {ref}`sol-count`.

## After

Words.
"""


@pytest.mark.parametrize(("setting", "before", "count"), [("inline", True, 1), ("end", False, 1), ("none", None, 0)])
def test_answers_stand_where_they_are_wanted(build, setting, before, count):
    made = build({"index.md": EXERCISE}, press_typst_solutions=setting)
    assert made.text().count("Between four and eight.") == count
    assert made.source.count("Between four") == count
    if count:
        assert (made.source.index("Between four") < made.source.index('"After"')) is before


def notebook(*outputs, tags=()):
    cell = {
        "cell_type": "code",
        "id": "b",
        "metadata": {"tags": list(tags)},
        "execution_count": 1,
        "source": "shown_code()",
    }
    return json.dumps(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {"language_info": {"name": "python", "pygments_lexer": "ipython3"}},
            "cells": [
                {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Root"},
                {**cell, "outputs": [{"output_type": "display_data", "metadata": {}, "data": o} for o in outputs]},
            ],
        }
    )


@pytest.mark.parametrize(
    ("setting", "tags", "shown"), [("none", (), False), ("shown", (), True), ("none", ("show-code",), True)]
)
def test_code_is_shown_where_it_is_wanted(build, setting, tags, shown):
    made = build({"index.ipynb": notebook({"text/plain": "out"}, tags=tags)}, press_typst_code=setting)
    assert ("shown_code()" in made.text()) is shown
    assert "out" in made.text()


def test_numbers_of_a_table_stand_with_their_points_in_line(build):
    table = {
        "columns": [{"label": "Who", "align": "left"}, {"label": "Share", "align": "decimal"}],
        "rows": [["a", "1"], ["b {ref}`x` <b>", "12.25"], ["c", "not stated"], ["d", "3.5"]],
        "caption": "Shares",
        "name": "tbl-shares",
        "sources": ["worner1993"],
        "tables": ["shares"],
    }
    made = build(
        {
            "index.ipynb": notebook({"application/vnd.press.table+json": table}),
            "works.md": "# W\n\n```{bibliography}\n```\n",
        },
        extensions=["myst_nb", "sphinxcontrib.bibtex", "press"],
        suppress_warnings=["toc.not_included"],
    )
    assert '[#"1";#hide[#".00";];]' in made.source
    assert '[#"3.5";#hide[#"0";];]' in made.source
    assert '[#"12.25";]' in made.source
    assert '[#"not stated";]' in made.source
    assert "b {ref}`x` <b>" in made.text()
    assert "right + top" in made.source
    assert "Shares" in made.text()


def test_a_document_that_is_named_is_set_closer(build):
    text = "# Root\n\n" + "\n\n".join(f"Paragraph {number}." for number in range(2000))
    loose, close = (len(build({"index.md": text}, press_typst_tight=names).pages()) for names in ([], ["index"]))
    assert close < loose
