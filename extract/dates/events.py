"""On which day an event happened that a sentence tells of.

News tells the day once, beside the event or in the lead, and mostly without its year. How days
are read off a text and resolved is in ``mentions``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from corpus.records import Field
from extract.dates.mentions import DateMention, dates_of
from extract.reading import Reading
from extract.sentences import Sentence

_NEXT_SENTENCES = 2  # in which a day may follow the event
_LEAD_SENTENCES = 4
_WEEKDAY_ALONE = "weekday"  # mostly the day of the interview


def find_event_date(reading: Reading, sentence: Sentence) -> tuple[Field, DateMention] | None:
    """Return the day of an event, with the field of the article that tells it.

    In this order: a day in the sentence, in the next two of its paragraph, in the lead. A day that
    cannot be resolved is passed over; weekdays alone count only in the sentence itself.

    Args:
        reading: The article.
        sentence: The sentence that tells of the event.

    Returns:
        None if the article tells no day.
    """
    own = list(_days_in(reading, [sentence]))
    dated = [day for day in own if day[1].how != _WEEKDAY_ALONE]
    if own:
        return (dated or own)[0]
    following = [
        other
        for other in reading.sentences_after(sentence, _NEXT_SENTENCES)
        if sentence.field == "text" and other.line == sentence.line
    ]
    lead = islice((s for s in reading.sentences if s.field == "text"), _LEAD_SENTENCES)
    days = _days_in(reading, (*following, *lead))
    return next((day for day in days if day[1].how != _WEEKDAY_ALONE), None)


def _days_in(
    reading: Reading, sentences: Sequence[Sentence]
) -> Iterator[tuple[Field, DateMention]]:
    """Yield the resolved days that sentences tell, in order."""
    for sentence in sentences:
        dates = dates_of(reading.text_of(sentence.field), reading.article.published)
        first, last = (
            bisect_left(dates, end, key=_start) for end in (sentence.start, sentence.end)
        )
        for mention in dates[first:last]:
            if mention.day:
                yield sentence.field, mention


def _start(mention: DateMention) -> int:
    """Return where a date begins."""
    return mention.start
