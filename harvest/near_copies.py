"""Texts that say nearly the same, such as one press release in many newspapers.

A text's signature is a MinHash (Broder 1997) of its shingles: all sequences of five words, folded.
Texts that share a band of their signatures are worth comparing, and their Jaccard similarity is
then reckoned from the shingles themselves. Nothing depends on chance or on the machine.
"""

from __future__ import annotations

import struct
from hashlib import blake2b

from rensa import RMinHash

from corpus.errors import InvalidRecordError
from corpus.identity import fold

LEAST_JACCARD = 0.4
"""From which on texts are near-copies. Of 331 annotated articles, different ones stay below 0.04,
accounts of one event below 0.38; reprints without every seventh sentence have 0.7, without three
of ten 0.5 (``benchmarks/near_copies.py``)."""

METHOD = "minhash-5-32x3-1"
"""Name of the way in which signatures are made here; another way must get another name."""

_SHINGLE_WORDS = 5
_LEAST_WORDS = 50
_LONGEST = 50_000
_BANDS = 32
_ROWS = 3
_SEED = 1945
_VALUES = struct.Struct(f"<{_BANDS * _ROWS}I")
_BAND_BYTES = 4 * _ROWS
BAND_SLICES = tuple(slice(at, at + _BAND_BYTES) for at in range(0, _VALUES.size, _BAND_BYTES))
"""Where the bands of a signature lie in its bytes."""


def shingles_of(text: str) -> frozenset[str]:
    """Return all sequences of five words of a text, folded.

    Args:
        text: An article's body; headlines differ from reprint to reprint. What lies beyond
            50,000 characters is not looked at.

    Returns:
        The sequences; empty for texts of less than 50 words, which are too often alike by
        chance to be anybody's copy.
    """
    words = fold(text[:_LONGEST]).split()
    if len(words) < _LEAST_WORDS:
        return frozenset()
    shifted = (words[start:] for start in range(_SHINGLE_WORDS))
    return frozenset(map(" ".join, zip(*shifted, strict=False)))


def sign_shingles(shingles: frozenset[str]) -> bytes | None:
    """Return the signature of a text's shingles; None if there are none."""
    if not shingles:
        return None
    minhash = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    minhash.update(list(shingles))
    return _VALUES.pack(*minhash.digest())


def bands_of(signature: bytes) -> tuple[int, ...]:
    """Return the bands of a signature, hashed to integers of 64 bits with a sign.

    Two texts with a Jaccard similarity of 0.4 share at least one with a probability of 0.88, with
    one of 0.6 of 0.9996, and with one of 0.04 of 0.002.

    Raises:
        InvalidRecordError: If this is no signature of this method.
    """
    if len(signature) != _VALUES.size:
        raise InvalidRecordError(f"a signature has {_VALUES.size} bytes, not {len(signature)}")
    hashes = (
        blake2b(signature[band], digest_size=8, salt=n.to_bytes(2)).digest()
        for n, band in enumerate(BAND_SLICES)
    )
    return tuple(int.from_bytes(one, signed=True) for one in hashes)


def jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the share of shingles that two texts have in common, 0 to 1; 0 without any."""
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared) if shared else 0.0
