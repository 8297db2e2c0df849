"""``import gali`` costs nothing and offers the records, ``extract`` and ``open_corpus``."""

from __future__ import annotations

import subprocess
import sys

import pytest

import gali
from corpus import records
from corpus.schema import open_corpus


@pytest.mark.parametrize("name", gali.__all__)
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(gali, name).__name__ == name
    assert name in dir(gali)


def test_records_are_the_very_same_classes() -> None:
    assert gali.Mention is records.Mention
    assert gali.open_corpus is open_corpus


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = gali.nonsense


def test_the_import_alone_loads_nothing_else_of_ours() -> None:
    code = (
        "import gali, sys; print([n for n in ('corpus', 'extract', 'models') if n in sys.modules])"
    )
    output = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert output.strip() == "[]"
