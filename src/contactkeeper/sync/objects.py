"""Read and write git objects (blobs, trees, versions of notes) without the work tree."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.sync.git import encode
from contactkeeper.sync_errors import GitFailed
from contactkeeper.vault import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.sync.git import Git

LINK, SUBMODULE, EXECUTABLE, FILE = "120000", "160000", "100755", "100644"
"""File modes in git's trees."""

_BLOB = re.compile(r"blob ([0-9a-f]+)")
LONG_TIMEOUT = 600.0
"""Seconds for one run of git whose work grows with the repository."""


class Stage(NamedTuple):
    """A file in a commit or in the index."""

    mode: str
    oid: str

    @property
    def is_file(self) -> bool:
        """Say whether it is an ordinary file."""
        return self.mode in (FILE, EXECUTABLE)


class TreeChange(NamedTuple):
    """A file that a merge changes."""

    path: str
    """From the top of the work tree, with `/`."""
    before: Stage | None
    after: Stage | None


def read_blobs(git: Git, oids: Iterable[str]) -> dict[str, bytes]:
    """Return contents by their ids, as they are stored."""
    wanted = list(dict.fromkeys(oids))
    contents = _batch(git, [f"{oid}\n" for oid in wanted])
    return dict(zip(wanted, contents, strict=True))


def read_as_files(git: Git, wanted: Sequence[tuple[str, str]]) -> list[bytes]:
    """Return contents, each by its id and path, as the work tree has them.

    Git's filters and the clone's line endings are applied.
    """
    if any("\n" in path for _, path in wanted):  # --batch reads one path a line
        return [
            encode(git.do("cat-file", "--filters", f"--path={path}", oid, raw=True))
            for oid, path in wanted
        ]
    return _batch(git, [f"{oid} {path}\n" for oid, path in wanted], "--filters")


def write_blobs(git: Git, contents: Sequence[bytes], folder: str) -> list[str]:
    """Store contents as they are; returns their ids. `folder` is for temporary files.

    Raises OSError.
    """
    places = [os.path.join(folder, f"blob-{number}") for number in range(len(contents))]
    for place, data in zip(places, contents, strict=True):
        with open(place, "wb") as file:
            file.write(data)
    listed = "".join(f"{place}\n" for place in places)
    words = ("hash-object", "-w", "--no-filters", "--stdin-paths")
    oids = git.do(*words, stdin=listed, timeout=LONG_TIMEOUT).split()
    for place in places:
        os.unlink(place)
    return oids


def write_tree(git: Git, tree: str, entries: dict[str, Stage | None], folder: str) -> str:
    """Store a copy of a tree with some entries replaced, or removed where they are None.

    Git refuses paths that leave the work tree or lead into `.git`. `folder` is for a temporary
    index. Returns the id of the new tree.
    """
    own = git.with_options(GIT_INDEX_FILE=os.path.join(folder, "index"))
    own.do("read-tree", tree, timeout=LONG_TIMEOUT)
    if entries:
        own.do(
            "update-index",
            "-z",
            "--index-info",
            stdin=index_lines(tree, entries),
            timeout=LONG_TIMEOUT,
        )
    return own.do("write-tree", timeout=LONG_TIMEOUT)


def index_lines(oid: str, entries: dict[str, Stage | None]) -> str:
    """Return the input for `update-index --index-info`; removals come first.

    `oid` is any id of the repository, for its length.
    """
    nothing = "0" * len(oid)
    removed = [f"0 {nothing}\t{path}\0" for path, stage in entries.items() if stage is None]
    added = [f"{stage.mode} {stage.oid}\t{path}\0" for path, stage in entries.items() if stage]
    return "".join([*removed, *added])


def read_texts_at_head(git: Git, paths: Iterable[str]) -> dict[str, str]:
    """Read notes as the last commit has them, for reading only; those that it lacks are left out.

    Bytes that are not UTF-8 become U+FFFD.
    """
    contents = _read_at(git, [("HEAD", path) for path in paths])
    return {path: files.decode(data)[0] for (_, path), data in contents.items()}


