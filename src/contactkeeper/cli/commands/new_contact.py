"""Somebody who has no note yet: where the note goes, from which template, and what it says.

For `ck add` and `ck log --new`. The text itself is put together in `core.editing.new_notes`.
"""

from __future__ import annotations

import os
import re
from datetime import datetime
from typing import TYPE_CHECKING

from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import one_line
from contactkeeper.core.editing.check_value import check_value
from contactkeeper.core.editing.file_names import file_name
from contactkeeper.core.editing.new_notes import (
    Habits,
    habits_of,
    new_note_text,
    note_from_template,
)
from contactkeeper.core.editing.note_template import Blanks
from contactkeeper.core.model import Contact
from contactkeeper.core.note.contact_properties import canonical
from contactkeeper.core.note.detect_contact import is_contact
from contactkeeper.core.note.find_properties import find_properties, meaning_of
from contactkeeper.core.note.frontmatter import read_frontmatter
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_words import emails_of, handles_of
from contactkeeper.core.note.schema import HANDLES
from contactkeeper.core.people.find_contact import same_name
from contactkeeper.errors import UsageError
from contactkeeper.vault.files import read_text
from contactkeeper.vault.obsidian import (
    is_left_out,
    read_template,
    template_formats,
    template_texts,
)
from contactkeeper.vault.scan import scan
from contactkeeper.vault.store import NewNote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contactkeeper.core.editing.edits import PropertyValue


_SAMPLE = 10
"""Contacts that are asked how the vault writes companies."""
_NAMES_A_NOTE = re.compile(r"[^\[\]|#^:\\/]+")


def draft_contact(session: Session, name: str, company: str, folder: str | None = None) -> Contact:
    """Say where the note of somebody new goes: beside most contacts, else at the root.

    Raises:
        UsageError: a note of that name is there, in any case or normalisation; or the name leaves
            nothing that can name a file; or the folder is none of the vault's, or left out.
    """
    safe = file_name(name)
    known = set(session.loaded.contacts.paths)
    for path in scan(session.root).notes:
        if same_name(path.rpartition("/")[2][:-3], safe):
            kind = "a contact" if path in known else "a note, though no contact,"
            message = f"there is {kind} of that name already: {path}."
            raise UsageError(message)
    if safe != name:
        session.terminal.error(one_line(f"ck: a file can't be called “{name}”, so it is “{safe}”."))
    inside = _habits(session).folder if folder is None else read_folder(folder)
    path = f"{inside}/{safe}.md" if inside else f"{safe}.md"
    if is_left_out(session.root, path):
        message = (
            f"a note at {path} would be no contact: templates, conflict copies and what Obsidian "
            "excludes are left out."
        )
        raise UsageError(message)
    return Contact(path, safe, company=company)


def new_note(
    session: Session,
    contact: Contact,
    properties: Mapping[str, PropertyValue] | None = None,
    template: tuple[str, str] | None = None,
) -> NewNote:
    """Return the step that makes a newcomer's note.

    Args:
        session: the run.
        contact: of `draft_contact`; its company is written.
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
        template = find_template(session, "")
    company = properties.get("company")
    if isinstance(company, str) and _NAMES_A_NOTE.fullmatch(company) and _links_companies(session):
        properties = {**properties, "company": f"[[{company}]]"}
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
    session: Session, values: Mapping[str, PropertyValue], typed: Sequence[str] = ()
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
        if meaning_of(key, session.settings) in {
            meaning_of(known, session.settings) for known in wanted
        }:
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
        checked[key] = check_value(key, text, session.settings, session.today)
    return checked


def _check_address(meaning: str | None, key: str, text: str) -> None:
    if meaning == "email" and not emails_of(text):
        message = f"{key}: “{text}” is no e-mail address."
        raise UsageError(message)
    if meaning in HANDLES and not handles_of(meaning, text):
        message = f"{key}: “{text}” leaves nothing to reach somebody by."
        raise UsageError(message)


def read_folder(typed: str) -> str:
    """Read a folder of the vault as it is typed; empty for the root.

    Raises:
        UsageError: it is none that can be in the vault.
    """
    folder = typed.replace("\\", "/").strip("/ ").removeprefix("./")
    parts = folder.split("/") if folder not in ("", ".") else []
    if typed.startswith(("/", "~")) or any(part in ("", "..") or part[0] == "." for part in parts):
        message = f"--folder takes a folder of the vault, not “{typed}”."
        raise UsageError(message)
    return "/".join(file_name(part) for part in parts)


def _links_companies(session: Session) -> bool:
    """Say whether most of the last contacts have their company as a link."""
    linked = plain = 0
    for contact in [each for each in session.loaded.contacts if each.company][-_SAMPLE:]:
        block = read_frontmatter(read_text(session.root, contact.path) or "")
        for found in find_properties(block, "company", session.settings)[:1]:
            is_link = isinstance(found.value, str) and found.value.startswith("[[")
            linked, plain = linked + is_link, plain + (not is_link)
    return linked > plain


def _habits(session: Session) -> Habits:
    return habits_of(session.loaded.contacts, session.settings)


def find_template(session: Session, typed: str) -> tuple[str, str] | None:
    """Find the template that is named, else the one of the vault that makes contacts.

    Raises:
        UsageError: there is no such template, or there are several and nobody can be asked.
    """
    if typed:
        return _named_template(session, typed)
    found = []
    for path, text in template_texts(session.root):
        if text is None:
            unread = f"ck: {path} can't be read, or is not UTF-8: it was passed over."
            session.terminal.error(one_line(unread))
        elif is_contact(read_frontmatter(text), text, path, session.settings):
            found.append((path, text))
    if len(found) < 2:  # noqa: PLR2004  # two are one too many
        return found[0] if found else None
    paths = [path for path, _ in found]
    if not session.can_ask:
        message = f"which template? ck add NAME --template takes one of: {', '.join(paths)}."
        raise UsageError(message)
    return found[session.choose("Which template?", paths)]


def _readable(path: str, text: str | None) -> str:
    """Return the text of a template that was named.

    Raises:
        UsageError: it can't be read.
    """
    if text is None:
        message = (
            f"{path} can't be read, is not UTF-8, or leads out of the vault. Save it as UTF-8."
        )
        raise UsageError(message)
    return text


def _named_template(session: Session, typed: str) -> tuple[str, str]:
    """Find a template by its path, from here or in the vault, or by its name."""
    wanted = typed if typed.lower().endswith(".md") else f"{typed}.md"
    for base in (session.folder, session.root):
        if (base / wanted).is_file():
            path = os.path.relpath(base / wanted, session.root).replace(os.sep, "/")
            return wanted, _readable(wanted, read_template(session.root, path))
    for path, text in template_texts(session.root):
        if same_name(path.rpartition("/")[2], wanted):
            return path, _readable(path, text)
    message = f"there is no template “{typed}”. --template takes its path."
    raise UsageError(message)
