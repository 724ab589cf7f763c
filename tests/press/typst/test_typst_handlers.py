"""Each handler on a minimal document: what it writes, and what the PDF shows."""


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
