"""People decide on findings in the pages: it is written down, shown at once and can be undone."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from corpus.reviews.log import read_decisions, review_log_path
from gali.web.app import make_app
from gali.web.reviews import desk
from gali.web.settings import WebSettings

BASE = "http://localhost"
OURS = {"origin": BASE}


@pytest.fixture
def asking(own_db: Path) -> Iterator[TestClient]:
    """Asks the pages of a corpus of its own as nobody yet."""
    with TestClient(make_app(WebSettings(db=own_db)), base_url=BASE, headers=OURS) as client:
        yield client


@pytest.fixture
def ani(asking: TestClient) -> TestClient:
    """Asks as Ani."""
    assert asking.post("/tinjau/masuk", data={"nama": "Ani"}).status_code == 200
    return asking


def _page(client: TestClient, path: str) -> LexborHTMLParser:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return LexborHTMLParser(answer.text)


def _id_of(db: Path, name: str) -> str:
    with closing(sqlite3.connect(db)) as conn:
        (found,) = conn.execute("SELECT id FROM innovations WHERE name = ?", (name,)).fetchone()
    return str(found)


def _fields(page: LexborHTMLParser, action: str) -> dict[str, str]:
    """Return what the form of an action of the desk would send as it stands."""
    form = next(
        node
        for node in page.css("form")
        if node.css_first(f"[name=tindakan][value={action}]") is not None
    )
    values = {"tindakan": action}
    for node in form.css("input, textarea, select"):
        name = node.attributes.get("name")
        if name is None or node.attributes.get("type") in {"radio", "checkbox"}:
            continue
        chosen = node.css_first("option[selected]") if node.tag == "select" else None
        value = (
            (chosen.attributes.get("value") if chosen else "")
            if node.tag == "select"
            else node.text()
            if node.tag == "textarea"
            else node.attributes.get("value")
        )
        values[name] = value or ""
    return values


def _decide(client: TestClient, path: str, action: str, **changes: object) -> str:
    """Send the form of an action and return the page that follows."""
    answer = client.post("/tinjau/putusan", data=_fields(_page(client, path), action) | changes)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def _status(client: TestClient, innovation: str) -> str:
    return str(_page(client, f"/inovasi/{innovation}").css_first("main .status").text())


def test_the_least_certain_come_first_each_with_its_quote(client: TestClient) -> None:
    page = _page(client, "/tinjau")
    shares = [int(re.findall(r"(\d+) %", node.text())[0]) for node in page.css(".case .tag")]
    assert shares == sorted(shares)
    assert len(page.css(".case blockquote")) == len(page.css(".case")) == 10
    assert not page.css(".case form")  # nobody has said who they are


@pytest.mark.parametrize("kind", ["penghargaan", "replikasi"])
def test_awards_and_replications_wait_as_well(client: TestClient, kind: str) -> None:
    assert _page(client, f"/tinjau?jenis={kind}").css(".case blockquote mark")


def test_the_queue_can_be_narrowed(client: TestClient) -> None:
    page = _page(client, "/tinjau?daerah=Banyumas&sektor=kesehatan")
    names = [node.text() for node in page.css(".case .entry-name")]
    assert "Sirup" in names
    for about in ("/daerah/33.02", "/sektor/kesehatan"):
        assert len(page.css(f".case .meta a[href='{about}']")) == len(names)
    assert client.get("/tinjau?daerah=atlantis").status_code == 400


def test_a_name_is_asked_once(asking: TestClient) -> None:
    assert _page(asking, "/tinjau").css("input[name=nama]")
    asking.post("/tinjau/masuk", data={"nama": "  Ani   <b>Lestari</b> "})
    for path in ("/tinjau", "/tinjau/riwayat"):
        page = _page(asking, path)
        assert page.css_first(".who b").text() == "Ani <b>Lestari</b>"
        assert not page.css("input[name=nama]")
    asking.post("/tinjau/keluar")
    assert _page(asking, "/tinjau").css("input[name=nama]")


def test_nobody_decides_without_a_name(asking: TestClient, own_db: Path) -> None:
    data = {"tindakan": "tolak", "id": _id_of(own_db, "Sirup")}
    assert asking.post("/tinjau/putusan", data=data).status_code == 400
    assert not review_log_path(own_db).exists()


def test_what_is_accepted_shows_at_once_and_by_whom(ani: TestClient, own_db: Path) -> None:
    sirup = _id_of(own_db, "Sirup")
    n_before = int(_page(ani, "/tinjau").css_first("[aria-current] .n").text())
    before = ani.get(f"/inovasi/{sirup}").headers["etag"]
    assert "menerima" in _decide(ani, f"/tinjau/inovasi/{sirup}", "terima")
    page = _page(ani, f"/inovasi/{sirup}")
    assert page.css_first("main .status").text() == "diperiksa"
    assert "Ani" in page.css_first(".history").text()
    assert ani.get(f"/inovasi/{sirup}", headers={"if-none-match": before}).status_code == 200
    assert int(_page(ani, "/tinjau").css_first("[aria-current] .n").text()) == n_before - 1


def test_what_is_rejected_leaves_the_lists_until_it_is_undone(
    ani: TestClient, own_db: Path
) -> None:
    sirup = _id_of(own_db, "Sirup")
    page = _decide(ani, f"/tinjau/inovasi/{sirup}", "tolak", catatan="bukan inovasi")
    assert ani.get("/cari.json?q=sirup").json()["total"] == 0
    assert "bukan inovasi" in _page(ani, "/tinjau/riwayat").css_first(".history q").text()
    undo = _fields(LexborHTMLParser(page), "urung")
    assert ani.post("/tinjau/putusan", data=undo).status_code == 200
    assert ani.get("/cari.json?q=sirup").json()["total"] == 1
    assert _status(ani, sirup) == "otomatis"


def test_a_correction_can_be_seen_before_it_is_made(ani: TestClient, own_db: Path) -> None:
    sirup = _id_of(own_db, "Sirup")
    desk_path = f"/tinjau/inovasi/{sirup}"
    owner = "Dinas Kesehatan Kabupaten Banyumas"
    seen = _decide(ani, desk_path, "perbaiki", owner=owner, langkah="pratinjau")
    assert LexborHTMLParser(seen).css_first(".preview ins").text() == owner
    assert not review_log_path(own_db).exists()
    assert ani.get(f"/inovasi/{sirup}.json").json()["owner"] == "Puskesmas Melati"
    confirmed = _fields(LexborHTMLParser(seen), "perbaiki")
    ani.post("/tinjau/putusan", data=confirmed)
    told = ani.get(f"/inovasi/{sirup}.json").json()
    assert (told["owner"], told["owner_type"]) == (owner, "dinas-kesehatan")
    (decision,) = read_decisions(review_log_path(own_db))
    assert dict(decision.values) == {"owner": owner, "owner_type": "dinas-kesehatan"}
    assert (decision.by, decision.action) == ("Ani", "set")


def test_what_is_wrong_with_a_form_is_said_beside_it(ani: TestClient, own_db: Path) -> None:
    path = f"/tinjau/inovasi/{_id_of(own_db, 'Sirup')}"
    form = _fields(_page(ani, path), "perbaiki") | {"region": "Atlantis", "owner": "Dinas Laut"}
    answer = ani.post("/tinjau/putusan", data=form)
    page = LexborHTMLParser(answer.text)
    assert answer.status_code == 400
    assert "Atlantis" in page.css_first("[role=alert]").text()
    assert page.css_first("input[name=owner]").attributes["value"] == "Dinas Laut"
    assert not review_log_path(own_db).exists()


def test_two_can_be_merged_and_the_old_address_leads_on(ani: TestClient, own_db: Path) -> None:
    sirup, other = _id_of(own_db, "Sirup"), _id_of(own_db, "OJOL BERLIAN")
    path = f"/tinjau/inovasi/{sirup}"
    seen = _decide(ani, path, "gabung", lain_nama="OJOL BERLIAN", langkah="pratinjau")
    rows = LexborHTMLParser(seen).css(".preview tbody tr")
    assert [row.attributes["class"] for row in rows] == ["before", "before", "after"]
    merged = _fields(LexborHTMLParser(seen), "gabung")
    answer = ani.post("/tinjau/putusan", data=merged)
    assert answer.status_code == 200
    ids = {ani.get(f"/inovasi/{one}.json").json()["id"] for one in (sirup, other)}
    assert len(ids) == 1
    undo = _fields(LexborHTMLParser(answer.text), "urung")
    ani.post("/tinjau/putusan", data=undo)
    assert {ani.get(f"/inovasi/{one}.json").json()["id"] for one in (sirup, other)} == {
        sirup,
        other,
    }


def test_articles_can_be_split_off(ani: TestClient, own_db: Path) -> None:
    path = f"/tinjau/inovasi/{_id_of(own_db, 'Sirup')}"
    boxes = _page(ani, path).css("input[name=berita]")
    article = boxes[0].attributes["value"]
    form = _fields(_page(ani, path), "pisah") | {"berita": article, "langkah": "pratinjau"}
    seen = ani.post("/tinjau/putusan", data=form).text
    rows = LexborHTMLParser(seen).css(".preview tbody tr")
    assert [row.attributes["class"] for row in rows] == ["before", "after", "after"]
    ani.post("/tinjau/putusan", data=_fields(LexborHTMLParser(seen), "pisah"))
    assert ani.get("/cari.json?q=nama:sirup").json()["total"] == 2


def test_an_award_is_decided_on_by_itself(ani: TestClient) -> None:
    page = _page(ani, "/tinjau?jenis=penghargaan")
    total = int(page.css_first("[aria-current] .n").text())
    form = page.css_first("form.decide")
    data = {node.attributes["name"]: node.attributes["value"] or "" for node in form.css("input")}
    answer = ani.post("/tinjau/putusan", data=data | {"tindakan": "tolak"})
    assert answer.url.params["jenis"] == "penghargaan"
    left = LexborHTMLParser(answer.text).css_first("[aria-current] .n").text()
    assert int(left) == total - 1


def test_a_single_award_is_judged_beside_its_quote(ani: TestClient, own_db: Path) -> None:
    address = f"/inovasi/{_id_of(own_db, 'Sirup')}"
    forms = _page(ani, address).css("#raih ~ .told form.judge")
    assert forms
    data = {
        node.attributes["name"]: node.attributes["value"] or "" for node in forms[0].css("input")
    }
    right = LexborHTMLParser(ani.post("/tinjau/putusan", data=data | {"tindakan": "terima"}).text)
    assert right.css_first(".judged .status").text() == "diperiksa"
    answer = ani.post("/tinjau/putusan", data=data | {"tindakan": "tolak"})
    assert answer.url.path == address
    wrong = LexborHTMLParser(answer.text)
    assert len(wrong.css("form.judge")) < len(right.css("form.judge"))
    assert "penghargaan" in wrong.css_first(".last").text()
    undone = ani.post("/tinjau/putusan", data=_fields(wrong, "urung"))
    assert len(LexborHTMLParser(undone.text).css("form.judge")) == len(right.css("form.judge"))


def test_only_reviewers_are_offered_to_judge(client: TestClient, web_db: Path) -> None:
    page = _page(client, f"/inovasi/{_id_of(web_db, 'Sirup')}")
    assert page.css("#raih")
    assert not page.css("form.judge")


def test_nobody_confirms_what_they_have_not_seen(ani: TestClient, own_db: Path) -> None:
    path = f"/tinjau/inovasi/{_id_of(own_db, 'Sirup')}"
    opened = _fields(_page(ani, path), "terima")
    _decide(ani, path, "perbaiki", owner="RSUD Mawar")
    answer = ani.post("/tinjau/putusan", data=opened)
    assert answer.status_code == 400
    assert "berubah" in LexborHTMLParser(answer.text).css_first("[role=alert]").text()
    assert len(read_decisions(review_log_path(own_db))) == 1


def test_reviewers_at_once_lose_nothing(own_db: Path) -> None:
    application = make_app(WebSettings(db=own_db))
    with TestClient(application, base_url=BASE, headers=OURS) as asking:
        rows = asking.get("/cari.json").json()["innovations"]
        ids = [row["id"] for row in rows][:12]
        failures: list[str] = []

        def decide(name: str, wanted: list[str]) -> None:
            client = TestClient(application, base_url=BASE, headers=OURS)
            client.cookies.set("peninjau", name)
            for one in wanted:
                data = {"tindakan": "catat", "id": one, "catatan": f"dari {name}"}
                answer = client.post("/tinjau/putusan", data=data)
                if answer.status_code != 200:
                    failures.append(answer.text)

        threads = [
            threading.Thread(target=decide, args=(name, ids)) for name in ("Ani", "Budi", "Citra")
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []
    decisions = read_decisions(review_log_path(own_db))
    told = {(decision.by, decision.innovation_id) for decision in decisions}
    assert told == {(name, one) for name in ("Ani", "Budi", "Citra") for one in ids}
    assert len(decisions) == len(told)


def test_while_the_corpus_is_being_written_decisions_are_safe_and_show_later(
    ani: TestClient, own_db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "_PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(desk, "_BETWEEN_TRIES_SECONDS", 0.05)
    sirup = _id_of(own_db, "Sirup")
    with closing(sqlite3.connect(own_db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        page = _decide(ani, f"/tinjau/inovasi/{sirup}", "tolak")
        assert "aman tercatat" in page
        assert len(read_decisions(review_log_path(own_db))) == 1
        assert _status(ani, sirup) == "otomatis"
        other.execute("ROLLBACK")
    for _ in range(100):
        if _status(ani, sirup) == "ditolak":
            break
        threading.Event().wait(0.05)
    assert _status(ani, sirup) == "ditolak"


@pytest.mark.parametrize("path", ["/tinjau/putusan", "/tinjau/masuk", "/tinjau/keluar"])
def test_reading_changes_nothing(ani: TestClient, own_db: Path, path: str) -> None:
    assert ani.get(f"{path}?tindakan=tolak&id={_id_of(own_db, 'Sirup')}").status_code == 405
    assert not review_log_path(own_db).exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_decisions_from_elsewhere_are_refused(
    ani: TestClient, own_db: Path, headers: dict[str, str]
) -> None:
    data = {"tindakan": "tolak", "id": _id_of(own_db, "Sirup")}
    assert ani.post("/tinjau/putusan", data=data, headers=headers).status_code == 403
    assert not review_log_path(own_db).exists()


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example/tinjau", "/\\evil.example", "/tinjau/../x", "/x", ""],
)
def test_the_way_back_never_leads_elsewhere(asking: TestClient, wanted: str) -> None:
    answer = asking.post(
        "/tinjau/masuk", data={"nama": "Ani", "kembali": wanted}, follow_redirects=False
    )
    assert answer.headers["location"] == "/tinjau"


@pytest.mark.parametrize(
    "body", [b"a=1&" * 200_000, b"\xff=1", b"tindakan", b"tindakan=x&id=1", b""]
)
def test_what_is_no_form_of_ours_is_refused(ani: TestClient, own_db: Path, body: bytes) -> None:
    answer = ani.post("/tinjau/putusan", content=body)
    assert answer.status_code in {400, 404}
    assert not review_log_path(own_db).exists()


HOSTILE: tuple[tuple[str, Callable[[dict[str, str]], dict[str, str]]], ...] = (
    ("perbaiki", lambda form: form | {"owner": "<script>alert(1)</script>"}),
    ("perbaiki", lambda form: form | {"name": "</h1><svg onload=alert(1)>\u202e"}),
    ("catat", lambda form: form | {"catatan": '"><img src=x onerror=alert(1)>'}),
)


@pytest.mark.parametrize(("action", "change"), HOSTILE)
def test_what_reviewers_write_is_text_alone(
    ani: TestClient,
    own_db: Path,
    action: str,
    change: Callable[[dict[str, str]], dict[str, str]],
) -> None:
    path = f"/tinjau/inovasi/{_id_of(own_db, 'Sirup')}"
    answer = ani.post("/tinjau/putusan", data=change(_fields(_page(ani, path), action)))
    assert answer.status_code in {200, 400}
    for html in (answer.text, ani.get("/tinjau/riwayat").text, ani.get(path).text):
        page = LexborHTMLParser(html)
        scripts = [node.attributes.get("src", "") for node in page.css("script")]
        assert all(one and one.startswith("/statis/") for one in scripts)
        assert not page.css("svg[onload], img")
        assert "\u202e" not in html


def test_hostile_articles_do_no_harm_where_they_are_reviewed(ani: TestClient, own_db: Path) -> None:
    sirup = _id_of(own_db, "Sirup")
    paths = ("/tinjau?daerah=Banyumas", f"/tinjau/inovasi/{sirup}", "/tinjau?jenis=replikasi")
    for path in paths:
        html = ani.get(path).text
        page = LexborHTMLParser(html)
        assert all(
            (node.attributes.get("src") or "").startswith("/statis/") for node in page.css("script")
        )
        assert not page.css("svg[onload], img, main script")
        assert "javascript:" not in html
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", html)
        policy = ani.get(path).headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
    assert "alert(1)" in ani.get(f"/tinjau/inovasi/{sirup}").text
