"""Blogger's own interface (``/feeds/posts/default``): its addresses, and its answers to articles.

JSON is asked for and Atom understood as well. Described at
developers.google.com/blogger/docs/2.0/reference; reading without a key stays supported.
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from urllib.parse import urlencode

from corpus.errors import UnreadableFileError
from harvest.discovery.feed_document import FeedDocument, FeedEntry, parse_feed_document
from harvest.discovery.json_documents import items_in, parse_json, text_in, value_in
from harvest.discovery.limits import POSTS
from harvest.discovery.links import one_line
from harvest.discovery.record import Document, FoundLink, FullArticle, Listing
from harvest.discovery.site_links import (
    query_number,
    resolve_own_link,
    with_query_number,
)
from harvest.discovery.times import local_day, parse_moment
from harvest.discovery.wording import given_author, plain_title
from harvest.limits import MAX_PAGE_SIZE
from harvest.written_dates import WESTERN_TIME

POSTS_PATH = "/feeds/posts/default"

_START_KEY = "start-index"
_MOST_LINKS = 50


def posts_url(
    site: str,
    *,
    start: int = 1,
    search: str | None = None,
    updated_after: datetime | None = None,
    max_results: int = 150,
) -> str:
    """Return the address that lists posts, the last changed first.

    What changes while pages are read is met twice, but nothing is missed; see
    `harvest.discovery.wordpress.posts_url`.

    Args:
        site: Address of the blog, such as ``https://kabar.blogspot.com``.
        start: Number of the first post, from 1.
        search: Words to look for; None for all posts.
        updated_after: Moment with a time zone after which posts were changed; None for all.
        max_results: Posts in one answer; Blogger gives at most 150, fewer if they are long.
    """
    query = {"alt": "json", "orderby": "updated", _START_KEY: start, "max-results": max_results}
    if search is not None:
        query["q"] = search
    if updated_after is not None:
        query["updated-min"] = f"{updated_after.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return f"{site.rstrip('/')}{POSTS_PATH}?{urlencode(query)}"


def parse_posts(body: bytes, url: str, *, now: datetime, zone: tzinfo = WESTERN_TIME) -> Listing:
    """Return the posts that an answer gives.

    Args:
        body: The answer as fetched, in JSON or Atom.
        url: The address that was asked, as of `posts_url`.
        now: The time of day, with a time zone; what lies later is not believed.
        zone: The time that the outlet keeps. A blog whose own clock is no Indonesian one was
            never set, so its days are those of the outlet.

    Returns:
        Articles in full; links to those of which only a summary is given; the next posts, if
        there are more. Posts on other sites are left out. Never raises for what the answer holds.
    """
    is_json = body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
    try:
        feed = _parse_json_feed(body) if is_json else parse_feed_document(body, url)
    except UnreadableFileError as error:
        return Listing(problem=f"the blog's interface cannot be read: {error.what}")
    found = [_read_entry(entry, url, now, zone) for entry in feed.entries]
    strange = found.count(None)
    odd = f"{strange} of {len(found)} posts have no address on the blog" if strange else None
    return Listing(
        links=tuple(one for one in found if isinstance(one, FoundLink)),
        articles=tuple(one for one in found if isinstance(one, FullArticle)),
        documents=_next_document(feed, url),
        problem=feed.problem or odd,
    )


def _parse_json_feed(body: bytes) -> FeedDocument:
    """Return an answer in JSON, which is Atom with other brackets.

    Raises:
        UnreadableFileError: If it is none.
    """
    feed = value_in(parse_json(body), "feed")
    if not isinstance(feed, dict):
        raise UnreadableFileError("it is JSON, but no list of posts")
    return FeedDocument(
        entries=tuple(_json_entry(entry) for entry in items_in(feed, "entry", most=POSTS)),
        next_url=_link(feed, "next"),
    )


def _json_entry(entry: object) -> FeedEntry:
    """Return a post in JSON as an entry of a feed."""
    title = text_in(entry, "title", "$t")
    is_markup = text_in(entry, "title", "type") in ("html", "xhtml")
    return FeedEntry(
        url=_link(entry, "alternate"),
        title=plain_title(title) if is_markup else one_line(title),
        published=text_in(entry, "published", "$t"),
        updated=text_in(entry, "updated", "$t"),
        html=text_in(entry, "content", "$t"),
        author=text_in(entry, "author", 0, "name", "$t"),
    )


def _link(data: object, relation: str) -> str:
    """Return the address of the first link of a relation; empty if there is none."""
    links = items_in(data, "link", most=_MOST_LINKS)
    return next((text_in(one, "href") for one in links if text_in(one, "rel") == relation), "")


def _read_entry(
    entry: FeedEntry, url: str, now: datetime, zone: tzinfo
) -> FullArticle | FoundLink | None:
    """Return a post as an article, as a link if it is not given in full; None if it is neither."""
    link = resolve_own_link(entry.url, url)
    if link is None:
        return None
    published = parse_moment(entry.published, now=now, zone=zone)
    modified = parse_moment(entry.updated, now=now, zone=zone)
    if not entry.html.strip() or len(entry.html) > MAX_PAGE_SIZE:
        return FoundLink(url=link, title=entry.title, published=published, modified=modified)
    return FullArticle(
        url=link,
        title=entry.title,
        html=entry.html,
        published=local_day(published, zone) if published else None,
        modified=modified,
        author=given_author(entry.author),
    )


def _next_document(feed: FeedDocument, url: str) -> tuple[Document, ...]:
    """Return where the next posts are, if there are more.

    Blogger names them under its own host; asked for is the blog's.
    """
    if not (feed.next_url and feed.entries):
        return ()
    start = query_number(url, _START_KEY, 1) + len(feed.entries)
    following = with_query_number(url, _START_KEY, start)
    return (Document(url=following, kind="blogger", is_next=True),)
