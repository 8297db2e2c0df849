"""What one article tells, each with the words that prove it, and what models said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Field = Literal["title", "text"]
AwardStatus = Literal["submitted", "shortlisted", "won"]
AwardLevel = Literal["kabupaten", "provinsi", "nasional", "internasional"]
ReplicationKind = Literal["study_visit", "planned", "agreement", "adopted"]
CountWhat = Literal["innovations", "participants"]


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
        status: How far the innovation came: entered, in the selection, or awarded.
        rank: As written, in title case (``Top 99``, ``Juara 1``); None if none.
        year: Year of the competition; None if the article does not tell.
        level: Who held the contest; None if it cannot be told.
        prize: What was won, as written; None if the article does not tell.
        evidence: As in ``Mention``, but of any role; so are ``found_by`` and ``confidence``.
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
        kind: How far it went: a visit, a plan, an agreement, or adopted.
        innovation: ``local_id`` where a given one is meant; else None.
        evidence: As in ``Award``, with ``found_by`` and ``confidence``.
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
        value: The number.
        what: What is counted: innovations, or bodies that take part.
        region: Kemendagri code; None for national totals or where it is not told.
        owner: Body as written whose number it is; None if it is the region's.
        year: Year that the number is for; None if not told.
        evidence: As in ``Award``, with ``found_by`` and ``confidence``.
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
        innovations: Each with a ``local_id`` of its own; may be empty, as may the other lists.
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
    """One cause of a prediction.

    Attributes:
        name: The feature, in words for people to read.
        weight: How much it spoke for the label; comparable within one prediction only.
    """

    name: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A label that a model gave, with how sure it is and why.

    Attributes:
        label: The class; None if the model abstains.
        probability: 0..1.
        model: Name and version, such as ``sector@1``.
        reasons: Strongest first; may be empty.
    """

    label: str | None
    probability: float
    model: str
    reasons: tuple[Reason, ...] = ()
