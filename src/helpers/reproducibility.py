"""Would others code as we did? Sheets for a coder from outside, and how far their codes agree with ours.

What the two passes of one team show is stability (`helpers.stability`). A coder from outside who reads the same
passages by the same rules, without seeing our codes, shows reproducibility. The texts stay with those who hold them: a
sheet says where a passage stands, and not what it says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pandas as pd

from helpers import schema
from helpers.data import load
from helpers.stability import stability

__all__ = ["SUBJECTS", "compare_codings", "differences", "sample", "sheet"]

SUBJECTS = {
    "ladder_steps": ["channel", "step"],
    "leader_relations": ["un_leader", "nato_leader", "issue"],
    "liaison_arrangements": ["post"],
    "literature": ["holder", "argument"],
    "outlook_2018": ["statement"],
    "statements": ["document"],
}
"""What says, in each table that was coded twice, which of several things in a passage is to be coded."""
COLUMNS = ["unit", "table", "field", "subject", "source", "locator", "find", "code"]
NEEDED = ["unit", "table", "field", "code"]


def _unit(table: str, row: str) -> str:
    """Name a row so that the name says nothing: ids are words, and words would help to guess the code."""
    return hashlib.sha256(f"{table}.{row}".encode()).hexdigest()[:6]


def _ours() -> pd.DataFrame:
    coded = load("codings")
    units = [_unit(table, row) for table, row in zip(coded["table"], coded["row"], strict=True)]
    return coded.assign(unit=units)


def sheet(table: str, field: str) -> pd.DataFrame:
    """Give a coding sheet: where each passage stands and what in it is to be coded, with an empty code.

    Parameters
    ----------
    table, field
        A judgement that was coded twice, such as ``"outlook_2018"`` and ``"voice"``.

    Returns
    -------
    pandas.DataFrame
        A row a unit, in an order that has nothing to do with the code: ``unit``, ``table``, ``field``, ``subject`` (in
        our words), ``source`` and ``locator``, ``find`` (the fragment by which to find the passage), ``code`` (empty).

    Raises
    ------
    UnknownName
        If the table or the field was not coded twice; the message has those that were.

    Examples
    --------
    >>> sheet("outlook_2018", "voice").columns.tolist()
    ['unit', 'table', 'field', 'subject', 'source', 'locator', 'find', 'code']
    """
    coded = _ours()
    _known(coded, table, field)
    chosen = coded[(coded["table"] == table) & (coded["field"] == field)]
    rows = load(table).set_index("id").loc[chosen["row"]]
    subject = [": ".join(map(str, values)) for values in rows[SUBJECTS[table]].itertuples(index=False)]
    made = pd.DataFrame(
        {
            "unit": chosen["unit"].to_numpy(),
            "table": table,
            "field": field,
            "subject": subject,
            **{column: rows[column].to_numpy() for column in ("source", "locator")},
            "find": rows["evidence"].to_numpy(),
            "code": "",
        }
    )
    return made.sort_values("unit").reset_index(drop=True)[COLUMNS]


def compare_codings(codes: pd.DataFrame | str | Path) -> pd.DataFrame:
    """Measure how far somebody's codes agree with ours, field by field.

    Assumptions: ours are the codes as settled. Whoever fills in a sheet has not seen them; a coder who has, measures
    nothing. Units left out of the file are left out of the measure, so that a part of a sheet may be compared.

    Parameters
    ----------
    codes
        A filled `sheet`, or the path of one as CSV; of its columns only ``unit``, ``table``, ``field`` and ``code`` are
        read.

    Returns
    -------
    pandas.DataFrame
        As `helpers.stability.stability` gives it: ``n`` (passages with one pair of codes count once), ``agreed``,
        ``alpha`` with ``lower`` and ``upper``, ``usable``.

    Raises
    ------
    ValueError
        If a column is missing, a unit is unknown, coded twice or left empty, or a code is none of the field's; the
        message has the file, the row, the field and what is valid, for everything that is wrong at once.

    Examples
    --------
    >>> filled = sheet("outlook_2018", "voice").assign(code="named")
    >>> found = compare_codings(filled)
    >>> found[["field", "usable"]].values.tolist()
    [['voice', False]]
    """
    return stability(_matched(codes))


def differences(codes: pd.DataFrame | str | Path) -> pd.DataFrame:
    """Give the units on which somebody's code is not ours, to be settled by reading the passage again.

    Parameters
    ----------
    codes
        As for `compare_codings`.

    Returns
    -------
    pandas.DataFrame
        ``field``, ``subject``, ``ours``, ``theirs``, ``locator``, in the order of the file.

    Examples
    --------
    >>> found = differences(sample())
    >>> bool((found["ours"] != found["theirs"]).all())
    True
    """
    matched = _matched(codes)
    apart = matched[matched["first"] != matched["second"]]
    sheets = pd.concat([sheet(*pair) for pair in matched[["table", "field"]].drop_duplicates().itertuples(index=False)])
    both = apart[["table", "field", "unit", "first", "second"]].merge(sheets, on=["table", "field", "unit"])
    return both.rename(columns={"first": "ours", "second": "theirs"})[["field", "subject", "ours", "theirs", "locator"]]


def sample() -> pd.DataFrame:
    """Give the sample of a filled sheet: made up, by nobody, to show what `compare_codings` does with one.

    Examples
    --------
    >>> sample()["coder"].unique().tolist()
    ['sample, made up']
    """
    path = resources.files("helpers").joinpath("examples", "sample-codings.csv")
    return pd.read_csv(path.open(encoding="utf-8"), dtype=str, keep_default_na=False)


def _matched(codes: pd.DataFrame | str | Path) -> pd.DataFrame:
    """Set somebody's codes beside ours, as two passes over one text."""
    name = "codes" if isinstance(codes, pd.DataFrame) else str(codes)
    theirs = codes if isinstance(codes, pd.DataFrame) else pd.read_csv(codes, dtype=str, keep_default_na=False)
    lacking = [column for column in NEEDED if column not in theirs.columns]
    if lacking:
        raise ValueError(f"{name}: no column {', '.join(lacking)} (valid: {', '.join(COLUMNS)})")
    theirs = theirs[NEEDED].astype(str).apply(lambda column: column.str.strip())
    ours = _ours()
    wrong = list(_wrong(theirs, ours))
    if wrong:
        raise ValueError("\n".join(f"{name}: {problem}" for problem in wrong))
    both = theirs.merge(ours, on=["unit", "table", "field"])
    return both.assign(first=both["settled"], second=both["code"])


