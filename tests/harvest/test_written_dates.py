from datetime import date, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.written_dates import parse_date

TODAY = date(2026, 3, 14)
WEEKDAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()
MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)

DAYS = {
    "full": ("19 November 2020", date(2020, 11, 19)),
    "weekday": ("Kamis, 19 November 2020", date(2020, 11, 19)),
    "weekday without comma": ("Kamis 19 November 2020", date(2020, 11, 19)),
    "upper case": ("RABU, 26 AGUSTUS 2020", date(2020, 8, 26)),
    "market day": ("Kamis Wage, 19 November 2020", date(2020, 11, 19)),
    "time and zone": ("Selasa, 23 Juni 2020 - 10:13 WIB", date(2020, 6, 23)),
    "time with full stop": ("Selasa, 23 Juni 2020, pukul 10.13 WITA", date(2020, 6, 23)),
    "time with bar": ("23/06/2020 | 10:13", date(2020, 6, 23)),
    "seconds": ("Selasa, 23 Juni 2020 03:34:12", date(2020, 6, 23)),
    "straight apostrophe": ("Jum'at, 28 Agustus 2020", date(2020, 8, 28)),
    "curly apostrophe": ("Jum’at, 28 Agustus 2020", date(2020, 8, 28)),
    "Ahad": ("Ahad, 30 Agustus 2020", date(2020, 8, 30)),
    "Rebo": ("Rebo, 26 Agustus 2020", date(2020, 8, 26)),
    "Kemis": ("Kemis, 27 Agustus 2020", date(2020, 8, 27)),
    "turned apostrophe": ("Jum‘at, 28 Agustus 2020", date(2020, 8, 28)),
    "accent as apostrophe": ("Jum`at, 28 Agustus 2020", date(2020, 8, 28)),
    "upper case with apostrophe": ("JUM'AT, 28 AGUSTUS 2020", date(2020, 8, 28)),
    "Senin Pahing": ("Senin Pahing, 24 Agustus 2020", date(2020, 8, 24)),
    "Kamis Wage in brackets": ("Kamis Wage (8/3/2018)", date(2018, 3, 8)),
    "Kamis in brackets": ("Kamis (08/03/2018)", date(2018, 3, 8)),
    "Okt": ("13 Okt 2016", date(2016, 10, 13)),
    "time zone in lower case": ("13 Oktober 2016 23:11 wib", date(2016, 10, 13)),
    "time in WIT": ("Rabu, 26 Agustus 2020 00:30 WIT", date(2020, 8, 26)),
    "Agt": ("28 Agt 2020", date(2020, 8, 28)),
    "Agu": ("28 Agu 2020", date(2020, 8, 28)),
    "Ags": ("28 Ags 2020", date(2020, 8, 28)),
    "Agust": ("28 Agust. 2020", date(2020, 8, 28)),
    "Nopember": ("3 Nopember 2019", date(2019, 11, 3)),
    "Pebruari": ("13 Pebruari 2018", date(2018, 2, 13)),
    "Feb": ("13 Feb 2018", date(2018, 2, 13)),
    "Des": ("1 Des 2018", date(2018, 12, 1)),
    "hyphens": ("28-Agt-2020", date(2020, 8, 28)),
    "two-digit year": ("28 Agt 20", date(2020, 8, 28)),
    "tanggal": ("Selasa tanggal 23 Juni 2020", date(2020, 6, 23)),
    "slashes, day first": ("12/3/2021", date(2021, 3, 12)),
    "slashes, zeros": ("04/03/2020", date(2020, 3, 4)),
    "slashes, two digits": ("18/10/22", date(2022, 10, 18)),
    "weekday in front of numbers": ("Rabu (18/11/2020)", date(2020, 11, 18)),
    "hyphens, day first": ("26-08-2020", date(2020, 8, 26)),
    "full stops": ("26.8.2020", date(2020, 8, 26)),
    "spaced slashes": ("26 / 8 / 2020", date(2020, 8, 26)),
    "ISO": ("2020-06-23", date(2020, 6, 23)),
    "ISO slashes": ("2020/06/23", date(2020, 6, 23)),
    "ISO local time": ("2020-06-23T10:13:00", date(2020, 6, 23)),
    "ISO with a space": ("2020-06-23 10:13:00", date(2020, 6, 23)),
    "ISO in Jakarta": ("2020-08-26T00:30:00+07:00", date(2020, 8, 26)),
    "ISO in Papua stays": ("2020-08-26T00:30:00+09:00", date(2020, 8, 26)),
    "ISO in UTC without seconds": ("2020-08-25T23:30Z", date(2020, 8, 26)),
    "ISO in UTC is the next day here": ("2020-08-25T23:30:00Z", date(2020, 8, 26)),
    "English": ("November 19, 2020", date(2020, 11, 19)),
    "English ordinal": ("19th November 2020", date(2020, 11, 19)),
    "feed date in UTC": ("Tue, 25 Aug 2020 23:30:00 +0000", date(2020, 8, 26)),
    "feed date in GMT": ("Tue, 25 Aug 2020 03:30:00 GMT", date(2020, 8, 25)),
    "leap day": ("29 Februari 2020", date(2020, 2, 29)),
    "surrounding spaces": ("  23 Juni 2020\n", date(2020, 6, 23)),
    "today": ("14 Maret 2026", TODAY),
    "tomorrow, for time zones": ("15 Maret 2026", date(2026, 3, 15)),
}


