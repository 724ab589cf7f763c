"""A datum in a table of the book leads to its row, and the row is shown as its file has it."""

from __future__ import annotations

import csv

import pytest

from helpers import schema

#: Tables of chapters that count, compare or group rows: no line of theirs is one row or a few.
COUNTED = {"tbl-debate-questions", "tbl-op-models", "tbl-synthesis-trials"}


def rows(name):
    with (schema.folder() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def annotates(table):
    return {"table", "row"} <= table.fields.keys()


@pytest.fixture(scope="module")
def shown(book):
    """Every row as a page shows it: by table and id, its fields and what is said to be missing."""
    found = {}
    for page in book.pages:
        if not page.startswith("rows/"):
            continue
        for section in book.trees[page].xpath("//section[h2 or h3][dl]"):
            heading = section.find("h2") if section.find("h2") is not None else section.find("h3")
            table, _, key = heading.text_content().rstrip("#").rpartition(": ")
            pairs = {
                pair.find("dt").text_content(): pair.find("dd").text_content() for pair in section.xpath("./dl/div")
            }
            found[table or page.removeprefix("rows/").removesuffix(".html"), key] = pairs
    return found


def test_every_row_of_the_data_is_shown_once_with_every_value_as_its_file_has_it(shown):
    wrong = []
    count = 0
    for name, table in schema.read().tables.items():
        for row in rows(name):
            count += 1
            pairs = shown.get((name, row["id"]), {})
            for field, cell in row.items():
                if field == "id" or not cell or (annotates(table) and field in ("table", "row")):
                    continue
                label = table.fields[field].missing and cell in table.fields[field].missing
                said = field in pairs.get(cell, "").split(", ") if label else pairs.get(field) == cell
                if not said:
                    wrong.append((name, row["id"], field, cell))
    assert not wrong[:5]
    assert len(shown) == count


def test_every_table_of_a_chapter_that_shows_rows_leads_to_them(book):
    without = []
    for page in book.with_("//table[contains(@class, 'press-table')]"):
        if not page.startswith("chapters/"):
            continue
        for table in book.trees[page].xpath("//table[contains(@class, 'press-table')][caption]"):
            lines = table.xpath("./tbody/tr")
            led = [line for line in lines if line.xpath(".//a[contains(@href, 'rows/')]")]
            if table.get("id") not in COUNTED and len(led) < 0.8 * len(lines):
                without.append((page, table.get("id"), len(led), len(lines)))
    assert not without


def test_a_mark_is_called_by_the_row_it_stands_in(book):
    for page in book.with_("//a[@class='press-row-mark']"):
        for mark in book.trees[page].xpath("//a[@class='press-row-mark']"):
            cell = mark.xpath("string(ancestor::td[1])").strip()
            called = mark.get("aria-label").removeprefix("Source of this row: ").partition(" (")[0]
            assert called, page
            assert " ".join(cell.split()).startswith(called.removesuffix(" …").partition(" (")[0]), page


def test_an_officer_leads_to_the_row_with_source_locator_and_evidence(book, reader):
    with reader(width=390) as r:
        page = r.open("chapters/liaison-office.html")
        page.get_by_role("link", name="Source of this row: Manlio Silvestri").click()
        page.wait_for_url("**/rows/*")
        row = page.locator("section:target")
        said = dict(
            zip(
                row.locator("xpath=./dl//dt").all_inner_texts(),
                row.locator("xpath=./dl//dd").all_inner_texts(),
                strict=True,
            )
        )
        officer = next(row for row in rows("liaison_officers") if row["person"] == "manlio-silvestri")
        assert {name: said[name] for name in ("person", "term", "source", "locator", "evidence")} == {
            name: officer[name] for name in ("person", "term", "source", "locator", "evidence")
        }
        row.get_by_role("link", name="manlio-silvestri", exact=True).first.click()
        page.wait_for_url("**/rows/people.html*")
        assert page.locator("section:target dd").first.inner_text() == "Manlio Silvestri"
        assert not r.trouble
