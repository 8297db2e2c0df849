"""What each page tells programs: from the values of the page to a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from corpus.dossier import ArticleInfo
from corpus.export.description import Table as DescribedTable
from corpus.pages.totals import Totals
from corpus.records import Article, Award, Count, Mention, Replication
from corpus.reviews.states import LogEntry
from gali.marking import without_marks
from gali.web.api import records, review_records
from gali.web.asking import Ask
from gali.web.labels import Labels
from gali.web.page import Page
from gali.web.quotes import text_of
from gali.web.views.found import ListedInnovation


@dataclass(frozen=True, slots=True)
class JsonAnswer:
    """How a page is told as JSON.

    Attributes:
        record: What is answered.
        tell: Makes it of the page.
    """

    record: type
    tell: Callable[[Page, Ask], object]


def _totals(page: Page, _ask: Ask) -> Totals:
    totals: Totals = page.values["totals"]
    return totals


def _search(page: Page, ask: Ask) -> records.SearchResults:
    values = page.values
    is_article = values["is_article"]
    articles = [
        records.FoundArticle(
            article=ArticleInfo(
                id=hit.article.id,
                title=hit.article.title,
                outlet=hit.article.outlet,
                url=hit.article.url,
                published=hit.article.published,
            ),
            n_innovations=hit.n_innovations,
            snippet=without_marks(hit.snippet),
            page=_page(ask, "artikel", hit.article.id),
        )
        for hit in (values["hits"] if is_article else ())
    ]
    return records.SearchResults(
        total=values["total"],
        next=_next(page, ask),
        innovations=() if is_article else _innovations(values["hits"], ask),
        articles=tuple(articles),
    )


def _register(page: Page, ask: Ask) -> records.Register:
    values = page.values
    return records.Register(
        letters=values["letters"],
        letter=values["letter"],
        next=_next(page, ask),
        entries=values["entries"],
    )


def _innovation(page: Page, ask: Ask) -> records.InnovationDetail:
    values = page.values
    one = values["innovation"]
    groups = (values["awards"], values["replications"])
    awards, replications = ([told for group in kind for told in group] for kind in groups)
    return records.InnovationDetail(
        id=one.id,
        name=one.name,
        other_names=one.other_names,
        expansion=one.expansion,
        description=one.description,
        owner=one.owner,
        owner_type=one.owner_type,
        region=one.region,
        sector=one.sector,
        year=one.year,
        first_seen=one.first_seen,
        last_seen=one.last_seen,
        status=one.status,
        confidence=one.confidence,
        n_mentions=values["n_mentions"],
        mentions=tuple(
            records.ToldMention(article=told.article, fact=told.fact) for told in values["mentions"]
        ),
        awards=tuple(records.ToldAward(article=told.article, fact=told.fact) for told in awards),
        replications=tuple(
            records.ToldReplication(article=told.article, fact=told.fact) for told in replications
        ),
        conflicts={field: dict(claims) for field, claims in values["conflicts"].items()},
        related=tuple(
            neighbour.related for group in values["neighbours"].values() for neighbour in group
        ),
        review=values["review"],
        history=_decisions(values["history"]),
        page=_page(ask, "inovasi", one.id),
    )


def _awards(page: Page, ask: Ask) -> records.AwardList:
    values = page.values
    return records.AwardList(
        total=values["total"], next=_next(page, ask), awards=tuple(values["outcomes"])
    )


def _replications(page: Page, ask: Ask) -> records.ReplicationList:
    values = page.values
    return records.ReplicationList(
        total=values["total"], next=_next(page, ask), replications=tuple(values["outcomes"])
    )


def _regions(page: Page, _ask: Ask) -> records.RegionList:
    groups = page.values["groups"]
    return records.RegionList(
        regions=tuple(one for _, province, inside in groups for one in (province, *inside))
    )


def _region(page: Page, ask: Ask) -> records.RegionDetail:
    region, profile = page.values["region"], page.values["profile"]
    return records.RegionDetail(
        code=region.code,
        name=region.official_name,
        n_innovations=profile.innovations.total,
        innovations=_innovations(page.values["innovations"], ask),
        n_awards=profile.awards.total,
        awards=profile.awards.outcomes,
        n_learnt_from=profile.learnt_from.total,
        learnt_from=profile.learnt_from.outcomes,
        n_learnt_by=profile.learnt_by.total,
        learnt_by=profile.learnt_by.outcomes,
        sectors={tally.key: tally.n for tally in profile.sectors if tally.key},
        page=_page(ask, "daerah", region.code),
    )


def _sectors(page: Page, ask: Ask) -> records.GroupList:
    n_of, name = page.values["n_of"], Labels(ask.words)
    return records.GroupList(
        groups=tuple(
            records.Group(
                code=one.code, name=name.sector(one.code), n_innovations=n_of.get(one.code, 0)
            )
            for one in page.values["sectors"]
        ),
        n_unknown=page.values["n_unknown"],
    )


def _bodies(page: Page, ask: Ask) -> records.GroupList:
    counted = [pair for _, pairs in page.values["classes"] for pair in pairs]
    return records.GroupList(
        groups=tuple(
            records.Group(code=code, name=Labels(ask.words).body(code), n_innovations=n)
            for code, n in sorted(counted, key=lambda pair: (-pair[1], pair[0]))
        ),
        n_unknown=page.values["n_unknown"],
    )


def _group(page: Page, ask: Ask) -> records.GroupDetail:
    (code,) = ask.places.values()
    return records.GroupDetail(
        group=records.Group(code=code, name=page.title, n_innovations=page.values["total"]),
        innovations=_innovations(page.values["innovations"], ask),
    )


def _article(page: Page, ask: Ask) -> records.ArticleFacts:
    article: Article = page.values["article"]
    extraction = page.values["extraction"]
    facts = [card.fact for card in page.values["cards"]]
    return records.ArticleFacts(
        article=ArticleInfo(
            id=article.id,
            title=article.title,
            outlet=article.outlet,
            url=article.url,
            published=article.published,
        ),
        extractor=extraction.extractor,
        is_relevant=extraction.relevant,
        mentions=tuple(fact for fact in facts if isinstance(fact, Mention)),
        awards=tuple(fact for fact in facts if isinstance(fact, Award)),
        replications=tuple(fact for fact in facts if isinstance(fact, Replication)),
        counts=tuple(fact for fact in facts if isinstance(fact, Count)),
        page=_page(ask, "artikel", article.id),
    )


def _queue(page: Page, ask: Ask) -> review_records.Queue:
    return review_records.Queue(
        total=page.values["total"],
        next=_next(page, ask),
        entries=tuple(one.entry for one in page.values["waiting"]),
    )


def _log(page: Page, ask: Ask) -> review_records.DecisionList:
    return review_records.DecisionList(
        total=page.values["total"],
        next=_next(page, ask),
        decisions=_decisions(page.values["entries"]),
    )


def _codebook(page: Page, _ask: Ask) -> records.Codebook:
    tables: list[DescribedTable] = page.values["tables"]
    return records.Codebook(
        tables={
            table.name: records.CodebookTable(
                description=table.description,
                columns={column.name: column.description for column in table.columns},
            )
            for table in tables
        }
    )


def _innovations(
    listed: Iterable[ListedInnovation], ask: Ask
) -> tuple[records.FoundInnovation, ...]:
    """Return innovations of a list."""
    found = []
    for one in listed:
        innovation = one.innovation
        found.append(
            records.FoundInnovation(
                id=innovation.id,
                name=innovation.name,
                expansion=innovation.expansion,
                description=innovation.description,
                owner=innovation.owner,
                owner_type=innovation.owner_type,
                region=innovation.region,
                sector=innovation.sector,
                year=innovation.year,
                status=innovation.status,
                confidence=innovation.confidence,
                n_articles=one.n_articles,
                quote=text_of(one.quote) or None,
                source=one.source.article if one.source else None,
                page=_page(ask, "inovasi", innovation.id),
            )
        )
    return tuple(found)


def _decisions(entries: Iterable[LogEntry]) -> tuple[review_records.ReviewDecision, ...]:
    """Return decisions of the review log."""
    return tuple(
        review_records.ReviewDecision(
            id=entry.decision.id,
            at=entry.decision.at,
            by=entry.decision.by,
            action=entry.decision.action,
            kind=entry.decision.kind,
            name=entry.name,
            innovation_ids=entry.innovation_ids,
            values=entry.decision.values,
            note=entry.decision.note,
            state=entry.state,
        )
        for entry in entries
    )


def _next(page: Page, ask: Ask) -> str | None:
    """Return the address of the next page of a list; None on the last."""
    cursor = page.values["next"]
    return ask.absolute(ask.here(".json", kursor=cursor)) if cursor else None


def _page(ask: Ask, kind: str, identifier: str) -> str:
    """Return the whole address of a page of ours."""
    return ask.absolute(ask.href(f"/{kind}/{identifier}"))


# Paths of pages without their suffix; the first page has no name that a suffix could follow.
ANSWERS: Mapping[str, JsonAnswer] = {
    "/beranda": JsonAnswer(Totals, _totals),
    "/cari": JsonAnswer(records.SearchResults, _search),
    "/inovasi": JsonAnswer(records.Register, _register),
    "/inovasi/{id}": JsonAnswer(records.InnovationDetail, _innovation),
    "/daerah": JsonAnswer(records.RegionList, _regions),
    "/daerah/{code}": JsonAnswer(records.RegionDetail, _region),
    "/replikasi": JsonAnswer(records.ReplicationList, _replications),
    "/penghargaan": JsonAnswer(records.AwardList, _awards),
    "/sektor": JsonAnswer(records.GroupList, _sectors),
    "/sektor/{code}": JsonAnswer(records.GroupDetail, _group),
    "/opd": JsonAnswer(records.GroupList, _bodies),
    "/opd/{id}": JsonAnswer(records.GroupDetail, _group),
    "/artikel/{id}": JsonAnswer(records.ArticleFacts, _article),
    "/tinjau": JsonAnswer(review_records.Queue, _queue),
    "/tinjau/riwayat": JsonAnswer(review_records.DecisionList, _log),
    "/data/kamus": JsonAnswer(records.Codebook, _codebook),
}
