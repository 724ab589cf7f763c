"""The reports that followed: only letters that somebody saw, and days that both letters give."""

import pandas as pd

from helpers import letters, load


def report(**change):
    row = {"verified": "yes", "nato_letter_date": "2017-08-08", "un_letter_date": "2017-08-11"}
    return {**row, "period": "2017-04-01/2017-06-30", **change}


def test_the_wait_is_counted_from_letter_to_letter():
    found = letters.transit(pd.DataFrame([report()]))
    assert found[["waited", "after"]].values.tolist() == [[3, 42]]


def test_a_report_that_was_not_seen_or_lacks_a_day_gives_no_wait():
    rows = [report(verified="no"), report(nato_letter_date="not-stated"), report(un_letter_date="2017-08")]
    assert letters.transit(pd.DataFrame(rows)).empty


def test_a_report_without_a_stated_period_still_has_a_wait_between_letters():
    found = letters.transit(pd.DataFrame([report(), report(period="not-stated")]))
    assert found["waited"].tolist() == [3, 3]
    assert found["after"].isna().tolist() == [False, True]


def test_a_monthly_duty_over_a_year_calls_for_eleven_or_twelve_reports():
    led = pd.DataFrame([{"id": "ifor", "start": "1995-12-20", "end": "1996-12-20"}])
    duty = {"id": "c", "operations": "ifor", "kind": "reports", "verified": "yes", "date": "1995-12-15"}
    assert letters.called_for(led, pd.DataFrame([{**duty, "report_rhythm": "P1M"}]), ("ifor",)) == 12
    assert letters.called_for(led, pd.DataFrame([{**duty, "report_rhythm": "P3M"}]), ("ifor",)) == 4


def test_no_letter_was_sent_on_before_it_was_written():
    assert (letters.transit(load("standing_reports"))["waited"] >= 0).all()


def test_every_report_has_a_place_in_the_figure():
    reports = load("standing_reports")
    assert letters._dots(reports)["at"].notna().all()
    assert set(reports["operation"]) <= set(letters.FORCES)
