"""The day on which a page says that its article appeared."""

from __future__ import annotations

from datetime import UTC, date, datetime, timezone

import pytest
from dated_page import AUGUST, FETCHED, PARAGRAPHS, TODAY, WIT, WITA, Template, linked, meta

from harvest.reading.article import read_article

TEMPLATES = {
    "JSON-LD": Template(
        head=linked('{"@type":"NewsArticle","datePublished":"2020-08-26T08:15:00+07:00"}'),
        day=AUGUST,
    ),
    "JSON-LD in a graph": Template(
        head=linked(
            '{"@graph":[{"@type":"WebPage","datePublished":"2019-01-01"},'
            '{"@type":"Article","datePublished":"2020-08-26"}]}'
        ),
        day=AUGUST,
    ),
    "JSON-LD of a list of others": Template(
        head=linked(
            '{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle",'
            '"datePublished":"2023-12-31"}]}'
        ),
        day=None,
    ),
    "JSON-LD in Indonesian": Template(
        head=linked('{"@type":"NewsArticle","datePublished":"Rabu, 26 Agustus 2020"}'), day=AUGUST
    ),
    "JSON-LD broken": Template(head=linked('{"@type":"NewsArticle",'), day=None),
    "meta published_time": Template(
        head=meta("article:published_time", "2020-08-26T08:15:00+07:00"), day=AUGUST
    ),
    "meta in UTC is the next day here": Template(
        head=meta("article:published_time", "2020-08-25T23:30:00Z"), day=AUGUST
    ),
    "meta content_PublishedDate": Template(
        head="<meta name=content_PublishedDate content='2020-08-26 08:15:00'>", day=AUGUST
    ),
    "meta dtk:publishdate": Template(
        head="<meta name='dtk:publishdate' content='2020/08/26 08:15:00'>", day=AUGUST
    ),
    "meta of the future": Template(head=meta("article:published_time", "2031-01-01"), day=None),
    "meta that only tells a change": Template(
        head=meta("article:modified_time", "2023-05-05T08:15:00+07:00"), day=None
    ),
    "time element": Template(below="<time datetime=2020-08-26>26/8</time>", day=AUGUST),
    "time element in UTC": Template(
        below="<time datetime=2020-08-25T23:30:00Z>tadi</time>", day=AUGUST
    ),
    "time elements, one of a change": Template(
        below="<time class='entry-date published' datetime=2020-08-26>a</time>"
        "<time class=updated datetime=2021-01-01>b</time>",
        day=AUGUST,
    ),
    "entry-meta": Template(
        below="<div class=entry-meta>Rabu, 26 Agustus 2020 08:15 WIB</div>", day=AUGUST
    ),
    "post-date": Template(below="<span class=post-date>26 Agu 2020</span>", day=AUGUST),
    "tgl": Template(below="<div class=tgl>26 Agustus 2020</div>", day=AUGUST),
    "small": Template(below="<small>26 Agustus 2020</small>", day=AUGUST),
    "icon of a calendar": Template(
        below="<p><i class='fa fa-calendar'></i> 26 Agustus 2020 <i class='fa fa-eye'></i> 120</p>",
        day=AUGUST,
    ),
    "icon of a clock": Template(
        below="<p><i class='fa fa-clock-o'></i> Rabu, 26 Agustus 2020 08:15 WIB</p>", day=AUGUST
    ),
    "upper case": Template(below="<p>RABU, 26 AGUSTUS 2020</p>", day=AUGUST),
    "pieces side by side": Template(
        below="<p><span>Siti Aminah</span><span>26 Agustus 2020</span><span>Kesehatan</span></p>",
        day=AUGUST,
    ),
    "view counter": Template(
        below="<div>Rabu, 26 Agustus 2020 | 08:15 WIB - Dibaca 34x</div>", day=AUGUST
    ),
    "poster, unknown class": Template(
        below="<div class=q7>Diposting oleh Admin pada 26-08-2020</div>", day=AUGUST
    ),
    "poster below the body": Template(
        after="<div>Diposting oleh Admin pada 26-08-2020</div>", day=AUGUST
    ),
    "poster of a neighbouring article": Template(
        after="<div><a href=/x>Jembatan Gantung Dibuka Kembali</a></div>"
        "<div>Diposting oleh Admin pada 31-12-2023</div>",
        day=None,
    ),
    "time of a neighbouring article": Template(
        after="<div><a href=/x>Jembatan Gantung Dibuka Kembali</a></div>"
        "<time datetime=2023-12-31>31/12</time>",
        day=None,
    ),
    "above the headline": Template(above="<div>Rabu, 26 Agustus 2020</div>", day=AUGUST),
    "Blogger header": Template(
        above="<h2 class=date-header><span>Rabu, 26 Agustus 2020</span></h2>", day=AUGUST
    ),
    "Blogger abbr": Template(
        after="<span class=post-timestamp>pada <abbr class=published "
        "title='2020-08-25T16:30:00-07:00'>6.30</abbr></span>",
        day=AUGUST,
    ),
    "day, month, year": Template(below="<div>04/03/2020</div>", day=date(2020, 3, 4)),
    "day, month, year after a name": Template(
        below="<div>Suara Rakyat - 04/03/2020, 08:15 WIB</div>", day=date(2020, 3, 4)
    ),
    "Blogger time": Template(
        after="<time class=published datetime=2020-08-25T16:30:00-07:00>6.30</time>", day=AUGUST
    ),
    "meta in UTC to the minute": Template(
        head=meta("article:published_time", "2020-08-25T23:30Z"), day=AUGUST
    ),
    "dateline with a market day": Template(lead="KLATEN, Rabu Legi (26/8/2020) – ", day=AUGUST),
    "dateline with a market day, year in the address": Template(
        lead="KLATEN, Rabu Legi (26/8) – ", url="https://suara.example/2020/08/kurir", day=AUGUST
    ),
    "address": Template(url="https://suara.example/2020/08/26/kurir-obat", day=AUGUST),
    "address of a month": Template(
        url="https://suara.example/2020/08/kurir-obat.html", day=date(2020, 8, 1), precision="month"
    ),
    "dateline": Template(lead="KLATEN, Rabu (26/8/2020) – ", day=AUGUST),
    "dateline without year": Template(lead="KLATEN, Rabu (26/8) – ", day=None),
    "dateline without year, year in the address": Template(
        lead="KLATEN, Rabu (26/8) – ", url="https://suara.example/2020/08/kurir.html", day=AUGUST
    ),
    "dateline without year, weekday of another year": Template(
        lead="KLATEN, Senin (26/8) – ",
        url="https://suara.example/2020/08/kurir.html",
        day=date(2020, 8, 1),
        precision="month",
    ),
    "dateline without year, year in the notice": Template(
        lead="KLATEN, Rabu (26/8) – ", after="<p>Copyright © SUARA 2020</p>", day=AUGUST
    ),
    "event in the text": Template(lead="Pada Kamis (08/03/2018), ", day=None),
    "event without year": Template(lead="Acara digelar Minggu (26/11). ", day=None),
    "today's bar": Template(
        bar="<div><span class=date>Jumat, 4 September 2026</span></div>", day=None
    ),
    "yesterday's bar, kept page": Template(
        bar="<span class=date>Kamis, 3 September 2026</span>", day=None
    ),
    "today's bar with a clock": Template(bar="<p>Jumat, 4 September 2026 16:00 WIB</p>", day=None),
    "today above the headline": Template(above="<div>Jumat, 4 September 2026</div>", day=None),
    "bar and own date": Template(
        bar="<span>Jumat, 4 September 2026</span>", below="<p>26 Agustus 2020</p>", day=AUGUST
    ),
    "printed day against local time called UTC": Template(
        head=meta("article:published_time", "2020-08-26T20:15:00Z"),
        below="<p>Rabu, 26 Agustus 2020 20:15 WIB</p>",
        day=AUGUST,
    ),
    "printed day against the moment of fetching": Template(
        head=meta("article:published_time", "2026-09-04T16:00:00+07:00"),
        below="<p>Rabu, 26 Agustus 2020</p>",
        day=AUGUST,
    ),
    "two printed days": Template(below="<p>26 Agustus 2020</p><p>27 Agustus 2020</p>", day=None),
    "weekday contradicts": Template(below="<p>Senin, 26 Agustus 2020</p>", day=None),
    "only a change": Template(below="<p>Diperbarui 26 Agustus 2021</p>", day=None),
    "event announced": Template(below="<p>Pendaftaran ditutup 26 Agustus 2021</p>", day=None),
    "nothing": Template(day=None),
}


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_dates_a_page_rightly_or_not_at_all(template: Template) -> None:
    found = read_article(template.html(), url=template.url, today=TODAY, fetched_at=FETCHED)
    assert all(text in found.text for text in PARAGRAPHS)
    assert (found.published.day if found.published else None) == template.day
    assert found.published is None or found.published.precision == template.precision
    assert (found.published is None) == (found.published_from is None)


