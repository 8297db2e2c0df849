"""The posts of a WordPress site as its REST interface gives them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sites import wordpress_theme
from sites.markup import plain
from sites.messages import Request, Response
from sites.newsroom import Post

if TYPE_CHECKING:
    from sites.wordpress import WordPress

JSON = "application/json; charset=UTF-8"
_POSTS = "/wp-json/wp/v2/posts"
_MOST_PER_PAGE = 100
_BOUNDS: dict[str, Callable[[Post, datetime], bool]] = {
    "after": lambda post, at: post.published > at,
    "before": lambda post, at: post.published < at,
    "modified_after": lambda post, at: post.modified > at,
    "modified_before": lambda post, at: post.modified < at,
}
_ORDERS: dict[str, Callable[[Post], Any]] = {
    "date": lambda post: (post.published, post.number),
    "relevance": lambda post: (post.published, post.number),
    "modified": lambda post: (post.modified, post.number),
    "id": lambda post: post.number,
    "title": lambda post: post.title,
}


def answer(site: WordPress, request: Request) -> Response:
    """Return the answer of the interface, or of a site that has closed it."""
    if site.rest_status == 401:
        return _error(401, "rest_not_logged_in", "Anda belum login.")
    if site.rest_status == 404:
        return _error(404, "rest_no_route", "Tidak ada rute yang cocok.")
    path = request.path.rstrip("/")
    if path == "/wp-json":
        root = {"name": site.name, "url": site.base_url, "namespaces": ["wp/v2"]}
        return site.data(json.dumps(root).encode(), JSON)
    if path == _POSTS:
        return _posts(site, request)
    return _error(404, "rest_no_route", "Tidak ada rute yang cocok.")


def _posts(site: WordPress, request: Request) -> Response:
    """Return a page of posts."""
    query = request.query
    try:
        page, per_page = int(query.get("page", "1")), int(query.get("per_page", "10"))
        posts = _chosen(site, query)
    except ValueError as error:
        return _error(400, "rest_invalid_param", f"Parameter tidak valid: {error}")
    if not 1 <= per_page <= _MOST_PER_PAGE or page < 1:
        return _error(400, "rest_invalid_param", "Parameter tidak valid: per_page")
    n_pages = -(-len(posts) // per_page)
    if page > max(1, n_pages):
        return _error(400, "rest_post_invalid_page_number", "Halaman lebih dari yang ada.")
    rows = [_row(site, post, query) for post in posts[(page - 1) * per_page : page * per_page]]
    headers = {"X_WP_Total": str(len(posts)), "X_WP_TotalPages": str(n_pages)}
    if page < n_pages:
        headers["Link"] = f'<{site.base_url}{_POSTS}?page={page + 1}>; rel="next"'
    return site.data(json.dumps(rows).encode(), JSON, **headers)


def _chosen(site: WordPress, query: dict[str, str]) -> Sequence[Post]:
    """Return the posts that a query asks for, in its order.

    Raises:
        ValueError: If a parameter has no such value.
    """
    room = site.newsroom
    posts = room.matching(query["search"]) if query.get("search") else list(room.posts)
    for name, is_within in _BOUNDS.items():
        if name in query:
            at = datetime.fromisoformat(query[name])
            at = at if at.tzinfo else at.replace(tzinfo=site.now().tzinfo)
            posts = [post for post in posts if is_within(post, at)]
    by, order = query.get("orderby", "date"), query.get("order", "desc")
    if by not in _ORDERS or order not in ("asc", "desc"):
        raise ValueError("orderby")
    return sorted(posts, key=_ORDERS[by], reverse=order == "desc")


def _row(site: WordPress, post: Post, query: dict[str, str]) -> dict[str, Any]:
    """Return a post as JSON, with the fields that were asked for."""
    url = f"{site.base_url}{site.href(post)}"
    is_closed = site.wants_login(post)
    html = "" if is_closed else f"\n{wordpress_theme.content(site, post)}\n"
    name = post.author or "admin"
    row: dict[str, Any] = {
        "id": post.number,
        "date": f"{post.published:%Y-%m-%dT%H:%M:%S}",
        "date_gmt": f"{post.published.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
        "guid": {"rendered": f"{site.base_url}/?p={post.number}"},
        "modified": f"{post.modified:%Y-%m-%dT%H:%M:%S}",
        "modified_gmt": f"{post.modified.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
        "slug": post.slug,
        "status": "publish",
        "type": "post",
        "link": url,
        "title": {"rendered": plain(post.title).replace("–", "&#8211;")},
        "content": {"rendered": html, "protected": is_closed},
        "excerpt": {"rendered": f"<p>{plain(post.paragraphs[0][:160])} [&hellip;]</p>"},
        "author": sum(map(ord, name)) % 97,
        "categories": [post.number % 5 + 2],
        "yoast_head_json": {"title": f"{post.title} - {site.name}", "author": name},
    }
    wanted = {one.strip().split(".")[0] for one in query.get("_fields", "").split(",")} - {""}
    if wanted:
        row = {key: value for key, value in row.items() if key in wanted}
    if "_embed" in query and (not wanted or "_embedded" in wanted):
        row["_embedded"] = {"author": [{"id": sum(map(ord, name)) % 97, "name": name}]}
    return row


def _error(status: int, code: str, message: str) -> Response:
    """Return an error as the interface tells it."""
    body = json.dumps({"code": code, "message": message, "data": {"status": status}})
    return Response(body=body.encode(), status=status, content_type=JSON)
