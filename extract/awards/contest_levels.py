"""On which level a contest is held: regency or city, province, nation, world.

A word beside the contest's name decides; else who runs it or hands over the prizes in the same
sentence; else what the article as a whole says.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from corpus.records import AwardLevel, Field
from extract.reading import Reading

_ORDER: tuple[AwardLevel, ...] = ("internasional", "nasional", "provinsi", "kabupaten")
_BEHIND = re.compile(
    r"[\s(–-]*(?:(?:tahun|th\.?|ke[- ]?)?\s*[\dIVX]{1,4}\b\)?\s*)?(?:yang\s+\w+\s+)?"
    r"(?:(?:di\s+)?tingkat|se-?|antar|milik|oleh|versi|untuk|dari|gelaran|level|skala)?\s*"
    r"(?:(?P<kabupaten>kabupaten\b|kab\b|kota\b|pemkab\b|pemkot\b|pemko\b|pemerintah\s+ka?o?[bt])"
    r"|(?P<provinsi>provinsi\b|prov\b|pemprov\b|pemerintah\s+provinsi|daerah\s+istimewa)"
    r"|(?P<nasional>nasional\b|kemen\s?pan|kementerian\b|kementrian\b|men\s?pan|kemendagri\b))",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:kabupaten|kota|provinsi)\b", re.IGNORECASE)
_HEADS: tuple[tuple[AwardLevel, str], ...] = (
    ("provinsi", r"(?:wakil\s+)?gubernur|gubsu|wagub"),
    ("kabupaten", r"(?:wakil\s+)?(?:bupati|wali\s?kota)|wabup|wawali|sekda"),
)
_GIVES = (
    r"(?:menyerahkan|serahkan|memberikan|membagikan|bagikan|membuka|mengumumkan|menganugerahkan)"
)
_GIVEN_BY = (
    r"(?:diserahkan|diberikan|dibagikan|dibuka|diumumkan|penghargaan dari|tangan|hadiah|dilakukan)"
)
_ENTERS = re.compile(
    r"\b(?:pemkab|pemkot|pemko|pemprov|pemerintah (?:kabupaten|kota|provinsi)|bupati|wali\s?kota)\b"
    r"[^.;:\n]{0,40}?\b(?:mengajukan|mendaftarkan|mengirim\w*|mengusulkan|mengikuti|mengikutsertakan"
    r"|mengikutkan|meloloskan)\b",
    re.IGNORECASE,
)
_PROVINCE_DIGITS = 2
_BEHIND_REACH = 80
_REGION_REACH = 25
_BETWEEN = re.compile(
    r"[\s()]*(?:tahun\s+)?(?:20\d\d)?[\s()]*(?:di|tingkat|se-?|wilayah|milik|versi|untuk|antar)?\s*",
    re.IGNORECASE,
)
_MOST_NATIONAL_SETS = frozenset({99, 45, 40, 35, 33})
_TOP = re.compile(r"\btop\s*(\d{2})\b", re.IGNORECASE)


def level_behind(reading: Reading, field: Field, end: int) -> AwardLevel | None:
    """Return the level that the words right behind a contest's name tell; None if they do not.

    ``KIPP tingkat provinsi``, ``KIPP 2020 Kabupaten …``, ``KIPP Babel``.
    """
    text = reading.text_of(field)
    match = _BEHIND.match(" ".join(text[end : end + _BEHIND_REACH].split()))
    if match:
        return next(level for level in _ORDER if match.groupdict().get(level))
    place = place_behind(reading, field, end)
    if place is None:
        return None
    return "provinsi" if len(place) == _PROVINCE_DIGITS else "kabupaten"


def level_within(name: str) -> AwardLevel | None:
    """Return the level that a contest's own name tells (``Lomba Inovasi Kabupaten …``)."""
    match = _WITHIN.search(name)
    if match is None:
        return None
    return "provinsi" if match.group().casefold() == "provinsi" else "kabupaten"


