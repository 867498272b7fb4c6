"""`ck add`: make a note for a new contact, from options or from the vault's own template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import DryRunNoteOption, argument, option
from contactkeeper.cli.days import ask_which_day, find_day
from contactkeeper.cli.layout import one_line
from contactkeeper.cli.screens.changes import (
    carry_out,
    change_document,
    changed_contact,
    differences,
    find_template,
    new_note_lines,
    say_when_back,
    time_of,
    warn_of_file_name,
)
from contactkeeper.cli.session import Session
from contactkeeper.cli.typing_errors import ask_about_key, ask_about_namesakes
from contactkeeper.core.agenda.due import next_due
from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.editing.property_changes import check_values
from contactkeeper.core.language.date_words import read_words
from contactkeeper.core.language.dates import TwoDays, read_date
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_values import handles_of
from contactkeeper.core.people.find_contact import find_owner
from contactkeeper.core.people.profile_links import ProfileLink, is_link, read_profile_link
from contactkeeper.errors import UsageError, WhichDay
from contactkeeper.shell_words import shell_word
from contactkeeper.text.phrases import with_undo
from contactkeeper.vault.new_note import NewContacts
from contactkeeper.vault.store import NewNote
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.core.editing.edits import PropertyValue


def add_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    name: Annotated[str, argument("NAME", "Their name, and the note's; or their page: t.me/anna.")],
    *,
    company: Annotated[str, option("--company NAME", "Where they work.")] = "",
    role: Annotated[str, option("--role WORDS", "What they do there.")] = "",
    tier: Annotated[str, option("--tier TIER", "The tier: key or supporting.")] = "",
    focus: Annotated[str, option("--focus WORDS", "The focus: technical, managerial, …")] = "",
    cadence: Annotated[
        str, option("--cadence RHYTHM", "How often to write: monthly, every 6 weeks, event, …")
    ] = "",
    email: Annotated[str, option("--email ADDRESS", "Their e-mail address.")] = "",
    telegram: Annotated[
        str, option("--telegram HANDLE", "Their Telegram handle: @anna, or t.me/anna.")
    ] = "",
    phone: Annotated[str, option("--phone NUMBER", "Their phone number.")] = "",
    linkedin: Annotated[str, option("--linkedin URL", "Their LinkedIn profile.")] = "",
    birthday: Annotated[
        str, option("--birthday DAY", "Their birthday: 04-12, or 1990-04-12.")
    ] = "",
    met: Annotated[str, option("--met DAY|WORDS", "When you met, or where.")] = "",
    placed_me: Annotated[
        str, option("--placed-me DAY", "When you started a job through them.")
    ] = "",
    tag: Annotated[list[str] | None, option("--tag TAG", "A further tag; repeatable.")] = None,
    properties: Annotated[
        list[str] | None, option("--property KEY=VALUE", "Any other property; repeatable.")
    ] = None,
    folder: Annotated[
        str | None, option("--folder FOLDER", "The folder of the note (where most contacts are).")
    ] = None,
    template: Annotated[
        str, option("--template PATH", "The template to fill (the vault's own for contacts).")
    ] = "",
    no_template: Annotated[bool, option("--no-template", "Fill no template.")] = False,
    yes: Annotated[
        bool, option("--yes", "Make the note though somebody may be called so.")
    ] = False,
    dry_run: DryRunNoteOption = False,
) -> None:
    """Make a note for a new contact, from options or from the vault's own template.

    From the address of a page on Telegram or LinkedIn it takes the property, and asks for the
    name; it reaches no network: ck add https://t.me/anna.

    Example: ck add "Мария Лис" --company Авито --cadence monthly
    """
    if template and no_template:
        raise UsageError(Wording("--template and --no-template exclude each other."))
    link = _read_link(session, name)
    name = link.name if link else name
    values: dict[str, PropertyValue] = {
        "company": company, "role": role, "tier": tier, "focus": focus, "cadence": cadence,
        "birthday": birthday, "placed_me": _read_past(session, "--placed-me", placed_me),
        "met": _read_met(session, met), "email": email, "telegram": telegram, "phone": phone,
        "linkedin": linkedin, "tags": tuple(word.lstrip("#") for word in tag or ()),
    }  # fmt: skip
    if link:
        if values[link.property]:
            raise UsageError(Wording("{key} is given twice.", key=link.property))
        values[link.property] = link.value
    typed = [_ask_about_property(session, each, yes=yes) for each in properties or ()]
    checked = check_values(values, typed, session.settings, session.today)
    contacts = NewContacts(session.root, session.settings, session.loaded)
    contact = contacts.draft(name, company, folder)
    warn_of_file_name(session, name, contact.name)
    ask_about_namesakes(session, name, yes=yes or dry_run)
    source = find_template(session, template) if not no_template else None
    step = contacts.note(contact, checked, source, time_of(session))
    _warn_of_twins(session, step)
    changes = carry_out(session, "add", [step], dry_run=dry_run)
    if session.as_json:
        value = change_document(session, changes[0])
        session.answer("add", changes=[value], dry_run=dry_run)
        return
    if dry_run:
        session.terminal.out(*differences(changes))
        return
    after = changed_contact(session, changes[0])
    due = next_due(after, session.today, session.settings)
    back = [with_undo(session.speech.changes.ON_THE_LIST)]
    if due is None or due > session.today:
        back = say_when_back(session, after, undoable=True)
    made = new_note_lines(session.speech, changes[0], source[0] if source else "")
    session.terminal.out(*made, *back)


def _read_link(session: Session, name: str) -> ProfileLink | None:
    """Read the address of a page in the place of a name, and ask for the name; None for a name.

    Raises:
        UsageError: it is no page of somebody, or somebody known has it.
    """
    link = read_profile_link(name)
    if link is None:
        if is_link(name):
            raise UsageError(
                Wording("“{typed}” is no page of a person that ck knows: give a name.", typed=name)
            )
        return None
    handles = handles_of(link.property, link.value)
    owner = find_owner(session.loaded.contacts, [], handles)
    if owner:
        shown = session.loaded.contacts.directory.shortest_name(owner)
        raise UsageError(
            Wording(
                "{page} is {name}, who is there: ck show {shown}",
                page=link.value,
                name=owner.name,
                shown=shown,
            )
        )
    if session.terminal.can_ask:
        question = Wording("Their name?")
        if link.name:
            question = Wording("Their name? Enter takes {name}:", name=link.name)
        link = link._replace(name=session.terminal.ask(question) or link.name)
    if not link.name:
        raise UsageError(
            Wording(
                "what are they called? ck add NAME --{property} {value}",
                property=link.property,
                value=shell_word(link.value),
            )
        )
    return link


def _ask_about_property(session: Session, typed: str, *, yes: bool) -> str:
    """Return KEY=VALUE with the key that was meant."""
    key, sign, value = typed.partition("=")
    return f"{ask_about_key(session, key.strip(), yes=yes)}{sign}{value}"


def _read_past(session: Session, option: str, words: str) -> str:
    """Read a day as it is typed, up to today or plainly dated."""
    if not words:
        return ""
    return find_day(session, words, ahead=False, option=option).isoformat()


def _read_met(session: Session, words: str) -> str:
    """Read when we met; what is no day is where."""
    try:
        day = read_date(words) or read_words(words, session.today, ahead=False)
    except TwoDays as error:
        days = WhichDay(Wording("--met: {fault}.", fault=error.wording), error.text, error.days)
        return ask_which_day(session, days).isoformat()
    except ImpossibleDate as error:
        raise UsageError(Wording("--met: {fault}.", fault=error.wording)) from error
    return day.isoformat() if day else words


def _warn_of_twins(session: Session, step: NewNote) -> None:
    """Say who has an address of the new contact already; it may be the same person."""
    made = Note.parse(step.text, step.path, session.settings).contact()
    people = session.loaded.contacts
    owners = [(mail, find_owner(people, [mail], [])) for mail in made.emails]
    owners += [(each.replace(":", " ", 1), find_owner(people, [], [each])) for each in made.handles]
    for address, owner in owners:
        if owner:
            session.terminal.warn(one_line(session.speech.changes.say_same_address(address, owner)))
