"""What makes a site endless for a crawler that follows every link."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from sites.markup import link
from sites.messages import Response

_SESSION = re.compile(r"[?&]PHPSESSID=\w+")
_OWN_LINK = re.compile(r'(?<=href=")(/[^"#]*)')
_MONTH = re.compile(r"/kalender/(\d{1,4})/(\d{1,2})")


def calendar_link(now: datetime) -> str:
    """Return the link to this month of the calendar."""
    return link(f"/kalender/{now:%Y/%m}", "Agenda")


def month_of_calendar(path: str) -> str | None:
    """Return a month with the way to the next, for ever; None if the path is that of none."""
    found = _MONTH.fullmatch(path)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2])
    after = f"/kalender/{year + month // 12}/{month % 12 + 1:02}"
    before = f"/kalender/{year - (month == 1)}/{(month - 2) % 12 + 1:02}"
    days = " ".join(link(f"{path}?tgl={day}", str(day)) for day in range(1, 29))
    ways = f"{link(before, 'Bulan sebelumnya')} {link(after, 'Bulan berikutnya')}"
    return f"<h1>Agenda {month}/{year}</h1><p>Tidak ada agenda.</p><p>{days}</p><p>{ways}</p>"


def without_session(target: str) -> str:
    """Return path and query without the number of a session."""
    return _SESSION.sub("", target)


def with_session(response: Response, number: int, encoding: str) -> Response:
    """Return a page with the number of a session in all of its links to the site itself."""
    if not response.content_type.startswith("text/html"):
        return response
    session = f"PHPSESSID={number:08x}"
    html = _OWN_LINK.sub(
        lambda found: f"{found[1]}{'&amp;' if '?' in found[1] else '?'}{session}",
        response.body.decode(encoding, "replace"),
    )
    return replace(response, body=html.encode(encoding, "xmlcharrefreplace"))
