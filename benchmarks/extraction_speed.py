"""Extraction next to its yardstick, spaCy's own Indonesian tokenizer, on the same articles.

Run: ``python benchmarks/extraction_speed.py [N_ARTICLES]``. Relevant articles are those of the
annotated ones that tell of innovations; ordinary news is composed by ``tests/sites/stories.py``.
All rows come from one run and one core (time of the processor, not of the clock), so that their
ratios mean something on a busy machine. N_ARTICLES is the length of the stream that shows whether
memory stays flat; 20,000 if it is left out.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import spacy

from corpus.identity import make_article
from corpus.records import Article
from extract.article import extract_article
from extract.gate import may_tell
from extract.language import split_words
from gali.extraction import extract_many
from models.gold import read_gold

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "sites"))

N_ROUNDS = 3
N_ORDINARY = 1000
ONE_IN = 10
N_FOR_PROCESSES = 1500


def main() -> None:
    """Print Markdown tables of rates, memory, processes and hostile texts."""
    relevant = [
        entry.article
        for entry in read_gold(ROOT / "models" / "data" / "dev.jsonl")
        if entry.annotation.relevant
    ]
    ordinary = list(islice(iter_ordinary(), N_ORDINARY))
    print_rates(f"{len(relevant)} relevant articles", relevant)
    stream = list(mixed(relevant, ordinary))
    print_rates(f"a stream of {len(stream)} articles, one in {ONE_IN} of them relevant", stream)
    print_memory(relevant, int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
    print_processes(relevant)
    print_hostile()


def iter_ordinary() -> Iterator[Article]:
    """Yield composed news that tells of no innovation, without end."""
    from stories import StoryTeller

    teller, number = StoryTeller("ordinary", with_sample=False), 0
    while True:
        story = teller.tell(number)
        number += 1
        if not story.is_relevant:
            yield make_article(title=story.title, text="\n".join(story.paragraphs))


def mixed(relevant: Sequence[Article], ordinary: Sequence[Article]) -> Iterator[Article]:
    """Yield ordinary news with a relevant article in every ten."""
    for number, article in enumerate(ordinary):
        if number % (ONE_IN - 1) == 0:
            yield relevant[number // (ONE_IN - 1) % len(relevant)]
        yield article


def print_rates(what: str, articles: Sequence[Article]) -> None:
    """Print how long tokenizers, gate and extraction take for the same articles."""
    blank = spacy.blank("id")
    rows: dict[str, Callable[[Article], object]] = {
        "spaCy blank('id'), tokens only": lambda a: blank.make_doc(a.text),
        "our tokenizer, tokens only": lambda a: split_words(a.text),
        "the gate alone": may_tell,
        "whole extraction": extract_article,
    }
    times = {name: processor_seconds(work, articles) for name, work in rows.items()}
    base = times["spaCy blank('id'), tokens only"]
    n_words = sum(len(article.text.split()) for article in articles)
    n_passing = sum(map(may_tell, articles))
    print(f"\n{what}, {n_words:,} words, {n_passing} pass the gate; median of {N_ROUNDS} passes\n")
    print("| what | articles/s | words/s | time against the first row |\n|---|---|---|---|")
    for name, spent in times.items():
        rates = f"{len(articles) / spent:,.0f} | {n_words / spent:,.0f}"
        print(f"| {name} | {rates} | {spent / base:.3f} |")


def processor_seconds(work: Callable[[Article], object], articles: Sequence[Article]) -> float:
    """Return the median time of a pass over all articles; the first pass loads and is not timed."""
    rounds = []
    for _ in range(N_ROUNDS + 1):
        start = time.process_time()
        for article in articles:
            work(article)
        rounds.append(time.process_time() - start)
    return statistics.median(rounds[1:])


def hostile_texts() -> dict[str, str]:
    """Return about a million code points each that were made to keep an extractor busy."""
    names = ["".join("aiueobcdfg"[int(digit)] for digit in f"{n:04}") for n in range(2500)]
    prose = "Warga senang sekali dan ramai. " * 10
    return {
        "10,000 brackets": "inovasi Lapak " + "(Layanan Pasar Kita yang ramai sekali) " * 25_000,
        "no spaces": "inovasi" + "aBc(d)e" * 140_000,
        "one sentence": "inovasi " + "Lapak warga kota yang ramai di sana " * 28_000,
        "2,500 names": " ".join(f"Inovasi Lapak X{name} dari Dinsos. {prose}" for name in names),
        "“Juara 1 diraih”": "Inovasi Lapak lolos KIPP. " + "Juara 1 diraih " * 66_000,
    }


def print_hostile() -> None:
    """Print how long each hostile text takes."""
    print("\n| hostile text | megabytes | seconds |\n|---|---|---|")
    for name, text in hostile_texts().items():
        article = make_article(title="", text=text)
        start = time.process_time()
        extract_article(article)
        print(f"| {name} | {len(text) / 1e6:.1f} | {time.process_time() - start:.1f} |")


def print_processes(relevant: Sequence[Article]) -> None:
    """Print how much faster two processes are than one, by the clock and with their start."""
    articles = [relevant[n % len(relevant)] for n in range(N_FOR_PROCESSES)]
    times = {}
    for jobs in (1, 2):
        start = time.perf_counter()
        for _ in extract_many(articles, jobs):
            pass
        times[jobs] = time.perf_counter() - start
    print(
        f"\n{len(articles)} relevant articles: {times[1] / times[2]:.2f} × as fast with 2 processes"
    )


def print_memory(relevant: Sequence[Article], n_articles: int) -> None:
    """Print the peak memory at a tenth and at the end of a stream of ever new ordinary news."""
    fresh = iter_ordinary()
    for number in range(1, n_articles + 1):
        is_relevant = number % ONE_IN == 0
        article = relevant[number // ONE_IN % len(relevant)] if is_relevant else next(fresh)
        extract_article(article)
        if number in {n_articles // 10, n_articles}:
            print(f"\npeak memory after {number:,} articles: {peak_megabytes():.0f} MB")


def peak_megabytes() -> float:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
