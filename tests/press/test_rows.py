"""Every row of the data has a place in the web book, and tables lead to it; other formats do without."""

import copy
import json

import pytest
from books import shows
from lxml import html

from press.payload import PayloadError, table_payload

TABLE = "application/vnd.press.table+json"
HOSTILE = "<script>alert(1)</script> & {glue:text}`x` \u202e"
FIELDS = [{"name": name} for name in ("id", "name", "boss", "knows", "source", "locator")]
DESCRIPTION = {
    "name": "staff",
    "title": "Staff",
    "resources": [
        {
            "name": "people",
            "path": "people.csv",
            "title": "People",
            "description": "One person a row.",
            "schema": {
                "fields": [
                    *FIELDS[:3],
                    {"name": "knows", "separator": ";", "references": "people"},
                    {"name": "source"},
                    {"name": "locator"},
                ],
                "primaryKey": ["id"],
                "foreignKeys": [{"fields": ["boss"], "reference": {"resource": "", "fields": ["id"]}}],
                "missingValues": [{"value": "not-stated", "label": "the source does not say"}],
            },
        },
        {
            "name": "checks",
            "path": "checks.csv",
            "schema": {"fields": [{"name": n} for n in ("id", "table", "row", "said")], "primaryKey": ["id"]},
        },
    ],
}
PEOPLE = f"""id,name,boss,knows,source,locator
ada,Ada,not-stated,bob;zoe,kille2011,p. 3
bob,"{HOSTILE}",ada,not-stated,nobody-1999,p. 4
"""
CHECKS = "id,table,row,said\nfirst,people,ada,see people:bob\nsecond,people,ada,people:bob\n"
GRID = {
    "columns": [{"label": "Who", "align": "left"}, {"label": "Boss", "align": "left"}],
    "rows": [["Ada", "—"], ["Bob", "Ada"]],
}


@pytest.fixture
def staffed(book):
    """A book with data, a page that cites one of its sources, and a table that shows its rows."""

    def made(grid=None, people=PEOPLE, checks=CHECKS):
        book.write("data/datapackage.json", json.dumps(DESCRIPTION))
        book.write("data/people.csv", people)
        book.write("data/checks.csv", checks)
        given = grid or {**GRID, "shows": [["people:ada"], ["people:bob", "checks:first"]]}
        book.chapter("parts/one", "Cited {cite:p}`kille2011`.", shows(TABLE, given))
        settings = {"press_dataset": "data/datapackage.json", "exclude_patterns": ["_build", "data"]}
        book.config |= settings
        return book

    return made


def tree(build, page):
    return html.fromstring(build.text(page))


def fields(section):
    pairs = section.xpath("./dl/div")
    return {pair.find("dt").text_content(): pair.find("dd").text_content() for pair in pairs}


def test_each_row_of_a_table_leads_to_the_rows_whose_data_it_shows(staffed):
    build = staffed().build()
    assert not build.messages
    page = tree(build, "parts/one.html")
    marks = page.xpath("//td[1]//a[@class='press-row-mark']")
    assert [(mark.get("href"), mark.get("aria-label")) for mark in marks] == [
        ("../rows/people.html#row-ada", "Source of this row: Ada"),
        ("../rows/people.html#row-bob", "Source of this row: Bob (people:bob)"),
        ("../rows/people.html#checks-first", "Source of this row: Bob (checks:first)"),
    ]
    assert all(len(mark.get("aria-label")) < 80 for mark in marks)
    shown = tree(build, "rows/people.html")
    assert all(shown.xpath(f"//*[@id='{mark.get('href').partition('#')[2]}']") for mark in marks)


