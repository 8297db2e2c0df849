"""What one or several mentions say of an innovation, in the form in which it is compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from corpus.identity import squeeze
from models.consensus import LinkInput
from models.linkage.names import Words, key_of, name_words_of

Value = TypeVar("Value", bound=tuple[object, ...] | str)

# An alias of fewer letters is no sign that two mentions are one.
_SHORTEST_ALIAS = 4
# What a few mentions of very many say does not change what the innovation is.
_MOST_VALUES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What linkage looks at.

    Attributes:
        region: Kemendagri code; None if unknown.
        names: Words of each name, most frequent first; at least one.
        aliases: Keys of the other strings that stand for it, expansions among them.
        expansions: As written, most frequent first; may be empty.
        owners: Type (None if unknown) and name of each body, most frequent first; may be empty.
    """

    region: str | None
    names: tuple[Words, ...]
    aliases: frozenset[str]
    expansions: tuple[str, ...]
    owners: tuple[tuple[str | None, str], ...]

    @property
    def keys(self) -> frozenset[str]:
        """Keys of the names."""
        return frozenset("".join(words) for words in self.names)


def profile_of(rows: Sequence[LinkInput], region: str | None) -> Profile:
    """Return what some mentions say together; their order does not matter."""
    mentions = [row.mention for row in rows]
    return Profile(
        region=region,
        names=_most_frequent(name_words_of(mention.name) for mention in mentions),
        aliases=frozenset(
            key
            for mention in mentions
            for text in (*mention.surfaces[1:], *filter(None, [mention.expansion]))
            if len(key := key_of(text)) >= _SHORTEST_ALIAS
        ),
        expansions=_most_frequent(m.expansion for m in mentions if m.expansion),
        owners=_most_frequent(
            (type_id, squeeze_spaces(owner))
            for mention in mentions
            for owner, type_id in zip(mention.owners, mention.owner_types, strict=True)
        ),
    )


def squeeze_spaces(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def signature_of(row: LinkInput) -> tuple[object, ...]:
    """Return what must be equal for two mentions of one key to be compared only once."""
    mention = row.mention
    bodies = zip(mention.owner_types, map(squeeze, mention.owners), strict=True)
    return (squeeze(mention.expansion or ""), *sorted((t or "", o) for t, o in bodies))


def _most_frequent(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return the most frequent values; equally frequent ones in their own order."""
    counts = Counter(values)
    ordered = sorted(counts, key=lambda value: (-counts[value], repr(value)))
    return tuple(ordered[:_MOST_VALUES])
