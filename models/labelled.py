"""What the classifiers learn from: innovations with their sector, articles with their relevance.

The texts in ``data/sector_texts.csv`` and ``data/relevance_texts.csv`` were written for this
project; their people, places and innovations are invented.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from corpus.identity import squeeze
from corpus.records import Evidence, Mention
from models.trees import fold_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledMention:
    """An innovation whose sector people have told.

    Attributes:
        mention: The innovation.
        context: The words around its name; may be empty.
        sector: Code of the sector.
        source: Where the answer comes from: ``annotated``, ``written``, ``listed``, ``reviewed``.
        group: Outlet of an annotated article; examples of a group are never split between training
            and test. None for examples that are always learnt from.
    """

    mention: Mention
    context: str
    sector: str
    source: str
    group: str | None = None

    @property
    def keys(self) -> frozenset[str]:
        """Comparable forms of its names and its expansion, which tell the same one elsewhere."""
        names = [*self.mention.surfaces, self.mention.expansion or ""]
        return frozenset(squeeze(name) for name in names if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledArticle:
    """An article of which people have told whether it is about innovations.

    Attributes:
        title: Headline.
        text: Body.
        relevant: As the codebook has it.
        source: As in ``LabelledMention``.
        group: As in ``LabelledMention``.
    """

    title: str
    text: str
    relevant: bool
    source: str
    group: str | None = None


def named_mention(
    *names: str,
    expansion: str | None = None,
    description: str | None = None,
    owners: Sequence[str] = (),
    owner_types: Sequence[str | None] = (),
) -> Mention:
    """Return a mention that stands for itself, without an article; its first name is its name."""
    name = names[0]
    return Mention(
        local_id="i1",
        name=name,
        surfaces=names,
        expansion=expansion or None,
        description=description or None,
        owners=tuple(owners),
        owner_types=tuple(owner_types),
        evidence=(Evidence(start=0, end=len(name), quote=name, role="name"),),
        found_by="labelled",
        confidence=1.0,
    )


def read_written_mentions() -> list[LabelledMention]:
    """Return the descriptions that were written for this project, at least sixty a sector."""
    return [
        LabelledMention(
            mention=named_mention(
                row["name"],
                expansion=row["expansion"],
                description=row["description"],
                owners=_split(row["owner"]),
                owner_types=[entry or None for entry in _split(row["owner_type"], row["owner"])],
            ),
            context=row["sentence"],
            sector=row["sector"],
            source="written",
        )
        for row in _iter_rows("sector_texts.csv")
    ]


def read_written_articles() -> list[LabelledArticle]:
    """Return the short news that were written for this project, most of them of other kinds."""
    return [
        LabelledArticle(
            title=row["title"], text=row["text"], relevant=row["relevant"] == "1", source="written"
        )
        for row in _iter_rows("relevance_texts.csv")
    ]


def folds_of(examples: Sequence[Any], n_folds: int) -> list[int | None]:
    """Return each example's part of a cross-validation; None for what is always learnt from."""
    return [None if e.group is None else fold_of(e.group, n_folds) for e in examples]


def _iter_rows(file_name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table in this package's data."""
    text = files("models").joinpath("data", file_name).read_text(encoding="utf-8")
    yield from csv.DictReader(io.StringIO(text))


def _split(cell: str, beside: str | None = None) -> list[str]:
    """Return the entries of a cell; as many as those of the cell beside it, if one is given."""
    if not (cell if beside is None else beside):
        return []
    return cell.split("; ")
