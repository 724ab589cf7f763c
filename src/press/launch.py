"""Where a reader runs a chapter on another host: Binder, Colab, a JupyterHub.

They appear once ``repository: url`` is set in ``_config.yml``, and open the notebooks of a branch of their own
(`press.notebooks`), for none of those hosts shows a chapter's source as a notebook by itself. Hosts are those of
Jupyter Book's ``launch_buttons``: Binder and Colab have their public addresses unless others are given, a JupyterHub
(with nbgitpuller) has none; ``false`` leaves a host out. They are links: no page asks another host for anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

from sphinx.errors import ConfigError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: What Jupyter Book fills in where a book names no repository.
UNSET = "https://github.com/executablebooks/jupyter-book"
PUBLIC = {"binderhub_url": "https://mybinder.org", "colab_url": "https://colab.research.google.com"}
_PROVIDERS = {"github.com": "gh", "gitlab.com": "gl"}


@dataclass(frozen=True)
class Repository:
    """A public repository, and the branch on which its notebooks are."""

    url: str
    branch: str

    @property
    def path(self) -> str:
        """Owner and name."""
        return urlsplit(self.url).path.strip("/")


def repository(config: Config) -> Repository | None:
    """Return the book's repository, or None if none is configured.

    Raises
    ------
    ConfigError
        If it is not an address of the form ``https://host/owner/name``.
    """
    url = str(config.html_theme_options.get("repository_url") or "").rstrip("/").removesuffix(".git")
    if url in ("", UNSET):
        return None
    if not re.fullmatch(r"https://[^/\s?#]+/[^/\s?#]+(/[^/\s?#]+)+", url):
        raise ConfigError(f"repository: url: {url!r} is not an address of the form https://host/owner/name")
    return Repository(url, config.press_notebooks_branch)


def launches(where: Repository, hosts: Mapping[str, Any], page: str) -> list[tuple[str, str]]:
    """Return the names and addresses that open a page's notebook.

    Parameters
    ----------
    where
        The repository.
    hosts
        Jupyter Book's ``launch_buttons``: ``binderhub_url``, ``colab_url``, ``jupyterhub_url``.
    page
        The page's name in the book.

    Examples
    --------
    >>> dict(launches(Repository("https://github.com/a/b", "notebooks"), {}, "chapters/one"))["Colab"]
    'https://colab.research.google.com/github/a/b/blob/notebooks/chapters/one.ipynb'
    """
    chosen = {**PUBLIC, **{name: host for name, host in hosts.items() if host != ""}}
    file = quote(f"{page}.ipynb")
    found = []
    if host := chosen.get("binderhub_url"):
        found.append(
            ("Binder", f"{_slashless(host)}/v2/{_binder_source(where)}?{urlencode({'urlpath': f'lab/tree/{file}'})}")
        )
    if (host := chosen.get("colab_url")) and urlsplit(where.url).netloc == "github.com":  # it reads from nowhere else
        found.append(("Colab", f"{_slashless(host)}/github/{where.path}/blob/{quote(where.branch)}/{file}"))
    if host := chosen.get("jupyterhub_url"):
        folder = where.path.rpartition("/")[2]  # where nbgitpuller puts a copy
        query = urlencode({"repo": where.url, "branch": where.branch, "urlpath": f"lab/tree/{folder}/{file}"})
        found.append(("JupyterHub", f"{_slashless(host)}/hub/user-redirect/git-pull?{query}"))
    return found


def _slashless(host: Any) -> str:
    return str(host).rstrip("/")


def _binder_source(where: Repository) -> str:
    provider = _PROVIDERS.get(urlsplit(where.url).netloc, "git")
    path = {"gh": where.path, "gl": quote(where.path, safe=""), "git": quote(where.url, safe="")}[provider]
    return f"{provider}/{path}/{quote(where.branch, safe='')}"


def take_over(app: Sphinx, config: Config) -> None:
    """Take the hosts from the theme, whose own buttons would open the sources; refuse a bad address at once."""
    config.press_launch = config.html_theme_options.pop("launch_buttons", {})
    repository(config)


def setup(app: Sphinx) -> None:
    """Register the branch."""
    app.add_config_value("press_notebooks_branch", "notebooks", "html", types=(str,))
    app.add_config_value("press_launch", {}, "html", types=(dict,))
    app.connect("config-inited", take_over, priority=400)
