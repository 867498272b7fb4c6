"""The preview of an import as lines: how many are new, known, changed, unsure, left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.cli.layout import one_line, wrap
from contactkeeper.core.importing.decisions import certain, left_open
from contactkeeper.text.en.changes import with_undo
from contactkeeper.text.en.import_outcome import (
    NOBODY_WANTED,
    NOTHING_NEW,
    NOTHING_TAKEN,
    say_left,
    say_to_sort,
    say_written,
)
from contactkeeper.text.en.importing import (
    say_changed,
    say_differing,
    say_file,
    say_ignored,
    say_item,
    say_known,
    say_left_out,
    say_more,
    say_new,
    say_unread,
    say_unsure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.core.importing.model import Decision, Item, Outcome, Preview, Wanted

_LABEL, _NUMBER = 9, 6
"""Cells of the label and the number before what is said of it."""
_SHOWN = 5
"""Rows of a kind that a terminal shows."""


class _Row(NamedTuple):
    """One row of the preview: a kind, the number of it, and a sentence."""

    label: str
    number: int
    said: str = ""
    """The rest of a sentence that begins with the number, as `37 recruiters` does."""
    each: Sequence[str] = ()
    """A sentence about each."""
    only_whole: bool = False
    """Whether `each` is shown only where everybody is to have a line."""


def preview_lines(  # noqa: PLR0913  # what is shown, and how much of it
    preview: Preview, wanted: Wanted, room: int, *, whole: bool, few: bool, again: bool = False
) -> Iterator[str]:
    """Lay out what an import would do.

    Args:
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
        yield from wrap(one_line(say_file(exported, named=named)), room, indent=2)
    if again:
        preview = preview._replace(left_out=(), problems=())
    for row in _rows(preview, wanted):
        if row.number or (row.label == "new" and preview.others):
            each = row.each if whole or not row.only_whole else ()
            yield from _lay_out(row._replace(each=each), room, few=few)


def _rows(preview: Preview, wanted: Wanted) -> Iterator[_Row]:
    new, known = preview.of("new"), preview.of("known")
    everybody = wanted.everybody or not any(each.holds_everybody for each in preview.files)
    beginning = say_new(new, len(preview.others), everybody=everybody, words=wanted.only)
    yield _Row("new", len(new), beginning, _each(new), only_whole=True)
    with_news = [item for item in known if not item.says_nothing_new]
    yield _Row("known", len(known), say_known(known), _each(with_news), only_whole=True)
    changed = preview.of("changed")
    yield _Row("changed", len(changed), each=[say_changed(item) for item in changed])
    differing = [say_differing(i) for i in preview.items if i.differences and not i.rivals]
    yield _Row("differ", len(differing), each=differing)
    unsure = preview.of("unsure")
    yield _Row("unsure", len(unsure), each=[say_unsure(item) for item in unsure])
    yield _Row("ignored", len(preview.ignored), say_ignored(preview.ignored))
    left_out = [each for each in preview.left_out if each.number]
    number = sum(each.number for each in left_out)
    yield _Row("left out", number, say_left_out(left_out))
    for label, severity in (("not read", "problem"), ("remarks", "remark")):
        problems = [each for each in preview.problems if each.severity == severity]
        yield _Row(label, len(problems), each=say_unread(problems, preview.files))


def _each(items: Sequence[Item]) -> list[str]:
    return [say_item(item) for item in items]


def _lay_out(row: _Row, room: int, *, few: bool) -> Iterator[str]:
    """Lay out a row: label, number and sentence, then a line for each, or for a few."""
    head = f"  {row.label:{_LABEL}}{row.number:>{_NUMBER},}"
    margin = " " * (len(head) + 2)
    shown = row.each[:_SHOWN] if few and len(row.each) > _SHOWN + 1 else row.each
    more = len(row.each) - len(shown)
    lines = [*shown, say_more(more)] if more else shown
    if row.said:
        gap = "" if row.said[0] in ",:" else " "
        yield from wrap(f"{head}{gap}{one_line(row.said)}", room, indent=len(margin))
    for number, line in enumerate(lines):
        left = head + "  " if not number and not row.said else margin
        first, *rest = wrap(one_line(line), room - len(margin), indent=2)
        yield from (f"{left}{first}", *(f"{margin}{each}" for each in rest))


def end_lines(
    preview: Preview, decisions: Sequence[Decision], outcome: Outcome, *, dry_run: bool
) -> list[str]:
    """Say what was written, what is left to decide, and what to do next."""
    if not decisions and certain(preview.items):
        return [NOTHING_TAKEN]
    left = say_left(*left_open(preview.items, decisions))
    if not decisions:
        nobody = preview.others and not preview.items
        return [left or (NOBODY_WANTED if nobody else NOTHING_NEW)]
    lines = [" ".join(filter(None, (say_written(outcome, dry_run=dry_run), left)))]
    if outcome.to_sort:
        lines.append(say_to_sort(outcome.to_sort))
    is_written = any(outcome) and not dry_run
    return [*lines[:-1], with_undo(lines[-1].rstrip("."))] if is_written else lines
