"""Find the files of a vault that are notes. Folders are read, notes are not."""

from __future__ import annotations

import os
import stat
import sys
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from contactkeeper.core.casefolding import caseless
from contactkeeper.system_errors import why_refused
from contactkeeper.vault.obsidian import ignore_filters, is_template_folder, template_folders
from contactkeeper.vault.paths import find_suspects, is_copy, is_inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import TypeAlias

    _Folder: TypeAlias = tuple[str, str, str]
    """Its place on disk, its path in the vault (ends in `/`), its real place."""


class Scan(NamedTuple):
    """The notes of a vault; all paths relative to it, with `/`, spelled as on disk."""

    notes: tuple[str, ...]
    """In the order of their code points; the same vault gives the same order."""
    conflict_copies: tuple[str, ...] = ()
    """Second versions made by sync tools: never contacts, for `ck check` to name."""
    suspects: tuple[str, ...] = ()
    """Notes called `X 2.md` beside an `X.md`: perhaps a copy of iCloud's, perhaps a person."""
    unreadable: tuple[tuple[str, str], ...] = ()
    """Folders that could not be listed, each with the reason; names that are not Unicode, with
    none."""
    templates: tuple[str, ...] = ()
    """Folders that were passed over for their names alone, since no setting names another one."""
    unused_filters: tuple[str, ...] = ()
    """Expressions of Obsidian's that leave nothing out, since they might take for ever."""
    stamps: tuple[str, ...] = ()
    """One for each note, where they were asked for: see `stamp_of`."""


def stamp_of(status: os.stat_result) -> str:
    """Return the stamp of a file; as long as it is the same, the file is unchanged.

    The times of modification and of change in nanoseconds, the size, the inode. As text, since
    some file systems have inodes of more than 63 bits.
    """
    return f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_size} {status.st_ino}"


def scan(
    root: Path,
    left_out: tuple[str, ...] = (),
    wanted: tuple[str, ...] = (),
    *,
    stamped: bool = False,
) -> Scan:
    """List the notes of the vault; folders reached by a link are walked once, never in circles.

    Args:
        root: the vault.
        left_out: further folders that hold no notes, relative to the vault, with `/`.
        wanted: folders that hold notes, whatever they are called.
        stamped: whether each file is asked for its stamp, which takes three times as long.
    """
    walk = _Walk(root, left_out, wanted, stamped=stamped)
    walk.run()
    return walk.result()


