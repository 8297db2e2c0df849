"""The only HTTP client of the house: polite, honest about who it is, and bounded in everything.

``fetcher.Fetcher`` is the door; the other rooms are what it is made of. What to fetch and when
is decided elsewhere, and so is what the bytes mean.
"""
