"""Numbers in a sentence that may count innovations or those who take part with them.

A number counts if a noun from ``data/count_nouns.csv`` follows it, or if it goes on with a
count told just before (``79 inovasi pada 2015 dan 67 pada 2016``). Duties and targets, the
works of pupils, what is left over and the number one are out. Whose the number is and for which
year is asked in ``counts``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import islice

from corpus.records import CountWhat
from extract.numerals import Numeral, find_numerals

_FILLERS = (
    r"buah|jenis|macam|ide|nama|data|usulan|usul|produk|program|layanan|total|dokumen|gagasan|"
    r"konsep|bentuk|karya|proposal|terobosan|proyek"
)
_INNOVATION = r"(?:inn?ovasi|invoasi|innovation)"
_CONTEST = re.compile(
    rf"\b(?:kipp|kovablik|krenova|iga|kompetisi|lomba|awards?|anugerah|kontes|{_INNOVATION})\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:minimal|minimum|paling sedikit|wajib|harus|setiap|tiap|target\w*|menarget\w*|"
    r"masing-masing)\b[^.,;]{0,40}$",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\s*(?:(?:\w+\s+){0,2}(?:siswa|siswi|pelajar|mahasiswa)|lainnya|lain)\b", re.IGNORECASE
)
_ENTERED_BEFORE = re.compile(
    r"\b(?:diikuti|diikutsertakan|ikut|melibatkan)(?:\s+(?:oleh|sebanyak|sekitar|total))*\s+$",
    re.IGNORECASE,
)
_ENTERED_AFTER = re.compile(
    r"[^.,;:]{0,25}?\b(?:bersaing|mengikuti|ikut|mendaftar|berpartisipasi|unjuk|pamerkan|"
    r"memamerkan|ambil bagian|berkompetisi|berlaga|berlomba|mengirim\w*|mengajukan|terdaftar)\b",
    re.IGNORECASE,
)
# Guests and an audience take no part in the contest.
_ATTENDING = re.compile(
    r"\b(?:dihadiri|hadirin|menghadirkan|disaksikan|ditonton|undangan|memenuhi)\b[^.;]*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:dari|oleh|milik)\s+(?:sebanyak\s+)?$", re.IGNORECASE)
_AMONG = re.compile(r"\s+di\s?antaranya\b", re.IGNORECASE)
_OF_YEAR_AFTER = re.compile(r"\s+(?:pada|di|untuk)\s+(?:tahun\s+)?20\d{2}\b", re.IGNORECASE)
_OF_YEAR_BEFORE = re.compile(
    r"\b20\d{2}\s*(?:ada|sebanyak|berjumlah|mencapai|(?:naik\s+)?menjadi|:)?\s+$", re.IGNORECASE
)
_NUMBER_OF = re.compile(
    rf"\b(?:jumlah|total)\s+(?:\w+\s+)?{_INNOVATION}\b[^.;]{{0,60}}?"
    r"\b(?:sebanyak|sejumlah|mencapai|berjumlah|menjadi|ada|adalah|yakni|yaitu)\s+$"
    rf"|\b{_INNOVATION}\b[^.;,]{{0,40}}\b(?:sebanyak|sejumlah|berjumlah)\s+$",
    re.IGNORECASE,
)
_HANDED_IN = re.compile(r"\b\w*(?:ajukan|kirimkan|kirim|daftarkan|usulkan)\s+$", re.IGNORECASE)
_NOTHING_COUNTED = re.compile(
    r"(?:\s+buah)?\s*(?:[.,;!?\"”)]|(?:dan|lalu|untuk|pada|ke)\b|\(|$)", re.IGNORECASE
)
_MOST_NUMBERS = 60  # in one sentence
_BEFORE = 80  # code points of context that the expressions above may look back on


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A number in a sentence that may be a count.

    Attributes:
        start: First code point of the number, in the sentence.
        end: One past the noun, or past the number if no noun follows.
        value: The number, 2 or more.
        what: What it counts.
        rule: ``noun``, ``number_of``, ``continued``, ``handed_in``, ``linked``, ``entrants``,
            ``bodies`` or ``innovators``.
        confidence: 0..1, by the strength of the cue.
    """

    start: int
    end: int
    value: int
    what: CountWhat
    rule: str
    confidence: float


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    """Return the nouns that may be counted, in lower case, with their kinds."""
    text = files("extract").joinpath("data", "count_nouns.csv").read_text(encoding="utf-8")
    return {row["noun"].lower(): row["kind"] for row in csv.DictReader(text.splitlines())}


