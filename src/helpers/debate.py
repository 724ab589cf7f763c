"""The figures and tables of the chapter on the debate, from ``literature``, ``citations``, ``proposals`` and others.

Who stands where is computed in `helpers.stands`; the two maps of it are drawn in `helpers.debate_map`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.cells import to_rows
from helpers.charts import PALETTE, heading
from helpers.company import clashes, in_one_sentence, opposed
from helpers.data import categories, load
from helpers.dates import phrase
from helpers.display import Chart, Table, chart, table
from helpers.numbers import listed, spell
from helpers.sources import STUDY
from helpers.stands import NOBODY, PERIODS, QUESTIONS, by_period, taking_part

__all__ = [
    "cited_numbers",
    "crossings_table",
    "numbers",
    "periods_chart",
    "practice_numbers",
    "proposals_table",
    "questions_table",
    "states_table",
]
TIES = ("coordination", "kosovo", "regional-organizations", "joint-declaration", "nato-image")
"""What a state's position must be about to bear on the tie of the two organizations."""
THEORY = ("hawkins-2006", "pfeffer-salancik-1978", "biermann-2008", "suchman-1995", "barnett-finnemore-2004")
"""Works of theory that the chapter brings to the debate."""
GROUPS = {
    "members-of-both": "members of both",
    "nato-members": "NATO's members",
    "non-aligned": "non-aligned states",
    "partner-countries": "partner countries",
    "un-viewpoint": "a UN viewpoint",
}


def periods_chart(found: pd.DataFrame) -> Chart:
    """Draw the holders of each question by period, as small multiples.

    Parameters
    ----------
    found
        What `helpers.stands.stands` gives.
    """
    frame = by_period(found)
    frame = frame.assign(asked=frame["question"].map(QUESTIONS))
    said = [
        f"{asked} " + ", ".join(f"{p}: {n}" for p, n in zip(part["period"], part["holders"], strict=True))
        for asked, part in frame.groupby("asked", sort=False)
    ]
    return chart(
        _periods(frame, upright=False),
        upright=_periods(frame, upright=True),
        description="Eight small bar charts, one a question, with the named holders by period. "
        + "; ".join(said)
        + ".",
        data=frame[["asked", "period", "holders"]].rename(
            columns={"asked": "Question", "period": "Period of the work", "holders": "Named holders"}
        ),
        sources=[STUDY],
        tables=["literature"],
    )


def _periods(frame: pd.DataFrame, *, upright: bool) -> alt.FacetChart:
    top = int(frame["holders"].max())
    base = alt.Chart(frame).encode(
        x=alt.X("holders:Q", axis=None, scale=alt.Scale(domain=[0, top * 1.15])),
        y=alt.Y("period:N", sort=list(PERIODS), title=None),
        tooltip=["period:N", "holders:Q"],
    )
    bars = base.mark_bar(color=PALETTE[0], height=13)
    counts = base.mark_text(align="left", dx=4, fontSize=12).encode(text="holders:Q")
    panel = (bars + counts).properties(width=190 if upright else 205, height=76)
    head = alt.Header(labelFontSize=13, labelPadding=4)
    title = heading(
        "Rank was asked in the 1990s; gain, form and legitimacy came to the fore after 2004",
        "Named holders by the period of their first work on the question",
        upright=upright,
    )
    asked = alt.Facet("asked:N", sort=list(QUESTIONS.values()), title=None, header=head)
    return panel.facet(asked, columns=1 if upright else 2, spacing=14).properties(title=title)


