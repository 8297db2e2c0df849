"""What is told of an outlet that is visited: lists, sample, address, verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from site_door import CONTACT, open_hasty
from sites.behaviour import Behaviour
from sites.outlet import Outlet
from sites.server import SiteServer
from sites.world import STYLES

from gali.health import Health, check_outlet, verified
from harvest.fetching.agent import make_agent
from harvest.fetching.fetcher import Fetcher
from harvest.fetching.waits import HostWaits
from harvest.outlets.manifest import Discovery, SourceManifest
from harvest.reading.reader import HtmlReader


@pytest.fixture
def fetcher() -> Fetcher:
    return open_hasty(make_agent("9.9", CONTACT), HostWaits(0.0))


@pytest.fixture(scope="module")
def reader() -> Iterator[HtmlReader]:
    with HtmlReader() as one:
        yield one


def check(
    fetcher: Fetcher, reader: HtmlReader, outlet: Outlet, **changes: object
) -> tuple[Health, SourceManifest]:
    """Check an outlet that is being served, its file changed as told."""
    with SiteServer([outlet]):
        source = replace(outlet.manifest, verified=False, **changes)  # type: ignore[arg-type]
        return check_outlet(fetcher, reader, source), source


def test_the_sample_is_read_and_the_lists_are_counted(fetcher: Fetcher, reader: HtmlReader) -> None:
    outlet = STYLES["wordpress"](n_articles=12)
    health, source = check(fetcher, reader, outlet)
    assert (health.slug, health.verdict, health.robots) == (source.slug, "healthy", "allowed")
    assert health.advice == ()
    assert (datetime.now(UTC) - health.checked_at).total_seconds() < 60
    truth = {one.url: one for one in outlet.truth}
    assert len(health.articles) == len({article.url for article in health.articles}) == 3
    for article in health.articles:
        assert article.title == truth[article.url].title
        assert article.published == truth[article.url].published
        assert article.published_from
        assert article.n_words > 40
        assert article.problem is None
    kinds = [document.kind for document in health.documents]
    assert kinds[:2] == ["wordpress", "wordpress"]
    assert {"feed", "sitemap", "search"} <= set(kinds)
    assert all(document.n_found and document.problem is None for document in health.documents)


def test_a_site_with_nothing_but_an_index_of_sitemaps_is_read_through_it(
    fetcher: Fetcher, reader: HtmlReader
) -> None:
    outlet = STYLES["wordpress_closed"](n_articles=6)
    only = Discovery(sitemaps=("/wp-sitemap.xml",))
    health, _ = check(fetcher, reader, outlet, platform="custom", discover=only)
    assert [document.kind for document in health.documents][:2] == ["sitemap", "sitemap"]
    assert len(health.articles) == 3
    assert health.verdict == "healthy"


def test_a_robots_txt_that_fails_ends_the_check(fetcher: Fetcher, reader: HtmlReader) -> None:
    outlet = STYLES["joomla"](n_articles=3, behaviour=Behaviour(robots_status=503))
    health, _ = check(fetcher, reader, outlet)
    assert (health.verdict, health.documents, health.articles) == ("failed", (), ())
    assert "503" in health.robots
    assert health.advice == (f"The site may not or cannot be visited: {health.robots}.",)


def test_a_server_that_breaks_off_is_told_and_raises_nothing(
    fetcher: Fetcher, reader: HtmlReader
) -> None:
    outlet = STYLES["joomla"](n_articles=6, behaviour=Behaviour(reset_every=2))
    health, _ = check(fetcher, reader, outlet)
    assert health.verdict in ("impaired", "failed")
    assert any(document.problem for document in health.documents)


def test_an_unknown_site_is_looked_at_where_sites_usually_list(
    fetcher: Fetcher, reader: HtmlReader
) -> None:
    outlet = STYLES["joomla"](n_articles=8)
    health, _ = check(fetcher, reader, outlet, platform="unknown", discover=Discovery())
    assert health.documents[0].url == f"{outlet.base_url}/"
    assert health.verdict == "healthy"


def test_an_outlet_that_was_met_at_its_own_address_is_written_without_one(
    fetcher: Fetcher, reader: HtmlReader
) -> None:
    health, source = check(fetcher, reader, STYLES["joomla"](n_articles=6))
    met = verified(source, replace(health, address=f"https://{source.domain}"))
    assert met == replace(source, verified=True, given_address=None)
    assert verified(source, health) == replace(source, verified=True)


def test_a_site_without_https_is_met_at_http(fetcher: Fetcher, reader: HtmlReader) -> None:
    outlet = STYLES["codeigniter"](n_articles=6)
    try:
        server = SiteServer([outlet], port=80)
    except OSError:
        pytest.skip("port 80 of this machine cannot be had")
    with server:
        outlet.port = None
        source = replace(outlet.manifest, given_address=None, verified=False)
        health = check_outlet(fetcher, reader, source)
    assert health.address == f"http://{source.domain}"
    assert health.verdict == "healthy"
    assert verified(source, health).given_address == f"http://{source.domain}"


def test_a_host_that_is_not_known_is_told(fetcher: Fetcher, reader: HtmlReader) -> None:
    source = replace(
        STYLES["joomla"](n_articles=0).manifest, domain="hilang.example", given_address=None
    )
    health = check_outlet(fetcher, reader, source)
    assert (health.verdict, health.address) == ("failed", "https://hilang.example")
    assert "not known" in health.robots
