"""Join two notes about one person, for `ck merge`.

Logs and properties are merged as those of conflict copies; where no rule decides between two
values, the caller has to. The rest of the text is appended.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.casefolding import caseless, note_name
from contactkeeper.core.editing.edits import apply, ending_before
from contactkeeper.core.editing.property_edits import set_properties
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.merging.merge import merge
from contactkeeper.core.merging.merge_values import choose_side, mean_same
from contactkeeper.core.note.markdown import flatten, read_outline
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_names import canonical, find_properties, meaning_of
from contactkeeper.core.note.property_values import items_of, tags_of, words_of
from contactkeeper.errors import WriteRefused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.merging.conflicts import Merged
    from contactkeeper.core.note.frontmatter_values import Value

_UNITED = ("tags", "aliases", "email")
"""Properties with several values, which are united."""
_NAMES = ("aliases", "title", "name")
"""Properties with names; those of the other note become aliases."""
_BLANKS = re.compile(r"(?<![ \t])(?:[ \t]*+\n){2,}+")


class Difference(NamedTuple):
    """A property with different values in the two notes."""

    name: str
    """In the spelling of the note that stays."""
    value: str
    other: str


def differences_of(into: Note, who: Note) -> list[Difference]:
    """List the properties for which the user has to choose a value."""
    found = []
    for item in who.frontmatter.properties if who.frontmatter else ():
        known = canonical(item.name, into.settings)
        own = find_properties(into.frontmatter, item.name, into.settings)
        if known in _UNITED or known in _NAMES or not own or own[0].value == item.value:
            continue
        if len(own) > 1 or len(find_properties(who.frontmatter, item.name, who.settings)) > 1:
            continue  # `ck check` reports two spellings of one property
        value, other = own[0].value, item.value
        if isinstance(value, tuple) or isinstance(other, tuple):
            continue  # lists are united
        if not (known and choose_side(known, value, other)) and value and other:
            found.append(Difference(own[0].name, words_of(value), words_of(other)))
    return found


def join(into: Note, who: Note, taken: Collection[str]) -> Merged:
    """Merge the note `who` into `into`; the properties `taken` get the value of `who`.

    The names of `who` become aliases.

    Raises:
        WriteRefused: a note can't be edited, or something of them would be lost.
    """
    for note in (into, who):
        _refuse_unsure(note)
    mine = _with_new(_with_names(into, who, taken), who)
    yours = _without_settled(into, who, mine)
    head, rest = _divide(_with_heading(yours, into))
    if not into.text.endswith(("\n", "\r")):
        head = head.rstrip("\r\n")  # the note stays without a last line ending
    merged = merge("", mine.text, head or mine.text, into.settings, keep_both=True)
    if merged.marked or not merged.checked:
        first = merged.losses[0] if merged.losses else merged.conflicts[0].message
        raise WriteRefused(
            into.path, None, Wording("The two can't be merged safely ({first}).", first=first)
        )
    text = _append(Note.parse(merged.text, into.path, into.settings), rest)
    _check(text, into, who)
    return merged._replace(text=text, conflicts=())


def new_aliases(into: Note, who: Note) -> tuple[str, ...]:
    """Return the names of `who` that `into` does not have yet."""
    here, there = into.contact(), who.contact()
    known = {caseless(name) for name in (here.name, *here.aliases)}
    names = []
    for name in (note_name(who.path), *there.aliases):
        if caseless(name) not in known:
            known.add(caseless(name))
            names.append(name)
    return tuple(names)


def _with_names(into: Note, who: Note, taken: Collection[str]) -> Note:
    """Return `into` with the new aliases, the united lists, and the chosen values."""
    changes: dict[str, PropertyValue] = {}
    old = find_properties(into.frontmatter, "aliases", into.settings)
    if aliases := new_aliases(into, who):
        changes["aliases"] = (*(items_of(old[0].value) if old else ()), *aliases)
    for key in ("tags", "email"):
        own, other = (find_properties(note.frontmatter, key, into.settings) for note in (into, who))
        if own and other:
            here = _items(key, own[0].value)
            more = [item for item in _items(key, other[0].value) if item not in here]
            if more:
                changes[own[0].name] = (*here, *more)
    for each in differences_of(into, who):
        if each.name in taken:
            value = find_properties(who.frontmatter, each.name, who.settings)[0].value
            if not isinstance(value, str):
                raise WriteRefused(
                    who.path, None, Wording("`{name}` is not a plain value.", name=each.name)
                )
            changes[each.name] = value
    return verify(into, set_properties(into, changes)) if changes else into


def _with_new(into: Note, who: Note) -> Note:
    """Return `into` with the properties that only `who` has, below its own.

    Where one of them is refused, all are left to the merge, which copies their lines.
    """
    changes: dict[str, PropertyValue] = {}
    for item in who.frontmatter.properties if who.frontmatter else ():
        is_name = canonical(item.name, who.settings) in _NAMES
        alike = find_properties(who.frontmatter, item.name, who.settings)
        if is_name or len(alike) > 1 or find_properties(into.frontmatter, item.name, into.settings):
            continue
        if isinstance(item.value, str):
            changes[item.name] = item.value
        elif isinstance(item.value, tuple) and all(isinstance(each, str) for each in item.value):
            changes[item.name] = tuple(each for each in item.value if isinstance(each, str))
    try:
        return verify(into, set_properties(into, changes)) if changes else into
    except WriteRefused:
        return into


def _refuse_unsure(note: Note) -> None:
    """Refuse a note whose frontmatter can't be read reliably."""
    block = note.frontmatter
    if block and (block.error or block.duplicates or block.unfilled):
        line = block.error.line if block.error else None
        raise WriteRefused(
            note.path, line, Wording("Its properties can't be read; fix them first.")
        )


