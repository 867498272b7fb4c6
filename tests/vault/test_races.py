from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from contactkeeper.core.editing.log_edits import append_entry
from contactkeeper.core.model import Entry
from contactkeeper.core.settings import Settings
from contactkeeper.errors import WriteFailed
from contactkeeper.vault import batch
from contactkeeper.vault.store import AnyStep, NewNote, Step, ToTrash, Vault
from vaults import NOTE, log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from contactkeeper.core.editing.edits import Plan
    from contactkeeper.core.note.note import Note

if sys.platform == "win32":
    pytest.skip("fork and kill -9 are POSIX", allow_module_level=True)

STAMP = "2026-11-23 09:00"
VAULT_ROOM = str(Path(batch.__file__).parent)


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """Give a folder in memory where there is one: hundreds of changes wait for no disk there."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder made in it has a name of its own
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def open_vault(folder: Path) -> Vault:
    """Open the vault of a test, its state beside it."""
    return Vault(folder / "vault", Settings(), folder / "state")


def files_of(folder: Path) -> dict[str, bytes]:
    """Read all files of the vault, hidden ones too."""
    vault = folder / "vault"
    files = (place for place in vault.rglob("*") if place.is_file())
    return {place.relative_to(vault).as_posix(): place.read_bytes() for place in files}


def fork(work: Callable[[], object]) -> int:
    """Do something in a process of its own, which ends with it; returns its number."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


@contextmanager
def at_line(number: int, act: Callable[[], object]) -> Iterator[None]:
    """Act before the line of that number that the vault's code runs below `write_all`."""
    left = number
    inside = False

    def trace(frame: FrameType, event: str, _: object) -> Any:  # noqa: ANN401 - a trace function
        nonlocal left, inside
        inside = inside or frame.f_code is batch.write_all.__code__
        if not frame.f_code.co_filename.startswith(VAULT_ROOM):
            return None
        if inside and event == "line":
            left -= 1
            if left == 0:
                act()
        return trace

    before = sys.gettrace()  # that of a measurement of coverage
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def test_fifty_processes_leave_fifty_entries(tmp_path: Path) -> None:
    """Fifty processes that log to the same note at once lose nothing of each other's."""
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault/Анна.md").write_text(NOTE, encoding="utf-8")
    start, go = os.pipe()

    def work(number: int) -> None:
        os.close(go)
        os.read(start, 1)  # until the parent has made all of them
        open_vault(tmp_path).change("log", [log("Анна.md", f"from {number}")], stamp=STAMP)

    children = [fork(lambda number=number: work(number)) for number in range(50)]  # type: ignore[misc]
    os.close(start)
    os.close(go)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 50
    vault = open_vault(tmp_path)
    entries = vault.note("Анна.md").contact().entries
    texts = sorted(entry.text for entry in entries)
    assert texts == sorted(["Platform team is hiring again.", *(f"from {n}" for n in range(50))])
    assert list(files_of(tmp_path)) == ["Анна.md"]
    assert len(vault.history()) == 50


STEPS: list[AnyStep] = [
    log("Анна.md", "one"),
    NewNote("Новые/Катя.md", NOTE),
    log("Olga.md", "two"),
    ToTrash("Мысли/Катя.md", NOTE),
]


