"""`ck log`: append what happened to a person's own note.

The way to the disk: this module reads the words, `core.composing` makes the entry,
`core.recording` plans the splice, `vault.store` locks, verifies and replaces.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from contactkeeper.cli.changes import (
    change_document,
    contact_after,
    differences,
    indented,
    introduce,
    remarks,
    ticked_by,
    written,
)
from contactkeeper.cli.documents import document
from contactkeeper.cli.people import WhoArgument, name_task
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import one_line
from contactkeeper.core.editing.composing import Typed, compose, read_day
from contactkeeper.core.editing.recording import amend, record, task_named
from contactkeeper.core.morning.back import back_on, say_back, settled
from contactkeeper.core.morning.brief import brief_of
from contactkeeper.core.notes.note import Note
from contactkeeper.errors import UsageError
from contactkeeper.vault.store import Step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.editing.edits import Plan
    from contactkeeper.core.model import Contact, Entry
    from contactkeeper.vault.store import AnyStep, Change


def log_command(  # noqa: PLR0913  # one parameter for each option of product.md's row
    context: typer.Context,
    who: WhoArgument,
    text: Annotated[
        str,
        typer.Argument(
            metavar="[TEXT]",
            help='What happened: "-> tg: asked about the JD". Without it your editor opens.',
            show_default=False,
        ),
    ] = "",
    *,
    sent: Annotated[bool, typer.Option("--sent", "-s", help="I wrote (->).")] = False,
    received: Annotated[bool, typer.Option("--received", "-r", help="They wrote (<-).")] = False,
    channel: Annotated[
        str, typer.Option("--channel", "-c", metavar="WORD", help="call, email, telegram, …")
    ] = "",
    day: Annotated[
        str, typer.Option("--date", "-d", metavar="DAY", help="yesterday, mon, 23.11; else today.")
    ] = "",
    gave: Annotated[
        list[str] | None, typer.Option("--gave", metavar="WHAT", help="What I gave.")
    ] = None,
    got: Annotated[
        list[str] | None, typer.Option("--got", metavar="WHAT", help="What I got.")
    ] = None,
    outcome: Annotated[
        str, typer.Option("--outcome", metavar="WORD", help="interview, offer, referral, …")
    ] = "",
    promise: Annotated[
        list[str] | None,
        typer.Option("--promise", "-p", metavar="WHAT", help='What I will do: "CV by fri".'),
    ] = None,
    awaited: Annotated[
        list[str] | None,
        typer.Option("--await", metavar="WHAT", help='What they will do: "JD by fri".'),
    ] = None,
    done: Annotated[
        str | None,
        typer.Option("--done", metavar="[TEXT]", help="It settles the open promise, or that one."),
    ] = None,
    no_reply: Annotated[
        bool, typer.Option("--no-reply", help="What they wrote needs no answer.")
    ] = False,
    snooze: Annotated[
        str, typer.Option("--snooze", metavar="UNTIL", help="And hide them until that day.")
    ] = "",
    together: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="WHO", help="Log it for that person too; repeatable."),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="WHO is new: make the note.")] = False,
    company: Annotated[
        str, typer.Option("--company", metavar="NAME", help="The company of somebody new.")
    ] = "",
    amend: Annotated[bool, typer.Option("--amend", help="Mend the last entry ck wrote.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the change, write nothing.")
    ] = False,
) -> None:
    """Append what happened to a person's note: one line, and nothing else changes.

    Example: ck log anna "she sends the JD on Friday"
    """
    session: Session = context.obj
    if sent and received:
        message = "--sent and --received exclude each other; neither means a conversation."
        raise UsageError(message)
    typed = Typed(
        text=text,
        direction="->" if sent else "<-" if received else "",
        channel=channel,
        day=day,
        gave=tuple(gave or ()),
        got=tuple(got or ()),
        outcome=outcome,
        promises=tuple(promise or ()),
        awaited=tuple(awaited or ()),
        no_reply=no_reply,
    )
    steps: list[AnyStep]
    if amend:
        person = session.find(who)
        people, steps = [person], [amend_step(session, person, typed)]
    else:
        people = [_newcomer(session, who, company) if new else session.find(who)]
        others = [session.find(other) for other in together or ()]
        people += [c for c in dict.fromkeys(others) if c.path != people[0].path]
        if typed.is_empty:
            typed = replace(typed, text=write_in_editor(session, people[0]))
        if done is not None and not new:
            done = name_task(session, people[0], done)
        hide = read_day(snooze, session.today, ahead=True, option="--snooze") if snooze else None
        entry = compose(typed, session.today)
        steps = [
            log_step(session, person, entry, done=done if person is people[0] else None, hide=hide)
            for person in people
        ]
        if new:
            from contactkeeper.cli.newcomers import new_note

            steps.insert(0, new_note(session, people[0]))
    if dry_run:
        changes = session.vault.preview(steps)
    else:
        changes = session.vault.change("log", steps, stamp=session.stamp)
    answer(session, people, changes, dry_run=dry_run)


def _newcomer(session: Session, name: str, company: str) -> Contact:
    from contactkeeper.cli.newcomers import newcomer

    return newcomer(session, name, company)


def log_step(
    session: Session, contact: Contact, entry: Entry, *, done: str | None, hide: date | None
) -> Step:
    """Plan one person's entry; what it settles is looked up in the note as it is then."""

    def plan(note: Note) -> Plan:
        entries = note.contact().entries
        task = task_named(entries, done, note.path) if done is not None else None
        return record(note, entry, task=task, snooze=hide, today=session.today)

    return Step(contact.path, plan)


