"""Say what `ck sync` and `ck git` do and find: from a notice to its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.casefolding import note_name
from contactkeeper.notice import Notice
from contactkeeper.shell_words import shell_word
from contactkeeper.sync_errors import NotSynced
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.phrases import upper_first

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from contactkeeper.errors import CkError

_NAMED = 3
"""Names in the first line of a commit message; the others are counted."""
_LISTED = 200
"""Removed notes that the body of a commit message lists by their paths."""

_BRING_BACK = (
    ": not committed as deleted. Bring it back; if it is to be deleted on all machines: "
    "git -C {root:q} rm -rq -- {place:q}, then ck sync."
)
_PLURALS = {"entry": "entries"}
_SENTENCES = {
    # why a sync could not be finished
    "no-answer": "{remote} did not answer: {why}",
    "offline": "{remote} can't be reached: {why}",
    "authentication": "{remote} needs a password or key that git would have to ask for: "
    "run git fetch {remote} once. ({why})",
    "hook-there": "a hook of {remote} refused the push: {why}",
    "hook-push": "a hook refused the push: {why}",
    "hook-commit": "a hook refused the commit: {why}",
    "hook-merge": "a hook refused the merge: {why}",
    "identity": "git does not know your name and address: run git config --global user.email "
    "you@example.com and git config --global user.name NAME.",
    "commit-failed": "git could not commit: {why}",
    "unrelated": "{name} and this vault have no common history: clone it into a new folder, and "
    "move the notes of this vault there.",
    "merge": "git could not merge {name}: {why}",
    "inside-files": "{place} points to {folder}, which is inside a work tree: whoever wrote those "
    "files could make git run a program. Nothing was run. Remove that .git if it is not yours.",
    "two-repositories": "git finds the repository {found} for this vault, but ck finds {ours}: "
    "nothing was run. Remove the one that is not yours.",
    "in-the-way": "{why} The merge was not made. Fix that, then run ck sync.",
    "not-written": "{path} could not be written: {why}. The merge was not made. Fix that, then "
    "run ck sync.",
    "changing": "{path} keeps changing, so the merge was not made. Stop the program that writes "
    "it, then run ck sync.",
    "slow": "the merge takes too long for this run.",
    "old-git": "ck sync needs git {oldest} or newer to merge, and this is {version}: install a "
    "newer one, or run git pull --no-rebase, then ck sync.",
    "merge-left": "a merge is unfinished here: ck sync finishes it.",
    # --abort is not suggested: it discards what was written since.
    "operation-left": "a {operation} is unfinished here. Where notes hold conflict markers, "
    "ck check --fix merges both sides. Then git add -A && git -c core.editor=true {operation} "
    "--continue, then ck sync.",
    "conflict-markers": "a merge is unfinished here, and these files have conflict markers:",
    "detached": "no branch is checked out (detached head), so a commit would be on no branch: "
    "{command} {branch:q}, then ck sync.",
    "other-branch": "this vault is on the branch {branch}, and {remote} has {chosen}. To sync "
    "with that: {join}, then ck sync. To keep both branches: git push -u {remote:q} {branch:q}",
    "branch-gone": "{remote} no longer has the branch {there}. To continue with {chosen}: {join}, "
    "then ck sync.",
    "join-branch": "git branch -u {branch:q}",
    "join-unborn": "git switch -c {branch:q}",
    "no-remote": "there is no remote, so other machines get nothing: git remote add origin "
    "ADDRESS, then ck sync.",
    "several-remotes": "there are several remotes, and this branch is set to none: "
    "git push -u REMOTE {branch}",
    "busy-there": "others pushed first {times} times in a row: ck sync, once more.",
    "busy-here": "another program commits here all the time: ck sync, once more.",
    # what both sides changed, and what was kept of it
    "not-one-note": "{path}: both machines changed it, and the two can't be made one note",
    "not-one-file": "{path}: both machines changed it, and the two can't be made one file",
    "same-key": "{path}: both machines set the same key to different values; this machine's is "
    "used",
    "conflict": "{path}:{line}: {message}",
    "copy": "{path}: the other version is in {copy}: copy from it what you want, then delete it.",
    "hidden": "{path}: both machines changed it; this machine's stays.",
    "workspace": "{path}: both machines changed it; this machine's stays. To stop syncing it: add "
    'the line .obsidian/workspace* to .gitignore, and run git rm --cached "{path}"',
    "deleted-here": "{path}: changed there and deleted here, so it is kept.",
    "deleted-there": "{path}: changed here and deleted there, so it is kept.",
    "moved-here": "{path}: moved here and changed there, so it is one note: {place}",
    "moved-there": "{path}: changed here and moved there, so it is one note: {place}",
    "moved-twice": "{path}: {here} here, {there} there, so it is that one note.",
    "uncommitted": "{path}: changed here and not committed, so it stays as it is. The other "
    "machine's version: git show {theirs:q}",
    "link": "{path}: a link on one side, so it stays as it is here.",
    "types": "{path}: both machines changed its type (file or link); this machine's stays.",
    "renamed-there": "{path}: renamed to {there} on the other machine; our name stays.",
    "folder-has-name": "{path}: renamed, because a folder has its old name now.",
    "written": "{path}: {remark}",
    "merge-finished": "a merge was unfinished here; it is committed now, with the notes as they "
    "are.",
    # what ck git setup and ck git status did and found
    "set-up": "Git merges notes by their entries now; tried without a terminal's surroundings.",
    "already-set-up": "It is set up already; tried without a terminal's surroundings.",
    "set-up-elsewhere": "On each other machine, in its clone: ck git setup",
    "for-all-machines": "In the vault, for all machines:",
    "for-this-clone": "In this clone's own configuration:",
    "driver-runs": "{key} runs {python}",
    "driver-replaced": "in the place of another that is set there now",
    "options-stay": "{keys} stays in {file}, where it is not used: --yes moves no program and no "
    "file name. Without --yes it is shown and asked about.",
    "for-all-vaults": "Into {file}, for all vaults on this machine:",
    "out-of": "and out of {file}.",
    "keys-moved": "Moved to {file}: {keys}.",
    "merges-by-entries": "Git merges notes by their entries here.",
    "not-committed-yet": "{count:changed file} not committed: ck sync",
    # what is said after an entry
    "options-unused": "not committed: {keys} in {file} is not used. See: ck git setup",
    "options-misplaced": "{file} has {keys}, which only your own configuration may decide, so that "
    "no vault makes ck run a program or write elsewhere. ck git setup moves it there.",
    "logged-not-begun": "logged. {option} begins when you have run ck sync or ck git setup here "
    "once.",
    "logged-held": "logged. {count:missing note} not committed as deleted: ck sync",
    "logged-not-synced": "logged, but not synced: {why} See: ck sync",
    "logged-not-committed": "logged, but not committed: {why} See: ck sync",
    "logged-git-fails": "logged, but git could not be run: {why}",
    # why the merge driver leaves a merge to git, and why it does not work
    "merge-incomplete": "the merged note would not be complete ({loss}).",
    "several-ancestors": "the two sides have several common ancestors, which git merges by itself.",
    "markers-unsettled": "one side holds conflict markers that no rule settles.",
    "too-large": "it is over 10 MB.",
    "not-utf-8": "it is not UTF-8.",
    "driver-still-fails": "git can't run the merge driver: {wrong} Until it can, it merges line by "
    "line.",
    "driver-slow": "it did not end within {seconds} seconds.",
    "driver-error": "{why}",
    "shell-fails": "{shell} can't be run: {why}.",
    # what is left out of a sync
    "left-out-folder-missing": "the folder {place} is missing, with {count:note} that git has"
    + _BRING_BACK,
    "left-out-folder-empty": "the folder {place} is empty, with {count:note} that git has"
    + _BRING_BACK,
    "left-out-link": "{place} is reached by a link now" + _BRING_BACK,
    "left-out-placeholder": "{place} is not on this machine now, only iCloud's placeholder"
    + _BRING_BACK,
    "left-out-many": "{count:note} gone at once, not committed as deleted:",
    "restore-many": "ck sync --yes deletes them on the other machines too. To have them back: "
    "{command}",
    "left-out-others": "{count:other file} changed here: ck sync commits notes alone.",
    "left-out-marked": "{path} has conflict markers, so it was not committed: settle them.",
    "left-out-not-a-file": "{place} is a folder or a pipe now, so it was not committed. Move it "
    "away, then ck sync.",
    # what a sync did and asks
    "delete-there": "Delete {count:note} on the other machines too?",
    "yes-restores": "ck sync --yes restores it.",
    "would-commit": "Would commit: {message}",
    "committed": "Committed: {message}",
    "moved": "moved: {path} -> {now}",
    "emptied": "emptied: {path}",
    "deleted": "deleted: {path}",
    "in-trash": "deleted: {path} (it is in {now})",
    "more-gone": "and {count} more that are gone",
    "all-synced": "All is synced already.",
    "rest-synced": "All else is synced.",
    "dropped": "The merge {commit} of another machine dropped {count:entry}:",
    "restored": "Restored {count:entry} · ck undo",
    # messages of commits
    "commit-merge": "merge: {name}",
}


class _Value(str):
    """A value in a sentence; the format `q` quotes it for a command line, a noun counts it."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if spec == "q":
            return shell_word(self)
        return say_count(int(self), spec, _PLURALS.get(spec, "")) if spec else str(self)


