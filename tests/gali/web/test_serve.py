"""``gali serve`` starts a server, says where, and says what is wrong before it starts."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def run_gali() -> Run:
    from click.testing import CliRunner

    from gali.cli.app import app

    return lambda *arguments: CliRunner().invoke(app, [str(a) for a in arguments])


def test_the_server_tells_where_it_is_and_ends_quietly(web_db: Path) -> None:
    command = [sys.executable, "-m", "gali", "serve", "--port", "0", "--db", str(web_db)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            found = re.search(r"http://127\.0\.0\.1:\d+/", server.stderr.readline())
            assert found
            with urllib.request.urlopen(found.group(), timeout=30) as answer:
                assert answer.status == 200
                assert "server" not in answer.headers
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=30) in {0, 130}
            assert "Traceback" not in server.stderr.read()
        finally:
            server.kill()


def test_without_a_corpus_it_does_not_start(run_gali: Run, tmp_path: Path) -> None:
    result = run_gali("serve", "--db", tmp_path / "none.db")
    assert result.exit_code == 1
    assert "there is no such database" in result.stderr


@pytest.mark.parametrize(
    "address", ["contoh.go.id", "ftp://contoh.go.id", "https://", "javascript:x"]
)
def test_an_address_that_is_none_is_wrong_usage(run_gali: Run, web_db: Path, address: str) -> None:
    result = run_gali("serve", "--db", web_db, "--base-url", address)
    assert result.exit_code == 2
