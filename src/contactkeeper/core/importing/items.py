"""Make the items of a preview: what is to be written about one person, and how certain it is."""

from __future__ import annotations

from functools import cached_property
from itertools import compress, islice
from typing import TYPE_CHECKING, Final

from contactkeeper.core.importing.additions import (
    differences_from,
    emails_to_write,
    missing_properties,
    new_job,
    phones_to_write,
)
from contactkeeper.core.importing.companies import same_company
from contactkeeper.core.importing.history import (
    ChannelWords,
    channel_words_of,
    has_beginning,
    lacking,
    lacking_appointments,
    lacking_entries,
    lacking_tasks,
    owed_days,
)
from contactkeeper.core.importing.identifiers import identifiers_of, phones_of
from contactkeeper.core.importing.identity import Record
from contactkeeper.core.importing.model import Difference, Item
from contactkeeper.core.importing.plain_text import plain_text
from contactkeeper.core.importing.somebody import somebody
from contactkeeper.core.note.property_names import meaning_of
from contactkeeper.core.people.name_keys import compare_names, name_words
from contactkeeper.core.people.phones import bare_number, same_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from contactkeeper.core.importing.matching import Match
    from contactkeeper.core.importing.model import MatchedBy, Standing
    from contactkeeper.core.importing.somebody import Somebody
    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings

_LOGS: Final = 300
"""Contacts by whose logs the vault's words for channels are told."""


class ItemMaker:
    """Makes items of people and the notes that are theirs."""

    def __init__(
        self,
        contacts: Sequence[Contact],
        settings: Settings,
        today: date,
        numbers: Mapping[str, str],
    ) -> None:
        self._contacts = contacts
        self._settings = settings
        self._today = today
        self._numbers = numbers

    def item(self, one: Somebody, match: Match) -> Item:
        """Return what is to be written about somebody, in their note or a new one."""
        if match.certain is not None:
            item = self.of_note(one, self._contacts[match.certain], match.by)
            if item.says_nothing_new or not _is_in_doubt(item):
                return item
            return self._unsure(one, (self._contacts[match.certain],), match.by)
        rivals = tuple(self._contacts[place] for place in match.rivals)
        if rivals:
            return self._already_there(one, rivals, match.by) or self._unsure(one, rivals, match.by)
        name = one.person.name
        is_whole = bool(name and not one.may_be_anybody) or len(name_words(name)) > 1
        if not is_whole or one.person.doubts:
            return self._unsure(one, (), "")
        return self._of_no_note(one, "new")

    def of_note(self, one: Somebody, contact: Contact, by: MatchedBy) -> Item:
        """Return what a note lacks of what the files say of its person."""
        job = new_job(one, contact)
        differs = differences_from(one, contact, self._settings, self._numbers)
        item = self._with_history(one, contact)
        return item._replace(
            standing="changed" if job and job.is_newer else "known",
            contact=contact,
            by=by,
            properties=missing_properties(one, contact, self._settings, self._today),
            differences=(*differs, *one.differences),
            job=job,
        )

    def _unsure(self, one: Somebody, rivals: tuple[Contact, ...], by: MatchedBy) -> Item:
        item = self._of_no_note(one, "unsure")._replace(rivals=rivals, by=by)
        if len(rivals) != 1:
            return item
        differs = differences_from(one, rivals[0], self._settings, self._numbers)
        job = new_job(one, rivals[0])
        company = (
            (Difference("company", job.old_company, job.company),)
            if job and job.company and not same_company(job.old_company, job.company)
            else ()
        )
        return item._replace(differences=(*company, *differs, *item.differences))

    def _of_no_note(self, one: Somebody, standing: Standing) -> Item:
        return self._with_history(one, None)._replace(
            standing=standing,
            properties=missing_properties(one, None, self._settings, self._today),
            differences=one.differences,
        )

    def _already_there(
        self, one: Somebody, rivals: Sequence[Contact], by: MatchedBy
    ) -> Item | None:
        """Return the item of the one note that has their history already, from an earlier import.

        All of it, or all up to some day: whoever said whose it is need not say it each month.
        """
        if not (one.interactions or one.is_complete):
            return None
        items = [self.of_note(one, each, by) for each in rivals]
        there = [each for each in items if each.says_nothing_new]
        if not there and by == "name" and not one.person.doubts:
            begun = [has_beginning(each, one.interactions) for each in rivals]
            there = list(compress(items, begun))
        return there[0] if len(there) == 1 else None

    def _with_history(self, one: Somebody, contact: Contact | None) -> Item:
        """Return an item with the entries and tasks that a note lacks."""
        words = self._channel_words(contact)
        log, open_tasks = (contact.entries, contact.tasks) if contact else ((), ())
        exported = lacking(one.person.entries, log)
        added = lacking_entries(contact, one.interactions, self._today, words)
        tasks = lacking_tasks(one.person.tasks, open_tasks, log)
        tasks += lacking_appointments(contact, one.interactions, self._today, words)
        owed = owed_days(contact, added, self._today, self._settings.clock)
        return Item(
            "known", one.person, one.interactions, entries=(*exported, *added), tasks=tasks,
            owed=owed, made=one.made, is_complete=one.is_complete,
        )  # fmt: skip

    def _channel_words(self, contact: Contact | None) -> ChannelWords:
        words = channel_words_of([contact]) if contact else None
        return words if words and words.counts else self._usual_words

    @cached_property
    def _usual_words(self) -> ChannelWords:
        return channel_words_of(islice(self._contacts, _LOGS))


