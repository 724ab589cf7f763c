"""Tables by year for statistical programs, derived from the coded rows: ``python -m helpers.replicate [FOLDER]``.

What the columns mean stands in ``derived.json`` beside this file, which is written with the tables as their
``datapackage.json``. Nothing is coded here and nothing is filled in: a cell that no row speaks of says so.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from helpers import canonical, schema
from helpers.data import load
from helpers.dates import bounds
from helpers.ladder import levels
from helpers.overlap import by_year
from helpers.relations import PAIR

__all__ = ["channel_year", "pair_year", "write"]

FIRST, LAST = 1945, 2018
"""The years of the book; rows on later ones (a letter of 2021) stand in the tables that these are made from."""
UNOBSERVED, NOT_STATED = "unobserved", "not-stated"
DESCRIPTION = Path(__file__).with_name("derived.json")


def pair_year(tenures: pd.DataFrame, relations: pd.DataFrame, *, last: int = LAST) -> pd.DataFrame:
    """Give each year of each pair of Secretaries-General, observed or not.

    Parameters
    ----------
    tenures, relations
        The tables ``tenures`` and ``leader_relations``.
    last
        The last year.

    Returns
    -------
    pandas.DataFrame
        A row a year and pair with a day together: ``year``, ``un_leader``, ``nato_leader``, ``days``, ``observed``
        (bool), ``relations``, ``exact`` and ``undated`` (rows that touch the year, that touch it alone, and that
        name no year at all), ``stance_low`` and ``stance_high`` (Int64, NA where no row has one).

    Examples
    --------
    >>> found = pair_year(load("tenures"), load("leader_relations"))
    >>> found.query("year == 2008")[["un_leader", "days", "observed", "stance_high"]].values.tolist()
    [['ban-ki-moon', 366, True, 2]]
    """
    grid = by_year(tenures)
    grid = grid[grid["year"] <= last]
    spoken = relations[(relations["unit"] == "pair") & (relations["basis"] != "not-addressed")]
    named = spoken["date"].str[:1].str.isdigit()
    undated = spoken[~named].groupby(PAIR).size().rename("undated").reset_index()
    touching = _touching(spoken[named])
    cells = touching.groupby(["year", *PAIR]).agg(
        relations=("id", "size"), exact=("exact", "sum"), stance_low=("stance", "min"), stance_high=("stance", "max")
    )
    found = grid.merge(cells.reset_index(), how="left").merge(undated, how="left")
    counts = ["relations", "exact", "undated"]
    found[counts] = found[counts].fillna(0).astype("int64")
    return found.assign(observed=found["relations"] > 0)


def _touching(spoken: pd.DataFrame) -> pd.DataFrame:
    """Give each row once for each year that its date touches."""
    rows = [
        {**row, "year": year, "exact": len(years) == 1}
        for row in spoken.to_dict("records")
        for years in [_years(row["date"])]
        for year in years
    ]
    touching = pd.DataFrame(rows, columns=["id", "year", *PAIR, "exact", "stance"])
    return touching.astype({"year": "int64", "exact": "bool", "stance": "Int64"})


def _years(date: str) -> range:
    first, last = bounds(date).possible
    assert first is not None, f"{date}: a date begins"
    return range(first.year, (last or first).year + 1)


def channel_year(steps: pd.DataFrame, *, first: int = FIRST, last: int = LAST) -> pd.DataFrame:
    """Give each year of each channel, observed or not: what `helpers.ladder.levels` finds, in the order of the key.

    Examples
    --------
    >>> found = channel_year(load("ladder_steps"))
    >>> len(found), found["channel"].nunique()
    (592, 8)
    """
    return levels(steps, first=first, last=last).sort_values(["channel", "year"]).reset_index(drop=True)


def write(target: Path, data: Path | str | None = None) -> dict[str, pd.DataFrame]:
    """Derive the tables and write them with their description, the same bytes from the same rows.

    Parameters
    ----------
    target
        Folder to write to, made if need be. Other files in it stay.
    data
        Folder of another data package; by default the book's own.

    Returns
    -------
    dict
        Name of each table to its frame.

    Raises
    ------
    helpers.data.DataError
        If a table that they are made from cannot be read.
    OSError
        If a file cannot be written; it is then as it was.
    """
    rows = {name: load(name, data=data) for name in ("tenures", "leader_relations", "ladder_steps")}
    frames = {
        "pair_year": pair_year(rows["tenures"], rows["leader_relations"]),
        "channel_year": channel_year(rows["ladder_steps"]),
    }
    description = _description(schema.read(data).descriptor)
    target.mkdir(parents=True, exist_ok=True)
    _put(target / schema.DESCRIPTION, (json.dumps(description, indent=2, ensure_ascii=False) + "\n").encode())
    for name, table in schema.read(target).tables.items():
        _put(target / table.path, _csv(table, frames[name]))
    return frames


def _description(package: Mapping[str, Any]) -> dict[str, Any]:
    """Describe the tables: what is theirs, with the version, licence and sources of the rows they are made from."""
    own = json.loads(DESCRIPTION.read_text("utf-8"))
    inherited = {key: package[key] for key in ("version", "licenses", "sources") if key in package}
    resources = own.pop("resources")
    return {**own, **inherited, "resources": resources}


def _csv(table: schema.Table, frame: pd.DataFrame) -> bytes:
    rows = [[_cell(row, field) for field in table.fields] for row in frame.to_dict("records")]
    reading = canonical.Reading(table, list(table.fields), rows, [], sound=True)
    content = canonical.canonical(reading)
    assert content is not None, "the columns are those of the description"
    return content


def _cell(row: Mapping[Hashable, Any], field: str) -> str:
    value = row[field]
    if field == "observed":
        return "yes" if value else "no"
    if pd.isna(value):
        return NOT_STATED if row["observed"] else UNOBSERVED
    return str(value)


def _put(path: Path, content: bytes) -> None:
    new = path.with_name(path.name + ".new")
    new.write_bytes(content)
    new.replace(path)


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m helpers.replicate", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("_build/replicate"), help="where to write")
    target: Path = parser.parse_args(argv).folder
    try:
        frames = write(target)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    for name, frame in frames.items():
        seen = int(frame["observed"].sum())
        print(f"{target / name}.csv: {len(frame)} rows, {seen} of them observed")
    print(f"{target / schema.DESCRIPTION} says what the columns mean")
    return 0


if __name__ == "__main__":
    sys.exit(main())
