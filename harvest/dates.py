"""When an article was published, where only its own text can tell: datelines, bylines, date lines.

A date inside a running sentence is that of an event and never taken. Where two places of the
same rank disagree, no date is found. How one date is written is the business of
``written_dates``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.identity import fold
from corpus.records import DatePrecision
from harvest.written_dates import DATE, MONTH_NAME, TIME, WrittenDate, parse_date, read_match

__all__ = [
    "PublishedDate",
    "WrittenDate",
    "find_published",
    "is_running",
    "parse_date",
    "read_date_line",
]

_WINDOW = 20_000
_HEAD_LINES = 12
_END_LINES = 6
_LONGEST_DATE_LINE = 110
_LONGEST_PLACE = 60
_MOST_WORDS = 6
_RUNNING_LENGTH = 120
_RUNNING_LOWERCASE_WORDS = 4

# Words that introduce the moment or the author of a publication.
_LABEL = re.compile(
    r"\b(?:oleh|penulis|editor|redaktur|redaksi|reporter|pewarta|laporan|wartawan|kontributor|by|"
    r"admin|di ?posting(?:kan)?|diposkan|posting|di ?publikasi(?:kan)?|publikasi|diterbitkan|"
    r"terbit|di ?unggah|di ?tulis|dimuat|dirilis|posted|published|tanggal|tgl)\b",
    re.IGNORECASE,
)
# Words that may stand beside a date without making it a sentence.
_BESIDE = re.compile(
    r"\b(?:pada|on|pukul|jam|wib|wita|wit|di ?baca|di ?lihat|views?|kali|komentar|comments?|"
    r"bagikan|share|hits?|menit|in|di)\b|(?<=\d)x\b",
    re.IGNORECASE,
)
# Words after which a date tells when something else takes place, or when a page was changed.
_OTHER = re.compile(
    r"\b(?:waktu|hari|tempat|jadwal|batas|deadline|lahir|berlaku|acara|pelaksanaan|pendaftaran|"
    r"mulai|foto|dok|dokumentasi|ist|baca|simak|lihat juga|nomor|no|tahun|hut|surat|perda|uu)\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:last updated?|updated?|modified|di ?perbarui|diperbaharui|terakhir di\w+|di ?ubah)\b",
    re.IGNORECASE,
)
_SEPARATED_BEFORE = re.compile(r"(?:^|[,|•·:/–—-]\.?)[\s'\"]*$")
_SEPARATED_AFTER = re.compile(r"^\s*(?:$|[.,|•·:/–—\d-])")
_NUMBER_BEFORE = re.compile(r"\d[\s.,/–—-]*$")
_DASH = re.compile(r"^\s*(?:[–—-]|--)\s*[^\s\d]")
_WORD = re.compile(r"[^\W\d_][\w.'’‘ʼ`´]*")
_HOST = re.compile(r"\w\.\w")
# How often a page was looked at: a number of four digits may look like a year.
_VIEWED = r"di ?baca|di ?lihat|dibuka|views?|hits?|pembaca"
_COUNT = re.compile(
    rf"\b(?:{_VIEWED})\s?:?\s?\d{{1,7}}\b(?![-/.,]\d)"
    rf"|(?<![\d/.,-])\b\d{{1,7}}\s?(?:{_VIEWED}|kali|x|komentar|comments?|shares?)\b",
    re.IGNORECASE | re.ASCII,
)
_HALF_DATE = re.compile(
    rf"\b20\d\d\b|\d[ ]?{MONTH_NAME}\b|\b{MONTH_NAME}[ ]?\d", re.IGNORECASE | re.ASCII
)
_NAVIGATION = re.compile(r"\W*(?:home|beranda|menu|depan|navigasi)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """A publication date that an article tells of itself.

    Attributes:
        day: The day of publication.
        precision: How exact ``day`` is.
        found_from: ``byline`` (a line with an author's or poster's label), ``own_line`` (a line
            with nothing but a date, a place or a rubric), ``dateline`` (before the dash that
            opens the report).
        start: First code point of the date in the text.
        end: One past the last.
    """

    day: date
    precision: DatePrecision
    found_from: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, where it begins in the text, and what stands around it."""

    text: str
    start: int
    after_colon: bool = False
    before_navigation: bool = False


def find_published(title: str, text: str, *, today: date | None = None) -> PublishedDate | None:
    """Return the publication date that the text of an article gives, or None.

    Args:
        title: The headline; a repetition of it in the text is passed over. May be empty.
        text: The body, with one paragraph a line.
        today: The latest believable day, plus one for time zones; None takes the clock's.

    Returns:
        The date with its place in the text. None where there is none, where candidates
        contradict each other, or where the weekday contradicts the date.
    """
    first = _lines(text[:_WINDOW], title)
    head = list(_until_running(first[:_HEAD_LINES]))
    for group in (_date_lines(head, today), _datelines(first[: len(head) + 1], today)):
        if group:
            return _only(group)
    # From the first whole line of the last stretch; the whole text if it is short.
    cut = text.find("\n", len(text) - _WINDOW) + 1 if len(text) > _WINDOW else 0
    last = _lines(text[cut:], title, cut)[-_END_LINES:]
    return _only(_date_lines(list(_until_running(reversed(last))), today))


def read_date_line(line: str, *, today: date | None = None) -> PublishedDate | None:
    """Return the date of one line that serves to give it, beside names and labels at most.

    Args:
        line: A line as a page shows it, without a line break.
        today: The latest believable day, plus one for time zones; None takes the clock's.
    """
    return _date_line(_Line(line, 0), today)


