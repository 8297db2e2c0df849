"""The extractor as a component of a spaCy pipeline: ``nlp.add_pipe("gali")``.

The finders read the raw text, so any tokenizer and any components before it will do. What is found
is kept twice in the document: as data, from which ``doc._.innovations`` and its sisters make
records, and as spans (``doc.spans["innovations"]`` …) for displaCy and other components.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, TypeAlias

from spacy.language import Language
from spacy.tokens import Doc, Span

from corpus.records import Article, Award, Count, Evidence, Extraction, Mention, Replication
from extract.article import extract_article
from extract.version import EXTRACTOR

Entry: TypeAlias = Mention | Award | Replication | Count

_DATA = "gali"
_KINDS: dict[str, tuple[str, Callable[..., Entry]]] = {
    "innovations": ("innovation", Mention),
    "awards": ("award", Award),
    "replications": ("replication", Replication),
    "counts": ("count", Count),
}
# Roles of evidence that become spans, with the group of spans that they go into.
_GROUPS = {
    "innovations": {"name": "innovations", "expansion": "expansions", "owner": "owners"},
    "awards": {"sentence": "awards"},
    "replications": {"sentence": "replications"},
    "counts": {"number": "counts"},
}
_ALL_GROUPS = tuple(group for roles in _GROUPS.values() for group in roles.values())


@Language.factory(
    "gali",
    assigns=["doc._.gali", *(f"doc._.{field}" for field in _KINDS)],
    default_config={"min_confidence": 0.0, "title": ""},
)
def make_component(nlp: Language, name: str, min_confidence: float, title: str) -> GaliComponent:
    """Return the component; spaCy calls this for ``nlp.add_pipe("gali", config={…})``.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        min_confidence: What is less sure is left out, 0..1.
        title: Headline of documents that bring none in ``doc._.title``.

    Raises:
        ValueError: If ``min_confidence`` is no number from 0 to 1.
    """
    del nlp  # the finders read the raw text
    return GaliComponent(name, min_confidence=min_confidence, title=title)


class GaliComponent:
    """Sets what a text tells of innovations on its document.

    Args:
        name: The component's name in its pipeline.
        min_confidence: What is less sure is left out, 0..1; so are awards of innovations that
            are left out, while a replication stays and only forgets which innovation it is of.
        title: Headline of documents that bring none in ``doc._.title``.

    Raises:
        ValueError: If ``min_confidence`` is no number from 0 to 1.
    """

    def __init__(self, name: str = "gali", *, min_confidence: float = 0.0, title: str = "") -> None:
        if not 0.0 <= min_confidence <= 1.0:
            raise ValueError(f"min_confidence must be from 0 to 1, not {min_confidence}")
        self.name = name
        self._min_confidence = min_confidence
        self._title = title
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Set the results on a document and return it."""
        extraction = _at_least(_extract(doc, self._title), self._min_confidence)
        doc.user_data[_DATA] = _plain(asdict(extraction))
        for group in _ALL_GROUPS:
            doc.spans[group] = []
        for group, span in _iter_spans(doc, extraction):
            doc.spans[group].append(span)
        return doc


def _extract(doc: Doc, title: str) -> Extraction:
    """Return what a document tells; its text is taken as it stands, so that offsets are its own."""
    title = doc._.title or title
    if not title and not doc.text:
        return Extraction(article_id="doc", extractor=EXTRACTOR, relevant=False)
    return extract_article(Article(id="doc", title=title, text=doc.text, content_hash=""))


def register_extensions() -> None:
    """Add the extension attributes to spaCy's documents and spans; harmless if repeated."""
    for name in ("title", _DATA, *_KINDS):
        if not Doc.has_extension(name):
            options = {"default": ""} if name == "title" else {"getter": _getter(name)}
            Doc.set_extension(name, **options)
    Span.set_extension("gali_kind", getter=lambda span: span.label_.lower(), force=True)
    Span.set_extension("gali_id", getter=lambda span: span.id_, force=True)
    Span.set_extension("gali_entry", getter=_entry_of, force=True)


