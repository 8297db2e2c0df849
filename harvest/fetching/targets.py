"""An address taken apart once, so that what was checked is what is asked.

Two parsers that disagree about the host of an address are how guards are passed; here one
parse gives the host for the name look-up, the certificate, the ``Host`` header and robots.
Which addresses mean the same page is the business of ``corpus.identity``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import SplitResult, urljoin, urlsplit

from w3lib.url import safe_url_string

from harvest.fetching.addresses import insist_on_plain_spelling
from harvest.fetching.failures import FetchError
from harvest.fetching.limits import MAX_URL
from harvest.problems import printable

_PORTS = {"http": 80, "https": 443}
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?")
# Below 1024 live mail, file and login services, which an HTTP request could mislead.
_FIRST_FREE_PORT = 1024
_LONGEST_NAME, _LONGEST_SHOWN = 253, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One address to ask.

    Attributes:
        scheme: ``http`` or ``https``.
        host: Name in lower case, or numeric address without brackets.
        port: Port, explicit or usual.
        path: Path and query as sent.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and port as the ``Host`` header wants them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, ASCII, without a fragment."""
        return f"{self.origin}{self.path}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"

    def join(self, location: str) -> Target:
        """Return where a redirect leads.

        Raises:
            FetchError: As `parse_target`.
        """
        try:
            return parse_target(urljoin(self.url, location.strip()))
        except ValueError as error:
            raise _bad(location, "cannot be understood") from error


def parse_target(url: str) -> Target:
    """Return an address taken apart.

    Raises:
        FetchError: ``bad_url`` if it is not http or https, has a user name, a port of another
            service, or cannot be understood; ``refused_address`` if its host is an odd
            spelling of a number.
    """
    parts, port = _split(url)
    if parts.scheme not in _PORTS:
        raise _bad(url, "is not http or https")
    if "@" in parts.netloc:
        raise _bad(url, "holds a user name or a password")
    host = (parts.hostname or "").lower()
    if not _is_host(host):
        raise _bad(url, "has no proper host")
    insist_on_plain_spelling(host)
    port = _PORTS[parts.scheme] if port is None else port
    if port not in _PORTS.values() and port < _FIRST_FREE_PORT:
        raise _bad(url, f"asks for port {port}, which belongs to another service")
    path = parts.path or "/"
    path = f"{path}?{parts.query}" if parts.query else path
    return Target(scheme=parts.scheme, host=host, port=port, path=path)


def _split(url: str) -> tuple[SplitResult, int | None]:
    """Return the parts of an address, escaped as browsers do, and its port if it names one."""
    if len(url) > MAX_URL:
        raise _bad(url, f"is longer than {MAX_URL:,} characters")
    try:
        safe = safe_url_string(url.strip())
        parts = urlsplit(safe)
        port = parts.port
    except ValueError as error:
        raise _bad(url, "cannot be understood") from error
    if len(safe) > MAX_URL or not safe.isascii() or not safe.isprintable() or " " in safe:
        raise _bad(url, "cannot be understood")
    return parts, port


def _is_host(host: str) -> bool:
    """Return whether a host is a name or a numeric address as the internet knows them."""
    if ":" not in host:
        return len(host) <= _LONGEST_NAME and bool(_NAME.fullmatch(host))
    try:
        return IPv6Address(host).scope_id is None
    except ValueError:
        return False


def _bad(url: str, reason: str) -> FetchError:
    """Return the complaint about an address."""
    return FetchError("bad_url", f"the address {reason}", where=printable(url, _LONGEST_SHOWN))
