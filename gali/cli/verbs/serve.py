"""``gali serve``: the corpus as web pages, on this machine or behind a web server."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, Verb, database_option, quiet_option

if TYPE_CHECKING:
    from gali.web.settings import WebSettings

_LONGEST_HEADER_BYTES = 32_768
_MOST_CONNECTIONS = 400
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@click.command(
    "serve",
    cls=Verb,
    section=LOOK,
    examples=[
        "gali serve",
        "gali serve --port 9000 --db demo.db",
        "gali serve --reviewers reviewers.json --add-reviewer Ani",
        "gali serve --base-url https://inovasi.contoh.go.id --behind-proxy "
        "--reviewers reviewers.json",
        "gali serve --datasette --port 8001",
    ],
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port; 0 for any that is free.",
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address of this machine to listen on."
)
@click.option("--base-url", metavar="URL", help="Address under which people reach the pages.")
@click.option(
    "--host-name",
    "host_names",
    multiple=True,
    metavar="NAME",
    help="A further name of this server; repeat.",
)
@click.option(
    "--behind-proxy",
    is_flag=True,
    help="Believe X-Forwarded-* headers; only behind a web server of yours.",
)
@click.option(
    "--threads",
    type=click.IntRange(1, 64),
    default=8,
    show_default=True,
    help="Pages made at the same time.",
)
@click.option(
    "--reviewers",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of those who may decide on findings, and their passwords.",
)
@click.option(
    "--add-reviewer",
    metavar="NAME",
    help="Ask for a password, add a reviewer to that file, and end.",
)
@click.option("--datasette", is_flag=True, help="Open the corpus in Datasette instead.")
@database_option
@quiet_option
@pass_session
def command(
    session: Session,
    /,
    port: int,
    host: str,
    base_url: str | None,
    host_names: tuple[str, ...],
    behind_proxy: bool,
    threads: int,
    reviewers: Path | None,
    add_reviewer: str | None,
    datasette: bool,
) -> None:
    """Show the corpus as web pages, in Indonesian and English.

    The corpus may be written meanwhile.  Without further options only this machine reaches the
    pages, and whoever gives a name may decide on findings (Tinjau).  Where others reach them, only
    those in the file of --reviewers may.  Ctrl-C ends it.
    """
    if add_reviewer is not None:
        _add_reviewer(session, reviewers, add_reviewer)
        return
    if datasette:
        _serve_datasette(session, host=host, port=port)
        return
    from gali.web.reviews.passwords import read_reviewers
    from gali.web.settings import WebSettings

    _insist_on_web_address(base_url)
    with session.read_corpus():  # says at once what is wrong with it
        pass
    if reviewers is not None:
        read_reviewers(reviewers)
    settings = WebSettings(
        db=session.settings.db,
        base_url=base_url,
        hosts=(*host_names, *([] if host in {"0.0.0.0", "::"} else [host])),  # noqa: S104
        n_threads=threads,
        is_public=bool(base_url or host_names or behind_proxy or host not in _LOOPBACK),
        reviewers=reviewers,
    )
    _serve_pages(session, settings, host=host, port=port, behind_proxy=behind_proxy)


def _serve_pages(
    session: Session, settings: WebSettings, *, host: str, port: int, behind_proxy: bool
) -> None:
    """Listen, say where, and answer until Ctrl-C."""
    import uvicorn

    from gali.web.app import make_app

    config = uvicorn.Config(
        make_app(settings),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=behind_proxy,
        forwarded_allow_ips="*" if behind_proxy else None,
        h11_max_incomplete_event_size=_LONGEST_HEADER_BYTES,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=15,
    )
    # It listens at once: who asks before the server has started waits.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.create_server((host, port), family=family, backlog=config.backlog)
    shown = settings.base_url or f"http://{host}:{sock.getsockname()[1]}/"
    session.note(f"The pages of {settings.db} are at {shown}  (Ctrl-C ends it)")
    with suppress(KeyboardInterrupt):  # the way to end it, not a failure
        uvicorn.Server(config).run(sockets=[sock])


def _insist_on_web_address(base_url: str | None) -> None:
    """Check that an address is one of the web."""
    from urllib.parse import urlsplit

    if base_url is None:
        return
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
        raise click.BadParameter(
            "write it like https://inovasi.contoh.go.id/gali", param_hint="--base-url"
        )


def _add_reviewer(session: Session, path: Path | None, name: str) -> None:
    """Ask for a password and write it down."""
    from gali.web.reviews.passwords import add_reviewer

    if path is None:
        raise click.UsageError("name the file: --reviewers FILE")
    password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    add_reviewer(path, name, password)
    session.note(f"{name} may decide now, with: gali serve --reviewers {path}")


def _serve_datasette(session: Session, *, host: str, port: int) -> None:
    """Write metadata for Datasette and start it."""
    import subprocess

    from gali.datasette import serving_command, write_metadata

    db = session.settings.db
    with session.read_corpus() as conn:
        metadata = write_metadata(conn, db)
    command = serving_command(db, metadata, host=host, port=port)
    session.note(f"Metadata: {metadata}")
    raise SystemExit(subprocess.run(command, check=False).returncode)  # noqa: S603 -- our own words
