"""Where new addresses come from: feeds, sitemaps, sites' own interfaces, pages that list articles.

Pure functions from documents to what they list; nothing here fetches or stores.
"""
