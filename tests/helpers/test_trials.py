"""The ladder under trials, and what weights could change, against cases worked out by hand."""

import pandas as pd
import pytest

from helpers import load
from helpers.ladder import CONTACT, attention, compare, without
from helpers.trials import TRIALS, observed_chart, recoded, trials, trials_chart
from helpers.weights import irreversible, weighted, weights_chart

STEPS = load("ladder_steps")
COLUMNS = ["channel", "date", "observed_until", "frequency", "formality", "stance"]


def steps(*rows):
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"frequency": "Int64", "formality": "Int64", "stance": "Int64"})


def change(frame, channel="staff", measure="frequency", **kwargs):
    return compare(frame, **kwargs).set_index(["channel", "measure"]).loc[(channel, measure), "change"]


def test_the_highest_of_one_period_is_set_against_the_highest_of_the_other():
    frame = steps(
        ("staff", "1993", "1993", 1, 1, 1),
        ("staff", "1995", "1995", 2, 1, 1),
        ("staff", "2008", "2008", 0, 1, 1),
        ("staff", "2010", "2010", 3, 1, 1),
    )
    assert change(frame) == 1  # 2 to 3
    assert change(frame, top=False) == -1  # 1 to 0
    assert change(frame, measure="formality") == 0


def test_a_level_outside_both_periods_is_not_compared():
    frame = steps(("staff", "1996", "2007", 3, 3, 1), ("staff", "2008", "2008", 3, 3, 1))
    assert pd.isna(change(frame, early=(1993, 1995)))
    assert change(frame, early=(1996, 1996)) == 0


def test_a_measure_that_no_step_states_is_not_compared():
    frame = steps(("staff", "1993", "1993", pd.NA, 1, 1), ("staff", "2008", "2008", 3, 3, 1))
    assert pd.isna(change(frame))
    assert change(frame, measure="formality") == 2


def test_moves_only_leaves_out_steps_that_observe_a_level_that_holds():
    left = without(STEPS, direction="same")
    assert set(left["direction"]) == {"start", "rise", "fall"}
    with pytest.raises(ValueError, match="sideways"):
        without(STEPS, direction="sideways")


def test_every_trial_takes_something_away():
    for name, leave in TRIALS.items():
        assert (len(leave(STEPS)) < len(STEPS)) == (name != "All steps")


def test_the_second_codes_replace_the_first_and_a_label_states_no_level():
    codings = pd.DataFrame(
        [
            ("ladder_steps", "a", "frequency", "3"),
            ("ladder_steps", "a", "formality", "not-stated"),
            ("other", "a", "frequency", "0"),
        ],
        columns=["table", "row", "field", "second"],
    )
    frame = pd.DataFrame({"id": ["a"], "frequency": [1], "formality": [1], "stance": [1]})
    again = recoded(frame, codings).iloc[0]
    assert again["frequency"] == 3
    assert pd.isna(again["formality"])
    assert again["stance"] == 1


def test_the_recoded_ladder_points_the_same_way_as_the_ladder():
    found = trials(STEPS, load("codings")).set_index("trial")
    assert found.loc["As recoded blind", "lower"] == found.loc["All steps", "lower"] == 0


def test_the_counts_of_a_trial_add_up():
    found = trials(STEPS, load("codings"))
    assert (found["higher"] + found["level"] + found["lower"] == found["measures"]).all()


def test_the_charts_say_what_they_show_in_both_drawings():
    for drawn in (trials_chart(STEPS), observed_chart(STEPS, attention(load("events"))), weights_chart(STEPS)):
        assert drawn.payload["upright"]
        assert drawn.payload["data"]["rows"]


# --- weights ---------------------------------------------------------------------------------------------------------


def test_no_weights_can_reverse_changes_of_which_none_falls():
    both = pd.DataFrame({"channel": ["a", "b"], "measure": "frequency", "change": [1, 0]})
    assert irreversible(both["change"])
    assert all(weighted(both, {"a": a, "b": b}) >= 0 for a in (0, 0.5, 5) for b in (0, 0.5, 5))


def test_one_fall_is_enough_for_some_weights_to_reverse_it():
    both = pd.DataFrame({"channel": ["a", "b"], "measure": "frequency", "change": [3, -1]})
    assert not irreversible(both["change"])
    assert weighted(both, {"a": 0.1, "b": 1}) < 0


def test_weights_are_not_negative_and_a_share_is_a_share():
    both = pd.DataFrame({"channel": ["a"], "measure": "frequency", "change": [1]})
    for weights, share in (({"a": -1}, 0.5), ({"a": 1}, 1.5)):
        with pytest.raises(ValueError, match="weights are not negative"):
            weighted(both, weights, formality=share)


def test_what_the_chapter_says_of_weights_holds():
    top, low = compare(STEPS), compare(STEPS, top=False)
    contact = top["channel"].isin(CONTACT)
    assert irreversible(top.loc[contact, "change"])
    assert not irreversible(top["change"])  # UN texts fall
    assert not irreversible(low.loc[contact, "change"])  # meetings fall at the low end


def test_the_chart_has_a_slider_for_each_weight():
    params = {param["name"] for param in weights_chart(STEPS).payload["spec"]["params"]}
    assert {"weight_leaders", "weight_texts_un", "share_formality"} <= params
