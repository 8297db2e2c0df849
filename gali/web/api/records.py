"""What the interface answers that is not a record of the corpus already.

Field for field it is what the page of the same address shows. Codes are those of the codebook; all
days are ISO 8601.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from corpus.dossier import ArticleInfo
from corpus.outcomes import AwardOutcome, ReplicationOutcome
from corpus.pages.region_counts import RegionCounts
from corpus.pages.register import RegisterEntry
from corpus.records import Award, Count, Mention, Replication
from corpus.relations import RelatedInnovation
from corpus.reviews.reading import InnovationReview
from gali.web.api.review_records import ReviewDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundInnovation:
    """An innovation in a list.

    Attributes:
        id: Stable id; an id that was merged into another leads there.
        name: The form that most articles use, or that a person preferred.
        expansion: Words that the acronym stands for; null if unknown.
        description: What it is; null if unknown.
        owner: Most frequent owner as written; null if not told.
        owner_type: Type of that owner; null if unknown.
        region: Kemendagri code; null if national or not told.
        sector: Code of the sector; null if unknown.
        year: Year of launch; null if not told.
        status: ``otomatis``: nobody checked it; ``diperiksa``: a person did; ``ditolak``: rejected.
        confidence: How sure the machine is, 0 to 1.
        n_articles: How many articles tell of it.
        quote: The sentence that proves it; null if there is none.
        source: Where that stands; null likewise.
        page: Address of its page.
    """

    id: str
    name: str
    expansion: str | None
    description: str | None
    owner: str | None
    owner_type: str | None
    region: str | None
    sector: str | None
    year: int | None
    status: str
    confidence: float
    n_articles: int
    quote: str | None
    source: ArticleInfo | None
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundArticle:
    """An article in a list.

    Attributes:
        article: What is known of it.
        n_innovations: How many innovations it mentions.
        snippet: Some words around those that were found.
        page: Address of its page.
    """

    article: ArticleInfo
    n_innovations: int
    snippet: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """A page of what a search found: innovations, or articles with ``jenis=artikel``.

    Attributes:
        total: How many there are on all pages.
        next: Address of the next page; null on the last.
        innovations: Innovations of this page; empty when articles are searched.
        articles: Articles of this page; empty when innovations are searched.
    """

    total: int
    next: str | None
    innovations: tuple[FoundInnovation, ...]
    articles: tuple[FoundArticle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Names that begin with a letter.

    Attributes:
        letters: How many names begin with each letter; ``#`` stands for all other signs.
        letter: The letter of this page.
        next: Address of the next page; null on the last.
        entries: Innovations of this page.
    """

    letters: Mapping[str, int]
    letter: str
    next: str | None
    entries: tuple[RegisterEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMention:
    """A mention and the article that has it."""

    article: ArticleInfo
    fact: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAward:
    """An award and the article that tells of it."""

    article: ArticleInfo
    fact: Award


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReplication:
    """A replication and the article that tells of it."""

    article: ArticleInfo
    fact: Replication


@dataclass(frozen=True, slots=True, kw_only=True)
class InnovationDetail:
    """Everything that is known of one innovation, as far as its page shows it.

    Attributes:
        id: Stable id.
        name: The form that most articles use, or that a person preferred.
        other_names: The other forms, most frequent first.
        expansion: Words that the acronym stands for; null if unknown.
        description: What it is; null if unknown.
        owner: Most frequent owner as written; null if not told.
        owner_type: Type of that owner; null if unknown.
        region: Kemendagri code; null if national or not told.
        sector: Code of the sector; null if unknown.
        year: Year of launch; null if not told.
        first_seen: Earliest day on which an article told of it; null if none is dated.
        last_seen: Latest such day.
        status: ``otomatis``, ``diperiksa`` or ``ditolak``.
        confidence: How sure the machine is, 0 to 1.
        n_mentions: Mentions in all articles.
        mentions: The earliest of them.
        awards: Awards that it won or was entered for.
        replications: Where it was copied or learnt.
        conflicts: What articles disagree on: by field, each value with the number of mentions.
        related: Sources, replicas, homonyms and similar ones.
        review: What people said of it; null if nobody checked it.
        history: What people decided, the latest first.
        page: Address of its page.
    """

    id: str
    name: str
    other_names: tuple[str, ...]
    expansion: str | None
    description: str | None
    owner: str | None
    owner_type: str | None
    region: str | None
    sector: str | None
    year: int | None
    first_seen: date | None
    last_seen: date | None
    status: str
    confidence: float
    n_mentions: int
    mentions: tuple[ToldMention, ...]
    awards: tuple[ToldAward, ...]
    replications: tuple[ToldReplication, ...]
    conflicts: Mapping[str, Mapping[str, int]]
    related: tuple[RelatedInnovation, ...]
    review: InnovationReview | None
    history: tuple[ReviewDecision, ...]
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardList:
    """A page of awards.

    Attributes:
        total: How many there are on all pages.
        next: Address of the next page; null on the last.
        awards: Those of this page.
    """

    total: int
    next: str | None
    awards: tuple[AwardOutcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicationList:
    """A page of replications.

    Attributes:
        total: How many there are on all pages.
        next: Address of the next page; null on the last.
        replications: Those of this page.
    """

    total: int
    next: str | None
    replications: tuple[ReplicationOutcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionList:
    """All regions of which anything is known."""

    regions: tuple[RegionCounts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionDetail:
    """A region; of a province its regencies and cities are a part.

    Attributes:
        code: Kemendagri code.
        name: Official name.
        n_innovations: Innovations; those of most articles are listed.
        innovations: Some of them.
        n_awards: Awards; the latest are listed.
        awards: Some of them.
        n_learnt_from: Times that it learnt from others; the latest are listed.
        learnt_from: Some of them.
        n_learnt_by: Times that others learnt from it; the latest are listed.
        learnt_by: Some of them.
        sectors: Its innovations by sector.
        page: Address of its page.
    """

    code: str
    name: str
    n_innovations: int
    innovations: tuple[FoundInnovation, ...]
    n_awards: int
    awards: tuple[AwardOutcome, ...]
    n_learnt_from: int
    learnt_from: tuple[ReplicationOutcome, ...]
    n_learnt_by: int
    learnt_by: tuple[ReplicationOutcome, ...]
    sectors: Mapping[str, int]
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A sector, or a type of public body.

    Attributes:
        code: Its code.
        name: Its name in the language of the request.
        n_innovations: How many innovations it has.
    """

    code: str
    name: str
    n_innovations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupList:
    """All sectors, or all types of bodies.

    Attributes:
        groups: Those of most innovations first.
        n_unknown: Innovations of which it is not known.
    """

    groups: tuple[Group, ...]
    n_unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDetail:
    """A sector or type of body with the innovations that news tell most of."""

    group: Group
    innovations: tuple[FoundInnovation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """What was found in an article. Its text is not given: it is the publisher's.

    Attributes:
        article: What is known of it.
        extractor: Version that read it; empty if none did.
        is_relevant: Whether it tells of any innovation, award, replication or count.
        mentions: Innovations that it names, with the places in its text.
        awards: Awards that it tells of.
        replications: Replications that it tells of.
        counts: Numbers that it states.
        page: Address of its page.
    """

    article: ArticleInfo
    extractor: str
    is_relevant: bool
    mentions: tuple[Mention, ...]
    awards: tuple[Award, ...]
    replications: tuple[Replication, ...]
    counts: tuple[Count, ...]
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookTable:
    """A table or view of the database.

    Attributes:
        description: What its rows are.
        columns: What each column means, by name.
    """

    description: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """What each table and column of the database means.

    Attributes:
        tables: Tables and views by name.
    """

    tables: Mapping[str, CodebookTable]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why there is no answer (RFC 9457).

    Attributes:
        title: In short.
        status: HTTP status.
        detail: What to mend.
    """

    title: str
    status: int
    detail: str