def _is_in_doubt(item: Item) -> bool:
    """Say whether what is in doubt of a person would be written, or tells whose note is theirs."""
    written = {name for name, _ in item.properties}
    matters = {
        "birthday": "birthday" in written,
        "letters": item.job is not None or not written.isdisjoint(("company", "role")),
        "name": item.by == "name",
    }
    return any(matters[doubt] for doubt in item.person.doubts)


def settled(item: Item, contact: Contact, settings: Settings, today: date) -> Item:
    """Return an unsure item as it is once somebody has said whose note it is.

    So that it need not be said again, the note gets the whole name, the e-mails and the phones too,
    beside those that it has.
    """
    record = Record(item.person, (0, 0, "", False), 0, item.is_complete, made=item.made,
                    interactions=item.interactions)  # fmt: skip
    numbers = same_numbers((*phones_of(item.person), *phones_of(contact)))
    one = somebody([record], numbers)
    made = ItemMaker((contact,), settings, today, numbers).of_note(one, contact, "name")
    added = dict(made.properties)
    for name, values in _remembered(one, contact, numbers):
        own = _own_values(contact, name, settings)
        if values and (own or name == "aliases"):
            added[name] = (*own, *values)
    return made._replace(properties=tuple(added.items()))


def _remembered(
    one: Somebody, contact: Contact, numbers: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give what a note lacks by which somebody would be known again.

    A first name tells nobody, and a name in a title is a guess: it may stand in a Russian case.
    """
    person, mine = one.person, name_words(one.person.name)
    names = [name_words(name) for name in (contact.name, *contact.aliases)]
    is_known = any(compare_names(mine, each) == "same" for each in names)
    is_name = mine[1:] and "name" not in person.doubts
    yield "aliases", (plain_text(person.name),) if is_name and not is_known else ()
    there = {each.value for each in identifiers_of(contact, numbers)}
    yield "email", tuple(each for each in emails_to_write(person) if each.casefold() not in there)
    phones = ((each, bare_number(each)) for each in phones_to_write(person))
    yield "phone", tuple(each for each, bare in phones if bare and numbers[bare] not in there)


def _own_values(contact: Contact, meaning: str, settings: Settings) -> tuple[str, ...]:
    """Return the values of a property of a note as they are written there."""
    words = next((w for name, w in contact.properties if meaning_of(name, settings) == meaning), "")
    if meaning == "aliases":
        return tuple(each for each in contact.aliases if each in words)
    return tuple(filter(None, (each.strip() for each in words.split(","))))
