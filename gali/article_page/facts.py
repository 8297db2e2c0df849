"""The facts of an article as cards: a title, labelled values, and the words that prove them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Award, Count, Evidence, Mention, Replication
from corpus.vocabulary import sectors
from extract.dates import find_dates
from gali.extraction import Extracted
from gali.wording import region_name, short_scheme_name

_STATUSES = {"submitted": "diajukan", "shortlisted": "lolos seleksi", "won": "meraih"}
_KINDS = {
    "study_visit": "studi tiru",
    "planned": "direncanakan",
    "agreement": "kesepakatan",
    "adopted": "diterapkan",
}
_COUNTED = {"innovations": "inovasi", "participants": "peserta"}
_YEARS_FROM = {
    "year_from_contest": "dari nama lomba",
    "year_from_sentence": "dari kalimatnya",
    "year_from_date": "dari tanggalnya",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact as it is shown.

    Attributes:
        id: Id of its card.
        mark: What the text bears where it is told (``P1``).
        kind: ``innovation``, ``award``, ``replication`` or ``count``.
        heading: Heading of its kind.
        title: What it says in short.
        rows: Labels and values; an empty value is not shown.
        evidence: The words that prove it; may be empty.
    """

    id: str
    mark: str
    kind: str
    heading: str
    title: str
    rows: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...]

    @property
    def anchor(self) -> str:
        """Id of the place in the text that tells it."""
        return f"{self.id}-teks"


def facts_of(result: Extracted, prefix: str) -> list[Fact]:
    """Return the facts of an article, innovations first.

    Args:
        result: The article and what was found in it.
        prefix: Word that begins every id.
    """
    return [
        *_innovations(result, prefix),
        *_awards(result, prefix),
        *_replications(result, prefix),
        *_counts(result, prefix),
    ]


def _innovations(result: Extracted, prefix: str) -> Iterator[Fact]:
    """Yield the innovations."""
    for number, mention in enumerate(result.extraction.innovations, 1):
        sector = sectors().get(mention.sector or "")
        yield Fact(
            id=f"{prefix}-i{number}",
            mark=f"I{number}",
            kind="innovation",
            heading="Inovasi",
            title=mention.name,
            rows=(
                ("Kepanjangan", mention.expansion or ""),
                ("Keterangan", mention.description or ""),
                ("Nama lain", ", ".join(mention.surfaces[1:])),
                ("Pemilik", ", ".join(mention.owners)),
                ("Daerah", region_name(mention.region)),
                ("Sektor", sector.name_id if sector else ""),
                ("Tahun mulai", str(mention.year or "")),
                _rule(mention),
            ),
            evidence=mention.evidence,
        )


def _awards(result: Extracted, prefix: str) -> Iterator[Fact]:
    """Yield the awards."""
    names = {mention.local_id: mention.name for mention in result.extraction.innovations}
    for number, award in enumerate(result.extraction.awards, 1):
        winner = names.get(award.innovation or "") or region_name(award.recipient)
        yield Fact(
            id=f"{prefix}-p{number}",
            mark=f"P{number}",
            kind="award",
            heading="Penghargaan",
            title=" · ".join(part for part in (winner, award.rank) if part),
            rows=(
                ("Lomba", short_scheme_name(award.scheme)),
                ("Tahun", _year_words(award)),
                ("Tingkat", award.level or ""),
                ("Status", _STATUSES[award.status]),
                ("Hadiah", award.prize or ""),
                ("Tanggal", _date_words(result, award.evidence)),
                _rule(award),
            ),
            evidence=award.evidence,
        )


def _replications(result: Extracted, prefix: str) -> Iterator[Fact]:
    """Yield the replications."""
    names = {mention.local_id: mention.name for mention in result.extraction.innovations}
    for number, replication in enumerate(result.extraction.replications, 1):
        replicas = (span.quote for span in replication.evidence if span.role == "replica")
        source = region_name(replication.from_region) or "tidak disebut"
        learner = region_name(replication.to_region) or "tidak disebut"
        yield Fact(
            id=f"{prefix}-r{number}",
            mark=f"R{number}",
            kind="replication",
            heading="Replikasi",
            title=f"{source} → {learner}",
            rows=(
                ("Tahap", _KINDS[replication.kind]),
                ("Inovasi", names.get(replication.innovation or "", "")),
                ("Nama baru", next(replicas, "")),
                ("Tanggal", _date_words(result, replication.evidence)),
                _rule(replication),
            ),
            evidence=replication.evidence,
        )


def _counts(result: Extracted, prefix: str) -> Iterator[Fact]:
    """Yield the stated numbers."""
    for number, count in enumerate(result.extraction.counts, 1):
        yield Fact(
            id=f"{prefix}-j{number}",
            mark=f"J{number}",
            kind="count",
            heading="Jumlah",
            title=f"{count.value:,} {_COUNTED[count.what]}".replace(",", "."),
            rows=(
                ("Pemilik", count.owner or ""),
                ("Daerah", region_name(count.region)),
                ("Tahun", str(count.year or "")),
                _rule(count),
            ),
            evidence=count.evidence,
        )


def _rule(fact: Mention | Award | Replication | Count) -> tuple[str, str]:
    """Return how sure the extractor is, and which rule found the fact."""
    return "Keyakinan", f"{fact.confidence:.2f} ({fact.found_by})".replace(".", ",", 1)


def _year_words(award: Award) -> str:
    """Return the year of an award and what tells it."""
    if award.year is None:
        return ""
    told = (_YEARS_FROM[span.role] for span in award.evidence if span.role in _YEARS_FROM)
    return f"{award.year} ({next(told, 'dari tanggal terbit')})"


def _date_words(result: Extracted, evidence: tuple[Evidence, ...]) -> str:
    """Return the day of an event by ISO 8601, and a word where the text contradicts itself."""
    texts = {"title": result.article.title, "text": result.article.text}
    for span in evidence:
        if span.role == "date":
            dates = find_dates(texts[span.field], result.article.published)
            date = next((date for date in dates if date.start == span.start), None)
            if date and date.iso:
                return date.iso + (
                    " (hari dan tanggal tidak cocok)" if date.is_contradicted else ""
                )
    return ""
