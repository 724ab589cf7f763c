"""What the prose states is computed, cited or listed with a reason, and figures name the tables they are made from.

The numbers that stay in the prose are in ``literal_numbers.yml``, the paragraphs that carry no reference in
``uncited_paragraphs.yml``, each with its reason. What no longer stands in the prose may not stay in the lists.
"""

import ast
import csv
import importlib
import re

import pytest
import yaml
from prose import BY_RULE, PAGES, ROOT, Paragraph, literal_numbers, paragraphs, plain

HERE = ROOT / "tests" / "repo"
LISTED = yaml.safe_load(HERE.joinpath("literal_numbers.yml").read_text("utf-8"))
UNCITED = yaml.safe_load(HERE.joinpath("uncited_paragraphs.yml").read_text("utf-8"))
STEMS = [path.stem for path in PAGES]
PROSE = {path.stem: paragraphs(path) for path in PAGES}

with ROOT.joinpath("data", "people.csv").open(encoding="utf-8", newline="") as _file:
    # "Ban Ki-moon" sorts under its first word, as "Waldheim, Kurt" does
    SURNAMES = {re.split(r",| (?=Ki-moon)", row["sort_name"])[0] for row in csv.DictReader(_file)}
PERSON = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(SURNAMES)))})\b")
CARRIED = re.compile(r"\{(?:cite[\w:]*|numref|ref|glue[\w:]*)\}`")
RESTATING = ("Summary", "Tables and works used")


def found_in(page):
    return {(number, words) for part in PROSE[page] for number, words in literal_numbers(part.text)}


def states_something(text):
    """Tell whether a text has a year, a number or a person of the table ``people``."""
    dates = [BY_RULE["date"], BY_RULE["year"], PERSON]
    return any(rule.search(plain(text)) for rule in dates) or any(literal_numbers(text))


def bare(page):
    """Give the paragraphs that state something and carry no citation, reference or computed value."""
    arguing = [part for part in PROSE[page] if not part.within and part.section not in RESTATING]
    return [part for part in arguing if states_something(part.text) and not CARRIED.search(part.text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Five officers came in 1993, on 23 September 2008 and in 1945–49.", ["Five"]),
        ("Under Article 51 and Resolution 1244 the 14 states met, in twenty-two days.", ["14", "twenty-two"]),
        ('He "sent 12 men"; {glue:text}`n-men` of 3,400 were {cite:p}`smith-1995` there.', ["3,400"]),
        ("The two met, one of them late; a dozen came to the sixth meeting.", ["dozen"]),
        ("In the 1990s 0.5 per cent, and `rows 7`.", ["0.5"]),
    ],
)
def test_a_number_is_found_unless_a_rule_allows_it(text, numbers):
    assert [number for number, _ in literal_numbers(text)] == numbers


def test_code_and_headings_are_no_prose(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "---\na: 1\n---\n# In 5 steps\n\n```{code-cell}\n7\n```\n\n:::{exercise}\n:label: ex-8\nTen rows.\n:::\nEnd.\n"
    )
    assert paragraphs(page) == [
        Paragraph("page", 12, "In 5 steps", "exercise", "Ten rows."),
        Paragraph("page", 14, "In 5 steps", "", "End."),
    ]


@pytest.mark.parametrize("page", STEMS)
def test_a_number_that_the_prose_states_itself_is_listed_with_a_reason(page):
    listed = {(entry["number"], entry["words"]) for entry in LISTED["numbers"].get(page, [])}
    unlisted = found_in(page) - listed
    assert not unlisted, f"{page}.md: compute these with number(), or give a reason in literal_numbers.yml"


@pytest.mark.parametrize("page", LISTED["numbers"])
def test_a_listed_number_stands_in_the_prose(page):
    listed = [(entry["number"], entry["words"]) for entry in LISTED["numbers"][page]]
    assert len(listed) == len(set(listed))
    assert not set(listed) - found_in(page)


def test_each_reason_is_given_and_each_is_used():
    assert {entry["reason"] for page in LISTED["numbers"].values() for entry in page} == set(LISTED["reasons"])


