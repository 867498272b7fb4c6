"""Say what marks contacts in a vault, and which notes are taken or left out, for `ck init`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.survey.marks import Mark
    from contactkeeper.core.survey.unmarked import Unmarked
    from contactkeeper.wording import Texts

NO_RECRUITER = Wording("No note is marked as a recruiter. Notes that look like people:")
WHICH_MARK = Wording("Which are your contacts?")
_MARKS: Texts = {
    "tag": 'tag "{word}" {count:,}',
    "type": 'type "{word}" {count:,}',
    "category": 'category "{word}" {count:,}',
    "folder": 'folder "{word}" {count:,}',
}
_SIGNS: Texts = {
    "tag": '"#{word}" in the text {count:,}',
    "role": "role {count:,}",
    "touch": "rhythm {count:,}",
}
_KINDS: Texts = {
    "tag": "tag {word}: {notes}",
    "type": "type {word}: {notes}",
    "category": "category {word}: {notes}",
    "folder": "folder {word}: {notes}",
}


def say_mark(mark: Mark) -> Wording:
    """Say a mark and how many notes have it: `tag "рекрутер" 41`."""
    return Wording(_MARKS[mark.kind], word=mark.word, count=len(mark.paths))


def say_tagged(unmarked: Unmarked) -> Wording:
    """Say the sign of notes without a mark, and how many: `"#recruiter" in the text 4`."""
    return Wording(_SIGNS[unmarked.sign], word=unmarked.word, count=len(unmarked.paths))


def say_unmarked(unmarked: Unmarked) -> Wording:
    """Say which sign of a contact notes have: `4 notes say #recruiter in their text`."""
    count = len(unmarked.paths)
    if unmarked.sign == "tag":
        return Wording.counted(
            "{number:,} note says #{word} in its text",
            "{number:,} notes say #{word} in their text",
            count,
            word=unmarked.word,
        )
    if unmarked.sign == "role":
        return Wording.counted(
            "{number:,} note has the role of a recruiter and no tag",
            "{number:,} notes have the role of a recruiter and no tag",
            count,
        )
    return Wording.counted(
        "{number:,} note has a cadence or a last contact and no tag",
        "{number:,} notes have a cadence or a last contact and no tag",
        count,
    )


def ask_to_take(unmarked: Unmarked) -> Wording:
    """Ask whether to make such notes contacts, by a tag in their properties."""
    return Wording.counted(
        "{notes}: take it? (adds the tag {tag} to the properties, ck undo removes it)",
        "{notes}: take them? (adds the tag {tag} to the properties, ck undo removes it)",
        len(unmarked.paths),
        notes=say_unmarked(unmarked),
        tag=unmarked.tag,
    )


def say_taken(unmarked: Unmarked) -> Wording:
    """Say that such notes are contacts by a tag that they get."""
    return Wording.counted(
        "{notes}: it gets the tag {tag} in its properties",
        "{notes}: each gets the tag {tag} in its properties",
        len(unmarked.paths),
        notes=say_unmarked(unmarked),
        tag=unmarked.tag,
    )


def say_untagged(unmarked: Unmarked) -> Wording:
    """Say that such notes are no contacts, and what would make them so."""
    return Wording(
        "Not taken: {notes}; the tag {tag} in the properties takes one",
        notes=say_unmarked(unmarked),
        tag=unmarked.tag,
    )


def say_strangers(count: int) -> Wording:
    """Say how many notes have a recruiter's tag in their text and look like no person."""
    return Wording.counted(
        "Left out: {number:,} note that has a recruiter's tag in the text and no name or address",
        "Left out: {number:,} notes that have a recruiter's tag in the text and no name or address",
        count,
    )


def say_refused(count: int) -> Wording:
    """Say how many notes can't get the tag."""
    return Wording(
        "Not taken, since their properties can't be edited safely: {notes}", notes=_notes(count)
    )


def say_not_chosen(marks: Sequence[Mark]) -> Wording:
    """Say what else looks like people, and is not taken: `Not taken: folder "People" 12.`."""
    return Wording(
        "Not taken, since they may be people of any kind: {marks}.",
        marks=list(map(say_mark, marks)),
    )


def say_overruled(marks: Sequence[Mark]) -> Wording:
    """Say what marks recruiters, and is not taken by the user's own configuration."""
    return Wording(
        "Not taken, since [contacts] of your own configuration leaves them out: {marks}.",
        marks=list(map(say_mark, marks)),
    )


def say_marked(mark: Mark) -> Wording:
    """Say what may mark contacts, to choose it: `tag hr: 12 notes`."""
    return Wording(_KINDS[mark.kind], word=mark.word, notes=_notes(len(mark.paths)))


def say_first_taken(marks: Sequence[Mark]) -> Wording:
    """Say that the first of several marks is taken, where nobody can be asked."""
    return Wording(
        "No note is marked as a recruiter. Notes that look like people: {marks}. The first is "
        "taken.",
        marks=list(map(say_mark, marks)),
    )


def _notes(count: int) -> Wording:
    return Wording.counted("{number:,} note", "{number:,} notes", count)
