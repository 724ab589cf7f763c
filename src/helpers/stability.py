"""How stable are the coded judgements between two passes? ``python -m helpers.stability`` prints the table.

The table ``codings`` keeps both passes. What is measured is stability within one team, not reproducibility by others:
Krippendorff's alpha, with an interval from resampling. A field below `LEAST` is shown, not analysed.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from helpers.data import load

__all__ = ["LEAST", "markdown", "stability"]

LEAST = 0.667
"""The lowest alpha with which tentative conclusions are drawn (Krippendorff 2019)."""
RESAMPLES = 1000
SEED = 2018
LABELS = ("not-stated", "not-applicable", "not-found", "contested")
"""On a nominal scale a code like any other; on an ordinal scale it has no place."""


def stability(codings: pd.DataFrame, *, resamples: int = RESAMPLES, seed: int = SEED) -> pd.DataFrame:
    """Measure how far two passes of coding agree, field by field.

    Assumptions: rows of one passage that got the same pair of codes are one observation, since nobody weighed them
    apart; so passages, not observations, are drawn for the interval. On an ordinal scale an observation that either
    pass labelled as missing counts in the share that agrees and not in alpha.

    Parameters
    ----------
    codings
        The table ``codings`` or some of its rows: ``table``, ``field``, ``passage``, ``first``, ``second`` (text) and
        ``scale`` (nominal or ordinal; ordinal codes are whole numbers).
    resamples
        How often passages are drawn with replacement.
    seed
        Start of the random numbers.

    Returns
    -------
    pandas.DataFrame
        A row a table and field, sorted by both: ``n`` (observations), ``valued`` (those that enter alpha), ``agreed``
        (share of ``n``, 0 to 1), ``alpha`` (NaN where all codes are equal: nothing varies that could be measured),
        ``lower`` and ``upper`` (2.5th and 97.5th percentile of alpha over the draws in which codes vary), ``usable``
        (bool: alpha is at least `LEAST`).

    Raises
    ------
    ValueError
        If a field has more than one scale, or an ordinal code is no whole number.
    ImportError
        If the library ``krippendorff`` is not installed; it comes with the extra ``book``.

    Examples
    --------
    >>> codes = {"passage": list("abcd"), "first": ["0", "1", "2", "2"], "second": ["0", "1", "2", "2"]}
    >>> found = stability(pd.DataFrame({"table": "t", "field": "f", "scale": "ordinal", **codes}))
    >>> found[["n", "agreed", "alpha", "usable"]].values.tolist()
    [[4, 1.0, 1.0, True]]
    """
    columns = ["table", "field", "n", "valued", "agreed", "alpha", "lower", "upper", "usable"]
    fields = codings.groupby(["table", "field"], sort=True)
    rows = [_measure((str(table), str(field)), part, resamples, seed) for (table, field), part in fields]
    return pd.DataFrame(rows, columns=columns)


def _measure(name: tuple[str, str], part: pd.DataFrame, resamples: int, seed: int) -> tuple[object, ...]:
    scales = part["scale"].unique()
    if len(scales) > 1:
        raise ValueError(f"codings: field {'.'.join(name)} has the scales {', '.join(sorted(scales))} (valid: one)")
    seen = part.drop_duplicates(["passage", "first", "second"])
    valued = seen[~seen[["first", "second"]].isin(LABELS).any(axis=1)] if scales[0] == "ordinal" else seen
    counts = _counts(valued, scales[0], name)
    alpha = _alpha(counts, scales[0])
    draws = _draws(counts, valued["passage"], scales[0], resamples, seed)
    draws = draws[~np.isnan(draws)]
    lower, upper = np.percentile(draws, [2.5, 97.5]) if draws.size else (np.nan, np.nan)
    agreed = float((seen["first"] == seen["second"]).mean())
    return *name, len(seen), len(valued), agreed, alpha, float(lower), float(upper), bool(alpha >= LEAST)


def _counts(valued: pd.DataFrame, scale: str, name: tuple[str, str]) -> np.ndarray:
    """Count, for each observation and value in the order of the scale, how many of the two passes gave it."""
    given = pd.unique(valued[["first", "second"]].to_numpy().ravel())
    try:
        values = sorted(given, key=int if scale == "ordinal" else None)
    except ValueError as error:
        raise ValueError(
            f"codings: field {'.'.join(name)}: {error} (valid: whole numbers, {', '.join(LABELS)})"
        ) from None
    both = [valued[column].to_numpy()[:, None] == np.array(values)[None, :] for column in ("first", "second")]
    return both[0].astype(int) + both[1].astype(int)


def _alpha(counts: np.ndarray, scale: str) -> float:
    """Give Krippendorff's alpha; NaN where nothing varies."""
    import krippendorff  # of the extra `book`: chapters that measure nothing must run without it

    counts = counts[:, counts.any(axis=0)] if len(counts) else counts
    if len(counts) < 2 or counts.shape[1] < 2:
        return float("nan")
    found = krippendorff.alpha(
        value_counts=counts,
        value_domain=np.arange(counts.shape[1]),
        level_of_measurement=scale,  # type: ignore[arg-type]
    )
    return float(found)


