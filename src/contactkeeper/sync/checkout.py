"""Write a merged tree into the work tree, file by file, comparing each before it is replaced.

Git itself compares at the start of a merge and writes at its end; what an editor saves in between
would be lost. Here a file that changed meanwhile is merged once more: the base is our last commit,
ours is what the disk holds, and theirs is the merged tree. Git's own files are not touched: after a
kill the next sync commits what is there and merges again, which changes nothing.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from contactkeeper.errors import NoteChanged, WriteRefused
from contactkeeper.shell_words import shell_word
from contactkeeper.sync.deletions import MovedNotes
from contactkeeper.sync.git import decode
from contactkeeper.sync.merge_file import copy_name, file_kind, is_workspace, kept_hidden
from contactkeeper.sync.objects import LINK, SUBMODULE, TreeChange, read_as_files
from contactkeeper.sync.work_files import Content, WorkFiles
from contactkeeper.sync_errors import NotSynced
from contactkeeper.system_errors import why_refused
from contactkeeper.text import sync as text
from contactkeeper.vault import files
from contactkeeper.vault.paths import TRASH, parent_folders
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from contextlib import AbstractContextManager

    from contactkeeper.sync.merge_file import FileMerger

    LockVault = Callable[[], AbstractContextManager[object]]
    """Takes the vault's lock."""
    ShowProgress = Callable[[int, int], None]
    """Is told how many files are done, of how many."""

    from contactkeeper.sync.git import Git

ATTEMPTS = 50
"""Merges of one file that another program keeps changing."""
_BATCH = 200
"""Files whose contents are read from git at once, and written under one lock."""


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
        self._files = WorkFiles(moves.git.folder, token)
        self._merger = merger
        self._moves = moves
        self._day = day
        self._staged = staged
        self.remarks: list[Wording] = []
        """The files that were kept, merged again or copied."""

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
                said = _not_written(each.path, error)
                raise NotSynced("in-the-way", said, notes=(each.path,)) from error
            return
        said = Wording(
            "{path} keeps changing, so the merge was not made. Stop the program that writes it, "
            "then run ck sync.",
            path=each.path,
        )
        raise NotSynced("changing", said, notes=(each.path,))

    def _try_to_write(
        self, each: TreeChange, before: Content | None, after: Content | None
    ) -> None:
        path = each.path
        now = self._files.read(path)
        if now == after:
            if now is None and path in self._moves.there:
                self._unite_moves(path, before)
        elif now == before:
            self.remarks += self._files.put(path, now, after)
        else:
            self._bring_together(path, before, now, after)
        if each.after and (each.before is None or each.before.mode != each.after.mode):
            self._files.set_mode(path, each.after)

    def _bring_together(
        self, path: str, before: Content | None, now: Content | None, after: Content | None
    ) -> None:
        """Bring in a file that has changed here, too."""
        if file_kind(path) == "hidden":
            if after is not None or is_workspace(path):
                self.remarks.append(kept_hidden(path))
        elif file_kind(path) == "other" and (now is None or path in self._staged):
            self._report_kept(path)
        elif now is None:
            # Taken away here and not committed yet. What was changed stays, as in any merge.
            if not self._follow_move_here(path, before, after):
                self.remarks += self._files.put(path, None, after)
                self.remarks.append(text.say_kept_there(path))
        elif after is None:
            if not self._follow_move_there(path, before, now):
                self.remarks.append(text.say_kept_here(path))
        else:
            self._merge_again(path, before, now, after)

    def _follow_move_here(self, path: str, before: Content | None, after: Content | None) -> bool:
        """Merge the incoming text into the note that was moved here, uncommitted, if it was."""
        place = self._find_here(path, before)
        there = self._files.read(place) if place else None
        if there is None or after is None:
            return False
        self._merge_again(place, before, there, after)
        self.remarks.append(text.say_moved_here(path, place))
        return True

    def _follow_move_there(self, path: str, before: Content | None, now: Content) -> bool:
        """Merge a note that was changed here into the new name that it has there, if it has one."""
        place = self._moves.there.get(path, "")
        if not place or not self._take_over(path, place, before, now):
            return False
        self.remarks.append(text.say_moved_there(path, place))
        return True

    def _unite_moves(self, path: str, before: Content | None) -> None:
        """Merge a note that was moved here, uncommitted, and to another path there."""
        place = self._find_here(path, before)
        now = self._files.read(place) if place else None
        if now and self._take_over(place, self._moves.there[path], before, now):
            there = self._moves.there[path]
            self.remarks.append(text.say_moved_twice(path, place, there))

    def _take_over(self, path: str, place: str, before: Content | None, now: Content) -> bool:
        """Merge a note into another one, and then remove it; return False where that can't be."""
        there = self._files.read(place) if file_kind(path) == "note" else None
        if there is None or there.is_link or now.is_link:
            return False
        self._merge_again(place, before, there, now)
        self._files.remove(path, now)
        return True

    def _find_here(self, path: str, before: Content | None) -> str:
        """Return the note that has the content of one that is gone here; empty where none has."""
        if before is None or before.is_link or file_kind(path) != "note":
            return ""
        return self._moves.find_here(path, files.decode(before.data)[0])

    def _report_kept(self, path: str) -> None:
        """Report that a file that is no note stays as it is on this machine, uncommitted."""
        self.remarks.append(text.say_uncommitted(path, shell_word(f"HEAD:{path}")))

    def _merge_again(self, path: str, before: Content | None, now: Content, after: Content) -> None:
        """Merge the content of the disk with that of the merged tree."""
        base = before.data if before and not before.is_link else None
        if now.is_link or after.is_link:
            self.remarks.append(text.say_link(path))
            return
        merged = self._merger.merge(path, base, now.data, after.data)
        if merged.copy is not None and file_kind(path) == "other":
            self._report_kept(path)
            return
        remarks = merged.remarks
        if merged.copy is not None:
            remarks = (*remarks, text.say_copy(path, self._write_copy(path, merged.copy)))
        self.remarks += self._files.put(path, now, Content(merged.data))
        self.remarks += remarks

    def _write_copy(self, path: str, data: bytes) -> str:
        """Write a conflict copy beside a file, unless it exists already; return its path."""
        oid = self._git.do("hash-object", "--no-filters", "--stdin", stdin=decode(data))
        copy = copy_name(path, self._day, oid)
        if self._files.read(copy) is None:
            self.remarks += self._files.put(copy, None, Content(data))
        return copy


