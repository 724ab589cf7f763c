"""Coverage against cases worked out by hand."""

import pandas as pd
import pytest

from helpers import load
from helpers.coverage import POST, coverage

POSTS = pd.DataFrame(
    [
        ("adhoc", "p", "2000", "within", "yes", None),
        ("gone", "p", "2000/2001", "within", "withdrawn", None),
        ("series", "p", "2002-05/2004-05", "throughout", "yes", None),
        ("renamed", "p", "2004-05/", "throughout", "yes", "2004-12-31"),
    ],
    columns=["id", "post", "period", "extent", "post_exists", "as_of"],
)
COLUMNS = ["arrangement", "holder_known", "term", "extent", "not_before", "not_after", "as_of", "duration"]


def terms(*rows):
    return pd.DataFrame(rows, columns=COLUMNS).assign(duration_approximate="yes")


def share(*rows, first=2000, as_of="2004-12-31"):
    return coverage(terms(*rows), POSTS, post="p", first=first, as_of=as_of).set_index("year")


def test_a_term_stated_to_the_month_may_begin_and_end_on_any_day_of_it():
    found = share(("series", "yes", "2003-03/2003-06", "throughout", None, None, None, None))
    # sure: 31 March to 1 June, 63 days; possible: 1 March to 30 June, 122 days
    assert found.lower[2003] == pytest.approx(63 / 365)
    assert found.upper[2003] == pytest.approx(122 / 365)


def test_a_term_stated_to_the_year_makes_only_the_years_between_sure():
    found = share(("series", "yes", "2002/2004", "throughout", None, None, None, None))
    assert found.lower.round(3).to_dict() == {2000: 0, 2001: 0, 2002: 0.003, 2003: 1, 2004: 0.003}
    assert found.upper.to_dict() == {2000: 0, 2001: 0, 2002: 1, 2003: 1, 2004: 1}


def test_the_order_of_the_holders_narrows_what_is_possible_and_not_what_is_sure():
    free = share(("series", "yes", "2002/2004", "throughout", None, None, None, None))
    held = share(("series", "yes", "2002/2004", "throughout", "2002-07", "2004-06", None, None))
    assert (held.lower == free.lower).all()
    assert held.upper[2002] == pytest.approx(184 / 365)  # 1 July to 31 December
    assert held.upper[2004] == pytest.approx(182 / 366)  # 1 January to 30 June of a leap year


def test_about_six_months_somewhere_in_a_year_are_four_to_eight():
    found = share(("adhoc", "yes", "2000", "within", None, None, None, "P6M"))
    assert found.lower[2000] == pytest.approx(4 * 365.2425 / 12 / 366)
    assert found.upper[2000] == pytest.approx(8 * 365.2425 / 12 / 366)
    assert found.upper[2001] == 0


def test_days_that_two_terms_may_share_are_counted_once():
    one = ("series", "yes", "2002/2003", "throughout", None, None, None, None)
    found = share(one, ("series", "yes", "2003/2004", "throughout", None, None, None, None))
    assert found.upper.max() == 1


def test_an_officer_without_a_name_covers_nothing():
    found = share(("adhoc", "no", "2000/2004", "throughout", None, None, None, None))
    assert found.upper.sum() == 0


def test_the_last_year_counts_only_the_days_of_which_the_sources_speak():
    found = share(("renamed", "yes", "2004-01/", "throughout", None, None, "2004-06-30", None), as_of="2004-06-30")
    assert found.days[2004] == 182
    assert found.lower[2004] == pytest.approx(152 / 182)  # from 31 January


def test_whether_the_post_existed_is_told_apart_from_who_held_it():
    found = share(("series", "no", "2002/2004", "throughout", None, None, None, None))
    assert found.post.to_dict() == {
        2000: "some of the year",  # within one year, so at some time of it
        2001: "no source says",
        2002: "some of the year",  # from May
        2003: "all year",
        2004: "all year",  # renamed in May, but the same post on every day
    }
    assert found.withdrawn.to_dict() == {2000: True, 2001: True, 2002: False, 2003: False, 2004: False}


def test_an_unknown_post_is_refused_with_the_ones_there_are():
    with pytest.raises(ValueError, match=r"'q'.*\['p'\]"):
        coverage(terms(), POSTS, post="q")


def test_in_the_data_a_lower_bound_never_exceeds_its_upper_bound_nor_a_whole_year():
    found = coverage(load("liaison_officers"), load("liaison_arrangements"))
    assert ((found.lower >= 0) & (found.lower <= found.upper) & (found.upper <= 1)).all()
    assert set(found.post) <= set(POST)
    assert found.year.tolist() == list(range(1993, 2011))
