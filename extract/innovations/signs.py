"""What speaks for or against a candidate: its words, and the sentence and article around it.

Each sign is a named number of points; finders add those of their cue. All points are set by
hand and small whole steps apart; ``innovations`` adds them up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from corpus.identity import fold, squeeze
from corpus.records import Field
from corpus.vocabulary import body_types
from extract.innovations.acronyms import words_of
from extract.innovations.candidates import Candidate
from extract.innovations.cues import cue_words, look_alike, national_systems
from extract.reading import Reading

_NEAR = re.compile(r"inova|\baplikasi|\bterobosan", re.IGNORECASE)
_INNOVATION = re.compile(r"inova(?:si|tif|tor|tion)", re.IGNORECASE)
_PUBLIC_CONTEST = re.compile(r"\bkrenova\b|kreativitas dan inovasi masyarakat", re.IGNORECASE)
# "e-Planning", "SiAP", "WargaKu", "iDesa"; not "Internet".
_SHAPE = re.compile(r"^(?:[eim][A-Z]|[eEiIm]-\w|[Ss]i-?[A-Z]|SI-[A-Z])|[a-z]K[uU]\b")
_DOMAIN = re.compile(r"\.(?:com|co\.id|go\.id|net|org|tv)$|^www\.", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]+$")
_DIGITS_AND_SPACES = "0123456789 \u00a0\t\n"
_LOOK_BACK = 200
# Code points in which repetitions are counted; no news is longer.
_MOST_COUNTED = 200_000
_REACH = 600
_DEGREE_BEHIND = re.compile(r"\s*,\s*([\w.]+(?: ?[A-Z][\w.]*)?)")


@lru_cache(maxsize=1)
def _after_office() -> re.Pattern[str]:
    """Return a pattern of text before a person's name: ``Menteri Sosial,``, ``Gubernur Jatim``."""
    titles = "|".join(sorted(word.capitalize() for word in cue_words("office_titles")))
    return re.compile(rf"\b(?:{titles}|Wali [Kk]ota)(?:[ ,()&]+[A-Z][\w.'/-]*){{0,6}}[ ,()]*$")


@lru_cache(maxsize=1)
def _degree() -> re.Pattern[str]:
    """Return a pattern of academic degrees: ``S.Kep``, ``SKM``, ``dr.``."""
    first, last = (
        "|".join(sorted(cue_words(part))) for part in ("degree_beginnings", "degree_endings")
    )
    return re.compile(rf"(?:{first})\.? ?(?:tr\.?)?(?:{last})?\.?", re.IGNORECASE)


@lru_cache(maxsize=1)
def _event() -> re.Pattern[str]:
    """Return a pattern of text before the name of an event, song or book."""
    words = "|".join(sorted(cue_words("events")))
    return re.compile(rf"\b(?:{words})(?:nya)?\b[^.]{{0,40}}$", re.IGNORECASE)


# Field, start, end; whether there is no expansion, a naming cue, an office that owns it.
_Place = tuple[Field, int, int, bool, bool, bool]


class Judge:
    """Judges the candidates of one article; what holds for the article is looked up once."""

    def __init__(self, reading: Reading) -> None:
        article = f"{reading.article.title}\n{reading.article.text}"
        self._reading = reading
        self._by_name: dict[str, dict[str, float]] = {}
        self._by_place: dict[_Place, dict[str, float]] = {}
        self._of_article: dict[str, float] = {}
        if not _INNOVATION.search(article):
            self._of_article["no innovation word"] = -0.2
        if not reading.bodies and reading.home.code is None:
            self._of_article["no public body"] = -0.8
        self._is_public_contest = _PUBLIC_CONTEST.search(article) is not None

    def signs(self, candidate: Candidate) -> dict[str, float]:
        """Return the signs of a candidate's name and of its surroundings."""
        name = candidate.name
        if name not in self._by_name:
            self._by_name[name] = _words(name) | _prominence(self._reading, name)
        signs = self._of_article | self._by_name[name]
        signs |= self._signs_of_place(candidate)
        if self._is_public_contest and not candidate.owners:
            signs["public contest"] = -1.2
        return signs

    def _signs_of_place(self, candidate: Candidate) -> dict[str, float]:
        """Return the signs of where a candidate stands, found once for all finders that saw it."""
        is_named, is_owned = "naming cue" in candidate.signs, _is_owned_by_office(candidate)
        span = (candidate.field, candidate.start, candidate.end)
        key = (*span, candidate.expansion is None, is_named, is_owned)
        if key not in self._by_place:
            signs = _person_or_event(self._reading, candidate)
            signs |= _surroundings(self._reading, candidate, is_owned=is_owned)
            if _is_body_or_place(self._reading, candidate):
                signs["body or place"] = -3.0
            self._by_place[key] = signs
        return self._by_place[key]


