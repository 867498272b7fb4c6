"""Options of one machine in the vault's file: said once after `ck log`, moved by `ck git setup`."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from contactkeeper.cli.terminal import one_line
from contactkeeper.core.settings import CONFIG_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.config.machine import Misplaced
    from contactkeeper.core.model import Problem


def say_misplaced(session: Session) -> None:
    """Say that the vault's file has such options: in full once for a vault on this machine.

    Later a short line says that the entry was not committed, since somebody expects that it is.
    """
    try:
        data = (session.root / CONFIG_NAME).read_bytes()
    except OSError:
        return
    if b"auto_" not in data and b"editor" not in data:
        return  # nothing more is imported and read for a usual file
    from contactkeeper.config.machine import find_misplaced
    from contactkeeper.vault.files import write_durably

    keys = [each.key for each in find_misplaced(session.root)]
    place = Path(session.vault.own_folder, "misplaced")
    try:
        told = place.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        told = []
    if set(keys) <= set(told):
        if automatic := [key for key in keys if "auto_" in key]:
            names = " and ".join(automatic)
            session.terminal.error(
                f"ck: not committed: {names} in {CONFIG_NAME} is not used. See: ck git setup"
            )
        return
    with suppress(OSError):  # it is said once more then
        write_durably(str(place), " ".join(keys).encode())
    session.terminal.error(
        one_line(
            f"ck: {CONFIG_NAME} has {' and '.join(keys)}, which only your own configuration may "
            "decide, so that no vault makes ck run a program. ck git setup moves it there."
        )
    )


def misplaced_problems(root: Path) -> Iterator[Problem]:
    """Name each of them with its line, as `ck check` does."""
    from contactkeeper.config.machine import find_misplaced
    from contactkeeper.core.model import Problem

    for each in find_misplaced(root):
        message = f"{each.key} is not heeded here, only in your own configuration: ck git setup."
        yield Problem(CONFIG_NAME, each.line, "machine-option", "remark", message)


def move_misplaced(session: Session, found: Sequence[Misplaced], *, yes: bool) -> list[str]:
    """Show what would be moved to the user's own file, ask, and move it; returns the keys.

    Raises:
        NeedsAnswer: there is no terminal to ask in, and no `--yes`.
        Cancelled: the answer was no.
        ConfigError: one of the two files can't be edited.
    """
    from contactkeeper.config.machine import move_to_user

    # A program that a vault names is only taken over by a person who has seen its name.
    chosen = [each for each in found if not (yes and each.is_program)]
    if len(chosen) < len(found):
        session.terminal.error(
            f"ck: editor stays in {CONFIG_NAME}, where it is not heeded: --yes moves no program. "
            f"Without --yes it is shown and asked about."
        )
    if not chosen:
        return []
    if not session.as_json:
        lines = [f"Into {session.config_file}, for all vaults on this machine:"]
        lines += (
            f"  {f'[{each.section}] ' if each.section else ''}{each.assignment()}"
            for each in chosen
        )
        lines.append(f"and out of {CONFIG_NAME}.")
        session.terminal.out(*lines)
    session.confirm("Move it?", yes=yes, unless_no=False)
    move_to_user(session.root, session.config_file, chosen)
    return [each.key for each in chosen]
