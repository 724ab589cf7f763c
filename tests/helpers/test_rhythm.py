"""Intervals and rhythms against cases worked out by hand."""

import pandas as pd
import pytest

from helpers import load
from helpers.rhythm import due, intervals, met_in


def held(*dates):
    return pd.DataFrame({"id": [f"m-{n}" for n in range(len(dates))], "date": dates})


def test_an_interval_runs_from_first_day_to_first_day():
    # 25 July 2005 to 22 September 2006: 424 days, whatever the second day of the first meeting was
    found = intervals(held("2005-07-25/2005-07-26", "2006-09-22"))
    assert found["least"].tolist() == found["most"].tolist() == [pytest.approx(424 / 365.2425 * 12)]


def test_a_date_known_to_the_month_leaves_the_interval_between_two_bounds():
    # from 31 August 1994 to 15 February 1996 are 533 days, from 1 August 563
    found = intervals(held("1994-08", "1996-02-15/1996-02-16"))
    assert found["least"][0] == pytest.approx(533 / 365.2425 * 12)
    assert found["most"][0] == pytest.approx(563 / 365.2425 * 12)


def test_meetings_are_put_in_order_of_time_first():
    found = intervals(held("2006-09-22", "1998-07-28/1998-07-29", "2001-02-06/2001-02-07"))
    assert found[["meeting", "next"]].values.tolist() == [["m-1", "m-2"], ["m-2", "m-0"]]


def test_two_meetings_of_which_either_may_have_come_first_are_refused_by_name():
    with pytest.raises(ValueError, match="m-0 or m-1"):
        intervals(held("2007", "2007-03-28"))


def test_a_meeting_without_a_date_is_refused_by_name():
    with pytest.raises(ValueError, match="no date: m-1"):
        intervals(held("2007", "not-stated"))


@pytest.mark.parametrize(
    ("first", "until", "every", "meetings"),
    [
        ("2005-07-25", "2006-07-24", 12, 0),  # the day before the first anniversary
        ("2005-07-25", "2006-07-25", 12, 1),
        ("2005-07-25/2005-07-26", "2010-10-21", 12, 5),
        ("1994-08", "2003-07-28", 24, 4),  # 107 months
        ("2010-01-11", "2006-09-22", 12, 0),  # nothing is due before it begins
    ],
)
def test_a_meeting_is_due_when_a_whole_period_has_run_out(first, until, every, meetings):
    assert due(first, until, every=every) == meetings


def test_a_rhythm_without_a_last_day_is_refused():
    with pytest.raises(ValueError, match="2009-09/"):
        due("2005-07-25", "2009-09/")


def test_a_year_counts_once_however_many_meetings_it_had():
    assert met_in(held("2007-03-28", "2007-11-06", "2010-01-13"), 2005, 2010) == [2007, 2010]


def test_in_the_data_no_interval_after_2005_is_a_year_or_less():
    series = load("meetings").query("series != 'security-council-thematic'")
    late = intervals(series).query("start >= '2005-07'")
    assert len(late) == 2
    assert (late["least"] > 12).all()
