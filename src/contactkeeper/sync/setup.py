"""Find what keeps git from merging notes by their entries, and try the merge driver.

Obsidian and other graphical programs do not have a terminal's PATH, so a driver that runs in a
terminal may fail there: it is tried without a terminal and with an empty environment. `ck check`
reads git's files alone and starts nothing.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.model import Problem
from contactkeeper.errors import CkError, WriteRefused
from contactkeeper.sync.driver import NAME, TITLE, driver_line, fill_line
from contactkeeper.sync.git import Git, summarize_error
from contactkeeper.sync.worktree import (
    ATTRIBUTES,
    MergeRule,
    WorkTree,
    configured_driver,
    find_program,
    find_work_tree,
    merge_rule,
)
from contactkeeper.system_errors import why_refused
from contactkeeper.vault import files
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DRIVER = f"merge.{NAME}.driver"
"""The key of the driver in git's configuration."""

_BASE = "---\ntags: recruiter\n---\n\n## Log\n- 2026-01-01 call: a\n"
_OURS = f"{_BASE}- 2026-02-02 call: b\n"
_THEIRS = f"{_BASE}- 2026-03-03 call: c\n"
_MERGED = f"{_OURS}- 2026-03-03 call: c\n"
_TIMEOUT = 30
"""Seconds."""


