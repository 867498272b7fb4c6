"""`ck add`: a note for a new contact, from options or from the vault's own template.

`ck log --new` makes its notes here too. What the note says is put together in `core.new_notes`.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from contactkeeper.cli.changes import contact_after, differences, remarks
from contactkeeper.cli.documents import document, iso
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import clean, one_line
from contactkeeper.core.days.dates import ImpossibleDate, read_date, read_words
from contactkeeper.core.editing.checking import check_value
from contactkeeper.core.editing.composing import read_day
from contactkeeper.core.editing.file_names import file_name
from contactkeeper.core.editing.new_notes import (
    Habits,
    habits_of,
    new_note_text,
    note_from_template,
)
from contactkeeper.core.editing.templates import Blanks
from contactkeeper.core.frontmatter.marks import is_contact
from contactkeeper.core.frontmatter.properties import canonical
from contactkeeper.core.frontmatter.reading import read_frontmatter
from contactkeeper.core.frontmatter.spellings import HANDLES
from contactkeeper.core.frontmatter.words import emails_of, handles_of, words_of
from contactkeeper.core.model import Contact
from contactkeeper.core.morning.back import back_on, say_back
from contactkeeper.core.morning.due import next_due
from contactkeeper.core.notes.note import Note
from contactkeeper.core.people.names import same_name, taken
from contactkeeper.errors import UsageError
from contactkeeper.vault.store import NewNote
from contactkeeper.vault.texts import note_paths, read_text, template_formats, template_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.editing.edits import PropertyValue


def add_command(  # noqa: PLR0913  # one parameter an option
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Their name, as the note's.", show_default=False)
    ],
    *,
    company: Annotated[str, typer.Option("--company", metavar="NAME")] = "",
    role: Annotated[str, typer.Option("--role", metavar="WORDS")] = "",
    tier: Annotated[str, typer.Option("--tier", metavar="TIER", help="key or supporting.")] = "",
    focus: Annotated[
        str, typer.Option("--focus", metavar="WORDS", help="technical, managerial, …")
    ] = "",
    cadence: Annotated[
        str, typer.Option("--cadence", metavar="RHYTHM", help="monthly, every 6 weeks, event, …")
    ] = "",
    email: Annotated[str, typer.Option("--email", metavar="ADDRESS")] = "",
    telegram: Annotated[str, typer.Option("--telegram", metavar="HANDLE")] = "",
    phone: Annotated[str, typer.Option("--phone", metavar="NUMBER")] = "",
    linkedin: Annotated[str, typer.Option("--linkedin", metavar="URL")] = "",
    birthday: Annotated[
        str, typer.Option("--birthday", metavar="DAY", help="04-12, or 1990-04-12.")
    ] = "",
    met: Annotated[
        str, typer.Option("--met", metavar="DAY|WORDS", help="When we met, or where.")
    ] = "",
    placed_me: Annotated[
        str, typer.Option("--placed-me", metavar="DAY", help="When I started through them.")
    ] = "",
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="A further tag; repeatable.")
    ] = None,
    properties: Annotated[
        list[str] | None,
        typer.Option("--property", metavar="KEY=VALUE", help="Any other property; repeatable."),
    ] = None,
    folder: Annotated[
        str | None,
        typer.Option("--folder", metavar="FOLDER", help="Else where most contacts are."),
    ] = None,
    template: Annotated[
        str,
        typer.Option("--template", metavar="PATH", help="Else the vault's one for contacts."),
    ] = "",
    no_template: Annotated[
        bool, typer.Option("--no-template", help="Options alone, no template.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the note, write nothing.")
    ] = False,
) -> None:
    """Make a note for a new contact, from options or from the vault's own template.

    Example: ck add "Мария Лис" --company Авито --cadence monthly
    """
    session: Session = context.obj
    if template and no_template:
        message = "--template and --no-template exclude each other."
        raise UsageError(message)
    values: dict[str, PropertyValue] = {
        "company": company, "role": role, "tier": tier, "focus": focus, "cadence": cadence,
        "birthday": birthday, "placed_me": _read_past(session, "--placed-me", placed_me),
        "met": _read_met(session, met), "email": email, "telegram": telegram, "phone": phone,
        "linkedin": linkedin, "tags": tuple(word.lstrip("#") for word in tag or ()),
    }  # fmt: skip
    checked = check_all(session, values, properties or ())
    contact = newcomer(session, name, company, folder)
    source = _find_template(session, template) if not no_template else None
    step = new_note(session, contact, checked, source)
    _warn_of_twins(session, step)
    if dry_run:
        changes = session.vault.preview([step])
    else:
        changes = session.vault.change("add", [step], stamp=session.stamp)
    remarks(session, changes)
    after = contact_after(changes[0])
    if session.as_json:
        value = {
            "name": after.name,
            "path": changes[0].path,
            "line": None,
            "next_due": iso(next_due(after, session.today, session.settings)),
        }
        session.terminal.document(document(session, "add", changes=[value], dry_run=dry_run))
        return
    if dry_run:
        session.terminal.out("\n".join(differences(changes)))
        return
    made_from = f", from {source[0]}" if source else ""
    due = next_due(after, session.today, session.settings)
    back = "On the list from today" if due and due <= session.today else _say_back(session, after)
    lines = [f"New: {changes[0].path}{made_from}", *_shown(step.text), f"{back} · ck undo"]
    session.terminal.out("\n".join(map(clean, lines)))


def newcomer(session: Session, name: str, company: str, folder: str | None = None) -> Contact:
    """Say where the note of somebody new goes: beside most contacts, else at the root.

    Raises:
        UsageError: a note of that name is there, in any case or normalisation; or the name leaves
            nothing that can name a file; or the folder is none of the vault's.
    """
    safe = file_name(name)
    known = {contact.path for contact in session.loaded.contacts}
    for path in note_paths(session.root):
        if same_name(path.rpartition("/")[2][:-3], safe):
            kind = "a contact" if path in known else "a note, though no contact,"
            message = f"there is {kind} of that name already: {path}."
            raise UsageError(message)
    if safe != name:
        session.terminal.error(one_line(f"ck: a file can't be called “{name}”, so it is “{safe}”."))
    inside = _habits(session).folder if folder is None else _read_folder(folder)
    return Contact(f"{inside}/{safe}.md" if inside else f"{safe}.md", safe, company=company)


def new_note(
    session: Session,
    contact: Contact,
    properties: Mapping[str, PropertyValue] | None = None,
    template: tuple[str, str] | None = None,
) -> NewNote:
    """Return the step that makes a newcomer's note.

    Args:
        session: the run.
        contact: of `newcomer`; its company is written.
        properties: checked, by known or free names; None: the company alone, and the vault's own
            template where it has one for contacts.
        template: path and text of the one to fill.

    Raises:
        WriteRefused: the template can't be filled, or the note would not say what it should.
        UsageError: the note would be no contact by the vault's settings.
    """
    settings, habits = session.settings, _habits(session)
    if properties is None:
        properties = check_all(session, {"company": contact.company})
        template = _find_template(session, "")
    if template:
        path, text = template
        moment = datetime.fromisoformat(session.stamp)
        now = datetime.combine(session.today, moment.time())
        blanks = Blanks(contact.name, now, *template_formats(session.root))
        text = note_from_template(text, path, blanks, properties, habits, settings)
    else:
        values = {"created": session.today.isoformat(), **properties}
        text = new_note_text(contact.name, values, habits, settings)
    if not Note.parse(text, contact.path, settings).is_contact:
        message = f"a note at {contact.path} would be no contact: see [contacts] in the settings."
        raise UsageError(message)
    return NewNote(contact.path, text)


def check_all(
    session: Session, values: Mapping[str, PropertyValue], typed: tuple[str, ...] | list[str] = ()
) -> dict[str, PropertyValue]:
    """Check what is to be written; `typed` are KEY=VALUE. Empty values are left out.

    Raises:
        UsageError: a value that could not be read again, or a property that is given twice.
    """
    wanted = {key: value for key, value in values.items() if value}
    for each in typed:
        key, sign, value = (part.strip() for part in each.partition("="))
        if not sign or not key or not value:
            message = f"“{each}” is no KEY=VALUE. For example: --property lang=en"
            raise UsageError(message)
        meaning = canonical(key, session.settings) or key
        if meaning in {canonical(known, session.settings) or known for known in wanted}:
            message = f"`{key}` is given twice."
            raise UsageError(message)
        wanted[key] = value
    checked: dict[str, PropertyValue] = {}
    for key, given in wanted.items():
        text = given if isinstance(given, str) else ", ".join(given or ())
        if any(mark in f"{key}{text}" for mark in ("{{", "<%", "\n", "\r")):
            message = f"{key}: “{text}” holds a line break or a template's marks."
            raise UsageError(message)
        _check_address(canonical(key, session.settings), key, text)
        checked[key] = check_value(key, text, session.settings)
    return checked


def _check_address(meaning: str | None, key: str, text: str) -> None:
    if meaning == "email" and not emails_of(text):
        message = f"{key}: “{text}” is no e-mail address."
        raise UsageError(message)
    if meaning in HANDLES and not handles_of(meaning, text):
        message = f"{key}: “{text}” leaves nothing to reach somebody by."
        raise UsageError(message)


def _read_past(session: Session, option: str, words: str) -> str:
    """Read a day as it is typed, up to today or plainly dated."""
    if not words:
        return ""
    return read_day(words, session.today, ahead=False, option=option).isoformat()


def _read_met(session: Session, words: str) -> str:
    """Read when we met; what is no day is where."""
    try:
        day = read_date(words) or read_words(words, session.today, ahead=False)
    except ImpossibleDate as error:
        message = f"--met: {error}."
        raise UsageError(message) from error
    return day.isoformat() if day else words


def _read_folder(typed: str) -> str:
    folder = typed.replace("\\", "/").strip("/ ").removeprefix("./")
    parts = folder.split("/") if folder not in ("", ".") else []
    if typed.startswith(("/", "~")) or any(part in ("", "..") or part[0] == "." for part in parts):
        message = f"--folder takes a folder of the vault, not “{typed}”."
        raise UsageError(message)
    return "/".join(file_name(part) for part in parts)


def _habits(session: Session) -> Habits:
    return habits_of(session.loaded.contacts, session.settings)


def _find_template(session: Session, typed: str) -> tuple[str, str] | None:
    """Find the template that is named, else the one of the vault that makes contacts.

    Raises:
        UsageError: there is no such template, or there are several and nobody can be asked.
    """
    if typed:
        return _named_template(session, typed)
    found = [
        (path, text)
        for path, text in template_texts(session.root)
        if is_contact(read_frontmatter(text), text, path, session.settings)
    ]
    if len(found) < 2:  # noqa: PLR2004  # two are one too many
        return found[0] if found else None
    paths = [path for path, _ in found]
    if not session.can_ask:
        message = f"which template? --template takes one of: {', '.join(paths)}."
        raise UsageError(message)
    return found[session.choose("Which template?", paths)]


def _named_template(session: Session, typed: str) -> tuple[str, str]:
    """Find a template by its path, from here or in the vault, or by its name."""
    wanted = typed if typed.lower().endswith(".md") else f"{typed}.md"
    for base in (session.folder, session.root):
        if (base / wanted).is_file() and (text := read_text(base, wanted)) is not None:
            return wanted, text
    for path, text in template_texts(session.root):
        if same_name(path.rpartition("/")[2], wanted):
            return path, text
    message = f"there is no template “{typed}”. --template takes its path."
    raise UsageError(message)


def _warn_of_twins(session: Session, step: NewNote) -> None:
    """Say who has an address of the new contact already; it may be the same person."""
    made = Note.parse(step.text, step.path, session.settings).contact()
    people = session.loaded.contacts
    owners = [(mail, taken(people, [mail], [])) for mail in made.emails]
    owners += [(each.replace(":", " ", 1), taken(people, [], [each])) for each in made.handles]
    for address, owner in owners:
        if owner:
            warning = f"ck: {address} is also that of {owner.name} ({owner.path})."
            session.terminal.error(one_line(warning))


def _say_back(session: Session, contact: Contact) -> str:
    return say_back(back_on(contact, session.today, session.settings)).rstrip(".")


def _shown(text: str) -> list[str]:
    """Show the properties of a new note as they stand in it."""
    block = read_frontmatter(text)
    return [
        f"  {one_line(f'{each.name}: {words_of(each.value)}')}"
        for each in (block.properties if block else ())
        if each.value
    ]
