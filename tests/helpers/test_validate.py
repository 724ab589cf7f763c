"""Each fault gives one message that names file, row and field; nothing that a file holds makes a check fail."""

import csv
import io
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import canonical, provenance, schema, texts, validate
from helpers.data import DataError, load
from helpers.validate import check, fix, main, run
from tests.helpers.conftest import DESCRIPTOR, TERMS


def only(package):
    problems = check(package.root)
    assert len(problems) == 1, problems
    return problems[0]


def test_a_package_as_it_should_be_has_no_problem(package):
    assert check(package.root) == []


ROWS = [
    # types, keys and categories, which frictionless checks
    (
        "terms",
        ",37,",
        ",many,",
        r"terms\.csv: row term-ann: field months: 'many' is not of type integer \(valid.*not-stated",
    ),
    (
        "terms",
        "term-bo,bo-chen",
        "term-bo,bo-chan",
        r"row term-bo: field person: 'bo-chan' is no id of people \(valid: ann-lee, bo",
    ),
    (
        "terms",
        ",civilian,",
        ",civil,",
        r"row term-bo: field rank: 'civil' is not a category \(valid: civilian, colonel\)",
    ),
    ("people", "ann-lee,Ann", "bo-chen,Ann", r"row bo-chen: field id: stands in more than one row"),
    ("people", "Bo Chen", "not-stated", r"row bo-chen: field name: 'not-stated' where every row must have a value"),
    # dates
    (
        "terms",
        "2001-05/2004-06",
        "May 2001",
        r"row term-ann: field term: 'May 2001' is not an EDTF date; accepted: 2007",
    ),
    (
        "terms",
        "2001-05/2004-06",
        "2004-06/2001-05",
        r"row term-ann: field term: '2004-06/2001-05': ends .* before it starts",
    ),
    ("terms", "2001-05/2004-06", "2001-05/", r"field term: '2001-05/' has no known end: give the day .* in as_of"),
    ("terms", "2010-10-21", "21.10.2010", r"row term-bo: field as_of: '21\.10\.2010' is not an EDTF date"),
    (
        "terms",
        "2004-07/",
        "2003/",
        r"row term-bo: field term: '2003/' overlaps with row term-ann, which holds the same office",
    ),
    # sources
    (
        "people",
        "report-2001",
        "reprot-2001",
        r"row bo-chen: field source: 'reprot-2001' is no key in references\.bib \(valid: report",
    ),
    ("people", "p. 4", "not-stated", r"field locator: 'not-stated' where every row must have a value"),
    ("people", "Lee wrote it", "not-stated", r"row ann-lee: field evidence: a row from study-2011 needs a fragment"),
    ("people", "Lee wrote it", "word " * 12 + "word", r"field evidence: 13 words \(valid: at most 12\)"),
    # judgements, lists, blanks, ids
    (
        "terms",
        "Called so",
        "not-stated",
        r"row term-ann: field rationale: there is no reason for the judgement in rank",
    ),
    (
        "terms",
        "false,bo-chen,",
        "false,bo-chen;bo,",
        r"row term-ann: field friends: 'bo' is not known \(valid: ann-lee, bo-chen\)",
    ),
    ("terms", "false,bo-chen,", "false,bo-chen;bo-chen,", r"field friends: 'bo-chen' stands 2 times in the list"),
    ("terms", "false,bo-chen,", "false,bo-chen;,", r"field friends: '': a part of the list is blank"),
    ("people", "Lee wrote it", "", r"row ann-lee: field evidence: is blank: say why .*not-stated"),
    ("people", "p. 4", "", r"row bo-chen: field locator: "),
    ("terms", "term-ann,", "Term Ann,", r"row Term Ann: field id: '"),
    # how a cell is written
    ("people", "Ann Lee,", "=cmd|'/C calc'!A0,", r"row ann-lee: field name: .* would run as a formula"),
    ("people", "Ann Lee,", "@SUM(A1),", r"would run as a formula"),
    ("people", "Ann Lee,", "Ann\u202eLee,", r"field name: 'Ann\\u202eLee' holds the invisible character U\+202E"),
    ("people", "Ann Lee,", "Ann\u200bLee,", r"invisible character U\+200B"),
    ("people", "Ann Lee,", "Ann\x00Lee,", r"field name: 'Ann\\x00Lee' holds the control character U\+0000"),
    ("people", "Ann Lee,", "Ann Lee ,", r"field name: 'Ann Lee ' has blanks around it"),
    ("people", "Ann Lee,", '"Ann\nLee",', r"field name: 'Ann\\nLee' holds a line break"),
    ("people", "Ann Lee,", "E\u0301a,", r"field name: .* normal form NFC"),
    ("people", "Ann Lee,", "A" * 5000 + ",", r"field name: 5,000 characters \(valid: at most 4,000\)"),
    ("people", "Ann Lee,", '"Ann Lee",', r"people\.csv: a value is quoted that need not be"),
]


