"""Sites are what they say: the same for a seed, changing as told, listed wherever they list."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import combinations
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

import pytest
from selectolax.lexbor import LexborHTMLParser
from sites.behaviour import Behaviour
from sites.blogger import Blogger
from sites.messages import Request, Response
from sites.network_daily import NetworkDaily
from sites.outlet import Outlet
from sites.stories import StoryTeller
from sites.wordpress import WordPress
from sites.world import STYLES, make_outlets

from harvest.outlets.hosts import is_bare_host

NOW = datetime(2026, 6, 15, 13, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
N_ARTICLES = 45
WHOLE = {"network_daily": "?page=all"}
MONTH = r"/kalender/\d{4}/\d\d"


def ask(outlet: Outlet, target: str) -> Response:
    return outlet.answer(Request(host=outlet.domain, target=target))


def make(style: str, **options: object) -> Outlet:
    return STYLES[style](**{"now": lambda: NOW, "n_articles": N_ARTICLES} | options)


def links_of(outlet: Outlet, target: str) -> list[str]:
    """Return path and query of each link to the site itself on one of its pages."""
    tree = LexborHTMLParser(ask(outlet, target).body.decode(outlet.encoding, "replace"))
    found = (
        urljoin(f"{outlet.base_url}{target}", a.attributes["href"]) for a in tree.css("a[href]")
    )
    return [one.removeprefix(outlet.base_url) for one in found if one.startswith(outlet.base_url)]


def reachable(outlet: Outlet, *, most: int = 400) -> set[str]:
    """Return path and query of all that can be reached by links from the front page."""
    seen, queue = {"/"}, ["/"]
    while queue and len(seen) < most:
        for target in links_of(outlet, queue.pop(0)):
            if target.partition("#")[0] not in seen:
                seen.add(target.partition("#")[0])
                queue.append(target.partition("#")[0])
    return seen


@pytest.fixture(params=STYLES)
def outlet(request: pytest.FixtureRequest) -> Outlet:
    return make(request.param)


def test_every_article_has_its_page(outlet: Outlet) -> None:
    assert len(outlet.truth) == N_ARTICLES
    for truth in outlet.truth:
        page = ask(outlet, truth.url.removeprefix(outlet.base_url))
        assert page.status == 200
        first = page.body.decode(outlet.encoding, "replace").replace("&amp;", "&")
        assert truth.paragraphs[0][:60] in first


def test_the_same_seed_gives_the_same_site(outlet: Outlet) -> None:
    style = next(style for style in STYLES if make(style).domain == outlet.domain)
    assert make(style).truth == outlet.truth
    assert make(style, seed=1).truth != outlet.truth


def test_every_article_can_be_reached_by_links(outlet: Outlet) -> None:
    reached = reachable(outlet)
    wanted = {truth.url.removeprefix(outlet.base_url) for truth in outlet.truth}
    assert wanted <= reached


def test_no_link_leads_nowhere(outlet: Outlet) -> None:
    lists = reachable(outlet) | set(outlet.discover.listings)
    assert [path for path in lists if ask(outlet, path).status != 200] == []


def test_what_is_not_there_is_missing(outlet: Outlet) -> None:
    assert ask(outlet, "/tidak/ada/9999.html").status == 404


def test_manifests_hold_what_files_may_hold(outlet: Outlet) -> None:
    manifest = outlet.manifest
    assert is_bare_host(manifest.domain)
    assert manifest.domain == urlsplit(outlet.truth[0].url).hostname
    for path in (*manifest.discover.feeds, *manifest.discover.sitemaps):
        assert ask(outlet, path).status == 200


def test_feeds_and_sitemaps_name_articles(outlet: Outlet) -> None:
    for path in (*outlet.discover.feeds, *outlet.discover.sitemaps):
        body = ask(outlet, path).body.decode()
        if "<sitemapindex" in body:
            body = ask(outlet, "/wp-sitemap-posts-post-1.xml").body.decode()
        named = [one for one in outlet.truth if one.url.replace("&", "&amp;") in body]
        assert len(named) >= 10


def test_publishes_edits_and_deletes(outlet: Outlet) -> None:
    before = outlet.truth
    new = outlet.publish(3)
    assert [one.url for one in outlet.truth] == [
        *(one.url for one in reversed(new)),
        *(one.url for one in before),
    ]
    changed = outlet.edit(before[0])
    assert changed.url == before[0].url
    assert changed.paragraphs != before[0].paragraphs
    assert changed in outlet.truth
    outlet.delete(before[1])
    assert before[1].url not in {one.url for one in outlet.truth}
    path = before[1].url.removeprefix(outlet.base_url)
    assert ask(outlet, path).status == 404
    page = ask(outlet, f"{changed.url.removeprefix(outlet.base_url)}{WHOLE.get(outlet.style, '')}")
    assert b"Berita ini telah dilengkapi." in page.body


def test_days_are_those_of_the_outlets_zone() -> None:
    outlet = make("joomla")
    assert outlet.manifest.time_zone == "Asia/Jayapura"
    assert outlet.newsroom.posts[0].published.utcoffset() == timedelta(hours=9)
    late = datetime(2026, 6, 15, 23, 30, tzinfo=UTC)
    (new,) = make("joomla", now=lambda: late).publish(1)
    assert new.published.isoformat() == "2026-06-16"


def test_texts_are_no_near_copies_of_each_other() -> None:
    teller = StoryTeller("near", with_sample=False)
    texts = [" ".join(teller.tell(n).paragraphs).split() for n in range(150)]
    shingles = [{tuple(words[n : n + 5]) for n in range(len(words) - 4)} for words in texts]
    shares = [len(a & b) / len(a | b) for a, b in combinations(shingles, 2)]
    assert max(shares) < 0.2


def test_texts_are_as_long_as_news() -> None:
    teller = StoryTeller("long", with_sample=False)
    lengths = [sum(len(p.split()) for p in teller.tell(n).paragraphs) for n in range(300)]
    assert min(lengths) >= 60
    assert max(lengths) <= 600
    assert max(lengths) - min(lengths) > 200


def test_some_articles_tell_of_innovations_and_some_do_not() -> None:
    share = sum(one.is_relevant for one in make("wordpress").truth) / N_ARTICLES
    assert 0.2 < share < 0.8


# WordPress


def rest(outlet: Outlet, query: str) -> tuple[Response, object]:
    response = ask(outlet, f"/wp-json/wp/v2/posts?{query}")
    return response, json.loads(response.body)


def test_wordpress_gives_its_posts_in_pages() -> None:
    outlet = make("wordpress")
    response, first = rest(outlet, "per_page=20&_fields=id,link,title,content")
    told = dict(response.headers)
    assert (told["X-WP-Total"], told["X-WP-TotalPages"]) == ("45", "3")
    assert isinstance(first, list)
    assert set(first[0]) == {"id", "link", "title", "content"}
    _, last = rest(outlet, "per_page=20&page=3")
    assert isinstance(last, list)
    assert len(last) == 5
    response, error = rest(outlet, "per_page=20&page=4")
    assert response.status == 400
    assert isinstance(error, dict)
    assert error["code"] == "rest_post_invalid_page_number"
    assert rest(outlet, "per_page=101")[0].status == 400


def test_wordpress_gives_what_was_changed_since() -> None:
    outlet = make("wordpress")
    changed = outlet.edit(outlet.truth[30])
    _, rows = rest(outlet, "modified_after=2026-06-15T13:00:00&orderby=modified")
    assert isinstance(rows, list)
    assert [row["link"] for row in rows] == [changed.url]
    _, rows = rest(outlet, "orderby=modified")
    assert isinstance(rows, list)
    assert rows[0]["link"] == changed.url


def test_wordpress_finds_words() -> None:
    outlet = make("wordpress")
    title = outlet.truth[0].title
    _, rows = rest(outlet, f"search={title.replace(' ', '+').replace('&', '')}")
    assert isinstance(rows, list)
    assert outlet.truth[0].url in [row["link"] for row in rows]


def test_a_closed_interface_stays_closed() -> None:
    assert rest(make("wordpress_closed"), "page=1")[0].status == 401
    assert rest(WordPress("A", "a.localhost", rest_status=404), "page=1")[0].status == 404


def test_wordpress_feeds_go_back_in_pages() -> None:
    outlet = make("wordpress")
    assert ask(outlet, "/feed/?paged=5").body.count(b"<item>") == 5
    assert ask(outlet, "/feed/?paged=6").status == 404


# Blogger


def test_blogger_gives_its_posts_as_json_and_atom() -> None:
    outlet = make("blogger")
    url = "/feeds/posts/default?alt=json&start-index=41&max-results=10"
    feed = json.loads(ask(outlet, url).body)["feed"]
    assert len(feed["entry"]) == 5
    assert feed["openSearch$totalResults"]["$t"] == "45"
    assert feed["link"] == []
    assert ask(outlet, "/feeds/posts/default?max-results=10").body.count(b"<entry>") == 10


def test_blogger_gives_what_was_changed_since() -> None:
    outlet = make("blogger")
    changed = outlet.edit(outlet.truth[30])
    at = "2026-06-15T13:00:00%2B07:00"
    url = f"/feeds/posts/default?alt=json&orderby=updated&updated-min={at}"
    entries = json.loads(ask(outlet, url).body)["feed"]["entry"]
    assert [entry["link"][1]["href"] for entry in entries] == [changed.url]


def test_blogger_parts_its_sitemap() -> None:
    outlet = Blogger("B", "b.localhost", n_articles=200)
    index = ask(outlet, "/sitemap.xml").body.decode()
    assert "<sitemapindex" in index
    assert "page=2" in index
    assert ask(outlet, "/sitemap.xml?page=2").body.count(b"<url>") == 50


# Several pages


def test_a_long_article_has_several_pages_and_one_with_all() -> None:
    outlet = NetworkDaily("N", "n.localhost", n_articles=40)
    post = next(post for post in outlet.newsroom.posts if outlet.pages_of(post) == 2)
    path = outlet.href(post)
    first, second = (ask(outlet, f"{path}?page={n}").body.decode() for n in (1, 2))
    whole = ask(outlet, f"{path}?page=all").body.decode()
    last = post.paragraphs[-1].replace("&", "&amp;")
    assert last not in first
    assert last in second
    assert last in whole
    assert ask(outlet, f"{path}?page=3").status == 404


# Behaviour


def test_a_calendar_never_ends() -> None:
    outlet = make("codeigniter", behaviour=Behaviour(traps=frozenset({"calendar"})))
    target = next(one for one in links_of(outlet, "/") if "/kalender/" in one)
    months = set()
    for _ in range(30):
        months.add(target)
        assert ask(outlet, target).status == 200
        months_linked = [one for one in links_of(outlet, target) if re.fullmatch(MONTH, one)]
        target = months_linked[-1]
    assert len(months) == 30
    assert ask(make("codeigniter"), "/kalender/2026/06").status == 404


def test_sessions_change_every_link_at_every_visit() -> None:
    outlet = make("joomla", behaviour=Behaviour(traps=frozenset({"session_ids"})))
    once, again = (set(links_of(outlet, "/")) for _ in range(2))
    assert not {one for one in once & again if not one.startswith("/#")}
    article = next(one for one in once if outlet.newsroom.posts[0].slug in one)
    assert "PHPSESSID=" in article
    assert ask(outlet, article).status == 200


TRAPS: dict[str, tuple[str, str, Callable[[Outlet], bool]]] = {
    "replytocom": (
        "wordpress",
        "replytocom",
        lambda outlet: any("replytocom=" in one for one in reachable(outlet)),
    ),
    "endless_pages": (
        "query_cms",
        "endless_pages",
        lambda outlet: ask(outlet, "/?m=berita&hal=999").body.count(b"hal=1000") > 0,
    ),
    "carried_page": (
        "query_cms",
        "carried_page",
        lambda outlet: any("&hal=" in one and "id=" in one for one in links_of(outlet, "/")),
    ),
}


@pytest.mark.parametrize(("style", "trap", "is_there"), TRAPS.values(), ids=TRAPS.keys())
def test_traps_can_be_set(style: str, trap: str, is_there: Callable[[Outlet], bool]) -> None:
    assert is_there(make(style, behaviour=Behaviour(traps=frozenset({trap}))))  # type: ignore[arg-type]
    assert not is_there(make(style))


def test_errors_can_pose_as_success() -> None:
    outlet = make("agency", behaviour=Behaviour(errors_as_success=True))
    assert ask(outlet, "/tidak/ada").status == 200


def test_articles_for_subscribers_are_not_in_the_truth() -> None:
    outlet = make("agency", behaviour=Behaviour(login_every=5))
    assert len(outlet.truth) == N_ARTICLES - 9
    post = next(post for post in outlet.newsroom.posts if post.number % 5 == 0)
    assert b'type="password"' in ask(outlet, outlet.href(post)).body


def test_interfaces_keep_back_articles_for_subscribers() -> None:
    behaviour = Behaviour(login_every=5)
    _, rows = rest(make("wordpress", behaviour=behaviour), "per_page=100")
    assert isinstance(rows, list)
    assert {row["content"]["protected"] for row in rows if row["id"] % 5 == 0} == {True}
    assert {row["content"]["protected"] for row in rows if row["id"] % 5} == {False}
    body = ask(make("blogger", behaviour=behaviour), "/feeds/posts/default?max-results=50").body
    assert body.count(b"<summary") == 9


def test_robots_say_what_is_wanted() -> None:
    behaviour = Behaviour(disallowed=("/search",), crawl_delay_seconds=2.5)
    body = ask(make("blogger", behaviour=behaviour), "/robots.txt").body.decode()
    assert "Disallow: /search" in body
    assert "Crawl-delay: 2.5" in body
    assert "Sitemap: http://lintas-bukit.localhost/sitemap.xml" in body


def test_one_site_of_each_style() -> None:
    domains = [outlet.domain for outlet in make_outlets(n_articles=1)]
    assert len(set(domains)) == len(STYLES)
