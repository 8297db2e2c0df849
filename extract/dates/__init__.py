"""Dates and years that a text names, and the year that a fact belongs to."""

from extract.dates.mentions import DateMention, find_dates
from extract.dates.years import year_near

__all__ = ["DateMention", "find_dates", "year_near"]
