"""`ck set`: change properties and tags of one note, or of the notes of an audience.

A Tab after the word imports this module, so nothing heavy is imported at its top.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

from contactkeeper.cli.args.declare import argument, option
from contactkeeper.cli.session import Session
from contactkeeper.errors import UsageError, WriteRefused
from contactkeeper.text.phrases import with_undo
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.editing.property_changes import TagChange
    from contactkeeper.core.model import Contact
    from contactkeeper.vault.store import Step


def set_command(
    session: Session,
    who: Annotated[str, argument("[WHO]", "As everywhere; or --for with several people.")] = "",
    changes: Annotated[
        list[str] | None,
        argument("[KEY=VALUE…]", "KEY= removes a property; +TAG adds a tag, -TAG removes it."),
    ] = None,
    *,
    audience: Annotated[
        str, option("--for WHOM", "Everybody whom that means: unsorted, tag:it, tier:key.")
    ] = "",
    yes: Annotated[bool, option("--yes", "Change it without asking.")] = False,
) -> None:
    """Set or remove properties and tags of a note; nothing else in the note changes.

    Keys: aliases, tags, company, role, tier (key, supporting), focus (technical, managerial),
    cadence, talk, birthday, placed_me, met, met_at, through, email, telegram, phone, linkedin,
    trust (1 to 5), goal, created, title, name, company_since, previous, previous_role,
    last_contact, left, dates, status (active, paused, do-not-contact), paused_until, paused_why,
    snooze_until, snoozed, address (ты, вы), lang (en, ru), attending, imported; any other word is a
    property of your own.

    Cadences: weekly, biweekly, monthly, bimonthly, quarterly, semiannual, yearly, every 6 weeks,
    45 days, event (on occasions), none; in Russian too.

    Example: ck set anna cadence=monthly tier=key +it
    """
    given = [*((who,) if audience and who else ()), *(changes or ())]
    if not given:
        raise UsageError(Wording("KEY=VALUE… is missing. See: ck set --help"))
    if audience:
        _set_for_audience(session, audience, read_changes(session, given, yes=yes), yes=yes)
        return
    from contactkeeper.cli.find import find_contact
    from contactkeeper.cli.screens.properties import set_and_answer

    contact = find_contact(session, who)
    wanted = read_changes(session, given, yes=yes, known=dict(contact.properties))
    set_and_answer(session, "set", contact, wanted.properties, wanted.tags)


class Wanted(NamedTuple):
    """The changes to make in a note."""

    properties: Mapping[str, PropertyValue]
    tags: TagChange


def read_changes(
    session: Session,
    changes: Sequence[str],
    *,
    yes: bool = False,
    known: Mapping[str, str] | None = None,
) -> Wanted:
    """Read KEY=VALUE, +TAG and -TAG; `known` are the properties that the note has.

    Raises:
        UsageError: one can't be read, or is given twice.
        NeedsAnswer: a key is a typing error, and nobody can be asked.
    """
    from contactkeeper.cli.typing_errors import ask_about_key
    from contactkeeper.core.editing.property_changes import TagChange, check_value
    from contactkeeper.core.note.property_names import meaning_of

    properties: dict[str, PropertyValue] = {}
    tags: dict[str, list[str]] = {"+": [], "-": []}
    meant: set[str] = set()
    for change in changes:
        if change[:1] in tags and "=" not in change:
            tags[change[0]].append(_read_tag(change))
            continue
        key, sign, value = (part.strip() for part in change.partition("="))
        if not sign or not key:
            raise UsageError(
                Wording(
                    "“{typed}” is no KEY=VALUE. For example: ck set anna cadence=monthly",
                    typed=change,
                )
            )
        if key not in (known or {}):
            key = ask_about_key(session, key, yes=yes)
        meaning = meaning_of(key, session.settings)
        if meaning in meant:
            raise UsageError(Wording("{key} is given twice.", key=key))
        meant.add(meaning)
        properties[key] = check_value(key, value, session.settings, session.today) or None
    if "tags" in meant and any(tags.values()):
        raise UsageError(Wording("tags= sets all tags, so it does not go with +TAG and -TAG."))
    return Wanted(properties, TagChange(tuple(tags["+"]), tuple(tags["-"])))


def _read_tag(change: str) -> str:
    tag = change[1:].strip().lstrip("#")
    if not tag or len(tag.split()) > 1 or "," in tag:
        raise UsageError(
            Wording("“{typed}” is no tag: +TAG and -TAG take one word each.", typed=change)
        )
    return tag


def _set_for_audience(session: Session, typed: str, wanted: Wanted, *, yes: bool) -> None:
    """Change the notes of everybody in an audience."""
    from contactkeeper.cli.args.filters import read_audience_option
    from contactkeeper.cli.typing_errors import say_nobody

    audience = read_audience_option(typed, "--for")
    contacts = session.require_contacts()
    people = [each for each in contacts if audience.takes(each, session.settings)]
    if not people:
        raise UsageError(say_nobody(session, audience, "--for"))
    set_for(session, people, wanted, yes=yes)


def set_for(
    session: Session, people: Sequence[Contact], wanted: Wanted, *, yes: bool = False
) -> None:
    """Change the notes of several people: one change, one undo."""
    from contactkeeper.cli.layout import one_line
    from contactkeeper.cli.screens.changes import carry_out

    said_of = session.speech.changes
    steps, refused = _split(session, people, wanted)
    if not session.as_json:
        for person, why in refused:
            said = said_of.say_left_out(person.name, session.speech.say(why))
            session.terminal.warn(one_line(said))
        if steps:
            session.terminal.say(said_of.say_names([person.name for person, _ in steps]))
    if steps:
        session.terminal.confirm(said_of.ask_to_set(len(steps)), yes=yes)
    changes = carry_out(session, "set", [step for _, step in steps])
    if session.as_json:
        from contactkeeper.cli.screens.changes import change_document
        from contactkeeper.cli.screens.properties import planned

        values = [
            change_document(session, each) | {"properties": planned(session, each, *wanted)}
            for each in changes
        ]
        left_out = [
            {"name": each.name, "path": each.path, "why": why.rstrip(".")} for each, why in refused
        ]
        session.answer("set", changes=values, left_out=left_out)
        return
    said = said_of.say_set(len(changes))
    session.terminal.out(with_undo(said) if changes else said)


def _split(
    session: Session, people: Sequence[Contact], wanted: Wanted
) -> tuple[list[tuple[Contact, Step]], list[tuple[Contact, Wording]]]:
    """Return the steps that change something, and who is left out because of the note, with why."""
    from contactkeeper.core.editing.property_changes import change_properties
    from contactkeeper.vault.store import Step

    plan = partial(
        change_properties, properties=wanted.properties, today=session.today, tags=wanted.tags
    )
    steps, refused = [], []
    for person in people:
        step = Step(person.path, plan)
        try:
            (change,) = session.vault.preview([step])
        except WriteRefused as error:
            why = Wording.joined("", [error.why])
            if error.line:
                why = Wording("line {line}: {why}", line=error.line, why=error.why)
            refused.append((person, why))
        else:
            if change.is_written:
                steps.append((person, step))
    return steps, refused
