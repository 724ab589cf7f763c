"""The codebook's tables: what each table of the data package holds, field by field, and its first rows.

All of it comes from `helpers.describe`; nothing is written down twice.
"""

from __future__ import annotations

import pandas as pd

from helpers.cells import ROW, to_rows
from helpers.data import describe, load, tables
from helpers.display import Table, number, table
from helpers.numbers import spell

__all__ = ["announce", "common", "corrections", "fields", "overview", "persons", "preview"]

COMMON = ("id", "as_of", "rationale", "independence", "source", "locator", "evidence", "note")
"""Fields that mean the same in every table: the codebook explains them once."""
WIDEST = 60
"""Characters of a cell that a preview shows."""


def announce() -> None:
    """Make each table's description and size available to the page's prose: ``about-people``, ``rows-people``."""
    total = 0
    for name in tables():
        entry = describe(name)
        label = name.replace("_", "-")
        number(f"about-{label}", entry.description)
        number(f"rows-{label}", "one row" if entry.rows == 1 else f"{spell(entry.rows)} rows")
        total += entry.rows
    number("codebook-tables", len(tables()))
    number("codebook-rows", f"{total:,}")


def overview() -> Table:
    """List all tables: name, what it holds, rows and fields.

    Examples
    --------
    >>> overview().payload["columns"][0]["label"]
    'Table'
    """
    entries = [describe(name) for name in tables()]
    frame = pd.DataFrame(
        [(e.name, e.title, e.rows, len(e.fields)) for e in entries], columns=["Table", "Holds", "Rows", "Fields"]
    )
    return table(frame, links={"Table": [f"#codebook-{e.name.replace('_', '-')}" for e in entries]})


def common() -> Table:
    """Explain the fields that mean the same in every table."""
    entry = describe("leader_relations").fields.set_index("field")
    as_of = describe("people").fields.set_index("field").loc["as_of", "meaning"]
    rows = [(name, as_of if name == "as_of" else entry.loc[name, "meaning"]) for name in COMMON]
    return table(pd.DataFrame(rows, columns=["Field", "Meaning"]))


def fields(name: str) -> Table:
    """Set a table's own fields: type, meaning, values with their meanings and counts, labels for what is missing.

    Parameters
    ----------
    name
        A table of the data package.

    Examples
    --------
    >>> fields("states").payload["rows"][0][0]
    'name'
    """
    entry = describe(name)
    own = entry.fields[~entry.fields["field"].isin(COMMON)]
    coded = {
        field: "; ".join(f"{row.value} ({row.rows}): {row.meaning}" for row in part.itertuples())
        for field, part in entry.categories.groupby("field", sort=False)
    }
    foreign = entry.keys[entry.keys["kind"] == "foreign"]
    refers = {row.fields: f"An identifier of {_table_of(row.refers_to) or name}." for row in foreign.itertuples()}
    frame = pd.DataFrame(
        {
            "Field": own["field"],
            "Type": own["type"],
            "Meaning": [
                " ".join(part for part in (meaning, refers.get(field, ""), coded.get(field, "")) if part)
                for field, meaning in zip(own["field"], own["meaning"], strict=True)
            ],
            "Missing": own["missing"].replace("", "none"),
        }
    )
    return table(frame, tables=[name])


def _table_of(reference: object) -> str:
    """Name the table of a foreign key, of which `describe` says ``people (id)``; a table's own has no name."""
    return str(reference).split(" (")[0]


def preview(name: str, rows: int = 3) -> Table:
    """Show the first rows of a table, with as many of its own fields as a page can hold, and the way to all of them."""
    frame = load(name)
    shown = ["id", *[column for column in frame.columns if column not in COMMON][:3]]
    short = frame[shown].head(rows).map(lambda value: _short(value))
    links = to_rows(name, short["id"])
    if not {"table", "row"} <= set(frame.columns):  # else each row is shown with the one that it speaks of
        short.loc[len(short)] = [f"all {len(frame)} rows", *["…"] * (len(shown) - 1)]
        links.append(ROW + name)
    return table(short, links={"id": links})


def _short(value: object) -> str:
    text = "" if pd.isna(value) else str(value)  # type: ignore[call-overload]
    return text if len(text) <= WIDEST else text[: WIDEST - 1].rstrip() + "…"


def corrections(source: str) -> Table:
    """Set the errata of a founding text: where, what is printed, what is right, and why.

    Parameters
    ----------
    source
        BibTeX key of the text.
    """
    frame = load("errata").query("source == @source").sort_values(["locator", "id"])
    words = {"locator": "Where", "kind": "Kind", "as_printed": "As printed", "as_corrected": "Right", "reason": "Why"}
    return table(
        frame[list(words)].rename(columns=words),
        tables=["errata"],
        sources=[source],
        shows={"errata": list(frame["id"])},
    )


def persons() -> Table:
    """Set everyone whom the tables name, with the office that a source gives."""
    frame = load("people").sort_values("sort_name", key=lambda names: names.str.normalize("NFKD").str.casefold())
    role = frame["role"].where(~frame["role"].isin(["not-stated", "not-applicable"]))
    state = frame["state"].map(load("states").set_index("id")["name"])
    return table(
        pd.DataFrame({"Name": frame["sort_name"], "Office or profession": role, "State": state}),
        tables=["people"],
        links={"Name": to_rows("people", frame["id"]), "State": to_rows("states", frame["state"])},
    )
