"""A PostgreSQL of the test's own, on a socket of its own, without a network."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BINARIES = (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),)


def find_program(name: str) -> str | None:
    """Return the path of one of PostgreSQL's programs; None if it is not installed."""
    path = os.pathsep.join([*map(str, _BINARIES), os.environ.get("PATH", "")])
    return shutil.which(name, path=path)


def missing_programs() -> list[str]:
    """Return the programs that a test needs and that are not installed."""
    return [name for name in ("initdb", "pg_ctl", "psql") if find_program(name) is None]


@contextmanager
def running_postgres() -> Iterator[Path]:
    """Yield the folder of the socket of a server that runs as long as the block does."""
    user = _unprivileged_user()
    home = Path(tempfile.mkdtemp(prefix="gali-pg-", dir="/tmp"))
    if user:
        os.chown(home, pwd.getpwnam(user).pw_uid, -1)
    data = home / "data"
    try:
        _run(user, "initdb", "-D", data, "-A", "trust", "-U", "gali", "-E", "UTF8", "--no-sync")
        options = f"-k {home} -c listen_addresses='' -c fsync=off"
        _run(user, "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", options, "start")
        try:
            yield home
        finally:
            _run(user, "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def psql(socket: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run psql in a folder."""
    program = find_program("psql")
    assert program is not None
    command = [program, "-X", "-q", "-A", "-t", "-h", str(socket), "-U", "gali", "-d", "postgres"]
    return subprocess.run([*command, *arguments], cwd=folder, capture_output=True, text=True)


def _unprivileged_user() -> str | None:
    """Return who is to run the server, which refuses root; None if we are somebody else."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(user: str | None, program: str, *arguments: object) -> None:
    """Run one of PostgreSQL's programs; its output is not waited for, as the server keeps it."""
    path = find_program(program)
    assert path is not None
    command = [path, *map(str, arguments)]
    done = subprocess.run(
        command, user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    assert done.returncode == 0, command
