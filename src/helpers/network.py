"""The clauses of the Charter and of the Treaty as a network: who points to whom, and who reads a link how.

A link is what words of one clause do to another (the layer ``text``), or what a reader holds of the two (a reading).
Two dozen clauses that coders chose carry no centrality, density or any other statistic of graphs: such numbers would
measure the choice. So this module selects, joins and counts; how the network is drawn is `helpers.founding_map`.
"""

from __future__ import annotations

import pandas as pd

__all__ = ["CHARTER", "TREATY", "across", "contested", "joined", "modalities", "pairs", "pointing", "silent"]

CHARTER, TREATY = "un-charter", "north-atlantic-treaty"
TEXT = "text"


def joined(provisions: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Give each link between two clauses with the documents and articles that it joins.

    Links to a body only (a duty to report that names no clause of the other side) are left out.

    Parameters
    ----------
    provisions, links
        The tables ``provisions`` and ``provision_links``.

    Returns
    -------
    pandas.DataFrame
        The rows of `links` with ``document_from``, ``article_from``, ``document_to``, ``article_to`` (text) and
        ``read`` (bool: a reading and not the text).

    Raises
    ------
    KeyError
        If a link names a clause that is not in `provisions`.

    Examples
    --------
    >>> from helpers import load
    >>> found = joined(load("provisions"), load("provision_links"))
    >>> sorted(set(found["document_from"]))
    ['north-atlantic-treaty', 'un-charter']
    """
    clauses = provisions.set_index("id")[["document", "article"]]
    ends = links[links["provision_to"] != "not-applicable"]
    unknown = (set(ends["provision_from"]) | set(ends["provision_to"])) - set(clauses.index)
    if unknown:
        raise KeyError(f"provision_links names clauses that provisions lacks: {', '.join(sorted(unknown))}")
    found = ends.join(clauses.add_suffix("_from"), on="provision_from").join(
        clauses.add_suffix("_to"), on="provision_to"
    )
    return found.assign(read=found["layer"] != TEXT).reset_index(drop=True)


def across(found: pd.DataFrame) -> pd.DataFrame:
    """Keep, of what `joined` gives, the links that join one document to the other.

    Examples
    --------
    >>> from helpers import load
    >>> found = joined(load("provisions"), load("provision_links"))
    >>> len(across(found)) < len(found)
    True
    """
    return found[found["document_from"] != found["document_to"]]


def pointing(found: pd.DataFrame, document: str, *, kinds: tuple[str, ...] | None = None) -> list[str]:
    """Give the articles of a document whose own words point to the other document, in the order of the document.

    Parameters
    ----------
    found
        What `joined` gives.
    document
        `CHARTER` or `TREATY`.
    kinds
        Kinds of link that count; all by default.

    Examples
    --------
    >>> from helpers import load
    >>> found = joined(load("provisions"), load("provision_links"))
    >>> pointing(found, TREATY, kinds=("invokes",))
    ['preamble', '1', '5', '12']
    """
    own = across(found)
    own = own[(own["document_from"] == document) & ~own["read"]]
    if kinds is not None:
        own = own[own["kind"].isin(kinds)]
    return sorted(set(own["article_from"]), key=lambda a: int(a) if a.isdigit() else 0)


def silent(found: pd.DataFrame, articles: tuple[str, ...]) -> list[str]:
    """Give those articles of the Charter to which no words of the Treaty point, whatever readers make of them.

    Examples
    --------
    >>> from helpers import load
    >>> found = joined(load("provisions"), load("provision_links"))
    >>> silent(found, ("51", "52", "53", "54"))
    ['53', '54']
    """
    own = across(found)
    named = set(own.loc[(own["document_to"] == CHARTER) & ~own["read"], "article_to"])
    return [article for article in articles if article not in named]


def pairs(found: pd.DataFrame) -> pd.DataFrame:
    """Give each pair of clauses on which somebody has a reading, with the readings of it.

    Which clause does something to which is set aside: two readers who see the same pair from either end are one pair.

    Parameters
    ----------
    found
        What `joined` gives.

    Returns
    -------
    pandas.DataFrame
        A row a pair, Charter clauses first: ``one``, ``other`` (ids), ``readings`` (count), ``stances`` (the different
        ones, joined by commas), ``contested`` (bool: readers differ in stance), ``text`` (bool: the words link the two
        as well).

    Examples
    --------
    >>> from helpers import load
    >>> read = pairs(joined(load("provisions"), load("provision_links")))
    >>> int(read["readings"].sum())
    16
    """
    ordered = [
        (a, b) if (doc_a == CHARTER, a) > (doc_b == CHARTER, b) or doc_a == doc_b else (b, a)
        for a, b, doc_a, doc_b in zip(
            found["provision_from"],
            found["provision_to"],
            found["document_from"],
            found["document_to"],
            strict=True,
        )
    ]
    frame = found.assign(one=[p[0] for p in ordered], other=[p[1] for p in ordered])
    written = set(map(tuple, frame.loc[~frame["read"], ["one", "other"]].to_numpy()))
    rows = []
    for (one, other), part in frame[frame["read"]].groupby(["one", "other"], sort=False):
        stances = sorted(set(part["stance"]))
        rows.append((one, other, len(part), ", ".join(stances), len(stances) > 1, (one, other) in written))
    return pd.DataFrame(rows, columns=["one", "other", "readings", "stances", "contested", "text"])


def contested(found: pd.DataFrame) -> pd.DataFrame:
    """Give, from what `joined` gives, the pairs of clauses on which readers differ.

    Examples
    --------
    >>> from helpers import load
    >>> contested(joined(load("provisions"), load("provision_links")))["contested"].all()
    np.True_
    """
    read = pairs(found)
    return read[read["contested"]].reset_index(drop=True)


def modalities(provisions: pd.DataFrame) -> pd.DataFrame:
    """Count clauses by document, subject and modality.

    Parameters
    ----------
    provisions
        The table ``provisions``.

    Returns
    -------
    pandas.DataFrame
        Columns ``document``, ``about``, ``modality``, ``clauses``; no row where there is no clause.

    Examples
    --------
    >>> from helpers import load
    >>> counts = modalities(load("provisions"))
    >>> counts.query("about == 'self-defence' and modality == 'preserves'")["clauses"].tolist()
    [2]
    """
    return provisions.groupby(["document", "about", "modality"]).size().reset_index(name="clauses")
