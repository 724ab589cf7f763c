"""Days together and what sources say of pairs, against cases worked out by hand."""

import pandas as pd
import pytest

from helpers import load
from helpers.overlap import overlaps, spare_comparisons, vacancies
from helpers.relations import by_issue, of_pairs, outside_share, pair_rows

COLUMNS = ["person", "organization", "kind", "start", "end", "as_of", "other_start", "other_end"]
NONE = "not-applicable"


def terms(*rows):
    return pd.DataFrame([(*row, *[NONE] * (len(COLUMNS) - len(row))) for row in rows], columns=COLUMNS)


def days(*rows, **options):
    found = overlaps(terms(*rows), **options)
    return {(r.un_leader, r.nato_leader): (r.days, r.least, r.most) for r in found.itertuples()}


X = ("x", "nato", "appointed", "2000-01-01", "2000-12-31")


def test_a_term_covers_its_first_and_its_last_day():
    assert days(("a", "un", "appointed", "2000-01-31", "2000-02-01"), X) == {("a", "x"): (2, 2, 2)}


def test_the_day_of_a_handover_is_the_successors_alone():
    found = days(
        ("a", "un", "appointed", "2000-01-01", "2000-01-10"), ("b", "un", "appointed", "2000-01-10", "2000-01-20"), X
    )
    assert found == {("a", "x"): (9, 9, 9), ("b", "x"): (11, 11, 11)}


def test_a_handover_in_one_house_says_nothing_of_the_other():
    found = days(("a", "un", "appointed", "1999-01-01", "2000-01-01"), X)
    assert found == {("a", "x"): (1, 1, 1)}


def test_terms_that_do_not_touch_make_no_pair():
    assert days(("a", "un", "appointed", "1999-01-01", "1999-12-31"), X) == {}
    assert list(overlaps(terms(("a", "un", "appointed", "1999-01-01", "1999-12-31"), X)).columns)[-1] == "acting"


def test_other_lists_bound_the_days_from_below_and_above():
    late = ("a", "un", "appointed", "2000-01-11", "2000-01-20", NONE, "2000-01-01", "2000-01-15")
    # least: 11 to 15 January; most: 1 to 20 January
    assert days(late, X) == {("a", "x"): (10, 5, 20)}


def test_an_end_in_other_lists_gives_way_to_a_successors_other_start():
    one = ("a", "un", "appointed", "2000-01-01", "2000-01-10", NONE, NONE, "2000-01-15")
    then = ("b", "un", "appointed", "2000-01-20", "2000-01-31", NONE, "2000-01-15", NONE)
    assert days(one, then, X)[("a", "x")] == (10, 10, 14)


def test_an_open_term_is_counted_to_the_day_on_which_it_was_still_running():
    assert days(("a", "un", "appointed", "2000-12-01", "..", "2026-01-01"), X) == {("a", "x"): (31, 31, 31)}


def test_an_open_term_that_nobody_dates_is_refused():
    with pytest.raises(ValueError, match=r"'a'.*as_of"):
        overlaps(terms(("a", "un", "appointed", "2000-12-01", ".."), X))


def test_an_acting_year_and_a_regular_term_of_one_person_are_one_stay():
    acting = ("a", "un", "acting", "2000-01-01", "2000-02-01")
    regular = ("a", "un", "appointed", "2000-02-01", "2000-02-29", NONE, "2000-01-01", NONE)
    assert days(acting, regular, X) == {("a", "x"): (60, 60, 60)}  # 31 and 29, a leap year


def test_heads_who_only_acted_are_marked_and_can_be_left_out():
    acting = ("a", "un", "acting", "2000-01-01", "2000-02-01")
    assert overlaps(terms(acting, X))["acting"].tolist() == [True]
    assert days(acting, X, acting=False) == {}


def test_an_office_without_a_head_is_a_gap_and_a_handover_is_none():
    one = ("a", "un", "appointed", "2000-01-01", "2000-01-10")
    then = ("b", "un", "appointed", "2000-01-13", "2000-01-31")
    assert vacancies(terms(one, then))["days"].tolist() == [2]
    assert vacancies(terms(one, ("b", "un", "appointed", "2000-01-11", "2000-01-31"))).empty


def test_heads_of_two_houses_may_share_a_name_without_closing_a_ring():
    pairs = pd.DataFrame({"un_leader": ["a", "b"], "nato_leader": ["b", "a"]})
    assert spare_comparisons(pairs) == 0


