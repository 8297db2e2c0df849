"""One request and its answer; no redirects, no cookies, no proxies, no second attempt.

Whatever goes wrong between here and the server comes out as a ``FetchError``. Following
redirects, robots and politeness are the business of ``fetcher``.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import httpcore2

from harvest.fetching.addresses import AddressGuard
from harvest.fetching.budget import Budget
from harvest.fetching.connections import GuardedBackend
from harvest.fetching.decoding import iter_decoded, parse_encoding
from harvest.fetching.failures import FetchError
from harvest.fetching.limits import FetchLimits
from harvest.fetching.lookup import Resolve
from harvest.fetching.targets import Target

_TOO_LARGE_HEAD = 431


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The head of an answer, and its body still on the wire.

    Attributes:
        status: HTTP status.
        fields: Header fields in order, names in lower case.
        pieces: The body as sent, read as it is gone through.
    """

    status: int
    fields: tuple[tuple[str, str], ...]
    pieces: Iterator[bytes]

    def all(self, name: str) -> list[str]:
        """Return the values of a header in order; empty if it is missing."""
        return [value for key, value in self.fields if key == name]

    def first(self, name: str) -> str | None:
        """Return the first value of a header; None if it is missing."""
        return next(iter(self.all(name)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Asks servers.

    Attributes:
        guard: Which addresses may be connected to.
        resolve: How names are looked up.
        tls: How certificates are verified.
    """

    guard: AddressGuard
    resolve: Resolve
    tls: ssl.SSLContext

    @contextmanager
    def ask(
        self, target: Target, fields: Mapping[str, str], budget: Budget, head_bytes: int
    ) -> Iterator[Answer]:
        """Send a GET and yield the answer; the connection is closed on leaving.

        Args:
            target: What to ask for.
            fields: Header fields to send.
            budget: Time and bytes; the body needs ``budget.allow`` first.
            head_bytes: Bytes that the head of the answer may have.

        Raises:
            FetchError: Whatever goes wrong, also while the body is read.
        """
        budget.allow(head_bytes, "the head of the answer")
        backend = GuardedBackend(self.guard, self.resolve, budget)
        scheme, host = target.scheme.encode(), target.host.encode()
        origin = httpcore2.Origin(scheme, host, target.port)
        url = httpcore2.URL(scheme=scheme, host=host, port=target.port, target=target.path.encode())
        headers = [("Host", target.authority), *fields.items(), ("Connection", "close")]
        with (
            _failures_explained(target, budget),
            httpcore2.HTTPConnection(origin, self.tls, network_backend=backend) as connection,
            connection.stream("GET", url, headers=headers) as response,
        ):
            yield Answer(
                status=response.status,
                fields=tuple(_readable(*field) for field in response.headers),
                pieces=response.iter_stream(),
            )


def read_body(answer: Answer, budget: Budget, limits: FetchLimits) -> bytes:
    """Return the whole body, decoded.

    Raises:
        FetchError: ``too_large``, ``too_slow``, or ``broken`` if it is damaged or cut off.
    """
    body = bytearray()
    try:
        for piece in _iter_body(answer, budget, limits.wire_bytes):
            body += piece
            if len(body) > limits.body_bytes:
                size = f"{limits.body_bytes:,} bytes"
                raise FetchError("too_large", f"the page is larger than {size}")
        return bytes(body)
    finally:
        # The traceback of an error keeps this frame until it is collected, but not the bytes.
        body.clear()


def read_start(answer: Answer, budget: Budget, n_bytes: int) -> bytes:
    """Return the first bytes of the body, decoded; what follows is never received.

    Raises:
        FetchError: ``too_slow``, or ``broken`` if it is damaged or cut off.
    """
    body = bytearray()
    # Compression never makes a text longer than this, so all that is wanted arrives.
    for piece in _iter_body(answer, budget, 2 * n_bytes + 1_000_000, is_whole=False):
        body += piece
        if len(body) >= n_bytes:
            break
    return bytes(body[:n_bytes])


def _iter_body(
    answer: Answer, budget: Budget, wire_bytes: int, *, is_whole: bool = True
) -> Iterator[bytes]:
    """Yield the body decoded, while the budget lasts."""
    encoding = parse_encoding(answer.all("content-encoding"))
    declared = answer.first("content-length") or ""
    if is_whole and declared.isdecimal() and int(declared[:15]) > wire_bytes:
        raise FetchError("too_large", f"the body is larger than {wire_bytes:,} bytes")
    budget.allow(wire_bytes, "the body")
    for piece in iter_decoded(answer.pieces, encoding):
        budget.remaining()
        yield piece


def _readable(name: bytes, value: bytes) -> tuple[str, str]:
    """Return a header field as text; servers send UTF-8 where only ASCII was meant."""
    try:
        return name.decode("ascii").lower(), value.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("latin-1").lower(), value.decode("latin-1")


@contextmanager
def _failures_explained(target: Target, budget: Budget) -> Iterator[None]:
    """Turn every failure of connection and protocol into a ``FetchError`` with its place."""
    try:
        yield
    except FetchError as error:
        raise error.at(target.url) from error.__cause__
    except httpcore2.TimeoutException as error:
        raise budget.too_slow().at(target.url) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise _explained(error).at(target.url) from error


def _explained(error: httpcore2.NetworkError | httpcore2.ProtocolError) -> FetchError:
    """Return a failure of the network or of the server in plain words."""
    cause = error.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchError("tls", f"the certificate cannot be trusted: {cause.verify_message}")
    if isinstance(cause, ssl.SSLError):
        return FetchError("tls", "no encrypted connection could be made")
    if isinstance(error, httpcore2.ConnectError):
        return FetchError("connect", "the server cannot be reached")
    if isinstance(error, httpcore2.LocalProtocolError):
        return FetchError("bad_url", "the address cannot be asked for")
    if getattr(cause, "error_status_hint", None) == _TOO_LARGE_HEAD:
        return FetchError("too_large", "the head of the answer is too large")
    if isinstance(error, httpcore2.NetworkError):
        return FetchError("broken", "the server broke the connection off")
    return FetchError("broken", "the server's answer is no proper HTTP, or is cut off")
