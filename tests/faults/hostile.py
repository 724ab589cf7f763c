"""Texts that would do something if anything took them for more than text, and a book made of nothing else."""

from __future__ import annotations

import csv
import io
import json

from tests.faults.house import House, cell

SECRET, CANARY = "secret.txt", "the-canary-sings"  # a file beside the book, and what must never leave it

MARKUP = [
    "<b>bold</b> <script>alert(1)</script><img src=x onerror=alert(2)>",
    "</script><script>alert(3)</script> ]]> <!-- --> &amp; &lt; &#x3c;",
    '"><svg onload=alert(4)> \' onmouseover=alert(5) x="',
    "<a href=javascript:alert(6)>x</a> [link](javascript:alert(7)) <javascript:alert(8)>",
    "![picture](https://evil.example/x.png) <link rel=stylesheet href=//evil.example/x.css>",
    "<iframe srcdoc='<script>alert(9)</script>'> <base href=//evil.example/> <meta http-equiv=refresh content=0>",
    "{{ config }} {% include '../secret.txt' %} {{ 7 * 7 }} ${7*7} #{7*7}",
    "{download}`../secret.txt` {ref}`index` {cite}`nobody` {glue:text}`nothing` {sub}`x` {offered}`x.csv`",
    "```{include} ../secret.txt",
    ":::{literalinclude} ../secret.txt",
    "```{raw} html <script>alert(10)</script>",
    ".. raw:: html :file: ../secret.txt",
    "{eval}`open('../secret.txt').read()` `` `x` ` **bold** _em_ ~~s~~ $x^2$ # head [^1] ---",
    '#read("../secret.txt") #raw("x") $x$ *b* \\ # ] ; " @ref <label> /* // #eval("1") \\u{41}',
    '#image("../secret.txt") #link("javascript:alert(11)")[x] #include "../secret.txt"',
    "datum.x; event.target; alert(12) {{signal}} {'signal': 'x', 'expr': 'alert(13)'} [object Object] a.b['c']",
    "\\input{../secret.txt} \\write18{ls} %n %s {0} {name} ../../etc/passwd file:///etc/passwd C:\\CON",
    "'; DROP TABLE people; -- \" OR 1=1",
    "العربية עברית mixed 日本語 Wörner Ł ﬁ ½ 😀 e\u0301",
    "word " * 60 + "end",
    "x" * 400,
]
#: What the check of the data refuses: it comes to a page only past it.
REFUSED = [
    '=HYPERLINK("http://evil.example","x")',
    "@SUM(A1:A9)",
    "+1+cmd|'/C calc'!A0",
    "-2+3+cmd|'/C calc'!A0",
    "\t=1+1",
    "\u202egpj.exe\u202c \u2066mixed\u2069",
    "zero\u200bwidth\ufeff\u00ad",
    "control \x00\x07\x1b[31m end",
    "two\nlines",
]
ALL = MARKUP + REFUSED
FIELDS = 7  # of the tables that a text may stand in as it is
PLACES = ("cell", "head", "caption", "axis", "mark", "tooltip", "legend", "chart's title", "description", "number")

CHAPTER = """
import json
import altair as alt
import pandas as pd
from helpers import chart, number, table

texts = [*json.loads(open('../data/texts.json').read())]
frame = pd.DataFrame({"text": texts, "n": range(len(texts))})
"""
SHOWN = [
    "table(frame, caption=texts[0])",
    "table(pd.DataFrame([range(len(texts))], columns=texts), caption=texts[7])",
    'for i, text in enumerate(texts):\n    number(f"n-{i}", text)',
    """marks = alt.Chart(frame, title=texts[2]).mark_text().encode(
    y=alt.Y("text:N", title=texts[15]), text="text", color=alt.Color("text:N", title=texts[13]), tooltip=["text", "n"])
chart(marks, description=texts[1], data=frame)""",
    """points = alt.Chart(frame).mark_point(size=900, filled=True).encode(
    x=alt.X("n:Q", title=texts[6]), tooltip=[alt.Tooltip("text:N", title="image"), alt.Tooltip("text:N", title="title")])
chart(points, description=texts[2])""",
]


def make(house: House) -> None:
    """Fill a book with hostile texts: each text field of each table, the description, the works, two chapters."""
    data = house.root / "data"
    (house.root / SECRET).write_text(CANARY, "utf-8")
    (data / "texts.json").write_text(json.dumps(ALL), "utf-8")
    (house.root.parent / SECRET).write_text(CANARY, "utf-8")
    for name, fields in (("people", ("name", "locator", "note")), ("terms", ("post", "rationale", "locator"))):
        _fill(house, name, fields)
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    package |= {"title": MARKUP[1], "description": MARKUP[0]}
    package["sources"] = [{"title": MARKUP[3], "path": "https://example.org/?a=1&b=%3Cb%3E"}]
    for resource in package["resources"]:
        resource["title"] = MARKUP[2]
        for field in resource["schema"]["fields"]:
            field["description"] = MARKUP[7]
    (data / "datapackage.json").write_text(json.dumps(package), "utf-8")
    works = "".join(
        f"@misc{{work-{i}, author = {{Lee, Ann}}, title = {{{_braced(text)}}}, year = {{2001}}}}\n"
        for i, text in enumerate(MARKUP[:6])
    )
    with (house.root / "references.bib").open("a", encoding="utf-8") as file:
        file.write(
            works + "@misc{work-url, author = {Lee, Ann}, title = {Title}, year = 2001, url = {javascript:alert(14)}}\n"
        )
    tables = "from helpers import load, table\ntable(load('people'))\n"
    house.chapter("people", cell(tables) + cell(tables.replace("people", "terms").replace("table(", "table(", 1)))
    keys = ",".join([f"work-{i}" for i in range(6)])
    numbers = "".join(f"- {{glue:text}}`n-{i}` ends.\n" for i in range(len(ALL)))
    house.chapter("terms", f"Works {{cite:p}}`{keys}`.\n" + "".join(map(cell, [CHAPTER, *SHOWN])) + "\n" + numbers)


def _braced(text: str) -> str:
    """Write a text as the value of a BibTeX field, which LaTeX's own characters would end."""
    return "".join(c for c in text if c not in "{}\\%$#&_^~")


def _fill(house: House, name: str, fields: tuple[str, ...]) -> None:
    """Put each text into each field of a table, a row a text."""
    path = house.root / "data" / f"{name}.csv"
    header, first, *_ = csv.reader(io.StringIO(path.read_text("utf-8")))
    rows = []
    for number, text in enumerate(MARKUP):
        row = dict(zip(header, first, strict=True)) | dict.fromkeys(fields, text)
        row |= {"id": f"{name}-{number:03}", "source": "report-2001", "evidence": "not-applicable"}
        if name == "terms":
            row |= {"person": f"people-{number:03}", "friends": "not-applicable", "post": f"{number} {text}"}
        rows.append([row[field].strip() for field in header])
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    import unicodedata

    path.write_text(unicodedata.normalize("NFC", out.getvalue()), "utf-8", newline="")