def test_a_pair_named_twice_is_one_pair():
    pairs = pd.DataFrame({"un_leader": ["a", "a"], "nato_leader": ["x", "x"]})
    assert spare_comparisons(pairs) == 0


def test_two_groups_of_pairs_make_no_ring_and_two_rings_count_twice():
    apart = pd.DataFrame({"un_leader": ["a", "b"], "nato_leader": ["x", "y"]})
    full = pd.DataFrame([(un, nato) for un in "abc" for nato in "xy"], columns=["un_leader", "nato_leader"])
    assert spare_comparisons(apart) == 0
    assert spare_comparisons(full) == 2  # six pairs, five heads, one group


# Annan with Robertson and with Solana, Ban with Rutte
PAIRS = pd.DataFrame({"un_leader": ["annan", "annan", "ban"], "nato_leader": ["solana", "robertson", "rutte"]})


def statements(*rows):
    return pd.DataFrame(rows, columns=["unit", "un_leader", "nato_leader", "issue", "stance", "independence"]).astype(
        {"stance": "Int64"}
    )


def test_who_speaks_of_a_pair_is_the_study_if_any_row_is_its_own():
    rows = statements(
        ("pair", "annan", "solana", "kosovo", 2, "public-record"),
        ("pair", "annan", "solana", "kosovo", 2, "study-authors"),
        ("pair", "annan", "robertson", "bosnia", 0, "public-record"),
        ("person", "ban", "not-applicable", "general", 1, "study"),
    )
    found = of_pairs(PAIRS, rows)
    assert found["voice"].tolist() == ["the study", "public record only", "no source here"]
    assert found["relation"].tolist() == ["support", "contact only", "none"]
    assert found["rows"].tolist() == [2, 1, 0]


def test_a_row_without_a_stance_speaks_of_a_pair_and_gives_it_no_direction():
    found = of_pairs(PAIRS, statements(("pair", "annan", "solana", "bosnia", None, "secondary")))
    assert found.loc[0, ["voice", "relation"]].tolist() == ["the study", "none"]


def test_rows_on_people_who_never_held_office_together_are_left_out():
    rows = statements(("pair", "annan", "worner", "peacekeeping", 1, "study"))
    assert pair_rows(rows, PAIRS).empty


def test_a_stance_found_on_every_issue_keeps_the_issues_together():
    rows = statements(
        ("pair", "annan", "solana", "kosovo", 1, "study"),
        ("pair", "annan", "solana", "kosovo", 2, "study"),
        ("pair", "annan", "solana", "bosnia", 1, "study"),
        ("pair", "annan", "robertson", "iraq", -1, "study"),
        ("pair", "annan", "robertson", "bosnia", None, "study"),
    )
    found = by_issue(rows, PAIRS).set_index("nato_leader")
    assert found.loc["solana", ["issues", "varies", "apart"]].tolist() == [2, True, False]
    assert found.loc["robertson", ["issues", "lowest", "highest", "varies"]].tolist() == [1, -1, -1, False]


def test_a_share_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one row"):
        outside_share(statements())


TENURES, RELATIONS = load("tenures"), load("leader_relations")
FOUND = of_pairs(overlaps(TENURES), RELATIONS)


def test_in_the_data_bounds_enclose_the_days_and_no_day_has_two_pairs():
    assert (FOUND["least"] <= FOUND["days"]).all()
    assert (FOUND["days"] <= FOUND["most"]).all()
    first = pd.Timestamp(TENURES.loc[TENURES["organization"] == "nato", "start"].min())
    gaps = vacancies(TENURES).query("last >= @first")["days"].sum()
    assert FOUND["days"].sum() == (FOUND["last"].max() - first).days + 1 - gaps


def test_in_the_data_heads_who_follow_one_another_make_no_ring():
    assert spare_comparisons(FOUND) == 0


def test_in_the_data_the_pair_that_differs_in_2003_has_a_row_of_support_from_that_year():
    both = FOUND.query("relation == 'support and reserve'")[["un_leader", "nato_leader"]]
    rows = RELATIONS.merge(both).query("date.str.startswith('2003')")
    assert set(rows["stance"]) == {-1, 1}
    assert set(rows["nato_leader"]) == {"george-robertson"}
