"""The card of one person of an import, and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.layout import Text, fit, one_line, paint, width_of, wrap
from contactkeeper.cli.screens.brief import beside, entry_lines
from contactkeeper.text.import_walk import say_earlier, say_place
from contactkeeper.text.importing import name_item

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.importing.model import Item
    from contactkeeper.text.speech import Speech

_INDENT = "  "
_ENTRIES = 5
"""The newest ones, which a card shows."""


def card_lines(
    speech: Speech, item: Item, place: tuple[int, int], today: date, width: int
) -> list[Text]:
    """Lay out who somebody is and what is new about them; `place` is the number and the total."""
    company = item.contact.company if item.contact else ""
    beginning = (speech.say(say_place(*place)), name_item(item), company)
    who = one_line(" · ".join(filter(None, beginning)))
    standing = speech.importing.STANDINGS[item.standing]
    room = width - len(_INDENT)
    gap = width - width_of(who) - width_of(standing)
    head: list[Text] = [paint(who, "bold") + " " * gap + paint(standing, "dim")]
    if gap <= 1:
        head = [*wrap(f"{who} · {standing}", width, indent=2)]
    facts = one_line(speech.importing.say_facts(item.person))
    lines: list[Text] = [*wrap(facts, room, indent=2)] if facts else []
    labels = speech.importing.CARD_LABELS
    label_width = max(map(width_of, labels.values())) + 2
    for label, said in speech.importing.say_news(item).items():
        if said:
            lines += beside(paint(fit(labels[label], label_width), "dim"), one_line(said), room)
    shown = item.entries[: -_ENTRIES - 1 : -1]
    lines += [line.rstrip() for entry in entry_lines(speech, shown, today, room) for line in entry]
    if earlier := len(item.entries) - len(shown):
        lines.append(speech.say(say_earlier(earlier)))
    return [*head, *(_INDENT + each for each in lines)]