def questions_table(found: pd.DataFrame) -> Table:
    """Set the eight questions with their propositions and the number of holders for, against and in between.

    Examples
    --------
    >>> from helpers.stands import stands
    >>> questions_table(stands(load("literature"))).payload["columns"][0]["label"]
    'Question'
    """
    meant = categories("literature", "question")
    rows = []
    for question, asked in QUESTIONS.items():
        part = found[found["question"] == question]
        proposition = meant[question].removeprefix("whether ").replace("(proposition: ", "(for: ")
        counts = [int((part["column"] == lane).sum()) for lane in ("For", "Against")]
        rows.append((asked, proposition, *counts, len(part) - sum(counts)))
    columns = ["Question", "Whether …", "For", "Against", "Neither"]
    return table(pd.DataFrame(rows, columns=columns), sources=[STUDY], tables=["literature"])


def crossings_table(crossed: pd.DataFrame) -> Table:
    """Set the holders who take part in more than one question.

    Parameters
    ----------
    crossed
        What `helpers.stands.crossings` gives.
    """
    words = {"label": "Holder", "for": "For", "against": "Against", "other": "On conditions or no side"}
    shown = crossed[list(words)].rename(columns=words).replace("", "—")
    links = {"Holder": to_rows("people", crossed["holder"])}
    return table(shown, sources=[STUDY], tables=["literature", "people"], links=links)


def proposals_table(proposals: pd.DataFrame, question: str = "form") -> Table:
    """Set the proposals on a question in order of time, with what became of them.

    Parameters
    ----------
    proposals
        The table ``proposals``.
    question
        One of `helpers.stands.QUESTIONS`.
    """
    shown = proposals[proposals["question"] == question].sort_values(["date", "id"])
    people, bodies = load("people").set_index("id")["name"], load("organizations").set_index("id")["short_name"]
    fates = {"partly": "in part", "unknown": "not known"}
    frame = pd.DataFrame(
        {
            "When": [phrase(date) for date in shown["date"]],
            "Who": [_who(ids, people, bodies) for ids in shown["proposer"]],
            "What": shown["content"].str.rstrip("."),
            "What became of it": shown["fate"].replace(fates),
        }
    )
    return table(
        frame,
        sources=[STUDY],
        tables=["proposals", "people", "organizations"],
        shows={"proposals": list(shown["id"])},
    )


def _who(ids: str, people: pd.Series, bodies: pd.Series) -> str:
    if ids == NOBODY:
        return "not stated"
    names = [str(people.get(i, bodies.get(i, i.replace("-", " ")))) for i in ids.split(";")]
    return f"{names[0]} and others" if len(names) > 2 else listed(names)


def states_table(positions: pd.DataFrame, since: str = "1991") -> Table:
    """Set what states and groups of states are said to hold of the tie, in order of time; advice to a state left out.

    Parameters
    ----------
    positions
        The table ``state_positions``.
    since
        First year to show.
    """
    later = _ties(positions, since).sort_values(["date", "id"])
    names = load("states").set_index("id")["name"]
    told = {
        "named": "a named person",
        "joint": "a delegation",
        "unattributed": "unnamed",
        "author": "the source itself",
    }
    frame = pd.DataFrame(
        {
            "When": [phrase(date) for date in later["date"]],
            "Who": [names.get(s, GROUPS.get(g, g)) for s, g in zip(later["state"], later["group"], strict=True)],
            "Position": later["position"].str.rstrip("."),
            "Stance": later["stance"],
            "Told by": later["voice"].map(told),
        }
    )
    return table(
        frame,
        sources=[STUDY, "nato-pa-2018"],
        tables=["state_positions", "states"],
        links={"Who": to_rows("states", later["state"])},
        shows={"state_positions": list(later["id"])},
    )


def _ties(positions: pd.DataFrame, since: str = "1991") -> pd.DataFrame:
    """Positions on the tie since a year; a scholar's advice to a state is not the state's."""
    late = positions["date"].str[:4] >= since
    return positions[positions["about"].isin(TIES) & late & (positions["group"] != "analyst")]


