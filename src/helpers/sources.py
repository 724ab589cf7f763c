"""What rows rest on, by the names that the tables give it: the founding texts, the lists of office, independence."""

from __future__ import annotations

__all__ = ["ITEM", "LISTS", "NOT_PUBLIC", "PUBLIC", "STUDY"]

STUDY, ITEM = "kille-hendrickson-2011", "nato-pa-2018"
"""Keys of the two founding texts: the study, and the news item on the visit of 2018."""
LISTS = ["un-former-secretaries-general", "nato-secretary-general"]
"""Keys of the two organizations' own lists of their heads."""
PUBLIC, NOT_PUBLIC = "public-record", ("study", "study-authors", "secondary")
"""Values of ``independence``: what could contradict the study, and what could not."""
