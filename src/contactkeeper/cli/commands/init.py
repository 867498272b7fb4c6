"""`ck init`: look at a vault, show what was understood, ask, and write contactkeeper.toml.

What the vault uses is found out by `core.survey`. The only change to notes is a tag for those that
look like recruiters and have no mark of one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.commands.init_choices import settle, survey_with_user
from contactkeeper.cli.layout import wrap
from contactkeeper.cli.questions import ask_yes_or_no
from contactkeeper.cli.screens.survey import (
    figures,
    further_lines,
    head_lines,
    load_lines,
    table_lines,
    unseen_lines,
)
from contactkeeper.cli.session import Session
from contactkeeper.config import own_settings
from contactkeeper.config.changes import remember_vault
from contactkeeper.config.reading import read_settings
from contactkeeper.config.render import render_config
from contactkeeper.config.toml_file import parse_toml
from contactkeeper.core.settings import CONFIG_DRAFT, CONFIG_NAME, Settings
from contactkeeper.core.survey.layers import Layers
from contactkeeper.core.survey.unmarked import plan_tag
from contactkeeper.errors import Cancelled, ConfigError, NeedsAnswer, UsageError
from contactkeeper.system_errors import why_refused
from contactkeeper.text.init import (
    IS_REMEMBERED,
    IS_THERE,
    KEEP_IN_STEP,
    NEEDS_YES,
    NEXT,
    ask_to_write,
    comments_on,
    say_remembered,
    say_tagged_notes,
    say_written,
)
from contactkeeper.text.phrases import with_undo
from contactkeeper.vault import files
from contactkeeper.vault.lock import lock_settings
from contactkeeper.vault.obsidian import find_vault, is_too_wide
from contactkeeper.vault.overview import survey_vault
from contactkeeper.vault.store import Step
from contactkeeper.vault_errors import NoVault
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from pathlib import Path

    from contactkeeper.core.survey.survey import Survey
    from contactkeeper.vault.store import Change


def init_command(
    session: Session,
    *,
    yes: Annotated[bool, option("--yes -y", "Accept what is proposed.")] = False,
    everything: Annotated[bool, option("--all", "List the notes that are left out.")] = False,
    heading: Annotated[
        str, option("--heading TITLE", "Only say that sections of this title are logs.")
    ] = "",
    no_heading: Annotated[
        bool, option("--no-heading", "Only say that logs under no heading are written to.")
    ] = False,
) -> int:
    """Look at your notes, show what was understood, and write contactkeeper.toml.

    Example: ck init
    """
    if heading or no_heading:
        return _choose_log(session, heading.lstrip("# ").strip())
    session.root = _find_root(session)
    there = (session.root / CONFIG_NAME).is_file()
    base = session.settings if there else Settings(year=session.today.year)
    layers = Layers(base, own_settings(session.config_file), fixed=there)
    look = survey_vault(session.root, layers.in_force)
    found, is_open = survey_with_user(session, look, layers, yes=yes)
    if session.as_json:
        return _answer_json(session, found, there=there, yes=yes, is_open=is_open)
    _show(session, found, everything=everything)
    asks = not (there or yes) and session.terminal.can_ask
    found = _show_table(session, found, ask=asks)
    if not there:
        found = settle(session, found, base, ask=asks)
    speech = session.speech
    session.terminal.say(
        *load_lines(speech, found, session.today),
        *unseen_lines(speech, found, everything=everything),
    )
    text = "" if there else render_config(speech, found.settings, comments_on(speech, found))
    if there:
        session.terminal.say(IS_THERE)
    if there and session.user_config.vault == session.root:
        session.terminal.say(IS_REMEMBERED)
        return 0
    if not yes:
        text = _ask(session, text)
    _finish(session, found, text)
    return 0


def _choose_log(session: Session, title: str) -> int:
    """Write into the settings of the vault that is used which sections are logs.

    Raises:
        UsageError: no section can have that title.
    """
    from contactkeeper.cli.screens.changes import choose_log
    from contactkeeper.config.kinds import HEADING

    try:
        _ = title and HEADING.read(title)
    except ValueError as error:
        raise UsageError(Wording("--heading takes {what}.", what=HEADING.allowed)) from error
    is_new = choose_log(session, title)
    if session.as_json:
        session.answer("init", heading=title, written=is_new)
    else:
        changes = session.speech.changes
        said = changes.say_log_chosen(title, is_new=is_new)
        session.terminal.say(with_undo(said) if is_new else said)
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
        message = Wording(
            "{folder} holds more than notes. Go to the folder of your notes, or name it: "
            "ck init --vault FOLDER.",
            folder=here,
        )
        raise NoVault(message)
    if any(here.glob("*.md")) or any(here.glob("[!.]*/*.md")):
        return here
    raise NoVault(
        Wording(
            "there are no notes here. Go to the folder of your notes, or name it: --vault FOLDER."
        )
    )


def _show(session: Session, found: Survey, *, everything: bool) -> None:
    for line in (
        *head_lines(session.speech, found, everything=everything),
        *further_lines(session.speech, found, everything=everything),
    ):
        session.terminal.out(*wrap(line, session.terminal.room, indent=4))


def _show_table(session: Session, found: Survey, *, ask: bool) -> Survey:
    """Show what is read as what; ask in its row whether `last_contact` is to be kept in step."""
    for line in table_lines(session.speech, found, session.terminal.room):
        if not (ask and line.asks):
            session.terminal.out(*wrap(line.text.rstrip("; "), session.terminal.room, indent=4))
            continue
        question = line.text + session.speech.say(KEEP_IN_STEP)
        if session.terminal.agrees(question, unless_no=False):
            log = found.settings.log._replace(update_last_contact=True)
            found = found.propose(found.settings._replace(log=log))
    return found


def _ask(session: Session, text: str) -> str:
    """Ask whether to write and remember; return the text, which the user may have edited.

    Raises:
        NeedsAnswer: there is no terminal to ask in.
        Cancelled: the answer was no.
    """
    other = session.user_config.vault
    instead = str(other) if other and other != session.root else ""
    folder = "" if session.root == session.folder else str(session.root)
    question = ask_to_write(folder, instead, writes=bool(text))
    session.terminal.need_terminal(question)
    ask = session.terminal.ask
    while answer := ask_yes_or_no(ask, question, unless_no=True, can_edit=bool(text)):
        if answer is True:
            return text
        text = _edit(session, text)
    raise Cancelled(Wording("nothing was written."))


def _edit(session: Session, text: str) -> str:
    """Open the text in the editor; what can't be read then is said, and the old text stays."""
    from contactkeeper.cli.user_programs import edit_text

    edited = edit_text(session, text) + "\n"
    try:
        read_settings(parse_toml(edited.encode(), CONFIG_NAME), Settings())
    except ConfigError as error:
        session.terminal.fault(error)
        return text
    return edited


