"""The pages in a browser: without JavaScript, on a phone, by keyboard, for everybody."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from page_server import pages_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (390, 320)
# In the dark only colours differ.
DARK = {"beranda", "cari", "inovasi-satu", "artikel"}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_pages_fit_on_every_screen(browser: Browser, address: str, demo_db: Path) -> None:
    for width in WIDTHS:
        opened = browser.new_page(viewport={"width": width, "height": 800})
        for name, path in pages_of(demo_db).items():
            opened.goto(address + path)
            wide = opened.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (name, width)
        opened.close()


def test_nothing_is_blocked_or_fails_and_nobody_else_is_asked(
    page: Page, address: str, demo_db: Path
) -> None:
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for name, path in pages_of(demo_db).items():
        if name != "galat":  # Chromium tells the console of the status 400
            page.goto(address + path)
    assert complaints == []
    assert [url for url in asked if not url.startswith(address)] == []


@pytest.mark.slow
def test_pages_are_accessible_in_light_and_dark(
    browser: Browser, address: str, demo_db: Path
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = []
    for scheme in ("light", "dark"):
        opened = browser.new_page(color_scheme=scheme, viewport={"width": 1280, "height": 900})
        for name, path in pages_of(demo_db).items():
            if scheme == "dark" and name not in DARK:
                continue
            opened.goto(address + path)
            result = axe.run(
                opened, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
            )
            found += [
                (scheme, name, violation["id"], node["html"][:150])
                for violation in result.response["violations"]
                for node in violation["nodes"][:3]
            ]
        opened.close()
    assert found == []


def test_an_innovation_is_found_without_javascript(plain_page: Page, address: str) -> None:
    plain_page.goto(address)
    plain_page.fill("input[name=q]", "ojol")
    plain_page.press("input[name=q]", "Enter")
    plain_page.click("text=OJOL BERLIAN")
    assert plain_page.inner_text("h1") == "OJOL BERLIAN"
    assert plain_page.locator("blockquote mark").count() > 0


def test_a_search_is_narrowed_and_widened_with_and_without_javascript(
    page: Page, plain_page: Page, address: str
) -> None:
    for opened in (page, plain_page):
        opened.goto(f"{address}/cari?q=anak")
        opened.click(".facets a:has-text('Kesehatan')")
        opened.wait_for_selector(".chips")
        assert "sektor=kesehatan" in opened.url
        opened.click(".chips a")
        opened.wait_for_selector(".chips", state="detached")
        assert "sektor" not in opened.url


def test_what_is_on_the_screen_can_be_downloaded(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/cari?q=anak&urut=nama")
    shown = page.locator(".entry-name a").all_inner_texts()
    with page.expect_download() as download:
        page.click("text=CSV")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        assert [row["Nama"] for row in csv.DictReader(stream)] == shown


def test_an_arrow_on_the_map_leads_to_its_evidence(page: Page, address: str) -> None:
    page.goto(f"{address}/replikasi")
    page.locator("svg.flows a:has(g.arc)").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**dari=**")
    assert page.locator("#daftar ~ .told blockquote").count() > 0


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#isi")


def test_the_language_can_be_switched_and_stays(page: Page, address: str) -> None:
    page.goto(f"{address}/tentang")
    page.click("text=English")
    assert page.inner_text("h1") == "About"
    page.click("nav >> text=Awards")
    assert page.inner_text("h1") == "Awards"
