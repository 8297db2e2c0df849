"""How much of a stranger's bytes is read, and no more. Sizes in bytes unless they say otherwise.

Only the figures and why; each is enforced by the room that reads.
"""

from __future__ import annotations

MAX_DOCUMENT = 20_000_000
"""One text or web page. The longest real ones, with pictures inside, stay below a tenth."""

MAX_RECORD = 20_000_000
"""One line of JSONL or CSV; tables themselves are streamed and may be of any length."""

MAX_CELL_CHARACTERS = 5_000_000
"""One cell of a CSV; beyond it a quotation mark was surely never closed."""

MAX_JSON_ARRAY = 100_000_000
"""A JSON array, which cannot be streamed and is held in memory whole."""

MAX_MEMBERS = 100_000
"""Files in one archive."""

MAX_SWELLING = 200
"""Bytes out for each byte in. Text shrinks five- to fifteenfold, bombs a thousandfold."""

HARMLESS_OUTPUT = 64_000_000
"""Output of an archive up to which its swelling is not looked at."""

MAX_SPOOL = 4_000_000_000
"""A zip archive on standard input, which must be written aside to be read."""

MAX_PAGE_SECONDS = 20.0
"""Time to find the article in one web page; ordinary ones take 0.03 s."""

MAX_PAGE_MEMORY = 2_000_000_000
"""Address space of the process that does so."""

MAX_PAGE_SIZE = 5_000_000
"""Characters of one web page. Parsers take seconds for each million of hostile ones."""

MAX_PAGE_TAGS = 100_000
"""Tags of one web page: 200,000 links cost trafilatura more than 40 s; articles have some 3,000."""

MAX_PAGE_DEPTH = 500
"""Elements around one: at 100,000 parsers take 30 s or give nothing; articles have some 30."""
