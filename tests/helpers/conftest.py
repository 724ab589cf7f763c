"""A small data package of the same conventions as the book's, for tests that change it."""

import json
from pathlib import Path

import pytest

MISSING = [
    {"value": "not-stated", "label": "the source does not say"},
    {"value": "not-applicable", "label": "the question does not arise for this row"},
    {"value": "not-found", "label": "looked for and not found"},
    {"value": "contested", "label": "sources disagree"},
]


def _field(name, type="string", **more):
    return {"name": name, "type": type, "title": name.title(), "description": f"The {name} of the row.", **more}


def _id():
    return _field("id", constraints={"required": True, "unique": True, "pattern": "[a-z0-9]+(-[a-z0-9]+)*"})


def _source():
    required = {"constraints": {"required": True}}
    return [_field("source", **required), _field("locator", **required), _field("evidence")]


def _resource(name, *fields, keys=(), **more):
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": name.title(),
        "description": f"A row is one of the {name}.",
        **more,
        "schema": {
            "fields": [_id(), *fields],
            "primaryKey": ["id"],
            "foreignKeys": [{"fields": [f], "reference": {"resource": t, "fields": ["id"]}} for f, t in keys],
            "missingValues": MISSING,
        },
    }


RANKS = [{"value": "colonel", "label": "a colonel"}, {"value": "civilian", "label": "no rank"}]
DESCRIPTOR = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "name": "sample",
    "title": "Sample",
    "version": "0.1.0",
    "natoUn": {"founding": {"study-2011": "the study"}},
    "resources": [
        _resource("people", _field("name", constraints={"required": True}), *_source(), _field("note")),
        _resource(
            "terms",
            _field("person"),
            _field("post", constraints={"required": True}),
            _field("rank", categories=RANKS, constraints={"enum": ["colonel", "civilian"]}, judgement=True),
            _field("term", edtf=True),
            _field("as_of", edtf=True),
            _field("months", "integer", constraints={"minimum": 0}),
            _field("share", "number"),
            _field("acting", "boolean"),
            _field("friends", separator=";", references="people"),
            _field("rationale"),
            *_source(),
            keys=[("person", "people")],
            terms={"office": "post", "holder": "person", "dates": "term"},
        ),
    ],
}
PEOPLE = """\
id,name,source,locator,evidence,note
ann-lee,Ann Lee,study-2011,Introduction,Lee wrote it,
bo-chen,Bo Chen,report-2001,p. 4,not-applicable,"Twice, it seems"
"""
TERMS = """\
id,person,post,rank,term,as_of,months,share,acting,friends,rationale,source,locator,evidence
term-ann,ann-lee,new-york,colonel,2001-05/2004-06,not-applicable,37,0.5,false,bo-chen,Called so,study-2011,"Introduction, n. 3",Ann Lee served
term-bo,bo-chen,new-york,civilian,2004-07/,2010-10-21,not-stated,not-found,true,not-applicable,No rank given,report-2001,p. 5,not-applicable
"""
BIB = """\
@article{study-2011, author = {Lee, Ann}, title = {A Study}, journal = {Journal}, year = {2011}}
@techreport{report-2001, author = {Chen, Bo}, title = {A Report}, institution = {Office}, year = {2001}}
"""


class Package:
    """A data folder to read, change and break."""

    def __init__(self, root: Path):
        self.root, self.data = root, root / "data"
        self.data.mkdir(parents=True)
        (root / "references.bib").write_text(BIB, "utf-8")
        self.describe(DESCRIPTOR)
        self.write("people", PEOPLE)
        self.write("terms", TERMS)

    def describe(self, descriptor):
        (self.data / "datapackage.json").write_text(json.dumps(descriptor, indent=2), "utf-8")

    def path(self, table):
        return self.data / f"{table}.csv"

    def write(self, table, content):
        """Write text (or bytes) as it stands, newlines and all."""
        self.path(table).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))

    def change(self, table, old, new):
        content = self.path(table).read_text("utf-8")
        assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {table}"
        self.write(table, content.replace(old, new))


@pytest.fixture
def package(tmp_path):
    return Package(tmp_path)
