"""What gali says of pages that it archives, so that lists are not taken for articles later.

A field of its own in the record; other programs pass it over, as the standard wants (WARC 1.1,
section 4: unknown fields are ignored).
"""

from __future__ import annotations

from typing import Literal

Role = Literal["list", "part"]
"""``list``: fetched for the articles that it links to. ``part``: a further page of the article in
the record before."""

ROLE_FIELD = "WARC-Gali-Role"
