"""Days and years in Indonesian news, and the year that a fact belongs to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.identity import make_article
from extract.dates import find_dates, find_event_date, find_year, year_near
from extract.reading import Reading, read_article

PUBLISHED = date(2020, 8, 28)


def _read(text: str, published: date | None = None, title: str = "") -> Reading:
    return read_article(make_article(title=title, text=text, published=published))


@pytest.mark.parametrize(
    ("text", "published", "day", "how"),
    [
        pytest.param(
            "Selasa, 14 Agustus 2018", None, date(2018, 8, 14), "written", id="month-name"
        ),
        pytest.param("tanggal 3 Nop. 2017", None, date(2017, 11, 3), "written", id="old-spelling"),
        pytest.param("25 s/d 27 Juli 2019", None, date(2019, 7, 25), "written", id="range"),
        pytest.param("Kamis (08/03/2018)", None, date(2018, 3, 8), "written", id="numbers"),
        pytest.param(
            "dibuka 18/11/2020 pagi", None, date(2020, 11, 18), "written", id="no-bracket"
        ),
        pytest.param("Rabu (18/10/23)", None, date(2023, 10, 18), "written", id="short-year"),
        pytest.param(
            "Selasa (29/5/2024)", None, date(2024, 5, 29), "weekday_disagrees", id="wrong-weekday"
        ),
        pytest.param(
            "Senin-Rabu (25-27/10/2021)",
            None,
            date(2021, 10, 25),
            "written",
            id="range-of-weekdays",
        ),
        pytest.param("Rabu (26/8) lalu", PUBLISHED, date(2020, 8, 26), "publication", id="no-year"),
        pytest.param(
            "(30/12)", date(2021, 1, 4), date(2020, 12, 30), "publication", id="last-year"
        ),
        pytest.param(
            "Kamis (26/8)",
            PUBLISHED,
            date(2020, 8, 26),
            "weekday_disagrees",
            id="near-wrong-weekday",
        ),
        pytest.param("Kamis (26/3)", PUBLISHED, date(2020, 3, 26), "publication", id="in-march"),
        pytest.param("Senin (26/3)", PUBLISHED, None, "unresolved", id="far-wrong-weekday"),
        pytest.param(
            "Rabu (18/11/2020) lalu",
            PUBLISHED,
            date(2020, 11, 18),
            "after_publication",
            id="past-after-publication",
        ),
        pytest.param("Kamis malam", PUBLISHED, date(2020, 8, 27), "weekday", id="weekday-alone"),
        pytest.param("di Jakarta, Minggu.", PUBLISHED, date(2020, 8, 23), "weekday", id="sunday"),
        pytest.param("kemarin", PUBLISHED, date(2020, 8, 27), "weekday", id="yesterday"),
        pytest.param("(26/8)", None, None, "unresolved", id="nothing-to-go-by"),
        pytest.param(
            "Minggu (26/11), masa bakti 2013-2018",
            None,
            date(2017, 11, 26),
            "years_in_text",
            id="weekday-among-years",
        ),
        pytest.param(
            "Minggu (26/11), sejak 2005 sampai 2024",
            None,
            None,
            "unresolved",
            id="several-years-fit",
        ),
        pytest.param(
            "Minggu (26/11), tahun 2006 dan 2018",
            None,
            date(2006, 11, 26),
            "years_in_text",
            id="named-year-wins",
        ),
    ],
)
def test_find_days(text: str, published: date | None, day: date | None, how: str) -> None:
    found = find_dates(text, published)[0]
    assert (found.day, found.how, found.precision) == (day, how, "day")
    assert found.year == (day.year if day else None)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "year", "precision"),
    [
        pytest.param("sepanjang tahun 2019", 2019, "year", id="year"),
        pytest.param("pada 2020 ini", 2020, "year", id="bare-year"),
        pytest.param("Oktober 2018", 2018, "month", id="month"),
        pytest.param("tahun ini", 2020, "year", id="this-year"),
        pytest.param("tahun lalu", 2019, "year", id="last-year"),
        pytest.param("dua tahun lalu", 2018, "year", id="two-years-ago"),
        pytest.param("tahun depan", 2021, "year", id="next-year"),
        pytest.param("sembilan bulan lalu", 2019, "month", id="months-ago"),
        pytest.param("pekan lalu", 2020, "month", id="last-week"),
    ],
)
def test_find_years(text: str, year: int, precision: str) -> None:
    (found,) = find_dates(text, PUBLISHED)
    assert (found.year, found.precision, found.day) == (year, precision, None)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("Rabu (26/8) lalu", "2020-08-26", id="day"),
        pytest.param("Oktober 2018", "2018-10", id="month"),
        pytest.param("bulan lalu", "2020-07", id="last-month"),
        pytest.param("sembilan bulan lalu", "2019-11", id="months-ago"),
        pytest.param("bulan depan", "2020-09", id="next-month"),
        pytest.param("pekan lalu", "2020-08", id="last-week"),
        pytest.param("tahun lalu", "2019", id="year"),
        pytest.param("Senin (26/3)", None, id="unresolved"),
    ],
)
def test_dates_as_exact_as_the_words(text: str, iso: str | None) -> None:
    assert find_dates(text, PUBLISHED)[0].iso == iso


def test_last_month_in_january_is_december() -> None:
    (found,) = find_dates("bulan lalu", date(2021, 1, 15))
    assert found.iso == "2020-12"


@pytest.mark.parametrize(
    ("text", "contradicted"),
    [
        pytest.param("Rabu (26/8)", False, id="agrees"),
        pytest.param("Kamis (26/8)", True, id="weekday"),
        pytest.param("Rabu (18/11/2020) lalu", True, id="past-in-the-future"),
        pytest.param("digelar Rabu (18/11/2020) nanti", False, id="future"),
    ],
)
def test_contradictions_are_flagged(text: str, contradicted: bool) -> None:
    assert find_dates(text, PUBLISHED)[0].is_contradicted == contradicted


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Undang-Undang Nomor 23 Tahun 2014", id="law"),
        pytest.param("ada 2014 proposal masuk", id="number-of-things"),
        pytest.param("skor 10/12 dan 3-1", id="scores"),
        pytest.param("jalan 40/13 rusak", id="no-such-day"),
        pytest.param("harga Rp 2.019 naik", id="thousands"),
        pytest.param("", id="empty"),
    ],
)
def test_find_no_dates(text: str) -> None:
    assert find_dates(text, PUBLISHED) == []


def test_words_relative_to_an_unknown_day_stay_open() -> None:
    (found,) = find_dates("tahun lalu", None)
    assert (found.year, found.how) == (None, "unresolved")


@given(st.text(max_size=200), st.none() | st.dates())
def test_no_text_and_no_day_breaks_the_finder(text: str, published: date | None) -> None:
    for mention in find_dates(text, published):
        assert text[mention.start : mention.end] == mention.text


def test_long_white_space_is_read_quickly() -> None:
    assert find_dates("Rabu" + " " * 50_000 + "(26/8", None) == []


@pytest.mark.parametrize(
    ("text", "published", "year"),
    [
        pytest.param("Lomba itu diadakan pada 2019.", PUBLISHED, 2019, id="year-in-sentence"),
        pytest.param(
            "Sejak 2014 dinas itu ikut Lomba Inovasi 2019.", PUBLISHED, 2019, id="contest-year"
        ),
        pytest.param("Tahun ini ada 12 inovasi.", PUBLISHED, 2020, id="this-year"),
        pytest.param("Ada 12 inovasi.", PUBLISHED, None, id="not-told"),
        pytest.param("Periode 2013-2018 punya 12 inovasi.", None, None, id="period"),
    ],
)
def test_year_of_a_sentence(text: str, published: date | None, year: int | None) -> None:
    reading = _read(text, published)
    assert year_near(reading, reading.sentences[0]) == year


def test_year_of_a_number_is_the_one_in_its_clause() -> None:
    reading = _read("Ada 350 usulan pada 2021, 680 usulan pada 2022, dan 890 pada 2023.")
    sentence = reading.sentences[0]
    years = [
        year_near(reading, sentence, at=sentence.text.index(number))
        for number in ("350", "680", "890")
    ]
    assert years == [2021, 2022, 2023]


def test_year_of_the_contest_told_before() -> None:
    reading = _read("Kompetisi Inovasi tahun 2018 dibuka.\nDinas Pertanian kirim 2 inovasi.")
    assert year_near(reading, reading.sentences[1]) == 2018


def test_year_of_the_contest_in_the_title() -> None:
    reading = _read("Dinas Pertanian kirim 2 inovasi.", title="Lomba Inovasi 2018 Ramai")
    assert year_near(reading, reading.sentences[1]) == 2018


def test_this_year_without_publication_is_the_year_of_the_days_told() -> None:
    reading = _read("Acara dibuka Selasa (14/8/2018).\nTahun ini ada 12 inovasi.")
    assert year_near(reading, reading.sentences[1]) == 2018


def test_publication_year_only_as_a_fallback() -> None:
    reading = _read("Dinas itu menang.", PUBLISHED)
    assert year_near(reading, reading.sentences[0]) is None
    assert year_near(reading, reading.sentences[0], fallback=True) == 2020


@pytest.mark.parametrize(
    ("text", "how", "words"),
    [
        pytest.param("Lomba Inovasi 2019 dibuka.", "contest", "2019", id="contest"),
        pytest.param("Dinas itu berdiri pada 2019.", "sentence", "2019", id="sentence"),
        pytest.param("Piala diterima Senin (3/8).", "date", "Senin (3/8)", id="date"),
        pytest.param("Tahun ini dinas itu menang.", "sentence", "Tahun ini", id="this-year"),
    ],
)
def test_a_year_is_told_with_the_words_that_tell_it(text: str, how: str, words: str) -> None:
    reading = _read(text, PUBLISHED)
    found = find_year(reading, reading.sentences[0])
    assert found is not None
    assert (found.how, text[found.start : found.end]) == (how, words)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("Piala diserahkan, Rabu (26/8).", date(2020, 8, 26), id="in-sentence"),
        pytest.param(
            "Piala diserahkan bupati. Acara itu Rabu (26/8).", date(2020, 8, 26), id="next-sentence"
        ),
        pytest.param("Piala diserahkan Senin.", date(2020, 8, 24), id="weekday-alone"),
        pytest.param("Piala diserahkan. Ia bicara Senin.", None, id="weekday-of-an-interview"),
        pytest.param("Piala diserahkan (30/2).", None, id="no-such-day"),
    ],
)
def test_the_day_of_an_event(text: str, day: date | None) -> None:
    reading = _read(text, PUBLISHED)
    found = find_event_date(reading, reading.sentences[0])
    assert (found[1].day if found else None) == day


def test_the_day_of_an_event_is_else_that_of_the_lead() -> None:
    reading = _read(
        "Lomba digelar Rabu (26/8).\nBupati hadir.\nPiala diserahkan bupati.", PUBLISHED
    )
    found = find_event_date(reading, reading.sentences[2])
    assert found is not None
    assert found[1].iso == "2020-08-26"
