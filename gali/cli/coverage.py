"""Writes the coverage in ``docs/sources.md`` from the outlets' files.

``python -m gali.cli.coverage < page > new page``: what stands above the coverage is people's and
stays. Only the outlets that come with gali are counted, not a user's own.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

import click

from corpus.vocabulary import regions
from gali.output import Column, write_rows
from gali.wording import abbreviated
from harvest.outlets.catalogue import load_sources
from harvest.outlets.manifest import KINDS, Kind, SourceManifest

_MARK = "\n## Coverage\n"
_NOTE = "Written by `make docs` from the files in `harvest/sources`; a test fails when it is stale."


def renewed(page: str) -> str:
    """Return the page with the coverage as it is now.

    Raises:
        ValueError: If the page has no heading ``Coverage``.
    """
    head, mark, _ = page.partition(_MARK)
    if not mark:
        raise ValueError("the page has no heading 'Coverage'")
    sources, provinces = load_sources(), _provinces()
    blocks = [
        _block(name, [source for source in sources if _province(source) == code])
        for code, name in [*provinces.items(), (None, "National")]
    ]
    return f"{head}{mark}\n{_NOTE}\n\n{_table(sources, provinces)}{''.join(blocks)}"


def _provinces() -> dict[str, str]:
    """Return the provinces' names by code."""
    known = regions().values()
    return {region.code: region.plain_name for region in known if region.type == "provinsi"}


def _province(source: SourceManifest) -> str | None:
    """Return the code of an outlet's province; None for national outlets."""
    return source.region and regions()[source.region].province_code


def _table(sources: Iterable[SourceManifest], provinces: dict[str, str]) -> str:
    """Return how many outlets of each kind there are in each province."""
    counts = Counter((_province(source), source.kind) for source in sources)
    names = [*provinces.items(), (None, "National")]
    rows = [
        {"province": name, **_totalled({kind: counts[code, kind] for kind in KINDS})}
        for code, name in names
    ]
    whole = {kind: sum(counts[code, kind] for code, _ in names) for kind in KINDS}
    rows.append({"province": "All", **_totalled(whole)})
    columns = [Column(key=key, title=key) for key in ("province", *KINDS, "all")]
    stream = StringIO()
    write_rows(rows, columns, "md", stream)
    return stream.getvalue()


def _totalled(counts: Mapping[Kind, int]) -> dict[str, int | str]:
    """Return counts with their sum; zeros are left blank, so that the eye finds the others."""
    shown = {str(kind): n or "" for kind, n in counts.items()}
    return {**shown, "all": sum(counts.values())}


def _block(title: str, sources: Sequence[SourceManifest]) -> str:
    """Return the outlets of one province as a section of the page."""
    return f"\n### {title}\n\n" + "".join(_lines(sources))


def _lines(sources: Iterable[SourceManifest]) -> Iterator[str]:
    """Yield a line for each outlet, those of the whole province first."""
    for source in sorted(sources, key=lambda source: (source.region or "", source.name)):
        place = ""
        if source.region and source.region != _province(source):
            place = f" · {abbreviated(regions()[source.region].official_name)}"
        yield f"- {source.name} · `{source.domain}` · {source.kind}{place}\n"


if __name__ == "__main__":
    click.echo(renewed(sys.stdin.read()), nl=False)
