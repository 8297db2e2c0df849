"""What a user may set, and where each value came from: flag, environment, files, default.

Values only; nothing here acts on them.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import GaliError

PROJECT_FILE = "gali.toml"
# Less than a second between requests is no harvest but an attack; an hour is for ever.
_SHORTEST_DELAY, _LONGEST_DELAY = 1, 3600
_LONGEST_TEXT = 300
# One process writes what the others find; it keeps up with about so many.
_MOST_JOBS_BY_DEFAULT = 8
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class InvalidSettingError(GaliError):
    """A setting is unknown or its value makes no sense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The values that hold for one run.

    Attributes:
        db: The corpus database.
        jobs: How many processes extract at the same time, at least 1.
        quiet: Whether progress and notes are left out.
        sources_dir: Folder with the user's own outlets; it need not exist.
        contact: E-mail or web address of who runs gali, for servers; empty if not set.
        delay_seconds: Pause between two requests to one host, from 1 to 3600.
        reviewer: Name under which decisions are written; empty if not set.
        origins: Where each value came from, by name, for people to read.
    """

    db: Path
    jobs: int
    quiet: bool
    sources_dir: Path
    contact: str
    delay_seconds: float
    reviewer: str
    origins: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Layer:
    """One place in which settings may stand.

    Attributes:
        origin: What to call it.
        values: Values by name.
        folder: Where relative paths start.
    """

    origin: str
    values: Mapping[str, object]
    folder: Path


def read_settings(
    flags: Mapping[str, object],
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    user_config: Path | None = None,
) -> Settings:
    """Return the settings: flag > ``GALI_*`` > ``gali.toml`` > user's config > default.

    Args:
        flags: Values given on the command line; None means not given.
        environment: The process's own if None.
        folder: Where ``gali.toml`` is looked for; the working folder if None.
        user_config: The user's own file; the platform's usual place if None.

    Raises:
        InvalidSettingError: If a file names a setting that does not exist, or a value is bad.
    """
    here = folder or Path()
    layers = list(_iter_layers(flags, environment, here, user_config))
    values, origins = {}, {}
    for name, parse in _PARSERS.items():
        layer = next(layer for layer in layers if layer.values.get(name) is not None)
        values[name] = parse(layer.values[name], layer, name)
        origins[name] = layer.origin
    return Settings(**values, origins=origins)


def user_config_file() -> Path:
    """Return where the user's own settings are looked for on this platform."""
    from platformdirs import user_config_path

    return user_config_path("gali", appauthor=False) / "config.toml"


def default_jobs() -> int:
    """Return how many processes work where nobody says: one for each core, at most 8."""
    try:
        n_cores = len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        n_cores = os.cpu_count() or 1
    return min(n_cores, _MOST_JOBS_BY_DEFAULT)


def _iter_layers(
    flags: Mapping[str, object],
    environment: Mapping[str, str] | None,
    folder: Path,
    user_config: Path | None,
) -> Iterator[_Layer]:
    """Yield the places of settings, the strongest first; the last one has them all."""
    env = os.environ if environment is None else environment
    yield _Layer("flag", flags, folder)
    named = {name: env.get(f"GALI_{name.upper()}") or None for name in _PARSERS}
    yield _Layer("environment (GALI_*)", named, folder)
    user_file = user_config or user_config_file()
    for path in (folder / PROJECT_FILE, user_file):
        if path.is_file():
            yield _Layer(str(path), _read_toml(path), path.parent)
    defaults = {
        "db": "corpus.db",
        "jobs": default_jobs(),
        "quiet": False,
        "contact": "",
        "delay_seconds": 5,
        "reviewer": "",
        "sources_dir": user_file.parent / "sources",
    }
    yield _Layer("default", defaults, folder)


def _read_toml(path: Path) -> dict[str, object]:
    """Return the settings of a file.

    Raises:
        InvalidSettingError: If it is no TOML or names something unknown.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise InvalidSettingError(f"not valid TOML: {error}", where=str(path)) from error
    unknown = sorted(set(values) - set(_PARSERS))
    if unknown:
        known = ", ".join(_PARSERS)
        raise InvalidSettingError(
            f"no setting is called {unknown[0]!r}",
            where=str(path),
            mend=f"Known settings: {known}.",
        )
    return values


def _path(value: object, layer: _Layer, name: str) -> Path:
    """Return a path; a relative one starts where its file stands."""
    if not isinstance(value, (str, Path)) or not str(value):
        raise _bad(value, layer, name, "a path")
    return layer.folder / Path(value).expanduser()


def _positive(value: object, layer: _Layer, name: str) -> int:
    """Return a whole number of at least 1."""
    digits = str(value)
    if isinstance(value, bool) or not digits.isdecimal() or not 1 <= int(digits[:9]) <= 1024:
        raise _bad(value, layer, name, "a whole number from 1 to 1024")
    return int(digits)


def _switch(value: object, layer: _Layer, name: str) -> bool:
    """Return true or false."""
    word = str(value).lower()
    if word not in _TRUE | _FALSE:
        raise _bad(value, layer, name, "true or false")
    return word in _TRUE


def _text(value: object, layer: _Layer, name: str) -> str:
    """Return a text on one line."""
    if not isinstance(value, str) or not (value.isprintable() and len(value) <= _LONGEST_TEXT):
        raise _bad(value, layer, name, "a text on one line")
    return value.strip()


def _seconds(value: object, layer: _Layer, name: str) -> float:
    """Return a number of seconds."""
    try:
        seconds = float(str(value)[:32])
    except ValueError:
        seconds = 0.0
    if isinstance(value, bool) or not _SHORTEST_DELAY <= seconds <= _LONGEST_DELAY:
        raise _bad(value, layer, name, f"a number from {_SHORTEST_DELAY} to {_LONGEST_DELAY}")
    return seconds


def _bad(value: object, layer: _Layer, name: str, expected: str) -> InvalidSettingError:
    """Return the error that says what a value should have been."""
    return InvalidSettingError(f"{name} must be {expected}, not {value!r}", where=layer.origin)


_PARSERS: dict[str, Callable[..., Any]] = {
    "db": _path,
    "jobs": _positive,
    "quiet": _switch,
    "sources_dir": _path,
    "contact": _text,
    "delay_seconds": _seconds,
    "reviewer": _text,
}
