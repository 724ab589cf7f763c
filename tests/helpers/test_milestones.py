"""The order of operations and institutions, against cases worked out by hand."""

import pandas as pd
import pytest

from helpers import load, milestones


def led(*rows, lead="nato"):
    return pd.DataFrame(rows, columns=["start", "end"]).assign(lead=lead)


def at(*dates):
    return pd.DataFrame({"step": list(dates), "date": list(dates)})


def test_an_operation_known_to_the_month_is_only_possible_at_its_edges():
    found = milestones.running(led(("1992-07", "1992-11")), "1992-06", "1992-12")
    assert found["least"].tolist() == [0, 0, 1, 1, 1, 1, 0]
    assert found["most"].tolist() == [0, 1, 1, 1, 1, 1, 0]


def test_an_operation_that_goes_on_is_under_way_for_good():
    assert milestones.running(led(("1999-06-12", "..")), "2018-10", "2018-10")["least"].tolist() == [1]


def test_missions_that_nato_did_not_lead_are_not_counted():
    assert milestones.running(led(("1992-01", "1995-01"), lead="un"), "1993-01", "1993-01")["most"].tolist() == [0]


def test_a_wait_runs_from_the_last_start_before_the_step():
    found = milestones.lags(at("2001-01-01"), led(("1999-01-01", ".."), ("2000-01-01", ".."), ("2001-02-01", "..")))
    assert found["least"][0] == found["most"][0] == pytest.approx(366 / milestones.MONTH)


def test_a_wait_keeps_the_bounds_of_step_and_start():
    found = milestones.lags(at("2001-03"), led(("1999-01-01", ".."), ("2001-03", "..")))
    assert found["least"][0] == 0  # both on the same day of March
    assert found["most"][0] == pytest.approx(
        (pd.Timestamp("2001-03-30") - pd.Timestamp("1999-01-01")).days / milestones.MONTH
    )


def test_a_step_before_any_operation_has_no_wait():
    assert milestones.lags(at("1990"), led(("1992-07", "1992-11")))["most"].isna().all()


def test_a_random_day_between_two_starts_waits_half_the_gap_on_average():
    waited = milestones.random_lag(led(("2000-01-01", ".."), ("2001-01-01", "..")), "2000-01-01", "2000-12-31")
    assert waited == pytest.approx(365 / 2 / milestones.MONTH)


def test_the_steps_are_in_order_of_date_and_each_has_a_row():
    found = milestones.milestones(load("liaison_arrangements"), load("declaration_process"))
    assert len(found) == len(milestones.MILESTONES)
    assert found["date"].str[:4].is_monotonic_increasing


def test_the_figure_says_what_the_data_say():
    table = load("operations")
    count = milestones.running(table, "1990-01", "2018-10")
    assert (count.loc[count["month"] >= "1992-08-01", "least"] > 0).all()
    found = milestones.lags(milestones.milestones(load("liaison_arrangements"), load("declaration_process")), table)
    assert found["most"].notna().all()  # every step comes after the first operation
    assert "(0 idle months)" in milestones.order_chart(count, found).payload["description"]
