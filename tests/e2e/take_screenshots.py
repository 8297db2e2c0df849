"""Takes a picture of every page, on a desktop and on a phone: ``make screenshots``.

Usage: ``python tests/e2e/take_screenshots.py CORPUS FOLDER [PAGE…]``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import which

from page_server import pages_of, served
from playwright.sync_api import sync_playwright

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


def take_screenshots(db: Path, folder: Path, wanted: list[str]) -> None:
    """Take a picture of each page in each size."""
    folder.mkdir(parents=True, exist_ok=True)
    with served(db) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("chromium"), args=["--no-sandbox", "--font-render-hinting=none"]
        )
        for size, (width, height) in SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            for name, path in pages_of(db).items():
                if not wanted or name in wanted:
                    page.goto(address + path)
                    page.screenshot(path=folder / f"{name}-{size}.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    take_screenshots(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
