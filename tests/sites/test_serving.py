"""Sites over real sockets: many on one port, polite answers to conditions, failures on order."""

import http.client
import time
from collections.abc import Iterator

import pytest
from sites.behaviour import Behaviour
from sites.server import SiteServer, resolve_localhost
from sites.visits import Visit, fetched_again, shortest_pause
from sites.wordpress import WordPress
from sites.world import make_outlets

from harvest.fetching.addresses import AddressGuard
from harvest.fetching.agent import make_agent
from harvest.fetching.failures import FetchError
from harvest.fetching.fetcher import Fetcher
from harvest.fetching.waits import HostWaits


def make_fetcher(delay: float = 0.0) -> Fetcher:
    return Fetcher(
        make_agent("9.9", "peneliti@kampus.example"),
        HostWaits(delay),
        guard=AddressGuard(allow_loopback=True),
        resolve=resolve_localhost,
    )


@pytest.fixture(scope="module")
def server() -> Iterator[SiteServer]:
    with SiteServer(make_outlets(n_articles=5)) as server:
        yield server


def serve(**behaviour: object) -> SiteServer:
    options = Behaviour(**behaviour)  # type: ignore[arg-type]
    return SiteServer([WordPress("Kabar", "kabar.localhost", n_articles=3, behaviour=options)])


def test_outlets_share_a_port(server: SiteServer) -> None:
    fetcher = make_fetcher()
    for outlet in server.outlets.values():
        result = fetcher.fetch(outlet.truth[0].url)
        assert result.page is not None
        assert result.url == outlet.truth[0].url
        assert str(server.port) in result.url


def test_strangers_are_turned_away(server: SiteServer) -> None:
    with pytest.raises(FetchError, match="421"):
        make_fetcher().fetch(f"http://lain.localhost:{server.port}/")


def test_one_connection_serves_many_requests(server: SiteServer) -> None:
    outlet = next(iter(server.outlets.values()))
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    for target in ("/", "/wp-sitemap.xml", "/tidak-ada/x/"):
        connection.request("GET", target, headers={"Host": f"{outlet.domain}:{server.port}"})
        response = connection.getresponse()
        assert len(response.read()) == int(response.headers["Content-Length"])
    connection.close()


def test_what_has_not_changed_is_not_sent_again() -> None:
    with serve() as server:
        outlet = server.outlets["kabar.localhost"]
        fetcher, truth = make_fetcher(), outlet.truth[0]
        first = fetcher.fetch(truth.url)
        again = fetcher.fetch(truth.url, validators=first.validators)
        assert again.page is None
        assert [visit.is_conditional for visit in server.visits_of(outlet)] == [False, False, True]
        outlet.edit(truth)
        assert fetcher.fetch(truth.url, validators=first.validators).page is not None


def test_a_site_may_know_no_conditions() -> None:
    with serve(etags=False, dates_of_change=False) as server:
        url = server.outlets["kabar.localhost"].truth[0].url
        result = make_fetcher().fetch(url)
        assert result.validators.conditions() == {}


def test_a_site_may_know_dates_alone() -> None:
    with serve(etags=False) as server:
        url, fetcher = server.outlets["kabar.localhost"].truth[0].url, make_fetcher()
        first = fetcher.fetch(url)
        assert fetcher.fetch(url, validators=first.validators).status == 304


def test_a_busy_site_says_for_how_long() -> None:
    with serve(busy_requests=1, retry_after_seconds=7) as server:
        url = server.outlets["kabar.localhost"].truth[0].url
        with pytest.raises(FetchError) as error:
            make_fetcher().fetch(url)
        assert error.value.retry_after == pytest.approx(7, abs=1)
        assert make_fetcher().fetch(url).status == 200


def test_a_site_may_cut_connections_off() -> None:
    with serve(reset_every=2) as server:
        outlet = server.outlets["kabar.localhost"]
        with pytest.raises(FetchError):
            make_fetcher().fetch(outlet.truth[0].url)
        assert [visit.status for visit in server.visits_of(outlet)] == [200, 0]


def test_a_site_may_be_slow() -> None:
    with serve(answer_seconds=0.1) as server:
        began = time.monotonic()
        make_fetcher().fetch(server.outlets["kabar.localhost"].truth[0].url)
        assert time.monotonic() - began >= 0.2  # robots.txt and the page


def test_robots_are_obeyed_where_they_forbid() -> None:
    with serve(disallowed=("/category/",)) as server:
        outlet = server.outlets["kabar.localhost"]
        with pytest.raises(FetchError) as error:
            make_fetcher().fetch(f"{outlet.base_url}/category/daerah/")
        assert error.value.kind == "robots"


def test_visits_tell_who_came_and_when() -> None:
    with serve() as server:
        outlet = server.outlets["kabar.localhost"]
        fetcher = make_fetcher(delay=0.15)
        for truth in outlet.truth:
            fetcher.fetch(truth.url)
        visits = server.visits_of(outlet)
        assert visits[0].target == "/robots.txt"
        assert {visit.agent.partition("/")[0] for visit in visits} == {"gali"}
        assert 0.1 < shortest_pause(visits) < 1.0
        assert fetched_again(visits) == {}
        assert all(visit.n_bytes > 0 for visit in visits)


def a_visit(host: str, target: str, began: float, ended: float, status: int = 200) -> Visit:
    return Visit(
        host=host,
        target=target,
        began=began,
        ended=ended,
        status=status,
        is_conditional=False,
        agent="",
        n_bytes=1,
    )


def test_pauses_are_those_of_one_host() -> None:
    visits = [a_visit("a", "/", 0, 1), a_visit("b", "/", 1.1, 2), a_visit("a", "/x", 3, 4)]
    assert shortest_pause(visits) == 2
    assert shortest_pause([*visits, a_visit("b", "/x", 1.5, 2)]) == -0.5
    assert shortest_pause(visits[:2]) == float("inf")


def test_addresses_sent_twice_are_told() -> None:
    visits = [a_visit("a", "/", 0, 1), a_visit("a", "/", 2, 3), a_visit("a", "/x", 4, 5, 304)]
    assert fetched_again([*visits, a_visit("a", "/x", 6, 7)]) == {"a/": 2}
