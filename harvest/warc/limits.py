"""How much of an archive is read and written. Sizes in bytes unless they say otherwise.

Only the figures and why; each is enforced by the room that reads or writes.
"""

from __future__ import annotations

from harvest.limits import MAX_DOCUMENT

MAX_FILE = 1_000_000_000
"""Size from which on a new file is begun; the usual one of web archives."""

MAX_HEAD = 131_072
"""Head of a record, or of the HTTP answer in it."""

MAX_BLOCK = MAX_DOCUMENT + MAX_HEAD
"""Block of a record that is held in memory; longer ones are skipped in pieces."""

MAX_REMEMBERED_IDS = 1_000_000
"""Ids of records among which a second of the same id is noticed."""

MAX_PROBLEMS = 1000
"""Problems of one archive that are told singly; further ones are counted."""
