"""Two machines, a bare repository between them, and perhaps a phone, through random rounds.

Run for long: `python tests/machines.py --rounds 300 --seed 1`. It prints its figures and exits with
1 at the first thing that is lost, doubled, or in conflict though a rule settles it.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clones import Clone, bare, clone_of, new_clone
from contactkeeper.cli.app import run
from contactkeeper.core.merging.conflicts import sides_of
from contactkeeper.core.merging.merge import merge

NOTE = """\
---
tags: [recruiter]
id: {id}
company: Ozon
role: recruiter
focus: technical
trust: 3
---
# {name}

Met somewhere.

## Interactions
- 2026-01-10 call: first talk t{id}a
"""
NAMES = ("Анна Каренина", "Boris Ivanov", "Ольга 'Оля' Ким", "Dmitry Orlov")
_TOKEN = re.compile(r"\bt\d+[a-z]\b")
_ENTRY = re.compile(r"^- 20.*$", re.MULTILINE)


class Lost(AssertionError):
    """Something is lost, doubled or in conflict."""


@dataclass
class Machine:
    """One of them: its clone, and what of its own it may do in a round."""

    name: str
    clone: Clone
    has_driver: bool
    parity: int
    choose: random.Random
    counts: Counter[str]

    def ck(self, *arguments: str, expect: int = 0) -> str:
        """Run `ck` there."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            # The cache has tests of its own.
            shared = ["--vault", str(self.clone.place), "--today", "2026-11-23", "--no-cache"]
            code = run([*arguments, *shared])
        if code != expect:
            raise Lost((self.name, arguments, code, out.getvalue(), err.getvalue()))
        return out.getvalue()

    def notes(self) -> list[Path]:
        """Return all notes, in an order that does not depend on their names."""
        found = (self.clone.place / "people").glob("*.md")
        return sorted(found, key=lambda each: _id_of(each.read_text(encoding="utf-8")))

    def rel(self, note: Path) -> str:
        """Return a note's path in the vault."""
        return note.relative_to(self.clone.place).as_posix()

    def pull_and_push(self) -> None:
        """Bring everything together, in one of the ways that people do."""
        way = self.choose.choice(("sync", "merge", "rebase"))
        self.counts[way] += 1
        if way == "sync":
            self.ck("sync")
            return
        self.clone.git("add", "-A")
        self.clone.git("commit", "-q", "-m", f"{self.name} by hand", check=False)
        for _ in range(5):
            how = "--rebase" if way == "rebase" else "--no-rebase"
            done = self.clone.git("pull", "-q", how, "--no-edit", check=False)
            if done.returncode:
                self._settle(done.stdout + done.stderr)
            if not self.clone.git("push", "-q", check=False).returncode:
                return
        raise Lost((self.name, "can't push"))

    def _settle(self, words: str) -> None:
        """Mend what a git without our driver left, as `ck check --fix` will."""
        if self.has_driver:
            raise Lost((self.name, "conflict", words, self.clone.git("diff").stdout))
        while (self.clone.place / ".git/MERGE_HEAD").exists() or any(
            (self.clone.place / ".git" / each).exists() for each in ("rebase-merge", "rebase-apply")
        ):
            self.mend()
            self.clone.git("add", "-A")
            if (self.clone.place / ".git/MERGE_HEAD").exists():
                self.clone.git("commit", "-q", "--no-edit")
            else:
                self.clone.git("-c", "core.editor=:", "rebase", "--continue", check=False)

    def mend(self) -> None:
        """Merge both sides of every note that holds markers."""
        for note in (self.clone.place / "people").glob("*.md"):
            text = note.read_bytes().decode()
            if "<<<<<<<" in text:
                sides = sides_of(text)
                if sides is None:
                    raise Lost((self.name, "markers that can't be read", text))
                merged = merge(sides.base or "", sides.ours, sides.theirs)
                if merged.marked or not merged.checked:
                    raise Lost((self.name, "can't be mended", text, merged))
                note.write_bytes(merged.text.encode())
                self.counts["mended"] += 1


