"""What keeps git from merging notes by their entries, as far as files alone tell it."""

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
    """One of them."""

    code: str
    message: str
    """A sentence, with what to do."""
    rule: MergeRule | None = None
    """The line that it is about."""


def union_fault(rule: MergeRule | None) -> Fault | None:
    """Say that `merge=union` is set for notes."""
    if rule is None or rule.driver != "union":
        return None
    message = (
        f"notes are merged by merge=union ({rule.path}:{rule.line}), which doubles properties and "
        "brings back what was deleted: take it out, then ck git setup."
    )
    return Fault("merge-union", message, rule)


def unfinished_fault(tree: WorkTree) -> Fault | None:
    """Say that an operation was begun and not ended."""
    operation = tree.unfinished()
    if not operation:
        return None
    does = "ends it" if operation == "merge" else "says how to go on"
    message = f"a {operation} is unfinished: ck sync {does}."
    return Fault("unfinished", message)


def merge_problems(root: Path, home: Path) -> Iterator[Problem]:
    """Find what is wrong with how a vault's notes are merged, without starting git."""
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
        message = "This clone lacks the merge driver that is named here: ck git setup."
        yield _problem(Fault("merge-driver", message, rule), "remark")
    elif (found := _PYTHON.match(line)) and not os.path.exists(_shell_text(found[1])):
        message = f"The merge driver can't run, {_shell_text(found[1])} is gone: ck git setup."
        yield _problem(Fault("merge-driver", message, rule), "remark")


def _shell_text(quoted: str) -> str:
    return quoted.replace("'\\''", "'").replace("%%", "%")


def _problem(fault: Fault, severity: str) -> Problem:
    path, line = (fault.rule.path, fault.rule.line) if fault.rule else (ATTRIBUTES, 1)
    message = f"{fault.message[:1].upper()}{fault.message[1:]}"
    return Problem(path, line, fault.code, severity, message)  # type: ignore[arg-type]
