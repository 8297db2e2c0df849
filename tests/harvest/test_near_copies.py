"""Signatures and shingles of texts: what is found as a near-copy and what is not."""

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.near_copies import LEAST_JACCARD, bands_of, jaccard, shingles_of, sign_shingles

SAMPLE = Path(__file__).parents[2] / "gali" / "demo" / "sample.jsonl"
TEXTS = [json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
NUMBERS = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
TEXT = " ".join(
    f"Kurir {a} mengantar obat ke desa {b} pada pagi {a}." for a in NUMBERS for b in "XY"
)


def is_near_copy(first: str, second: str) -> bool:
    return jaccard(shingles_of(first), shingles_of(second)) >= LEAST_JACCARD


def share_a_band(first: str, second: str) -> bool:
    signatures = [sign_shingles(shingles_of(text)) for text in (first, second)]
    assert signatures[0] is not None
    assert signatures[1] is not None
    return not set(bands_of(signatures[0])).isdisjoint(bands_of(signatures[1]))


CHANGES = {
    "nothing": lambda text: text,
    "another dateline": lambda text: f"KLATEN, Rabu (26/8/2020) – {text}",
    "an invitation": lambda text: (
        f"{text}\nBaca juga: Jembatan Gantung Dibuka Kembali\nEditor: Joko"
    ),
    "upper case": str.upper,
    "typography": lambda text: text.replace(" ", "  ").replace(".", " .").replace("-", " – "),
    "no first sentence": lambda text: text.partition(". ")[2],
    "no last paragraph": lambda text: text.rpartition("\n")[0] if text.count("\n") > 3 else text,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_reprint_is_found(change) -> None:  # type: ignore[no-untyped-def]
    found = [text for text in TEXTS if is_near_copy(text, change(text))]
    assert len(found) >= 0.95 * len(TEXTS)
    assert all(share_a_band(text, change(text)) for text in found)


def test_different_articles_are_no_copies() -> None:
    near = [pair for pair in combinations(TEXTS, 2) if is_near_copy(*pair)]
    assert near == []


def test_two_articles_about_one_event_are_no_copies() -> None:
    other = TEXT.replace("mengantar obat ke desa", "membawa buku bagi warga kampung")
    assert not is_near_copy(TEXT, other)


def test_short_texts_are_nobody_s_copies() -> None:
    short = " ".join(["kurir"] * 49)
    assert shingles_of(short) == frozenset()
    assert sign_shingles(frozenset()) is None
    assert jaccard(frozenset(), frozenset()) == 0.0
    assert shingles_of(f"{short} obat") != frozenset()


def test_signatures_are_the_same_for_ever() -> None:
    """They are kept in databases; if this fails, `METHOD` needs another name."""
    signature = sign_shingles(shingles_of(TEXT))
    assert signature is not None
    assert len(signature) == 384
    assert signature[:12].hex() == "57fa7d70131e520a02c42a53"
    assert bands_of(signature)[:2] == (4001342299043016263, 4963268193097697241)


def test_only_so_much_of_a_long_text_is_looked_at() -> None:
    assert shingles_of("kurir obat " * 250_000) == shingles_of("kurir obat " * 30)


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_two_texts_can_be_compared(first: str, second: str) -> None:
    both = [shingles_of(text * 20) for text in (first, second)]
    nearness = jaccard(*both)
    assert 0 <= nearness <= 1
    assert nearness == jaccard(*reversed(both))
    assert (nearness == 1) == (both[0] == both[1] != frozenset())


@given(st.lists(st.sampled_from(NUMBERS), min_size=60, max_size=120), st.randoms())
def test_the_signature_is_the_same_in_any_order(words: list[str], random) -> None:  # type: ignore[no-untyped-def]
    shingles = list(shingles_of(" ".join(words)))
    signature = sign_shingles(frozenset(shingles))
    random.shuffle(shingles)
    assert sign_shingles(frozenset(shingles)) == signature
    assert signature is not None
    assert all(-(2**63) <= band < 2**63 for band in bands_of(signature))