def test_a_row_is_shown_as_its_file_has_it_with_what_is_missing_by_its_reason(staffed):
    shown = tree(staffed().build(), "rows/people.html")
    (ada,), (bob,) = (shown.xpath(f"//section[@id='row-{name}']") for name in ("ada", "bob"))
    assert fields(ada) == {
        "name": "Ada",
        "knows": "bob;zoe",
        "source": "kille2011",
        "locator": "p. 3",
        "not-stated": "boss",
    }
    assert fields(bob)["name"] == HOSTILE
    assert not shown.xpath("//script[contains(text(), 'alert')]")


def test_a_row_leads_to_its_source_to_what_it_names_and_to_what_names_it(staffed):
    shown = tree(staffed().build(), "rows/people.html")
    (ada,), (bob,) = (shown.xpath(f"//section[@id='row-{name}']") for name in ("ada", "bob"))
    links = {link.text: link.get("href") for link in ada.xpath("./dl//a")}
    assert links["bob"] == "#row-bob"
    assert links["kille2011"].startswith("../index.html#")
    assert "zoe" not in links
    assert bob.xpath("./dl//a/@href") == ["#row-ada"]
    assert bob.xpath("./p[@class='press-row-named']//a/@href") == ["#row-ada", "#checks-second"]


def test_what_annotates_a_row_is_shown_with_it_and_has_no_page(staffed):
    build = staffed().build()
    notes = tree(build, "rows/people.html").xpath("//section[@id='row-ada']/section")
    assert [note.get("id") for note in notes] == ["checks-first", "checks-second"]
    assert fields(notes[0]) == {"said": "see people:bob"}
    assert sorted(p.name for p in (build.out / "rows").iterdir()) == ["index.html", "people.html"]


def test_a_cell_can_lead_to_a_row_or_to_a_table(staffed):
    grid = {**GRID, "links": [["row:people:ada", "row:people"], [None, None]]}
    page = tree(staffed(grid).build(), "parts/one.html")
    assert page.xpath("//td//a/@href") == ["../rows/people.html#row-ada", "../rows/people.html"]


@pytest.mark.parametrize("name", ["people:eve", "persons:ada", "checks:"])
def test_a_row_that_is_not_in_the_data_is_warned_of(staffed, name):
    build = staffed({**GRID, "links": [[f"row:{name}", None], [None, None]]}).build()
    assert f"no row '{name}' in the data of the book" in build.messages


@pytest.mark.parametrize("builder", ["epub", "text", "typst"])
def test_other_formats_keep_the_words_and_say_nothing_of_rows(staffed, builder):
    grid = {**GRID, "shows": [["people:ada"], []], "links": [[None, None], ["row:people:bob", None]]}
    build = staffed(grid).build(builder)
    assert not build.messages
    written = {"epub": "parts/one.xhtml", "text": "parts/one.txt", "typst": "book.typ"}[builder]
    assert "Bob" in build.text(written)
    assert "people.html" not in build.text(written)
    assert not (build.out / "rows").exists()


def test_pages_of_rows_are_written_again_only_when_something_has_changed(staffed):
    book = staffed()
    page = book.build().out / "rows/people.html"
    page.write_text("as it was")
    book.build()
    assert page.read_text("utf-8") == "as it was"
    book.write("data/people.csv", PEOPLE.replace("p. 3", "p. 33"))
    book.build()
    assert "p. 33<" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"checks": CHECKS + "third,people,eve,no\n"}, "row third: people:eve is no row of a table that can be"),
        ({"people": "id,name\n"}, "people.csv: its rows do not have the fields that are described: id, name, boss"),
        ({"people": 'id,"name\n'}, "people.csv: cannot be read"),
    ],
)
def test_data_that_are_not_as_described_stop_the_build_with_their_file(staffed, change, said):
    assert said in str(staffed(**change).build().error)


@pytest.mark.parametrize("wrong", ["people:ada", [["people:ada"]], [["people"], []], [[1], []], [[], [""]]])
def test_what_a_row_shows_is_named_by_table_and_id(wrong):
    with pytest.raises(PayloadError, match="shows must be a list"):
        table_payload({**copy.deepcopy(GRID), "shows": wrong})
