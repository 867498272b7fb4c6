"""`ck log`: append what happened to a person's own note.

The way to the disk: this module reads the words, `core.editing.compose_entry` makes the entry,
`core.editing.record_entry` plans the splice, `vault.store` locks, verifies and replaces.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

from contactkeeper.cli.args.declare import DryRunOption, argument, option
from contactkeeper.cli.args.filters import Filter, FocusOption, TagOption, TierOption
from contactkeeper.cli.commands.log_options import refuse_contradictions
from contactkeeper.cli.days import find_coming_day, settle_days
from contactkeeper.cli.find import find_contact, find_link, find_task, with_others
from contactkeeper.cli.session import Session
from contactkeeper.cli.typing_errors import ask_about_namesakes
from contactkeeper.errors import CkError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from contactkeeper.core.editing.compose_entry import Typed
    from contactkeeper.core.model import Contact, Entry, Task
    from contactkeeper.vault.store import AnyStep, Change, NewNote


def log_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    who: Annotated[
        str, argument("[WHO]", "A name or part of it, in either alphabet; a row of ck due; a path.")
    ] = "",
    text: Annotated[
        str | None,
        argument(
            "[TEXT]", 'What happened: "-> tg: asked about the JD". Without it your editor opens.'
        ),
    ] = None,
    *,
    sent: Annotated[bool, option("--sent -s", "You wrote (->).")] = False,
    received: Annotated[bool, option("--received -r", "They wrote (<-).")] = False,
    channel: Annotated[
        str, option("--channel -c WORD", "The channel: call, email, telegram, …")
    ] = "",
    day: Annotated[str, option("--date -d DAY", "The day: yesterday, mon, 23.11 (today).")] = "",
    gave: Annotated[list[str] | None, option("--gave WHAT", "What you gave them.")] = None,
    got: Annotated[list[str] | None, option("--got WHAT", "What they gave you.")] = None,
    outcome: Annotated[
        str, option("--outcome WORD", "The outcome: interview, offer, referral, …")
    ] = "",
    trust: Annotated[str, option("--trust 1-5", "Your trust in them, from that day on.")] = "",
    promise: Annotated[
        list[str] | None, option("--promise -p WHAT", 'What you promised: "CV by fri".')
    ] = None,
    awaited: Annotated[
        list[str] | None, option("--await WHAT", 'What they promised: "JD by fri".')
    ] = None,
    done: Annotated[
        str | None, option("--done [TEXT]", "Tick the open task, or the one that TEXT names.")
    ] = None,
    no_reply: Annotated[
        bool, option("--no-reply", "No answer is needed; alone: to what they wrote last.")
    ] = False,
    snooze: Annotated[str, option("--snooze UNTIL", "Hide them until that day.")] = "",
    together: Annotated[
        list[str] | None, option("--with WHO", "Log it for that person too; repeatable.")
    ] = None,
    event: Annotated[str, option("--event NAME", "Link to the event where it happened.")] = "",
    told: Annotated[
        list[str] | None, option("--told NEWS", "Link to news that you told them; repeatable.")
    ] = None,
    new: Annotated[bool, option("--new", "Make the note: WHO is a new contact.")] = False,
    yes: Annotated[
        bool, option("--yes", "With --new: make the note though somebody may be called so.")
    ] = False,
    amend: Annotated[bool, option("--amend", "Correct the last entry that ck wrote.")] = False,
    dry_run: DryRunOption = False,
    listed: Annotated[
        bool, option("--list", "Show what you did: all of this week, or with WHO.")
    ] = False,
    since: Annotated[str, option("--since DAY", "With --list: from that day on.")] = "",
    week: Annotated[bool, option("--week", "With --list: from Monday on, as without it.")] = False,
    month: Annotated[bool, option("--month", "With --list: from the 1st of the month on.")] = False,
    tier: TierOption = "",
    focus: FocusOption = "",
    tag: TagOption = "",
    company: Annotated[
        str, option("--company NAME", "The company of a new contact; with --list a filter.")
    ] = "",
) -> None:
    """Append what happened to a person's note: one line, and nothing else changes.

    With --list nothing is written: it shows what you did in a week or a month.

    Example: ck log anna "she sends the JD on Friday"
    """
    given = {
        "WHO": who, "TEXT": text is not None, "--sent": sent, "--received": received,
        "--channel": channel, "--date": day, "--gave": gave, "--got": got, "--outcome": outcome,
        "--trust": trust, "--promise": promise, "--await": awaited, "--done": done is not None,
        "--no-reply": no_reply, "--snooze": snooze, "--with": together, "--event": event,
        "--told": told, "--new": new, "--yes": yes, "--amend": amend, "--dry-run": dry_run,
        "--list": listed, "--since": since, "--week": week, "--month": month, "--tier": tier,
        "--focus": focus, "--tag": tag, "--company": company,
    }  # fmt: skip
    refuse_contradictions([option for option, value in given.items() if value])
    if listed:
        from contactkeeper.cli.commands.log_list import list_own_acts

        list_own_acts(session, who, since, month, Filter(tier, focus, tag, company))
        return
    from contactkeeper.core.editing.compose_entry import Typed

    typed = Typed(
        text=text or "",
        direction="->" if sent else "<-" if received else "",
        channel=channel,
        day=day,
        gave=tuple(gave or ()),
        got=tuple(got or ()),
        outcome=outcome,
        trust=trust,
        event=find_link(session, "event", event) if event else "",
        told=tuple(dict.fromkeys(find_link(session, "news", each) for each in told or ())),
        promises=tuple(promise or ()),
        awaited=tuple(awaited or ()),
        no_reply=no_reply,
    )
    until = find_coming_day(session, snooze, option="--snooze") if snooze else None
    people = _find_people(session, [who, *(together or ())], company, new=new, yes=yes)
    mine = sent or (text or "").lstrip().startswith("->")
    task = find_task(session, people[0], done, mine=mine) if done is not None else None
    tasks = {people[0].path: [task]} if task else {}
    _Log(session, people, tasks, until, is_new=new, amends=amend, dry_run=dry_run).run(typed)


class _Log(NamedTuple):
    """One call of `ck log`: whose notes get the entry, and what changes in them besides."""

    session: Session
    people: Sequence[Contact]
    """The first is the one whose note is new or whose entry is corrected."""
    tasks: Mapping[str, Sequence[Task]]
    """Those to tick, by the path of the note."""
    snooze: date | None
    is_new: bool
    amends: bool
    dry_run: bool

    def run(self, typed: Typed) -> None:
        """Write the entry, and answer.

        Raises:
            CkError: the entry is refused; of a day to come, with the command that fits it.
        """
        from contactkeeper.cli.screens.changes import tell_logged
        from contactkeeper.core.editing.compose_entry import InFuture

        try:
            changes = self._write(typed)
        except InFuture as error:
            from contactkeeper.cli.commands.before_log import with_command

            raise with_command(self.session, self.people, error) from error
        tell_logged(self.session, self.people, changes, dry_run=self.dry_run)
        if not self.dry_run:
            from contactkeeper.cli.commands.after_log import finish_log

            finish_log(self.session)

    def _write(self, typed: Typed) -> tuple[Change, ...]:
        """Write the entry; where nothing of it was typed, the user writes it in the editor."""
        if self.amends and not any(typed):
            from contactkeeper.core.note.entry_format import format_entry

            typed = typed._replace(text=format_entry(self._last_entry()), whole=True)
        if typed.whole or (typed.is_empty and not self.amends and not self._excuses(typed)):
            return self._write_in_editor(typed)
        return self._carry_out(typed)

    def _carry_out(self, typed: Typed) -> tuple[Change, ...]:
        from contactkeeper.cli.commands.before_log import refuse_excuse_elsewhere, with_held
        from contactkeeper.cli.screens.changes import carry_out

        typed, tasks = settle_days(self.session, typed), self.tasks
        if not self.amends and self._excuses(typed):
            refuse_excuse_elsewhere(self.session, self.people)
        elif not self.amends:
            tasks = with_held(self.session, self.people, typed, tasks)
        steps = self._replace(tasks=tasks).steps(typed)
        return carry_out(self.session, "log", steps, dry_run=self.dry_run)

    def steps(self, typed: Typed) -> list[AnyStep]:
        """Plan the change of each note."""
        from contactkeeper.core.editing.compose_entry import compose
        from contactkeeper.core.editing.record_entry import amend, record
        from contactkeeper.vault.store import Step

        today = self.session.today
        if self.amends:
            plan = partial(amend, was=self._last_entry(), typed=typed, today=today)
            return [Step(self.people[0].path, plan)]
        entry = None if self._excuses(typed) else compose(typed, today)
        recording = partial(record, entry=entry, snooze=self.snooze, today=today)
        steps: list[AnyStep] = [
            Step(each.path, partial(recording, tasks=self.tasks.get(each.path, ())))
            for each in self.people
        ]
        return [_new_note(self.session, self.people[0]), *steps] if self.is_new else steps

    def _excuses(self, typed: Typed) -> bool:
        """Say whether all that is said is that what they wrote last needs no answer."""
        return typed.only_excuses and not self.is_new

    def _last_entry(self) -> Entry:
        """Return the entry that `ck log` wrote last into the note, whatever happened there since.

        Raises:
            CkError: there is none that it remembers.
        """
        from contactkeeper.core.editing.record_entry import entry_added

        vault = self.session.vault
        return entry_added(*vault.notes_around_last(self.people[0].path, "log"))

    def _write_in_editor(self, typed: Typed) -> tuple[Change, ...]:
        """Let the user write the entry in the editor, and carry it out.

        What is refused whatever the text says is refused before the editor opens. A text that is
        refused after it is shown on standard error, so that nobody has to write it twice.
        """
        from contactkeeper.cli.user_programs import edit_text  # it starts processes

        session = self.session
        session.vault.preview(self.steps(typed._replace(text=typed.text or "…")))
        text = edit_text(session, typed.text, _below(session, self.people[0]))
        try:
            return self._carry_out(typed._replace(text=text))
        except CkError:
            session.terminal.error(session.speech.changes.YOUR_TEXT, *text.split("\n"))
            raise


def _below(session: Session, contact: Contact) -> list[str]:
    """Return the brief of the person, which stands below the scissors line."""
    from contactkeeper.cli.screens.brief import plain_brief
    from contactkeeper.core.agenda.brief import brief_of

    brief = brief_of(contact, session.today, session.settings, session.event_notes)
    return [
        session.speech.changes.ask_what_happened(contact.name),
        session.speech.changes.EMPTY_FORM,
        "",
        *plain_brief(session, brief),
    ]


def _find_people(
    session: Session, names: Sequence[str], company: str, *, new: bool, yes: bool
) -> list[Contact]:
    """Find the people whom a log is about; the first may be `new`.

    Raises:
        CkError: somebody can't be found, is named twice, or is there already and said to be new.
    """
    who, *others = names
    if new:
        from contactkeeper.cli.screens.changes import warn_of_file_name
        from contactkeeper.vault.new_note import NewContacts

        first = NewContacts(session.root, session.settings, session.loaded).draft(who, company)
        warn_of_file_name(session, who, first.name)
        ask_about_namesakes(session, who, yes=yes)
    else:
        first = find_contact(session, who, with_new=True)
    return with_others(session, first, others)


def _new_note(session: Session, contact: Contact) -> NewNote:
    """Make the note of a new contact, from the vault's own template where it has one."""
    from contactkeeper.cli.screens.changes import find_template, time_of
    from contactkeeper.vault.new_note import NewContacts

    contacts = NewContacts(session.root, session.settings, session.loaded)
    return contacts.note(contact, None, find_template(session, ""), time_of(session))
