"""`ck init`: look at a vault, show what was understood, ask, and write contactkeeper.toml.

What the vault uses is found out by `core.survey`; no note is ever changed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.layout import one_line, wrap
from contactkeeper.cli.screens.survey import figures, head_lines, load_lines, table_lines
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import is_yes
from contactkeeper.config.changes import remember_vault
from contactkeeper.config.reading import read_settings
from contactkeeper.config.render import render_config
from contactkeeper.config.toml_file import parse_toml
from contactkeeper.core.settings import CONFIG_DRAFT, CONFIG_NAME, Settings
from contactkeeper.core.survey.sighting import find_marks, marks_of
from contactkeeper.core.survey.survey import Survey, survey
from contactkeeper.errors import Cancelled, ConfigError, NeedsAnswer, NoVault
from contactkeeper.text.survey import (
    IS_REMEMBERED,
    IS_THERE,
    KEEP_IN_STEP,
    NEEDS_YES,
    NEXT,
    NO_RECRUITER,
    WHICH_MARK,
    ask_to_write,
    comments_on,
    say_first_taken,
    say_marked,
    say_remembered,
    say_written,
)
from contactkeeper.vault import files
from contactkeeper.vault.lock import lock_settings
from contactkeeper.vault.obsidian import find_vault, is_too_wide
from contactkeeper.vault.overview import survey_vault

if TYPE_CHECKING:
    from pathlib import Path

    from contactkeeper.core.survey.sighting import Mark
    from contactkeeper.vault.overview import VaultOverview


def init_command(
    session: Session,
    *,
    yes: Annotated[bool, option("--yes -y", "Accept what is proposed.")] = False,
    everything: Annotated[bool, option("--all", "List the notes that are left out.")] = False,
) -> int:
    """Look at your notes, show what was understood, and write contactkeeper.toml.

    Example: ck init
    """
    session.root = _find_root(session)
    there = (session.root / CONFIG_NAME).is_file()
    base = session.settings if there else Settings()
    look = survey_vault(session.root, base)
    found, is_open = _survey(session, look, base, fixed=there, yes=yes)
    if session.as_json:
        return _answer_json(session, found, there=there, yes=yes, is_open=is_open)
    _show(session, found, everything=everything)
    found = _show_table(session, found, ask=not (there or yes) and session.terminal.can_ask)
    for line in load_lines(found, session.today):
        session.terminal.out(line)
    text = "" if there else render_config(found.settings, comments_on(found))
    if there:
        session.terminal.out(IS_THERE)
    if there and session.user_config.vault == session.root:
        session.terminal.out(IS_REMEMBERED)
        return 0
    if not yes:
        text = _ask(session, text)
    _finish(session, text)
    return 0


def _find_root(session: Session) -> Path:
    """Find the vault to make ready: named, around here, or the notes that lie here.

    Never the remembered one: `init` is about the folder where it is started.
    """
    if session.named_vault:
        return session.root
    found = find_vault(session.folder, session.home)
    if found:
        return found
    here = session.folder
    if is_too_wide(here, session.home):
        message = (
            f"{here} holds more than notes. Go to the folder of your notes, or name it: "
            "ck init --vault FOLDER."
        )
        raise NoVault(message)
    if any(here.glob("*.md")) or any(here.glob("[!.]*/*.md")):
        return here
    message = "there are no notes here. Go to the folder of your notes, or name it: --vault FOLDER."
    raise NoVault(message)


def _survey(
    session: Session, look: VaultOverview, base: Settings, *, fixed: bool, yes: bool
) -> tuple[Survey, bool]:
    """Survey the vault by its marks; also say whether the choice of a mark is still open."""
    marks = marks_of(look.sights, base.contacts) if fixed else find_marks(look.sights)
    is_open = False
    if not fixed and marks and not _are_recruiters(marks):
        if len(marks) > 1 and session.terminal.can_ask and not yes:
            session.terminal.error(NO_RECRUITER)
            marks = (marks[session.terminal.choose(WHICH_MARK, list(map(say_marked, marks)))],)
        else:
            is_open = len(marks) > 1 and not yes
            if len(marks) > 1 and not session.as_json:
                session.terminal.error(one_line(say_first_taken(marks)))
            marks = marks[:1]
    return survey(look.texts, look.notes, marks, base, fixed=fixed), is_open


def _are_recruiters(marks: tuple[Mark, ...]) -> bool:
    from contactkeeper.core.people.folding import fold
    from contactkeeper.core.survey.sighting import RECRUITERS

    return all(mark.kind != "folder" and fold(mark.word) in RECRUITERS for mark in marks)


def _show(session: Session, found: Survey, *, everything: bool) -> None:
    for line in head_lines(found, everything=everything):
        session.terminal.out(*wrap(line, session.terminal.room, indent=4))


def _show_table(session: Session, found: Survey, *, ask: bool) -> Survey:
    """Show what is read as what; ask in its row whether `last_contact` is to be kept in step."""
    for line in table_lines(found):
        if not (ask and line.asks):
            session.terminal.out(line.text.rstrip())
            continue
        question = line.text + KEEP_IN_STEP
        if session.terminal.agrees(question, unless_no=False):
            log = found.settings.log._replace(update_last_contact=True)
            found = found._replace(settings=found.settings._replace(log=log))
    return found


def _ask(session: Session, text: str) -> str:
    """Ask whether to write and remember; return the text, which the user may have edited.

    Raises:
        NeedsAnswer: there is no terminal to ask in.
        Cancelled: the answer was no.
    """
    other = session.user_config.vault
    instead = str(other) if other and other != session.root else ""
    place = "here" if session.root == session.folder else f"in {session.root}"
    question = ask_to_write(place, instead, writes=bool(text))
    session.terminal.need_terminal(question)
    while True:
        answer = session.terminal.ask(one_line(f"{question} [Y/{'e/' if text else ''}n]"))
        if is_yes(answer):
            return text
        if answer.casefold() != "e" or not text:
            message = "nothing was written."
            raise Cancelled(message)
        text = _edit(session, text)


def _edit(session: Session, text: str) -> str:
    """Open the text in the editor; what can't be read then is said, and the old text stays."""
    from contactkeeper.cli.user_programs import edit_text

    edited = edit_text(session, text) + "\n"
    try:
        read_settings(parse_toml(edited.encode(), CONFIG_NAME), Settings())
    except ConfigError as error:
        session.terminal.error(*error.lines("ck: "))
        return text
    return edited


