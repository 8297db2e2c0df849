"""Plain text to headline and body: the first line is the headline, unless it is the body already.

Decoding is the business of ``charset``, the date that of ``dates``.
"""

from __future__ import annotations

import re

from corpus.identity import normalise_text
from harvest.drafts import Draft, strip_blank_lines

MAX_HEADLINE = 160
"""Characters; a longer first line is a paragraph. Headlines of real newspapers stay below 140."""

_LEAST_LEAD = 60
# Place in capitals, or place and outlet, then the dash that opens a report.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z .'’/-]{2,40}(?:\([^()\n]{2,40}\)|,[^\n–—-]{2,30})?"
    r"|[A-Z][\w .'’]{2,40}(?:\([^()\n]{2,40}\)|,[^\n–—-]{2,30}))\s{0,2}[–—-]{1,3}\s{0,2}"
)
_SENTENCE_END = (".", '."', ".”", ".*", ".)", ",", ";")


def read_plain(text: str) -> Draft:
    """Return the headline and body of a plain text.

    The body keeps its lines exactly; only blank lines before and after it are cut.
    """
    text = strip_blank_lines(normalise_text(text))
    first, _, rest = text.partition("\n")
    if is_body(first):
        return Draft(title="", text=text)
    return Draft(title=first, text=strip_blank_lines(rest))


def is_body(line: str) -> bool:
    """Return whether a first line is a paragraph of the body rather than a headline."""
    line = line.strip()
    if len(line) > MAX_HEADLINE:
        return True
    dateline = _DATELINE.match(line)
    if dateline is None:
        return False
    return len(line) - dateline.end() >= _LEAST_LEAD and line.endswith(_SENTENCE_END)
