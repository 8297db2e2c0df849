"""An article prepared for the finders: its sentences, the places and the bodies it names.

Made once per article, then only read. The finders never look at the database or at each
other's work in progress; what one needs of another is handed over as an argument.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.records import Article, Evidence, Field
from extract.bodies import BodyMention, find_bodies
from extract.home import RegionChoice, choose_region
from extract.regions import RegionMention, find_regions
from extract.sentences import Sentence, split_sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What every finder may look at.

    Attributes:
        article: The article itself.
        sentences: Title first (one sentence with ``field="title"``), then the text, in order.
        regions: Places named in title and text, in order of appearance.
        bodies: Public bodies named in title and text, in order of appearance.
        home: The region that the article is about.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    regions: tuple[RegionMention, ...]
    bodies: tuple[BodyMention, ...]
    home: RegionChoice

    def text_of(self, field: Field) -> str:
        """Return the title or the text."""
        return self.article.title if field == "title" else self.article.text

    def evidence(self, field: Field, start: int, end: int, role: str) -> Evidence:
        """Return a span of the article as evidence."""
        quote = self.text_of(field)[start:end]
        return Evidence(field=field, start=start, end=end, quote=quote, role=role)

    def sentence_at(self, field: Field, offset: int) -> Sentence | None:
        """Return the sentence that holds a code point; None if it lies between sentences."""
        for sentence in self.sentences:
            if sentence.field == field and sentence.start <= offset < sentence.end:
                return sentence
        return None

    def regions_in(self, sentence: Sentence) -> tuple[RegionMention, ...]:
        """Return the places named in a sentence."""
        return tuple(m for m in self.regions if _inside(m.field, m.start, m.end, sentence))

    def bodies_in(self, sentence: Sentence) -> tuple[BodyMention, ...]:
        """Return the public bodies named in a sentence."""
        return tuple(m for m in self.bodies if _inside(m.field, m.start, m.end, sentence))


def read_article(article: Article) -> Reading:
    """Return an article with its sentences, places and bodies; pure, no disk or network."""
    sentences = (*_title_sentence(article), *split_sentences(article.text))
    regions = (*find_regions(article.title, "title"), *find_regions(article.text, "text"))
    bodies = (*find_bodies(article.title, "title"), *find_bodies(article.text, "text"))
    home = choose_region(article, regions, bodies)
    return Reading(article=article, sentences=sentences, regions=regions, bodies=bodies, home=home)


def _title_sentence(article: Article) -> tuple[Sentence, ...]:
    """Return the title as one sentence, or nothing if there is no title."""
    title = article.title
    return (Sentence("title", 0, len(title), title, 0, 0),) if title else ()


def _inside(field: Field, start: int, end: int, sentence: Sentence) -> bool:
    """Return whether a span lies within a sentence."""
    return field == sentence.field and sentence.start <= start and end <= sentence.end
