import contextlib
import time

import pytest

from corpus.errors import UnreadableFileError
from harvest.reading.guard import check_page

REFUSED = {
    "large": ("a" * 5_000_001, "larger than 5 million"),
    "many tags": ("<p>x" * 100_001, "more than 100000 tags"),
    "deep": ("<div>" * 501 + "</div>" * 501, "more than 500 deep"),
    "deep in capitals": ("<DIV>" * 501, "more than 500 deep"),
    "deep, with attributes": ("<div class='a'>" * 501, "more than 500 deep"),
    "deep links": ("<a href=/x>" * 501, "more than 500 deep"),
    "deep behind a script": ("<script>a</script>" + "<div>" * 501, "more than 500 deep"),
}


@pytest.mark.parametrize(("html", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_refuses_what_exhausts_parsers(html: str, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        check_page(html)


ACCEPTED = {
    "empty": "",
    "500 deep": "<div>" * 500 + "</div>" * 500,
    "many side by side": "<div>x</div>" * 30_000,
    "paragraphs never closed": "<p>x" * 50_000,
    "tags in a script": f"<script>{'<div>' * 5_000}</script><p>x</p>",
    "tags in a comment": f"<!-- {'<div>' * 5_000} --><p>x</p>",
    "signs that are no tags": "a < b " * 200_000,
}


@pytest.mark.parametrize("html", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_lets_articles_pass(html: str) -> None:
    check_page(html)


@pytest.mark.parametrize("piece", ["<script>", "<!--", "<style><div>", "<div ", "</div>", "<<"])
def test_is_quick_on_hostile_pages(piece: str) -> None:
    start = time.process_time()
    html = ("<div>" * 600 + piece * 1_000_000)[:4_900_000]
    with contextlib.suppress(UnreadableFileError):
        check_page(html)
    assert time.process_time() - start < 5
