"""Agreement of two passes is measured as one would by hand."""

import numpy as np
import pandas as pd
import pytest

from helpers.stability import LEAST, _alpha, _draws, stability


def coded(pairs, *, scale="nominal", passages=None):
    first, second = zip(*pairs, strict=True)
    passages = passages or [f"sentence-{i}" for i in range(len(pairs))]
    return pd.DataFrame(
        {"table": "t", "field": "f", "scale": scale, "passage": passages, "first": first, "second": second}
    )


def measured(*args, **kwargs):
    return stability(coded(*args, **kwargs), resamples=50).iloc[0]


def test_nominal_alpha_is_that_of_the_coincidences_by_hand():
    # a thrice, b five times; observed 2/8, expected 2*3*5/(8*7): 1 - (1/4)/(30/56) = 8/15
    found = measured([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])
    assert found.alpha == pytest.approx(8 / 15)
    assert found.agreed == 0.75
    assert not found.usable


def test_ordinal_alpha_weighs_by_what_lies_between():
    # 0 four times, 1 once, 2 thrice: distances 6.25, 4 and 20.25; observed 2*4/8 = 1, expected 560/56 = 10
    found = measured([("0", "0"), ("0", "0"), ("1", "2"), ("2", "2")], scale="ordinal")
    assert found.alpha == pytest.approx(0.9)
    assert found.usable


def test_the_order_of_a_scale_is_that_of_its_numbers():
    # as text, -1 would come before -2
    far = measured([("-2", "-2"), ("-1", "-1"), ("2", "-2"), ("0", "0")], scale="ordinal")
    near = measured([("-2", "-2"), ("-1", "-1"), ("-1", "-2"), ("0", "0"), ("2", "2")], scale="ordinal")
    assert near.alpha > far.alpha


def test_rows_of_one_passage_with_the_same_codes_are_one_observation():
    pairs = [("a", "b")] * 5 + [("a", "a"), ("b", "b")]
    found = measured(pairs, passages=["sentence-1"] * 5 + ["sentence-1", "sentence-2"])
    assert found.n == 3
    assert found.agreed == pytest.approx(2 / 3)


def test_a_label_counts_in_the_share_but_has_no_place_on_an_ordinal_scale():
    found = measured([("0", "0"), ("1", "1"), ("2", "not-stated")], scale="ordinal")
    assert (found.n, found.valued) == (3, 2)
    assert found.agreed == pytest.approx(2 / 3)
    assert found.alpha == 1


def test_a_label_is_a_code_on_a_nominal_scale():
    assert measured([("a", "a"), ("b", "b"), ("a", "not-stated")]).valued == 3


@pytest.mark.parametrize("scale", ["nominal", "ordinal"])
@pytest.mark.parametrize("pairs", [[("1", "1")] * 3, [("not-stated", "not-stated")] * 3, [("1", "2")]])
def test_where_nothing_varies_or_all_is_one_observation_there_is_no_alpha(pairs, scale):
    found = measured(pairs, scale=scale)
    assert pd.isna([found.alpha, found.lower, found.upper]).all()
    assert not found.usable


def test_the_interval_is_the_same_each_time_and_holds_alpha():
    codings = coded([("a", "a"), ("a", "b"), ("b", "b"), ("c", "c")] * 5)
    one, other = (stability(codings, resamples=100) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)
    assert one.lower[0] < one.alpha[0] < one.upper[0]


def test_passages_are_drawn_whole():
    # four passages in which the passes agree, four in which they never do: drawn whole, draws differ more
    pairs = ([("a", "a"), ("b", "b"), ("c", "c"), ("d", "d")] * 4) + [
        ("a", "b"),
        ("b", "c"),
        ("c", "d"),
        ("d", "a"),
    ] * 4
    apart = stability(coded(pairs))
    together = stability(coded(pairs, passages=[f"sentence-{i // 4}" for i in range(len(pairs))]))
    assert apart.alpha[0] == together.alpha[0]
    assert together.upper[0] - together.lower[0] > 1.3 * (apart.upper[0] - apart.lower[0])


def test_a_field_of_two_scales_is_refused():
    both = pd.concat([coded([("1", "1")]), coded([("1", "1")], scale="ordinal")])
    with pytest.raises(ValueError, match=r"t\.f has the scales nominal, ordinal"):
        stability(both)


def test_words_on_an_ordinal_scale_are_refused():
    with pytest.raises(ValueError, match=r"t\.f: .*'high'.*whole numbers"):
        measured([("1", "high"), ("2", "2")], scale="ordinal")


def test_least_is_the_bound_that_the_field_accepts():
    assert LEAST == 0.667


@pytest.mark.parametrize("scale", ["nominal", "ordinal"])
@pytest.mark.parametrize("passages", [1, 3, 40])
def test_alphas_of_drawn_passages_are_those_that_the_library_gives_for_each_draw(scale, passages):
    random = np.random.default_rng(7)
    counts = np.zeros((40, 4), dtype=int)
    for column in random.choice(4, size=(2, 40), p=[0.6, 0.3, 0.1, 0]):
        counts[np.arange(40), column] += 1
    names = pd.Series(random.integers(passages, size=40).astype(str))
    groups = [np.flatnonzero(names == name) for name in sorted(names.unique())]
    draws = np.random.default_rng(3)
    each = [draws.integers(len(groups), size=len(groups)) for _ in range(60)]
    expected = [_alpha(counts[np.concatenate([groups[i] for i in drawn])], scale) for drawn in each]
    assert _draws(counts, names, scale, 60, 3) == pytest.approx(np.array(expected), nan_ok=True)


def test_draws_in_which_nothing_varies_give_no_alpha():
    counts = np.array([[2, 0], [2, 0], [1, 1]])
    found = _draws(counts, pd.Series(["a", "b", "c"]), "nominal", 200, 1)
    assert 0 < np.isnan(found).sum() < 200
    assert _draws(counts[:0], pd.Series([], dtype=str), "nominal", 5, 1).size == 0
