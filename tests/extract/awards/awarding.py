"""From a text and the names in it to its awards, for tests."""

from __future__ import annotations

from corpus.identity import make_article
from corpus.records import Award, Evidence, Mention
from extract.awards import find_awards
from extract.reading import Reading, read_article


def reading_of(text: str, title: str = "") -> Reading:
    return read_article(make_article(title=title, text=text))


def mentions_of(reading: Reading, *names: str) -> list[Mention]:
    return [mention_of(reading, number, name) for number, name in enumerate(names, 1)]


def mention_of(reading: Reading, number: int, name: str) -> Mention:
    spans = []
    for field in ("text", "title"):
        whole = reading.text_of(field)
        start = whole.find(name)
        while start >= 0:
            spans.append(
                Evidence(field=field, start=start, end=start + len(name), quote=name, role="name")
            )
            start = whole.find(name, start + 1)
    return Mention(
        local_id=f"i{number}",
        name=name,
        surfaces=(name,),
        evidence=tuple(spans),
        found_by="test",
        confidence=1.0,
    )


def awards_of(text: str, *names: str, title: str = "") -> list[Award]:
    reading = reading_of(text, title)
    return find_awards(reading, mentions_of(reading, *names))


def told(awards: list[Award]) -> list[tuple[str | None, str | None, str]]:
    return [(award.innovation or award.recipient, award.rank, award.status) for award in awards]
