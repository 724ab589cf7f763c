"""The numbers that the reasoning of a verdict states are those that the search for counter-evidence finds."""

import re

import pytest

from helpers import load, spell
from helpers.observations import SEARCHES, look

REASONING = load("claim_verdicts").set_index("claim")["reasoning"]
SAID = {
    "cold-war-blocked-cooperation": ["in {efforts} crises"],
    "cooperation-varies-by-issue": ["{varied} of {pairs} pairs with several issues"],
    "declaration-deepens": ["{new} new post"],
    "formal-trajectory": ["{higher} of {channels} channels", "stays in {same}", "falls in {lower}"],
    "intertwined": ["{in 1992} in 1992", "{in 2010} in 2010"],
    "leaders-cooperate-more": ["{early} pairs come before, {later} after"],
    "level-strikingly-different": [
        "{higher} of {measures} measures",
        "{lower} is lower",
        "on public record {public} measure",
    ],
    "liaison-changed-structure": ["{then} post in new york at the start, {now} at the end"],
    "liaison-permanent": ["{sure} years are sure"],
    "limited-and-cautious": ["{top} of {channels} channels", "{rest} do not"],
    "links-will-increase": ["fell to {in 2018}"],
    "mandates-make-hierarchy": ["{reporting} of {authorized} operations", "for {open} no such clause"],
    "meetings-annual": ["in {missed} of the years"],
    "missions-with-un-backing": ["{tied} of the {theatres} missions"],
    "nato-at-every-meeting": ["at all {meetings}"],
    "nato-texts-turn-to-un": ["with {falls} fall"],
    "new-missions": ["all {operations} operations", "in {theatres} theatres"],
    "parallel-shifts": ["{own} years after"],
    "stronger-basis": ["{then} text signed by both stood in 1999, and {now} stood in 2010"],
    "worries-impede": ["{steps} steps up"],
}
"""What a reasoning says, in lower case, with the figures of the search and what follows from them."""
ELSEWHERE = {
    "cold-war-leaders-apart": {"three"},  # persons, of whom the search gives four rows
    "nato-texts-turn-to-un": {"three"},  # the level of a text, which the search compares
    "participants-doubled": {"ten", "twenty"},  # cells of the table meetings, which the search compares
}
"""Numbers that are no figures of a search."""
NUMBER = re.compile(
    r"\b((?<!the )two(?! years)|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty"
    r"|(?<!article )\d{1,3}(?! (?:march|october)))\b"
)
"""A count; "the two" are the organizations, and "two years" a span that the claim itself sets."""


def figures(claim):
    found = dict(look(claim).figures)
    if claim in ("intertwined", "links-will-increase"):
        found |= {f"in {year}": count for year, count in look("intertwined").figures.items()}
    if claim == "formal-trajectory":
        found["same"] = found["channels"] - found["higher"] - found["lower"]
    if claim == "limited-and-cautious":
        found["rest"] = found["channels"] - found["top"]
    if claim == "missions-with-un-backing":
        found["tied"] = found["theatres"] - found["open"]
    if claim == "mandates-make-hierarchy":
        found["open"] = len(found["open"].split(";"))
    return found


def in_words(claim, template):
    found = {
        name: spell(value, zero="none") if isinstance(value, int) else value for name, value in figures(claim).items()
    }
    words = template.format(**found)
    return re.sub(r"\bnone (?=measure|text)", "no ", words)


def unsaid(reasoning, phrases):
    for phrase in phrases:
        reasoning = reasoning.replace(phrase, "")
    return set(NUMBER.findall(reasoning))


@pytest.mark.parametrize(("claim", "template"), [(claim, t) for claim, said in SAID.items() for t in said])
def test_a_reasoning_states_the_figure_that_its_search_finds(claim, template):
    assert in_words(claim, template) in REASONING[claim].lower()


@pytest.mark.parametrize("claim", sorted(SEARCHES))
def test_a_reasoning_states_no_number_of_its_own(claim):
    phrases = [in_words(claim, template) for template in SAID.get(claim, [])]
    assert unsaid(REASONING[claim].lower(), phrases) <= ELSEWHERE.get(claim, set())


def test_a_number_of_its_own_is_found():
    assert unsaid("in five crises a un organ acted, and in seven it did not", ["in five crises"]) == {"seven"}
