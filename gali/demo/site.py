"""Serves the sample's news sites on this machine, so that the demo really crawls.

Their names end in ``.example``, which belongs to nobody; only the demo's own door to the network
finds them. What they answer is told by ``outlets``.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

from gali.demo.outlets import SampleOutlet, make_outlets, parse_asked, read_sample
from harvest.fetching.addresses import AddressGuard
from harvest.fetching.agent import Agent
from harvest.fetching.fetcher import Fetcher
from harvest.fetching.robots_cache import RobotsKeeper
from harvest.fetching.waits import Pace

_PORT = 8377
"""Tried first, so that a second demo meets its sites where the first one did."""


class SampleSite:
    """Serves the outlets while it is entered.

    Attributes:
        sources: The outlets; known once it is entered.
    """

    def __init__(self) -> None:
        self._outlets = make_outlets(read_sample())
        self._server = _make_server(_handler_of(self._outlets))
        self.sources = [outlet.manifest(self._server.server_port) for outlet in self._outlets]

    def open_fetcher(
        self, agent: Agent, pace: Pace, keeper: RobotsKeeper | None = None, /
    ) -> Fetcher:
        """Return what fetches from these sites and from nowhere else."""
        return Fetcher(
            agent,
            pace,
            guard=AddressGuard(allow_loopback=True),
            resolve=self._resolve,
            robots_keeper=keeper,
        )

    def __enter__(self) -> SampleSite:
        """Begin to serve."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    def _resolve(self, host: str, _port: int) -> list[str]:
        """Return this machine for the sites' names; nothing else is looked up."""
        if host not in {outlet.domain for outlet in self._outlets}:
            raise OSError(f"{host} is none of the sample's sites")
        return ["127.0.0.1"]


def _make_server(handler: type[BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
    """Return a server on this machine alone, on any free port if the usual one is taken."""
    try:
        return ThreadingHTTPServer(("127.0.0.1", _PORT), handler)
    except OSError:
        return ThreadingHTTPServer(("127.0.0.1", 0), handler)


def _handler_of(outlets: Sequence[SampleOutlet]) -> type[BaseHTTPRequestHandler]:
    """Return what answers requests to the outlets, by the host that is asked."""
    by_domain = {outlet.domain: outlet for outlet in outlets}

    class Handler(BaseHTTPRequestHandler):
        """Answers one request."""

        def do_GET(self) -> None:
            """Answer with the outlet's page, or that there is none."""
            host = self.headers.get("Host") or ""
            outlet = by_domain.get(host.partition(":")[0])
            found = outlet and outlet.answer(outlet, parse_asked(host, self.path))
            content_type, text = found or ("text/html; charset=utf-8", "<h1>Tidak ditemukan</h1>")
            body = text.encode()
            self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler
