"""Many shards at a time, in processes that may die."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gali.shards.pool import ShardFailure, iter_made_shards
from gali.shards.work import ShardDone, ShardTask

pytest.importorskip("pyarrow")

TEXT = "Puskesmas Anyar meluncurkan inovasi Tilik Bayi nomor {}."
DEADLY_RUN = """
import sys
from pathlib import Path
from gali.shards.pool import iter_made_shards
from gali.shards.work import ShardTask

if __name__ == "__main__":
    out = Path(sys.argv[1])
    tasks = [ShardTask(path=Path(name), out=out) for name in sys.argv[2:]]
    for made in iter_made_shards(tasks, 2):
        print(made, flush=True)
"""


def _inputs(folder: Path, n_files: int, n_articles: int) -> list[Path]:
    paths = []
    for number in range(n_files):
        path = folder / f"b{number}.jsonl"
        records = [{"title": f"{number}-{n}", "text": TEXT.format(n)} for n in range(n_articles)]
        path.write_text("".join(json.dumps(record) + "\n" for record in records))
        paths.append(path)
    return paths


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _alone(paths: list[Path], out: Path) -> dict[str, bytes]:
    out.mkdir()
    made = list(iter_made_shards([ShardTask(path=path, out=out) for path in paths]))
    assert all(isinstance(one, ShardDone) for one in made)
    return _tree(out)


def test_several_processes_make_what_one_makes_and_a_broken_file_stops_none(
    tmp_path: Path,
) -> None:
    paths = _inputs(tmp_path, 3, 5)
    missing = tmp_path / "tiada.jsonl"
    out = tmp_path / "out"
    out.mkdir()
    tasks = [ShardTask(path=path, out=out) for path in [paths[0], missing, *paths[1:]]]
    made = list(iter_made_shards(tasks, 2))
    failures = [one for one in made if isinstance(one, ShardFailure)]
    assert [failure.task.path for failure in failures] == [missing]
    assert _tree(out) == _alone(paths, tmp_path / "alone")


def _children(pid: int) -> list[int]:
    done = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return [int(line) for line in done.stdout.split()]


def _busy_worker(pid: int, out: Path) -> int | None:
    """Return a child that extracts, once a shard is being written."""
    if not list(out.glob("*.part")):
        return None
    spawned = [
        child
        for child in _children(pid)
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]
    return spawned[-1] if spawned else None


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs /proc")
@pytest.mark.parametrize("victim", ["a worker", "all"])
def test_what_is_killed_is_made_again_and_equals_an_undisturbed_run(
    tmp_path: Path, victim: str
) -> None:
    paths = _inputs(tmp_path, 3, 400)
    out, script = tmp_path / "out", tmp_path / "jalan.py"
    out.mkdir()
    script.write_text(DEADLY_RUN)
    command = [sys.executable, str(script), str(out), *map(str, paths)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as run:
        deadline = time.monotonic() + 60
        while (worker := _busy_worker(run.pid, out)) is None and time.monotonic() < deadline:
            time.sleep(0.02)
        assert worker is not None
        if victim == "all":
            os.killpg(run.pid, signal.SIGKILL)
        else:
            os.kill(worker, signal.SIGKILL)
        output, _ = run.communicate(timeout=120)
    if victim == "all":
        assert run.returncode == -signal.SIGKILL
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=120)
    else:
        assert output.count(b"ShardDone") == 3
    assert _tree(out) == _alone(paths, tmp_path / "alone")
