"""Make the note of a new contact: where it goes, and what it says.

The text itself is put together in `core.editing.new_notes`.
"""

from __future__ import annotations

from functools import cached_property, partial
from itertools import chain, count
from typing import TYPE_CHECKING

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.editing.file_names import can_be_linked, file_name, folder_name
from contactkeeper.core.editing.habits import habits_of, log_habits_of
from contactkeeper.core.editing.new_notes import (
    Blanks,
    complete_note_text,
    filled_note,
    new_note_text,
    note_from_template,
)
from contactkeeper.core.editing.note_language import is_russian_name, log_heading
from contactkeeper.core.editing.property_changes import check_values
from contactkeeper.core.importing.plain_text import plain_text
from contactkeeper.core.model import Contact
from contactkeeper.core.note.detect_contact import read_block
from contactkeeper.core.note.frontmatter import read_frontmatter
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_names import find_properties
from contactkeeper.core.people.find_contact import same_name
from contactkeeper.errors import UsageError
from contactkeeper.vault.files import read_text
from contactkeeper.vault.obsidian import left_out_of, template_formats
from contactkeeper.vault.operations import NewNote
from contactkeeper.vault.scan import scan
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.editing.habits import Habits, LogHabits
    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.loading import Loaded

_SAMPLE = 10
"""Contacts that are asked how the vault writes companies and logs."""


