"""The derived tables, against cases worked out by hand."""

import frictionless
import pandas as pd
import pytest

from helpers import load, missing, schema
from helpers.overlap import by_year, overlaps
from helpers.replicate import channel_year, main, pair_year, write

NONE = "not-applicable"
TERMS = pd.DataFrame(
    [
        ("a", "un", "appointed", "1999-12-31", "2001-01-02"),
        ("b", "un", "appointed", "2001-01-02", "2001-12-31"),
        ("x", "nato", "appointed", "1999-01-01", "2001-01-03"),
    ],
    columns=["person", "organization", "kind", "start", "end"],
).assign(as_of=NONE, other_start=NONE, other_end=NONE)


def relations(*rows):
    frame = pd.DataFrame(rows, columns=["un_leader", "date", "stance"]).astype({"stance": "Int64"})
    frame["id"] = [f"row-{n}" for n in range(len(frame))]
    return frame.assign(nato_leader="x", unit="pair", basis="stated")


def cells(*rows, **changes):
    found = pair_year(TERMS, relations(*rows).assign(**changes))
    return found.set_index(["year", "un_leader"])


def test_days_are_counted_by_year_and_the_day_of_a_handover_is_the_successors():
    found = by_year(TERMS)
    assert found[["year", "un_leader", "days"]].values.tolist() == [
        [1999, "a", 1],
        [2000, "a", 366],
        [2001, "a", 1],
        [2001, "b", 2],
    ]


def test_the_days_of_all_years_are_the_days_of_the_pair():
    tenures = load("tenures")
    pair = ["un_leader", "nato_leader"]
    total = by_year(tenures).groupby(pair)["days"].sum()
    whole = overlaps(tenures).query("days > 0").set_index(pair)["days"]
    assert total.to_dict() == whole.to_dict()


def test_a_year_that_no_row_speaks_of_is_there_and_unobserved():
    found = cells(("a", "2000-05", 1))
    assert found["observed"].to_dict() == {
        (1999, "a"): False,
        (2000, "a"): True,
        (2001, "a"): False,
        (2001, "b"): False,
    }
    assert found.loc[(1999, "a"), "relations"] == 0
    assert pd.isna(found.loc[(1999, "a"), "stance_low"])


def test_a_year_of_several_rows_has_its_lowest_and_its_highest_stance_and_no_mean():
    found = cells(("a", "2000-05", 2), ("a", "2000-06", -1), ("a", "2000", pd.NA)).loc[(2000, "a")]
    assert (found["relations"], found["stance_low"], found["stance_high"]) == (3, -1, 2)


def test_a_row_over_several_years_touches_each_in_office_and_is_exact_in_none():
    found = cells(("a", "1998/2000", 1))
    assert found["relations"].tolist() == [1, 1, 0, 0]
    assert found["exact"].tolist() == [0, 0, 0, 0]
    assert cells(("a", "2000-02/2000-03", 1))["exact"].tolist() == [0, 1, 0, 0]


def test_a_row_without_a_date_belongs_to_no_year_and_is_counted_beside_all():
    found = cells(("a", "not-stated", 1))
    assert not found["observed"].any()
    assert found["undated"].to_dict() == {(1999, "a"): 1, (2000, "a"): 1, (2001, "a"): 1, (2001, "b"): 0}


@pytest.mark.parametrize(
    "change", [{"unit": "person"}, {"unit": "era"}, {"basis": "not-addressed"}, {"un_leader": "z"}]
)
def test_a_row_that_does_not_speak_of_the_pair_observes_nothing(change):
    assert not cells(("a", "2000", 1), **change)["observed"].any()


def test_a_row_outside_the_common_years_is_in_no_cell():
    assert not cells(("a", "2005", 1))["observed"].any()


def test_a_channel_has_every_year_and_is_never_carried_forward():
    steps = pd.DataFrame({"channel": ["staff"], "date": ["2004"], "observed_until": ["2005"]})
    found = channel_year(steps.assign(frequency=2, formality=1, stance=1), first=2003, last=2006)
    assert found.loc[found["channel"] == "staff", "observed"].tolist() == [False, True, True, False]
    assert not found.loc[found["channel"] != "staff", "observed"].any()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    target = tmp_path_factory.mktemp("replicate")
    write(target)
    return target


def test_the_derived_package_is_valid(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])


def test_the_derived_package_has_the_version_and_licence_of_the_rows(folder):
    derived, whole = schema.read(folder), schema.read()
    assert derived.version == whole.version
    assert derived.descriptor["licenses"] == whole.descriptor["licenses"]


def test_the_tables_are_in_canonical_form(folder):
    from helpers import canonical

    for table in schema.read(folder).tables.values():
        assert canonical.read(table, (folder / table.path).read_bytes()).problems == []


@pytest.mark.parametrize("name", ["pair_year", "channel_year"])
def test_a_cell_says_why_it_is_empty(folder, name):
    rows, why = load(name, data=folder), missing(name, data=folder)
    silent = rows["observed"] == "no"
    assert (why.loc[silent, "stance_low"] == "unobserved").all()
    assert not (why.loc[~silent, "stance_low"] == "unobserved").any()
    assert not (why.loc[~silent, "stance_high"].isna() & rows.loc[~silent, "stance_high"].isna()).any()


def test_the_same_rows_give_the_same_bytes(folder, tmp_path):
    write(tmp_path)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {p.name: p.read_bytes() for p in tmp_path.iterdir()}


def test_the_command_says_what_it_wrote(tmp_path, capsys):
    assert main([str(tmp_path / "new" / "folder")]) == 0
    said = capsys.readouterr().out
    assert "pair_year.csv" in said
    assert (tmp_path / "new" / "folder" / "datapackage.json").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main([str(tmp_path / "file" / "under")]) == 1
    assert "file" in capsys.readouterr().err
