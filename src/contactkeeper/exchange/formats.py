"""The list of formats that can be read, and how the kind of a file is told: by what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.interchange import Question
from contactkeeper.exchange.ck_json_reader import is_ck_json, read_ck_json
from contactkeeper.exchange.csv_people import is_csv, read_csv
from contactkeeper.exchange.icalendar_reader import is_calendar, read_calendar
from contactkeeper.exchange.linkedin import is_linkedin, read_linkedin
from contactkeeper.exchange.mail import is_mail, read_mailbox
from contactkeeper.exchange.source import Unanswered
from contactkeeper.exchange.telegram import is_telegram, read_telegram
from contactkeeper.exchange.vcard import is_vcard, read_vcard
from contactkeeper.exchange.whatsapp import is_whatsapp, read_whatsapp

if TYPE_CHECKING:
    from collections.abc import Callable

    from contactkeeper.core.interchange import Exported, FileKind
    from contactkeeper.exchange.source import Answers, Source


class Format(NamedTuple):
    """A kind of file that can be read."""

    kind: FileKind
    recognise: Callable[[Source], bool]
    """Tells from names of members and their beginnings; never raises."""
    read: Callable[[Source, Answers], Exported]
    """Raises `Unanswered` and `Unreadable`, and nothing else."""


FORMATS: tuple[Format, ...] = (
    Format("linkedin", is_linkedin, read_linkedin),
    Format("json", is_ck_json, read_ck_json),
    Format("vcard", is_vcard, read_vcard),
    Format("telegram", is_telegram, read_telegram),
    Format("icalendar", is_calendar, read_calendar),
    Format("whatsapp", is_whatsapp, read_whatsapp),
    Format("mail", is_mail, read_mailbox),
    Format("csv", is_csv, read_csv),
)
"""In the order in which they are asked: the more particular first."""


def format_of(source: Source, kind: FileKind | None = None) -> Format:
    """Return the format of a source: the one that is named, else the first that recognises it.

    Raises:
        Unanswered: none does.
    """
    for each in FORMATS:
        if each.kind == kind or (kind is None and each.recognise(source)):
            return each
    raise Unanswered(Question("kind", source.name, tuple(each.kind for each in FORMATS)))
