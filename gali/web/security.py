"""What every answer says to browsers, and which requests are not answered at all.

No script and no style but our own files may run; no other site may frame the pages, ask them in a
reader's name, or send forms to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_READING = {"GET", "HEAD"}
_LONGEST_QUERY = 8_000
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # With no-referrer, browsers send forms under the origin ``null``.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Turns away what does not come to one of our names, or changes something from elsewhere.

    Args:
        app: What answers the others.
        hosts: Our names.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self._app = app
        self._hosts = {host.casefold() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refusal(scope)
        answer = PlainTextResponse(refused[1], refused[0]) if refused else self._app
        await answer(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Return status and reason why a request is turned away; None if it is not."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name_of(host) not in self._hosts:
            return 400, "This server does not go by that name; see `gali serve --host-name`."
        if len(scope["query_string"]) > _LONGEST_QUERY:
            return 414, "The address is too long."
        if scope["method"] not in _READING and not self._is_ours(headers):
            return 403, "This form was not sent from a page of this server."
        return None

    def _is_ours(self, headers: Headers) -> bool:
        """Return whether a request that changes something was sent from a page of ours."""
        fetched = headers.get("sec-fetch-site")
        if fetched is not None:
            return fetched == "same-origin"
        origin = headers.get("origin") or headers.get("referer")
        # The port counts as well: another program on this machine is another site.
        return origin is not None and urlsplit(origin).netloc == headers.get("host")


def _name_of(host: str) -> str:
    """Return the name in a ``Host`` header, without the port."""
    return host.rsplit("]", 1)[0].casefold() + "]" if "]" in host else host.split(":")[0].casefold()
