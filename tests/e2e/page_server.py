"""Serves a corpus to a browser, and knows a page of each kind."""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import uvicorn

from gali.web.app import make_app
from gali.web.settings import WebSettings

_MOST_TOLD = "SELECT {} FROM mentions GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"


@contextmanager
def served(db: Path) -> Iterator[str]:
    """Serve a corpus on a free port and yield its address."""
    config = uvicorn.Config(make_app(WebSettings(db=db)), log_level="error", access_log=False)
    server = uvicorn.Server(config)
    with closing(socket.create_server(("127.0.0.1", 0))) as sock:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{sock.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def pages_of(db: Path) -> dict[str, str]:
    """Return the name and address of a page of each kind."""
    with closing(sqlite3.connect(db)) as conn:
        (innovation,) = conn.execute(
            "SELECT m.innovation_id FROM mentions AS m LEFT JOIN awards AS w USING (article_id, "
            "local_id) LEFT JOIN replications AS r USING (article_id, local_id) WHERE "
            "m.innovation_id IS NOT NULL GROUP BY 1 ORDER BY count(DISTINCT m.article_id) + "
            "count(w.scheme) + count(r.kind) DESC, 1 LIMIT 1"
        ).fetchone()
        (article,) = conn.execute(_MOST_TOLD.format("article_id")).fetchone()
        (region,) = conn.execute(
            "SELECT from_region FROM replications WHERE length(from_region) > 2 "
            "GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
        ).fetchone()
    return {
        "beranda": "/",
        "cari": "/cari?q=anak",
        "cari-berita": "/cari?q=stunting&jenis=artikel",
        "cari-kosong": "/cari?q=sipelandukilot",
        "inovasi": "/inovasi",
        "inovasi-satu": f"/inovasi/{innovation}",
        "daerah": "/daerah",
        "daerah-satu": f"/daerah/{region}",
        "replikasi": "/replikasi",
        "penghargaan": "/penghargaan",
        "sektor": "/sektor",
        "sektor-satu": "/sektor/kesehatan",
        "opd": "/opd",
        "opd-satu": "/opd/puskesmas",
        "artikel": f"/artikel/{article}",
        "tinjau": "/tinjau",
        "tinjau-satu": f"/tinjau/inovasi/{innovation}",
        "tinjau-riwayat": "/tinjau/riwayat",
        "data": "/data",
        "tentang": "/tentang",
        "galat": "/cari?daerah=malang",
    }
