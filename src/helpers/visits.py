"""Where the delegation of October 2018 went, the same sub-committee's visit of June 2008, and the update of that week.

What was said is `helpers.outlook`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import INK, MUTED, PALETTE, PAPER, TINT, heading
from helpers.data import load
from helpers.dates import bounds, phrase
from helpers.display import Chart, Table, chart, table
from helpers.numbers import listed, spell
from helpers.sources import ITEM, STUDY

__all__ = ["days_from", "stops_chart", "visits_table", "week_table"]

UPDATE = "nato-news-160002-2018"
HOSTS = {
    "stop-un-political-affairs": ("UN political affairs: DiCarlo", "relations, information, cyber"),
    "stop-un-peacekeeping-operations": ("UN peacekeeping: Loitey", "relations, peacekeeping"),
    "stop-lower-manhattan-security-initiative": ("Lower Manhattan initiative", "policing technology"),
    "stop-emergency-operations-center": ("City emergency center", "emergency plans"),
    "stop-fletcher-school": ("Fletcher School: Toft", "roots of populism"),
    "stop-burns": ("Kennedy School: Burns", "populism and NATO"),
    "stop-akamai": ("Akamai", "technology and security"),
    "stop-endeavor-robotics": ("Endeavor Robotics", "technology and security"),
    "stop-betts": ("CFR: Betts", "populism and NATO"),
}
"""Names short enough for a lane, and what each stop was about."""
PLACES = {"new-york": "New York", "boston-area": "Boston area", "not-stated": "Place not stated"}
FORMS = {"meeting": "circle", "briefing": "square", "site visit": "triangle-up"}


def stops_chart(itinerary: pd.DataFrame, dated: dict[str, str]) -> Chart:
    """Draw the stops of the visit, each possible on all of its days, above what else has a day.

    Parameters
    ----------
    itinerary
        The table ``itinerary_2018``.
    dated
        Words and days (EDTF) of what fell on a known day, such as the update of the declaration.
    """
    stops = _stops(itinerary)
    per = stops.groupby("city", sort=False)["id"].count()
    where = listed(
        f"{spell(count)} in {city}" if city != PLACES["not-stated"] else f"{spell(count)} without a place"
        for city, count in per.items()
    )
    when = phrase(itinerary["date"].iloc[0])
    return chart(
        _visit(stops, dated, upright=False),
        upright=_visit(stops, dated, upright=True),
        description=(
            f"{len(stops)} stops as outlined bars over all days of the visit, {when}, since no stop has a day of its "
            f"own: {where}. "
            + "; ".join(f"{row['label']}, {row['short']}" for row in stops.to_dict("records"))
            + ". Below, days that are known: "
            + "; ".join(f"{words}, {phrase(day)}" for words, day in dated.items())
            + "."
        ),
        data=pd.DataFrame(
            {
                "Host": stops["host_name"],
                "Where": stops["city"],
                "Form": stops["form"],
                "Topic": stops["topic"],
                "Place known": stops["place_basis"].str.replace("-", " "),
            }
        ),
        sources=[ITEM, UPDATE],
        tables=["itinerary_2018", "declaration_process", "events"],
    )


def _stops(itinerary: pd.DataFrame) -> pd.DataFrame:
    order = {key: place for place, key in enumerate(HOSTS)}
    names = load("organizations").set_index("id")["name"]
    stops = itinerary.sort_values("id", key=lambda ids: ids.map(order)).reset_index(drop=True)
    return stops.assign(
        label=[HOSTS[key][0] for key in stops["id"]],
        short=[HOSTS[key][1] for key in stops["id"]],
        city=stops["place"].map(PLACES),
        form=stops["kind"].str.replace("-", " "),
        host_name=stops["host"].map(names),
    )


def _visit(stops: pd.DataFrame, dated: dict[str, str], *, upright: bool) -> alt.LayerChart:
    span = bounds(stops["date"].iloc[0])
    first, over = pd.Timestamp(str(span.earliest_start)), pd.Timestamp(str(span.latest_end)) + pd.Timedelta(days=1)
    rows: list[tuple[str, str]] = []
    for city, part in stops.groupby("city", sort=False):
        rows += [(str(city), "head"), *((label, "stop") for label in part["label"])]
    rows += [("Days that are known", "head"), *((words, "day") for words in dated)]
    lanes = pd.DataFrame(rows, columns=["lane", "role"])
    names = list(lanes["lane"])
    y = alt.Y("lane:N", sort=names, title=None, axis=None, scale=alt.Scale(domain=names, paddingInner=0.25))
    left, wide = (0, 300) if upright else (215, 580)
    scale = alt.Scale(domain=["2018-10-22", "2018-11-01"], range=[170 if upright else left + 10, wide])
    shown = ["2018-10-22", "2018-10-30"] if upright else ["2018-10-22", "2018-10-26", "2018-10-30"]
    days = alt.Axis(format="%-d Oct", values=shown, grid=False)
    x = alt.X("first:T", title=None, scale=scale, axis=days)
    boxes = stops.assign(lane=stops["label"], first=first, last=over)
    bars = (
        alt.Chart(boxes)
        .mark_bar(fill=TINT, stroke=PALETTE[0], strokeWidth=1.1, height=13)
        .encode(
            x=x, x2="last:T", y=y, tooltip=[alt.Tooltip("label:N", title="Host"), alt.Tooltip("topic:N", title="Topic")]
        )
    )
    signs = [
        alt.Chart(boxes[(boxes["place_basis"] == "stated") == stated])
        .mark_point(size=75, filled=True, opacity=1, fill=fill, stroke=PALETTE[0], strokeWidth=1.5)
        .encode(x=alt.value(6), y=y, shape=_forms(2 if upright else 3))
        for stated, fill in ((True, PALETTE[0]), (False, PAPER))
    ]
    at = pd.DataFrame({"lane": list(dated), "first": pd.to_datetime(list(dated.values())) + pd.Timedelta(hours=12)})
    points = alt.Chart(at).mark_point(shape="cross", size=110, filled=True, opacity=1, color=PALETTE[1])
    words = alt.Chart(lanes).mark_text(align="left", color=INK)
    heads = alt.Chart(lanes[lanes["role"] == "head"]).mark_text(align="left", fontWeight=600)
    plain = words.transform_filter("datum.role != 'head'").encode(x=alt.value(16), y=y, text="lane:N")
    layers = [bars, *signs, points.encode(x=x, y=y), heads.encode(x=alt.value(0), y=y, text="lane:N"), plain]
    if not upright:
        said = alt.Chart(boxes).mark_text(align="left", dx=8, color=MUTED)
        layers.append(said.encode(x="last:T", y=y, text="short:N"))
    title = heading(
        "Five days and nine stops, and no stop has a day of its own",
        "Bars: any of these days. Filled sign: place stated; open: taken from the host's seat, or not stated",
        upright=upright,
    )
    drawn: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment]
    return drawn.properties(title=title, width=wide, height=24 * len(names))


def _forms(columns: int) -> alt.Shape:
    return alt.Shape(
        "form:N",
        title="Form of the stop",
        scale=alt.Scale(domain=list(FORMS), range=list(FORMS.values())),
        legend=alt.Legend(columns=columns, symbolFillColor=PALETTE[0], symbolStrokeWidth=0),
    )


_RESTS_ON: dict[str, dict[str, list[str]]] = {
    "staff_contacts": {
        "Days": ["nato-pa-visit-2008"],
        "Cities": ["nato-pa-visit-2008"],
        "Who speaks on relations": ["nato-pa-visit-2008"],
        "Cooperation is": ["nato-pa-visit-2008"],
        "What would help": ["nato-pa-visit-2008"],
    },
    "declaration_process": {
        "The declaration": ["step-08-signature", "step-22-update"],
        "Made public": ["step-10-signing-kept-quiet", "step-23-update-announced"],
    },
    "outlook_2018": {
        "Days": ["visit-cities-and-days"],
        "Cities": ["visit-cities-and-days"],
        "Delegation": ["delegation-size", "delegation-states"],
        "Who speaks on relations": ["good-since-2008"],
        "Cooperation is": ["working-level-good"],
        "What would help": ["untapped-potential", "political-level-potential"],
        "What is in the way": ["political-constraints", "members-sceptical"],
    },
}
"""By table, the rows on which each line of the comparison of the visits rests."""


def days_from(visit: str, act: str) -> int:
    """Count the days from the last day of a visit to a dated act.

    Examples
    --------
    >>> days_from("2008-06-09/2008-06-13", "2008-09-23"), days_from("2018-10-22/2018-10-26", "2018-10-26")
    (102, 0)
    """
    over, then = bounds(visit).latest_end, bounds(act).earliest_start
    if over is None or then is None:
        raise ValueError(f"{visit} and {act}: both need a day")
    return (then - over).days


def visits_table(contacts: pd.DataFrame, process: pd.DataFrame, outlook: pd.DataFrame) -> Table:
    """Set the visits of June 2008 and October 2018 side by side, silence marked as silence.

    Parameters
    ----------
    contacts
        The table ``staff_contacts``, which has the visit of 2008.
    process
        The table ``declaration_process``.
    outlook
        The table ``outlook_2018``.
    """
    before = contacts.set_index("id").loc["nato-pa-visit-2008"]
    acts = process.set_index("id")["date"]
    now = outlook.set_index("id")
    numbers = outlook.set_index("id")["number"].astype("Int64")
    then, later = str(before["date"]), str(now.loc["visit-cities-and-days", "date"])
    members, states = (int(numbers[key]) for key in ("delegation-size", "delegation-states"))
    size = f"{members} members from {spell(states)} states"
    rows = [
        ("Days", phrase(then), phrase(later)),
        ("Cities", before["place"], "New York and Boston"),
        ("What we hold", "a mission report, through the study", "the Assembly's own news item"),
        ("Delegation", "not stated", size),
        ("Who speaks on relations", "the liaison officer, Heeze", "DiCarlo and Loitey; others unnamed"),
        ("Cooperation is", "from case to case", "good where staff work with staff"),
        ("What would help", "a formal agreement", "use of the room left, politics included"),
        ("What is in the way", "not stated", "politics; doubts of many UN members"),
        (
            "The declaration",
            _after(then, str(acts["step-08-signature"])),
            _after(later, str(acts["step-22-update"])),
        ),
        ("Made public", "kept quiet", f"announced on {phrase(acts['step-23-update-announced'])}"),
    ]
    frame = pd.DataFrame(rows, columns=["", "June 2008", "October 2018"]).rename(columns={"": "What"})
    shows = {name: [part.get(what, []) for what in frame["What"]] for name, part in _RESTS_ON.items()}
    return table(frame, sources=[STUDY, ITEM, UPDATE], tables=list(_RESTS_ON), shows=shows)


def _after(visit: str, act: str) -> str:
    days = days_from(visit, act)
    return f"{phrase(act)}, {days} days after" if days else f"{phrase(act)}, the last day"


def week_table(outlook: pd.DataFrame, points: pd.DataFrame) -> Table:
    """Set what the item lists as added value beside the priorities that NATO named for the update of the same week.

    Parameters
    ----------
    outlook
        The table ``outlook_2018``.
    points
        The table ``declaration_points``.
    """
    ours = outlook[outlook["kind"] == "opportunity"]
    areas = {
        **dict.fromkeys(ours["added_value_area"]),
        **dict.fromkeys(ours.loc[ours["theme"] == "peace-operations", "theme"]),
    }
    heard = [area.replace("-", " ") for area in areas if area != "not-applicable"]
    update = points[(points["document"] == "joint-declaration-2018") & (points["point"] == "priority")]
    shared = {"peace operations": "support to UN peace operations"}
    rows = [(area, "yes", "yes" if shared.get(area) in set(update["issue_area"]) else "not found") for area in heard]
    rows += [(area, "no", "yes") for area in update["issue_area"] if area not in shared.values()]
    frame = pd.DataFrame(rows, columns=["Subject", "Gain named on the page", "Priority of the update"])
    named = ours["added_value_area"].mask(ours["theme"] == "peace-operations", "peace-operations").str.replace("-", " ")
    shows = {
        "outlook_2018": [list(ours.loc[named == area, "id"]) for area in frame["Subject"]],
        "declaration_points": [
            list(update.loc[update["issue_area"] == shared.get(area, area), "id"]) for area in frame["Subject"]
        ],
    }
    return table(frame, sources=[ITEM, UPDATE], tables=list(shows), shows=shows)
