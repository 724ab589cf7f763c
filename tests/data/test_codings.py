"""What was coded twice, and what the data's readme says of it."""

from functools import cache
from pathlib import Path

import pandas as pd

from helpers import load, stability

README = Path(__file__).parents[2] / "data" / "README.md"


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
        pairs = pd.DataFrame({"ladder": ours.to_numpy(), "row": theirs.loc[[i.split(":")[1] for i in ours.index]].to_numpy()})
        assert (pairs["ladder"].eq(pairs["row"]) | pairs.isna().all(axis=1)).all(), pairs


def test_the_figures_in_the_readme_are_those_that_are_measured():
    assert stability.markdown(measured()) in README.read_text("utf-8")


def test_the_readme_names_each_field_that_is_not_to_be_analysed():
    said = README.read_text("utf-8").split("shown, not analysed:")[1].split("\n\n")[0]
    low = measured().query("not usable")
    assert {f"`{r.table}.{r.field}`" for r in low.itertuples()} == set(said.replace(",", " ").replace(".\n", " ").rstrip(".").split()) & {
        f"`{r.table}.{r.field}`" for r in measured().itertuples()
    }


def test_the_readme_says_how_many_differences_were_settled_how():
    text = README.read_text("utf-8")
    counts = load("codings")["how"].value_counts()
    total = counts.sum()
    assert f"{total:,} codings" in text
    assert f"{total - counts['agreed']} differ" in text
    for how in ("first-kept", "second-adopted", "third"):
        assert f"`{how}` ({counts[how]})" in text
