"""The query language of users, and its translation into FTS5; no input makes it fail.

- words, all of which must occur: ``stunting balita``
- phrases in straight or curly quotes: ``"jemput bola"``; a hyphenated word is a phrase
- the beginning of a word: ``inov*``
- ``AND``, ``OR``, ``NOT`` or ``DAN``, ``ATAU``, ``BUKAN``, in capitals; parentheses; ``-word``
- fields: ``nama: judul: opd: daerah: sektor: tahun: penghargaan: media: status:``, or their
  English names. They hold for the whole query wherever they stand; several values of one field
  are alternatives. What a value means is the business of ``corpus.filters``.

A word may stand for all its forms (see ``corpus.words.stems``); what is quoted is taken as written.

What does not fit — a lone operator, an open quote — is passed over. Nothing but quoted strings,
``*``, parentheses and the three operators can reach SQLite.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Field = Literal["name", "title", "owner", "region", "sector", "year", "award", "outlet", "status"]
# Gives the forms of a word that are looked for instead of it; the word alone if it has no others.
FormsOf = Callable[[str], Sequence[str]]

# A query comes from anywhere; FTS5 itself gives up at some thirty nested parentheses.
MAX_CHARACTERS = 1000
MAX_DEPTH = 8
MAX_WIDENED_WORDS = 12

FIELD_NAMES: dict[str, Field] = {
    "nama": "name",
    "name": "name",
    "judul": "title",
    "title": "title",
    "opd": "owner",
    "owner": "owner",
    "daerah": "region",
    "region": "region",
    "sektor": "sector",
    "sector": "sector",
    "tahun": "year",
    "year": "year",
    "penghargaan": "award",
    "award": "award",
    "media": "outlet",
    "outlet": "outlet",
    "status": "status",
}
_OPERATORS = {"AND": "and", "DAN": "and", "OR": "or", "ATAU": "or", "NOT": "not", "BUKAN": "not"}
_QUOTES = '"“”„«»'
# Surrogates cannot be sent to SQLite, and NUL would end what is sent.
_UNSENDABLE = re.compile(r"[\0\ud800-\udfff]")
_LEXEME = re.compile(
    rf"(?P<minus>-(?=[^\s)-]))"
    rf"|(?P<field>{'|'.join(FIELD_NAMES)}):\s*"
    rf"(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]|(?P<plain>[^\s(){_QUOTES}]+))"
    rf"|[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}](?P<star>\*?)"
    rf"|(?P<open>\()|(?P<close>\))"
    rf"|(?P<word>[^\s(){_QUOTES}]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A field and the value that the user wants it to have, as typed.

    Attributes:
        field: The field's English name.
        value: Not empty.
        negated: Whether the field must not have the value.
    """

    field: Field
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a user typed, understood.

    Attributes:
        match: Expression for FTS5's MATCH; None if no words are asked for.
        complement: Whether the rows are wanted that ``match`` does *not* find, as in ``-word``,
            which FTS5 has no expression for.
        filters: Field filters, in the order in which they were typed.
    """

    match: str | None = None
    complement: bool = False
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a query: ``term``, ``filter``, ``and``, ``or``, ``not``, ``(`` or ``)``.

    ``match`` is the expression of a term, None if there is no word in it; ``word`` is the term if
    it is a single word without quotes and star, so that it may stand for its forms.
    """

    kind: str
    match: str | None = None
    word: str | None = None
    filter: Filter | None = None


@dataclass(frozen=True, slots=True)
class _Rows:
    """A set of rows: those that an expression finds, or all others."""

    match: str
    complement: bool = False

    def others(self) -> _Rows:
        """Return all rows that are not in the set."""
        return _Rows(self.match, not self.complement)


