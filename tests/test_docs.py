"""What the documentation says is so: its links lead somewhere, its generated pages are fresh.

Its commands and its Python are run by ``test_docs_commands.py``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from gali.cli.app import app
from gali.cli.reference import iter_verbs, reference

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
_IN_NAV = re.compile(r"[\w./-]+\.md$", re.MULTILINE)
VERBS = dict(iter_verbs())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_the_house_lead_somewhere(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    inside = [link.partition("#")[0] for link in links if "://" not in link and link[0] != "#"]
    assert [link for link in inside if not (page.parent / link).exists()] == []


def test_every_page_has_its_place_in_the_site() -> None:
    named = _IN_NAV.findall((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    pages = [str(page.relative_to(ROOT / "docs")) for page in (ROOT / "docs").rglob("*.md")]
    assert sorted(named) == sorted(pages)


def test_the_reference_of_commands_is_fresh() -> None:
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert page == reference(), "run `make docs`"


def test_the_description_of_the_tables_is_fresh() -> None:
    result = CliRunner().invoke(app, ["codebook"])
    page = (ROOT / "docs/schema.md").read_text(encoding="utf-8")
    assert page == result.stdout, "run `make docs`"


@pytest.mark.parametrize("path", VERBS)
def test_the_reference_holds_every_command(path: str) -> None:
    assert f"### `{path}`" in reference()


@pytest.mark.parametrize("target", ["setup", "demo", "test", "check", "bench", "docs", "clean"])
def test_the_makefile_has_its_targets(target: str) -> None:
    assert target in _TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))


def test_the_makefile_names_no_host() -> None:
    assert "://" not in (ROOT / "Makefile").read_text(encoding="utf-8")
