"""The page of outlets is fresh, and what it tells newcomers to write is right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gali.cli.coverage import renewed
from harvest.outlets.catalogue import load_sources
from harvest.outlets.manifest import KINDS, parse_manifest

PAGE = (Path(__file__).parents[2] / "docs/sources.md").read_text(encoding="utf-8")
_TOML = re.compile(r"^```toml\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_the_page_is_fresh() -> None:
    assert renewed(PAGE) == PAGE, "run `make docs`"


def test_what_stands_above_the_coverage_is_kept() -> None:
    page = renewed("# Judul kami\n\n## Coverage\n\nusang\n")
    assert page.startswith("# Judul kami\n\n## Coverage\n\nWritten by")
    assert "usang" not in page


def test_every_outlet_is_on_the_page_once() -> None:
    listed = re.findall(r"^- .* · `([^`]+)` · ", PAGE, re.MULTILINE)
    assert sorted(listed) == sorted(source.domain for source in load_sources())


def test_a_page_without_the_heading_is_refused() -> None:
    with pytest.raises(ValueError, match="no heading 'Coverage'"):
        renewed("# Judul kami\n")


def test_the_example_is_an_outlet() -> None:
    (example,) = _TOML.findall(PAGE)
    source = parse_manifest(example.encode(), slug="kabar-melati", origin="docs/sources.md")
    assert source.domain == "kabarmelati.example"


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_names_every_kind(kind: str) -> None:
    assert f"`{kind}`" in PAGE
