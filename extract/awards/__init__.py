"""Results in competitions for innovation: contest, rank, status, winner, prize."""

from extract.awards.finder import find_awards

__all__ = ["find_awards"]
