"""Articles go through extractor and sector model, one bad one stops no other."""

from __future__ import annotations

from multiprocessing import active_children

import pytest

import gali
from corpus.identity import make_article
from corpus.records import Article, Evidence, Extraction, Mention
from gali.classifying import surroundings
from gali.extraction import Crash, Extracted, extract_one, iter_extracted
from gali.training import bundled_gold
from models.gold import read_gold

TEXT = "Puskesmas Melati Kabupaten Banyumas meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa)."


def _articles(n: int) -> list[Article]:
    return [make_article(title=f"Kabar {i}", text=TEXT, external_id=str(i)) for i in range(n)]


def _broken() -> Article:
    """A record that no reader makes: its text is no text."""
    return Article(id="x", title="Kabar", text=None, content_hash="")  # type: ignore[arg-type]


def test_each_innovation_has_a_sector_with_its_prediction() -> None:
    result = extract_one(_articles(1)[0])
    (mention,) = result.extraction.innovations
    assert (mention.name, mention.sector) == ("Sirup", "kesehatan")
    assert result.sectors[mention.local_id].label == "kesehatan"


@pytest.mark.parametrize(("jobs", "alone_seconds"), [(1, 0.0), (2, 0.0), (2, 0.05), (2, 60.0)])
def test_results_come_in_the_order_of_the_articles(
    jobs: int, alone_seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gali.extraction.ALONE_SECONDS", alone_seconds)
    results = list(iter_extracted(_articles(40), jobs))
    assert [r.article.external_id for r in results] == [str(i) for i in range(40)]
    assert all(isinstance(r, Extracted) and r.extraction.relevant for r in results)


def test_a_crash_is_reported_and_the_others_go_on() -> None:
    before, crash, after = iter_extracted([_articles(1)[0], _broken(), _articles(2)[1]])
    assert isinstance(before, Extracted)
    assert isinstance(after, Extracted)
    assert isinstance(crash, Crash)
    assert "Error" in crash.reason


def test_articles_are_read_as_they_are_needed() -> None:
    taken: list[int] = []

    def articles() -> object:
        for number, article in enumerate(_articles(100)):
            taken.append(number)
            yield article

    results = iter_extracted(articles())  # type: ignore[arg-type]
    next(results)
    assert len(taken) <= 2


def test_surroundings_are_the_words_beside_each_name() -> None:
    text = "awal " * 100 + "Sirup" + " akhir" * 100
    article = make_article(title="Kabar Sirup", text=text)
    spans = (
        Evidence(start=500, end=505, quote="Sirup", role="name"),
        Evidence(start=6, end=11, quote="Sirup", field="title", role="name"),
        Evidence(start=0, end=4, quote="awal", role="owner"),
    )
    mention = Mention(
        local_id="i1",
        name="Sirup",
        surfaces=("Sirup",),
        evidence=spans,
        found_by="test@1",
        confidence=1.0,
    )
    in_text, in_title = surroundings(article, mention.evidence).split("\n")
    assert in_text == text[350:655]
    assert in_title == "Kabar Sirup"


def test_the_public_function_needs_a_text_only() -> None:
    extraction = gali.extract(TEXT, title="Kabar")
    assert isinstance(extraction, Extraction)
    assert isinstance(extraction, gali.Extraction)
    assert [m.expansion for m in extraction.innovations] == ["Siaga Ibu Rutin Periksa"]


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(ValueError, match="neither title nor text"):
        gali.extract("")


def test_many_articles_and_bare_texts_are_extracted_in_order() -> None:
    found = list(gali.extract_many([_articles(1)[0], TEXT.replace("Sirup", "Sigap"), "Kabar."]))
    assert [[m.name for m in one.innovations] for one in found] == [["Sirup"], ["Sigap"], []]
    assert found[0].innovations[0].sector == "kesehatan"


def test_many_articles_are_read_as_they_are_needed() -> None:
    endless = (TEXT for _ in iter(int, 1))
    assert next(gali.extract_many(endless)).relevant


def test_the_number_of_processes_must_be_possible() -> None:
    with pytest.raises(ValueError, match="jobs"):
        next(gali.extract_many([TEXT], jobs=0))


def test_a_failure_among_many_is_told_with_its_article() -> None:
    with pytest.raises(gali.GaliError, match="article x"):
        list(gali.extract_many([_broken()]))


def test_what_is_soon_done_starts_no_processes() -> None:
    results = iter_extracted(_articles(3), 2)
    next(results)
    assert not active_children()
    assert len(list(results)) == 2


def test_results_depend_on_neither_company_nor_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gali.extraction.ALONE_SECONDS", 0.0)
    texts = [entry.article for entry in read_gold(bundled_gold())][:24]
    alone = [next(gali.extract_many([text])) for text in texts]
    assert list(gali.extract_many(texts)) == alone
    assert list(gali.extract_many(reversed(texts))) == alone[::-1]
    assert list(gali.extract_many(texts, jobs=2)) == alone
