"""Each command that a row of the morning list suggests does what the row says."""

from __future__ import annotations

import json
import re
import shlex
from random import Random
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cli.conftest import Ck

NAMES = ["Анна Каренина", "Анна Ким", "Boris Ivanov", "O'Neil", "Мария-Луиза", "Ж", "Tom  Becker"]
WORDS = [
    "the CV", "the CV", "send  it", "-> reply", "«JD»", "it's done", "100% [x]", "call: her", "--x",
]  # fmt: skip
DAYS = ["2026-11-10", "2026-11-20", "2026-11-20", "2026-11-23", "2026-11-30"]
COMMAND = re.compile(r"\bck (\S.*)\Z")


def task(pick: Random) -> str:
    """Return the line of a task, of any kind."""
    words, day = pick.choice(WORDS), pick.choice(DAYS)
    due = f" 📅 {day}" if pick.random() < 0.8 else ""
    return pick.choice(
        [
            f"\t- [ ] {words}{due}",
            f"\t- [ ] {words}{due}",
            f"\t- [ ] waiting: {words}{due}",
            f"- [ ] {words}{due}",
            f"- [ ] {day} 11:00 call: {words}",
            f"- [ ] {day} meeting: {words}",
        ]
    )


def written(pick: Random) -> str:
    """Return the note of somebody with some tasks, in the log and below it."""
    log = []
    for day in sorted(pick.sample(range(1, 20), 3)):
        log.append(f"- 2026-11-{day:02} {pick.choice(['', '->', '<-'])} tg: hello")
        log += [task(pick) for _ in range(pick.randrange(3))]
    below = "\n".join(f"- [ ] {pick.choice(WORDS)} 📅 {pick.choice(DAYS)}" for _ in range(2))
    return "---\ntags: [recruiter]\n---\n## Log\n" + "\n".join(log) + f"\n\n## Plans\n{below}\n"


@pytest.mark.parametrize("seed", range(12))
def test_the_command_of_each_row_works(ck: Ck, seed: int) -> None:
    """One that ticks a task takes the row's reason away; whatever else is open stays open."""
    pick = Random(seed)  # noqa: S311
    for name in NAMES:
        ck.note(f"{name}.md", written(pick))
    tried = 0
    for item in json.loads(ck("due", "--json").out)["items"]:
        found = COMMAND.search(item["say"] or "")
        if not found:
            continue
        tried += 1
        before = json.loads(ck("show", item["path"], "--json").out)["contact"]["tasks"]
        result = ck(*shlex.split(found[1]))
        assert (result.code, result.err) == (0, ""), (found[1], ck.text(item["path"]))
        after = json.loads(ck("show", item["path"], "--json").out)["contact"]
        if found[1].startswith("done "):
            left = [each["line"] for each in after["tasks"]]
            gone = [each for each in before if each["line"] not in left]
            assert len(gone) == 1, (found[1], before, after["tasks"])
            first = item["reasons"][0]
            assert after["reasons"].count(first) == item["reasons"].count(first) - 1
        assert ck("undo").code == 0
    assert tried


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (("call: it's on", "-d", "tomorrow"), "- [ ] 2026-11-24 call: it's on"),
        (("11:00 call: x", "-d", "2026-12-01"), "- [ ] 2026-12-01 11:00 call: x"),
        (("2026-12-01 10:30 coffee", "--with", "boris"), "- [ ] 2026-12-01 10:30 coffee:"),
        (("звонок: роль", "-d", "пятница"), None),
        (("lunch", "-d", "tomorrow"), "- [ ] 2026-11-24 lunch:"),
        (("email: send it", "-d", "tomorrow"), "- [ ] send it 📅 2026-11-24"),
        (("-> tg: --ask «her»", "-d", "tomorrow"), "- [ ] --ask «her» 📅 2026-11-24"),
        (("-d", "tomorrow", "-s", "-c", "tg", "x"), "- [ ] x 📅 2026-11-24"),
    ],
)
def test_what_is_to_come_is_logged_by_the_command_that_is_said(
    ck: Ck, typed: tuple[str, ...], line: str | None
) -> None:
    """`ck log` with a day to come names `ck meet` or `ck remind`, which works as it stands."""
    for name in ("Анна Каренина", "Boris"):
        ck.note(f"{name}.md", "---\ntags: [recruiter]\n---\n## Log\n- 2026-11-02: a\n")
    result = ck("log", "анна", *typed)
    assert (result.code, result.out) == (2 if line else 0, "" if line else result.out)
    if line is None:
        return
    command = COMMAND.search(result.err.rstrip())
    assert command
    assert ck(*shlex.split(command[1])).code == 0
    assert ck.text("Анна Каренина.md").endswith(f"- 2026-11-02: a\n{line}\n")
    assert ck.text("Boris.md").endswith(f"{line}\n") is ("--with" in typed)