@pytest.mark.parametrize(("table", "old", "new", "message"), ROWS)
def test_a_fault_in_a_row_is_named(package, table, old, new, message):
    package.change(table, old, new)
    problems = check(package.root)
    assert any(re.search(message, p) for p in problems), problems


def test_an_officer_at_two_posts_at_once_is_named(package):
    package.change("terms", "term-bo,bo-chen,new-york", "term-bo,ann-lee,geneva")
    package.change("terms", "2004-07/,", "2003/,")
    assert "row term-bo: field person: 'ann-lee' holds another office at the time in row term-ann" in only(package)


def test_a_day_of_handover_belongs_to_both(package):
    package.change("terms", "2001-05/2004-06,", "2001-05-01/2004-07-01,")
    package.change("terms", "2004-07/,", "2004-07-01/,")
    assert check(package.root) == []


def test_terms_that_may_but_need_not_overlap_pass(package):
    package.change("terms", "2004-07/,", "2004/,")
    assert check(package.root) == []


def test_every_kind_of_label_may_stand_where_no_value_must(package):
    for label in ("not-stated", "not-applicable", "not-found", "contested"):
        package.change("terms", ",37,", f",{label},")
        assert check(package.root) == []
        package.change("terms", f",{label},0.5", ",37,0.5")


def test_markup_is_plain_text(package):
    package.change("people", "Ann Lee,", "<b>{download}`x` **Ann**</b>,")
    assert check(package.root) == []
    assert load("people", data=package.data).name[0] == "<b>{download}`x` **Ann**</b>"


def encoded(codec):
    return lambda text: text.replace("Bo Chen", "Bö Chen").encode(codec)


