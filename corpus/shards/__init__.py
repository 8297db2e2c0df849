"""Shards: what was read and extracted from one input file, as Parquet, outside of any corpus."""
