"""Ranks and labels that a contest gives: ``Top 99``, ``Juara I``, ``10 besar``, ``Terinovatif``.

Finds the words and brings them into the form of the codebook. Whether somebody really got the
rank, and who, is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

RankKind = Literal["set", "place", "stage", "label", "grade"]

_SERIES = (
    "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh",
    "pertama kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh",
    "i ii iii iv v vi vii viii ix x",
    "utama",
)
_ORDINALS = {word: n for series in _SERIES for n, word in enumerate(series.split(), 1)}
_CARDINALS = {word: n for n, word in enumerate(_SERIES[0].split(), 1)}
_NUMBER = "|".join(sorted((*_ORDINALS, r"\d{1,2}"), key=len, reverse=True))

_TOP = re.compile(
    r"\btop\s?[-–]?\s?(?P<n>\d{1,3})\b(?:\s?/\s?(?P<year>20\d\d)\b)?|\b(?P<m>\d{2,3})\s+top\b", re.I
)
_BIG = re.compile(
    r"(?:\b(?:masuk|lolos|tembus|menembus|jajaran|menyisakan|finalis|menuju|ke|di|dalam|babak)\s+"
    r"(?:ke\s+|dalam\s+|dari\s+)?)(?P<label>(?P<n>\d{1,3}|"
    + "|".join(_CARDINALS)
    + r")\s+besar)\b",
    re.I,
)
_BEST_OF = re.compile(
    r"\b(?P<n>\d{2,3})\s+(?:nominasi\s+)?(?:inovasi\s+)?(?:pelayanan\s+publik\s+)?terbaik\b", re.I
)
_PLACE = re.compile(
    r"\b(?P<head>(?:juara\s+)?harapan|juara|pemenang|terbaik|peringkat|posisi|urutan|ranking|rangking)"
    r"\s?(?:ke[\s-]{1,3})?(?P<n>" + _NUMBER + r")(?:nya)?\b(?![.,]\d)(?!\s+besar\b)",
    re.I,
)
_FIXED = re.compile(
    r"\b(?:juara\s+umum|outstanding\s+achievement|honorable\s+mention|finalis|nilai\s+tertinggi"
    r"|terbaik\s+kategori\s+(?:replikasi|umum|khusus)|terbaik\s+(?:replikasi|umum)|terfavorit"
    r"|penyelenggara\s+inovasi\s+pelayanan\s+publik\s+terbaik"
    r"|(?:platinum|gold|silver|bronze)\s+(?:award|winner|medal)"
    r"|\d{1,3}\s+(?:nominasi|finalis(?:\s+kelompok\s+\w+)?)\b(?!\s+(?:inovasi\s+)?terbaik)"
    r"|(?<!penganugerahan )(?<!penganugerahan top )inovasi\s+terpuji)\b",
    re.I,
)
_CONSOLATION = re.compile(r"^\W{0,5}(?P<label>(?:juara\s)?harapan)\s?:", re.I | re.M)
_FINAL = re.compile(
    r"\b(?:masuk|melaju|melangkah|lolos|maju|tembus|menembus)\s(?:ke\s)?(?:dalam\s)?"
    r"(?:babak\s|tahap\s)?(?P<label>(?:grand\s)?final)\b",
    re.I,
)
_BEST = re.compile(
    r"\b(?:dinyatakan|dinobatkan|ditetapkan|terpilih|predikat)\s+(?:menjadi\s+|sebagai\s+)?"
    r"(?:yang\s+)?(?:inovasi\s+)?(?P<label>terbaik)\b",
    re.I,
)
# How innovative a region is; bodies and villages are graded too, but not by the ministry.
_GRADE = re.compile(
    r"(?<!perangkat daerah )(?<!\bopd )(?<!\bdesa )(?<!kelurahan )(?<!kecamatan )(?<!sekolah )"
    r"(?<!puskesmas )(?<!\d daerah )(?<!\d kabupaten )(?<!\d kota )"
    r"\b(?:(?-i:(?:Provinsi|Kabupaten|Kota)\s)terinovatif(?!\s?:)"
    r"|(?<!kategori )daerah\s+perbatasan\s+terinovatif(?:\s+nasional)?|ter-?inovatif"
    r"|sangat\s+inovatif|(?:(?<=predikat )|(?<=kota )|(?<=kabupaten )|(?<=provinsi )"
    r"|(?<=kategori ))inovatif)\b",
    re.I,
)
# Every rank holds one of these; most sentences hold none, and need no further search.
_GATE = (
    "top besar terbaik juara harapan pemenang peringkat posisi urutan ranking rangking finalis"
    " outstanding honorable tertinggi terfavorit terpuji inovatif award winner medal nominasi final"
).split()
_REGION_TYPE = re.compile(r"^(?:Provinsi|Kabupaten|Kota) ")
_ROMAN = re.compile(r"[ivx]+", re.I)
_HIGHEST_PLACE = 10
# Words for a place that an article uses for each other.
_SAME_PLACE = {
    "Pemenang": "Juara",
    "Posisi": "Peringkat",
    "Urutan": "Peringkat",
    "Ranking": "Peringkat",
    "Rangking": "Peringkat",
}


@dataclass(frozen=True, slots=True)
class RankMention:
    """A rank as a text names it.

    Attributes:
        start: First code point in the text that was searched.
        end: One past the last.
        label: The rank in title case (``Top 99``, ``Juara I``, ``10 Besar``).
        kind: ``set`` (many get it), ``place`` (one gets it), ``stage`` (finalists), ``label``
            (a title of its own) or ``grade`` (how innovative a region is).
        number: Size of the set or number of the place; None for others.
        year: Year written with it (``Top 99/2019``); None if there is none.
    """

    start: int
    end: int
    label: str
    kind: RankKind
    number: int | None = None
    year: int | None = None

    @property
    def for_region(self) -> bool:
        """Whether only governments can have it."""
        return self.kind == "grade" or self.label.startswith("Penyelenggara")

    @property
    def identity(self) -> tuple[str, int | str]:
        """What makes two ways of writing the same rank: ``Juara I`` and ``juara pertama``."""
        if self.kind == "grade":
            return (self.kind, _REGION_TYPE.sub("", self.label))
        if self.kind != "place":
            return (self.kind, self.number if self.number is not None else self.label)
        head = "Harapan" if "Harapan" in self.label else self.label.split()[0]
        return (_SAME_PLACE.get(head, head), self.number or 0)


def find_ranks(text: str) -> list[RankMention]:
    """Return the ranks named in a text, in order; of two that overlap the longer one."""
    folded = text.casefold()
    if not any(stem in folded for stem in _GATE):
        return []
    found = sorted(_candidates(text), key=lambda rank: (rank.start, rank.start - rank.end))
    ranks: list[RankMention] = []
    for rank in found:
        if not ranks or rank.start >= ranks[-1].end:
            ranks.append(rank)
    return ranks


def title_case(words: str) -> str:
    """Return a rank as the codebook writes it: ``juara ii`` becomes ``Juara II``."""
    return " ".join(
        word.upper() if _ROMAN.fullmatch(word) else word[:1].upper() + word[1:].lower()
        for word in words.split()
    )


def _candidates(text: str) -> Iterator[RankMention]:
    """Yield all ranks, overlapping ones too."""
    for match in _TOP.finditer(text):
        yield _top(match)
    for match in _BIG.finditer(text):
        number = _CARDINALS.get(match["n"].lower()) or int(match["n"])
        start, end = match.span("label")
        yield RankMention(start, end, title_case(match["label"]), "set", number)
    for match in _BEST_OF.finditer(text):
        label = f"{match['n']} Terbaik"
        yield RankMention(match.start(), match.end(), label, "set", int(match["n"]))
    yield from _places(text)
    for match in _BEST.finditer(text):
        yield RankMention(*match.span("label"), "Terbaik", "label")
    for match in _CONSOLATION.finditer(text):
        yield RankMention(*match.span("label"), title_case(match["label"]), "place")
    for match in _FINAL.finditer(text):
        yield RankMention(*match.span("label"), "Finalis", "stage")
    for match in _FIXED.finditer(text):
        kind: RankKind = "stage" if match.group().lower() == "finalis" else "label"
        yield RankMention(match.start(), match.end(), title_case(match.group()), kind)
    for match in _GRADE.finditer(text):
        yield RankMention(match.start(), match.end(), title_case(match.group()), "grade")


def _top(match: re.Match[str]) -> RankMention:
    """Return the rank of a ``Top 45`` or a ``99 top``."""
    number = int(match["n"] or match["m"])
    year = int(match["year"]) if match["year"] else None
    return RankMention(match.start(), match.end(), f"Top {number}", "set", number, year)


def _places(text: str) -> Iterator[RankMention]:
    """Yield places such as ``Juara II`` and ``Terbaik ke I``; a position beyond ten is no prize."""
    for match in _PLACE.finditer(text):
        word = match["n"].lower()
        number = _ORDINALS.get(word) or (int(word) if word.isdecimal() else 0)
        if 1 <= number <= _HIGHEST_PLACE:
            label = title_case(f"{match['head']} {match['n']}")
            yield RankMention(match.start(), match.end(), label, "place", number)