def _finish(session: Session, text: str) -> None:
    """Write the file, if there is one to write, and remember the vault; say both."""
    if text:
        _write(session, text)
        session.terminal.out(say_written(str(session.root / CONFIG_NAME)))
    if _remember(session):
        session.terminal.out(say_remembered(str(session.config_file)))
    session.terminal.out(NEXT)


def _remember(session: Session) -> bool:
    """Make the vault the one that `ck` finds anywhere; say whether anything had to be written."""
    with lock_settings(session.state):
        return remember_vault(session.config_file, session.root)


def _write(session: Session, text: str) -> None:
    """Make contactkeeper.toml; one that appeared meanwhile is never overwritten."""
    root = session.root
    place = str(root / CONFIG_NAME)
    try:
        with session.vault.hold():
            files.create(place, text.encode(), root=str(root), temporary=CONFIG_DRAFT)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError(place, "", f"can't be written: {reason}.") from error


def _answer_json(session: Session, found: Survey, *, there: bool, yes: bool, is_open: bool) -> int:
    """Give the figures; what is written is written only with `--yes`."""
    written = remembered = False
    is_done = there and session.user_config.vault == session.root
    if yes:
        if not there:
            _write(session, render_config(found.settings, comments_on(found)))
            written = True
        remembered = _remember(session)
    error = {}
    if not (yes or is_done):
        error = {"error": {"code": NeedsAnswer.code, "message": NEEDS_YES}}
    session.answer(
        "init",
        **figures(found, session.today),
        choice_open=is_open,
        written=written,
        remembered=remembered,
        **error,
    )
    return 0 if yes or is_done else NeedsAnswer.exit_code
