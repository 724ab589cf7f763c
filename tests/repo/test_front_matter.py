"""A page with code cells says so to Jupyter in one and the same way; a page without says nothing of it."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
NOTEBOOK = {
    "jupytext": {"text_representation": {"extension": ".md", "format_name": "myst"}},
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
}
OWN = {"press", "html_meta"}
"""What a page may say besides: its own settings, its description for machines."""


def pages():
    contents = yaml.safe_load(ROOT.joinpath("_toc.yml").read_text("utf-8"))
    files = [contents["root"], *(c["file"] for part in contents["parts"] for c in part["chapters"])]
    return [name for name in files if (ROOT / f"{name}.md").exists()]


def front_matter(text):
    found = re.match(r"---\n(.*?)\n---\n", text, re.S)
    return (yaml.safe_load(found[1]) or {}) if found else {}


def unlike(text):
    said = {key: value for key, value in front_matter(text).items() if key not in OWN}
    cells = re.sub(r"^(`{4,}).*?^\1$", "", text, flags=re.M | re.S)  # a cell that a page shows is not its own
    wanted = NOTEBOOK if "```{code-cell}" in cells else {}
    return None if said == wanted else f"says {said}, and not {wanted}"


@pytest.mark.parametrize("page", pages())
def test_a_page_has_the_front_matter_of_its_kind(page):
    text = ROOT.joinpath(f"{page}.md").read_text("utf-8")
    assert unlike(text) is None
    assert set(re.findall(r"^```\{code-cell\} *(\S*)", text, re.M)) <= {"ipython3"}


def test_other_front_matter_is_found():
    cell = "```{code-cell} ipython3\n1\n```\n"
    assert unlike(f"---\n{yaml.safe_dump(NOTEBOOK)}---\n{cell}") is None
    assert "and not" in unlike(cell)
    assert "and not" in unlike(f"---\n{yaml.safe_dump(NOTEBOOK)}---\nno cell\n")
