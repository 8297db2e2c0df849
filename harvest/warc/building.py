"""Pages to records: what is written of a page, and how it is packed. Built by warcio.

Bodies are stored decoded, so the fields that tell how they were sent are left out and
``Content-Length`` is that of what is stored.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import UTC
from http import HTTPStatus
from io import BytesIO
from urllib.parse import quote

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from corpus.records import Page
from harvest.fetching.agent import NAME
from harvest.outlets.hosts import host_of_url
from harvest.problems import printable
from harvest.warc.roles import ROLE_FIELD, Role

_VERSION = "1.1"  # its dates tell parts of seconds, which 1.0 does not
_STANDARD = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_ABOUT_SENDING = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_UNKNOWN_TYPE = "application/octet-stream"
_LONGEST_VALUE = 1024


class RecordPacker:
    """Packs the records of one file, each as a gzip member of its own.

    Args:
        filename: The file's name.
        version: Version of gali.
        contact: How to reach who runs it; None leaves it out.
    """

    def __init__(self, filename: str, *, version: str, contact: str | None) -> None:
        self._output = BytesIO()
        self._writer = WARCWriter(self._output, gzip=True, warc_version=_VERSION)
        told = {
            "software": f"{NAME}/{version}",
            "operator": _line(contact or ""),
            "robots": "obey",
            "format": f"WARC File Format {_VERSION}",
            "conformsTo": _STANDARD,
        }
        self._info = self._writer.create_warcinfo_record(filename, told)

    def pack_info(self) -> bytes:
        """Return the record with which the file begins: who made it, and how."""
        return self._pack(self._info)

    def pack_page(
        self, page: Page, status: int, headers: Mapping[str, str], role: Role | None = None
    ) -> bytes:
        """Return the records of a page.

        Args:
            page: The page. One without an address of the web becomes a ``resource`` record that
                its digest names.
            status: HTTP status of the answer.
            headers: Fields of the answer; the media type is taken from the page if there are none.
            role: What the page is besides an article; None says nothing of it.

        Returns:
            One record, and where redirects led to the page a second one (``metadata``) that
            names the address asked for (``via``).
        """
        fields = {
            "WARC-Date": page.fetched_at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z",
            "WARC-Warcinfo-ID": self._info.rec_headers.get_header("WARC-Record-ID"),
            **({ROLE_FIELD: role} if role else {}),
        }
        if host_of_url(page.url) is None:
            return self._pack(self._resource(page, fields))
        response = self._response(page, status, headers, fields)
        packed = self._pack(response)
        if page.origin == page.url or host_of_url(page.origin) is None:
            return packed
        return packed + self._pack(self._asked(page, response, fields))

    def _response(
        self, page: Page, status: int, headers: Mapping[str, str], fields: Mapping[str, str]
    ) -> ArcWarcRecord:
        """Return the record of a page of the web."""
        status_line = f"{status} {_phrase(status)}".strip()
        kept = _kept_fields(page, headers)
        return self._writer.create_warc_record(
            _quoted(page.url or ""),
            "response",
            payload=BytesIO(page.body),
            length=len(page.body),
            http_headers=StatusAndHeaders(status_line, kept, protocol="HTTP/1.1"),
            warc_headers_dict=fields,
        )

    def _resource(self, page: Page, fields: Mapping[str, str]) -> ArcWarcRecord:
        """Return the record of a page that has no address of the web."""
        return self._writer.create_warc_record(
            f"urn:sha256:{page.digest}",
            "resource",
            payload=BytesIO(page.body),
            length=len(page.body),
            warc_content_type=_line(page.content_type or _UNKNOWN_TYPE),
            warc_headers_dict=fields,
        )

    def _asked(
        self, page: Page, response: ArcWarcRecord, fields: Mapping[str, str]
    ) -> ArcWarcRecord:
        """Return the record that tells which address led to a page."""
        told = f"via: {_quoted(page.origin)}\r\n".encode()
        response_id = response.rec_headers.get_header("WARC-Record-ID")
        return self._writer.create_warc_record(
            _quoted(page.url or ""),
            "metadata",
            payload=BytesIO(told),
            length=len(told),
            warc_headers_dict={**fields, "WARC-Concurrent-To": response_id},
        )

    def _pack(self, record: ArcWarcRecord) -> bytes:
        """Return a record as a gzip member."""
        self._writer.write_record(record)
        packed = self._output.getvalue()
        self._output.seek(0)
        self._output.truncate()
        return packed


def _kept_fields(page: Page, headers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the header fields to store: those that fit a decoded body."""
    if not headers and page.content_type:
        headers = {"content-type": page.content_type}
    kept = [
        (name.title(), _line(value))
        for name, value in headers.items()
        if name.lower() not in _ABOUT_SENDING
    ]
    return [*kept, ("Content-Length", str(len(page.body)))]


def _phrase(status: int) -> str:
    """Return the words of an HTTP status; empty if it is unknown."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _quoted(url: str) -> str:
    """Return an address without spaces, control characters and letters beyond ASCII."""
    return quote(url, safe=string.punctuation, errors="replace")


def _line(value: str) -> str:
    """Return a value of a field on one line."""
    return printable(value, _LONGEST_VALUE)
