"""Extraction next to its yardstick, spaCy's own Indonesian tokenizer, on the same articles.

Run: ``python benchmarks/extraction_speed.py [ARTICLES.jsonl]``; without a file the bundled sample
is read. All rows come from one run, so that their ratios mean something on a noisy machine.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

from corpus.identity import make_article
from corpus.records import Article
from extract.article import extract_article
from extract.language import split_words

SAMPLE = Path(__file__).parent.parent / "gali" / "demo" / "sample.jsonl"
N_ROUNDS = 3


def read_articles(path: Path) -> list[Article]:
    """Return the articles of a JSONL file with ``title`` and ``text``."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [make_article(title=row["title"] or "", text=row["text"]) for row in rows]


def seconds(work: Callable[[Article], object], articles: Sequence[Article]) -> float:
    """Return the median time of a pass over all articles."""
    rounds = []
    for _ in range(N_ROUNDS):
        start = time.perf_counter()
        for article in articles:
            work(article)
        rounds.append(time.perf_counter() - start)
    return statistics.median(rounds)


def main() -> None:
    """Print a Markdown table of rates and ratios."""
    articles = read_articles(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)
    n_words = sum(len(article.text.split()) for article in articles)
    blank = spacy.blank("id")
    rows = {
        "spaCy blank('id'), tokens only": lambda a: blank.make_doc(a.text),
        "our tokenizer, tokens only": lambda a: split_words(a.text),
        "whole extraction": extract_article,
    }
    for work in rows.values():
        work(articles[0])  # what is loaded once is not part of the rate
    times = {name: seconds(work, articles) for name, work in rows.items()}
    base = times["spaCy blank('id'), tokens only"]
    print(f"{len(articles)} articles, {n_words} words, median of {N_ROUNDS} passes, one process\n")
    print("| what | articles/s | words/s | time against the first row |\n|---|---|---|---|")
    for name, spent in times.items():
        rates = f"{len(articles) / spent:,.0f} | {n_words / spent:,.0f}"
        print(f"| {name} | {rates} | {spent / base:.2f} |")
    peak_megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {peak_megabytes:.0f} MB")


if __name__ == "__main__":
    main()
