"""Show what a sync did: what was committed, pulled, pushed and lost, and what was left out."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from contactkeeper.cli.layout import one_line
from contactkeeper.core.language.wording import say_count
from contactkeeper.core.note.entry_format import format_entry
from contactkeeper.sync.setup import union_problem
from contactkeeper.sync.worktree import find_work_tree, merge_rule
from contactkeeper.text.problems import lower_first, say_problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from contactkeeper.cli.terminal import Terminal
    from contactkeeper.sync.changes import Changes
    from contactkeeper.sync.deletions import HeldBack, RemovedNote
    from contactkeeper.sync.exchange import Synced
    from contactkeeper.sync.incoming_merges import LostEntries

_SHOWN = 20
"""Notes that are named in one list; the others are counted."""
_LONGEST = 1000
"""Characters of a command that names each note."""


def sync_lines(synced: Synced, *, restored: int, dry_run: bool) -> list[str]:
    """Show what was committed, pulled and pushed, and how many lost entries were restored."""
    committed, changed = synced.committed, synced.changed
    lines = []
    if committed:
        lines.append(f"{'Would commit' if dry_run else 'Committed'}: {one_line(committed.message)}")
        lines += gone_lines(committed.gone)
        if dry_run:
            said_already = {path for each in committed.gone for path in (each.path, each.now)}
            paths = (path for path in committed.paths if path not in said_already)
            lines += (f"  {one_line(path)}" for path in paths)
    moved = [
        f"{word} {say_count(count, 'commit')}"
        for word, count in (
            ("to pull" if dry_run else "pulled", synced.pulled),
            ("to push" if dry_run else "pushed", synced.pushed),
        )
        if count
    ]
    said = ", ".join(moved)
    if said:
        said = f"{said[:1].upper()}{said[1:]}{', as last fetched' if dry_run else ''}."
    rest = "All else is synced." if changed.held else "All is synced already."
    lines += [said] if said else [] if committed else [rest]
    lines += (one_line(each) for each in synced.remarks)
    if restored:
        lines.append(f"Restored {say_count(restored, 'entry', 'entries')} · ck undo")
    return lines


def sync_value(
    synced: Synced, lost: Sequence[LostEntries], *, restored: int, dry_run: bool
) -> dict[str, Any]:
    """Return what a sync did as JSON has it."""
    committed, changed = synced.committed, synced.changed
    return {
        "committed": {
            "message": committed.message,
            "paths": list(committed.paths),
            **_gone_value(committed.gone),
        }
        if committed
        else None,
        "pulled": synced.pulled,
        "pushed": synced.pushed,
        "kept_both": list(synced.remarks),
        "lost": [
            {"commit": each.commit, "path": each.path, "entry": format_entry(entry)}
            for each in lost
            for entry in each.entries
        ],
        "restored": restored,
        "held": [{"path": each.path, "reason": each.reason} for each in changed.held],
        "marked": list(changed.marked),
        "others": changed.others,
        "dry_run": dry_run,
    }


def lost_lines(lost: Sequence[LostEntries]) -> list[str]:
    """Show the entries that merges on other machines have lost."""
    lines = []
    for each in lost:
        count = len(each.entries)
        entries = say_count(count, "entry", "entries")
        lines.append(f"The merge {each.commit} of another machine dropped {entries}:")
        for entry in each.entries:
            first, *rest = format_entry(entry).split("\n")
            lines.append(f"  {one_line(each.path)}  {first}")
            lines += (f"    {line}" for line in rest)
    return lines


def gone_lines(gone: Sequence[RemovedNote]) -> list[str]:
    """Name the notes of a commit that are gone, and where they are now."""
    lines = []
    for each in gone:
        if each.is_moved:
            lines.append(f"  moved: {one_line(each.path)} -> {one_line(each.now)}")
        elif each.is_emptied:
            lines.append(f"  emptied: {one_line(each.path)}")
        else:
            trash = f" (it is in {one_line(each.now)})" if each.now else ""
            lines.append(f"  deleted: {one_line(each.path)}{trash}")
    if len(lines) > _SHOWN:
        lines[_SHOWN - 1 :] = [f"  and {len(lines) - _SHOWN + 1:,} more that are gone"]
    return lines


def _gone_value(gone: Sequence[RemovedNote]) -> dict[str, Any]:
    """Return the notes of a commit that are gone as JSON has them."""
    return {
        "deleted": [each.path for each in gone if not each.is_moved],
        "moved": [{"from": each.path, "to": each.now} for each in gone if each.is_moved],
    }


def warn_of_changed(terminal: Terminal, root: Path, changed: Changes) -> None:
    """Warn of what is left out of a sync, and of what makes merges worse than they could be."""
    for path in changed.marked:
        terminal.error(
            f"ck: {one_line(path)} has conflict markers, so it was not committed: settle them."
        )
    _warn_of_held(terminal, root, changed.held)
    if changed.others:
        files = say_count(changed.others, "other file")
        terminal.error(f"ck: {files} changed here: ck sync commits notes alone.")
    tree = find_work_tree(root)
    union = union_problem(merge_rule(tree)) if tree else None
    if union:
        terminal.error(f"ck: {lower_first(say_problem(union))}")


def _warn_of_held(terminal: Terminal, root: Path, held: Sequence[HeldBack]) -> None:
    """Name the notes that are missing and were not committed as deleted, and what to do."""
    folder = shlex.quote(str(root))
    places = dict.fromkeys((each.reason, each.place) for each in held if each.reason != "many")
    for reason, place in places:
        if reason == "not-a-file":
            terminal.error(
                f"ck: {one_line(place)} is a folder or a pipe now, so it was not committed. Move "
                "it away, then ck sync."
            )
            continue
        count = say_count(sum(each.place == place for each in held), "note")
        remove = f"git -C {folder} rm -rq -- {shlex.quote(place)}, then ck sync."
        what = {
            "folder-missing": f"the folder {place} is missing, with {count} that git has",
            "folder-empty": f"the folder {place} is empty, with {count} that git has",
            "link": f"{place} is reached by a link now",
            "placeholder": f"{place} is not on this machine now, only iCloud's placeholder",
        }[reason]
        terminal.error(
            f"ck: {one_line(what)}: not committed as deleted. Bring it back; if it is to be "
            f"deleted on all machines: {one_line(remove)}"
        )
    many = [each.path for each in held if each.reason == "many"]
    if many:
        terminal.error(
            f"ck: {say_count(len(many), 'note')} gone at once, not committed as deleted:"
        )
        for line in listed_paths(many):
            terminal.error(line)
        terminal.error(
            "ck: ck sync --yes deletes them on the other machines too. To have them back: "
            f"{_restore_command(folder, many)}"
        )


def _restore_command(folder: str, paths: Sequence[str]) -> str:
    """Return the command that restores notes which are not committed as deleted."""
    restore = f"git -C {folder} checkout -q --"
    command = " ".join((restore, *map(shlex.quote, paths)))
    if len(command) <= _LONGEST:
        return command
    # What was moved or deleted on purpose is committed, so that git misses nothing else.
    return f"git -C {folder} ls-files -dz -- '*.md' | xargs -0 {restore}"


def exit_code_of(held: Sequence[HeldBack]) -> int:
    """Return 2 where an answer is wanted, 1 where something else was left out."""
    if any(each.reason == "many" for each in held):
        return 2
    return 1 if held else 0


def listed_paths(paths: Sequence[str]) -> list[str]:
    """Name notes a line each, so many at most."""
    lines = [f"  {one_line(path)}" for path in paths[:_SHOWN]]
    if len(paths) > _SHOWN:
        lines.append(f"  and {len(paths) - _SHOWN:,} more")
    return lines
