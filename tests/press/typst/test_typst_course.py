"""Course packs: what a good file gives, and how a bad one is refused."""

import io

import pikepdf
import pytest

from press.typst.course import Course, CourseError, load, load_all

DOCUMENTS = ["chapters/law", "chapters/liaison", "appendix/law-texts", "appendix/works"]
BOOK = {
    "index.md": "# Root\n\n```{toctree}\n:caption: Chapters\n:numbered:\n\nchapters/law\nchapters/liaison\nappendix/works\n```\n",
    "chapters/law.md": "(ch-law)=\n# Law\n\nWords, {cite:t}`worner1993`, and {ref}`ch-liaison`.\n\n"
    "```{exercise}\n:label: ex-law\nWhy?\n```\n\n```{solution} ex-law\nBecause.\n```\n",
    "chapters/liaison.md": "(ch-liaison)=\n# Liaison\n\nMore words, {cite:t}`perez1997` and {ref}`ch-law`.\n",
    "appendix/works.md": "# Works\n\n```{bibliography}\n```\n",
}


@pytest.fixture
def file(tmp_path):
    def write(text, name="week.yml"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_course_pack_is_read(file):
    path = file("title: A week\nterm: 2025\npaper: letter\nchapters:\n  - liaison\n  - chapters/law\n")
    expected = Course(
        name="week", title="A week", term="2025", paper="letter", chapters=("chapters/liaison", "chapters/law")
    )
    assert load(path, DOCUMENTS) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("chapters: [law]\n", ["1: title: is missing"]),
        ("title: A\n", ["1: chapters: is missing"]),
        ("title: [A]\nchapters: [law]\n", ["1: title: must be a text, but is a list"]),
        ("title:\nchapters: [law]\n", ["1: title: must be a text, but is empty"]),
        ("title: A\nchapters: law\n", ["2: chapters: must be a list of chapters, but is 'law'"]),
        ("title: A\nchapters: []\n", ["2: chapters: must be a list of chapters, but is an empty list"]),
        ("title: A\nchapters:\n- law\n- {a: b}\n", ["4: chapters: must hold names of chapters, but holds a mapping"]),
        ("title: A\nchapters:\n- law\n- lw\n", ["4: chapters: unknown chapter 'lw'; there are appendix/law-texts, "]),
        ("title: A\nchapters:\n- law\n- chapters/law\n", ["4: chapters: 'chapters/law' is there twice, first on line 3"]),
        ("title: A\ntitle: B\nchapters: [law]\n", ["2: title: is there twice, first on line 1"]),
        ("title: A\nchapters: [law]\ncolour: red\n", ["3: unknown key 'colour'; there may be title, "]),
        ("title: A\nchapters: [law]\npaper: a5\n", ["3: paper: must be a4 or letter, but is 'a5'"]),
        ("title: A\nchapters: [law]\nsolutions: [end]\n", ["3: solutions: must be none or end, but is a list"]),
        ("title: A\nchapters: [law\npaper: a4\n", [": is not YAML: "]),
        ("- title\n", ["1: must be a mapping with title, chapters"]),
        ("", ["1: must be a mapping with title, chapters"]),
        ("titel: A\nchapters: [lw]\npaper: a5\n", ["1: title: is missing", "1: unknown key 'titel'", "2: chapters: ", "3: paper: "]),
    ],
)  # fmt: skip
def test_a_bad_course_pack_is_refused_with_all_errors_and_their_lines(file, text, said):
    path = file(text)
    with pytest.raises(CourseError) as refused:
        load(path, DOCUMENTS)
    lines = str(refused.value).split("\n")
    assert len(lines) == len(said)
    assert all(line.startswith(str(path)) and part in line for line, part in zip(lines, said, strict=True))


def test_a_name_that_two_documents_share_asks_for_the_whole_name(file):
    with pytest.raises(CourseError, match="'law' may be a/law or b/law"):
        load(file("title: A\nchapters: [law]\n"), ["a/law", "b/law"])


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path):
    (tmp_path / "bytes.yml").write_bytes(b"title: \xff\n")
    with pytest.raises(CourseError, match=r"none.yml: cannot be read: No such file(.|\n)*bytes.yml: is not UTF-8"):
        load_all([tmp_path / "none.yml", tmp_path / "bytes.yml"], DOCUMENTS)


def test_a_course_pack_is_a_book_of_its_chapters(build, file):
    path = file("title: A week on liaison\ncourse: IR 201\nterm: Autumn\ninstructor: N. N.\npreface: |\n  First.\n\n  Second.\n"
                "chapters: [liaison]\npaper: letter\n")  # fmt: skip
    made = build(BOOK, press_typst_courses=[str(path)])
    assert made.warnings == ""
    with pikepdf.open(io.BytesIO((made.out / "week.pdf").read_bytes())) as pack:
        assert str(pack.docinfo.Title) == "A week on liaison"
        assert round(float(pack.pages[0].MediaBox[2])) == 612
    source = (made.out / "week.typ").read_text("utf-8")
    assert "IR 201, Autumn" in source
    assert '#"Liaison";' in source
    assert '[#"First.";#parbreak();#"Second.";]' in source
    assert '#"Law";#elsewhere("in the full book");' in source
    assert "Pilgrimage" in source, "a work that the pack cites is in its bibliography"
    assert "On Liaison" not in source, "a work that only the full book cites is not"
    assert '#chapter(1, "2",' in source, "chapters keep their numbers"


def test_answers_leave_no_trace_in_a_course_pack_unless_it_wants_them(build, file):
    none = file("title: A\nchapters: [law]\n", "none.yml")
    end = file("title: A\nchapters: [law]\nsolutions: end\n", "end.yml")
    made = build(BOOK, press_typst_courses=[str(none), str(end)])
    assert "Because." not in (made.out / "none.typ").read_text("utf-8")
    assert "Because." in (made.out / "end.typ").read_text("utf-8")


def test_nothing_is_written_when_a_course_pack_is_refused(build, file, tmp_path):
    with pytest.raises(CourseError, match="unknown chapter 'lw'; there are appendix/works, chapters/law"):
        build(BOOK, press_typst_courses=[str(file("title: A\nchapters: [lw]\n"))])
    assert not list((tmp_path / "out").glob("*.pdf"))


def test_a_course_pack_that_is_no_longer_asked_for_goes_and_other_files_stay(build, file, tmp_path):
    made = build(BOOK, press_typst_courses=[str(file("title: A\nchapters: [law]\n"))])
    assert (made.out / "week.pdf").exists()
    (made.out / "mine.pdf").write_bytes(b"mine")
    build(BOOK)
    assert sorted(path.name for path in made.out.glob("*.pdf")) == ["a-small-book.pdf", "mine.pdf"]
    assert not (made.out / "week.typ").exists()
