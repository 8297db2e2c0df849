"""Relations of innovations and contradictions about them in words, English and Indonesian."""

from __future__ import annotations

from typing import Literal

from corpus.records import Conflict
from corpus.relations import RelatedInnovation
from gali.wording import plural, region_name
from models.linkage.features import WORDS as FEATURES

Language = Literal["en", "id"]

_KINDS: dict[Language, dict[str, str]] = {
    "en": {
        "source": "copies",
        "replica": "copied as",
        "homonym": "same name, another innovation",
        "similar": "similar in words, no fact",
    },
    "id": {
        "source": "mereplikasi",
        "replica": "direplikasi sebagai",
        "homonym": "nama sama, inovasi lain",
        "similar": "mirip menurut kata, bukan fakta",
    },
}
_STEPS: dict[Language, dict[str, str]] = {
    "en": {
        "adopted": "adopted",
        "agreement": "agreed",
        "planned": "planned",
        "study_visit": "study visit",
    },
    "id": {
        "adopted": "diterapkan",
        "agreement": "disepakati",
        "planned": "direncanakan",
        "study_visit": "kunjungan belajar",
    },
}
_FEATURES_ID = {
    "same_name": "nama sama persis",
    "same_long_name": "makin panjang nama yang sama, makin kecil kemungkinan kebetulan",
    "slip": "nama berbeda seperti salah ketik",
    "slip_short": "nama pendek, satu huruf hilang atau tertukar",
    "slip_letter": "nama pendek, satu huruf lain",
    "weak_rest": "nama yang satu hanya ditambah kata umum",
    "part": "nama yang satu bagian dari nama yang lain",
    "gaps": "semua kata nama yang satu ada di nama yang lain, dengan sisipan",
    "one_word": "nama yang satu adalah satu kata dari nama yang lain",
    "some_words": "nama punya kata yang sama, dan masing-masing punya kata sendiri",
    "common_words": "bagian kata yang sama",
    "other_name": "nama tidak mirip",
    "alias": "disebut dengan nama itu dalam berita tentang yang lain",
    "name_is_expansion": "nama yang satu adalah kepanjangan yang lain",
    "other_numbers": "angka pada nama berbeda",
    "generic_name": "nama hanya menyebut jenisnya",
    "same_expansion": "kepanjangan sama",
    "like_expansion": "kepanjangan sama kecuali salah ketik atau kata sambung",
    "cut": "kepanjangan yang satu adalah awal atau akhir yang lain",
    "more_words": "kepanjangan yang satu punya kata sisipan",
    "other_words": "kepanjangan berbeda",
    "few_common_words": "sedikit kata kepanjangan yang sama",
    "one_expansion": "hanya satu yang punya kepanjangan",
    "no_expansion": "tidak ada yang punya kepanjangan",
    "same_owner": "pemilik sama",
    "same_owner_and_name": "satu lembaga tidak memberi dua inovasi nama yang sama",
    "parent_owner": "pemilik adalah unit dan dinas induknya",
    "kin_owner": "pemilik dari bidang yang sama",
    "other_unit": "pemilik dua unit sejenis",
    "other_owner": "pemilik dari bidang lain",
    "unlike_owner": "nama pemilik tidak mirip",
    "unknown_region": "daerah salah satu tidak diketahui",
    "unknown_regions": "daerah keduanya tidak diketahui",
    "province": "satu dari provinsi, satu dari daerah di dalamnya",
}


def related_words(related: RelatedInnovation, language: Language = "en") -> str:
    """Return a relation in one line: what it is, to which innovation, where, why."""
    where = region_name(related.region)
    named = f"{related.name} ({related.expansion})" if related.expansion else related.name
    place = f"{named}, {where}" if where else named
    kind = _KINDS[language][related.kind]
    reasons = ", ".join(reason_words(related.kind, name, language) for name in related.reasons)
    return " · ".join(filter(None, (f"{kind}: {place}", reasons, f"{related.score:.2f}")))


def reason_words(kind: str, reason: str, language: Language = "en") -> str:
    """Return one reason of a relation in words; a shared word stays as it is."""
    if kind == "homonym":
        names = _FEATURES_ID if language == "id" else FEATURES
        return names.get(reason, reason)
    return _STEPS[language].get(reason, reason) if kind != "similar" else reason


def conflict_words(conflict: Conflict) -> str:
    """Return one side of a contradiction in one line."""
    return f"{conflict.field}: {conflict.value} ({plural(conflict.n_mentions, 'mention')})"
