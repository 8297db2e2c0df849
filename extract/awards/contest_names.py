"""Names of contests for innovations in a text, and which kind of contest each name belongs to.

The names are data (``data/contests.toml`` and ``award_schemes.csv``). Level, region and year of a
contest are not judged here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from corpus.records import AwardLevel
from corpus.vocabulary import AwardScheme, award_schemes

_IN_BRACKETS = re.compile(r"\s*\([^()\n]{1,40}\)")
_ALIAS = re.compile(r"\(([^()]+)\)")
# Abbreviations shorter than this mean too many other things (KIA is also an identity card).
_SHORTEST_ALIAS = 4
_LEVELS: dict[str, AwardLevel] = {
    "kabupaten": "kabupaten",
    "provinsi": "provinsi",
    "nasional": "nasional",
    "internasional": "internasional",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One kind of contest with the names that newspapers use for it.

    Attributes:
        phrases: Names in any case.
        acronyms: Names exactly as written.
        scheme: The scheme, where the contest exists once; None where level and region decide.
        prefix: How the ids of the listed regional contests of this kind begin; None if none are.
        nasional: The scheme on the national level; None for a slug of the contest's own name.
        level: The level where the text does not tell; None to judge by the article.
        for_region: Whether regions win it, not innovations.
        implied: Whether the words are only what the contest gives, not its name.
    """

    phrases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    scheme: str | None = None
    prefix: str | None = None
    nasional: str | None = None
    level: AwardLevel | None = None
    for_region: bool = False
    implied: bool = False

    @property
    def weight(self) -> int:
        """How much the kind says: one scheme, the contests of one prefix, the general one."""
        if self.scheme:
            return 3
        return 2 if self.prefix and not self.nasional else int(bool(self.phrases))


# A contest under a name of its own, of which nothing else is known.
OWN_NAME = Family()


@dataclass(frozen=True, slots=True)
class ContestName:
    """A contest's name in a text: its span, and the kind of contest."""

    start: int
    end: int
    family: Family


def find_contest_names(text: str) -> list[ContestName]:
    """Return the names of contests in a text, in order, each as long as it can be had.

    A name and its abbreviation in brackets are one: ``Kompetisi … Publik (KIPP)``.
    """
    names: list[ContestName] = []
    for name in sorted(_candidates(text), key=lambda n: (n.start, -n.end)):
        if names and _belongs_to(text, names[-1], name):
            previous = names.pop()
            family = _more_telling(previous.family, name.family)
            name = ContestName(previous.start, max(previous.end, name.end), family)
        names.append(name)
    return [ContestName(n.start, _with_bracket(text, n.end), n.family) for n in names]


def find_unnamed_contests(text: str) -> list[ContestName]:
    """Return words for a contest without a name: ``lomba … inovasi``, in order."""
    if "inova" not in text.casefold():
        return []
    general = families()[0]
    return [ContestName(*match.span(), general) for match in _patterns("no_name").finditer(text)]


@lru_cache(maxsize=1)
def gate() -> tuple[str, ...]:
    """Return letters of which every contest's name holds some, in lower case."""
    return tuple(_data()["gate"])


@lru_cache(maxsize=1)
def families() -> tuple[Family, ...]:
    """Return the known kinds of contests; the competition for public services comes first."""
    given = (Family(**{k: _frozen(v) for k, v in entry.items()}) for entry in _data()["family"])
    listed = (_listed_family(scheme) for scheme in award_schemes().values())
    return (*given, *(family for family in listed if family))


def _candidates(text: str) -> Iterator[ContestName]:
    """Yield all names, overlapping ones too."""
    folded = text.casefold()
    if not any(stem in folded for stem in gate()):
        return
    by_name, known = _known_names()
    for match in known.finditer(text):
        words = " ".join(match.group().split())
        family = by_name.get(words) or by_name.get(words.casefold())
        if family:
            yield ContestName(match.start(), match.end(), family)
    for match in _patterns("own_name").finditer(text):
        yield ContestName(match.start(), match.end(), OWN_NAME)


def _belongs_to(text: str, earlier: ContestName, later: ContestName) -> bool:
    """Return whether a later name overlaps an earlier one or stands in brackets behind it."""
    return later.start < earlier.end or not text[earlier.end : later.start].strip(" \n()")


def _more_telling(first: Family, second: Family) -> Family:
    """Return the kind that says more about the contest; the first one if they are level."""
    return second if second.weight > first.weight else first


def _with_bracket(text: str, end: int) -> int:
    """Return the end of a name with the bracket that follows it or that it stopped in."""
    if text[end : end + 1] == ")":
        return end + 1
    bracket = _IN_BRACKETS.match(text, end)
    return bracket.end() if bracket else end


def _listed_family(scheme: AwardScheme) -> Family | None:
    """Return a listed contest that has a name of its own; None for those named by their level."""
    if not scheme.is_innovation_award or scheme.name.startswith("KIPP"):
        return None
    aliases = tuple(a for a in _ALIAS.findall(scheme.name) if len(a) >= _SHORTEST_ALIAS)
    name = _ALIAS.sub("", scheme.name).strip()
    return Family(
        phrases=(" ".join(name.casefold().split()), *(alias.casefold() for alias in aliases)),
        scheme=scheme.scheme_id,
        level=_LEVELS.get(scheme.level),
        for_region="region-level" in scheme.name,
    )


@lru_cache(maxsize=1)
def _known_names() -> tuple[dict[str, Family], re.Pattern[str]]:
    """Return each known name with its kind, and one expression that finds them all."""
    by_name: dict[str, Family] = {}
    for family in families():
        for name in (*family.phrases, *family.acronyms):
            by_name.setdefault(name, family)
    longest_first = sorted(by_name, key=len, reverse=True)
    names = "|".join(r"\s+".join(re.escape(w) for w in name.split()) for name in longest_first)
    return by_name, re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=2)
def _patterns(table: str) -> re.Pattern[str]:
    """Return the patterns of a table of the data file as one expression."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in _data()[table]["patterns"]))


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    """Return the data file."""
    text = files("extract").joinpath("data", "contests.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _frozen(value: Any) -> Any:
    """Return lists as tuples."""
    return tuple(value) if isinstance(value, list) else value