def _words(name: str) -> dict[str, float]:
    """Return the signs that the words of a name give by themselves."""
    words = words_of(name)
    plain = [w for w in fold(name).split() if w not in cue_words("joiners")]
    signs: dict[str, float] = {}
    generic = cue_words("generic")
    if not words or all(w in generic or w.isdigit() for w in plain):
        signs["generic"] = -3.0
    if _is_national(name):
        signs["national system"] = -4.0
    if not cue_words("contests").isdisjoint(words):
        signs["contest word"] = -2.5
    if words and words[0] in cue_words("offices"):
        signs["office"] = -2.5
    if (len(words) == 1 and len(words[0]) <= 2) or _ROMAN.match(name):
        signs["too short"] = -2.0
    if len(words) > 9:
        signs["too long"] = -0.8
    if _has_usual_shape(name, plain):
        signs["usual shape"] = 0.9
    if _DOMAIN.search(name):
        signs["web address"] = -3.0
    if sum(map(str.isdigit, name)) > len(name) / 2:
        signs["number"] = -3.0
    return signs


def _has_usual_shape(name: str, words: list[str]) -> bool:
    """Return whether a name is built as those of innovations often are (``e-…``, ``Si …``)."""
    if _SHAPE.search(name):
        return True
    return len(words) > 1 and (
        words[0] in cue_words("name_beginnings") or words[-1] in cue_words("name_endings")
    )


def _is_national(name: str) -> bool:
    """Return whether a name is a known system, contest or term, also with a number after it."""
    known = national_systems()
    plain = name.rstrip(_DIGITS_AND_SPACES)
    if look_alike(squeeze(name)) in known:
        return True
    return plain != name and look_alike(squeeze(plain)) in known


def _person_or_event(reading: Reading, candidate: Candidate) -> dict[str, float]:
    """Return signs against names of people, slogans and events."""
    text = reading.text_of(candidate.field)
    before = text[max(0, candidate.start - 90) : candidate.start]
    signs: dict[str, float] = {}
    if candidate.expansion is None and _after_office().search(before):
        signs["after office"] = -2.5
    after = _DEGREE_BEHIND.match(text[candidate.end : candidate.end + 24])
    if _degree().fullmatch(candidate.name) or (after and _degree().fullmatch(after.group(1))):
        signs["degree"] = -3.0
    if "naming cue" in candidate.signs and _event().search(before):
        signs["event"] = -1.5
    return signs


def _prominence(reading: Reading, name: str) -> dict[str, float]:
    """Return signs for a name that the article repeats, puts in its title, or spells oddly."""
    signs: dict[str, float] = {}
    n_mentions = reading.article.text[:_MOST_COUNTED].count(name)
    if n_mentions >= 2:
        signs["repeated"] = 0.3 if n_mentions == 2 else 0.6 if n_mentions == 3 else 0.8
    inner = sum([sum(map(str.isupper, word[1:])) for word in name.split()])
    if inner >= 2 or any(map(str.isdigit, name)):
        signs["odd spelling"] = 0.3
    if name.casefold() in reading.article.title.casefold() and (" " in name or inner >= 2):
        signs["in title"] = 0.3
    return signs


def _surroundings(reading: Reading, candidate: Candidate, *, is_owned: bool) -> dict[str, float]:
    """Return the signs of the words around a name: its sentence and what stands before it."""
    sentence = reading.sentence_at(candidate.field, candidate.start)
    if sentence is None:
        return {}
    first = max(0, sentence.start - _LOOK_BACK, candidate.start - _REACH)
    last = min(sentence.end, candidate.end + _REACH)
    around = reading.text_of(candidate.field)[first:last]
    signs: dict[str, float] = {}
    is_outsider, is_near = _kind_of_text(around)
    if is_outsider and not is_owned:
        signs["outsiders"] = -1.8
    if is_near:
        signs["innovation near"] = 0.4
    return signs


@lru_cache(maxsize=512)
def _kind_of_text(text: str) -> tuple[bool, bool]:
    """Return whether a text speaks of outsiders, and whether of innovations.

    Kept, because all candidates of a sentence have the same text around them.
    """
    return _is_outsider(text), _NEAR.search(text) is not None


def _is_outsider(text: str) -> bool:
    """Return whether a text has a word for pupils, students or companies."""
    return not cue_words("outsiders").isdisjoint(fold(text).split())


def _is_owned_by_office(candidate: Candidate) -> bool:
    """Return whether a name has a public owner where pupils and students do not work."""
    owners = [owner for owner in candidate.owners if not _is_outsider(owner.text)]
    return any(owner.type and body_types()[owner.type].body_class != "sekolah" for owner in owners)


def _is_body_or_place(reading: Reading, candidate: Candidate) -> bool:
    """Return whether a body or a place makes up the whole name.

    A name whose letters an expansion explains is no place, though it may be spelt like one.
    """
    sentence = reading.sentence_at(candidate.field, candidate.start)
    if sentence is None:
        return False
    bodies = reading.bodies_in(sentence)
    number = bisect_right(bodies, candidate.start, key=lambda body: body.start) - 1
    if number >= 0 and candidate.end <= bodies[number].end:
        return True
    regions = reading.regions_in(sentence)
    number = bisect_right(regions, candidate.start, key=lambda region: region.start) - 1
    if number < 0 or candidate.end > regions[number].end:
        return False
    return candidate.expansion is None or regions[number].how in {
        "government",
        "titled",
        "dateline",
    }