def say(notice: Notice) -> str:
    """Say a notice; the sentence begins with a small letter, and its values are as they are."""
    if function := _FUNCTIONS.get(notice.code):
        return function(**notice.values)
    return _fill(_SENTENCES[notice.code], notice.values)


def say_moved(pulled: int, pushed: int, *, dry_run: bool) -> str:
    """Say how many commits came and went: `Pulled 2 commits, pushed 1 commit`."""
    words = ("to pull", "to push") if dry_run else ("pulled", "pushed")
    counts = zip(words, (pulled, pushed), strict=True)
    said = ", ".join(f"{word} {say_count(count, 'commit')}" for word, count in counts if count)
    last = ", as last fetched" if dry_run else ""
    return f"{upper_first(said)}{last}." if said else ""


def say_distance(branch: str, upstream: str, behind: int | None, ahead: int | None) -> str:
    """Say the branch, and how many commits it and that of the other machines are apart."""
    if not branch:
        return "No branch is checked out (detached head), so nothing can be synced."
    if not upstream:
        return f"On {branch}, which has no branch on another machine: ck sync."
    if ahead is None or behind is None:
        return f"On {branch}; {upstream} is not known here: ck sync."
    said = "level with"
    if behind and ahead:
        said = f"{say_count(behind, 'commit')} behind and {say_count(ahead, 'commit')} ahead of"
    elif behind:
        said = f"{say_count(behind, 'commit')} behind"
    elif ahead:
        said = f"{say_count(ahead, 'commit')} ahead of"
    return f"On {branch}, {said} {upstream} as it was last fetched."


