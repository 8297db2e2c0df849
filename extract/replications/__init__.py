"""Who learns from whom: visits, agreements, plans and adoptions between regions."""

from extract.replications.finder import find_replications

__all__ = ["find_replications"]
