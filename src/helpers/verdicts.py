"""The verdicts of the claims audit in a figure: a mark a claim, by verdict and by what the verdict rests on.

How a verdict is reached is `helpers.audit`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.audit import INDEPENDENCE, TESTS, VERDICTS
from helpers.charts import GRID, INK, MUTED, PALETTE, PAPER, heading
from helpers.display import Chart, chart

__all__ = ["verdicts_chart"]

_AXES = ((VERDICTS, "verdict"), (INDEPENDENCE, "rests"))
_CELL = 5.6
"""Width of a cell of the matrix, four marks and a gap, in marks."""


def verdicts_chart(found: pd.DataFrame) -> Chart:
    """Draw each claim as a mark, by its verdict and by the independence of what decides it.

    Parameters
    ----------
    found
        What `audit` gives.
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
