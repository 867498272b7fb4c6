"""Two commits merged by git apart from the work tree, and what is left to settle after that.

Git follows renames, of folders too, and takes what only one side changed. It merges no content:
each file that both sides changed is told with its three versions, whatever the clone's attributes
say, and no program of the clone's configuration is started.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import GitFailed, NotSynced
from contactkeeper.sync.blobs import LONG, Stage
from contactkeeper.sync.driver import NAME
from contactkeeper.sync.git import last_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.sync.git import Git

_OLDEST = (2, 38)
"""The version of git from which on it can do this."""
_OPTIONS = (
    "merge.default=binary",  # contents that both changed are ours to merge
    f"merge.{NAME}.driver=false",  # stronger than the default where the clone's attributes name it
    "merge.union.driver=false",
    "merge.renames=true",
    "merge.directoryRenames=true",  # what is added in a folder goes along where that was renamed
    "merge.renormalize=false",
)
_RENAMED_TWICE = "CONFLICT (rename/rename)"


class Conflicted(NamedTuple):
    """A file that both sides changed, or that one changed and the other took away."""

    path: str
    """From the top of the work tree."""
    base: Stage | None
    ours: Stage | None
    theirs: Stage | None
    others: tuple[str, ...] = ()
    """Further paths that it has on one side or had before."""


class TreeMerge(NamedTuple):
    """What git could merge by itself."""

    tree: str
    """With some version of each file that is conflicted."""
    conflicted: tuple[Conflicted, ...]


def merge_trees(git: Git, ours: str, theirs: str, folder: str) -> TreeMerge:
    """Merge two commits; `folder` is an empty one for git to stand in.

    Raises:
        NotSynced: git is too old.
        GitFailed: the two have no common beginning, or git fails.
    """
    nothing = os.path.join(folder, "no-attributes")
    with open(nothing, "wb"):
        pass
    stand = os.path.join(folder, "stand")
    os.mkdir(stand)
    # Another work tree, since git reads attributes there, and writes temporary files.
    apart = git.given(
        *_OPTIONS, f"core.attributesFile={nothing}", folder=stand,
        GIT_ATTR_NOSYSTEM="1", GIT_WORK_TREE=stand,
    )  # fmt: skip
    answer = apart.ask("merge-tree", "--write-tree", "-z", ours, theirs, patience=LONG)
    if answer.code > 1:
        words = answer.words or answer.out
        _check_version(git)
        raise GitFailed("merge-tree", last_words(words), words)
    parts = answer.out.split("\0")
    end = parts.index("", 1) if "" in parts[1:] else len(parts)
    return TreeMerge(parts[0], tuple(_conflicted(parts[1:end], parts[end + 1 :])))


def _conflicted(listed: Sequence[str], told: Sequence[str]) -> Iterator[Conflicted]:
    stages: dict[str, dict[str, Stage]] = {}
    for line in listed:
        about, _, path = line.partition("\t")
        mode, oid, number = about.split(" ")
        stages.setdefault(path, {})[number] = Stage(mode, oid)
    for old, here, there in _renamed_twice(told):
        found = [stages.get(path, {}) for path in (old, here, there)]
        if [set(each) for each in found] == [{"1"}, {"2"}, {"3"}]:
            for path in (old, here, there):
                del stages[path]
            one, two, three = found[0]["1"], found[1]["2"], found[2]["3"]
            yield Conflicted(here, one, two, three, (old, there))
    for path, found_here in stages.items():
        base, ours, theirs = (found_here.get(number) for number in "123")
        yield Conflicted(path, base, ours, theirs)


def _renamed_twice(told: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the files that both sides renamed: the old path, ours and theirs."""
    at = 0
    while at < len(told) and told[at].isdecimal():
        count = int(told[at])
        paths, kind = told[at + 1 : at + 1 + count], told[at + 1 + count]
        if kind == _RENAMED_TWICE and count == 3:  # noqa: PLR2004  # else two became one
            yield paths[0], paths[1], paths[2]
        at += count + 3


def _check_version(git: Git) -> None:
    """Raise NotSynced where git is too old for a merge apart from the work tree."""
    said = git.ask("--version").out
    found = re.search(r"(\d+)\.(\d+)", said)
    if found and (int(found[1]), int(found[2])) < _OLDEST:
        message = (
            f"ck sync merges with git {'.'.join(map(str, _OLDEST))} or newer, and this is "
            f"{said.strip()}: install a newer one, or git pull --no-rebase, then ck sync."
        )
        raise NotSynced("old-git", message)
