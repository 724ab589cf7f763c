"""Codes of somebody from outside: a sheet gives nothing away, and every mistake in a filled one is named."""

import pandas as pd
import pytest

from helpers import load
from helpers.reproducibility import SUBJECTS, compare_codings, differences, sample, sheet
from helpers.schema import UnknownName
from helpers.stability import LEAST

JUDGED = list(load("codings")[["table", "field"]].drop_duplicates().itertuples(index=False, name=None))


def filled(field="voice", settled=True):
    """Give a sheet with our own codes, or with one and the same code."""
    empty = sheet("outlook_2018", field)
    ours = load("outlook_2018").set_index("statement")[field]
    return empty.assign(code=empty["subject"].map(ours) if settled else "named")


@pytest.mark.parametrize(("table", "field"), JUDGED)
def test_every_judgement_that_was_coded_twice_has_a_sheet_of_distinct_units(table, field):
    coded = load("codings")
    made = sheet(table, field)
    assert len(made) == ((coded["table"] == table) & (coded["field"] == field)).sum()
    assert made["unit"].is_unique
    assert not made["subject"].eq("").any()


def test_every_table_that_was_coded_twice_says_what_is_to_be_coded():
    assert set(SUBJECTS) == set(load("codings")["table"])


def test_a_sheet_holds_no_code_and_no_id():
    made = sheet("outlook_2018", "voice")
    assert made["code"].eq("").all()
    assert not set(load("outlook_2018")["id"]) & set(made.astype(str).to_numpy().ravel())


def test_our_own_codes_agree_with_us_wholly():
    found = compare_codings(filled()).iloc[0]
    assert (found["agreed"], found["alpha"]) == (1.0, 1.0)


def test_one_code_for_everything_agrees_often_and_by_less_than_chance():
    found = compare_codings(filled(settled=False)).iloc[0]
    assert found["agreed"] > 0.2
    assert found["alpha"] < 0


def test_a_part_of_a_sheet_may_be_compared(tmp_path):
    path = tmp_path / "mine.csv"
    filled().head(20).to_csv(path, index=False)
    assert compare_codings(path)["n"].iloc[0] <= 20


def test_the_sample_says_that_it_was_made_up_and_falls_on_both_sides_of_the_bound():
    assert sample()["coder"].eq("sample, made up").all()
    assert sorted(compare_codings(sample())["alpha"] >= LEAST) == [False, True]


def test_differences_are_the_units_on_which_the_codes_are_not_ours():
    mine = filled()
    was = mine.loc[0, "code"]
    mine.loc[0, "code"] = "joint" if was != "joint" else "author"
    found = differences(mine)
    assert found[["subject", "ours", "theirs"]].to_numpy().tolist() == [
        [mine.loc[0, "subject"], was, mine.loc[0, "code"]]
    ]


def broken():
    good = filled()
    yield "no column", good.drop(columns="code"), "codes: no column code"
    yield "empty", good.assign(code=""), "row 2: outlook_2018.voice, unit"
    yield "unknown code", good.assign(code="loud"), "code 'loud' (valid: named, joint, unattributed, author)"
    yield "a label where the field has a value", good.assign(code="not-stated"), "code 'not-stated'"
    yield "unknown unit", good.assign(unit="x"), "unit 'x': was not coded twice"
    yield "twice", pd.concat([good, good.head(1)]), "row 54: outlook_2018.voice"


@pytest.mark.parametrize(("frame", "message"), [case[1:] for case in broken()], ids=[case[0] for case in broken()])
def test_a_mistake_in_a_filled_sheet_is_named_with_its_row_and_what_is_valid(frame, message):
    with pytest.raises(ValueError, match="codes: ") as raised:
        compare_codings(frame)
    assert message in str(raised.value)


def test_every_mistake_is_named_at_once():
    with pytest.raises(ValueError, match="codes: ") as raised:
        compare_codings(filled().assign(code="loud"))
    assert len(str(raised.value).splitlines()) == 52


@pytest.mark.parametrize(
    ("table", "field", "message"), [("works", "year", "table"), ("outlook_2018", "place", "field of outlook_2018")]
)
def test_a_field_that_was_not_coded_twice_is_refused_with_those_that_were(table, field, message):
    with pytest.raises(UnknownName, match=f"no {message} that was coded twice"):
        sheet(table, field)


def test_a_scale_of_whole_numbers_without_categories_takes_its_numbers():
    codes = sheet("leader_relations", "stance").assign(code="2")
    assert compare_codings(codes)["n"].iloc[0] > 0
    with pytest.raises(ValueError, match=r"valid: -2, -1, 0, 1, 2, not-stated"):
        compare_codings(codes.assign(code="3"))
