"""`ck inbox`: file the thoughts that were caught on a phone, each into the right note.

What a file says is read in `core`; writing the entry and moving the file are one change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.commands.fix import fixes_of_same_note
from contactkeeper.cli.json import Document, document
from contactkeeper.cli.screens.changes import carry_out, changed_entry, indented, introduce, written
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import one_line
from contactkeeper.core.editing.compose_entry import Typed, compose
from contactkeeper.core.editing.edits import Plan
from contactkeeper.core.editing.inbox_parser import InboxItem, day_in_name, parse_inbox
from contactkeeper.core.editing.record_entry import record
from contactkeeper.core.people.duplicates import list_paths
from contactkeeper.core.people.find_contact import find_named
from contactkeeper.errors import AmbiguousName, Cancelled, CkError, NoSuchContact, WriteRefused
from contactkeeper.text.counts import say_count
from contactkeeper.vault.inbox import waiting_in
from contactkeeper.vault.store import Step, ToTrash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Contact, Entry
    from contactkeeper.core.note.note import Note
    from contactkeeper.vault.inbox import Waiting
    from contactkeeper.vault.store import AnyStep, Change


class Filing(NamedTuple):
    """A file of the inbox, and what becomes of it."""

    path: str
    people: tuple[Contact, ...] = ()
    """One for each entry."""
    steps: tuple[AnyStep, ...] = ()
    """The entries, then the move to the trash; none where the file is left."""
    why: str = ""
    """Why it is left."""


def inbox_command(
    session: Session,
    *,
    yes: Annotated[bool, option("--yes", help="File what is clear, without asking.")] = False,
    dry_run: Annotated[bool, option("--dry-run", help="Show the change, write nothing.")] = False,
) -> int:
    """File each thought of the inbox into the right note; exit 1 when some are left.

    Example: ck inbox --dry-run
    """
    filings = _sort(session, asking=session.can_ask and not (yes or dry_run))
    steps = [step for filing in filings for step in filing.steps]
    changes = session.vault.preview(steps)
    if not session.as_json:
        for filing, done in _pairs(filings, changes):
            session.terminal.out(*_lines(filing, done))
    if steps and not dry_run:
        count = sum(1 for filing in filings if filing.steps)
        session.confirm(f"File {say_count(count, 'thought')}?", yes=yes)
        changes = carry_out(session, "inbox", steps)
    _tell(session, filings, changes, dry_run=dry_run)
    return 1 if any(filing.why for filing in filings) else 0


def _sort(session: Session, *, asking: bool) -> list[Filing]:
    """Decide about each file, those that can't be written left out one by one."""
    filings: list[Filing] = []
    taken: list[AnyStep] = []
    for waiting in waiting_in(session.root, session.settings.inbox_folder):
        try:
            filing = _file(session, waiting, asking=asking)
            session.vault.preview([*fixes_of_same_note(filing.steps, taken), *filing.steps])
        except WriteRefused as error:
            where = "" if error.path == waiting.path else f"{error.path}: "
            filing = Filing(waiting.path, why=f"{where}{error.why}")
        except CkError as error:
            filing = Filing(waiting.path, why=str(error))
        filings.append(filing)
        taken += filing.steps
    return filings


def _file(session: Session, waiting: Waiting, *, asking: bool) -> Filing:
    """Decide what becomes of one file.

    Raises:
        CkError: it can't be filed; the sentence says why.
    """
    note = session.vault.note(waiting.path)
    if note.is_contact:
        raise CkError("It is a contact's own note.")
    thoughts = parse_inbox(note.text, lambda name: bool(_named(session, name)))
    if not thoughts:
        raise CkError("It is empty.")
    usual = min(day_in_name(waiting.path) or waiting.day, session.today)
    people: list[Contact] = []
    steps: list[AnyStep] = []
    for thought in thoughts:
        typed = Typed(thought.text)
        if typed.is_empty:
            raise CkError("It does not say what happened.")
        entry = compose(typed, session.today, usual=usual)
        for person in _people(session, waiting.path, thought, asking=asking):
            people.append(person)
            steps.append(_step(session, person, entry))
    return Filing(waiting.path, tuple(people), (*steps, ToTrash(waiting.path, note.text)))


