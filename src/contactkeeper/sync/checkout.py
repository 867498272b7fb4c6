"""Write a merged tree into the work tree, file by file, comparing each before it is replaced.

Git itself compares at the start of a merge and writes at its end; what an editor saves in between
would be lost. Here a file that changed meanwhile is merged once more: the base is our last commit,
ours is what the disk holds, and theirs is the merged tree. Git's own files are not touched: after a
kill the next sync commits what is there and merges again, which changes nothing.
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
from contactkeeper.sync.git import decode
from contactkeeper.sync.merge_file import copy_name, file_kind, is_workspace, say_copy, say_hidden
from contactkeeper.sync.objects import EXECUTABLE, LINK, SUBMODULE, Stage, TreeChange, read_as_files
from contactkeeper.vault import files
from contactkeeper.vault.paths import parent_folders, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from contextlib import AbstractContextManager

    from contactkeeper.sync.merge_file import FileMerger
    from contactkeeper.sync.moves import Moves

    LockVault = Callable[[], AbstractContextManager[object]]
    """Takes the vault's lock."""
    ShowProgress = Callable[[int, int], None]
    """Is told how many files are done, of how many."""

ATTEMPTS = 50
"""Merges of one file that another program keeps changing."""
_BATCH = 200
"""Files whose contents are read from git at once, and written under one lock."""


class Content(NamedTuple):
    """The content of a file, or the target of a link."""

    data: bytes
    is_link: bool = False


