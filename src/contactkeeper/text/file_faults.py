"""Sentences about faults of imported files.

One row a case: a sentence with the names of the facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contactkeeper.wording import Texts

FILE_FAULTS: Texts = {
    "bad-ck-json": "its key `{key}` does not hold what an export of ck has there: export it again",
    "beside": (
        "it lies in a folder of LinkedIn, Telegram or WhatsApp, of which nothing else is read: "
        "name the file itself"
    ),
    "bomb": (
        "unpacked it would be so large that it may fill the disk or take all day: "
        "unpack it yourself and name the files that you mean"
    ),
    "ck-json-version": "a newer ck has exported it: update ck, then import it",
    "damaged": "it is damaged: export it again",
    "damaged-letters": "some letters are no {encoding}, and are read as �: export it again",
    "deep": "values are nested too deeply here: no program that ck knows writes that",
    "empty-archive": "the archive holds no files: export it again",
    "guessed-letters": (
        "its letters are read as {encoding}, which is a guess: "
        "where names look wrong, save it as UTF-8"
    ),
    "json": "from here on it is no JSON, or it is cut off: export it again",
    "large": "it is over {megabytes} MB: split it, or export less",
    "large-value": "a single value is larger than 4 MB here: no program that ck knows writes that",
    "long-row": "a quote begins here that is never closed: export it again, or correct the line",
    "many-members": (
        "the archive holds over {limit} files: unpack it and name those that you mean"
    ),
    "no-card": "no vCard is in it: export the contacts again as vCard",
    "no-ck-json": (
        "this JSON is no export of ck: make one with `ck export --as json --out FILE.json`"
    ),
    "no-column": (
        "no column is called “{column}”: write its heading after the = as the file has it"
    ),
    "no-field": (
        "“{field}” is nothing that a column can have: write name, company, role, email, phone, "
        "birthday, telegram or the like before the ="
    ),
    "no-csv": "this row can't be read: export it again, or correct the line",
    "no-event": "no event is in it: export the calendar again",
    "no-header": "it has no row that names its columns: write one above the others",
    "no-kind": "nothing in it tells what kind of file it is: import it alone to be asked",
    "no-linkedin": (
        "neither connections nor messages are in it: choose them on LinkedIn, "
        "or wait for the larger archive, which comes within a day"
    ),
    "no-mail": "no message is in it: export the mailbox as mbox, or save messages as .eml",
    "no-telegram": "this is no JSON of Telegram's: export it as “Machine-readable JSON”",
    "no-whatsapp": "no message of WhatsApp is in it: export the chat again, without media",
    "office": "it is a document of an office program: save it as CSV there",
    "other-archive": "it is an archive, but no ZIP: unpack it and name the files that you mean",
    "overlap": "files of the archive share their bytes, as no honest one does: export it again",
    "packed-otherwise": (
        "the archive is packed in an unusual way: unpack it and name the files that you mean"
    ),
    "password": "the archive has a password: unpack it and name the files that you mean",
    "telegram-pages": (
        "these are pages to read in a browser: export again, as “Machine-readable JSON”"
    ),
    "utf-8": "from here on it is not UTF-8: export it again",
}
"""Why a file can't be read, by the case of `Unreadable`: what is wrong, and what to do."""
ROW_FAULTS: Texts = {
    "rounded-phone": (
        "a spreadsheet has rounded the phone “{words}”, so it is left out: "
        "import the file as it was exported"
    ),
    "bad-contact": (
        "the contact on this line is left out: its key `{key}` does not hold what an export of ck "
        "has there"
    ),
    "connected-on": "“{words}” is no date, so the day of the connection is left out",
    "cut-card": "the card that begins here has no end, so it is left out: is the file complete?",
    "cut-event": "the event that begins here has no end, so it is left out: is the file complete?",
    "first-name": "this row has no more than a first name, “{words}”, so it is left out",
    "long-card": "the card that begins here has over {most:,} lines, so it is left out",
    "nameless-chat": (
        "its name does not say whom the chat is with, so it is left out: import it alone"
    ),
    "nameless-row": "this row has neither a name nor an address, so it is left out",
    "no-begin": "the event does not say when it begins, so it is left out",
    "no-birthday": "the birthday “{words}” is no date, so it is left out",
    "no-day": "the date of this message can't be read, so it is left out",
    "no-line": "this is no line of a vCard, so it is left out; the rest of the card is read",
    "no-name-in-row": "this row has no name, so it is left out",
    "no-rule": (
        "how this event recurs can't be read, or there are too many: only its own day is taken"
    ),
    "open-quote": (
        "a quote begins in this row that is never closed, so what follows is not read: "
        "export the file again, or correct the line"
    ),
}
"""Why a row, card or message can't be read, by the case of the problem `unread-row`."""
