"""Who sits before the browser: a name asked once, or a name with a password.

Where only this machine reaches the pages a name is enough, and a cookie keeps it. Where others do,
a file of reviewers says who may decide; a cookie then holds nothing but a long random number that
this process knows until it ends.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Literal
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from corpus.reviews.decisions import is_name
from gali.web.page import BadRequestError
from gali.web.reviews.passwords import ReviewersFileError, is_password_of, read_reviewers
from gali.web.settings import WebSettings

# Nobody may decide; whoever gives a name; whoever knows a password.
ReviewMode = Literal["closed", "named", "password"]
NAME_COOKIE = "peninjau"
TICKET_COOKIE = "karcis"
_NAME_SECONDS = 365 * 24 * 3600
_TICKET_SECONDS = 12 * 3600
_MOST_TICKETS = 1_000
_FREE_TRIES = 5
_LONGEST_WAIT_SECONDS = 300.0
_log = logging.getLogger(__name__)


class Reviewers:
    """Knows who may decide.

    Args:
        settings: How the server was started.
        clock: Seconds that only ever grow.
    """

    def __init__(self, settings: WebSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._tickets: OrderedDict[str, tuple[str, str, float]] = OrderedDict()
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = Lock()
        self._clock = clock

    @property
    def mode(self) -> ReviewMode:
        """What is asked of those who want to decide."""
        if self._settings.reviewers is not None:
            return "password"
        return "closed" if self._settings.is_public else "named"

    def name_of(self, request: Request) -> str:
        """Return the name of whoever asks; empty if it is not known or may not decide."""
        if self.mode == "named":
            name = unquote(request.cookies.get(NAME_COOKIE, ""))
            return name if is_name(name) else ""
        return self._of_ticket(request.cookies.get(TICKET_COOKIE, ""))

    def enter(self, name: str, password: str, response: Response) -> None:
        """Let the browser remember who decides from now on.

        Raises:
            BadRequestError: If it can be no name, or the password is wrong.
        """
        if self.mode == "closed" or not is_name(name):
            raise BadRequestError("error.name")
        if self.mode == "named":
            self._remember(response, NAME_COOKIE, quote(name), _NAME_SECONDS)
            return
        assert self._settings.reviewers is not None
        self._insist_on_patience(name)
        reviewers = read_reviewers(self._settings.reviewers)
        if not is_password_of(reviewers, name, password):
            self._note_failure(name)
            raise BadRequestError("error.password")
        with self._lock:
            self._failures.pop(name, None)
        self._remember(response, TICKET_COOKIE, self._issue(name, reviewers[name]), _TICKET_SECONDS)

    def leave(self, request: Request, response: Response) -> None:
        """Let the browser forget who decides."""
        with self._lock:
            self._tickets.pop(request.cookies.get(TICKET_COOKIE, ""), None)
        for cookie in (NAME_COOKIE, TICKET_COOKIE):
            response.delete_cookie(cookie, path=self._settings.prefix or "/")

    def _of_ticket(self, ticket: str) -> str:
        """Return whose ticket it is; empty if it is none, too old, or the password has changed."""
        path: Path | None = self._settings.reviewers
        with self._lock:
            name, hashed, end = self._tickets.get(ticket, ("", "", 0.0))
        if path is None or not name or self._clock() > end:
            return ""
        try:
            is_valid = read_reviewers(path).get(name) == hashed
        except ReviewersFileError as error:
            _log.warning("nobody may decide: %s", error)
            return ""
        return name if is_valid else ""

    def _issue(self, name: str, hashed: str) -> str:
        """Return a new ticket; the oldest are forgotten."""
        ticket = secrets.token_urlsafe(32)
        with self._lock:
            self._tickets[ticket] = (name, hashed, self._clock() + _TICKET_SECONDS)
            while len(self._tickets) > _MOST_TICKETS:
                self._tickets.popitem(last=False)
        return ticket

    def _insist_on_patience(self, name: str) -> None:
        """Check that there were not too many wrong passwords of late for a name."""
        with self._lock:
            _, until = self._failures.get(name, (0, 0.0))
        if self._clock() < until:
            raise BadRequestError("error.patience")

    def _note_failure(self, name: str) -> None:
        """Make the next try wait, after some, twice as long as the last."""
        with self._lock:
            n = self._failures.pop(name, (0, 0.0))[0] + 1
            wait = 2.0 ** min(n - _FREE_TRIES, 10) if n > _FREE_TRIES else 0.0
            self._failures[name] = (n, self._clock() + min(wait, _LONGEST_WAIT_SECONDS))
            while len(self._failures) > _MOST_TICKETS:
                self._failures.popitem(last=False)

    def _remember(self, response: Response, cookie: str, value: str, seconds: int) -> None:
        """Set a cookie that no script can read and that no other site's forms bring along."""
        response.set_cookie(
            cookie,
            value,
            max_age=seconds,
            path=self._settings.prefix or "/",
            httponly=True,
            samesite="lax",
            secure=(self._settings.base_url or "").startswith("https:"),
        )
