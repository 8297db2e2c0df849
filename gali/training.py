"""Trains the models of the extractor on annotated articles.

The only place where extraction and annotations meet to learn: ``extract`` says what it would ask,
the annotations answer, ``models`` learns. How good they are is told by ``cross_validation``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpus.identity import squeeze
from extract.examples import read_questions
from extract.innovations.cues import known_spellings
from extract.innovations.wording import KINDS, SPELLING
from extract.name_shape import pieces_of
from extract.piece_weights import PieceWeights, parse_piece_weights
from extract.scoring import Models, file_of, parse_model
from models.gold import Annotation, GoldArticle, group_of
from models.piece_weights import train_piece_weights
from models.trees import Example, Settings, fold_of, train_model

NAME_SETTINGS = Settings(threshold=0.26)
OWNER_SETTINGS = Settings(threshold=0.34, n_trees=80, feature_share=0.3, least_leaf=8)
_PIECE_FOLDS = 5
Records = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """What one annotated article teaches.

    Attributes:
        wordings: Spelling and neighbouring words of each of ``names``, by kind.
        names: One example a name that may be an innovation's.
        owners: One example a pair of an innovation and a body.
    """

    wordings: list[dict[str, dict[str, float]]]
    names: list[Example]
    owners: list[Example]


def bundled_gold() -> Path:
    """Return the annotated articles that are shipped."""
    return Path(str(files("models").joinpath("data", "dev.jsonl")))


def models_folder() -> Path:
    """Return the folder from which the extractor reads its models."""
    return Path(str(files("extract").joinpath("data", "models")))


def read_examples(entry: GoldArticle) -> Examples:
    """Return what an annotated article teaches."""
    outlet = group_of(entry)
    owners_by_name = _owners_by_name(entry.annotation)
    names, owners = read_questions(entry.article, lambda name: squeeze(name) in owners_by_name)
    return Examples(
        wordings=[q.wording for q in names],
        names=[
            Example(features=q.features, answer=squeeze(q.name) in owners_by_name, group=outlet)
            for q in names
        ],
        owners=[
            Example(
                features=q.features,
                answer=any(squeeze(q.owner) in owners_by_name.get(squeeze(n), ()) for n in q.names),
                group=outlet,
            )
            for q in owners
        ],
    )


def train_models(examples: Iterable[Examples], without: Sequence[str] = ()) -> Records:
    """Return the models as JSON objects, by name.

    Args:
        examples: What each article teaches.
        without: Beginnings of names of features to do without, to see what they bring.

    Raises:
        GaliError: If scikit-learn is not installed, or there is nothing to learn from.
    """
    learned = list(examples)
    names = _with_likeness(learned)
    owners = [e for one in learned for e in one.owners]
    pieces = {file_of(kind): _train_pieces(learned, kind) for kind in KINDS}
    return pieces | {
        "names": train_model(_leave_out(names, without), NAME_SETTINGS),
        "owners": train_model(_leave_out(owners, without), OWNER_SETTINGS),
    }


def parse_models(records: Records) -> Models:
    """Return trained models ready to use."""
    return Models(
        pieces={kind: parse_piece_weights(records[file_of(kind)]) for kind in KINDS},
        names=parse_model(records["names"]),
        owners=parse_model(records["owners"]),
    )


def _train_pieces(examples: Sequence[Examples], kind: str) -> dict[str, Any]:
    """Return what pieces of one kind say of names; spellings learn from public lists as well."""
    known = sorted(known_spellings()) if kind == SPELLING else []
    pieces = [wording[kind] for one in examples for wording in one.wordings]
    answers = [example.answer for one in examples for example in one.names]
    return train_piece_weights(
        pieces + [pieces_of(name) for name in known], answers + [True] * len(known)
    )


def _with_likeness(examples: Sequence[Examples]) -> list[Example]:
    """Return the examples of names with what the wording of other outlets' articles says."""
    found: list[Example] = []
    for fold in range(_PIECE_FOLDS):
        held = [one for one in examples if _is_in(one, fold)]
        rest = [one for one in examples if not _is_in(one, fold)]
        weights = {kind: parse_piece_weights(_train_pieces(rest, kind)) for kind in KINDS}
        found += [
            replace(e, features={**e.features, **_likenesses(weights, wording)})
            for one in held
            for wording, e in zip(one.wordings, one.names, strict=True)
        ]
    return found


def _likenesses(
    weights: Mapping[str, PieceWeights], wording: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """Return what each kind of pieces of a name's wording says."""
    return {kind: weight.likeness(wording[kind]) for kind, weight in weights.items()}


def _is_in(examples: Examples, fold: int) -> bool:
    """Return whether the examples of an article belong to a part of a cross-validation."""
    group = examples.names[0].group if examples.names else ""
    return fold_of(f"shape {group}", _PIECE_FOLDS) == fold


def _leave_out(examples: Sequence[Example], without: Sequence[str]) -> list[Example]:
    """Return examples without the features whose names begin in certain ways."""
    if not without:
        return list(examples)
    return [
        replace(
            e, features={k: v for k, v in e.features.items() if not k.startswith(tuple(without))}
        )
        for e in examples
    ]


def write_models(records: Records, folder: Path) -> list[Path]:
    """Write each model as a JSON file of its name and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, record in records.items():
        path = folder / f"{name}.json"
        path.write_text(_to_json(record), encoding="utf-8")
        paths.append(path)
    return paths


def _owners_by_name(annotation: Annotation) -> dict[str, set[str]]:
    """Return the squeezed owners of every innovation by each of its squeezed names."""
    found: dict[str, set[str]] = {}
    for innovation in annotation.innovations:
        names = [*innovation.surfaces, *([innovation.expansion] if innovation.expansion else [])]
        for name in names:
            found.setdefault(squeeze(name), set()).update(map(squeeze, innovation.owners))
    return found


def _to_json(record: dict[str, Any]) -> str:
    """Return a model as JSON, one tree a line, so that changes can be read."""
    return "{\n" + ",\n".join(f"{json.dumps(k)}: {_block(v)}" for k, v in record.items()) + "\n}\n"


def _block(value: Any) -> str:
    """Return a value as JSON; of what is long, each entry on a line of its own."""
    if isinstance(value, dict):
        entries = [f"{_line(key)}: {_line(entry)}" for key, entry in value.items()]
        return "{\n" + ",\n".join(entries) + "\n}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(_line, value)) + "\n]"
    return _line(value)


def _line(value: Any) -> str:
    """Return a value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