PRINTED = {
    "Rabu, 26 Agustus 2020 08:15 WIB": AUGUST,
    "RABU, 26 AGUSTUS 2020": AUGUST,
    "Senin Pahing, 24 Agustus 2020": date(2020, 8, 24),
    "Kamis Wage (8/3)": None,
    "Kamis (08/03/2018)": date(2018, 3, 8),
    "Jum'at, 28 Agustus 2020": date(2020, 8, 28),
    "Jum’at, 28 Agustus 2020": date(2020, 8, 28),
    "26 Ags 2020": AUGUST,
    "26 Agt 2020": AUGUST,
    "26 Agu 2020": AUGUST,
    "26 Agust 2020": AUGUST,
    "1 Des 2018": date(2018, 12, 1),
    "13 Peb 2018": date(2018, 2, 13),
    "13 Pebruari 2018": date(2018, 2, 13),
    "3 Nop 2019": date(2019, 11, 3),
    "3 Nopember 2019": date(2019, 11, 3),
    "Ahad, 30 Agustus 2020": date(2020, 8, 30),
    "Rebo, 26 Agustus 2020": AUGUST,
    "Diposting pada 26-08-2020": AUGUST,
    "Diposting pada: Rabu, 26 Agustus 2020": AUGUST,
    "Diposting oleh Admin pada 26-08-2020": AUGUST,
    "Dipublikasikan 26 Agustus 2020 oleh Humas": AUGUST,
    "Posted on 26 Agustus 2020 by admin": AUGUST,
    "Tanggal: 26 Agustus 2020": AUGUST,
    "Oleh: Siti Aminah | Rabu, 26 Agustus 2020 | 08:15 WIB": AUGUST,
    "04/03/2019": date(2019, 3, 4),
    "26.08.2020": AUGUST,
    "Rabu, 26 Agustus 2020 | 08.15 WITA": AUGUST,
    "Rabu, 26 Agustus 2020 00:30 WIT": AUGUST,
    "Tgl. 26-08-2020": AUGUST,
    "Rab, 26 Agu 2020": AUGUST,
    "Rabu 26/8/2020 | 08:15": AUGUST,
    "26 Agustus 2020 - 08:15 oleh admin - Dibaca 100 kali": AUGUST,
    "Created on Wednesday, 26 August 2020 08:15": AUGUST,
    "Dibuat: 26 Agustus 2020": AUGUST,
    "Terbit 26 Agu 2020, 08:15 WIB Diperbarui 27 Agu 2020, 09:15 WIB": AUGUST,
    "Diperbarui 27 Agu 2020, 08:15 WIB": None,
    "Last Updated on 26 August 2020": None,
    "26 Agustus 2020 / 08:15 / Berita / Humas": AUGUST,
    "admin, 26 Agustus 2020": AUGUST,
    "26 Agustus 2020 by Admin in Berita, Kesehatan": AUGUST,
    "Admin | Rabu, 26 Agustus 2020 | 08:15:33 WIB | 1.204 Views": AUGUST,
    "Rabu,26 Agustus 2020": AUGUST,
    "August 26, 2020 8:15 am": AUGUST,
    "Klaten, 26 Agustus 2020": AUGUST,
    "Rabu 26 Agustus 2020, Pukul: 08:15 WIB": AUGUST,
    "Kategori: Berita | Tanggal: 26 Agustus 2020 | Dilihat: 1204": AUGUST,
    "dipublikasikan pada : Rabu, 26 Agustus 2020 - 08:15:44 oleh Admin": AUGUST,
    "Waktu: 26 Agustus 2020": None,
    "8 bulan yang lalu": None,
    "sejam yang lalu": TODAY,
    "3 jam yang lalu": TODAY,
    "3 jam lalu": TODAY,
    "15 menit yang lalu": TODAY,
    "Kemarin": date(2026, 9, 3),
    "Kemarin, 08:15 WIB": date(2026, 9, 3),
    "Hari ini, 08:15 WIB": TODAY,
    "16 jam yang lalu": None,
    "2 hari yang lalu": None,
    "1 minggu yang lalu": None,
    "Minggu (26/11)": None,
    "31 Februari 2020": None,
    "4 September 2031": None,
}


