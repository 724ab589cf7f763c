"""The visits of 2008 and 2018, and the update of that week."""

import pandas as pd
import pytest

from helpers import load, visits


def test_days_are_counted_from_the_last_day_of_a_visit():
    assert visits.days_from("2008-06-09/2008-06-13", "2008-09-23") == 17 + 31 + 31 + 23
    assert visits.days_from("2018-10-22/2018-10-26", "2018-10-26") == 0


def test_an_act_without_a_day_is_refused():
    with pytest.raises(ValueError, match="need a day"):
        visits.days_from("2008-06-09/", "2008-09-23")


def test_every_stop_of_the_itinerary_has_a_lane_and_no_day_of_its_own():
    itinerary = load("itinerary_2018")
    assert set(visits.HOSTS) == set(itinerary["id"])
    assert itinerary["date"].nunique() == 1


def test_a_place_taken_from_a_seat_is_drawn_open():
    payload = visits.stops_chart(load("itinerary_2018"), {"Declaration updated": "2018-10-26"}).payload
    filled = [
        layer["data"]["name"]
        for layer in payload["spec"]["layer"]
        if layer["mark"]["type"] == "point" and layer["mark"].get("fill") == visits.PALETTE[0]
    ]
    stated = {row["id"] for name in filled for row in payload["spec"]["datasets"][name]}
    itinerary = load("itinerary_2018")
    assert stated == set(itinerary.loc[itinerary["place_basis"] == "stated", "id"])


def test_no_place_is_named_for_the_update():
    rows = visits.visits_table(load("staff_contacts"), load("declaration_process"), load("outlook_2018")).payload[
        "rows"
    ]
    update = next(row[2] for row in rows if row[0] == "The declaration")
    assert update == "26 October 2018, the last day"


def test_a_subject_that_only_one_of_the_two_lists_has_is_not_found_in_the_other():
    outlook = pd.DataFrame(
        {
            "id": ["a", "b"],
            "kind": ["opportunity"] * 2,
            "added_value_area": ["cyber-security", "not-applicable"],
            "theme": ["cyber", "x"],
        }
    )
    points = pd.DataFrame(
        {
            "id": ["p"],
            "document": ["joint-declaration-2018"],
            "point": ["priority"],
            "issue_area": ["countering terrorism"],
        }
    )
    rows = visits.week_table(outlook, points).payload["rows"]
    assert rows == [["cyber security", "yes", "not found"], ["countering terrorism", "no", "yes"]]