class _Parser:
    """Reads tokens from left to right by recursive descent, bounded by ``MAX_DEPTH``."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self.filters: list[Filter] = []
        self._tokens = tokens
        self._position = 0
        self._depth = 0

    def parse(self) -> _Rows | None:
        """Parse the whole query; closing parentheses that close nothing are passed over."""
        parts = []
        while self._peek() != "end":
            parts.append(self._parse_alternatives())
            self._accept(")")
        return _intersect(parts)

    def _parse_alternatives(self) -> _Rows | None:
        """Parse what has OR between it, up to a closing parenthesis or the end."""
        parts = [self._parse_conjunction()]
        while self._accept("or"):
            parts.append(self._parse_conjunction())
        return _unite(parts)

    def _parse_conjunction(self) -> _Rows | None:
        """Parse what must all hold, up to an OR, a closing parenthesis or the end."""
        parts = []
        while self._peek() not in {"or", ")", "end"}:
            if not self._accept("and"):
                parts.append(self._parse_negation())
        return _intersect(parts)

    def _parse_negation(self) -> _Rows | None:
        """Parse one term, filter or group with any number of NOTs before it."""
        negated = False
        while self._accept("not"):
            negated = not negated
        if self._peek() in {"and", "or", ")", "end"}:
            return None
        token = self._tokens[self._position]
        self._position += 1
        if token.filter is not None:
            self.filters.append(replace(token.filter, negated=negated))
            return None
        rows = self._parse_group() if token.kind == "(" else _rows_of(token)
        return rows.others() if rows is not None and negated else rows

    def _parse_group(self) -> _Rows | None:
        """Parse what follows an opening parenthesis; one that is too deep is passed over."""
        if self._depth == MAX_DEPTH:
            return None
        self._depth += 1
        rows = self._parse_alternatives()
        self._accept(")")
        self._depth -= 1
        return rows

    def _peek(self) -> str:
        """Return the kind of the next token, ``end`` after the last."""
        return self._tokens[self._position].kind if self._position < len(self._tokens) else "end"

    def _accept(self, kind: str) -> bool:
        """Pass over the next token if it is of that kind; return whether it was."""
        accepted = self._peek() == kind
        self._position += accepted
        return accepted


def parse_query(text: str, forms_of: FormsOf | None = None) -> Query:
    """Return what a user asks for; it never raises.

    Args:
        text: Of a very long query only the first ``MAX_CHARACTERS`` count.
        forms_of: Gives the forms that are looked for instead of a word; None to look for words as
            they are written. Only the first ``MAX_WIDENED_WORDS`` words are widened.
    """
    tokens = [_token(lexeme) for lexeme in _LEXEME.finditer(bounded(text))]
    parser = _Parser(_widen(tokens, forms_of) if forms_of else tokens)
    rows = parser.parse()
    filters = tuple(parser.filters)
    if rows is None:
        return Query(filters=filters)
    return Query(match=rows.match, complement=rows.complement, filters=filters)


def bounded(text: str) -> str:
    """Return the first ``MAX_CHARACTERS`` of a text, without what cannot be sent to SQLite."""
    return _UNSENDABLE.sub(" ", text[:MAX_CHARACTERS])


def quote_phrase(text: str, *, prefix: bool = False) -> str | None:
    """Return words as an FTS5 string that finds them in this order; None if there is no word.

    Args:
        text: Any text; SQLite splits it into words as it split the articles.
        prefix: Whether the last word may go on.
    """
    words = bounded(text).replace('"', " ").strip()
    if not any(character.isalnum() for character in words):
        return None
    return f'"{words}"*' if prefix else f'"{words}"'


def _token(lexeme: re.Match[str]) -> _Token:
    """Return the token of a lexeme."""
    if lexeme["minus"]:
        return _Token("not")
    if lexeme["open"] or lexeme["close"]:
        return _Token(lexeme[0])
    if lexeme["field"]:
        value = (lexeme["quoted"] or lexeme["plain"] or "").strip()
        name = FIELD_NAMES[lexeme["field"].lower()]
        return _Token("filter", filter=Filter(field=name, value=value)) if value else _Token("term")
    if lexeme["phrase"] is not None:
        return _Token("term", match=quote_phrase(lexeme["phrase"], prefix=bool(lexeme["star"])))
    word = lexeme["word"]
    if word in _OPERATORS:
        return _Token(_OPERATORS[word])
    plain = word if word.isalpha() else None
    return _Token(
        "term", match=quote_phrase(word.rstrip("*"), prefix=word.endswith("*")), word=plain
    )


def _widen(tokens: Sequence[_Token], forms_of: FormsOf) -> list[_Token]:
    """Return the tokens, words replaced by any of their forms."""
    widened, n_words = [], 0
    for token in tokens:
        if token.word is not None and n_words < MAX_WIDENED_WORDS:
            forms = filter(None, map(quote_phrase, dict.fromkeys(forms_of(token.word))))
            token = replace(token, match=_join("OR", list(forms)) or token.match)
            n_words += 1
        widened.append(token)
    return widened


def _rows_of(token: _Token) -> _Rows | None:
    """Return the rows that a term finds; None if there is no word in it."""
    return _Rows(token.match) if token.match is not None else None


def _intersect(parts: Sequence[_Rows | None]) -> _Rows | None:
    """Return the rows that are in all sets; None if there is no set.

    FTS5 knows ``a NOT b`` but no set without a positive part, hence the complements.
    """
    wanted = [part.match for part in parts if part is not None and not part.complement]
    unwanted = [part.match for part in parts if part is not None and part.complement]
    if not wanted:
        return _Rows(_join("OR", unwanted), complement=True) if unwanted else None
    if not unwanted:
        return _Rows(_join("AND", wanted))
    return _Rows(f"({_join('AND', wanted)} NOT {_join('OR', unwanted)})")


def _unite(parts: Sequence[_Rows | None]) -> _Rows | None:
    """Return the rows that are in any set; None if there is no set. By De Morgan's law."""
    rows = _intersect([part.others() for part in parts if part is not None])
    return rows.others() if rows is not None else None


def _join(operator: str, expressions: Sequence[str]) -> str:
    """Return expressions with an operator between them, in parentheses if need be."""
    joined = f" {operator} ".join(expressions)
    return f"({joined})" if len(expressions) > 1 else joined
