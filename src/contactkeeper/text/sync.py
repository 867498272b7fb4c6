"""Say what `ck sync` and `ck git` do and find: what was kept of each file, and what came and went.

Why a sync can't be finished is said where its error is raised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.shell_words import shell_word
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.wording import Texts


def say_kept_there(path: str) -> Wording:
    """Say that a file which was deleted here is kept."""
    return Wording("{path}: changed there and deleted here, so it is kept.", path=path)


def say_kept_here(path: str) -> Wording:
    """Say that a file which was deleted there is kept."""
    return Wording("{path}: changed here and deleted there, so it is kept.", path=path)


def say_moved_here(path: str, place: str) -> Wording:
    """Say that the changes of the other machine are in the note that was moved here."""
    return Wording(
        "{path}: moved here and changed there, so it is one note: {place}", path=path, place=place
    )


def say_moved_there(path: str, place: str) -> Wording:
    """Say that our changes are in the note that was moved there."""
    return Wording(
        "{path}: changed here and moved there, so it is one note: {place}", path=path, place=place
    )


def say_moved_twice(path: str, here: str, there: str) -> Wording:
    """Say that a note which both sides moved has the name that it has there."""
    return Wording(
        "{path}: {here} here, {there} there, so it is that one note.",
        path=path,
        here=here,
        there=there,
    )


def say_renamed_there(path: str, there: str) -> Wording:
    """Say that a file which both sides renamed has our name."""
    return Wording(
        "{path}: renamed to {there} on the other machine; our name stays.", path=path, there=there
    )


def say_folder_has_name(path: str) -> Wording:
    """Say why a file has another name; `path` is the new one."""
    return Wording("{path}: renamed, because a folder has its old name now.", path=path)


def say_uncommitted(path: str, theirs: str) -> Wording:
    """Say that a file was not merged; `theirs` is the other version as a shell word."""
    return Wording(
        "{path}: changed here and not committed, so it stays as it is. The other machine's "
        "version: git show {theirs}",
        path=path,
        theirs=theirs,
    )


def say_link(path: str) -> Wording:
    """Say that a link was not merged."""
    return Wording("{path}: a link on one side, so it stays as it is here.", path=path)


def say_types(path: str) -> Wording:
    """Say that a link and a file were not merged."""
    return Wording(
        "{path}: both machines changed its type (file or link); this machine's stays.", path=path
    )


def say_hidden(path: str) -> Wording:
    """Say that our version of a hidden file stays."""
    return Wording("{path}: both machines changed it; this machine's stays.", path=path)


def say_workspace(path: str) -> Wording:
    """Say that our window layout stays, and how it need not be synced."""
    return Wording(
        "{path}: both machines changed it; this machine's stays. To stop syncing it: add the line "
        '.obsidian/workspace* to .gitignore, and run git rm --cached "{path}"',
        path=path,
    )


def say_not_one_note(path: str) -> Wording:
    """Say that the versions of a note can't be merged."""
    return Wording(
        "{path}: both machines changed it, and the two can't be made one note", path=path
    )


def say_not_one_file(path: str) -> Wording:
    """Say that the versions of another file can't be merged."""
    return Wording(
        "{path}: both machines changed it, and the two can't be made one file", path=path
    )


def say_same_key(path: str) -> Wording:
    """Say that the settings can't have the values of both sides."""
    return Wording(
        "{path}: both machines set the same key to different values; this machine's is used",
        path=path,
    )


def say_conflict(path: str, line: int, message: str) -> Wording:
    """Say what is in conflict in a file."""
    return Wording("{path}:{line}: {message}", path=path, line=line, message=message)


def say_copy(path: str, copy: str) -> Wording:
    """Say where the other version of a file is."""
    return Wording(
        "{path}: the other version is in {copy}: copy from it what you want, then delete it.",
        path=path,
        copy=copy,
    )


def say_left_out(reason: str, place: str, count: int, root: str) -> Wording:
    """Say why notes are not committed as deleted; `reason` is that of `sync.deletions`."""
    if reason == "not-a-file":
        return Wording(
            "{place} is a folder or a pipe now, so it was not committed. Move it away, then ck "
            "sync.",
            place=place,
        )
    notes = Wording.counted("{number:,} note", "{number:,} notes", count)
    return Wording(
        "{what}: not committed as deleted. Bring it back; if it is to be deleted on all machines: "
        "{command}, then ck sync.",
        what=Wording(_LEFT_OUT[reason], place=place, notes=notes),
        command=f"git -C {shell_word(root)} rm -rq -- {shell_word(place)}",
    )


_LEFT_OUT: Texts = {
    "folder-missing": "the folder {place} is missing, with {notes} that git has",
    "folder-empty": "the folder {place} is empty, with {notes} that git has",
    "link": "{place} is reached by a link now",
    "placeholder": "{place} is not on this machine now, only iCloud's placeholder",
}


def say_moved(pulled: int, pushed: int, *, dry_run: bool) -> Wording:
    """Say how many commits came and went: `Pulled 2 commits, pushed 1 commit.`."""
    which = ("pulled" if pulled else "") + ("pushed" if pushed else "")
    template = (_TO_MOVE if dry_run else _MOVED).get(which, "")
    return Wording(template, pulled=_commits(pulled), pushed=_commits(pushed))


_MOVED: Texts = {
    "pulled": "Pulled {pulled}.",
    "pushed": "Pushed {pushed}.",
    "pulledpushed": "Pulled {pulled}, pushed {pushed}.",
}
_TO_MOVE: Texts = {
    "pulled": "To pull {pulled}, as last fetched.",
    "pushed": "To push {pushed}, as last fetched.",
    "pulledpushed": "To pull {pulled}, to push {pushed}, as last fetched.",
}


def say_distance(branch: str, upstream: str, behind: int | None, ahead: int | None) -> Wording:
    """Say the branch, and how many commits it and that of the other machines are apart."""
    if not branch:
        return Wording("No branch is checked out (detached head), so nothing can be synced.")
    if not upstream:
        return Wording(
            "On {branch}, which has no branch on another machine: ck sync.", branch=branch
        )
    if ahead is None or behind is None:
        return Wording(
            "On {branch}; {upstream} is not known here: ck sync.", branch=branch, upstream=upstream
        )
    which = ("behind" if behind else "") + ("ahead" if ahead else "")
    return Wording(
        _APART[which],
        branch=branch,
        upstream=upstream,
        behind=_commits(behind),
        ahead=_commits(ahead),
    )


_APART: Texts = {
    "": "On {branch}, level with {upstream} as it was last fetched.",
    "behind": "On {branch}, {behind} behind {upstream} as it was last fetched.",
    "ahead": "On {branch}, {ahead} ahead of {upstream} as it was last fetched.",
    "behindahead": "On {branch}, {behind} behind and {ahead} ahead of {upstream} as it was last "
    "fetched.",
}


def _commits(number: int) -> Wording:
    return Wording.counted("{number:,} commit", "{number:,} commits", number)
