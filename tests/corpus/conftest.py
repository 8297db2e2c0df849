"""A corpus in memory, and short ways to write articles, mentions and extractions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from corpus.identity import innovation_id, make_article
from corpus.records import (
    Article,
    Award,
    Count,
    Evidence,
    Extraction,
    Innovation,
    Mention,
    MentionRef,
    Page,
    Replication,
)
from corpus.schema import open_corpus
from corpus.writer import write_articles, write_extractions, write_innovations, write_page

MentionOf = Callable[..., Mention]


def _evidence(article: Article, quote: str, *, field: str = "text", role: str = "sentence") -> Any:
    start = getattr(article, field).index(quote)
    return Evidence(start=start, end=start + len(quote), quote=quote, field=field, role=role)  # type: ignore[arg-type]


def _mention(article: Article, name: str, local_id: str = "i1", **values: Any) -> Mention:
    owners = values.pop("owners", ())
    return Mention(
        local_id=local_id,
        name=name,
        surfaces=(name, *values.pop("other_surfaces", ())),
        evidence=(_evidence(article, name, role="name"),),
        found_by="cues@1",
        confidence=values.pop("confidence", 0.9),
        owners=owners,
        owner_types=values.pop("owner_types", (None,) * len(owners)),
        **values,
    )


@pytest.fixture
def conn() -> Iterator[sqlite3.Connection]:
    connection = open_corpus(":memory:")
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def mention_of() -> MentionOf:
    return _mention


@pytest.fixture(scope="session")
def rows_of() -> Callable[[sqlite3.Connection], dict[str, list[tuple[object, ...]]]]:
    """All rows of all tables, to show that nothing was changed."""

    def read(conn: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
        names = [
            row["name"]
            for row in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        return {
            name: [tuple(row) for row in conn.execute(f"SELECT * FROM {name}")] for name in names
        }

    return read


STUNTING = make_article(
    title="Pemkab luncurkan Gesit untuk balita",
    text=(
        "BANYUMAS - Dinas Kesehatan meluncurkan Gesit (Gerakan Sisir Anak Stunting) pada 2021.\n"
        "Gesit masuk Top 99 KIPP 2022. Pemkab Cilacap akan mereplikasi Gesit.\n"
        "Tercatat 40 inovasi tahun ini."
    ),
    url="https://kabar.example/banyumas/gesit",
    outlet="kabar.example",
    published=date(2022, 3, 4),
    fetched_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
)
LIBRARY = make_article(
    title="Perpustakaan keliling Pak Raja di Kota Magelang",
    text=(
        "Pak Raja adalah perpustakaan antar jemput raga warga. Layanan jemput bola itu milik "
        "Dinas Perpustakaan Kota Magelang."
    ),
    url="https://koran.example/pak-raja",
    outlet="koran.example",
    published=date(2020, 8, 28),
)
GENERAL = make_article(
    title="Bupati minta OPD berinovasi",
    text="Semua dinas diminta melahirkan inovasi pelayanan. Cap 33.10 tidak berarti apa-apa.",
    external_id="7",
    outlet="kabar.example",
)


@pytest.fixture(scope="session")
def stunting_extraction() -> Extraction:
    gesit = _mention(
        STUNTING,
        "Gesit",
        expansion="Gerakan Sisir Anak Stunting",
        owners=("Dinas Kesehatan",),
        owner_types=("dinas-kesehatan",),
        region="33.02",
        sector="kesehatan",
        year=2021,
    )
    return Extraction(
        article_id=STUNTING.id,
        extractor="gali@0.1",
        relevant=True,
        region="33.02",
        innovations=(gesit,),
        awards=(
            Award(
                innovation="i1",
                recipient=None,
                scheme="kipp-nasional",
                rank="Top 99",
                year=2022,
                level="nasional",
                status="won",
                evidence=(_evidence(STUNTING, "Gesit masuk Top 99 KIPP 2022."),),
                found_by="awards@1",
                confidence=0.8,
            ),
        ),
        replications=(
            Replication(
                from_region="33.02",
                to_region="33.01",
                kind="planned",
                innovation="i1",
                evidence=(_evidence(STUNTING, "Pemkab Cilacap akan mereplikasi Gesit."),),
                found_by="replications@1",
                confidence=0.7,
            ),
        ),
        counts=(
            Count(
                value=40,
                what="innovations",
                region="33.02",
                evidence=(_evidence(STUNTING, "40 inovasi"),),
                found_by="counts@1",
                confidence=0.6,
            ),
        ),
    )


@pytest.fixture(scope="session")
def library_extraction() -> Extraction:
    pak_raja = _mention(
        LIBRARY,
        "Pak Raja",
        description="perpustakaan antar jemput raga",
        owners=("Dinas Perpustakaan Kota Magelang",),
        region="33.71",
        sector="perpustakaan_arsip",
        other_surfaces=("Layanan jemput bola",),
    )
    return Extraction(
        article_id=LIBRARY.id,
        extractor="gali@0.1",
        relevant=True,
        region="33.71",
        innovations=(pak_raja,),
    )


def _innovation(article: Article, mention: Mention) -> Innovation:
    return Innovation(
        id=innovation_id(mention.region, mention.name),
        name=mention.name,
        other_names=mention.surfaces[1:],
        expansion=mention.expansion,
        description=mention.description,
        owner=mention.owners[0] if mention.owners else None,
        owner_type=mention.owner_types[0] if mention.owner_types else None,
        region=mention.region,
        sector=mention.sector,
        year=mention.year,
        first_seen=article.published,
        last_seen=article.published,
        confidence=mention.confidence,
        mentions=(MentionRef(article_id=article.id, local_id=mention.local_id),),
    )


@pytest.fixture
def fill(
    stunting_extraction: Extraction, library_extraction: Extraction
) -> Callable[[sqlite3.Connection], None]:
    """Write three articles, two extractions and two innovations into a corpus."""

    def write(conn: sqlite3.Connection) -> None:
        write_articles(conn, [STUNTING, LIBRARY, GENERAL])
        empty = Extraction(article_id=GENERAL.id, extractor="gali@0.1", relevant=False)
        extractions = [stunting_extraction, library_extraction, empty]
        write_extractions(conn, [(extraction, {}) for extraction in extractions])
        write_innovations(
            conn,
            [
                _innovation(STUNTING, stunting_extraction.innovations[0]),
                _innovation(LIBRARY, library_extraction.innovations[0]),
            ],
        )

    return write


@pytest.fixture
def filled(
    conn: sqlite3.Connection, fill: Callable[[sqlite3.Connection], None]
) -> sqlite3.Connection:
    fill(conn)
    return conn


@pytest.fixture
def filled_path(tmp_path: Path, fill: Callable[[sqlite3.Connection], None]) -> Path:
    path = tmp_path / "corpus.db"
    conn = open_corpus(path)
    fill(conn)
    conn.close()
    return path


@pytest.fixture
def sound(filled_path: Path) -> Path:
    conn = open_corpus(filled_path)
    body = b"<p>Halo</p>"
    fetched_at = datetime(2026, 1, 2, tzinfo=UTC)
    digest = sha256(body).hexdigest()
    page = Page(origin="https://a.example/", body=body, digest=digest, fetched_at=fetched_at)
    write_page(conn, page)
    conn.close()
    return filled_path


@pytest.fixture(scope="session")
def articles() -> dict[str, Article]:
    return {"stunting": STUNTING, "library": LIBRARY, "general": GENERAL}
