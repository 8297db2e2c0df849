"""Serves many outlets on one port of loopback, told apart by the ``Host`` header.

Every request is noted with its times, so that a test can tell whether a crawler was polite.
"""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

from sites.messages import Request, Response
from sites.outlet import Outlet
from sites.visits import Visit

_LOOPBACK = "127.0.0.1"
_LONGEST_ANSWER_SECONDS = 5.0


def resolve_localhost(host: str, port: int) -> list[str]:
    """Return loopback's address for names under ``localhost``, which not every system knows.

    Raises:
        OSError: For all other names.
    """
    if host == "localhost" or host.endswith(".localhost"):
        return [_LOOPBACK]
    raise OSError(f"{host} is not of this test")


class SiteServer:
    """A web server with some outlets on it; use it in a ``with`` statement.

    Args:
        outlets: Each with a domain of its own, best ``….localhost``.
        port: Where to listen; 0 takes any free port.
    """

    def __init__(self, outlets: Iterable[Outlet], port: int = 0) -> None:
        self.outlets = {outlet.domain: outlet for outlet in outlets}
        self._visits: list[Visit] = []
        self._counts: Counter[str] = Counter()
        self._n_open = 0
        self._changed = threading.Condition()
        self._server = _Server((_LOOPBACK, port), _Handler)
        self._server.sites = self
        self.port = int(self._server.server_address[1])
        for outlet in self.outlets.values():
            outlet.port = self.port

    def __enter__(self) -> SiteServer:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def visits(self) -> list[Visit]:
        """What was asked, in order of the beginnings; waits for answers that are being sent."""
        with self._changed:
            self._changed.wait_for(lambda: self._n_open == 0, timeout=_LONGEST_ANSWER_SECONDS)
            return sorted(self._visits, key=lambda visit: visit.began)

    def visits_of(self, outlet: Outlet) -> list[Visit]:
        """Return what was asked of an outlet, in order of the beginnings."""
        return [visit for visit in self.visits if visit.host == outlet.domain]

    def begin(self, host: str) -> int:
        """Take note that a request begins; return how many its host has had, this one too."""
        with self._changed:
            self._n_open += 1
            self._counts[host] += 1
            return self._counts[host]

    def end(self, visit: Visit) -> None:
        """Take note of a request that has been answered."""
        with self._changed:
            self._n_open -= 1
            self._visits.append(visit)
            self._changed.notify_all()


class _Server(ThreadingHTTPServer):
    """The listening socket."""

    daemon_threads = True
    request_queue_size = 128
    sites: SiteServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that go away."""


class _Handler(BaseHTTPRequestHandler):
    """Answers the requests of one connection."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        """Answer a request."""
        began, sites = time.monotonic(), self.server.sites
        headers = {name.lower(): value for name, value in self.headers.items()}
        host = headers.get("host", "").partition(":")[0].lower()
        outlet, turn = sites.outlets.get(host), sites.begin(host)
        is_conditional = "if-none-match" in headers or "if-modified-since" in headers
        status, n_bytes = 0, 0
        try:
            if outlet is not None and _is_reset(outlet, turn):
                self._reset()
                return
            request = Request(host=host, target=self.path, headers=headers)
            response = _answer(outlet, request, turn)
            status, n_bytes = self._send(response, outlet, headers)
        finally:
            sites.end(
                Visit(
                    host=host,
                    target=self.path,
                    began=began,
                    ended=time.monotonic(),
                    status=status,
                    is_conditional=is_conditional,
                    agent=headers.get("user-agent", ""),
                    n_bytes=n_bytes,
                )
            )

    do_HEAD = do_GET  # noqa: N815

    def _send(
        self, response: Response, outlet: Outlet | None, asked: Mapping[str, str]
    ) -> tuple[int, int]:
        """Send an answer, or that nothing changed; return its status and length."""
        fields = list(response.headers)
        if outlet is not None and outlet.behaviour.etags and response.version:
            fields.append(("ETag", f'"{response.version}"'))
        if outlet is not None and outlet.behaviour.dates_of_change and response.modified:
            stamp = response.modified.astimezone(UTC)
            fields.append(("Last-Modified", format_datetime(stamp, usegmt=True)))
        is_known = response.status == 200 and _is_known(asked, dict(fields))
        status, body = (304, b"") if is_known else (response.status, response.body)
        self.send_response(status)
        for name, value in fields:
            self.send_header(name, value)
        if not is_known:
            self.send_header("Content-Type", response.content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return status, len(body)

    def _reset(self) -> None:
        """Cut the connection off."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


def _answer(outlet: Outlet | None, request: Request, turn: int) -> Response:
    """Return what is answered to a request."""
    if outlet is None:
        return Response(body=b"no such host", status=421, content_type="text/plain")
    time.sleep(outlet.behaviour.answer_seconds)
    if turn <= outlet.behaviour.busy_requests:
        wait = ("Retry-After", str(outlet.behaviour.retry_after_seconds))
        return Response(body=b"busy", status=503, content_type="text/plain", headers=(wait,))
    try:
        return outlet.answer(request)
    except ValueError:
        return outlet.missing()  # a number in the address that is none


def _is_reset(outlet: Outlet, turn: int) -> bool:
    """Return whether a request is cut off."""
    every = outlet.behaviour.reset_every
    return every > 0 and turn % every == 0


def _is_known(asked: Mapping[str, str], sent: Mapping[str, str]) -> bool:
    """Return whether a client already has what would be sent (RFC 9110, 13.2.2)."""
    if "if-none-match" in asked:
        tags = [one.strip().removeprefix("W/") for one in asked["if-none-match"].split(",")]
        return sent.get("ETag") in tags
    since, modified = asked.get("if-modified-since"), sent.get("Last-Modified")
    if since is None or modified is None:
        return False
    return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
