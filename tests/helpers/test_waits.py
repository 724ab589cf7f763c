"""Waits against cases worked out by hand."""

import pandas as pd
import pytest

from helpers import load
from helpers.waits import SHORT, WAITS, gap, share_under_ban, steps_between, waits


def test_two_days_have_one_number_of_days_between_them():
    assert gap("2018-10-26", "2018-10-31") == (5, 5)


def test_a_month_gives_two_bounds_from_its_last_day_and_from_its_first():
    # from 30 September 2005 and from 1 September 2005 to 23 September 2008
    assert gap("2005-09", "2008-09-23") == (1089, 1118)


def test_a_later_month_is_reached_at_the_earliest_on_its_first_day():
    assert gap("2008-09-23", "2008-12") == (69, 99)


def test_a_date_that_has_no_start_is_refused():
    with pytest.raises(ValueError, match="both need a start"):
        gap("/2004", "2008-09-23")


def test_the_stages_before_and_after_bans_first_day_make_up_the_whole_wait():
    found = waits(load("declaration_process"), load("tenures")).set_index(pd.Index(SHORT))
    for bound in ("least", "most"):
        assert found[bound]["annan"] + found[bound]["ban"] == found[bound]["signature"]


def test_every_stage_has_a_short_name_and_a_least_that_is_not_above_its_most():
    found = waits(load("declaration_process"), load("tenures"))
    assert len(SHORT) == len(WAITS) == len(found)
    assert (found["least"] <= found["most"]).all()


def test_a_share_is_rounded_away_from_more_than_is_known():
    found = pd.DataFrame({"least": [458, 631, 1089], "most": [487, 631, 1118]})
    assert share_under_ban(found) == "between 56 and 58"  # 56.4 down, 57.9 up


@pytest.mark.parametrize(
    ("date", "counted"),
    [
        ("2010-10-21", 0),
        ("2010-10-22", 1),
        ("2010", 0),  # most days of 2010 are earlier
        ("2012", 1),
        ("2018-09-01", 0),
        ("2018", 0),
        ("not-stated", 0),
    ],
)
def test_a_step_counts_if_it_must_fall_between_the_days(date, counted):
    assert steps_between(pd.DataFrame({"date": [date]}), "2010-10-22", "2018-08-31") == counted
