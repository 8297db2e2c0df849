"""When the article of a page was published: many places are asked, the surest first.

An answer that may be another date's (of an event, of today, of a neighbouring article) is no
answer: then the next place is asked, and in the end none is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from harvest.dates import find_published, read_date_line
from harvest.reading.incomplete_dates import find_days, find_yearless_dateline, parse_relative
from harvest.reading.lines import Line, in_one_article
from harvest.reading.metadata import Metadata
from harvest.reading.zones import Zones
from harvest.written_dates import WrittenDate, parse_date

_URL_DAY = re.compile(r"/(20\d\d)[/-](0?[1-9]|1[0-2])[/-]([0-2]?\d|3[01])(?=[/-])", re.ASCII)
_URL_COMPACT_DAY = re.compile(r"/(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?=/)", re.ASCII)
_URL_MONTH = re.compile(r"/(20\d\d)/(0?[1-9]|1[0-2])/", re.ASCII)
_COPYRIGHT_YEAR = re.compile(r"(?:copyright\s?©?|©)[^\d\n]{0,60}(20\d\d)\b", re.IGNORECASE)
_EVENING_IN_UTC = re.compile(r"(\d{4}-\d\d-\d\d)[T ](?:1[5-9]|2\d):[^\"'<>]{0,20}?(?:Z|\+00:?00)")

_LEAST_TEASER = 15
"""Characters of a link; headlines of others are as long, tags and rubrics are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A date of publication and where it was found.

    Attributes:
        written: The date and how exact it is.
        found_from: ``selector`` (where the outlet's own selector finds it), ``json-ld``,
            ``meta``, ``time`` (an element with a date for machines), ``visible`` (printed with
            headline or byline), ``address``, ``relative``, ``attribute`` (found by htmldate),
            or as `harvest.dates.PublishedDate` tells it.
    """

    written: WrittenDate
    found_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageClock:
    """What is known about time where a page is read.

    Attributes:
        today: The latest believable day, plus one for time zones; None takes the clock's.
        fetched_at: When the page was fetched, with a time zone; None if unknown.
        zone: The time that the outlet keeps.
    """

    today: date | None
    fetched_at: datetime | None
    zone: tzinfo

    @property
    def fetch_day(self) -> date | None:
        """The day on which the page was fetched, where the outlet is."""
        return self.fetched_at.astimezone(self.zone).date() if self.fetched_at else None

    def parse(self, text: str) -> WrittenDate | None:
        """Return the date that a text consists of, if it can be right."""
        return parse_date(text, today=self.today, zone=self.zone)

    def parse_relative(self, text: str) -> date | None:
        """Return the day of a phrase like ``3 jam yang lalu``, if the fetching is known."""
        return parse_relative(text, fetched_at=self.fetched_at, zone=self.zone)


def find_publication(
    metadata: Metadata,
    zones: Zones,
    body: str,
    html: str,
    clock: PageClock,
    selected: Iterable[str] = (),
) -> Published | None:
    """Return when the article of a page was published, or None.

    Args:
        metadata: What the page declares.
        zones: Its lines around headline and body.
        body: The article's text.
        html: The page, for a last search in its attributes.
        clock: What is known about time.
        selected: What elements say that are known to show the date; may be empty.
    """
    if (told := _selected(selected, clock)) is not None:
        return told
    visible = _printed(zones, clock)
    declared = _declared(metadata, clock) or _stamped(zones.below, clock)
    if declared is not None:
        return _reconciled(declared, visible, metadata, clock)
    if visible is not None:
        return visible
    places: list[Callable[[], Published | None]] = [
        lambda: _in_address(metadata.url, clock),
        lambda: _relative(zones, clock),
        lambda: _in_attributes(metadata, zones, html, clock),
        lambda: _in_text(body, clock),
        lambda: _yearless(metadata.url, zones, body),
        lambda: _month_in_address(metadata.url, clock),
    ]
    return next((found for ask in places if (found := ask()) is not None), None)


def _selected(texts: Iterable[str], clock: PageClock) -> Published | None:
    """Return the first date of the elements that are known to show it."""
    for text in texts:
        written = clock.parse(text)
        if written is None and (line := read_date_line(text, today=clock.today)):
            written = WrittenDate(line.day, line.precision)
        if written is None and (day := clock.parse_relative(text)):
            written = WrittenDate(day)
        if written is not None:
            return Published(written=written, found_from="selector")
    return None


def _declared(metadata: Metadata, clock: PageClock) -> Published | None:
    """Return the first date of the metadata that can be right."""
    for source, text in metadata.published:
        if written := clock.parse(text):
            return Published(written=written, found_from=source)
    return None


def _stamped(lines: list[Line], clock: PageClock) -> Published | None:
    """Return the date that elements of some lines carry, unless they disagree."""
    found = [written for line in lines for stamp in line.stamps if (written := clock.parse(stamp))]
    if len({one.day for one in found}) != 1:
        return None
    return Published(written=found[0], found_from="time")


def _printed(zones: Zones, clock: PageClock) -> Published | None:
    """Return the date printed below the headline, above it, or below the body.

    Below the body it needs a label, unless it is the very first line.

    Above and after, dates for machines count as well: they are as far from the headline.
    """
    if found := list(_date_lines(zones.below, clock)):
        return _only(found)
    above = _up_to_another(reversed(zones.above), zones)
    if (stamped := _stamped(above, clock)) is not None:
        return stamped
    found = [one for one in _date_lines(above, clock) if one.written.day != clock.fetch_day]
    if found:
        return _only(found)
    after = _up_to_another(zones.after, zones)
    first = list(_date_lines(after[:1], clock))
    labelled = [one for one in _date_lines(after, clock) if one.found_from == "byline"]
    return _stamped(after, clock) or _only(labelled or first)


def _only(found: list[Published]) -> Published | None:
    """Return the printed date with the best label, unless others of its rank name another day."""
    best = [one for one in found if one.found_from == "byline"] or found
    if len({one.written.day for one in best}) != 1:
        return None
    return Published(written=best[0].written, found_from="visible")


def _date_lines(lines: list[Line], clock: PageClock) -> Iterator[Published]:
    """Yield the dates of lines that serve to give them."""
    for line in lines:
        for shown in dict.fromkeys((line.text, " | ".join(line.segments), *line.segments)):
            if found := read_date_line(shown, today=clock.today):
                yield Published(
                    written=WrittenDate(found.day, found.precision), found_from=found.found_from
                )
                break


def _up_to_another(lines: Iterable[Line], zones: Zones) -> list[Line]:
    """Return the lines that belong to the article, up to the first link to another one.

    Args:
        lines: Lines in their order away from the article.
        zones: The page's zones.
    """
    own: list[Line] = []
    for line in lines:
        is_link = 2 * line.linked > len(line.text) and not line.stamps
        if (is_link and (line.heading or line.linked >= _LEAST_TEASER)) or _dates_a_link(line):
            break
        if zones.headline is not None and in_one_article(line.block, zones.headline):
            own.append(line)
    return own


def _dates_a_link(line: Line) -> bool:
    """Return whether a line gives a date and then a link, as lists of other articles do."""
    dated = [n for n, text in enumerate(line.segments) if find_days(text)]
    return bool(dated) and any(line.in_link[dated[-1] + 1 :])


def _reconciled(
    declared: Published, visible: Published | None, metadata: Metadata, clock: PageClock
) -> Published:
    """Return the declared date, or the printed one where that shows the other to be wrong.

    Local times that are declared as UTC become a day late, and some websites declare the
    moment at which the page was made.
    """
    if visible is None or visible.written.day == declared.written.day:
        return declared
    as_written = {text[:10] for _, text in metadata.published}
    printed = visible.written.day
    is_of_fetching = clock.fetch_day is not None and declared.written.day >= clock.fetch_day
    if printed.isoformat() in as_written or (is_of_fetching and printed < declared.written.day):
        return visible
    return declared


def _in_address(url: str | None, clock: PageClock) -> Published | None:
    """Return the day in an address like ``/2020/08/26/title``."""
    found = _URL_DAY.search(url or "") or _URL_COMPACT_DAY.search(url or "")
    written = clock.parse("-".join(part.zfill(2) for part in found.groups())) if found else None
    return Published(written=written, found_from="address") if written else None


def _month_in_address(url: str | None, clock: PageClock) -> Published | None:
    """Return the month in an address like ``/2020/08/title.html``."""
    found = _URL_MONTH.search(url or "")
    written = clock.parse(f"{found[1]}-{found[2].zfill(2)}") if found else None
    return Published(written=written, found_from="address") if written else None


def _relative(zones: Zones, clock: PageClock) -> Published | None:
    """Return the day of a phrase like ``3 jam yang lalu`` below the headline."""
    for line in zones.below:
        for text in (line.text, *line.segments):
            if (day := clock.parse_relative(text)) is not None:
                return Published(written=WrittenDate(day), found_from="relative")
    return None


def _in_attributes(
    metadata: Metadata, zones: Zones, html: str, clock: PageClock
) -> Published | None:
    """Return what htmldate finds, unless it may be another date.

    That are dates which the page shows anywhere, or declares as those of a change, or which
    have become a day early by being written in UTC.
    """
    from htmldate import find_date  # here: its import takes long

    options: dict[str, Any] = {"extensive_search": False, "original_date": True}
    day = clock.parse(find_date(html, **options) or "")
    if day is None or day.day == clock.fetch_day:
        return None
    shown = {one for line in zones.all for one in find_days(line.text)}
    others = [*metadata.changed, *(stamp for line in zones.all for stamp in line.stamps)]
    shown |= {written.day for text in others if (written := clock.parse(text))}
    evenings = {found[1] for found in _EVENING_IN_UTC.finditer(html)}
    if day.day in shown or day.day.isoformat() in evenings:
        return None
    return Published(written=day, found_from="attribute")


def _in_text(body: str, clock: PageClock) -> Published | None:
    """Return the date that the article's text gives of itself."""
    found = find_published("", body, today=clock.today)
    if found is None:
        return None
    return Published(written=WrittenDate(found.day, found.precision), found_from=found.found_from)


def _yearless(url: str | None, zones: Zones, body: str) -> Published | None:
    """Return the day of a dateline without a year, where the page tells the year elsewhere."""
    in_url = _URL_MONTH.search(url or "")
    in_notice = [
        found[1] for line in zones.after if (found := _COPYRIGHT_YEAR.search(line.text[:200]))
    ]
    years = {in_url[1]} if in_url else set(in_notice)
    if len(years) != 1:
        return None
    day = find_yearless_dateline(body, year=int(years.pop()))
    return Published(written=WrittenDate(day), found_from="dateline") if day else None
