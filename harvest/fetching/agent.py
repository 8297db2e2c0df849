"""Who gali says it is: its name, its version, and how to reach the person who runs it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.errors import InvalidRecordError

NAME = "gali"
"""The product token by which robots.txt names this crawler."""

_WEB = re.compile(
    r"https?://[a-z0-9.-]{1,200}\.[a-z]{2,24}(?:[/:?][!-'*-~]{0,300})?", re.IGNORECASE
)
_MAIL = re.compile(
    r"(?:mailto:)?([a-z0-9._%+-]{1,64}@[a-z0-9.-]{1,200}\.[a-z]{2,24})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """The crawler as servers see it.

    Attributes:
        version: Version of gali.
        contact: Web page or ``mailto:`` address of who runs it.
    """

    version: str
    contact: str

    def __str__(self) -> str:
        """Return the ``User-Agent`` header."""
        return f"{NAME}/{self.version} (+{self.contact})"


def make_agent(version: str, contact: str | None) -> Agent:
    """Return the crawler with a contact that can be used.

    Args:
        version: Version of gali.
        contact: Web address, e-mail address, or ``mailto:`` address.

    Raises:
        InvalidRecordError: If there is no contact, or it is neither of these.
    """
    text = (contact or "").strip()
    mail = _MAIL.fullmatch(text)
    if mail:
        return Agent(version=version, contact=f"mailto:{mail[1]}")
    if _WEB.fullmatch(text):
        return Agent(version=version, contact=text)
    what = f"{text[:80]!r} is no contact" if text else "nobody is named as the contact"
    raise InvalidRecordError(
        f"{what}; servers must be able to see who asks",
        mend='Give --contact you@example.org or https://…, or set contact = "…" in gali.toml',
    )
