"""The drawings and tables of the founding documents say what the tables say."""

import pytest

from helpers import founding, founding_clauses, founding_map, load


@pytest.fixture(scope="module")
def drawn():
    return founding_map.links_chart(load("provisions"), load("provision_links")).payload


def test_every_reading_has_a_reader_and_a_stance_that_the_drawing_can_name():
    rows = load("provision_links")
    rows = rows[rows["layer"] != "text"]
    assert all(founding_map.reader_name(row.id, row.reader) for row in rows.itertuples())
    assert set(zip(rows["kind"], rows["stance"], strict=True)) <= set(founding_map.STANCES)


@pytest.mark.parametrize("drawing", ["spec", "upright"])
def test_each_reading_is_numbered_once_in_the_drawing_and_listed_once_below_it(drawn, drawing):
    sets = drawn[drawing]["datasets"].values()
    badges = [row["number"] for rows in sets for row in rows if "number" in row]
    assert badges == [str(n) for n in range(1, 9)]
    listed = [" ".join(row["label"]) for rows in sets for row in rows if isinstance(row.get("label"), list)]
    assert [n for n in badges if any(text.startswith(f"{n} · ") for text in listed)] == badges


def test_the_description_tells_words_from_readers(drawn):
    assert "Treaty 5 assist the attacked names Charter 51 self-defence" in drawn["description"]
    assert "no tension (Vandenberg)" in drawn["description"]


def test_a_clause_without_a_short_name_is_refused_by_its_id():
    with pytest.raises(KeyError, match="unc-99"):
        founding_map.clause_name("unc-99")


@pytest.mark.parametrize("drawing", ["spec", "upright"])
def test_the_matrix_draws_every_clause(drawing):
    spec = founding_clauses.matrix_chart(load("provisions")).payload[drawing]
    marks = [rows for rows in spec["datasets"].values() if "modality" in rows[0]]
    assert [len(rows) for rows in marks] == [len(load("provisions"))]


def test_what_the_study_leaves_out_is_said_clause_by_clause():
    rows = founding_clauses.left_out_table(load("provisions"), load("errata")).payload["rows"]
    assert [row[1] for row in rows if row[0] == "Charter 51"] == ["quoted in part", "left out", "left out", "left out"]


def test_an_event_known_by_its_year_is_drawn_over_the_whole_year():
    spec = founding.years_chart(load("events")).payload["spec"]
    rows = next(rows for rows in spec["datasets"].values() if "detail" in rows[0] and "label" not in rows[0])
    critics = next(row for row in rows if row["id"] == "treaty-critics-1949")
    assert (critics["first"][:10], critics["last"][:10], critics["long"]) == ("1949-01-01", "1950-01-01", True)


def test_months_between_two_days_are_whole_ones():
    assert founding.months_apart(load("events"), "treaty-signed-1949", "treaty-in-force-1949") == "four"
    assert founding.months_apart(load("events"), "charter-signed-1945", "senate-consent-charter-1945") == "one"


def test_happenings_of_the_founding_are_coded_once():
    titles = load("events").query("theme == 'founding'")["title"]
    assert not titles.duplicated().any()