@pytest.mark.parametrize("page", STEMS)
def test_a_paragraph_that_names_a_year_a_number_or_a_person_says_on_what_it_rests(page):
    excused = tuple(entry["begins"] for entry in UNCITED if entry["page"] == page)
    assert not [f"{page}.md:{part.line}: {part.text[:60]}" for part in bare(page) if not part.text.startswith(excused)]


@pytest.mark.parametrize("entry", UNCITED, ids=lambda entry: f"{entry['page']}: {entry['begins']}")
def test_an_excused_paragraph_needs_its_excuse(entry):
    assert len([part for part in bare(entry["page"]) if part.text.startswith(entry["begins"])]) == 1
    assert entry["reason"]


@pytest.mark.parametrize(
    ("text", "states"),
    [("Annan asked.", True), ("In 1993 it began.", True), ("Fourteen came.", True), ("Nobody asked.", False)],
)
def test_years_numbers_and_persons_are_seen(text, states):
    assert states_something(text) == states


OF_THE_APPENDIX = {"codebook", "comparison", "faults", "status", "architecture"}
"""Modules that show the data package itself and how the book was made, not what a chapter argues."""


def shown(tree):
    """Give the calls of `helpers.table` and `helpers.chart`."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if ast.unparse(call.func) in {"chart", "table"}]


def names_tables(call, module=None):
    """Tell whether a call gives `tables` that are not empty, as far as can be seen without running it."""
    given = {word.arg: word.value for word in call.keywords}.get("tables")
    if isinstance(given, ast.Name) and module and hasattr(module, given.id):
        return bool(getattr(module, given.id))
    return given is not None and bool(getattr(given, "elts", True)) and not isinstance(given, ast.Constant)


SHOWS = re.compile(r"^from helpers\.display import .*\b(?:chart|table)\b", re.M)


def showing_modules():
    texts = {path: path.read_text("utf-8") for path in sorted(ROOT.glob("src/helpers/[a-z]*.py"))}
    return [path for path, text in texts.items() if path.stem not in OF_THE_APPENDIX and SHOWS.search(text)]


@pytest.mark.parametrize("path", showing_modules(), ids=lambda path: path.stem)
def test_what_a_helper_shows_names_its_tables(path):
    module = importlib.import_module(f"helpers.{path.stem}")
    calls = shown(ast.parse(path.read_text("utf-8")))
    assert calls
    assert not [f"{path.name}:{call.lineno}" for call in calls if not names_tables(call, module)]


def cells(page):
    """Give the code cells of a page, settings left out."""
    text = (ROOT / ("" if page in {"index", "preface"} else "chapters") / f"{page}.md").read_text("utf-8")
    for code in re.findall(r"^```\{code-cell\}[^\n]*\n(.*?)^```$", text, re.M | re.S):
        settings, rest = re.fullmatch(r"(?:---\n(.*?)^---\n)?(.*)", code, re.M | re.S).groups()  # type: ignore[union-attr]
        yield settings or "", rest


@pytest.mark.parametrize("page", STEMS)
def test_what_a_chapter_shows_itself_names_its_tables(page):
    calls = [call for _, code in cells(page) for call in shown(ast.parse(code))]
    assert not [ast.unparse(call)[:70] for call in calls if not names_tables(call)]


@pytest.mark.parametrize("page", STEMS)
def test_a_figure_is_what_a_helper_shows(page):
    last = [ast.parse(code).body[-1] for settings, code in cells(page) if "name: " in settings]
    assert last
    assert not [ast.unparse(shows) for shows in last if not re.search(r"(?:^|_)(?:chart|table)\(", ast.unparse(shows))]


@pytest.mark.parametrize(
    ("code", "named"), [("table(f)", False), ("table(f, tables=[])", False), ("table(f, tables=['a'])", True)]
)
def test_a_call_without_tables_is_seen(code, named):
    assert [names_tables(call) for call in shown(ast.parse(code))] == [named]
