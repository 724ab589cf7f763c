"""The quick walk over nodes finds what docutils' own finds, in the same order."""

import random

import pytest
from docutils import nodes

from press import walk

KINDS = (nodes.paragraph, nodes.emphasis, nodes.strong, nodes.section)


def grown(draw, depth):
    """Return a tree of nodes of several kinds, some without children."""
    if depth == 0 or draw.random() < 0.2:
        return nodes.Text(f"text {draw.random()}")
    node = draw.choice(KINDS)()
    node += [grown(draw, depth - 1) for _ in range(draw.randrange(5))]
    return node


def tree(seed):
    draw, top = random.Random(seed), nodes.section()
    top += [nodes.emphasis("", "7"), *(grown(draw, 6) for _ in range(20))]
    return top


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("condition", [None, nodes.Text, nodes.emphasis, lambda node: "7" in str(node)])
def test_every_node_that_docutils_finds_is_found_in_its_order(seed, condition):
    given = tree(seed)
    there = list(walk.stock(given, condition))
    assert [id(node) for node in walk.findall(given, condition)] == [id(node) for node in there]
    assert there


@pytest.mark.parametrize("asked", [{"siblings": True}, {"ascend": True}, {"include_self": False}, {"descend": False}])
def test_whatever_else_can_be_asked_is_answered_by_docutils(asked):
    given = tree(1).next_node(nodes.Element)
    found, there = ([id(node) for node in find(given, nodes.Text, **asked)] for find in (walk.findall, walk.stock))
    assert found == there


@pytest.mark.parametrize("find", [walk.stock, walk.findall])
def test_who_takes_a_node_may_change_what_is_below_it(find):
    given = nodes.section("", nodes.paragraph("", "", nodes.strong("", "old")), nodes.paragraph("", "last"))
    seen = []
    for node in find(given):
        if isinstance(node, nodes.paragraph) and not seen:
            node.children = []
            node += nodes.emphasis("", "new")
        if isinstance(node, nodes.Text):
            seen.append(str(node))
    assert seen == ["new", "last"]
