r"""Untrusted text as a page may show it: nothing invisible that changes how the rest reads.

Control characters and marks that turn the direction of writing are shown as escapes
(``gali.terminal``); characters of no width are left out. Escaping HTML is left to the templates.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from gali.terminal import clean

# Joiners, soft hyphens, byte-order marks, tags and fillers: all invisible, none used by Indonesian.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2065\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
)


def shown(text: str) -> str:
    """Return a text as it is shown."""
    return clean(visible(text))


def visible(text: str) -> str:
    """Return a text, or HTML made of one, without characters of no width."""
    return _INVISIBLE.sub("", text)


def web_address(address: str | None) -> str | None:
    """Return an address if it leads to the web; None for ``javascript:`` and the like."""
    if not address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc else None
