"""The web pages of a corpus: ``gali serve``. See ``docs/pages.md``."""
