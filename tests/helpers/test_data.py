import json
import os

import pytest

from helpers import data, schema
from helpers.data import DataError, categories, describe, load, missing, tables


def test_a_table_is_typed_from_its_description(package):
    kinds = load("terms", data=package.data).dtypes.astype(str)
    assert (
        kinds.to_dict() | {"months": "Int64", "share": "Float64", "acting": "boolean", "term": "str"} == kinds.to_dict()
    )
    assert set(kinds) == {"str", "Int64", "Float64", "boolean"}


def test_labels_of_missing_values_stay_in_text_and_are_na_in_numbers(package):
    terms = load("terms", data=package.data)
    assert terms.friends.tolist() == ["bo-chen", "not-applicable"]
    assert terms.months.isna().tolist() == [False, True]
    assert terms.acting.tolist() == [False, True]


def test_without_labels_all_missing_values_are_na(package):
    assert load("terms", labels=False, data=package.data).friends.isna().tolist() == [False, True]


def test_why_a_value_is_missing_can_be_asked_of_every_column(package):
    why = missing("terms", data=package.data)
    assert why.months.tolist()[1] == "not-stated"
    assert why.share.tolist()[1] == "not-found"
    assert why.friends.tolist()[1] == "not-applicable"
    assert why.person.isna().all()


def test_words_that_pandas_takes_for_missing_are_text(package):
    package.change("people", "Bo Chen", "NA")
    assert load("people", data=package.data).name.tolist() == ["Ann Lee", "NA"]


def test_an_unknown_table_is_refused_with_the_valid_names(package):
    with pytest.raises(KeyError, match=r"no table 'peple'\. Did you mean 'people'\? Valid: people, terms"):
        load("peple", data=package.data)


def test_an_unknown_field_is_refused_with_the_valid_names(package):
    with pytest.raises(KeyError, match="Did you mean 'rank'"):
        categories("terms", "rnk", data=package.data)


def test_categories_come_in_the_order_of_their_scale(package):
    assert categories("terms", "rank", data=package.data) == {"colonel": "a colonel", "civilian": "no rank"}


def test_categories_of_a_scale_are_of_its_type(package):
    descriptor = json.loads((package.data / "datapackage.json").read_text("utf-8"))
    scale = {"categories": [{"value": n, "label": f"step {n}"} for n in (0, 1)], "constraints": {"enum": [0, 1]}}
    next(f for f in descriptor["resources"][1]["schema"]["fields"] if f["name"] == "months").update(scale)
    package.describe(descriptor)
    assert categories("terms", "months", data=package.data) == {0: "step 0", 1: "step 1"}


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        ("terms", "not-applicable,37,", "not-applicable,many,", r"terms\.csv: row 2: field months: 'many'.*integer"),
        ("terms", "not-applicable,37,", "not-applicable,3.5,", r"row 2: field months: '3\.5'"),
        ("terms", ",true,", ",maybe,", r"row 3: field acting: 'maybe'.*boolean.*not-stated"),
        ("people", "id,name", "id,nom", r"people\.csv: row 1: columns are id, nom.*valid: id, name"),
        ("people", "id,name,source", "id,name,name", r"people\.csv: row 1: columns are"),
        ("people", "Ann Lee,study", "Ann Lee,x,y,study", r"people\.csv: row 2: 8 cells \(valid: 6"),
        ("people", "Ann Lee,study-2011,", "", r"people\.csv: row 2: 4 cells"),
        ("people", ",Ann Lee,", ',"Ann Lee,', r"people\.csv: not a table"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_with_file_row_and_field(package, table, old, new, message):
    package.change(table, old, new)
    with pytest.raises(DataError, match=message):
        load(table, data=package.data)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", "id,name\nx,é".encode("latin-1")])
def test_a_file_that_is_no_table_is_refused_by_name(package, content):
    package.write("people", content)
    with pytest.raises(DataError, match=r"people\.csv"):
        load("people", data=package.data)


def test_a_missing_file_is_refused_by_name(package):
    package.path("people").unlink()
    with pytest.raises(DataError, match=r"people\.csv: cannot be read"):
        load("people", data=package.data)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"resources": [{}]}', '{"resources": 3}'])
def test_a_broken_description_is_refused_by_name(package, content):
    (package.data / "datapackage.json").write_text(content, "utf-8")
    with pytest.raises(schema.SchemaError, match=r"datapackage\.json"):
        tables(package.data)


def test_a_changed_description_is_read_again(package):
    assert tables(package.data) == ["people", "terms"]
    package.describe({"resources": []})
    assert tables(package.data) == []


def test_the_codebook_counts_values_and_says_what_is_missing(package):
    entry = describe("terms", data=package.data)
    months = entry.fields.set_index("field").loc["months"]
    assert (entry.rows, months["values"], months["missing"]) == (2, 1, "not-stated: 1")
    assert entry.categories.values.tolist() == [["rank", "colonel", "a colonel", 1], ["rank", "civilian", "no rank", 1]]
    assert entry.keys.values.tolist() == [["id", "primary", ""], ["person", "foreign", "people (id)"]]


def test_the_installed_copy_serves_where_there_is_no_checkout(monkeypatch, tmp_path):
    monkeypatch.setattr(schema, "_CHECKOUT", tmp_path)
    assert schema.folder().parts[-2:] == ("helpers", "_data")


def test_loading_does_not_change_the_data(package):
    before = {p: p.read_bytes() for p in package.data.iterdir()}
    for name in tables(package.data):
        data.load(name, data=package.data)
        data.describe(name, data=package.data)
    assert {p: p.read_bytes() for p in package.data.iterdir()} == before


def test_a_table_that_was_changed_is_read_again_and_a_frame_belongs_to_who_asked_for_it(package):
    for path in package.data.iterdir():
        os.utime(path, (1, 1))  # long ago, so that what is read is remembered
    mine = load("people", data=package.data)
    mine["name"] = "changed"
    assert load("people", data=package.data).name.tolist() == ["Ann Lee", "Bo Chen"]
    package.change("people", "Bo Chen", "Bo Dunn")
    assert load("people", data=package.data).name.tolist() == ["Ann Lee", "Bo Dunn"]
    package.change("people", "Bo Dunn", "Bo Gunn")  # of the same size, perhaps within one tick of the clock
    assert load("people", data=package.data).name.tolist() == ["Ann Lee", "Bo Gunn"]