class Checkout:
    """Writes the changes of a merge into one work tree."""

    def __init__(
        self, moves: Moves, merger: FileMerger, staged: Collection[str], *, day: str, token: str
    ) -> None:
        """Prepare a checkout; nothing is written yet.

        Args:
            moves: the notes that have another name, here or there; its git runs at the top of the
                work tree, by its real and absolute path.
            merger: merges the files that changed meanwhile.
            staged: paths with changes in the index that are not committed.
            day: the date in the names of conflict copies.
            token: goes into the names of temporary files.
        """
        self._git = moves.git
        self._top = moves.git.folder
        self._merger = merger
        self._moves = moves
        self._day = day
        self._staged = staged
        self._token = token
        self._number = 0
        self.remarks: list[str] = []
        """Sentences for the user: files that were kept, merged again or copied."""

    def write_all(
        self, changes: Sequence[TreeChange], lock_vault: LockVault, show: ShowProgress
    ) -> None:
        """Write all files. Removals come last, so that a moved text is always in some file.

        Raises:
            NotSynced: a file can't be written, or another program keeps changing it.
        """
        removed = [each for each in changes if each.after is None]
        written = [each for each in changes if each.after is not None]
        with lock_vault():
            self._make_room(removed, written)
        ordered = [*written, *removed]
        for start in range(0, len(ordered), _BATCH):
            some = ordered[start : start + _BATCH]
            contents = list(self._contents(some))
            with lock_vault():
                for number, (each, before, after) in enumerate(contents):
                    show(start + number, len(ordered))
                    self._write_one(each, before, after)

    def _make_room(self, removed: list[TreeChange], written: Sequence[TreeChange]) -> None:
        """Remove first the files whose path becomes a folder, and folders that become a file."""
        folders = {folder for each in written for folder in parent_folders(each.path)}
        names = {each.path for each in written}
        first = [
            each for each in removed
            if each.path in folders or any(folder in names for folder in parent_folders(each.path))
        ]  # fmt: skip
        for each, before, _ in self._contents(first):
            self._write_one(each, before, None)
            removed.remove(each)

    def _contents(
        self, changes: Sequence[TreeChange]
    ) -> Iterator[tuple[TreeChange, Content | None, Content | None]]:
        """Yield each file with its content on the disk before and after the merge."""
        stages = [
            (stage, each.path)
            for each in changes
            for stage in (each.before, each.after)
            if stage and stage.mode != SUBMODULE
        ]
        data = read_as_files(self._git, [(stage.oid, path) for stage, path in stages])
        contents = {
            (stage, path): Content(each, stage.mode == LINK)
            for (stage, path), each in zip(stages, data, strict=True)
        }
        for each in changes:
            if SUBMODULE not in (each.before and each.before.mode, each.after and each.after.mode):
                before, after = (
                    contents[stage, each.path] if stage else None
                    for stage in (each.before, each.after)
                )
                yield each, before, after

    def _write_one(self, each: TreeChange, before: Content | None, after: Content | None) -> None:
        """Write one file, again as long as it changes meanwhile."""
        for _ in range(ATTEMPTS):
            try:
                self._try_to_write(each, before, after)
            except NoteChanged:
                continue
            except (OSError, WriteRefused, files.TooLarge) as error:
                why = str(error)
                if isinstance(error, OSError):
                    why = f"{each.path} could not be written: {error.strerror or error}."
                message = f"{why} The merge was not made. Fix that, then run ck sync."
                raise NotSynced("in-the-way", message, notes=(each.path,)) from error
            return
        message = (
            f"{each.path} keeps changing, so the merge was not made. Stop the program that writes "
            "it, then run ck sync."
        )
        raise NotSynced("changing", message, notes=(each.path,))

    def _try_to_write(
        self, each: TreeChange, before: Content | None, after: Content | None
    ) -> None:
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
        if file_kind(path) == "hidden":
            if after is not None or is_workspace(path):
                self.remarks.append(say_hidden(path))
        elif file_kind(path) == "other" and (now is None or path in self._staged):
            self._report_kept(path)
        elif now is None:
            # Taken away here and not committed yet. What was changed stays, as in any merge.
            if not self._follow_move_here(path, before, after):
                self._put(path, None, after)
                self.remarks.append(f"{path}: deleted here and changed there, so it is kept.")
        elif after is None:
            if not self._follow_move_there(path, before, now):
                self.remarks.append(f"{path}: changed here and deleted there, so it is kept.")
        else:
            self._merge_again(path, before, now, after)

    def _follow_move_here(self, path: str, before: Content | None, after: Content | None) -> bool:
        """Merge what came into the note that was moved here and is not committed yet, if it was."""
        place = self._find_here(path, before)
        there = self._read(place) if place else None
        if there is None or after is None:
            return False
        self._merge_again(place, before, there, after)
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
        there = self._read(place) if file_kind(path) == "note" else None
        if there is None or there.is_link or now.is_link:
            return False
        self._merge_again(place, before, there, now)
        self._remove(self._place(path), now)
        return True

    def _find_here(self, path: str, before: Content | None) -> str:
        """Return the note that has the content of one that is gone here; empty where none has."""
        if before is None or before.is_link or file_kind(path) != "note":
            return ""
        return self._moves.find_here(path, files.decode(before.data)[0])

    def _report_kept(self, path: str) -> None:
        """Report that a file that is no note stays as it is on this machine, uncommitted."""
        self.remarks.append(
            f"{path}: changed here and not committed, so it stays as it is. The other machine's "
            f"version: git show {shlex.quote(f'HEAD:{path}')}"
        )

    def _merge_again(self, path: str, before: Content | None, now: Content, after: Content) -> None:
        """Merge the content of the disk with that of the merged tree."""
        base = before.data if before and not before.is_link else None
        if now.is_link or after.is_link:
            self.remarks.append(f"{path}: a link on one side, so it stays as it is here.")
            return
        merged = self._merger.merge(path, base, now.data, after.data)
        if merged.copy is not None and file_kind(path) == "other":
            self._report_kept(path)
            return
        remarks = merged.remarks
        if merged.copy is not None:
            copy = self._write_copy(path, merged.copy)
            remarks = (*remarks, say_copy(path, copy))
        self._put(path, now, Content(merged.data))
        self.remarks += remarks

    def _write_copy(self, path: str, data: bytes) -> str:
        """Write a conflict copy beside a file, unless it exists already; return its path."""
        oid = self._git.do("hash-object", "--no-filters", "--stdin", stdin=decode(data))
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
                raise WriteRefused(path, None, "A folder has this name.")
            return Content(read_beginning(place, sys.maxsize))
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _put(self, path: str, now: Content | None, after: Content | None) -> None:
        """Write, replace or remove a file that is still as it was read.

        Raises:
            NoteChanged: it is not.
        """
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
        """Remove a file, and the folders that are empty afterwards, as git does."""
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
        """Return the absolute path; raises WriteRefused where its folder is a link."""
        place = place_of(self._top, path)
        folder = os.path.dirname(place)
        if os.path.realpath(folder) != folder:
            raise WriteRefused(path, None, "Its folder is a link.")
        return place

    def _set_mode(self, path: str, after: Stage) -> None:
        """Set whether a file is executable, as git has it; does nothing on disks without modes."""
        if not after.is_file:
            return
        place = self._place(path)
        with suppress(OSError):
            mode = stat.S_IMODE(os.stat(place).st_mode)
            wanted = mode | (mode & 0o444) >> 2 if after.mode == EXECUTABLE else mode & ~0o111
            if wanted != mode and os.name != "nt":
                os.chmod(place, wanted)


def _put_link(place: str, after: Content, temporary: str) -> None:
    """Write a link, or replace a link by a file."""
    if after.is_link:
        os.symlink(os.fsdecode(after.data), temporary)
    else:
        with open(temporary, "xb") as file:
            file.write(after.data)
    os.replace(temporary, place)
