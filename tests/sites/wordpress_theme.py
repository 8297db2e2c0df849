"""Templates of two WordPress themes: a block theme, and a magazine theme without JSON-LD."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Literal

from sites import printed_dates
from sites.markup import Href, items, link, plain, post_links, quoted
from sites.newsroom import Post
from sites.surroundings import Insert, Surroundings

if TYPE_CHECKING:
    from sites.wordpress import WordPress

Theme = Literal["block", "magazine"]

_LABELS = ("Penulis", "Reporter", "Kontributor", "Oleh", "Pewarta")
_GENERATOR = "WordPress 6.8.2"
_SHARE = "".join(
    f"<li>{link(f'https://{name.lower()}.example/share', name)}</li>"
    for name in ("Facebook", "WhatsApp", "Telegram")
)


def article(site: WordPress, post: Post) -> str:
    """Return an article's page."""
    around = site.surroundings(post)
    if site.theme == "block":
        head, main = _block_head(site, post), _block_main(site, post, around)
    else:
        head, main = _magazine_head(site, post), _magazine_main(site, post, around)
    main += _related(around, site.href) + _comments(site, post, around)
    return layout(site, post.title, main, head=head)


def layout(site: WordPress, title: str, main: str, *, head: str = "") -> str:
    """Return a whole page."""
    widget = "".join(
        f'<li>{link(site.href(one), one.title)} <span class="post-date">'
        f"{printed_dates.day(one.published)}</span></li>"
        for one in site.newsroom.posts[:5]
    )
    name = plain(site.name)
    return (
        f'<!doctype html><html lang="id-ID"><head><meta charset="UTF-8">'
        f'<title>{plain(title)} - {name}</title><meta name="generator" content="{_GENERATOR}">'
        f'<link rel="alternate" type="application/rss+xml" href="/feed/">'
        f'<link rel="https://api.w.org/" href="/wp-json/">{head}{site.padding}</head>'
        f'<body class="wp-site"><div class="top-bar"><span class="date-now">{site.today()}'
        f'</span></div><header class="site-header">{link("/", site.name, class_="logo")}'
        f'<nav class="main-navigation"><ul>{items(site.menu())}</ul></nav></header>'
        f'<div class="site-content"><main id="main">{main}</main>'
        f'<aside id="secondary" class="widget-area"><section class="widget widget_recent_entries">'
        f"<h2>Berita Terbaru</h2><ul>{widget}</ul></section></aside></div>"
        f'<footer class="site-footer"><p>© {site.now().year} {name}. Hak cipta dilindungi.</p>'
        "</footer></body></html>"
    )


def content(site: WordPress, post: Post) -> str:
    """Return an article's body as its editor wrote it, as pages and interface give it."""
    inserts = site.surroundings(post).inserts
    pieces = []
    for n, paragraph in enumerate(post.paragraphs):
        insert = inserts.get(n)
        tail = _inline(insert, site.href) if insert and insert.kind == "inline" else ""
        pieces.append(f"<p>{plain(paragraph)}{tail}</p>")
        if insert and insert.kind != "inline":
            pieces.append(_block(insert, site.href))
    if site.theme == "magazine" and post.author:
        label = _LABELS[post.number % len(_LABELS)]
        signed = f"{label}: {plain(post.author)}<br />\nEditor: {plain(post.story.editor)}"
        pieces.append(f"<p>{signed}</p>")
    return "\n".join(pieces)


def _inline(insert: Insert, href: Href) -> str:
    """Return an invitation at the end of a paragraph."""
    return f" <strong>{insert.words} {post_links(insert.posts, href)[0]}</strong>"


def _block(insert: Insert, href: Href) -> str:
    """Return what stands between two paragraphs."""
    if insert.kind == "advertisement":
        return f'<div class="ads-inside">{insert.words}</div>'
    if insert.kind == "caption":
        return (
            '<figure class="wp-block-image"><img src="/wp-content/uploads/foto.jpg" alt="">'
            f'<figcaption class="wp-element-caption">{plain(insert.words)}</figcaption></figure>'
        )
    links = post_links(insert.posts, href)
    if insert.kind == "list":
        listed = f"<strong>{insert.words}</strong><ul>{items(links)}</ul>"
        return f'<div class="inline-related">{listed}</div>'
    return "".join(f"<p><strong>{insert.words} {one}</strong></p>" for one in links)


