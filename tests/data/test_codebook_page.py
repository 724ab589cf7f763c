"""The codebook page has a section for each table, in the order of the description."""

import re
from pathlib import Path

from helpers import tables

PAGE = Path(__file__).parents[2] / "appendix" / "codebook.md"


def test_every_table_has_its_section_in_the_codebook_in_order():
    labels = re.findall(r"^\(codebook-([a-z0-9-]+)\)=$", PAGE.read_text("utf-8"), re.M)
    assert labels == [name.replace("_", "-") for name in tables()]


def test_every_section_offers_shows_and_explains_its_own_table():
    text = PAGE.read_text("utf-8")
    for name in tables():
        section = text.split(f"(codebook-{name.replace('_', '-')})=")[1].split("\n(codebook-")[0]
        assert f"{{offered}}`tables/{name}.csv`" in section
        assert f'codebook.fields("{name}")' in section
        assert f'codebook.preview("{name}")' in section