@pytest.mark.parametrize(("text", "day"), DAYS.values(), ids=DAYS.keys())
def test_reads_days(text: str, day: date) -> None:
    found = parse_date(text, today=TODAY)
    assert found is not None
    assert (found.day, found.precision) == (day, "day")


@pytest.mark.parametrize(
    ("text", "hours", "day"),
    [
        ("2020-08-25T23:30Z", 7, 26),
        ("2020-08-25T23:30Z", 8, 26),
        ("2020-08-25T23:30Z", 9, 26),
        ("2020-08-25T16:30:00+00:00", 7, 25),
        ("2020-08-25T16:30:00+00:00", 8, 26),
        ("2020-08-25T16:30:00+00:00", 9, 26),
        ("2020-08-25T15:30:00Z", 8, 25),
        ("2020-08-25T15:30:00Z", 9, 26),
        ("2020-08-25T14:59:59Z", 9, 25),
        ("Tue, 25 Aug 2020 15:30:00 GMT", 9, 26),
    ],
)
def test_a_time_in_utc_is_of_the_day_where_the_outlet_is(text: str, hours: int, day: int) -> None:
    found = parse_date(text, today=TODAY, zone=timezone(timedelta(hours=hours)))
    assert found is not None
    assert found.day == date(2020, 8, day)


COARSE = {
    "month": ("Agustus 2020", date(2020, 8, 1), "month"),
    "short month": ("Agt 2020", date(2020, 8, 1), "month"),
    "ISO month": ("2020-08", date(2020, 8, 1), "month"),
    "numeric month": ("08/2020", date(2020, 8, 1), "month"),
    "year": ("2020", date(2020, 1, 1), "year"),
}


@pytest.mark.parametrize(("text", "day", "precision"), COARSE.values(), ids=COARSE.keys())
def test_reads_months_and_years(text: str, day: date, precision: str) -> None:
    found = parse_date(text, today=TODAY)
    assert found is not None
    assert (found.day, found.precision) == (day, precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "31 Februari 2020",
        "29 Februari 2019",
        "32/1/2020",
        "0 Mei 2020",
        "08/26/2020",
        "2020-13-01",
        "19 November 2050",
        "16 Maret 2026",
        "2031",
        "1919",
        "12 Mei 1919",
        "Rabu, 19 November 2020",
        "Minggu, 28 Agustus 2020",
        "Top 99 tahun 2019",
        "Top 99",
        "2019-2020",
        "18-19 November 2024",
        "19 November 2020 sampai selesai",
        "kemarin",
        "3 jam yang lalu",
        "Rabu (26/8)",
        "Minggu (26/11)",
        "Kamis Wage (8/3)",
        "Kamis Wage (8/3/2019)",
        "Diposting pada 26-08-2020",
        "Diposting oleh Admin pada 26-08-2020",
        "12 Mei 10:30",
        "12 Mei 10.30 WIB",
        "10.30.20",
        "0812-1372-0188",
        "1598400000",
        "B/301/PP.00.05/2019",
        "Nomor 12/3/2021/ORG",
        "9" * 5000,
        "12 ſeptember 2020",
        "2020-08-25T99:99:99Z",
        "0001-01-01T00:00:00+09:30",
    ],
)
def test_abstains(text: str) -> None:
    assert parse_date(text, today=TODAY) is None


@given(st.text(max_size=120))
def test_no_text_breaks_it(text: str) -> None:
    found = parse_date(text, today=TODAY)
    assert found is None or found.day <= date(2026, 3, 15)


@given(st.dates(date(1990, 1, 1), TODAY))
def test_reads_every_day_as_it_is_written(day: date) -> None:
    months = (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    )
    weekdays = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu"
    written = (
        f"{weekdays.split()[day.weekday()]}, {day.day} {months.split()[day.month - 1]} {day.year}"
    )
    for text in (written, day.isoformat(), f"{day.day}/{day.month}/{day.year}"):
        found = parse_date(text, today=TODAY)
        assert found is not None
        assert found.day == day
