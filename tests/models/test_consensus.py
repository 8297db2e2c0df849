"""The most frequent statement holds; without mentions there is no innovation."""

import pytest

from models.consensus import merge_mentions


def test_refuses_an_innovation_without_mentions() -> None:
    with pytest.raises(ValueError, match="i7 has no mentions"):
        merge_mentions([], innovation_id="i7", region=None)