def is_running(line: str) -> bool:
    """Return whether a line is a paragraph rather than a heading, caption or label."""
    line = line.strip()
    if len(line) > _RUNNING_LENGTH:
        return True
    return line.endswith((".", ".”", '."', "?", "!")) and _lower(line) >= _RUNNING_LOWERCASE_WORDS


def _lines(text: str, title: str, start: int = 0) -> list[_Line]:
    """Return the lines of a stretch of text that are not blank and do not repeat the headline."""
    lines: list[_Line] = []
    for line in text.split("\n"):
        if line.strip() and not _repeats(line, title):
            if lines and _NAVIGATION.match(line):
                lines[-1] = replace(lines[-1], before_navigation=True)
            after_colon = bool(lines) and _introduces(lines[-1].text)
            lines.append(_Line(line, start, after_colon))
        start += len(line) + 1
    return lines


def _repeats(line: str, title: str) -> bool:
    """Return whether a line is the headline once more."""
    return len(line) <= 2 * len(title) + 10 and fold(line) == fold(title)


def _introduces(line: str) -> bool:
    """Return whether a line has words and ends with a colon."""
    return line.rstrip().endswith(":") and _WORD.search(line) is not None


def _until_running(lines: Iterable[_Line]) -> Iterator[_Line]:
    """Yield lines up to the first that reads as a sentence or a paragraph."""
    for line in lines:
        if is_running(line.text):
            return
        yield line


def _lower(text: str) -> int:
    """Return the number of words without a capital; hosts (``suara.com``) count as names."""
    return sum(word[0].islower() and not _HOST.search(word) for word in _WORD.findall(text))


def _only(found: list[PublishedDate]) -> PublishedDate | None:
    """Return the best of the candidates, unless others of its rank name another day."""
    labelled = [one for one in found if one.found_from == "byline"]
    best = labelled or found
    return best[0] if len({one.day for one in best}) == 1 else None


def _date_lines(lines: list[_Line], today: date | None) -> list[PublishedDate]:
    """Return the dates that stand on a line of their own, or on one with a byline."""
    return [one for line in lines if (one := _date_line(line, today)) is not None]


def _date_line(line: _Line, today: date | None) -> PublishedDate | None:
    """Return the date of a line that serves to give it, or None."""
    updated = _UPDATED.search(line.text)
    shown = line.text[: updated.start()] if updated else line.text
    if line.after_colon or len(line.text) > _LONGEST_DATE_LINE or _OTHER.search(shown):
        return None
    matches = list(DATE.finditer(shown))
    if len(matches) != 1 or (matches[0]["open"] and matches[0].group().strip() != shown.strip()):
        return None
    before, after = shown[: matches[0].start()], shown[matches[0].end() :]
    time = TIME.match(after)
    after = after[time.end() :] if time else after
    labelled = _LABEL.search(f"{before} {after}") is not None
    if not _stands_apart(before, after, labelled=labelled):
        return None
    if line.before_navigation and not (time or before):
        return None  # a website prints today's date above its menu
    return _published(matches[0], line, "byline" if labelled else "own_line", today)


def _stands_apart(before: str, after: str, *, labelled: bool) -> bool:
    """Return whether what stands beside a date is labels, names and rubrics, no sentence."""
    before, after = (_COUNT.sub("|", side) for side in (before, after))
    if _NUMBER_BEFORE.search(before) or _HALF_DATE.search(f"{before} {after}"):
        return False
    before, after = (_BESIDE.sub("|", _LABEL.sub("|", side)) for side in (before, after))
    if not (_SEPARATED_BEFORE.search(before) and _SEPARATED_AFTER.search(after)):
        return False
    # Whoever posts a page may do so under a name without capitals.
    return all(_are_names(side, lower=1 if labelled else 0) for side in (before, after))


def _are_names(text: str, *, lower: int = 0) -> bool:
    """Return whether a text is a few words, at most some of them without a capital."""
    return len(_WORD.findall(text)) <= _MOST_WORDS and _lower(text) <= lower


def _datelines(lines: list[_Line], today: date | None) -> list[PublishedDate]:
    """Return the dates of datelines: place, date, dash, report."""
    return [one for line in lines if (one := _dateline(line, today)) is not None]


def _dateline(line: _Line, today: date | None) -> PublishedDate | None:
    """Return the date between a place name and the dash that opens a report, or None."""
    match = DATE.search(line.text, 0, _LONGEST_PLACE + 40)
    if match is None or match.start() > _LONGEST_PLACE:
        return None
    place, after = line.text[: match.start()].strip(), line.text[match.end() :]
    time = TIME.match(after)
    end = time.end() if time else 0
    is_bracketed = place.endswith("(") and ")" in after[: end + 1]
    report = after[end:].removeprefix(")") if is_bracketed else after[end:]
    separated = is_bracketed or place.endswith((",", ")")) or match["open"] is not None
    if not (place and separated and _DASH.match(report) and _are_names(place)):
        return None
    return _published(match, line, "dateline", today)


def _published(
    match: re.Match[str], line: _Line, found_from: str, today: date | None
) -> PublishedDate | None:
    """Return a match as a publication date with its offsets in the text."""
    found = read_match(match, today=today)
    if found is None:
        return None
    start, end = line.start + match.start(), line.start + match.end()
    return PublishedDate(found.day, found.precision, found_from, start, end)