def numbers(found: pd.DataFrame) -> dict[str, str]:
    """Give the numbers that the chapter says of the stands (`helpers.stands.stands`), by name, in words.

    Examples
    --------
    >>> from helpers.stands import stands
    >>> numbers(stands(load("literature")))["questions"]
    'eight'
    """
    named = found[(found["holder"] != NOBODY) & ~found["study"]]
    said = {
        "questions": found["question"].nunique(),
        "holders": named["holder"].nunique(),
        "named-stands": len(named),
        "institutional": int(named["question"].isin(["form", "culture"]).sum()),
        "desirable-against-unnamed": len(_some(found, "desirable", "Against").query("holder == @NOBODY")),
        "desirable-against-unnamed-un": len(
            _some(found, "desirable", "Against").query("holder == @NOBODY and side == 'un'")
        ),
        "desirable-against-both": len(_some(found, "desirable", "Against").query("side == 'both'")),
        "desirable-for-both": len(_some(found, "desirable", "For").query("side == 'both'")),
        "legitimacy-for-nato": len(_some(found, "legitimacy", "For").query("side == 'nato'")),
    }
    for question in ("desirable", "effective", "status", "legitimacy", "culture"):
        for lane in ("For", "Against"):
            said[f"{question}-{lane.lower()}"] = len(_some(found, question, lane))
    filled = found[~found["hollow"]]
    for lane in ("For", "Against"):
        said[f"culture-{lane.lower()}-filled"] = len(_some(filled, "culture", lane))
    return {name: spell(count, zero="none") for name, count in said.items()}


def _some(found: pd.DataFrame, question: str, lane: str) -> pd.DataFrame:
    return found[(found["question"] == question) & (found["column"] == lane)]


def cited_numbers(literature: pd.DataFrame, citations: pd.DataFrame, works: pd.DataFrame) -> dict[str, str]:
    """Give the numbers that the chapter says of the study's sources, by name, in words.

    Parameters
    ----------
    literature, citations, works
        The tables of those names.

    Examples
    --------
    >>> cited_numbers(load("literature"), load("citations"), load("works"))["foreign"]
    'one'
    """
    listed_works = works[works["in_list"] == "yes"]
    part = taking_part(literature)
    part = part[part["holder"] != NOBODY]
    same, against = in_one_sentence(citations), opposed(literature)
    same = same[same["one"].isin(part["work"]) & same["other"].isin(part["work"])]
    said = {
        "listed": len(listed_works),
        "with-stand": int(listed_works["id"].isin(part["work"]).sum()),
        "once": int((listed_works["cited_count"] == 1).sum()),
        "late": int((listed_works["year"] >= 2005).sum()),
        "foreign": int((listed_works["language"] != "en").sum()),
        "own": int(listed_works["first_author_sort"].str.contains("Kille|Hendrickson").sum()),
        "un-works": int(listed_works["first_author_sort"].str.contains("United Nations").sum()),
        "pairs": len(same),
        "pairs-apart": len(clashes(literature, same)),
        "opposed": len(against),
        "opposed-apart": len(clashes(literature, against)),
    }
    return {name: spell(count) for name, count in said.items()} | {
        "theory-listed": spell(int(works["id"].isin(THEORY).sum()), zero="none")
    }


def practice_numbers(proposals: pd.DataFrame, positions: pd.DataFrame) -> dict[str, str]:
    """Give the numbers that the chapter says of proposals on form and of states' positions, by name, in words.

    Parameters
    ----------
    proposals, positions
        The tables ``proposals`` and ``state_positions``.

    Examples
    --------
    >>> sorted(practice_numbers(load("proposals"), load("state_positions")))
    ['form-adopted', 'form-proposals', 'states', 'states-critical']
    """
    form, ties = proposals[proposals["question"] == "form"], _ties(positions)
    said = {
        "form-proposals": len(form),
        "form-adopted": int((form["fate"] == "adopted").sum()),
        "states": len(ties),
        "states-critical": int((ties["stance"] == "critical").sum()),
    }
    return {name: spell(count) for name, count in said.items()}