def _step(session: Session, person: Contact, entry: Entry) -> Step:
    """Plan the entry; nothing where the note has it, as when a sync brought the file back."""

    def plan(note: Note) -> Plan:
        if any(span.entry.same(entry) for span in (note.log.spans if note.log else ())):
            return Plan()
        return record(note, entry, today=session.today)

    return Step(person.path, plan)


def _named(session: Session, name: str) -> tuple[Contact, ...]:
    return find_named(session.loaded.contacts, name, session.loaded.directory)


def _people(session: Session, path: str, thought: InboxItem, *, asking: bool) -> list[Contact]:
    """Find whom a thought is about, each once; ask where that is not clear.

    Raises:
        CkError: it stays unclear.
    """
    found: dict[str, Contact] = {}
    for name in thought.who or ("",):
        several = _named(session, name) if name else ()
        if len(several) != 1:
            why = _unclear(name, several)
            if not asking:
                raise CkError(why)
            several = (_ask(session, path, thought, why),)
        found.setdefault(several[0].path, several[0])
    return list(found.values())


def _unclear(name: str, several: Sequence[Contact]) -> str:
    if not name:
        return "It does not say whom it is about: begin it with [[the note]] or a name and a colon."
    if not several:
        return f"Nobody is called “{name}”."
    paths = list_paths([person.path for person in several])
    return f"“{name}” could be {len(several):,} people: {paths}."


def _ask(session: Session, path: str, thought: InboxItem, why: str) -> Contact:
    """Let the user say whom a thought is about; Enter leaves the file where it is."""
    session.terminal.error(f"{path}: {one_line(thought.text)}")
    session.terminal.error(one_line(why))
    while typed := session.terminal.ask("Whom is it about? A name, or Enter to leave it:"):
        try:
            return session.find(typed)
        except (NoSuchContact, AmbiguousName, Cancelled) as error:
            session.terminal.error(*error.lines("ck: "))
    raise CkError(why)


def _pairs(
    filings: Sequence[Filing], changes: Sequence[Change]
) -> list[tuple[Filing, Sequence[Change]]]:
    """Put the changes to the filings whose steps they are."""
    pairs, at = [], 0
    for filing in filings:
        pairs.append((filing, changes[at : at + len(filing.steps)]))
        at += len(filing.steps)
    return pairs


def _lines(filing: Filing, changes: Sequence[Change]) -> list[str]:
    """Say what becomes of one file: whose entry it is, or why it is left."""
    if filing.why:
        return [one_line(f"Left: {filing.path}: {filing.why}")]
    lines = []
    for person, change in zip(filing.people, changes, strict=False):
        lines.append(one_line(introduce(person)))
        if changed_entry(change):
            lines += indented(written(change))
        else:
            lines.append("  is there already")
    return [*lines, f"  {one_line(f'{changes[-1].path} -> {changes[-1].moved_to}')}"]


def _tell(
    session: Session, filings: Sequence[Filing], changes: Sequence[Change], *, dry_run: bool
) -> None:
    filed = [filing for filing in filings if filing.steps]
    left = [filing for filing in filings if filing.why]
    if session.as_json:
        session.terminal.document(
            document(
                session,
                "inbox",
                filed=[_value(*pair) for pair in _pairs(filings, changes) if pair[0].steps],
                left=[{"path": filing.path, "why": filing.why} for filing in left],
                dry_run=dry_run,
            )
        )
        return
    if not filings:
        folder = session.settings.inbox_folder
        where = f"in {folder}" if folder else "anywhere: [inbox] folder is empty"
        session.terminal.out(one_line(f"Nothing waits {where}."))
        return
    said = []
    if filed:
        said.append(f"{'Would file' if dry_run else 'Filed'} {say_count(len(filed), 'thought')}")
    if left:
        said.append(f"{len(left)} left")
    if filed and not dry_run:
        said.append("ck undo")
    session.terminal.out(" · ".join(said))


def _value(filing: Filing, changes: Sequence[Change]) -> Document:
    return {
        "path": filing.path,
        "moved_to": changes[-1].moved_to,
        "entries": [
            {
                "name": person.name,
                "path": change.path,
                "line": written(change) or None,
            }
            for person, change in zip(filing.people, changes, strict=False)
        ],
    }
