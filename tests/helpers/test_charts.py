import itertools

import altair as alt
import numpy as np
import pandas as pd
import pytest

from helpers import charts
from helpers.spans import edges, stretches

# Machado, Oliveira and Fernandes (2009): full protanopia, deuteranopia, tritanopia
SIGHT = {
    "full": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def linear(colour):
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(a, b):
    dark, light = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (a, b))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb):
    t = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]] @ np.clip(rgb, 0, 1)
    t = t / [0.9505, 1, 1.089]
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("colour", [*charts.PALETTE, charts.INK, charts.MUTED])
def test_every_colour_may_be_text_on_white(colour):
    assert contrast(colour, charts.PAPER) >= 4.5


def test_text_is_readable_on_the_tint():
    assert contrast(charts.INK, charts.TINT) >= 4.5


@pytest.mark.parametrize("sight", SIGHT)
def test_colours_stay_apart_for_every_kind_of_sight(sight):
    seen = [lab(np.array(SIGHT[sight]) @ linear(c)) for c in charts.PALETTE]
    assert min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2)) > 20


def test_there_are_as_many_shapes_and_dashes_as_colours():
    assert len(set(charts.SHAPES)) >= len(charts.PALETTE)
    assert len(set(charts.DASHES)) >= len(charts.PALETTE)


def test_no_label_is_smaller_than_eleven_px():
    def sizes(tree):
        for key, value in tree.items():
            if isinstance(value, dict):
                yield from sizes(value)
            elif key.lower().endswith("fontsize"):
                yield value

    found = list(sizes(charts.theme()))
    assert found
    assert min(found) >= 11


def test_a_chart_takes_the_books_font_and_all_its_rows():
    spec = alt.Chart(pd.DataFrame({"x": range(6000)})).mark_point().encode(x="x:Q").to_dict()
    assert spec["config"]["font"] == "Source Sans Pro"
    assert len(next(iter(spec["datasets"].values()))) == 6000


TERMS = pd.DataFrame(
    {
        "officer": ["Paulsen", "Heijden", "First", "None"],
        "term": ["2004/2007", "2009-09/", "1993/", "not-stated"],
        "as_of": ["not-applicable", "2010-10-21", "not-applicable", "not-applicable"],
    }
)


def cut(officer):
    rows = stretches(TERMS[TERMS.officer == officer], "term", until="2011-12-31")
    return [(r.part, f"{r.first:%Y-%m-%d}", f"{r.last:%Y-%m-%d}") for r in rows.itertuples()]


def test_a_span_is_cut_into_certain_possible_and_unknown():
    assert cut("Paulsen") == [
        ("possible", "2004-01-01", "2004-12-31"),
        ("certain", "2004-12-31", "2007-01-02"),
        ("possible", "2007-01-02", "2008-01-01"),
    ]
    assert cut("Heijden") == [
        ("possible", "2009-09-01", "2009-09-30"),
        ("certain", "2009-09-30", "2010-10-22"),
        ("unknown", "2010-10-22", "2012-01-01"),
    ]
    assert cut("First") == [("possible", "1993-01-01", "1994-01-01"), ("unknown", "1994-01-01", "2012-01-01")]
    assert cut("None") == []


def test_bounds_of_a_column_are_days_or_nothing():
    out = edges(TERMS, "term")
    assert out.latest_end.isna().tolist() == [False, True, True, True]
    assert str(out.earliest_end[1].date()) == "2010-10-21"
    assert out.end_known.tolist() == [True, False, False, False]


@pytest.mark.parametrize("upright", [False, True])
def test_a_timeline_draws_its_three_parts_differently(upright):
    spec = charts.timeline(
        TERMS, label="officer", field="term", until="2011-12-31", title="T", upright=upright
    ).to_dict()
    marks = [layer["mark"] for layer in spec["layer"][:3]]
    assert [m["type"] for m in marks] == ["bar", "bar", "rule"]
    assert marks[0]["color"] != marks[1]["fill"]
    assert marks[2]["strokeDash"]
    assert spec["width"] == (300 if upright else 560)
    assert spec["title"]["subtitle"][0].startswith("Solid: certain")


def test_titles_are_broken_to_fit_the_drawing():
    finding = "Five officers in a row, with gaps that no source fills, and one withdrawal"
    upright = charts.heading(finding, upright=True).text
    assert all(20 < len(line) <= 40 for line in upright)
    assert " ".join(upright) == finding
    assert charts.heading(finding).text == [finding]
