"""Crawls of whole news sites over HTTP, in every style that is met, and what they leave behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from crawl_process import make_fetcher
from sites.behaviour import Behaviour
from sites.outlet import Outlet
from sites.scoring import score
from sites.server import SiteServer
from sites.visits import fetched_again, shortest_pause
from sites.world import STYLES, make_outlets

from corpus.reader import iter_articles
from corpus.records import Article
from corpus.schema import open_corpus
from gali.crawl.options import CrawlOptions
from gali.crawl.report import CrawlReport
from gali.crawl.run import crawl
from gali.pipeline import import_articles
from harvest.files import ReadOptions, read_inputs
from harvest.warc.writing import WarcWriter

N_ARTICLES = 40
# The server notes the end of an answer a moment after the crawler has it.
SLACK = 0.03
OPTIONS = CrawlOptions(words=("inovasi",), pages_per_source=2000, patience_seconds=3.0)


def crawl_outlets(
    db: Path, outlets: list[Outlet], options: CrawlOptions = OPTIONS, delay: float = 0.0
) -> CrawlReport:
    manifests = [outlet.manifest for outlet in outlets]
    return crawl(db, manifests, options, make_fetcher, delay_seconds=delay)


def articles_of(db: Path, outlet: Outlet) -> list[Article]:
    """The live articles of an outlet; what another outlet printed as well is one of them."""
    with closing(open_corpus(db, read_only=True)) as conn:
        replaced = {row["id"] for row in conn.execute("SELECT id FROM replaced_articles")}
        found = [article for article in iter_articles(conn) if article.id not in replaced]
    return [article for article in found if article.outlet == outlet.domain]


@contextmanager
def served(*outlets: Outlet) -> Iterator[SiteServer]:
    with SiteServer(outlets) as server:
        yield server


def test_every_article_of_every_style_is_found_once_and_read_right(tmp_path: Path) -> None:
    db, outlets = tmp_path / "corpus.db", make_outlets(n_articles=N_ARTICLES)
    with served(*outlets) as server:
        report = crawl_outlets(db, outlets)
        first = server.visits
        again = crawl_outlets(db, outlets)
        second = server.visits[len(first) :]
    found = {outlet.domain: score(articles_of(db, outlet), outlet.truth) for outlet in outlets}
    for domain, reached in found.items():
        assert (reached.n_found, reached.n_duplicates) == (N_ARTICLES, 0), domain
        assert reached.n_strangers == reached.n_leftovers == 0, domain
        assert reached.title == 1.0, domain
        assert reached.body_f1 >= 0.95, domain
    for field in ("title", "published", "author"):
        assert sum(getattr(s, field) for s in found.values()) / len(found) >= 0.98, field
    assert report.is_complete
    assert fetched_again(first) == {}
    assert not [visit for visit in first if visit.status == 304]
    # The second crawl asks lists alone, and what did not change is not sent again.
    assert again.n_articles == again.n_pages == 0
    pages = {article.url for outlet in outlets for article in outlet.truth}
    assert not [v for v in second if f"http://{v.host}:{server.port}{v.target}" in pages]


def test_new_and_changed_articles_come_in_and_the_old_wording_steps_back(tmp_path: Path) -> None:
    db, outlet = tmp_path / "corpus.db", STYLES["wordpress"](n_articles=20)
    with served(outlet):
        crawl_outlets(db, [outlet])
        outlet.publish(3)
        outlet.edit(outlet.truth[10])
        report = crawl_outlets(db, [outlet])
    reached = score(articles_of(db, outlet), outlet.truth)
    assert (reached.n_found, reached.n_duplicates, reached.n_strangers) == (23, 0, 0)
    assert reached.body_f1 >= 0.99
    assert report.n_articles == 4


def test_a_host_is_asked_one_thing_at_a_time_and_with_the_pause(tmp_path: Path) -> None:
    outlets = [STYLES[style](n_articles=4) for style in ("wordpress", "joomla", "codeigniter")]
    with served(*outlets) as server:
        crawl_outlets(tmp_path / "corpus.db", outlets, delay=0.25)
        assert shortest_pause(server.visits) >= 0.25 - SLACK
        assert {visit.agent for visit in server.visits} == {
            "gali/9.9 (+mailto:peneliti@kampus.example)"
        }


def test_the_pause_that_robots_txt_asks_for_is_kept(tmp_path: Path) -> None:
    outlet = STYLES["joomla"](n_articles=2, behaviour=Behaviour(crawl_delay_seconds=0.5))
    with served(outlet) as server:
        crawl_outlets(tmp_path / "corpus.db", [outlet])
        # robots.txt itself is the one request before the pause is known.
        assert shortest_pause(server.visits[1:]) >= 0.5 - SLACK


def test_what_robots_txt_forbids_is_not_asked_for(tmp_path: Path) -> None:
    outlet = STYLES["codeigniter"](
        n_articles=12, behaviour=Behaviour(disallowed=("/berita/detail",))
    )
    with served(outlet) as server:
        report = crawl_outlets(tmp_path / "corpus.db", [outlet])
        assert not [v for v in server.visits if v.target.startswith("/berita/detail")]
    assert report.failures["robots"] == 12


def test_a_site_whose_robots_txt_fails_is_left_alone(tmp_path: Path) -> None:
    outlet = STYLES["wordpress"](n_articles=5, behaviour=Behaviour(robots_status=503))
    with served(outlet) as server:
        report = crawl_outlets(tmp_path / "corpus.db", [outlet])
        assert {visit.target for visit in server.visits} == {"/robots.txt"}
    assert report.n_articles == 0


def test_a_busy_server_is_left_alone_as_long_as_it_says_and_then_read(tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    behaviour = Behaviour(busy_requests=1, retry_after_seconds=1)
    outlet = STYLES["joomla"](n_articles=12, behaviour=behaviour)
    with served(outlet) as server:
        # The first answer, to robots.txt, is 503: nothing may be fetched until it is read.
        crawl_outlets(db, [outlet])
        assert [visit.target for visit in server.visits] == ["/robots.txt"]
        with closing(open_corpus(db)) as conn:
            conn.execute("UPDATE crawl_targets SET due_at = 0 WHERE state = 'queued'")
        crawl_outlets(db, [outlet])
        first, second = server.visits[:2]
        assert second.began - first.ended >= 1.0 - SLACK
    assert score(articles_of(db, outlet), outlet.truth).n_found == 12


def test_broken_connections_lose_no_article(tmp_path: Path) -> None:
    db, outlet = (
        tmp_path / "corpus.db",
        STYLES["agency"](n_articles=15, behaviour=Behaviour(reset_every=4)),
    )
    with served(outlet):
        for _ in range(8):  # each time what failed is due again at once, not after minutes
            crawl_outlets(db, [outlet])
            with closing(open_corpus(db)) as conn:
                conn.execute("UPDATE crawl_targets SET due_at = 0 WHERE state = 'queued'")
                conn.execute("UPDATE crawl_hosts SET quarantined_until = 0")
    assert score(articles_of(db, outlet), outlet.truth).n_found == 15


@pytest.mark.parametrize("style", ["codeigniter", "query_cms", "wordpress_closed", "network_daily"])
def test_traps_end_and_lose_no_article(tmp_path: Path, style: str) -> None:
    db = tmp_path / "corpus.db"
    traps = frozenset({"calendar", "session_ids", "replytocom", "endless_pages", "carried_page"})
    outlet = STYLES[style](n_articles=25, behaviour=Behaviour(traps=traps))
    with served(outlet) as server:
        report = crawl_outlets(db, [outlet])
        n_requests = len(server.visits)
    reached = score(articles_of(db, outlet), outlet.truth)
    assert report.is_complete
    assert (reached.n_found, reached.n_duplicates) == (25, 0)
    assert n_requests < 25 + 60


def test_errors_and_logins_that_claim_success_are_no_articles(tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    behaviour = Behaviour(errors_as_success=True, login_every=5)
    outlet = STYLES["joomla"](n_articles=20, behaviour=behaviour)
    with served(outlet):
        crawl_outlets(db, [outlet])
    reached = score(articles_of(db, outlet), outlet.truth)
    assert (reached.n_found, reached.n_strangers) == (len(outlet.truth), 0)


def test_a_run_ends_at_its_budget_and_the_next_one_goes_on(tmp_path: Path) -> None:
    db, outlet = tmp_path / "corpus.db", STYLES["codeigniter"](n_articles=30)
    with served(outlet) as server:
        few = CrawlOptions(words=(), pages_per_source=10)
        crawl_outlets(db, [outlet], few)
        assert len(server.visits) <= 11
        n_first = len(articles_of(db, outlet))
        crawl_outlets(db, [outlet])
    assert 0 < n_first < 30
    assert len(articles_of(db, outlet)) == 30


def test_two_crawls_at_once_share_the_work(tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    outlets = [STYLES[style](n_articles=25) for style in ("joomla", "codeigniter", "agency")]
    open_corpus(db).close()
    with served(*outlets) as server:
        threads = [threading.Thread(target=crawl_outlets, args=(db, outlets)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(score(articles_of(db, o), o.truth).n_found == 25 for o in outlets)
        pages = {truth.url for outlet in outlets for truth in outlet.truth}
        asked = fetched_again(server.visits)
        twice = [
            url
            for url in asked
            if f"http://{url}".replace("localhost", f"localhost:{server.port}") in pages
        ]
        assert twice == []


def test_a_crawl_that_is_stopped_ends_what_it_began(tmp_path: Path) -> None:
    db, outlet = tmp_path / "corpus.db", STYLES["joomla"](n_articles=30)
    stop = threading.Event()
    with served(outlet):
        timer = threading.Timer(1.0, stop.set)
        timer.start()
        report = crawl(db, [outlet.manifest], OPTIONS, make_fetcher, delay_seconds=0.1, stop=stop)
        with closing(open_corpus(db, read_only=True)) as conn:
            claimed = conn.execute("SELECT count(*) FROM crawl_targets WHERE crawler NOT NULL")
            assert claimed.fetchone()[0] == 0
            assert conn.execute("SELECT count(*) FROM crawlers").fetchone()[0] == 0
        assert not report.is_complete
        crawl_outlets(db, [outlet])
    assert len(articles_of(db, outlet)) == 30


@pytest.mark.parametrize(
    "style", ["network_daily", "codeigniter", "joomla", "wordpress", "blogger"]
)
def test_an_archive_of_the_crawl_gives_the_same_articles(tmp_path: Path, style: str) -> None:
    outlet = STYLES[style](n_articles=12)
    with served(outlet), WarcWriter(tmp_path / "warc", version="9.9") as writer:
        manifests = [outlet.manifest]
        crawl(
            tmp_path / "corpus.db",
            manifests,
            OPTIONS,
            make_fetcher,
            delay_seconds=0.0,
            keep=writer.write,
        )
    with closing(open_corpus(tmp_path / "again.db")) as conn:
        found = read_inputs(writer.paths, options=ReadOptions(), sources=manifests)
        import_articles(conn, found, sources=manifests)
    crawled, imported = (
        {
            (a.url, a.title, a.text, a.published, a.author)
            for a in articles_of(tmp_path / db, outlet)
        }
        for db in ("corpus.db", "again.db")
    )
    assert imported == crawled
    assert len(crawled) == 12


def test_an_outlet_adds_so_many_addresses_and_sitemaps_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gali.crawl.ledger.MOST_URLS", 7)
    monkeypatch.setattr("gali.crawl.ledger.MOST_SITEMAPS", 1)
    db, outlet = tmp_path / "corpus.db", STYLES["wordpress_closed"](n_articles=30)
    with served(outlet):
        crawl_outlets(db, [outlet])
    with closing(open_corpus(db, read_only=True)) as conn:
        query = "SELECT kind, count(*) FROM crawl_targets GROUP BY kind"
        counts = dict(conn.execute(query).fetchall())
    assert counts["article"] == 7
    assert counts["sitemap"] <= 2  # the outlet's own entry, and one that robots.txt or it names
