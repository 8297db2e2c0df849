"""Web archives that are the same byte for byte whenever they are written from the same pages.

Ids of records are usually drawn by chance, and the first record tells the time of day. Here the ids
follow from what is written, and the time is given. What a record holds is decided by ``building``.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

from warcio.recordloader import ArcWarcRecord

from corpus.records import Page
from harvest.warc.building import RecordPacker
from harvest.warc.limits import MAX_FILE

_NAMED_BY = ("WARC-Type", "WARC-Target-URI", "WARC-Date", "WARC-Payload-Digest")


class ReproduciblePacker(RecordPacker):
    """Packs the records of one file; the arguments are those of ``RecordPacker``, and a time.

    Args:
        filename: The file's name.
        version: Version of gali.
        made_at: The time that the first record tells.
        contact: How to reach who runs it; None leaves it out.
    """

    def __init__(
        self, filename: str, *, version: str, made_at: datetime, contact: str | None
    ) -> None:
        super().__init__(filename, version=version, contact=contact)
        self._filename = filename
        self._n_records = 0
        moment = made_at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
        self._info.rec_headers.replace_header("WARC-Date", moment)
        self._name(self._info)

    def pack_info(self) -> bytes:
        """Return the record with which the file begins; its id is known to the others already."""
        return super()._pack(self._info)

    def _pack(self, record: ArcWarcRecord) -> bytes:
        """Return a record as a gzip member, with an id that follows from it."""
        self._name(record)
        return super()._pack(record)

    def _name(self, record: ArcWarcRecord) -> None:
        """Give a record the id that follows from what it is and from its place."""
        told = [record.rec_headers.get_header(name) or "" for name in _NAMED_BY]
        name = "\n".join([self._filename, str(self._n_records), *told])
        self._n_records += 1
        record_id = uuid.uuid5(uuid.NAMESPACE_URL, name)
        record.rec_headers.replace_header("WARC-Record-ID", f"<urn:uuid:{record_id}>")


def write_archive(
    folder: Path,
    pages: Iterable[Page],
    *,
    version: str,
    made_at: datetime,
    contact: str | None = None,
    max_bytes: int = MAX_FILE,
) -> int:
    """Write pages into ``pages-00000.warc.gz`` and so on, and return how many there were.

    Args:
        folder: Exists and holds no such files.
        pages: Read lazily; no file is made if there are none.
        version: Version of gali, for the first record of each file.
        made_at: The time that this record tells.
        contact: How to reach who made it; None leaves it out.
        max_bytes: Size from which on a new file is begun.

    Raises:
        OSError: If the files cannot be written.
    """
    n_pages, iterator, serial = 0, iter(pages), 0
    page = next(iterator, None)
    while page is not None:
        name = f"pages-{serial:05}.warc.gz"
        packer = ReproduciblePacker(name, version=version, made_at=made_at, contact=contact)
        with (folder / name).open("xb") as stream:
            stream.write(packer.pack_info())
            while page is not None and stream.tell() < max_bytes:
                stream.write(packer.pack_page(page, HTTPStatus.OK, {}))
                n_pages += 1
                page = next(iterator, None)
        serial += 1
    return n_pages
