"""The worked example stays apart from the coded ladder, and its rows are as rows must be."""

import re
from pathlib import Path

import pandas as pd
import pytest

from helpers import load
from helpers.extension import LAST_DAY, check, extension, extension_chart

ROOT = Path(__file__).parents[2]


def written():
    return pd.read_csv(ROOT / "src/helpers/examples/ladder-extension.csv", dtype=str, keep_default_na=False)


def test_no_step_of_the_example_is_coded_in_the_ladder():
    coded = load("ladder_steps")
    assert not set(extension()["id"]) & set(coded["id"])
    both = extension().merge(coded, on=["channel", "date"])
    assert both.empty


def test_every_step_is_later_than_the_study_and_rests_on_a_work_of_the_bibliography():
    keys = set(re.findall(r"^@\w+\{([^,\s]+)", ROOT.joinpath("references.bib").read_text("utf-8"), re.M))
    assert (extension()["date"] > LAST_DAY).all()
    assert set(extension()["source"]) <= keys


def test_the_ids_stand_in_order_and_once():
    ids = extension()["id"].tolist()
    assert ids == sorted(set(ids))


def test_no_chapter_uses_the_example():
    users = [
        path
        for path in [*ROOT.glob("chapters/*.md"), ROOT / "index.md"]
        if "helpers.extension" in path.read_text("utf-8")
    ]
    assert not users


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("frequency", "4", "'4' (valid: 0, 1, 2, 3, not-stated"),
        ("channel", "phone", "'phone' (valid: leaders"),
        ("date", "2010-10-21", "'2010-10-21' (valid: an EDTF date after 2010-10-21)"),
        ("date", "some day", "'some day' (valid: an EDTF date"),
        ("source", "", "is empty"),
    ],
)
def test_a_step_that_is_not_as_it_must_be_is_named_with_row_field_and_valid_values(field, value, said):
    steps = written()
    steps.loc[3, field] = value
    (problem,) = check(steps)
    assert problem.startswith(f"ladder-extension.csv: row 5: field {field}: ")
    assert said in problem


def test_the_drawing_keeps_the_example_in_a_panel_of_its_own():
    spec = extension_chart(load("ladder_steps"), extension()).payload["spec"]
    titles = [panel["title"]["text"] for panel in spec["hconcat"]]
    assert titles == ["Coded for this book", "Example: found later, coded once"]


def test_years_without_a_step_stay_empty():
    found = extension_chart(load("ladder_steps"), extension()).payload["data"]
    frame = pd.DataFrame(found["rows"], columns=[column["label"] for column in found["columns"]])
    brussels = frame.set_index("Channel").loc["Liaison, Brussels"]
    assert brussels["Example: found later, coded once"] == "0"
