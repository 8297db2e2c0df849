"""Who may decide, where more people reach the pages than should: a file of names and passwords.

A JSON object from names to ``scrypt$N$r$p$salt$key`` (RFC 7914, base64); passwords themselves are
kept nowhere.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path

from corpus.errors import GaliError
from corpus.reviews.decisions import is_name

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
# 32 MiB and some 80 ms a try (OWASP's password storage cheat sheet).
_COST, _BLOCK, _LANES = 2**15, 8, 3
_MOST_MEMORY = 2**27
_SALT_BYTES = 16


class ReviewersFileError(GaliError):
    """The file of reviewers cannot be used."""


def read_reviewers(path: Path) -> dict[str, str]:
    """Return the names and hashes of a file of reviewers.

    Raises:
        ReviewersFileError: If it cannot be read, or is no such file.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReviewersFileError(
            f"it cannot be read: {error.strerror}",
            where=str(path),
            mend="Make it with `gali serve --reviewers FILE --add-reviewer NAME`.",
        ) from error
    except ValueError as error:
        raise ReviewersFileError("it is no JSON", where=str(path)) from error
    if not isinstance(found, dict) or not all(_is_entry(*pair) for pair in found.items()):
        raise ReviewersFileError("it is no object of names and scrypt hashes", where=str(path))
    return found


def add_reviewer(path: Path, name: str, password: str) -> None:
    """Give a reviewer a password; the file is made if there is none, and others may not read it.

    Raises:
        ReviewersFileError: If the name or password will not do, or the file cannot be written.
    """
    if not is_name(name) or name != name.strip():
        raise ReviewersFileError(f"{name!r} can be nobody's name", where=str(path))
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise ReviewersFileError(
            f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters", where=str(path)
        )
    reviewers = read_reviewers(path) if path.exists() else {}
    text = json.dumps(reviewers | {name: _hashed(password)}, ensure_ascii=False, indent=2)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123
            file.write(f"{text}\n")
        draft.replace(path)
    except OSError as error:
        raise ReviewersFileError(
            f"it cannot be written: {error.strerror}", where=str(path)
        ) from error


def is_password_of(reviewers: Mapping[str, str], name: str, password: str) -> bool:
    """Return whether a password is that of a reviewer; as slow for names that there are not."""
    hashed = reviewers.get(name)
    _, cost, block, lanes, salt, key = (hashed or _NOBODY).split("$")
    tried = hashlib.scrypt(
        password[: LONGEST_PASSWORD + 1].encode(),
        salt=b64decode(salt),
        n=int(cost),
        r=int(block),
        p=int(lanes),
        maxmem=_MOST_MEMORY,
        dklen=32,
    )
    return hmac.compare_digest(tried, b64decode(key)) and hashed is not None


def _hashed(password: str) -> str:
    """Return the hash of a password."""
    salt = secrets.token_bytes(_SALT_BYTES)
    key = hashlib.scrypt(
        password.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MOST_MEMORY, dklen=32
    )
    parts = (_COST, _BLOCK, _LANES, b64encode(salt).decode(), b64encode(key).decode())
    return "$".join(("scrypt", *map(str, parts)))


def _is_entry(name: object, hashed: object) -> bool:
    """Return whether a name and a hash are what they should be, and the hash is not too costly."""
    if not isinstance(name, str) or not is_name(name) or not isinstance(hashed, str):
        return False
    try:
        scheme, cost, block, lanes, salt, key = hashed.split("$")
        memory = 128 * int(cost) * int(block)
        b64decode(salt, validate=True)
        is_whole = len(b64decode(key, validate=True)) == 32
    except ValueError:
        return False
    return scheme == "scrypt" and is_whole and 0 < memory < _MOST_MEMORY and 0 < int(lanes) <= 16


_NOBODY = "$".join(
    (
        "scrypt",
        str(_COST),
        str(_BLOCK),
        str(_LANES),
        b64encode(bytes(16)).decode(),
        b64encode(bytes(32)).decode(),
    )
)
