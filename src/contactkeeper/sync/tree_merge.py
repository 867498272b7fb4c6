"""Merge the trees of two commits by git, apart from the work tree, and list the conflicts.

Git follows renames, also of folders, and takes what only one side changed. It merges no content:
each file that both sides changed is listed with its three versions, whatever the clone's attributes
say, and no program of the clone's configuration is started.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.sync.driver import NAME
from contactkeeper.sync.merge_file import (
    FileMerger,
    copy_name,
    file_kind,
    is_workspace,
    kept_hidden,
)
from contactkeeper.sync.objects import FILE, LONG_TIMEOUT, Stage, read_blobs, write_blobs
from contactkeeper.sync_errors import NotSynced
from contactkeeper.text import sync as text
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.sync.checkout import ShowProgress
    from contactkeeper.sync.git import Git

_OLDEST = (2, 38)
"""The first version of git with `merge-tree --write-tree`."""
_OPTIONS = (
    "merge.default=binary",  # git reports files that both sides changed, and merges none
    f"merge.{NAME}.driver=false",  # the clone's attributes may name it
    "merge.union.driver=false",
    "merge.renames=true",
    "merge.directoryRenames=true",  # files added in a renamed folder go along
    "merge.renormalize=false",
)
_BATCH = 200
"""Files whose versions are read from git at once."""
_RENAMED_TWICE = "CONFLICT (rename/rename)"


class Conflicted(NamedTuple):
    """A file that both sides changed, or that one side changed and the other deleted."""

    path: str
    """From the top of the work tree."""
    base: Stage | None
    ours: Stage | None
    theirs: Stage | None
    others: tuple[str, ...] = ()
    """Its other paths: on one side, or before a rename."""


class TreeMerge(NamedTuple):
    """The result of git's merge."""

    tree: str
    """Has some version of each conflicted file."""
    conflicted: tuple[Conflicted, ...]


def merge_trees(git: Git, ours: str, theirs: str, folder: str) -> TreeMerge:
    """Merge two commits; `folder` is an empty temporary folder.

    Raises:
        NotSynced: git is too old.
        GitFailed: the two have no common ancestor, or git fails.
    """
    no_attributes = os.path.join(folder, "no-attributes")
    with open(no_attributes, "wb"):
        pass
    empty_tree = os.path.join(folder, "tree")
    os.mkdir(empty_tree)
    # An empty work tree, since git would read attributes and write temporary files in ours.
    apart = git.with_options(
        *_OPTIONS, f"core.attributesFile={no_attributes}", folder=empty_tree,
        GIT_ATTR_NOSYSTEM="1", GIT_WORK_TREE=empty_tree,
    )  # fmt: skip
    answer = apart.ask("merge-tree", "--write-tree", "-z", ours, theirs, timeout=LONG_TIMEOUT)
    if answer.code > 1:
        _check_version(git)
        raise answer.failed("merge-tree")
    parts = answer.out.split("\0")
    end = parts.index("", 1) if "" in parts[1:] else len(parts)
    return TreeMerge(parts[0], tuple(_conflicted(parts[1:end], parts[end + 1 :])))


def _conflicted(listed: Sequence[str], messages: Sequence[str]) -> Iterator[Conflicted]:
    stages: dict[str, dict[str, Stage]] = {}
    for line in listed:
        about, _, path = line.partition("\t")
        mode, oid, number = about.split(" ")
        stages.setdefault(path, {})[number] = Stage(mode, oid)
    for old, here, there in _renamed_twice(messages):
        found = [stages.get(path, {}) for path in (old, here, there)]
        if [set(each) for each in found] == [{"1"}, {"2"}, {"3"}]:
            for path in (old, here, there):
                del stages[path]
            one, two, three = found[0]["1"], found[1]["2"], found[2]["3"]
            yield Conflicted(here, one, two, three, (old, there))
    for path, found_here in stages.items():
        base, ours, theirs = (found_here.get(number) for number in "123")
        yield Conflicted(path, base, ours, theirs)