def error_lines(error: CkError, say_wording: Callable[[str], str] = str) -> list[str]:
    """Say why a command failed, and what to do: a sentence, and the lines below it."""
    if not isinstance(error, NotSynced):
        return error.lines(say_wording)
    lines = [say(error.notice)]
    if error.notice.code == "conflict-markers":
        lines += (f"  {note}" for note in error.notes)
        lines.append(
            "ck check --fix merges what the rules decide. Where markers are left, keep the right "
            "lines and delete the markers. Then run ck sync."
        )
    return lines


def _fill(sentence: str, values: Mapping[str, object]) -> str:
    texts = {
        name: _Value(say(value) if isinstance(value, Notice) else str(value))
        for name, value in values.items()
    }
    return sentence.format(**texts)


def _say_settings_commit(*, paths: Sequence[str]) -> str:
    return f"settings: {', '.join(paths)}"


def _say_commit(*, entries: Mapping[str, int], deleted: Sequence[str], moved: Sequence[str]) -> str:
    """Say what a commit changes: `log: Anna, Boris (2 entries); deleted: Vera`."""
    logged = [path for path, count in entries.items() if count]
    parts = []
    if logged:
        count = say_count(sum(entries.values()), "entry", "entries")
        parts.append(f"log: {_say_names(logged)} ({count})")
    elif entries:
        parts.append(f"notes: {_say_names(list(entries))}")
    if deleted:
        parts.append(f"deleted: {_say_names(deleted)}")
    if moved:
        parts.append(f"moved: {_say_names(moved)}")
    return "; ".join(parts)


def _say_commit_body(*, gone: Sequence[Notice]) -> str:
    """Say the rest of a commit message: the path of each removed note."""
    lines = []
    for each in gone[:_LISTED]:
        path, now = (" ".join(str(each.values[name]).split()) for name in ("path", "now"))
        word = {"moved": "Moved", "emptied": "Emptied"}.get(each.code, "Deleted")
        lines.append(f"{word}: {path}{f' -> {now}' if now else ''}")
    if len(gone) > _LISTED:
        lines.append(f"And {len(gone) - _LISTED} more.")
    return "\n".join(lines)


def _say_names(paths: Sequence[str]) -> str:
    names = list(dict.fromkeys(" ".join(note_name(path).split()) for path in paths))
    if len(names) <= _NAMED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"


_FUNCTIONS: dict[str, Callable[..., str]] = {
    "commit-settings": _say_settings_commit,
    "commit": _say_commit,
    "commit-body": _say_commit_body,
}
