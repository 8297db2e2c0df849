"""An address taken apart as discovery looks at it: host, steps of the path, pairs of the query.

Which spellings mean the same page is the business of ``corpus.identity``; what may be fetched that
of ``harvest.fetching.targets``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

LONGEST_URL = 2000
"""Characters; longer addresses are no articles and are not taken apart."""

_WORD_GAP = re.compile(r"(?:[^\w]|_|%[0-9a-f]{2})+")
_ENDING = re.compile(r"\.([a-z][a-z0-9]{0,11})$", re.ASCII)
_PAGE_ENDINGS = frozenset(
    "html htm shtml xhtml php php3 php5 phtml asp aspx jsp jspx do cfm cgi xml".split()
)
_HOST = re.compile(r"[a-z0-9._-]+(?::\d{1,5})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The parts of a web address, in lower case.

    Attributes:
        host: With a port where it names one, without ``www.``.
        path: As written, percent signs included.
        steps: What stands between its slashes; empty for the front page.
        query: Keys and values in their order; may be empty.
    """

    host: str
    path: str
    steps: tuple[str, ...]
    query: tuple[tuple[str, str], ...]

    @property
    def is_front(self) -> bool:
        """Whether it is that of a website's front page."""
        return not self.query and self.steps in ((), ("index.php",), ("index.html",))

    @property
    def leaf(self) -> str:
        """The last step without ``.html`` and the like; empty if there is none."""
        return stem(self.steps[-1]) if self.steps else ""


@lru_cache(maxsize=8192)
def parse_address(url: str) -> Address | None:
    """Return the parts of an address; None if it is no web address or too long to be one."""
    if len(url) > LONGEST_URL:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = parts.netloc.lower().removeprefix("www.")
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return None
    path = parts.path.lower()
    query = parse_qsl(parts.query.lower(), keep_blank_values=True, errors="replace")
    steps = tuple(step for step in path.split("/") if step)
    return Address(host=host, path=path, steps=steps, query=tuple(query))


def belongs_to(address: Address, domain: str) -> bool:
    """Return whether an address is on a domain or one of its subdomains."""
    host = address.host.partition(":")[0]
    return host == domain or host.endswith(f".{domain}")


def ending(step: str) -> str:
    """Return the ending of a step's file name without the dot; empty if it has none."""
    found = _ENDING.search(step)
    return found[1] if found else ""


def stem(step: str) -> str:
    """Return a step without the ending of a web page; other endings stay."""
    end = ending(step)
    return step[: -len(end) - 1] if end in _PAGE_ENDINGS else step


def words_of(step: str) -> list[str]:
    """Return the words of a slug: ``top-45_inovasi`` has three."""
    return [word for word in _WORD_GAP.split(step) if word]
