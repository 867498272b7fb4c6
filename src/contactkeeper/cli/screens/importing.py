"""The preview of an import as lines: how many are new, known, changed, unsure, left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.cli.layout import one_line, width_of, wrap
from contactkeeper.core.importing.decisions import certain, left_open
from contactkeeper.text.import_outcome import (
    NOBODY_WANTED,
    NOTHING_NEW,
    NOTHING_TAKEN,
    say_left,
    say_to_sort,
    say_written,
)
from contactkeeper.text.importing import say_ignored, say_more, say_unread
from contactkeeper.text.phrases import upper_first, with_undo

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.core.importing.model import Decision, Outcome, Preview, Wanted
    from contactkeeper.text.speech import Speech

_NUMBER = 6
"""Cells of the number before what is said of it."""
_SHOWN = 5
"""Rows of a kind that a terminal shows."""


class _Row(NamedTuple):
    """One row of the preview: a kind, the number of it, and a sentence."""

    kind: str
    """One of `LABELS`."""
    number: int
    said: str = ""
    """The rest of a sentence that begins with the number, as `37 recruiters` does."""
    each: Sequence[str] = ()
    """A sentence about each."""
    only_whole: bool = False
    """Whether `each` is shown only where everybody is to have a line."""


def preview_lines(  # noqa: PLR0913  # what is shown, and how much of it
    speech: Speech,
    preview: Preview,
    wanted: Wanted,
    room: int,
    *,
    whole: bool,
    few: bool,
    again: bool = False,
) -> Iterator[str]:
    """Lay out what an import would do.

    Args:
        speech: the language.
        preview: what it would do.
        wanted: who was asked for.
        room: cells of a line.
        whole: whether each person with something new has a line.
        few: whether only a few lines of a kind are shown.
        again: whether other people of the same files were shown before: of these there is no more
            to say.
    """
    named = len(preview.files) > 1
    for exported in () if again else preview.files:
        yield from wrap(one_line(speech.importing.say_file(exported, named=named)), room, indent=2)
    if again:
        preview = preview._replace(left_out=(), problems=())
    for row in _rows(speech, preview, wanted):
        if row.number or (row.kind == "new" and preview.others):
            each = row.each if whole or not row.only_whole else ()
            yield from _lay_out(speech, row._replace(each=each), room, few=few)


def _rows(speech: Speech, preview: Preview, wanted: Wanted) -> Iterator[_Row]:
    room = speech.importing
    new, known = preview.of("new"), preview.of("known")
    everybody = wanted.everybody or not any(each.holds_everybody for each in preview.files)
    beginning = room.say_new(new, len(preview.others), everybody=everybody, words=wanted.only)
    yield _Row("new", len(new), beginning, [room.say_item(item) for item in new], only_whole=True)
    with_news = [item for item in known if not item.says_nothing_new]
    yield _Row(
        "known",
        len(known),
        room.say_known(known),
        [room.say_item(item) for item in with_news],
        only_whole=True,
    )
    changed = preview.of("changed")
    yield _Row("changed", len(changed), each=[room.say_changed(item) for item in changed])
    differing = [room.say_differing(i) for i in preview.items if i.differences and not i.rivals]
    yield _Row("differ", len(differing), each=differing)
    unsure = preview.of("unsure")
    yield _Row("unsure", len(unsure), each=[room.say_unsure(item) for item in unsure])
    yield _Row("ignored", len(preview.ignored), say_ignored(preview.ignored))
    left_out = [each for each in preview.left_out if each.number]
    number = sum(each.number for each in left_out)
    yield _Row("left out", number, speech.left_out.say_left_out(left_out))
    for kind, severity in (("not read", "problem"), ("remarks", "remark")):
        problems = [each for each in preview.problems if each.severity == severity]
        yield _Row(kind, len(problems), each=say_unread(problems, preview.files))


def _lay_out(speech: Speech, row: _Row, room: int, *, few: bool) -> Iterator[str]:
    """Lay out a row: label, number and sentence, then a line for each, or for a few."""
    labels = speech.importing.LABELS
    number = speech.phrases.say_number(row.number)
    head = f"  {labels[row.kind]:{max(map(width_of, labels.values())) + 1}}{number:>{_NUMBER}}"
    margin = " " * (len(head) + 2)
    shown = row.each[:_SHOWN] if few and len(row.each) > _SHOWN + 1 else row.each
    more = len(row.each) - len(shown)
    lines = [*shown, say_more(more)] if more else shown
    if said := one_line(speech.say(row.said)):
        gap = "" if said[0] in ",:" else " "
        yield from wrap(f"{head}{gap}{said}", room, indent=len(margin))
    for place, line in enumerate(lines):
        left = head + "  " if not place and not said else margin
        first, *rest = wrap(one_line(speech.say(line)), room - len(margin), indent=2)
        yield from (f"{left}{first}", *(f"{margin}{each}" for each in rest))


def end_lines(
    speech: Speech,
    preview: Preview,
    decisions: Sequence[Decision],
    outcome: Outcome,
    *,
    dry_run: bool,
) -> list[str]:
    """Say what was written, what is left to decide, and what to do next."""
    if not decisions and (certain(preview.items) or not preview.files):
        return [NOTHING_TAKEN]
    left = say_left(*left_open(preview.items, decisions))
    if not decisions:
        nobody = preview.others and not preview.items
        return [left or (NOBODY_WANTED if nobody else NOTHING_NEW)]
    written = upper_first(speech.say(say_written(outcome, dry_run=dry_run)))
    lines = [" ".join(filter(None, (written, speech.say(left))))]
    if outcome.to_sort:
        lines.append(speech.say(say_to_sort(outcome.to_sort)))
    if any(outcome) and not dry_run:
        lines[-1] = with_undo(lines[-1].rstrip("."))
    return lines
