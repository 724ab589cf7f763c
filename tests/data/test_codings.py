"""What was coded twice, and what the data's readme and the rules of coding say of it."""

import re
from functools import cache
from pathlib import Path

import pandas as pd

from helpers import describe, load, stability, tables

README = Path(__file__).parents[2] / "data" / "README.md"
RULES = README.with_name("CODING.md")


@cache
def measured():
    return stability.stability(load("codings"))


def test_every_settled_code_is_the_one_that_the_row_has():
    codings = load("codings")
    differ = []
    for table, part in codings.groupby("table"):
        rows = load(table).set_index("id").astype("string").fillna("not-stated")
        differ += [c.id for c in part.itertuples() if rows.at[c.row, c.field] != c.settled]
    assert differ == []


def test_how_a_difference_was_settled_fits_the_codes():
    def how(coding):
        if coding.first == coding.second:
            return "agreed" if coding.settled == coding.first else "third"
        return {coding.first: "first-kept", coding.second: "second-adopted"}.get(coding.settled, "third")

    codings = load("codings")
    assert [c.id for c in codings.itertuples() if how(c) != c.how] == []
    assert set(codings.loc[codings["how"] == "agreed", "rationale"]) == {"agreed"}
    assert "agreed" not in set(codings.loc[codings["how"] != "agreed", "rationale"])


def test_levels_that_the_ladder_repeats_are_those_of_the_rows_it_refers_to():
    steps = load("ladder_steps").set_index("refers_to")
    for table, channels, level, field in [
        ("leader_relations", ("leaders",), "stance", "stance"),
        ("statements", ("texts-nato", "texts-un"), "frequency", "level_of_mention"),
    ]:
        ours = steps[steps.index.str.startswith(f"{table}:") & steps["channel"].isin(channels)][level]
        theirs = load(table).set_index("id")[field]
        pairs = pd.DataFrame(
            {"ladder": ours.to_numpy(), "row": theirs.loc[[i.split(":")[1] for i in ours.index]].to_numpy()}
        )
        assert (pairs["ladder"].eq(pairs["row"]) | pairs.isna().all(axis=1)).all(), pairs


def test_the_figures_in_the_readme_are_those_that_are_measured():
    assert stability.markdown(measured()) in README.read_text("utf-8")


def test_the_readme_names_each_field_that_is_not_to_be_analysed():
    said = README.read_text("utf-8").split("shown, not analysed:")[1].split("\n\n")[0]
    low = measured().query("not usable")
    assert re.findall(r"`(.+?)`", said) == [f"{row.table}.{row.field}" for row in low.itertuples()]


def test_the_readme_says_how_many_differences_were_settled_how():
    text = README.read_text("utf-8")
    codings = load("codings")
    counts = codings["how"].value_counts()
    differ = (codings["first"] != codings["second"]).sum()
    assert f"Of {len(codings):,} codings, {differ} differ" in text
    for how in ("first-kept", "second-adopted", "third"):
        assert f"(`{how}`, {counts[how]}" in text


def test_the_rules_have_each_heading_once_and_list_their_sections():
    text = RULES.read_text("utf-8")
    headings = re.findall(r"^(#+) (.+)$", text, re.M)
    assert len({name for _, name in headings}) == len(headings)
    assert [level for level, _ in headings].count("#") == 1
    assert {len(level) for level, _ in headings} == {1, 2, 3}
    assert re.findall(r"^- \[(.+)\]\(#", text, re.M) == [name for level, name in headings if level == "##"]


def test_every_row_that_the_rules_name_is_there():
    known = {row for name in tables() for row in load(name)["id"]}
    known |= {str(value) for name in tables() for value in describe(name).categories["value"]}
    known |= {"not-stated", "not-applicable", "not-found", "contested"}
    named = re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", RULES.read_text("utf-8"))
    assert [name for name in named if name not in known and not re.fullmatch(r"[0-9-]+", name)] == []