class _Walk:
    """One walk through a vault, by `os.scandir` alone: no note is opened, only links are asked."""

    def __init__(
        self, root: Path, left_out: tuple[str, ...], wanted: tuple[str, ...], *, stamped: bool
    ) -> None:
        self.root = root
        self.left_out = left_out
        self.wanted = tuple(f"{caseless(folder)}/" for folder in wanted)
        self.stamped = stamped
        self.notes: list[str] = []
        self.stamps: list[str] = []
        """Of the notes, in their order, where they were asked for; empty of a file without one."""
        self.unreadable: list[tuple[str, str]] = []
        self.linked_folders: list[tuple[str, str]] = []
        self.linked_notes: list[tuple[str, str]] = []
        self.prefixes: tuple[str, ...] = ()
        """Beginnings of paths that are left out."""
        self.templates: frozenset[str] = frozenset()
        """Folded folders, with a final `/`, that are left out."""
        self.has_templates = False
        """Whether a setting says where the templates are."""
        self.named_so: list[str] = []
        """Folders with a usual name for templates, where no setting names one."""
        self.unused_filters: tuple[str, ...] = ()
        self.seen: set[str] = set()
        """Real folders that were walked."""

    def run(self) -> None:
        """Walk through all folders."""
        named = template_folders(self.root)
        self.has_templates = bool(named)
        self.templates = frozenset(caseless(name) + "/" for name in (*named, *self.left_out))
        self.prefixes, patterns, self.unused_filters = ignore_filters(self.root)
        real_root = os.path.realpath(self.root)
        self._descend([(os.fspath(self.root), "", real_root)])
        while self.linked_folders:
            links = sorted(self.linked_folders)
            self.linked_folders = []
            for path, place in links:
                real = os.path.realpath(place)
                # A link into the vault shows what is seen already or was left out on purpose; one
                # to a folder around the vault would lead through the whole disk and back.
                if not (is_inside(real, real_root) or is_inside(real_root, real)):
                    self._descend([(place, path, real)])
        self._follow_notes(real_root)
        if patterns:
            self._leave_out(
                any(pattern.search(normalize("NFC", note)) for pattern in patterns)
                for note in self.notes
            )

    def _descend(self, stack: list[_Folder]) -> None:
        """Walk through some folders and all that are in them."""
        while stack:
            stack += self._list(stack.pop())

    def _list(self, folder: _Folder) -> list[_Folder]:
        """Keep what is in a folder; return the folders in it that are to be walked."""
        place, path, real = folder
        inner: list[_Folder] = []
        if real in self.seen:
            return inner
        self.seen.add(real)
        try:
            with os.scandir(place) as listing:
                for entry in self._without_plain_notes(listing, path):
                    if self._is_plain_folder(entry, path):
                        name = entry.name
                        inner.append((entry.path, f"{path}{name}/", real + os.sep + name))
        except OSError as error:
            reason = why_refused(error)
            self.unreadable.append((_printable(path.rstrip("/") or "."), reason))
        return inner

    def _without_plain_notes(
        self, listing: Iterable[os.DirEntry[str]], above: str
    ) -> Iterator[os.DirEntry[str]]:
        """Keep plain notes, which most entries are, and yield all others.

        What is hidden is passed over.
        """
        notes, stamps = self.notes.append, self.stamps.append
        is_plain = not self.prefixes and above.isprintable() and sys.platform != "win32"
        for entry in listing:
            name = entry.name
            if name[0] == ".":
                continue
            if (
                is_plain
                and name[-3:] == ".md"
                and name.isprintable()
                and entry.is_file(follow_symlinks=False)
            ):
                notes(above + name)
                if self.stamped:
                    try:
                        stamps(stamp_of(entry.stat(follow_symlinks=False)))
                    except OSError:
                        stamps("")  # to read the note will say why
            else:
                yield entry

    def _is_plain_folder(self, entry: os.DirEntry[str], above: str) -> bool:
        """Keep an entry if it is a note or a link; say whether it is a folder to walk into."""
        name, path = entry.name, above + entry.name
        linked = _is_link(entry)
        if os.path.isdir(entry.path) if linked else entry.is_dir(follow_symlinks=False):
            path += "/"
            if path.startswith(self.prefixes) or (
                self.templates and caseless(path) in self.templates
            ):
                return False
            if not self.has_templates and is_template_folder(name) and not self._is_wanted(path):
                self.named_so.append(path.rstrip("/"))
                return False
            if linked:
                self.linked_folders.append((path, entry.path))
            return not linked
        if name[-3:].lower() == ".md" and not path.startswith(self.prefixes):
            if not path.isprintable() and _printable(path) != path:
                self.unreadable.append((_printable(path), ""))
            elif linked:
                self.linked_notes.append((path, entry.path))
            elif entry.is_file(follow_symlinks=False):
                self._add(path, entry)
        return False

    def _is_wanted(self, path: str) -> bool:
        """Say whether a folder, or one in it, holds notes whatever it is called."""
        folded = caseless(path)
        return any(each.startswith(folded) or folded.startswith(each) for each in self.wanted)

    def _follow_notes(self, real_root: str) -> None:
        """Add linked notes, except those whose target is a note of this vault."""
        if not self.linked_notes:
            return
        seen = {os.path.join(real_root, *note.split("/")) for note in self.notes}
        for path, place in sorted(self.linked_notes):
            real = os.path.realpath(place)
            # A link that leads nowhere is kept: reading it fails, and that is said.
            if real not in seen and (os.path.isfile(real) or not os.path.exists(real)):
                seen.add(real)
                self._add(path, real)

    def _add(self, path: str, file: os.DirEntry[str] | str) -> None:
        """Add a note, with its stamp; Windows has no inode in its listings, so it is asked anew."""
        self.notes.append(path)
        if self.stamped:
            try:
                if isinstance(file, str) or sys.platform == "win32":
                    status = os.stat(file)
                else:
                    status = file.stat(follow_symlinks=False)
            except OSError:
                self.stamps.append("")
            else:
                self.stamps.append(stamp_of(status))

    def _leave_out(self, unwanted: Iterable[bool]) -> None:
        """Leave out some notes; there is one answer for each of them, in their order."""
        wanted = [not each for each in unwanted]
        self.stamps = list(compress(self.stamps, wanted))
        self.notes = list(compress(self.notes, wanted))

    def result(self) -> Scan:
        """Put all in order."""
        copies = tuple(sorted(filter(is_copy, self.notes)))
        if copies:
            left_out = set(copies)
            self._leave_out(note in left_out for note in self.notes)
        order = sorted(range(len(self.notes)), key=self.notes.__getitem__)
        notes = tuple([self.notes[place] for place in order])
        stamps = tuple([self.stamps[place] for place in order]) if self.stamped else ()
        return Scan(
            notes,
            copies,
            find_suspects(notes),
            tuple(sorted(self.unreadable)),
            tuple(sorted(self.named_so)),
            self.unused_filters,
            stamps,
        )


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Say whether an entry leads elsewhere; on Windows junctions do, and are no symlinks."""
    if sys.platform == "win32":
        tag = entry.stat(follow_symlinks=False).st_reparse_tag
        return tag in (stat.IO_REPARSE_TAG_SYMLINK, stat.IO_REPARSE_TAG_MOUNT_POINT)
    return entry.is_symlink()


def _printable(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def notes_below(root: Path, folder: str) -> list[str]:
    """List the notes in a folder and those below it, links left out; nothing that is hidden."""
    found = []
    for place, folders, names in os.walk(os.path.join(root, *folder.split("/"))):
        folders[:] = [name for name in folders if name[0] != "."]
        inside = os.path.relpath(place, root).replace(os.sep, "/")
        for name in names:
            path = f"{inside}/{name}"
            if name[0] == "." or name[-3:].lower() != ".md" or _printable(path) != path:
                continue
            if not os.path.islink(os.path.join(place, name)):
                found.append(path)
    return sorted(found)
