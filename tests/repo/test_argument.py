"""The book has one argument: each claim of the landing page leads to where it is argued and to its place in the audit."""

import re
from pathlib import Path

import pytest

from helpers import load
from helpers.audit import said

ROOT = Path(__file__).parents[2]
INDEX = ROOT.joinpath("index.md").read_text("utf-8")
SYNTHESIS = ROOT.joinpath("chapters", "synthesis.md").read_text("utf-8")
SECTION = re.search(r"^## What the book argues$(.*?)^## ", INDEX, re.M | re.S)[1]
CLAIMS = re.split(r"^- ", SECTION, flags=re.M)[1:]


def labels():
    """Give the labels of every page that the table of contents names, but for those of single claims."""
    pages = re.findall(r"file: (\S+)", ROOT.joinpath("_toc.yml").read_text("utf-8"))
    found = [re.findall(r"^\(([a-z0-9-]+)\)=$", ROOT.joinpath(f"{page}.md").read_text("utf-8"), re.M) for page in pages]
    return {label for page in found for label in page if not label.startswith("claim-")}


def referred(claim):
    return re.findall(r"\{ref\}`[^`<]*<([a-z0-9-]+)>`", claim)


def test_the_landing_page_makes_four_to_six_claims():
    assert 4 <= len(CLAIMS) <= 6


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_links_to_a_section_that_argues_it(claim):
    assert [label for label in referred(claim) if label in labels()]


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_links_to_its_row_of_the_audit_and_shows_its_verdict(claim):
    (row,) = [label.removeprefix("claim-") for label in referred(claim) if label.startswith("claim-")]
    assert row in set(load("claim_verdicts")["claim"])
    assert f"(claim-{row})=" in SYNTHESIS
    assert f"{{glue:text}}`index-verdict-{row}`" in claim
    assert f'"{row}"' in INDEX  # the verdict is read from the table


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_that_the_page_calls_untenable_is_contradicted_and_no_other(claim):
    (row,) = [label.removeprefix("claim-") for label in referred(claim) if label.startswith("claim-")]
    assert ("does not hold" in claim) == (said(row) == "contradicted")


def test_every_claim_that_the_synthesis_marks_has_a_verdict():
    marked = re.findall(r"^\(claim-([a-z0-9-]+)\)=$", SYNTHESIS, re.M)
    assert marked
    assert set(marked) <= set(load("claim_verdicts")["claim"])