def _draws(counts: np.ndarray, passages: pd.Series, scale: str, resamples: int, seed: int) -> np.ndarray:
    """Give alpha for passages drawn with replacement, each with all of its observations; NaN where nothing varies.

    The library would be asked a thousand times a field. Of two passes alpha needs only how often each pair of values
    coincides, and that is the sum over the passages drawn: all draws are reckoned at once.
    """
    groups, names = pd.factorize(passages, sort=True)
    if not len(names):
        return np.empty(0)
    drawn = np.random.default_rng(seed).integers(len(names), size=(resamples, len(names)))
    times = np.stack([np.bincount(draw, minlength=len(names)) for draw in drawn])
    pairs = np.zeros((len(names), counts.shape[1], counts.shape[1]))
    np.add.at(pairs, groups, counts[:, :, None] * (counts[:, None, :] - np.eye(counts.shape[1], dtype=int)))
    coincidences = np.tensordot(times, pairs, axes=1)
    given = coincidences.sum(axis=2)
    apart = _apart(given, scale)
    observed = (coincidences * apart).sum(axis=(1, 2))
    expected = (given[:, :, None] * given[:, None, :] * apart).sum(axis=(1, 2)) / (given.sum(axis=1) - 1)
    measurable = (expected > 0) & (times @ np.bincount(groups) >= 2)
    return 1 - np.divide(observed, expected, out=np.full(resamples, np.nan), where=measurable)


def _apart(given: np.ndarray, scale: str) -> np.ndarray:
    """Give the distance of each pair of values in each draw: 1, or on an ordinal scale by what lies between."""
    values = given.shape[1]
    if scale == "nominal":
        return np.broadcast_to(1 - np.eye(values), (len(given), values, values))
    up_to = np.cumsum(given, axis=1)
    middles = up_to - given / 2  # where a value's own lie, on average
    return (middles[:, :, None] - middles[:, None, :]) ** 2


def markdown(measured: pd.DataFrame) -> str:
    """Set what `stability` gives as a table for a readme.

    Examples
    --------
    >>> codes = {"passage": list("abc"), "first": ["a", "b", "b"], "second": ["a", "b", "b"], "scale": "nominal"}
    >>> print(markdown(stability(pd.DataFrame({"table": "t", "field": "f", **codes}))).splitlines()[-1])
    | t | f | 3 | 3 | 100 % | 1.00 | 1.00 to 1.00 | yes |
    """
    lines = [
        "| table | field | observations | valued | agreed | alpha | 95 % interval | analysed |",
        "|---|---|---:|---:|---:|---:|---|---|",
    ]
    for row in measured.itertuples():
        share = f"{row.agreed:.0%}".replace("%", " %")
        figures = [row.n, row.valued, share, _figure(row.alpha), f"{_figure(row.lower)} to {_figure(row.upper)}"]
        cells = [row.table, row.field, *figures, "yes" if row.usable else "no, shown only"]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def _figure(value: object) -> str:
    return "none" if pd.isna(value) else f"{value:.2f}".replace("-", "−")  # type: ignore[call-overload]


def main() -> int:
    """Print the table for the data's readme; returns the exit code."""
    print(markdown(stability(load("codings"))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