def _not_written(path: str, error: OSError | WriteRefused | files.TooLarge) -> Wording:
    if isinstance(error, OSError):
        return Wording(
            "{path} could not be written: {why}. The merge was not made. Fix that, then run ck "
            "sync.",
            path=path,
            why=why_refused(error),
        )
    why = error.sentence if isinstance(error, WriteRefused) else str(error)
    return Wording("{why} The merge was not made. Fix that, then run ck sync.", why=why)


class Moves:
    """Finds the new names of notes; git is asked only where a name is wanted."""

    def __init__(self, git: Git, before: str, after: str, made: Collection[str]) -> None:
        """Keep what is compared.

        Args:
            git: runs at the top of the work tree.
            before: the tree that the work tree had.
            after: the tree that it is to have.
            made: the paths that the second tree brings.
        """
        self.git = git
        self._trees = (before, after)
        self._made = made

    @cached_property
    def there(self) -> dict[str, str]:
        """Map the old names to the new ones, between the two trees."""
        words = ("diff-tree", "-r", "-z", "-M", "--name-status", "--diff-filter=R", *self._trees)
        parts = self.git.do(*words, raw=True).split("\0")
        return dict(zip(parts[1::3], parts[2::3], strict=False))

    def find_here(self, path: str, text: str) -> str:
        """Return the new note, unknown to git, that has the content of one; empty if none has."""
        if not self._new:
            return ""
        place = MovedNotes(self.git.folder, self._new, 1).find(path, text)
        return "" if place.startswith(f"{TRASH}/") else place

    @cached_property
    def _new(self) -> list[str]:
        listed = self.git.ask("ls-files", "-o", "-z", "--exclude-standard").parts()
        return [each for each in listed if file_kind(each) == "note" and each not in self._made]
