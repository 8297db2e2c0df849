"""What people come for, in a browser, from the first page to the answer."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from page_server import pages_of, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(params=["with-javascript", "without"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A browser with JavaScript, and one without."""
    opened = browser.new_context(java_script_enabled=request.param == "with-javascript")
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture
def own_db(demo_db: Path, tmp_path: Path) -> Path:
    """A copy of the sample corpus, to be decided on."""
    return Path(shutil.copy(demo_db, tmp_path / "corpus.db"))


@pytest.fixture
def own_address(own_db: Path) -> Iterator[str]:
    with served(own_db) as where:
        yield where


def _enter(page: Page, address: str, name: str = "Ani") -> None:
    page.goto(f"{address}/tinjau")
    page.fill("input[name=nama]", name)
    page.click(".enter button")
    page.wait_for_selector(".who")


def test_every_page_is_whole_without_javascript(
    browser: Browser, address: str, demo_db: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name, path in pages_of(demo_db).items():
        page.goto(address + path)
        assert page.inner_text("h1").strip(), name
        assert len(page.inner_text("main")) > 100, name
    context.close()


def test_who_copied_an_innovation(page: Page, address: str) -> None:
    page.goto(address)
    page.click("nav >> text=Replikasi")
    page.fill("input[name=inovasi]", "bela beli")
    page.press("input[name=inovasi]", "Enter")
    page.wait_for_url("**inovasi=bela**")
    told = page.locator("#daftar ~ .told")
    assert told.count() >= 3
    assert "Semarang" in " ".join(told.all_inner_texts())
    assert told.locator("blockquote").count() == told.count()


def test_what_won_top_45_in_2019_in_health(page: Page, address: str) -> None:
    page.goto(f"{address}/penghargaan")
    page.fill("input[name=peringkat]", "Top 45")
    page.fill("input[name=tahun]", "2019")
    page.select_option("select[name=sektor]", "kesehatan")
    page.click(".filters button")
    page.wait_for_url("**sektor=kesehatan**")
    assert "Oce Oke" in page.inner_text("main")
    assert "2019" in page.inner_text("main")


@pytest.mark.slow
def test_a_corrected_owner_stays_after_everything_is_extracted_anew(
    page: Page, own_address: str, own_db: Path
) -> None:
    _enter(page, own_address)
    page.goto(f"{own_address}/cari?q=ojol")
    page.click("text=OJOL BERLIAN")
    page.click(".desk-link")
    page.fill("input[name=owner]", "Dinas Kesehatan Kota Malang")
    page.click("text=Simpan >> nth=0")
    page.wait_for_selector(".last")
    command = [sys.executable, "-m", "gali", "run", "--again", "--quiet", "--db", str(own_db)]
    subprocess.run(command, check=True)
    page.goto(f"{own_address}/cari?q=ojol")
    assert "Dinas Kesehatan Kota Malang" in page.inner_text(".entry .meta")
    page.click("text=OJOL BERLIAN")
    assert "diperiksa" in page.inner_text("main .status >> nth=0")
    page.click("text=Riwayat pemeriksaan")
    assert "Ani" in page.inner_text(".history")


def test_findings_are_decided_on_by_single_keys(page: Page, own_address: str) -> None:
    _enter(page, own_address)
    names = page.locator(".case .entry-name").all_inner_texts()
    page.wait_for_selector(".case.chosen")
    page.keyboard.press("j")
    page.keyboard.press("t")
    page.wait_for_selector(".last")
    page.wait_for_selector(".case.chosen")
    assert names[1] in page.inner_text(".last")
    assert page.url.endswith("#k2")
    assert page.inner_text(".case.chosen .entry-name") == names[2]
    page.keyboard.press("x")
    page.wait_for_selector(f".last >> text={names[2]}")
    page.wait_for_selector(".case.chosen")
    page.keyboard.press("u")
    page.wait_for_selector(".last >> text=mengurungkan")
    page.wait_for_selector(".case.chosen")
    left = page.locator(".case .entry-name").all_inner_texts()
    assert left[:2] == [names[0], names[2]]
    page.keyboard.press("p")
    page.wait_for_url(re.compile("/tinjau/inovasi/"))


def test_keys_do_nothing_while_one_types_or_after_they_are_switched_off(
    page: Page, own_address: str
) -> None:
    _enter(page, own_address)
    page.click(".narrow summary")
    page.click("input[name=opd]")
    page.keyboard.type("txu")
    assert page.input_value("input[name=opd]") == "txu"
    page.uncheck("#pakai-tombol")
    page.keyboard.press("t")
    page.reload()
    page.keyboard.press("t")
    assert page.locator(".last").count() == 0


def test_two_are_merged_after_a_look_and_taken_apart_again(
    context: BrowserContext, own_address: str
) -> None:
    page = context.new_page()
    _enter(page, own_address)
    page.goto(f"{own_address}/cari?q=ojol")
    page.click("text=OJOL BERLIAN")
    page.click(".desk-link")
    page.fill("input[name=lain_nama]", "Smart Kampung")
    page.press("input[name=lain_nama]", "Enter")
    page.wait_for_selector(".preview")
    assert page.locator(".preview tr.before").count() == 2
    assert page.locator(".preview tr.after").count() == 1
    page.click("text=Putuskan begitu")
    page.wait_for_selector(".last")
    page.click(".last button")
    page.wait_for_selector(".last >> text=mengurungkan")
    page.goto(f"{own_address}/cari?q=kampung")
    assert "Smart Kampung" in page.locator(".entry-name a").all_inner_texts()


def test_what_one_reviewer_decides_the_other_sees(browser: Browser, own_address: str) -> None:
    pages = []
    for name in ("Ani", "Budi"):
        opened = browser.new_context().new_page()
        _enter(opened, own_address, name)
        pages.append(opened)
    ani, budi = pages
    first = ani.inner_text(".case .entry-name >> nth=0")
    ani.click(".case >> nth=0 >> text=Tolak")
    ani.wait_for_selector(".last")
    budi.goto(f"{own_address}/tinjau/riwayat")
    assert f"Ani menolak {first}" in budi.inner_text(".history")
    budi.goto(f"{own_address}/tinjau")
    assert first not in budi.locator(".case .entry-name").all_inner_texts()
    for opened in pages:
        opened.context.close()


@pytest.mark.slow
def test_reviewing_is_for_everybody(browser: Browser, own_address: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = []
    for width, scheme in ((1280, "light"), (1280, "dark"), (390, "light")):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message, to=complaints: to.append(message.text))
        _enter(page, own_address)
        page.click(".case >> nth=0 >> text=Terima")
        page.wait_for_selector(".last")
        desk = page.locator(".case a.button").first.get_attribute("href")
        for path in ("/tinjau?jenis=penghargaan", "/tinjau/riwayat", desk, None):
            if path is not None:
                page.goto(f"{own_address}{path}")
            else:
                page.click("button[value=pratinjau] >> nth=0")
                page.wait_for_selector(".preview, [role=alert]")
            options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
            result = axe.run(page, options=options)
            found += [
                (width, scheme, path, violation["id"], node["html"][:150])
                for violation in result.response["violations"]
                for node in violation["nodes"][:3]
            ]
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (path, width)
        assert [one for one in complaints if "400" not in one] == []
        context.close()
    assert found == []
