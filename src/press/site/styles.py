"""Style sheets cut down to the rules that the book's pages can use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import tinycss2

WORD = re.compile(r"[A-Za-z_][\w-]*")
NAMES = re.compile(r"""\b(?:class|id)=(?:"([^"]*)"|'([^']*)')""")


def names_in_page(html: str) -> set[str]:
    """Collect the classes and ids of a page.

    Parameters
    ----------
    html
        The text of the page.

    Returns
    -------
    set of str

    Examples
    --------
    >>> sorted(names_in_page('<p class="a b" id="c">class</p>'))
    ['a', 'b', 'c']
    """
    return {name for pair in NAMES.findall(html) for name in (pair[0] or pair[1]).split()}


def names_in_script(text: str) -> set[str]:
    """Collect every word of a script: any of them may be a class that it sets.

    Examples
    --------
    >>> "is-live" in names_in_script('box.classList.add("is-live")')
    True
    """
    return set(WORD.findall(text))


def cut(css: str, known: set[str]) -> str:
    """Leave out the rules whose selectors name a class or an id that no page has.

    Only names outside brackets count, so that ``:not(.x)`` and ``:is(.x, .y)`` are kept:
    where in doubt, a rule stays.

    Parameters
    ----------
    css
        A style sheet.
    known
        Classes and ids that pages have or scripts may set.

    Returns
    -------
    str
        The style sheet without comments and without the rules that cannot apply.

    Examples
    --------
    >>> cut(".a,.b{color:red} .b p{margin:0} @media print{.b{top:0}} p:not(.b){top:1}", {"a"})
    '.a{color:red}p:not(.b){top:1}'
    """
    return "".join(_kept(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), known))


def variables_read(text: str) -> set[str]:
    """Collect the variables that a style sheet or a script reads.

    Examples
    --------
    >>> variables_read("p{color:var(--a, var(--b));--c:red}") == {"--a", "--b"}
    True
    """
    return set(re.findall(r"var\(\s*(--[\w-]+)", text))


def cut_variables(css: str, read: set[str]) -> str:
    """Leave out the variables that nothing reads, and the rules that held nothing else.

    Examples
    --------
    >>> cut_variables(":root{--a:1px;--b:2px}p{--c:1;margin:var(--a)}@media print{p{--c:2}}", {"--a"})
    ':root{--a:1px}p{margin:var(--a)}'
    """
    return "".join(_read(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), read))


def _read(rules: Iterable[Any], read: set[str]) -> Iterable[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            if block := _block_of_read(rule.content, read):
                yield tinycss2.serialize(rule.prelude).strip() + block
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in ("media", "supports"):
            if inner := "".join(_read(tinycss2.parse_rule_list(rule.content, True, True), read)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude).rstrip()}{{{inner}}}"
        else:
            yield rule.serialize()


def _block_of_read(content: list[Any], read: set[str]) -> str:
    parts = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    if any(part.type != "declaration" for part in parts):
        return _block(content)  # nested rules and what the parser does not know stay as they are
    kept = [part.serialize() for part in parts if not part.name.startswith("--") or part.name in read]
    return "{" + ";".join(kept) + "}" if kept else ""


def _kept(rules: Iterable[Any], known: set[str]) -> Iterable[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [s for s in _selectors(rule.prelude) if _may_match(s, known)]
            if selectors:
                yield ",".join(tinycss2.serialize(s).strip() for s in selectors) + _block(rule.content)
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in ("media", "supports"):
            inner = "".join(_kept(tinycss2.parse_rule_list(rule.content, True, True), known))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude).rstrip()}{{{inner}}}"
        elif rule.type == "at-rule":
            yield rule.serialize()


def _block(content: list[Any]) -> str:
    return "{" + tinycss2.serialize([t for t in content if t.type != "comment"]).strip() + "}"


def _selectors(prelude: list[Any]) -> list[list[Any]]:
    """Split the tokens before a block at the commas that stand in no bracket."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif token.type != "comment":
            parts[-1].append(token)
    return parts


def _may_match(selector: list[Any], known: set[str]) -> bool:
    before = ""
    for token in selector:
        if token.type == "hash" and token.value not in known:
            return False
        if before == "." and token.type == "ident" and token.value not in known:
            return False
        before = token.value if token.type == "literal" else ""
    return True
