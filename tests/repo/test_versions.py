"""Every place that names a version or a date of release names the same."""

import json
import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
CHANGES = ROOT.joinpath("CHANGELOG.md").read_text("utf-8")
DEPOSIT = json.loads(ROOT.joinpath(".zenodo.json").read_text("utf-8"))
CITATION = yaml.safe_load(ROOT.joinpath("CITATION.cff").read_text("utf-8"))


def test_the_data_have_the_version_of_the_newest_data_heading_of_the_changelog():
    described = json.loads(ROOT.joinpath("data", "datapackage.json").read_text("utf-8"))["version"]
    assert re.search(r"^### Data (\S+)$", CHANGES, re.M)[1] == described


def test_the_readme_of_the_data_cites_their_version():
    described = json.loads(ROOT.joinpath("data", "datapackage.json").read_text("utf-8"))["version"]
    assert f"version {described}," in ROOT.joinpath("data", "README.md").read_text("utf-8")


def test_the_book_has_the_version_of_the_newest_heading_of_the_changelog():
    newest = re.search(r"^## (\S+)", CHANGES, re.M)[1]
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["project"]["version"]
    settings = yaml.safe_load(ROOT.joinpath("_config.yml").read_text("utf-8"))["sphinx"]["config"]
    assert {newest} == {project, settings["release"], str(CITATION["version"])}


def test_the_deposit_says_of_the_book_what_its_citation_says():
    for name in ("title", "version", "keywords"):
        assert DEPOSIT[name] == CITATION[name]
    assert [person["name"] for person in DEPOSIT["creators"]] == [person["name"] for person in CITATION["authors"]]
    assert DEPOSIT["license"] in CITATION["license"]
    assert " ".join(CITATION["abstract"].split()) in DEPOSIT["description"]


def test_the_notice_for_handouts_names_the_version_of_the_book():
    notice = ROOT.joinpath("appendix", "teaching-handouts.md").read_text("utf-8")
    assert f"version {CITATION['version']}," in notice
