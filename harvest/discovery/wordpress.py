"""WordPress's own interface (REST, ``wp/v2/posts``): its addresses, and its answers to articles.

It gives articles in full with exact times, so that no page need be fetched. Described at
developer.wordpress.org/rest-api/reference/posts/.
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from urllib.parse import urlencode

from corpus.errors import UnreadableFileError
from harvest.discovery.json_documents import items_in, parse_json, text_in, value_in
from harvest.discovery.limits import POSTS
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

POSTS_PATH = "/wp-json/wp/v2/posts"

# Names of authors come only embedded, for which the links to them must be asked for as well.
_FIELDS = "id,link,date,date_gmt,modified_gmt,title,content,_links,_embedded"
_BEHIND_THE_LAST = "rest_post_invalid_page_number"
_USUAL_PER_PAGE = 10


def posts_url(
    site: str,
    *,
    page: int = 1,
    search: str | None = None,
    modified_after: datetime | None = None,
    per_page: int = 100,
) -> str:
    """Return the address that lists posts, the last changed first.

    What is added or changed while pages are read comes to the front and pushes others back: they
    are met twice, but none is missed, as it would be if the oldest came first. A crawl that met
    nothing new on a page is done, whatever the dates of publication; old posts that were mended
    are met too. (Up to WordPress 5.6 ``modified_after`` is not known and does no harm.)

    Args:
        site: Address of the site, such as ``https://kabar.example``.
        page: Which page, from 1.
        search: Words to look for; None for all posts.
        modified_after: Moment with a time zone after which posts were changed; None for all.
        per_page: Posts on a page, at most 100.
    """
    asked = {"per_page": per_page, "page": page, "orderby": "modified", "order": "desc"}
    query = {**asked, "_embed": "author", "_fields": _FIELDS}
    if search is not None:
        query["search"] = search
    if modified_after is not None:
        query["modified_after"] = f"{modified_after.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return f"{site.rstrip('/')}{POSTS_PATH}?{urlencode(query)}"


def parse_posts(body: bytes, url: str, *, now: datetime, zone: tzinfo = WESTERN_TIME) -> Listing:
    """Return the posts that an answer gives.

    Args:
        body: The answer as fetched.
        url: The address that was asked, as of `posts_url`.
        now: The time of day, with a time zone; what lies later is not believed.
        zone: The time that the site keeps.

    Returns:
        Articles in full; links to those that are protected or empty; the next page if this one
        was full. Posts on other sites are left out. Never raises for what the answer holds.
    """
    try:
        answer = parse_json(body)
    except UnreadableFileError as error:
        return Listing(problem=f"the site's interface cannot be read: {error.what}")
    if not isinstance(answer, list):
        return Listing(problem=_complaint(answer))
    posts = items_in(answer, most=POSTS)
    found = [_read_post(post, url, now, zone) for post in posts]
    strange = found.count(None)
    return Listing(
        links=tuple(one for one in found if isinstance(one, FoundLink)),
        articles=tuple(one for one in found if isinstance(one, FullArticle)),
        documents=_next_document(url, len(posts)),
        problem=f"{strange} of {len(posts)} posts have no address on the site" if strange else None,
    )


def _complaint(answer: object) -> str | None:
    """Return what is wrong with an answer that is no list; None if it says that all is read."""
    code, message = text_in(answer, "code"), plain_title(text_in(answer, "message"))
    if code == _BEHIND_THE_LAST:
        return None
    if code or message:
        return f"the site's interface answers: {message or plain_title(code)}".rstrip(".")
    return "the site's interface gives no list of posts"


def _read_post(
    post: object, url: str, now: datetime, zone: tzinfo
) -> FullArticle | FoundLink | None:
    """Return a post as an article, as a link if it is not given in full; None if it is neither."""
    link = resolve_own_link(text_in(post, "link"), url)
    if link is None:
        return None
    title = plain_title(text_in(post, "title", "rendered"))
    html = text_in(post, "content", "rendered")
    local = parse_moment(text_in(post, "date"), now=now, zone=zone)
    modified = parse_moment(text_in(post, "modified_gmt"), now=now, zone=UTC)
    is_protected = value_in(post, "content", "protected") is True
    if is_protected or not html.strip() or len(html) > MAX_PAGE_SIZE:
        published = parse_moment(text_in(post, "date_gmt"), now=now, zone=UTC) or local
        return FoundLink(url=link, title=title, published=published, modified=modified)
    return FullArticle(
        url=link,
        title=title,
        html=html,
        published=local_day(local, zone) if local else None,
        modified=modified,
        author=given_author(text_in(post, "_embedded", "author", 0, "name")),
    )


def _next_document(url: str, count: int) -> tuple[Document, ...]:
    """Return the next page, if this one was full."""
    if count == 0 or count < query_number(url, "per_page", _USUAL_PER_PAGE):
        return ()
    next_url = with_query_number(url, "page", query_number(url, "page", 1) + 1)
    return (Document(url=next_url, kind="wordpress", is_next=True),)
