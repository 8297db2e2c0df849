"""Whether bytes are those whose digest an archive tells (``sha1:`` and base32 or hexadecimal)."""

from __future__ import annotations

import base64
import binascii
import hashlib

_ALGORITHMS = {
    "md5": "md5",
    "sha1": "sha1",
    "sha-1": "sha1",
    "sha256": "sha256",
    "sha-256": "sha256",
    "sha512": "sha512",
    "sha-512": "sha512",
}


def has_digest(body: bytes, declared: str | None) -> bool | None:
    """Return whether bytes have the digest that is declared for them.

    Args:
        body: The bytes.
        declared: Algorithm and value as in ``WARC-Block-Digest``; None if none is.

    Returns:
        None if nothing is declared, or by an algorithm that is not known here.
    """
    name, _, value = (declared or "").strip().partition(":")
    algorithm = _ALGORITHMS.get(name.lower())
    if algorithm is None:
        return None
    digest = hashlib.new(algorithm, body, usedforsecurity=False).digest()
    return digest in _readings(value.strip(), len(digest))


def _readings(value: str, size: int) -> list[bytes]:
    """Return the bytes that a value stands for; none if it has not the size of the digest."""
    text = value.rstrip("=")
    try:
        if len(text) == 2 * size:
            return [bytes.fromhex(text)]
        padded = text.upper() + "=" * (-len(text) % 8)
        return [base64.b32decode(padded)]
    except (ValueError, binascii.Error):
        return []
