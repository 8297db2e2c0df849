"""Pipelines of datatrove make the shards that one machine makes, also when a worker is killed.

Needs the extra ``cluster``. Pipelines run in processes of their own, as on a cluster.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from gali.shards.inputs import read_markers
from gali.shards.pool import iter_made_shards
from gali.shards.work import ShardDone, ShardTask

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (importlib.util.find_spec("datatrove") and importlib.util.find_spec("ray")),
        reason="needs the extra cluster",
    ),
]

N_FILES = 4
ARTICLES_IN_A_FILE = 250
PIPELINE = """
import sys
from gali.cluster import shard_steps

if __name__ == "__main__":
    kind, inputs, out, logs, choice = sys.argv[1:]
    steps = shard_steps([inputs], out, is_relevant_only=choice == "relevant")
    if kind == "local":
        from datatrove.executor import LocalPipelineExecutor as Executor
    else:
        import ray
        from datatrove.executor import RayPipelineExecutor as Executor

        ray.init(num_cpus=2, include_dashboard=False, _node_ip_address="127.0.0.1")
    options = {"mem_per_cpu_gb": 0.5} if kind == "ray" else {}
    Executor(steps, tasks=4, workers=2, logging_dir=logs, **options).run()
"""
HOW_TO = Path(__file__).parents[2] / "docs" / "howto" / "run-on-a-cluster.md"
SLURM = {
    # What stands in for Slurm where there is none: a job array is run task after task.
    "sbatch": r"""
for argument; do [[ $argument == --export=ALL,* ]] && export "${argument#--export=ALL,}"; done
last=$(sed -n 's/^#SBATCH --array=0-\([0-9]*\).*/\1/p' "$argument")
for rank in $(seq 0 "$last"); do
  SLURM_ARRAY_TASK_ID=$rank SLURM_JOB_ID=7 SLURM_NODELIST=here bash "$argument" >&2 || exit 1
done
echo Submitted batch job 7
""",
    "srun": """
while [[ $1 == -* ]]; do [[ $1 == -n ]] && shift; shift; done
exec "$@"
""",
    "scontrol": "echo localhost",
}
PAGES = """
import json
import sys
from datatrove.data import Document
from gali.cluster import InnovationExtractor, PageReader, RelevanceGate

documents = [Document(**record) for record in json.load(sys.stdin)]
for step in (PageReader(), RelevanceGate(), InnovationExtractor()):
    documents = list(step.run(documents))
for document in documents:
    found = document.metadata["result"].extraction.innovations
    print(document.metadata["url"], document.metadata["title"], [m.name for m in found], sep="|")
"""
TEXT = (
    "Dinas Kesehatan Kota Magelang meluncurkan inovasi Kurcaci (Kunjungan Rumah Cegah Balita "
    "Kerdil) ke desa nomor {}. Inovasi Kurcaci masuk Top 99."
)
PAGE = """<html lang="id"><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>Dinas Kesehatan Kabupaten Banyumas meluncurkan inovasi Gasing (Gerakan Anti Stunting) di
Puskesmas Sumpiuh pada hari Senin. Gerakan ini mengajak kader dan bidan desa mendatangi rumah
keluarga yang mempunyai bayi dan memeriksa tumbuh kembangnya setiap bulan.</p>
<p>Kepala dinas berharap angka stunting turun. Ia berterima kasih kepada para kader yang bekerja
tanpa pamrih di desa masing-masing sejak awal tahun.</p></article></body></html>"""


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """Some files of articles, half of them without anything to find, and a bad record."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(N_FILES):
        records = [
            {"title": f"{number}-{n}", "text": TEXT.format(n) if n % 2 else f"Hujan hari ke-{n}."}
            for n in range(ARTICLES_IN_A_FILE)
        ]
        lines = [json.dumps(record) for record in records]
        (folder / f"b{number}.jsonl").write_text("\n".join([*lines, "kaputt"]) + "\n")
    return folder


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _made_alone(inputs: Path, out: Path, *, is_relevant_only: bool = False) -> dict[str, bytes]:
    out.mkdir()
    tasks = [
        ShardTask(path=path, out=out, is_relevant_only=is_relevant_only)
        for path in sorted(inputs.iterdir())
    ]
    assert all(isinstance(made, ShardDone) for made in iter_made_shards(tasks))
    return _tree(out)


def _command(kind: str, inputs: Path, choice: str = "all") -> list[str]:
    script = inputs.parent / "pipa.py"
    script.write_text(PIPELINE)
    out = inputs.parent / "out"
    out.mkdir(exist_ok=True)
    return [sys.executable, str(script), kind, str(inputs), str(out), f"{out}.logs", choice]