def _wrong(theirs: pd.DataFrame, ours: pd.DataFrame) -> Iterator[str]:
    """Say what is wrong with a filled sheet, each problem with its row as a spreadsheet counts them."""
    known = set(ours[["unit", "table", "field"]].itertuples(index=False, name=None))
    seen: dict[tuple[str, str, str], int] = {}
    for number, (unit, table, field, code) in enumerate(theirs.itertuples(index=False, name=None), 2):
        where = f"row {number}: {table}.{field}, unit {unit!r}"
        if (unit, table, field) not in known:
            yield f"{where}: was not coded twice (valid: the units that sheet({table!r}, {field!r}) gives)"
            continue
        if (unit, table, field) in seen:
            yield f"{where}: is there twice, first in row {seen[unit, table, field]}"
        seen.setdefault((unit, table, field), number)
        valid = _codes(table, field)
        if code not in valid:
            yield f"{where}: code {code!r} (valid: {', '.join(valid)})"


def _codes(table: str, field: str) -> list[str]:
    """Give the codes that a field may have: its categories or its span of whole numbers, and the labels."""
    described = schema.read().table(table).field(field)
    least, most = described.constraints.get("minimum"), described.constraints.get("maximum")
    whole = [] if least is None or most is None else [str(code) for code in range(least, most + 1)]
    labels = [] if described.constraints.get("required") else list(described.missing)
    return [*(map(str, described.categories) if described.categories else whole), *labels]


def _known(coded: pd.DataFrame, table: str, field: str) -> None:
    if table not in set(coded["table"]):
        raise schema.UnknownName("table that was coded twice", table, set(coded["table"]))
    fields = set(coded.loc[coded["table"] == table, "field"])
    if field not in fields:
        raise schema.UnknownName(f"field of {table} that was coded twice", field, fields)
