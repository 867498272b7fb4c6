"""A card of the review as lines, and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.layout import Text, clean, cut, one_line, paint, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.model import Problem
    from contactkeeper.core.review.cards import Known
    from contactkeeper.core.review.load import Load
    from contactkeeper.core.review.progress import Progress
    from contactkeeper.text.speech import Speech

_KEYS_OF_HELP = 8
"""Columns of the help that have the keys."""


def card_lines(  # noqa: PLR0913, PLR0917  # what a card is made of
    speech: Speech, known: Known, number: int, total: int, today: date, width: int
) -> list[Text]:
    """Lay out a card: who it is, what is asked and why, and the year."""
    text, contact = speech.review, known.card.contact
    said = (text.say_place(number, total), contact.name, contact.company)
    who = one_line(" · ".join(filter(None, said)))
    standing = one_line(text.say_standing(known))
    gap = width - width_of(who) - width_of(standing)
    if gap > 1:
        head: list[Text] = [paint(who, "bold") + " " * gap + paint(standing, "dim")]
    else:
        head = [*wrap(who, width, indent=2), *_indented([standing], width)]
    body = [text.say_question(kind, known, today) for kind in known.card.questions]
    if known.goal:
        body.append(text.say_goal(known))
    if last := text.say_last(known, today):
        body.append(cut(clean(last), width - 2))
    strip, favours = text.say_strip(known.person.months), text.say_favours(known)
    beside = f"{strip}   {favours}"
    body += [beside] if width_of(beside) + 2 <= width else [strip, favours]
    return [*head, *_indented([*body, text.ask(known.card.questions)], width)]


def head_lines(  # noqa: PLR0913, PLR0917  # what it is about, each once
    speech: Speech,
    total: int,
    shown: int,
    goals: Sequence[Progress],
    load: Load,
    problems: Sequence[Problem],
) -> list[str]:
    """Say how many cards there are, how far the goals are, and what the rhythms ask for."""
    text = speech.review
    said = [text.say_to_come(total, shown), *map(speech.goals.say_progress, goals)]
    said += [text.say_load(load)] if round(load.asked) else []
    unread = speech.statistics.say_unread(problems)
    return [*said, f"! {unread}"] if unread else said


def explained(sentences: Sequence[str], width: int) -> list[str]:
    """Break at its blanks what is said of the keys."""
    return [line for sentence in sentences for line in wrap(sentence, width, indent=_KEYS_OF_HELP)]


def _indented(sentences: Sequence[str], width: int) -> list[str]:
    """Break sentences at their blanks; the blanks inside of a strip stay."""
    return [
        line for sentence in sentences for line in wrap(f"  {clean(sentence)}", width, indent=4)
    ]
