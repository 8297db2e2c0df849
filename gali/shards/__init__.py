"""Extraction of many input files, each on its own, without a corpus: on one machine or on many."""
