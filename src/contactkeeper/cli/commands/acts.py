"""Carry out acts one after another, each as its command does, and undo them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.cli.args.table import COMMANDS
from contactkeeper.cli.error_report import STOPPED, report
from contactkeeper.errors import CkError

if TYPE_CHECKING:
    from contactkeeper.cli.session import Session


class Act(NamedTuple):
    """A change that a command made."""

    command: str
    path: str
    """The note that the command was about."""
    number: int
    """The number of the change in the history."""


class Acts:
    """The acts of one run, each one change in the history."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.made: list[Act] = []
        """Those that stand, in their order."""

    def carry_out(self, command: str, path: str, *arguments: Any, **options: Any) -> bool:  # noqa: ANN401
        """Carry out a command about a note, on the notes as they are now; say whether it wrote.

        An error is reported as the command does it, and ends nothing.
        """
        fresh = self._call(command, path, *arguments, **options)
        if not (fresh and "vault" in vars(fresh) and (number := fresh.vault.last_change)):
            return False
        self.made.append(Act(command, path, number))
        return True

    def undo(self) -> Act | None:
        """Undo the last act that stands; None where there is none, or where it can't be undone."""
        history = self._session.anew().vault.history()
        undone = {record.number for record in history if record.undone}
        self.made = [act for act in self.made if act.number not in undone]
        if not self.made:
            return None
        fresh = self._call("undo", self.made[-1].number)
        return self.made.pop() if fresh and fresh.vault.last_change else None

    def _call(self, command: str, *arguments: Any, **options: Any) -> Session | None:  # noqa: ANN401
        """Call a command with a session of its own; return that, or None after an error."""
        fresh = self._session.anew()
        function = next(line for line in COMMANDS if line.name == command).function
        try:
            function(fresh, *arguments, **options)
        except (CkError, OSError) as error:
            report(fresh.terminal, error)
            return None
        except KeyboardInterrupt:  # the change may have been made
            fresh.terminal.error("", STOPPED)
        return fresh
