"""JSON that stands inside a page as data: nothing in it can end the element or start another."""

import json
from typing import Any

from .payload import clean


def json_in_page(value: Any) -> str:
    r"""Return a value as JSON, compact and with sorted keys, for a script element of a type that is data.

    Examples
    --------
    >>> json_in_page({"title": "</script>"})
    '{"title":"\\u003c/script>"}'
    """
    text = json.dumps(clean(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
