from __future__ import annotations

import csv

import pytest

from press.csvs import as_text, write_csv


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell):
    assert as_text(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-2.5", "+3", "-1,000", "a=b", "", "-12%", "−3"])
def test_numbers_and_words_stay_as_they_are(cell):
    assert as_text(cell) == cell


def test_a_file_reads_back_as_what_was_written(tmp_path):
    rows = [["a,b", 'say "x"'], ["two\nlines", "ø–🌍"]]
    path = write_csv(tmp_path, "fig-a", [{"label": "A"}, {"label": "B"}], rows)
    with (tmp_path / path).open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["A", "B"], *rows]
    assert b"\r" not in (tmp_path / path).read_bytes()
