from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from undate import Undate

from helpers.dates import DateError, bounds, days, is_valid, phrase


def text(value):
    return None if value is None else str(value)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1993-01-10", ("1993-01-10",) * 4),
        ("2007-08", ("2007-08-01", "2007-08-31") * 2),
        ("1994", ("1994-01-01", "1994-12-31") * 2),
        ("1996-02", ("1996-02-01", "1996-02-29") * 2),
        ("199X", ("1990-01-01", "1999-12-31") * 2),
        ("1994-11-XX", ("1994-11-01", "1994-11-30") * 2),
        ("2004/2007", ("2004-01-01", "2004-12-31", "2007-01-01", "2007-12-31")),
        ("2007-08/2009-09", ("2007-08-01", "2007-08-31", "2009-09-01", "2009-09-30")),
        ("2007-08~/2009?", ("2007-08-01", "2007-08-31", "2009-01-01", "2009-12-31")),
        ("2009-09/", ("2009-09-01", "2009-09-30", "2009-09-01", None)),
        ("2004/..", ("2004-01-01", "2004-12-31", "2004-01-01", None)),
        ("/2004", (None, "2004-12-31", "2004-01-01", "2004-12-31")),
        # each side limits the other: it cannot end before it starts
        ("2009/2009-03", ("2009-01-01", "2009-03-31", "2009-03-01", "2009-03-31")),
        ("2007-08/2007", ("2007-08-01", "2007-08-31", "2007-08-01", "2007-12-31")),
    ],
)
def test_a_date_gives_the_days_it_allows(edtf, expected):
    span = bounds(edtf)
    assert tuple(map(text, (span.earliest_start, span.latest_start, span.earliest_end, span.latest_end))) == expected


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_dates_whose_digits_are_known_are_read_as_undate_reads_them(day, length):
    as_undate_reads_it(day.isoformat()[:length])


@given(st.dates(date(100, 1, 1)), st.sampled_from(["{:.3}X", "{:.2}XX", "{:.4}-XX", "{:.4}-XX-XX", "{:.7}-XX"]))
def test_dates_that_lack_digits_are_read_as_undate_reads_them(day, form):
    as_undate_reads_it(form.format(day.isoformat()))


def as_undate_reads_it(text):
    span, read = bounds(text), Undate.parse(text, "EDTF")
    assert (str(span.earliest_start), str(span.latest_end)) == (str(read.earliest), str(read.latest))


def test_a_term_known_to_go_on_had_begun_and_had_not_ended_on_that_day():
    span = bounds("2010/", as_of="2010-10-21")
    assert (text(span.latest_start), text(span.earliest_end), span.latest_end) == ("2010-10-21", "2010-10-21", None)


def test_a_day_of_knowledge_before_the_start_says_nothing_of_a_forecast():
    assert bounds("2012/", as_of="2010-10-21") == bounds("2012/")


def test_a_day_of_knowledge_does_not_move_an_end_that_is_known():
    assert bounds("2004/2007", as_of="2010-10-21") == bounds("2004/2007")


def test_marks_are_flags_and_widen_nothing():
    about, plain = bounds("1993~"), bounds("1993")
    assert about.approximate
    assert not plain.approximate
    assert about.possible == plain.possible
    assert bounds("1993?").uncertain
    assert bounds("1993%").uncertain
    assert bounds("1993%").approximate


def test_unknown_and_continuing_ends_are_told_apart():
    assert (bounds("2009/").end_known, bounds("2009/").continues) == (False, False)
    assert (bounds("2009/..").end_known, bounds("2009/..").continues) == (False, True)


@pytest.mark.parametrize(
    "wrong",
    [
        *["", "/", "../", "../..", "x", "2007-13", "2007-02-30", "August 2007", " 2004", "2004 ", "2004-5", "20045"],
        *["0000", "2004/2005/2006", "٢٠٠٤", "2004~~", "1994-XX-03", "not-stated", "9" * 10_000],
        *[None, 2004, float("nan")],
    ],
)
def test_what_is_not_a_date_is_refused_with_the_accepted_forms(wrong):
    with pytest.raises(DateError, match="accepted: 2007-08-15"):
        bounds(wrong)
    assert not is_valid(wrong)


def test_an_error_names_the_value():
    with pytest.raises(DateError, match="'August 2007'"):
        bounds("August 2007")


@pytest.mark.parametrize("reversed_", ["2009/2007", "2009-10/2009-09", "2009-09-02/2009-09-01"])
def test_an_interval_that_ends_before_it_starts_is_refused(reversed_):
    with pytest.raises(DateError, match="before it starts"):
        bounds(reversed_)


@given(st.text(max_size=30))
def test_no_text_makes_the_reading_fail_in_any_other_way(value):
    assert is_valid(value) in (True, False)


parts = st.dates().map(str).flatmap(lambda d: st.sampled_from([d, d[:7], d[:4]]))


@given(parts, parts)
def test_bounds_are_in_order_and_certain_lies_within_possible(a, b):
    edtf = f"{a}/{b}"
    if not is_valid(edtf):
        return
    span = bounds(edtf)
    assert span.earliest_start <= span.latest_start <= span.latest_end
    assert span.earliest_start <= span.earliest_end <= span.latest_end
    least, most = days(edtf)
    assert 1 <= least <= most


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2007-08", "August 2007"),
        ("2010-10-21", "21 October 2010"),
        ("2008-06-01~", "about 1 June 2008"),
        ("199X~", "about the 1990s"),
        ("1994-11-XX", "November 1994"),
        ("2004/2007", "2004 to 2007"),
        ("2009-09/", "from September 2009"),
        ("2004/..", "since 2004"),
        ("/2004-06", "until June 2004"),
    ],
)
def test_dates_are_put_into_words(edtf, words):
    assert phrase(edtf) == words
