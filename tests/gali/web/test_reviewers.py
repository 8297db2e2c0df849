"""Who may decide: anybody of this machine by name, elsewhere only who knows a password."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import Response
from starlette.testclient import TestClient

from gali.cli.app import app
from gali.web.app import make_app
from gali.web.page import BadRequestError
from gali.web.reviews.passwords import (
    ReviewersFileError,
    add_reviewer,
    is_password_of,
    read_reviewers,
)
from gali.web.reviews.reviewers import Reviewers
from gali.web.settings import WebSettings

BASE = "http://localhost"
OURS = {"origin": BASE}
PASSWORD = "kuda-terbang-rendah"


@pytest.fixture(scope="module")
def reviewers_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ani and Budi, of the same password."""
    path = tmp_path_factory.mktemp("reviewers") / "reviewers.json"
    for name in ("Ani", "Budi"):
        add_reviewer(path, name, PASSWORD)
    return path


Opening = Callable[..., TestClient]


@pytest.fixture
def opening(web_db: Path) -> Iterator[Opening]:
    """Opens the pages as they were started with some settings."""
    opened: list[TestClient] = []

    def start(**settings: object) -> TestClient:
        application = make_app(WebSettings(db=web_db, **settings))  # type: ignore[arg-type]
        client = TestClient(application, base_url=BASE, headers=OURS).__enter__()
        opened.append(client)
        return client

    yield start
    for client in opened:
        client.__exit__(None, None, None)


def test_a_public_server_lets_nobody_decide_without_a_file(opening: Opening) -> None:
    client = opening(is_public=True)
    assert "--reviewers" in client.get("/tinjau").text
    assert client.post("/tinjau/masuk", data={"nama": "Ani"}).status_code == 400
    client.cookies.set("peninjau", "Ani")
    assert "Anda memeriksa" not in client.get("/tinjau").text
    data = {"tindakan": "catat", "id": "x", "catatan": "y"}
    assert client.post("/tinjau/putusan", data=data).status_code == 400


def test_whoever_knows_the_password_may_decide(opening: Opening, reviewers_file: Path) -> None:
    client = opening(is_public=True, reviewers=reviewers_file)
    answer = client.post("/tinjau/masuk", data={"nama": "Ani", "sandi": PASSWORD})
    assert "Ani" in answer.text
    cookie = client.cookies["karcis"]
    assert "Ani" not in cookie
    client.post("/tinjau/keluar")
    client.cookies.set("karcis", cookie)
    assert "Anda memeriksa" not in client.get("/tinjau").text


@pytest.mark.parametrize(
    ("name", "password"), [("Ani", "salah"), ("Ani", ""), ("Cici", PASSWORD), ("", PASSWORD)]
)
def test_others_may_not(opening: Opening, reviewers_file: Path, name: str, password: str) -> None:
    client = opening(is_public=True, reviewers=reviewers_file)
    answer = client.post("/tinjau/masuk", data={"nama": name, "sandi": password})
    assert answer.status_code == 400
    assert "karcis" not in client.cookies


def test_the_cookie_is_of_no_use_to_scripts_and_other_sites(
    opening: Opening, reviewers_file: Path
) -> None:
    client = opening(
        is_public=True, reviewers=reviewers_file, base_url="https://contoh.go.id/inovasi"
    )
    answer = client.post(
        "/tinjau/masuk",
        data={"nama": "Ani", "sandi": PASSWORD},
        headers={"host": "contoh.go.id", "origin": "https://contoh.go.id"},
        follow_redirects=False,
    )
    cookie = answer.headers["set-cookie"].casefold()
    for part in ("httponly", "secure", "samesite=lax", "path=/inovasi"):
        assert part in cookie
    assert answer.headers["location"] == "/inovasi/tinjau"


def test_a_new_password_ends_what_the_old_one_opened(
    opening: Opening, reviewers_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "reviewers.json"
    path.write_bytes(reviewers_file.read_bytes())
    client = opening(reviewers=path)
    client.post("/tinjau/masuk", data={"nama": "Ani", "sandi": PASSWORD})
    assert "Anda memeriksa" in client.get("/tinjau").text
    add_reviewer(path, "Ani", "lain-sama-sekali")
    assert "Anda memeriksa" not in client.get("/tinjau").text


def test_without_the_file_nobody_may_decide_and_all_may_read(
    opening: Opening, reviewers_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "reviewers.json"
    path.write_bytes(reviewers_file.read_bytes())
    client = opening(reviewers=path)
    client.post("/tinjau/masuk", data={"nama": "Ani", "sandi": PASSWORD})
    path.unlink()
    answer = client.get("/tinjau")
    assert answer.status_code == 200
    assert "Anda memeriksa" not in answer.text


def test_guessing_takes_ever_longer(web_db: Path, reviewers_file: Path) -> None:
    now = 0.0
    settings = WebSettings(db=web_db, reviewers=reviewers_file)
    reviewers = Reviewers(settings, clock=lambda: now)

    def enter(password: str) -> str:
        try:
            reviewers.enter("Ani", password, Response())
        except BadRequestError as error:
            return error.key
        return "in"

    assert [enter("salah") for _ in range(7)] == [*["error.password"] * 6, "error.patience"]
    assert enter(PASSWORD) == "error.patience"
    now = 10.0
    assert enter(PASSWORD) == "in"


def test_the_file_is_for_its_owner_alone_and_holds_no_password(reviewers_file: Path) -> None:
    assert stat.S_IMODE(reviewers_file.stat().st_mode) == 0o600
    assert PASSWORD not in reviewers_file.read_text("utf-8")
    reviewers = read_reviewers(reviewers_file)
    assert reviewers["Ani"] != reviewers["Budi"]
    assert is_password_of(reviewers, "Budi", PASSWORD)
    assert not is_password_of(reviewers, "Budi", PASSWORD + " ")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"Ani": "rahasia"}',
        '{"Ani": "scrypt$1073741824$8$1$AAAA$AAAA"}',
        '{"": "scrypt$2$8$1$AAAA$AAAA"}',
        json.dumps({"Ani": None}),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "reviewers.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReviewersFileError):
        read_reviewers(path)


@given(text=st.text())
def test_no_cookie_makes_a_request_fail(session_client: TestClient, text: str) -> None:
    cookie = f"peninjau={text!a}; karcis={text!a}"
    answer = session_client.get("/tentang", headers={"cookie": cookie})
    assert answer.status_code == 200


def test_the_command_line_adds_reviewers(tmp_path: Path) -> None:
    path = tmp_path / "reviewers.json"
    command = ["serve", "--reviewers", str(path), "--add-reviewer", "Ani"]
    done = CliRunner().invoke(app, command, input=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert is_password_of(read_reviewers(path), "Ani", PASSWORD)
    short = CliRunner().invoke(app, command, input="abc\nabc\n")
    assert short.exit_code == 1
    assert is_password_of(read_reviewers(path), "Ani", PASSWORD)
    assert CliRunner().invoke(app, ["serve", "--add-reviewer", "Ani"]).exit_code == 2
