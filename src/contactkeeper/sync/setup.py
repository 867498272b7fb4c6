"""Find what keeps git from merging notes by their entries, and try the merge driver.

Obsidian and other graphical programs do not have a terminal's PATH, so a driver that runs in a
terminal may fail there: it is tried without a terminal and with an empty environment. `ck check`
reads git's files alone and starts nothing.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from contactkeeper.core.model import Problem
from contactkeeper.sync.driver import NAME, fill_line
from contactkeeper.sync.git import summarize_error
from contactkeeper.sync.worktree import (
    ATTRIBUTES,
    MergeRule,
    WorkTree,
    configured_driver,
    find_program,
    find_work_tree,
    merge_rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BASE = "---\ntags: recruiter\n---\n\n## Log\n- 2026-01-01 call: a\n"
_OURS = f"{_BASE}- 2026-02-02 call: b\n"
_THEIRS = f"{_BASE}- 2026-03-03 call: c\n"
_MERGED = f"{_OURS}- 2026-03-03 call: c\n"
_TIMEOUT = 30
"""Seconds."""


def check_driver(line: str, git_programs: str) -> str:
    """Let the driver merge two entries that git alone can't; return what is wrong, or "".

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
            return f"it did not end within {_TIMEOUT} seconds."
        except OSError as error:
            return f"{shell} can't be run: {error.strerror}."
        with open(os.path.join(folder, "ours"), encoding="utf-8", newline="") as file:
            merged = file.read()
    if result.returncode == 0 and merged == _MERGED:
        return ""
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
