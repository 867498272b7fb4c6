"""Contents of files as git keeps them: many read and written at once, without the work tree."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import GitFailed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.sync.git import Git

LINK, SUBMODULE, EXECUTABLE, FILE = "120000", "160000", "100755", "100644"
"""Modes of git."""

LONG = 600.0
"""Seconds for one run of git whose work grows with the repository."""


class Stage(NamedTuple):
    """A file as a commit or the index has it."""

    mode: str
    oid: str

    @property
    def is_file(self) -> bool:
        """Say whether it is an ordinary file."""
        return self.mode in (FILE, EXECUTABLE)


def read_blobs(git: Git, oids: Iterable[str]) -> dict[str, bytes]:
    """Return the contents by their ids, just as git keeps them."""
    wanted = list(dict.fromkeys(oids))
    contents = _batch(git, [f"{oid}\n" for oid in wanted])
    return dict(zip(wanted, contents, strict=True))


def read_as_files(git: Git, wanted: Sequence[tuple[str, str]]) -> list[bytes]:
    """Return contents, each by its id and path, as they are in the work tree.

    Their line endings are those that the clone is set to.
    """
    if any("\n" in path for _, path in wanted):  # a line for each is all that git understands
        return [
            _encode(git.do("cat-file", "--filters", f"--path={path}", oid, raw=True))
            for oid, path in wanted
        ]
    return _batch(git, [f"{oid} {path}\n" for oid, path in wanted], "--filters")


def write_blobs(git: Git, contents: Sequence[bytes], folder: str) -> list[str]:
    """Give contents to git, just as they are; returns their ids. `folder` is for files meanwhile.

    Raises OSError.
    """
    places = [os.path.join(folder, f"blob-{number}") for number in range(len(contents))]
    for place, data in zip(places, contents, strict=True):
        with open(place, "wb") as file:
            file.write(data)
    given = "".join(f"{place}\n" for place in places)
    words = ("hash-object", "-w", "--no-filters", "--stdin-paths")
    oids = git.do(*words, given=given, patience=LONG).split()
    for place in places:
        os.unlink(place)
    return oids


def write_tree(git: Git, tree: str, entries: dict[str, Stage | None], folder: str) -> str:
    """Return a tree with some files made otherwise, or taken away where they are None.

    Git refuses paths that lead out of a work tree, or into `.git`.
    """
    own = git.given(GIT_INDEX_FILE=os.path.join(folder, "index"))
    own.do("read-tree", tree, patience=LONG)
    if entries:
        own.do(
            "update-index", "-z", "--index-info", given=index_lines(tree, entries), patience=LONG
        )
    return own.do("write-tree", patience=LONG)


def index_lines(oid: str, entries: dict[str, Stage | None]) -> str:
    """Write what `update-index --index-info` reads, what is taken away first.

    `oid` is one of the repository's ids, for their length.
    """
    nothing = "0" * len(oid)
    gone = [f"0 {nothing}\t{path}\0" for path, stage in entries.items() if stage is None]
    made = [f"{stage.mode} {stage.oid}\t{path}\0" for path, stage in entries.items() if stage]
    return "".join([*gone, *made])


def _batch(git: Git, lines: Sequence[str], *words: str) -> list[bytes]:
    """Ask for many contents at once."""
    if not lines:
        return []
    # The size that git tells is not that of a content whose line endings it changes.
    mark = os.urandom(16).hex()
    answer = git.do(
        "cat-file", f"--batch={mark}", *words, given="".join(lines), patience=LONG, raw=True
    )
    _, *contents = _encode(answer).split(f"{mark}\n".encode())
    if len(contents) != len(lines):
        why = "the repository lacks a content that it names: git fsck"
        raise GitFailed("cat-file", why, why)
    return [content[:-1] for content in contents]


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
