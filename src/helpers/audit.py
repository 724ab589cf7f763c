"""The claims audit: what the sources claim, what would have counted against it, what was found, and the verdict.

The verdicts are judgements and stand in the table ``claim_verdicts``; the rule that binds them is here (`ruled`), and a
test holds the table to it. The searches whose outcomes the rule judges are in `helpers.observations`.
"""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt
import pandas as pd

from helpers.charts import GRID, INK, MUTED, PALETTE, PAPER, heading
from helpers.data import load
from helpers.display import Chart, Table, chart, table
from helpers.observations import SEARCHES, Load, Outcome, look

__all__ = ["INDEPENDENCE", "VERDICTS", "audit", "audit_table", "independence", "ruled", "said", "verdicts_chart"]

VERDICTS = {
    "supported": "supported",
    "consistent": "consistent with its own account",
    "contradicted": "contradicted",
    "not-testable": "not testable with these data",
}
"""The verdicts in the order of the chapter, and their names."""
INDEPENDENCE = {
    "public-record": "public record",
    "mixed": "record and account",
    "secondary": "cited works, the item",
    "study-authors": "authors’ own works",
    "study": "the study alone",
    "silence": "nothing found",
    "not-applicable": "no test",
}
"""On what a verdict rests, from independent to not at all, and its names in figures."""
TESTS = {
    "doubly-decisive": "doubly decisive",
    "hoop": "hoop",
    "smoking-gun": "smoking gun",
    "straw-in-the-wind": "straw in the wind",
}


def independence(rows: Iterable[str], tables: Load = load, *, silence: bool = False) -> str:
    """Say how independent of the claims' sources the rows are that decide a claim.

    Parameters
    ----------
    rows
        Rows as ``table:id``, of tables that have a field ``independence``.
    tables
        What gives a table by its name.
    silence
        Whether what decides is that nothing was found.

    Returns
    -------
    str
        A key of `INDEPENDENCE`.

    Examples
    --------
    >>> independence(["provisions:unc-54"])
    'public-record'
    """
    if silence:
        return "silence"
    kinds = set()
    for row in rows:
        name, _, identifier = row.partition(":")
        kinds.add(tables(name).set_index("id").loc[identifier, "independence"])
    return "not-applicable" if not kinds else str(kinds.pop()) if len(kinds) == 1 else "mixed"


def ruled(outcome: Outcome, test: str, rests_on: str) -> str:
    """Give the verdict that the rule allows for what a search found.

    A straw in the wind decides nothing: what bends it the claim's way leaves the claim consistent with its own account,
    what bends it the other way leaves it untestable here. Any other test contradicts a claim when it finds what counts
    against it, whoever tells that. A claim that survives is supported only on public record, and never by silence.

    Parameters
    ----------
    outcome
        What the search found.
    test
        Strength of the test, as in ``claims.test``.
    rests_on
        What `independence` says of the outcome's rows.

    Examples
    --------
    >>> ruled(Outcome(True, ("provisions:unc-54",)), "hoop", "public-record")
    'supported'
    >>> ruled(Outcome(True, ("provisions:unc-54",)), "straw-in-the-wind", "public-record")
    'consistent'
    """
    if test == "straw-in-the-wind":
        return "consistent" if outcome.survives else "not-testable"
    if not outcome.survives:
        return "contradicted"
    return "supported" if rests_on == "public-record" else "consistent"