def amend_step(session: Session, contact: Contact, typed: Typed) -> Step:
    """Plan how the entry that `ck` wrote last is mended.

    Raises:
        CkError: the last change to that note was no `ck log`, or the note changed since.
    """
    before = session.vault.text_before_last(contact.path, "log")

    def plan(note: Note) -> Plan:
        return amend(note, Note.parse(before, note.path, note.settings), typed, session.today)

    return Step(contact.path, plan)


def write_in_editor(session: Session, contact: Contact) -> str:
    """Let the user write the entry in the editor, under it what to know about the person."""
    from contactkeeper.cli.editor import SCISSORS, edit_text
    from contactkeeper.cli.show import brief_lines

    brief = brief_of(contact, session.today, session.settings)
    below = brief_lines(session.terminal, brief, session.today, everything=False)
    hint = f"What happened with {contact.name}? For example:  <- tg: she sends the JD on Friday"
    form = "\n".join(["", SCISSORS, hint, "An empty text changes nothing.", "", *below, ""])
    return edit_text(session, form)


def answer(
    session: Session, people: Sequence[Contact], changes: Sequence[Change], *, dry_run: bool
) -> None:
    """Say what was written, what it settled, and when each person is back."""
    remarks(session, changes)
    made = {change.path for change in changes if change.plan is None}
    entries = [change for change in changes if change.plan]
    for contact in people:
        if contact.status == "do-not-contact":
            session.terminal.error(f"ck: {contact.name} is marked do-not-contact.")
    if session.as_json:
        values = [change_document(session, change) for change in entries]
        session.terminal.document(document(session, "log", changes=values, dry_run=dry_run))
        return
    lines = list(differences(changes)) if dry_run else []
    for contact, change in zip(people, entries, strict=True):
        after = contact_after(change)
        entry = written(change)
        back = say_back(back_on(after, session.today, session.settings))
        # What was ticked stands behind a single line; under a longer entry it is named instead.
        ticked = [] if "\n" in entry else [task.text for task in ticked_by(change)]
        closed = settled(contact, after, session.today, session.settings)[len(ticked) :]
        if not dry_run:
            head = f"New: {change.path}" if change.path in made else introduce(after)
            lines += [one_line(head), *indented(entry, ticked)]
        if closed:
            lines.append(one_line(f"Closes: {', '.join(closed)}"))
        said = back if dry_run or change.path in made else f"{back.rstrip('.')} · ck undo"
        lines.append(one_line(said))
    session.terminal.out("\n".join(lines))
