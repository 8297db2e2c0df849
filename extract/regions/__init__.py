"""Provinces, regencies, cities and districts as a text names them, and the one it is about."""

from extract.regions.finder import (
    RegionChoice,
    RegionMention,
    choose_region,
    find_regions,
    region_of_name,
)

__all__ = ["RegionChoice", "RegionMention", "choose_region", "find_regions", "region_of_name"]
