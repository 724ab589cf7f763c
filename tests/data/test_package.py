"""The book's own data package is as it should be."""

from pathlib import Path

import frictionless
import pytest

from helpers import load, schema, tables, validate

ROOT = Path(__file__).parents[2]
PACKAGE = schema.read(ROOT / "data")
# tables in which a term of office stands, and what only one can hold at a time
OFFICES = {"liaison_officers": ("arrangement",), "tenures": ("organization",), "membership": ("organization", "state")}


def test_the_data_have_no_problem():
    assert validate.check(ROOT) == []


def test_frictionless_agrees():
    report = frictionless.validate(str(ROOT / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])


def test_the_founding_texts_are_named():
    assert set(PACKAGE.founding) == {"kille-hendrickson-2011", "nato-pa-2018"}


@pytest.mark.parametrize("name", sorted(OFFICES.keys() & PACKAGE.tables.keys()))
def test_every_table_of_terms_says_what_only_one_can_hold(name):
    terms = PACKAGE.tables[name].terms
    assert terms is not None
    assert terms.office == OFFICES[name]


@pytest.mark.parametrize("name", PACKAGE.tables)
def test_categories_and_enum_agree(name):
    for field in PACKAGE.tables[name].fields.values():
        enum = field.constraints.get("enum", field.categories if field.separator else ())
        assert {str(value) for value in enum} == set(field.categories)


def test_what_the_description_says_is_plain_text():
    # pages and machines show it as it stands: a mark of Markdown would be seen
    assert "`" not in (ROOT / "data" / "datapackage.json").read_text("utf-8")


@pytest.mark.parametrize("name", PACKAGE.tables)
def test_no_cell_of_any_table_is_blank_but_in_a_note(name):
    for column, values in load(name).astype(str).items():
        assert str(column).endswith("note") or not (values == "").any(), column


def test_what_is_described_is_what_there_is():
    assert sorted(f"{name}.csv" for name in tables()) == sorted(p.name for p in (ROOT / "data").glob("*.csv"))
