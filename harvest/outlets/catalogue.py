"""All outlets that are known: those that come with gali, and the user's own beside them.

Files are in ``harvest/sources/*.toml``; what stands in one of them is told by ``manifest``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from harvest.outlets.fields import InvalidSourceError
from harvest.outlets.hosts import host_of_name, host_of_url
from harvest.outlets.manifest import LARGEST_FILE, SourceManifest, parse_manifest

_SUFFIX = ".toml"


class SourceIndex:
    """Finds the outlet that an address belongs to.

    Args:
        sources: Outlets, no two of one domain.
    """

    def __init__(self, sources: Iterable[SourceManifest]) -> None:
        self._by_domain = {source.domain: source for source in sources}

    def of_host(self, host: str | None) -> SourceManifest | None:
        """Return the outlet whose domain is the longest end of a host; None if there is none."""
        while host:
            if source := self._by_domain.get(host):
                return source
            host = host.partition(".")[2]
        return None

    def of_url(self, url: str | None) -> SourceManifest | None:
        """Return the outlet that an address belongs to; None if none is known or it is none."""
        return self.of_host(host_of_url(url))

    def of_name(self, name: str | None) -> SourceManifest | None:
        """Return the outlet of a host written as a name; None if it is unknown or no host."""
        return self.of_host(host_of_name(name))


def load_sources(own: Path | None = None) -> tuple[SourceManifest, ...]:
    """Return all outlets by slug.

    Args:
        own: Folder with the user's own files. Such a file takes the place of the shipped one
            of its slug or its domain. None, or a folder that does not exist: the shipped only.

    Raises:
        InvalidSourceError: If a file breaks a rule, or two of them have one domain.
        OSError: If a file of the folder cannot be read.
    """
    if own is None or not own.is_dir():
        return _shipped_sources()
    paths = sorted(path for path in own.iterdir() if _is_manifest(path.name) and path.is_file())
    mine = _unique_domains(map(_read_own, paths))
    taken = {source.slug for source in mine} | {source.domain for source in mine}
    rest = (s for s in _shipped_sources() if s.slug not in taken and s.domain not in taken)
    return tuple(sorted((*mine, *rest), key=lambda source: source.slug))


@lru_cache(maxsize=1)
def _shipped_sources() -> tuple[SourceManifest, ...]:
    """Read the files that come with gali, by slug."""
    return tuple(sorted(_unique_domains(_iter_shipped()), key=lambda source: source.slug))


def _read_own(path: Path) -> SourceManifest:
    """Read a file of the user's, but no more of it than an outlet can need."""
    with path.open("rb") as stream:
        content = stream.read(LARGEST_FILE + 1)
    return parse_manifest(content, slug=path.name.removesuffix(_SUFFIX), origin=str(path))


def _iter_shipped() -> Iterator[SourceManifest]:
    """Yield the outlets that come with gali."""
    for file in files("harvest").joinpath("sources").iterdir():
        if _is_manifest(file.name):
            slug = file.name.removesuffix(_SUFFIX)
            yield parse_manifest(file.read_bytes(), slug=slug, origin=f"sources/{file.name}")


def _is_manifest(name: str) -> bool:
    """Return whether a file is to be read, by its name."""
    return name.endswith(_SUFFIX) and not name.startswith(".")


def _unique_domains(sources: Iterable[SourceManifest]) -> list[SourceManifest]:
    """Return outlets of which no two have one domain.

    Raises:
        InvalidSourceError: If two have.
    """
    by_domain: dict[str, SourceManifest] = {}
    for source in sources:
        other = by_domain.setdefault(source.domain, source)
        if other is not source:
            raise InvalidSourceError(
                f"{source.domain} is the domain of {other.slug}{_SUFFIX} as well",
                where=f"{source.slug}{_SUFFIX}, domain",
                mend="Keep one of the two files.",
            )
    return list(by_domain.values())