@lru_cache(maxsize=1)
def _noun_pattern() -> re.Pattern[str]:
    """Return an expression for the noun after a number, with up to two words between."""
    nouns = "|".join(re.escape(noun) for noun in sorted(_nouns(), key=len, reverse=True))
    return re.compile(rf"\s+(?:(?:{_FILLERS})\s+){{0,2}}(?P<noun>{nouns})\b(?!-)", re.IGNORECASE)


def find_candidates(sentence: str, context: str) -> list[Candidate]:
    """Return the numbers in a sentence that may be counts, in order.

    Args:
        sentence: The sentence.
        context: Words before it that may tell what it is about, such as the title.
    """
    found: list[Candidate] = []
    for numeral in islice(find_numerals(sentence), _MOST_NUMBERS):
        before = sentence[max(0, numeral.start - _BEFORE) : numeral.start]
        if numeral.value < 2 or _DUTY.search(before):
            continue
        noun = _noun_pattern().match(sentence, numeral.end)
        if noun:
            found += _with_noun(numeral, noun, sentence, before, context, found)
        elif numeral.form != "collective":
            found += _without_noun(numeral, sentence, before, context, found)
    return found


def _with_noun(
    numeral: Numeral,
    noun: re.Match[str],
    sentence: str,
    before: str,
    context: str,
    found: list[Candidate],
) -> Iterator[Candidate]:
    """Yield a number with a noun, if the noun is one that the cues around allow."""
    kind, end = _nouns()[noun["noun"].lower()], noun.end()
    about_contest = bool(_CONTEST.search(sentence) or _CONTEST.search(context))
    if _REST.match(sentence, end):
        return
    if kind in {"innovation", "entry"}:
        # "kedua inovasi ini" takes up two that were named before, it does not count.
        if about_contest and not (numeral.form == "collective" and numeral.value < 3):
            yield _candidate(numeral, end, "innovations", "noun", 0.9)
    elif numeral.form == "collective":
        return
    elif kind == "body":
        yield from _bodies(numeral, end, sentence, before, found, about_contest)
    elif about_contest and not _ATTENDING.search(before):
        rule = "innovators" if kind == "innovator" else "entrants"
        yield _candidate(numeral, end, "participants", rule, 0.7)


def _bodies(
    numeral: Numeral,
    end: int,
    sentence: str,
    before: str,
    found: list[Candidate],
    about_contest: bool,
) -> Iterator[Candidate]:
    """Yield a number of bodies that innovations come from or that enter a contest."""
    last = found[-1] if found else None
    if last and _FROM.search(before) and numeral.start - last.end < 60 and _counts(last):
        yield _candidate(numeral, end, "participants", "linked", 0.9)
    elif about_contest and (_ENTERED_BEFORE.search(before) or _ENTERED_AFTER.match(sentence, end)):
        yield _candidate(numeral, end, "participants", "bodies", 0.7)


def _counts(candidate: Candidate) -> bool:
    """Return whether a candidate counts innovations."""
    return candidate.what == "innovations"


def _without_noun(
    numeral: Numeral, sentence: str, before: str, context: str, found: list[Candidate]
) -> Iterator[Candidate]:
    """Yield a number whose noun was told before it."""
    after = numeral.end
    continues = any(_counts(candidate) for candidate in found)
    if _NUMBER_OF.search(before) and _NOTHING_COUNTED.match(sentence, after):
        yield _candidate(numeral, after, "innovations", "number_of", 0.9)
    elif continues and (
        _AMONG.match(sentence, after)
        or _OF_YEAR_AFTER.match(sentence, after)
        or (_OF_YEAR_BEFORE.search(before) and _NOTHING_COUNTED.match(sentence, after))
    ):
        yield _candidate(numeral, after, "innovations", "continued", 0.7)
    elif (
        _CONTEST.search(context)
        and _HANDED_IN.search(before)
        and _NOTHING_COUNTED.match(sentence, after)
    ):
        yield _candidate(numeral, after, "innovations", "handed_in", 0.5)


def _candidate(
    numeral: Numeral, end: int, what: CountWhat, rule: str, confidence: float
) -> Candidate:
    """Return a number as a candidate."""
    return Candidate(
        start=numeral.start,
        end=end,
        value=numeral.value,
        what=what,
        rule=rule,
        confidence=confidence,
    )
