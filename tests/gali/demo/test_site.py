"""The sample's sites: they serve what the sample holds, to their own door alone."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from corpus.errors import DatabaseRefusedError, GaliError
from corpus.reader import iter_articles
from corpus.schema import open_corpus
from gali.crawl.board import HiddenBoard
from gali.crawl.report import CrawlReport
from gali.demo.build import crawl_sample
from gali.demo.outlets import DOMAINS, make_outlets, parse_asked, read_sample
from gali.demo.site import SampleSite
from harvest.fetching.agent import make_agent
from harvest.fetching.failures import FetchError
from harvest.fetching.fetcher import Fetcher
from harvest.fetching.waits import HostWaits

AGENT = make_agent("9.9", "https://gali.example/demo")
USUAL_PORT = 8377


@pytest.fixture
def site() -> Iterator[SampleSite]:
    with SampleSite() as one:
        yield one


@pytest.fixture
def fetcher(site: SampleSite) -> Fetcher:
    return site.open_fetcher(AGENT, HostWaits(0.0))


def test_every_article_of_the_sample_is_on_one_of_the_sites() -> None:
    articles, outlets = read_sample(), make_outlets(read_sample())
    dealt = [article for outlet in outlets for article in outlet.articles]
    assert sorted(one.slug for one in dealt) == sorted(one.slug for one in articles)
    assert [outlet.domain for outlet in outlets] == list(DOMAINS)
    assert min(len(outlet.articles) for outlet in outlets) > 10


def test_the_sites_answer_at_the_addresses_that_their_files_name(
    site: SampleSite, fetcher: Fetcher
) -> None:
    wordpress, sitemap, listing = site.sources
    posts = fetcher.fetch(f"{wordpress.address}/wp-json/wp/v2/posts?per_page=100&page=1").page
    assert posts is not None
    assert len(json.loads(posts.body)) > 10
    urls = fetcher.fetch(f"{sitemap.address}{sitemap.discover.sitemaps[0]}").page
    assert urls is not None
    assert urls.body.count(b"<loc>") > 10
    first = fetcher.fetch(f"{listing.address}{listing.discover.listings[0]}").page
    assert first is not None
    assert b'rel="next"' in first.body


@pytest.mark.parametrize(
    "path", ["/tidak-ada", "/indeks?page=99999", "/..%2f..%2fetc/passwd", "/%00", "/?page=x"]
)
def test_what_is_not_there_is_not_found(site: SampleSite, fetcher: Fetcher, path: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(f"{site.sources[0].address}{path}")
    assert caught.value.status == 404


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "٣", ""])
def test_an_odd_number_of_a_page_breaks_nothing(page: str) -> None:
    outlet = make_outlets(read_sample())[2]
    assert outlet.answer(outlet, parse_asked("suara-contoh.example", f"/indeks?page={page}"))


@pytest.mark.parametrize(
    "address",
    [
        "http://kompas.com/",
        "http://localhost:{port}/",
        "http://127.0.0.2:8999/",
        "http://kabar-contoh.example.com/",
    ],
)
def test_the_door_finds_nothing_else(site: SampleSite, fetcher: Fetcher, address: str) -> None:
    port = (site.sources[0].given_address or "").rpartition(":")[2]
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(address.format(port=port))
    assert caught.value.kind in ("dns", "connect")


def test_it_listens_on_this_machine_alone_and_stops(fetcher: Fetcher) -> None:
    with SampleSite() as site:
        port = int((site.sources[0].given_address or "").rpartition(":")[2])
        with closing(socket.create_connection(("127.0.0.1", port))):
            pass
    with closing(socket.socket()) as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def _crawl(db: Path) -> CrawlReport:
    return crawl_sample(db, HiddenBoard())


def _articles(db: Path) -> list[tuple[str, str, str | None]]:
    with closing(open_corpus(db, read_only=True)) as conn:
        return sorted((one.id, one.title, one.url) for one in iter_articles(conn))


def _lines(text: str) -> list[str]:
    """The lines of a text, spaces made single."""
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def test_all_articles_come_in_with_text_date_and_address(tmp_path: Path) -> None:
    db = tmp_path / "demo.db"
    report = _crawl(db)
    sample = {article.title: article for article in read_sample()}
    with closing(open_corpus(db, read_only=True)) as conn:
        found = list(iter_articles(conn))
    assert report.n_articles == len(found) == len(sample) == 43
    assert report.failures == {}
    assert {article.outlet for article in found} == set(DOMAINS)
    for article in found:
        told = sample[article.title]
        read, printed = _lines(article.text), _lines("\n".join(told.paragraphs))
        assert set(read) <= set(printed), told.slug
        # What is lost are captions and lines that lead to other articles.
        assert len(" ".join(read)) >= 0.7 * len(" ".join(printed)), told.slug
        assert (article.published and article.published.isoformat()) == told.published
        assert article.url == f"https://{article.outlet}/{told.slug}"


def test_another_port_gives_the_same_articles_and_none_twice(tmp_path: Path) -> None:
    db = tmp_path / "demo.db"
    _crawl(db)
    first = _articles(db)
    with closing(socket.socket()) as stranger:
        with suppress(OSError):  # if another program has it already, that is as good
            stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            stranger.bind(("127.0.0.1", USUAL_PORT))
            stranger.listen()
        with SampleSite() as site:
            assert not (site.sources[0].given_address or "").endswith(f":{USUAL_PORT}")
        report = _crawl(db)
    assert report.n_articles == 0
    assert _articles(db) == first


def test_the_files_of_others_are_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "surat.txt"
    text.write_text("Bukan basis data, hanya surat.")
    with pytest.raises(DatabaseRefusedError):
        _crawl(text)
    assert text.read_text() == "Bukan basis data, hanya surat."
    with pytest.raises(GaliError):
        _crawl(tmp_path / "tidak" / "ada" / "demo.db")
