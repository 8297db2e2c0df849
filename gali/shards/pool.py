"""Many shards at a time, one process for each; one that fails stops no other.

A process that dies (killed, out of memory) takes only its own shard with it; that shard is tried
once more and then reported.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from queue import SimpleQueue

from corpus.errors import GaliError
from gali.shards.work import ShardDone, ShardTask, make_shard

_TRIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardFailure:
    """An input file of which no shard could be made.

    Attributes:
        task: The input file.
        reason: What happened, and how to mend it.
    """

    task: ShardTask
    reason: str


def iter_made_shards(
    tasks: Sequence[ShardTask], jobs: int = 1
) -> Iterator[ShardDone | ShardFailure]:
    """Yield the shard of each input file, or why there is none, as they get ready.

    Several processes begin with the largest files, so that none is left with one at the end.
    When the iterator is closed early, as Ctrl-C does, shards that are being made are given up.

    Args:
        tasks: The input files, each once.
        jobs: Number of processes; 1 means this one.
    """
    if jobs == 1:
        yield from map(_make_or_report, tasks)
        return
    workers = [_Worker() for _ in range(min(jobs, len(tasks)))]
    idle: SimpleQueue[_Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)
    with ThreadPoolExecutor(max(1, len(workers))) as threads:
        futures = [
            threads.submit(_make_with, idle, task)
            for task in sorted(tasks, key=_size_bytes, reverse=True)
        ]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            for future in futures:
                future.cancel()
            for worker in workers:
                worker.stop()


def _size_bytes(task: ShardTask) -> int:
    """Return the size of a task's file; 0 if it cannot be read, which its process will tell."""
    try:
        return task.path.stat().st_size
    except OSError:
        return 0


def _make_with(idle: SimpleQueue[_Worker], task: ShardTask) -> ShardDone | ShardFailure:
    """Make a shard with a worker that has nothing to do."""
    worker = idle.get()
    try:
        return worker.make(task)
    finally:
        idle.put(worker)


class _Worker:
    """One process that makes one shard after the other; another takes its place when it dies."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._pid: int | None = None
        self._is_stopped = False

    def make(self, task: ShardTask) -> ShardDone | ShardFailure:
        """Return the shard of an input file, or why there is none."""
        for _ in range(_TRIES):
            if self._is_stopped:
                return ShardFailure(task=task, reason=f"{task.path}: the run was stopped")
            try:
                return self._started().submit(_make_or_report, task).result()
            except BrokenProcessPool:
                self._forget()
        return ShardFailure(task=task, reason=_killed_reason(task))

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._is_stopped = True
        if self._pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGTERM)
        self._forget()

    def _started(self) -> ProcessPoolExecutor:
        """Return the process, started if there is none."""
        if self._pool is None:
            # Spawned, not forked: threads run here.
            self._pool = ProcessPoolExecutor(
                1, mp_context=get_context("spawn"), initializer=_ignore_interrupts
            )
            self._pid = self._pool.submit(os.getpid).result()
        return self._pool

    def _forget(self) -> None:
        """Let go of a process that has died."""
        pool, self._pool, self._pid = self._pool, None, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


def _make_or_report(task: ShardTask) -> ShardDone | ShardFailure:
    """Return the shard of an input file, or why there is none."""
    try:
        return make_shard(task)
    except (GaliError, OSError, ValueError) as error:
        return ShardFailure(task=task, reason=str(error))


def _killed_reason(task: ShardTask) -> str:
    """Return what is said of a file whose process died again and again."""
    return (
        f"{task.path}: the process that read it was ended from outside, {_TRIES} times\n"
        "  Perhaps the memory was full: split the file, or use fewer --jobs."
    )


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the parent process, which ends its children."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
