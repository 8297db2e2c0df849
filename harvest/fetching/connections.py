"""Sockets that go only where they may, and only as long as the budget lasts.

The name is looked up here, checked here, and the socket is opened to the checked number. There
is no other way out: redirects, robots.txt and every retry come through this room. A response's
meaning is the business of ``client``.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore2

from harvest.fetching.addresses import AddressGuard
from harvest.fetching.budget import Budget
from harvest.fetching.lookup import Resolve, resolve_within


class GuardedBackend(httpcore2.NetworkBackend):
    """Opens connections to checked addresses.

    Args:
        guard: Decides which addresses may be used.
        resolve: Looks names up.
        budget: What the fetch has left.
    """

    def __init__(self, guard: AddressGuard, resolve: Resolve, budget: Budget) -> None:
        self._guard = guard
        self._resolve = resolve
        self._budget = budget
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the budget knows better
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Return a stream to the first address of the host that answers.

        Raises:
            FetchError: ``dns``, ``refused_address`` or ``too_slow``.
            httpcore2.ConnectError: If no address answers.
            httpcore2.ConnectTimeout: Likewise, in time.
        """
        found = resolve_within(self._resolve, host, port, self._budget.remaining())
        addresses = self._guard.insist(host, found)
        for n_left in range(len(addresses), 0, -1):
            try:
                stream = self._sockets.connect_tcp(
                    addresses[-n_left],
                    port,
                    timeout=self._budget.remaining() / n_left,
                    local_address=local_address,
                    socket_options=socket_options,
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if n_left == 1:
                    raise
            else:
                return BudgetedStream(stream, self._budget)
        raise AssertionError("the guard returned no address")


class BudgetedStream(httpcore2.NetworkStream):
    """A connection whose every operation ends before the budget's deadline.

    Args:
        stream: The connection.
        budget: Time for all operations together, and bytes that may be read.
    """

    def __init__(self, stream: httpcore2.NetworkStream, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """Return what has arrived.

        Raises:
            FetchError: ``too_slow`` or ``too_large``.
        """
        data = self._stream.read(max_bytes, self._budget.remaining())
        self._budget.take(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Send all bytes."""
        self._stream.write(buffer, self._budget.remaining())

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """Return the connection encrypted; the certificate must belong to the host's name."""
        encrypted = self._stream.start_tls(ssl_context, server_hostname, self._budget.remaining())
        return BudgetedStream(encrypted, self._budget)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection tells about itself."""
        return self._stream.get_extra_info(info)
