"""The crawl's memory: what is still to be fetched, whose turn it is, and what became of it.

Nothing here fetches or decides how long to wait; callers tell, and these rooms keep it so that
a crawl survives SIGKILL and several crawlers can share one corpus.
"""