FILES = [
    (lambda text: b"", r"people\.csv: has no first row \(valid: id, name"),
    (lambda text: b"\n" + text.encode(), r"people\.csv: has no first row"),
    (lambda text: b"\xef\xbb\xbf" + text.encode(), r"people\.csv: starts with a byte order mark of UTF-8"),
    (encoded("utf-16"), r"people\.csv: starts with a byte order mark of UTF-16 \(valid: UTF-8 without one\)"),
    (encoded("latin-1"), r"people\.csv: row 3: byte 0xf6 is not UTF-8"),
    (lambda text: text.replace("\n", "\r\n").encode(), r"people\.csv: row 1: a line ends with CR \(valid: LF alone\)"),
    (lambda text: text.replace("\n", "\r").encode(), r"people\.csv: row 1: a line ends with CR"),
    (lambda text: text.rstrip("\n").encode(), r"people\.csv: the last line has no end"),
    (lambda text: text.replace("\n", "\n\n", 1).encode(), r"people\.csv: row 2: the line is blank"),
    (lambda text: text.replace(",", ";").encode(), r"people\.csv: row 1: columns are set apart by ';' \(valid: a comma\)"),
    (lambda text: text.replace("name", "nom").encode(), r"row 1: column 'nom' is not described .*\(valid: .*name"),
    (lambda text: text.replace("name", "Full name").encode(), r"row 1: column 'Full name' is not a snake_case name"),
    (lambda text: text.replace("name", "nom").encode(), r"people\.csv: row 1: column 'name' is missing"),
    (lambda text: text.replace("name", "id").encode(), r"people\.csv: row 1: column 'id' stands 2 times"),
    (lambda text: text.replace("Ann Lee,", "Ann,Lee,", 1).encode(), r"row ann-lee: 7 cells \(valid: 6, as many as columns\)"),
    (lambda text: text.replace(",Ann Lee", "", 1).encode(), r"row ann-lee: 5 cells \(valid: 6"),
    (lambda text: text.replace(",Ann", ',"Ann', 1).encode(), r"people\.csv: row \d: not CSV: "),
    (lambda text: "".join([*(x := text.splitlines(True))[:1], x[2], x[1]]).encode(), r"row ann-lee: stands after bo-chen \(valid: rows sorted by id"),
    (lambda text: "\n".join(",".join([c[1], c[0], *c[2:]]) for c in (x.split(",") for x in text.splitlines())).encode() + b"\n", r"columns are not in the order"),
    (lambda text: text.encode() + b"x" * 200_000 + b",a,b,c,d,e\n", r"people\.csv: row x+…: field id: 200,000 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "message"), FILES)
def test_a_fault_in_a_file_is_named(package, spoil, message):
    package.write("people", spoil(package.path("people").read_text("utf-8")))
    problems = check(package.root)
    assert any(re.search(message, p) for p in problems), problems


def test_a_table_that_cannot_be_read_makes_no_other_seem_to_dangle(package):
    package.write("people", b"\xff")
    assert "byte 0xff is not UTF-8" in only(package)


def test_a_fault_in_a_description_makes_no_row_of_another_table_seem_to_dangle(package):
    package.describe(described(lambda d, t, f: d["resources"][0]["schema"]["fields"][1].update(description="")))
    assert "row people: field name: the field has no description" in only(package)


def test_all_problems_are_told_at_once(package):
    package.change("people", "report-2001", "reprot-2001")
    package.change("people", "Ann Lee,", "Ann Lee ,")
    package.change("terms", ",37,", ",many,")
    assert len(check(package.root)) == 3


def described(change):
    descriptor = json.loads(json.dumps(DESCRIPTOR))
    change(
        descriptor, descriptor["resources"][1], {f["name"]: f for f in descriptor["resources"][1]["schema"]["fields"]}
    )
    return descriptor


DESCRIPTIONS = [
    (lambda d, t, f: f["rank"].update(description=" "), r"row terms: field rank: the field has no description"),
    (
        lambda d, t, f: f["rank"]["constraints"].update(enum=["colonel"]),
        r"field rank: enum and categories differ: civilian",
    ),
    (lambda d, t, f: f["rank"]["categories"][0].update(label=""), r"field rank: category 'colonel' has no meaning"),
    (
        lambda d, t, f: f["post"]["constraints"].update(pattern="["),
        r"field post: pattern '\['.* is no regular expression",
    ),
    (lambda d, t, f: f["rank"].update(type="date"), r"field rank: type 'date' \(valid: string, integer"),
    (
        lambda d, t, f: f["friends"].update(references="peple"),
        r"field friends: references no table: 'peple' \(valid: people",
    ),
    (lambda d, t, f: t.pop("description"), r"row terms: the table has no title or no description"),
    (lambda d, t, f: t["schema"]["fields"].remove(f["locator"]), r"row terms: .* source but no field for the place"),
    (lambda d, t, f: t["schema"]["fields"].remove(f["rationale"]), r"row terms: .* judgements but no field rationale"),
    (lambda d, t, f: t["schema"].pop("primaryKey"), r"row terms: the table has no primaryKey"),
    (
        lambda d, t, f: t["schema"]["foreignKeys"][0]["reference"].update(resource="folk"),
        r"leads to no table: 'folk' \(valid: people",
    ),
    (lambda d, t, f: t["terms"].update(holder="officer"), r"row terms: terms name no field: 'officer'"),
    (lambda d, t, f: t.update(path="../terms.csv"), r"row terms: path is '\.\./terms\.csv' \(valid: terms\.csv\)"),
    (lambda d, t, f: d["resources"].pop(), r"data/terms\.csv: is not described in datapackage\.json"),
    (lambda d, t, f: d["resources"].append(t), r"table 'terms' is described 2 times"),
    (
        lambda d, t, f: d["resources"].append({**t, "name": "posts", "path": "posts.csv"}),
        r"data/posts\.csv: is missing",
    ),
]


@pytest.mark.parametrize(("change", "message"), DESCRIPTIONS)
def test_a_fault_in_the_description_is_named(package, change, message):
    package.describe(described(change))
    problems = check(package.root)
    assert any(re.search(message, p) for p in problems), problems


def test_a_description_that_frictionless_refuses_is_named(package):
    package.describe(described(lambda d, t, f: f["months"]["constraints"].update(minimum="many")))
    assert "datapackage.json" in only(package)


@pytest.mark.parametrize("content", [None, "{", "[]", "null"])
def test_a_missing_or_broken_description_is_one_problem(package, content):
    path = package.data / "datapackage.json"
    path.unlink() if content is None else path.write_text(content, "utf-8")
    assert "datapackage.json" in only(package)


@pytest.mark.parametrize(
    "content", [None, "@article{a, title={x}", "@article{a, title={x}}\n@article{a, title={y}}", b"\xff"]
)
def test_a_missing_or_broken_bibliography_is_one_problem(package, content):
    path = package.root / "references.bib"
    path.unlink() if content is None else path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert "references.bib" in only(package)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(*[st.text(st.characters(exclude_characters="\r", codec="utf-8"), max_size=12)] * 6),
        min_size=1,
        max_size=5,
    )
)
def test_writing_in_canonical_form_keeps_every_value_and_does_so_once_and_for_all(rows):
    table = schema._table(DESCRIPTOR["resources"][0])
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows([list(table.fields), *rows])
    first = canonical.canonical(reading := canonical.read(table, out.getvalue().encode()))
    again = canonical.read(table, first)
    assert validate._values(again) == validate._values(reading)
    assert canonical.canonical(again) == first


