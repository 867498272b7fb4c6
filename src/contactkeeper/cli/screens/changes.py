"""Make a change to notes, or a new note, and show it: the lines in the note now, and as JSON."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from contactkeeper.cli.json import Document, iso
from contactkeeper.cli.layout import one_line
from contactkeeper.cli.screens.outcomes import say_introducers, say_through
from contactkeeper.core.agenda.due import next_due
from contactkeeper.core.agenda.next_due import next_due_after, settled
from contactkeeper.core.note.frontmatter import read_frontmatter
from contactkeeper.core.note.meaning import is_judgement
from contactkeeper.core.note.property_values import words_of
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.errors import UnknownLog, UsageError
from contactkeeper.shell_words import shell_word
from contactkeeper.text.phrases import name_with_company
from contactkeeper.vault.contact_templates import contact_templates, named_template
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from contactkeeper.cli.session import Session
    from contactkeeper.core.agenda.model import Reason
    from contactkeeper.core.model import Contact, News
    from contactkeeper.text.speech import Speech
    from contactkeeper.vault.store import AnyStep, Change


def carry_out(
    session: Session, command: str, steps: Sequence[AnyStep], *, dry_run: bool = False
) -> tuple[Change, ...]:
    """Carry out the steps, or with `dry_run` find out what they would do; print the remarks."""
    try:
        if dry_run:
            changes = session.vault.preview(steps)
        else:
            changes = session.vault.change(command, steps, stamp=session.stamp)
    except UnknownLog as unknown:
        if dry_run or not session.terminal.can_ask:
            raise
        session.terminal.confirm(session.speech.changes.ask_about_log(unknown.title), yes=False)
        choose_log(session, unknown.title)
        return carry_out(session, command, steps)
    remarks(session, changes)
    if session.settings.log.in_other_notes and any(change.old is None for change in changes):
        session.read_again()  # a new contact may have entries there
    return changes


def changed_contact(session: Session, change: Change) -> Contact:
    """Return the contact after a change, with the entries that stand in other notes."""
    return session.loaded.contacts.whole(change.contact)


def choose_log(session: Session, title: str) -> bool:
    """Write into the settings that sections of a title are logs; say whether that was new."""
    from contactkeeper.config.changes import set_log
    from contactkeeper.core.note.log import configured_titles, fold_title

    rules = session.settings.log
    if fold_title(title) in configured_titles(rules) if title else rules.headless:
        return False
    set_log(session.root, title, rules, partial(_replace_settings, session))
    del session.settings, session.vault  # they are others now
    return True


def _replace_settings(session: Session, _: Path, before: bytes | None, after: bytes) -> None:
    session.vault.replace("init", CONFIG_NAME, before, after, stamp=session.stamp)


def change_document(session: Session, change: Change) -> Document:
    """Describe a change: whose note, the entry as written, and when the timer brings them back."""
    contact = changed_contact(session, change)
    return {
        "name": contact.name,
        "path": change.path,
        "line": change.written or None,
        "next_due": iso(next_due(contact, session.today, session.settings)),
    }


def indented(text: str, ticked: Sequence[str] = ()) -> list[str]:
    """Lay out an entry under the person's name, and behind its first line the tasks it ticked."""
    first, *rest = text.expandtabs(4).split("\n")
    ticks = "".join(f"        [x] {one_line(task)}" for task in ticked)
    return [f"  {first}{ticks}", *(f"  {line}" for line in rest)]


def say_moved(path: str, place: str) -> str:
    """Say where a note was moved, in any language: `People/Anna 2.md -> .trash/Anna 2.md`."""
    return f"{path} -> {place}"


def differences(changes: Iterable[Change], *, named: bool = True) -> Iterator[str]:
    """Show changes as unified diffs, each under the lines that name its note where `named`.

    Of a note that was moved a line says where from and where to.
    """
    from difflib import unified_diff

    for change in changes:
        if change.moved_to:
            yield say_moved(change.path, change.moved_to)
            continue
        before = change.before.split("\n") if change.before is not None else []
        after = change.after.split("\n") if change.after is not None else []
        lines = unified_diff(before, after, change.path, change.path, n=1, lineterm="")
        yield from list(lines)[0 if named else 2 :]


def say_when_back(
    session: Session, contact: Contact, *, undoable: bool, through: str = ""
) -> list[str]:
    """Show when somebody is back on the list, after what came `through` them, and how to undo."""
    back = next_due_after(contact, session.today, session.settings, session.event_notes)
    said = session.speech.changes.say_back(back, through, undoable=undoable)
    return session.terminal.broken(one_line(said))


def hidden_by(session: Session, change: Change) -> list[Reason]:
    """List what a new snooze or pause of a contact hides; nothing where the change sets none."""
    from contactkeeper.core.agenda.hidden import hidden_reasons  # few changes hide anybody

    if change.old is None or _quiet_of(change.contact_before) == _quiet_of(change.contact):
        return []
    after = changed_contact(session, change)
    return hidden_reasons(after, session.today, session.settings, session.event_notes)


def _quiet_of(contact: Contact) -> tuple[object, ...]:
    return (contact.status, contact.paused_until, contact.snooze_until)


def say_hidden_by(session: Session, change: Change) -> list[str]:
    """Say what a new snooze or pause hides, in one line or broken; empty where it hides nothing."""
    said = session.speech.next_due.say_hidden(hidden_by(session, change), session.today)
    return session.terminal.broken(one_line(said)) if said else []


def remarks(session: Session, changes: Iterable[Change]) -> None:
    """Say on standard error what the file system could not keep."""
    for change in changes:
        for remark in change.remarks:
            session.terminal.warn(remark)