def level_of_place_within(
    reading: Reading, field: Field, start: int, end: int
) -> AwardLevel | None:
    """Return the level of the region that a contest's own name holds (``Riau Innovation Award``).

    None if it holds none, or a name that several regions have.
    """
    for place in reading.regions:
        if place.field == field and start <= place.start and place.end <= end and place.code:
            return "provinsi" if len(place.code) == _PROVINCE_DIGITS else "kabupaten"
    return None


def level_entered(sentence: str) -> AwardLevel | None:
    """Return the national level where a government itself enters; None if none is said to.

    Bodies of a regency compete in its own contest, the regency in that of others.
    """
    return "nasional" if _ENTERS.search(sentence) else None


def level_told(words: str) -> AwardLevel | None:
    """Return the level that words name as such (``tingkat provinsi``); None if they do not."""
    return _first_level("level_words", words.casefold())


def level_of_sentence(sentence: str) -> AwardLevel | None:
    """Return the level that a sentence tells by its words, organisers and presenters."""
    words = sentence.casefold()
    level = _first_level("level_words", words) or _first_level("organisers", words)
    return level or next((level for level, head in _presenters() if head.search(words)), None)


def level_of_article(reading: Reading) -> AwardLevel:
    """Return the level that the article as a whole makes most likely."""
    return _likeliest_level(reading.article.title, reading.article.text) or _level_of_home(reading)


@lru_cache(maxsize=1)
def _likeliest_level(title: str, article_text: str) -> AwardLevel | None:
    """Return the level that most words of an article speak for; None if none do.

    Kept for the article at hand: each of its contests asks.
    """
    text = f"{title}\n{article_text}".casefold()
    votes = dict.fromkeys(_ORDER, 0)
    for phrases_of in _data().values():
        for level, phrases in phrases_of.items():
            votes[level] += 2 * bool(phrases.search(text))
    for level, presenter in _presenters():
        votes[level] += 2 * bool(presenter.search(text))
    if any(int(number) in _MOST_NATIONAL_SETS for number in _TOP.findall(text)):
        votes["nasional"] += 1
    best = max(_ORDER, key=lambda level: votes[level])
    return best if votes[best] else None


def place_behind(reading: Reading, field: Field, end: int) -> str | None:
    """Return the code of a place that is named right behind a contest's name; None without."""
    text = reading.text_of(field)
    for place in reading.regions:
        near = place.field == field and 0 <= place.start - end <= _REGION_REACH
        if near and _BETWEEN.fullmatch(text, end, place.start):
            return place.code
    return None


def _first_level(table: str, words: str) -> AwardLevel | None:
    """Return the highest level of a table of which a word occurs."""
    found = (level for level, phrases in _data()[table].items() if phrases.search(words))
    return next(found, None)


def _level_of_home(reading: Reading) -> AwardLevel:
    """Return the level of the region that the article is about."""
    code = reading.home.code
    if code is None:
        return "nasional"
    return "provinsi" if len(code) == _PROVINCE_DIGITS else "kabupaten"


@lru_cache(maxsize=1)
def _presenters() -> tuple[tuple[AwardLevel, re.Pattern[str]], ...]:
    """Return expressions for heads of regions who hand over prizes."""
    return tuple(
        (
            level,
            re.compile(
                rf"\b(?:{head})\b[^.;\n]{{0,60}}?\b{_GIVES}|\b{_GIVEN_BY}\b[^.;\n]{{0,40}}?\b(?:{head})\b"
            ),
        )
        for level, head in _HEADS
    )


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Mapping[AwardLevel, re.Pattern[str]]]:
    """Return the words of the data file as one expression for each level."""
    text = files("extract").joinpath("data", "contests.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return {
        table: {
            level: re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, data[table][level])) + ")")
            for level in _ORDER
            if level in data[table]
        }
        for table in ("level_words", "organisers")
    }
