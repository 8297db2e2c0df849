"""How the command line reaches the network: who asks, how fast, and which door is used.

There is one door for all verbs. Tests and the bundled sample site put another one into the
session, which is let in to this machine; no option, setting or variable does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

if TYPE_CHECKING:
    from harvest.fetching.agent import Agent
    from harvest.fetching.fetcher import Fetcher
    from harvest.fetching.robots_cache import RobotsKeeper
    from harvest.fetching.waits import Pace

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class OpenFetcher(Protocol):
    """Returns what fetches."""

    def __call__(self, agent: Agent, pace: Pace, keeper: RobotsKeeper | None = None, /) -> Fetcher:
        """Return a fetcher for an agent, a pace, and a place where robots.txt is kept."""
        ...


def open_fetcher(agent: Agent, pace: Pace, keeper: RobotsKeeper | None = None, /) -> Fetcher:
    """Return what fetches from the internet, and from nowhere else."""
    from harvest.fetching.fetcher import Fetcher

    return Fetcher(agent, pace, robots_keeper=keeper)


def make_own_agent(contact: str) -> Agent:
    """Return gali as servers see it.

    Raises:
        InvalidRecordError: If there is no contact, or it is none.
    """
    import gali
    from harvest.fetching.agent import make_agent

    return make_agent(gali.__version__, contact)


def network_options(command: Decorated) -> Decorated:
    """Let a verb take ``--contact`` and ``--delay``."""
    contact = click.option(
        "--contact", help="E-mail or web address by which servers can reach you."
    )
    delay = click.option(
        "--delay",
        "delay_seconds",
        type=float,
        metavar="SECONDS",
        help="Pause between requests to a host, at least 1.  [default: 5]",
    )
    return contact(delay(command))
