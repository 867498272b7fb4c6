"""A card of the review as lines, and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.layout import Text, clean, cut, one_line, paint, width_of, wrap
from contactkeeper.text.en.review import (
    ask,
    say_favours,
    say_goal,
    say_last,
    say_load,
    say_place,
    say_progress,
    say_question,
    say_standing,
    say_strip,
    say_to_come,
)
from contactkeeper.text.en.statistics import say_unread

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.model import Problem
    from contactkeeper.core.review.cards import Known
    from contactkeeper.core.review.load import Load
    from contactkeeper.core.review.progress import Progress

_KEYS_OF_HELP = 8
"""Columns of the help that have the keys."""


def card_lines(known: Known, number: int, total: int, today: date, width: int) -> list[Text]:
    """Lay out a card: who it is, what is asked and why, and the year."""
    contact = known.card.contact
    said = (say_place(number, total), contact.name, contact.company)
    who = one_line(" · ".join(filter(None, said)))
    standing = one_line(say_standing(known))
    gap = width - width_of(who) - width_of(standing)
    if gap > 1:
        head: list[Text] = [paint(who, "bold") + " " * gap + paint(standing, "dim")]
    else:
        head = [*wrap(who, width, indent=2), *_indented([standing], width)]
    body = [say_question(kind, known, today) for kind in known.card.questions]
    if known.goal:
        body.append(say_goal(known))
    if last := say_last(known, today):
        body.append(cut(clean(last), width - 2))
    strip, favours = say_strip(known.person.months), say_favours(known)
    beside = f"{strip}   {favours}"
    body += [beside] if width_of(beside) + 2 <= width else [strip, favours]
    return [*head, *_indented([*body, ask(known.card.questions)], width)]


def head_lines(
    total: int, shown: int, goals: Sequence[Progress], load: Load, problems: Sequence[Problem]
) -> list[str]:
    """Say how many cards there are, how far the goals are, and what the rhythms ask for."""
    said = [say_to_come(total, shown), *map(say_progress, goals)]
    said += [say_load(load)] if round(load.asked) else []
    unread = say_unread(problems)
    return [*said, f"! {unread}"] if unread else said


def explained(sentences: Sequence[str], width: int) -> list[str]:
    """Break at its blanks what is said of the keys."""
    return [line for sentence in sentences for line in wrap(sentence, width, indent=_KEYS_OF_HELP)]


def _indented(sentences: Sequence[str], width: int) -> list[str]:
    """Break sentences at their blanks; the blanks inside of a strip stay."""
    return [
        line for sentence in sentences for line in wrap(f"  {clean(sentence)}", width, indent=4)
    ]
