"""In whose company a work is cited: which works one sentence names, and which the study sets against each other.

The pairs are the study's arrangement of its sources. They say nothing of who read whom.
"""

from __future__ import annotations

import pandas as pd

from helpers.sources import STUDY
from helpers.stands import NOBODY, taking_part

__all__ = ["clashes", "in_one_sentence", "opposed"]


def in_one_sentence(citations: pd.DataFrame) -> pd.DataFrame:
    """Give each pair of works that one sentence of the study (or of one of its notes) names.

    Parameters
    ----------
    citations
        The table ``citations``.

    Returns
    -------
    pandas.DataFrame
        A row a pair: ``one``, ``other`` (BibTeX keys in alphabetical order), ``sentences`` (count).

    Examples
    --------
    >>> rows = [("a-2000", "Conclusion", 1), ("b-2001", "Conclusion", 1), ("c-2002", "Conclusion", 2)]
    >>> in_one_sentence(pd.DataFrame(rows, columns=["work", "cited_in", "sentence"])).values.tolist()
    [['a-2000', 'b-2001', 1]]
    """
    works = citations[~citations["work"].isin(["not-applicable", NOBODY])]
    works = works[["work", "cited_in", "sentence"]].drop_duplicates()
    pairs = works.merge(works, on=["cited_in", "sentence"], suffixes=("", "_other"))
    pairs = pairs[pairs["work"] < pairs["work_other"]]
    found = pairs.groupby(["work", "work_other"]).size().reset_index(name="sentences")
    return found.rename(columns={"work": "one", "work_other": "other"})


def opposed(literature: pd.DataFrame) -> pd.DataFrame:
    """Give each pair of works that the table ``literature`` sets against each other, or lets answer one another.

    Returns
    -------
    pandas.DataFrame
        A row a pair: ``one``, ``other`` (BibTeX keys in alphabetical order; the same twice where two authors of one
        work disagree). Answers to or by a view without a work of its own, and answers within one holder, are left out.

    Examples
    --------
    >>> from helpers import load
    >>> opposed(load("literature")).query("one == other")["one"].tolist()
    ['jakobsen-lightburn-2005']
    """
    rows = literature.set_index("id")
    answers = rows[rows["answers_to"].isin(rows.index)]
    asked = rows.loc[answers["answers_to"]]
    pairs = pd.DataFrame({"one": answers["work"].to_numpy(), "other": asked["work"].to_numpy()})
    pairs = pairs[answers["holder"].to_numpy() != asked["holder"].to_numpy()]
    pairs = pairs[(pairs != STUDY).all(axis=1)]
    ordered = [sorted(pair) for pair in pairs.to_numpy()]
    found = pd.DataFrame(ordered, columns=["one", "other"]).drop_duplicates()
    return found.sort_values(["one", "other"]).reset_index(drop=True)


def clashes(literature: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Give the pairs of works of which one is for and the other against the proposition of the same question.

    Parameters
    ----------
    literature
        The table ``literature``.
    pairs
        With columns ``one`` and ``other``, as `in_one_sentence` and `opposed` give them.

    Returns
    -------
    pandas.DataFrame
        Those rows of `pairs`.

    Examples
    --------
    >>> from helpers import load
    >>> rows = load("literature")
    >>> clashes(rows, opposed(rows))["one"].tolist()[-1]
    'jakobsen-lightburn-2005'
    """
    sides = taking_part(literature).groupby(["position", "work"])["question"].agg(set)

    def apart(one: str, other: str) -> bool:
        asked = [sides.get((side, work), set()) for side in ("for", "against") for work in (one, other)]
        return bool(asked[0] & asked[3] or asked[1] & asked[2])

    return pairs[[apart(a, b) for a, b in zip(pairs["one"], pairs["other"], strict=True)]]
