"""What a command is given: the day, the vault, the terminal, and the ways to find and to ask.

It decides nothing about contacts; `core` does. It reads no clock and no environment; `app` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from contactkeeper.cli.terminal import one_line
from contactkeeper.core.days.dates import ImpossibleDate, read_date
from contactkeeper.errors import (
    AmbiguousName,
    Cancelled,
    NeedsAnswer,
    NoSuchContact,
    NoVault,
    UsageError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.cli.terminal import Terminal
    from contactkeeper.config import UserConfig
    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.reading import Loaded
    from contactkeeper.vault.store import Vault


YES = ("y", "yes", "д", "да")


@dataclass
class Session:
    """One run of `ck`. Vault and settings are read when they are first asked for."""

    today: date
    stamp: str
    """The moment of the run, ISO with its offset, for the journal."""
    terminal: Terminal
    folder: Path
    """Where `ck` was started; the search for a vault goes upward from here."""
    config_file: Path
    """The user's own configuration; need not exist."""
    state: Path
    """Locks and the journal live here, outside every vault."""
    home: Path
    """The user's home folder."""
    editor: str = ""
    """A command with its arguments, as VISUAL or EDITOR has it."""
    shell: str = ""
    """The name of the user's shell."""
    named_vault: str = ""
    as_json: bool = False

    def take(self, name: str, value: Any, *, said_by: str = "") -> None:  # noqa: ANN401
        """Take a shared option as it was given; `said_by` is the variable that has it, if one.

        Raises:
            UsageError: it is no day, or no name of a folder.
        """
        said_by = said_by or f"--{name}"
        if name == "vault":
            if not value.strip():
                # An unset variable in a script must not lead to another vault.
                message = f"{said_by} takes a folder of notes, and it is empty."
                raise UsageError(message)
            self.named_vault = value
        elif name == "today":
            self.today = _read_today(value, said_by)
        elif name == "json":
            self.as_json = True
            self.terminal.colour = False
        elif name == "no_color":
            self.terminal.colour = False

    @cached_property
    def user_config(self) -> UserConfig:
        """Read the user's own configuration."""
        from contactkeeper.config import load_user_config

        config = load_user_config(self.config_file)
        if config.color is False:
            self.terminal.colour = False
        return config

    @cached_property
    def root(self) -> Path:
        """Find the vault: the one named, else upward from here, else the one remembered."""
        from contactkeeper.vault.scan import find_vault

        if self.named_vault:
            root = _expand(self.named_vault)
            if not _is_folder(root):
                message = f"there is no folder {root}. --vault and CK_VAULT name a folder of notes."
                raise NoVault(message)
            return root.resolve()
        found = find_vault(self.folder)
        if found:
            return found
        remembered = self.user_config.vault
        if remembered and remembered.is_dir():
            return remembered
        if remembered:
            message = f"the vault {remembered}, named in {self.config_file}, is not there."
            raise NoVault(message)
        message = (
            "no vault here. Go to the folder of your notes and run ck init, "
            "or name it: ck due --vault FOLDER."
        )
        raise NoVault(message)

    @cached_property
    def settings(self) -> Settings:
        """Read the settings: the vault's, with what the user's own file overrides."""
        from contactkeeper.config import load_settings

        _ = self.user_config  # whether there are colours is known from here on
        return load_settings(self.root, self.config_file)

    @cached_property
    def vault(self) -> Vault:
        """Open the vault; what a killed `ck` left behind is put right first, and said."""
        from contactkeeper.vault.store import Vault

        vault = Vault(self.root, self.settings, self.state)
        for sentence in vault.recover():
            self.terminal.error(f"ck: {sentence}")
        return vault

    @cached_property
    def loaded(self) -> Loaded:
        """Read all contacts of the vault, once."""
        return self.vault.load()

    @property
    def can_ask(self) -> bool:
        """Say whether a question can be put: in a terminal, and not where JSON is wanted."""
        return self.terminal.can_ask and not self.as_json

    def find(self, typed: str) -> Contact:
        """Find the one person that was meant, asking where several are and a terminal is there.

        Raises:
            NoSuchContact: nobody fits; names one typing error away are suggested.
            AmbiguousName: several fit and nobody can be asked.
        """
        from contactkeeper.core.people.names import find, suggest

        contacts = self.loaded.contacts
        # The shell completes paths from where it stands; a contact's is relative to the vault.
        place = Path(typed)
        inside = place.is_absolute() and place.is_relative_to(self.root)
        found = find(contacts, place.relative_to(self.root).as_posix() if inside else typed)
        if not found:
            raise NoSuchContact(typed, suggest(contacts, typed), self._unread(typed))
        if len(found) == 1:
            return found[0]
        if not self.can_ask:
            raise AmbiguousName(typed, [(c.name, c.company, c.path) for c in found])
        introduced = [", ".join(filter(None, (c.name, c.company, c.path))) for c in found]
        return found[self.choose("Which one?", introduced)]

    def _unread(self, typed: str) -> str:
        """Return the path of the note that would fit, had it been read; empty where none would."""
        from contactkeeper.core.model import Contact
        from contactkeeper.core.people.names import find

        passed = {
            problem.path: Contact(problem.path, PurePosixPath(problem.path).stem)
            for problem in self.loaded.problems
            if problem.code in ("unreadable", "too-large")
        }
        found = find(list(passed.values()), typed)
        return found[0].path if found else ""

    def choose(self, question: str, options: Sequence[str]) -> int:
        """Let the user pick one by its number, from 0 in what returns; anything else cancels."""
        for number, option in enumerate(options, 1):
            self.terminal.error(f"  {number}  {one_line(option)}")
        answer = self.terminal.ask(f"{question} 1 to {len(options)}:")
        if answer.isdecimal() and 1 <= int(answer) <= len(options):
            return int(answer) - 1
        message = "nothing was chosen, so nothing was done."
        raise Cancelled(message)

    def need_terminal(self, question: str) -> None:
        """Refuse to go on with a question that `--yes` answers, where nobody can be asked.

        Raises:
            NeedsAnswer: there is no terminal to ask in.
        """
        if not self.can_ask:
            message = f"{question} There is no terminal to ask in: --yes answers."
            raise NeedsAnswer(message)

    def confirm(self, question: str, *, yes: bool, unless_no: bool = True) -> None:
        """Ask before something is done; return when it may be.

        Enter alone is a yes with `unless_no`, else a no.

        Raises:
            NeedsAnswer: there is no terminal to ask in, and no `--yes`.
            Cancelled: the answer was no.
        """
        if yes:
            return
        self.need_terminal(question)
        agreed, choice = (("", *YES), "[Y/n]") if unless_no else (YES, "[y/N]")
        if self.terminal.ask(f"{question} {choice}").casefold() not in agreed:
            message = "nothing was done."
            raise Cancelled(message)


def _read_today(value: str, said_by: str) -> date:
    try:
        day = read_date(value)
    except ImpossibleDate as error:
        raise UsageError(f"{said_by}: {error}.") from error
    if day is None:
        message = f"{said_by} takes a date such as 2026-11-23, not “{value}”."
        raise UsageError(message)
    return day


def _expand(name: str) -> Path:
    """Put the home folder in the place of `~`, where there is such a user."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)


def _is_folder(path: Path) -> bool:
    """Say whether a folder is there; a name that no file can have names none."""
    try:
        return path.is_dir()
    except OSError:
        return False
