"""A site that nobody has described: what its domain tells, and where it turns out to be."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from local_fetcher import open_local_fetcher
from site_door import CONTACT
from sites.server import SiteServer
from sites.world import STYLES

from corpus.errors import GaliError
from gali.site_inspection import UninspectableSiteError, inspect_site, with_slug
from harvest.fetching.agent import make_agent
from harvest.fetching.failures import FetchError
from harvest.fetching.fetcher import Fetcher
from harvest.fetching.waits import HostWaits
from harvest.outlets.writing import format_manifest


@pytest.fixture
def fetcher() -> Fetcher:
    return open_local_fetcher(make_agent("9.9", CONTACT), HostWaits(0.0))


@pytest.mark.parametrize(
    ("domain", "kind", "region", "zone", "slug"),
    [
        ("banyumaskab.go.id", "government", "33.02", "Asia/Jakarta", "banyumaskab"),
        ("www.banyumaskab.go.id", "government", "33.02", "Asia/Jakarta", "banyumaskab"),
        ("salatiga.go.id", "government", "33.73", "Asia/Jakarta", "salatiga"),
        ("antahberantahkab.go.id", "government", None, "Asia/Jakarta", "antahberantahkab"),
        ("merauke.go.id", "government", "93.01", "Asia/Jayapura", "merauke"),
        ("semarangkota.go.id", "government", "33.74", "Asia/Jakarta", "semarangkota"),
        ("semarang.go.id", "government", None, "Asia/Jakarta", "semarang"),
        ("kabarkita.example", "portal", None, "Asia/Jakarta", "kabarkita-example"),
    ],
)
def test_the_domain_tells_kind_and_region(
    fetcher: Fetcher, domain: str, kind: str, region: str | None, zone: str, slug: str
) -> None:
    outlet = STYLES["joomla"](n_articles=1)
    outlet.domain = domain
    with SiteServer([outlet]):
        source = inspect_site(fetcher, outlet.base_url).source
    assert (source.kind, source.region, source.time_zone) == (kind, region, zone)
    assert (source.slug, source.domain) == (slug, domain.removeprefix("www."))
    assert source.given_address == outlet.base_url
    assert format_manifest(source)


def test_a_slug_may_be_given(fetcher: Fetcher) -> None:
    outlet = STYLES["joomla"](n_articles=1)
    with SiteServer([outlet]):
        proposal = inspect_site(fetcher, outlet.base_url)
    assert with_slug(proposal, "baru").slug == "baru"
    assert with_slug(proposal, None) == proposal.source


def test_few_requests_are_made(fetcher: Fetcher) -> None:
    outlet = STYLES["wordpress"](n_articles=12)
    with SiteServer([outlet]) as server:
        inspect_site(fetcher, outlet.base_url)
        assert len(server.visits) <= 5


def test_what_is_no_web_page_is_no_outlet(fetcher: Fetcher) -> None:
    outlet = STYLES["wordpress"](n_articles=1)
    with SiteServer([outlet]), pytest.raises(FetchError) as caught:
        inspect_site(fetcher, f"{outlet.base_url}/wp-json/wp/v2/posts")
    assert caught.value.kind == "wrong_type"


def test_a_place_where_strangers_publish_is_no_outlet(fetcher: Fetcher) -> None:
    outlet = STYLES["joomla"](n_articles=1)
    outlet.domain = "blogspot.com"
    with SiteServer([outlet]), pytest.raises(UninspectableSiteError):
        inspect_site(fetcher, outlet.base_url)


def test_a_site_that_leads_elsewhere_is_described_as_what_it_leads_to(fetcher: Fetcher) -> None:
    outlet = STYLES["joomla"](n_articles=1)
    with SiteServer([outlet]):

        class Moved(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(404 if self.path == "/robots.txt" else 301)
                self.send_header("Location", f"{outlet.base_url}/")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Moved) as old:
            Thread(target=old.serve_forever, daemon=True).start()
            proposal = inspect_site(fetcher, f"http://lama.example:{old.server_port}/")
            old.shutdown()
    assert proposal.source.domain == outlet.domain
    assert proposal.notes[0].startswith(f"{outlet.domain} is met at {outlet.base_url}; ")


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<html>" + b"<div>" * 20_000,
        b"\x00\xff\xfe" * 100,
        b'<link rel=alternate type=application/rss+xml href="http://[::1">'
        b'<form action="//[x"><input name=s></form><title>\x1b[2J | x</title>',
        b'<html lang="<script>"><a href="javascript:alert(1)">berita</a>'
        b'<a href="//jahat.example/berita">Berita</a>',
    ],
)
def test_no_page_breaks_it_or_leads_it_to_another_site(fetcher: Fetcher, page: bytes) -> None:
    class Odd(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b"" if self.path == "/robots.txt" else page
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Odd) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            source = inspect_site(fetcher, f"http://aneh.example:{server.server_port}").source
            text = format_manifest(source)
        except GaliError as error:
            text = str(error)
        server.shutdown()
    assert "\x1b" not in text
    assert "jahat.example" not in text
