"""A merged tree brought into the work tree, file by file, each compared before it is replaced.

Git itself compares at the start of a merge and writes at its end; what an editor saves in between
would be lost. Here a note that changed meanwhile is merged once more: the common version is that of
our last commit, ours is what the disk holds, and theirs is what came. Git's own files are not
touched, so a kill at any moment leaves contents that merge to themselves.
"""

from __future__ import annotations

import os
import shlex
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import NoteChanged, NotSynced, WriteRefused
from contactkeeper.file_access import read_beginning
from contactkeeper.vault import files
from contactkeeper.vault.blobs import EXECUTABLE, LINK, SUBMODULE, Stage, read_as_files
from contactkeeper.vault.conflicts import copy_name, is_workspace, kind_of, say_copy, say_hidden
from contactkeeper.vault.places import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from contactkeeper.vault.conflicts import Settler
    from contactkeeper.vault.git import Git
    from contactkeeper.vault.moves import Moves

    Hold = Callable[[], AbstractContextManager[object]]
    """Takes the vault's lock."""

ATTEMPTS = 50
"""How often a file that changes all the time is merged anew."""
_AT_ONCE = 200
"""Files whose contents are read from git at once."""


class Incoming(NamedTuple):
    """A file that a merge changes."""

    path: str
    """From the top of the work tree, with `/`."""
    before: Stage | None
    after: Stage | None


class Content(NamedTuple):
    """What stands at a path: the content of a file, or where a link leads."""

    data: bytes
    is_link: bool = False


def changes_between(git: Git, before: str, after: str) -> list[Incoming]:
    """List what differs between two trees."""
    words = ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", before, after)
    parts = git.do(*words, raw=True).split("\0")
    found = []
    for about, path in zip(parts[::2], parts[1::2], strict=False):
        old_mode, new_mode, old, new, _ = about.removeprefix(":").split(" ")
        found.append(Incoming(path, _stage(old_mode, old), _stage(new_mode, new)))
    return found


