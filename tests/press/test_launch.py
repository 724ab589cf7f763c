"""Where a chapter can be run: links that appear once the repository is configured, to notebooks of a branch."""

import pytest
from books import cell
from lxml import html
from sphinx.errors import ConfigError

from press.launch import PUBLIC, UNSET, Repository, launches
from press.notebooks import UnlistedError, files, gather

HUB = Repository("https://github.com/somebody/some-book", "notebooks")


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://github.com/a/b", {"Binder": "/v2/gh/a/b/notebooks?urlpath=lab%2Ftree%2Fparts%2Fone.ipynb"}),
        ("https://gitlab.com/a/b/c", {"Binder": "/v2/gl/a%2Fb%2Fc/notebooks?urlpath=lab%2Ftree%2Fparts%2Fone.ipynb"}),
        (
            "https://git.example.org/a/b",
            {
                "Binder": "/v2/git/https%3A%2F%2Fgit.example.org%2Fa%2Fb/notebooks?urlpath=lab%2Ftree%2Fparts%2Fone.ipynb"
            },
        ),
    ],
)
def test_binder_is_asked_in_the_way_of_the_host_of_the_repository(url, found):
    binder = PUBLIC["binderhub_url"]
    shown = dict(launches(Repository(url, "notebooks"), {}, "parts/one"))
    assert shown["Binder"] == binder + found["Binder"]
    assert ("Colab" in shown) == ("github.com" in url), "Colab reads from nowhere else"


def test_a_jupyterhub_pulls_the_branch_and_opens_the_notebook_in_it():
    shown = dict(launches(HUB, {"jupyterhub_url": "https://hub.example.edu/"}, "parts/one"))
    assert shown["JupyterHub"] == (
        "https://hub.example.edu/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fsomebody%2Fsome-book"
        "&branch=notebooks&urlpath=lab%2Ftree%2Fsome-book%2Fparts%2Fone.ipynb"
    )


def test_a_host_can_be_another_or_left_out():
    hosts = {"binderhub_url": "https://binder.example.org/", "colab_url": False, "jupyterhub_url": ""}
    ((name, address),) = launches(HUB, hosts, "index")
    assert name == "Binder"
    assert address.startswith("https://binder.example.org/v2/gh/somebody/some-book/notebooks?")


@pytest.fixture
def launched(book):
    """A small book of the site's theme, with a page with code and one without."""

    def made(**options):
        book.chapter("parts/one", "Text.", cell("1"))
        book.write("plain.md", "# Plain\n")
        return book.build(html_theme="sphinx_book_theme", html_theme_options=options)

    return made


def shown(build, page):
    links = html.fromstring(build.text(page)).xpath("//p[@class='press-files']/a")
    return {link.text: link.get("href") for link in links}


def test_pages_with_code_show_where_they_run_once_the_repository_is_configured(launched):
    build = launched(repository_url=f"{HUB.url}.git", launch_buttons={"jupyterhub_url": "https://hub.example.edu"})
    assert not build.messages
    assert list(shown(build, "parts/one.html")) == ["notebook", "Markdown", "Binder", "Colab", "JupyterHub"]
    assert shown(build, "parts/one.html")["Colab"].endswith("/somebody/some-book/blob/notebooks/parts/one.ipynb")
    assert shown(build, "plain.html") == {}


@pytest.mark.parametrize("options", [{}, {"repository_url": ""}, {"repository_url": UNSET, "launch_buttons": PUBLIC}])
def test_nothing_is_shown_where_no_repository_is_configured(launched, options):
    build = launched(**options)
    assert list(shown(build, "parts/one.html")) == ["notebook", "Markdown"]


@pytest.mark.parametrize("url", ["github.com/a/b", "https://github.com/a", "javascript:alert(1)", "https://h/a b/c"])
def test_an_address_that_is_no_repository_stops_the_build(launched, url):
    error = launched(repository_url=url).error
    assert isinstance(error, ConfigError)
    assert "https://host/owner/name" in str(error)


def test_the_branch_holds_the_notebooks_in_their_places_and_the_files_that_are_named(tmp_path):
    site = tmp_path / "site"
    for name in ("site/downloads/parts/one.ipynb", "site/downloads/x.pdf", "src/a/b.py", "src/a/__pycache__/b.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "pyproject.toml").write_text('[tool.press.notebooks]\nfiles = ["src/**/*", "pyproject.toml"]\n')
    (tmp_path / "out/old").mkdir(parents=True)
    out = gather(tmp_path, site, tmp_path / "out")
    held = sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    assert held == ["parts/one.ipynb", "pyproject.toml", "src/a/b.py"]
    assert not (out / "old").exists()


def test_a_pattern_that_matches_nothing_and_a_book_without_code_are_refused(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.press.notebooks]\nfiles = ["none/*"]\n')
    with pytest.raises(UnlistedError, match="no file matches 'none/\\*'"):
        files(tmp_path)
    with pytest.raises(UnlistedError, match="no page of the book has code"):
        gather(tmp_path, tmp_path, tmp_path / "out")
