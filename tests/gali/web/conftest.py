"""A corpus of the sample articles, some of our own and one that is hostile; a client that asks."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from gali.cli.app import app
from gali.web.app import make_app
from gali.web.settings import WebSettings

BASE = "http://localhost"
SCRIPT = "<script>alert(1)</script>"
HOSTILE = (
    {
        "id": "jahat",
        "title": f"{SCRIPT} \u202eInovasi\u202c </title><svg onload=alert(2)>",
        "text": "Purwokerto - Puskesmas Melati Kabupaten Banyumas meluncurkan inovasi Sirup "
        f"(Siaga Ibu Rutin Periksa).\n{SCRIPT} <img src=x onerror=alert(3)> \u202eabc\u202c "
        "pa\u200bnen {{7*7}} ${{7*7}} </blockquote> \u0007bel",
        "outlet": '"><script>alert(4)</script>.example',
        "url": "javascript:alert(5)",
        "published": "2022-01-02",
    },
    {
        "id": "lain",
        "title": "Inovasi Sirup Ditiru",
        "text": "Cilacap - Pemerintah Kabupaten Cilacap mereplikasi inovasi Sirup dari Kabupaten "
        "Banyumas.\nInovasi Sirup (Siaga Ibu Rutin Periksa) milik Puskesmas Melati Kabupaten "
        "Banyumas meraih Top 45 Kompetisi Inovasi Pelayanan Publik Nasional tahun 2021.",
        "outlet": "kabar.example",
        "url": "https://kabar.example/sirup-ditiru?a=1&b=2",
        "published": "2022-03-02",
    },
)


@pytest.fixture(scope="session")
def web_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus for reading; read only, please."""
    folder = tmp_path_factory.mktemp("web")
    sample = files("gali").joinpath("demo", "sample.jsonl").read_text("utf-8")
    lines = [*sample.splitlines(), *(json.dumps(article) for article in HOSTILE)]
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = CliRunner().invoke(
        app, ["run", str(folder / "articles.jsonl"), "--db", str(folder / "corpus.db")]
    )
    assert result.exit_code == 0, result.output
    return folder / "corpus.db"


@pytest.fixture(scope="session")
def session_client(web_db: Path) -> Iterator[TestClient]:
    """Asks the pages of that corpus; remembers the language that was chosen."""
    with TestClient(make_app(WebSettings(db=web_db)), base_url=BASE) as asking:
        yield asking


@pytest.fixture
def client(session_client: TestClient) -> TestClient:
    """Asks the pages of that corpus; has chosen no language yet."""
    session_client.cookies.clear()
    return session_client


@pytest.fixture
def own_db(web_db: Path, tmp_path: Path) -> Path:
    """A copy of that corpus, to be changed."""
    return Path(shutil.copy(web_db, tmp_path / "corpus.db"))
