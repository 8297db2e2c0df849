"""Names of hosts to numeric addresses, within a time.

The system's resolver cannot be interrupted, so it works in a thread that is left behind when it
takes too long. Whether an address may be used is the business of ``addresses``.
"""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable
from ipaddress import ip_address

from harvest.fetching.failures import FetchError

Resolve = Callable[[str, int], list[str]]
"""Host and port to numeric addresses, best first; raises OSError if there are none."""


def resolve(host: str, port: int) -> list[str]:
    """Return the numeric addresses of a host, as the system orders them.

    Raises:
        OSError: If the name is unknown or no server of names answers.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def resolve_within(resolve: Resolve, host: str, port: int, seconds: float) -> list[str]:
    """Return the numeric addresses of a host.

    Args:
        resolve: The resolver.
        host: Name; a numeric address is returned as it is.
        port: Port, which some resolvers want to know.
        seconds: Time that it may take.

    Raises:
        FetchError: ``dns`` if it fails or takes longer.
    """
    if _is_numeric(host):
        return [host]
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, name=f"resolve {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty as error:
        raise FetchError(
            "dns", f"the address of {host} was not found within {seconds:.3g} s"
        ) from error
    if isinstance(answer, Exception):
        raise FetchError("dns", f"the host {host} is not known") from answer
    return answer


def _is_numeric(host: str) -> bool:
    """Return whether a host is an address already; other spellings of numbers are names."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
