"""What is changed in the documents before they are written: code goes, answers move to the end, links follow them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from docutils import nodes

from ..typst.cells import shows_code

Moved = dict[str, str]


def without_code(tree: nodes.document, shown: bool, tag: str) -> None:
    """Leave out code, but that of cells with the tag, and what stays empty around it; folds are opened.

    Parameters
    ----------
    tree
        The document, which is changed.
    shown
        Keep all code.
    tag
        The tag of a cell whose code is kept in any case.
    """
    for source in _containers(tree, "cell_code_source"):
        if not shows_code(source, shown, tag):
            source.parent.remove(source)
    for fold in [node for node in tree.findall(nodes.Element) if node.tagname == "HideCodeCellNode"]:
        place = fold.parent.index(fold)
        fold.parent[place : place + 1] = fold.children
    for cell in _containers(tree, "cell_code"):
        if not cell.children:
            cell.parent.remove(cell)


def _containers(tree: nodes.document, part: str) -> list[nodes.container]:
    return [node for node in tree.findall(nodes.container) if node.get("nb_element") == part]


def without_repeated_ids(tree: nodes.document) -> None:
    """Take from the content of exercises the id that sphinx-exercise gives to every one."""
    for part in tree.findall(nodes.section):
        part["ids"] = [name for name in part["ids"] if name not in ("exercise-content", "solution-content")]


def take_answers(tree: nodes.document, here: str, there: str, label: str) -> tuple[list[nodes.Element], Moved]:
    """Take the answers to exercises out of a document and leave a link to each in its place.

    Parameters
    ----------
    tree
        The document, which is changed.
    here, there
        The page that the document becomes, and the page of answers.
    label
        The text of the link.

    Returns
    -------
    list of Element, dict
        The answers, and where each place in them has moved, both as addresses from the root of the book.
    """
    answers: list[nodes.Element] = []
    moved: Moved = {}
    for answer in [node for node in tree.findall(nodes.Element) if node.tagname == "solution_node"]:
        for node in answer.findall(nodes.Element):
            renamed = [f"{nodes.make_id(here)}-{name}" for name in node["ids"]]
            moved |= {f"{here}#{old}": f"{there}#{new}" for old, new in zip(node["ids"], renamed, strict=True)}
            node["ids"] = renamed
        for node in list(answer.findall(nodes.reference)):
            _space_outside(node)
            if "refid" in node:  # a place of the page that is left
                node["refuri"] = f"{here}#{node.attributes.pop('refid')}"
            elif _is_inside(node):
                node["refuri"] = absolute(here, node["refuri"])
        target = f"{there}#{answer['ids'][0]}" if answer["ids"] else there
        link = nodes.reference("", label, refuri=_relative(here, target), internal=True)
        answer.replace_self(nodes.paragraph("", "", link, classes=["press-to-answer"]))
        answers.append(answer)
    return answers, moved


def _space_outside(link: nodes.reference) -> None:
    """Move a space with which a link begins before it: sphinx-exercise puts one there, and it would be underlined."""
    text = next(iter(link.findall(nodes.Text)), None)
    if text is not None and text.startswith(" "):
        text.parent.replace(text, nodes.Text(text.lstrip()))
        link.parent.insert(link.parent.index(link), nodes.Text(" "))


def follow(parts: Iterable[nodes.Element], page: str, moved: Moved) -> None:
    """Let the links of a page lead to where their targets have moved."""
    for part in parts:
        for node in list(part.findall(nodes.reference)):
            if "refid" in node:
                target = f"{page}#{node['refid']}"
            elif _is_inside(node):
                target = absolute(page, node["refuri"])
            else:
                continue
            if target in moved:
                node.attributes.pop("refid", None)
                node["refuri"] = _relative(page, moved[target])


def _is_inside(link: nodes.reference) -> bool:
    address = link.get("refuri", "")
    return bool(address) and ":" not in address.split("#")[0]


def absolute(page: str, address: str) -> str:
    """Return an address on a page as one from the root of the book.

    Examples
    --------
    >>> absolute("chapters/one.xhtml", "../appendix/a.xhtml#b"), absolute("chapters/one.xhtml", "#c")
    ('appendix/a.xhtml#b', 'chapters/one.xhtml#c')
    """
    path, mark, place = address.partition("#")
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return whole + mark + place


def _relative(page: str, address: str) -> str:
    path, mark, place = address.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + mark + place
