"""What sources say of each pair of Secretaries-General: who speaks, in which direction, on which issue.

Here live the counts; the days that a pair shared are `helpers.overlap`, the figures `helpers.leaders`. A row is a
statement or a document, not an event: one sentence of a source may make several rows.
"""

from __future__ import annotations

import pandas as pd

from helpers.data import load

__all__ = [
    "ISSUES",
    "RELATIONS",
    "VOICES",
    "by_issue",
    "of_pairs",
    "outside_share",
    "pair_names",
    "pair_rows",
    "surnames",
]

VOICES = ("the study", "public record only", "no source here")
"""Who speaks of a pair, from the study to nobody."""
RELATIONS = ("support", "support and reserve", "reserve only", "contact only", "none")
"""Which directions the coded rows of a pair have; `none` where no row has one."""
ISSUES = {
    "bosnia": "Bosnia",
    "kosovo": "Kosovo",
    "iraq": "Iraq",
    "afghanistan": "Afghanistan",
    "joint-declaration": "Declaration",
}
"""Issues with a column of their own, in order of time; all others are `OTHER`."""
OTHER = "other"
PAIR = ["un_leader", "nato_leader"]


def pair_rows(relations: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Give the rows that speak of two heads who held office together.

    Parameters
    ----------
    relations
        The table ``leader_relations``.
    pairs
        What `helpers.overlap.overlaps` gives; its order is the order of the result.

    Returns
    -------
    pandas.DataFrame
        The rows of ``relations`` of unit ``pair`` whose two people are among the pairs, with ``topic`` (one of `ISSUES`
        in words, or ``other``) and ``record`` (bool: a public document outside the two founding texts).

    Examples
    --------
    >>> rows = pd.DataFrame({"unit": ["pair"], "un_leader": ["annan"], "nato_leader": ["worner"]})
    >>> rows = rows.assign(issue="peacekeeping", independence="study")
    >>> len(pair_rows(rows, pd.DataFrame({"un_leader": ["annan"], "nato_leader": ["solana"]})))
    0
    """
    order = pairs[PAIR].drop_duplicates().assign(place=range(len(pairs)))
    found = relations[relations["unit"] == "pair"].merge(order, on=PAIR).sort_values("place", kind="stable")
    return found.drop(columns="place").assign(
        topic=lambda f: f["issue"].map(ISSUES).fillna(OTHER), record=lambda f: f["independence"] == "public-record"
    )


def of_pairs(pairs: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """Say of every pair who speaks of it, and in which direction.

    Parameters
    ----------
    pairs, relations
        As for `pair_rows`.

    Returns
    -------
    pandas.DataFrame
        `pairs` with ``rows`` (how many speak of the pair), ``voice`` (one of `VOICES`) and ``relation`` (one of
        `RELATIONS`). A pair of which one head alone is spoken of counts as one of which no source speaks.

    Examples
    --------
    >>> pairs = pd.DataFrame({"un_leader": ["annan", "ban"], "nato_leader": ["robertson", "rutte"]})
    >>> rows = pairs.iloc[[0, 0]].assign(unit="pair", issue=["iraq", "afghanistan"], stance=[-1, 1])
    >>> of_pairs(pairs, rows.assign(independence=["study", "public-record"]))[["rows", "relation"]].values.tolist()
    [[2, 'support and reserve'], [0, 'none']]
    """
    grouped = dict(list(pair_rows(relations, pairs).groupby(PAIR)))
    parts = [grouped.get(key) for key in pairs[PAIR].itertuples(index=False, name=None)]
    return pairs.assign(
        rows=[0 if part is None else len(part) for part in parts],
        voice=[VOICES[2] if part is None else VOICES[1] if part["record"].all() else VOICES[0] for part in parts],
        relation=[RELATIONS[4] if part is None else _direction(part["stance"]) for part in parts],
    )


def _direction(stances: pd.Series) -> str:
    known = stances.dropna()
    support, reserve = bool((known > 0).any()), bool((known < 0).any())
    if known.empty:
        return RELATIONS[4]
    return RELATIONS[1] if support and reserve else RELATIONS[0] if support else RELATIONS[2 if reserve else 3]


def by_issue(relations: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Give the span of stances of each pair on each issue, to see whether the issue moves it while the people stay.

    Parameters
    ----------
    relations, pairs
        As for `pair_rows`. Issues are those of the table, not grouped; rows without a stance are left out.

    Returns
    -------
    pandas.DataFrame
        A row a pair: ``un_leader``, ``nato_leader``, ``issues`` (how many have a stance), ``lowest`` and ``highest``
        (the least and the greatest stance of any row), ``varies`` (bool: its rows have more than one stance), and
        ``apart`` (bool: no single stance is found on all of its issues).

    Examples
    --------
    >>> pairs = pd.DataFrame({"un_leader": ["annan"], "nato_leader": ["robertson"]})
    >>> rows = pairs.iloc[[0, 0]].assign(unit="pair", issue=["iraq", "afghanistan"], stance=[-1, 1])
    >>> by_issue(rows.assign(independence="study"), pairs)[["issues", "lowest", "highest", "apart"]].values.tolist()
    [[2, -1, 1, True]]
    """
    known = pair_rows(relations, pairs).dropna(subset="stance")
    rows = []
    for (un, nato), part in known.groupby(PAIR, sort=False):
        stances = [set(values) for _, values in part.groupby("issue")["stance"]]
        low, high = int(part["stance"].min()), int(part["stance"].max())
        rows.append((un, nato, len(stances), low, high, low != high, not set.intersection(*stances)))
    return pd.DataFrame(rows, columns=[*PAIR, "issues", "lowest", "highest", "varies", "apart"])


def outside_share(rows: pd.DataFrame) -> pd.Series:
    """Give the share of rows that rest on each kind of source, from the study's own word to the public record.

    Parameters
    ----------
    rows
        Any rows with ``independence``.

    Returns
    -------
    pandas.Series
        Shares (0 to 1) by ``study``, ``study-authors``, ``secondary``, ``public-record``; zero where none rests on it.

    Raises
    ------
    ValueError
        If there is no row.

    Examples
    --------
    >>> outside_share(pd.DataFrame({"independence": ["study", "study", "secondary", "public-record"]})).tolist()
    [0.5, 0.0, 0.25, 0.25]
    """
    if rows.empty:
        raise ValueError("a share needs at least one row")
    kinds = ["study", "study-authors", "secondary", "public-record"]
    return rows["independence"].value_counts(normalize=True).reindex(kinds, fill_value=0.0)


def surnames(people: pd.Series) -> pd.Series:
    """Give the names by which people are called after their first mention.

    Parameters
    ----------
    people
        Identifiers of the table ``people``.

    Examples
    --------
    >>> surnames(pd.Series(["jaap-de-hoop-scheffer", "ban-ki-moon", "u-thant"])).tolist()
    ['de Hoop Scheffer', 'Ban', 'Thant']
    """
    known = load("people").set_index("id")["sort_name"]
    return people.map(known).map(_surname)


def _surname(sort_name: str) -> str:
    name, _, given = sort_name.partition(", ")
    if not given:
        return name.split()[0]  # the family name stands first, or alone
    particles = [word for word in given.split() if word.islower()]
    return " ".join([*particles, name])


def pair_names(pairs: pd.DataFrame) -> pd.Series:
    """Name each pair, the UN head first.

    Examples
    --------
    >>> pair_names(pd.DataFrame({"un_leader": ["kofi-annan"], "nato_leader": ["george-robertson"]})).tolist()
    ['Annan – Robertson']
    """
    return surnames(pairs["un_leader"]) + " – " + surnames(pairs["nato_leader"])
