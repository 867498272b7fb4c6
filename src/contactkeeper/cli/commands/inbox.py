"""`ck inbox`: file the thoughts that were written on a phone, each into the right note.

What a file says is read in `core`; writing the entry and moving the file are one change.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import DryRunOption, option
from contactkeeper.cli.find import find_contact
from contactkeeper.cli.json import Document
from contactkeeper.cli.layout import one_line
from contactkeeper.cli.screens.changes import carry_out, indented, say_moved
from contactkeeper.cli.session import Session
from contactkeeper.core.editing.inbox_parser import InboxItem
from contactkeeper.errors import Cancelled, CkError
from contactkeeper.lookup_errors import AmbiguousName, NoSuchContact
from contactkeeper.text.phrases import name_with_company, with_undo
from contactkeeper.vault.filing import Filing, InboxFiler

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.editing.inbox_parser import InboxItem
    from contactkeeper.core.model import Contact
    from contactkeeper.text.speech import Speech
    from contactkeeper.vault.store import Change
    from contactkeeper.wording import Wording


def inbox_command(
    session: Session,
    *,
    yes: Annotated[bool, option("--yes", "File what is clear, without asking.")] = False,
    dry_run: DryRunOption = False,
) -> int:
    """File each thought of the inbox into the right note; exit 1 when some are left.

    Example: ck inbox --dry-run
    """
    asks = session.terminal.can_ask and not (yes or dry_run)
    ask = partial(_ask, session) if asks else None
    filings = InboxFiler(session.vault, session.loaded, session.today, ask).sort()
    steps = [step for filing in filings for step in filing.steps]
    changes = session.vault.preview(steps)
    if not session.as_json:
        for filing, done in _pairs(filings, changes):
            session.terminal.out(*_lines(session.speech, filing, done))
    if steps and not dry_run:
        count = sum(1 for filing in filings if filing.steps)
        session.terminal.confirm(session.speech.changes.ask_to_file(count), yes=yes)
        changes = carry_out(session, "inbox", steps)
    _tell(session, filings, changes, dry_run=dry_run)
    return 1 if any(filing.why for filing in filings) else 0


def _ask(session: Session, path: str, thought: InboxItem, why: Wording) -> Contact:
    """Let the user name the contact of a thought; Enter leaves the file where it is."""
    session.terminal.error(f"{path}: {one_line(thought.text)}")
    session.terminal.error(one_line(session.speech.say(why)))
    while typed := session.terminal.ask(session.speech.changes.WHOM):
        try:
            return find_contact(session, typed)
        except (NoSuchContact, AmbiguousName, Cancelled) as error:
            session.terminal.fault(error)
    raise CkError(why)


def _pairs(
    filings: Sequence[Filing], changes: Sequence[Change]
) -> list[tuple[Filing, Sequence[Change]]]:
    """Pair each filing with the changes that its steps made."""
    pairs, at = [], 0
    for filing in filings:
        pairs.append((filing, changes[at : at + len(filing.steps)]))
        at += len(filing.steps)
    return pairs


def _lines(speech: Speech, filing: Filing, changes: Sequence[Change]) -> list[str]:
    """Say what becomes of one file: whose entry it is, or why it is left."""
    if filing.why:
        return [one_line(speech.changes.say_left(filing.path, speech.say(filing.why)))]
    lines = []
    for person, change in zip(filing.people, changes, strict=False):
        lines.append(one_line(name_with_company(person)))
        if change.entry:
            lines += indented(change.written)
        else:
            lines.append(f"  {speech.changes.THERE_ALREADY}")
    moved = say_moved(changes[-1].path, changes[-1].moved_to or "")
    return [*lines, f"  {one_line(moved)}"]


def _tell(
    session: Session, filings: Sequence[Filing], changes: Sequence[Change], *, dry_run: bool
) -> None:
    said_of = session.speech.changes
    filed = [filing for filing in filings if filing.steps]
    left = [filing for filing in filings if filing.why]
    if session.as_json:
        session.answer(
            "inbox",
            filed=[_value(*pair) for pair in _pairs(filings, changes) if pair[0].steps],
            left=[{"path": filing.path, "why": filing.why} for filing in left],
            dry_run=dry_run,
        )
        return
    if not filings:
        session.terminal.out(one_line(said_of.say_empty_inbox(session.settings.inbox_folder)))
        return
    said = said_of.say_filed(len(filed), len(left), dry_run=dry_run)
    session.terminal.out(with_undo(said) if filed and not dry_run else said)


def _value(filing: Filing, changes: Sequence[Change]) -> Document:
    return {
        "path": filing.path,
        "moved_to": changes[-1].moved_to,
        "entries": [
            {
                "name": person.name,
                "path": change.path,
                "line": change.written or None,
            }
            for person, change in zip(filing.people, changes, strict=False)
        ],
    }
