"""How often does a text name the other organization? Counts for texts that a reader holds; none is part of this book.

What the study says of a text is coded in ``statements``; this counts the text itself, by rules that can be read here.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pandas as pd

from helpers.data import load

__all__ = ["NAMES", "mentions"]

_ORGANIZATION = r"[Oo]rgani[sz]ations?"
NAMES = {
    # not the bare word in other letters (un is a word of French), nor part of another name (UNPROFOR)
    "un": r"United Nations|\bUN\b|\bU\.N\.(?!\w)|\bUNSC\b|\bSecurity Council\b|\bGeneral Assembly\b",
    "nato": rf"\bNATO\b|\bNorth Atlantic Treaty {_ORGANIZATION}\b|\bNorth Atlantic (?:Council|Alliance)\b"
    r"|\b(?:[Tt]he|Atlantic) Alliance(?:'s)?\b",
    "regional": rf"\bregional(?:(?:,| and| or)+ (?:sub-?regional|other intergovernmental))* {_ORGANIZATION}\b"
    r"|\bregional (?:arrangements?|agenc(?:y|ies)|bod(?:y|ies))\b",
}
"""What counts as a name of the UN, of NATO, and of regional organizations as a class."""
_NAMES = {name: re.compile(rule, re.IGNORECASE if name == "regional" else 0) for name, rule in NAMES.items()}
_OTHER = {"un": ["nato", "regional"], "nato": ["un"]}
"""Whom the texts of each side are asked about: NATO's about the UN, the UN's about NATO and its like."""


def mentions(folder: str | Path) -> pd.DataFrame:
    """Count in each text of a folder how often it names the UN, NATO and regional organizations.

    A name is counted once however long it is ("United Nations Security Council" once, "Charter of the United Nations"
    once); names of missions (UNPROFOR) are not names of the UN. Words broken at a line's end are joined first.

    Parameters
    ----------
    folder
        Texts as UTF-8 files ``NAME.txt``, got lawfully by whoever counts them. Where the name is that of a row of
        ``documents`` (``strategic-concept-1999.txt``), the text's side is known and the other side counted for it.

    Returns
    -------
    pandas.DataFrame
        A row a text, by name: ``text``, ``side`` (un, nato, or NA where no row of ``statements`` has the document),
        ``words``, ``un``, ``nato``, ``regional`` (counts), ``other`` (Int64: mentions of the other side, NA where the
        side is not known) and ``per_thousand`` (Float64: of those, in 1,000 words).

    Raises
    ------
    FileNotFoundError
        If there is no such folder, or no text in it.
    ValueError
        If a file is not UTF-8, or has no words; the message names it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as held:
    ...     text = Path(held, "strategic-concept-1999.txt")
    ...     _ = text.write_text("The Alliance thanks the United Nations Security Council, and UNPROFOR.")
    ...     mentions(held)[["text", "side", "un", "nato", "other"]].values.tolist()
    [['strategic-concept-1999', 'nato', 1, 1, 1]]
    """
    paths = sorted(Path(folder).glob("*.txt"))
    if not paths:
        raise FileNotFoundError(f"{folder}: no text to count (files named NAME.txt)")
    sides = load("statements").drop_duplicates("document").set_index("document")["side"]
    return pd.DataFrame([_counts(path, sides.get(path.stem)) for path in paths]).astype(
        {"other": "Int64", "per_thousand": "Float64"}
    )


def _counts(path: Path, side: str | None) -> dict[str, object]:
    text = _read(path)
    words = len(re.findall(r"\w+(?:['’.-]\w+)*", text))
    if not words:
        raise ValueError(f"{path.name}: no words in it")
    found = {name: len(rule.findall(_merged(text) if name == "un" else text)) for name, rule in _NAMES.items()}
    other = sum(found[name] for name in _OTHER[side]) if side else None
    share = None if other is None else 1000 * other / words
    return {"text": path.stem, "side": side or pd.NA, "words": words, **found, "other": other, "per_thousand": share}


def _read(path: Path) -> str:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path.name}: not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from error
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return re.sub(r"\s+", " ", re.sub(r"(?<=[a-z])-\n\s*(?=[a-z])", "", text))


def _merged(text: str) -> str:
    """An organ named with its organization is one name: the second half of "UN Security Council" is dropped."""
    return re.sub(r"(United Nations|\bUN|\bU\.N\.)(?: (?:Security Council|General Assembly))", r"\1", text)
