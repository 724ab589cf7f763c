"""The ladder against cases worked out by hand."""

import pandas as pd
import pytest

from helpers import load
from helpers.ladder import CHANNELS, attention, levels, without
from helpers.ladder_chart import ladder_chart

COLUMNS = ["channel", "date", "observed_until", "direction", "frequency", "formality", "stance"]


def steps(*rows):
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"frequency": "Int64", "formality": "Int64", "stance": "Int64"})


def of(frame, channel="staff"):
    return frame[frame["channel"] == channel].set_index("year")


def test_a_level_is_not_carried_a_year_beyond_what_its_source_speaks_of():
    found = of(levels(steps(("staff", "2004-09", "2006-01", "start", 2, 1, 1)), first=2003, last=2008))
    assert found.index[found["observed"]].tolist() == [2004, 2005, 2006]
    assert found["frequency_high"].isna()[2007]


def test_two_steps_of_a_year_give_its_lowest_and_its_highest_level_and_no_mean():
    found = of(levels(steps(("staff", "2004", "2006", "start", 1, 1, 1), ("staff", "2006", "2006", "rise", 3, 2, 2))))
    assert found.loc[2006, ["frequency_low", "frequency_high"]].tolist() == [1, 3]
    assert found.loc[2005, ["frequency_low", "frequency_high"]].tolist() == [1, 1]


def test_a_moment_inside_a_span_touches_every_year_that_it_may_fall_in():
    found = of(levels(steps(("staff", "1993/1995", "not-stated", "fall", 0, 0, -1))))
    assert found.index[found["observed"]].tolist() == [1993, 1994, 1995]


def test_a_year_can_be_observed_without_a_level():
    found = of(levels(steps(("staff", "2003", "2003", "fall", pd.NA, pd.NA, -1))))
    assert found.loc[2003, "observed"]
    assert pd.isna(found.loc[2003, "frequency_high"])
    assert found.loc[2003, "stance_low"] == -1


def test_every_channel_has_every_year():
    found = levels(steps(("staff", "2003", "2003", "start", 1, 1, 1)), first=2000, last=2004)
    assert len(found) == 5 * len(CHANNELS)


def test_leaving_out_a_kind_of_evidence_that_nothing_rests_on_is_refused():
    with pytest.raises(ValueError, match="nothing would be left out"):
        without(load("ladder_steps"), source="no-such-key")


def test_decades_without_a_row_are_counted_as_none():
    counted = attention(pd.DataFrame({"date": ["1949", "1970-01/1980", "not-stated"]}))
    assert counted.values.tolist() == [[1940, 1], [1950, 0], [1960, 0], [1970, 1]]


def test_in_the_data_every_channel_is_known_and_every_low_is_at_most_its_high():
    found = levels(load("ladder_steps"))
    assert set(load("ladder_steps")["channel"]) == set(CHANNELS)
    for name in ("frequency", "formality", "stance"):
        assert (found[f"{name}_low"] <= found[f"{name}_high"]).fillna(True).all()


def test_the_chart_says_in_words_how_much_of_each_channel_is_observed():
    drawn = ladder_chart(load("ladder_steps"), attention(load("events")), title="x")
    assert all(name in drawn.payload["description"] for name in CHANNELS.values())