class NewContacts:
    """Make the notes of new contacts in one vault; nothing is written.

    Args:
        root: the vault.
        settings: the vault's.
        loaded: its contacts, which show how and where notes are written there.
    """

    def __init__(self, root: Path, settings: Settings, loaded: Loaded) -> None:
        self._root = root
        self.settings = settings
        self._contacts = loaded.contacts

    def free(self, name: str, company: str) -> Contact:
        """Say where the note of somebody new goes; where the name is taken, it gets an addition.

        That is the company, else a number. Each path is given once.

        Raises:
            UsageError: the name leaves nothing that can name a file, or a note of that name would
                be left out.
        """
        bare = file_name(name)
        more = [f"{bare} ({company})"] if company else []
        numbered = (f"{bare} ({number})" for number in count(2))
        names = (file_name(each) for each in chain([bare], more, numbered))
        safe = next(each for each in names if caseless(each) not in self._taken)
        contact = self._at(safe, company, self.habits.folder)
        self._taken.add(caseless(safe))
        return contact

    def draft(self, name: str, company: str, folder: str | None = None) -> Contact:
        """Say where the note of somebody new goes: beside most contacts, else at the root.

        Raises:
            UsageError: a note of that name is there, in any case or normalisation; or the name
                leaves nothing that can name a file; or the folder is none of the vault's, or left
                out.
        """
        safe = file_name(name)
        if taken := note_named(safe, scan(self._root).notes):
            if taken in set(self._contacts.paths):
                raise UsageError(
                    Wording("there is a contact of that name already: {path}.", path=taken)
                )
            raise UsageError(
                Wording(
                    "there is a note, though no contact, of that name already: {path}.", path=taken
                )
            )
        return self._at(
            safe, company, self.habits.folder if folder is None else folder_name(folder)
        )

    def _at(self, safe: str, company: str, inside: str) -> Contact:
        """Return the contact of a note in a folder; UsageError where that would be left out."""
        path = f"{inside}/{safe}.md" if inside else f"{safe}.md"
        if self._is_left_out(path):
            raise UsageError(
                Wording(
                    "a note at {path} would be no contact: templates, conflict copies and what "
                    "Obsidian excludes are left out.",
                    path=path,
                )
            )
        return Contact(path, safe, company=company)

    def note(
        self,
        contact: Contact,
        properties: Mapping[str, PropertyValue] | None,
        template: tuple[str, str] | None,
        now: datetime,
        *,
        dated: bool = True,
    ) -> NewNote:
        """Return the step that makes the note of a new contact.

        Args:
            contact: from `draft`; its company is written.
            properties: checked, by known or free names; None: the company alone.
            template: path and text of the one to fill.
            now: the day and the time of the run.
            dated: whether a note of no template gets the day in `created`.

        Raises:
            WriteRefused: the template can't be filled, or the note would not say what it should.
            UsageError: the note would be no contact by the vault's settings.
        """
        settings, habits, today = self.settings, self.habits, now.date()
        if properties is None:
            properties = check_values({"company": contact.company}, (), settings, today)
        company = properties.get("company")
        if isinstance(company, str) and can_be_linked(company) and self._links_companies:
            properties = {**properties, "company": f"[[{company}]]"}
        if template:
            path, text = template
            blanks = Blanks(contact.name, now, *template_formats(self._root))
            text = note_from_template(text, path, blanks, properties, habits, settings)
        else:
            created = {"created": today.isoformat()} if dated else {}
            text = new_note_text(
                contact.name, {**created, **properties}, habits, self._with_heading
            )
        return self._checked(contact.path, text)

    def filled(self, template: tuple[str, str], now: datetime) -> Note:
        """Return the note that a template makes of any name; WriteRefused where it makes none."""
        path, text = template
        blanks = Blanks("Name", now, *template_formats(self._root))
        return filled_note(text, path, blanks, self.settings)

    def copy(
        self, contact: Contact, properties: Mapping[str, PropertyValue], aliases: Iterable[str]
    ) -> NewNote:
        """Return the step that makes a note with all properties of another one, as they are.

        The one of the aliases that no property says is the heading, as it was there.

        Raises:
            WriteRefused: the note would not say what it should.
            UsageError: the note would be no contact by the vault's settings.
        """
        write = partial(
            complete_note_text, contact.name, properties, self.habits, self._with_heading
        )
        text = write()
        read = Note.parse(text, contact.path, self.settings).contact()
        if heading := plain_text(next((each for each in aliases if each not in read.aliases), "")):
            titled = write(heading)
            found = Note.parse(titled, contact.path, self.settings).contact()
            if found == read._replace(aliases=(*read.aliases, heading)):
                text = titled
        return self._checked(contact.path, text)

    def _checked(self, path: str, text: str) -> NewNote:
        if not read_block(text, path, self.settings)[1]:
            raise UsageError(
                Wording(
                    "a note at {path} would be no contact: see [contacts] in the settings.",
                    path=path,
                )
            )
        return NewNote(path, text)

    @cached_property
    def habits(self) -> Habits:
        """The conventions of the vault's contacts."""
        return habits_of(self._contacts, self.settings)

    @cached_property
    def log_habits(self) -> LogHabits:
        """The form of the logs of the vault's contacts."""
        known = [each.path for each in self._contacts if each.entries][-_SAMPLE:]
        return log_habits_of(self._parsed(known), self.settings)

    @cached_property
    def _with_heading(self) -> Settings:
        """The settings, with the heading of new logs in the language of the contacts.

        It stays English where the logs of most of the last contacts have an English one.
        """
        in_russian = self.habits.are_russian
        if in_russian:
            notes = self._parsed([each.path for each in self._contacts][-_SAMPLE:])
            titles = [note.log.title for note in notes if note.log and note.log.title]
            in_russian = sum(map(is_russian_name, titles)) * 2 >= len(titles)
        heading = log_heading(self.settings, in_russian=in_russian)
        return self.settings._replace(log=self.settings.log._replace(heading=heading))

    def _parsed(self, paths: Iterable[str]) -> Iterator[Note]:
        texts = ((path, read_text(self._root, path) or "") for path in paths)
        return (Note.parse(text, path, self.settings) for path, text in texts)

    @cached_property
    def _is_left_out(self) -> Callable[[str], bool]:
        return left_out_of(self._root)

    @cached_property
    def _taken(self) -> set[str]:
        """The names of all notes, and those that were given."""
        return {caseless(path.rpartition("/")[2][:-3]) for path in scan(self._root).notes}

    @cached_property
    def _links_companies(self) -> bool:
        """Say whether most of the last contacts have their company as a link."""
        linked = plain = 0
        for contact in [each for each in self._contacts if each.company][-_SAMPLE:]:
            block = read_frontmatter(read_text(self._root, contact.path) or "")
            for found in find_properties(block, "company", self.settings)[:1]:
                is_link = isinstance(found.value, str) and found.value.startswith("[[")
                linked, plain = linked + is_link, plain + (not is_link)
        return linked > plain


def note_named(name: str, paths: Iterable[str]) -> str:
    """Return the first note of that name, in any case or normalisation; empty: there is none."""
    return next((path for path in paths if same_name(path.rpartition("/")[2][:-3], name)), "")
