"""Each handler on a minimal document: what it writes, and what the PDF shows."""

import inspect

import pytest
from docutils import nodes
from sphinx import addnodes

from press.typst.translator import TypstTranslator

SET_BY_PARENTS = {
    "attribution",
    "caption",
    "classifier",
    "colspec",
    "definition",
    "definition_list_item",
    "description",
    "entry",
    "field",
    "field_body",
    "field_name",
    "label",
    "legend",
    "line",
    "list_item",
    "option",
    "option_argument",
    "option_group",
    "option_list_item",
    "option_string",
    "row",
    "tbody",
    "term",
    "tgroup",
    "thead",
    "desc_addname",
    "desc_annotation",
    "desc_content",
    "desc_name",
    "desc_optional",
    "desc_parameter",
    "desc_parameterlist",
    "desc_returns",
    "desc_signature",
    "desc_signature_line",
    "desc_type",
    "desc_type_parameter",
    "desc_type_parameter_list",
    "_desc_classes_injector",
    "production",
}
FORMULAS = {"visit_math", "visit_math_block"}  # they warn, or need a package: test_typst_warnings.py
# Sphinx keeps docinfo as metadata and resolves the others before a document is written.
NEVER_REACH_A_BUILDER = {
    "address",
    "author",
    "authors",
    "contact",
    "copyright",
    "date",
    "docinfo",
    "footer",
    "header",
    "organization",
    "revision",
    "status",
    "version",
    "citation_reference",
    "pending",
    "substitution_reference",
    "pending_xref_condition",
    "start_of_file",
}


def test_a_node_is_written_as_expected(case, cases, all_cases):
    written, at = all_cases.document(case), 0
    for fragment in cases[case].get("typst", ()):
        found = written.find(fragment.replace("\n", "\\n"), at)
        assert found >= 0, f"{fragment!r} is not in, or not at its place in:\n{written}"
        at = found


def test_the_pdf_shows_what_the_document_says(case, cases, all_cases):
    text = all_cases.text()
    for words in cases[case].get("pdf", ()):
        assert words in text


def test_what_is_left_out_leaves_no_trace(case, cases, all_cases):
    written, text = all_cases.document(case), all_cases.text()
    for words in cases[case].get("without", ()):
        assert words not in written
        assert words not in text


def test_no_case_gives_a_warning(all_cases):
    assert all_cases.warnings == ""


def test_every_core_node_has_a_handler_or_is_set_by_its_parents():
    core = [getattr(nodes, name) for name in nodes.node_class_names]
    core += [kind for _, kind in inspect.getmembers(addnodes, inspect.isclass) if issubclass(kind, nodes.Element)]
    bare = {
        kind.__name__
        for kind in core
        if not any(hasattr(TypstTranslator, f"visit_{base.__name__}") for base in kind.__mro__)
    }
    assert bare == SET_BY_PARENTS | NEVER_REACH_A_BUILDER


def of_class(name, *children, base=nodes.Element, **attributes):
    """A node of an extension that this environment may lack."""
    return type(name, (base,), {})("", *children, **attributes)


WORDS = nodes.Text("some words")
SET = '#"some words";'
BY_HAND = [
    (nodes.generated("", "", WORDS.copy()), SET),
    (nodes.subtitle("", "", WORDS.copy()), f"#rubric[{SET}]"),
    (nodes.problematic("", "*x"), '#raw("*x");'),
    (nodes.system_message("", nodes.paragraph("", "said already")), ""),
    (nodes.decoration("", nodes.header("", nodes.paragraph("", "a head"))), ""),
    (addnodes.literal_emphasis("", "code"), '#emph[#raw("code");];'),
    (addnodes.compact_paragraph("", "", WORDS.copy()), SET),
    (addnodes.highlightlang(lang="none", force=False, linenothreshold=0), ""),
    (addnodes.tabular_col_spec(spec="|l|"), ""),
    (addnodes.only("", nodes.paragraph("", "", WORDS.copy()), expr="typst"), SET),
    (addnodes.pending_xref("", nodes.inline("", "", WORDS.copy())), SET),
    (of_class("HideCodeCellNode", nodes.paragraph("", "", WORDS.copy())), SET),
    (of_class("ThebeButtonNode"), ""),
    (of_class("bibliography", nodes.paragraph("", "", WORDS.copy())), SET),
    (of_class("sd_line_break"), "#linebreak();"),
    (of_class("exercise_end_node"), ""),
    (of_class("solution_start_node"), ""),
    (of_class("solution_end_node"), ""),
]


@pytest.mark.parametrize(("node", "written"), BY_HAND, ids=lambda value: getattr(value, "tagname", ""))
def test_a_node_that_no_case_makes_is_written_as_expected(node, written, all_cases):
    assert all_cases.written(node).strip() == written


def test_every_handler_is_met_by_a_case_or_by_a_node_made_by_hand(all_cases):
    handlers = {name for name in dir(TypstTranslator) if name.startswith("visit_")}
    by_hand = {f"visit_{type(node).__name__}" for node, _ in BY_HAND}
    assert " ".join(sorted(handlers - all_cases.met - by_hand - FORMULAS)) == ""
