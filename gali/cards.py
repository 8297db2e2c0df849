"""One innovation or one article on a page of the terminal, every fact with its quote.

Lays out what it is given; reads no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from corpus.dossier import ArticleInfo, DossierMention, InnovationDossier
from corpus.records import Article, Evidence, Extraction, Innovation, Mention, Source
from corpus.relations import RelatedInnovation
from corpus.reviews.reading import InnovationReview
from gali.marking import in_quotation_marks, marked_quote, plain, sentence_of
from gali.relation_words import conflict_words, related_words
from gali.wording import (
    award_words,
    count_words,
    day_words,
    period_words,
    region_name,
    replication_words,
    sector_name,
)

HEADING = "bold"
_SHOWN_OTHER_NAMES = 8


def innovation_card(dossier: InnovationDossier) -> RenderableType:
    """Return everything that the corpus knows about an innovation."""
    awards = [(award_words(d.award), d.article, d.award.evidence) for d in dossier.awards]
    replications = [
        (replication_words(d.replication), d.article, d.replication.evidence)
        for d in dossier.replications
    ]
    return Group(
        *_title(dossier.innovation),
        _facts([*_innovation_facts(dossier.innovation), *_review_facts(dossier.review)]),
        *_section("Awards", [_fact_block(*award) for award in awards]),
        *_section("Replications", [_fact_block(*entry) for entry in replications]),
        *_section("Articles disagree", [plain(conflict_words(c)) for c in dossier.conflicts]),
        *_section("Related innovations", [_related_block(r) for r in dossier.related]),
        *_section("What articles say", [mention_block(told) for told in dossier.mentions]),
    )


def article_card(
    article: Article,
    extraction: Extraction | None,
    source: Source | None = None,
    replaced_by: str | None = None,
) -> RenderableType:
    """Return an article and everything that was found in it.

    Args:
        article: The article.
        extraction: None if no extractor has read it yet.
        source: Its outlet; None if that is not a known one.
        replaced_by: Id of the article that its page gives now; None if it still gives this one.
    """
    facts = [
        ("Outlet", f"{source.name} ({article.outlet})" if source else article.outlet or ""),
        ("Published", day_words(article.published)),
        ("Address", article.url or ""),
        ("Read from", article.origin or ""),
        ("Your id", article.external_id or ""),
        ("Id", article.id),
        ("Replaced by", replaced_by or ""),
        ("Copy of", "" if replaced_by else article.duplicate_of or ""),
    ]
    return Group(
        "", plain(article.title or "(no title)", HEADING), "", _facts(facts), *_findings(extraction)
    )


def mention_block(told: DossierMention) -> RenderableType:
    """Return the sentence in which an article names an innovation, and where it stands."""
    return _quote_block(sentence_of(told.mention.evidence), told.mention.evidence, told.article)


def _related_block(related: RelatedInnovation) -> RenderableType:
    """Return another innovation that has to do with this one, and why."""
    lines: list[RenderableType] = [plain(related_words(related)), plain(related.id, "dim")]
    if related.quote:
        lines.insert(1, _indented(plain(f"“{related.quote}”")))
    return Group(*lines)


def source_line(article: ArticleInfo) -> Text:
    """Return outlet, day, headline and address of an article."""
    known = [article.outlet or "", day_words(article.published), article.title]
    line = plain(" · ".join(part for part in known if part), "dim")
    if article.url:
        line.append("\n").append_text(plain(article.url, "dim"))
    return line


def _title(innovation: Innovation) -> Iterator[RenderableType]:
    """Yield the name of an innovation with what it stands for."""
    yield ""
    yield plain(innovation.name, "bold cyan")
    for gloss in (innovation.expansion, innovation.description):
        if gloss:
            yield plain(gloss, "italic")
    yield ""


def _innovation_facts(innovation: Innovation) -> list[tuple[str, str]]:
    """Return the facts about an innovation as a whole."""
    region = innovation.region
    others = innovation.other_names
    more = f" and {len(others) - _SHOWN_OTHER_NAMES} more" if len(others) > 8 else ""
    return [
        ("Region", f"{region_name(region)} ({region})" if region else ""),
        ("Owner", innovation.owner or ""),
        ("Sector", sector_name(innovation.sector)),
        ("Launched", str(innovation.year or "")),
        ("Also", ", ".join(others[:_SHOWN_OTHER_NAMES]) + more),
        ("In the news", period_words(innovation)),
        ("Confidence", f"{innovation.confidence:.2f} · {innovation.status}"),
        ("Id", innovation.id),
    ]


def _review_facts(review: InnovationReview | None) -> list[tuple[str, str]]:
    """Return who checked an innovation, and what the articles say where people say otherwise."""
    if review is None:
        return []
    day = f"{review.checked_at:%Y-%m-%d}"
    dispute = "; people disagree, see `gali review log`" if review.is_disputed else ""
    corrected = "; ".join(f"{one.field}: {one.found or '-'}" for one in review.corrections)
    return [
        ("Checked", f"by {review.checked_by}, {day}{dispute}"),
        ("Articles say", corrected),
    ]


def _findings(extraction: Extraction | None) -> Iterator[RenderableType]:
    """Yield what was found in an article, section by section."""
    if extraction is None:
        yield Padding("Not extracted yet: run `gali run`.", (1, 0))
        return
    if not extraction.relevant:
        yield Padding("Tells of no innovation.", (1, 0))
    yield from _section("Innovations", [_mention_line(m) for m in extraction.innovations])
    yield from _section(
        "Awards", [_fact_block(award_words(a), None, a.evidence) for a in extraction.awards]
    )
    yield from _section(
        "Replications",
        [_fact_block(replication_words(r), None, r.evidence) for r in extraction.replications],
    )
    yield from _section(
        "Counts", [_fact_block(count_words(c), None, c.evidence) for c in extraction.counts]
    )


def _mention_line(mention: Mention) -> RenderableType:
    """Return an innovation of an article with its facts and its sentence."""
    known = [
        ("Stands for", mention.expansion or mention.description or ""),
        ("Owner", ", ".join(mention.owners)),
        ("Region", region_name(mention.region)),
        ("Sector", sector_name(mention.sector)),
        ("Found by", f"{mention.found_by}, confidence {mention.confidence:.2f}"),
    ]
    quote = marked_quote(sentence_of(mention.evidence), mention.evidence)
    return Group(
        plain(mention.name, "bold cyan"), _facts(known), _indented(in_quotation_marks(quote))
    )


def _section(title: str, blocks: list[RenderableType]) -> Iterator[RenderableType]:
    """Yield a heading and its blocks; nothing if there are none."""
    if blocks:
        yield Text(f"\n{title}", style=HEADING)
        for block in blocks:
            yield Padding(block, (0, 0, 1, 2))


def _facts(pairs: Iterable[tuple[str, str]]) -> Table:
    """Return names of facts beside their values; empty ones are left out."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", min_width=11)
    grid.add_column(overflow="fold")
    for name, value in pairs:
        if value:
            grid.add_row(name, plain(value))
    return grid


def _fact_block(
    words: str, article: ArticleInfo | None, evidence: tuple[Evidence, ...]
) -> RenderableType:
    """Return a fact in words, and the sentence that proves it."""
    parts: list[RenderableType] = [plain(words)]
    if evidence:
        quote = in_quotation_marks(marked_quote(sentence_of(evidence), evidence))
        parts.append(_indented(quote))
    if article:
        parts.append(_indented(source_line(article)))
    return Group(*parts)


def _quote_block(
    quote: Evidence, spans: Iterable[Evidence], article: ArticleInfo
) -> RenderableType:
    """Return a quote with its source."""
    return Group(in_quotation_marks(marked_quote(quote, spans)), source_line(article))


def _indented(block: RenderableType) -> Padding:
    """Return a block two columns further in."""
    return Padding(block, (0, 0, 0, 2))
