"""Numbers of innovations, and of bodies that take part, as an article states them."""

from extract.counts.finder import find_counts

__all__ = ["find_counts"]
