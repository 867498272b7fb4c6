"""Questions of `ck init`, their answers, and comments of the file that it writes."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.core.survey.survey import Survey
    from contactkeeper.text.speech import Speech

KEEP_IN_STEP = Wording("keep it in step when ck logs?")
IS_THERE = Wording("contactkeeper.toml is there already and stays as it is.")
IS_REMEMBERED = Wording("This vault is the one that ck finds anywhere.")
NEXT = Wording("Next: ck due")
NEEDS_YES = Wording("nothing was written: --yes writes what is proposed.")


def ask_log(title: str, notes: int, dated: int) -> Wording:
    """Ask whether an unknown heading is the log's: `12 notes have dated lines under …`."""
    return Wording("{section}: is that the log?", section=_say_section(title, notes, dated))


def say_log_taken(title: str, notes: int, dated: int) -> Wording:
    """Say that an unknown heading is taken for the log's."""
    return Wording("{section}: that is the log.", section=_say_section(title, notes, dated))


def _say_section(title: str, notes: int, dated: int) -> Wording:
    """Say how many notes have a section, those alone with dates where there are some."""
    if dated:
        return Wording.counted(
            "{number:,} note has dated lines under “{title}”",
            "{number:,} notes have dated lines under “{title}”",
            dated,
            title=title,
        )
    return Wording.counted(
        "{number:,} note has a section “{title}”",
        "{number:,} notes have a section “{title}”",
        notes,
        title=title,
    )


def say_tagged_notes(count: int) -> Wording:
    """Say that notes got a tag."""
    return Wording.counted(
        "{number:,} note got the tag · ck undo", "{number:,} notes got the tag · ck undo", count
    )


def _say_mentions(kind: Literal["meeting", "daily"], notes: int, people: int) -> Wording:
    """Say how many notes of a kind name contacts: `7 notes of meetings name 5 of them`."""
    if kind == "meeting":
        return Wording.counted(
            "{number:,} note of a meeting names {people:,} of them",
            "{number:,} notes of meetings name {people:,} of them",
            notes,
            people=people,
        )
    return Wording.counted(
        "{number:,} daily note names {people:,} of them",
        "{number:,} daily notes name {people:,} of them",
        notes,
        people=people,
    )


def ask_mentions(kind: Literal["meeting", "daily"], notes: int, people: int) -> Wording:
    """Ask whether what notes of a kind say of contacts are entries."""
    said = _say_mentions(kind, notes, people)
    return Wording("{notes}: are these entries of theirs?", notes=said)


def say_mentions_taken(kind: Literal["meeting", "daily"], notes: int, people: int) -> Wording:
    """Say what becomes of notes of a kind where nobody is asked."""
    said = _say_mentions(kind, notes, people)
    if kind == "meeting":
        return Wording("{notes}: these are entries of theirs ([log] meetings).", notes=said)
    return Wording("{notes}: entries of theirs only with [log] mentions = true.", notes=said)


def ask_holidays() -> Wording:
    """Ask whether to plan nothing in the Russian holidays."""
    return Wording("The notes are Russian: shall 1–8 January and 1–10 May stay free of messages?")


def say_holidays() -> Wording:
    """Say that nothing is planned in the Russian holidays."""
    return Wording(
        "The notes are Russian: 1–8 January and 1–10 May stay free of messages ([plan] blackout)."
    )


def ask_to_write(folder: str, instead: str, *, writes: bool) -> Wording:
    """Ask whether to write the configuration and remember the vault, or to remember it alone.

    `folder` is empty for the one that `ck` was started in; `instead` is the vault that is
    remembered now, if another.
    """
    if not writes:
        if instead:
            return Wording(
                "Remember this vault for `ck` anywhere instead of {instead}?", instead=instead
            )
        return Wording("Remember this vault for `ck` anywhere?")
    remember = Wording("remember this vault for `ck` anywhere")
    if instead:
        remember = Wording(
            "remember this vault for `ck` anywhere instead of {vault}", vault=instead
        )
    if folder:
        return Wording(
            "Write contactkeeper.toml in {folder}, and {remember}?",
            folder=folder,
            remember=remember,
        )
    return Wording("Write contactkeeper.toml here, and {remember}?", remember=remember)


def say_written(path: str) -> Wording:
    """Say that the configuration was written."""
    return Wording("Written: {path}", path=path)


def say_remembered(path: str) -> Wording:
    """Say in which file the vault is remembered."""
    return Wording("Remembered in {path}", path=path)


def comments_on(speech: Speech, found: Survey) -> dict[str, str]:
    """Say beside the options in the file what of the vault made them so, by section and option."""
    sections = {
        "tag": "contacts.tags",
        "type": "contacts.types",
        "category": "contacts.types",
        "folder": "contacts.folders",
    }
    uses = [(sections[mark.kind], mark.word, len(mark.paths)) for mark in found.marks]
    titled = (each for each in found.headings if each.title)
    uses += [("log.heading", each.title, each.notes) for each in islice(titled, 1)]
    uses += [
        ("log.update_last_contact", each.name, each.notes)
        for each in found.names
        if each.meaning == "last_contact"
    ]
    said: dict[str, list[Wording]] = {}
    for option, word, notes in uses:
        counted = Wording.counted(
            "{word} in {number:,} note", "{word} in {number:,} notes", notes, word=word
        )
        said.setdefault(option, []).append(counted)
    return {
        option: speech.say(Wording("Found: {words}.", words=words))
        for option, words in said.items()
    }
