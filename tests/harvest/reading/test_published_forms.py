"""Every way to write a date is read in every place where pages print one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from dated_page import AUGUST, FETCHED, TODAY, Template, linked, meta

from harvest.reading.article import read_article

FORMS = {
    "Rabu, 26 Agustus 2020": AUGUST,
    "RABU, 26 AGUSTUS 2020": AUGUST,
    "Rebo, 26 Agustus 2020": AUGUST,
    "Rabu Legi, 26 Agustus 2020": AUGUST,
    "Rabu,&nbsp;26&nbsp;Agustus&nbsp;2020": AUGUST,
    "26 Ags 2020": AUGUST,
    "26 Agu 2020": AUGUST,
    "Rabu (26/8/2020)": AUGUST,
    "Senin Pahing, 24 Agustus 2020": date(2020, 8, 24),
    "Kemis, 27 Agustus 2020": date(2020, 8, 27),
    "Jum'at, 28 Agustus 2020": date(2020, 8, 28),
    "Jum’at, 28 Agustus 2020": date(2020, 8, 28),
    "Jumat Kliwon (28/8/2020)": date(2020, 8, 28),
    "Ahad, 30 Agustus 2020": date(2020, 8, 30),
    "04/03/2020": date(2020, 3, 4),
    "Kamis (08/03/2018)": date(2018, 3, 8),
    "Diposting pada 26-08-2020": AUGUST,
    "Diposting oleh Admin pada 26-08-2020": AUGUST,
    "3 jam yang lalu": TODAY,
    "Kemarin": date(2026, 9, 3),
    "Minggu (26/11)": None,
    "Kamis Wage (8/3)": None,
}
PLACES = {
    "beside the author": lambda form: Template(
        below=f"<div class=entry-meta><b>Siti</b> <span class=post-date>{form}</span></div>",
        day=None,
    ),
    "behind an icon": lambda form: Template(
        below=f"<p><i class=fa-clock-o></i> {form}</p>", day=None
    ),
    "in a time element": lambda form: Template(below=f"<time class=x>{form}</time>", day=None),
}
DOUBTFUL_PLACES = {
    "above": lambda form: Template(above=f"<h2 class=date-header>{form}</h2>", day=None),
    "after": lambda form: Template(after=f"<div>{form}</div>", day=None),
    "dateline": lambda form: Template(lead=f"KLATEN, {form} – ", day=None),
    "dateline in brackets": lambda form: Template(lead=f"<b>KLATEN</b> ({form}) - ", day=None),
    "sentence": lambda form: Template(lead=f"Acara digelar pada {form} di pendopo. ", day=None),
    "JSON-LD": lambda form: Template(
        head=linked(f'{{"@type":"NewsArticle","datePublished":"{form}"}}'), day=None
    ),
    "meta": lambda form: Template(head=meta("article:published_time", form), day=None),
    "dtk": lambda form: Template(head=f'<meta name="dtk:publishdate" content="{form}">', day=None),
    "abbr": lambda form: Template(below=f'<abbr class=published title="{form}">x</abbr>', day=None),
}
TODAY_BAR = "<div><span class=date>Jumat, 4 September 2026</span></div>"


def day_found(template: Template) -> date | None:
    html = replace(template, bar=TODAY_BAR).html()
    found = read_article(html, today=TODAY, fetched_at=FETCHED).published
    return found.day if found else None


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
@pytest.mark.parametrize(("form", "day"), FORMS.items(), ids=FORMS.keys())
def test_reads_every_form_below_the_headline(
    form: str, day: date | None, place: Callable[[str], Template]
) -> None:
    assert day_found(place(form)) == day


@pytest.mark.parametrize("place", DOUBTFUL_PLACES.values(), ids=DOUBTFUL_PLACES.keys())
def test_reads_every_form_elsewhere_rightly_or_not_at_all(
    place: Callable[[str], Template],
) -> None:
    wrong = {
        form: found
        for form, day in FORMS.items()
        if (found := day_found(place(form))) not in (day, None)
    }
    assert wrong == {}
