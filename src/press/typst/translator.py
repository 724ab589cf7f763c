"""The translator: all rooms together, from what is special to what is general."""

from __future__ import annotations

from .backmatter import Backmatter
from .blocks import Blocks
from .domains import Domains
from .figures import Figures
from .lists import Lists
from .omitted import Omitted
from .references import References
from .tables import Tables
from .text import Text


class TypstTranslator(Backmatter, Blocks, Figures, Tables, Lists, References, Domains, Omitted, Text):
    """Writes a resolved document of docutils as Typst."""
