"""An article prepared for the finders: its sentences, the places and the bodies it names.

Made once per article, then only read. The finders never look at the database or at each
other's work in progress; what one needs of another is handed over as an argument.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from corpus.records import Article, Evidence, Field
from corpus.vocabulary import body_types
from extract.bodies import BodyMention, find_bodies
from extract.body_regions import locate_bodies
from extract.home import RegionChoice, choose_region
from extract.regions import RegionMention, find_regions
from extract.sentences import Sentence, split_sentences

Named = TypeVar("Named", RegionMention, BodyMention)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """What every finder may look at; compared by identity, so that answers can be kept for it.

    Attributes:
        article: The article itself.
        sentences: Title first (one sentence with ``field="title"``), then the text, in order.
        regions: Places named in title and text, in order of appearance.
        bodies: Public bodies named in title and text, in order of appearance.
        names_of_bodies: The bodies of the text once for each way to write their name,
            words for its head left out.
        home: The region that the article is about.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    regions: tuple[RegionMention, ...]
    bodies: tuple[BodyMention, ...]
    names_of_bodies: tuple[BodyMention, ...]
    home: RegionChoice
    _text_starts: tuple[int, ...]
    _regions_by_sentence: Mapping[tuple[Field, int], tuple[RegionMention, ...]]
    _bodies_by_sentence: Mapping[tuple[Field, int], tuple[BodyMention, ...]]

    def text_of(self, field: Field) -> str:
        """Return the title or the text."""
        return self.article.title if field == "title" else self.article.text

    def evidence(self, field: Field, start: int, end: int, role: str) -> Evidence:
        """Return a span of the article as evidence."""
        quote = self.text_of(field)[start:end]
        return Evidence(field=field, start=start, end=end, quote=quote, role=role)

    def sentence_at(self, field: Field, offset: int) -> Sentence | None:
        """Return the sentence that holds a code point; None if it lies between sentences."""
        return _sentence_at(self.sentences, self._text_starts, field, offset)

    def sentences_after(self, sentence: Sentence, n_sentences: int) -> tuple[Sentence, ...]:
        """Return up to so many sentences of the text that follow a sentence of the text."""
        n_titles = len(self.sentences) - len(self._text_starts)
        first = n_titles + bisect_right(self._text_starts, sentence.start)
        return self.sentences[first : first + n_sentences]

    def sentences_before(self, sentence: Sentence, n_sentences: int) -> tuple[Sentence, ...]:
        """Return up to so many sentences before a sentence of the text, the title among them."""
        n_titles = len(self.sentences) - len(self._text_starts)
        number = n_titles + bisect_left(self._text_starts, sentence.start)
        return self.sentences[max(0, number - n_sentences) : number]

    def regions_in(self, sentence: Sentence) -> tuple[RegionMention, ...]:
        """Return the places named in a sentence."""
        return self._regions_by_sentence.get((sentence.field, sentence.start), ())

    def bodies_in(self, sentence: Sentence) -> tuple[BodyMention, ...]:
        """Return the public bodies named in a sentence."""
        return self._bodies_by_sentence.get((sentence.field, sentence.start), ())


def _once_each(bodies: Sequence[BodyMention]) -> tuple[BodyMention, ...]:
    """Return the first mention in the text of each name of a body."""
    named = [b for b in bodies if b.field == "text" and _is_name(b)]
    return tuple({(b.text, b.type, b.is_unit): b for b in reversed(named)}.values())[::-1]


def _is_name(body: BodyMention) -> bool:
    """Return whether a mention writes the name of a body, not that of its head (``Kapolres``).

    In ``Kepala Dinas Kesehatan`` the words of the body alone are its name.
    """
    if not body.officeholder or body.type is None:
        return not body.officeholder
    return body.text.split()[0].casefold() == body_types()[body.type].name.split()[0].casefold()


def read_article(article: Article) -> Reading:
    """Return an article with its sentences, places and bodies; pure, no disk or network."""
    sentences = (*_title_sentence(article), *split_sentences(article.text))
    regions = (*find_regions(article.title, "title"), *find_regions(article.text, "text"))
    named = (*find_bodies(article.title, "title"), *find_bodies(article.text, "text"))
    bodies = locate_bodies(article, named, regions)
    starts = tuple(sentence.start for sentence in sentences if sentence.field == "text")
    return Reading(
        article=article,
        sentences=sentences,
        regions=regions,
        bodies=bodies,
        names_of_bodies=_once_each(bodies),
        home=choose_region(article, regions, bodies),
        _text_starts=starts,
        _regions_by_sentence=_by_sentence(regions, sentences, starts),
        _bodies_by_sentence=_by_sentence(bodies, sentences, starts),
    )


def _title_sentence(article: Article) -> tuple[Sentence, ...]:
    """Return the title as one sentence, or nothing if there is no title."""
    title = article.title
    return (Sentence("title", 0, len(title), title, 0, 0),) if title else ()


def _sentence_at(
    sentences: Sequence[Sentence], text_starts: Sequence[int], field: Field, offset: int
) -> Sentence | None:
    """Return the sentence that holds a code point, by bisection."""
    n_titles = len(sentences) - len(text_starts)
    index = n_titles - 1 if field == "title" else n_titles + bisect_right(text_starts, offset) - 1
    if index < (0 if field == "title" else n_titles):
        return None
    sentence = sentences[index]
    return sentence if sentence.start <= offset < sentence.end else None


def _by_sentence(
    mentions: Sequence[Named], sentences: Sequence[Sentence], text_starts: Sequence[int]
) -> dict[tuple[Field, int], tuple[Named, ...]]:
    """Return mentions by field and start of the sentence that they lie in wholly."""
    found: dict[tuple[Field, int], list[Named]] = defaultdict(list)
    for mention in mentions:
        sentence = _sentence_at(sentences, text_starts, mention.field, mention.start)
        if sentence is not None and mention.end <= sentence.end:
            found[sentence.field, sentence.start].append(mention)
    return {place: tuple(inside) for place, inside in found.items()}
