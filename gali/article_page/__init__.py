"""Articles as one web page: the words that tell facts marked, the facts beside, both linked."""

from gali.article_page.page import write_page

__all__ = ["write_page"]
