"""Write a file of a command's own that the user names, such as a report; it is no note."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from contactkeeper.errors import CkError, UsageError, WriteFailed
from contactkeeper.file_access import TooLarge
from contactkeeper.system_errors import why_refused
from contactkeeper.vault import files
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from contactkeeper.cli.session import Session


class OutputFile:
    """A file to write; what is there already is looked at before the work is done."""

    def __init__(self, session: Session, typed: str, ending: str) -> None:
        """Find the place, seen from where `ck` was started; a link leads to what is replaced.

        Raises:
            UsageError: the name has another ending, or there is no such folder.
            CkError: something else of that name is there, or it can't be read.
        """
        self.typed = typed
        if not typed.casefold().endswith(ending):
            message = Wording(
                "FILE ends in {ending}, and “{typed}” does not.", ending=ending, typed=typed
            )
            raise UsageError(message)
        try:
            self.place = Path(os.path.realpath(session.folder / Path(typed).expanduser()))
        except (OSError, RuntimeError, ValueError):
            self.place = session.folder / typed
        if not self.place.parent.is_dir():
            message = Wording(
                "there is no folder {folder}. Make it, or name another FILE.",
                folder=str(self.place.parent),
            )
            raise UsageError(message)
        self.content = self._read()

    def _read(self) -> bytes | None:
        """Read what is there; None where nothing is."""
        try:
            return files.read_bytes(str(self.place))
        except FileNotFoundError:
            return None
        except TooLarge:
            why = Wording("it is too large to be one of mine")
        except OSError as error:
            is_file = self.place.is_file()
            why = why_refused(error) if is_file else Wording("it is not an ordinary file")
        message = Wording(
            "{typed} can't be replaced: {why}. Name another FILE.", typed=self.typed, why=why
        )
        raise CkError(message)

    def confirm(
        self, session: Session, is_ours: Callable[[bytes], bool], question: str, *, yes: bool
    ) -> None:
        """Ask before a file is replaced that holds something and is not one of this kind.

        Raises:
            NeedsAnswer: nobody can be asked, and there is no `--yes`.
            Cancelled: the answer was no.
        """
        if self.content and not is_ours(self.content):
            session.terminal.confirm(question, yes=yes, unless_no=False)

    def write(self, data: bytes) -> list[Wording]:
        """Write the file, all of it or nothing; returns remarks.

        Raises:
            WriteFailed: the system refuses; what was there is still there.
            NoteChanged: another program has changed the file meanwhile.
        """
        path, root = str(self.place), str(self.place.parent)
        temporary = files.temporary_name(os.urandom(4).hex(), 1)
        try:
            if self.content is None:
                return files.create(path, data, root=root, temporary=temporary)
            return files.replace(path, self.content, data, root=root, temporary=temporary)
        except OSError as error:
            message = Wording(
                "{typed} could not be written: {reason}. Nothing was written.",
                typed=self.typed,
                reason=why_refused(error),
            )
            raise WriteFailed(message) from error
