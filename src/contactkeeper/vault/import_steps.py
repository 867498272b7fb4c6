"""Make the steps of the one change that writes what was decided about imported people."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.importing.items import settled
from contactkeeper.core.importing.plain_text import plain_text
from contactkeeper.core.importing.writing import fill_new, plan_known, properties_of_new
from contactkeeper.errors import CkError
from contactkeeper.vault.operations import NewNote, Step

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from contactkeeper.core.importing.model import Decision
    from contactkeeper.core.interchange import Person
    from contactkeeper.core.model import Contact
    from contactkeeper.vault.new_note import NewContacts
    from contactkeeper.vault.operations import AnyStep


class ImportSteps(NamedTuple):
    """The steps that write the decisions of an import."""

    steps: tuple[AnyStep, ...]
    """For `Vault.change`. Notes that can't be written are left out, each as a whole: their changes
    say why (`Change.refused`)."""
    made: tuple[Person, ...] = ()
    """The people who get a new note."""
    renamed: tuple[tuple[Person, str], ...] = ()
    """The people whose new notes are not called as they are, with the paths of these."""
    refused: tuple[tuple[Person, CkError], ...] = ()
    """The people whose new notes can't be made, with the reasons."""


def import_steps(
    decisions: Iterable[Decision],
    new: NewContacts,
    now: datetime,
    template: tuple[str, str] | None = None,
    *,
    with_notes: bool = False,
) -> ImportSteps:
    """Make the steps of all decisions; contactkeeper.toml is one more step, of `config.changes`.

    Args:
        decisions: what is said about each person; one who is not taken is passed over.
        new: makes new notes in the hand of the vault.
        now: the day and the time of the run.
        template: path and text of the one that new notes are made of.
        with_notes: whether what files remark about people goes into their new notes.
    """
    steps: list[AnyStep] = []
    made: list[Person] = []
    renamed: list[tuple[Person, str]] = []
    refused: list[tuple[Person, CkError]] = []
    for decision in decisions:
        person = decision.item.person
        if not decision.take or decision.decline:
            continue
        if contact := decision.target:
            steps.append(_known_note(decision, contact, new, now))
            continue
        try:
            step = _new_note(decision, new, now, template, with_note=with_notes)
        except CkError as error:
            refused.append((person, error))
            continue
        steps.append(step)
        made.append(person)
        if step.path.rpartition("/")[2] != f"{person.name}.md":
            renamed.append((person, step.path))
    return ImportSteps(tuple(steps), tuple(made), tuple(renamed), tuple(refused))


def _known_note(decision: Decision, contact: Contact, new: NewContacts, now: datetime) -> Step:
    """Return the step that writes into the note of a contact."""
    today = now.date()
    if decision.item.contact is None:
        own = settled(decision.item, contact, new.settings, today)
        decision = decision._replace(item=own)
    plan = partial(plan_known, decision=decision, habits=new.habits, today=today)
    return Step(contact.path, plan, may_fail=True)


def _new_note(
    decision: Decision,
    new: NewContacts,
    now: datetime,
    template: tuple[str, str] | None,
    *,
    with_note: bool,
) -> NewNote:
    """Return the step that makes the note of somebody new.

    Raises:
        CkError: no file can be called so, or the note can't be written safely.
    """
    person = decision.item.person
    called = person.name or next(iter((*person.emails, *person.handles, *person.phones)), "")
    contact = new.free(plain_text(called), plain_text(person.company))
    properties = properties_of_new(decision.item, contact.name, new.habits, now.date())
    if decision.item.is_complete:
        made = new.copy(contact, properties, person.aliases)
    else:
        made = new.note(contact, properties, template, now, dated=False)
    return made._replace(text=fill_new(made.text, decision, new.log_habits, with_note=with_note))
