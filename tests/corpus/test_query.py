"""The query language: what users type becomes what SQLite finds, and nothing makes it fail."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.query import (
    MAX_CHARACTERS,
    MAX_WIDENED_WORDS,
    Filter,
    FormsOf,
    parse_query,
    quote_phrase,
)

DOCUMENTS = [
    "inovasi pelayanan publik",
    "Inovasi layanan jemput bola",
    "layanan e-KTP jemput bola inovatif",
    "Pelayanan: bola jemput",
    "posyandu remaja dan lansia",
    "Café inklusif",
    "",
]


@lru_cache(maxsize=1)
def _index() -> sqlite3.Connection:
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE f USING fts5(t, tokenize='unicode61 remove_diacritics 2')")
    conn.executemany("INSERT INTO f (rowid, t) VALUES (?, ?)", enumerate(DOCUMENTS))
    return conn


def _find(text: str) -> set[int]:
    """The documents that a query finds, in the way in which ``corpus.search`` runs it."""
    query = parse_query(text)
    everything = set(range(len(DOCUMENTS)))
    if query.match is None:
        return everything
    found = _index().execute("SELECT rowid FROM f WHERE f MATCH ?", (query.match,))
    rows = {row[0] for row in found}
    return everything - rows if query.complement else rows


TRANSLATIONS = {
    "nothing": ("", None),
    "spaces": ("  \n ", None),
    "one word": ("stunting", '"stunting"'),
    "words": ("jemput bola", '("jemput" AND "bola")'),
    "straight quotes": ('"jemput bola"', '"jemput bola"'),
    "curly quotes": ("“jemput bola”", '"jemput bola"'),
    "prefix": ("inov*", '"inov"*'),
    "prefix after a phrase": ('"jemput bo"*', '"jemput bo"*'),
    "or": ("bola OR remaja", '("bola" OR "remaja")'),
    "Indonesian operators": ("bola DAN jemput ATAU remaja", '(("bola" AND "jemput") OR "remaja")'),
    "not": ("layanan NOT bola", '("layanan" NOT "bola")'),
    "bukan": ("layanan BUKAN bola", '("layanan" NOT "bola")'),
    "minus": ("layanan -bola", '("layanan" NOT "bola")'),
    "minus before a group": ("a -(b c)", '("a" NOT ("b" AND "c"))'),
    "and not": ("a AND NOT b", '("a" NOT "b")'),
    "double not": ("NOT NOT a", '"a"'),
    "group": ("(a OR b) c", '(("a" OR "b") AND "c")'),
    "lower-case operators are words": ("a or b", '("a" AND "or" AND "b")'),
    "hyphen inside a word": ("e-KTP", '"e-KTP"'),
    "lone hyphen": ("a - b", '("a" AND "b")'),
    "quoted operator": ('"NOT" a', '("NOT" AND "a")'),
    "open quote": ('jemput "bola', '("jemput" AND "bola")'),
    "inch mark": ('layar 12" baru', '("layar" AND "12" AND "baru")'),
    "dangling operator": ("a AND", '"a"'),
    "leading operator": ("OR a", '"a"'),
    "operators only": ("AND OR NOT", None),
    "open group": ("(a OR b", '("a" OR "b")'),
    "stray parenthesis": (")a( b", '("a" AND "b")'),
    "empty group": ("() a", '"a"'),
    "column syntax": ("judulnya:bola", '"judulnya:bola"'),
    "near syntax": ("NEAR(a, 3)", '("NEAR" AND ("a," AND "3"))'),
    "punctuation": ("!!! ... ***", None),
    "only what must not be there": ("-bola", None),
    "filter without a value": ("nama:", '"nama:"'),
    "address": ("https://a.example/b?c=d", '"https://a.example/b?c=d"'),
}


@pytest.mark.parametrize("case", TRANSLATIONS)
def test_translation(case: str) -> None:
    text, expected = TRANSLATIONS[case]
    query = parse_query(text)
    assert (None if query.complement else query.match) == expected


FILTERS = {
    "word": ("nama:gesit", [Filter(field="name", value="gesit")]),
    "phrase": ('daerah:"Kab. Banyumas"', [Filter(field="region", value="Kab. Banyumas")]),
    "curly phrase": ("opd:“dinas sosial”", [Filter(field="owner", value="dinas sosial")]),
    "space after the colon": ("daerah: 33.02", [Filter(field="region", value="33.02")]),
    "case": ("SEKTOR:kesehatan", [Filter(field="sector", value="kesehatan")]),
    "years": ("tahun:2019..2021", [Filter(field="year", value="2019..2021")]),
    "minus": ("-sektor:sosial", [Filter(field="sector", value="sosial", negated=True)]),
    "not": ("NOT status:ditolak", [Filter(field="status", value="ditolak", negated=True)]),
    "English": ("award:finalis", [Filter(field="award", value="finalis")]),
    "in a group": (
        "(judul:a OR judul:b)",
        [Filter(field="title", value="a"), Filter(field="title", value="b")],
    ),
}


@pytest.mark.parametrize("case", FILTERS)
def test_filters(case: str) -> None:
    text, expected = FILTERS[case]
    query = parse_query(text)
    assert list(query.filters) == expected
    assert query.match is None


def test_filters_stand_apart_from_words() -> None:
    query = parse_query("jemput daerah:banyumas bola")
    assert query.match == '("jemput" AND "bola")'
    assert query.filters == (Filter(field="region", value="banyumas"),)


def _forms_of(word: str) -> list[str]:
    return {"layanan": ["layanan", "melayani"], "Bola": [], "tidur": ["tidur"]}.get(word, [word])


WIDENED = {
    "a word": ("layanan", '("layanan" OR "melayani")'),
    "words": ("layanan tidur", '(("layanan" OR "melayani") AND "tidur")'),
    "a word without forms stays": ("Bola", '"Bola"'),
    "not a phrase": ('"layanan"', '"layanan"'),
    "not a beginning": ("layanan*", '"layanan"*'),
    "not a hyphenated word": ("e-layanan", '"e-layanan"'),
    "negated": ("tidur -layanan", '("tidur" NOT ("layanan" OR "melayani"))'),
    "operators are none": ("tidur OR layanan", '("tidur" OR ("layanan" OR "melayani"))'),
}


@pytest.mark.parametrize("case", WIDENED)
def test_widened_words(case: str) -> None:
    text, expected = WIDENED[case]
    assert parse_query(text, _forms_of).match == expected


def test_only_some_words_are_widened() -> None:
    match = parse_query("layanan " * 100, _forms_of).match
    assert match is not None
    assert match.count("melayani") == MAX_WIDENED_WORDS


RESULTS = {
    "word in any case": ("INOVASI", {0, 1}),
    "beginning of a word": ("inov*", {0, 1, 2}),
    "phrase in its order": ('"jemput bola"', {1, 2}),
    "words in any order": ("jemput bola", {1, 2, 3}),
    "operator of users in a phrase": ('"remaja dan"', {4}),
    "hyphenated": ("e-ktp", {2}),
    "diacritics": ("cafe", {5}),
    "decomposed diacritics": ("Cafe\u0301", {5}),
    "only what must not be there": ("-bola", {0, 4, 5, 6}),
    "or not": ("remaja OR NOT bola", {0, 4, 5, 6}),
    "a word that is nowhere": ("tidakada", set()),
    "nothing": ("", set(range(7))),
}


@pytest.mark.parametrize("case", RESULTS)
def test_results(case: str) -> None:
    text, expected = RESULTS[case]
    assert _find(text) == expected


# --- Any string at all -------------------------------------------------------------------------

PIECES = [
    *"\"“”„«»()*-:^+{}[],.\0\n\t'",
    *("\ud800", "AND", "OR", "NOT", "DAN", "BUKAN", "NEAR", " ", "nama:", "tahun:"),
    *("inov", "bola", "é", "e\u0301", "日本", "𞤀", "½", "_", "a-b"),
]
NOISE = st.lists(
    st.sampled_from(PIECES),
    max_size=30,
).map("".join)


@pytest.mark.slow
@settings(max_examples=6_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.one_of(st.text(st.characters(), max_size=30), NOISE),
    st.sampled_from([None, _forms_of, lambda word: [word, f'x"{word}*', "", "ber"]]),
)
def test_no_string_makes_a_search_fail(text: str, forms_of: FormsOf | None) -> None:
    query = parse_query(text, forms_of)
    if query.match is not None:
        _index().execute("SELECT rowid FROM f WHERE f MATCH ?", (query.match,)).fetchall()
        outside = re.sub(r'"[^"]*"\*?', "", query.match)
        assert set(re.findall(r"\w+", outside)) <= {"AND", "OR", "NOT"}
        assert not set(outside) - set("ANDORT() ")
    for wanted in query.filters:
        assert wanted.value
        wanted.value.encode()


HUGE = {
    "words": "kata " * 100_000,
    "open parentheses": "(" * 100_000,
    "nested groups": "(a OR (b " * 300 + ")" * 900,
    "nested negated groups": "-(a OR NOT (b " * 100 + "c",
    "negations": "NOT " * 50_000 + "a",
    "alternatives": " OR ".join(f"k{n}" for n in range(5000)),
    "one long word": "a" * 1_000_000,
    "quotes": '"a' * 50_000,
    "minuses": "-" * 100_000,
    "a field without end": "nama:" * 50_000,
}


@pytest.mark.parametrize("case", HUGE)
def test_huge_queries_are_bounded(case: str) -> None:
    match = parse_query(HUGE[case]).match
    if match is not None:
        assert len(match) < 10 * MAX_CHARACTERS
        _index().execute("SELECT rowid FROM f WHERE f MATCH ?", (match,)).fetchall()


@given(st.text(st.characters()), st.booleans())
@settings(max_examples=500, deadline=None)
def test_any_text_can_be_a_phrase(text: str, prefix: bool) -> None:
    phrase = quote_phrase(text, prefix=prefix)
    if phrase is not None:
        assert phrase.count('"') == 2
        _index().execute("SELECT rowid FROM f WHERE f MATCH ?", (phrase,)).fetchall()


# --- The same as a naive matcher ---------------------------------------------------------------


@dataclass(frozen=True)
class Tree:
    """A query as users write it, and the documents that it ought to find."""

    text: str
    finds: frozenset[int]
    is_atom: bool = True


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return re.findall(r"[^\W_]+", plain)


def _has(document: str, words: list[str], *, prefix: bool) -> bool:
    there = _words(document)
    for start in range(len(there) - len(words) + 1):
        part = there[start : start + len(words)]
        if part == words or (prefix and part[:-1] == words[:-1] and part[-1].startswith(words[-1])):
            return True
    return False


VOCABULARY = sorted({word for document in DOCUMENTS for word in document.split()} | {"tidakada"})


@st.composite
def terms(draw: st.DrawFn) -> Tree:
    words = draw(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3))
    prefix = draw(st.booleans())
    if draw(st.booleans()):
        pairs = [pair for document in DOCUMENTS for pair in pairwise(document.split())]
        words = list(draw(st.sampled_from(pairs)))
    if len(words) == 1 and draw(st.booleans()):
        text = words[0]
    else:
        text = draw(st.sampled_from(['"{}"', "“{}”"])).format(" ".join(words))
    if prefix and len(words[-1]) > 3 and words[-1][:3].isalpha():
        words = [*words[:-1], words[-1][:3]]
        text = '"' + " ".join(words) + '"*' if len(words) > 1 else words[0] + "*"
    else:
        prefix = False
    tokens = _words(" ".join(words))
    finds = (n for n, text in enumerate(DOCUMENTS) if _has(text, tokens, prefix=prefix))
    return Tree(text, frozenset(finds))


def _atom(tree: Tree) -> str:
    return tree.text if tree.is_atom else f"({tree.text})"


@st.composite
def combinations(draw: st.DrawFn, parts: st.SearchStrategy[Tree]) -> Tree:
    left, right = draw(parts), draw(parts)
    operator = draw(st.sampled_from(["AND", "DAN", "", "OR", "ATAU", "NOT", "BUKAN", "-", "alone"]))
    everything = frozenset(range(len(DOCUMENTS)))
    if operator == "alone":
        prefix = draw(st.sampled_from(["NOT ", "-", "BUKAN "]))
        return Tree(prefix + _atom(left), everything - left.finds, is_atom=False)
    if operator in {"OR", "ATAU"}:
        finds = left.finds | right.finds
    elif operator in {"NOT", "BUKAN", "-"}:
        finds = left.finds - right.finds
    else:
        finds = left.finds & right.finds
    space = "" if operator == "-" else " "
    return Tree(f"{_atom(left)} {operator}{space}{_atom(right)}", finds, is_atom=False)


@settings(max_examples=1500, deadline=None)
@given(st.recursive(terms(), combinations, max_leaves=7))
def test_finds_what_a_naive_matcher_finds(tree: Tree) -> None:
    assert _find(tree.text) == tree.finds, parse_query(tree.text)


PRECEDENCE = {
    "and binds more than or": ("a OR b c", "a OR (b AND c)"),
    "not binds more than and": ("NOT a b", "(NOT a) AND b"),
    "not in a row": ("a NOT b NOT c", "(a NOT b) NOT c"),
    "not after or": ("a OR NOT b", "a OR (NOT b)"),
}


@pytest.mark.parametrize("case", PRECEDENCE)
def test_precedence(case: str) -> None:
    written, meant = PRECEDENCE[case]
    words = {"a": "inovasi", "b": "layanan", "c": "bola"}
    queries = [
        " ".join(words.get(w, w) for w in re.findall(r"\w+|\S", t)) for t in (written, meant)
    ]
    assert _find(queries[0]) == _find(queries[1])
