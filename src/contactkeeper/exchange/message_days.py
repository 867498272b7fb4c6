"""Messages and calls as interactions: one for each person, day and direction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, Self, TypeVar

from contactkeeper.core.interchange import Interaction, Person, Place

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from contactkeeper.core.model import Day, Direction, Time

WhoT = TypeVar("WhoT", bound="Hashable")

_MOST_WORDS = 4_000
"""Characters of one day and direction that are kept."""


class Message(NamedTuple):
    """A message or a call, for its day."""

    day: Day
    direction: Direction
    channel: str
    moment: float
    time: Time | None = None
    words: str = ""
    place: Place = Place()

    def with_words(self, more: str) -> Self:
        """Return it with further words, as many as are kept."""
        words = "\n".join(filter(None, (self.words, more)))
        return self._replace(words=words[:_MOST_WORDS])


class MessageDays(Generic[WhoT]):
    """Collects messages with whoever they are with; memory grows with the days alone."""

    def __init__(self) -> None:
        self._days: dict[tuple[WhoT, Day, Direction], Message] = {}

    def add(self, who: WhoT, message: Message) -> None:
        """Add one message or call, in any order."""
        key = (who, message.day, message.direction)
        known = self._days.get(key)
        self._days[key] = _join(known, message) if known else message

    def __iter__(self) -> Iterator[tuple[WhoT, Message]]:
        """Return what has been collected."""
        return ((who, message) for (who, _, _), message in self._days.items())

    def interactions(self, people: Mapping[WhoT, Person]) -> tuple[Interaction, ...]:
        """Return the interactions with these people, oldest first."""
        found = [
            Interaction(
                people[who],
                each.day,
                each.direction,
                each.channel,
                each.time,
                each.moment,
                "",
                each.words,
                each.place,
            )
            for who, each in self
            if who in people
        ]
        return tuple(sorted(found, key=lambda each: (each.day, each.moment, each.person.name)))


def _join(one: Message, other: Message) -> Message:
    """Put two of one day and direction together: the moment of the last, the time of the first."""
    first, last = (one, other) if one.moment <= other.moment else (other, one)
    words = first.with_words(last.words).words
    return last._replace(time=first.time or last.time, words=words, place=first.place)
