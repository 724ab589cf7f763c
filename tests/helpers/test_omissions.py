"""What the study's line of texts leaves out, against cases worked out by hand."""

import pandas as pd
import pytest

from helpers import load
from helpers.omissions import LANES, beside, longest_gap, skipped_chart, within


def line(*days, lane=LANES[0]):
    return pd.DataFrame({"lane": lane, "first": pd.to_datetime(list(days))})


def tables():
    return [load(name) for name in ("statements", "events", "mandate_clauses", "operations")]


def test_the_longest_gap_is_between_neighbours_of_the_texts_that_are_read():
    start, end, months = longest_gap(
        pd.concat([line("1991-11-07", "1992-06-04", "1999-04-24"), line("1995", lane=LANES[1])])
    )
    # 4 June 1992 to 24 April 1999: 2,515 days, 82 whole months of 30.44 days
    assert (start, end, months) == (pd.Timestamp("1992-06-04"), pd.Timestamp("1999-04-24"), 82)


def test_what_falls_on_an_edge_is_not_within():
    found = line("1992-06-04", "1993-01-01", "1999-04-24", lane=LANES[2])
    assert within(found, LANES[2], pd.Timestamp("1992-06-04"), pd.Timestamp("1999-04-24")) == 1


def test_an_unknown_lane_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="Council decisions"):
        within(line("1992"), "Speeches", pd.Timestamp("1992"), pd.Timestamp("1993"))


def test_a_resolution_counts_once_and_only_if_one_of_its_clauses_was_verified():
    statements, events, clauses, operations = tables()
    sure = clauses.loc[clauses["verified"].isin(["yes", "content"]), "resolution"].nunique()
    assert (beside(statements, events, clauses, operations)["lane"] == LANES[2]).sum() == sure
    none = beside(statements, events, clauses.assign(verified="no"), operations)
    assert (none["lane"] == LANES[2]).sum() == 0


def test_a_mission_that_nato_did_not_lead_is_none_of_its_operations():
    found = beside(*tables())
    assert not found.loc[found["lane"] == LANES[3], "what"].str.contains("UNPROFOR|UNTAES").any()


def test_a_text_of_the_study_is_not_among_those_that_it_skips():
    found = beside(*tables())
    skipped = found.loc[found["lane"] == LANES[1], "date"].tolist()
    assert skipped == ["1992-12-11", "1992-12-17", "2002-11-21"]


def test_the_chart_describes_all_four_lanes():
    description = skipped_chart(beside(*tables())).payload["description"]
    assert all(lane in description for lane in LANES)
