"""What a shard holds beside articles, and what its marker says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.records import Article, Extraction, Prediction


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionSector:
    """The sector that a model gave one mention of an article.

    Attributes:
        local_id: The mention.
        prediction: The sector, how sure and why.
    """

    local_id: str
    prediction: Prediction


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardExtraction:
    """What was found in one article of a shard.

    Attributes:
        extraction: Everything that was found.
        sectors: The predictions behind the sectors of its mentions, in their order.
        relevance: How likely the article is about innovations; None if no classifier said.
    """

    extraction: Extraction
    sectors: tuple[MentionSector, ...] = ()
    relevance: Prediction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardSignature:
    """The short form of an article's text, by which near-copies of it are found.

    Attributes:
        article_id: The article.
        signature: The short form; None for texts too short to be anybody's copy.
    """

    article_id: str
    signature: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardText:
    """The body of an article, without what else is known of it.

    Attributes:
        id: The article.
        text: Its body.
    """

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardProblem:
    """A record that could not be read, or an article on which the extractor failed.

    Attributes:
        origin: The file, or ``archive.zip!member``.
        place: Where in it; None where it concerns the whole.
        reason: What is wrong, one sentence without a full stop.
        mend: What can be done about it; None if nothing is known to help.
        kept: Whether the article itself is in the shard.
    """

    origin: str
    place: str | None
    reason: str
    mend: str | None
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardBatch:
    """Some rows of a shard's tables.

    Attributes:
        articles: Articles, in the order of the input.
        extractions: What was found in them; crashed articles have none.
        problems: What could not be read or extracted.
        signatures: Those of all articles, in their order.
    """

    articles: tuple[Article, ...]
    extractions: tuple[ShardExtraction, ...]
    problems: tuple[ShardProblem, ...]
    signatures: tuple[ShardSignature, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardInput:
    """What a shard is made from, and by what: the same again gives the same shard.

    Attributes:
        name: Base name of the input file.
        n_bytes: Its length.
        sha256: Digest of its bytes, hexadecimal.
        made_with: Versions of the programs and models, by name.
        options: How it was read, by name; empty for the defaults.
    """

    name: str
    n_bytes: int
    sha256: str
    made_with: Mapping[str, str]
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardMarker:
    """What stands in ``done.json``: the shard is whole, and what is in it.

    Attributes:
        input: What it was made from.
        n_articles: Rows of ``articles.parquet``.
        n_relevant: Articles that tell of innovations, awards, replications or counts.
        n_innovations: Innovations named in them, counted once an article.
        n_problems: Rows of ``problems.parquet``.
        files: SHA-256 of each file, by name.
    """

    input: ShardInput
    n_articles: int
    n_relevant: int
    n_innovations: int
    n_problems: int
    files: Mapping[str, str]
