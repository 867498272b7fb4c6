"""Show what a sync did: what was committed, pulled, pushed and lost, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contactkeeper.cli.layout import one_line
from contactkeeper.core.note.entry_format import format_entry
from contactkeeper.shell_words import shell_word
from contactkeeper.sync.setup import union_problem
from contactkeeper.sync.worktree import find_work_tree, merge_rule
from contactkeeper.text.phrases import lower_first
from contactkeeper.text.problems import say_problem
from contactkeeper.text.sync import say_left_out, say_moved
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from contactkeeper.cli.terminal import Terminal
    from contactkeeper.sync.changes import Changes
    from contactkeeper.sync.deletions import HeldBack, RemovedNote
    from contactkeeper.sync.exchange import Synced
    from contactkeeper.sync.incoming_merges import LostEntries
    from contactkeeper.sync.sync import Committed
    from contactkeeper.text.speech import Speech

_SHOWN = 20
"""Notes that are named in one list; the others are counted."""
_LONGEST = 1000
"""Characters of a command that names each note."""


def sync_lines(speech: Speech, synced: Synced, *, restored: int, dry_run: bool) -> list[str]:
    """Show what was committed, pulled and pushed, and how many lost entries were restored."""
    committed, changed = synced.committed, synced.changed
    lines = []
    if committed:
        lines += committed_lines(speech, committed, dry_run=dry_run)
        if dry_run:
            said_already = {path for each in committed.gone for path in (each.path, each.now)}
            paths = (path for path in committed.paths if path not in said_already)
            lines += (f"  {one_line(path)}" for path in paths)
    moved = say_moved(synced.pulled, synced.pushed, dry_run=dry_run)
    if moved:
        lines.append(speech.say(moved))
    elif not committed:
        said = Wording("All else is synced.") if changed.held else Wording("All is synced already.")
        lines.append(speech.say(said))
    lines += (one_line(speech.say(each)) for each in synced.remarks)
    if restored:
        said = Wording.counted(
            "Restored {number:,} entry · ck undo", "Restored {number:,} entries · ck undo", restored
        )
        lines.append(speech.say(said))
    return lines


def committed_lines(speech: Speech, committed: Committed, *, dry_run: bool = False) -> list[str]:
    """Show a commit, and the notes of it that are gone."""
    message = committed.message
    said = Wording("Committed: {message}", message=message)
    if dry_run:
        said = Wording("Would commit: {message}", message=message)
    return [one_line(speech.say(said)), *gone_lines(speech, committed.gone)]


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
        "kept_both": list(map(str, synced.remarks)),
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


def lost_lines(speech: Speech, lost: Sequence[LostEntries]) -> list[str]:
    """Show the entries that merges on other machines have lost."""
    lines = []
    for each in lost:
        said = Wording.counted(
            "The merge {commit} of another machine dropped {number:,} entry:",
            "The merge {commit} of another machine dropped {number:,} entries:",
            len(each.entries),
            commit=each.commit,
        )
        lines.append(speech.say(said))
        for entry in each.entries:
            first, *rest = format_entry(entry).split("\n")
            lines.append(f"  {one_line(each.path)}  {first}")
            lines += (f"    {line}" for line in rest)
    return lines


def gone_lines(speech: Speech, gone: Sequence[RemovedNote]) -> list[str]:
    """Name the notes of a commit that are gone, and where they are now."""
    lines = [f"  {one_line(speech.say(each.sentence))}" for each in gone]
    if len(lines) > _SHOWN:
        more = Wording("and {count:,} more that are gone", count=len(lines) - _SHOWN + 1)
        lines[_SHOWN - 1 :] = [f"  {speech.say(more)}"]
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
        terminal.warn(
            Wording("{path} has conflict markers, so it was not committed: settle them.", path=path)
        )
    _warn_of_held(terminal, str(root), changed.held)
    if changed.others:
        terminal.warn(
            Wording.counted(
                "{number:,} other file changed here: ck sync commits notes alone.",
                "{number:,} other files changed here: ck sync commits notes alone.",
                changed.others,
            )
        )
    tree = find_work_tree(root)
    if tree and (union := union_problem(merge_rule(tree))):
        terminal.warn(f"{lower_first(terminal.speech.say(say_problem(union)))}.")


def _warn_of_held(terminal: Terminal, root: str, held: Sequence[HeldBack]) -> None:
    """Name the notes that are missing and were not committed as deleted, and what to do."""
    for reason, place in dict.fromkeys((each.reason, each.place) for each in held):
        if reason != "many":
            count = sum(each.place == place for each in held)
            terminal.warn(say_left_out(reason, place, count, root))
    many = [each.path for each in held if each.reason == "many"]
    if many:
        terminal.warn(
            Wording.counted(
                "{number:,} note gone at once, not committed as deleted:",
                "{number:,} notes gone at once, not committed as deleted:",
                len(many),
            )
        )
        terminal.error(*listed_paths(terminal.speech, many))
        command = _restore_command(shell_word(root), many)
        terminal.warn(
            Wording(
                "ck sync --yes deletes them on the other machines too. To have them back: "
                "{command}",
                command=command,
            )
        )


def _restore_command(folder: str, paths: Sequence[str]) -> str:
    """Return the command that restores notes which are not committed as deleted."""
    restore = f"git -C {folder} checkout -q --"
    command = " ".join((restore, *map(shell_word, paths)))
    if len(command) <= _LONGEST:
        return command
    # What was moved or deleted on purpose is committed, so that git misses nothing else.
    return f"git -C {folder} ls-files -dz -- '*.md' | xargs -0 {restore}"


def exit_code_of(held: Sequence[HeldBack]) -> int:
    """Return 2 where an answer is wanted, 1 where something else was left out."""
    if any(each.reason == "many" for each in held):
        return 2
    return 1 if held else 0


def listed_paths(speech: Speech, paths: Sequence[str]) -> list[str]:
    """Name notes a line each, so many at most."""
    lines = [f"  {one_line(path)}" for path in paths[:_SHOWN]]
    if len(paths) > _SHOWN:
        more = Wording("and {count:,} more", count=len(paths) - _SHOWN)
        lines.append(f"  {speech.say(more)}")
    return lines
