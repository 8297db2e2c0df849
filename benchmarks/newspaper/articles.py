"""A newspaper's articles in any number, of which a tenth tells of innovations.

The tenth is put together from sentences of the bundled annotated articles, in which the names of
innovations, their owners' places and numbers are other ones each time; the rest is made of words
with the frequencies of news, without the words that make an article worth reading. The same number
gives the same articles.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from random import Random

from searching.articles import iter_articles, make_words

GOLD = Path(__file__).parents[2] / "models" / "data" / "dev.jsonl"
RELEVANT_EVERY = 10
N_SENTENCES = 8
SYLLABLES = "si ga lu mas ber ka sa ta na pe li ja wi ra do mi ku ba to ri cer das ham ning".split()


@dataclass(frozen=True, slots=True)
class Template:
    """The sentences of an annotated article, and the names in them."""

    title: str
    sentences: tuple[str, ...]
    names: tuple[str, ...]


def iter_records(n_articles: int) -> Iterator[dict[str, str]]:
    """Yield articles as records of JSONL, one in ten of them relevant, evenly spread."""
    random = Random(5)
    templates = _templates()
    words = _words_that_tell_nothing()
    for article in iter_articles(n_articles, words):
        record = {
            "title": article.title,
            "text": article.text,
            "published": article.published.isoformat(),
            "url": f"https://kabar{article.number % 97}.example/{article.number}",
        }
        if article.number % RELEVANT_EVERY == 0:
            told = _retold(random.choice(templates), random)
            record |= {"title": told[0], "text": f"{told[1]}\n{article.text[:1200]}"}
        yield record


def _words_that_tell_nothing() -> list[str]:
    """Return words of news without a stem, strong or weak, that the gate asks for."""
    table = tomllib.loads(files("extract").joinpath("data", "gate.toml").read_text("utf-8"))
    # Stems of several words, too: an end of one word and a beginning of the next may make one.
    stems = [part for stem in (*table["strong"], *table["weak"]) for part in stem.split()]
    return [word for word in make_words() if not any(stem in word.lower() for stem in stems)]


def _retold(template: Template, random: Random) -> tuple[str, str]:
    """Return title and text of an article that tells of other innovations in the same words."""
    names = {name: _coined(name, random) for name in template.names}
    start = random.randrange(max(1, len(template.sentences) - N_SENTENCES + 1))
    sentences = template.sentences[start : start + N_SENTENCES]
    text = "\n".join(_renamed(sentence, names) for sentence in sentences)
    return _renamed(template.title, names), text


def _renamed(text: str, names: dict[str, str]) -> str:
    """Return a text with other names."""
    for name, other in names.items():
        text = text.replace(name, other)
    return text


def _coined(name: str, random: Random) -> str:
    """Return a new name that is written as another one is."""
    new = "".join(random.choice(SYLLABLES) for _ in range(random.randint(2, 4)))
    return new.upper() if name.isupper() else new.capitalize()


def _templates() -> list[Template]:
    """Return the relevant annotated articles."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return [
        Template(
            title=row["title"],
            sentences=tuple(re.split(r"(?<=[.!?])\s+", row["text"])),
            names=tuple(
                sorted({i["name"] for i in row["innovations"]}, key=lambda n: (-len(n), n))
            ),
        )
        for row in rows
        if row["innovations"]
    ]