def _renamed_twice(messages: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the files that both sides renamed: the old path, ours and theirs."""
    at = 0
    while at < len(messages) and messages[at].isdecimal():
        count = int(messages[at])
        paths, kind = messages[at + 1 : at + 1 + count], messages[at + 1 + count]
        if kind == _RENAMED_TWICE and count == 3:  # noqa: PLR2004  # else two became one
            yield paths[0], paths[1], paths[2]
        at += count + 3


def _check_version(git: Git) -> None:
    """Raise NotSynced where git is too old for a merge apart from the work tree."""
    version = git.ask("--version").out
    found = re.search(r"(\d+)\.(\d+)", version)
    if found and (int(found[1]), int(found[2])) < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        said = Wording(
            "ck sync needs git {oldest} or newer to merge, and this is {version}: install a newer "
            "one, or run git pull --no-rebase, then ck sync.",
            oldest=oldest,
            version=version.strip(),
        )
        raise NotSynced("old-git", said)


class ConflictMerger:
    """Merges the files that git reports as conflicts in a merge of two commits."""

    def __init__(
        self, git: Git, merger: FileMerger, commits: tuple[str, str], day: str, folder: str
    ) -> None:
        self._git = git
        self._commits = commits
        self._merger = merger
        self._day = day
        self._folder = folder
        self._contents: list[tuple[str, str, bytes]] = []
        self.entries: dict[str, Stage | None] = {}
        """Files of the merged tree, by path; None: there is no such file."""
        self.remarks: list[Wording] = []

    def merge_all(self, conflicted: tuple[Conflicted, ...], show: ShowProgress) -> None:
        """Merge each file; the versions of some files are read at once."""
        for start in range(0, len(conflicted), _BATCH):
            some = conflicted[start : start + _BATCH]
            if self._git.deadline.has_passed:
                raise NotSynced("slow", Wording("the merge takes too long for this run."))
            stages = (stage for each in some for stage in (each.base, each.ours, each.theirs))
            blobs = read_blobs(self._git, (each.oid for each in stages if each and each.is_file))
            for number, each in enumerate(some):
                show(start + number, len(conflicted))
                self._merge(each, blobs)
            self._store()

    def _merge(self, each: Conflicted, blobs: dict[str, bytes]) -> None:
        path, base, ours, theirs, others = each
        self.entries.update(dict.fromkeys(others))
        if ours is None or theirs is None:
            self._keep_one_side(each)
        elif not (ours.is_file and theirs.is_file):
            self.entries[path] = ours
            self.remarks.append(text.say_types(path))
        else:
            ancestor = blobs[base.oid] if base and base.is_file else None
            merged = self._merger.merge(path, ancestor, blobs[ours.oid], blobs[theirs.oid])
            mode = theirs.mode if base and ours.mode == base.mode else ours.mode
            self._contents.append((path, mode, merged.data))
            self.remarks += merged.remarks
            if others:
                self.remarks.append(text.say_renamed_there(path, others[-1]))
            if merged.copy is not None:
                self._contents.append((path, "", merged.copy))

    def _keep_one_side(self, each: Conflicted) -> None:
        """Keep a file that only one side still has, or whose name is a folder now."""
        path, base, ours, theirs, _ = each
        kept = ours or theirs
        for commit in self._commits:
            if path.endswith(f"~{commit}") and kept:
                self.entries[path] = None
                path = copy_name(path.removesuffix(f"~{commit}"), self._day, kept.oid)
                self.remarks.append(text.say_folder_has_name(path))
        if kept and base and is_workspace(path):
            self.entries[path] = None  # one machine has stopped syncing it
            return
        self.entries[path] = kept
        if kept and base:
            keep = text.say_kept_here if ours else text.say_kept_there
            self.remarks.append((kept_hidden if file_kind(path) == "hidden" else keep)(path))

    def _store(self) -> None:
        """Store the merged contents in git."""
        oids = write_blobs(self._git, [data for _, _, data in self._contents], self._folder)
        for (path, mode, _), oid in zip(self._contents, oids, strict=True):
            if mode:
                self.entries[path] = Stage(mode, oid)
            else:
                copy = copy_name(path, self._day, oid)
                self.entries[copy] = Stage(FILE, oid)
                self.remarks.append(text.say_copy(path, copy))
        self._contents.clear()
