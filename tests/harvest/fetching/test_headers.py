"""What headers mean: how long to wait, which kinds to take; and who we say we are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from corpus.errors import InvalidRecordError
from harvest.fetching.agent import make_agent
from harvest.fetching.failures import FetchError
from harvest.fetching.limits import MAX_RETRY_AFTER
from harvest.fetching.media_types import PAGES, find_kind, insist_on_kind
from harvest.fetching.retry_after import parse_retry_after

NOW = datetime(2025, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("0", 0.0),
        (" 120 ", 120.0),
        ("86401", MAX_RETRY_AFTER),
        ("9" * 5000, MAX_RETRY_AFTER),
        ("-1", None),
        ("1.5", None),
        ("1e9", None),
        ("inf", None),
        ("nan", None),
        ("١٢", None),
        ("besok", None),
        ("Sat, 01 Mar 2025 12:01:00 GMT", 60.0),
        ("Sat, 01 Mar 2025 12:01:00 -0000", 60.0),
        ("Saturday, 01-Mar-25 12:01:00 GMT", 60.0),
        ("Sat, 01 Mar 2025 11:00:00 GMT", 0.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", MAX_RETRY_AFTER),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
        ("Sat, 99 Mar 2025 12:01:00 GMT", None),
        ("Sat, 01 Mar 2025 12:01:00 +9999999", None),
    ],
)
def test_retry_after_is_read_and_bounded(value: str | None, seconds: float | None) -> None:
    assert parse_retry_after(value, NOW) == seconds


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [
        ("text/html", "html"),
        ("Text/HTML; charset=utf-8", "html"),
        ("application/xhtml+xml", "html"),
        ("text/xml", "xml"),
        ("application/rss+xml; charset=UTF-8", "xml"),
        ("application/atom+xml", "xml"),
        ("application/json", "json"),
        ("application/feed+json", "json"),
        ("application/ld+json", "json"),
        ("text/plain", "text"),
        ("application/x-gzip", "gzip"),
        ("image/svg+xml", None),
        ("application/pdf", None),
        ("application/octet-stream", None),
        ("text/css", None),
        ("text/javascript", None),
        ("multipart/form-data", None),
        ("html", None),
        ("", None),
    ],
)
def test_media_types_have_kinds(content_type: str, kind: str | None) -> None:
    assert find_kind(content_type) == kind
    if kind in PAGES:
        insist_on_kind(content_type, PAGES)
        return
    with pytest.raises(FetchError) as error:
        insist_on_kind(content_type, PAGES)
    assert error.value.kind == "wrong_type"


def test_an_undeclared_document_is_let_in() -> None:
    assert insist_on_kind(None, PAGES) is None  # it raises where it refuses


def test_what_a_server_declares_cannot_steer_a_terminal() -> None:
    with pytest.raises(FetchError) as error:
        insist_on_kind("image/\x1b[31m" + "a" * 500, PAGES)
    assert "\x1b" not in error.value.what
    assert len(error.value.what) < 120


@pytest.mark.parametrize(
    ("contact", "header"),
    [
        ("a.b@kampus.example", "gali/1.2 (+mailto:a.b@kampus.example)"),
        ("mailto:a@kampus.example", "gali/1.2 (+mailto:a@kampus.example)"),
        (" https://kampus.example/gali?x=1 ", "gali/1.2 (+https://kampus.example/gali?x=1)"),
    ],
)
def test_the_agent_names_its_contact(contact: str, header: str) -> None:
    assert str(make_agent("1.2", contact)) == header


@pytest.mark.parametrize(
    "contact",
    [
        *(None, "", " ", "me", "a@b", "https://", "https://kampus", "ftp://kampus.example"),
        *(
            "a@kampus.example\r\nX: 1",
            "https://kampus.example/a b",
            "https://kampus.example/)evil(",
        ),
        *("a" * 100_000 + "@", "https://" + "a." * 50_000),
    ],
)
def test_without_a_contact_nothing_is_sent(contact: str | None) -> None:
    with pytest.raises(InvalidRecordError) as error:
        make_agent("1.2", contact)
    assert "--contact" in (error.value.mend or "")
