"""Which addresses may be connected to: public ones alone, however they are spelled.

A page, a redirect or a robots.txt must not lead the crawler to a router, a database or a
cloud's metadata service behind the user's firewall. The check is made on the very addresses
that the socket then connects to (``connections``), so a name that answers differently the
second time gains nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from pathlib import Path

from harvest.fetching.failures import FetchError
from harvest.fetching.limits import MAX_ADDRESSES

Address = IPv4Address | IPv6Address

_SPECIAL_NETWORKS = Path(__file__).parent / "data" / "special_networks.csv"
# The only part of IPv6 that is handed out for hosts on the internet; all else is refused.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
# How networks without IPv4 reach it; the address inside decides (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressGuard:
    """Decides about addresses.

    Attributes:
        allow_loopback: Whether this machine itself may be asked. For tests and the bundled
            sample site; no setting, file or variable reaches it.
    """

    allow_loopback: bool = False

    def insist(self, host: str, found: Sequence[str]) -> list[str]:
        """Return the addresses of a host in which every one may be connected to.

        One bad address condemns all: a name that points at a private address beside a public
        one is a trick or a mistake.

        Args:
            host: The name, for messages.
            found: Numeric addresses as the resolver gave them.

        Raises:
            FetchError: ``refused_address`` if one may not; ``dns`` if there is none.
        """
        if not found:
            raise FetchError("dns", f"the host {host} has no address")
        for text in found:
            if not self.allows(text):
                raise FetchError(
                    "refused_address", f"the host {host} is at {text}, which is no public address"
                )
        return list(dict.fromkeys(found))[:MAX_ADDRESSES]

    def allows(self, text: str) -> bool:
        """Return whether a numeric address may be connected to; False if it is none."""
        try:
            address = ip_address(text)
        except ValueError:
            return False
        if self.allow_loopback and address.is_loopback:
            return True
        return is_public(address)


def is_public(address: Address) -> bool:
    """Return whether an address belongs to a host on the internet.

    Both our list of special networks and Python's must say so: Python's changed between patch
    releases, and ours cannot know what will be assigned.
    """
    if isinstance(address, IPv6Address):
        inner = _embedded(address)
        if inner is not None:
            return is_public(inner)
        if address.scope_id is not None or address not in _GLOBAL_UNICAST:
            return False
    if address.is_multicast or not address.is_global:
        return False
    return not any(address in network for network in _special_networks())


def insist_on_plain_spelling(host: str) -> None:
    """Refuse hosts that look like numbers but are no ordinary IPv4 address.

    ``127.1``, ``2130706433``, ``0x7f.0.0.1`` and ``0177.0.0.1`` mean 127.0.0.1 to some programs
    and nothing to others; nobody's newspaper is written so.

    Args:
        host: A name, an IPv4 address, or an IPv6 address without brackets.

    Raises:
        FetchError: ``refused_address``.
    """
    if ":" in host:
        return
    last = host.rstrip(".").rpartition(".")[2]
    if not last.isdigit() and not last.lower().startswith("0x"):
        return
    try:
        IPv4Address(host)
    except ValueError as error:
        raise FetchError(
            "refused_address", f"{host} is an odd spelling of a numeric address"
        ) from error


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address only wraps; None if it wraps none."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


@cache
def _special_networks() -> tuple[IPv4Network | IPv6Network, ...]:
    """Return the networks that no newspaper is in, from IANA's registries."""
    with _SPECIAL_NETWORKS.open(encoding="utf-8", newline="") as file:
        return tuple(ip_network(row["network"]) for row in csv.DictReader(file))
