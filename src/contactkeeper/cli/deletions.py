"""What `ck sync` says and asks of notes that are gone."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from contactkeeper.cli.session import YES
from contactkeeper.cli.terminal import one_line
from contactkeeper.core.days.wording import say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.vault.deletions import Gone, Held
    from contactkeeper.vault.syncing import Sync

_SHOWN = 20
"""Notes that are named in one list; the others are counted."""
_LONGEST = 1000
"""Characters of a command that names each note."""


def ask_about_deletions(session: Session, sync: Sync, *, yes: bool) -> None:
    """Ask before many notes are deleted on the other machines too; a no leaves them out."""
    many = [each.path for each in sync.find_changed().held if each.reason == "many"]
    if not many:
        return
    if not yes:
        if not session.can_ask:
            return
        session.terminal.out("Gone here:", *_listed(many))
        question = f"Delete {say_count(len(many), 'note')} on the other machines too? [y/N]"
        if session.terminal.ask(question).casefold() not in YES:
            return
    sync.allow(many)


def say_gone(gone: Sequence[Gone]) -> list[str]:
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


def warn_of_held(session: Session, held: Sequence[Held]) -> None:
    """Name the notes that are missing and were not committed as deleted, and what to do."""
    root = shlex.quote(str(session.root))
    places = dict.fromkeys((each.reason, each.place) for each in held if each.reason != "many")
    for reason, place in places:
        if reason == "not-a-file":
            session.terminal.error(
                f"ck: {one_line(place)} is a folder or a pipe now, so it was not committed. Move "
                "it away, then ck sync."
            )
            continue
        count = say_count(sum(each.place == place for each in held), "note")
        remove = f"git -C {root} rm -rq -- {shlex.quote(place)}, then ck sync."
        what = {
            "folder-missing": f"the folder {place} is missing, with {count} that git has",
            "folder-empty": f"the folder {place} is empty, with {count} that git has",
            "link": f"{place} is reached by a link now",
            "placeholder": f"{place} is not on this machine now, only iCloud's placeholder",
        }[reason]
        session.terminal.error(
            f"ck: {one_line(what)}: not committed as deleted. Bring it back; if it is to be "
            f"deleted on all machines: {one_line(remove)}"
        )
    many = [each.path for each in held if each.reason == "many"]
    if many:
        session.terminal.error(
            f"ck: {say_count(len(many), 'note')} gone at once, not committed as deleted:"
        )
        for line in _listed(many):
            session.terminal.error(line)
        session.terminal.error(
            "ck: ck sync --yes deletes them on the other machines too. To have them back: "
            f"{_restoring(root, many)}"
        )


def _restoring(root: str, paths: Sequence[str]) -> str:
    """Return the command that brings notes back which are not committed as deleted."""
    restore = f"git -C {root} checkout -q --"
    command = " ".join((restore, *map(shlex.quote, paths)))
    if len(command) <= _LONGEST:
        return command
    # What was moved or deleted on purpose is committed, so that git misses nothing else.
    return f"git -C {root} ls-files -dz -- '*.md' | xargs -0 {restore}"


def exit_code_of(held: Sequence[Held]) -> int:
    """Return 2 where an answer is wanted, 1 where something else was left out."""
    if any(each.reason == "many" for each in held):
        return 2
    return 1 if held else 0


def gone_value(gone: Sequence[Gone]) -> dict[str, Any]:
    """Return them as JSON has them."""
    return {
        "deleted": [each.path for each in gone if not each.is_moved],
        "moved": [{"from": each.path, "to": each.now} for each in gone if each.is_moved],
    }


def _listed(paths: Sequence[str]) -> list[str]:
    lines = [f"  {one_line(path)}" for path in paths[:_SHOWN]]
    if len(paths) > _SHOWN:
        lines.append(f"  and {len(paths) - _SHOWN:,} more")
    return lines
