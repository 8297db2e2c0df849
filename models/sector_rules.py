"""What speaks for the sectors of an innovation by rules: what it does first, then who owns it.

Words in its name, expansion and description weigh most, then the type of its owner, then the
words around it. The classifier (``sector``) weighs these scores together with the words
themselves; alone they are the baseline that it has to beat.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus.records import Mention, Reason
from corpus.vocabulary import body_types, sectors
from models.sector_words import find_sector_words

_FALLBACK = "tata_kelola"
_FALLBACK_WEIGHT = 0.4
# Weight of a strong and of a weak word by where it stands.
_PARTS: dict[str, tuple[str, float, float]] = {
    "expansion": ("kepanjangan", 2.0, 0.8),
    "description": ("penjelasan", 1.8, 0.7),
    "name": ("nama", 2.0, 0.6),
    "owner": ("pemilik", 1.0, 0.2),
    "context": ("kalimat sekitarnya", 0.45, 0.1),
}
_MOST_FROM_CONTEXT = 2.0
_FIRST_OWNER, _NEXT_OWNER = 3.0, 1.2
# Owners that serve all sectors say less about what their innovation does.
_GENERAL_SECTORS = frozenset({"tata_kelola", "desa_pemberdayaan", "kominfo_digital"})
_GENERAL_OWNER = 1.6


def score_sectors(mention: Mention, context: str = "") -> dict[str, float]:
    """Return how much speaks for each sector, by its code; see ``find_reasons``.

    Governance, the codebook's sector for work that cuts across the others, leads where nothing
    speaks for any.
    """
    reasons = find_reasons(mention, context)
    scores = {code: score_reasons(reasons.get(code, ())) for code in sectors()}
    scores[_FALLBACK] += _FALLBACK_WEIGHT
    return scores


def find_reasons(mention: Mention, context: str) -> dict[str, list[Reason]]:
    """Return everything that speaks for a sector, by sector; sectors without any are left out.

    Args:
        mention: The innovation as an article tells of it.
        context: The words around its name; may be empty.
    """
    reasons: dict[str, list[Reason]] = defaultdict(list)
    for sector, reason in _iter_reasons(mention, context):
        reasons[sector].append(reason)
    return dict(reasons)


def _iter_reasons(mention: Mention, context: str) -> Iterator[tuple[str, Reason]]:
    """Yield everything that speaks for a sector, with the sector."""
    yield from _owner_reasons(mention)
    texts = {
        "expansion": mention.expansion or "",
        "description": mention.description or "",
        "name": " ".join(mention.surfaces),
        "owner": " ".join(_owners_without_type(mention)),
        "context": context,
    }
    for part, text in texts.items():
        where, strong, weak = _PARTS[part]
        for word in find_sector_words(text):
            weight = strong if word.strength == "strong" else weak
            yield word.sector, Reason(name=f"kata “{word.word}” dalam {where}", weight=weight)


def _owner_reasons(mention: Mention) -> Iterator[tuple[str, Reason]]:
    """Yield the sectors that the owners' types serve; the first owner weighs most."""
    for number, (owner, type_id) in enumerate(
        zip(mention.owners, mention.owner_types, strict=True)
    ):
        body = body_types().get(type_id or "")
        if body is None or body.sector is None:
            continue
        weight = _FIRST_OWNER if number == 0 else _NEXT_OWNER
        if body.sector in _GENERAL_SECTORS:
            weight = min(weight, _GENERAL_OWNER)
        yield body.sector, Reason(name=f"pemilik: {owner}", weight=weight)


def _owners_without_type(mention: Mention) -> list[str]:
    """Return the owners of which only the words are known."""
    pairs = zip(mention.owners, mention.owner_types, strict=True)
    return [owner for owner, type_id in pairs if type_id is None]


def score_reasons(reasons: Sequence[Reason]) -> float:
    """Return the sum of some reasons; those from the words around are limited together."""
    around = _PARTS["context"][0]
    context = sum(reason.weight for reason in reasons if reason.name.endswith(around))
    own = sum(reason.weight for reason in reasons if not reason.name.endswith(around))
    return own + min(context, _MOST_FROM_CONTEXT)
