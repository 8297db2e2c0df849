"""Lines in which a newspaper links to its other articles: ``Baca juga: …``, ``Berita terkait: …``.

They tell of other events than the article does.
"""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"\W{0,5}(?:baca\s+(?:juga|pula|artikel|berita)|lihat\s+juga|simak\s+juga"
    r"|(?:berita|artikel|tulisan)\s+(?:terkait|lainnya|lain|menarik)|(?:read|see)\s+also)\s{0,3}(?:[:»>–|-]|$|[A-Z])",
    re.IGNORECASE,
)


def is_link_line(sentence: str) -> bool:
    """Return whether a sentence only links to another article."""
    return bool(_OPENING.match(sentence))
