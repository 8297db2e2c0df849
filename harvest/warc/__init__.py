"""WARC, the format of web archives (ISO 28500): what was fetched, written and read back.

A file is a row of records, each with a head of named fields and a block of bytes, and each
packed by itself with gzip. Heads are parsed and records built by warcio.
"""