def read_text_at(git: Git, commit: str, path: str) -> str | None:
    """Return a note in a commit; None where it is missing there or not UTF-8."""
    answer = git.ask("cat-file", "blob", f"{commit}:./{path}")
    return None if answer.code else _decode(encode(answer.out))


def read_texts_at(git: Git, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str | None]:
    """Return many notes, each by a commit and its path, as `read_text_at` does, in few git runs."""
    contents = _read_at(git, wanted)
    return {each: _decode(contents[each]) if each in contents else None for each in wanted}


def _read_at(git: Git, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
    """Read many files, each by a commit and its path; those that are missing are left out."""
    # A request is one line, so a path with a line break is read alone.
    alone = [each for each in wanted if "\n" in each[1]]
    answers = {each: git.ask("cat-file", "blob", f"{each[0]}:./{each[1]}") for each in alone}
    contents = {each: encode(answer.out) for each, answer in answers.items() if not answer.code}
    plain = [each for each in dict.fromkeys(wanted) if "\n" not in each[1]]
    if not plain:
        return contents
    stdin = "".join(f"{commit}:./{path}\n" for commit, path in plain)
    words = ("cat-file", "--batch-check=%(objecttype) %(objectname)")
    lines = git.do(*words, stdin=stdin, timeout=LONG_TIMEOUT).split("\n")
    found = zip(plain, map(_oid_of, lines), strict=True)
    oids = {each: oid for each, oid in found if oid}
    blobs = read_blobs(git, oids.values())
    return contents | {each: blobs[oid] for each, oid in oids.items()}


def _oid_of(line: str) -> str:
    """Return the id of the file that git names; empty if it is missing, or is no file."""
    found = _BLOB.fullmatch(line)
    return found[1] if found else ""


def _decode(data: bytes) -> str | None:
    text, broken = files.decode(data)
    return text if broken is None else None


def read_text_now(git: Git, path: str) -> str | None:
    """Return a note on the disk; None where it is missing or can't be read."""
    try:
        text, broken = files.decode(files.read_bytes(os.path.join(git.folder, path)))
    except (OSError, files.TooLarge):
        return None
    return text if broken is None else None


def commit_of(git: Git, name: str) -> str:
    """Return the id of the commit that a name stands for; empty where there is none."""
    return git.ask("rev-parse", "--verify", "-q", f"{name}^{{commit}}").out.strip()


def find_merge_base(git: Git, one: str, other: str) -> str:
    """Return a common ancestor of two commits; empty where they have none."""
    return git.ask("merge-base", one, other).out.partition("\n")[0].strip()


def diff_trees(git: Git, before: str, after: str) -> list[TreeChange]:
    """List the files that differ between two trees."""
    words = ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", before, after)
    parts = git.do(*words, raw=True).split("\0")
    found = []
    for about, path in zip(parts[::2], parts[1::2], strict=False):
        old_mode, new_mode, old, new, _ = about.removeprefix(":").split(" ")
        found.append(TreeChange(path, _stage(old_mode, old), _stage(new_mode, new)))
    return found


def _batch(git: Git, lines: Sequence[str], *words: str) -> list[bytes]:
    """Read many contents in one run of git."""
    if not lines:
        return []
    # With filters the size in git's answer is that before them, so a random marker separates.
    mark = os.urandom(16).hex()
    answer = git.do(
        "cat-file", f"--batch={mark}", *words, stdin="".join(lines), timeout=LONG_TIMEOUT, raw=True
    )
    _, *contents = encode(answer).split(f"{mark}\n".encode())
    if len(contents) != len(lines):
        why = "an object is missing in the repository: git fsck names it"
        raise GitFailed("cat-file", why, why)
    return [content[:-1] for content in contents]


def _stage(mode: str, oid: str) -> Stage | None:
    return None if mode == "000000" else Stage(mode, oid)
