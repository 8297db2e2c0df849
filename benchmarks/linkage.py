"""How fast mentions are linked, how much memory that takes, and how many invented ones go wrong.

Run: ``python benchmarks/linkage.py [MENTIONS]`` (default 100,000; 1,000,000 takes some minutes).
Innovations are invented: names and expansions from words of the shipped lists, regions and owners
by chance, as many innovations in proportion as a ministry counted in 2023 (28,539 in 1,000,000
mentions). Mentions get what newspapers do to them: other cases, joined words, slips, expansions
and owners left out, head words, the region's name behind, no region at all. The invented names
share more words than real ones do, so that the figure for groups is a floor and not the quality on
news (see ``gali evaluate --linkage``).
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from corpus.identity import fold
from corpus.records import Evidence, Mention
from corpus.vocabulary import body_types, known_innovations, regions
from models.linkage import LinkInput, link_mentions
from models.linkage.evaluation import b_cubed

INNOVATIONS_A_MENTION = 28_539 / 1_000_000
FIRST_DAY = date(2014, 1, 1)
OWNERS = (
    "dinas-kesehatan puskesmas rsud dinas-pendidikan smp dinas-dukcapil dinas-sosial dinas-lh "
    "dinas-pertanian dinas-perpustakaan-arsip dinas-kominfo kecamatan kelurahan desa bapenda"
).split()


@dataclass(frozen=True, slots=True)
class Invented:
    """An innovation that does not exist."""

    name: str
    expansion: str
    owner: str
    owner_type: str
    region: str


def read_words() -> tuple[list[str], list[str]]:
    """Return words of names, and words of expansions, of the shipped list."""
    names, expansions = set(), set()
    for known in known_innovations():
        names.update(word.title() for word in fold(known.name).split() if len(word) > 2)
        expansions.update(word.title() for word in fold(known.expansion or "").split())
    return sorted(names), sorted(expansions)


def invent(n_innovations: int, random: Random) -> list[Invented]:
    """Return innovations; a twentieth of the names is used in many regions."""
    names, expansions = read_words()
    places = sorted(regions())
    common = [" ".join(random.sample(names, random.choice((1, 2)))) for _ in range(300)]
    found = []
    for _ in range(n_innovations):
        fresh = " ".join(random.sample(names, random.choices((1, 2, 3), (2, 5, 2))[0]))
        owner_type = random.choice(OWNERS)
        found.append(
            Invented(
                name=random.choice(common) if random.random() < 0.05 else fresh,
                expansion=" ".join(random.sample(expansions, random.randint(3, 6))),
                owner=f"{body_types()[owner_type].name} {random.choice(names)}",
                owner_type=owner_type,
                region=random.choice(places),
            )
        )
    return found


def misspelt(text: str, random: Random) -> str:
    """Return a text with a letter dropped, doubled or misplaced."""
    at = random.randrange(1, max(2, len(text) - 1))
    kind = random.randrange(3)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at - 1 : at] + text[at:]
    return text[: at - 1] + text[at : at + 1] + text[at - 1 : at] + text[at + 1 :]


def spelt(name: str, random: Random) -> str:
    """Return a name as some newspaper prints it."""
    draw = random.random()
    if draw < 0.10:
        return name.upper()
    if draw < 0.16:
        return name.replace(" ", "")
    if draw < 0.22:
        return f"Inovasi {name}"
    return misspelt(name, random) if draw < 0.26 and len(name) > 6 else name


def mention_of(invented: Invented, number: int, random: Random) -> LinkInput:
    """Return what an article may tell of an innovation."""
    name = spelt(invented.name, random) or invented.name
    expansion = invented.expansion if random.random() < 0.5 else None
    if expansion and random.random() < 0.1:
        expansion = misspelt(expansion, random)
    has_owner = random.random() < 0.6
    mention = Mention(
        local_id="i1",
        name=name,
        surfaces=(name,),
        evidence=(Evidence(start=0, end=len(name), quote=name, role="name"),),
        found_by="invented",
        confidence=0.9,
        expansion=expansion,
        owners=(invented.owner,) if has_owner else (),
        owner_types=(invented.owner_type,) if has_owner else (),
        region=invented.region if random.random() < 0.97 else None,
    )
    day = FIRST_DAY + timedelta(days=random.randrange(4000))
    return LinkInput(article_id=f"a{number:016x}", published=day, mention=mention)


def choose(n_innovations: int, random: Random) -> int:
    """Return the number of the innovation that is told of next; few are told of very often."""
    chosen = min(int(random.paretovariate(0.6)) - 1, n_innovations * 50) % n_innovations
    return random.randrange(n_innovations) if random.random() < 0.7 else chosen


def invent_mentions(n_mentions: int, random: Random) -> tuple[list[LinkInput], dict[str, int]]:
    """Return mentions and the innovation, a number, of each."""
    innovations = invent(max(1, int(n_mentions * INNOVATIONS_A_MENTION)), random)
    rows, truth = [], {}
    for number in range(n_mentions):
        chosen = choose(len(innovations), random)
        row = mention_of(innovations[chosen], number, random)
        rows.append(row)
        truth[row.article_id] = chosen
    return rows, truth


def peak_gigabytes() -> float:
    """Return the most memory that this process had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def main(arguments: Sequence[str]) -> None:
    """Invent, link, and print what it took."""
    n_mentions = int(arguments[0]) if arguments else 100_000
    rows, truth = invent_mentions(n_mentions, Random(20))
    before = peak_gigabytes()
    start = time.perf_counter()
    innovations = link_mentions(rows)
    seconds = time.perf_counter() - start
    found = {ref.article_id: i.id for i in innovations for ref in i.mentions}
    score = b_cubed(truth, found)
    n_true = len(set(truth.values()))
    print(f"{n_mentions:,} mentions of {n_true:,} innovations: {len(innovations):,} groups")
    print(f"{seconds:.1f} s, {n_mentions / seconds:,.0f} mentions/s")
    print(f"peak {peak_gigabytes():.2f} GB, of which the mentions themselves {before:.2f} GB")
    print(f"B-cubed P {score.precision:.4f} R {score.recall:.4f} F1 {score.f1:.4f}")


if __name__ == "__main__":
    main(sys.argv[1:])
