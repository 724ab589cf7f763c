"""What the chapter on high-level meetings shows, against cases worked out by hand."""

import pandas as pd
import pytest

from helpers import load
from helpers.meetings import LAST, YEARLY, lanes_chart, rhythm_chart, secretariat, series_table, themes_table, when


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2010-01-11/2010-01-12", "11–12 January 2010"),
        ("2010-01-31/2010-02-01", "31 January 2010 to 1 February 2010"),
        ("2003", "2003"),
    ],
)
def test_days_of_one_month_are_joined_and_others_are_not(date, words):
    assert when(date) == words


def test_the_secretary_generals_meetings_stand_in_order_of_time():
    held = pd.DataFrame(
        {"id": ["r", "c", "a"], "series": ["retreat", "security-council-thematic", "high-level-meetings"]}
    ).assign(date=["2010-01-11", "2003", "1994-08"])
    assert secretariat(held)["id"].tolist() == ["a", "r"]


def test_the_lines_of_the_two_rhythms_stand_on_rows():
    events = load("events").set_index("id")
    assert "every two years" in events.loc["biennial-rhythm-2003", "title"]
    assert "annual" in events.loc["annual-rhythm-2005", "title"]
    sixth = load("meetings").set_index("id").loc["hlm-6", "date"]
    assert sixth.startswith(YEARLY)
    assert load("meetings")["date"].str[:10].max() < LAST


def test_no_meeting_fell_in_the_month_of_an_anniversary_of_the_sixth():
    later = load("meetings").query("series != 'security-council-thematic' and date > '2005-12'")["date"]
    assert not later.str[5:7].eq(YEARLY[5:7]).any()


def test_the_chart_of_the_rhythm_describes_each_interval():
    drawn = rhythm_chart(load("meetings")).payload
    assert len(drawn["data"]["rows"]) == 7
    assert "Sixth high-level meeting to seventh high-level meeting: 14" in drawn["description"]
    assert drawn["upright"]


def test_the_two_enlarged_weeks_show_the_council_first_in_2006_and_second_in_2010():
    frame = load("meetings").set_index("id")["date"]
    assert frame["sc-2006-09-20"] < frame["hlm-7"]
    assert frame["sc-2010-01-13"] > frame["retreat-2010"]
    assert "20th" in lanes_chart(load("meetings")).payload["description"]


def test_a_theme_is_shown_with_its_meeting_or_with_its_series_and_never_lost():
    themes, meetings = load("meeting_themes"), load("meetings")
    council = themes["meeting"].isin(meetings.loc[meetings["series"] == "security-council-thematic", "id"]).sum()
    shown = len(themes_table(themes, meetings).payload["rows"]) + len(series_table(themes).payload["rows"])
    assert shown + council == len(themes)


def test_every_theme_says_how_it_is_told_and_by_whom():
    themes, meetings = load("meeting_themes"), load("meetings")
    for made in (themes_table(themes, meetings), series_table(themes)):
        assert all(cell not in ("—", "nan", "") for row in made.payload["rows"] for cell in row)
