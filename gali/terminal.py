"""What may be sent to a terminal: untrusted text made harmless, and consoles made late.

Newspapers' words reach the screen only through ``clean``; Rich is imported only by the
functions that need it, because it costs more than the rest of the start together.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

# Control characters move the cursor, recolour or retitle a terminal (ESC, and C1 such as
# U+009B); bidirectional overrides let a line read otherwise than it is stored.
_DANGEROUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NARROWEST, _WIDEST = 60, 120


def clean(text: str) -> str:
    r"""Return a text whose control characters are shown as escapes: ESC becomes ``\x1b``.

    Line breaks and tabs stay.
    """
    return _DANGEROUS.sub(_shown, text)


def clean_line(text: str) -> str:
    """Return a text on one line, its control characters shown as escapes."""
    return clean(" ".join(text.split()))


def clean_json(line: str) -> str:
    r"""Return a JSON text with dangerous characters written as ``\uXXXX``; it means the same."""
    return _DANGEROUS.sub(lambda match: f"\\u{ord(match.group()):04x}", line)


def is_terminal(stream: TextIO) -> bool:
    """Return whether a stream shows on a terminal; a closed one does not."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def console_for(stream: TextIO | None = None) -> Console:
    """Return a Rich console that interprets neither markup nor emoji codes in texts.

    Args:
        stream: Where it writes; standard output if None.
    """
    from rich.console import Console

    target = stream or sys.stdout
    console = Console(file=target, markup=False, highlight=False, emoji=False, soft_wrap=False)
    known = console.is_terminal or "COLUMNS" in os.environ
    console.width = max(_NARROWEST, min(console.width, _WIDEST)) if known else _WIDEST
    return console


def _shown(match: re.Match[str]) -> str:
    """Return a character as an escape that a reader can see."""
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
