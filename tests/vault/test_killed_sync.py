"""`ck sync` killed at random moments, with git and all: the next one recovers by itself."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from clones import NOTE, Clone, bare, clone_of, new_clone

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no signals to send")

KILLS = 7


def start(clone: Clone, state: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Begin a sync as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "contactkeeper", "sync", "--vault", str(clone.place), *arguments],
        env=os.environ | {"XDG_STATE_HOME": str(state)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def kill_all(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all that it started here; what serves a push is another machine's."""
    found, waiting = [process.pid], [process.pid]
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    children: dict[int, list[int]] = {}
    for line in listed.stdout.splitlines():
        child, parent, command = line.split(maxsplit=2)
        if "receive-pack" not in command:
            children.setdefault(int(parent), []).append(int(child))
    while waiting:
        waiting = [child for pid in waiting for child in children.get(pid, [])]
        found += waiting
    for pid in found:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.communicate()


def test_a_killed_sync_loses_nothing(tmp_path: Path) -> None:
    """Wherever it is killed, each entry of both machines is there once in the end."""
    choose = random.Random(4)  # noqa: S311  # no secret
    remote = bare(tmp_path / "remote.git")
    mine = new_clone(tmp_path / "mine")
    for number in range(12):
        mine.write(f"{number}.md", NOTE)
    mine.commit()
    mine.git("remote", "add", "origin", str(remote))
    mine.git("push", "-q", "-u", "origin", "main")
    other = clone_of(remote, tmp_path / "other")
    began = time.perf_counter()
    start(mine, tmp_path / "state").communicate()
    whole = time.perf_counter() - began
    written = []
    for kill in range(KILLS):
        for clone, who in ((other, "theirs"), (mine, "mine")):
            for number in choose.sample(range(12), 4):
                line = f"- 2026-02-{kill + 1:02} call: {who} {kill}\n"
                clone.write(f"{number}.md", clone.read(f"{number}.md") + line)
                written.append((number, line))
        other.commit()
        other.git("push", "-q")
        process = start(mine, tmp_path / "state")
        try:
            process.wait(choose.uniform(0, whole * 2.5))
        except subprocess.TimeoutExpired:
            kill_all(process)
        else:
            process.communicate()
        again = start(mine, tmp_path / "state")
        out, err = again.communicate()
        assert again.returncode == 0, (kill, out.decode(), err.decode())
        other.git("pull", "-q", "--ff-only")
        assert mine.says("status", "--porcelain") == ""
        texts = {number: mine.read(f"{number}.md") for number in range(12)}
        for number, line in written:
            assert texts[number].count(line) == 1, (kill, number, line)
        assert {number: other.read(f"{number}.md") for number in range(12)} == texts