def _getter(name: str) -> Callable[[Doc], Extraction | tuple[Entry, ...] | None]:
    """Return the function that makes the records of one attribute from a document's data."""
    if name == _DATA:
        return _extraction_of
    return lambda doc: _entries_of(doc, name)


def _extraction_of(doc: Doc) -> Extraction | None:
    """Return everything found in a document; None if the component did not run on it."""
    data = doc.user_data.get(_DATA)
    if data is None:
        return None
    fields: dict[str, Any] = {**data, **{field: _entries_of(doc, field) for field in _KINDS}}
    return Extraction(**fields)


def _entries_of(doc: Doc, field: str) -> tuple[Entry, ...]:
    """Return the records of one field; empty if there are none or the component did not run."""
    data = doc.user_data.get(_DATA) or {}
    return tuple(_parse_entry(_KINDS[field][1], values) for values in data.get(field, ()))


def _parse_entry(kind: Callable[..., Entry], values: Mapping[str, Any]) -> Entry:
    """Return the record that a document keeps as plain values."""
    fields: dict[str, Any] = {
        key: tuple(v) if isinstance(v, list) else v for key, v in values.items()
    }
    fields["evidence"] = tuple(Evidence(**span) for span in values["evidence"])
    return kind(**fields)


def _entry_of(span: Span) -> Entry | None:
    """Return the record that a span is evidence of; None for spans of others."""
    for field in _KINDS:
        for number, entry in enumerate(_entries_of(span.doc, field), 1):
            if span.id_ == _id_of(field, number):
                return entry
    return None


def _id_of(field: str, number: int) -> str:
    """Return the id of an entry in its document: ``i1``, ``a2``, ``r1``, ``c3``."""
    return f"{field[0]}{number}"


def _iter_spans(doc: Doc, extraction: Extraction) -> Iterator[tuple[str, Span]]:
    """Yield the evidence that stands in the text as spans of whole tokens, with their groups."""
    for field, (kind, _) in _KINDS.items():
        entries: Sequence[Entry] = getattr(extraction, field)
        for number, entry in enumerate(entries, 1):
            for evidence in entry.evidence:
                group = _GROUPS[field].get(evidence.role)
                if group is None or evidence.field != "text":
                    continue
                label = (kind if group == field else group.removesuffix("s")).upper()
                span = doc.char_span(
                    evidence.start,
                    evidence.end,
                    label=label,
                    span_id=_id_of(field, number),
                    alignment_mode="expand",
                )
                if span is not None:
                    yield group, span


def _at_least(extraction: Extraction, min_confidence: float) -> Extraction:
    """Return an extraction without what is less sure, its innovations numbered anew."""
    kept = [entry for entry in extraction.innovations if entry.confidence >= min_confidence]
    ids: dict[str | None, str] = {e.local_id: f"i{n}" for n, e in enumerate(kept, 1)}
    innovations = tuple(replace(entry, local_id=ids[entry.local_id]) for entry in kept)
    awards = tuple(
        replace(entry, innovation=ids.get(entry.innovation))
        for entry in extraction.awards
        if entry.confidence >= min_confidence
        and (entry.innovation is None or entry.innovation in ids)
    )
    replications = tuple(
        replace(entry, innovation=ids.get(entry.innovation))
        for entry in extraction.replications
        if entry.confidence >= min_confidence
    )
    counts = tuple(entry for entry in extraction.counts if entry.confidence >= min_confidence)
    return replace(
        extraction,
        relevant=bool(innovations or awards or replications or counts),
        innovations=innovations,
        awards=awards,
        replications=replications,
        counts=counts,
    )


def _plain(value: Any) -> Any:
    """Return a value with lists for tuples, as it will be after a round trip through bytes."""
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    return [_plain(entry) for entry in value] if isinstance(value, (list, tuple)) else value
