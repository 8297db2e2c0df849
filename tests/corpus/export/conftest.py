"""A corpus with all that makes exports hard, and its rows as an export should hold them."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from corpus.export.dataset import Citation, ExportRequest
from corpus.export.scope import WHOLE_CORPUS
from corpus.identity import innovation_id, make_article
from corpus.innovation_writer import write_innovations
from corpus.near_copies import write_link, write_signatures
from corpus.reader import iter_innovations
from corpus.records import (
    Article,
    Award,
    Evidence,
    Extraction,
    Innovation,
    Mention,
    MentionRef,
    Page,
    Source,
)
from corpus.versions import replace_articles
from corpus.writer import write_articles, write_extractions, write_pages, write_sources

HOSTILE = make_article(
    title='=HYPERLINK("https://jahat.example","klik")',
    text="+62 811 adalah nomor Sapa Warga.\n\tBaris\tdengan tab, \\N, 'kutip', \"dua\" 🎉\n- poin.",
    url="https://warta.example/" + "a" * 3000,
    outlet="@warta",
    published=date(2023, 5, 6),
    fetched_at=datetime(2026, 3, 4, 5, 6, 7, 890, tzinfo=UTC),
)
COPY = make_article(
    title=HOSTILE.title,
    text=HOSTILE.text,
    url="https://salinan.example/sapa",
    published=date(2023, 5, 9),
)
OLDER = make_article(title="Sapa Warga dibaca lama", text="Isi lama.", url="https://lama.example/1")
NEARLY = make_article(title="Kabar mirip", text="Sapa Warga mirip sekali.", outlet="mirip.example")


def _mention(article: Article, name: str, **values: object) -> Mention:
    start = article.text.index(name)
    spot = Evidence(start=start, end=start + len(name), quote=name, role="name")
    return Mention(
        local_id=str(values.pop("local_id", "i1")),
        name=name,
        surfaces=(name, 'Sapa "W", [1]'),
        evidence=(spot,),
        found_by="cues@1",
        confidence=1.0,
        **values,  # type: ignore[arg-type]
    )


def _innovation(article: Article, mention: Mention, **values: object) -> Innovation:
    return Innovation(
        id=innovation_id(mention.region, mention.name),
        name=mention.name,
        other_names=mention.surfaces[1:],
        region=mention.region,
        confidence=mention.confidence,
        mentions=(MentionRef(article_id=article.id, local_id=mention.local_id),),
        **values,  # type: ignore[arg-type]
    )


@pytest.fixture
def rich(filled: sqlite3.Connection) -> sqlite3.Connection:
    """Formulas, tabs, long addresses, copies, a rejected innovation, a replaced article, pages."""
    conn = filled
    write_articles(conn, [HOSTILE, COPY, OLDER, NEARLY])
    sapa = _mention(HOSTILE, "Sapa Warga", region="33.10", year=2023)
    nomor = _mention(HOSTILE, "nomor", local_id="i2")
    region_won = Award(
        innovation=None,
        recipient="33.10",
        scheme="iga",
        status="won",
        rank="-Terinovatif",
        evidence=(Evidence(start=0, end=3, quote=HOSTILE.text[:3]),),
        found_by="awards@1",
        confidence=1e-05,
    )
    extraction = Extraction(
        article_id=HOSTILE.id,
        extractor="gali@0.1",
        relevant=True,
        region="33.10",
        innovations=(sapa, nomor),
        awards=(region_won,),
    )
    write_extractions(conn, [(extraction, {})])
    known = list(iter_innovations(conn))
    rejected = replace(_innovation(HOSTILE, nomor), status="ditolak")
    write_innovations(conn, [*known, _innovation(HOSTILE, sapa, year=2023), rejected])
    for article in (HOSTILE, NEARLY):
        write_signatures(conn, {article.id: b"12"}, [(1, article.id)], method="m-1")
    first, second = sorted((HOSTILE.id, NEARLY.id))
    write_link(conn, second, near_copy_of=first, jaccard=0.875)
    replace_articles(conn, [OLDER.id], HOSTILE.id)
    conn.execute("UPDATE articles SET author = 'a' || char(0) || 'b' WHERE id = ?", (NEARLY.id,))
    conn.execute("UPDATE awards SET prize = '''=1+1' WHERE rank = '-Terinovatif'")
    conn.execute("INSERT INTO innovation_redirects VALUES ('ilama', ?)", (rejected.id,))
    write_sources(conn, [Source(slug="warta", name="@warta", domain="warta.example")])
    write_pages(
        conn, [_page(HOSTILE.url or "", "<p>Sapa</p>"), _page("berkas.html", "<p>lokal</p>")]
    )
    return conn


def _page(origin: str, text: str) -> Page:
    body = text.encode()
    return Page(
        origin=origin,
        url=origin if "://" in origin else None,
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
        fetched_at=datetime(2026, 3, 4, 5, 6, 7, 890, tzinfo=UTC),
        content_type="text/html",
    )


@pytest.fixture
def request_of() -> Callable[..., ExportRequest]:
    """A request of the whole corpus, or of what is given."""

    def make(**values: object) -> ExportRequest:
        given = {"scope": WHOLE_CORPUS, "citation": Citation(), **values}
        return ExportRequest(program="gali 0.0.0", vocabularies="abc", **given)  # type: ignore[arg-type]

    return make
