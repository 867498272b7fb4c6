"""Say what marks contacts in a vault, and which notes are taken or left out, for `ck init`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.en.phrases import say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.survey.marks import Mark
    from contactkeeper.core.survey.unmarked import Unmarked

NO_RECRUITER = "No note is marked as a recruiter. Notes that look like people:"
WHICH_MARK = "Which are your contacts?"


def say_mark(mark: Mark) -> str:
    """Say a mark and how many notes have it: `tag "рекрутер" 41`."""
    return f'{mark.kind} "{mark.word}" {len(mark.paths):,}'


def say_tagged(unmarked: Unmarked) -> str:
    """Say the sign of notes without a mark, and how many: `"#recruiter" in the text 4`."""
    signs = {"tag": f'"#{unmarked.word}" in the text', "role": "role", "touch": "rhythm"}
    return f"{signs[unmarked.sign]} {len(unmarked.paths):,}"


def say_unmarked(unmarked: Unmarked) -> str:
    """Say which sign of a contact notes have: `4 notes say #recruiter in their text`."""
    one = len(unmarked.paths) == 1
    said = {
        "tag": f"{'says' if one else 'say'} #{unmarked.word} in {'its' if one else 'their'} text",
        "role": f"{'has' if one else 'have'} the role of a recruiter and no tag",
        "touch": f"{'has' if one else 'have'} a cadence or a last contact and no tag",
    }
    return f"{say_count(len(unmarked.paths), 'note')} {said[unmarked.sign]}"


def ask_to_take(unmarked: Unmarked) -> str:
    """Ask whether to make such notes contacts, by a tag in their properties."""
    them = "it" if len(unmarked.paths) == 1 else "them"
    change = f"adds the tag {unmarked.tag} to the properties"
    return f"{say_unmarked(unmarked)}: take {them}? ({change}, ck undo removes it)"


def say_taken(unmarked: Unmarked) -> str:
    """Say that such notes are contacts by a tag that they get."""
    each = "it gets" if len(unmarked.paths) == 1 else "each gets"
    return f"{say_unmarked(unmarked)}: {each} the tag {unmarked.tag} in its properties"


def say_untagged(unmarked: Unmarked) -> str:
    """Say that such notes are no contacts, and what would make them so."""
    return (
        f"Not taken: {say_unmarked(unmarked)}; the tag {unmarked.tag} in the properties takes one"
    )


def say_strangers(count: int) -> str:
    """Say how many notes have a recruiter's tag in their text and look like no person."""
    notes = say_count(count, "note")
    verb = "has" if count == 1 else "have"
    return f"Left out: {notes} that {verb} a recruiter's tag in the text and no name or address"


def say_refused(count: int) -> str:
    """Say how many notes can't get the tag."""
    return f"Not taken, since their properties can't be edited safely: {say_count(count, 'note')}"


def say_not_chosen(marks: Sequence[Mark]) -> str:
    """Say what else looks like people, and is not taken: `Not taken: folder "People" 12.`."""
    return f"Not taken, since they may be people of any kind: {', '.join(map(say_mark, marks))}."


def say_overruled(marks: Sequence[Mark]) -> str:
    """Say what marks recruiters, and is not taken by the user's own configuration."""
    named = ", ".join(map(say_mark, marks))
    return f"Not taken, since [contacts] of your own configuration leaves them out: {named}."


def say_marked(mark: Mark) -> str:
    """Say what may mark contacts, to choose it: `tag hr: 12 notes`."""
    return f"{mark.kind} {mark.word}: {say_count(len(mark.paths), 'note')}"


def say_first_taken(marks: Sequence[Mark]) -> str:
    """Say that the first of several marks is taken, where nobody can be asked."""
    return f"{NO_RECRUITER} {', '.join(map(say_mark, marks))}. The first is taken."
