"""`ck import`: take people and history from files of other programs, after a preview."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

from contactkeeper.cli.args.declare import argument, option
from contactkeeper.cli.commands.import_choices import Files, choose, read_words, show_all
from contactkeeper.cli.commands.import_files import Told, read_files, read_kind
from contactkeeper.cli.commands.import_writing import refuse_template, write
from contactkeeper.cli.json_importing import preview_value, written_value
from contactkeeper.cli.screens.importing import end_lines
from contactkeeper.cli.session import Session
from contactkeeper.config.changes import is_zone
from contactkeeper.core.importing.model import Wanted
from contactkeeper.errors import UsageError
from contactkeeper.exchange.source import Answers
from contactkeeper.shell_words import shell_word
from contactkeeper.text.import_questions import NO_ZONE, WHICH_ZONE, say_no_zone
from contactkeeper.vault.imported_people import find_gone
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CONTRADICTIONS = (
    ("--day-first", "--month-first"),
    ("--mend-letters", "--keep-letters"),
    ("--template", "--no-template"),
)


def import_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    paths: Annotated[
        list[str], argument("FILE…", "A file, an archive (ZIP) or its folder, as it was exported.")
    ],
    *,
    everybody: Annotated[bool, option("--all", "Everybody, not recruiters alone.")] = False,
    only: Annotated[
        list[str] | None,
        option(
            "--only WORDS", "Only those with one of the words in title, company, category, name."
        ),
    ] = None,
    words: Annotated[
        bool, option("--words", "Take what was said, too; half of it is the other person's words.")
    ] = False,
    yes: Annotated[bool, option("--yes", "Take all that is certain, without asking.")] = False,
    dry_run: Annotated[bool, option("--dry-run", "Show the whole preview, write nothing.")] = False,
    kind: Annotated[
        str,
        option("--as KIND", "The kind of the files, where it can't be told from what they hold."),
    ] = "",
    owner: Annotated[
        str, option("--owner WHO", "Your name or address in the files, where they don't say.")
    ] = "",
    chat: Annotated[str, option("--chat WHO", "Whom a WhatsApp chat is with.")] = "",
    columns: Annotated[
        list[str] | None,
        option("--map FIELD=COLUMN", "Which column of a table has name, email, company, …"),
    ] = None,
    day_first: Annotated[bool, option("--day-first", "03/04 is 3 April.")] = False,
    month_first: Annotated[bool, option("--month-first", "03/04 is 4 March.")] = False,
    mend_letters: Annotated[bool, option("--mend-letters", "Read Ã© as é.")] = False,
    keep_letters: Annotated[bool, option("--keep-letters", "Leave Ã© as it is.")] = False,
    template: Annotated[
        str, option("--template PATH", "The template to fill (the vault's own for contacts).")
    ] = "",
    no_template: Annotated[bool, option("--no-template", "Fill no template.")] = False,
    zone: Annotated[
        str, option("--zone ZONE", "Count days in that time zone: Europe/Moscow.")
    ] = "",
) -> int:
    """Take people and history from LinkedIn, address books, mailboxes, chats and calendars.

    Shows first who is new, known, changed or unsure, and asks; nothing is written before that.
    Exit 1 when a file can't be read.

    Example: ck import ~/Downloads/Basic_LinkedInDataExport_11-30-2026.zip
    """
    given: dict[str, str | bool | list[str] | None] = {
        "--all": everybody, "--only": only, "--words": words, "--yes": yes, "--dry-run": dry_run,
        "--as": kind, "--owner": owner, "--chat": chat, "--map": columns, "--day-first": day_first,
        "--month-first": month_first, "--mend-letters": mend_letters,
        "--keep-letters": keep_letters, "--template": template, "--no-template": no_template,
        "--zone": zone,
    }  # fmt: skip
    _refuse_contradictions(given)
    if not no_template:
        refuse_template(session, template)
    zone = _find_zone(session, zone)
    answers = Answers(
        ZoneInfo(zone),
        owner=owner,
        day_first=_either(day_first, month_first),
        chat=chat,
        columns=tuple(map(_read_column, columns or ())),
        mend_letters=_either(mend_letters, keep_letters),
        with_words=words,
        today=session.today,
    )
    told = Told(answers, read_kind(kind) if kind else None)
    read, problems = read_files(session, paths, told, partial(_typed, given=given))
    files = Files(session, read, problems, zone)
    wanted = Wanted(everybody, read_words(only or ()), _ignored(session))
    choice = show_all(files, wanted) if dry_run else choose(files, wanted, yes=yes)
    source = None if no_template else template
    written = write(session, choice.decisions, zone, source, with_notes=words, dry_run=dry_run)
    if session.as_json:
        values = preview_value(choice.preview) | written_value(*written)
        session.answer("import", zone=zone, **values, dry_run=dry_run)
    else:
        session.terminal.say(*end_lines(session.speech, *choice, written.outcome, dry_run=dry_run))
    return 1 if problems or written.refused else 0


def _either(yes: bool, no: bool) -> bool | None:  # noqa: FBT001  # two flags
    """Return what two flags say that contradict each other; None where neither is given."""
    return yes if yes or no else None


def _refuse_contradictions(given: Mapping[str, object]) -> None:
    for one, other in _CONTRADICTIONS:
        if given[one] and given[other]:
            message = Wording(
                "{one} and {other} contradict each other: give one.", one=one, other=other
            )
            raise UsageError(message)


def _ignored(session: Session) -> tuple[str, ...]:
    """Return what the people are known by who were declined, or whose notes were deleted."""
    gone = find_gone(session.own_folder, session.loaded.contacts)
    return (*session.settings.import_ignore, *chain.from_iterable(each.words for each in gone))


def _typed(files: Sequence[str], given: Mapping[str, str | bool | list[str] | None]) -> str:
    """Write the command line as it was typed, with the options that were given."""
    words = ["ck", "import"]
    words += (shell_word(f"./{each}" if each.startswith("-") else each) for each in files)
    for name, value in given.items():
        if value is True:
            words.append(name)
        elif value and not isinstance(value, bool):
            values = [value] if isinstance(value, str) else value
            words += (word for each in values for word in (name, shell_word(each)))
    return " ".join(words)


def _read_column(typed: str) -> tuple[str, str]:
    """Read `name=Имя`."""
    field, sign, column = typed.partition("=")
    if not (field.strip() and sign and column.strip()):
        message = Wording("“{typed}” is no FIELD=COLUMN. For example: --map name=Имя", typed=typed)
        raise UsageError(message)
    return field.strip().casefold(), column.strip()


def _find_zone(session: Session, typed: str) -> str:
    """Return the name of the zone to count days in: as typed, as configured, or the system's.

    Raises:
        UsageError: it is none, or the system does not know where it is.
    """
    if typed:
        if not is_zone(typed):
            raise UsageError(say_no_zone(typed))
        return typed
    found = (each for each in (session.settings.import_zone, session.zone()) if is_zone(each))
    if zone := next(found, ""):
        return zone
    if session.terminal.can_ask and is_zone(zone := session.terminal.ask(WHICH_ZONE)):
        return zone
    raise UsageError(NO_ZONE)