class Checkout:
    """Brings changes into one work tree."""

    def __init__(
        self, moves: Moves, settler: Settler, staged: Collection[str], *, day: str, token: str
    ) -> None:
        """Keep what is needed.

        Args:
            moves: the notes that have another name, here or there; its git runs at the top of the
                work tree, by its real and absolute path.
            settler: merges what changed meanwhile.
            staged: paths of which the index holds something that is not committed.
            day: goes into the names of copies.
            token: goes into the names of temporary files.
        """
        self._git = moves.git
        self._top = moves.git.folder
        self._settler = settler
        self._moves = moves
        self._day = day
        self._staged = staged
        self._token = token
        self._number = 0
        self.remarks: list[str] = []
        """What a person may want to know, in sentences."""

    def bring(
        self, incoming: Sequence[Incoming], hold: Hold, show: Callable[[int, int], None]
    ) -> None:
        """Write all files; what is taken away goes last, so that its text is always somewhere.

        Raises:
            NotSynced: a file can't be written, or changes all the time.
        """
        gone = [each for each in incoming if each.after is None]
        made = [each for each in incoming if each.after is not None]
        with hold():
            self._make_room(gone, made)
        ordered = [*made, *gone]
        for start in range(0, len(ordered), _AT_ONCE):
            some = ordered[start : start + _AT_ONCE]
            contents = list(self._contents(some))
            with hold():
                for number, (each, before, after) in enumerate(contents):
                    show(start + number, len(ordered))
                    self._bring_one(each, before, after)

    def _make_room(self, gone: list[Incoming], made: Sequence[Incoming]) -> None:
        """Take files away first where folders of their names come, and files in such folders."""
        folders = {folder for each in made for folder in _folders(each.path)}
        names = {each.path for each in made}
        first = [
            each for each in gone
            if each.path in folders or any(folder in names for folder in _folders(each.path))
        ]  # fmt: skip
        for each, before, _ in self._contents(first):
            self._bring_one(each, before, None)
            gone.remove(each)

    def _contents(
        self, incoming: Sequence[Incoming]
    ) -> Iterator[tuple[Incoming, Content | None, Content | None]]:
        """Yield each file with what git has of it before and after, as the disk would hold it."""
        stages = [
            (stage, each.path)
            for each in incoming
            for stage in (each.before, each.after)
            if stage and stage.mode != SUBMODULE
        ]
        data = read_as_files(self._git, [(stage.oid, path) for stage, path in stages])
        contents = {
            (stage, path): Content(each, stage.mode == LINK)
            for (stage, path), each in zip(stages, data, strict=True)
        }
        for each in incoming:
            if SUBMODULE not in (each.before and each.before.mode, each.after and each.after.mode):
                before, after = (
                    contents[stage, each.path] if stage else None
                    for stage in (each.before, each.after)
                )
                yield each, before, after

    def _bring_one(self, each: Incoming, before: Content | None, after: Content | None) -> None:
        """Bring one file in, as often as it changes meanwhile."""
        for _ in range(ATTEMPTS):
            try:
                self._try(each, before, after)
            except NoteChanged:
                continue
            except (OSError, WriteRefused, files.TooLarge) as error:
                why = str(error)
                if isinstance(error, OSError):
                    why = f"{each.path} could not be written: {error.strerror or error}."
                message = f"{why} The merge was not made. Mend that, then ck sync."
                raise NotSynced("in-the-way", message, notes=(each.path,)) from error
            return
        message = (
            f"{each.path} changes all the time, so the merge was not made. End the program that "
            "writes it, then ck sync."
        )
        raise NotSynced("changing", message, notes=(each.path,))

    def _try(self, each: Incoming, before: Content | None, after: Content | None) -> None:
        path = each.path
        now = self._read(path)
        if now == after:
            if now is None and path in self._moves.there:
                self._unite_moves(path, before)
        elif now == before:
            self._put(path, now, after)
        else:
            self._bring_together(path, before, now, after)
        if each.after and (each.before is None or each.before.mode != each.after.mode):
            self._set_mode(path, each.after)

    def _bring_together(
        self, path: str, before: Content | None, now: Content | None, after: Content | None
    ) -> None:
        """Bring in a file that has changed here, too."""
        if kind_of(path) == "hidden":
            if after is not None or is_workspace(path):
                self.remarks.append(say_hidden(path))
        elif kind_of(path) == "other" and (now is None or path in self._staged):
            self._keep(path)
        elif now is None:
            # Taken away here and not committed yet. What was changed stays, as in any merge.
            if not self._follow_move_here(path, before, after):
                self._put(path, None, after)
                self.remarks.append(f"{path}: deleted here and changed there, so it is kept.")
        elif after is None:
            if not self._follow_move_there(path, before, now):
                self.remarks.append(f"{path}: changed here and deleted there, so it is kept.")
        else:
            self._unite(path, before, now, after)

    def _follow_move_here(self, path: str, before: Content | None, after: Content | None) -> bool:
        """Merge what came into the note that was moved here and is not committed yet, if it was."""
        place = self._find_here(path, before)
        there = self._read(place) if place else None
        if there is None or after is None:
            return False
        self._unite(place, before, there, after)
        self.remarks.append(f"{path}: moved here and changed there, so it is one note: {place}")
        return True

    def _follow_move_there(self, path: str, before: Content | None, now: Content) -> bool:
        """Merge a note that was changed here into the one that has its name there, if one has."""
        place = self._moves.there.get(path, "")
        if not place or not self._take_over(path, place, before, now):
            return False
        self.remarks.append(f"{path}: changed here and moved there, so it is one note: {place}")
        return True

    def _unite_moves(self, path: str, before: Content | None) -> None:
        """Make one of a note that was moved here, not committed yet, and elsewhere there."""
        place = self._find_here(path, before)
        now = self._read(place) if place else None
        if now and self._take_over(place, self._moves.there[path], before, now):
            self.remarks.append(
                f"{path}: {place} here, {self._moves.there[path]} there, so it is that one note."
            )

    def _take_over(self, path: str, place: str, before: Content | None, now: Content) -> bool:
        """Merge a note into another one, and remove it only then; no where that can't be."""
        there = self._read(place) if kind_of(path) == "note" else None
        if there is None or there.is_link or now.is_link:
            return False
        self._unite(place, before, there, now)
        self._remove(self._place(path), now)
        return True

    def _find_here(self, path: str, before: Content | None) -> str:
        """Return the note that has the content of one that is gone here; empty where none has."""
        if before is None or before.is_link or kind_of(path) != "note":
            return ""
        return self._moves.find_here(path, files.decode(before.data)[0])

    def _keep(self, path: str) -> None:
        """Leave a file that is no note as it is on this machine, and not committed."""
        self.remarks.append(
            f"{path}: changed here and not committed, so it stays as it is. The other machine's "
            f"version: git show {shlex.quote(f'HEAD:{path}')}"
        )

    def _unite(self, path: str, before: Content | None, now: Content, after: Content) -> None:
        """Merge what the disk holds with what came."""
        known = before.data if before and not before.is_link else None
        if now.is_link or after.is_link:
            self.remarks.append(f"{path}: a link on one side, so it stays as it is here.")
            return
        settled = self._settler.settle(path, known, now.data, after.data)
        if settled.copy is not None and kind_of(path) == "other":
            self._keep(path)
            return
        said = settled.remarks
        if settled.copy is not None:
            copy = self.write_copy(path, settled.copy)
            said = (*said, say_copy(path, copy))
        self._put(path, now, Content(settled.data))
        self.remarks += said

    def write_copy(self, path: str, data: bytes) -> str:
        """Write a conflict copy beside a file, where it is not there yet; return its path."""
        oid = self._git.do("hash-object", "--no-filters", "--stdin", given=_text(data))
        copy = copy_name(path, self._day, oid)
        if self._read(copy) is None:
            self._put(copy, None, Content(data))
        return copy

    def _read(self, path: str) -> Content | None:
        place = self._place(path)
        try:
            found = os.lstat(place)
            if stat.S_ISLNK(found.st_mode):
                return Content(os.fsencode(os.readlink(place)), is_link=True)
            if stat.S_ISDIR(found.st_mode):
                raise WriteRefused(path, None, "A folder has its name.")
            return Content(read_beginning(place, sys.maxsize))
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _put(self, path: str, now: Content | None, after: Content | None) -> None:
        """Write, replace or remove a file that still is as it was read."""
        place = self._place(path)
        if now == after:
            return
        if after is None:
            self._remove(place, now)
            return
        os.makedirs(os.path.dirname(place), exist_ok=True)
        self._number += 1
        temporary = files.temporary_name(self._token, self._number)
        if after.is_link or (now and now.is_link):
            _put_link(place, after, os.path.join(os.path.dirname(place), temporary))
        elif now is None:
            self.remarks += files.create(place, after.data, root=self._top, temporary=temporary)
        else:
            self.remarks += files.replace(
                place, now.data, after.data, root=self._top, temporary=temporary
            )

    def _remove(self, place: str, now: Content | None) -> None:
        """Remove a file, and the folders that are empty then, as git does."""
        if now is None or now.is_link:
            os.unlink(place)
        else:
            files.remove(place, now.data, root=self._top)
        with suppress(OSError):
            folder = os.path.dirname(place)
            while folder != self._top:
                os.rmdir(folder)
                folder = os.path.dirname(folder)

    def _place(self, path: str) -> str:
        """Return the place of a path; raises WriteRefused where a link leads to it."""
        place = place_of(self._top, path)
        folder = os.path.dirname(place)
        if os.path.realpath(folder) != folder:
            raise WriteRefused(path, None, "A link stands in the place of its folder.")
        return place

    def _set_mode(self, path: str, after: Stage) -> None:
        """Let a file be run, or not, as git has it; a disk that keeps no modes is left alone."""
        if not after.is_file:
            return
        place = self._place(path)
        with suppress(OSError):
            mode = stat.S_IMODE(os.stat(place).st_mode)
            may_run = mode | (mode & 0o444) >> 2 if after.mode == EXECUTABLE else mode & ~0o111
            if may_run != mode and os.name != "nt":
                os.chmod(place, may_run)


def _put_link(place: str, after: Content, temporary: str) -> None:
    """Put a link in a place, or a file in the place of a link."""
    if after.is_link:
        os.symlink(os.fsdecode(after.data), temporary)
    else:
        with open(temporary, "xb") as file:
            file.write(after.data)
    os.replace(temporary, place)


def _stage(mode: str, oid: str) -> Stage | None:
    return None if mode == "000000" else Stage(mode, oid)


def _folders(path: str) -> Iterable[str]:
    parts = path.split("/")[:-1]
    return ("/".join(parts[:end]) for end in range(1, len(parts) + 1))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
