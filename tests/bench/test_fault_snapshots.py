"""The committed snapshots of faults and mutations are of the faults that there are, and say what the page says."""

import json
from pathlib import Path

import pytest

from bench.mutate import MUTATIONS
from tests.faults.register import EXPECTED, GROUP
from tests.faults.snapshot import snapshot

BENCH = Path(__file__).parents[2] / "bench"
FAULTS = json.loads((BENCH / "faults.json").read_text("utf-8"))
MUTATED = json.loads((BENCH / "mutations.json").read_text("utf-8"))["mutations"]


def test_the_snapshot_names_just_the_faults_that_are_tried():
    named = [(fault["fault"], fault["group"], fault["expected"]) for fault in FAULTS["faults"]]
    assert named == [(name, GROUP[name], EXPECTED[name]) for name in EXPECTED]


def test_every_fault_was_survived():
    assert not [fault["fault"] for fault in FAULTS["faults"] if fault["result"] != "as expected"]


def test_nothing_was_lost_let_in_or_let_out():
    zero = ("bytes lost", "outside requests", "policy violations", "dialogs and errors of scripts")
    assert {name: FAULTS["counts"][name] for name in zero} == dict.fromkeys(zero, 0)
    assert FAULTS["counts"]["hostile inputs"] > 300


def test_every_mutation_was_noticed_by_one_of_its_tests():
    assert [found["mutation"] for found in MUTATED] == [mutation.name for mutation in MUTATIONS]
    for mutation, found in zip(MUTATIONS, MUTATED, strict=True):
        assert found["caught"]
        assert found["caught"].startswith(tuple(test.partition("::")[0] for test in mutation.tests))


def test_a_snapshot_of_some_faults_only_is_refused():
    with pytest.raises(LookupError, match=r"not tried, .*no network"):
        snapshot([])
