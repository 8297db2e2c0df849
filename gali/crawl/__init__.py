"""The crawl: brings queue, fetcher and readers together, and writes what comes of them.

One thread owns the database and decides; others fetch and read. Whatever one address gave is
written in one transaction, so a crawl that is killed loses nothing and does nothing twice.
"""
