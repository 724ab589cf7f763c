from __future__ import annotations

import pytest
from docutils import nodes

from press.payload import PayloadError
from press.tables import build_table, header_entry


def column(align: str, *cells: str, links: list | None = None) -> nodes.table:
    content = {"columns": [{"label": "A", "align": align}], "rows": [[c] for c in cells]}
    return build_table({**content, "links": links})


def texts(table: nodes.table) -> list[str]:
    return [entry.astext() for entry in table.findall(nodes.entry)][1:]


@pytest.mark.parametrize(
    ("cells", "tails"),
    [
        (["1", "22", "-3"], [0, 0, 0]),
        (["1.5", "22.75", "3"], [1, 0, 3]),
        (["1,000.5", "−3", "—", "50%"], [0, 2, 2, 0]),
        (["1.5", "see note 2.1", ""], [0, 0, 2]),
    ],
)
def test_decimal_points_align_by_padding_numbers_and_dashes_only(cells, tails):
    shown = texts(column("decimal", *cells))
    assert [len(s) - len(s.rstrip("\u2007\u2008")) for s in shown] == tails
    assert [s.rstrip("\u2007\u2008") for s in shown] == cells


def test_columns_of_text_are_never_padded():
    assert texts(column("left", "1.5", "2")) == ["1.5", "2"]


def test_header_cells_are_entries_to_builders_that_do_not_know_them():
    heads = list(column("left", "x").findall(header_entry))
    assert [isinstance(h, nodes.entry) for h in heads] == [True]


def test_a_link_leads_out_or_to_a_label_of_the_book():
    out, label, none = column("left", "a", "b", "c", links=[["https://example.org"], ["#fig-x"], [None]]).findall(
        lambda n: isinstance(n, nodes.paragraph) and n.parent.parent.parent.tagname == "tbody"
    )
    assert out[0]["refuri"] == "https://example.org"
    assert (label[0]["reftarget"], label[0]["refdomain"]) == ("fig-x", "std")
    assert isinstance(none[0], nodes.Text)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "file:///etc/passwd", "page.html"]
)
def test_a_link_of_another_scheme_is_refused(link):
    with pytest.raises(PayloadError, match=r"must be a #label, row:table:id or begin http, https, mailto"):
        column("left", "a", links=[[link]])
