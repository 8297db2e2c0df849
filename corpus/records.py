"""The records that flow through gali, from a fetched page to an innovation.

Frozen, slotted, keyword-only; sequences are tuples; times are UTC. Nothing here does any work
beyond checking invariants, and nothing here imports other rooms of the house.

Offsets are code points, half open: ``article.text[e.start:e.end] == e.quote``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Field = Literal["title", "text"]
AwardStatus = Literal["submitted", "shortlisted", "won"]
AwardLevel = Literal["kabupaten", "provinsi", "nasional", "internasional"]
ReplicationKind = Literal["study_visit", "planned", "agreement", "adopted"]
CountWhat = Literal["innovations", "participants"]
ReviewStatus = Literal["otomatis", "diperiksa", "ditolak"]
DatePrecision = Literal["day", "month", "year"]
RelationKind = Literal["homonym", "replica", "similar"]
ConflictField = Literal["expansion", "owner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet that publishes articles.

    Attributes:
        slug: Short stable name, ``[a-z0-9-]+``.
        name: Name as printed.
        domain: Host without ``www.``; None for files that came without an address.
        region: Kemendagri code of the region it reports on; None for national outlets.
    """

    slug: str
    name: str
    domain: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as it was fetched or read, never altered, so that it can be parsed again.

    Attributes:
        url: Address that answered; None for a local file without one.
        origin: Where the bytes came from: the URL, or ``path``, or ``archive.zip!member``.
        body: Raw bytes.
        content_type: Media type as declared, or None.
        digest: SHA-256 of ``body``, hexadecimal.
        fetched_at: When it was fetched or imported, UTC.
    """

    origin: str
    body: bytes
    digest: str
    fetched_at: datetime
    url: str | None = None
    content_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news article as plain text. Its title and text never change under an id.

    Attributes:
        id: Stable id (see ``corpus.identity.article_id``).
        title: NFC, one line; empty where the source has none.
        text: NFC, paragraphs separated by newlines.
        content_hash: SHA-256 of title and text after folding, hexadecimal; equal for copies.
        url: Address as given; None for files without one.
        canonical_url: ``url`` in canonical form; None if ``url`` is None.
        outlet: Host or name of the newspaper; None if unknown.
        external_id: The id that the record bore in the user's own file; None if it had none.
        published: Day of publication; None if unknown.
        published_precision: How exact ``published`` is; None exactly if ``published`` is None.
        published_from: How it was found (``given``, ``dateline``, ``json-ld``, …); None likewise.
        author: Byline; None if unknown.
        language: ISO 639-1 code.
        origin: Path or URL that the article was read from.
        fetched_at: When it was fetched or imported, UTC; None if not recorded.
        duplicate_of: Id of the article of which this is a copy; None for originals.
    """

    id: str
    title: str
    text: str
    content_hash: str
    url: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    external_id: str | None = None
    published: date | None = None
    published_precision: DatePrecision | None = None
    published_from: str | None = None
    author: str | None = None
    language: str = "id"
    origin: str | None = None
    fetched_at: datetime | None = None
    duplicate_of: str | None = None

    def __post_init__(self) -> None:
        """Check that the article has an id and something to read."""
        if not self.id or not (self.text or self.title):
            raise ValueError("an article needs an id and a title or a text")
        if (self.published is None) != (self.published_precision is None):
            raise ValueError("published and published_precision are given together")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A stretch of an article that proves a fact.

    Attributes:
        field: Which of the two texts the offsets count in.
        start: First code point.
        end: One past the last code point.
        quote: The words themselves.
        role: What the stretch shows: ``name``, ``expansion``, ``owner``, ``sentence``, …
    """

    start: int
    end: int
    quote: str
    field: Field = "text"
    role: str = "sentence"

    def __post_init__(self) -> None:
        """Check that the span is not empty and as long as its quote."""
        if not 0 <= self.start < self.end or self.end - self.start != len(self.quote):
            raise ValueError(f"bad span {self.start}:{self.end} for {self.quote!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One innovation as one article tells of it (an entry of the codebook's ``innovations``).

    Attributes:
        local_id: ``i1``, ``i2``, … unique inside the article, in order of appearance.
        name: Short name as written.
        surfaces: Every string by which the article names it, ``name`` first.
        expansion: Words that the acronym stands for; None where the article gives none.
        description: A gloss whose letters are not those of the name; None if there is none.
        owners: Bodies that own it, as written, most specific first; may be empty.
        owner_types: ``canonical_id`` of ``opd.csv`` for each owner; None where none fits.
        region: Kemendagri code where it is run; None if national or not told.
        sector: Code of ``sectors.csv``; None until a model decided.
        year: Year of launch; None unless the article tells it.
        confidence: 0..1, how sure the extractor is that this names an innovation.
        found_by: Rule and version, such as ``brackets@1``.
        evidence: Spans, the first one is the name; at least one.
    """

    local_id: str
    name: str
    surfaces: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    found_by: str
    confidence: float
    expansion: str | None = None
    description: str | None = None
    owners: tuple[str, ...] = ()
    owner_types: tuple[str | None, ...] = ()
    region: str | None = None
    sector: str | None = None
    year: int | None = None

    def __post_init__(self) -> None:
        """Check name, surfaces, owners and confidence."""
        if not self.name or self.surfaces[:1] != (self.name,):
            raise ValueError(f"surfaces must start with the name {self.name!r}")
        if len(self.owners) != len(self.owner_types):
            raise ValueError(f"owners and owner_types differ in length: {self.name!r}")
        if not self.evidence or not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"evidence and a confidence in 0..1 are needed: {self.name!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """A result in a competition for innovation.

    Attributes:
        innovation: ``local_id`` of the winner; None where a region or body won.
        recipient: Region code or body as written; None where an innovation won.
        scheme: ``scheme_id`` of ``award_schemes.csv``, or a slug of the contest's name.
        rank: As written, in title case (``Top 99``, ``Juara 1``); None if none.
        year: Year of the competition; None if the article does not tell.
    """

    innovation: str | None
    recipient: str | None
    scheme: str
    status: AwardStatus
    evidence: tuple[Evidence, ...]
    found_by: str
    confidence: float
    rank: str | None = None
    year: int | None = None
    level: AwardLevel | None = None
    prize: str | None = None

    def __post_init__(self) -> None:
        """Check that somebody won."""
        if (self.innovation is None) == (self.recipient is None):
            raise ValueError("an award has either an innovation or a recipient")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replication:
    """An innovation, or the practice, passes from one region to another.

    Attributes:
        from_region: Code of the region that is learnt from; None if not told.
        to_region: Code of the region that learns; None if not told (never both None).
        innovation: ``local_id`` where a given one is meant; else None.
    """

    from_region: str | None
    to_region: str | None
    kind: ReplicationKind
    evidence: tuple[Evidence, ...]
    found_by: str
    confidence: float
    innovation: str | None = None

    def __post_init__(self) -> None:
        """Check that at least one side is known."""
        if self.from_region is None and self.to_region is None:
            raise ValueError("a replication needs at least one region")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of innovations, or of bodies that take part, which the article states.

    Attributes:
        region: Kemendagri code; None for national totals or where it is not told.
        owner: Body as written whose number it is; None if it is the region's.
        year: Year that the number is for; None if not told.
    """

    value: int
    what: CountWhat
    evidence: tuple[Evidence, ...]
    found_by: str
    confidence: float
    region: str | None = None
    owner: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything that was found in one article.

    Attributes:
        article_id: The article.
        extractor: Name and version of the extractor as a whole, such as ``gali@0.1``.
        relevant: Whether the article tells of any innovation, award, replication or count.
        region: The region that the article as a whole is about; None if it cannot be told.
    """

    article_id: str
    extractor: str
    relevant: bool
    region: str | None = None
    innovations: tuple[Mention, ...] = ()
    awards: tuple[Award, ...] = ()
    replications: tuple[Replication, ...] = ()
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One cause of a prediction: a feature in words, and how much it weighed."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A label that a model gave, with how sure it is and why.

    Attributes:
        label: The class; None if the model abstains.
        probability: 0..1.
        model: Name and version, such as ``sector-rules@1``.
        reasons: Strongest first; may be empty.
    """

    label: str | None
    probability: float
    model: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRef:
    """A mention in the corpus: the article and the local id in it."""

    article_id: str
    local_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Innovation:
    """One innovation of one region, gathered from all articles that tell of it.

    Derived: it can be deleted and built again from the mentions.

    Attributes:
        id: Stable id (see ``corpus.identity.innovation_id``).
        name: The form that most articles use.
        other_names: All other surfaces, most frequent first.
        owner: Most frequent owner as written; None if no article tells one.
        owner_type: ``canonical_id`` of that owner; None if unknown.
        first_seen: Earliest day on which an article told of it; None if no article is dated.
        last_seen: Latest such day.
        mentions: Non-empty, sorted by article id and local id.
        confidence: 0..1, the highest among its mentions.
    """

    id: str
    name: str
    mentions: tuple[MentionRef, ...]
    confidence: float
    other_names: tuple[str, ...] = ()
    expansion: str | None = None
    description: str | None = None
    owner: str | None = None
    owner_type: str | None = None
    region: str | None = None
    sector: str | None = None
    year: int | None = None
    first_seen: date | None = None
    last_seen: date | None = None
    status: ReviewStatus = "otomatis"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicationRef:
    """A replication in the corpus: the article and its place among the article's replications."""

    article_id: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Two innovations that have something to do with each other and yet are two.

    Attributes:
        innovation_id: The source of a replica; of homonyms the smaller id; else whose likeness
            it is.
        other_id: The other one.
        kind: ``homonym`` ((nearly) the same name), ``replica`` (an article says that the other
            copies it) or ``similar`` (a likeness of words, no fact).
        score: 0..1, how alike they are; of a replica, how sure.
        reasons: Names of features; of similar ones the words that they share, weightiest first.
        proofs: The replications that prove a replica; empty for other kinds.
    """

    innovation_id: str
    other_id: str
    kind: RelationKind
    score: float
    reasons: tuple[str, ...] = ()
    proofs: tuple[ReplicationRef, ...] = ()

    def __post_init__(self) -> None:
        """Check that there are two, in order, and that a replica is proved."""
        if self.innovation_id == self.other_id or not 0.0 <= self.score <= 1.0:
            raise ValueError(f"bad relation of {self.innovation_id} and {self.other_id}")
        if self.kind == "homonym" and self.innovation_id > self.other_id:
            raise ValueError(f"homonyms are given with the smaller id first: {self.innovation_id}")
        if (self.kind == "replica") != bool(self.proofs):
            raise ValueError(f"a replica, and only that, needs a proof: {self.innovation_id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One of several things that articles say of an innovation and that contradict each other.

    Attributes:
        innovation_id: The innovation.
        field: What they disagree on.
        value: What some of them say.
        n_mentions: How many mentions say so, like spellings counted together; at least one.
    """

    innovation_id: str
    field: ConflictField
    value: str
    n_mentions: int
