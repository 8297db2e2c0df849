"""Writes a corpus, or what a search finds in it, into files that others can read and cite.

One format a file. Everything here is a function of the database and of what the user gives: the
same corpus exported twice is the same byte for byte, so no file holds the time of day.
"""
