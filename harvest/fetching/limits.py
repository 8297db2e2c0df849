"""How much time and how many bytes one fetch may cost.

Only the figures and why; each is enforced by the room that spends it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """The budget of one fetch.

    Attributes:
        seconds: Network time from first to last byte, robots.txt and redirects included; time
            spent waiting out of politeness is not counted.
        robots_seconds: Part of it that robots.txt may take.
        wire_bytes: Body as sent, still compressed.
        body_bytes: Body after decoding. Real news pages stay below 1 MB.
        head_bytes: Status line and headers of one answer, interim answers included.
        redirects: Redirects that are followed.
    """

    seconds: float = 30.0
    robots_seconds: float = 15.0
    wire_bytes: int = 10_000_000
    body_bytes: int = 20_000_000
    head_bytes: int = 131_072
    redirects: int = 5


MAX_URL = 4096
"""Characters of an address; longer ones are traps."""

MAX_ADDRESSES = 4
"""Addresses of one host that are tried in turn."""

ROBOTS_BYTES = 512_000
"""Bytes of robots.txt that are parsed; RFC 9309 asks for at least 500 KiB."""

ROBOTS_REDIRECTS = 5
"""Redirects of robots.txt; RFC 9309 asks for at least five."""

ROBOTS_FRESH_SECONDS = 86_400.0
"""How long a robots.txt is believed; RFC 9309 allows a day."""

ROBOTS_RETRY_SECONDS = 600.0
"""How long a robots.txt that could not be read is left alone."""

MAX_RETRY_AFTER = 86_400.0
"""Seconds; servers that ask for a century are asked again tomorrow."""

BUSY_SECONDS = 30.0
"""How long a server is left alone that says it is busy (429, 503) but not for how long."""