def _say_follow_ups(session: Session, changes: Sequence[Change]) -> Iterator[str]:
    """Say of each event to come that the entries link to when its follow-up opens."""
    if not session.event_notes.events:
        return
    from contactkeeper.core.agenda.events import follow_ups

    added = [change.entry for change in changes if change.entry]
    for each in follow_ups(session.event_notes.events, added, session.today):
        yield one_line(session.speech.changes.say_follow_up(each, session.today))


def _say_untold(session: Session, untold: Sequence[News], amended: Contact | None) -> list[str]:
    """Say what a person has not been told, and the command for the entry that can be amended."""
    said_of, command = session.speech.changes, ""
    if amended:
        name = session.loaded.contacts.directory.shortest_name(amended)
        command = f"ck log {name} --amend --told {shell_word(untold[0].name)}"
    news = [session.speech.events.say_news(each, session.today) for each in untold]
    said, *commands = said_of.say_untold(news, command)
    return [
        *session.terminal.broken(one_line(said)),
        *(f"  {one_line(each)}" for each in commands),
    ]


def _untold(session: Session, contact: Contact) -> tuple[News, ...]:
    """Return the news that a person has not been told."""
    if not session.event_notes.news:
        return ()
    from contactkeeper.core.agenda.campaigns import unheard

    return unheard(contact, session.today, session.settings, session.event_notes.news)


def tell_tasks(session: Session, command: str, changes: Sequence[Change], *, dry_run: bool) -> None:
    """Say which tasks were written or ticked, and when each person is back."""
    if session.as_json:
        values = [change_document(session, change) for change in changes]
        session.answer(command, changes=values, dry_run=dry_run)
        return
    lines = list(differences(changes)) if dry_run else []
    for change in changes:
        if not dry_run:
            lines.append(one_line(name_with_company(change.contact)))
            lines += indented(change.written)
        lines += say_when_back(session, changed_contact(session, change), undoable=not dry_run)
    session.terminal.out(*lines)


def tell_logged(
    session: Session, people: Sequence[Contact], changes: Sequence[Change], *, dry_run: bool
) -> None:
    """Say what was written, what it settled, and when each person is back."""
    said_of = session.speech.changes
    made = {change.path for change in changes if change.plan is None}
    entries = [change for change in changes if change.plan]
    for contact in people:
        if contact.status == "do-not-contact":
            session.terminal.warn(said_of.say_refused_contact(contact.name))
    if session.as_json:
        values = [
            change_document(session, change)
            | {"tell": [news.name for news in _untold(session, changed_contact(session, change))]}
            for change in entries
        ]
        session.answer("log", changes=values, dry_run=dry_run)
        return
    lines = list(differences(changes)) if dry_run else []
    for change in entries:
        before = session.loaded.contacts.whole(change.contact_before)
        after = changed_contact(session, change)
        entry = change.written
        # What was ticked stands behind a single line; under a longer entry it is named instead.
        ticked = [] if "\n" in entry else [task.text for task in change.ticked]
        closed = settled(before, after, session.today, session.settings, session.event_notes)[
            len(ticked) :
        ]
        if not dry_run:
            is_new = change.path in made
            head = said_of.say_new_note(change.path) if is_new else name_with_company(after)
            lines.append(one_line(head))
            lines += indented(entry, ticked) if change.is_written else [f"  {said_of.NOTHING}"]
        if closed:
            lines += session.terminal.broken(one_line(said_of.say_closed(closed, session.today)))
        lines += say_hidden_by(session, change)
        undoable = not dry_run and change.path not in made and change.is_written
        is_judged = change.entry is not None and is_judgement(change.entry)
        if untold := () if is_judged else _untold(session, after):
            lines += _say_untold(session, untold, after if undoable else None)
        through = say_through(session, after, change)
        lines += say_introducers(session, change)
        lines += say_when_back(session, after, undoable=undoable, through=through)
    lines += _say_follow_ups(session, [change for change in entries if change.entry])
    session.terminal.out(*lines)


def find_template(session: Session, typed: str) -> tuple[str, str] | None:
    """Find the template that is named, else the one of the vault that makes contacts.

    Raises:
        UsageError: there is no such template, or there are several and nobody can be asked.
    """
    if typed:
        return named_template(session.root, session.folder, typed)
    found, unreadable = contact_templates(session.root, session.settings)
    for path in unreadable:
        session.terminal.warn(one_line(session.speech.changes.say_skipped_template(path)))
    if len(found) < 2:  # noqa: PLR2004  # two are one too many
        return found[0] if found else None
    paths = [path for path, _ in found]
    if not session.terminal.can_ask:
        raise UsageError(
            Wording("which template? --template takes one of: {paths}.", paths=tuple(paths))
        )
    return found[session.terminal.choose(Wording("Which template?"), paths)]


def time_of(session: Session) -> datetime:
    """Return the day of the run with the time of its moment, for a template."""
    return datetime.combine(session.today, datetime.fromisoformat(session.stamp).time())


def warn_of_file_name(session: Session, typed: str, name: str) -> None:
    """Warn where a note has another name than was typed, since no file can be called so."""
    if name != typed:
        session.terminal.warn(one_line(session.speech.changes.say_file_name(typed, name)))


def new_note_lines(speech: Speech, change: Change, template: str = "") -> list[str]:
    """Show a new note, from which template it is, and its properties that have a value."""
    block = read_frontmatter(change.after or "")
    return [
        speech.changes.say_new_note(change.path, template),
        *(
            f"  {one_line(f'{each.name}: {words_of(each.value)}')}"
            for each in (block.properties if block else ())
            if each.value
        ),
    ]