def make_three(folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Make a vault; returns its files before and after the steps."""
    (folder / "vault").mkdir(parents=True)
    for name in ("Анна.md", "Olga.md"):
        (folder / "vault" / name).write_text(NOTE, encoding="utf-8")
    (folder / "vault/Мысли").mkdir()
    (folder / "vault/Мысли/Катя.md").write_text(NOTE, encoding="utf-8")
    before = files_of(folder)
    after = dict(before)
    for change in open_vault(folder).preview(STEPS):
        if change.moved_to:
            after[change.moved_to] = after.pop(change.path)
            continue
        assert change.after is not None
        after[change.path] = change.after.encode()
    return before, after


@pytest.mark.parametrize(("more", "stride"), [(0, 1), (12, 11)], ids=["few", "many"])
def test_a_kill_at_any_moment_leaves_whole_notes(quick: Path, more: int, stride: int) -> None:
    """A `kill -9` before any line of the writing leaves each note old or new, whole.

    The next start finishes the change or takes it back, and removes temporary files. Many notes are
    flushed together.
    """
    before, after = make_three(quick)
    steps = [*STEPS, *(NewNote(f"Новые/{number}.md", NOTE) for number in range(more))]
    after |= {f"Новые/{number}.md": NOTE.encode() for number in range(more)}
    outcomes: list[bool] = []
    killed = True
    while killed:

        def work(number: int = len(outcomes) * stride + 1) -> None:
            with at_line(number, lambda: os.kill(os.getpid(), signal.SIGKILL)):
                open_vault(quick).change("log", steps, stamp=STAMP)

        status = os.waitpid(fork(work), 0)[1]
        killed = os.WIFSIGNALED(status)
        assert killed or os.WEXITSTATUS(status) == 0
        left = {path: data for path, data in files_of(quick).items() if ".ck-" not in path}
        assert all(data in (before.get(path), after.get(path)) for path, data in left.items())
        assert left.keys() >= before.keys() & after.keys()
        assert left.keys() & {"Мысли/Катя.md", ".trash/Катя.md"}, "it is always somewhere"
        vault = open_vault(quick)
        vault.recover()
        now = files_of(quick)
        assert now in (before, after)
        assert not list((quick / "state").rglob("intent.json"))
        assert vault.recover() == []
        outcomes.append(now == after)
        assert bool(vault.history()) == outcomes[-1]
        if outcomes[-1]:
            vault.undo(stamp=STAMP)
        assert files_of(quick) == before
        assert not (quick / "vault/Новые").exists()
        assert not (quick / "vault/.trash").exists()
        rmtree(quick / "state")  # else each round has more history to go through than the last
    assert outcomes == sorted(outcomes), "once it is complete it stays complete"
    assert outcomes.count(True) > (1 if more else 5)
    assert outcomes.count(False) > (30 if more else 100)


def interrupt() -> NoReturn:
    """Do what Python does on ^C."""
    raise KeyboardInterrupt


def test_an_interrupt_at_any_moment_leaves_nothing_behind(quick: Path) -> None:
    """A ^C before any line of the writing leaves all notes old or all new, and nothing beside."""
    number = 0
    interrupted = True
    while interrupted:
        number += 1
        folder = quick / str(number)
        before, after = make_three(folder)
        vault = open_vault(folder)
        interrupted = False
        try:
            with at_line(number, interrupt):
                vault.change("log", STEPS, stamp=STAMP)
        except KeyboardInterrupt:
            interrupted = True
        now = files_of(folder)
        assert now in (before, after)
        assert vault.recover() == []
        assert files_of(folder) == now
        assert len(vault.history()) == (now == after)
    assert number > 50


@contextmanager
def failing_at(number: int) -> Iterator[list[int]]:
    """Let that system call of the vault's code fail that is so many below `write_all`.

    What it yields is empty until then.
    """
    reached: list[int] = []
    calls = 0
    inside = False

    def profile(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls, inside
        if event == "call":
            inside = inside or frame.f_code is batch.write_all.__code__
        elif event == "c_call" and inside and frame.f_code.co_filename.startswith(VAULT_ROOM):
            if getattr(argument, "__module__", "") != os.link.__module__ or argument is os.urandom:
                return
            calls += 1
            if calls == number:
                sys.setprofile(None)
                reached.append(number)
                raise OSError(errno.EIO, "Input/output error")

    sys.setprofile(profile)
    try:
        yield reached
    finally:
        sys.setprofile(None)


def test_a_failing_system_call_at_any_moment_is_no_loss(quick: Path) -> None:
    """Whatever the system refuses, all notes are old or all new, and what is said is true."""
    number = 0
    failed = True
    said: dict[str, int] = {}
    while failed:
        number += 1
        folder = quick / str(number)
        before, after = make_three(folder)
        vault = open_vault(folder)
        outcome = ""
        with failing_at(number) as reached:
            try:
                vault.change("log", STEPS, stamp=STAMP)
            except WriteFailed as error:
                outcome = "nothing" if "Nothing was written" in str(error) else "other"
        failed = bool(reached)
        now = {path: data for path, data in files_of(folder).items() if ".ck-" not in path}
        assert now == (before if outcome else after)
        assert len(vault.history()) == (not outcome)
        assert vault.recover() == []
        said[outcome] = said.get(outcome, 0) + 1
        rmtree(folder)
    assert said.keys() == {"", "nothing"}
    assert said["nothing"] > 15


FULL_DISK = """
import os, subprocess, sys
from contextlib import suppress
from pathlib import Path
folder = Path(sys.argv[1])
disk = folder / "vault"
if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk]).returncode:
    sys.exit(77)
from contactkeeper.errors import WriteFailed
sys.path[:0] = sys.argv[2:]
from test_races import NOTE, STAMP, files_of, log, open_vault
(disk / "a.md").write_text(NOTE)
(disk / "b.md").write_text(NOTE + "\\n\\n## More\\n" + "x" * 60_000)
with suppress(OSError), open(disk / "filler", "wb", buffering=0) as filler:
    while filler.write(b"x" * 4096):
        pass
os.truncate(disk / "filler", os.stat(disk / "filler").st_size - 3 * 4096)
before = files_of(folder)
try:
    open_vault(folder).change("log", [log("a.md", "one"), log("b.md", "two")], stamp=STAMP)
except WriteFailed as error:
    print(error)
assert files_of(folder) == before, "something changed"
assert open_vault(folder).recover() == []
open_vault(folder).change("log", [log("a.md", "one")], stamp=STAMP)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a tmpfs")
def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    """Where the disk fills up at the second note the first gets its old text back."""
    (tmp_path / "vault").mkdir()
    command = ["unshare", "--map-root-user", "--mount", sys.executable, "-c", FULL_DISK]
    try:
        done = subprocess.run(
            [*command, str(tmp_path), *map(str, Path(__file__).parents[:2])],
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("this machine has no unshare")
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("this machine lets nobody mount a small disk")
    assert done.stderr == ""
    assert done.returncode == 0
    assert done.stdout == (
        "b.md could not be written: No space left on device. Nothing was written.\n"
    )


@pytest.mark.parametrize("theirs", ["", "rewritten by Obsidian", NOTE + "- 2026-11-23 by hand\n"])
def test_an_edit_between_reading_and_replacing_wins(tmp_path: Path, theirs: str) -> None:
    """What Obsidian writes after `ck` has read the note stays, and none of the notes changes."""
    from contactkeeper.errors import NoteChanged

    make_three(tmp_path)
    place = tmp_path / "vault/Olga.md"

    def meanwhile(note: Note) -> Plan:
        place.write_text(theirs, encoding="utf-8")
        return append_entry(note, Entry(date(2026, 11, 23), "mine"))

    before = files_of(tmp_path)
    vault = open_vault(tmp_path)
    with pytest.raises(NoteChanged, match="nothing was written"):
        vault.change("log", [log("Анна.md", "one"), Step("Olga.md", meanwhile)], stamp=STAMP)
    assert files_of(tmp_path) == {**before, "Olga.md": theirs.encode()}
    assert vault.history() == ()
