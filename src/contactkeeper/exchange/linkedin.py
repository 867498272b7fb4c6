"""Read the archive that LinkedIn sends: connections, invitations, and messages of two."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from contactkeeper.core.interchange import Exported, left_out_of
from contactkeeper.exchange.encodings import refuse_wrong, said_of
from contactkeeper.exchange.linkedin_messages import BY_NAME, Messages
from contactkeeper.exchange.linkedin_owner import Witness, find_owner
from contactkeeper.exchange.linkedin_people import (
    read_connections,
    read_contacts,
    read_invitations,
    read_owner,
)
from contactkeeper.exchange.linkedin_tables import Rows, tables_in
from contactkeeper.exchange.source import Unreadable

if TYPE_CHECKING:
    from contactkeeper.core.model import Day
    from contactkeeper.exchange.linkedin_tables import TableKind
    from contactkeeper.exchange.source import Answers, Source

_ARCHIVE = "linkedindataexport"
_MADE = re.compile(rf"{_ARCHIVE}_(\d\d)-(\d\d)-(\d{{4}})", re.IGNORECASE)
_WITHOUT_PEOPLE = ("profile", "positions")
_COUNTED = ("connections", "contacts", "invitations", "messages")


def is_linkedin(source: Source) -> bool:
    """Say whether a file has a header of LinkedIn's; an archive or a folder may have its name."""
    name = source.name.replace("\\", "/").rstrip("/").rpartition("/")[2].casefold()
    is_named = _ARCHIVE in name and not source.is_single
    return is_named or bool(tables_in(source, named=False))


def read_linkedin(source: Source, answers: Answers) -> Exported:
    """Read an archive, a folder or a single file of it.

    Raises:
        Unanswered: it is not certain who the owner is, or whether letters are wrong.
        Unreadable: no file of it is about people.
    """
    tables = tables_in(source, named=True)
    if all(table.kind in _WITHOUT_PEOPLE for table in tables):
        raise Unreadable(source.name, 0, "no-linkedin")
    mends = bool(answers.mend_letters)
    read: dict[TableKind, list[Rows]] = {}
    for table in tables:
        read.setdefault(table.kind, []).append(Rows(table, mends=mends))

    people = [person for rows in read.get("connections", ()) for person in read_connections(rows)]
    people += [person for rows in read.get("contacts", ()) for person in read_contacts(rows)]
    invitations = [read_invitations(rows) for rows in read.get("invitations", ())]
    people += [person for each in invitations for person in each.people]
    mine = {profile for each in invitations for profile in each.mine}
    name = next(filter(None, map(read_owner, read.get("profile", ()))), "")

    messages = Messages(with_words=answers.with_words)
    for rows in read.get("messages", ()):
        messages.read(rows)
    if answers.mend_letters is None:
        names = (name for each in messages.conversations for name in each.names.values())
        refuse_wrong(chain(said_of(people), names), source.name)
    owner = find_owner(messages.conversations, Witness(name, mine), answers.owner, source.name)
    interactions = messages.interactions(owner, answers.zone)
    messages.left_out["invitation"] = sum(each.sent for each in invitations)
    return Exported(
        "linkedin",
        source.name,
        owner=owner.removeprefix(BY_NAME) or min(mine, default="") or name,
        owner_name=name or messages.name_of(owner),
        made=_made(source),
        people=tuple(people),
        interactions=interactions,
        counts=tuple(
            (kind, sum(rows.number for rows in read[kind])) for kind in _COUNTED if kind in read
        ),
        left_out=left_out_of(messages.left_out),
        problems=tuple(
            fault for files in read.values() for each in files for fault in each.problems
        ),
    )


def _made(source: Source) -> Day | None:
    """Return the day that the name of an archive has."""
    found = _MADE.search(source.name)
    try:
        return date(int(found[3]), int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None