hostile = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            "=1+1",
            "\ufeff",
            "\x00",
            '"',
            "a,b",
            "\r\n",
            "{sub}`x`",
            "</script>",
            "\u202e",
            "' OR 1",
            "../..",
            "2001/",
            "",
        ]
    ),
    st.integers(1, 9000).map("x".__mul__),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=hostile, place=st.integers(0, 12))
def test_whatever_a_cell_holds_gives_a_problem_or_is_text(package, value, place):
    rows = list(csv.reader(io.StringIO(TERMS)))
    rows[1][place] = value
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    package.write("terms", out.getvalue().encode("utf-8", "surrogatepass"))
    before = package.path("terms").read_bytes()
    if not check(package.root):
        assert load("terms", data=package.data).iloc[0, place] is not None
    assert package.path("terms").read_bytes() == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass")))
)
def test_whatever_a_file_holds_gives_a_problem_and_stays(package, content):
    package.write("people", content)
    assert check(package.root)
    fix(package.data)
    if package.path("people").read_bytes() != content:
        assert package.path("people").with_name("people.csv.bak").read_bytes() == content
        package.path("people").with_name("people.csv.bak").unlink()
    package.write("people", content)
    with pytest.raises(DataError):
        load("people", data=package.data)


def spoilt(package):
    """Write the same values in another way."""
    lines = package.path("people").read_text("utf-8").splitlines()
    content = "\r\n".join(
        [lines[0], lines[2], lines[1].replace("Ann Lee,", ' "Ann Lee" ,').replace(' "', '"').replace('" ', '"')]
    )
    package.write("people", b"\xef\xbb\xbf" + content.encode())
    return package.path("people").read_bytes()


def test_fixing_restores_the_canonical_form_and_removes_the_backup_once_all_is_well(package, capsys):
    good = package.path("people").read_bytes()
    spoilt(package)
    assert main(["--fix", "--data", str(package.data)]) == 0
    assert package.path("people").read_bytes() == good
    assert sorted(p.name for p in package.data.iterdir()) == ["datapackage.json", "people.csv", "terms.csv"]
    assert "rewritten: people.csv" in capsys.readouterr().out


