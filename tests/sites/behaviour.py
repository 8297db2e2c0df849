"""How a site treats its visitors: what can be switched on and off for a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Trap = Literal["calendar", "session_ids", "replytocom", "endless_pages", "carried_page"]
"""What makes a site endless.

``calendar`` has a next month for ever; ``session_ids`` gives every link another one at each
visit; ``replytocom`` links each comment to a copy of its page; ``endless_pages`` repeats the last
page of a list under ever higher numbers; ``carried_page`` adds the number of the list's page to the
articles' addresses (query-string sites alone).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """What a site does besides answering.

    Attributes:
        etags: Whether it sends ``ETag`` and knows ``If-None-Match``.
        dates_of_change: Whether it sends ``Last-Modified`` and knows ``If-Modified-Since``.
        disallowed: Paths that its robots.txt forbids to everybody.
        crawl_delay_seconds: Pause that its robots.txt asks for; None asks for none.
        robots_status: Status of its robots.txt; 404 has none, 503 cannot tell.
        answer_seconds: Time before each answer.
        busy_requests: Requests after the start that are answered 503.
        retry_after_seconds: What such an answer says.
        reset_every: Each so-manieth request is cut off without an answer; 0 for none.
        errors_as_success: Whether what is missing is told with status 200.
        login_every: Each so-manieth article shows a login with status 200; 0 for none.
        traps: See `Trap`.
    """

    etags: bool = True
    dates_of_change: bool = True
    disallowed: tuple[str, ...] = ()
    crawl_delay_seconds: float | None = None
    robots_status: int = 200
    answer_seconds: float = 0.0
    busy_requests: int = 0
    retry_after_seconds: int = 1
    reset_every: int = 0
    errors_as_success: bool = False
    login_every: int = 0
    traps: frozenset[Trap] = frozenset()


GOOD = Behaviour()
"""A site without any trick."""