@pytest.mark.parametrize(("text", "day"), PRINTED.items(), ids=PRINTED.keys())
def test_reads_what_is_printed_below_the_headline(text: str, day: date | None) -> None:
    template = Template(below=f"<div class=x1>{text}</div>", day=day)
    found = read_article(template.html(), today=TODAY, fetched_at=FETCHED)
    assert (found.published.day if found.published else None) == day


@pytest.mark.parametrize(
    ("zone", "day"),
    [(None, AUGUST), (WITA, date(2020, 8, 27)), (WIT, date(2020, 8, 27))],
    ids=["Jakarta", "Makassar", "Jayapura"],
)
def test_takes_the_day_where_the_outlet_is(zone: timezone | None, day: date) -> None:
    html = Template(head=meta("article:published_time", "2020-08-26T16:30:00Z"), day=day).html()
    found = read_article(html, today=TODAY, **({"zone": zone} if zone else {}))
    assert found.published is not None
    assert found.published.day == day


def test_phrases_of_the_moment_need_the_moment() -> None:
    html = Template(below="<div>3 jam yang lalu</div>", day=None).html()
    assert read_article(html, today=TODAY).published is None


def test_no_date_lies_after_the_fetching() -> None:
    html = Template(below="<div>26 Agustus 2020</div>", day=None).html()
    fetched_at = datetime(2020, 8, 20, tzinfo=UTC)
    assert read_article(html, fetched_at=fetched_at).published is None
