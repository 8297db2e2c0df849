"""A few innovations that differ in all that searches filter and sort by, for tests."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from corpus.identity import innovation_id, make_article
from corpus.records import Award, Evidence, Extraction, Innovation, Mention, MentionRef, Source
from corpus.writer import write_articles, write_extractions, write_innovations, write_sources

# name, region, sector, owner, type of owner, year, rank, scheme, published, status, other values
ROWS: list[dict[str, Any]] = [
    {
        "name": "Gesit",
        "region": "33.02",
        "sector": "kesehatan",
        "owner": "Dinas Kesehatan",
        "owner_type": "dinas-kesehatan",
        "year": 2021,
        "rank": "Top 99",
        "published": date(2022, 3, 4),
        "expansion": "Gerakan Sisir Stunting",
    },
    {
        "name": "Stunting Care",
        "region": "33.71",
        "sector": "kesehatan",
        "owner": "Puskesmas Jurangombo",
        "owner_type": "puskesmas",
        "rank": "Top 9",
        "published": date(2020, 8, 28),
        "other_names": ("Setunting",),
    },
    {
        "name": "Pak Raja",
        "region": "33",
        "sector": "perpustakaan_arsip",
        "owner": "DKK_Arsip 100%",
        "published": date(2019, 1, 1),
        "description": "perpustakaan antar jemput",
        "status": "diperiksa",
    },
    {
        "name": "Salah Baca",
        "region": "34.71",
        "sector": "sosial",
        "published": date(2021, 1, 1),
        "status": "ditolak",
    },
    {"name": "Nasional Satu", "sector": "tata_kelola"},
]


OUTLETS = ("kabar.example", "warta.example")


def write_searched(conn: sqlite3.Connection) -> None:
    """Write an article about each of ``ROWS``, what it tells, and the innovations."""
    write_sources(conn, [Source(slug="warta", name="Warta Kota", domain="warta.example")])
    innovations: list[Innovation] = []
    for row in ROWS:
        text = f"{row.get('owner', 'Pemerintah')} mengenalkan {row['name']} kepada warga."
        article = make_article(
            title=f"Kabar tentang {row['name']}",
            text=text,
            published=row.get("published"),
            outlet=OUTLETS[len(innovations) % 2],
        )
        start = text.index(row["name"])
        evidence = (Evidence(start=start, end=start + len(row["name"]), quote=row["name"]),)
        shared = {key: row.get(key) for key in ("region", "sector", "year", "expansion")}
        mention = Mention(
            local_id="i1",
            name=row["name"],
            surfaces=(row["name"],),
            evidence=evidence,
            found_by="x@1",
            confidence=0.5,
            owners=(row["owner"],) if "owner" in row else (),
            owner_types=(row.get("owner_type"),) if "owner" in row else (),
            **shared,
        )
        award = Award(
            innovation="i1",
            recipient=None,
            scheme="kipp-nasional",
            rank=row.get("rank"),
            status="won",
            evidence=evidence,
            found_by="x@1",
            confidence=0.5,
        )
        extraction = Extraction(
            article_id=article.id,
            extractor="x@1",
            relevant=True,
            innovations=(mention,),
            awards=(award,) if "rank" in row else (),
        )
        write_articles(conn, [article])
        write_extractions(conn, [(extraction, {})])
        innovations.append(
            Innovation(
                id=innovation_id(row.get("region"), row["name"]),
                name=row["name"],
                mentions=(MentionRef(article_id=article.id, local_id="i1"),),
                confidence=0.5,
                other_names=row.get("other_names", ()),
                description=row.get("description"),
                owner=row.get("owner"),
                owner_type=row.get("owner_type"),
                first_seen=row.get("published"),
                last_seen=row.get("published"),
                status=row.get("status", "otomatis"),
                **shared,
            )
        )
    write_innovations(conn, innovations)
