"""Give a command its surroundings: the day, the vault with its settings and notes, the terminal.

It decides nothing about contacts, and reads no clock and no environment: `app` does.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.dates import read_date
from contactkeeper.errors import CkError, UsageError
from contactkeeper.text.speech import ENGLISH
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from contactkeeper.cli.terminal import Terminal
    from contactkeeper.config import UserConfig
    from contactkeeper.core.model import EventNotes
    from contactkeeper.core.settings import Settings
    from contactkeeper.text.speech import Speech
    from contactkeeper.vault.contacts import Contacts
    from contactkeeper.vault.index import Index
    from contactkeeper.vault.loading import Loaded
    from contactkeeper.vault.store import Vault


class Session:
    """The surroundings of one run of `ck`. Vault and settings are read when first asked for."""

    def __init__(  # noqa: PLR0913  # what a run is surrounded by, each once
        self,
        *,
        clock: Callable[[], datetime],
        terminal: Terminal,
        folder: Path,
        config_file: Path,
        state: Path,
        cache: Path,
        home: Path,
        editor: str = "",
        shell: str = "",
        window: str = "",
        zone: Callable[[], str] = str,
        is_language_given: bool = False,
    ) -> None:
        """Keep what the program was started with.

        Args:
            clock: gives the present moment, in the zone of this machine.
            terminal: where answers go.
            folder: where `ck` was started; the search for a vault goes upward from here.
            config_file: the user's own configuration; need not exist.
            state: locks and the journal live here, outside every vault.
            cache: what was read is kept here, outside every vault.
            home: the user's home folder; the root where there is none.
            editor: a command with its arguments, as VISUAL or EDITOR has it.
            shell: the name of the user's shell.
            window: what tells the terminal of this run from others.
            zone: names the time zone of this machine; empty where the system does not know it.
            is_language_given: the language of this run was named, so no configuration decides it.
        """
        self._clock = clock
        self._is_day_given = False
        self._take_moment()
        self.terminal = terminal
        self.folder = folder
        self.config_file = config_file
        self.state = state
        self.cache: Path | None = cache
        self.home = home
        self.editor = editor
        self.shell = shell
        self.window = window
        self.zone = zone
        self._is_language_given = is_language_given
        self.own_speech = terminal.speech
        """The language of the user, for what people read in files, whoever reads the answer."""
        self.named_vault = ""
        self._index: Index | None = None
        self.opened: list[Vault] = []
        """The vaults that this session opened, and all that were made anew from it."""
        self.as_json = self.has_synced = False

    @property
    def speech(self) -> Speech:
        """Return the language of the answer: the user's, or English where programs read it."""
        return self.terminal.speech

    def _take_moment(self) -> None:
        moment = self._clock()
        if not self._is_day_given:
            self.today = moment.date()
        self.stamp = moment.isoformat(timespec="seconds")
        """The moment of the run, with its offset, for the journal."""
        self.now = int(moment.timestamp() * 1e9)
        """The moment of the run, in nanoseconds since 1970."""

    def anew(self) -> Session:
        """Return a session of this moment with the same surroundings, that has read nothing yet."""
        fresh = Session.__new__(Session)
        fresh.__dict__.update((k, v) for k, v in self.__dict__.items() if k not in _WHAT_IS_READ)
        fresh._index = None  # noqa: SLF001  # a session's own
        fresh._take_moment()  # noqa: SLF001
        fresh.terminal.measure()
        return fresh

    def take(self, name: str, value: Any, *, said_by: str = "") -> None:  # noqa: ANN401
        """Take the value of a shared option; `said_by` names the environment variable it came from.

        Raises: UsageError: the value is no day, or no folder can have that name.
        """
        said_by = said_by or f"--{name}"
        if name == "vault":
            if not value.strip():
                # An unset variable in a script must not lead to another vault.
                raise UsageError(
                    Wording("{option} takes a folder of notes, and it is empty.", option=said_by)
                )
            self.named_vault = value
        elif name == "today":
            self.today, self._is_day_given = _read_today(value, self.today, said_by), True
        elif name == "json":
            self.as_json = True
            self.terminal.colour = self.terminal.can_redraw = self.terminal.can_ask = False
            self.terminal.speech = ENGLISH  # programs read it
        elif name == "no_color":
            self.terminal.colour = False
        elif name == "no_cache":
            self.cache = None

    def answer(self, command: str, **content: Any) -> None:  # noqa: ANN401
        """Write what a command answers as one JSON document, in the envelope that all have."""
        from contactkeeper.cli.json import VERSION  # no page needs it

        envelope = {"version": VERSION, "command": command, "today": self.today.isoformat()}
        self.terminal.document({**envelope, "vault": str(self.root), **content})

    @cached_property
    def user_config(self) -> UserConfig:
        """Read the user's own configuration."""
        from contactkeeper.config import load_user_config
        from contactkeeper.vault.paths import settings_draft

        draft = settings_draft(self.config_file.parent)
        if os.path.lexists(draft):
            from contactkeeper.vault.lock import remove_left  # after a kill alone

            remove_left(draft, self.state)
        config = load_user_config(self.config_file)
        if config.color is False:
            self.terminal.colour = False
        if config.language and not self._is_language_given:
            self.terminal.speak(config.language)
            self.own_speech = self.terminal.speech
            if self.as_json:
                self.terminal.speech = ENGLISH
        return config

    def find_language(self) -> None:
        """Speak the language of the user's configuration, the help and every error too.

        A mistake in the file is said by the command that needs it.
        """
        if self.config_file.exists():
            with suppress(CkError):
                _ = self.user_config

    @cached_property
    def root(self) -> Path:
        """Find the vault: the one named, else upward from here, else the one remembered."""
        from contactkeeper.vault.obsidian import find_vault
        from contactkeeper.vault.root import named_root, remembered_root

        if self.named_vault:
            return named_root(self.named_vault)
        found = find_vault(self.folder, self.home)
        return found or remembered_root(self.user_config.vault, self.config_file)

    @property
    def own_folder(self) -> str:
        """Return the folder outside the vault where `ck` keeps its data; it need not exist."""
        from contactkeeper.vault.paths import own_folder

        return own_folder(self.root, self.state)

    @cached_property
    def settings(self) -> Settings:
        """Read the settings: the vault's, with what the user's own file overrides."""
        from contactkeeper.config import load_settings

        _ = self.user_config  # whether there are colours is known from here on
        return load_settings(self.root, self.config_file)._replace(year=self.today.year)

    @cached_property
    def vault(self) -> Vault:
        """Open the vault; what a killed `ck` left behind is put right first, and said."""
        from contactkeeper.vault.store import Vault

        vault = Vault(self.root, self.settings, self.state)
        for sentence in vault.recover():
            self.terminal.warn(sentence)
        self.opened.append(vault)
        return vault

    @cached_property
    def loaded(self) -> Loaded:
        """Read all contacts of the vault, once."""
        from contactkeeper.vault.loading import load
        from contactkeeper.vault.paths import is_unfinished, own_folder, settings_draft

        draft = settings_draft(self.root)
        if is_unfinished(own_folder(self.root, self.state)) or os.path.lexists(draft):
            _ = self.vault  # puts it right; else reading needs nothing of what writing does
        self._index = self._open_index()
        try:
            return load(self.root, self.settings, self._index, self.terminal.show_progress)
        finally:
            self.terminal.end_progress()

    def read_again(self) -> None:
        """Read the contacts again when they are next asked for, since there is a new note."""
        self.__dict__.pop("loaded", None)

    @cached_property
    def remembered(self) -> Contacts | None:
        """Return all contacts as they were when the vault was last read; it is not looked at.

        None where nothing was kept, or no index is to be used.
        """
        from contactkeeper.vault.contacts import Contacts

        index = self._open_index()
        return Contacts.remembered(index) if index else None

    def _open_index(self) -> Index | None:
        """Open the index that fits the settings and the day; None where none is to be used."""
        if self.cache is None:
            return None
        from contactkeeper.core.agenda.modes import held_on
        from contactkeeper.vault.index import Index
        from contactkeeper.vault.paths import name_of

        place = str(self.cache / f"{name_of(self.root)}.sqlite")
        return Index(place, held_on(self.settings, self.today), self.now, self.today)

    def forget(self) -> None:
        """Delete what was kept of the notes: after a fault the next run reads them all."""
        if self._index:
            self._index.delete()

    @property
    def event_notes(self) -> EventNotes:
        """Return the events and news of the vault."""
        return self.loaded.event_notes

    @property
    def note_names(self) -> list[str]:
        """Return the names of all notes that a link may mean: contacts, events and news."""
        notes = self.event_notes
        others = [event.name for event in notes.events] + [news.name for news in notes.news]
        return self.loaded.contacts.names() + others

    def require_contacts(self) -> Contacts:
        """Return all contacts of the vault.

        Raises:
            NoContacts: no note is one.
        """
        if not self.loaded.contacts:
            from contactkeeper.vault.overview import no_contacts

            raise no_contacts(self.root, self.settings, self.loaded.faults)
        return self.loaded.contacts


_WHAT_IS_READ = {name for name, each in vars(Session).items() if isinstance(each, cached_property)}


def _read_today(value: str, today: date, said_by: str) -> date:
    if day := _read_date(value, said_by):
        return day
    from contactkeeper.core.editing.compose_entry import read_day  # few people travel in time

    return read_day(value, today, ahead=False, option=said_by)


def _read_date(value: str, said_by: str) -> date | None:
    try:
        return read_date(value)
    except ImpossibleDate as error:
        message = Wording("{option}: {why}.", option=said_by, why=error.wording)
        raise UsageError(message) from error