def audit(tables: Load = load) -> pd.DataFrame:
    """Join claims, verdicts and, where a claim has a search, what the rule makes of its outcome.

    Parameters
    ----------
    tables
        What gives a table by its name.

    Returns
    -------
    pandas.DataFrame
        A row a claim: the fields of ``claims`` and ``claim_verdicts`` (those of the verdict with the ending
        ``_of_verdict`` where both have them), ``computed`` (bool), ``ruled`` and ``rests_on`` (NA where not computed),
        in the order of `VERDICTS`.

    Examples
    --------
    >>> found = audit().query("computed")
    >>> bool((found["ruled"] == found["verdict"]).all())
    True
    """
    claims, verdicts = tables("claims"), tables("claim_verdicts")
    both = claims.merge(verdicts, left_on="id", right_on="claim", suffixes=("", "_of_verdict"))
    both["computed"] = both["id"].isin(list(SEARCHES))
    strength = claims.set_index("id")["test"]
    made: dict[str, tuple[str, str]] = {}
    for claim in both.loc[both["computed"], "id"]:
        outcome = look(claim, tables)
        rests_on = independence(outcome.rows, tables, silence=outcome.silence)
        made[claim] = ruled(outcome, str(strength[claim]), rests_on), rests_on
    both["ruled"] = both["id"].map({claim: pair[0] for claim, pair in made.items()})
    both["rests_on"] = both["id"].map({claim: pair[1] for claim, pair in made.items()})
    order = both["verdict"].map(list(VERDICTS).index)
    return both.assign(order=order).sort_values(["order", "id"]).drop(columns="order").reset_index(drop=True)


def said(claim: str) -> str:
    """Say the verdict on a claim in words.

    Examples
    --------
    >>> said("article-54-all-deliberations")
    'contradicted'
    """
    verdicts = load("claim_verdicts").set_index("claim")["verdict"]
    return VERDICTS[str(verdicts[claim])]


def audit_table(found: pd.DataFrame, verdict: str) -> Table:
    """Set the claims that got a verdict: what would have counted against each, what was found, and on what that rests.

    Parameters
    ----------
    found
        What `audit` gives.
    verdict
        A key of `VERDICTS`.

    Examples
    --------
    >>> len(audit_table(audit(), "contradicted").payload["columns"])
    5
    """
    part = found[found["verdict"] == verdict]
    shown = pd.DataFrame(
        {
            "Claim": part["claim"],
            "Would count against it": part["would_count_against"],
            "What was found": part["reasoning"],
            "Test": part["test"].map(TESTS),
            "Rests on": part["independence"].map(INDEPENDENCE),
        }
    )
    return table(shown, tables=["claims", "claim_verdicts"])


def verdicts_chart(found: pd.DataFrame) -> Chart:
    """Draw each claim as a mark, by its verdict and by the independence of what decides it.

    Parameters
    ----------
    found
        What `audit` gives.

    Returns
    -------
    Chart
    """
    frame = pd.DataFrame(
        {
            "claim": found["claim"],
            "verdict": found["verdict"].map(VERDICTS),
            "rests": found["independence"].map(INDEPENDENCE),
            "test": found["test"].map(TESTS),
            "computed": found["computed"].map({True: "searched by machine", False: "argued"}),
        }
    ).sort_values(["verdict", "rests", "test", "claim"])
    frame["nth"] = frame.groupby(["verdict", "rests"]).cumcount()
    counts = frame.groupby(["verdict", "rests"]).size().reset_index(name="claims")
    public = int((found["verdict"] == "supported").sum())
    title = f"{_count(public)} of {len(frame)} claims are borne out by evidence that could have gone against them"
    return chart(
        _verdicts(frame, title, upright=False),
        upright=_verdicts(frame, title, upright=True),
        description=(
            f"{len(frame)} claims, a mark each, in rows by verdict and columns by what the verdict rests on. "
            + "; ".join(f"{row['verdict']}, {row['rests']}: {row['claims']}" for row in counts.to_dict("records"))
            + ". Every supported claim stands in the column of the public record."
        ),
        data=frame[["claim", "verdict", "rests", "test", "computed"]].rename(columns=str.capitalize),
        tables=["claims", "claim_verdicts"],
    )


def _count(number: int) -> str:
    words = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]
    return words[number] if number < len(words) else str(number)


