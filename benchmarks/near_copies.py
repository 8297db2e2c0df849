"""How many reprints are found, which different articles are taken for some, and how fast.

Run: ``python benchmarks/near_copies.py [ARTICLES.jsonl]``; without a file the bundled sample is
read. Reprints are made from the articles: sentences dropped by chance, another dateline, another
headline, an invitation to read something else. Recall is that of the whole way, through signatures
and the corpus. The same is then done over shards, without a corpus.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import combinations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from corpus.identity import make_article
from corpus.records import Article
from corpus.schema import open_corpus
from corpus.shards.folder import write_shard
from corpus.shards.records import ShardBatch
from corpus.writer import write_articles
from gali.near_copies import link_near_copies
from gali.shards.copies_file import iter_near_copies, open_copies_file
from gali.shards.inputs import read_markers
from gali.shards.near_copies import copies_file_name, find_near_copies
from gali.shards.work import ShardTask, describe_input, sign_article
from harvest.near_copies import LEAST_JACCARD, bands_of, jaccard, shingles_of, sign_shingles

SAMPLE = Path(__file__).parent.parent / "gali" / "demo" / "sample.jsonl"
SHARES_DROPPED = (0.0, 0.05, 0.15, 0.30)
N_CORPUS = 3000
N_SHARDS = 10
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
DATELINE = re.compile(r"^[^–\n-]{0,60}[–-]\s*")


def read_articles(path: Path) -> list[Article]:
    """Return the articles of a JSONL file with ``title`` and ``text``, each with an address."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [
        make_article(title=row["title"] or "", text=row["text"], url=f"https://a.example/{n}")
        for n, row in enumerate(rows)
    ]


