"""What a book without code shows of the cells of its notebooks."""

from docutils import nodes


def shows_code(source: nodes.Element, shown: bool, tag: str) -> bool:
    """Tell whether the code of a cell is to be read: the book shows all code, or the cell asks for it by its tag.

    Parameters
    ----------
    source
        The node of a cell's code, as myst-nb makes it.
    shown
        Whether the book shows all code.
    tag
        The tag by which a cell asks.

    Examples
    --------
    >>> code = nodes.container(nb_element="cell_code_source")
    >>> cell = nodes.container("", code, nb_element="cell_code", cell_metadata={"tags": ["show-code"]})
    >>> shows_code(code, False, "show-code"), shows_code(code, False, "another")
    (True, False)
    """
    cell = source.parent
    while cell is not None and cell.get("nb_element") != "cell_code":
        cell = cell.parent
    return shown or (cell is not None and tag in (cell.get("cell_metadata") or {}).get("tags", []))
