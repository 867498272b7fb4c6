"""Say what `ck calendar` has written, and what it asks; its events are said by each language."""

from __future__ import annotations

from contactkeeper.shell_words import shell_word
from contactkeeper.wording import Wording

NOTHING = Wording("Nothing in this month.")


def name_calendar(vault: str, *, busy: bool) -> str:
    """Name the calendar in other programs, whatever the language: by its name it is known.

    Where names are hidden, the vault's is hidden too.
    """
    return "ck" if busy else f"ck: {vault}"


def say_written(place: str, events: int, new: int, changed: int, cancelled: int) -> Wording:
    """Say what the file holds and what is different: `Written: a.ics, 34 events: 2 new`."""
    counts = (
        (new, Wording("{number:,} new", number=new)),
        (changed, Wording("{number:,} changed", number=changed)),
        (cancelled, Wording("{number:,} cancelled", number=cancelled)),
    )
    written = Wording("Written: {file}", file=_count_events(place, events))
    different = [said for number, said in counts if number]
    return (
        Wording("{written}: {different}", written=written, different=different)
        if different
        else written
    )


def say_unchanged(place: str, events: int) -> Wording:
    """Say that the file was right already."""
    return Wording("Nothing has changed: {file}", file=_count_events(place, events))


def _count_events(place: str, events: int) -> Wording:
    return Wording.counted(
        "{place}, {number:,} event", "{place}, {number:,} events", events, place=place
    )


def ask_replace(place: str) -> Wording:
    """Ask whether a file that is no calendar of ours may be replaced."""
    return Wording("{place} is there, and is no calendar of this vault. Replace it?", place=place)


def say_not_ours(place: str, *, busy: bool) -> Wording:
    """Say that a file is not replaced without a question, and what asks it."""
    return Wording(
        "{place} is no calendar of this vault, so it stays as it is. To replace it: {command}",
        place=place,
        command=f"ck calendar --out {shell_word(place)}{' --busy' if busy else ''}",
    )


def say_not_refreshed(option_file: str, why: str) -> Wording:
    """Say that the calendar of the configuration could not be written."""
    return Wording(
        "the calendar is not up to date ([calendar] out in {file}): {why}",
        file=option_file,
        why=why,
    )