def _verdicts(frame: pd.DataFrame, title: str, *, upright: bool) -> alt.LayerChart | alt.FacetChart:
    """Lay the marks out so that a count can be read off them: a matrix, or on a narrow screen one list of its cells."""
    marks, heads = _list(frame) if upright else _matrix(frame)
    bottom, top = float(marks["y"].max()) + 0.8, float(heads["y"].min()) - 1
    wide, right = (310, 18.5) if upright else (640, float(marks["x"].max()) + 3)
    key = heading(
        title,
        "A mark: one claim. Square: a doubly decisive test; circle: a hoop; triangle: a straw in the wind. "
        "Filled: searched by machine; open: argued",
        upright=upright,
    )
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.8, right], nice=False))
    down = alt.Scale(domain=[bottom, top], nice=False, zero=False)
    y = alt.Y("y:Q", axis=None, scale=down)
    shapes = alt.Scale(domain=list(TESTS.values()), range=["square", "circle", "diamond", "triangle-up"])
    fills = alt.Scale(domain=["searched by machine", "argued"], range=[PALETTE[0], PAPER])
    words = alt.Chart(heads).encode(x=x, y=y, text="name:N")
    strong, weak = "datum.kind == 'verdict'", "datum.kind == 'rests'"
    drawn = alt.layer(
        alt.Chart(heads[heads["kind"] == "verdict"])
        .mark_rule(color=GRID)
        .encode(y=alt.Y("above:Q", axis=None, scale=down)),
        words.transform_filter(strong).mark_text(align="left", fontWeight=600, color=INK),
        words.transform_filter(weak).mark_text(align="left", color=MUTED, fontSize=12),
        alt.Chart(marks)
        .mark_point(size=80, strokeWidth=1.4, filled=True, opacity=1, stroke=PALETTE[0])
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("test:N", scale=shapes, legend=None),
            fill=alt.Fill("computed:N", legend=None, scale=fills),
            tooltip=[alt.Tooltip(f"{name}:N", title=name.capitalize()) for name in ("claim", "verdict", "test")],
        ),
    )
    return drawn.properties(title=key, width=wide, height=int((bottom - top) * 16.5))


def _present(frame: pd.DataFrame) -> tuple[list[str], list[str]]:
    return tuple([name for name in names.values() if name in set(frame[field])] for names, field in _AXES)  # type: ignore[return-value]


_AXES = ((VERDICTS, "verdict"), (INDEPENDENCE, "rests"))
_CELL = 5.6
"""Width of a cell of the matrix, four marks and a gap, in marks."""


def _matrix(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows, columns = _present(frame)
    lines = frame.groupby("verdict")["nth"].max().reindex(rows) // 4 + 1
    top = dict(zip(rows, (lines + 2).cumsum() - lines, strict=True))
    marks = frame.assign(
        x=frame["rests"].map(columns.index) * _CELL + frame["nth"] % 4, y=frame["verdict"].map(top) + frame["nth"] // 4
    )
    heads = [("verdict", name, -0.4, line - 0.9, line - 1.7) for name, line in top.items()]
    for number, name in enumerate(columns):
        for line, words in enumerate(_folded(name)):
            heads.append(("rests", words, number * _CELL - 0.4, 0.8 * line - 1.1, 0))
    return marks, pd.DataFrame(heads, columns=["kind", "name", "x", "y", "above"])


def _list(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    heads, placed, line = [], [], 0.0
    rows, columns = _present(frame)
    for verdict in rows:
        heads.append(("verdict", verdict, -0.4, line, line - 0.8))
        for rests in columns:
            part = frame[(frame["verdict"] == verdict) & (frame["rests"] == rests)]
            if part.empty:
                continue
            line += 1.1
            heads.append(("rests", rests, -0.4, line, 0))
            line += 1.1
            placed.append(part.assign(x=part["nth"], y=line))
        line += 1.6
    return pd.concat(placed), pd.DataFrame(heads, columns=["kind", "name", "x", "y", "above"])


def _folded(name: str) -> list[str]:
    """Break a head after its first word or two, so that columns stay narrow."""
    words = name.split()
    half = (len(words) + 1) // 2
    return [" ".join(words[:half]), " ".join(words[half:])] if len(words) > 1 else words
