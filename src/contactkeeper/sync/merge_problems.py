"""Find what keeps git from merging notes by their entries, without starting git."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.model import Problem
from contactkeeper.sync.driver import NAME
from contactkeeper.sync.worktree import (
    ATTRIBUTES,
    MergeRule,
    WorkTree,
    configured_driver,
    find_work_tree,
    merge_rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PYTHON = re.compile(r"ck\(\) \{ '((?:[^']|'\\'')+)' -P -m contactkeeper")


class Fault(NamedTuple):
    """A fault of the setup in git."""

    code: str
    message: str
    """A sentence that says what to do; begins with a small letter."""
    rule: MergeRule | None = None
    """The line of `.gitattributes` that it is about."""


def union_fault(rule: MergeRule | None) -> Fault | None:
    """Return the fault that `merge=union` is set for notes, if it is."""
    if rule is None or rule.driver != "union":
        return None
    message = (
        f"notes are merged by merge=union ({rule.path}:{rule.line}), which doubles properties and "
        "brings back deleted lines: remove it, then run ck git setup."
    )
    return Fault("merge-union", message, rule)


def unfinished_fault(tree: WorkTree) -> Fault | None:
    """Return the fault that a merge, rebase or the like is unfinished, if one is."""
    operation = tree.unfinished()
    if not operation:
        return None
    does = "finishes it" if operation == "merge" else "says how to continue"
    message = f"a {operation} is unfinished: ck sync {does}."
    return Fault("unfinished", message)


def merge_problems(root: Path, home: Path) -> Iterator[Problem]:
    """Report the faults of a vault's setup in git, for `ck check`."""
    tree = find_work_tree(root)
    if tree is None:
        return
    rule = merge_rule(tree)
    if fault := union_fault(rule):
        yield _problem(fault, "problem")
    if fault := unfinished_fault(tree):
        yield _problem(fault, "remark")
    if rule is None or rule.driver != NAME:
        return
    line = configured_driver(tree, NAME, home)
    if line is None:
        message = "This clone does not have the merge driver that is named here: ck git setup."
        yield _problem(Fault("merge-driver", message, rule), "remark")
    elif (found := _PYTHON.match(line)) and not os.path.exists(_shell_text(found[1])):
        message = (
            f"The merge driver can't run: {_shell_text(found[1])} does not exist. ck git setup."
        )
        yield _problem(Fault("merge-driver", message, rule), "remark")


def _shell_text(quoted: str) -> str:
    return quoted.replace("'\\''", "'").replace("%%", "%")


def _problem(fault: Fault, severity: str) -> Problem:
    path, line = (fault.rule.path, fault.rule.line) if fault.rule else (ATTRIBUTES, 1)
    message = f"{fault.message[:1].upper()}{fault.message[1:]}"
    return Problem(path, line, fault.code, severity, message)  # type: ignore[arg-type]