def _environment() -> dict[str, str]:
    return os.environ | {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0"}


@pytest.mark.parametrize(
    ("kind", "choice"), [("local", "all"), ("local", "relevant"), ("ray", "all")]
)
def test_a_pipeline_makes_what_one_machine_makes(
    inputs: Path, tmp_path: Path, kind: str, choice: str
) -> None:
    command = _command(kind, inputs, choice)
    subprocess.run(command, check=True, env=_environment(), timeout=600, capture_output=True)
    is_relevant_only = choice == "relevant"
    alone = _made_alone(inputs, tmp_path / "alone", is_relevant_only=is_relevant_only)
    assert _tree(tmp_path / "out") == alone
    markers, _ = read_markers([tmp_path / "out"])
    assert all(marker.n_relevant == ARTICLES_IN_A_FILE // 2 for marker in markers.values())


def _workers(kind: str, parent: int) -> list[int]:
    """Return the processes of a run that make shards."""
    found = subprocess.run(["ps", "-ww", "-eo", "pid=,sid=,args="], capture_output=True, text=True)
    sign = "RankWorker" if kind == "ray" else "forkserver"
    return [
        int(line.split()[0])
        for line in found.stdout.splitlines()
        if sign in line and (kind == "ray" or int(line.split()[1]) == parent)
    ]


def _worker_at_work(kind: str, parent: int, out: Path) -> int:
    """Return a process that makes shards, once one is begun."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if list(out.glob("*.part")) and (workers := _workers(kind, parent)):
            return workers[-1]
        time.sleep(0.02)
    pytest.fail("no worker began a shard")


@pytest.mark.parametrize("kind", ["local", "ray"])
def test_a_killed_worker_changes_nothing_once_the_run_is_repeated(
    inputs: Path, tmp_path: Path, kind: str
) -> None:
    out, command = tmp_path / "out", _command(kind, inputs)
    with subprocess.Popen(
        command,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as run:
        os.kill(_worker_at_work(kind, run.pid, out), signal.SIGKILL)
        try:
            run.wait(timeout=20)
        except subprocess.TimeoutExpired:  # a pool may wait for ever for a worker that is gone
            os.killpg(run.pid, signal.SIGKILL)
    assert len(list(out.glob("*/done.json"))) < N_FILES
    subprocess.run(command, check=True, env=_environment(), timeout=600, capture_output=True)
    assert _tree(out) == _made_alone(inputs, tmp_path / "alone")


def _how_to_script() -> str:
    """Return the script for Slurm that the documentation shows."""
    blocks = re.findall(r"^ *```py\n(.*?)^ *```", HOW_TO.read_text(), re.MULTILINE | re.DOTALL)
    (script,) = [block for block in blocks if "SlurmPipelineExecutor" in block]
    return textwrap.dedent(script)


def test_the_script_for_slurm_in_the_documentation_makes_the_shards(
    inputs: Path, tmp_path: Path
) -> None:
    root, programs = tmp_path / "scratch", tmp_path / "slurm"
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / "shards").mkdir()
    inputs.rename(root / "news")
    (root / ".venv" / "bin" / "activate").write_text(f"PATH={Path(sys.executable).parent}:$PATH")
    programs.mkdir()
    for name, script in SLURM.items():
        (programs / name).write_text(f"#!/bin/bash\n{script}")
        (programs / name).chmod(0o755)
    (tmp_path / "make_shards.py").write_text(_how_to_script().replace("tasks=500", "tasks=2"))
    command = [sys.executable, str(tmp_path / "make_shards.py"), str(root)]
    environment = _environment() | {"PATH": f"{programs}:{os.environ['PATH']}"}
    subprocess.run(command, check=True, env=environment, timeout=600, capture_output=True)
    alone = _made_alone(root / "news", tmp_path / "alone", is_relevant_only=True)
    assert _tree(root / "shards") == alone


def test_the_steps_stand_behind_readers_of_others(tmp_path: Path) -> None:
    address = "https://kabar.example/{}"
    pages = [
        {"id": "1", "text": PAGE.format(title="Gasing"), "metadata": {"url": address.format(1)}},
        {"id": "2", "text": "<html><body>404</body></html>", "metadata": {}},
    ]
    done = subprocess.run(
        [sys.executable, "-c", PAGES],
        input=json.dumps(pages),
        check=True,
        timeout=120,
        capture_output=True,
        text=True,
    )
    assert done.stdout.splitlines() == ["https://kabar.example/1|Gasing|['Gasing']"]
