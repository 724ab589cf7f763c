"""Widths of columns, from what they hold."""

import pytest

from press.typst.widths import INSET, longest_word, run, share

LONG = "a long account of what the officer did in New York and in Mons " * 3


def test_a_table_that_fits_keeps_its_natural_widths():
    assert share([["1993"], ["short"]], 300, 9) is None


def test_numbers_and_dates_stay_whole_beside_long_text():
    widths = share([["1993-02"] * 5, [LONG] * 5, ["12.25"] * 5], 330, 9)
    assert widths[0] >= run("1993-02", 9) + INSET - 0.01
    assert widths[2] >= run("12.25", 9) + INSET - 0.01
    assert widths[1] > 200


def test_widths_fill_what_is_there():
    assert sum(share([[LONG], [LONG * 2], ["x"]], 330, 9)) == pytest.approx(330, abs=0.1)


def test_the_column_with_more_text_is_wider():
    narrow, wide = share([[LONG] * 3, [LONG * 3] * 3], 330, 9)
    assert wide > narrow


def test_a_column_of_one_long_word_keeps_it_whole():
    widths = share([["internationalization"], [LONG * 4]], 200, 9)
    assert widths[0] >= longest_word("internationalization", 9)


def test_columns_that_cannot_fit_share_the_room_all_the_same():
    widths = share([["internationalization" * 3]] * 4, 200, 9)
    assert sum(widths) == pytest.approx(200, abs=0.1)


def test_the_names_of_columns_break_at_their_joints_and_nowhere_else():
    names = ["id", "kind", "stance", "date", "members_of_nato_involved"] * 3
    widths = share([names, [LONG] * 15, ["string"] * 15], 330, 9)
    assert widths[0] >= longest_word("involved", 9) + INSET - 0.01
    assert longest_word("members_of_nato_involved", 9) < run("members_of_nato", 9)


def test_columns_of_short_texts_stay_whole_even_if_others_get_a_little_longer():
    tests, rests = ["hoop", "straw in the wind"] * 5, ["no test"] * 9 + ["record and account"]
    accounts = [["organizations, " + LONG[at : at + length] for at in range(10)] for length in (70, 75, 60)]
    widths = share([*accounts, tests, rests], 448, 8.7)
    assert widths[3] >= run("straw in the wind", 8.7) + INSET - 0.01


def test_the_head_of_a_column_takes_two_lines_at_most():
    kept = ["What became of it", *["adopted", "not known"] * 9]
    what = ["What", *[LONG[at : at + 40 + 3 * at] for at in range(18)]]
    widths = share(
        [["When", *["2004 to 2005"] * 18], ["Who", *["Benedikta von Seherr-Thoss"] * 18], what, kept], 448, 8.7
    )
    assert widths[3] >= run("What became", 8.7) + INSET - 0.01
