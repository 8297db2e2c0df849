"""Codes and facts in words for people to read; English, except for proper names.

Only phrases are made here; how they are laid out is the business of ``cards`` and the verbs.
"""

from __future__ import annotations

from datetime import date

from corpus import vocabulary
from corpus.records import Award, Count, Innovation, Replication
from corpus.statistics import CorpusStatistics

_KINDS = {
    "study_visit": "study visit",
    "agreement": "agreement to replicate",
    "adopted": "adopted",
    "planned": "planned",
}
# The lists have one entry for all contests that are not listed; its name would read oddly.
_UNLISTED = "not listed here"


def region_name(code: str | None) -> str:
    """Return the official name of a region; empty for None, the code itself if it is unknown."""
    region = vocabulary.regions().get(code or "")
    return region.official_name if region else code or ""


def short_region_name(code: str | None) -> str:
    """Return a region's name, its type abbreviated."""
    return abbreviated(region_name(code))


def abbreviated(name: str) -> str:
    """Return the name of a region with ``Kab.`` for ``Kabupaten`` and ``Prov.`` likewise."""
    return name.replace("Kabupaten ", "Kab. ").replace("Provinsi ", "Prov. ")


def sector_name(code: str | None) -> str:
    """Return the English name of a sector; empty for None, the code itself if it is unknown."""
    sector = vocabulary.sectors().get(code or "")
    return sector.name_en if sector else code or ""


def scheme_name(scheme: str) -> str:
    """Return the name of an award scheme, or its id in words where it has none."""
    known = vocabulary.award_schemes().get(scheme)
    if known is None or _UNLISTED in known.name:
        return scheme.replace("-", " ")
    return known.name


def short_scheme_name(scheme: str) -> str:
    """Return the name of an award scheme without what brackets and commas add to it."""
    return scheme_name(scheme).split(" (")[0].split(", ")[0]


def award_words(award: Award) -> str:
    """Return an award in one phrase: ``Top 99 · KIPP … · 2019 · won``."""
    parts = [award.rank, scheme_name(award.scheme), award.year, award.status, award.prize]
    winner = region_name(award.recipient) if award.recipient else None
    return " · ".join(str(part) for part in (winner, *parts) if part)


def replication_words(replication: Replication) -> str:
    """Return a replication in one phrase: ``Kota A → Kabupaten B · adopted``."""
    source = region_name(replication.from_region) or "somewhere"
    target = region_name(replication.to_region) or "somewhere"
    return f"{source} → {target} · {replication_kind_words(replication)}"


def replication_kind_words(replication: Replication) -> str:
    """Return how far a replication went."""
    return kind_words(replication.kind)


def kind_words(kind: str) -> str:
    """Return a kind of replication in words."""
    return _KINDS[kind]


def count_words(count: Count) -> str:
    """Return a stated number in one phrase: ``107 innovations · Kabupaten A · 2020``."""
    parts = (f"{count.value:,} {count.what}", count.owner, region_name(count.region), count.year)
    return " · ".join(str(part) for part in parts if part)


def period_words(innovation: Innovation) -> str:
    """Return when articles told of an innovation: a day, two days, or nothing."""
    first, last = innovation.first_seen, innovation.last_seen
    if first is None or first == last:
        return day_words(first)
    return f"{first} … {last}"


def day_words(day: date | None) -> str:
    """Return a day, or nothing for None."""
    return day.isoformat() if day else ""


def totals_words(statistics: CorpusStatistics) -> str:
    """Return what a corpus holds, in two or three lines."""
    s = statistics
    left_out = [plural(s.n_copies, "copy", "copies")] if s.n_copies else []
    left_out += [f"{s.n_replaced:,} replaced"] if s.n_replaced else []
    note = f" ({' and '.join(left_out)} left out)" if left_out else ""
    lines = [
        f"{plural(s.n_articles, 'article')}{note}, {s.n_relevant:,} of them about innovations",
        f"{plural(s.n_innovations, 'innovation')} in {plural(s.n_mentions, 'mention')}, "
        f"{plural(s.n_awards, 'award')}, {plural(s.n_replications, 'replication')}",
    ]
    if s.first_published:
        lines.append(f"published {s.first_published} to {s.last_published}")
    n_pending = s.n_articles - s.n_extracted
    if n_pending or s.n_unlinked:
        lines.append(f"{plural(n_pending, 'article')} not extracted yet: run `gali run`")
    return "\n".join(lines)


def plural(n: int, one: str, several: str | None = None) -> str:
    """Return a number with its noun: ``1 article``, ``2 articles``, ``3 copies``."""
    return f"{n:,} {one if n == 1 else several or one + 's'}"


def megabytes(n_bytes: int) -> str:
    """Return the size of a file for people: ``0.3 MB``, ``1,240.0 MB``."""
    return f"{n_bytes / 1e6:,.1f} MB"