@dataclass
class World:
    """All machines, and what each of their notes has to hold."""

    place: Path
    seed: int
    drivers: tuple[bool, bool] = (True, True)
    has_phone: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    wanted: dict[str, int] = field(default_factory=dict)
    """Each token that was written, and how often it has to be there: once, or not at all."""
    next_token: int = 100
    late: int = 0
    """The token that the phone has typed and not pushed."""

    def __post_init__(self) -> None:
        """Make the repository, its notes, and the clones."""
        self.choose = random.Random(self.seed)  # noqa: S311  # no secret
        remote = bare(self.place / "remote.git")
        first = new_clone(self.place / "a")
        first.write("contactkeeper.toml", "")
        first.write(".gitattributes", "*.md merge=contactkeeper\n")
        for number, name in enumerate(NAMES):
            first.write(f"people/{name}.md", NOTE.format(id=number, name=name))
            self.wanted[f"t{number}a"] = 1
        first.commit()
        first.git("remote", "add", "origin", str(remote))
        first.git("push", "-q", "-u", "origin", "main")
        second = clone_of(remote, self.place / "b")
        self.machines = [
            Machine(name, clone, driver, parity, self.choose, self.counts)
            for parity, (name, clone, driver) in enumerate(
                zip("AB", (first, second), self.drivers, strict=True)
            )
        ]
        for machine in self.machines:
            if machine.has_driver:
                machine.clone.set_driver()
        self.phone = clone_of(remote, self.place / "phone") if self.has_phone else None

    def round(self, number: int) -> None:
        """Let both do something, sync, and look at what there is."""
        for machine in self.machines:
            for _ in range(self.choose.randint(1, 4)):
                self._act(machine, number)
        order = self.choose.sample(self.machines, 2)
        for machine in (*order, order[0]):
            machine.pull_and_push()
        if self.phone:
            self._round_of_phone(self.phone)
        self.check()

    def _act(self, machine: Machine, number: int) -> None:
        actions = [
            self._log, self._log, self._log, self._snooze, self._set, self._promise, self._tick,
            self._edit_entry, self._delete_entry, self._edit_text, self._rename, self._new_note,
        ]  # fmt: skip
        action = self.choose.choice(actions)
        note = self.choose.choice(machine.notes())
        if action(machine, note, number):
            self.counts[action.__name__.lstrip("_")] += 1

    def _token(self) -> str:
        self.next_token += 1
        token = f"t{self.next_token}x"
        self.wanted[token] = 1
        return token

    def _day(self) -> str:
        return f"2026-{self.choose.randint(9, 11):02}-{self.choose.randint(1, 22):02}"

    def _log(self, machine: Machine, note: Path, _: int) -> bool:
        text = f"{self.choose.choice(('', '-> tg: ', '<- email: '))}talked {self._token()}"
        machine.ck("log", machine.rel(note), text, "--date", self._day())
        return True

    def _promise(self, machine: Machine, note: Path, _: int) -> bool:
        machine.ck("log", machine.rel(note), f"met {self._token()}", "-p", f"send {self._token()}")
        return True

    def _tick(self, machine: Machine, note: Path, _: int) -> bool:
        text = note.read_text(encoding="utf-8")
        open_tasks = re.findall(r"- \[ \] send (t\d+x)", text)
        mine = [each for each in open_tasks if int(each[1:-1]) % 4 // 2 == machine.parity]
        if not mine:
            return False
        machine.ck("done", machine.rel(note), f"send {self.choose.choice(mine)}")
        return True

    def _snooze(self, machine: Machine, note: Path, _: int) -> bool:
        machine.ck("snooze", machine.rel(note), f"2026-12-{self.choose.randint(1, 28):02}")
        return True

    def _set(self, machine: Machine, note: Path, _: int) -> bool:
        keys = (("role", "company"), ("focus", "trust"))[machine.parity]
        key = self.choose.choice(keys)
        value = str(self.choose.randint(1, 5)) if key == "trust" else self._word()
        machine.ck("set", machine.rel(note), f"{key}={value}")
        return True

    def _word(self) -> str:
        return self.choose.choice(("VK", "Авито", "Контур", "lead", "разработка"))

    def _mine(self, machine: Machine, note: Path) -> list[str]:
        """Return the plain entries that this machine alone may edit: both at once is a conflict."""
        text = note.read_text(encoding="utf-8")
        found = []
        for line in _ENTRY.findall(text):
            token = _TOKEN.search(line)
            if token and "talked" in line and int(token[0][1:-1]) % 2 == machine.parity:
                found.append(line)
        return found

    def _edit_entry(self, machine: Machine, note: Path, _: int) -> bool:
        lines = self._mine(machine, note)
        if not lines:
            return False
        line = self.choose.choice(lines)
        _replace(note, line, f"{line} {self._word()}")
        return True

    def _delete_entry(self, machine: Machine, note: Path, _: int) -> bool:
        lines = self._mine(machine, note)
        if not lines:
            return False
        line = self.choose.choice(lines)
        token = _TOKEN.search(line)
        assert token
        self.wanted[token[0]] = 0
        _replace(note, f"{line}\n", "")
        return True

    def _edit_text(self, machine: Machine, note: Path, number: int) -> bool:
        text = note.read_text(encoding="utf-8")
        if (number + _id_of(text)) % 2 != machine.parity:
            return False
        _replace(note, "Met somewhere.\n", f"Met somewhere.\nSaid {self._token()}.\n")
        return True

    def _rename(self, machine: Machine, note: Path, number: int) -> bool:
        if number % 2 != machine.parity:
            return False
        self.next_token += 1
        note.rename(note.with_name(f"Имя {self.next_token} 'x'.md"))
        return True

    def _new_note(self, machine: Machine, _: Path, number: int) -> bool:
        # Both may make one of the same name in one round.
        name = f"Новая {number}"
        target = machine.clone.place / "people" / f"{name}.md"
        if target.exists() or number % 5:
            return False
        first = NOTE.format(id=1000 + number, name=name)
        target.write_text(first, encoding="utf-8", newline="")
        self.wanted[f"t{1000 + number}a"] = 1
        self._log(machine, target, number)
        return True

    def _round_of_phone(self, phone: Clone) -> None:
        """Let a phone merge without a driver what it typed, and push markers where there are."""
        machine = Machine("phone", phone, has_driver=False, parity=0, choose=self.choose,
                          counts=self.counts)  # fmt: skip
        pulled = phone.git("-c", "merge.conflictStyle=diff3", "pull", "-q", "--no-rebase",
                           "--no-edit", check=False)  # fmt: skip
        if pulled.returncode:
            self.counts["markers by phone"] += 1
            phone.git("add", "-A")
            phone.git("commit", "-q", "-m", "phone merged")
        phone.git("push", "-q")
        # Who pulls first mends: until then nobody can write to that note.
        first, second = self.machines
        first.ck("sync")
        first.mend()
        first.ck("sync")
        second.ck("sync")
        phone.git("pull", "-q", "--ff-only")
        # What is typed now meets what the others do in the next round.
        note = self.choose.choice(machine.notes())
        text = note.read_text(encoding="utf-8")
        note.write_text(f"{text}- 2026-11-22 tg: typed {self._token()}\n", encoding="utf-8")
        phone.git("commit", "-q", "-a", "-m", "phone")
        self.late = self.next_token

    def check(self) -> None:
        """Compare both clones, and count every token that was ever written.

        Raises:
            Lost: they differ, or something is there too often or not at all.
        """
        trees = {machine.clone.says("rev-parse", "HEAD^{tree}") for machine in self.machines}
        status = [machine.clone.says("status", "--porcelain") for machine in self.machines]
        # The second machine may be one merge behind; what it lacks has to be nothing of its own.
        if len(trees) > 1 or any(status):
            for machine in self.machines:
                machine.ck("sync")
            trees = {machine.clone.says("rev-parse", "HEAD^{tree}") for machine in self.machines}
        if len(trees) > 1:
            raise Lost(("the clones differ", self.machines[0].clone.git("status").stdout))
        found: Counter[str] = Counter()
        for note in self.machines[0].notes():
            text = note.read_bytes().decode()
            if "<<<<<<<" in text:
                raise Lost(("markers", text))
            found.update(_TOKEN.findall(text))
        wrong = {
            token: (count, found[token])
            for token, count in self.wanted.items()
            if found[token] != count and token != f"t{self.late}x"
        }
        if wrong:
            raise Lost(("lost, doubled or back again", wrong))


def _id_of(text: str) -> int:
    found = re.search(r"^id: (\d+)$", text, re.MULTILINE)
    return int(found[1]) if found else -1


def _replace(note: Path, old: str, new: str) -> None:
    text = note.read_bytes().decode()
    note.write_bytes(text.replace(old, new, 1).encode())


VARIANTS: dict[str, dict[str, Any]] = {
    "both": {},
    "one without the driver": {"drivers": (True, False)},
    "a plain diff3 client between": {"has_phone": True},
}


def main() -> int:
    """Run all variants, and print what was done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--variant", choices=list(VARIANTS))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ck-machines-") as folder:
        _leave_the_user_alone(Path(folder))
        for name, how in VARIANTS.items():
            if arguments.variant in (None, name):
                began = time.perf_counter()
                world = World(Path(folder) / name, arguments.seed, **how)
                for number in range(arguments.rounds):
                    try:
                        world.round(number)
                    except Lost as error:
                        print(f"{name}, seed {arguments.seed}, round {number}:")  # noqa: T201
                        for part in error.args[0]:
                            print(f"  {part}")  # noqa: T201
                        return 1
                took = time.perf_counter() - began
                entries = sum(world.wanted.values())
                done = ", ".join(f"{count} {what}" for what, count in sorted(world.counts.items()))
                print(  # noqa: T201
                    f"{name}: {arguments.rounds} rounds, {entries} entries and lines held, none "
                    f"lost or doubled, {took:.0f} s\n  {done}"
                )
    return 0


def _leave_the_user_alone(folder: Path) -> None:
    config = folder / "gitconfig"
    config.write_text("[user]\n\tname = Test\n\temail = test@example.com\n", encoding="utf-8")
    os.environ |= {
        "HOME": str(folder / "home"),
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "STATE", "CACHE")},
    }


if __name__ == "__main__":
    sys.exit(main())
