"""What would be lost is warned of, so that a strict build stops."""

import sys
import types

import pytest


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("# Root\n\n<b>raw</b>\n", "typst: raw html is left out: '<b>'"),
        ("# Root\n\n```{image} drawing.svg\n```\n", "typst: the image drawing.svg has no alternative text"),
        ("# Root\n\n$a^2$\n", "typst: a formula is set as its TeX source"),
    ],
)
def test_lost_content_is_a_warning(build, source, said):
    assert said in build({"index.md": source}).warnings


@pytest.mark.parametrize(
    ("source", "said", "written"),
    [
        ("A square $a^2$.", "a formula is set as its TeX source", '#raw("a^2")'),
        ("$$\na^2\n$$ (square)\n\n{eq}`square`", "a formula is set as its TeX source", '#equation("1", "a^2", raw(block: true, "a^2"))'),
    ],
)  # fmt: skip
def test_a_formula_is_set_as_its_source_with_a_warning_where_nothing_converts_it(build, source, said, written):
    made = build({"index.md": f"# Root\n\n{source}\n"})
    assert said in made.warnings
    assert written in made.source


def test_a_formula_is_set_where_its_converter_is_installed(build, monkeypatch):
    converter = types.ModuleType("tex2typst")
    converter.tex2typst = lambda source: source.replace("\\frac{a}{b}", "a/b")
    monkeypatch.setitem(sys.modules, "tex2typst", converter)
    made = build({"index.md": "# Root\n\nHalf $\\frac{a}{b}$.\n\n$$\n\\frac{a}{b}\n$$ (half)\n\n{eq}`half`.\n"})
    assert made.warnings == ""
    assert "$a/b$" in made.source
    assert '"\\\\frac{a}{b}"' in made.source, "its source is what a screen reader says"
    assert "(1)" in made.text()


def test_a_node_that_no_room_knows_is_a_warning(build, tmp_path):
    (tmp_path / "strange.py").write_text(
        "from docutils import nodes\n"
        "class strange(nodes.Element): pass\n"
        "def mark(app, tree, docname): tree.children[0].append(strange('', nodes.paragraph('', 'inside it')))\n"
        "def setup(app): app.connect('doctree-resolved', mark); app.connect('doctree-read', lambda app, t: mark(app, t, ''))\n"
    )
    sys.path.insert(0, str(tmp_path))
    try:
        made = build({"index.md": "# Root\n\nWords.\n"}, extensions=["myst_nb", "press.typst", "strange"])
    finally:
        sys.path.remove(str(tmp_path))
    assert "typst: no handler for the node strange; only what is inside it is set" in made.warnings
    assert "inside it" in made.text()


def test_a_drawing_whose_font_is_missing_is_a_warning(build):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15" font-family="Nowhere Sans">a</text></svg>'
    made = build({"index.md": "# Root\n\n![some text](odd.svg)\n", "odd.svg": svg})
    assert "typst: the drawing odd.svg names the font 'Nowhere Sans', which no folder has" in made.warnings


def test_what_the_compiler_warns_of_names_the_document(build):
    source = '# Root\n\n```{raw} typst\n#text(font: "Nowhere")[words]\n```\n'
    made = build({"index.md": source})
    assert "typst: unknown font family: nowhere (in index, book.typ line" in made.warnings


def test_what_the_compiler_refuses_stops_the_build_and_names_the_document(build):
    with pytest.raises(Exception, match=r"typst: unknown variable: nothing.*\(in index, book.typ line \d+\)"):
        build({"index.md": "# Root\n\n```{raw} typst\n#nothing\n```\n"})
