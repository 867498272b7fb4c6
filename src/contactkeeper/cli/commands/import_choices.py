"""Choose with the user what of an import is taken; part of `ck import`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.cli.commands.import_walk import ImportWalk
from contactkeeper.cli.keys import END, ESCAPE
from contactkeeper.cli.screens.importing import preview_lines
from contactkeeper.core.importing.decisions import certain, with_jobs, without_owed
from contactkeeper.core.importing.preview import preview_files
from contactkeeper.text.importing import (
    WHICH_WORDS,
    ask_jobs,
    ask_to_import,
    ask_what_to_take,
    say_zone,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.core.importing.model import Decision, Item, Preview, Wanted
    from contactkeeper.core.interchange import Exported
    from contactkeeper.core.model import Problem


class Choice(NamedTuple):
    """The preview that was looked at last, and what was decided about it."""

    preview: Preview
    decisions: Sequence[Decision] = ()


class Files(NamedTuple):
    """The files of an import as they were read, to be compared with the notes."""

    session: Session
    read: Sequence[Exported]
    problems: Sequence[Problem]
    """Of the files that can't be read."""
    zone: str
    """The time zone in which days are counted."""

    def preview(self, wanted: Wanted) -> Preview:
        """Compare what the files say with the notes."""
        session = self.session
        contacts = session.loaded.contacts
        preview = preview_files(self.read, contacts, session.settings, session.today, wanted)
        return preview._replace(problems=(*self.problems, *preview.problems))

    def show(
        self, preview: Preview, wanted: Wanted, *, whole: bool = False, again: bool = False
    ) -> None:
        """Write the preview; a terminal gets a few lines of each kind, unless `whole`.

        What holds of the files whoever is wanted is not said `again`.
        """
        terminal = self.session.terminal
        if self.session.as_json:
            return
        few = terminal.is_terminal and not whole
        speech, room = terminal.speech, terminal.room
        lines = preview_lines(speech, preview, wanted, room, whole=whole, few=few, again=again)
        terminal.out(*lines)
        if any(each.interactions for each in self.read) and not again:
            terminal.say(say_zone(self.zone))


def show_all(files: Files, wanted: Wanted) -> Choice:
    """Show the whole preview, and return all that is certain; nobody is asked."""
    preview = files.preview(wanted)
    files.show(preview, wanted, whole=True)
    return Choice(preview, without_owed(certain(preview.items)))


def choose(files: Files, wanted: Wanted, *, yes: bool) -> Choice:
    """Show what there is, and return what is decided about it; with `yes` all that is certain.

    Raises:
        NeedsAnswer: nobody can be asked, and there is no `--yes`.
    """
    session = files.session
    terminal = session.terminal
    again = False
    while True:
        preview = files.preview(wanted)
        files.show(preview, wanted, again=again)
        again = True
        sure = certain(preview.items)
        if yes:
            return Choice(preview, without_owed(sure))
        if not (sure or (terminal.can_ask and (_open(preview) or preview.others))):
            return Choice(preview)
        terminal.need_terminal(ask_to_import(len(sure)))
        key = _read_choice(session, preview, wanted)
        if key == "1":
            return Choice(preview, _with_answers(session, sure))
        if key == "2":
            return Choice(preview, _with_owed(session, ImportWalk(session, _open(preview)).run()))
        if key == "4":
            wanted = wanted._replace(only=read_words([terminal.ask(WHICH_WORDS)]))
        elif key == "5":
            everybody = bool(wanted.only) or not wanted.everybody
            wanted = wanted._replace(everybody=everybody, only=())
        else:
            return Choice(preview)


def read_words(typed: Sequence[str]) -> tuple[str, ...]:
    """Read what `--only` is given: words between commas."""
    return tuple(filter(None, (word.strip() for each in typed for word in each.split(","))))


def _read_choice(session: Session, preview: Preview, wanted: Wanted) -> str:
    """Ask what to take until a key is an answer."""
    others, is_everybody = len(preview.others), wanted.everybody and not wanted.only
    question = ask_what_to_take(others, everybody=is_everybody)
    keys = "12345" if others or is_everybody else "1234"
    while True:
        key = session.terminal.read_key(question)
        if key in keys or key in ("q", "n", ESCAPE, END):
            return key


def _open(preview: Preview) -> list[Item]:
    """Return those about whom something can be decided."""
    return [
        item
        for item in preview.items
        if item.standing == "unsure" or certain([item]) or (item.job and item.job.is_newer)
    ]


def _with_answers(session: Session, decisions: list[Decision]) -> list[Decision]:
    """Ask about new jobs and old messages, each once."""
    jobs = sum(bool(each.item.job and each.item.job.is_newer) for each in decisions)
    if jobs and session.terminal.agrees(ask_jobs(jobs), unless_no=False):
        decisions = with_jobs(decisions)
    return _with_owed(session, decisions)


def _with_owed(session: Session, decisions: list[Decision]) -> list[Decision]:
    owed = sum(len(each.item.owed) for each in decisions if each.take)
    days = session.settings.clock.reply_window
    if not owed:
        return decisions
    question = session.speech.importing.ask_owed(owed, days)
    agrees = session.terminal.agrees(question, unless_no=True)
    return without_owed(decisions) if agrees else decisions
