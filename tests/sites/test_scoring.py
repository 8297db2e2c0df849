"""Scores tell what a crawl missed, doubled and misread."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from sites.messages import Truth
from sites.scoring import score, word_f1

from corpus.identity import canonical_url


@dataclass(frozen=True)
class Article:
    url: str | None
    title: str
    text: str
    published: date | None
    author: str | None


def a_truth(number: int) -> Truth:
    url = f"http://kabar.localhost:8000/berita/{number}"
    return Truth(
        url=url,
        canonical_url=canonical_url(url),
        title=f"Judul {number}",
        published=date(2026, 6, number),
        author="Siti Aminah" if number % 2 else None,
        paragraphs=(f"Warga desa {number} mengantre.", "Obat diantar kurir setiap pagi."),
        is_relevant=True,
    )


TRUTH = [a_truth(number) for number in range(1, 5)]
PERFECT = [Article(one.url, one.title, one.text, one.published, one.author) for one in TRUTH]


def test_a_perfect_crawl_has_a_perfect_score() -> None:
    found = score(PERFECT, TRUTH)
    assert (found.found, found.title, found.published, found.author, found.body_f1) == (1,) * 5
    assert (found.n_duplicates, found.n_strangers, found.n_leftovers) == (0, 0, 0)


def test_what_is_missing_lowers_the_share_found() -> None:
    assert score(PERFECT[:3], TRUTH).found == 0.75
    assert score([], TRUTH).found == 0
    assert score([], []).found == 1


def test_another_address_of_the_same_article_is_a_duplicate() -> None:
    copy = replace(PERFECT[0], url=f"{TRUTH[0].url}?PHPSESSID=1")
    found = score([*PERFECT, copy, PERFECT[1]], TRUTH)
    assert (found.n_found, found.n_duplicates) == (4, 2)


def test_what_is_no_article_is_a_stranger() -> None:
    menu = Article("http://kabar.localhost:8000/", "Judul 1", "Beranda Profil", None, None)
    found = score([*PERFECT[1:], menu], TRUTH)
    assert (found.n_found, found.n_strangers) == (3, 1)


@pytest.mark.parametrize(
    ("change", "field", "wanted"),
    [
        ({"title": "Lain"}, "title", 0.75),
        ({"published": date(2020, 1, 1)}, "published", 0.75),
        ({"published": None}, "published", 0.75),
        ({"author": "admin"}, "author", 0.75),
        ({"text": f"{PERFECT[0].text}\nBaca juga: Jembatan"}, "n_leftovers", 1),
    ],
)
def test_what_is_misread_is_counted(change: dict[str, object], field: str, wanted: float) -> None:
    articles = [replace(PERFECT[0], **change), *PERFECT[1:]]  # type: ignore[arg-type]
    assert getattr(score(articles, TRUTH), field) == wanted


def test_f1_counts_words_as_often_as_they_stand() -> None:
    assert word_f1("a b", "a b") == 1
    assert word_f1("a a", "a b") == 0.5
    assert word_f1("", "a") == 0
    assert word_f1("", "") == 1