def _finish(session: Session, found: Survey, text: str) -> None:
    """Write the file, if there is one to write, tag notes, and remember the vault; say it."""
    if text:
        _write(session, text)
        session.terminal.say(say_written(str(session.root / CONFIG_NAME)))
    if changes := _tag(session, found):
        session.terminal.out(say_tagged_notes(len(changes)))
    if _remember(session):
        session.terminal.say(say_remembered(str(session.config_file)))
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
        raise ConfigError(
            place, "", Wording("can't be written: {why}.", why=why_refused(error))
        ) from error


def _tag(session: Session, found: Survey) -> tuple[Change, ...]:
    """Give the notes without a mark the tag that makes them contacts."""
    steps = [
        Step(path, partial(plan_tag, tag=each.tag)) for each in found.tagged for path in each.paths
    ]
    return session.vault.change("init", steps, stamp=session.stamp) if steps else ()


def _answer_json(session: Session, found: Survey, *, there: bool, yes: bool, is_open: bool) -> int:
    """Give the figures; what is written is written only with `--yes`."""
    written = remembered = False
    is_done = there and session.user_config.vault == session.root
    if yes:
        if not there:
            _write(
                session,
                render_config(session.speech, found.settings, comments_on(session.speech, found)),
            )
            written = True
        _tag(session, found)
        remembered = _remember(session)
    error = {}
    if not (yes or is_done):
        error = {"error": {"code": NeedsAnswer.code, "message": str(NEEDS_YES)}}
    session.answer(
        "init",
        **figures(found, session.today),
        choice_open=is_open,
        written=written,
        remembered=remembered,
        **error,
    )
    return 0 if yes or is_done else NeedsAnswer.exit_code
