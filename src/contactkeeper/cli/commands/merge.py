"""`ck merge`: two notes about one person become one; the other goes to the vault's trash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import DryRunOption, WhoArgument, argument, option
from contactkeeper.cli.find import find_contact
from contactkeeper.cli.layout import one_line
from contactkeeper.cli.screens.changes import carry_out, differences
from contactkeeper.cli.session import Session
from contactkeeper.core.merging.join_notes import differences_of, join, new_aliases
from contactkeeper.core.note.property_names import meaning_of
from contactkeeper.errors import UsageError
from contactkeeper.text.phrases import with_undo
from contactkeeper.vault.store import ToTrash, Unite
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.merging.join_notes import Difference
    from contactkeeper.vault.store import Change


def merge_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    who: WhoArgument,
    into: Annotated[str, argument("INTO", "The note that stays, named as WHO is.")],
    *,
    take: Annotated[
        list[str] | None, option("--take KEY", "Keep WHO's value of that property; repeatable.")
    ] = None,
    yes: Annotated[bool, option("--yes", "Merge without asking.")] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Join two notes about one person: all that WHO's says goes into the other.

    Example: ck merge "Олег Дятлов" ольга --dry-run
    """
    goes, stays = find_contact(session, who), find_contact(session, into)
    if goes.path == stays.path:
        raise UsageError(Wording("WHO and INTO are both {path}.", path=stays.path))
    note, other = session.vault.note(stays.path), session.vault.note(goes.path)
    found = differences_of(note, other)
    asking = session.terminal.can_ask and not (yes or dry_run)
    taken = _choose(session, found, take or [], asking=asking)
    aliases = new_aliases(note, other)

    steps = (
        Unite(stays.path, lambda now: join(now, other, taken)),
        ToTrash(goes.path, other.text),
    )
    preview = session.vault.preview(steps)
    said_of = session.speech.changes
    if not session.as_json:
        held = (said_of.say_difference(each, taken=each.name in taken) for each in found)
        session.terminal.out(*differences(preview), "", *map(one_line, held))
    if not dry_run:
        session.terminal.confirm(said_of.ask_to_merge(goes.path, stays.path), yes=yes)
    changes = carry_out(session, "merge", steps, dry_run=dry_run)
    _tell(session, changes, aliases, found, taken, dry_run=dry_run)


def _choose(
    session: Session, found: Sequence[Difference], take: Sequence[str], *, asking: bool
) -> frozenset[str]:
    """Return the properties whose value is taken from WHO's note: those named, and those chosen.

    Raises:
        UsageError: a property is named in which the two don't differ.
    """
    wanted = {meaning_of(key, session.settings): key for key in take}
    taken = set()
    for each in found:
        named = wanted.pop(meaning_of(each.name, session.settings), None)
        question = f"{each.name}?"
        if named or (asking and session.terminal.choose(question, [each.value, each.other])):
            taken.add(each.name)
    if wanted:
        raise UsageError(
            Wording(
                "--take {key}: the two notes don't differ in it.", key=next(iter(wanted.values()))
            )
        )
    return frozenset(taken)


def _tell(  # noqa: PLR0913  # what is said, each once
    session: Session,
    changes: Sequence[Change],
    aliases: Sequence[str],
    found: Sequence[Difference],
    taken: frozenset[str],
    *,
    dry_run: bool,
) -> None:
    change, moved = changes
    assert change.note is not None  # noqa: S101  # only undo removes notes
    contact = change.note.contact()
    if session.as_json:
        values = [
            {
                "name": each.name,
                "value": each.other if each.name in taken else each.value,
                "other": each.value if each.name in taken else each.other,
            }
            for each in found
        ]
        session.answer(
            "merge",
            name=contact.name,
            path=change.path,
            merged=moved.path,
            moved_to=moved.moved_to,
            entries=len(contact.entries),
            aliases=list(aliases),
            differences=values,
            dry_run=dry_run,
        )
        return
    said_of = session.speech.changes
    said = said_of.say_merged(contact, aliases)
    session.terminal.out(one_line(said if dry_run else with_undo(said)))
