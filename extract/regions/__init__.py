"""Provinces, regencies, cities and districts as a text names them."""

from extract.regions.finder import (
    RegionMention,
    find_regions,
    region_of_name,
)

__all__ = ["RegionMention", "find_regions", "region_of_name"]
