"""Write what was decided about imported people, as one change; part of `ck import`."""

from __future__ import annotations

from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.cli.layout import one_line
from contactkeeper.cli.screens.changes import carry_out, find_template, time_of
from contactkeeper.config.changes import set_import
from contactkeeper.core.importing.model import Outcome
from contactkeeper.core.importing.writing import people_to_ignore
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.errors import WriteRefused
from contactkeeper.text.import_outcome import FALSE_ENTRY, PLANNING, say_renamed
from contactkeeper.text.importing import name_person
from contactkeeper.vault.contact_templates import contact_templates, named_template
from contactkeeper.vault.import_steps import import_steps
from contactkeeper.vault.imported_people import find_gone, remember_imported, to_list
from contactkeeper.vault.new_note import NewContacts
from contactkeeper.vault.operations import Rewrite
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from contactkeeper.cli.session import Session
    from contactkeeper.core.importing.model import Decision
    from contactkeeper.errors import CkError
    from contactkeeper.vault.operations import Change


class Written(NamedTuple):
    """The notes that were written, and those that could not be."""

    outcome: Outcome = Outcome()
    changes: Sequence[Change] = ()
    """Of notes that were made or changed."""
    refused: Sequence[tuple[str, Wording]] = ()
    """The people whose notes can't be made or changed, each with the reason."""


def refuse_template(session: Session, typed: str) -> None:
    """Refuse the only template that new notes can be made of, before anything is asked.

    Raises:
        WriteRefused: it can't be filled, or has an entry, which would be false.
        UsageError: there is none of the name that was typed.
    """
    if typed:
        found = [named_template(session.root, session.folder, typed)]
    else:
        found, _ = contact_templates(session.root, session.settings)
    if len(found) == 1:
        new = NewContacts(session.root, session.settings, session.loaded)
        note = new.filled(found[0], time_of(session))
        if entries := note.contact().entries:
            raise WriteRefused(note.path, entries[0].line, FALSE_ENTRY)


def write(  # noqa: PLR0913  # what is written, each once
    session: Session,
    decisions: Sequence[Decision],
    zone: str,
    template: str | None,
    *,
    with_notes: bool,
    dry_run: bool,
) -> Written:
    """Write what was decided, or with `dry_run` find out what would be written.

    Args:
        session: the surroundings.
        decisions: about each person.
        zone: the time zone of the days; the settings keep that of the first import with history.
        template: the one of new notes, as it was typed; None: they are made of none.
        with_notes: whether what files remark about people goes into their new notes.
        dry_run: whether nothing is written.
    """
    if not decisions:
        return Written()
    fills_template = template is not None and any(each.makes_note for each in decisions)
    planned = import_steps(
        _watched(session, decisions),
        NewContacts(session.root, session.settings, session.loaded),
        time_of(session),
        find_template(session, template or "") if fills_template else None,
        with_notes=with_notes,
    )
    session.terminal.end_progress()
    has_history = any(each.take and each.item.interactions for each in decisions)
    gone = to_list(find_gone(session.own_folder, session.loaded.contacts))
    ignored = (*people_to_ignore(decisions), *chain.from_iterable(each.words for each in gone))
    settings = _settings_steps(session, zone if has_history else "", ignored)
    changes = carry_out(session, "import", [*planned.steps, *settings], dry_run=dry_run)
    if number := session.vault.last_change:  # nothing may have been written
        with suppress(OSError):  # the notes are written, and that is what was asked for
            remember_imported(session.own_folder, number, planned.made, gone)
    refused = [(name_person(person), _why(error)) for person, error in planned.refused]
    refused += [(each.path, _why(each.refused)) for each in changes if each.refused]
    for name, why in refused:
        reason = session.speech.say(why).rstrip(".")
        session.terminal.warn(one_line(session.speech.changes.say_left_out(name, reason)))
    if planned.renamed:
        session.terminal.warn(say_renamed([path for _, path in planned.renamed]))
    written = [each for each in changes if each.is_written and each.path != CONFIG_NAME]
    return Written(_count(decisions, written), written, refused)


def _watched(session: Session, decisions: Sequence[Decision]) -> Iterator[Decision]:
    """Have the terminal show how many of the decisions are planned."""
    for number, each in enumerate(decisions):
        session.terminal.show_progress(number, len(decisions), PLANNING)
        yield each


def _settings_steps(session: Session, zone: str, ignored: Collection[str]) -> list[Rewrite]:
    """Return the step that writes the zone and whom imports leave out; none for nothing new."""
    steps: list[Rewrite] = []

    def keep(_: Path, before: bytes | None, after: bytes) -> None:
        steps.append(Rewrite(CONFIG_NAME, before, after))

    set_import(session.root, zone, ignored, session.settings, keep)
    return steps


def _why(error: CkError) -> Wording:
    why = getattr(error, "why", error.sentence)
    if line := getattr(error, "line", None):
        return Wording("line {line}: {why}", line=line, why=why)
    return Wording.joined("", [why])


def _count(decisions: Sequence[Decision], written: Sequence[Change]) -> Outcome:
    """Count what was written."""
    new = [each for each in written if each.old is None]
    folders = {each.path.rpartition("/")[0] for each in new}
    entries = {each.path: _entries_of(each) for each in written}
    took = {each.item.contact.path for each in decisions if each.job and each.item.contact}
    jobs = took & entries.keys()
    return Outcome(
        notes=len(new),
        to_sort=sum(not entries[each.path] for each in new),
        folder=folders.pop() if len(folders) == 1 else "",
        entries=sum(entries.values()),
        entry_notes=sum(map(bool, entries.values())),
        others=sum(
            not entries[each.path] and each.path not in jobs for each in written if each.old
        ),
        jobs=len(jobs),
        declined=sum(each.decline for each in decisions),
    )


def _entries_of(change: Change) -> int:
    """Count the entries that a change wrote."""
    if change.plan:
        return len(change.plan.added)
    return len(change.note.log.all_spans) if change.note and change.note.log else 0