def _items(key: str, value: Value) -> tuple[str, ...]:
    return tags_of(value) if key == "tags" else tuple(items_of(value))


def _without_settled(into: Note, who: Note, mine: Note) -> Note:
    """Return `who` without the properties that are decided: names, lists, and those of `mine`."""
    settled = [*_NAMES, *(each.name for each in differences_of(into, who))]
    # A note without such a property takes it unchanged.
    settled += [
        key for key in ("tags", "email") if find_properties(into.frontmatter, key, into.settings)
    ]
    for item in who.frontmatter.properties if who.frontmatter else ():
        own = find_properties(mine.frontmatter, item.name, mine.settings)
        alike = find_properties(who.frontmatter, item.name, who.settings)
        known = canonical(item.name, who.settings) or ""
        if own and all(
            each.value == own[0].value or mean_same(known, each.value, own[0].value)
            for each in alike
        ):
            settled.append(item.name)
    gone: dict[str, PropertyValue] = {
        meaning_of(key, who.settings): None
        for key in settled
        if find_properties(who.frontmatter, key, who.settings)
    }
    if not gone:
        return who
    text = apply(who.text, set_properties(who, gone).edits)
    return Note.parse(text, who.path, who.settings)


def _with_heading(note: Note, into: Note) -> Note:
    """Return a note whose log stands under the heading of the note that stays."""
    own, other = into.log, note.log
    if not (own and own.title and other and other.title) or own.level != other.level:
        return note
    heading = into.text[own.heading_start : own.start].rstrip("\r\n")
    old = note.text[other.heading_start : other.start]
    text = note.text[: other.heading_start] + heading + old[len(old.rstrip("\r\n")) :]
    text += note.text[other.start :]
    return Note.parse(text, note.path, note.settings)


def _divide(note: Note) -> tuple[str, list[str]]:
    """Return the frontmatter and the log of a note, and the rest of its text without the title."""
    text, flat = note.text, flatten(note.text)
    block = note.frontmatter.end if note.frontmatter else int(text.startswith("\ufeff"))
    start, end = (note.log.heading_start, note.log.end) if note.log else (len(text), len(text))
    headings = read_outline(flat, block).headings
    title = next((each for each in headings if each.level == 1), None)
    above = flat[block:start]
    if title and title.end <= start:
        above = flat[block : title.start] + flat[title.end : start]
    rest = [part.strip("\n\ufeff") for part in (above, flat[end:]) if part.strip()]
    log = text[start:end].rstrip(" \t\r\n")
    head = text[:block] if note.frontmatter else ""
    return head + (log + ending_before(text, end) if log else ""), rest


def _append(note: Note, parts: list[str]) -> str:
    """Insert text above the log, else at the end, wherever the rest then reads back the same."""
    there = {part.strip() for own in _divide(note)[1] for part in _BLANKS.split(own)}
    kept = [
        "\n\n".join(each for each in _BLANKS.split(part) if each.strip() not in there)
        for part in parts
    ]
    kept = [part for part in kept if part.strip()]
    if not kept:
        return note.text
    ending = ending_before(note.text, len(note.text))
    added = "\n\n".join(kept).replace("\n", ending)
    for text in _placed(note, added, ending):
        after = Note.parse(text, note.path, note.settings)
        if _says(after) == _says(note):
            return text
    raise WriteRefused(
        note.path, None, Wording("The text of the other note can't be added to this one safely.")
    )


def _placed(note: Note, added: str, ending: str) -> Iterator[str]:
    text = note.text
    if note.log:
        at = note.log.heading_start
        yield text[:at] + added + ending * 2 + text[at:]
    gap = "" if not text else ending if text.endswith(("\n", "\r")) else ending * 2
    yield text + gap + added + ending


def _says(note: Note) -> object:
    """Return everything that appended text must not change."""
    contact = note.contact()
    entries = [entry._replace(line=0, tasks=()) for entry in contact.entries]
    tasks = [task.without_line() for entry in contact.entries for task in entry.tasks]
    problems = sorted(problem.code for problem in contact.problems)
    return entries, tasks, problems, contact.properties, note.log and note.log.title


def _check(text: str, into: Note, who: Note) -> None:
    """Check that the result has every line and entry of both notes; uses only the parser."""
    lines = {line.strip() for line in flatten(text).split("\n")}
    after = Note.parse(text, into.path, into.settings).contact()
    there = {entry.without_lines() for entry in after.entries}
    for note in (into, who):
        block = note.frontmatter.end if note.frontmatter else 0
        own = {note.log.title} if note.log else set()
        for line in flatten(note.text)[block:].split("\n"):
            words = line.strip().strip("\ufeff")
            if not words or words in lines or words.strip("# ") in {note.h1, *own}:
                continue
            raise WriteRefused(
                into.path, None, Wording("A line would be lost: {line}.", line=words[:60])
            )
        for entry in note.contact().entries:
            if entry.without_lines() not in there:
                raise WriteRefused(
                    into.path, None, Wording("The entry of {date} would be lost.", date=entry.date)
                )