def check_driver(line: str, git_programs: str) -> str | None:
    """Let the driver merge two entries that git alone can't; return what is wrong, if anything.

    Args:
        line: the configured driver line.
        git_programs: the folder of git's own programs, which git puts on the PATH itself.
    """
    import subprocess
    import tempfile

    shell = find_program("sh") or "/bin/sh"
    with tempfile.TemporaryDirectory(prefix="ck-") as folder:
        names = {"O": "base", "A": "ours", "B": "theirs"}
        for name, text in zip(names.values(), (_BASE, _OURS, _THEIRS), strict=True):
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
                file.write(text)
        command = fill_line(line, {**names, "L": "7", "P": "'a note.md'"})
        path = os.pathsep.join([git_programs, os.defpath])
        try:
            result = subprocess.run(  # noqa: S603  # the line is the one that git runs
                [shell, "-c", command],
                cwd=folder,
                env={"PATH": path, **_WINDOWS},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Wording("it did not end within {seconds} seconds.", seconds=_TIMEOUT)
        except OSError as error:
            return Wording("{shell} can't be run: {why}.", shell=shell, why=why_refused(error))
        with open(os.path.join(folder, "ours"), encoding="utf-8", newline="") as file:
            merged = file.read()
    if result.returncode == 0 and merged == _MERGED:
        return None
    stderr = result.stderr.decode("utf-8", "replace")
    lines = [each for each in stderr.splitlines() if not each.startswith("ck: not merged")]
    return summarize_error("\n".join(lines))


_WINDOWS = {
    # No program starts on Windows without it; other systems do not have it.
    name: os.environ[name]
    for name in ("SYSTEMROOT",)
    if name in os.environ
}


_PYTHON = re.compile(r"ck\(\) \{ '((?:[^']|'\\'')+)' -P -m contactkeeper")


def union_problem(rule: MergeRule | None) -> Problem | None:
    """Return the problem that `merge=union` is set for notes, if it is."""
    if rule is None or rule.driver != "union":
        return None
    return Problem.of(rule.path, rule.line, "merge-union", rule_path=rule.path, rule_line=rule.line)


def unfinished_problem(tree: WorkTree) -> Problem | None:
    """Return the remark that a merge, rebase or the like is unfinished, if one is."""
    operation = tree.unfinished()
    if not operation:
        return None
    case = "merge" if operation == "merge" else "other"
    return Problem.of(ATTRIBUTES, 1, "unfinished", "remark", case, operation=operation)


def merge_problems(root: Path, home: Path) -> Iterator[Problem]:
    """Report what is wrong with a vault's setup in git, for `ck check`."""
    tree = find_work_tree(root)
    if tree is None:
        return
    rule = merge_rule(tree)
    yield from filter(None, (union_problem(rule), unfinished_problem(tree)))
    if rule is None or rule.driver != NAME:
        return
    line = configured_driver(tree, NAME, home)
    if line is None:
        yield Problem.of(rule.path, rule.line, "merge-driver", "remark", "unknown")
    elif (found := _PYTHON.match(line)) and not os.path.exists(_shell_text(found[1])):
        program = _shell_text(found[1])
        yield Problem.of(
            rule.path, rule.line, "merge-driver", "remark", "no-program", program=program
        )


def _shell_text(quoted: str) -> str:
    return quoted.replace("'\\''", "'").replace("%%", "%")


RULE = f"*.md merge={NAME}"
ENDINGS = "text eol=lf"
"""The attributes that make lines end in LF on every machine."""


def read_attributes(root: str) -> bytes | None:
    """Read the vault's `.gitattributes`; None where there is none. Raises OSError, WriteRefused."""
    place = os.path.join(root, ATTRIBUTES)
    if os.path.islink(place):
        raise WriteRefused(ATTRIBUTES, None, Wording("It is a link, which git does not follow."))
    try:
        return files.read_bytes(place)
    except FileNotFoundError:
        return None


def with_rule(before: bytes | None, *, merges: bool, endings: bool) -> bytes | None:
    """Return `.gitattributes` with the missing line appended; every other byte stays.

    The line comes last, since later lines are stronger.

    Args:
        before: the file; None where there is none.
        merges: whether notes use our driver already.
        endings: whether to make lines end in LF on every machine.
    """
    data = before or b""
    has_endings = any(
        line.split()[:1] == [b"*.md"] and b"eol=lf" in line.split() for line in data.splitlines()
    )
    wanted = ENDINGS if endings and not has_endings else ""
    if merges and not wanted:
        return before
    line = " ".join(filter(None, ("*.md" if merges else RULE, wanted)))
    ending = b"\r\n" if data.count(b"\r\n") * 2 > data.count(b"\n") else b"\n"
    gap = b"" if not data or data.endswith(b"\n") else ending
    return data + gap + line.encode() + ending


def write_attributes(root: str, before: bytes | None, after: bytes) -> list[Wording]:
    """Replace `.gitattributes` if it is still as `before`; returns remarks as `files.replace`."""
    place, temporary = os.path.join(root, ATTRIBUTES), files.temporary_name(os.urandom(4).hex(), 1)
    if before is None:
        return files.create(place, after, root=root, temporary=temporary)
    return files.replace(place, before, after, root=root, temporary=temporary)


class Setup(NamedTuple):
    """The changes to make: in `.gitattributes` and in the clone's own configuration."""

    before: bytes | None
    """The vault's `.gitattributes`."""
    after: bytes | None
    line: str
    """The driver."""
    was: str
    """The driver that was set; empty where none was."""

    @property
    def changes(self) -> tuple[str, ...]:
        """Name what will be changed."""
        attributes = (ATTRIBUTES,) if self.before != self.after else ()
        return (*attributes, *((DRIVER,) if self.was != self.line else ()))


def plan_setup(root: str, git: Git, tree: WorkTree, *, lf: bool) -> Setup:
    """Find what has to change, so that git merges notes by their entries.

    Args:
        root: the vault.
        git: runs there.
        tree: the work tree around it.
        lf: whether to make lines end in LF on every machine.

    Raises:
        CkError: the place of Python is unknown.
        WriteRefused: `.gitattributes` is a link.
        OSError: it can't be read.
    """
    if not sys.executable:
        raise CkError(Wording("Python does not know its own place, so git can't be told it."))
    rule = merge_rule(tree)
    before = read_attributes(root)
    after = with_rule(before, merges=bool(rule and rule.driver == NAME), endings=lf)
    was = git.ask("config", "--local", "--get", DRIVER)
    return Setup(before, after, driver_line(sys.executable), was.out.removesuffix("\n"))


def carry_out_setup(root: str, git: Git, plan: Setup) -> list[Wording]:
    """Make the changes; returns what the file system could not keep.

    The driver is set first: a rule without its driver is harmless, yet of no use.
    """
    if plan.was != plan.line:
        git.do("config", "--local", f"merge.{NAME}.name", TITLE)
        git.do("config", "--local", DRIVER, plan.line)
    if plan.after is None or plan.before == plan.after:
        return []
    return write_attributes(root, plan.before, plan.after)


def find_problems(git: Git, tree: WorkTree) -> Iterator[Problem]:
    """Find what keeps notes from being merged by their entries; git and the driver are run."""
    if unfinished := unfinished_problem(tree):
        yield unfinished
    rule = merge_rule(tree)
    if union := union_problem(rule):
        yield union
    elif rule is None or rule.driver != NAME:
        yield Problem.of(ATTRIBUTES, 1, "no-rule")
    line = git.ask("config", "--get", DRIVER).out.removesuffix("\n")
    if not line:
        yield Problem.of(ATTRIBUTES, 1, "no-driver")
    elif wrong := check_driver(line, git.do("--exec-path")):
        yield Problem.of(ATTRIBUTES, 1, "driver-fails", why=wrong)
