"""`ck log`: append what happened to a person's own note.

The way to the disk: this module reads the words, `composing` makes the entry,
`recording` plans the splice, `vault.store` locks, verifies and replaces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import argument, option
from contactkeeper.cli.args.people import WhoArgument
from contactkeeper.cli.session import Session
from contactkeeper.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.editing.compose_entry import Typed
    from contactkeeper.vault.store import AnyStep, Change


def log_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    who: WhoArgument,
    text: Annotated[
        str | None,
        argument(
            metavar="[TEXT]",
            help='What happened: "-> tg: asked about the JD". Without it your editor opens.',
        ),
    ] = None,
    *,
    sent: Annotated[bool, option("--sent", "-s", help="I wrote (->).")] = False,
    received: Annotated[bool, option("--received", "-r", help="They wrote (<-).")] = False,
    channel: Annotated[
        str, option("--channel", "-c", metavar="WORD", help="call, email, telegram, …")
    ] = "",
    day: Annotated[
        str, option("--date", "-d", metavar="DAY", help="yesterday, mon, 23.11; else today.")
    ] = "",
    gave: Annotated[list[str] | None, option("--gave", metavar="WHAT", help="What I gave.")] = None,
    got: Annotated[list[str] | None, option("--got", metavar="WHAT", help="What I got.")] = None,
    outcome: Annotated[
        str, option("--outcome", metavar="WORD", help="interview, offer, referral, …")
    ] = "",
    promise: Annotated[
        list[str] | None,
        option("--promise", "-p", metavar="WHAT", help='What I will do: "CV by fri".'),
    ] = None,
    awaited: Annotated[
        list[str] | None,
        option("--await", metavar="WHAT", help='What they will do: "JD by fri".'),
    ] = None,
    done: Annotated[
        str | None,
        option("--done", metavar="[TEXT]", help="It settles the open promise, or that one."),
    ] = None,
    no_reply: Annotated[
        bool, option("--no-reply", help="What they wrote needs no answer.")
    ] = False,
    snooze: Annotated[
        str, option("--snooze", metavar="UNTIL", help="And hide them until that day.")
    ] = "",
    together: Annotated[
        list[str] | None,
        option("--with", metavar="WHO", help="Log it for that person too; repeatable."),
    ] = None,
    event: Annotated[
        str, option("--event", metavar="NAME", help="The event at which it was: its link.")
    ] = "",
    told: Annotated[
        list[str] | None,
        option("--told", metavar="NEWS", help="News of yours that was told; repeatable."),
    ] = None,
    new: Annotated[bool, option("--new", help="WHO is new: make the note.")] = False,
    company: Annotated[
        str, option("--company", metavar="NAME", help="The company of somebody new.")
    ] = "",
    amend: Annotated[bool, option("--amend", help="Mend the last entry ck wrote.")] = False,
    dry_run: Annotated[bool, option("--dry-run", help="Show the change, write nothing.")] = False,
) -> None:
    """Append what happened to a person's note: one line, and nothing else changes.

    Example: ck log anna "she sends the JD on Friday"
    """
    from contactkeeper.cli.args.people import name_task
    from contactkeeper.cli.commands.link_events import link_named
    from contactkeeper.cli.commands.log_steps import amend_step, find_people, log_step, logged_last
    from contactkeeper.cli.screens.changes import carry_out, tell_logged
    from contactkeeper.cli.screens.log_template import write_in_editor
    from contactkeeper.core.editing.compose_entry import Typed, compose, read_coming_day
    from contactkeeper.core.note.entry_format import format_entry

    refuse_contradictions(
        {
            "--sent": sent,
            "--received": received,
            "--done": done is not None,
            "--snooze": bool(snooze),
            "--with": bool(together),
            "--new": new,
            "--company": bool(company),
            "--amend": amend,
        }
    )
    typed = Typed(
        text=text or "",
        direction="->" if sent else "<-" if received else "",
        channel=channel,
        day=day,
        gave=tuple(gave or ()),
        got=tuple(got or ()),
        outcome=outcome,
        event=link_named(session, "event", event) if event else "",
        told=tuple(dict.fromkeys(link_named(session, "news", each) for each in told or ())),
        promises=tuple(promise or ()),
        awaited=tuple(awaited or ()),
        no_reply=no_reply,
    )
    hide = read_coming_day(snooze, session.today, option="--snooze") if snooze else None
    people = find_people(session, [who, *(together or ())], company, new=new)
    task = name_task(session, people[0], done) if done is not None else None

    def plan(typed: Typed) -> list[AnyStep]:
        if amend:
            return [amend_step(session, people[0], typed)]
        entry = compose(typed, session.today)
        steps: list[AnyStep] = [
            log_step(session, person, entry, task=None if place else task, hide=hide)
            for place, person in enumerate(people)
        ]
        if new:
            from contactkeeper.cli.commands.new_contact import new_note

            steps.insert(0, new_note(session, people[0]))
        return steps

    def log(typed: Typed) -> tuple[Change, ...]:
        return carry_out(session, "log", plan(typed), dry_run=dry_run)

    if amend and typed == Typed():
        typed = Typed(format_entry(logged_last(session, people[0])), whole=True)
    if typed.whole or (typed.is_empty and not amend):
        changes = write_in_editor(session, people[0], typed, plan, log)
    else:
        changes = log(typed)
    tell_logged(session, people, changes, dry_run=dry_run)
    if dry_run:
        return
    from contactkeeper.cli.commands.move_options import say_misplaced

    say_misplaced(session)
    rules = session.settings.git
    if rules.auto_commit or rules.auto_sync:
        from contactkeeper.cli.auto_sync import commit_after_log

        commit_after_log(session)


def refuse_contradictions(given: Mapping[str, bool]) -> None:
    """Refuse options that say the opposite of one another, or that nothing would come of.

    Raises:
        UsageError: names them.
    """
    if given["--sent"] and given["--received"]:
        message = "--sent and --received exclude each other; neither means a conversation."
        raise UsageError(message)
    if given["--company"] and not given["--new"]:
        message = "--company goes with --new. For somebody known: ck set WHO company=NAME."
        raise UsageError(message)
    if given["--done"] and given["--new"]:
        message = "--done settles an open promise, and somebody new has none."
        raise UsageError(message)
    others = [option for option in ("--done", "--snooze", "--with", "--new") if given[option]]
    if given["--amend"] and others:
        message = f"--amend mends the last entry alone; it does not go with {others[0]}."
        raise UsageError(message)
