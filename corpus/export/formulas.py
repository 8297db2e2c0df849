"""Cells that a spreadsheet would run as formulas, made harmless, and read back as they were.

A spreadsheet that opens a CSV file takes ``=…``, ``+…``, ``-…`` and ``@…`` for formulas, and a
formula can send what is in the sheet to a stranger. An apostrophe before it makes it text: OWASP,
"CSV Injection". Cells that begin with apostrophes before such a sign get one more, so that taking
one away always gives the text back.
"""

from __future__ import annotations

import re

# Spaces and apostrophes before a sign help nobody: some programs pass over them. The signs of
# full width are those that East Asian editions take for formulas as well.
_FORMULA = re.compile(r"[\s'\ufeff]*[=+\-@＝＋－＠]|'*[\t\r\n]")


def neutralise_formula(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs; most texts stay as they are."""
    return f"'{text}" if _FORMULA.match(text) else text


def restore_formula(cell: str) -> str:
    """Return the text of a cell that ``neutralise_formula`` made."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