def reprint(article: Article, dropped: float, random: Random, place: str) -> Article:
    """Return an article as another newspaper would print it."""
    sentences = [one for one in SENTENCE_END.split(article.text) if one.strip()]
    kept = [one for one in sentences if random.random() >= dropped] or sentences[:1]
    kept[0] = f"SUARA RAKYAT, KLATEN, Rabu (26/8/2020) – {DATELINE.sub('', kept[0])}"
    kept.insert(len(kept) // 2, "Baca juga: Jembatan Gantung Dibuka Kembali untuk Warga")
    url = f"https://{place}.example/{article.id}"
    return make_article(title=f"{article.title} di {place}", text="\n".join(kept), url=url)


def linked_pairs(conn: sqlite3.Connection) -> set[tuple[str, str]]:
    """Return the pairs of articles that are in one group."""
    query = (
        "SELECT a.article_id, b.article_id FROM v_near_copies AS a "
        "JOIN v_near_copies AS b ON b.group_id = a.group_id AND b.article_id > a.article_id"
    )
    return {(first, second) for first, second in conn.execute(query)}


def print_recall(articles: Sequence[Article]) -> None:
    """Print how many reprints are linked with their original."""
    print("| sentences dropped | reprints linked | median similarity |\n|---|---|---|")
    for dropped in SHARES_DROPPED:
        random = Random(7)  # the same reprints in each run
        copies = [reprint(article, dropped, random, "kota") for article in articles]
        with closing(open_corpus(":memory:")) as conn:
            write_articles(conn, [*articles, *copies])
            link_near_copies(conn)
            pairs = linked_pairs(conn)
        couples = [(a.id, b.id) for a, b in zip(articles, copies, strict=True)]
        found = sum((min(pair), max(pair)) in pairs for pair in couples)
        near = sorted(
            jaccard(shingles_of(a.text), shingles_of(b.text))
            for a, b in zip(articles, copies, strict=True)
        )
        print(f"| {dropped:.0%} | {found / len(couples):.1%} | {near[len(near) // 2]:.2f} |")


def print_false_links(articles: Sequence[Article]) -> None:
    """Print the different articles that are most alike, and how many are linked."""
    shingles = {article: shingles_of(article.text) for article in articles}
    pairs = sorted(
        ((jaccard(shingles[a], shingles[b]), a, b) for a, b in combinations(articles, 2)),
        key=lambda pair: -pair[0],
    )
    with closing(open_corpus(":memory:")) as conn:
        write_articles(conn, articles)
        n_linked = link_near_copies(conn)
    print(f"\n{n_linked} of {len(articles)} different articles linked (from {LEAST_JACCARD} on)")
    for nearness, first, second in pairs[:8]:
        print(f"- {nearness:.2f}  {first.title[:60]!r} / {second.title[:60]!r}")


def print_speed(articles: Sequence[Article]) -> None:
    """Print articles a CPU-second: signatures alone, and linking in a corpus on disk."""
    start = time.process_time()
    for article in articles:
        signature = sign_shingles(shingles_of(article.text))
        if signature is not None:
            bands_of(signature)
    print(f"\nsignatures: {len(articles) / (time.process_time() - start):,.0f} articles/CPU-s")
    random = Random(7)
    places = (f"kota{n}" for n in range(N_CORPUS))
    many = [
        reprint(articles[n % len(articles)], 0.5, random, place) for n, place in enumerate(places)
    ]
    one_text = [reprint(articles[0], 0.02, random, f"kota{n}") for n in range(N_CORPUS)]
    for name, corpus in (("many groups", many), ("one group", one_text)):
        with TemporaryDirectory() as folder, closing(open_corpus(Path(folder) / "a.db")) as conn:
            write_articles(conn, corpus)
            before = size_of(conn)
            start = time.process_time()
            n_linked = link_near_copies(conn)
            rate = len(corpus) / (time.process_time() - start)
            grown = (size_of(conn) - before) / len(corpus)
        told = f"{rate:,.0f} articles/CPU-s, {n_linked} linked, {grown:,.0f} bytes each"
        print(f"linking, {name}: {told}")


def print_shards(articles: Sequence[Article]) -> None:
    """Print what finding near-copies over shards takes, and whether a corpus has the same."""
    random = Random(7)
    places = (f"kota{n}" for n in range(N_SHARDS * N_CORPUS))
    many = [
        reprint(articles[n % len(articles)], 0.5, random, place) for n, place in enumerate(places)
    ]
    with TemporaryDirectory() as name, closing(open_corpus(":memory:")) as conn:
        folder = Path(name)
        start = time.process_time()
        for number in range(N_SHARDS):
            write_signed(folder / f"s{number}", many[number::N_SHARDS])
        written = time.process_time()
        shards, _ = read_markers([folder])
        with closing(open_copies_file(folder / copies_file_name(shards))) as work:
            find_near_copies(work, shards)
            found = {(one.article_id, one.near_copy_of) for one in iter_near_copies(work)}
        done = time.process_time()
        write_articles(conn, many)
        link_near_copies(conn)
        wanted = {
            tuple(row) for row in conn.execute("SELECT article_id, near_copy_of FROM near_copies")
        }
    print(
        f"\nover {N_SHARDS} shards: {len(many):,} articles signed and written in "
        f"{written - start:.1f} CPU-s, {len(found):,} near-copies found in {done - written:.1f} "
        f"CPU-s; {'the same' if found == wanted else 'OTHERS THAN'} as in a corpus"
    )


def write_signed(folder: Path, articles: Sequence[Article]) -> None:
    """Write a shard of articles with their signatures and nothing else."""
    made_from = describe_input(ShardTask(path=SAMPLE, out=folder.parent))
    signatures = tuple(map(sign_article, articles))
    batch = ShardBatch(articles=tuple(articles), extractions=(), problems=(), signatures=signatures)
    write_shard(folder, [batch], made_from)


def size_of(conn: sqlite3.Connection) -> int:
    """Return the size of a database in bytes."""
    return int(
        conn.execute(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        ).fetchone()[0]
    )


def main() -> None:
    """Print all of it."""
    articles = read_articles(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)
    print(f"{len(articles)} articles\n")
    print_recall(articles)
    print_false_links(articles)
    print_speed(articles)
    print_shards(articles)


if __name__ == "__main__":
    main()
