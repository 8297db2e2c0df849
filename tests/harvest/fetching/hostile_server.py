"""A web server on loopback that plays tricks: every request is answered by raw bytes of ours.

Real sockets and threads; nothing of HTTP is hidden behind a library, so that it can be broken.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType


@dataclass(frozen=True)
class Request:
    """What a client asked, and when (monotonic seconds)."""

    path: str
    headers: Mapping[str, str]
    at: float


@dataclass
class Exchange:
    """One connection: what was asked, and the way to answer."""

    request: Request
    connection: socket.socket
    stopped: threading.Event

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def answer(
        self,
        body: bytes = b"",
        *headers: str,
        status: str = "200 OK",
        content_type: str | None = "text/html; charset=utf-8",
    ) -> None:
        """Answer properly, with the right length."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
        if content_type is not None:
            lines.append(f"Content-Type: {content_type}")
        self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def wait(self, seconds: float = 30.0) -> None:
        """Say nothing until the client leaves or the time is over."""
        self.stopped.wait(seconds)


Trick = Callable[[Exchange], None]


@dataclass
class HostileServer:
    """Serves tricks by path; robots.txt is missing unless a trick plays it."""

    tricks: Mapping[str, Trick]
    tls: ssl.SSLContext | None = None
    requests: list[Request] = field(default_factory=list)

    def __enter__(self) -> HostileServer:
        self._stopped = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        self._socket.close()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.requests]

    def _accept(self) -> None:
        while not self._stopped.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(30)
        try:
            with connection:
                if self.tls is None:
                    self._play(connection)
                    return
                with self.tls.wrap_socket(connection, server_side=True) as encrypted:
                    self._play(encrypted)
        except (OSError, ValueError):
            pass  # the client went away, as it should

    def _play(self, connection: socket.socket) -> None:
        at = time.monotonic()
        request = _read_request(connection, at)
        self.requests.append(request)
        trick = self.tricks.get(request.path.partition("?")[0], _missing)
        trick(Exchange(request, connection, self._stopped))
        connection.shutdown(socket.SHUT_WR)
        # Wait for the client to leave; closing with unread input would reset the connection.
        connection.settimeout(2)
        while connection.recv(65536):
            pass


def _missing(exchange: Exchange) -> None:
    exchange.answer(b"not here", status="404 Not Found")


def _read_request(connection: socket.socket, at: float) -> Request:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            raise ValueError("no request")
        data += piece
    first, *lines = data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return Request(first.split(" ")[1], {k.lower(): v for k, v in headers.items()}, at)
