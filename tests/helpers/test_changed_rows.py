"""Rows of two packages, compared by key; and the same through git, as a pull request asks it."""

import shutil
import subprocess

import pytest

from helpers.changes import LONGEST, MOST, changed_rows, main, report


@pytest.fixture
def old(package, tmp_path):
    return shutil.copytree(package.root / "data", tmp_path / "old")


def test_a_package_does_not_differ_from_itself(package, old):
    assert changed_rows(old, package.root / "data") == []


@pytest.mark.parametrize(
    ("table", "was", "becomes", "change"),
    [
        ("people", "Ann Lee,", "Anne Lee,", ("people", "ann-lee", "name", "Ann Lee", "Anne Lee")),
        ("terms", "\nterm-ann,", "\nterm-anne,", ("terms", "term-ann", "(row)", "there", "")),
        ("terms", "\nterm-ann,", "\nterm-anne,", ("terms", "term-anne", "(row)", "", "there")),
        ("people", ",note\n", ",remark\n", ("people", "bo-chen", "remark", "", "Twice, it seems")),
    ],
)
def test_a_change_names_table_row_field_and_both_values(package, old, table, was, becomes, change):
    package.change(table, was, becomes)
    assert change in changed_rows(old, package.root / "data")


def test_a_value_is_shown_as_text_and_cut_and_a_long_list_too():
    line = report([("people", "ann", "note", "<b>|`*", "x" * 200)]).splitlines()[-1]
    assert line == f"| people | ann | note | &lt;b>\\|\\`\\* | {'x' * (LONGEST - 1)}… |"
    assert report([("people", "ann", "note", "a", "b")] * (MOST + 7)).endswith("… and 7 more.")


def git(folder, *words):
    own = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", folder, *own, *words], check=True, capture_output=True)


def test_the_command_compares_the_folder_with_a_commit(package, monkeypatch, capsys):
    git(package.root, "init")
    git(package.root, "add", ".")
    git(package.root, "commit", "-m", "first")
    package.change("people", "Ann Lee,", "Anne Lee,")
    monkeypatch.chdir(package.root)
    assert main(["HEAD"]) == 0
    assert "| people | ann-lee | name | Ann Lee | Anne Lee |" in capsys.readouterr().out
    assert main(["no-such-commit"]) == 1
    assert "no-such-commit" in capsys.readouterr().err
