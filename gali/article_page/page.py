"""The page as a whole: head, legend, one section for each article.

One file, no scripts, nothing loaded from elsewhere; whatever an article holds is escaped. The
labels are in Bahasa Indonesia, for those who wrote the news and those it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import TextIO

from gali.article_page.facts import Fact, facts_of
from gali.article_page.marks import marked_paragraphs
from gali.article_page.markup import escaped, link_to
from gali.extraction import Extracted

_HEAD = """<!DOCTYPE html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Fakta dalam berita</title>
<style>
{style}</style>
</head>
<body>
<header>
<h1>Fakta dalam berita</h1>
<p><mark class="name">nama inovasi</mark> <mark class="expansion">kepanjangan</mark>
<mark class="owner">pemilik</mark> <mark class="award">penghargaan</mark>
<mark class="replication">replikasi</mark> <mark class="number">jumlah</mark>
<mark class="date">tanggal</mark></p>
</header>
"""
_FOOT = "</body>\n</html>\n"


def write_page(results: Iterable[Extracted], stream: TextIO) -> int:
    """Write articles with their facts as one page and return how many there were.

    Args:
        results: Articles with what was found in them; read lazily.
        stream: Where to.
    """
    style = files("gali.article_page").joinpath("page.css").read_text(encoding="utf-8")
    stream.write(_HEAD.replace("{style}", style))
    n_articles = 0
    for n_articles, result in enumerate(results, 1):
        for part in _article(result, f"a{n_articles}"):
            stream.write(part)
    stream.write(_FOOT)
    return n_articles


def _article(result: Extracted, prefix: str) -> Iterator[str]:
    """Yield the section of one article; ``prefix`` keeps its links apart from other articles'."""
    article, facts = result.article, facts_of(result, prefix)
    marked = marked_paragraphs(result, facts)
    yield f'<article id="{prefix}">\n<header>\n<h2>{marked.title or "Tanpa judul"}</h2>\n'
    published = article.published.isoformat() if article.published else None
    parts = [article.outlet, published, article.external_id or article.id]
    source = " · ".join(escaped(part) for part in parts if part)
    address = f" · {link_to(article.url)}" if article.url else ""
    yield f'<p class="source">{source}{address}</p>\n</header>\n<div class="text">\n'
    for paragraph in marked.paragraphs:
        yield f"<p>{paragraph}</p>\n"
    yield '</div>\n<div class="facts">\n'
    yield from _sections(facts)
    yield "</div>\n</article>\n"


def _sections(facts: list[Fact]) -> Iterator[str]:
    """Yield the facts of an article, kind by kind."""
    if not facts:
        yield '<p class="none">Tidak ada fakta tentang inovasi.</p>\n'
    for heading in dict.fromkeys(fact.heading for fact in facts):
        yield f"<section>\n<h3>{heading}</h3>\n"
        for fact in facts:
            if fact.heading == heading:
                yield _card(fact)
        yield "</section>\n"


def _card(fact: Fact) -> str:
    """Return one fact as a card with a link back to its words."""
    rows = "".join(
        f"<dt>{label}</dt><dd>{escaped(value)}</dd>\n" for label, value in fact.rows if value
    )
    return (
        f'<div class="fact" id="{fact.id}">\n<h4 class="{fact.kind}">'
        f'<span>{fact.mark}</span> <a href="#{fact.anchor}">{escaped(fact.title)}</a></h4>\n'
        f"<dl>\n{rows}</dl>\n</div>\n"
    )
