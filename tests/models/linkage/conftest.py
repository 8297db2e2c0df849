"""Short ways to write profiles and mentions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.linkage.names import key_of, name_words_of
from models.linkage.profile import Profile


@pytest.fixture(scope="session")
def profile_like() -> Callable[..., Profile]:
    """A profile of one name; expansion and owner (type, name) if they are told."""

    def make(name: str, **told: Any) -> Profile:
        expansion, owner = told.get("expansion"), told.get("owner")
        return Profile(
            region=told.get("region", "33.24"),
            names=(name_words_of(name),),
            aliases=frozenset(map(key_of, told.get("aliases", ()))),
            expansions=(expansion,) if expansion else (),
            owners=(owner,) if owner else (),
        )

    return make
