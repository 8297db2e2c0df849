from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from harvest.discovery.times import is_older, local_day, parse_moment

WIB, WITA, WIT = (timezone(timedelta(hours=hours)) for hours in (7, 8, 9))
NOW = datetime(2026, 9, 4, 3, 0, tzinfo=UTC)
TEN = datetime(2026, 8, 28, 10, 0, tzinfo=WIB)
MIDNIGHT = datetime(2026, 8, 28, tzinfo=WIB)

MOMENTS = {
    "2026-08-28": MIDNIGHT,
    "2026-08-28T10:00+07:00": TEN,
    "2026-08-28T10:00:00+0700": TEN,
    "2026-08-28T10:00:00 +07:00": TEN,
    "2026-08-28T03:00:00Z": TEN,
    "2026-08-28T03:00:00.000Z": TEN,
    "2026-08-28T10:00:00": TEN,
    "2026-08-28 10:00:00": TEN,
    "  2026-08-28 10:00:00 WIB\n": TEN,
    "Fri, 28 Aug 2026 10:00:00 +0700": TEN,
    "Fri, 28 Aug 2026 03:00:00 GMT": TEN,
    "28 Aug 2026 10:00": TEN,
    "Jum'at, 28 Agustus 2026 10:00 WIB": TEN,
    "Jum’at, 28 Agustus 2026 | 11:00 WITA": TEN,
    "Jumat, 28 Agu 2026 12.00 WIT": TEN,
    "28/08/2026 10:00 AM": TEN,
    "28 Agustus 2026, pukul 10.00 WIB": TEN,
    "Jumat, 28 Agustus 2026": MIDNIGHT,
    "28-08-2026 10:30 PM": TEN.replace(hour=22, minute=30),
}


@pytest.mark.parametrize(("text", "wanted"), MOMENTS.items())
def test_reads_a_moment(text: str, wanted: datetime) -> None:
    assert parse_moment(text, now=NOW) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kemarin",
        "2026",
        "2026-08",
        "Agustus 2026",
        "2026-02-30",
        "2026-08-28T25:00:00Z",
        "Senin, 28 Agustus 2026 10:00 WIB",
        "Fri, 28 Aug 2026 10:00:00 XYZ",
        "28 Agustus 2026 10:61 WIB",
        "28 Agustus 2026 10:00 +99:00",
        "0000-00-00 00:00:00",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "1970-01-01T00:00:00Z",
        "1994-12-31",
        "2026-09-06",
        "2" * 5000,
    ],
)
def test_what_is_doubtful_is_no_moment(text: str) -> None:
    assert parse_moment(text, now=NOW) is None


def test_a_moment_less_than_a_day_ahead_is_believed_because_clocks_differ() -> None:
    assert parse_moment("2026-09-05T02:59:59Z", now=NOW) is not None
    assert parse_moment("2026-09-05T03:00:01Z", now=NOW) is None


def test_a_missing_zone_is_the_outlets() -> None:
    found = parse_moment("2026-08-28T10:00:00", now=NOW, zone=WIT)
    assert found is not None
    assert found.utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize(
    ("moment", "wanted"),
    [
        (datetime(2026, 8, 28, 0, 30, tzinfo=WITA), date(2026, 8, 28)),
        (datetime(2026, 8, 27, 18, 0, tzinfo=UTC), date(2026, 8, 28)),
        (datetime(2026, 8, 27, 22, 0, tzinfo=timezone(timedelta(hours=-7))), date(2026, 8, 28)),
    ],
)
def test_the_day_is_that_of_an_indonesian_clock(moment: datetime, wanted: date) -> None:
    assert local_day(moment, WIB) == wanted


def test_a_bare_day_is_older_only_when_it_is_over() -> None:
    assert not is_older(MIDNIGHT, TEN)
    assert is_older(MIDNIGHT, TEN + timedelta(days=1))
    assert is_older(TEN, TEN + timedelta(seconds=1))
    assert not is_older(TEN, TEN)
    assert not is_older(None, TEN)
    assert not is_older(TEN, None)