def _block_head(site: WordPress, post: Post) -> str:
    """Return a head with JSON-LD and times in UTC."""
    published, modified = (
        one.astimezone(UTC).isoformat() for one in (post.published, post.modified)
    )
    described = {
        "@type": "NewsArticle",
        "headline": post.title,
        "datePublished": published,
        "dateModified": modified,
        "author": {"@type": "Person", "name": post.author or "admin"},
        "publisher": {"@type": "Organization", "name": site.name},
    }
    graph = [described, {"@type": "WebSite", "name": site.name}]
    script = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    script = script.replace("</", "<\\/")
    return (
        f'<link rel="canonical" href="{site.base_url}{site.href(post)}">'
        f'<meta property="og:title" content="{quoted(post.title)}">'
        f'<meta property="og:site_name" content="{quoted(site.name)}">'
        f'<meta property="article:modified_time" content="{modified}">'
        f'<script type="application/ld+json">{script}</script>'
    )


def _magazine_head(site: WordPress, post: Post) -> str:
    """Return a head without dates."""
    return (
        f'<link rel="canonical" href="{site.base_url}{site.href(post)}">'
        f'<meta property="og:title" content="{quoted(post.title)} - {quoted(site.name)}">'
    )


def _block_main(site: WordPress, post: Post, around: Surroundings) -> str:
    """Return the article of the block theme; every third tells how long ago it appeared."""
    author = post.author or "admin"
    day = printed_dates.day(post.published)
    shown = day if post.number % 3 else printed_dates.ago(post.published, site.now())
    caption = plain(post.story.caption)
    photo = (
        f'<figure class="wp-caption"><img src="/f.jpg" alt=""><figcaption class="wp-caption-text">'
        f"{caption}</figcaption></figure>"
    )
    tags = ", ".join(link(f"/tag/{word}/", word) for word in post.slug.split("-")[:3])
    return (
        f'<article id="post-{post.number}" class="post type-post hentry">'
        f'<header class="entry-header"><h1 class="entry-title">{plain(post.title)}</h1>'
        f'<div class="entry-meta"><span class="posted-on"><time class="entry-date published" '
        f'datetime="{post.published.isoformat()}">{shown}</time><time class="updated" '
        f'datetime="{post.modified.isoformat()}">{printed_dates.day(post.modified)}</time></span> '
        f'<span class="byline">oleh <span class="author vcard">'
        f"{link(f'/author/{author.split()[0].lower()}/', author)}</span></span></div></header>"
        f'{photo if around.has_photo else ""}<div class="entry-content">{content(site, post)}</div>'
        f'<div class="sharedaddy"><h3>Bagikan ini:</h3><ul>{_SHARE}</ul></div>'
        f'<footer class="entry-footer"><span class="tags-links">Tag: {tags}</span></footer>'
        "</article>"
    )


def _magazine_main(site: WordPress, post: Post, around: Surroundings) -> str:
    """Return the article of the magazine theme."""
    section = link(f"/category/{post.section.lower()}/", post.section)
    caption = plain(post.story.caption)
    photo = (
        f'<div class="single-thumb"><img src="/f.jpg"><span class="caption">{caption}</span></div>'
    )
    return (
        f'<div class="single-post post"><div class="breadcrumb">{link("/", "Beranda")} » {section}'
        f'</div><h1 class="post-title">{plain(post.title)}</h1>'
        f'<div class="post-meta"><span class="meta-author">Redaksi</span> - '
        f'<span class="meta-date">{site.printed_day(post)} | {printed_dates.clock(post.published)}'
        f'</span> <span class="meta-views">{around.n_views:,} views</span></div>'
        f'{photo if around.has_photo else ""}<div class="post-body">{content(site, post)}</div>'
        f'<div class="share-box">Bagikan: <ul>{_SHARE}</ul></div></div>'
    )


def _related(around: Surroundings, href: Href) -> str:
    """Return the list of related articles with their dates."""
    cards = "".join(
        f'<div class="related-item"><h4>{link(href(one), one.title)}</h4>'
        f'<span class="date">{printed_dates.day(one.published)}</span>'
        f"<p>{plain(one.paragraphs[0][:140])}…</p></div>"
        for one in around.related
    )
    return f'<div class="related-posts"><h3>Berita Terkait</h3>{cards}</div>'


def _comments(site: WordPress, post: Post, around: Surroundings) -> str:
    """Return readers' comments and the form for more."""
    shown = ""
    for n in range(around.n_comments):
        reply = f"{site.href(post)}?replytocom={post.number}{n}"
        answer = link(reply, "Balas") if site.has("replytocom") else "Balas"
        when = printed_dates.ago(post.published, site.now())
        words = plain(post.story.comment)
        shown += f"<li><b>Pembaca {n}</b> <time>{when}</time><p>{words}</p>{answer}</li>"
    return (
        f'<div id="comments" class="comments-area"><h3>Tinggalkan Balasan</h3><ol>{shown}</ol>'
        "<form><p>Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *</p>"
        '<textarea></textarea><input type="submit"></form></div>'
    )
