"""Programs that save at random moments while `ck sync` works, here and on the other machine."""

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
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no signals to send")

NOTES = [f"{number}.md" for number in range(6)]
ROUNDS = examples(8)
"""How often a sync is killed."""
SECONDS = str(3 + examples(5))
"""How long the editors save."""
EDITOR = """\
import os, random, sys, time
place, who, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
choose, until, count = random.Random(who), time.monotonic() + seconds, 0
while time.monotonic() < until:
    path = os.path.join(place, f"{choose.randrange(6)}.md")
    line = f"- 2026-03-{count % 28 + 1:02} call: {who} {count}\\n"
    while True:
        with open(path, "a") as file:
            file.write(line)
            file.flush()
            # Replaced since it was opened: the window that no program closes.
            if os.fstat(file.fileno()).st_nlink:
                break
    print(os.path.basename(path), line, flush=True, end="")
    count += 1
    time.sleep(choose.uniform(0.005, 0.06))
"""
"""Appends to notes as an editor saves them, and says what it has saved."""


def start(clone: Clone, state: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Begin `ck` as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "contactkeeper", *arguments, "--vault", str(clone.place)],
        env=os.environ | {"XDG_STATE_HOME": str(state)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def sync(clone: Clone, state: Path) -> None:
    """Sync, and see that it went well."""
    process = start(clone, state, "sync")
    out, err = process.communicate()
    assert process.returncode == 0, (out.decode(), err.decode())


@pytest.fixture
def machines(tmp_path: Path) -> list[tuple[Clone, Path]]:
    """Give two machines with the same notes, each with a state folder."""
    remote = bare(tmp_path / "remote.git")
    mine = new_clone(tmp_path / "mine")
    for name in NOTES:
        mine.write(name, NOTE)
    mine.write("contactkeeper.toml", "")
    mine.commit()
    mine.git("remote", "add", "origin", str(remote))
    mine.git("push", "-q", "-u", "origin", "main")
    return [
        (mine, tmp_path / "state-mine"),
        (clone_of(remote, tmp_path / "other"), tmp_path / "state-other"),
    ]


def assert_saved(machines: Sequence[tuple[Clone, Path]], said: Sequence[str]) -> None:
    """See that each saved line is in its note, on both machines."""
    assert said
    for clone, _ in machines:
        texts = {name: clone.read(name) for name in NOTES}
        for saved in said:
            name, _, line = saved.partition(" ")
            assert line in texts[name].split("\n"), (clone.place.name, saved)


def test_what_editors_save_while_two_machines_sync_stays(
    machines: list[tuple[Clone, Path]],
) -> None:
    """Many syncs on both sides, and a program on each that saves all the time: no line is lost."""
    editors = [
        subprocess.Popen(
            [sys.executable, "-c", EDITOR, str(clone.place), clone.place.name, SECONDS],
            stdout=subprocess.PIPE, text=True,
        )
        for clone, _ in machines
    ]  # fmt: skip
    while any(editor.poll() is None for editor in editors):
        for process in [start(*machine, "sync") for machine in machines]:
            process.communicate()
    said = [line for editor in editors for line in editor.communicate()[0].splitlines()]
    for machine in (*machines, *machines):
        sync(*machine)
    assert_saved(machines, said)


@pytest.mark.parametrize("ended_by", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_what_is_logged_right_after_a_killed_sync_stays(
    machines: list[tuple[Clone, Path]], ended_by: signal.Signals
) -> None:
    """The sync alone is ended, not the git that it started; entries are logged at once."""
    choose = random.Random(ended_by)  # noqa: S311  # no secret
    (mine, state), (other, other_state) = machines
    said = []
    began = time.monotonic()
    sync(mine, state)
    whole = time.monotonic() - began
    for round_ in range(ROUNDS):
        for name in NOTES:
            line = f"- 2026-02-{round_ + 1:02} call: theirs {round_}"
            other.write(name, other.read(name) + line + "\n")
            said.append(f"{name} {line}")
        sync(other, other_state)
        process = start(mine, state, "sync")
        try:
            process.wait(choose.uniform(0.1, whole * 1.5))
        except subprocess.TimeoutExpired:
            process.send_signal(ended_by)
        for name in choose.sample(NOTES, 2):
            line = f"- 2026-04-{round_ + 1:02} call: right after {round_}"
            text = mine.read(name)
            (mine.place / f"{name}.new").write_text(text + line + "\n")
            (mine.place / f"{name}.new").replace(mine.place / name)
            said.append(f"{name} {line}")
        process.communicate()
        sync(mine, state)
    sync(other, other_state)
    assert_saved(machines, said)
    assert mine.says("status", "--porcelain") == ""


def test_a_closed_terminal_ends_git_too(machines: list[tuple[Clone, Path]], tmp_path: Path) -> None:
    """A program that signs and waits for ever is ended with the sync, and no lock file is left."""
    mine, state = machines[0]
    waits = tmp_path / "gpg"
    waits.write_text(f"#!/bin/sh\necho $$ > '{tmp_path}/pid'\nexec sleep 600\n")
    waits.chmod(0o755)
    mine.git("config", "commit.gpgsign", "true")
    mine.git("config", "gpg.program", str(waits))
    mine.write("0.md", NOTE + "- 2026-02-02 call: b\n")
    process = start(mine, state, "sync")
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        assert process.poll() is None
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=30)
    listed = ["ps", "-o", "stat=", "-p", (tmp_path / "pid").read_text().strip()]
    found = subprocess.run(listed, capture_output=True, text=True, check=False).stdout.strip()
    assert found[:1] in ("", "Z")
    assert not list((mine.place / ".git").glob("*.lock"))
    mine.git("config", "commit.gpgsign", "false")
    sync(mine, state)
