"""Names and their expansions in brackets: ours next to two known ways of finding acronyms.

Run: ``python benchmarks/aligner.py``. The pairs and the brackets that hold no expansion are those
of ``extract/data``, put into sentences of our own, name first and expansion first, with and
without a word that announces an innovation. Ours is shown twice: what the finders propose, and
what the whole extraction keeps. ``abbreviations`` (Schwartz and Hearst) and ``scispacy`` are
compared if they are installed.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from corpus.identity import make_article
from corpus.records import Article
from extract.article import extract_article
from extract.innovations.choice import find_candidates, make_passages
from extract.reading import read_article

DATA = Path(__file__).parents[1] / "tests" / "data"
Pairs = set[tuple[str, str]]
Method = Callable[[str], Pairs]

_LAUNCH = "Kepala Dinas Kesehatan Kabupaten Banyumas meluncurkan"
SENTENCES = {
    "name (expansion), cue": f"{_LAUNCH} inovasi {{name}} ({{long}}) pada tahun 2021.",
    "expansion (name), cue": f"{_LAUNCH} inovasi {{long}} ({{name}}) pada tahun 2021.",
    "name (expansion), no cue": f"{_LAUNCH} {{name}} ({{long}}) pada tahun 2021.",
    "expansion (name), no cue": f"{_LAUNCH} {{long}} ({{name}}) pada tahun 2021.",
}
NEGATIVES = SENTENCES["name (expansion), cue"]


def read_pairs(file_name: str, column: str) -> list[tuple[str, str]]:
    """Return the first forms and what stands in brackets after them."""
    text = (DATA / file_name).read_text("utf-8")
    return [(row["name"], row[column]) for row in csv.DictReader(text.splitlines())]


def article_of(sentence: str) -> Article:
    """Return an article of one sentence."""
    return make_article(title="", text=sentence)


def propose(sentence: str) -> Pairs:
    """Return the pairs that our finders propose."""
    reading = read_article(article_of(sentence))
    found = find_candidates(reading, make_passages(reading))
    return {(c.name, sentence[slice(*c.expansion)]) for c in found if c.expansion}


def extract(sentence: str) -> Pairs:
    """Return the pairs that our whole extraction keeps."""
    found = extract_article(article_of(sentence)).innovations
    return {(m.name, m.expansion) for m in found if m.expansion}


def schwartz_hearst() -> Method | None:
    """Return the rule of Schwartz and Hearst; None if it is not installed."""
    try:
        from abbreviations import schwartz_hearst as rule
    except ImportError:
        return None

    def find(sentence: str) -> Pairs:
        return set(rule.extract_abbreviation_definition_pairs(doc_text=sentence).items())

    return find


def scispacy_rule() -> Method | None:
    """Return the rule of scispaCy on plain Indonesian tokens; None if it is not installed."""
    try:
        import spacy
        from scispacy.abbreviation import AbbreviationDetector
    except ImportError:
        return None
    nlp = spacy.blank("id")
    detect = AbbreviationDetector(nlp)

    def find(sentence: str) -> Pairs:
        doc = detect(nlp(sentence))
        return {(short.text, short._.long_form.text) for short in doc._.abbreviations}

    return find


def share_found(method: Method, pairs: Iterable[tuple[str, str]], sentence: str) -> float:
    """Return the share of the pairs that a method finds exactly."""
    hits = [(n, long) in method(sentence.format(name=n, long=long)) for n, long in pairs]
    return sum(hits) / len(hits)


def share_accepted(method: Method, pairs: Iterable[tuple[str, str]]) -> float:
    """Return the share of brackets without an expansion that a method takes for one."""
    wrong = [bool(method(NEGATIVES.format(name=n, long=long))) for n, long in pairs]
    return sum(wrong) / len(wrong)


def main() -> None:
    """Print one Markdown table."""
    pairs = read_pairs("acronym_pairs.csv", "expansion")
    others = read_pairs("acronym_negatives.csv", "parenthesis")
    methods: dict[str, Method | None] = {
        "ours, proposed": propose,
        "ours, kept": extract,
        "Schwartz–Hearst (abbreviations)": schwartz_hearst(),
        "scispaCy": scispacy_rule(),
    }
    print(f"{len(pairs)} pairs, {len(others)} other brackets; share exactly right\n")
    print(f"| method | {' | '.join(SENTENCES)} | others accepted | ms a sentence |")
    print("|---|" + "---|" * (len(SENTENCES) + 2))
    for name, method in methods.items():
        if method is None:
            print(f"| {name}: not installed | " + "| " * (len(SENTENCES) + 2))
            continue
        start = time.perf_counter()
        shares = [share_found(method, pairs, sentence) for sentence in SENTENCES.values()]
        spent = (time.perf_counter() - start) / (len(SENTENCES) * len(pairs)) * 1000
        figures = [*shares, share_accepted(method, others)]
        print(f"| {name} | {' | '.join(f'{f:.1%}' for f in figures)} | {spent:.1f} |")


if __name__ == "__main__":
    main()
