"""Dates and years that a text names, and the year and day that a fact belongs to."""

from extract.dates.events import find_event_date
from extract.dates.mentions import DateMention, find_dates
from extract.dates.years import ToldYear, YearFrom, find_year, year_near

__all__ = [
    "DateMention",
    "ToldYear",
    "YearFrom",
    "find_dates",
    "find_event_date",
    "find_year",
    "year_near",
]
