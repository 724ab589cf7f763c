"""The three places that name versions agree."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def pins(name):
    text = ROOT.joinpath(name).read_text("utf-8")
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", text, re.M))


def test_requirements_txt_ends_with_the_package_itself():
    assert ROOT.joinpath("requirements.txt").read_text("utf-8").splitlines()[-1] == "-e ."


def test_every_pin_of_requirements_txt_is_the_pin_of_the_lock():
    lock = pins("requirements.lock")
    differ = {name: (pin, lock.get(name)) for name, pin in pins("requirements.txt").items() if lock.get(name) != pin}
    assert not differ, f"requirements.txt and requirements.lock differ: {differ}; run `make lock`"


def test_every_package_of_the_lock_has_a_hash():
    lock = ROOT.joinpath("requirements.lock").read_text("utf-8")
    entries = re.split(r"^(?=\S)", lock, flags=re.M)
    assert not [e.split()[0] for e in entries if "==" in e and "--hash=sha256:" not in e]


def test_every_dependency_of_pyproject_is_in_the_lock():
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["project"]
    named = project["dependencies"] + [d for extra in project["optional-dependencies"].values() for d in extra]
    names = {re.match(r"[A-Za-z0-9_.-]+", d)[0].lower().replace("_", "-") for d in named}
    assert names <= {n.lower().replace("_", "-") for n in pins("requirements.lock")}