def test_fixing_keeps_what_the_file_was_until_no_problem_is_left(package, capsys):
    bad = spoilt(package)
    package.change("terms", "term-bo,bo-chen", "term-bo,bo-chan")
    assert main(["--fix", "--data", str(package.data)]) == 1
    backup = package.data / "people.csv.bak"
    assert backup.read_bytes() == bad
    assert "people.csv.bak" in capsys.readouterr().out
    package.change("people", "Ann Lee,", "Ann Lee ,")
    assert main(["--fix", "--data", str(package.data)]) == 1
    assert backup.read_bytes() == bad
    package.change("terms", "term-bo,bo-chan", "term-bo,bo-chen")
    assert main(["--fix", "--data", str(package.data)]) == 0
    assert not backup.exists()


def test_fixing_writes_nothing_where_all_is_canonical(package, capsys):
    before = {p: p.stat().st_mtime_ns for p in package.data.iterdir()}
    assert main(["--fix", "--data", str(package.data)]) == 0
    assert {p: p.stat().st_mtime_ns for p in package.data.iterdir()} == before


@pytest.mark.parametrize("content", [b"\xff\xfe", b'id,name\n"open', b"id,nom\na,b\n", b""])
def test_fixing_leaves_alone_what_it_cannot_read(package, content):
    package.write("people", content)
    assert fix(package.data) == []
    assert package.path("people").read_bytes() == content


def test_checking_alone_writes_nothing(package):
    spoilt(package)
    before = {p: p.read_bytes() for p in package.data.iterdir()}
    assert main(["--data", str(package.data)]) == 1
    assert {p: p.read_bytes() for p in package.data.iterdir()} == before


def test_the_command_says_what_it_checked_and_exits_with_one_at_a_problem(package, capsys, monkeypatch):
    monkeypatch.delenv("SOURCES_DIR", raising=False)
    assert main(["--data", str(package.data)]) == 0
    said = capsys.readouterr().out
    assert "2 tables, 4 rows" in said
    assert "Evidence was not looked up" in said
    package.change("terms", ",37,", ",many,")
    assert main(["--data", str(package.data)]) == 1
    assert "1 problem in the data" in capsys.readouterr().err


@pytest.fixture
def founding(monkeypatch):
    """A founding text of fourteen words, at hand."""
    section = texts.Section("Introduction", "One may not copy more than twelve words of it in a row, ever.")
    monkeypatch.setattr(validate.texts, "read", lambda folder: {"study-2011": texts.Text("study-2011", {"x": section})})
    report = provenance.Report({"people": 1}, ["data/people.csv: not found"], {"study-2011": (10, 100)}, [])
    monkeypatch.setattr(validate.provenance, "check", lambda data, folder: report)
    monkeypatch.setattr(validate.provenance, "summary", lambda report: "10 of 100 words")


def test_evidence_is_looked_up_where_the_texts_are_at_hand(package, founding):
    outcome = run(package.data, package.root / "references.bib", "texts")
    assert outcome.problems == ["data/people.csv: not found"]
    assert outcome.counted[-1] == "10 of 100 words"


def test_a_cell_that_copies_a_founding_text_is_named(package, founding):
    package.change("people", '"Twice, it seems"', "May not copy; more than twelve words of it IN a row")
    assert run(package.data, package.root / "references.bib", "texts").problems == ["data/people.csv: not found"]
    package.change("people", "May not copy;", "One may not copy")
    copied = run(package.data, package.root / "references.bib", "texts").problems[1]
    assert "people.csv: row bo-chen: field note: 'one may not copy more" in copied


def test_evidence_waits_for_tables_that_can_be_read(package, founding):
    package.write("people", b"\xff")
    outcome = run(package.data, package.root / "references.bib", "texts")
    assert "first mend the tables" in outcome.counted[-1]


def test_a_folder_without_the_texts_is_a_problem_and_no_traceback(package, tmp_path):
    outcome = run(package.data, package.root / "references.bib", str(tmp_path / "nowhere"))
    assert outcome.problems
